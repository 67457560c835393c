//! Which way a date that is given in part lies: told by the verb that governs it.
//!
//! News tells of the past unless its verbs say otherwise. Where the parse gives a governing verb, its tense decides;
//! where there is none, words near by that announce do. (HeidelTime decides likewise, by the tense of the last verb:
//! Strötgen and Gertz 2010.)

use std::sync::OnceLock;

use gainsay_core::{Direction, Penn, Reading, Relation, Upos};
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
struct Words {
    modals: Vec<String>,
    announcing: Vec<String>,
    reporting: Vec<String>,
    ahead: Vec<String>,
    deadlines: Vec<String>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| toml::from_str(include_str!("../../../rules/times/tense.toml")).unwrap_or_default())
}

/// What the reading says about the direction of an expression whose tokens these are.
pub(super) fn tell(text: &str, reading: &Reading, tokens: &std::ops::Range<usize>) -> Direction {
    let sentence = reading.sentences.get(reading.sentence_of_token(tokens.start));
    let range = sentence.map_or(0..0, |s| s.tokens.clone());
    if is_put_ahead(text, reading, tokens, &range) {
        return Direction::Future;
    }
    match governing_verb(reading, tokens, &range) {
        // Inside a noun phrase ("Friday's vote", "the Monday meeting") only a modal above points ahead.
        Some((verb, true)) if !has_modal(text, reading, verb, &range) => Direction::Past,
        Some((verb, _)) => tense_of(text, reading, verb, &range),
        None => nearby(text, reading, tokens, &range),
    }
}

/// Whether the words beside a date put it ahead: "effective Feb. 1", "the Jan. 14 deadline".
fn is_put_ahead(
    text: &str,
    reading: &Reading,
    tokens: &std::ops::Range<usize>,
    sentence: &std::ops::Range<usize>,
) -> bool {
    let word = |at: usize| reading.tokens.get(at).filter(|_| sentence.contains(&at)).map(|t| lower(text, t));
    let before =
        |phrase: &String| {
            phrase.split(' ').rev().enumerate().all(|(back, part)| {
                tokens.start.checked_sub(back + 1).and_then(word).is_some_and(|found| found == part)
            })
        };
    words().ahead.iter().any(before) || word(tokens.end).is_some_and(|w| words().deadlines.iter().any(|d| *d == w))
}

/// Whether the sentence has a verb at all.
pub(super) fn has_verb(reading: &Reading, tokens: &std::ops::Range<usize>) -> bool {
    let sentence = reading.sentences.get(reading.sentence_of_token(tokens.start));
    let range = sentence.map_or(0..0, |s| s.tokens.clone());
    reading.tokens.get(range).is_some_and(|tokens| tokens.iter().any(|t| matches!(t.upos, Upos::Verb | Upos::Aux)))
}

/// The verb above the expression, going up through nouns, within the sentence.
fn governing_verb(
    reading: &Reading,
    tokens: &std::ops::Range<usize>,
    sentence: &std::ops::Range<usize>,
) -> Option<(usize, bool)> {
    let inside = |t: usize| tokens.contains(&t);
    let mut nominal = false;
    let mut at = tokens.clone().find(|t| reading.tokens.get(*t).is_some_and(|t| t.head.is_none_or(|h| !inside(h))))?;
    for _ in 0..8 {
        at = reading.tokens.get(at)?.head.filter(|h| sentence.contains(h))?;
        let token = reading.tokens.get(at)?;
        if token.upos == Upos::Verb || has_copula(reading, at, sentence) {
            return Some((at, nominal));
        }
        nominal |= token.upos == Upos::Noun || token.upos == Upos::Propn;
    }
    None
}

fn has_modal(text: &str, reading: &Reading, verb: usize, sentence: &std::ops::Range<usize>) -> bool {
    children(reading, verb, sentence).any(|t| words().modals.iter().any(|m| *m == lower(text, t)))
}

fn children<'a>(
    reading: &'a Reading,
    of: usize,
    sentence: &std::ops::Range<usize>,
) -> impl Iterator<Item = &'a gainsay_core::Token> {
    // Auxiliaries stand near their verb: a window keeps long sentences cheap.
    let window = of.saturating_sub(12).max(sentence.start)..(of + 8).min(sentence.end);
    window.filter_map(|t| reading.tokens.get(t)).filter(move |t| t.head == Some(of))
}

fn has_copula(reading: &Reading, of: usize, sentence: &std::ops::Range<usize>) -> bool {
    children(reading, of, sentence).any(|t| t.relation == Relation::Cop)
}

fn lower<'a>(text: &'a str, token: &gainsay_core::Token) -> std::borrow::Cow<'a, str> {
    let slice = token.span.slice(text);
    if slice.chars().any(char::is_uppercase) { slice.to_lowercase().into() } else { slice.into() }
}

fn tense_of(text: &str, reading: &Reading, verb: usize, sentence: &std::ops::Range<usize>) -> Direction {
    let Some(token) = reading.tokens.get(verb) else { return Direction::Past };
    let known = words();
    let mut finite = (token.upos == Upos::Verb).then_some(token.penn);
    let mut infinitive = token.penn == Penn::Vb;
    let mut perfect = false;
    for child in children(reading, verb, sentence) {
        if matches!(child.relation, Relation::Aux | Relation::AuxPass | Relation::Cop) {
            let word = lower(text, child);
            if known.modals.iter().any(|m| *m == word) {
                return Direction::Future;
            }
            perfect |= child.lemma == "have";
            if child.relation != Relation::Aux || child.lemma == "do" || child.lemma == "be" {
                finite = Some(child.penn);
                infinitive = child.penn == Penn::Vb;
            }
        }
    }
    if perfect {
        return Direction::Past;
    }
    if infinitive {
        return infinitive_direction(text, reading, verb, sentence);
    }
    match finite {
        Some(Penn::Vbz | Penn::Vbp) if !is_reporting(token) => Direction::Future,
        Some(Penn::Vbg) => match reading.tokens.get(verb).and_then(|t| t.head).filter(|h| sentence.contains(h)) {
            Some(head) if is_announcing(reading, head) => Direction::Future,
            _ => Direction::Past,
        },
        _ => Direction::Past,
    }
}

fn is_reporting(token: &gainsay_core::Token) -> bool {
    words().reporting.contains(&token.lemma)
}

fn is_announcing(reading: &Reading, at: usize) -> bool {
    reading.tokens.get(at).is_some_and(|t| words().announcing.contains(&t.lemma))
}

/// "To meet on Monday" lies ahead, unless what governs it is over: "arrived on Monday to meet…" hangs on "arrived", and
/// so does "managed to sign on Monday".
fn infinitive_direction(_text: &str, reading: &Reading, verb: usize, sentence: &std::ops::Range<usize>) -> Direction {
    match reading.tokens.get(verb).and_then(|t| t.head).filter(|h| sentence.contains(h)) {
        Some(head) if is_announcing(reading, head) => Direction::Future,
        Some(head) if matches!(reading.tokens.get(head).map(|t| t.penn), Some(Penn::Vbd)) => Direction::Past,
        _ => Direction::Future,
    }
}

/// Without a parse: a modal or an announcing word shortly before, or a modal shortly after, points ahead.
fn nearby(
    text: &str,
    reading: &Reading,
    tokens: &std::ops::Range<usize>,
    sentence: &std::ops::Range<usize>,
) -> Direction {
    let known = words();
    let before = tokens.start.saturating_sub(10).max(sentence.start)..tokens.start;
    let after = tokens.end..tokens.end.saturating_add(5).min(sentence.end);
    let is = |t: usize, list: &[String]| {
        reading.tokens.get(t).is_some_and(|token| list.contains(&lower(text, token).into_owned()))
    };
    let ahead = before.clone().any(|t| is(t, &known.modals) || is(t, &known.announcing))
        || after.clone().any(|t| is(t, &known.modals));
    if ahead { Direction::Future } else { Direction::Past }
}
