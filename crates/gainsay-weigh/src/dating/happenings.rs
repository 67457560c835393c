//! The same happening told by two articles, once by its day of the week and once by its date.

use std::collections::BTreeSet;

use gainsay_core::{Direction, Interval, Span, TimeMeaning, Unit, Upos};
use jiff::{ToSpan, civil::Date};

use super::index::Index;
use crate::ReadArticle;

/// A sentence that dates what it tells.
#[derive(Debug)]
pub(super) struct Told {
    /// The expression of time.
    pub(super) span: Span,
    /// Its words.
    pub(super) words: String,
    /// The sentence it stands in.
    sentence: usize,
    /// The day it stands for, as far as known.
    pub(super) day: Option<Date>,
    /// Whether it needs no date of publication.
    is_absolute: bool,
    /// How it hangs on the date of publication, where it does.
    hangs: Option<Hangs>,
    /// A day of a month without its year, told as past.
    pub(super) month_day: Option<(i8, i8)>,
    /// The names in the sentence, without the marks that spellings differ in.
    pub(super) names: BTreeSet<String>,
    /// Its other words of content.
    pub(super) words_around: BTreeSet<String>,
}

/// How a day is told from the date of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hangs {
    /// As a day of the week that is over: within the last week.
    PastWeekday(i8),
    /// As a day of the week to come.
    FutureWeekday(i8),
    /// So many days from it: "yesterday".
    Days(i32),
}

/// A happening of an article that another one dates.
#[derive(Debug)]
pub(super) struct Match {
    /// The other article.
    pub(super) other: usize,
    /// The happening's day, by the other article.
    pub(super) day: Date,
    /// Whether the other article's date needs no date of publication.
    pub(super) is_absolute: bool,
    hangs: Hangs,
    /// How alike the two sentences are.
    pub(super) likeness: f64,
    /// The expression of time in the article itself.
    pub(super) span: Span,
    /// Its words.
    pub(super) words: String,
}

impl Match {
    /// When the article can have been published.
    pub(super) fn published(&self) -> Option<Interval> {
        match self.hangs {
            Hangs::Days(days) => Some(Interval::day(self.day.checked_sub(i64::from(days).days()).ok()?)),
            Hangs::PastWeekday(_) => Some(Interval::between(self.day, self.day.checked_add(6.days()).ok()?)),
            Hangs::FutureWeekday(_) => Some(Interval::between(self.day.checked_sub(6.days()).ok()?, self.day)),
        }
    }

    /// Whether a declared day of publication can hold: for a day of the week also a week later, for "Friday" written on
    /// a Friday may be the last one.
    pub(super) fn allows(&self, range: Interval, declared: Date) -> bool {
        let slack = i64::from(matches!(self.hangs, Hangs::PastWeekday(_)));
        let last = range.last.and_then(|last| last.checked_add(slack.days()).ok());
        Interval { last, ..range }.contains(Interval::day(declared))
    }

    fn fits(own: Hangs, day: Date) -> bool {
        match own {
            Hangs::Days(_) => true,
            Hangs::PastWeekday(weekday) | Hangs::FutureWeekday(weekday) => {
                day.weekday().to_monday_one_offset() == weekday
            }
        }
    }
}

impl Told {
    /// Whether another article's account of it would help to date its own.
    pub(super) fn wants_date(&self) -> bool {
        self.hangs.is_some() || self.month_day.is_some()
    }
}

/// The dated sentences of an article. Only its first ones: a story's news leads, background follows.
pub(super) fn told(one: &ReadArticle<'_>) -> Vec<Told> {
    const MOST: usize = 200;
    let times = one.reading.times.iter().take(MOST);
    times.filter_map(|time| told_at(one, time)).collect()
}

fn told_at(one: &ReadArticle<'_>, time: &gainsay_core::TimeExpression) -> Option<Told> {
    let hangs = match time.meaning {
        TimeMeaning::Weekday { day, direction: Direction::Past, weeks: 0 } => Some(Hangs::PastWeekday(day)),
        TimeMeaning::Weekday { day, direction: Direction::Future, weeks: 0 } => Some(Hangs::FutureWeekday(day)),
        TimeMeaning::Offset { amount, unit: Unit::Day }
            if time.anchor == gainsay_core::Anchor::Publication && amount.abs() <= 2 =>
        {
            Some(Hangs::Days(amount))
        }
        _ => None,
    };
    let month_day = match time.meaning {
        TimeMeaning::MonthDay { month, day: Some(day), direction: Direction::Past } => Some((month, day)),
        _ => None,
    };
    let day = time.interval.and_then(Interval::as_day);
    if hangs.is_none() && month_day.is_none() && day.is_none() {
        return None;
    }
    let at_sentence = one.reading.sentence_at(time.span.start)?;
    let sentence = one.reading.sentences.get(at_sentence)?;
    let (mut names, mut words_around) = (BTreeSet::new(), BTreeSet::new());
    for (at, token) in one.reading.tokens.get(sentence.tokens.clone())?.iter().enumerate() {
        if time.tokens.contains(&(sentence.tokens.start + at)) {
            continue;
        }
        match token.upos {
            Upos::Propn => {
                names.insert(plain(&token.lemma));
            }
            Upos::Noun | Upos::Verb | Upos::Num if token.lemma.chars().count() > 2 => {
                words_around.insert(token.lemma.to_lowercase());
            }
            _ => {}
        }
    }
    let is_absolute = matches!(time.meaning, TimeMeaning::Absolute(_));
    let words = time.span.slice(&one.article.text).to_owned();
    Some(Told {
        span: time.span,
        words,
        sentence: at_sentence,
        day,
        is_absolute,
        hangs,
        month_day,
        names,
        words_around,
    })
}

/// The last of the days of the week that an article opens with, the first of which falls within this range of days.
pub(super) fn newest(own: &[Told], range: Interval) -> Option<Date> {
    const OPENING: usize = 5;
    let opening = own.iter().filter(|told| told.sentence < OPENING);
    let days = opening.filter_map(|told| match told.hangs? {
        Hangs::PastWeekday(weekday) => {
            let after = (weekday - range.first?.weekday().to_monday_one_offset()).rem_euclid(7);
            range.first?.checked_add(i64::from(after).days()).ok()
        }
        _ => None,
    });
    days.max()
}

/// A name without the marks that spellings differ in.
fn plain(name: &str) -> String {
    any_ascii::any_ascii(name).to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Every happening of one article that another one dates with a fitting day.
pub(super) fn matches(article: usize, told: &[Vec<Told>], index: &Index) -> Vec<Match> {
    let (mut found, mut counts) = (Vec::new(), index.counts());
    for (nth, own) in told.get(article).into_iter().flatten().enumerate() {
        let Some(hangs) = own.hangs else { continue };
        for ((other, theirs), likeness) in index.alike((article, nth), &mut counts) {
            let Some(their) = told.get(other).and_then(|list| list.get(theirs)) else { continue };
            let Some(day) = their.day.filter(|day| Match::fits(hangs, *day)) else { continue };
            let (span, words) = (own.span, own.words.clone());
            found.push(Match { other, day, is_absolute: their.is_absolute, hangs, likeness, span, words });
        }
    }
    found
}
