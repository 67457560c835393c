//! Numbers with what they count or measure: "143 million consumers", "$10bn", "at least 12".
//!
//! **In**: a run of tokens of a reading whose expressions of time are known. **Out**: [`Quantity`] values in order of
//! the text. **Never**: dates, ages, ordinals, parts of names, telephone numbers. **Scored by**: the specs in
//! `specs/quantities/`, and the stories' claims about numbers.
//!
//! The words around numbers are data: `rules/quantities/words.toml`. How rough "about" is isn't said anywhere; a tenth
//! on either side is what readers take it for in reports of counts (Cummins, Sauerland and Solt 2012 find granularity
//! to decide; a tenth stands in for that).

#[cfg(test)]
mod tests;
mod unit;
mod words;

use std::ops::Range;

use gainsay_core::{Article, Quantity, Reading, Span};

use super::times::Lexicon;
use super::times::numbers::number_at;
use super::times::pieces::{Piece, Sort, cut};
use words::{Bound, List, Words};

/// A rough number may be off by this share of it.
const ROUGH: f64 = 0.1;

/// What was read of a number, before its unit is told.
struct Figure {
    /// First piece that belongs to it: a currency sign or the number.
    start: usize,
    /// One past its last piece.
    end: usize,
    low: f64,
    high: f64,
    value: f64,
    approximate: bool,
    /// Where the number itself tells it: a currency, percent.
    unit: Option<String>,
}

/// Finds the quantities in a run of tokens.
pub fn find(article: &Article, reading: &Reading, tokens: Range<usize>) -> Vec<Quantity> {
    let stretch = reading.span_of_tokens(tokens);
    let pieces = cut(&article.text, stretch, Lexicon::get());
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        if !may_begin(&pieces, at) {
            at += 1;
            continue;
        }
        if let Some(end) = past_time(reading, &pieces, at) {
            at = end.max(at + 1);
            continue;
        }
        match figure_at(&pieces, at) {
            Some(figure) => {
                let end = figure.end.max(at + 1);
                found.extend(quantity(article, reading, &pieces, figure));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// One past the pieces of an expression of time that holds this piece.
fn past_time(reading: &Reading, pieces: &[Piece<'_>], at: usize) -> Option<usize> {
    let here = pieces.get(at)?.span;
    let after = reading.times.partition_point(|t| t.span.end <= here.start);
    let time = reading.times.get(after).filter(|t| t.span.overlaps(here))?;
    Some(at + pieces.get(at..)?.iter().take_while(|p| p.span.start < time.span.end).count())
}

/// Whether a number may begin at a piece: most words are passed over by this alone.
fn may_begin(pieces: &[Piece<'_>], at: usize) -> bool {
    pieces.get(at).is_some_and(|piece| {
        piece.sort == Sort::Number
            || !piece.entries.is_empty()
            || piece.is_dash()
            || Words::get().phrases().begins.contains(piece.lower.as_ref())
    })
}

/// Whether one of these phrases stands at a piece; one past the last of its words.
fn phrase_at<T: Copy>(pieces: &[Piece<'_>], at: usize, phrases: &List<T>) -> Option<(usize, T)> {
    let first = pieces.get(at)?;
    let first = if first.is_dash() { "-" } else { first.lower.as_ref() };
    phrases.beginning(first).iter().find_map(|(words, value)| {
        let fits = words.iter().enumerate().all(|(offset, word)| {
            pieces.get(at + offset).is_some_and(|p| p.lower == *word || (word == "-" && p.is_dash()))
        });
        fits.then_some((at + words.len(), *value))
    })
}

/// A number with its bounds, at a piece that begins it, its currency sign or what bounds it.
fn figure_at(pieces: &[Piece<'_>], at: usize) -> Option<Figure> {
    let phrases = Words::get().phrases();
    let (start, bound) = phrase_at(pieces, at, &phrases.before).unwrap_or((at, Bound::Exact));
    let mut figure = range_at(pieces, start).or_else(|| bare_at(pieces, start))?;
    let (end, later) = phrase_at(pieces, figure.end, &phrases.after).unwrap_or((figure.end, Bound::Exact));
    figure.end = end;
    let bound = if bound == Bound::Exact { later } else { bound };
    if is_label(pieces, &figure, bound) {
        return None;
    }
    Some(figure.bounded(bound))
}

impl Figure {
    fn exact(start: usize, end: usize, value: f64, unit: Option<String>) -> Self {
        Self { start, end, low: value, high: value, value, approximate: false, unit }
    }

    fn bounded(mut self, bound: Bound) -> Self {
        match bound {
            Bound::Exact => {}
            Bound::Least => self.high = f64::INFINITY,
            Bound::Most => self.low = 0.0,
            Bound::About => {
                self.low *= 1.0 - ROUGH;
                self.high *= 1.0 + ROUGH;
                self.approximate = true;
            }
            Bound::Near => {
                self.low *= 1.0 - ROUGH;
                self.approximate = true;
            }
        }
        self
    }
}

/// "Between 10 and 20", "from 10 to 20", "10 to 20", "10-20".
fn range_at(pieces: &[Piece<'_>], at: usize) -> Option<Figure> {
    let is = |at: usize, word: &str| pieces.get(at).is_some_and(|p| p.lower == word);
    let (first, joins): (usize, &[&str]) = if is(at, "between") {
        (at + 1, &["and"])
    } else if is(at, "from") {
        (at + 1, &["to"])
    } else {
        (at, &["to", "-", "–", "or"])
    };
    let low = bare_at(pieces, first)?;
    let join = pieces.get(low.end).filter(|p| joins.contains(&p.lower.as_ref()))?;
    let high = bare_at(pieces, low.end + 1)?;
    let dashed = join.is_dash();
    if dashed && (join.spaced || pieces.get(low.end + 1).is_some_and(|p| p.spaced)) {
        return None;
    }
    // "10 to 20 million": the scale stands once.
    let scale = if low.value < high.value / 1000.0 && high.value >= 1e6 { scale_of(high.value) } else { 1.0 };
    let low_value = low.value * scale;
    let unit = high.unit.or(low.unit);
    (low_value < high.value).then_some(Figure {
        start: low.start,
        end: high.end,
        low: low_value,
        high: high.value,
        value: low_value,
        approximate: false,
        unit,
    })
}

fn scale_of(value: f64) -> f64 {
    [1e12, 1e9, 1e6].into_iter().find(|scale| value >= *scale).unwrap_or(1.0)
}

/// One number without bounds: with a currency sign, a percent sign, or bare.
fn bare_at(pieces: &[Piece<'_>], at: usize) -> Option<Figure> {
    let words = Words::get();
    let (number_start, currency) = currency_before(pieces, at).map_or((at, None), |(end, code)| (end, Some(code)));
    let phrases = words.phrases();
    if currency.is_none() {
        if let Some((end, share)) = phrase_at(pieces, at, &phrases.shares)
            && let Some(figure) = share_at(pieces, at, end, share)
        {
            return Some(figure);
        }
        if let Some((end, (low, high))) = phrase_at(pieces, at, &phrases.vague) {
            let of = pieces.get(end).is_some_and(|p| p.lower == "of" || p.lower == "more");
            let figure = Figure { low, high, approximate: true, ..Figure::exact(at, end, low, None) };
            return of.then_some(figure);
        }
    }
    let (end, value) = phrase_at(pieces, number_start, &phrases.exact)
        .or_else(|| number_at(pieces, number_start).map(|n| (n.end, n.value)))?;
    if let Some(code) = currency {
        return Some(Figure::exact(at, end, value, Some(code)));
    }
    if let Some((after, ())) = phrase_at(pieces, end, &phrases.percent) {
        return Some(Figure::exact(at, after, value, Some("percent".to_owned())));
    }
    Some(Figure::exact(at, end, value, None))
}

/// A share: only of something, or as much of something: "half of the staff", "half its staff".
fn share_at(pieces: &[Piece<'_>], start: usize, end: usize, share: f64) -> Option<Figure> {
    let next = pieces.get(end)?.lower.as_ref();
    let of = matches!(next, "of" | "the" | "its" | "their" | "his" | "her" | "our" | "all");
    of.then(|| Figure::exact(start, end, share, Some("percent".to_owned())))
}

/// A currency before a number: one past its sign, and its code.
fn currency_before(pieces: &[Piece<'_>], at: usize) -> Option<(usize, String)> {
    let currencies = &Words::get().currencies.before;
    let (first, second) = (pieces.get(at)?, pieces.get(at + 1)?);
    if !second.spaced
        && second.sort == Sort::Sign
        && let Some(code) = currencies.get(&format!("{}{}", first.lower, second.lower))
    {
        return Some((at + 2, code.clone()));
    }
    let tight = first.sort == Sort::Sign || first.text.chars().all(char::is_uppercase);
    let code = currencies.get(first.lower.as_ref()).filter(|_| tight && second.sort == Sort::Number)?;
    Some((at + 1, code.clone()))
}

/// Whether a number is part of a name, a label, an ordinal or a code and counts nothing.
fn is_label(pieces: &[Piece<'_>], figure: &Figure, bound: Bound) -> bool {
    let labels = &Words::get().labels;
    let before = figure.start.checked_sub(1).and_then(|b| pieces.get(b));
    let (first, next) = (pieces.get(figure.start), pieces.get(figure.end));
    if figure.unit.is_some() {
        return false;
    }
    let labelled = bound == Bound::Exact && before.is_some_and(|p| labels.before.iter().any(|w| *w == p.lower));
    // "F-16", "COVID-19", "x2": joined to letters or another sign before it.
    let joined = first.is_some_and(|p| !p.spaced)
        && before.is_some_and(|p| p.sort != Sort::Sign || !matches!(p.text, "(" | "[" | "\"" | "“" | "‘" | "'"));
    let tight_letters = next.is_some_and(|p| {
        !p.spaced && p.sort == Sort::Word && !Words::get().tight.contains_key(p.lower.as_ref()) && p.lower != "'s"
    });
    let code = next.is_some_and(|p| !p.spaced && matches!(p.text, "-" | "/" | ":") && code_follows(pieces, figure.end));
    let counted = next.is_some_and(|p| p.spaced && labels.after.iter().any(|w| *w == p.lower));
    labelled || joined || tight_letters || code || counted || is_age(pieces, figure)
}

/// Digits after a dash or slash: a telephone number, a score, a fraction.
fn code_follows(pieces: &[Piece<'_>], sign: usize) -> bool {
    pieces.get(sign + 1).is_some_and(|p| !p.spaced && p.sort == Sort::Number)
}

/// "27-year-old", "27 years old", ", 27,".
fn is_age(pieces: &[Piece<'_>], figure: &Figure) -> bool {
    let lower = |at: usize| pieces.get(at).map_or("", |p| p.lower.as_ref());
    let end = figure.end;
    let unit_at = if lower(end) == "-" { end + 1 } else { end };
    let years = matches!(lower(unit_at), "year" | "years" | "month" | "months");
    let old_at = if lower(unit_at + 1) == "-" { unit_at + 2 } else { unit_at + 1 };
    if years && matches!(lower(old_at), "old" | "olds" | "younger" | "older") {
        return true;
    }
    let before = figure.start.checked_sub(2).and_then(|b| pieces.get(b));
    let between_commas = figure.start > 0 && lower(figure.start - 1) == "," && matches!(lower(end), "," | ".");
    between_commas && figure.value < 120.0 && before.is_some_and(|p| p.sort == Sort::Word && p.is_capital())
}

fn quantity(article: &Article, reading: &Reading, pieces: &[Piece<'_>], figure: Figure) -> Option<Quantity> {
    let (end, unit) = match &figure.unit {
        Some(unit) => (figure.end, unit.clone()),
        None => unit::after(article, reading, pieces, figure.end).unwrap_or((figure.end, String::new())),
    };
    let number = pieces.get(figure.start)?;
    let four_digits = number.sort == Sort::Number && number.text.len() == 4 && figure.end == figure.start + 1;
    let year = four_digits && (1500.0..2100.0).contains(&figure.value) && !number.text.contains(',');
    // "One" by itself is a pronoun, and a bare year or digit counts nothing that can be compared.
    let bare = unit.is_empty() && (year || number.lower == "one" || figure.value < 2.0);
    let one_of = number.lower == "one" && pieces.get(figure.end).is_some_and(|p| p.lower == "of");
    if bare || one_of {
        return None;
    }
    let last = end.checked_sub(1).and_then(|last| pieces.get(last))?;
    let span: Span = number.span.cover(last.span);
    let Figure { low, high, value, approximate, .. } = figure;
    Some(Quantity { span, low, high, value, unit, approximate })
}
