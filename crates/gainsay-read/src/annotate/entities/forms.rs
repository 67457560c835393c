//! How a whole article uses each word: a surname alone is known by the full name elsewhere.

use std::collections::HashMap;

use super::lists::Mark;
use super::word::Word;

const FIRST_NAME: &[Mark] = &[Mark::FirstMan, Mark::FirstWoman, Mark::FirstEither];
const HONORIFIC: &[Mark] = &[Mark::HonorificMan, Mark::HonorificWoman, Mark::Honorific];

/// What an article does with a word, as bits; see [`ArticleForms`].
pub(super) type Habits = u16;
pub(super) const SEEN_LOWER: Habits = 1;
pub(super) const SEEN_CAPITAL_INSIDE: Habits = 2;
const AFTER_FIRST_NAME: Habits = 4;
const AFTER_HONORIFIC: Habits = 8;
const AFTER_IN: Habits = 16;
const BEFORE_SAID: Habits = 32;
const IN_ORGANIZATION: Habits = 64;
const AFTER_THE: Habits = 128;
const LAST_OF_LONGER: Habits = 256;
/// How many bits there are.
pub(super) const HABITS: u32 = 9;

/// What the article does with each word, by the hash of its key.
#[derive(Debug, Default)]
pub struct ArticleForms {
    habits: HashMap<u32, Habits>,
}

impl ArticleForms {
    /// Reads all sentences of an article.
    pub fn read(sentences: &[Vec<Word<'_>>]) -> Self {
        let mut forms = Self::default();
        for words in sentences {
            // A headline in Title Case says nothing of which words are names.
            let capitals = words.iter().filter(|w| w.is_capitalised()).count();
            let titled = capitals * 2 > words.len() && words.len() > 3;
            for at in 0..words.len() {
                forms.read_word(words, at, titled);
            }
        }
        forms
    }

    fn read_word(&mut self, words: &[Word<'_>], at: usize, titled: bool) {
        let word = &words[at];
        let habits = self.habits.entry(word.id).or_default();
        if !word.is_capitalised() {
            *habits |= SEEN_LOWER;
            return;
        }
        let before = at.checked_sub(1).and_then(|b| words.get(b));
        let after = words.get(at + 1);
        if before.is_some() && !titled {
            *habits |= SEEN_CAPITAL_INSIDE;
        }
        if let Some(before) = before {
            if before.marks.any(FIRST_NAME) && before.is_capitalised() {
                *habits |= AFTER_FIRST_NAME;
            }
            if before.marks.any(HONORIFIC) && before.is_capitalised() {
                *habits |= AFTER_HONORIFIC;
            }
            if matches!(before.key.as_str(), "in" | "at" | "from" | "near") {
                *habits |= AFTER_IN;
            }
            if before.key == "the" {
                *habits |= AFTER_THE;
            }
            if before.is_capitalised() && !titled && !after.is_some_and(Word::is_capitalised) {
                *habits |= LAST_OF_LONGER;
            }
        }
        if let Some(after) = after {
            if matches!(after.key.as_str(), "said" | "says" | "told" | "added" | "who") {
                *habits |= BEFORE_SAID;
            }
            if after.marks.any(&[Mark::LegalForm, Mark::OrganizationWord]) && after.is_capitalised() && !titled {
                *habits |= IN_ORGANIZATION;
            }
        }
    }

    pub(super) fn of(&self, word: &Word<'_>) -> Habits {
        self.habits.get(&word.id).copied().unwrap_or(0)
    }
}
