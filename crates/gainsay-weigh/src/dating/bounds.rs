//! What an article's own text, and its story's season of results, say of when it can have been published.

use std::sync::OnceLock;

use gainsay_core::{Basis, Dating, Direction, Interval, Reading, Span, TimeExpression, TimeMeaning, Unit};
use jiff::{ToSpan, civil::Date};
use serde::Deserialize;

use crate::ReadArticle;

#[derive(Debug, Default, Deserialize)]
struct Words {
    results: Vec<String>,
    release: Vec<String>,
    compared: Vec<String>,
    change: Vec<String>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| toml::from_str(include_str!("../../rules/dating.toml")).unwrap_or_default())
}

/// So long after the end of a period its results are news.
const SEASON: i64 = 100;

/// One reason and what it leaves.
#[derive(Clone, Debug)]
struct Evidence {
    interval: Interval,
    span: Span,
    why: String,
}

/// What could be deduced, by article.
pub(super) fn deduce(articles: &[ReadArticle<'_>], known: &[Option<Interval>]) -> Vec<(usize, Dating)> {
    let periods: Vec<Option<(Interval, Span)>> = articles.iter().map(|one| results_due(one)).collect();
    let season = periods.iter().flatten().map(|(period, _)| *period).max_by_key(|period| period.last);
    let mut found = Vec::new();
    for (index, one) in articles.iter().enumerate() {
        if known.get(index).copied().flatten().is_some() {
            continue;
        }
        let mut evidence = Vec::new();
        if let Some((period, span)) = periods.get(index).copied().flatten() {
            evidence.extend(after_period(period, span, "results are due for a period that ends"));
        } else if let (Some(period), Some(span)) = (season, recent_results(one)) {
            evidence.extend(after_period(
                period,
                span,
                "it tells of quarterly results just out, and its story's are for a period that ends",
            ));
        }
        evidence.extend(last_year_compared(one));
        if !evidence.is_empty() {
            evidence.extend(ahead(one));
            found.extend(together(one, &evidence).map(|dating| (index, dating)));
        }
    }
    found
}

fn after_period(period: Interval, span: Span, words: &str) -> Option<Evidence> {
    let last = period.last?;
    let interval = Interval::between(last.tomorrow().ok()?, last.checked_add(SEASON.days()).ok()?);
    Some(Evidence { interval, span, why: format!("{words} on {last}") })
}

/// What all the evidence leaves, as a month, or a year where it leaves more than two months of it.
fn together(one: &ReadArticle<'_>, evidence: &[Evidence]) -> Option<Dating> {
    let mut left = evidence.first()?.interval;
    for next in evidence.iter().skip(1) {
        left = left.intersection(next.interval)?;
    }
    if let Some(month) = deadline_month(one) {
        let months = months_of(left)?;
        let (before, itself) = (if month == 1 { 12 } else { month - 1 }, month);
        let fitting: Vec<Interval> = months
            .into_iter()
            .filter(|m| m.first.is_some_and(|f| f.month() == before || f.month() == itself))
            .collect();
        left = Interval { last: fitting.last()?.last, ..*fitting.first()? };
    }
    let (first, last) = (left.first?, left.last?);
    let value = if first.year() != last.year() {
        return None;
    } else if (last - first).get_days() > 62 {
        Interval::year(first.year())?
    } else {
        Interval {
            last: Interval::month(last.year(), last.month())?.last,
            ..Interval::month(first.year(), first.month())?
        }
    };
    let why = evidence.iter().map(|e| e.why.as_str()).collect::<Vec<_>>().join("; ");
    let span = evidence.first().map(|e| e.span);
    Some(Dating { value: Some(value), basis: Basis::Deduced, evidence: span, why })
}

/// The months that an interval touches.
fn months_of(interval: Interval) -> Option<Vec<Interval>> {
    let (mut month, last) = (interval.first?.first_of_month(), interval.last?);
    let mut months = Vec::new();
    while month <= last && months.len() < 36 {
        months.push(Interval::month(month.year(), month.month())?);
        month = month.checked_add(1.months()).ok()?;
    }
    Some(months)
}

fn lemmas<'a>(reading: &'a Reading, time: &TimeExpression) -> impl Iterator<Item = &'a str> {
    let sentence = reading.sentence_at(time.span.start).and_then(|s| reading.sentences.get(s));
    let tokens = sentence.and_then(|s| reading.tokens.get(s.tokens.clone())).unwrap_or_default();
    tokens.iter().map(|t| t.lemma.as_str())
}

fn has_one_of(reading: &Reading, time: &TimeExpression, list: &[String]) -> bool {
    lemmas(reading, time).any(|lemma| list.iter().any(|w| w == lemma))
}

/// The latest quarter or run of months whose results the article says are being released.
fn results_due(one: &ReadArticle<'_>) -> Option<(Interval, Span)> {
    let reading = one.reading;
    let due = reading.times.iter().filter_map(|time| {
        let TimeMeaning::Absolute(interval) = time.meaning else { return None };
        let quarterly = interval.days().is_some_and(|days| (80..=190).contains(&days));
        let released = has_one_of(reading, time, &words().results) && has_one_of(reading, time, &words().release);
        (quarterly && released && announces(reading, time)).then_some((interval, time.span))
    });
    due.max_by_key(|(interval, _)| interval.last)
}

/// Whether the sentence says that the release is at hand: it is scheduled, or was made this week or last.
fn announces(reading: &Reading, time: &TimeExpression) -> bool {
    const AHEAD: &[&str] = &["schedule", "expect", "will", "due", "set", "plan"];
    let ahead = lemmas(reading, time).any(|lemma| AHEAD.contains(&lemma));
    ahead || reading.times.iter().any(|other| is_recent(other) && same_sentence(reading, time, other))
}

fn same_sentence(reading: &Reading, one: &TimeExpression, other: &TimeExpression) -> bool {
    reading.sentence_at(one.span.start) == reading.sentence_at(other.span.start)
}

/// Today, yesterday, this week, last week.
fn is_recent(time: &TimeExpression) -> bool {
    match time.meaning {
        TimeMeaning::Offset { amount: -1..=0, unit: Unit::Day | Unit::Week } => {
            time.anchor == gainsay_core::Anchor::Publication
        }
        _ => false,
    }
}

/// Quarterly results that the article says came out this week or last.
fn recent_results(one: &ReadArticle<'_>) -> Option<Span> {
    let quarterly = |time: &TimeExpression| lemmas(one.reading, time).any(|l| matches!(l, "quarterly" | "quarter"));
    let told = |time: &&TimeExpression| {
        is_recent(time)
            && quarterly(time)
            && has_one_of(one.reading, time, &words().results)
            && has_one_of(one.reading, time, &words().release)
    };
    one.reading.times.iter().find(told).map(|time| time.span)
}

/// "Last year, a third more than in 2030": last year was 2031.
fn last_year_compared(one: &ReadArticle<'_>) -> Option<Evidence> {
    let reading = one.reading;
    for pair in reading.times.windows(2) {
        let [last_year, base] = pair else { continue };
        let is_last_year = matches!(last_year.meaning, TimeMeaning::Offset { amount: -1, unit: Unit::Year });
        let TimeMeaning::Absolute(interval) = base.meaning else { continue };
        let year = interval.first.map(Date::year).filter(|year| Interval::year(*year) == Some(interval));
        let between = Span::new(last_year.span.end, base.span.start).slice(&one.article.text).to_lowercase();
        let mut words_between = between.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).peekable();
        let last_word = between.split_whitespace().last().unwrap_or("");
        let compared = words().compared.iter().any(|w| w == last_word);
        let changes = words_between.any(|w| words().change.iter().any(|c| w.starts_with(c.as_str())));
        if is_last_year && compared && changes && same_sentence(reading, last_year, base) {
            let published = Interval::year(year?.checked_add(2)?)?;
            let why = format!("its last year is the one after {}", year?);
            return Some(Evidence { interval: published, span: last_year.span.cover(base.span), why });
        }
    }
    None
}

/// Years that the article tells of as still to come, or under way, bound it from above.
fn ahead(one: &ReadArticle<'_>) -> Vec<Evidence> {
    let mut found = Vec::new();
    for event in &one.reading.events {
        let Some(time) = event.time.and_then(|t| one.reading.times.get(t)) else { continue };
        let TimeMeaning::Absolute(interval) = time.meaning else { continue };
        if event.tense == gainsay_core::Tense::Future && interval.last.is_some() {
            let until = Interval { first: None, ..interval };
            let words = time.span.slice(&one.article.text);
            found.push(Evidence { interval: until, span: time.span, why: format!("{words} lies ahead of it") });
        }
    }
    found
}

/// The month of the nearest deadline without a year: "before the end of January" is written in January or December.
fn deadline_month(one: &ReadArticle<'_>) -> Option<i8> {
    let text = &one.article.text;
    let deadline = |time: &&TimeExpression| {
        let before = text.get(..time.span.start).unwrap_or("").trim_end();
        let ends = time.modifier.as_deref() == Some("END");
        ends && (before.ends_with("by") || before.ends_with("before"))
    };
    one.reading.times.iter().filter(deadline).find_map(|time| match time.meaning {
        TimeMeaning::MonthDay { month, day: None, direction } if direction != Direction::Same => Some(month),
        _ => None,
    })
}
