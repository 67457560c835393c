//! Whether a story tells of one happening of a kind or of several.
//!
//! "The breach" is one thing in a story that knows of one breach: little has to speak for two mentions being one. Where any
//! two of a kind can't be one (other days, "another", "the second"), a mention that says little may be of either. As one
//! sense per discourse for words (Gale, Church and Yarowsky 1992).

use std::collections::BTreeSet;

use super::{features::Known, profile::Profile};
use crate::words::shared;

/// What is asked of the logarithm of the odds that two mentions are one event, where nothing speaks against it. These
/// bounds were chosen on folds of ECB+ and on stories whose look-alikes must stay apart; where a wrong join is what readers
/// forgive least, more is asked than even odds.
const ALIKE: f64 = -0.4;
/// The same of a kind of which the story tells several.
const SEVERAL: f64 = 0.2;
/// The same where somebody else does it, or elsewhere, or to something else.
const OTHERS: f64 = 4.0;
/// An article that says a word more often than this tells of several things with it: who hits, who wins, what flies.
const BUSY: f64 = 2.2;
/// What is asked then for each time that it says it.
const EACH_MENTION: f64 = 0.45;
/// What is asked where it says nothing else that makes two mentions one, and of two words for one kind; the most that is
/// asked of a busy word.
const GROUNDLESS: f64 = 3.0;
/// The least that all mentions of two clusters must reach on average. One likeness among many unlike pairs is chance, but
/// mentions that say little are rarely like all others.
pub(super) const ON_AVERAGE: f64 = -1.6;

impl Known<'_, '_> {
    /// Whether the logarithm of the odds of these two makes them one.
    pub(super) fn is_enough(self, score: f64, a: &Profile<'_>, b: &Profile<'_>) -> bool {
        // Nearly all pairs are far below the least that is asked.
        score >= ALIKE && score >= self.asked(a, b)
    }

    fn asked(self, a: &Profile<'_>, b: &Profile<'_>) -> f64 {
        let one_lemma = a.lemma_number == b.lemma_number;
        let called_otherwise = || !a.actor_heads.is_empty() && !b.actor_heads.is_empty() && !shares_actor(a, b);
        let of_other_things = || {
            let nothing_shared = shared(&a.entities, &b.entities).next().is_none();
            nothing_shared && !a.other_heads.is_empty() && !b.other_heads.is_empty() && !shares_thing(a, b)
        };
        // Verbs tell who acts more surely than nouns do.
        let told_otherwise = || a.is_verb && b.is_verb && (called_otherwise() || of_other_things());
        if other_place(a, b) || one_lemma && (of_others(a, b) || told_otherwise()) {
            return OTHERS;
        }
        let mentions = self.facts.mentions_of_kind(a, b);
        let is_busy = mentions > BUSY;
        if (is_busy || !one_lemma) && is_groundless(a, b) {
            GROUNDLESS
        } else if is_busy {
            (EACH_MENTION * mentions).min(GROUNDLESS)
        } else if self.several.knows_several(a, b) {
            SEVERAL
        } else {
            ALIKE
        }
    }
}

/// Whether nothing but the word itself makes them one: nobody and nothing that takes part in both, no place, no day.
fn is_groundless(a: &Profile<'_>, b: &Profile<'_>) -> bool {
    let of_nothing = a.other_heads.is_empty() || b.other_heads.is_empty();
    let same_place = a.place.is_some() && a.place == b.place;
    let same_day = a.stated.is_some() && a.stated == b.stated;
    let in_both = shares_thing(a, b) || of_nothing && shares_actor(a, b);
    !(in_both || same_place || same_day || a.leads && b.leads)
}

/// The kinds of which a story tells several happenings: predicates by their numbers, concepts.
#[derive(Debug, Default)]
pub(super) struct Several {
    lemmas: BTreeSet<usize>,
    concepts: BTreeSet<usize>,
}

impl Several {
    /// Takes in that these two can't be one.
    pub(super) fn are_two(&mut self, a: &Profile<'_>, b: &Profile<'_>) {
        if a.lemma_number == b.lemma_number {
            self.lemmas.insert(a.lemma_number);
        }
        self.concepts.extend(shared_concepts(a, b));
    }

    /// Whether the story tells of several happenings of the kind of these two.
    pub(super) fn knows_several(&self, a: &Profile<'_>, b: &Profile<'_>) -> bool {
        a.lemma_number == b.lemma_number && self.lemmas.contains(&a.lemma_number)
            || shared_concepts(a, b).any(|concept| self.concepts.contains(&concept))
    }
}

/// Whether what one is done to is known to the other's sentence.
pub(super) fn shares_thing(a: &Profile<'_>, b: &Profile<'_>) -> bool {
    a.others.iter().any(|other| b.entities.contains(other))
        || b.others.iter().any(|other| a.entities.contains(other))
        || a.themes.iter().any(|theme| b.themes.contains(theme))
        || a.other_heads.iter().any(|head| b.sentence.contains(head))
        || b.other_heads.iter().any(|head| a.sentence.contains(head))
}

pub(super) fn shares_actor(a: &Profile<'_>, b: &Profile<'_>) -> bool {
    a.actors.iter().any(|actor| b.entities.contains(actor))
        || b.actors.iter().any(|actor| a.entities.contains(actor))
        || a.actor_heads.iter().any(|head| b.sentence.contains(head))
        || b.actor_heads.iter().any(|head| a.sentence.contains(head))
}

/// Whether somebody else does it, or elsewhere: two names.
pub(super) fn of_others(a: &Profile<'_>, b: &Profile<'_>) -> bool {
    let named = !a.actors.is_empty() && !b.actors.is_empty() && !shares_actor(a, b);
    named || other_place(a, b)
}

fn other_place(a: &Profile<'_>, b: &Profile<'_>) -> bool {
    a.place.zip(b.place).is_some_and(|(x, y)| x != y)
}

fn shared_concepts(a: &Profile<'_>, b: &Profile<'_>) -> impl Iterator<Item = usize> {
    a.concepts.iter().copied().filter(|concept| b.concepts.contains(concept))
}
