//! Tokens → sentences.
//!
//! A sentence ends with a stop, question or exclamation mark (and the marks that close a quotation or bracket right
//! after it) where what follows could start one. An abbreviation ends one only where a new one plainly starts. The next
//! item of a numbered list starts one without any stop.

use std::ops::Range;

use gainsay_core::Span;

use super::abbreviations::{self, Abbreviation};
use super::tokens::is_quote;

/// The sentences of a region, as ranges of its tokens. Together they hold all tokens.
pub fn split(text: &str, tokens: &[Span]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < tokens.len() {
        let after = footnotes(text, tokens, closing_marks(text, tokens, at + 1));
        let ends = after < tokens.len()
            && (ends_sentence(text, tokens, at, after) && !is_enumerator(text, tokens, start, at)
                || has_empty_line(text, tokens, after)
                || is_next_item(text, tokens, start, after));
        if ends {
            sentences.push(start..after);
            start = after;
            at = after;
        } else {
            at += 1;
        }
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

/// Whether an empty line stands before the token.
fn has_empty_line(text: &str, tokens: &[Span], at: usize) -> bool {
    let gap = Span::new(tokens[at - 1].end, tokens[at].start);
    gap.len() > 1 && gap.slice(text).matches('\n').count() > 1
}

/// Whether the token starts the list item after the one that starts at `start`: `2.` after `1.`, `b)` after `a)`.
fn is_next_item(text: &str, tokens: &[Span], start: usize, at: usize) -> bool {
    let first = token(text, tokens, start);
    let this = token(text, tokens, at);
    if at <= start + 1 || this.len() > 4 {
        return false;
    }
    if matches!(first, "•" | "⁃" | "▪" | "‣") {
        return this == first;
    }
    let marked = |i: usize| matches!(token(text, tokens, i + 1), ")" | ".") && tokens[i].end == tokens[i + 1].start;
    let follows = match (first.parse::<u16>(), this.parse::<u16>()) {
        (Ok(first), Ok(this)) => first.checked_add(1) == Some(this),
        _ => matches!((first.as_bytes(), this.as_bytes()), ([a @ b'a'..=b'h'], [b]) if a + 1 == *b),
    };
    follows && marked(start) && marked(at) && token(text, tokens, start + 1) == token(text, tokens, at + 1)
}

fn token<'a>(text: &'a str, tokens: &[Span], at: usize) -> &'a str {
    tokens.get(at).map_or("", |t| t.slice(text))
}

/// The first token from `at` that isn't a quotation mark or bracket closing right after the one before it.
fn closing_marks(text: &str, tokens: &[Span], mut at: usize) -> usize {
    while at < tokens.len() && at > 0 {
        let closes =
            token(text, tokens, at).chars().all(|c| matches!(c, ')' | ']' | '}' | '”' | '’' | '"' | '\'' | '»'));
        let touches = tokens[at - 1].end == tokens[at].start;
        if !(closes && touches) {
            break;
        }
        at += 1;
    }
    at
}

/// Whether a stop in writing without capitals ends its sentence: two plain words around it, and no quotation closing.
fn starts_in_lower_case(text: &str, tokens: &[Span], at: usize, after: usize) -> bool {
    let plain = |i: usize| token(text, tokens, i).chars().all(|c| c.is_lowercase() || c == '\'');
    after == at + 1 && at > 0 && token(text, tokens, at - 1).len() > 2 && plain(at - 1) && plain(after)
}

/// The first token from `at` that isn't part of a note's number in brackets, as in `[6]`.
fn footnotes(text: &str, tokens: &[Span], mut at: usize) -> usize {
    let is = |i: usize, mark: &str| token(text, tokens, i) == mark;
    let number = |i: usize| token(text, tokens, i).bytes().all(|b| b.is_ascii_digit());
    while is(at, "[") && number(at + 1) && is(at + 2, "]") {
        at += 3;
    }
    at
}

/// Whether the sentence ends with the token at `at` (and the marks up to `after`).
fn ends_sentence(text: &str, tokens: &[Span], at: usize, after: usize) -> bool {
    let this = token(text, tokens, at);
    let gap = tokens[after - 1].end < tokens[after].start;
    if !gap || !this.ends_with(['.', '!', '?', '…']) {
        return false;
    }
    let starts = starts_sentence(text, tokens, after);
    match this {
        "." => starts || starts_in_lower_case(text, tokens, at, after),
        _ if this.chars().all(|c| matches!(c, '!' | '?')) => starts,
        _ if this.chars().all(|c| matches!(c, '.' | '…')) => starts,
        _ if this.ends_with('.') => starts && abbreviation_ends(text, tokens, this, after),
        _ => false,
    }
}

/// Whether this stop belongs to a number that opens its sentence, as in `1. Introduction`, or to `c. 1818`, `p. 5`.
fn is_enumerator(text: &str, tokens: &[Span], start: usize, at: usize) -> bool {
    if token(text, tokens, at) != "." {
        return false;
    }
    let before = at.checked_sub(1).map_or("", |b| token(text, tokens, b));
    let number = |s: &str| !s.is_empty() && s.chars().all(|c| c.is_ascii_digit() || c == '.');
    (at == start + 1 && (number(before) || before.len() == 1))
        || (matches!(before, "c" | "p" | "b" | "d" | "ca" | "r") && number(token(text, tokens, at + 1)))
}

/// Whether an abbreviation ends its sentence, given that what follows could start one.
fn abbreviation_ends(text: &str, tokens: &[Span], this: &str, after: usize) -> bool {
    let body = this.trim_end_matches('.');
    let next = token(text, tokens, after).to_lowercase();
    match abbreviations::find(body) {
        Some(Abbreviation::BeforeName) => false,
        None if body.chars().count() == 1 => false,
        _ => is_starter(&next) || token(text, tokens, after).starts_with(is_quote),
    }
}

/// So many marks may open a sentence before its first word; more are no writing, and would be walked over and over.
const MOST_OPENING_MARKS: usize = 16;

/// Whether the token could be the first of a sentence.
fn starts_sentence(text: &str, tokens: &[Span], at: usize) -> bool {
    for at in (at..tokens.len()).take(MOST_OPENING_MARKS) {
        let this = token(text, tokens, at);
        let opens =
            this.chars().all(|c| is_quote(c) || matches!(c, '(' | '[' | '-' | '–' | '—' | '•' | '*' | '¿' | '¡'));
        if !opens {
            return this
                .starts_with(|c: char| c.is_uppercase() || c.is_numeric() || (c.is_alphabetic() && !c.is_lowercase()))
                || this.starts_with(['$', '£', '€', '@', '#']);
        }
    }
    true
}

/// Words that, capitalized after an abbreviation, start a sentence rather than go on with a name.
fn is_starter(lower: &str) -> bool {
    const STARTERS: &[&str] = &[
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "it",
        "he",
        "she",
        "we",
        "they",
        "i",
        "you",
        "his",
        "her",
        "their",
        "our",
        "my",
        "its",
        "in",
        "on",
        "at",
        "for",
        "from",
        "by",
        "with",
        "as",
        "after",
        "before",
        "but",
        "and",
        "or",
        "so",
        "yet",
        "if",
        "when",
        "while",
        "although",
        "though",
        "however",
        "meanwhile",
        "since",
        "there",
        "here",
        "then",
        "now",
        "what",
        "who",
        "why",
        "how",
        "where",
        "which",
        "one",
        "some",
        "many",
        "most",
        "all",
        "no",
        "not",
        "both",
        "each",
        "several",
        "also",
        "according",
        "asked",
        "despite",
        "during",
        "under",
        "until",
        "to",
        "last",
        "earlier",
        "later",
        "police",
        "officials",
        "critics",
    ];
    STARTERS.contains(&lower)
}
