//! Numbers in digits and words: "2,000", "3.5 million", "twenty-five", "two and a half", "44million".

use super::pieces::{Piece, Sort};

/// A number phrase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    /// One past its last piece.
    pub(crate) end: usize,
    /// What it comes to.
    pub(crate) value: f64,
    /// Whether it is written in digits.
    pub(crate) digits: bool,
}

/// No number phrase is longer, so that hostile text costs no more than its length.
const LONGEST: usize = 16;

fn value_in(piece: &Piece<'_>, class: &str) -> Option<f64> {
    piece.entries.iter().find(|e| e.class == class).map(|e| e.value as f64)
}

/// The longest number phrase that starts at `at`.
pub(crate) fn number_at(pieces: &[Piece<'_>], at: usize) -> Option<Number> {
    let piece = pieces.get(at)?;
    match piece.sort {
        Sort::Number => digits_at(pieces, at),
        Sort::Word => words_at(pieces, at),
        Sort::Sign => None,
    }
}

/// Digits as a value; `None` for clock times and version numbers.
pub(crate) fn plain_value(text: &str) -> Option<f64> {
    if text.contains(':') || text.matches('.').count() > 1 || text.len() > 20 {
        return None;
    }
    let groups_fit = text.split('.').next()?.split(',').skip(1).all(|group| group.len() == 3);
    if text.contains(',') && !groups_fit {
        return None;
    }
    text.replace(',', "").parse().ok()
}

fn digits_at(pieces: &[Piece<'_>], at: usize) -> Option<Number> {
    let mut value = plain_value(pieces.get(at)?.text)?;
    let mut end = at + 1;
    if let Some((fraction, after)) = fraction_at(pieces, end) {
        value += fraction;
        end = after;
    } else if let Some(slash) = pieces.get(end).filter(|p| p.text == "/" && !p.spaced) {
        // "1/2" by itself is a fraction; what isn't (dates, scores) is left to others.
        let _ = slash;
        let below = pieces.get(end + 1).and_then(|p| plain_value(p.text))?;
        let proper = value < below && (2.0..=10.0).contains(&below);
        return proper.then_some(Number { end: end + 2, value: value / below, digits: true });
    }
    if let Some(next) = pieces.get(end) {
        let dashed = next.is_dash() && !next.spaced;
        let scale_at = if dashed { end + 1 } else { end };
        if let Some(scale) = pieces.get(scale_at).filter(|p| p.sort == Sort::Word) {
            let tight = !scale.spaced && !dashed;
            let found = value_in(scale, "scale").or_else(|| if tight { value_in(scale, "tightscale") } else { None });
            if let Some(factor) = found {
                return Some(Number { end: scale_at + 1, value: value * factor, digits: true });
            }
        }
    }
    Some(Number { end, value, digits: true })
}

/// "1/2" after a whole number: "8 1/2", "2½".
fn fraction_at(pieces: &[Piece<'_>], at: usize) -> Option<(f64, usize)> {
    let piece = pieces.get(at)?;
    let vulgar = match piece.text {
        "½" => Some(0.5),
        "¼" => Some(0.25),
        "¾" => Some(0.75),
        _ => None,
    };
    if let Some(value) = vulgar {
        return Some((value, at + 1));
    }
    let joined = piece.is_dash() && !piece.spaced;
    let above_at = if joined { at + 1 } else { at };
    let above = plain_value(pieces.get(above_at)?.text)?;
    let slash = pieces.get(above_at + 1).is_some_and(|p| p.text == "/" && !p.spaced);
    let below = plain_value(pieces.get(above_at + 2)?.text)?;
    let proper = slash && above < below && (2.0..=16.0).contains(&below);
    proper.then_some((above / below, above_at + 3))
}

fn words_at(pieces: &[Piece<'_>], at: usize) -> Option<Number> {
    let mut total = 0.0;
    let mut group = 0.0;
    let mut end = at;
    let mut seen = false;
    let mut expects_small = false;
    while let Some(piece) = pieces.get(end).filter(|_| end < at + LONGEST) {
        if let Some(value) = value_in(piece, "tens").filter(|_| !seen || group % 100.0 == 0.0) {
            group += value;
            expects_small = true;
            seen = true;
        } else if let Some(value) = value_in(piece, "small").filter(|v| !seen || fits_after(group, *v, expects_small)) {
            group += value;
            expects_small = false;
            seen = true;
        } else if let Some(factor) = value_in(piece, "scale").filter(|_| seen || is_scale_alone(piece)) {
            if factor == 100.0 {
                group = group.max(1.0) * factor;
            } else {
                total += group.max(1.0) * factor;
                group = 0.0;
            }
            seen = true;
            expects_small = false;
        } else if seen && joins(pieces, end, expects_small) {
            end += 1;
            continue;
        } else {
            break;
        }
        end += 1;
    }
    if !seen {
        return None;
    }
    let end = end.max(at + 1);
    match half_after(pieces, end) {
        Some(after) => Some(Number { end: after, value: total + group + 0.5, digits: false }),
        None => Some(Number { end, value: total + group, digits: false }),
    }
}

/// A small number after what was read: "five" after "twenty" or "hundred", not after "two".
fn fits_after(group: f64, value: f64, expects_small: bool) -> bool {
    if expects_small { (1.0..10.0).contains(&value) } else { group % 100.0 == 0.0 }
}

/// "thousand" and the like without a number before them are counts of their own only in the plural, which isn't here;
/// "hundred" after "a" is read by the rules that know "a".
fn is_scale_alone(_piece: &Piece<'_>) -> bool {
    false
}

/// A dash or "and" inside a number in words, where a number goes on after it.
fn joins(pieces: &[Piece<'_>], at: usize, expects_small: bool) -> bool {
    let (Some(piece), Some(next)) = (pieces.get(at), pieces.get(at + 1)) else { return false };
    if piece.is_dash() && !piece.spaced {
        return (expects_small && value_in(next, "small").is_some()) || value_in(next, "scale").is_some();
    }
    let after_scale = at.checked_sub(1).and_then(|b| pieces.get(b)).is_some_and(|p| value_in(p, "scale").is_some());
    piece.lower == "and" && after_scale && (value_in(next, "small").is_some() || value_in(next, "tens").is_some())
}

/// "and a half" after a number.
fn half_after(pieces: &[Piece<'_>], at: usize) -> Option<usize> {
    let is = |offset: usize, word: &str| pieces.get(at + offset).is_some_and(|p| p.lower == word);
    (is(0, "and") && is(1, "a") && is(2, "half")).then_some(at + 3)
}

#[cfg(test)]
mod tests {
    use gainsay_core::Span;

    use super::super::lexicon::Lexicon;
    use super::super::pieces::cut;
    use super::*;

    fn read(text: &str) -> Option<(f64, bool)> {
        let pieces = cut(text, Span::new(0, text.len()), Lexicon::get());
        number_at(&pieces, 0).map(|n| (n.value, n.end == pieces.len()))
    }

    #[test]
    fn numbers_in_digits_and_words() {
        for (text, value) in [
            ("2,000", 2000.0),
            ("3.5 million", 3.5e6),
            ("44million", 44e6),
            ("350k", 350e3),
            ("600-million", 6e8),
            ("twenty-five", 25.0),
            ("a hundred", -1.0),
            ("two and a half", 2.5),
            ("8 1/2", 8.5),
            ("three hundred and twelve", 312.0),
            ("two thousand", 2000.0),
            ("eleven", 11.0),
        ] {
            match value {
                -1.0 => assert_eq!(read(text), None),
                _ => assert_eq!(read(text), Some((value, true)), "{text}"),
            }
        }
        assert_eq!(read("two three"), Some((2.0, false)));
        assert_eq!(read("2,00"), None);
    }
}
