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
            && (ends_sentence(text, tokens, start, at, after) && !is_enumerator(text, tokens, start, at)
                || has_empty_line(text, tokens, after)
                || is_credit(text, tokens, after)
                || is_next_item(text, tokens, start, after)
                || is_run_in(text, tokens, start, after));
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

/// Whether a picture's credit starts here, behind a caption that has no stop: "Image: Norda Press."
fn is_credit(text: &str, tokens: &[Span], at: usize) -> bool {
    const CREDITS: &[&str] = &["Image", "Images", "Photo", "Photos", "Photograph", "Picture", "Credit", "Video"];
    CREDITS.contains(&token(text, tokens, at))
        && token(text, tokens, at + 1) == ":"
        && tokens[at].end == tokens[at + 1].start
        && tokens[at - 1].end < tokens[at].start
}

/// Whether a sentence starts here behind a heading, a caption or a date without a stop: "Ann Moe of the Bay Party In the
/// east she was elected …". Only words that open a phrase are taken for it, and they must not be capitalised as all words
/// of a headline are.
fn is_run_in(text: &str, tokens: &[Span], start: usize, at: usize) -> bool {
    const OPENERS: &[&str] =
        &["In", "On", "At", "During", "While", "According", "Since", "Although", "Despite", "Following"];
    /// Behind these a title may stand, or a phrase goes on.
    const BEFORE_TITLES: &[&str] = &[
        "song",
        "album",
        "film",
        "movie",
        "book",
        "novel",
        "show",
        "series",
        "single",
        "play",
        "poem",
        "story",
        "game",
        "documentary",
        "called",
        "titled",
        "entitled",
        "named",
        "of",
        "the",
        "a",
        "an",
        "and",
        "or",
        "to",
        "by",
        "with",
        "for",
        "from",
        "in",
        "on",
        "at",
        "is",
        "was",
        "as",
    ];
    const LONGEST_HEADING: usize = 16;
    const SHORTEST_SENTENCE: usize = 6;
    let is_word = |i: usize| token(text, tokens, i).chars().all(char::is_alphanumeric);
    let (opener, before) = (token(text, tokens, at), token(text, tokens, at - 1));
    if !OPENERS.contains(&opener) || at - start > LONGEST_HEADING || at < start + 2 {
        return false;
    }
    if !is_word(at - 1) || tokens[at - 1].end == tokens[at].start || BEFORE_TITLES.contains(&before) {
        return false;
    }
    let next = token(text, tokens, at + 1);
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    if !next.starts_with(char::is_lowercase) && !days.contains(&next) {
        return false;
    }
    // No further: a text that never stops would be walked over and over.
    let is_sentence = (at..at + SHORTEST_SENTENCE).all(|i| !matches!(token(text, tokens, i), "." | "!" | "?" | ""));
    let words = (at + 1..tokens.len()).take(12).map(|i| token(text, tokens, i)).filter(|word| word.len() > 3);
    let (mut small, mut all) = (0, 0);
    words.for_each(|word| {
        small += usize::from(word.starts_with(char::is_lowercase));
        all += 1;
    });
    is_sentence && small * 2 >= all
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

/// Whether sentences were run together without a space, as in "the end.Next came": plain words around the stop.
fn is_run_on(text: &str, tokens: &[Span], at: usize, after: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |b| token(text, tokens, b));
    let next = token(text, tokens, after);
    let mut letters = next.trim_end_matches('.').chars();
    after == at + 1
        && before.len() > 2
        && before.chars().skip(1).all(|c| c.is_lowercase() || c.is_ascii_digit() || matches!(c, ',' | '.'))
        && letters.next().is_some_and(char::is_uppercase)
        && next.len() > 1
        && letters.all(char::is_lowercase)
}

/// Whether this stop is one of `. . .` and ends no sentence. Of four the one is the sentence's own that touches its word,
/// else the last.
fn is_spaced_ellipsis(text: &str, tokens: &[Span], at: usize) -> bool {
    const MOST: usize = 8;
    let is_dot = |i: usize| token(text, tokens, i) == ".";
    let first = (at.saturating_sub(MOST)..at).rev().take_while(|&i| is_dot(i)).last().unwrap_or(at);
    let end = (at..at + MOST).find(|&i| !is_dot(i)).unwrap_or(at + MOST);
    if end - first < 2 {
        return false;
    }
    let touches = first > 0 && tokens[first - 1].end == tokens[first].start;
    let own = if touches { first } else { end - 1 };
    let goes_on = token(text, tokens, end).starts_with(char::is_alphanumeric);
    !(end - first > 3 && at == own && goes_on)
}

/// Whether these dots in brackets stand for words left out, and the sentence goes on with a bracket: `[...]" (Moe 55)`.
fn is_cut_quotation(text: &str, tokens: &[Span], at: usize, after: usize) -> bool {
    token(text, tokens, at + 1) == "]" && token(text, tokens, after) == "("
}

/// Whether this stop belongs to the initial `I` after a given name, as in "Albert I. Moss", and not to the pronoun.
fn is_initial(text: &str, tokens: &[Span], at: usize) -> bool {
    at >= 2
        && token(text, tokens, at - 1) == "I"
        && tokens[at - 1].end == tokens[at].start
        && token(text, tokens, at - 2).starts_with(char::is_uppercase)
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
fn ends_sentence(text: &str, tokens: &[Span], start: usize, at: usize, after: usize) -> bool {
    let this = token(text, tokens, at);
    if !this.ends_with(['.', '!', '?', '…']) {
        return false;
    }
    let gap = tokens[after - 1].end < tokens[after].start;
    if !gap {
        return this == "." && is_run_on(text, tokens, at, after);
    }
    let starts = starts_sentence(text, tokens, after);
    match this {
        "." if is_spaced_ellipsis(text, tokens, at) => false,
        "." => starts && !is_initial(text, tokens, at) || starts_in_lower_case(text, tokens, at, after),
        _ if this.chars().all(|c| matches!(c, '!' | '?')) => starts,
        _ if this.chars().all(|c| matches!(c, '.' | '…')) => starts && !is_cut_quotation(text, tokens, at, after),
        _ if this.ends_with('.') => starts && abbreviation_ends(text, tokens, this, start, after),
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
    let bullet = |s: &str| matches!(s, "•" | "⁃" | "▪" | "‣" | "-" | "–" | "*");
    (at == start + 1 && (number(before) || before.len() == 1))
        || (at == start + 2 && number(before) && bullet(token(text, tokens, start)))
        || (before.ends_with('°') && number(token(text, tokens, at + 1)))
        || (matches!(before, "c" | "p" | "b" | "d" | "ca" | "r") && number(token(text, tokens, at + 1)))
}

/// Whether an abbreviation ends its sentence, given that what follows could start one.
fn abbreviation_ends(text: &str, tokens: &[Span], this: &str, start: usize, after: usize) -> bool {
    let body = this.trim_end_matches('.');
    let next = token(text, tokens, after).to_lowercase();
    // "At 5 a.m. Mr. Moe left": the hour opens the sentence. "He left at 6 p.m. Mr. Moe stayed": it closes one.
    let hour = matches!(body.to_lowercase().as_str(), "a.m" | "p.m");
    if hour && matches!(abbreviations::find(next.trim_end_matches('.')), Some(Abbreviation::BeforeName)) {
        return after > start + 4;
    }
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
        let opens = this.chars().all(|c| {
            is_quote(c)
                || c == '.' && this.len() == 1
                || matches!(c, '(' | '[' | '-' | '–' | '—' | '•' | '*' | '¿' | '¡')
        });
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
