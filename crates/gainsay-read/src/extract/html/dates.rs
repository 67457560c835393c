//! When a page was published and changed, by what it declares: JSON-LD, meta tags, `time` elements, its address.
//!
//! The order of the sources follows htmldate (Barbaresi, "htmldate: A Python package to extract publication dates from
//! web pages", JOSS 5(51), 2020): head before body, declared before printed, the address last.

use gainsay_core::{Basis, Dating, Interval};
use jiff::civil::Date;

use super::{meta::Declared, walk::Walked};
use crate::extract::stamp;

/// Published, modified, and the conflict between declarations, if they disagree.
pub(super) fn declared(declared: &Declared, walked: &Walked, url: Option<&str>) -> (Dating, Dating, Option<String>) {
    let by_url = url.and_then(in_address);
    let mut published = days(&declared.published);
    let modified = days(&declared.modified);
    let conflict = published
        .iter()
        .find(|(_, day)| published.first().is_some_and(|first| (*day - first.1).get_days().abs() > 2))
        .map(|(why, day)| {
            let first = &published[0];
            format!(
                "declares two dates of publication: {} ({}) and {day} ({why}); the first is taken",
                first.1, first.0
            )
        });
    if published.is_empty() {
        published = times(walked, true);
    }
    if published.is_empty()
        && let Some(day) = by_url
    {
        published.push(("the address".to_owned(), day));
    }
    if published.is_empty() {
        published = times(walked, false);
    }
    let dating = |found: Option<&(String, Date)>| {
        found.map_or_else(Dating::default, |(why, day)| Dating {
            value: Some(Interval::day(*day)),
            basis: Basis::Metadata,
            evidence: None,
            why: format!("{why}: {day}"),
        })
    };
    (dating(published.first()), dating(modified.first()), conflict)
}

fn days(list: &[(String, String)]) -> Vec<(String, Date)> {
    list.iter()
        .filter_map(|(why, text)| Some((why.clone(), stamp::parse(text)?)))
        .filter(|(_, day)| plausible(*day))
        .collect()
}

/// The web's pages begin in the nineties; a declared year before that is a default of the software.
fn plausible(day: Date) -> bool {
    (1990..2100).contains(&day.year())
}

/// Dates of `time` elements and the like: those marked as published, or the first of any.
fn times(walked: &Walked, marked: bool) -> Vec<(String, Date)> {
    let is_marked = |label: &str| {
        ["publish", "posted", "created", "entry-date", "issued", "pubdate"].iter().any(|word| label.contains(word))
    };
    let changed = |label: &str| label.contains("modif") || label.contains("updat");
    walked
        .times
        .iter()
        .filter(|(label, _)| !changed(label) && (!marked || is_marked(label)))
        .filter_map(|(_, value)| Some(("a time element".to_owned(), stamp::parse(value)?)))
        .filter(|(_, day)| plausible(*day))
        .take(1)
        .collect()
}

/// "/2017/09/27/" in an address.
pub(super) fn in_address(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let parts: Vec<&str> = path.split(['/', '?']).collect();
    for window in parts.windows(3) {
        if let [year, month, day] = window
            && year.len() == 4
            && (1..=2).contains(&month.len())
            && let (Ok(year), Ok(month)) = (year.parse::<i16>(), month.parse::<i8>())
            && let Ok(day) = day.split(['-', '_', '.']).next().unwrap_or("").parse::<i8>()
            && let Ok(date) = Date::new(year, month, day)
            && plausible(date)
        {
            return Some(date);
        }
    }
    parts.iter().find_map(|part| stamp::find(part).map(|(_, day)| day).filter(|day| plausible(*day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_tell_the_day() {
        let day = |url| in_address(url).map(|d| d.to_string());
        assert_eq!(day("https://harbour.example/2017/09/27/wall-falls.html").as_deref(), Some("2017-09-27"));
        assert_eq!(day("https://harbour.example/news/2017-09-27-wall").as_deref(), Some("2017-09-27"));
        assert_eq!(day("https://harbour.example/a/2017/9/wall"), None);
    }
}
