//! A linear classifier over hashed features, as small and as quick to load as it can be.
//!
//! A feature is a `u32`. Its row stands in a bucket chosen by its low bits and is told from its neighbours by 16 tag
//! bits, so that features never seen in training nearly always weigh nothing (Ganchev & Dredze 2008 show how little
//! hashing costs; the tag bits take even that away). A row holds the classes it speaks for and a weight for each.

use std::fmt;

/// How many bits of a feature tell it from others in its bucket.
const TAG_BITS: u32 = 16;
/// Features a bucket holds on average.
const BUCKET: usize = 4;

/// A trained classifier.
#[derive(Clone, Default)]
pub struct Linear {
    /// How many classes it tells apart.
    pub classes: usize,
    buckets_log2: u32,
    /// Where each bucket starts in `rows`; one more than there are buckets.
    starts: Vec<u32>,
    /// Tag (2 bytes), number of classes, then class and weight for each.
    rows: Vec<u8>,
}

impl fmt::Debug for Linear {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Linear({} classes, {} bytes)", self.classes, self.rows.len())
    }
}

impl Linear {
    /// Packs features with the weights of their classes.
    pub fn pack(classes: usize, features: &[(u32, Vec<(u8, i8)>)]) -> Self {
        let buckets = (features.len() / BUCKET).max(1).next_power_of_two();
        let buckets_log2 = buckets.trailing_zeros();
        let mut sorted: Vec<&(u32, Vec<(u8, i8)>)> = features.iter().collect();
        sorted.sort_by_key(|(feature, _)| place(*feature, buckets_log2));
        let (mut starts, mut rows) = (Vec::with_capacity(buckets + 1), Vec::new());
        let mut next = sorted.into_iter().peekable();
        for bucket in 0..buckets {
            starts.push(rows.len() as u32);
            while let Some((feature, weights)) = next.next_if(|(f, _)| place(*f, buckets_log2).0 == bucket) {
                rows.extend(place(*feature, buckets_log2).1.to_le_bytes());
                rows.push(weights.len() as u8);
                rows.extend(weights.iter().flat_map(|&(class, weight)| [class, weight as u8]));
            }
        }
        starts.push(rows.len() as u32);
        Self { classes, buckets_log2, starts, rows }
    }

    /// Adds the weights of a feature to the scores of the classes.
    #[inline]
    pub fn add(&self, feature: u32, scores: &mut [i32]) {
        let (bucket, tag) = place(feature, self.buckets_log2);
        let Some(&[start, end]) = self.starts.get(bucket..bucket + 2) else { return };
        let mut rows = self.rows.get(start as usize..end as usize).unwrap_or(&[]);
        while let [a, b, count, rest @ ..] = rows {
            let length = usize::from(*count) * 2;
            let Some((weights, after)) = rest.split_at_checked(length) else { return };
            if u16::from_le_bytes([*a, *b]) == tag {
                for pair in weights.chunks_exact(2) {
                    if let Some(score) = scores.get_mut(usize::from(pair[0])) {
                        *score += i32::from(pair[1] as i8);
                    }
                }
                return;
            }
            rows = after;
        }
    }

    /// Appends the classifier to `out`.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend((self.classes as u32).to_le_bytes());
        out.extend(self.buckets_log2.to_le_bytes());
        out.extend((self.rows.len() as u32).to_le_bytes());
        out.extend(self.starts.windows(2).flat_map(|w| ((w[1] - w[0]) as u16).to_le_bytes()));
        out.extend(&self.rows);
    }

    /// Reads what [`Linear::write`] wrote.
    pub fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let classes = reader.u32()? as usize;
        let buckets_log2 = reader.u32()?;
        let length = reader.u32()? as usize;
        let sizes = reader.bytes(2usize.checked_shl(buckets_log2.min(30))?)?;
        let mut starts = vec![0];
        let mut total = 0u32;
        for size in sizes.chunks_exact(2) {
            total = total.checked_add(u32::from(u16::from_le_bytes([size[0], size[1]])))?;
            starts.push(total);
        }
        let rows = reader.bytes(length)?.to_vec();
        (total as usize == rows.len()).then_some(Self { classes, buckets_log2, starts, rows })
    }
}

/// The bucket and the tag of a feature.
fn place(feature: u32, buckets_log2: u32) -> (usize, u16) {
    let mixed = u64::from(feature).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let bucket = (mixed >> 40) as usize & ((1 << buckets_log2) - 1);
    (bucket, (mixed >> (40 - TAG_BITS)) as u16)
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

/// The class with the highest score; the first of equals.
pub fn best(scores: &[i32]) -> usize {
    let mut best = 0;
    for (class, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = class;
        }
    }
    best
}
