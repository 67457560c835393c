//! Shapes of digits and number words that stand in expressions of time: years, days, clock times, digit dates.

use super::numbers::{number_at, plain_value};
use super::pieces::{Piece, Sort};

fn value_in(piece: &Piece<'_>, class: &str) -> Option<i64> {
    piece.entries.iter().find(|e| e.class == class).map(|e| e.value)
}

/// Plain digits without comma, stop or colon, and how many there are.
fn digits(piece: &Piece<'_>) -> Option<(i64, usize)> {
    if piece.sort != Sort::Number || piece.text.len() > 9 || !piece.text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some((piece.text.parse().ok()?, piece.text.len()))
}

fn is_tight(pieces: &[Piece<'_>], at: usize, text: &str) -> bool {
    pieces.get(at).is_some_and(|p| p.text == text && !p.spaced)
}

/// Whether a word that the lexicon doesn't know may begin a count.
pub(crate) fn may_count(lower: &str) -> bool {
    matches!(lower, "a" | "an" | "half" | "dozens" | "hundreds" | "thousands" | "scores")
}

/// How many: a number, "a", "several"; `None` inside where it isn't told.
pub(crate) fn count_at(pieces: &[Piece<'_>], at: usize) -> Option<(usize, Option<f64>)> {
    let word = |offset: usize| pieces.get(at + offset).map_or("", |p| p.lower.as_ref());
    if let Some(number) = number_at(pieces, at) {
        return Some((number.end, Some(number.value)));
    }
    match (word(0), word(1), word(2)) {
        ("a", "couple", "of") => Some((at + 3, Some(2.0))),
        ("a", "couple", _) => Some((at + 2, Some(2.0))),
        ("a", "dozen", _) => Some((at + 2, Some(12.0))),
        ("half", ..) => half_at(pieces, at).map(|end| (end, Some(0.5))),
        ("a", "hundred", _) => Some((at + 2, Some(100.0))),
        ("a", "thousand", _) => Some((at + 2, Some(1000.0))),
        ("a", "few" | "good" | "number", "of" | "many") => Some((at + 3, None)),
        ("a", "few", _) => Some((at + 2, None)),
        ("a" | "an", "single" | "full" | "whole" | "entire" | "additional" | "extra", _) => Some((at + 2, Some(1.0))),
        ("a" | "an", ..) => Some((at + 1, Some(1.0))),
        ("dozens" | "hundreds" | "thousands" | "scores", "of", _) => Some((at + 2, None)),
        _ => value_in(pieces.get(at)?, "some").map(|_| (at + 1, None)),
    }
}

/// "Half a", "half-a".
pub(crate) fn half_at(pieces: &[Piece<'_>], at: usize) -> Option<usize> {
    let is = |offset: usize, words: &[&str]| pieces.get(at + offset).is_some_and(|p| words.contains(&p.lower.as_ref()));
    let dash = usize::from(pieces.get(at + 1).is_some_and(Piece::is_dash));
    (is(0, &["half"]) && is(1 + dash, &["a", "an"])).then_some(at + 2 + dash)
}

/// The day of a month: "23", "23rd", "eighth".
pub(crate) fn day_at(pieces: &[Piece<'_>], at: usize) -> Option<(usize, i64)> {
    let piece = pieces.get(at)?;
    if let Some((day, length)) = digits(piece) {
        let suffix = pieces.get(at + 1).filter(|p| !p.spaced && value_in(p, "ordinalsuffix").is_some());
        let letters = pieces.get(at + 1).is_some_and(|p| !p.spaced && p.sort == Sort::Word && p.lower != "'s");
        let fits =
            (1..=31).contains(&day) && length <= 2 && (suffix.is_some() || !letters) && !is_tight(pieces, at + 1, "%");
        return fits.then_some((at + 1 + usize::from(suffix.is_some()), day));
    }
    let (end, day) = ordinal_words_at(pieces, at)?;
    (1..=31).contains(&day).then_some((end, day))
}

fn ordinal_words_at(pieces: &[Piece<'_>], at: usize) -> Option<(usize, i64)> {
    let piece = pieces.get(at)?;
    if let Some(value) = value_in(piece, "ordinal") {
        return Some((at + 1, value));
    }
    let tens = value_in(piece, "tens")?;
    let after = if pieces.get(at + 1)?.is_dash() { at + 2 } else { at + 1 };
    let ones = value_in(pieces.get(after)?, "ordinal").filter(|o| (1..10).contains(o))?;
    Some((after + 1, tens + ones))
}

/// An ordinal in words or digits: "third", "19th".
pub(crate) fn nth_at(pieces: &[Piece<'_>], at: usize) -> Option<(usize, i64)> {
    if let Some((number, _)) = digits(pieces.get(at)?) {
        let suffix = pieces.get(at + 1).is_some_and(|p| !p.spaced && value_in(p, "ordinalsuffix").is_some());
        return suffix.then_some((at + 2, number));
    }
    ordinal_words_at(pieces, at)
}

/// A year in four digits, or in words ("nineteen ninety-six", "two thousand").
pub(crate) fn year_at(pieces: &[Piece<'_>], at: usize) -> Option<(usize, i64)> {
    let piece = pieces.get(at)?;
    if let Some((year, length)) = digits(piece) {
        let tight = pieces.get(at + 1).is_some_and(|p| !p.spaced && p.sort == Sort::Word && p.lower != "'s");
        let fits = length == 4 && (1000..2200).contains(&year) && !tight && !is_tight(pieces, at + 1, "%");
        return fits.then_some((at + 1, year));
    }
    let century = value_in(piece, "small").filter(|n| (13..20).contains(n))?;
    let tens = value_in(pieces.get(at + 1)?, "tens").filter(|t| (20..100).contains(t))?;
    let dash = pieces.get(at + 2).is_some_and(Piece::is_dash);
    let ones_at = at + 2 + usize::from(dash);
    match pieces.get(ones_at).and_then(|p| value_in(p, "small")).filter(|n| (1..10).contains(n)) {
        Some(ones) => Some((ones_at + 1, century * 100 + tens + ones)),
        None => Some((at + 2, century * 100 + tens)),
    }
}

/// A year in words that could as well be a number: "two thousand", "two thousand and five".
pub(crate) fn word_year_at(pieces: &[Piece<'_>], at: usize) -> Option<(usize, i64)> {
    let number = number_at(pieces, at).filter(|n| !n.digits && (1000.0..2200.0).contains(&n.value))?;
    Some((number.end, number.value as i64))
}

/// "'98": an apostrophe and two digits.
pub(crate) fn short_year_at(pieces: &[Piece<'_>], at: usize) -> Option<(usize, i64)> {
    let (year, length) = digits(pieces.get(at + 1).filter(|p| !p.spaced)?)?;
    let fits = pieces.get(at)?.is_apostrophe() && length == 2;
    fits.then_some((at + 2, full_year(year)))
}

/// Two digits of a year: those from 40 on are taken for the last century's.
fn full_year(year: i64) -> i64 {
    if year >= 40 { 1900 + year } else { 2000 + year }
}

/// The first year of a decade: "1990s", "'90s", "the 90s".
pub(crate) fn decade_at(pieces: &[Piece<'_>], at: usize) -> Option<(usize, i64)> {
    let apostrophe = pieces.get(at)?.is_apostrophe();
    let number_at = at + usize::from(apostrophe);
    let (number, length) = digits(pieces.get(number_at)?)?;
    let mut end = number_at + 1;
    if pieces.get(end).is_some_and(|p| p.is_apostrophe() && !p.spaced) {
        end += 1;
    }
    let plural = pieces.get(end).is_some_and(|p| !p.spaced && matches!(p.lower.as_ref(), "s" | "'s"));
    if !plural || number % 10 != 0 {
        return None;
    }
    match length {
        4 if (1000..2100).contains(&number) && !apostrophe => Some((end + 1, number)),
        // "The 90s", but "in her 30s".
        2 if apostrophe || at.checked_sub(1).and_then(|b| pieces.get(b)).is_some_and(|p| p.lower == "the") => {
            Some((end + 1, full_year(number)))
        }
        _ => None,
    }
}

/// A date in digits: "2025-06-23", "11/01/89", "23.06.2025", "20250623".
pub(crate) fn digit_date_at(pieces: &[Piece<'_>], at: usize) -> Option<(usize, (i64, i64, i64))> {
    let piece = pieces.get(at)?;
    if let Some((number, 8)) = digits(piece) {
        let date = (number / 10_000, number / 100 % 100, number % 100);
        return is_date(date).then_some((at + 1, date));
    }
    if piece.sort == Sort::Number && piece.text.matches('.').count() == 2 {
        let mut parts = piece.text.split('.').map(|part| part.parse::<i64>().ok());
        let (first, second, third) = (parts.next()??, parts.next()??, parts.next()??);
        return ordered(first, second, third).map(|date| (at + 1, date));
    }
    let (first, _) = digits(piece)?;
    let sign = pieces.get(at + 1).filter(|p| !p.spaced && (p.is_dash() || p.text == "/"))?;
    let (second, _) = digits(pieces.get(at + 2).filter(|p| !p.spaced)?)?;
    let again = pieces.get(at + 3).is_some_and(|p| p.text == sign.text && !p.spaced);
    let third = pieces.get(at + 4).filter(|p| again && !p.spaced)?;
    let (third, length) = digits(third)?;
    let third = if length == 2 && first <= 31 { full_year(third) } else { third };
    ordered(first, second, third).map(|date| (at + 5, date))
}

/// Three numbers as year, month, day; a day over 12 tells it from the month, else the month comes first.
fn ordered(first: i64, second: i64, third: i64) -> Option<(i64, i64, i64)> {
    [(first, second, third), (third, first, second), (third, second, first)].into_iter().find(|date| is_date(*date))
}

fn is_date((year, month, day): (i64, i64, i64)) -> bool {
    (1500..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
}

/// A month in digits: "2025-06".
pub(crate) fn digit_month_at(pieces: &[Piece<'_>], at: usize) -> Option<(usize, (i64, i64))> {
    let (year, length) = digits(pieces.get(at)?)?;
    let (month, digits_of_month) = digits(pieces.get(at + 2).filter(|p| !p.spaced)?)?;
    let fits = length == 4
        && digits_of_month == 2
        && is_tight(pieces, at + 1, "-")
        && is_date((year, month, 1))
        && !pieces.get(at + 3).is_some_and(|p| p.is_dash() && !p.spaced);
    fits.then_some((at + 3, (year, month)))
}

/// A time of day with its mark: "10pm", "9:30 a.m.", "14:30", "1400 GMT". Hours and minutes.
pub(crate) fn clock_at(pieces: &[Piece<'_>], at: usize) -> Option<(usize, (i64, Option<i64>))> {
    let piece = pieces.get(at).filter(|p| p.sort == Sort::Number)?;
    let (hour, minute) = match piece.text.split_once([':', '.']) {
        Some((hour, minute)) => {
            let minute = minute.get(..2)?;
            (hour.parse().ok()?, Some(minute.parse::<i64>().ok().filter(|m| *m < 60)?))
        }
        None => {
            let (number, length) = digits(piece)?;
            if length == 4 { (number / 100, Some(number % 100)) } else { (number, None) }
        }
    };
    let mark = pieces.get(at + 1);
    let stop = |end: usize| end + usize::from(is_tight(pieces, end, "."));
    match mark.map(|p| p.lower.as_ref()) {
        Some("am") if hour <= 12 => Some((at + 2, (hour % 12, minute))),
        Some("pm") if hour <= 12 => Some((at + 2, (hour % 12 + 12, minute))),
        Some("a" | "p") if hour <= 12 && is_tight(pieces, at + 2, ".") => {
            let spread = pieces.get(at + 3).is_some_and(|p| p.lower == "m");
            let afternoon = mark.is_some_and(|p| p.lower == "p");
            spread.then(|| (stop(at + 4), (hour % 12 + if afternoon { 12 } else { 0 }, minute)))
        }
        Some("o") if minute.is_none() && pieces.get(at + 2).is_some_and(Piece::is_apostrophe) => {
            pieces.get(at + 3).is_some_and(|p| p.lower == "clock").then_some((at + 4, (hour, None)))
        }
        Some(_)
            if mark.is_some_and(|p| value_in(p, "zone").is_some()) && hour < 24 && minute.is_some_and(|m| m < 60) =>
        {
            Some((at + 1, (hour, minute)))
        }
        _ => (piece.text.contains(':') && hour < 24 && piece.text.len() <= 8).then_some((at + 1, (hour, minute))),
    }
}

/// The number of a quarter: "Q3", "3Q".
pub(crate) fn quarter_at(pieces: &[Piece<'_>], at: usize) -> Option<(usize, i64)> {
    let (letter, number) = (pieces.get(at)?, pieces.get(at + 1).filter(|p| !p.spaced)?);
    let number = match (letter.text, number.text) {
        ("Q", _) => plain_value(number.text)?,
        (_, "Q") => plain_value(letter.text)?,
        _ => return None,
    };
    [1.0, 2.0, 3.0, 4.0].contains(&number).then_some((at + 2, number as i64))
}
