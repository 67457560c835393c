//! A linear classifier over hashed features, as small and as quick to load as it can be.
//!
//! A feature is a hash of [`SLOT_BITS`] bits, its slot (Ganchev & Dredze 2008 show how little that costs). A map of
//! bits says which slots have weights; the number of bits set before a slot's own is the number of its row. A row of
//! [`Dense`] has a weight for each class, one of [`Sparse`] names the classes it speaks for.

use std::fmt;

use super::templates::SLOT_BITS;

const SLOTS: usize = 1 << SLOT_BITS;

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

/// Which slots of a stretch of 32 have rows (the low half), and how many rows come before theirs (the high half).
type Block = u64;
const BLOCKS: usize = SLOTS / 32;

/// Finds the row of a feature.
#[derive(Clone)]
struct Index {
    blocks: Box<[Block; BLOCKS]>,
    /// How many rows there are: the number of the row after the last, which weighs nothing.
    count: usize,
}

impl Index {
    /// The index of the slots whose bits are set, 32 to a number.
    fn new(present: impl Iterator<Item = u32>) -> Self {
        let mut blocks: Box<[Block; BLOCKS]> = Box::new([0; BLOCKS]);
        let mut count = 0;
        for (block, bits) in blocks.iter_mut().zip(present) {
            *block = u64::from(bits) | (count as u64) << 32;
            count += bits.count_ones() as usize;
        }
        Self { blocks, count }
    }

    /// The number of a feature's row; of the row after the last where it has none.
    ///
    /// Whether it has one cannot be foreseen, so this doesn't branch on it.
    #[inline]
    fn row(&self, feature: u32) -> usize {
        let slot = feature as usize % SLOTS;
        let block = self.blocks[slot / 32 % BLOCKS];
        let (bits, bit) = (block as u32, 1u32 << (slot % 32));
        let row = (block >> 32) as usize + (bits & (bit - 1)).count_ones() as usize;
        if bits & bit != 0 { row } else { self.count }
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.blocks.iter().flat_map(|block| (*block as u32).to_le_bytes()));
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let words = reader.bytes(SLOTS / 8)?.chunks_exact(4);
        Some(Self::new(words.map(|w| u32::from_le_bytes([w[0], w[1], w[2], w[3]]))))
    }

    /// The index of these slots, which are in order.
    fn of(slots: impl Iterator<Item = usize>) -> Self {
        let mut bits = vec![0u32; BLOCKS];
        for slot in slots {
            bits[slot / 32 % BLOCKS] |= 1 << (slot % 32);
        }
        Self::new(bits.into_iter())
    }
}

/// The scores of a sparse classifier's classes. There is room for every class a byte can name, so none is out of bounds.
pub type Scores = [i32; 256];

/// A trained classifier of many classes, of which a feature speaks for few.
#[derive(Clone)]
pub struct Sparse {
    index: Index,
    /// Where each row starts in `rows`; one more than there are rows.
    starts: Vec<u32>,
    /// Classes, each with the code of its weight after it.
    rows: Vec<u8>,
}

impl fmt::Debug for Sparse {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Sparse({} rows, {} bytes)", self.index.count, self.rows.len())
    }
}

impl Sparse {
    /// Packs slots, in order, with the codes of their classes' weights.
    pub fn pack(slots: &[(usize, Vec<(u8, u8)>)]) -> Self {
        let sizes: Vec<u8> = slots.iter().map(|(_, weights)| weights.len() as u8).collect();
        let rows = slots.iter().flat_map(|(_, weights)| weights).flat_map(|&(class, weight)| [class, weight]).collect();
        let index = Index::of(slots.iter().map(|(slot, _)| *slot));
        Self { index, starts: starts(&sizes), rows }
    }

    /// Adds the weights of a feature to the scores.
    #[inline]
    pub fn add(&self, feature: u32, scores: &mut Scores) {
        let row = self.index.row(feature);
        let Some(&[start, end]) = self.starts.get(row..row + 2) else { return };
        for pair in self.rows.get(start as usize..end as usize).unwrap_or(&[]).chunks_exact(2) {
            scores[usize::from(pair[0])] += VALUES[usize::from(pair[1])];
        }
    }

    /// Appends the classifier to `out`.
    pub fn write(&self, out: &mut Vec<u8>) {
        self.index.write(out);
        out.extend(self.starts.windows(2).map(|w| ((w[1] - w[0]) / 2) as u8));
        out.extend(&self.rows);
    }

    /// Reads what [`Sparse::write`] wrote.
    pub fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let index = Index::read(reader)?;
        let starts = starts(reader.bytes(index.count)?);
        let rows = reader.bytes(*starts.last()? as usize)?.to_vec();
        Some(Self { index, starts, rows })
    }
}

fn starts(sizes: &[u8]) -> Vec<u32> {
    let mut total = 0;
    let ends = sizes.iter().map(|size| {
        total += u32::from(*size) * 2;
        total
    });
    std::iter::once(0).chain(ends).collect()
}

/// So many features are looked up together.
const TOGETHER: usize = 64;

/// A trained classifier of three classes.
///
/// Only differences decide, so a row has two codes: by how much more than the first class the others win.
#[derive(Clone)]
pub struct Dense {
    index: Index,
    /// The rows, and one of zeros.
    rows: Vec<[u8; 2]>,
}

impl fmt::Debug for Dense {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Dense({} rows)", self.index.count)
    }
}

impl Dense {
    /// Packs slots, in order, with the codes of the second and third class.
    pub fn pack(slots: &[(usize, [u8; 2])]) -> Self {
        let rows = slots.iter().map(|(_, codes)| *codes).chain(std::iter::once([0, 0])).collect();
        Self { index: Index::of(slots.iter().map(|(slot, _)| *slot)), rows }
    }

    /// The scores of the three classes, the first of which has none of its own.
    #[inline]
    pub fn score(&self, features: &[u32]) -> [i32; 3] {
        let (mut second, mut third) = (0, 0);
        // Rows are found first and fetched then: so more of them come from memory at the same time.
        for features in features.chunks(TOGETHER) {
            let mut rows = [0; TOGETHER];
            for (row, feature) in rows.iter_mut().zip(features) {
                *row = self.index.row(*feature);
            }
            for row in &rows[..features.len()] {
                let [a, b] = self.rows.get(*row).copied().unwrap_or_default();
                second += VALUES[usize::from(a)];
                third += VALUES[usize::from(b)];
            }
        }
        [0, second, third]
    }

    /// Appends the classifier to `out`.
    pub fn write(&self, out: &mut Vec<u8>) {
        self.index.write(out);
        out.extend(self.rows[..self.index.count].iter().flatten());
    }

    /// Reads what [`Dense::write`] wrote.
    pub fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let index = Index::read(reader)?;
        let rows = reader.bytes(index.count * 2)?.chunks_exact(2).map(|pair| [pair[0], pair[1]]);
        let rows = rows.chain(std::iter::once([0, 0])).collect();
        Some(Self { index, rows })
    }
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
