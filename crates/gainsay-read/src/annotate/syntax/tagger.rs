//! Tags: a greedy averaged perceptron over joint Penn and universal tags (Collins 2002).
//!
//! Most tokens are clear from a part of the features; the others are looked at once more (after Strubell, Vilnis,
//! Silverstein & McCallum 2015). Parser and names of arcs do the same.

use gainsay_core::{Penn, Upos};

use super::linear::{Reader, Scores, Sparse, best};
use super::table::Table;
use super::templates::Templates;
use super::words::{NONE, Word};

/// A Penn tag with the universal one it goes with here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag {
    /// Penn tag.
    pub penn: Penn,
    /// Universal part of speech.
    pub upos: Upos,
}

/// The tag of what is no token.
pub const NO_TAG: u32 = 0xffff;

impl Tag {
    /// A number for hashing.
    pub fn id(self) -> u32 {
        self.penn as u32 * 32 + self.upos as u32
    }
}

/// A word is taken for the finite verb that its sentence lacks where its tag won by less: twice what is clear from a first
/// look. Chosen on the dev parts.
const CLOSE_TO_FINITE: i32 = 2000;

/// A trained tagger.
#[derive(Debug)]
pub struct Tagger {
    /// The tags its classes stand for.
    pub tags: Vec<Tag>,
    /// Words that had always the same tag: their hashes, and which of `tags`.
    pub certain: Table,
    /// Scores the tags of all others.
    pub weights: Sparse,
    /// By how much a tag must win on the first features for the rest not to be looked at.
    pub clear: i32,
}

impl Tagger {
    /// Tags a sentence from left to right.
    pub fn tag(&self, words: &[Word]) -> Vec<Tag> {
        self.tag_rest(words, Vec::with_capacity(words.len()))
    }

    /// Tags the words behind those that have their tags already.
    fn tag_rest(&self, words: &[Word], mut tags: Vec<Tag>) -> Vec<Tag> {
        let mut features = Vec::with_capacity(64);
        for at in tags.len()..words.len() {
            let tag = match self.certain.get(words[at].form) {
                Some(class) => class as usize,
                None => self.choose(words, &tags, at, &mut features),
            };
            tags.push(self.tags.get(tag).copied().unwrap_or(Tag { penn: Penn::Nn, upos: Upos::Noun }));
        }
        tags
    }

    /// Tags a sentence that was tagged without a finite verb and must have one: the word that is closest to one becomes it,
    /// and what follows is tagged anew. `None` where no word is close.
    pub fn tag_with_a_finite_verb(&self, words: &[Word], tags: &[Tag]) -> Option<Vec<Tag>> {
        let mut features = Vec::with_capacity(64);
        let closest = (0..words.len()).filter_map(|at| {
            let finite = match tags[at].penn {
                Penn::Nns | Penn::Nnps => Penn::Vbz,
                Penn::Nn | Penn::Nnp | Penn::Vb => Penn::Vbp,
                Penn::Vbn => Penn::Vbd,
                _ => return None,
            };
            let verb = self.tags.iter().position(|tag| tag.penn == finite && tag.upos == Upos::Verb)?;
            let as_it_is = self.tags.iter().position(|tag| *tag == tags[at])?;
            if self.certain.get(words[at].form).is_some() {
                return None;
            }
            let mut scores: Scores = [0; 256];
            for look in [first, rest] {
                look(words, &tags[..at], at, &mut features);
                self.weights.add(&features, &mut scores);
            }
            Some((scores.get(as_it_is)? - scores.get(verb)?, at, self.tags[verb]))
        });
        let (by, at, verb) = closest.min_by_key(|(by, at, _)| (*by, *at))?;
        let tags = [&tags[..at], &[verb]].concat();
        (by < CLOSE_TO_FINITE).then(|| self.tag_rest(words, tags))
    }

    fn choose(&self, words: &[Word], tags: &[Tag], at: usize, features: &mut Vec<u32>) -> usize {
        let classes = self.tags.len().min(256);
        let mut scores: Scores = [0; 256];
        first(words, tags, at, features);
        self.weights.add(features, &mut scores);
        let (winner, margin) = best(&scores[..classes]);
        if margin >= self.clear {
            return winner;
        }
        rest(words, tags, at, features);
        self.weights.add(features, &mut scores);
        best(&scores[..classes]).0
    }

    /// Appends the tagger to `out`.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.clear.to_le_bytes());
        out.extend((self.tags.len() as u32).to_le_bytes());
        out.extend(self.tags.iter().flat_map(|t| [t.penn as u8, t.upos as u8]));
        let certain = self.certain.entries();
        out.extend((certain.len() as u32).to_le_bytes());
        out.extend(certain.iter().flat_map(|(word, class)| [word.to_le_bytes(), class.to_le_bytes()].concat()));
        self.weights.write(out);
    }

    /// Reads what [`Tagger::write`] wrote.
    pub fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let clear = reader.i32()?;
        let count = reader.u32()? as usize;
        let mut tags = Vec::new();
        for pair in reader.bytes(count.checked_mul(2)?)?.chunks_exact(2) {
            let (penn, upos) = (Penn::ALL.get(usize::from(pair[0]))?, Upos::ALL.get(usize::from(pair[1]))?);
            tags.push(Tag { penn: *penn, upos: *upos });
        }
        let mut certain = Vec::new();
        for _ in 0..reader.u32()? {
            certain.push((reader.u32()?, reader.u32()?));
        }
        Some(Self { tags, certain: Table::new(&certain), weights: Sparse::read(reader)?, clear })
    }
}

/// A token and its neighbours, as features see them: two before it, itself, two after it, and the tags of those before.
struct View<'a> {
    words: [&'a Word; 5],
    tags: [u32; 2],
}

impl<'a> View<'a> {
    fn new(words: &'a [Word], tags: &[Tag], at: usize) -> Self {
        let word = |offset: isize| at.checked_add_signed(offset).and_then(|i| words.get(i)).unwrap_or(&NONE);
        let tag = |back: usize| at.checked_sub(back).and_then(|i| tags.get(i)).map_or(NO_TAG, |t| t.id());
        Self { words: [-2, -1, 0, 1, 2].map(word), tags: [1, 2].map(tag) }
    }
}

/// The features that every token at `at` is looked at by; those before it have their `tags` already.
pub fn first(words: &[Word], tags: &[Tag], at: usize, out: &mut Vec<u32>) {
    let View { words: [_, p, w, n, _], tags: [t1, t2] } = View::new(words, tags, at);
    let mut templates = Templates::new(0);
    templates.add([w.form]);
    for suffix in &w.suffixes[1..] {
        templates.add([*suffix]);
    }
    templates.add([w.suffixes[0], w.shape]);
    templates.add([w.prefixes[1]]);
    templates.add([w.cluster, w.habit]);
    templates.add([w.coarse, w.habit, w.shape]);
    templates.add([p.cluster]);
    templates.add([n.cluster]);
    templates.add([t1, w.coarse, n.coarse]);
    templates.add([w.shape, u32::from(at == 0)]);
    templates.add([t1]);
    templates.add([t1, t2]);
    templates.add([t1, w.lower]);
    templates.add([t1, w.shape]);
    templates.add([p.lower]);
    templates.add([n.lower]);
    templates.add([n.suffixes[1]]);
    templates.add([n.shape]);
    templates.fill(out);
}

/// The features that are looked at where the first leave doubt.
pub fn rest(words: &[Word], tags: &[Tag], at: usize, out: &mut Vec<u32>) {
    let View { words: [pp, p, w, n, nn], tags: [t1, t2] } = View::new(words, tags, at);
    let mut templates = Templates::new(60);
    templates.add([w.lower]);
    templates.add([w.prefixes[2]]);
    templates.add([w.cluster, t1]);
    templates.add([w.cluster, w.suffixes[1]]);
    templates.add([w.cluster, n.cluster]);
    templates.add([p.cluster, w.cluster]);
    templates.add([nn.cluster]);
    templates.add([pp.cluster]);
    templates.add([w.habit, w.shape, p.shape, n.shape]);
    templates.add([w.habit, w.shape, u32::from(at == 0), n.habit]);
    templates.add([w.shape]);
    templates.add([w.shape, u32::from(n.capital), u32::from(p.capital)]);
    templates.add([t2]);
    templates.add([t1, t2, w.lower]);
    templates.add([t1, w.suffixes[1]]);
    templates.add([t1, w.suffixes[2]]);
    templates.add([t1, n.lower]);
    templates.add([t1, n.suffixes[1]]);
    templates.add([p.lower, w.lower]);
    templates.add([p.suffixes[2]]);
    templates.add([pp.lower]);
    templates.add([pp.lower, p.lower]);
    templates.add([n.lower, w.lower]);
    templates.add([n.suffixes[2]]);
    templates.add([w.suffixes[2], n.suffixes[2]]);
    templates.add([w.suffixes[2], n.lower]);
    templates.add([p.lower, w.suffixes[2]]);
    templates.add([nn.lower]);
    templates.add([n.lower, nn.lower]);
    templates.add([nn.suffixes[2]]);
    templates.add([p.lower, n.lower]);
    templates.fill(out);
}
