//! A small hash table from hashes to numbers, quick to load and the same everywhere.

/// A table by open addressing. The key 0 stands for an empty place and is never found.
#[derive(Clone, Debug, Default)]
pub struct Table {
    places: Vec<(u32, u32)>,
}

impl Table {
    /// A table of these keys and values; the first of equal keys counts.
    pub fn new(entries: &[(u32, u32)]) -> Self {
        let mut places = vec![(0, 0); (entries.len() * 2).next_power_of_two().max(2)];
        for entry in entries.iter().filter(|e| e.0 != 0) {
            let mut at = Self::home(entry.0, places.len());
            while places[at].0 != 0 && places[at].0 != entry.0 {
                at = (at + 1) % places.len();
            }
            if places[at].0 == 0 {
                places[at] = *entry;
            }
        }
        Self { places }
    }

    /// The value of a key.
    #[inline]
    pub fn get(&self, key: u32) -> Option<u32> {
        if self.places.is_empty() {
            return None;
        }
        let mut at = Self::home(key, self.places.len());
        // At least half of the places are empty, so this ends.
        loop {
            match self.places[at] {
                (0, _) => return None,
                (found, value) if found == key => return Some(value),
                _ => at = (at + 1) & (self.places.len() - 1),
            }
        }
    }

    /// Keys and values in order of keys.
    pub fn entries(&self) -> Vec<(u32, u32)> {
        let mut entries: Vec<_> = self.places.iter().copied().filter(|e| e.0 != 0).collect();
        entries.sort_unstable();
        entries
    }

    fn home(key: u32, places: usize) -> usize {
        (key.wrapping_mul(0x9e37_79b1) >> 7) as usize & (places - 1)
    }
}
