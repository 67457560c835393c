//! When a page was published and changed, by what it declares: JSON-LD, meta tags, `time` elements, its address.
//!
//! The order of the sources follows htmldate (Barbaresi, "htmldate: A Python package to extract publication dates from
//! web pages", JOSS 5(51), 2020): head before body, declared before printed, the address last.

use gainsay_core::{Article, Basis, Dating, Interval, Region, RegionKind, Span};
use jiff::civil::Date;

use super::{meta::Declared, blocks::Walked};
use crate::extract::{
    fold::{collapse, count_words, fold},
    stamp,
};

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
    if published.is_empty() {
        published = days(&declared.data);
    }
    if published.is_empty()
        && let Some(day) = by_url
    {
        published.push(("the address".to_owned(), day));
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

/// A date printed near the title: the line that its class, its words and its place speak for most.
///
/// Lists of other articles have dates too, and articles tell of dates: a line counts only with two of these three, and
/// only where the date stands at its beginning or the line is short.
pub(super) fn printed(article: &Article, walked: &Walked) -> Dating {
    const NEAR: usize = 8;
    let is_title = |r: &Region| r.kind == RegionKind::Title;
    let title = article.regions.iter().rposition(is_title);
    let body = article.regions.iter().position(|r| matches!(r.kind, RegionKind::Paragraph | RegionKind::Summary));
    let anchor = title.or(body).unwrap_or(0);
    let mut best: Option<(usize, Dating)> = None;
    for (at, region) in article.regions.iter().enumerate() {
        let line = region.span.slice(&article.text);
        let start = line.char_indices().nth(LONGEST_HEAD).map_or(line.len(), |(end, _)| end);
        let Some((range, day)) = stamp::find(line.get(..start).unwrap_or("")) else { continue };
        let score = support(region, line, range.start, at.abs_diff(anchor) <= NEAR);
        if !plausible(day) || score < 2 || best.as_ref().is_some_and(|(most, _)| *most >= score) {
            continue;
        }
        let evidence = Span::new(region.span.start + range.start, region.span.start + range.end);
        let why = format!("printed: {}", collapse(evidence.slice(&article.text)));
        best = Some((
            score,
            Dating { value: Some(Interval::day(day)), basis: Basis::Stated, evidence: Some(evidence), why },
        ));
    }
    best.map(|(_, dating)| dating).or_else(|| only_date(article)).unwrap_or_else(|| last_resort(walked))
}

/// The one date that short lines of the page hold, if all that hold one hold the same.
fn only_date(article: &Article) -> Option<Dating> {
    let mut found: Option<(Span, Date)> = None;
    for region in article.regions.iter().filter(|r| r.kind != RegionKind::Comments) {
        let line = region.span.slice(&article.text);
        if count_words(line) > 20 {
            continue;
        }
        let Some((range, day)) = stamp::find(line).filter(|(_, day)| plausible(*day)) else { continue };
        if found.is_some_and(|(_, other)| other != day) {
            return None;
        }
        let evidence = Span::new(region.span.start + range.start, region.span.start + range.end);
        found.get_or_insert((evidence, day));
    }
    let (evidence, day) = found?;
    let why = format!("the only date that the page prints by itself: {}", collapse(evidence.slice(&article.text)));
    let value = Some(Interval { uncertain: true, ..Interval::day(day) });
    Some(Dating { value, basis: Basis::Stated, evidence: Some(evidence), why })
}

/// Dates are looked for in so many characters of a line.
const LONGEST_HEAD: usize = 160;

/// How many things speak for a line's date being that of publication.
fn support(region: &Region, line: &str, date_at: usize, is_near: bool) -> usize {
    let folded = fold(line);
    let words = count_words(line);
    let by_class = matches!(region.kind, RegionKind::Date | RegionKind::Byline);
    let says = ["publish", "posted", "veröffentlicht", "erstellt", "publié", "publicado", "pubblicato", "geplaatst"]
        .iter()
        .any(|word| folded.contains(word));
    let elsewhere = matches!(region.kind, RegionKind::Related | RegionKind::Comments | RegionKind::Advert);
    let telling = words > 20 && date_at > 0;
    if elsewhere || telling || folded.contains("©") || folded.contains("copyright") {
        return 0;
    }
    let short = words <= 20;
    usize::from(by_class) * 2
        + usize::from(says) * 2
        + usize::from(is_near)
        + usize::from(short && is_near && date_at < 24)
}

/// Nothing declared and nothing printed near the title: the first `time` of any kind.
fn last_resort(walked: &Walked) -> Dating {
    let found = times(walked, false).into_iter().next();
    found.map_or_else(Dating::default, |(why, day)| Dating {
        value: Some(Interval::day(day)),
        basis: Basis::Metadata,
        evidence: None,
        why: format!("{why}: {day}"),
    })
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
        .filter(|(label, _)| if marked { is_marked(label) } else { !changed(label) })
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
    let digits = |part: &&str| part.len() >= 8 && part.as_bytes()[..8].iter().all(u8::is_ascii_digit);
    let joined = parts.iter().copied().filter(digits);
    let joined = joined.filter(|part| !part[8..].starts_with(|c: char| c.is_ascii_digit()));
    let joined = joined.filter_map(|part| stamp::parse(&part[..8])).find(|day| plausible(*day) && day.year() < 2100);
    if joined.is_some() {
        return joined;
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
        assert_eq!(day("https://harbour.example/20170927-wall.html").as_deref(), Some("2017-09-27"));
        assert_eq!(day("https://harbour.example/a/2017/9/wall"), None);
    }
}
