//! A word as the name tagger sees it, and the sentence it stands in.

use gainsay_core::{Penn, Upos};

use super::super::syntax::clusters::Clusters;
use super::super::syntax::words::{Word as Hashes, mix};
use super::lists::{Marks, folded};

/// One word as the tagger sees it.
#[derive(Clone, Debug)]
pub struct Word<'a> {
    /// As written.
    pub text: &'a str,
    /// [`folded`].
    pub key: String,
    /// The hash of `key`; equal keys have equal hashes on every machine.
    pub id: u32,
    /// Hashes of its form, ends and shape, and what its company in news says of it.
    pub hashes: Hashes,
    /// Its word class, where known.
    pub upos: Option<Upos>,
    /// What the lists say of it.
    pub marks: Marks,
    /// See [`Word::may_begin_name`], which is asked often.
    may_begin: bool,
}

impl<'a> Word<'a> {
    /// A word without its marks, which need the whole sentence.
    pub fn new(text: &'a str, upos: Option<Upos>, clusters: Option<&Clusters>) -> Self {
        let key = folded(text);
        let id = key.chars().fold(KEYS, |hash, c| mix(hash, c as u32)) | 1;
        let hashes = clusters.map_or_else(|| Hashes::hashes(text), |clusters| Hashes::new(text, clusters));
        let written_large = text.chars().any(|c| c.is_uppercase() || c.is_numeric());
        let may_begin = written_large || hashes.habit >= WITH_CAPITAL || PARTICLES.contains(&key.as_str());
        Self { text, key, id, hashes, upos, marks: Marks::default(), may_begin }
    }

    /// Whether it begins with a capital.
    pub fn is_capitalised(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether a name may begin with it: it holds a capital or a digit, news writes it with a capital though it is
    /// written small here, or it is a particle before a capital.
    pub fn may_begin_name(&self) -> bool {
        self.may_begin
    }
}

/// Where the hashes of keys start from.
const KEYS: u32 = 0x6b65_7973;

/// From here on, [`Hashes::habit`] says that news writes the word with a capital.
const WITH_CAPITAL: u32 = 3;

/// Small words that names begin with.
const PARTICLES: &[&str] =
    &["al", "el", "bin", "ibn", "ben", "abu", "de", "di", "da", "del", "della", "van", "von", "der", "la", "le"];

/// The class of a word for telling names: treebanks call the first word of "New York" an adjective and a proper noun.
pub fn word_class(upos: Upos, penn: Penn) -> Upos {
    if matches!(penn, Penn::Nnp | Penn::Nnps) { Upos::Propn } else { upos }
}

/// A sentence of words, marked; with `clusters`, each with its cluster.
pub fn sentence<'a>(
    words: impl IntoIterator<Item = (&'a str, Option<Upos>)>,
    clusters: Option<&Clusters>,
) -> Vec<Word<'a>> {
    let mut words: Vec<Word<'a>> = words.into_iter().map(|(text, upos)| Word::new(text, upos, clusters)).collect();
    let texts: Vec<&str> = words.iter().map(|w| w.text).collect();
    let keys: Vec<&str> = words.iter().map(|w| w.key.as_str()).collect();
    let marks = super::lists::lists().mark_keyed(&texts, &keys);
    for (word, marks) in words.iter_mut().zip(marks) {
        word.marks = marks;
    }
    words
}

/// Whether a sentence is written in Title Case or all capitals, so that capitals say little.
pub fn is_titled(words: &[Word<'_>]) -> bool {
    let lettered = words.iter().filter(|w| w.text.chars().next().is_some_and(char::is_alphabetic) && w.text.len() > 3);
    let (mut all, mut capital) = (0, 0);
    for word in lettered {
        all += 1;
        capital += usize::from(word.is_capitalised());
    }
    all >= 4 && capital * 5 >= all * 4
}
