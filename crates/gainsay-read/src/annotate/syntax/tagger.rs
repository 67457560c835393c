//! Tags: a greedy averaged perceptron over joint Penn and universal tags (Collins 2002).

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

/// A trained tagger.
#[derive(Debug)]
pub struct Tagger {
    /// The tags its classes stand for.
    pub tags: Vec<Tag>,
    /// Words that had always the same tag: their hashes, and which of `tags`.
    pub certain: Table,
    /// Scores the tags of all others.
    pub weights: Sparse,
}

impl Tagger {
    /// Tags a sentence from left to right.
    pub fn tag(&self, words: &[Word]) -> Vec<Tag> {
        let mut tags: Vec<Tag> = Vec::with_capacity(words.len());
        let mut features = Vec::with_capacity(64);
        let mut scores: Scores = [0; 256];
        for at in 0..words.len() {
            if let Some(tag) = self.certain.get(words[at].form).and_then(|class| self.tags.get(class as usize)) {
                tags.push(*tag);
                continue;
            }
            collect(words, &tags, at, &mut features);
            scores.fill(0);
            self.weights.add(&features, &mut scores);
            tags.push(
                self.tags
                    .get(best(&scores[..self.tags.len().min(256)]).0)
                    .copied()
                    .unwrap_or(Tag { penn: Penn::Nn, upos: Upos::Noun }),
            );
        }
        tags
    }

    /// Appends the tagger to `out`.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend((self.tags.len() as u32).to_le_bytes());
        out.extend(self.tags.iter().flat_map(|t| [t.penn as u8, t.upos as u8]));
        let certain = self.certain.entries();
        out.extend((certain.len() as u32).to_le_bytes());
        out.extend(certain.iter().flat_map(|(word, class)| [word.to_le_bytes(), class.to_le_bytes()].concat()));
        self.weights.write(out);
    }

    /// Reads what [`Tagger::write`] wrote.
    pub fn read(reader: &mut Reader<'_>) -> Option<Self> {
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
        Some(Self { tags, certain: Table::new(&certain), weights: Sparse::read(reader)? })
    }
}

/// The features of the token at `at`; those before it have their `tags` already.
pub fn collect(words: &[Word], tags: &[Tag], at: usize, out: &mut Vec<u32>) {
    let word = |offset: isize| at.checked_add_signed(offset).and_then(|i| words.get(i)).unwrap_or(&NONE);
    let tag = |back: usize| at.checked_sub(back).and_then(|i| tags.get(i)).map_or(NO_TAG, |t| t.id());
    let (w, p, pp, n, nn) = (word(0), word(-1), word(-2), word(1), word(2));
    let (t1, t2) = (tag(1), tag(2));
    let mut templates = Templates::new(0);
    templates.add([w.form]);
    templates.add([w.lower]);
    for suffix in &w.suffixes[1..] {
        templates.add([*suffix]);
    }
    templates.add([w.suffixes[0], w.shape]);
    templates.add([w.prefixes[1]]);
    templates.add([w.prefixes[2]]);
    templates.add([w.cluster, w.habit]);
    templates.add([w.coarse, w.habit, w.shape]);
    templates.add([w.cluster, t1]);
    templates.add([w.cluster, w.suffixes[1]]);
    templates.add([w.cluster, n.cluster]);
    templates.add([p.cluster, w.cluster]);
    templates.add([p.cluster]);
    templates.add([n.cluster]);
    templates.add([nn.cluster]);
    templates.add([pp.cluster]);
    templates.add([t1, w.coarse, n.coarse]);
    templates.add([w.habit, w.shape, p.shape, n.shape]);
    templates.add([w.habit, w.shape, u32::from(at == 0), n.habit]);
    templates.add([w.shape]);
    templates.add([w.shape, u32::from(at == 0)]);
    templates.add([w.shape, u32::from(n.capital), u32::from(p.capital)]);
    templates.add([t1]);
    templates.add([t2]);
    templates.add([t1, t2]);
    templates.add([t1, w.lower]);
    templates.add([t1, t2, w.lower]);
    templates.add([t1, w.suffixes[1]]);
    templates.add([t1, w.suffixes[2]]);
    templates.add([t1, w.shape]);
    templates.add([t1, n.lower]);
    templates.add([t1, n.suffixes[1]]);
    templates.add([p.lower]);
    templates.add([p.lower, w.lower]);
    templates.add([p.suffixes[2]]);
    templates.add([pp.lower]);
    templates.add([pp.lower, p.lower]);
    templates.add([n.lower]);
    templates.add([n.lower, w.lower]);
    templates.add([n.suffixes[1]]);
    templates.add([n.suffixes[2]]);
    templates.add([n.shape]);
    templates.add([w.suffixes[2], n.suffixes[2]]);
    templates.add([w.suffixes[2], n.lower]);
    templates.add([p.lower, w.suffixes[2]]);
    templates.add([nn.lower]);
    templates.add([n.lower, nn.lower]);
    templates.add([nn.suffixes[2]]);
    templates.add([p.lower, n.lower]);
    templates.fill(out);
}
