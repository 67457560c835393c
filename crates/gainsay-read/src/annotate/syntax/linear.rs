//! A linear classifier over hashed features, as small and as quick to load as it can be.
//!
//! A feature is a hash of which [`SLOT_BITS`] bits count (Ganchev & Dredze 2008 show how little that costs). A map of
//! bits says which slots have weights; the number of bits set before a slot's own is the number of its row. A row of a
//! dense classifier has a weight for each class, one of a sparse classifier names the classes it speaks for.

use std::fmt;

/// How many bits of a feature count.
pub const SLOT_BITS: u32 = 22;
const SLOTS: usize = 1 << SLOT_BITS;
/// Classifiers of so few classes are dense.
const DENSE: usize = 4;

/// What the codes of weights stand for: fine steps near zero, coarse ones far from it.
///
/// A weight's size matters by its ratio to others, so a byte of such steps loses next to nothing.
pub const VALUES: [i32; 256] = {
    let mut values = [0; 256];
    let (mut code, mut value) = (1, 0);
    while code < 128 {
        value += 1 + value / 24;
        values[code] = value;
        values[256 - code] = -value;
        code += 1;
    }
    values
};

/// The code whose value is nearest.
pub fn code(value: i32) -> u8 {
    let size = value.unsigned_abs() as i32;
    let above = VALUES[..128].partition_point(|v| *v < size).min(127);
    let below = above.saturating_sub(1);
    let nearest = if VALUES[above] - size <= size - VALUES[below] { above } else { below };
    if value < 0 && nearest > 0 { (256 - nearest) as u8 } else { nearest as u8 }
}

/// The slot of a feature.
#[inline]
pub fn slot(feature: u32) -> usize {
    (feature.wrapping_mul(0x9e37_79b1) >> (32 - SLOT_BITS)) as usize
}

/// The scores of a sparse classifier's classes. There is room for every class a byte can name, so none is out of bounds.
pub type Scores = [i32; 256];

/// A trained classifier.
#[derive(Clone, Default)]
pub struct Linear {
    /// How many classes it tells apart.
    pub classes: usize,
    /// Which slots have rows.
    bits: Vec<u64>,
    /// How many rows come before those of each word of `bits`.
    before: Vec<u32>,
    /// Where each row of a sparse classifier starts in `rows`; one more than there are rows.
    starts: Vec<u32>,
    /// A dense classifier's weights by class, and a row of zeros; a sparse one's classes, each with its weight after it.
    rows: Vec<u8>,
    /// The number of the row that weighs nothing.
    empty: usize,
}

impl fmt::Debug for Linear {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Linear({} classes, {} bytes)", self.classes, self.rows.len())
    }
}

impl Linear {
    /// Packs slots, in order, with the codes of their classes' weights.
    pub fn pack(classes: usize, slots: &[(usize, Vec<(u8, u8)>)]) -> Self {
        let mut bits = vec![0; SLOTS / 64];
        let (mut sizes, mut rows) = (Vec::new(), Vec::new());
        for (slot, weights) in slots {
            bits[slot / 64] |= 1 << (slot % 64);
            sizes.push(weights.len() as u8);
            if classes <= DENSE {
                let weight = |class| weights.iter().find(|(c, _)| usize::from(*c) == class).map_or(0, |(_, w)| *w);
                rows.extend((0..classes).map(weight));
            } else {
                rows.extend(weights.iter().flat_map(|&(class, weight)| [class, weight]));
            }
        }
        Self::new(classes, bits, &sizes, rows)
    }

    fn new(classes: usize, bits: Vec<u64>, sizes: &[u8], mut rows: Vec<u8>) -> Self {
        let empty = bits.iter().map(|w| w.count_ones() as usize).sum();
        if classes <= DENSE {
            rows.resize(rows.len() + classes, 0);
        }
        Self { classes, before: before(&bits), bits, starts: starts(sizes), rows, empty }
    }

    /// The number of a feature's row; of the row after the last, which weighs nothing, where it has none.
    ///
    /// Whether it has one cannot be foreseen, so the code below doesn't branch on it.
    #[inline]
    fn row(&self, feature: u32) -> usize {
        let slot = slot(feature);
        let (Some(word), Some(before)) = (self.bits.get(slot / 64), self.before.get(slot / 64)) else { return 0 };
        let bit = 1 << (slot % 64);
        let row = *before as usize + (word & (bit - 1)).count_ones() as usize;
        if word & bit != 0 { row } else { self.empty }
    }

    /// Adds the weights of a feature to the scores of a dense classifier's classes.
    #[inline]
    pub fn add_dense<const N: usize>(&self, feature: u32, scores: &mut [i32; N]) {
        let start = self.row(feature) * N;
        let Some(weights) = self.rows.get(start..start + N) else { return };
        for (score, weight) in scores.iter_mut().zip(weights) {
            *score += VALUES[usize::from(*weight)];
        }
    }

    /// Adds the weights of a feature to the scores of a sparse classifier's classes.
    #[inline]
    pub fn add(&self, feature: u32, scores: &mut Scores) {
        let row = self.row(feature);
        let Some(&[start, end]) = self.starts.get(row..row + 2) else { return };
        for pair in self.rows.get(start as usize..end as usize).unwrap_or(&[]).chunks_exact(2) {
            scores[usize::from(pair[0])] += VALUES[usize::from(pair[1])];
        }
    }

    /// Appends the classifier to `out`.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend((self.classes as u32).to_le_bytes());
        out.extend(self.bits.iter().flat_map(|w| w.to_le_bytes()));
        if self.classes > DENSE {
            out.extend(self.starts.windows(2).take(self.empty).map(|w| ((w[1] - w[0]) / 2) as u8));
            out.extend(&self.rows);
        } else {
            out.extend(&self.rows[..self.rows.len() - self.classes]);
        }
    }

    /// Reads what [`Linear::write`] wrote.
    pub fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let classes = reader.u32()? as usize;
        let words = reader.bytes(SLOTS / 8)?.chunks_exact(8);
        let bits: Vec<u64> = words.map(|w| w.try_into().map_or(0, u64::from_le_bytes)).collect();
        let count = bits.iter().map(|w| w.count_ones() as usize).sum::<usize>();
        let sizes = if classes > DENSE { reader.bytes(count)? } else { &[] };
        let sparse = sizes.iter().map(|size| usize::from(*size) * 2).sum();
        let rows = reader.bytes(if classes > DENSE { sparse } else { count * classes })?.to_vec();
        Some(Self::new(classes, bits, sizes, rows))
    }
}

fn before(bits: &[u64]) -> Vec<u32> {
    let mut total = 0;
    let start = |word: &u64| {
        total += word.count_ones();
        total - word.count_ones()
    };
    bits.iter().map(start).collect()
}

fn starts(sizes: &[u8]) -> Vec<u32> {
    let mut total = 0;
    let ends = sizes.iter().map(|size| {
        total += u32::from(*size) * 2;
        total
    });
    std::iter::once(0).chain(ends).collect()
}

/// Reads weights from bytes; every method gives `None` at their end.
#[derive(Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Reads from the start of `bytes`.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The next `count` bytes.
    pub fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(head)
    }

    /// The next four bytes as a number.
    pub fn u32(&mut self) -> Option<u32> {
        self.bytes(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    /// The next two bytes as a number.
    pub fn u16(&mut self) -> Option<u16> {
        self.bytes(2)?.try_into().ok().map(u16::from_le_bytes)
    }

    /// Text with its length before it.
    pub fn text(&mut self) -> Option<&'a str> {
        let length = self.u16()?;
        std::str::from_utf8(self.bytes(usize::from(length))?).ok()
    }

    /// Goes past these bytes if they come next.
    pub fn expect(&mut self, bytes: &[u8]) -> Option<()> {
        (self.bytes(bytes.len())? == bytes).then_some(())
    }
}

/// Appends text that [`Reader::text`] reads.
pub fn write_text(text: &str, out: &mut Vec<u8>) {
    out.extend((text.len() as u16).to_le_bytes());
    out.extend(text.as_bytes());
}

/// The class with the highest score, the first of equals, and by how much it won.
pub fn best(scores: &[i32]) -> (usize, i32) {
    let (mut winner, mut top, mut second) = (0, i32::MIN, i32::MIN);
    for (class, &score) in scores.iter().enumerate() {
        if score > top {
            (winner, second, top) = (class, top, score);
        } else if score > second {
            second = score;
        }
    }
    (winner, top.saturating_sub(second))
}
