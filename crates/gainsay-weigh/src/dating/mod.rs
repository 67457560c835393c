//! When an article was published, where it doesn't say so: told from the other articles and from its own text.
//!
//! **In**: the articles of a story with their readings. **Out**: a [`Dating`] for each, and each expression of time
//! grounded on it. **Never**: a guess. A date stated in the text or its metadata stands, unless what the article tells
//! cannot have been written then; what can't be told stays unknown; a day reckoned from another article's account is
//! marked uncertain (EDTF's `?`). **Scored by**: the stories' `published` checks, and the specs in `specs/dating/`.
//!
//! Two kinds of evidence: `happenings` (the undated article and a dated one tell of the same happening, one by its
//! day of the week, the other by its date) and `bounds` (results due for a quarter, "last year, up from 2013").

mod bounds;
mod grounding;
mod happenings;
mod index;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use gainsay_core::{Basis, Dating, Interval, Problem, ProblemKind};
use jiff::{ToSpan, civil::Date};

pub use grounding::{ground, offset_from};

use crate::{ReadArticle, corrections::DECIDED};
use happenings::{Match, Told};
use index::Index;

/// Dates of publication, one for each article.
pub fn publication_dates(articles: &[ReadArticle<'_>]) -> Vec<Dating> {
    let mut dates: Vec<Dating> = articles.iter().map(|one| one.article.published.clone()).collect();
    let told: Vec<Vec<Told>> = articles.iter().map(|one| happenings::told(one)).collect();
    let by_name = Index::new(&told);
    let is_open = |index: usize| articles.get(index).is_some_and(|one| one.article.published.why != DECIDED);
    for (index, one) in articles.iter().enumerate().filter(|(index, _)| is_open(*index)) {
        if contradicted(index, one, &told, &by_name) {
            let value = dates.get(index).and_then(|d| d.value).map_or_else(String::new, |v| v.to_string());
            let why = format!("its metadata say {value}, which fits none of the days it tells of");
            set(&mut dates, index, Dating { why, ..Dating::default() });
        }
    }
    // What is deduced from stated dates may date further articles: one more round, no endless chain of deductions.
    let stated: Vec<Option<Interval>> = dates.iter().map(|d| d.value).collect();
    for index in 0..articles.len() {
        if is_open(index)
            && stated.get(index).copied().flatten().is_none()
            && let Some(found) = by_happening(index, articles, &told, &by_name, &stated)
        {
            set(&mut dates, index, found);
        }
    }
    for (index, found) in bounds::deduce(articles, &stated) {
        if is_open(index) && dates.get(index).is_some_and(|d| d.value.is_none()) {
            set(&mut dates, index, found);
        }
    }
    dates
}

fn set(dates: &mut [Dating], index: usize, dating: Dating) {
    if let Some(place) = dates.get_mut(index) {
        // What is known of a date that was thrown out is kept in words.
        let before = if place.value.is_some() { String::new() } else { std::mem::take(&mut place.why) };
        *place = dating;
        if !before.is_empty() {
            place.why = format!("{before}; {}", place.why);
        }
    }
}

/// Problems with dates: those that are not known, and those that the text contradicts.
pub fn problems(articles: &[ReadArticle<'_>], published: &[Dating]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (one, dating) in articles.iter().zip(published) {
        let message = match (one.article.published.value, dating.value) {
            (Some(given), now) if now != Some(given) => {
                format!("the date {given} that its metadata give fits none of the days it tells of, and is left out")
            }
            (None, None) => "no date of publication is given and none follows from the other articles; \
                 relative dates in it stay open"
                .to_owned(),
            _ => continue,
        };
        problems.push(Problem { kind: ProblemKind::Date, location: one.article.location.clone(), message });
    }
    problems
}

/// Whether metadata give a date on which the article can't have been written: it tells of at least two happenings by
/// day of the week or "yesterday", other articles give each its date, and not one fits.
fn contradicted(index: usize, one: &ReadArticle<'_>, told: &[Vec<Told>], by_name: &Index) -> bool {
    if one.article.published.basis != Basis::Metadata {
        return false;
    }
    let Some(day) = one.article.published.value.and_then(Interval::as_day) else { return false };
    let matches = happenings::matches(index, told, by_name);
    let (mut fits, mut fails) = (0, std::collections::BTreeSet::new());
    for found in &matches {
        match found.published() {
            Some(range) if found.allows(range, day) => fits += 1,
            Some(_) => {
                fails.insert(found.day);
            }
            None => {}
        }
    }
    fits == 0 && fails.len() >= 2
}

/// Dates an article by a happening that a dated article gives the date of.
fn by_happening(
    index: usize,
    articles: &[ReadArticle<'_>],
    told: &[Vec<Told>],
    by_name: &Index,
    known: &[Option<Interval>],
) -> Option<Dating> {
    let mut matches = happenings::matches(index, told, by_name);
    matches.retain(|m| known.get(m.other).copied().flatten().is_some() || m.is_absolute);
    let best = matches.iter().max_by(|a, b| {
        let exact = |m: &Match| m.published().and_then(Interval::as_day).is_some();
        exact(a).cmp(&exact(b)).then(a.likeness.total_cmp(&b.likeness)).then(b.other.cmp(&a.other))
    });
    if let Some(best) = best {
        // Others that are nearly as like must not speak against it.
        const NEARLY: f64 = 0.8;
        let range = best.published()?;
        let rivals = matches.iter().filter(|m| m.likeness >= NEARLY * best.likeness);
        if rivals.filter_map(Match::published).all(|other| other.overlaps(range)) {
            return Some(dating_of(best, articles, range, told.get(index)?));
        }
        return None;
    }
    by_day_of_month(index, articles, told, by_name, known)
}

fn dating_of(found: &Match, articles: &[ReadArticle<'_>], range: Interval, own: &[Told]) -> Dating {
    let name = articles.get(found.other).map_or("", |a| a.article.location.as_str());
    let value = match range.as_day() {
        Some(_) => range,
        // News comes out on the last of the days it opens with, or in the few after it.
        None => Interval { first: happenings::newest(own, range).or(range.first), uncertain: true, ..range },
    };
    let why = format!("it tells by `{}` what {name} dates {}", found.words, found.day);
    Dating { value: Some(value), basis: Basis::Deduced, evidence: Some(found.span), why }
}

/// Dates an article by the day of a month that it tells of as past ("his June 23 visit"), where another article gives
/// that day its year: newsrooms leave the year out of dates near by.
fn by_day_of_month(
    index: usize,
    articles: &[ReadArticle<'_>],
    told: &[Vec<Told>],
    by_name: &Index,
    known: &[Option<Interval>],
) -> Option<Dating> {
    let mut latest: Option<(Date, &Told, usize)> = None;
    let mut counts = by_name.counts();
    for (nth, own) in told.get(index)?.iter().enumerate() {
        let Some((month, day)) = own.month_day else { continue };
        let mut near: BTreeMap<usize, Vec<&Told>> = BTreeMap::new();
        for ((other, theirs), _) in by_name.alike((index, nth), &mut counts) {
            let their = told.get(other).and_then(|list| list.get(theirs));
            near.entry(other).or_default().extend(their);
        }
        for (other, theirs) in near {
            let fits = |t: &&&Told| t.day.is_some_and(|d| (d.month(), d.day()) == (month, day));
            let dated = theirs.iter().find(fits).and_then(|t| t.day);
            let on_the_day = known.get(other).copied().flatten().and_then(Interval::as_day);
            let by_publication = on_the_day.filter(|d| (d.month(), d.day()) == (month, day));
            if let Some(found) = dated.or(by_publication)
                && latest.is_none_or(|(date, ..)| date < found)
            {
                latest = Some((found, own, other));
            }
        }
    }
    let (day, own, other) = latest?;
    let week_later = day.checked_add(7.days()).ok()?;
    let last = day.last_of_month().max(week_later);
    let name = articles.get(other).map_or("", |a| a.article.location.as_str());
    let why = format!("it tells of {} by `{}`, without a year, and {name} gives that day its year", day, own.words);
    let value = Interval { uncertain: true, ..Interval::between(day, last) };
    Some(Dating { value: Some(value), basis: Basis::Deduced, evidence: Some(own.span), why })
}
