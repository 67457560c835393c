//! What a number counts: the noun after it.

use gainsay_core::{Article, Reading, Relation, Upos};

use super::words::Words;
use crate::annotate::times::pieces::{Piece, Sort};

/// So many pieces after a number may stand before its noun: "12 unarmed young men", "60,000 of its".
const REACH: usize = 6;

/// One past the unit's last piece, and its lemma.
pub(super) fn after(
    article: &Article,
    reading: &Reading,
    pieces: &[Piece<'_>],
    number_end: usize,
) -> Option<(usize, String)> {
    let words = Words::get();
    let next = pieces.get(number_end)?;
    if !next.spaced && next.sort == Sort::Word {
        let unit = words.tight.get(next.lower.as_ref())?;
        return Some((number_end + 1, unit.clone()));
    }
    if let Some(code) = words.currencies.after.get(next.lower.as_ref()) {
        // "Won" is a verb and "p" a letter where they stand alone after a bare number with white space.
        if !matches!(next.lower.as_ref(), "won" | "p") {
            return Some((number_end + 1, code.clone()));
        }
    }
    let (at, lemma) = counted_by_parse(reading, pieces, number_end)
        .or_else(|| counted_by_order(article, reading, pieces, number_end))?;
    Some((at + 1, normal(&lemma)))
}

fn normal(lemma: &str) -> String {
    let lower = lemma.to_lowercase();
    Words::get().same.get(&lower).cloned().unwrap_or(lower)
}

fn token_of(reading: &Reading, piece: &Piece<'_>) -> Option<usize> {
    let at = reading.tokens.partition_point(|t| t.span.end <= piece.span.start);
    reading.tokens.get(at).filter(|t| t.span.overlaps(piece.span)).map(|_| at)
}

/// The head of the number, where the parse makes the number its modifier.
fn counted_by_parse(reading: &Reading, pieces: &[Piece<'_>], number_end: usize) -> Option<(usize, String)> {
    let number = token_of(reading, pieces.get(number_end.checked_sub(1)?)?)?;
    let token = reading.tokens.get(number)?;
    let mut head = token.head.filter(|_| matches!(token.relation, Relation::Nummod | Relation::Compound))?;
    // "2 million people": "2" hangs on "million", and that on what is counted.
    if reading.tokens.get(head).is_some_and(|t| t.upos == Upos::Num) {
        head = reading.tokens.get(head)?.head?;
    }
    let noun = reading.tokens.get(head).filter(|t| matches!(t.upos, Upos::Noun | Upos::Propn))?;
    let reach = pieces.get(number_end..)?.iter().take(REACH);
    let at = number_end + reach.into_iter().position(|p| p.span.overlaps(noun.span))?;
    Some((at, noun.lemma.clone()))
}

/// The last noun of the first run of nouns after the number, past "of its" and adjectives.
fn counted_by_order(
    article: &Article,
    reading: &Reading,
    pieces: &[Piece<'_>],
    number_end: usize,
) -> Option<(usize, String)> {
    let mut noun: Option<(usize, String)> = None;
    for at in number_end..(number_end + REACH).min(pieces.len()) {
        let piece = pieces.get(at)?;
        if piece.is_dash() && !piece.spaced && noun.is_none() {
            continue;
        }
        if piece.sort != Sort::Word {
            break;
        }
        let token = reading.tokens.get(token_of(reading, piece)?)?;
        match token.upos {
            Upos::Noun | Upos::Propn => noun = Some((at, token.lemma.clone())),
            _ if noun.is_some() => break,
            Upos::Adj | Upos::Det | Upos::Num => {}
            Upos::Pron if is_possessive(&piece.lower) => {}
            Upos::Adp if piece.lower == "of" => {}
            Upos::Verb if piece.lower.ends_with("ed") || piece.lower.ends_with("ing") => {}
            // Untagged text: the word itself, without the plural.
            Upos::X if piece.lower != "of" && !is_possessive(&piece.lower) && piece.lower != "the" => {
                return Some((at, singular(piece.span.slice(&article.text))));
            }
            Upos::X => {}
            _ => break,
        }
    }
    noun
}

fn is_possessive(word: &str) -> bool {
    matches!(word, "its" | "their" | "his" | "her" | "our" | "my" | "your")
}

fn singular(word: &str) -> String {
    let lower = word.to_lowercase();
    match lower.strip_suffix("ies") {
        Some(stem) if stem.len() > 2 => format!("{stem}y"),
        _ => lower.strip_suffix('s').filter(|s| !s.ends_with('s')).map_or(lower.clone(), str::to_owned),
    }
}
