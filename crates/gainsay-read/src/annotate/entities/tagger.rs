//! A trained tagger of names: a conditional random field (Lafferty, McCallum & Pereira 2001) over hashed features, decoded
//! by Viterbi over BIO labels, pruned to the features that matter.

use gainsay_core::EntityKind;

use super::features::{IN_NO_NAME, WRITTEN_SMALL, collect};
use super::forms::ArticleForms;
use super::known::Known;
use super::votes::Votes;
use super::word::{Word, is_titled};

/// How many labels there are: outside, and begin and inside of each kind.
pub const LABELS: usize = 9;
/// The kinds in the order that labels number them.
pub const KINDS: [EntityKind; 4] = [EntityKind::Person, EntityKind::Organization, EntityKind::Place, EntityKind::Other];
/// The label of words outside names.
pub const OUTSIDE: usize = 0;

/// The label that begins a name of this kind.
pub fn begin(kind: EntityKind) -> usize {
    1 + 2 * KINDS.iter().position(|k| *k == kind).unwrap_or(3)
}

/// The kind that a label stands for; `None` outside.
pub fn kind_of(label: usize) -> Option<EntityKind> {
    KINDS.get(label.checked_sub(1)? / 2).copied()
}

/// Whether a label begins a name.
pub fn is_begin(label: usize) -> bool {
    label != OUTSIDE && !is_inside(label)
}

fn is_inside(label: usize) -> bool {
    label != OUTSIDE && label.is_multiple_of(2)
}

/// Whether one label may follow another (`OUTSIDE` stands for the start too).
pub fn may_follow(before: usize, label: usize) -> bool {
    !is_inside(label) || before == label || before + 1 == label
}

/// Scores of labels and of pairs of labels, however the weights are kept.
pub trait Weights {
    /// Adds the weights of one feature to the scores of each label.
    fn add(&self, feature: u32, scores: &mut [f32; LABELS]);
    /// The weight of one label after another.
    fn step(&self, before: usize, label: usize) -> f32;
}

/// The scores of one word's labels.
pub type Scores = [f32; LABELS];

/// The scores that a word's features give its labels.
pub fn scores(weights: &impl Weights, features: &[u32]) -> Scores {
    let mut scores = [0.0; LABELS];
    match features.first() {
        Some(&IN_NO_NAME) => {
            scores[1..].fill(f32::NEG_INFINITY);
            return scores;
        }
        Some(&WRITTEN_SMALL) => KINDS.iter().for_each(|k| scores[begin(*k)] = f32::NEG_INFINITY),
        _ => {}
    }
    features.iter().for_each(|f| weights.add(*f, &mut scores));
    scores
}

/// The best labels of a sentence whose words have these scores.
pub fn decode(weights: &impl Weights, scores: &[Scores]) -> Vec<usize> {
    let mut best: Vec<Scores> = Vec::with_capacity(scores.len());
    let mut from: Vec<[usize; LABELS]> = Vec::with_capacity(scores.len());
    for word in scores {
        let mut scores = *word;
        let mut origins = [OUTSIDE; LABELS];
        for label in 0..LABELS {
            let (mut top, mut origin) = (f32::NEG_INFINITY, OUTSIDE);
            match best.last() {
                None if !is_inside(label) => top = weights.step(OUTSIDE, label),
                None => {}
                Some(_) if scores[label] == f32::NEG_INFINITY => {}
                Some(previous) => {
                    for before in (0..LABELS).filter(|b| may_follow(*b, label)) {
                        let score = previous[before] + weights.step(before, label);
                        if score > top {
                            (top, origin) = (score, before);
                        }
                    }
                }
            }
            scores[label] += top;
            origins[label] = origin;
        }
        best.push(scores);
        from.push(origins);
    }
    let Some(last) = best.last() else { return Vec::new() };
    let mut label = (0..LABELS).fold(OUTSIDE, |top, l| if last[l] > last[top] { l } else { top });
    let mut labels = vec![OUTSIDE; scores.len()];
    for at in (0..scores.len()).rev() {
        labels[at] = label;
        label = from[at][label];
    }
    labels
}

/// A trained model: pruned features with eight-bit weights.
#[derive(Debug, Default)]
pub struct NameModel {
    /// Open addressing: fingerprints and rows of weights; a power of two, at most half full.
    slots: Vec<u32>,
    rows: Vec<u32>,
    weights: Vec<[i8; LABELS]>,
    steps: Vec<f32>,
    known: Known,
}

const MAGIC: &[u8; 8] = b"gsnames4";

impl Weights for NameModel {
    fn add(&self, feature: u32, scores: &mut [f32; LABELS]) {
        if let Some(row) = self.row(feature).and_then(|row| self.weights.get(row)) {
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += f32::from(*weight);
            }
        }
    }

    fn step(&self, before: usize, label: usize) -> f32 {
        self.steps.get(before * LABELS + label).copied().unwrap_or(0.0)
    }
}

impl NameModel {
    fn row(&self, feature: u32) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let key = feature.max(1);
        let mut at = feature as usize & mask;
        loop {
            match self.slots[at] {
                0 => return None,
                found if found == key => return Some(self.rows[at] as usize),
                _ => at = (at + 1) & mask,
            }
        }
    }

    /// Builds a model from rows of weights, each with its feature.
    pub fn new(rows: Vec<(u32, [i8; LABELS])>, steps: Vec<f32>, known: Known) -> Self {
        let size = (rows.len() * 2).next_power_of_two().max(2);
        let mut model =
            Self { slots: vec![0; size], rows: vec![0; size], weights: Vec::with_capacity(rows.len()), steps, known };
        for (feature, weights) in rows {
            let mut at = feature as usize & (size - 1);
            while model.slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            model.slots[at] = feature.max(1);
            model.rows[at] = model.weights.len() as u32;
            model.weights.push(weights);
        }
        model
    }

    /// Reads what [`Self::to_bytes`] wrote; `None` where it is something else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut input = Reader { bytes: bytes.strip_prefix(MAGIC)? };
        let (rows, known) = (input.number()? as usize, input.number()? as usize);
        let steps = (0..LABELS * LABELS).map(|_| input.number().map(f32::from_bits)).collect::<Option<Vec<f32>>>()?;
        if rows.checked_mul(4 + LABELS)?.checked_add(known.checked_mul(5)?)? != input.bytes.len() {
            return None;
        }
        let features = (0..rows).map(|_| input.number()).collect::<Option<Vec<u32>>>()?;
        let mut table = Vec::with_capacity(rows);
        for feature in features {
            let row = input.take(LABELS)?;
            let mut weights = [0; LABELS];
            weights.iter_mut().zip(row).for_each(|(w, b)| *w = *b as i8);
            table.push((feature, weights));
        }
        let mut codes = Vec::with_capacity(known);
        for _ in 0..known {
            let hash = input.number()?;
            codes.push((hash, input.take(1)?[0]));
        }
        Some(Self::new(table, steps, Known::new(codes)))
    }

    /// The model as bytes.
    pub fn to_bytes(rows: &[(u32, [i8; LABELS])], steps: &[f32], known: &[(u32, u8)]) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        let number = |n: u32, out: &mut Vec<u8>| out.extend(n.to_le_bytes());
        number(rows.len() as u32, &mut out);
        number(known.len() as u32, &mut out);
        steps.iter().for_each(|s| number(s.to_bits(), &mut out));
        rows.iter().for_each(|(feature, _)| number(*feature, &mut out));
        rows.iter().for_each(|(_, weights)| out.extend(weights.iter().map(|w| *w as u8)));
        for (hash, code) in known {
            number(*hash, &mut out);
            out.push(*code);
        }
        out
    }

    /// The labels of an article's sentences, read twice: the second time with what the first made of each name elsewhere.
    pub fn tag(&self, sentences: &[Vec<Word<'_>>], article: &ArticleForms) -> Vec<Vec<usize>> {
        self.tag_held(sentences, article, |_, _| {})
    }

    /// The same, where `hold` changes the scores of words of which more is known.
    pub fn tag_held(
        &self,
        sentences: &[Vec<Word<'_>>],
        article: &ArticleForms,
        hold: impl Fn(&Word<'_>, &mut Scores),
    ) -> Vec<Vec<usize>> {
        let mut scores: Vec<Vec<Scores>> = sentences.iter().map(|words| self.scores(words, article)).collect();
        for (words, scores) in sentences.iter().zip(&mut scores) {
            words.iter().zip(scores).for_each(|(word, scores)| hold(word, scores));
        }
        let first: Vec<Vec<usize>> = scores.iter().map(|scores| decode(self, scores)).collect();
        let votes = Votes::count(sentences, &first);
        let mut features = Vec::new();
        for ((words, labels), scores) in sentences.iter().zip(&first).zip(&mut scores) {
            let names = spans(labels);
            for (at, scores) in scores.iter_mut().enumerate() {
                features.clear();
                votes.collect(words, (labels, &names), at, &mut features);
                features.iter().for_each(|f| self.add(*f, scores));
            }
        }
        scores.iter().map(|scores| decode(self, scores)).collect()
    }

    /// The labels of an article's sentences as a first reading gives them.
    pub fn first_reading(&self, sentences: &[Vec<Word<'_>>], article: &ArticleForms) -> Vec<Vec<usize>> {
        sentences.iter().map(|words| decode(self, &self.scores(words, article))).collect()
    }

    /// The scores of a sentence's words by themselves.
    fn scores(&self, words: &[Word<'_>], article: &ArticleForms) -> Vec<Scores> {
        let titled = is_titled(words);
        let mut features = Vec::with_capacity(120);
        let score = |at: usize| {
            collect(words, at, article, &self.known, titled, &mut features);
            scores(self, &features)
        };
        (0..words.len()).map(score).collect()
    }
}

struct Reader<'b> {
    bytes: &'b [u8],
}

impl<'b> Reader<'b> {
    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (head, tail) = self.bytes.split_at_checked(count)?;
        self.bytes = tail;
        Some(head)
    }

    fn number(&mut self) -> Option<u32> {
        let bytes = self.take(4)?;
        Some(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }
}

/// The names that a row of labels spells: first word, one past the last, kind.
pub fn spans(labels: &[usize]) -> Vec<(usize, usize, EntityKind)> {
    let mut spans: Vec<(usize, usize, EntityKind)> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        let Some(kind) = kind_of(*label) else { continue };
        match spans.last_mut() {
            Some((_, end, _)) if is_inside(*label) && *end == at => *end = at + 1,
            _ => spans.push((at, at + 1, kind)),
        }
    }
    spans
}
