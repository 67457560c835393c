//! What the tagger and the parser see of a token: hashes of its form, ends and shape.

use super::clusters::Clusters;

/// Hashes of one token's text; equal texts have equal hashes on every machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// As written, quotation marks and dashes made alike.
    pub form: u32,
    /// In lower case.
    pub lower: u32,
    /// Its last one to four letters, in lower case.
    pub suffixes: [u32; 4],
    /// Its first one to three letters, in lower case.
    pub prefixes: [u32; 3],
    /// Kinds of its characters, runs made short: `Xx`, `d-d`, `X.X.`.
    pub shape: u32,
    /// The words that stand in the same company, finely and coarsely told apart; 0 where too little is known.
    pub cluster: u32,
    /// The same, coarsely.
    pub coarse: u32,
    /// How news writes it inside sentences: 1 in lower case, 2 mixed, 3 with a capital, 4 in capitals; 0 unknown.
    pub habit: u32,
    /// Whether it starts with a capital.
    pub capital: bool,
    /// Whether all its letters are capitals and it has two or more.
    pub upper: bool,
}

/// No token: before the first, after the last.
pub const NONE: Word = marker(1);

/// The parser's root node.
pub const ROOT: Word = marker(2);

/// A word that no text has.
const fn marker(number: u32) -> Word {
    Word {
        form: number,
        lower: number,
        suffixes: [number; 4],
        prefixes: [number; 3],
        shape: number,
        cluster: 900 + number,
        coarse: 900 + number,
        habit: 900 + number,
        capital: false,
        upper: false,
    }
}

/// Longer tokens are looked at only so far, so that hostile ones cost no more than words.
const LONGEST: usize = 64;

impl Word {
    /// The hashes of `text`, and what its company says of it.
    pub fn new(text: &str, clusters: &Clusters) -> Self {
        let mut word = Self::hashes(text);
        (word.cluster, word.coarse, word.habit) = clusters.of(word.lower);
        word
    }

    /// The hashes of `text`.
    pub fn hashes(text: &str) -> Self {
        let (form, lower) = (Letters::of(text), Letters::lower(text));
        let (form, lower) = (form.as_slice(), lower.as_slice());
        let count = lower.len();
        let end = |n: usize| hash_chars(&lower[count.saturating_sub(n)..], n as u32);
        let start = |n: usize| hash_chars(&lower[..n.min(count)], 16 + n as u32);
        let letters = form.iter().filter(|c| c.is_alphabetic()).count();
        Self {
            form: hash_chars(form, 32),
            lower: hash_chars(lower, 33),
            suffixes: [end(1), end(2), end(3), end(4)],
            prefixes: [start(1), start(2), start(3)],
            shape: shape(form),
            cluster: 0,
            coarse: 0,
            habit: 0,
            capital: form.first().is_some_and(|c| c.is_uppercase()),
            upper: letters > 1 && !form.iter().any(|c| c.is_lowercase()),
        }
    }
}

/// The characters of a token, as many as are looked at: without asking for memory, for every token is looked at.
pub(super) struct Letters {
    held: [char; LONGEST * 3],
    count: usize,
}

impl Letters {
    /// The token's characters, marks made alike.
    pub(super) fn of(text: &str) -> Self {
        let mut letters = Self { held: ['\0'; LONGEST * 3], count: 0 };
        normalize(text).for_each(|c| letters.push(c));
        letters
    }

    /// The same in lower case, all digits made one.
    fn lower(text: &str) -> Self {
        let mut letters = Self::lower_case(text);
        letters.held[..letters.count].iter_mut().for_each(|c| *c = no_digit(*c));
        letters
    }

    /// The same in lower case.
    pub(super) fn lower_case(text: &str) -> Self {
        let mut letters = Self { held: ['\0'; LONGEST * 3], count: 0 };
        for c in normalize(text) {
            if c.is_ascii() {
                letters.push(c.to_ascii_lowercase());
            } else {
                c.to_lowercase().for_each(|c| letters.push(c));
            }
        }
        letters
    }

    /// Holds one more; a character has at most three in lower case, so there is room for all.
    fn push(&mut self, c: char) {
        if let Some(place) = self.held.get_mut(self.count) {
            *place = c;
            self.count += 1;
        }
    }

    pub(super) fn as_slice(&self) -> &[char] {
        &self.held[..self.count]
    }
}

/// The text's characters, with marks that mean the same made one.
pub fn normalize(text: &str) -> impl Iterator<Item = char> {
    text.chars().take(LONGEST).map(|c| match c {
        '’' | '‘' | '`' | '´' | 'ʼ' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '–' | '—' | '―' | '‐' | '‑' | '−' => '-',
        _ => c,
    })
}

fn no_digit(c: char) -> char {
    if c.is_ascii_digit() { '0' } else { c }
}

/// The kinds of the characters, of which no more than two alike in a row count.
fn shape(form: &[char]) -> u32 {
    let (mut last, mut run) = (None, 0);
    let kinds = form.iter().filter_map(|&c| {
        let kind = match c {
            _ if c.is_lowercase() => 'x',
            _ if c.is_uppercase() => 'X',
            _ if c.is_numeric() => 'd',
            _ if c.is_alphabetic() => 'a',
            _ => c,
        };
        run = if last == Some(kind) { run + 1 } else { 1 };
        last = Some(kind);
        (run <= 2).then_some(kind)
    });
    hash_all(kinds, 40)
}

fn hash_chars(chars: &[char], seed: u32) -> u32 {
    hash_all(chars.iter().copied(), seed)
}

fn hash_all(chars: impl Iterator<Item = char>, seed: u32) -> u32 {
    chars.fold(mix(0x9e37_79b9, seed), |hash, c| mix(hash, c as u32)) | 0x8000_0000
}

/// One step of hashing: multiply and rotate, as FxHash does, with a stronger finish.
pub fn mix(hash: u32, value: u32) -> u32 {
    let mixed = (hash.rotate_left(5) ^ value).wrapping_mul(0x85eb_ca6b);
    mixed ^ (mixed >> 15)
}
