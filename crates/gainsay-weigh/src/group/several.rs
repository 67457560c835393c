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
/// Where nothing but the word itself makes them one. Chosen for what real stories forgive least, a wrong join, where ECB+
/// alone would ask for less: its articles are short and tell each kind of thing once.
const GROUNDLESS: f64 = 3.25;
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
        } else if is_groundless(a, b) {
            GROUNDLESS
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
    denied || in_one_sentence || of_others(a, b) || of_other_things(a, b)
}

/// Whether each is done to something, and to nothing that the other's sentence knows of: "called the plan", "called Ray".
fn of_other_things(a: &Profile<'_>, b: &Profile<'_>) -> bool {
    !a.other_heads.is_empty() && !b.other_heads.is_empty() && !shares_thing(a, b)
}

fn shares_thing(a: &Profile<'_>, b: &Profile<'_>) -> bool {
    a.others.iter().any(|other| b.entities.contains(other))
        || b.others.iter().any(|other| a.entities.contains(other))
        || a.themes.iter().any(|theme| b.themes.contains(theme))
        || a.other_heads.iter().any(|head| b.sentence.contains(head))
        || b.other_heads.iter().any(|head| a.sentence.contains(head))
}

fn shares_actor(a: &Profile<'_>, b: &Profile<'_>) -> bool {
    a.actors.iter().any(|actor| b.entities.contains(actor))
        || b.actors.iter().any(|actor| a.entities.contains(actor))
        || a.actor_heads.iter().any(|head| b.sentence.contains(head))
        || b.actor_heads.iter().any(|head| a.sentence.contains(head))
}

/// Whether nothing but the word itself makes them one: nobody and nothing that takes part in both, no place, no day. A
/// word for a kind of happening ("the attack") may stand alone, any other ("an attempt") tells of many things.
fn is_groundless(a: &Profile<'_>, b: &Profile<'_>) -> bool {
    let bare = |p: &Profile<'_>| p.actor_heads.is_empty() && p.other_heads.is_empty();
    let kind = shared_concepts(a, b).next().is_some();
    if kind && (bare(a) || bare(b)) {
        return false;
    }
    let of_nothing = a.other_heads.is_empty() || b.other_heads.is_empty();
    let same_place = a.place.is_some() && a.place == b.place;
    let same_day = a.stated.is_some() && a.stated == b.stated;
    let in_both = shares_thing(a, b) || of_nothing && shares_actor(a, b);
    !(in_both || same_place || same_day || a.leads && b.leads)
}

/// Whether somebody else does it, or elsewhere.
pub(super) fn of_others(a: &Profile<'_>, b: &Profile<'_>) -> bool {
    let other_actor = !a.actor_heads.is_empty() && !b.actor_heads.is_empty() && !shares_actor(a, b);
    let other_place = a.place.zip(b.place).is_some_and(|(x, y)| x != y);
    other_actor || other_place
}

fn shared_concepts(a: &Profile<'_>, b: &Profile<'_>) -> impl Iterator<Item = usize> {
    a.concepts.iter().copied().filter(|concept| b.concepts.contains(concept))
}
