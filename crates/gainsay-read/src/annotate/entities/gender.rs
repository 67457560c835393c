//! Which pronoun may stand for a person: told by honorifics, given names and nouns, never guessed.

use std::ops::Range;

use super::lists::{Mark, Marks};
use super::page::Page;

/// What is known of a chain's gender.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Gender {
    /// "he".
    Man,
    /// "she".
    Woman,
    /// Not known: either may fit.
    #[default]
    Unknown,
}

impl Gender {
    /// The first that is known.
    pub(super) fn or(self, other: Self) -> Self {
        if self == Self::Unknown { other } else { self }
    }

    /// Whether a pronoun of that gender may stand for it.
    pub(super) fn admits(self, pronoun: Self) -> bool {
        self == Self::Unknown || pronoun == Self::Unknown || self == pronoun
    }

    pub(super) fn of_marks(marks: Marks) -> Self {
        let man = marks.any(&[Mark::Man, Mark::HonorificMan]);
        let woman = marks.any(&[Mark::Woman, Mark::HonorificWoman]);
        match (man, woman) {
            (true, false) => Self::Man,
            (false, true) => Self::Woman,
            _ => Self::Unknown,
        }
    }
}

/// The gender that a person's name shows, by the honorific before it or the given name.
pub(super) fn of_name(page: &Page<'_>, tokens: &Range<usize>) -> Gender {
    let honorific = tokens.start.checked_sub(1).filter(|b| page.adjoins(*b, tokens.start));
    let by_honorific = honorific.map_or(Gender::Unknown, |b| Gender::of_marks(page.marks(b)));
    by_honorific.or(of_given_name(page, tokens))
}

fn of_given_name(page: &Page<'_>, tokens: &Range<usize>) -> Gender {
    if tokens.len() < 2 {
        return Gender::Unknown;
    }
    for token in tokens.start..tokens.end - 1 {
        let marks = page.marks(token);
        match (marks.has(Mark::FirstMan), marks.has(Mark::FirstWoman)) {
            (true, false) => return Gender::Man,
            (false, true) => return Gender::Woman,
            _ => {}
        }
    }
    Gender::Unknown
}
