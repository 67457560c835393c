//! How likely two mentions tell of one event, and what forbids it.

use std::collections::BTreeSet;

use gainsay_core::{Interval, Quantity};

use super::profile::Profile;
use crate::context::Context;

/// What comes of comparing two mentions.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Verdict {
    /// They can't be one event, and why.
    Barred(String),
    /// How much speaks for one event, and what does.
    Score(f64, Vec<String>),
}

/// From this score on two mentions are joined. Chosen on stories and ECB+ topics that are open to tuning.
pub(crate) const JOIN: f64 = 4.5;

/// Compares two mentions. Symmetric.
pub(crate) fn compare(context: &Context<'_>, a: &Profile<'_>, b: &Profile<'_>) -> Verdict {
    if let Some(why) = bar(context, a, b) {
        return Verdict::Barred(why);
    }
    let mut why = Vec::new();
    let mut score = 0.0;
    let mut add = |points: f64, reason: String| {
        score += points;
        if points > 0.0 {
            why.push(reason);
        }
    };
    if a.lemma == b.lemma {
        add(2.0 + context.rarity(&a.event.lemma), format!("both say `{}`", a.event.lemma));
    } else if a.concepts.iter().any(|c| b.concepts.contains(c)) {
        add(2.2, format!("`{}` and `{}` tell of one kind of happening", a.event.lemma, b.event.lemma));
    } else if a.event.plover.is_some() && a.event.plover == b.event.plover {
        add(0.8, "both are of one PLOVER type".to_owned());
    }
    participants(context, a, b, &mut add);
    denial(a, b, &mut add);
    if a.themes.iter().any(|theme| b.themes.contains(theme)) {
        add(0.6, "what it is about is of one kind".to_owned());
    }
    if a.leads && b.leads {
        add(0.6, "both open their article".to_owned());
    }
    time(a, b, &mut add);
    if let (Some(x), Some(y)) = (a.place, b.place) {
        let name = context.entities.get(x).map_or("", |e| e.name.as_str());
        add(if x == y { 1.5 } else { -1.5 }, format!("same place: {name}"));
    }
    quantities(a.quantities(), b.quantities(), &mut add);
    words(context, a, b, &mut add);
    if a.at.article == b.at.article && a.event.sentence == b.event.sentence {
        add(-1.5, String::new());
    }
    if a.another != b.another {
        add(-1.0, String::new());
    }
    Verdict::Score(score, why)
}

/// What can't hold of one event at once.
fn bar(context: &Context<'_>, a: &Profile<'_>, b: &Profile<'_>) -> Option<String> {
    if !a.window.overlaps(b.window) && !within_slack(a, b) {
        return Some(format!("one is of {}, the other of {}", a.window, b.window));
    }
    if let (Some(x), Some(y)) = (a.ordinal, b.ordinal)
        && x != y
    {
        return Some(format!("one is the {x}, the other the {y}"));
    }
    if (a.another || b.another) && a.at.article == b.at.article {
        return Some("the article says that it is another one".to_owned());
    }
    let (history, news) = if a.is_history { (a, b) } else { (b, a) };
    if history.is_history && news.is_news() {
        return Some(format!("one is of {}, the other is today's news", history.window));
    }
    if a.at.article == b.at.article && (a.is_ahead() && b.is_done || b.is_ahead() && a.is_done) {
        return Some("one article tells one as done and the other as yet to come".to_owned());
    }
    // What is still ahead in one sentence and dated in the past in another of the same article is not one event.
    if a.at.article == b.at.article && a.is_ahead() != b.is_ahead() {
        let (ahead, behind) = if a.is_ahead() { (a, b) } else { (b, a) };
        if let (Some(interval), Some(as_of)) = (behind.stated, context.as_of(behind.at.article))
            && interval.last < as_of.first
            && ahead.stated.is_none_or(|i| !i.overlaps(interval))
        {
            return Some(format!("one is still ahead, the other was {interval}"));
        }
    }
    None
}

/// A day's slack between a dated event and a window that only the date of a report gives: time zones, late editions.
fn within_slack(a: &Profile<'_>, b: &Profile<'_>) -> bool {
    if a.stated.is_some() && b.stated.is_some() {
        return false;
    }
    let gap = |x: Interval, y: Interval| match (x.last, y.first) {
        (Some(last), Some(first)) if first > last => Some((first - last).get_days()),
        _ => None,
    };
    gap(a.window, b.window).or(gap(b.window, a.window)).is_some_and(|days| days <= 1)
}

fn participants(context: &Context<'_>, a: &Profile<'_>, b: &Profile<'_>, add: &mut impl FnMut(f64, String)) {
    let left: BTreeSet<usize> = a.entities().collect();
    let right: BTreeSet<usize> = b.entities().collect();
    let mut shared: Vec<usize> = left.intersection(&right).copied().collect();
    shared.sort_by_key(|&e| std::cmp::Reverse(context.entities[e].mentions.len()));
    for (nth, entity) in shared.iter().rev().take(3).enumerate() {
        let points = [1.3, 0.9, 0.5][nth];
        add(points, format!("same participant: {}", context.entities[*entity].name));
    }
    if !a.actors.is_empty() && !b.actors.is_empty() {
        if a.actors.is_disjoint(&b.actors) {
            // A role misread, or a body and its country, costs less than another actor altogether.
            let elsewhere = a.actors.iter().any(|e| right.contains(e)) || b.actors.iter().any(|e| left.contains(e));
            add(if elsewhere { -0.5 } else { -2.0 }, String::new());
        } else {
            add(0.4, "same actor".to_owned());
        }
    }
    if shared.is_empty() && !left.is_empty() && !right.is_empty() {
        add(-1.0, String::new());
    }
}

/// A denial repeats what it denies, and often nothing more: "no letter was delivered".
fn denial(a: &Profile<'_>, b: &Profile<'_>, add: &mut impl FnMut(f64, String)) {
    let (denied, told) = if a.event.factuality.is_negative() { (a, b) } else { (b, a) };
    let opposite = denied.event.factuality.is_negative() && !told.event.factuality.is_negative();
    let bare = denied.entities().all(|e| told.entities().any(|f| e == f));
    let kind = a.lemma == b.lemma || a.concepts.iter().any(|c| b.concepts.contains(c));
    let same_thing = denied.entities().next().is_some()
        || denied.words.iter().any(|word| told.words.contains(word))
        || denied.themes.iter().any(|theme| told.themes.contains(theme));
    if opposite && kind && !same_thing {
        // "Nobody was killed" says where and when in other sentences, or denies nothing that the other tells.
        add(-2.0, String::new());
    } else if opposite && bare && kind {
        add(1.2, "one denies what the other tells".to_owned());
    }
}

fn time(a: &Profile<'_>, b: &Profile<'_>, add: &mut impl FnMut(f64, String)) {
    match (a.stated, b.stated) {
        (Some(x), Some(y)) => {
            let days = x.intersection(y).and_then(Interval::days).unwrap_or(i32::MAX);
            let points = match days {
                // A year long past that both name tells more than the year in which all of it happens.
                32..=366 if x == y && a.is_history && b.is_history => 1.6,
                ..=1 => 2.5,
                2..=8 => 1.8,
                9..=31 => 1.3,
                32..=366 => 0.7,
                _ => 0.1,
            };
            add(points, format!("same time: {x} and {y}"));
        }
        (Some(stated), None) if b.nearby.is_some_and(|i| is_same_day(i, stated)) => {
            add(1.0, format!("the sentences name the same time: {stated}"));
        }
        (None, Some(stated)) if a.nearby.is_some_and(|i| is_same_day(i, stated)) => {
            add(1.0, format!("the sentences name the same time: {stated}"));
        }
        (Some(stated), None) => add(closeness(stated, b), format!("told of near {stated}")),
        (None, Some(stated)) => add(closeness(stated, a), format!("told of near {stated}")),
        (None, None) if a.nearby.zip(b.nearby).is_some_and(|(x, y)| is_same_day(x, y)) => {
            add(0.5, "the sentences name the same time".to_owned());
        }
        (None, None) => {
            let gap = match (a.window.last.or(a.window.first), b.window.last.or(b.window.first)) {
                (Some(x), Some(y)) => (x - y).get_days().abs(),
                _ => return,
            };
            add(
                if gap <= 7 {
                    0.5
                } else if gap > 60 {
                    -0.8
                } else {
                    0.0
                },
                "reported at about the same time".to_owned(),
            );
        }
    }
}

fn is_same_day(a: Interval, b: Interval) -> bool {
    a == b && a.days().is_some_and(|days| days <= 7)
}

/// News tells of what is near: how well a stated date fits a mention that has none.
fn closeness(stated: Interval, other: &Profile<'_>) -> f64 {
    let reported = if other.is_ahead() { other.window.first } else { other.window.last };
    let (Some(first), Some(last), Some(reported)) = (stated.first, stated.last, reported) else { return 0.0 };
    let days = if reported < first {
        (first - reported).get_days()
    } else if reported > last {
        (reported - last).get_days()
    } else {
        0
    };
    match days {
        ..=4 => 1.0,
        5..=14 => 0.6,
        15..=45 => 0.0,
        46..=200 => -0.6,
        _ => -1.2,
    }
}

fn quantities(a: &[Quantity], b: &[Quantity], add: &mut impl FnMut(f64, String)) {
    let (mut agree, mut differ) = (None, 0.0_f64);
    for x in a {
        for y in b.iter().filter(|y| y.unit == x.unit) {
            if same_value(x, y) {
                agree = Some((x, y));
            } else if !compatible(x, y) {
                // A toll rises by some; what is twice as much is something else.
                let ratio = x.value.max(y.value) / x.value.min(y.value).max(f64::MIN_POSITIVE);
                differ = differ.max(if ratio >= 1.7 { 1.6 } else { 0.6 });
            }
        }
    }
    match agree {
        // A long number in both is rarely chance; a short one often is.
        Some((x, y)) => {
            let telling = match significant_digits(x.value) {
                3.. => 2.0,
                _ if x.value >= 1000.0 => 1.4,
                _ => 0.8,
            };
            add(telling, format!("same number: {} and {} {}", x.value, y.value, x.unit));
        }
        None => add(-differ, String::new()),
    }
}

/// Whether two numbers can be of one thing: their ranges meet, or both round to the same.
pub(crate) fn compatible(a: &Quantity, b: &Quantity) -> bool {
    let slack = |q: &Quantity| if q.approximate { q.value.abs() * 0.05 } else { 0.0 };
    let (sa, sb) = (slack(a), slack(b));
    let meet = a.low - sa <= b.high + sb && b.low - sb <= a.high + sa;
    meet || (a.value - b.value).abs() <= 0.005 * a.value.abs().max(b.value.abs())
}

/// Whether two numbers say the same value, as rounding allows.
pub(crate) fn same_value(a: &Quantity, b: &Quantity) -> bool {
    let share = if a.approximate || b.approximate { 0.03 } else { 0.005 };
    (a.value - b.value).abs() <= share * a.value.abs().max(b.value.abs())
}

fn significant_digits(value: f64) -> usize {
    let text = format!("{value:.2}");
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').trim_end_matches('0').len()
}

fn words(context: &Context<'_>, a: &Profile<'_>, b: &Profile<'_>, add: &mut impl FnMut(f64, String)) {
    let weight = |shared: &BTreeSet<&str>| shared.iter().map(|w| context.rarity(w)).sum::<f64>();
    let shared: BTreeSet<&str> = a.words.intersection(&b.words).copied().collect();
    add((weight(&shared) * 0.8).min(1.6), format!("same words: {}", listed(&shared)));
    let around: BTreeSet<&str> =
        a.context.intersection(&b.context).copied().filter(|w| !shared.contains(w) && *w != a.event.lemma).collect();
    add((weight(&around) * 0.4).min(1.2), format!("same words around: {}", listed(&around)));
}

fn listed(words: &BTreeSet<&str>) -> String {
    words.iter().copied().collect::<Vec<_>>().join(", ")
}
