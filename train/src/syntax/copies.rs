//! Copies of training sentences as headlines and shouting write them, so that case alone decides less.

use crate::conllu::Sentence;
use crate::random::Random;

/// One sentence in so many is copied, for each kind of copy.
const ONE_IN: usize = 12;

/// Adds title-cased, upper-cased and lower-cased copies. Gives for each sentence the one it is a copy of, or itself.
pub(super) fn add(sentences: &mut Vec<Sentence>) -> Vec<usize> {
    let mut random = Random::new(11);
    let originals = sentences.len();
    let mut source: Vec<usize> = (0..originals).collect();
    for at in 0..originals {
        let length = sentences[at].tokens.len();
        if random.below(ONE_IN) == 0 && (4..=25).contains(&length) {
            let mut copy = sentences[at].clone();
            if random.below(2) == 0 && copy.tokens.last().is_some_and(|t| t.form == "." && t.head != length) {
                drop_last(&mut copy);
            }
            recase(&mut copy, title);
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

/// Takes the last token away; nothing may depend on it.
fn drop_last(sentence: &mut Sentence) {
    let last = sentence.tokens.len() - 1;
    if sentence.tokens.iter().any(|t| t.head == last) {
        return;
    }
    sentence.tokens.pop();
    for token in &mut sentence.tokens {
        if token.head == last + 1 {
            token.head = last;
        }
    }
}
