//! Whether a story tells of one happening of a kind or of several, and what is asked of a join accordingly.
//!
//! "The breach" is one thing in a story that knows of one breach: little has to speak for two mentions being one. Where any
//! two of a kind can't be one (other days, "another", "the second"), a mention that says little may be of either, and what
//! is asked is much more. As one sense per discourse for words (Gale, Church and Yarowsky 1992).

use std::collections::BTreeSet;

use super::profile::Profile;

/// Of a kind of which the story knows one happening, mentions with this score are joined. These bounds were chosen on
/// ECB+ topics that are open to tuning, and on stories whose look-alikes must stay apart.
pub(super) const ONE: f64 = 2.25;
/// The same where the two say it in different words.
const ONE_IN_OTHER_WORDS: f64 = 2.75;
/// Of a kind of which it knows several, this score is asked.
const SEVERAL: f64 = 4.25;

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

    /// What score is asked of these two.
    pub(super) fn asked(&self, a: &Profile<'_>, b: &Profile<'_>) -> f64 {
        let same_lemma = a.lemma_number == b.lemma_number;
        let several = same_lemma && self.lemmas.contains(&a.lemma_number)
            || shared_concepts(a, b).any(|concept| self.concepts.contains(&concept));
        if several || at_odds(a, b) {
            SEVERAL
        } else if same_lemma {
            ONE
        } else {
            ONE_IN_OTHER_WORDS
        }
    }
}

/// Whether they differ in what one event has once: who does it, where, and whether it came about at all; or stand in one
/// sentence, where a predicate and what it is about are of one kind and two ("won the election").
fn at_odds(a: &Profile<'_>, b: &Profile<'_>) -> bool {
    let denied = a.event.factuality.is_negative() != b.event.factuality.is_negative();
    let in_one_sentence = a.at.article == b.at.article && a.event.sentence == b.event.sentence;
    denied || in_one_sentence || of_others(a, b)
}

/// Whether somebody else does it, or elsewhere.
pub(super) fn of_others(a: &Profile<'_>, b: &Profile<'_>) -> bool {
    let shares_actor = a.actors.iter().any(|actor| b.entities.contains(actor))
        || b.actors.iter().any(|actor| a.entities.contains(actor))
        || a.actor_heads.iter().any(|head| b.sentence.contains(head))
        || b.actor_heads.iter().any(|head| a.sentence.contains(head));
    let other_actor = !a.actor_heads.is_empty() && !b.actor_heads.is_empty() && !shares_actor;
    let other_place = a.place.zip(b.place).is_some_and(|(x, y)| x != y);
    other_actor || other_place
}

fn shared_concepts(a: &Profile<'_>, b: &Profile<'_>) -> impl Iterator<Item = usize> {
    a.concepts.iter().copied().filter(|concept| b.concepts.contains(concept))
}
