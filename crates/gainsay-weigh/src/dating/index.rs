//! Dated sentences looked up by the names in them, so that no sentence is compared with all others.

use std::collections::BTreeMap;

use super::happenings::Told;
use crate::words::{set, shared};

/// A name that more sentences hold tells nothing of what happened.
const LONGEST_POSTING: usize = 2000;

/// A dated sentence: its article, and which of that article's.
pub(super) type Place = (usize, usize);

/// The dated sentences of all articles, by name; names and words as numbers.
#[derive(Debug)]
pub(super) struct Index {
    sentences: Vec<Vec<Numbers>>,
    /// All sentences in order.
    places: Vec<Place>,
    /// For each name the sentences that hold it, as indexes of their places.
    postings: Vec<Vec<u32>>,
    /// For each name of a sentence that wants a date, itself and the names that may be other spellings of it.
    spellings: Vec<Vec<u32>>,
}

/// A sentence's names and other words.
#[derive(Debug)]
struct Numbers {
    names: Vec<u32>,
    words: Vec<u32>,
}

/// How many names of one sentence each other one holds.
#[derive(Debug)]
pub(super) struct Counts {
    of_places: Vec<Count>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    names: u32,
    /// The last of them, counted from 1.
    last_name: u32,
}

impl Index {
    pub(super) fn new(told: &[Vec<Told>]) -> Self {
        let (mut names, mut words) = (BTreeMap::new(), BTreeMap::new());
        let mut sentences: Vec<Vec<Numbers>> = Vec::new();
        for of_article in told {
            let numbered = of_article.iter().map(|one| Numbers {
                names: number(&mut names, one.names.iter()),
                words: number(&mut words, one.words_around.iter()),
            });
            sentences.push(numbered.collect());
        }
        let mut postings = vec![Vec::new(); names.len()];
        let mut wanted = vec![false; names.len()];
        let mut places = Vec::new();
        for (article, of_article) in sentences.iter().enumerate() {
            for (nth, one) in of_article.iter().enumerate() {
                for name in &one.names {
                    postings[*name as usize].push(places.len() as u32);
                    wanted[*name as usize] |= told[article][nth].wants_date();
                }
                places.push((article, nth));
            }
        }
        let spellings = spellings(&names, &wanted);
        Self { sentences, places, postings, spellings }
    }

    /// What [`Index::alike`] counts with: made once for many calls.
    pub(super) fn counts(&self) -> Counts {
        Counts { of_places: vec![Count::default(); self.places.len()] }
    }

    /// The sentences of other articles that are like this one, and how much, in order.
    pub(super) fn alike(&self, own: Place, counts: &mut Counts) -> Vec<(Place, f64)> {
        let Some(sentence) = self.sentences.get(own.0).and_then(|list| list.get(own.1)) else { return Vec::new() };
        let mut touched: Vec<u32> = Vec::new();
        for (nth, name) in (1..).zip(&sentence.names) {
            let postings = self.spellings[*name as usize].iter().map(|name| &self.postings[*name as usize]);
            for place in postings.filter(|posting| posting.len() <= LONGEST_POSTING).flatten() {
                let count = &mut counts.of_places[*place as usize];
                // Two spellings of one name are one name.
                if count.last_name == nth {
                    continue;
                }
                if count.names == 0 {
                    touched.push(*place);
                }
                *count = Count { names: count.names + 1, last_name: nth };
            }
        }
        touched.sort_unstable();
        let enough = |place: &u32| std::mem::take(&mut counts.of_places[*place as usize]).names >= 2;
        let near: Vec<u32> = touched.into_iter().filter(enough).collect();
        let of_others = near.into_iter().map(|place| self.places[place as usize]).filter(|place| place.0 != own.0);
        of_others.filter_map(|place| Some((place, self.likeness(own, place)?))).collect()
    }

    /// How alike two dated sentences are, where they are alike enough to tell of one happening: at least two names in
    /// common, spellings apart, and a good part of all their words.
    fn likeness(&self, own: Place, their: Place) -> Option<f64> {
        const ENOUGH: f64 = 0.3;
        let (own, their) = (&self.sentences[own.0][own.1], &self.sentences[their.0][their.1]);
        let is_there = |name: &&u32| shared(&self.spellings[**name as usize], &their.names).next().is_some();
        let names = own.names.iter().filter(is_there).count();
        let words = shared(&own.words, &their.words).count();
        let smaller = (own.names.len() + own.words.len()).min(their.names.len() + their.words.len());
        if names < 2 || smaller == 0 {
            return None;
        }
        let share = (2 * names + words) as f64 / (smaller + names) as f64;
        (share >= ENOUGH).then_some(share)
    }
}

fn number<'t>(known: &mut BTreeMap<&'t str, u32>, words: impl Iterator<Item = &'t String>) -> Vec<u32> {
    let numbers = words.map(|word| {
        let next = known.len() as u32;
        *known.entry(word).or_insert(next)
    });
    set(numbers.collect())
}

/// For each wanted name of more than one letter, the names alike, itself among them.
fn spellings(names: &BTreeMap<&str, u32>, wanted: &[bool]) -> Vec<Vec<u32>> {
    let mut by_first: BTreeMap<char, Vec<(&str, u32, Letters)>> = BTreeMap::new();
    for (name, number) in names {
        if let Some(first) = name.chars().next().filter(|_| name.len() > 4) {
            by_first.entry(first).or_default().push((name, *number, Letters::of(name)));
        }
    }
    let mut spellings = vec![Vec::new(); names.len()];
    for (name, number) in names.iter().filter(|(name, number)| wanted[**number as usize] && name.len() > 1) {
        let mut found = vec![*number];
        let letters = Letters::of(name);
        let same_first = name.chars().next().and_then(|first| by_first.get(&first)).filter(|_| name.len() > 4);
        for (other, theirs, their_letters) in same_first.into_iter().flatten() {
            if letters.may_be_alike(their_letters) && strsim::jaro_winkler(name, other) > 0.92 {
                found.push(*theirs);
            }
        }
        spellings[*number as usize] = set(found);
    }
    spellings
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

    /// Whether the letters in common allow a likeness (Jaro) of more than .86, without which none by Jaro-Winkler
    /// exceeds .92.
    fn may_be_alike(&self, other: &Self) -> bool {
        let common: u32 = self.counts.iter().zip(&other.counts).map(|(a, b)| u32::from(*a.min(b))).sum();
        let share = |length: u8| f64::from(common) / f64::from(length.max(1));
        (share(self.length) + share(other.length) + 1.0) / 3.0 > 0.86
    }
}
