//! What the name tagger sees of a word: its form, its neighbours, the lists, the run of capitals it stands in, and what
//! the rest of the article does with it.
//!
//! Recipe and program share this file, so that a model can't be asked for features it never saw.

use std::collections::HashMap;

use gainsay_core::{Penn, Upos};

use super::super::syntax::clusters::Clusters;
use super::super::syntax::words::Word as SyntaxWord;
use super::known::Known;
use super::lists::{Mark, Marks, folded};

/// One word as the tagger sees it.
#[derive(Clone, Debug)]
pub struct Word<'a> {
    /// As written.
    pub text: &'a str,
    /// [`folded`].
    pub key: String,
    /// Its word class, where known.
    pub upos: Option<Upos>,
    /// What the lists say of it.
    pub marks: Marks,
    /// Its cluster by distribution in news, the coarser cluster, and how it is capitalised there; 0 where unknown.
    pub news: [u32; 3],
}

impl<'a> Word<'a> {
    /// A word without its marks, which need the whole sentence.
    pub fn new(text: &'a str, upos: Option<Upos>) -> Self {
        Self { text, key: folded(text), upos, marks: Marks::default(), news: [0; 3] }
    }

    fn is_capitalised(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether a name may begin with it: it holds a capital or a digit, or is a particle before a capital.
    pub fn may_begin_name(&self) -> bool {
        self.text.chars().any(|c| c.is_uppercase() || c.is_numeric())
            || matches!(
                self.key.as_str(),
                "al" | "el"
                    | "bin"
                    | "ibn"
                    | "ben"
                    | "abu"
                    | "de"
                    | "di"
                    | "da"
                    | "del"
                    | "della"
                    | "van"
                    | "von"
                    | "der"
                    | "la"
                    | "le"
            )
    }
}

/// The class of a word for telling names: treebanks call the first word of "New York" an adjective and a proper noun.
pub fn word_class(upos: Upos, penn: Penn) -> Upos {
    if matches!(penn, Penn::Nnp | Penn::Nnps) { Upos::Propn } else { upos }
}

/// A sentence of words, marked; with `clusters`, each with its cluster.
pub fn sentence<'a>(
    words: impl IntoIterator<Item = (&'a str, Option<Upos>)>,
    clusters: Option<&Clusters>,
) -> Vec<Word<'a>> {
    let mut words: Vec<Word<'a>> = words.into_iter().map(|(text, upos)| Word::new(text, upos)).collect();
    let texts: Vec<&str> = words.iter().map(|w| w.text).collect();
    for (word, marks) in words.iter_mut().zip(super::lists::lists().mark(&texts)) {
        word.marks = marks;
        if let Some(clusters) = clusters {
            let seen = SyntaxWord::new(word.text, clusters);
            word.news = [seen.cluster, seen.coarse, seen.habit];
        }
    }
    words
}

/// What an article does with a word, as bits; see [`ArticleForms`].
type Habits = u16;
const SEEN_LOWER: Habits = 1;
const SEEN_CAPITAL_INSIDE: Habits = 2;
const AFTER_FIRST_NAME: Habits = 4;
const AFTER_HONORIFIC: Habits = 8;
const AFTER_IN: Habits = 16;
const BEFORE_SAID: Habits = 32;
const IN_ORGANIZATION: Habits = 64;
const AFTER_THE: Habits = 128;
const LAST_OF_LONGER: Habits = 256;
const HABITS: u32 = 9;

/// How the whole article uses each word: a surname alone is known by the full name elsewhere.
#[derive(Debug, Default)]
pub struct ArticleForms {
    habits: HashMap<String, Habits>,
}

impl ArticleForms {
    /// Reads all sentences of an article.
    pub fn read(sentences: &[Vec<Word<'_>>]) -> Self {
        let mut forms = Self::default();
        for words in sentences {
            // A headline in Title Case says nothing of which words are names.
            let capitals = words.iter().filter(|w| w.is_capitalised()).count();
            let titled = capitals * 2 > words.len() && words.len() > 3;
            for at in 0..words.len() {
                forms.read_word(words, at, titled);
            }
        }
        forms
    }

    fn read_word(&mut self, words: &[Word<'_>], at: usize, titled: bool) {
        let word = &words[at];
        let habits = self.habits.entry(word.key.clone()).or_default();
        if !word.is_capitalised() {
            *habits |= SEEN_LOWER;
            return;
        }
        let before = at.checked_sub(1).and_then(|b| words.get(b));
        let after = words.get(at + 1);
        if before.is_some() && !titled {
            *habits |= SEEN_CAPITAL_INSIDE;
        }
        if let Some(before) = before {
            if before.marks.any(FIRST_NAME) && before.is_capitalised() {
                *habits |= AFTER_FIRST_NAME;
            }
            if before.marks.any(HONORIFIC) && before.is_capitalised() {
                *habits |= AFTER_HONORIFIC;
            }
            if matches!(before.key.as_str(), "in" | "at" | "from" | "near") {
                *habits |= AFTER_IN;
            }
            if before.key == "the" {
                *habits |= AFTER_THE;
            }
            if before.is_capitalised() && !titled && !after.is_some_and(Word::is_capitalised) {
                *habits |= LAST_OF_LONGER;
            }
        }
        if let Some(after) = after {
            if matches!(after.key.as_str(), "said" | "says" | "told" | "added" | "who") {
                *habits |= BEFORE_SAID;
            }
            if after.marks.any(&[Mark::LegalForm, Mark::OrganizationWord]) && after.is_capitalised() && !titled {
                *habits |= IN_ORGANIZATION;
            }
        }
    }

    fn of(&self, word: &Word<'_>) -> Habits {
        self.habits.get(&word.key).copied().unwrap_or(0)
    }
}

const FIRST_NAME: &[Mark] = &[Mark::FirstMan, Mark::FirstWoman, Mark::FirstEither];
const HONORIFIC: &[Mark] = &[Mark::HonorificMan, Mark::HonorificWoman, Mark::Honorific];

/// Collects hashed features of one word.
struct Collector<'o> {
    out: &'o mut Vec<u32>,
}

impl Collector<'_> {
    fn add(&mut self, template: u32, parts: &[&str]) {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325 ^ u64::from(template).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        for part in parts {
            for byte in part.bytes() {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
            }
            hash = (hash ^ 0xff).wrapping_mul(0x0000_0100_0000_01b3);
        }
        self.out.push((hash ^ (hash >> 29) ^ (hash >> 43)) as u32);
    }

    fn add_bits(&mut self, template: u32, bits: u32, count: u32) {
        for bit in (0..count).filter(|b| bits & (1 << b) != 0) {
            self.number(template, bit);
        }
    }

    fn number(&mut self, template: u32, number: u32) {
        let mut hash = u64::from(template).wrapping_mul(0x9e37_79b9_7f4a_7c15)
            ^ (u64::from(number) + 1).wrapping_mul(0xff51_afd7_ed55_8ccd);
        hash ^= hash >> 31;
        hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        self.out.push((hash ^ (hash >> 33)) as u32);
    }
}

/// The shape of a word: `Xxxx` gives `Xx`, `U.S.` gives `X.X.`, `A380` gives `Xd`.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    let mut last = ' ';
    for c in text.chars().take(24) {
        let class = match c {
            _ if c.is_uppercase() => 'X',
            _ if c.is_lowercase() => 'x',
            _ if c.is_numeric() => 'd',
            _ => c,
        };
        if class != last || class == 'X' && shape.len() < 3 {
            shape.push(class);
        }
        last = class;
    }
    shape
}

/// The runs of capitalised words that names are made of, joined by small words inside.
fn run_around(words: &[Word<'_>], at: usize) -> Option<(usize, usize)> {
    if !words[at].is_capitalised() {
        return None;
    }
    let joins = |i: usize| {
        matches!(words[i].key.as_str(), "of" | "for" | "&" | "de" | "van" | "von" | "al" | "bin" | "del" | "da")
    };
    let mut start = at;
    while start > 0 && at - start < 8 {
        if words[start - 1].is_capitalised() {
            start -= 1;
        } else if start > 1 && joins(start - 1) && words[start - 2].is_capitalised() {
            start -= 2;
        } else {
            break;
        }
    }
    let mut end = at + 1;
    while end < words.len() && end - at < 8 {
        if words[end].is_capitalised() {
            end += 1;
        } else if end + 1 < words.len() && joins(end) && words[end + 1].is_capitalised() {
            end += 2;
        } else {
            break;
        }
    }
    Some((start, end))
}

/// The hashed features of the word at `at`.
pub fn collect(words: &[Word<'_>], at: usize, article: &ArticleForms, known: &Known, titled: bool, out: &mut Vec<u32>) {
    out.clear();
    if !words[at].may_begin_name() {
        out.push(super::tagger::WRITTEN_SMALL);
    }
    let mut c = Collector { out };
    let key = |offset: isize| -> &str {
        at.checked_add_signed(offset).and_then(|i| words.get(i)).map_or("", |w| w.key.as_str())
    };
    let word = &words[at];
    c.add(0, &[]);
    c.add(1, &[key(0)]);
    c.add(2, &[key(-1)]);
    c.add(3, &[key(1)]);
    c.add(4, &[key(-2)]);
    c.add(5, &[key(2)]);
    c.add(6, &[key(-1), key(0)]);
    c.add(7, &[key(0), key(1)]);
    c.add(8, &[word.text]);
    collect_form(words, at, titled, &mut c);
    collect_neighbours(words, at, &mut c);
    let habits = article.of(word);
    if word.is_capitalised() {
        c.add_bits(40, u32::from(habits), HABITS);
        c.number(41, u32::from(habits));
        if at == 0 {
            c.number(42, u32::from(habits & (SEEN_LOWER | SEEN_CAPITAL_INSIDE)));
        }
    }
    collect_run(words, at, titled, known, &mut c);
    collect_known(words, at, known, &mut c);
}

fn collect_form(words: &[Word<'_>], at: usize, titled: bool, c: &mut Collector<'_>) {
    let word = &words[at];
    let shapes: Vec<String> = (-1..=1)
        .map(|o: isize| at.checked_add_signed(o).and_then(|i| words.get(i)).map_or(String::new(), |w| shape(w.text)))
        .collect();
    let first = if at == 0 { "^" } else { "" };
    let titled = if titled { "T" } else { "" };
    c.add(10, &[&shapes[1], first, titled]);
    c.add(11, &[&shapes[0], &shapes[1]]);
    c.add(12, &[&shapes[1], &shapes[2]]);
    c.add(13, &[&shapes[0], &shapes[1], &shapes[2]]);
    let letters: Vec<char> = word.key.chars().take(40).collect();
    let mut buffer = String::new();
    for length in 1..=4.min(letters.len()) {
        buffer.clear();
        buffer.extend(&letters[..length]);
        c.add(14, &[&buffer]);
        buffer.clear();
        buffer.extend(&letters[letters.len() - length..]);
        c.add(15, &[&buffer, if word.is_capitalised() { "X" } else { "" }]);
    }
}

fn collect_neighbours(words: &[Word<'_>], at: usize, c: &mut Collector<'_>) {
    let capital = if words[at].is_capitalised() { "X" } else { "x" };
    for (slot, offset) in [-2, -1, 0, 1, 2].into_iter().enumerate() {
        let Some(word) = at.checked_add_signed(offset).and_then(|i| words.get(i)) else { continue };
        let slot = slot as u32;
        let upos = word.upos.map_or("", |u| u.as_str());
        if offset.abs() < 2 {
            c.add_bits(20 + slot, word.marks.0, super::lists::MARKS as u32);
            c.number(25 + slot, word.marks.0);
        }
        c.add(30 + slot, &[upos, capital]);
        c.number(50 + slot, word.news[0]);
        c.number(55 + slot, word.news[1]);
        if offset.abs() < 2 {
            c.number(80 + slot, word.news[2]);
        }
    }
    let upos = |offset: isize| {
        at.checked_add_signed(offset).and_then(|i| words.get(i)).and_then(|w| w.upos).map_or("", |u| u.as_str())
    };
    c.add(35, &[upos(-1), upos(0)]);
    c.add(36, &[upos(0), upos(1)]);
    c.add(37, &[upos(-1), upos(0), upos(1)]);
}

fn collect_run(words: &[Word<'_>], at: usize, titled: bool, known: &Known, c: &mut Collector<'_>) {
    let Some((start, end)) = run_around(words, at) else { return };
    let place = match (at == start, at + 1 == end) {
        (true, true) => "S",
        (true, false) => "B",
        (false, true) => "E",
        (false, false) => "M",
    };
    let (first, last) = (&words[start], &words[end - 1]);
    let before = start.checked_sub(1).map_or("^", |b| words[b].key.as_str());
    let after = words.get(end).map_or("$", |w| w.key.as_str());
    let length = (end - start).min(5) as u32;
    c.add(60, &[place, if titled { "T" } else { "" }]);
    c.number(61, length * 8 + u32::from(at == start));
    c.add(62, &[&last.key]);
    c.add(63, &[&first.key]);
    c.add(64, &[before, place]);
    c.add(65, &[after, place]);
    c.add(66, &[before, after]);
    c.add_bits(67, last.marks.0, super::lists::MARKS as u32);
    c.add_bits(68, first.marks.0, super::lists::MARKS as u32);
    let inside = words[start..end].iter().fold(0, |bits, w| bits | w.marks.0);
    c.add_bits(69, inside, super::lists::MARKS as u32);
    if let Some(word) = words.get(end) {
        c.number(70, word.news[0]);
        c.number(73, word.news[1]);
    }
    if let Some(word) = start.checked_sub(1).and_then(|b| words.get(b)) {
        c.number(71, word.news[0]);
        c.number(74, word.news[1]);
    }
    c.number(75, last.news[0]);
    c.number(76, first.news[0]);
    let whole: Vec<&str> = words[start..end].iter().map(|w| w.key.as_str()).collect();
    c.add(72, &whole);
    let use_of_whole = known.code(whole.iter().copied());
    let use_of_last = known.code(std::iter::once(last.key.as_str()));
    c.number(90, u32::from(use_of_whole));
    c.number(91, u32::from(use_of_last));
    c.number(92, u32::from(known.code(std::iter::once(first.key.as_str()))));
    c.number(93, u32::from(use_of_last) * 8 + length);
}

/// What kind of name the word and its neighbours mostly are in news.
fn collect_known(words: &[Word<'_>], at: usize, known: &Known, c: &mut Collector<'_>) {
    for (slot, offset) in [-1, 0, 1].into_iter().enumerate() {
        let Some(word) = at.checked_add_signed(offset).and_then(|i| words.get(i)) else { continue };
        if word.may_begin_name() {
            let code = u32::from(known.code(std::iter::once(word.key.as_str())));
            c.number(94 + slot as u32, code);
            c.number(97 + slot as u32, code.div_ceil(3));
        }
    }
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
