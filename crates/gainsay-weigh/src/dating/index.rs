//! Dated sentences looked up by the names in them, so that no sentence is compared with all others.

use std::collections::{BTreeMap, BTreeSet};

use super::happenings::{Told, is_alike};

/// A name that more sentences hold tells nothing of what happened.
const LONGEST_POSTING: usize = 2000;

/// The dated sentences of all articles, by name.
#[derive(Debug)]
pub(super) struct Index {
    /// Each name in the sentences, with those that spell it otherwise.
    postings: BTreeMap<String, Vec<(usize, usize)>>,
    /// Names that begin alike.
    by_first: BTreeMap<char, Vec<(String, Letters)>>,
}

impl Index {
    pub(super) fn new(told: &[Vec<Told>]) -> Self {
        let mut postings: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
        for (article, sentences) in told.iter().enumerate() {
            for (nth, sentence) in sentences.iter().enumerate() {
                for name in sentence.names.iter().filter(|name| name.len() > 1) {
                    postings.entry(name.clone()).or_default().push((article, nth));
                }
            }
        }
        let mut by_first: BTreeMap<char, Vec<(String, Letters)>> = BTreeMap::new();
        for name in postings.keys() {
            if let Some(first) = name.chars().next() {
                by_first.entry(first).or_default().push((name.clone(), Letters::of(name)));
            }
        }
        Self { postings, by_first }
    }

    /// The sentences that share two names with this one, as article and place in it, in order.
    pub(super) fn sharing_names(&self, own: &Told) -> Vec<(usize, usize)> {
        let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for name in own.names.iter().filter(|name| name.len() > 1) {
            let spellings = self.spellings(name);
            let places: BTreeSet<(usize, usize)> = spellings.flatten().copied().collect();
            places.into_iter().for_each(|place| *counts.entry(place).or_default() += 1);
        }
        counts.into_iter().filter(|(_, names)| *names >= 2).map(|(place, _)| place).collect()
    }

    fn spellings<'i>(&'i self, name: &'i str) -> impl Iterator<Item = &'i Vec<(usize, usize)>> + 'i {
        let letters = Letters::of(name);
        let first = name.chars().next().and_then(|first| self.by_first.get(&first));
        let near = first
            .into_iter()
            .flatten()
            .filter(move |(other, theirs)| other == name || letters.may_be_alike(theirs) && is_alike(name, other));
        near.filter_map(|(other, _)| self.postings.get(other)).filter(|places| places.len() <= LONGEST_POSTING)
    }
}

/// How often each letter stands in a name: tells quickly that two names are not alike.
#[derive(Debug)]
struct Letters {
    counts: [u8; 36],
    length: u8,
}

impl Letters {
    fn of(name: &str) -> Self {
        let mut letters = Self { counts: [0; 36], length: 0 };
        for byte in name.bytes().take(usize::from(u8::MAX)) {
            let at = match byte {
                b'a'..=b'z' => byte - b'a',
                b'0'..=b'9' => byte - b'0' + 26,
                _ => 0,
            };
            letters.counts[usize::from(at)] += 1;
            letters.length += 1;
        }
        letters
    }

    /// Whether the letters in common allow a likeness (Jaro) of more than .86, which [`is_alike`] needs.
    fn may_be_alike(&self, other: &Self) -> bool {
        let common: u32 = self.counts.iter().zip(&other.counts).map(|(a, b)| u32::from(*a.min(b))).sum();
        let share = |length: u8| f64::from(common) / f64::from(length.max(1));
        (share(self.length) + share(other.length) + 1.0) / 3.0 > 0.86
    }
}
