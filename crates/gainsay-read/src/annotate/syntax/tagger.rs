//! Tags: a greedy averaged perceptron over joint Penn and universal tags (Collins 2002).

use gainsay_core::{Penn, Upos};

use super::linear::{Linear, Reader, best};
use super::words::{NONE, Word, mix};

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
    /// Scores them.
    pub weights: Linear,
}

impl Tagger {
    /// Tags a sentence from left to right.
    pub fn tag(&self, words: &[Word]) -> Vec<Tag> {
        let mut tags: Vec<Tag> = Vec::with_capacity(words.len());
        let mut features = Vec::with_capacity(64);
        let mut scores = vec![0; self.tags.len()];
        for at in 0..words.len() {
            features.clear();
            collect(words, &tags, at, &mut features);
            scores.fill(0);
            for &feature in &features {
                self.weights.add(feature, &mut scores);
            }
            tags.push(self.tags.get(best(&scores)).copied().unwrap_or(Tag { penn: Penn::Nn, upos: Upos::Noun }));
        }
        tags
    }

    /// Appends the tagger to `out`.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend((self.tags.len() as u32).to_le_bytes());
        out.extend(self.tags.iter().flat_map(|t| [t.penn as u8, t.upos as u8]));
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
        Some(Self { tags, weights: Linear::read(reader)? })
    }
}

/// The features of the token at `at`; those before it have their `tags` already.
pub fn collect(words: &[Word], tags: &[Tag], at: usize, out: &mut Vec<u32>) {
    let word = |offset: isize| at.checked_add_signed(offset).and_then(|i| words.get(i)).unwrap_or(&NONE);
    let tag = |back: usize| at.checked_sub(back).and_then(|i| tags.get(i)).map_or(NO_TAG, |t| t.id());
    let (w, p, pp, n, nn) = (word(0), word(-1), word(-2), word(1), word(2));
    let (t1, t2) = (tag(1), tag(2));
    let mut template = 0;
    let mut push = |parts: &[u32]| {
        template += 1;
        out.push(parts.iter().fold(template, |hash, part| mix(hash, *part)));
    };
    push(&[]);
    push(&[w.form]);
    push(&[w.lower]);
    for suffix in w.suffixes {
        push(&[suffix]);
    }
    for prefix in w.prefixes {
        push(&[prefix]);
    }
    push(&[w.shape]);
    push(&[w.shape, u32::from(at == 0)]);
    push(&[w.shape, u32::from(n.capital), u32::from(p.capital)]);
    push(&[t1]);
    push(&[t2]);
    push(&[t1, t2]);
    push(&[t1, w.lower]);
    push(&[t1, t2, w.lower]);
    push(&[t1, w.suffixes[1]]);
    push(&[t1, w.suffixes[2]]);
    push(&[t1, w.shape]);
    push(&[t1, n.lower]);
    push(&[t1, n.suffixes[1]]);
    push(&[p.lower]);
    push(&[p.lower, w.lower]);
    push(&[p.suffixes[2]]);
    push(&[pp.lower]);
    push(&[pp.lower, p.lower]);
    push(&[n.lower]);
    push(&[n.lower, w.lower]);
    push(&[n.suffixes[1]]);
    push(&[n.suffixes[2]]);
    push(&[n.shape]);
    push(&[w.suffixes[2], n.suffixes[2]]);
    push(&[w.suffixes[2], n.lower]);
    push(&[p.lower, w.suffixes[2]]);
    push(&[nn.lower]);
    push(&[n.lower, nn.lower]);
    push(&[nn.suffixes[2]]);
    push(&[p.lower, n.lower]);
}
