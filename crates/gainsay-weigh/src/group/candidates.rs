//! Pairs of mentions worth comparing: they share a kind of happening, and a participant, a word, a place or a day.

use std::collections::BTreeMap;

use gainsay_core::Plover;

use super::profile::Profile;
use crate::context::Context;

/// Mentions that share a kind and a trait are all compared where there are no more than so many; beyond it what they
/// share is too common to tell much, and each is compared with its neighbours alone.
const ALL_COMPARED: usize = 200;
/// How many neighbours.
const NEIGHBOURS: usize = 12;

/// Calls `look` with the pairs, the first before the second, in order, each once.
pub(super) fn candidates(context: &Context<'_>, profiles: &[Profile<'_>], mut look: impl FnMut(usize, usize)) {
    let postings = postings(context, profiles);
    let mut of_profile: Vec<Vec<(u32, u32)>> = vec![Vec::new(); profiles.len()];
    for (nth, posting) in postings.iter().enumerate() {
        for (place, &profile) in posting.iter().enumerate() {
            of_profile[profile as usize].push((nth as u32, place as u32));
        }
    }
    let mut met = vec![usize::MAX; profiles.len()];
    let mut others = Vec::new();
    for (index, places) in of_profile.iter().enumerate() {
        others.clear();
        for &(posting, place) in places {
            let posting = &postings[posting as usize];
            let most = if posting.len() <= ALL_COMPARED { posting.len() } else { NEIGHBOURS };
            for &other in posting[place as usize + 1..].iter().take(most) {
                if std::mem::replace(&mut met[other as usize], index) != index {
                    others.push(other as usize);
                }
            }
        }
        others.sort_unstable();
        others.iter().for_each(|&other| look(index, other));
    }
}

/// The mentions that share a kind and a trait, for each such two, in order.
fn postings(context: &Context<'_>, profiles: &[Profile<'_>]) -> Vec<Vec<u32>> {
    let mut numbers = Numbers::default();
    let mut entries: Vec<(u64, u32)> = Vec::new();
    for (index, profile) in profiles.iter().enumerate() {
        let kinds = Numbers::kinds(profile);
        let traits = numbers.traits(context, profile);
        let pairs =
            kinds.iter().flat_map(|kind| traits.iter().map(move |one| u64::from(*kind) << 32 | u64::from(*one)));
        entries.extend(pairs.map(|key| (key, index as u32)));
    }
    entries.sort_unstable();
    entries.dedup();
    let shared = entries.chunk_by(|a, b| a.0 == b.0).filter(|posting| posting.len() > 1);
    shared.map(|posting| posting.iter().map(|(_, index)| *index).collect()).collect()
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
        let plover = profile.event.plover.and_then(|p| Plover::ALL.iter().position(|one| *one == p));
        let concepts = profile.concepts.iter().map(|concept| *concept as u32);
        let own = std::iter::once(SORT + profile.lemma_number as u32);
        concepts.chain(own).chain(plover.map(|at| 2 * SORT + at as u32)).collect()
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
