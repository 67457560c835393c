//! Copies of training sentences as headlines and shouting write them, so that case alone decides less.

use crate::conllu::{Sentence, Token};
use crate::random::Random;

/// One sentence in so many is copied, for each kind of copy.
const ONE_IN: usize = 12;

/// Adds copies as headlines, in capitals and in lower case. Gives for each sentence the one it is a copy of, or itself.
pub(super) fn add(sentences: &mut Vec<Sentence>) -> Vec<usize> {
    let mut random = Random::new(11);
    let originals = sentences.len();
    let mut source: Vec<usize> = (0..originals).collect();
    for at in 0..originals {
        let length = sentences[at].tokens.len();
        if random.below(ONE_IN) == 0 && (4..=25).contains(&length) {
            let mut copy = sentences[at].clone();
            let (no_stop, no_articles, titled) = (random.chance(0.6), random.chance(0.5), random.chance(0.7));
            let articles = ["a", "an", "the"];
            leave_out(&mut copy, |token, is_last| {
                (no_stop && is_last && token.form == ".")
                    || (no_articles && articles.contains(&token.form.to_lowercase().as_str()))
            });
            if titled {
                recase(&mut copy, title);
            }
            sentences.push(copy);
            source.push(at);
        }
        if random.below(ONE_IN * 4) == 0 {
            let mut copy = sentences[at].clone();
            recase(&mut copy, |_, form| form.to_uppercase());
            sentences.push(copy);
            source.push(at);
        }
        if random.below(ONE_IN * 4) == 0 {
            let mut copy = sentences[at].clone();
            recase(&mut copy, |_, form| form.to_lowercase());
            sentences.push(copy);
            source.push(at);
        }
    }
    source
}

fn recase(sentence: &mut Sentence, change: impl Fn(usize, &str) -> String) {
    for (at, token) in sentence.tokens.iter_mut().enumerate() {
        token.form = change(at, &token.form);
    }
}

fn title(at: usize, form: &str) -> String {
    const SMALL: &[&str] = &[
        "a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "but", "as", "by", "with", "from", "n't",
        "'s",
    ];
    if at > 0 && SMALL.contains(&form) {
        return form.to_owned();
    }
    let mut chars = form.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// Leaves out tokens that nothing depends on.
fn leave_out(sentence: &mut Sentence, is_left_out: impl Fn(&Token, bool) -> bool) {
    let count = sentence.tokens.len();
    let has_dependents = |at: usize| sentence.tokens.iter().any(|t| t.head == at);
    let keep: Vec<bool> = (sentence.tokens.iter().enumerate())
        .map(|(at, token)| token.head == count || has_dependents(at) || !is_left_out(token, at + 1 == count))
        .collect();
    // Where each token stands after; the root stands behind the last.
    let places: Vec<usize> = (0..=count).map(|at| keep[..at].iter().filter(|k| **k).count()).collect();
    let mut kept = keep.iter();
    sentence.tokens.retain(|_| kept.next().is_some_and(|k| *k));
    for token in &mut sentence.tokens {
        token.head = places[token.head];
    }
}
