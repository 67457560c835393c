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

/// What is known of a stretch of 32 slots: which have rows (the low half), and where these are found (the high half).
type Block = u64;
const BLOCKS: usize = SLOTS / 32;

/// So many features are looked up together.
const TOGETHER: usize = 64;

/// What is known of the feature's stretch.
#[inline]
fn block(blocks: &[Block; BLOCKS], feature: u32) -> Block {
    blocks[feature as usize % SLOTS / 32 % BLOCKS]
}

/// What is known of the features' stretches: asked for in a loop that does nothing else, so that as many as possible are
/// waited for together.
#[inline]
fn gather(blocks: &[Block; BLOCKS], features: &[u32]) -> [Block; TOGETHER] {
    let mut gathered = [0; TOGETHER];
    for (gathered, feature) in gathered.iter_mut().zip(features) {
        *gathered = block(blocks, *feature);
    }
    gathered
}

/// How many rows of the stretch come before the feature's, and whether the feature has one.
///
/// Whether it has one cannot be foreseen, so nothing branches on it.
#[inline]
fn rank(block: Block, feature: u32) -> (u32, bool) {
    let (bits, bit) = (block as u32, 1u32 << (feature % 32));
    ((bits & (bit - 1)).count_ones(), bits & bit != 0)
}

/// Finds the row of a feature among rows of one length.
#[derive(Clone)]
struct Index {
    /// The high halves tell how many rows come before those of the stretch.
    blocks: Box<[Block; BLOCKS]>,
    /// How many rows there are.
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
    /// For each stretch of 32 slots: which have rows (the low half), and where in `rows` theirs begin (the high half).
    blocks: Box<[Block; BLOCKS]>,
    /// For each stretch, how many classes each of its rows names, the last first, and then the rows: classes, each with
    /// the code of its weight after it. Stretches begin where their rows do, so that sizes are counted backwards. What
    /// one feature needs lies together, for what this costs is waiting for memory.
    rows: Vec<u8>,
}

impl fmt::Debug for Sparse {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Sparse({} bytes)", self.rows.len())
    }
}

impl Sparse {
    /// Packs slots, in order, with the codes of their classes' weights.
    pub fn pack(slots: &[(usize, Vec<(u8, u8)>)]) -> Self {
        let mut bits = vec![0u32; BLOCKS];
        for (slot, _) in slots {
            bits[slot / 32 % BLOCKS] |= 1 << (slot % 32);
        }
        let sizes: Vec<u8> = slots.iter().map(|(_, weights)| weights.len() as u8).collect();
        let rows: Vec<u8> = slots.iter().flat_map(|(_, w)| w).flat_map(|&(class, weight)| [class, weight]).collect();
        Self::new(bits.into_iter(), &sizes, &rows)
    }

    /// Lays out what is written by itself: which slots have rows, the sizes of the rows, and the rows.
    fn new(bits: impl Iterator<Item = u32>, mut sizes: &[u8], mut packed: &[u8]) -> Self {
        let mut blocks: Box<[Block; BLOCKS]> = Box::new([0; BLOCKS]);
        let mut rows = Vec::with_capacity(sizes.len() + packed.len());
        for (block, bits) in blocks.iter_mut().zip(bits) {
            let (these, later) = sizes.split_at(sizes.len().min(bits.count_ones() as usize));
            let bytes = these.iter().map(|size| usize::from(*size) * 2).sum::<usize>();
            let (weights, rest) = packed.split_at(packed.len().min(bytes));
            rows.extend(these.iter().rev());
            *block = u64::from(bits) | (rows.len() as u64) << 32;
            rows.extend(weights);
            (sizes, packed) = (later, rest);
        }
        Self { blocks, rows }
    }

    /// Adds the weights of all these features to the scores.
    ///
    /// In rounds, so that what one feature waits for comes from memory together with what the others wait for.
    pub fn add(&self, features: &[u32], scores: &mut Scores) {
        for features in features.chunks(TOGETHER) {
            let blocks = gather(&self.blocks, features);
            let mut found = [(0, 0); TOGETHER];
            let mut count = 0;
            for (block, feature) in blocks.iter().zip(features) {
                let (before, has) = rank(*block, *feature);
                // Kept in any case, and counted only where there is a row: nothing branches on what can't be foreseen.
                found[count % TOGETHER] = ((block >> 32) as usize, before as usize);
                count += usize::from(has);
            }
            let mut touched = 0;
            for (start, _) in &found[..count.min(TOGETHER)] {
                touched ^= self.rows.get(*start).copied().unwrap_or_default();
            }
            std::hint::black_box(touched);
            for found in &found[..count.min(TOGETHER)] {
                for pair in self.row(*found).as_chunks::<2>().0 {
                    scores[usize::from(pair[0])] += VALUES[usize::from(pair[1])];
                }
            }
        }
    }

    /// The row that has so many before it in the stretch whose rows begin at `start`.
    #[inline]
    fn row(&self, (start, before): (usize, usize)) -> &[u8] {
        let sizes = self.rows.get(start.saturating_sub(before + 1)..start).unwrap_or(&[]);
        let Some((size, earlier)) = sizes.split_first() else { return &[] };
        let from = start + earlier.iter().map(|size| usize::from(*size)).sum::<usize>() * 2;
        self.rows.get(from..from + usize::from(*size) * 2).unwrap_or(&[])
    }

    /// Appends the classifier to `out`: which slots have rows, the sizes of all rows, all rows.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.blocks.iter().flat_map(|block| (*block as u32).to_le_bytes()));
        let stretches = || {
            self.blocks.iter().map(|block| {
                let (start, count) = ((block >> 32) as usize, (*block as u32).count_ones() as usize);
                let sizes = &self.rows[start - count..start];
                (sizes, &self.rows[start..][..sizes.iter().map(|size| usize::from(*size) * 2).sum()])
            })
        };
        out.extend(stretches().flat_map(|(sizes, _)| sizes.iter().rev()));
        out.extend(stretches().flat_map(|(_, rows)| rows));
    }

    /// Reads what [`Sparse::write`] wrote.
    pub fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let words = reader.bytes(SLOTS / 8)?.chunks_exact(4);
        let bits = words.map(|w| u32::from_le_bytes([w[0], w[1], w[2], w[3]]));
        let count = bits.clone().map(u32::count_ones).sum::<u32>() as usize;
        let sizes = reader.bytes(count)?;
        let rows = reader.bytes(sizes.iter().map(|size| usize::from(*size) * 2).sum())?;
        Some(Self::new(bits, sizes, rows))
    }
}

/// A trained classifier of three classes.
///
/// Only differences decide, so a row has two codes: by how much more than the first class the others win.
#[derive(Clone)]
pub struct Dense {
    index: Index,
    /// The rows.
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
        let rows = slots.iter().map(|(_, codes)| *codes).collect();
        Self { index: Index::of(slots.iter().map(|(slot, _)| *slot)), rows }
    }

    /// Adds the weights of all these features to the scores of the three classes, the first of which has none of its own.
    #[inline]
    pub fn add(&self, features: &[u32], scores: &mut [i32; 3]) {
        let (mut second, mut third) = (0, 0);
        for features in features.chunks(TOGETHER) {
            let blocks = gather(&self.index.blocks, features);
            let mut rows = [0; TOGETHER];
            let mut count = 0;
            for (block, feature) in blocks.iter().zip(features) {
                let (before, has) = rank(*block, *feature);
                // Kept in any case, and counted only where there is a row: nothing branches on what can't be foreseen.
                rows[count % TOGETHER] = (block >> 32) as u32 + before;
                count += usize::from(has);
            }
            let mut found = [[0; 2]; TOGETHER];
            let rows = &rows[..count.min(TOGETHER)];
            for (found, row) in found.iter_mut().zip(rows) {
                *found = self.rows.get(*row as usize).copied().unwrap_or_default();
            }
            for [a, b] in &found[..rows.len()] {
                second += VALUES[usize::from(*a)];
                third += VALUES[usize::from(*b)];
            }
        }
        scores[1] += second;
        scores[2] += third;
    }

    /// Appends the classifier to `out`.
    pub fn write(&self, out: &mut Vec<u8>) {
        self.index.write(out);
        out.extend(self.rows.iter().flatten());
    }

    /// Reads what [`Dense::write`] wrote.
    pub fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let index = Index::read(reader)?;
        let rows = reader.bytes(index.count * 2)?.chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect();
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

    /// The next four bytes as a number with a sign.
    pub fn i32(&mut self) -> Option<i32> {
        self.bytes(4)?.try_into().ok().map(i32::from_le_bytes)
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
