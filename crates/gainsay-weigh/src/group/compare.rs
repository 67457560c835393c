//! How likely two mentions tell of one event, and what forbids it.

use gainsay_core::{Interval, Quantity};

use super::{
    bars::{Bar, bar},
    features::{Known, features},
    model::EventModel,
    profile::Profile,
};

/// What comes of comparing two mentions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Verdict {
    /// They can't be one event, and why.
    Barred(Bar),
    /// The logarithm of the odds that they are one.
    Score(f64),
}

/// Compares two mentions. Symmetric.
pub(crate) fn compare(model: &EventModel, known: Known<'_, '_>, a: &Profile<'_>, b: &Profile<'_>) -> Verdict {
    match bar(known.context, a, b) {
        Some(bar) => Verdict::Barred(bar),
        None => Verdict::Score(score(model, known, a, b)),
    }
}

/// The logarithm of the odds that two mentions are one that nothing bars.
pub(super) fn score(model: &EventModel, known: Known<'_, '_>, a: &Profile<'_>, b: &Profile<'_>) -> f64 {
    model.score(&features(known, a, b)) + denial(a, b)
}

/// Whether their predicates belong to one concept.
pub(super) fn is_one_kind(a: &Profile<'_>, b: &Profile<'_>) -> bool {
    a.concepts.iter().any(|c| b.concepts.contains(c))
}

/// What a denial adds to what the model says: it learned from news that denies too rarely to tell. A denial repeats what it
/// denies, and often nothing more: "no letter was delivered".
pub(super) fn denial(a: &Profile<'_>, b: &Profile<'_>) -> f64 {
    const REPEATED: f64 = 1.2;
    /// "Nobody was killed" says where and when in other sentences, or denies nothing that the other tells.
    const OF_NOTHING: f64 = -2.0;
    let (denied, told) = if a.event.factuality.is_negative() { (a, b) } else { (b, a) };
    let opposite = denied.event.factuality.is_negative() && !told.event.factuality.is_negative();
    let both = a.event.factuality.is_negative() && b.event.factuality.is_negative();
    let kind = a.lemma_number == b.lemma_number || is_one_kind(a, b);
    let same_thing = !denied.entities.is_empty()
        || denied.words.iter().any(|word| told.words.contains(word))
        || denied.themes.iter().any(|theme| told.themes.contains(theme));
    let within = |few: &Profile<'_>, many: &Profile<'_>| few.entities.iter().all(|e| many.entities.contains(e));
    if opposite && kind && !same_thing {
        OF_NOTHING
    } else if kind && (opposite && within(denied, told) || both && same_thing && (within(a, b) || within(b, a))) {
        REPEATED
    } else {
        0.0
    }
}

pub(super) fn is_same_day(a: Interval, b: Interval) -> bool {
    a == b && a.days().is_some_and(|days| days <= 7)
}

/// News tells of what is near: how well a stated date fits a mention that has none.
pub(super) fn closeness(stated: Interval, other: &Profile<'_>) -> f64 {
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

pub(super) fn significant_digits(value: f64) -> usize {
    let text = format!("{value:.2}");
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').trim_end_matches('0').len()
}
