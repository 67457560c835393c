//! Intervals of days, and how EDTF (ISO 8601-2, level 1) writes them.

use std::fmt;

use jiff::{Span as Length, ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{Direction, PartialDate, Unit};

/// An interval of whole days, both ends included; an end that is `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Interval {
    /// First day.
    pub first: Option<Date>,
    /// Last day.
    pub last: Option<Date>,
    /// "About": EDTF's `~`.
    pub approximate: bool,
    /// "Perhaps": EDTF's `?`.
    pub uncertain: bool,
}

impl Interval {
    /// From one day to another, both included.
    pub const fn between(first: Date, last: Date) -> Self {
        Self { first: Some(first), last: Some(last), approximate: false, uncertain: false }
    }

    /// One day.
    pub const fn day(day: Date) -> Self {
        Self::between(day, day)
    }

    /// A whole month; `None` where there is no such month.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        Some(Self::between(first, first.last_of_month()))
    }

    /// A whole year; `None` where the calendar has no such year.
    pub fn year(year: i16) -> Option<Self> {
        Some(Self::between(Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
    }

    /// The day, where it is one day.
    pub fn as_day(self) -> Option<Date> {
        (self.first == self.last).then_some(self.first).flatten()
    }

    /// How many days it holds; `None` where an end is open.
    pub fn days(self) -> Option<i32> {
        Some((self.last? - self.first?).get_days() + 1)
    }

    /// Whether both hold some day in common.
    pub fn overlaps(self, other: Self) -> bool {
        let starts_before_end = |a: Option<Date>, b: Option<Date>| match (a, b) {
            (Some(a), Some(b)) => a <= b,
            _ => true,
        };
        starts_before_end(self.first, other.last) && starts_before_end(other.first, self.last)
    }

    /// Whether every day of `other` is in it.
    pub fn contains(self, other: Self) -> bool {
        let first = self.first.is_none_or(|a| other.first.is_some_and(|b| a <= b));
        let last = self.last.is_none_or(|a| other.last.is_some_and(|b| b <= a));
        first && last
    }

    /// The days both hold; `None` where there are none. Rough only where both are.
    pub fn intersection(self, other: Self) -> Option<Self> {
        if !self.overlaps(other) {
            return None;
        }
        let later = |a: Option<Date>, b: Option<Date>| a.max(b);
        let earlier = |a: Option<Date>, b: Option<Date>| match (a, b) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Some(Self {
            first: later(self.first, other.first),
            last: earlier(self.last, other.last),
            approximate: self.approximate && other.approximate,
            uncertain: self.uncertain && other.uncertain,
        })
    }

    /// Moved by so many whole units from the anchor, with the unit as grain: last month is a whole month.
    pub(crate) fn offset(anchor: Date, amount: i32, unit: Unit) -> Option<Self> {
        let amount = i64::from(amount);
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => Some(Self::day(anchor)),
            Unit::Day => Some(Self::day(anchor.checked_add(Length::new().try_days(amount).ok()?).ok()?)),
            Unit::Week | Unit::Weekend => {
                let day = anchor.checked_add(Length::new().try_weeks(amount).ok()?).ok()?;
                let monday = day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()?;
                let sunday = monday.checked_add(6.days()).ok()?;
                let first = if unit == Unit::Weekend { sunday.yesterday().ok()? } else { monday };
                Some(Self::between(first, sunday))
            }
            Unit::Month => {
                let day = anchor.first_of_month().checked_add(Length::new().try_months(amount).ok()?).ok()?;
                Self::month(day.year(), day.month())
            }
            Unit::Quarter => {
                let quarter = i64::from(anchor.year()) * 4 + i64::from((anchor.month() - 1) / 3) + amount;
                Self::quarter(i16::try_from(quarter.div_euclid(4)).ok()?, (quarter.rem_euclid(4) + 1) as i8)
            }
            Unit::Season => None,
            Unit::Year => Self::year(i16::try_from(i64::from(anchor.year()) + amount).ok()?),
            Unit::Decade => Self::years(i64::from(anchor.year()).div_euclid(10) * 10 + amount.checked_mul(10)?, 10),
            Unit::Century => {
                Self::years(i64::from(anchor.year()).div_euclid(100) * 100 + amount.checked_mul(100)?, 100)
            }
        }
    }

    /// A quarter of a year, 1 to 4.
    pub fn quarter(year: i16, number: i8) -> Option<Self> {
        let first = Date::new(year, number.checked_sub(1)?.checked_mul(3)?.checked_add(1)?, 1).ok()?;
        Some(Self::between(first, first.checked_add(2.months()).ok()?.last_of_month()))
    }

    /// So many years from the first of `year` on.
    pub(crate) fn years(year: i64, count: i64) -> Option<Self> {
        let first = Self::year(i16::try_from(year).ok()?)?;
        let last = Self::year(i16::try_from(year.checked_add(count)?.checked_sub(1)?).ok()?)?;
        Some(Self { last: last.last, ..first })
    }

    /// A month or day of month in the year that the direction asks for.
    pub(crate) fn month_day_near(anchor: Date, month: i8, day: Option<i8>, direction: Direction) -> Option<Self> {
        let in_year = |year: i16| match day {
            Some(day) => Date::new(year, month, day).ok().map(Self::day),
            None => Self::month(year, month),
        };
        Self::choose(anchor, direction, in_year)
    }

    /// From one month or day to another, in the year that the direction asks for.
    pub(crate) fn between_near(
        anchor: Date,
        first: PartialDate,
        last: PartialDate,
        direction: Direction,
    ) -> Option<Self> {
        let part = |year: i16, part: PartialDate| match part.day {
            Some(day) => Date::new(year, part.month, day).ok().map(Self::day),
            None => Self::month(year, part.month),
        };
        let turns = (last.month, last.day.unwrap_or(31)) < (first.month, first.day.unwrap_or(1));
        let in_year = |year: i16| {
            let end = part(year.checked_add(i16::from(turns))?, last)?;
            Some(Self { last: end.last, ..part(year, first)? })
        };
        Self::choose(anchor, direction, in_year)
    }

    /// A season or quarter in the year that the direction asks for. Seasons: 1 spring to 4 winter, by the northern
    /// meteorological calendar; a winter is named for the year in which it begins.
    pub(crate) fn part_of_year_near(anchor: Date, unit: Unit, number: i8, direction: Direction) -> Option<Self> {
        let in_year = |year: i16| match unit {
            Unit::Quarter => Self::quarter(year, number),
            _ => {
                let first = Date::new(year, number.checked_mul(3)?, 1).ok()?;
                Some(Self::between(first, first.checked_add(2.months()).ok()?.last_of_month()))
            }
        };
        Self::choose(anchor, direction, in_year)
    }

    fn choose(anchor: Date, direction: Direction, in_year: impl Fn(i16) -> Option<Self>) -> Option<Self> {
        let year = anchor.year();
        // Eight years hold every date there is, the 29th of February included.
        let mut candidates = (-8i16..=8).filter_map(|offset| in_year(year.checked_add(offset)?));
        match direction {
            Direction::Past => candidates.filter(|i| i.first.is_some_and(|f| f <= anchor)).last(),
            Direction::Future => candidates.find(|i| i.last.is_some_and(|l| l >= anchor)),
            Direction::Nearest => candidates.min_by_key(|i| match (i.first, i.last) {
                (Some(first), Some(last)) if first <= anchor && anchor <= last => 0,
                (Some(first), Some(last)) => (first - anchor).get_days().abs().min((last - anchor).get_days().abs()),
                _ => i32::MAX,
            }),
            Direction::Same => in_year(year),
        }
    }

    /// A day of the week in the week that the direction asks for.
    pub(crate) fn weekday_near(anchor: Date, day: i8, direction: Direction, weeks: i16) -> Option<Self> {
        let ahead = i64::from((day - anchor.weekday().to_monday_one_offset()).rem_euclid(7));
        let days = match direction {
            Direction::Same => i64::from(day - anchor.weekday().to_monday_one_offset()),
            Direction::Future => ahead,
            Direction::Past => -((7 - ahead) % 7),
            Direction::Nearest => {
                if ahead > 3 {
                    ahead - 7
                } else {
                    ahead
                }
            }
        };
        let day = anchor.checked_add(Length::new().try_days(days).ok()?).ok()?;
        Some(Self::day(day.checked_add(Length::new().try_weeks(weeks).ok()?).ok()?))
    }

    /// One end as EDTF, at the grain that the whole interval has.
    fn parse_part(text: &str) -> Option<(Self, bool, bool)> {
        let bare = text.trim_end_matches(['?', '~', '%']);
        let marks = &text[bare.len()..];
        let approximate = marks.contains(['~', '%']);
        let uncertain = marks.contains(['?', '%']);
        let mut parts = bare.splitn(3, '-');
        let year_text = parts.next()?;
        if year_text.len() != 4 {
            return None;
        }
        let interval = match (parts.next(), parts.next()) {
            (None, _) if year_text.ends_with("XX") => Self::years(year_text[..2].parse::<i64>().ok()? * 100, 100)?,
            (None, _) if year_text.ends_with('X') => Self::years(year_text[..3].parse::<i64>().ok()? * 10, 10)?,
            (None, _) => Self::year(year_text.parse().ok()?)?,
            (Some(month), None) => Self::month(year_text.parse().ok()?, month.parse().ok()?)?,
            (Some(month), Some(day)) => {
                Self::day(Date::new(year_text.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?)
            }
        };
        Some((interval, approximate, uncertain))
    }

    /// Reads EDTF: `2025-06-23`, `2025-06`, `2025`, `202X`, `20XX`, `a/b`, `a/..`, `../b`, with `?`, `~`, `%`.
    ///
    /// # Errors
    /// When the text is none of these.
    pub fn parse_edtf(text: &str) -> Result<Self, ParseEdtfError> {
        let wrong = || ParseEdtfError(text.to_owned());
        if !text.is_ascii() {
            return Err(wrong());
        }
        let Some((from, to)) = text.split_once('/') else {
            let (interval, approximate, uncertain) = Self::parse_part(text).ok_or_else(wrong)?;
            return Ok(Self { approximate, uncertain, ..interval });
        };
        let end = |part: &str| match part {
            ".." => Some(None),
            _ => Self::parse_part(part).map(Some),
        };
        let first = end(from).ok_or_else(wrong)?;
        let last = end(to).ok_or_else(wrong)?;
        Ok(Self {
            first: first.and_then(|f| f.0.first),
            last: last.and_then(|l| l.0.last),
            approximate: first.is_some_and(|f| f.1) || last.is_some_and(|l| l.1),
            uncertain: first.is_some_and(|f| f.2) || last.is_some_and(|l| l.2),
        })
    }
}

impl fmt::Display for Interval {
    /// EDTF, at the coarsest grain that says the same.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = match (self.approximate, self.uncertain) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        };
        let (Some(first), Some(last)) = (self.first, self.last) else {
            let end = |f: &mut fmt::Formatter<'_>, date: Option<Date>| match date {
                Some(date) => write!(f, "{date}{mark}"),
                None => write!(f, ".."),
            };
            end(f, self.first)?;
            write!(f, "/")?;
            return end(f, self.last);
        };
        let whole_months = first.day() == 1 && last == last.last_of_month();
        let whole_years = whole_months && first.month() == 1 && last.month() == 12;
        let years = i32::from(last.year()) - i32::from(first.year()) + 1;
        if first == last {
            write!(f, "{first}{mark}")
        } else if whole_years && years == 1 {
            write!(f, "{:04}{mark}", first.year())
        } else if whole_years && years == 10 && first.year() % 10 == 0 {
            write!(f, "{:03}X{mark}", first.year() / 10)
        } else if whole_years && years == 100 && first.year() % 100 == 0 {
            write!(f, "{:02}XX{mark}", first.year() / 100)
        } else if whole_years {
            write!(f, "{:04}{mark}/{:04}{mark}", first.year(), last.year())
        } else if whole_months && (first.year(), first.month()) == (last.year(), last.month()) {
            write!(f, "{:04}-{:02}{mark}", first.year(), first.month())
        } else if whole_months {
            let (a, b) = (first, last);
            write!(f, "{:04}-{:02}{mark}/{:04}-{:02}{mark}", a.year(), a.month(), b.year(), b.month())
        } else {
            write!(f, "{first}{mark}/{last}{mark}")
        }
    }
}

impl From<Interval> for String {
    fn from(interval: Interval) -> Self {
        interval.to_string()
    }
}

impl TryFrom<String> for Interval {
    type Error = ParseEdtfError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse_edtf(&text)
    }
}

/// A text that is no date of EDTF level 1 as gainsay writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseEdtfError(String);

impl fmt::Display for ParseEdtfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no EDTF date; write one such as 2025-06-23, 2025-06 or 2025-06-21/2025-06-23", self.0)
    }
}

impl std::error::Error for ParseEdtfError {}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn edtf_reads_back() {
        for text in [
            "2025-06-23",
            "2025-06",
            "2025",
            "199X",
            "19XX",
            "2025-06-21/2025-06-23",
            "2025-06~",
            "2025-06-21/..",
            "../2025-06-21",
            "2024-11/2025-02",
            "2025-06-21?",
            "2019/2021",
        ] {
            assert_eq!(Interval::parse_edtf(text).map(|i| i.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "last week", "2025-13", "2025-02-30", "25-06", "é"] {
            assert!(Interval::parse_edtf(text).is_err(), "{text}");
        }
    }

    #[test]
    fn dates_given_in_part_are_looked_for_in_their_direction() {
        let anchor = date(2017, 12, 29); // a Friday
        let weekday = |day, direction| Interval::weekday_near(anchor, day, direction, 0).map(|i| i.to_string());
        assert_eq!(weekday(4, Direction::Past).as_deref(), Some("2017-12-28"));
        assert_eq!(weekday(5, Direction::Past).as_deref(), Some("2017-12-29"));
        assert_eq!(weekday(4, Direction::Future).as_deref(), Some("2018-01-04"));
        let month =
            |month, day, direction| Interval::month_day_near(anchor, month, day, direction).map(|i| i.to_string());
        assert_eq!(month(1, Some(31), Direction::Future).as_deref(), Some("2018-01-31"));
        assert_eq!(month(1, Some(31), Direction::Past).as_deref(), Some("2017-01-31"));
        assert_eq!(month(1, Some(2), Direction::Nearest).as_deref(), Some("2018-01-02"));
        assert_eq!(month(9, None, Direction::Past).as_deref(), Some("2017-09"));
    }

    #[test]
    fn offsets_have_the_grain_of_their_unit() {
        let offset = |amount, unit| Interval::offset(date(2017, 12, 29), amount, unit).map(|i| i.to_string());
        assert_eq!(offset(-1, Unit::Month).as_deref(), Some("2017-11"));
        assert_eq!(offset(-1, Unit::Week).as_deref(), Some("2017-12-18/2017-12-24"));
        assert_eq!(offset(-1, Unit::Quarter).as_deref(), Some("2017-07/2017-09"));
        assert_eq!(offset(1, Unit::Year).as_deref(), Some("2018"));
        assert_eq!(offset(i32::MAX, Unit::Day), None);
    }
}
