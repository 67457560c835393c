//! What speaks for two mentions being one event, in words.

use gainsay_core::{Interval, Quantity};

use super::{
    compare::{closeness, denial, is_one_kind, is_same_day, same_value},
    profile::Profile,
};
use crate::{
    context::Context,
    words::{Word, shared},
};

/// Sentences of different articles that share so much of their words are copies.
const COPY: f64 = 0.8;
/// So many entities in common are named.
const MOST_NAMED: usize = 3;

/// What speaks for two mentions being one event.
pub(crate) fn reasons(context: &Context<'_>, a: &Profile<'_>, b: &Profile<'_>) -> Vec<String> {
    let mut reasons = Vec::new();
    if a.lemma_number == b.lemma_number {
        reasons.push(format!("both say `{}`", a.event.lemma));
    } else if is_one_kind(a, b) {
        reasons.push(format!("`{}` and `{}` tell of one kind of happening", a.event.lemma, b.event.lemma));
    } else if a.event.plover.is_some() && a.event.plover == b.event.plover {
        reasons.push("both are of one PLOVER type".to_owned());
    }
    participants(context, a, b, &mut reasons);
    if denial(a, b) > 0.0 {
        let both = a.event.factuality.is_negative() && b.event.factuality.is_negative();
        reasons.push(if both { "both deny it" } else { "one denies what the other tells" }.to_owned());
    }
    if a.themes.iter().any(|theme| b.themes.contains(theme)) {
        reasons.push("what it is about is of one kind".to_owned());
    }
    if a.leads && b.leads {
        reasons.push("both open their article".to_owned());
    }
    reasons.extend(time(a, b));
    if let Some(place) = a.place.filter(|place| b.place == Some(*place)).and_then(|place| context.entities.get(place)) {
        reasons.push(format!("same place: {}", place.name));
    }
    reasons.extend(number(a.quantities(), b.quantities()));
    words(context, a, b, &mut reasons);
    if a.at.article != b.at.article && a.lemma_number == b.lemma_number && a.words_in_common(b) >= COPY {
        reasons.push("the sentences have the same words".to_owned());
    }
    reasons
}

fn participants(context: &Context<'_>, a: &Profile<'_>, b: &Profile<'_>, reasons: &mut Vec<String>) {
    // Those that are named least tell most.
    let mut telling: Vec<usize> = shared(&a.entities, &b.entities).collect();
    telling.sort_by_key(|&entity| (context.entities[entity].mentions.len(), entity));
    for entity in telling.into_iter().take(MOST_NAMED) {
        reasons.push(format!("same participant: {}", context.entities[entity].name));
    }
    if a.actors.iter().any(|actor| b.actors.contains(actor)) {
        reasons.push("same actor".to_owned());
    }
}

fn time(a: &Profile<'_>, b: &Profile<'_>) -> Option<String> {
    const DAYS: i32 = 7;
    match (a.stated, b.stated) {
        (Some(x), Some(y)) => Some(format!("same time: {x} and {y}")),
        (Some(stated), None) | (None, Some(stated)) => {
            let other = if a.stated.is_some() { b } else { a };
            if other.nearby.is_some_and(|nearby| is_same_day(nearby, stated)) {
                Some(format!("the sentences name the same time: {stated}"))
            } else {
                (closeness(stated, other) > 0.0).then(|| format!("told of near {stated}"))
            }
        }
        (None, None) if a.nearby.zip(b.nearby).is_some_and(|(x, y)| is_same_day(x, y)) => {
            Some("the sentences name the same time".to_owned())
        }
        (None, None) => {
            let last = |interval: Interval| interval.last.or(interval.first);
            let (x, y) = last(a.window).zip(last(b.window))?;
            ((x - y).get_days().abs() <= DAYS).then(|| "reported at about the same time".to_owned())
        }
    }
}

fn number(a: &[Quantity], b: &[Quantity]) -> Option<String> {
    let mut pairs = a.iter().flat_map(|x| b.iter().filter(|y| y.unit == x.unit).map(move |y| (x, y)));
    let (x, y) = pairs.find(|(x, y)| same_value(x, y))?;
    Some(format!("same number: {} and {} {}", x.value, y.value, x.unit))
}

fn words(context: &Context<'_>, a: &Profile<'_>, b: &Profile<'_>, reasons: &mut Vec<String>) {
    let listed =
        |words: Vec<Word>| words.into_iter().map(|word| context.words.lemma(word)).collect::<Vec<_>>().join(", ");
    let same: Vec<Word> = shared(&a.words, &b.words).collect();
    let around = shared(&a.context, &b.context).filter(|word| !same.contains(word) && Some(*word) != a.word).collect();
    for (what, words) in [("same words", same.clone()), ("same words around", around)] {
        if words.iter().any(|word| context.words.rarity(*word) > 0.0) {
            reasons.push(format!("{what}: {}", listed(words)));
        }
    }
}
