//! What one reading of an article made of its names, for a second reading: a name is clearer in some of its mentions
//! than in others (Krishnan & Manning 2006 tag names in two stages so).

use std::collections::HashMap;

use gainsay_core::EntityKind;

use super::features::{Collector, run_around};
use super::known::Known;
use super::tagger::{KINDS, kind_of, spans};
use super::word::Word;

/// How often a word or name was taken for each kind, and, last, for no name.
type Counts = [u16; 5];

/// The votes of all mentions in one article.
#[derive(Debug, Default)]
pub struct Votes {
    words: HashMap<u32, Counts>,
    names: HashMap<u32, Counts>,
}

impl Votes {
    /// Counts the labels that a first reading gave the article's sentences.
    pub fn count(sentences: &[Vec<Word<'_>>], labels: &[Vec<usize>]) -> Self {
        let mut votes = Self::default();
        for (words, labels) in sentences.iter().zip(labels) {
            for (word, label) in words.iter().zip(labels).filter(|(w, _)| w.may_begin_name()) {
                let counts = votes.words.entry(word.id).or_default();
                counts[vote(*label)] = counts[vote(*label)].saturating_add(1);
            }
            for (start, end, kind) in spans(labels) {
                let counts = votes.names.entry(name(words, start, end)).or_default();
                let at = KINDS.iter().position(|k| *k == kind).unwrap_or(3);
                counts[at] = counts[at].saturating_add(1);
            }
        }
        votes
    }

    /// The features of the word at `at`; the sentence's own labels and names in the first reading were among these votes.
    pub fn collect(
        &self,
        words: &[Word<'_>],
        (labels, names): (&[usize], &[(usize, usize, EntityKind)]),
        at: usize,
        out: &mut Vec<u32>,
    ) {
        let of_word = |at: usize| -> Option<u32> {
            let word = words.get(at).filter(|w| w.may_begin_name())?;
            code(self.words.get(&word.id)?, Some(vote(*labels.get(at)?)))
        };
        let mut c = Collector { out };
        if let Some(code) = of_word(at) {
            c.add(200, [code]);
            c.add(201, [code, vote(labels[at]) as u32]);
        }
        for (template, neighbour) in [(202, at.wrapping_sub(1)), (203, at + 1)] {
            if let Some(code) = of_word(neighbour) {
                c.add(template, [code]);
            }
        }
        let Some((start, end)) = run_around(words, at) else { return };
        // The longest name in the run around the word that the article has elsewhere.
        let known = (start..=at).flat_map(|from| (at + 1..=end).rev().map(move |to| (from, to)));
        let mut best: Option<(usize, usize, u32)> = None;
        for (from, to) in known.filter(|(from, to)| to - from <= LONGEST) {
            if best.is_some_and(|(start, end, _)| end - start >= to - from) {
                continue;
            }
            let mine = names.iter().find(|(s, e, _)| (*s, *e) == (from, to)).map(|(s, ..)| vote(labels[*s]));
            let counts = self.names.get(&name(words, from, to));
            if let Some(code) = counts.and_then(|counts| code(counts, mine)) {
                best = Some((from, to, code));
            }
        }
        if let Some((from, to, code)) = best {
            let place = u32::from(from == at) * 2 + u32::from(to == at + 1);
            c.add(204, [code, place]);
            c.add(205, [code, place, u32::from((from, to) == (start, end))]);
        }
    }
}

/// Longer names are not looked for.
const LONGEST: usize = 6;

/// Which vote a label is.
fn vote(label: usize) -> usize {
    kind_of(label).and_then(|kind| KINDS.iter().position(|k| *k == kind)).unwrap_or(4)
}

fn name(words: &[Word<'_>], start: usize, end: usize) -> u32 {
    Known::hash(words[start..end].iter().map(|w| w.id))
}

/// Which kind most of the others' votes are for, and how clearly; `own` is left out.
fn code(counts: &Counts, own: Option<usize>) -> Option<u32> {
    let mut counts = *counts;
    if let Some(own) = own {
        counts[own] = counts[own].saturating_sub(1);
    }
    let all: u32 = counts.iter().map(|c| u32::from(*c)).sum();
    let top = (0..5).fold(0, |top, at| if counts[at] > counts[top] { at } else { top });
    let share = u32::from(counts[top]);
    let clearness = if share * 10 >= all * 9 { 0 } else { 1 + u32::from(share * 3 < all * 2) };
    let many = u32::from(all > 1) + u32::from(all > 3);
    (all > 0).then_some(top as u32 * 16 + clearness * 4 + many)
}

#[cfg(test)]
mod tests {
    use super::super::tagger::{OUTSIDE, begin};
    use super::super::word::sentence;
    use super::*;

    /// The features of the first word, where the other sentences were read so.
    fn features(sentences: &[(&[&'static str], &[usize])]) -> Vec<u32> {
        let words: Vec<Vec<Word<'_>>> =
            sentences.iter().map(|(texts, _)| sentence(texts.iter().map(|t| (*t, None)), None)).collect();
        let labels: Vec<Vec<usize>> = sentences.iter().map(|(_, labels)| labels.to_vec()).collect();
        let mut out = Vec::new();
        let votes = Votes::count(&words, &labels);
        votes.collect(&words[0], (&labels[0], &spans(&labels[0])), 0, &mut out);
        out
    }

    #[test]
    fn a_name_met_once_has_no_votes_but_its_own_and_these_do_not_count() {
        let place = begin(EntityKind::Place);
        assert!(features(&[(&["Miral", "burns"], &[place, OUTSIDE])]).is_empty());
    }

    #[test]
    fn what_other_mentions_were_taken_for_decides() {
        let (person, place) = (begin(EntityKind::Person), begin(EntityKind::Place));
        let first: (&[&str], &[usize]) = (&["Miral", "burns"], &[person, OUTSIDE]);
        let as_places = features(&[first, (&["in", "Miral"], &[OUTSIDE, place])]);
        let as_persons = features(&[first, (&["Ms", "Miral"], &[OUTSIDE, person])]);
        assert!(!as_places.is_empty());
        assert_ne!(as_places, as_persons);
    }
}
