//! Pairs of mentions worth comparing: they share a predicate or a concept, and a participant, a word, a place or a day;
//! where a predicate is met rarely, itself alone.

use std::collections::BTreeMap;

use super::profile::Profile;
use crate::context::Context;

/// Mentions that share so much are all compared where there are no more than so many; beyond it what they
/// share is too common to tell much, and each is compared with its neighbours alone.
const ALL_COMPARED: usize = 80;
/// The same of mentions that share a predicate and perhaps nothing else.
const ALL_OF_A_WORD: usize = 40;
/// How many neighbours.
const NEIGHBOURS: usize = 12;

/// The pairs, the first before the second, in order, each once.
pub(super) fn candidates(context: &Context<'_>, profiles: &[Profile<'_>]) -> Vec<(usize, usize)> {
    let postings = postings(context, profiles);
    let most = |posting: &Posting| {
        let all = if posting.of_word { ALL_OF_A_WORD } else { ALL_COMPARED };
        if posting.members.len() <= all { posting.members.len() } else { NEIGHBOURS }
    };
    let mut of_profile: Vec<Vec<(u32, u32)>> = vec![Vec::new(); profiles.len()];
    for (nth, posting) in postings.iter().enumerate() {
        for (place, &profile) in posting.members.iter().enumerate() {
            of_profile[profile as usize].push((nth as u32, place as u32));
        }
    }
    let mut met = vec![usize::MAX; profiles.len()];
    let (mut pairs, mut others) = (Vec::new(), Vec::new());
    for (index, places) in of_profile.iter().enumerate() {
        others.clear();
        for &(posting, place) in places {
            let posting = &postings[posting as usize];
            for &other in posting.members[place as usize + 1..].iter().take(most(posting)) {
                if std::mem::replace(&mut met[other as usize], index) != index {
                    others.push(other as usize);
                }
            }
        }
        others.sort_unstable();
        pairs.extend(others.iter().map(|&other| (index, other)));
    }
    pairs
}

/// Mentions that share something, in order.
struct Posting {
    members: Vec<u32>,
    /// Whether it is a predicate or a concept and nothing else.
    of_word: bool,
}

/// What stands for a trait where none is asked. No trait has this number.
const NO_TRAIT: u32 = u32::MAX;

/// The mentions that share a kind and a trait, for each such two, and those that share a kind alone.
fn postings(context: &Context<'_>, profiles: &[Profile<'_>]) -> Vec<Posting> {
    let mut numbers = Numbers::default();
    let mut entries: Vec<(u64, u32)> = Vec::new();
    for (index, profile) in profiles.iter().enumerate() {
        let kinds = Numbers::kinds(profile);
        let traits = numbers.traits(context, profile);
        let pairs =
            kinds.iter().flat_map(|kind| traits.iter().map(move |one| u64::from(*kind) << 32 | u64::from(*one)));
        entries.extend(pairs.map(|key| (key, index as u32)));
        // One word for one happening, whatever else their sentences say.
        entries.extend(kinds.iter().map(|kind| (u64::from(*kind) << 32 | u64::from(NO_TRAIT), index as u32)));
    }
    entries.sort_unstable();
    entries.dedup();
    let shared = entries.chunk_by(|a, b| a.0 == b.0).filter(|posting| posting.len() > 1);
    let posting = |entries: &[(u64, u32)]| Posting {
        members: entries.iter().map(|(_, index)| *index).collect(),
        of_word: entries.first().is_some_and(|(key, _)| *key as u32 == NO_TRAIT),
    };
    shared.map(posting).collect()
}

/// Kinds and traits as numbers.
#[derive(Default)]
struct Numbers {
    times: BTreeMap<String, u32>,
}

/// Each sort of kind and of trait has numbers of its own.
const SORT: u32 = 1 << 29;

impl Numbers {
    fn kinds(profile: &Profile<'_>) -> Vec<u32> {
        let concepts = profile.concepts.iter().map(|concept| *concept as u32);
        concepts.chain(std::iter::once(SORT + profile.lemma_number as u32)).collect()
    }

    fn traits(&mut self, context: &Context<'_>, profile: &Profile<'_>) -> Vec<u32> {
        let entities = profile.entities.iter().chain(&profile.place).map(|entity| *entity as u32);
        debug_assert!(context.entities.len() < SORT as usize && context.words.len() < SORT as usize);
        let words = profile.words.iter().chain(&profile.context).map(|word| SORT + word);
        let mut traits: Vec<u32> = entities.chain(words).collect();
        if let Some(stated) = profile.stated {
            let next = self.times.len() as u32;
            traits.push(2 * SORT + *self.times.entry(stated.to_string()).or_insert(next));
        }
        traits
    }
}
