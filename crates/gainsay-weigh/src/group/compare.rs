//! How likely two mentions tell of one event, and what forbids it.

use gainsay_core::{Interval, Quantity, Upos};

use super::{
    bars::{Bar, bar},
    profile::Profile,
};
use crate::{
    context::Context,
    words::{Word, shared},
};

/// What comes of comparing two mentions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Verdict {
    /// They can't be one event, and why.
    Barred(Bar),
    /// How much speaks for one event.
    Score(f64),
}

/// Takes points for and against two mentions being one event. Most pairs are compared for the sum alone: a reason is
/// worded only by who wants it.
trait Tally {
    fn add(&mut self, points: f64, reason: impl FnOnce() -> String);
}

/// The sum.
struct Sum(f64);

impl Tally for Sum {
    fn add(&mut self, points: f64, _reason: impl FnOnce() -> String) {
        self.0 += points;
    }
}

/// What speaks for it, in words.
struct Reasons(Vec<String>);

impl Tally for Reasons {
    fn add(&mut self, points: f64, reason: impl FnOnce() -> String) {
        if points > 0.0 {
            self.0.push(reason());
        }
    }
}

/// Sentences of different articles that share so much of their words are copies.
const COPY: f64 = 0.8;

/// Compares two mentions. Symmetric.
pub(crate) fn compare(context: &Context<'_>, a: &Profile<'_>, b: &Profile<'_>) -> Verdict {
    if let Some(bar) = bar(context, a, b) {
        return Verdict::Barred(bar);
    }
    let mut sum = Sum(0.0);
    tally(context, a, b, &mut sum);
    Verdict::Score(sum.0)
}

/// What speaks for two mentions being one event.
pub(crate) fn reasons(context: &Context<'_>, a: &Profile<'_>, b: &Profile<'_>) -> Vec<String> {
    let mut reasons = Reasons(Vec::new());
    tally(context, a, b, &mut reasons);
    reasons.0
}

fn tally(context: &Context<'_>, a: &Profile<'_>, b: &Profile<'_>, tally: &mut impl Tally) {
    if a.lemma_number == b.lemma_number {
        tally.add(2.0 + a.rarity, || format!("both say `{}`", a.event.lemma));
    } else if is_one_kind(a, b) {
        tally.add(2.2, || format!("`{}` and `{}` tell of one kind of happening", a.event.lemma, b.event.lemma));
    } else if a.event.plover.is_some() && a.event.plover == b.event.plover {
        tally.add(0.8, || "both are of one PLOVER type".to_owned());
    }
    participants(context, a, b, tally);
    denial(a, b, tally);
    if a.themes.iter().any(|theme| b.themes.contains(theme)) {
        tally.add(0.6, || "what it is about is of one kind".to_owned());
    }
    if a.leads && b.leads {
        tally.add(0.6, || "both open their article".to_owned());
    }
    time(a, b, tally);
    if let (Some(x), Some(y)) = (a.place, b.place) {
        let name = || context.entities.get(x).map_or("", |e| e.name.as_str());
        tally.add(if x == y { 1.5 } else { -1.5 }, || format!("same place: {}", name()));
    }
    quantities(a.quantities(), b.quantities(), tally);
    words(context, a, b, tally);
    if a.at.article != b.at.article && a.lemma_number == b.lemma_number && a.words_in_common(b) >= COPY {
        tally.add(2.0, || "the sentences have the same words".to_owned());
    }
    if a.at.article == b.at.article && a.event.sentence == b.event.sentence {
        tally.add(-1.5, String::new);
    }
    if a.another != b.another {
        tally.add(-1.0, String::new);
    }
}

/// Whether their predicates belong to one concept.
fn is_one_kind(a: &Profile<'_>, b: &Profile<'_>) -> bool {
    a.concepts.iter().any(|c| b.concepts.contains(c))
}

fn participants(context: &Context<'_>, a: &Profile<'_>, b: &Profile<'_>, tally: &mut impl Tally) {
    let (left, right) = (&a.entities, &b.entities);
    // The three that are named least tell most.
    let rank = |entity: usize| (context.entities[entity].mentions.len(), std::cmp::Reverse(entity));
    let mut telling: [Option<usize>; 3] = [None; 3];
    for entity in shared(left, right) {
        let mut next = Some(entity);
        for place in &mut telling {
            if place.is_none_or(|known| next.is_some_and(|next| rank(next) < rank(known))) {
                std::mem::swap(place, &mut next);
            }
        }
    }
    for (entity, points) in telling.iter().flatten().zip([1.3, 0.9, 0.5]) {
        tally.add(points, || format!("same participant: {}", context.entities[*entity].name));
    }
    if !a.actors.is_empty() && !b.actors.is_empty() {
        if !a.actors.iter().any(|e| b.actors.contains(e)) {
            // A role misread, or a body and its country, costs less than another actor altogether.
            let elsewhere = a.actors.iter().any(|e| right.contains(e)) || b.actors.iter().any(|e| left.contains(e));
            // "Alba buys Borea" is not "Borea buys Cato": verbs tell who acts more surely than nouns do.
            let chain = is_verb(context, a) && is_verb(context, b);
            tally.add(if elsewhere && !chain { -0.5 } else { -2.0 }, String::new);
        } else {
            tally.add(0.4, || "same actor".to_owned());
        }
    }
    if telling[0].is_none() && !left.is_empty() && !right.is_empty() {
        tally.add(-1.0, String::new);
    }
}

fn is_verb(context: &Context<'_>, profile: &Profile<'_>) -> bool {
    let tokens = &context.reading(profile.at.article).tokens;
    tokens.get(profile.event.predicate).is_some_and(|token| token.upos == Upos::Verb)
}

/// A denial repeats what it denies, and often nothing more: "no letter was delivered".
fn denial(a: &Profile<'_>, b: &Profile<'_>, tally: &mut impl Tally) {
    let (denied, told) = if a.event.factuality.is_negative() { (a, b) } else { (b, a) };
    let opposite = denied.event.factuality.is_negative() && !told.event.factuality.is_negative();
    let bare = denied.entities.iter().all(|e| told.entities.contains(e));
    let kind = a.lemma_number == b.lemma_number || is_one_kind(a, b);
    let same_thing = !denied.entities.is_empty()
        || denied.words.iter().any(|word| told.words.contains(word))
        || denied.themes.iter().any(|theme| told.themes.contains(theme));
    if opposite && kind && !same_thing {
        // "Nobody was killed" says where and when in other sentences, or denies nothing that the other tells.
        tally.add(-2.0, String::new);
    } else if opposite && bare && kind {
        tally.add(1.2, || "one denies what the other tells".to_owned());
    }
    let both = a.event.factuality.is_negative() && b.event.factuality.is_negative();
    let within = |few: &Profile<'_>, many: &Profile<'_>| few.entities.iter().all(|e| many.entities.contains(e));
    if both && kind && same_thing && (within(a, b) || within(b, a)) {
        tally.add(1.2, || "both deny it".to_owned());
    }
}

fn time(a: &Profile<'_>, b: &Profile<'_>, tally: &mut impl Tally) {
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
            tally.add(points, || format!("same time: {x} and {y}"));
        }
        (Some(stated), None) if b.nearby.is_some_and(|i| is_same_day(i, stated)) => {
            tally.add(1.0, || format!("the sentences name the same time: {stated}"));
        }
        (None, Some(stated)) if a.nearby.is_some_and(|i| is_same_day(i, stated)) => {
            tally.add(1.0, || format!("the sentences name the same time: {stated}"));
        }
        (Some(stated), None) => tally.add(closeness(stated, b), || format!("told of near {stated}")),
        (None, Some(stated)) => tally.add(closeness(stated, a), || format!("told of near {stated}")),
        (None, None) if a.nearby.zip(b.nearby).is_some_and(|(x, y)| is_same_day(x, y)) => {
            tally.add(0.5, || "the sentences name the same time".to_owned());
        }
        (None, None) => {
            let gap = match (a.window.last.or(a.window.first), b.window.last.or(b.window.first)) {
                (Some(x), Some(y)) => (x - y).get_days().abs(),
                _ => return,
            };
            tally.add(
                if gap <= 7 {
                    0.5
                } else if gap > 60 {
                    -0.8
                } else {
                    0.0
                },
                || "reported at about the same time".to_owned(),
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

fn quantities(a: &[Quantity], b: &[Quantity], tally: &mut impl Tally) {
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
            tally.add(telling, || format!("same number: {} and {} {}", x.value, y.value, x.unit));
        }
        None => tally.add(-differ, String::new),
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

fn words(context: &Context<'_>, a: &Profile<'_>, b: &Profile<'_>, tally: &mut impl Tally) {
    let rarity = |word: &Word| context.words.rarity(*word);
    let listed = |words: &mut dyn Iterator<Item = Word>| {
        words.map(|word| context.words.lemma(word)).collect::<Vec<_>>().join(", ")
    };
    let same = || shared(&a.words, &b.words);
    let weight: f64 = same().map(|word| rarity(&word)).sum();
    tally.add((weight * 0.8).min(1.6), || format!("same words: {}", listed(&mut same())));
    let is_said = |word: &Word| {
        let both = a.words.binary_search(word).is_ok() && b.words.binary_search(word).is_ok();
        both || Some(*word) == a.word
    };
    let around = || shared(&a.context, &b.context).filter(|word| !is_said(word));
    let weight: f64 = around().map(|word| rarity(&word)).sum();
    tally.add((weight * 0.4).min(1.2), || format!("same words around: {}", listed(&mut around())));
}
