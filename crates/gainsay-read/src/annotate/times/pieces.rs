//! Text → pieces: runs of letters, runs of digits, single signs.
//!
//! Finer than tokens, so that "44million", "1990s", "two-day" and "10pm" need no rules of their own, and so that
//! nothing here depends on how the tokenizer cuts "Dec." or "2025-06-23".

use std::borrow::Cow;

use gainsay_core::Span;

use super::lexicon::{Entry, Lexicon};

/// One piece of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Piece<'a> {
    /// Where it stands in the article's text.
    pub(crate) span: Span,
    /// Lower case, without the stops of an abbreviation ("a.m." is "am").
    pub(crate) lower: Cow<'a, str>,
    /// As written.
    pub(crate) text: &'a str,
    /// What sort it is.
    pub(crate) sort: Sort,
    /// Whether white space, or the start of the sentence, comes before it.
    pub(crate) spaced: bool,
    /// What the lexicon knows of it.
    pub(crate) entries: &'static [Entry],
}

/// What sort of piece it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Letters, perhaps with an apostrophe before them: "week", "'s".
    Word,
    /// Digits, with commas, stops or colons between digits: "2,000", "3.5", "10:30".
    Number,
    /// Anything else, one character.
    Sign,
}

impl Piece<'_> {
    /// Whether it begins with a capital.
    pub(crate) fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it is a dash of any length.
    pub(crate) fn is_dash(&self) -> bool {
        matches!(self.text, "-" | "–" | "—" | "\u{2010}" | "\u{2011}" | "\u{2012}")
    }

    /// Whether it is an apostrophe of any shape.
    pub(crate) fn is_apostrophe(&self) -> bool {
        matches!(self.text, "'" | "’" | "‘" | "`")
    }
}

/// Cuts a stretch of the article's text.
pub(crate) fn cut<'a>(article: &'a str, stretch: Span, lexicon: &'static Lexicon) -> Vec<Piece<'a>> {
    let text = stretch.slice(article);
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut spaced = true;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(first) = rest.chars().next() else { break };
        if first.is_whitespace() {
            at += first.len_utf8();
            spaced = true;
            continue;
        }
        let (length, sort) = piece_length(rest, first);
        let slice = rest.get(..length).unwrap_or(rest);
        let lower = normal(slice);
        let span = Span::new(stretch.start + at, stretch.start + at + slice.len());
        pieces.push(Piece { span, entries: lexicon.entries(&lower), lower, text: slice, sort, spaced });
        at += slice.len().max(1);
        spaced = false;
    }
    pieces
}

/// Lower case without the stops inside abbreviations, with one shape of apostrophe.
fn normal(slice: &str) -> Cow<'_, str> {
    let plain = |b: u8| b.is_ascii() && !b.is_ascii_uppercase() && b != b'`';
    let lettered = slice.as_bytes().first().is_some_and(u8::is_ascii_alphabetic);
    if slice.bytes().all(|b| plain(b) && !(lettered && b == b'.')) {
        return slice.into();
    }
    let dotted = slice.contains('.') && slice.chars().next().is_some_and(char::is_alphabetic);
    slice
        .chars()
        .filter(|c| !(dotted && *c == '.'))
        .flat_map(char::to_lowercase)
        .map(straight)
        .collect::<String>()
        .into()
}

fn straight(c: char) -> char {
    if matches!(c, '’' | '‘' | '`') { '\'' } else { c }
}

/// How long the piece at the start of `rest` is, in bytes, and of what sort.
fn piece_length(rest: &str, first: char) -> (usize, Sort) {
    if first.is_ascii_digit() {
        return (number_length(rest), Sort::Number);
    }
    if first.is_alphabetic() {
        return (dotted_length(rest).unwrap_or_else(|| letters_length(rest)), Sort::Word);
    }
    if matches!(first, '\'' | '’') {
        let length = first.len_utf8();
        let tail = rest.get(length..).unwrap_or("");
        let letters = letters_length(tail);
        let clitic = |c: &str| ["s", "ll", "re", "ve", "d", "m"].iter().any(|known| c.eq_ignore_ascii_case(known));
        if tail.get(..letters).is_some_and(clitic) {
            return (length + letters, Sort::Word);
        }
    }
    (first.len_utf8(), Sort::Sign)
}

fn letters_length(rest: &str) -> usize {
    rest.char_indices().find(|(_, c)| !c.is_alphabetic()).map_or(rest.len(), |(i, _)| i)
}

/// "a.m.", "U.S.": single letters, each with a stop after it.
fn dotted_length(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut length = 0;
    while bytes.get(length).is_some_and(u8::is_ascii_alphabetic) && bytes.get(length + 1) == Some(&b'.') {
        length += 2;
        if length >= 8 {
            break;
        }
    }
    if length == 2 && bytes.get(2).is_some_and(u8::is_ascii_alphabetic) && !letter_at(rest, 3) {
        return Some(3);
    }
    (length >= 4).then_some(length)
}

fn letter_at(rest: &str, byte: usize) -> bool {
    rest.get(byte..).and_then(|r| r.chars().next()).is_some_and(char::is_alphabetic)
}

/// Digits; commas, stops and colons belong where a digit follows.
fn number_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut length = 0;
    while let Some(byte) = bytes.get(length) {
        let joins = matches!(byte, b',' | b'.' | b':') && bytes.get(length + 1).is_some_and(u8::is_ascii_digit);
        if !byte.is_ascii_digit() && !joins {
            break;
        }
        length += 1;
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lowers(text: &str) -> Vec<Cow<'_, str>> {
        cut(text, Span::new(0, text.len()), Lexicon::get()).into_iter().map(|p| p.lower).collect()
    }

    #[test]
    fn letters_digits_and_signs_part() {
        assert_eq!(lowers("44million at 10pm"), ["44", "million", "at", "10", "pm"]);
        assert_eq!(lowers("the year’s 1990s"), ["the", "year", "'s", "1990", "s"]);
        assert_eq!(lowers("9:30 a.m. EST, Dec. 7"), ["9:30", "am", "est", ",", "dec", ".", "7"]);
        assert_eq!(lowers("2,000 (3.5)"), ["2,000", "(", "3.5", ")"]);
    }
}
