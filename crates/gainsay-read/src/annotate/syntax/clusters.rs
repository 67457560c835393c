//! Word clusters: which words news uses in the same company, and how it writes them.
//!
//! Learned from counts of neighbours in news without tags (Brown et al. 1992 is the classic; Koo, Carreras & Collins
//! 2008 show what such clusters give a parser). A word unseen in the treebanks is thus known by its like.

use super::linear::Reader;
use super::table::Table;

/// What is known of words by the hash of their lower case.
#[derive(Debug, Default)]
pub struct Clusters {
    /// Cluster, coarse cluster and habit, a byte each.
    table: Table,
}

impl Clusters {
    /// Clusters of these words: hash, cluster, coarse cluster and habit of each.
    pub fn new(words: &[(u32, u8, u8, u8)]) -> Self {
        let entry =
            |&(word, fine, coarse, habit): &(u32, u8, u8, u8)| (word, u32::from_le_bytes([fine, coarse, habit, 0]));
        Self { table: Table::new(&words.iter().map(entry).collect::<Vec<_>>()) }
    }

    /// Cluster, coarse cluster and habit of a word; zeros where it isn't known.
    pub fn of(&self, lower: u32) -> (u32, u32, u32) {
        let [fine, coarse, habit, _] = self.table.get(lower).unwrap_or(0).to_le_bytes();
        (fine.into(), coarse.into(), habit.into())
    }

    /// Appends the clusters to `out`.
    pub fn write(&self, out: &mut Vec<u8>) {
        let words = self.table.entries();
        out.extend((words.len() as u32).to_le_bytes());
        for (hash, value) in words {
            out.extend(hash.to_le_bytes());
            out.extend(&value.to_le_bytes()[..3]);
        }
    }

    /// Reads what [`Clusters::write`] wrote.
    pub fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let count = reader.u32()? as usize;
        let words = reader.bytes(count.checked_mul(7)?)?.chunks_exact(7);
        let words = words.map(|w| (u32::from_le_bytes([w[0], w[1], w[2], w[3]]), w[4], w[5], w[6]));
        Some(Self::new(&words.collect::<Vec<_>>()))
    }
}
