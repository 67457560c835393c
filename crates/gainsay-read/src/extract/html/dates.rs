//! When a page was published and changed, by what it declares: JSON-LD, meta tags, `time` elements, its address.
//!
//! The order of the sources follows htmldate (Barbaresi, "htmldate: A Python package to extract publication dates from
//! web pages", JOSS 5(51), 2020): head before body, declared before printed, the address last.

use std::sync::LazyLock;

use gainsay_core::{Article, Basis, Dating, Interval, Region, RegionKind, Span};
use jiff::civil::Date;
use serde::Deserialize;

use super::{blocks::Walked, meta::Declared};
use crate::extract::{
    fold::{collapse, count_words, fold},
    stamp,
};

#[derive(Deserialize)]
struct Words {
    /// What lines say beside the date of publication.
    says: Vec<String>,
    /// Meta tags that hold any date.
    vague: Vec<String>,
}

static WORDS: LazyLock<Option<Words>> =
    LazyLock::new(|| toml::from_str(include_str!("../../../rules/extract/dates.toml")).ok());

/// What a page declares of its dates.
pub(super) struct DeclaredDates {
    pub(super) published: Dating,
    pub(super) modified: Dating,
    /// What doesn't agree.
    pub(super) conflict: Option<String>,
    /// A date of a kind that may be another; to be taken where nothing better is printed.
    pub(super) vague: Dating,
}

/// A date and what declares it.
#[derive(Clone)]
struct Found {
    why: String,
    day: Date,
    /// Whether it was declared as a moment of universal time.
    universal: bool,
}

/// The dates that a page declares, in its head, its address and its `time` elements.
pub(super) fn declared(declared: &Declared, walked: &Walked, url: Option<&str>) -> DeclaredDates {
    let is_vague = |why: &String| WORDS.as_ref().is_some_and(|words| words.vague.contains(why));
    let (vague, mut published): (Vec<Found>, Vec<Found>) =
        days(&declared.published).into_iter().partition(|found| is_vague(&found.why));
    let modified = days(&declared.modified);
    let conflict = conflict(&published);
    let path = url.and_then(in_path);
    if let (Some(day), Some(first)) = (path, published.first_mut()) {
        agree_with_path(first, day);
    }
    let otherwise: [&dyn Fn() -> Vec<Found>; 4] = [
        &|| path.map(|day| Found::new("the address", day)).into_iter().collect(),
        &|| times(walked, true),
        &|| if vague.is_empty() { days(&declared.data) } else { Vec::new() },
        &|| {
            url.filter(|_| vague.is_empty())
                .and_then(in_address)
                .map(|day| Found::new("the address", day))
                .into_iter()
                .collect()
        },
    ];
    for find in otherwise {
        if published.is_empty() {
            published = find();
        }
    }
    DeclaredDates {
        published: dating(published.first()),
        modified: dating(modified.first()),
        conflict,
        vague: dating(vague.first()),
    }
}

/// The address is made on the day of the first publication, where the outlet is. A moment of universal time may fall on
/// the day before or after; a later date is that of another publication of the same.
fn agree_with_path(found: &mut Found, path: Date) {
    let later = (found.day - path).get_days();
    let says = if later.abs() == 1 && found.universal {
        "in universal time; where the outlet is it was the day in its address"
    } else if later > 1 {
        "but its address is of an earlier day"
    } else {
        return;
    };
    *found = Found { why: format!("{} says {}, {says}", found.why, found.day), day: path, universal: false };
}

/// What is said where two declarations are days apart.
fn conflict(published: &[Found]) -> Option<String> {
    let first = published.first()?;
    let other = published.iter().find(|found| (found.day - first.day).get_days().abs() > 2)?;
    Some(format!(
        "declares two dates of publication: {} ({}) and {} ({}); the first is taken",
        first.day, first.why, other.day, other.why
    ))
}

impl Found {
    fn new(why: &str, day: Date) -> Self {
        Self { why: why.to_owned(), day, universal: false }
    }
}

fn dating(found: Option<&Found>) -> Dating {
    found.map_or_else(Dating::default, |Found { why, day, .. }| Dating {
        value: Some(Interval::day(*day)),
        basis: Basis::Metadata,
        evidence: None,
        why: format!("{why}: {day}"),
    })
}

/// A date printed near the title: the line that its class, its words and its place speak for most.
///
/// Lists of other articles have dates too, and articles tell of dates: a line counts only with two of these three, and
/// only where the date stands at its beginning or the line is short.
pub(super) fn printed(article: &Article, walked: &Walked, vague: Dating) -> Dating {
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
    match best {
        Some((score, dating)) if score >= SURE || vague.value.is_none() => dating,
        _ if vague.value.is_some() => only_time(walked).map_or(vague, |found| dating(Some(&found))),
        _ => only_date(article).unwrap_or_else(|| dating(times(walked, false).first())),
    }
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

/// So much support makes a printed date surer than one that is declared vaguely.
const SURE: usize = 3;

/// Dates are looked for in so many characters of a line.
const LONGEST_HEAD: usize = 160;

/// How many things speak for a line's date being that of publication.
fn support(region: &Region, line: &str, date_at: usize, is_near: bool) -> usize {
    let folded = fold(line);
    let words = count_words(line);
    let by_class = matches!(region.kind, RegionKind::Date | RegionKind::Byline);
    let says = WORDS.as_ref().is_some_and(|words| words.says.iter().any(|word| folded.contains(word)));
    // "(18.01.2031) The wall…": the day before the first sentence.
    let opens = date_at <= 1;
    let elsewhere = matches!(region.kind, RegionKind::Related | RegionKind::Comments | RegionKind::Advert);
    let telling = words > 20 && !opens;
    if elsewhere || telling || folded.contains("©") || folded.contains("copyright") {
        return 0;
    }
    let short = words <= 20;
    usize::from(by_class) * 2
        + usize::from(says) * 2
        + usize::from(is_near)
        + usize::from((short && date_at < 24 || opens) && is_near)
}

fn days(list: &[(String, String)]) -> Vec<Found> {
    list.iter()
        .filter_map(|(why, text)| {
            Some(Found { why: why.clone(), day: stamp::parse(text)?, universal: stamp::is_universal(text) })
        })
        .filter(|found| plausible(found.day))
        .collect()
}

/// The web's pages begin in the nineties; a declared year before that is a default of the software.
fn plausible(day: Date) -> bool {
    (1990..2100).contains(&day.year())
}

/// Dates of `time` elements and the like: of those marked as published, or of any, the first.
fn times(walked: &Walked, marked: bool) -> Vec<Found> {
    all_times(walked, marked).take(1).collect()
}

/// The one day that all `time` elements give.
fn only_time(walked: &Walked) -> Option<Found> {
    let mut all = all_times(walked, false);
    let first = all.next()?;
    all.all(|found| found.day == first.day).then_some(first)
}

fn all_times(walked: &Walked, marked: bool) -> impl Iterator<Item = Found> + '_ {
    let is_marked = |label: &str| {
        ["publish", "posted", "created", "entry-date", "issued", "pubdate"].iter().any(|word| label.contains(word))
    };
    let changed = |label: &str| label.contains("modif") || label.contains("updat");
    walked
        .times
        .iter()
        .filter(move |(label, _)| if marked { is_marked(label) } else { !changed(label) })
        .filter_map(|(_, value)| Some(Found::new("a time element", stamp::parse(value)?)))
        .filter(|found| plausible(found.day))
}

/// "/2017/09/27/" in an address.
fn in_path(url: &str) -> Option<Date> {
    parts(url).windows(3).find_map(|window| {
        let [year, month, day] = window else { return None };
        // "/2031/10/3-reasons": a number of one digit that goes on is no day.
        let whole = day;
        let day = whole.split(['-', '_', '.']).next().unwrap_or("");
        let is_day = day.len() == 2 || day.len() == 1 && whole.len() == 1;
        let fits = year.len() == 4 && (1..=2).contains(&month.len()) && is_day;
        let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
        (fits && plausible(date)).then_some(date)
    })
}

fn parts(url: &str) -> Vec<&str> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    path.split(['/', '?']).collect()
}

/// A day in an address, in whatever form.
pub(super) fn in_address(url: &str) -> Option<Date> {
    let path = in_path(url);
    if path.is_some() {
        return path;
    }
    let parts = parts(url);
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
    fn the_words_are_read() {
        assert!(WORDS.as_ref().is_some_and(|words| !words.says.is_empty() && !words.vague.is_empty()));
    }

    #[test]
    fn the_day_is_that_of_the_outlet() {
        let agreed = |declared: &str, url: &str| {
            let mut found = days(&[("x".to_owned(), declared.to_owned())]).remove(0);
            agree_with_path(&mut found, in_path(url).unwrap());
            found.day.to_string()
        };
        assert_eq!(agreed("2031-11-09T05:30:00+00:00", "https://harbour.example/2031/11/08/wall"), "2031-11-08");
        assert_eq!(agreed("2031-11-09T05:30:00-05:00", "https://harbour.example/2031/11/08/wall"), "2031-11-09");
        assert_eq!(agreed("2033-01-01", "https://harbour.example/2031/11/08/wall"), "2031-11-08");
    }

    #[test]
    fn addresses_tell_the_day() {
        let day = |url| in_address(url).map(|d| d.to_string());
        assert_eq!(day("https://harbour.example/2017/09/27/wall-falls.html").as_deref(), Some("2017-09-27"));
        assert_eq!(day("https://harbour.example/news/2017-09-27-wall").as_deref(), Some("2017-09-27"));
        assert_eq!(day("https://harbour.example/20170927-wall.html").as_deref(), Some("2017-09-27"));
        assert_eq!(day("https://harbour.example/a/2017/9/wall"), None);
        assert_eq!(day("https://harbour.example/2017/10/3-reasons"), None);
    }
}
