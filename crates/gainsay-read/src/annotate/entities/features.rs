//! What the name tagger sees of a word: its form, its neighbours, the lists, the run of capitals it stands in, and what
//! the rest of the article does with it.
//!
//! Recipe and program share this file, so that a model can't be asked for features it never saw.

use super::forms::{ArticleForms, HABITS, SEEN_CAPITAL_INSIDE, SEEN_LOWER};
use super::known::Known;
use super::lists::MARKS;
use super::word::Word;

/// A pseudo-feature, and always the first: no name begins with the word, as it is written small.
pub const WRITTEN_SMALL: u32 = 0;
/// A pseudo-feature, and then the only one: the word is in no name.
pub const IN_NO_NAME: u32 = 1;

/// So many words written small may follow one another inside a name ("Ministry of foreign affairs").
const SMALL_INSIDE: usize = 3;

/// What stands for a word before the first or after the last.
const NOBODY: u32 = 2;

/// Collects hashed features of one word.
pub(super) struct Collector<'o> {
    pub(super) out: &'o mut Vec<u32>,
}

impl Collector<'_> {
    /// Hashes a template's number and its parts by a sum of products (Dietzfelbinger 1996).
    #[inline]
    pub(super) fn add<const N: usize>(&mut self, template: u32, parts: [u32; N]) {
        const PLACES: [u64; 4] =
            [0xd6e8_feb8_6659_fd93, 0xa076_1d64_78bd_642f, 0xe703_7ed1_a0b4_28db, 0x8ebc_6af0_9c88_c6e3];
        let mut sum = (u64::from(template) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        for (part, place) in parts.iter().zip(PLACES) {
            sum = sum.wrapping_add((u64::from(*part) + 1).wrapping_mul(place));
        }
        // The lowest numbers are kept for pseudo-features.
        self.out.push(((sum ^ (sum >> 29)) >> 32) as u32 | 2);
    }

    fn add_bits(&mut self, template: u32, bits: u32, count: u32) {
        for bit in (0..count).filter(|b| bits & (1 << b) != 0) {
            self.add(template, [bit]);
        }
    }
}

/// The run of capitalised words around a word that names are made of, joined by small words inside.
pub(super) fn run_around(words: &[Word<'_>], at: usize) -> Option<(usize, usize)> {
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

/// The word so far from this one.
fn near<'w, 't>(words: &'w [Word<'t>], at: usize, offset: isize) -> Option<&'w Word<'t>> {
    at.checked_add_signed(offset).and_then(|i| words.get(i))
}

/// The hashed features of the word at `at`.
pub fn collect(words: &[Word<'_>], at: usize, article: &ArticleForms, known: &Known, titled: bool, out: &mut Vec<u32>) {
    out.clear();
    if !words[at].may_begin_name() {
        if !words[at.saturating_sub(SMALL_INSIDE)..at].iter().any(Word::may_begin_name) {
            out.push(IN_NO_NAME);
            return;
        }
        out.push(WRITTEN_SMALL);
    }
    let mut c = Collector { out };
    let id = |offset: isize| near(words, at, offset).map_or(NOBODY, |w| w.id);
    c.add(0, []);
    c.add(1, [id(0)]);
    c.add(2, [id(-1)]);
    c.add(3, [id(1)]);
    c.add(4, [id(-2)]);
    c.add(5, [id(2)]);
    c.add(6, [id(-1), id(0)]);
    c.add(7, [id(0), id(1)]);
    c.add(8, [words[at].hashes.form]);
    collect_form(words, at, titled, &mut c);
    collect_neighbours(words, at, &mut c);
    collect_habits(words, at, article, &mut c);
    collect_run(words, at, titled, known, &mut c);
    collect_known(words, at, known, &mut c);
}

fn collect_form(words: &[Word<'_>], at: usize, titled: bool, c: &mut Collector<'_>) {
    let word = &words[at];
    let shape = |offset: isize| near(words, at, offset).map_or(NOBODY, |w| w.hashes.shape);
    c.add(10, [shape(0), u32::from(at == 0), u32::from(titled)]);
    c.add(11, [shape(-1), shape(0)]);
    c.add(12, [shape(0), shape(1)]);
    c.add(13, [shape(-1), shape(0), shape(1)]);
    for prefix in word.hashes.prefixes {
        c.add(14, [prefix]);
    }
    for suffix in word.hashes.suffixes {
        c.add(15, [suffix, u32::from(word.is_capitalised())]);
    }
}

fn collect_neighbours(words: &[Word<'_>], at: usize, c: &mut Collector<'_>) {
    let capital = u32::from(words[at].is_capitalised());
    let class = |word: &Word<'_>| word.upos.map_or(NOBODY, |u| 10 + u as u32);
    for (slot, offset) in (0..).zip([-2, -1, 0, 1, 2]) {
        let Some(word) = near(words, at, offset) else { continue };
        if offset.abs() < 2 {
            c.add_bits(20 + slot, word.marks.0, MARKS as u32);
            c.add(25 + slot, [word.marks.0]);
            c.add(80 + slot, [word.hashes.habit]);
        }
        c.add(30 + slot, [class(word), capital]);
        c.add(50 + slot, [word.hashes.cluster]);
        c.add(55 + slot, [word.hashes.coarse]);
    }
    let class = |offset: isize| near(words, at, offset).map_or(NOBODY, class);
    c.add(35, [class(-1), class(0)]);
    c.add(36, [class(0), class(1)]);
    c.add(37, [class(-1), class(0), class(1)]);
}

fn collect_habits(words: &[Word<'_>], at: usize, article: &ArticleForms, c: &mut Collector<'_>) {
    if !words[at].is_capitalised() {
        return;
    }
    let habits = article.of(&words[at]);
    c.add_bits(40, u32::from(habits), HABITS);
    c.add(41, [u32::from(habits)]);
    if at == 0 {
        c.add(42, [u32::from(habits & (SEEN_LOWER | SEEN_CAPITAL_INSIDE))]);
    }
}

fn collect_run(words: &[Word<'_>], at: usize, titled: bool, known: &Known, c: &mut Collector<'_>) {
    let Some((start, end)) = run_around(words, at) else { return };
    let place = u32::from(at == start) * 2 + u32::from(at + 1 == end);
    let (first, last) = (&words[start], &words[end - 1]);
    let (before, after) = (start.checked_sub(1).and_then(|b| words.get(b)), words.get(end));
    let id = |word: Option<&Word<'_>>| word.map_or(NOBODY, |w| w.id);
    let length = (end - start).min(5) as u32;
    c.add(60, [place, u32::from(titled)]);
    c.add(61, [length, u32::from(at == start)]);
    c.add(62, [last.id]);
    c.add(63, [first.id]);
    c.add(64, [id(before), place]);
    c.add(65, [id(after), place]);
    c.add(66, [id(before), id(after)]);
    c.add_bits(67, last.marks.0, MARKS as u32);
    c.add_bits(68, first.marks.0, MARKS as u32);
    let inside = words[start..end].iter().fold(0, |bits, w| bits | w.marks.0);
    c.add_bits(69, inside, MARKS as u32);
    for (template, word) in [(70, after), (71, before)] {
        if let Some(word) = word {
            c.add(template, [word.hashes.cluster]);
            c.add(template + 3, [word.hashes.coarse]);
        }
    }
    c.add(75, [last.hashes.cluster]);
    c.add(76, [first.hashes.cluster]);
    let whole = Known::hash(words[start..end].iter().map(|w| w.id));
    c.add(72, [whole]);
    let use_of = |word: &Word<'_>| u32::from(known.code(Known::hash([word.id])));
    c.add(90, [u32::from(known.code(whole))]);
    c.add(91, [use_of(last)]);
    c.add(92, [use_of(first)]);
    c.add(93, [use_of(last), length]);
}

/// What kind of name the word and its neighbours mostly are in news.
fn collect_known(words: &[Word<'_>], at: usize, known: &Known, c: &mut Collector<'_>) {
    for (slot, offset) in (0..).zip([-1, 0, 1]) {
        let Some(word) = near(words, at, offset).filter(|w| w.may_begin_name()) else { continue };
        let code = u32::from(known.code(Known::hash([word.id])));
        c.add(94 + slot, [code]);
        c.add(97 + slot, [code.div_ceil(3)]);
    }
}
