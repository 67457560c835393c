//! Dates as people write them: `2025-06-21/2025-06-23` is 21–23 June 2025.

use gainsay_core::Interval;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// An EDTF date in words; what is no date is given back as it is.
pub(super) fn in_words(edtf: &str) -> String {
    let Ok(interval) = Interval::parse_edtf(edtf) else { return edtf.to_owned() };
    let about = if interval.approximate { "about " } else { "" };
    let perhaps = if interval.uncertain { "perhaps " } else { "" };
    format!("{perhaps}{about}{}", days_in_words(interval, edtf))
}

fn days_in_words(interval: Interval, edtf: &str) -> String {
    match (interval.first, interval.last) {
        (Some(first), Some(last)) => {
            let month = |date: jiff::civil::Date| MONTHS[usize::from(date.month().unsigned_abs()) - 1];
            let day = |date: jiff::civil::Date| format!("{} {} {}", date.day(), month(date), date.year());
            let whole_months = first.day() == 1 && last == last.last_of_month();
            let same_year = first.year() == last.year();
            let same_month = same_year && first.month() == last.month();
            if first == last {
                day(first)
            } else if whole_months && same_month {
                format!("{} {}", month(first), first.year())
            } else if whole_months && same_year && first.month() == 1 && last.month() == 12 {
                first.year().to_string()
            } else if whole_months && first.month() == 1 && last.month() == 12 {
                format!("{}–{}", first.year(), last.year())
            } else if whole_months && same_year {
                format!("{}–{} {}", month(first), month(last), first.year())
            } else if same_month {
                format!("{}–{} {} {}", first.day(), last.day(), month(first), first.year())
            } else if same_year {
                format!("{} {} – {}", first.day(), month(first), day(last))
            } else {
                format!("{} – {}", day(first), day(last))
            }
        }
        (Some(first), None) => format!("from {}", in_words(&first.to_string())),
        (None, Some(last)) => format!("until {}", in_words(&last.to_string())),
        (None, None) => edtf.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn dates_are_written_as_people_write_them() {
        for (edtf, words) in [
            ("2025-06-23", "23 June 2025"),
            ("2025-06", "June 2025"),
            ("2025", "2025"),
            ("199X", "1990–1999"),
            ("2025-06-21/2025-06-23", "21–23 June 2025"),
            ("2025-06-30/2025-07-02", "30 June – 2 July 2025"),
            ("2024-12-30/2025-01-02", "30 December 2024 – 2 January 2025"),
            ("2025-04/2025-06", "April–June 2025"),
            ("2025-06-21/..", "from 21 June 2025"),
            ("../2025-06-21", "until 21 June 2025"),
            ("2025-06-21?", "perhaps 21 June 2025"),
            ("2025-06~", "about June 2025"),
            ("no date", "no date"),
        ] {
            assert_eq!(in_words(edtf), words);
        }
    }
}
