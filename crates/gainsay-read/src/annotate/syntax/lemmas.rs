//! Lemmas: decisions learned for word ends, the longest known end deciding, whole words before all.

use gainsay_core::{Penn, Upos};

use super::linear::{Reader, write_text};
use super::table::Table;
use super::words::{Letters, mix};

/// What makes a lemma of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rule {
    /// Whether capitals stay.
    pub keep_case: bool,
    /// How many characters are cut from the end.
    pub cut: u8,
    /// What is put in their place.
    pub ending: String,
}

impl Rule {
    /// The rule that makes `lemma` of `form`.
    pub fn between(form: &str, lemma: &str) -> Self {
        let keep_case = lemma.chars().any(char::is_uppercase);
        let form = cased(form, keep_case);
        let shared = form.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
        let cut = (form.chars().count() - shared).min(255) as u8;
        Self { keep_case, cut, ending: lemma.chars().skip(shared).collect() }
    }

    /// The lemma of `form`; the form itself where the rule doesn't fit.
    pub fn apply(&self, form: &str) -> String {
        let mut lemma = cased(form, self.keep_case);
        for _ in 0..self.cut {
            lemma.pop();
        }
        lemma.push_str(&self.ending);
        lemma
    }
}

fn cased(form: &str, keep: bool) -> String {
    let mut form = if keep { form.to_owned() } else { form.to_lowercase() };
    if form.len() > 1 && form.contains(['’', '‘']) {
        form = form.replace(['’', '‘'], "'");
    }
    form
}

/// Longest word end that is looked up.
pub const LONGEST_END: usize = 6;

/// A trained lemmatizer.
#[derive(Debug, Default)]
pub struct Lemmas {
    /// The rules.
    pub rules: Vec<Rule>,
    /// Which rule each `key` has.
    pub decisions: Table,
}

/// How many keys a form has.
pub const KEYS: usize = LONGEST_END + 3;

/// The keys of a form with a tag: the whole form first, then its ends from long to short, then the tag alone. Where the
/// form has fewer ends, its longest counts more than once.
pub fn keys(form: &str, penn: Penn, upos: Upos) -> [u32; KEYS] {
    let chars = Letters::of(form);
    let lower = Letters::lower_case(form);
    let (chars, lower) = (chars.as_slice(), lower.as_slice());
    let tag = penn as u32 * 32 + upos as u32;
    let start = |seed| mix(mix(7, seed), tag);
    let mut keys = [0; KEYS];
    keys[0] = chars.iter().fold(start(1), |hash, c| mix(hash, *c as u32)) | 1;
    keys[1] = lower.iter().fold(start(2), |hash, c| mix(hash, *c as u32)) | 1;
    // From the last character backwards each end goes on from the shorter one.
    let mut hash = start(3);
    keys[KEYS - 1] = hash | 1;
    for length in 1..=LONGEST_END {
        if let Some(c) = lower.len().checked_sub(length).and_then(|at| lower.get(at)) {
            hash = mix(hash, *c as u32);
        }
        keys[KEYS - 1 - length] = hash | 1;
    }
    keys
}

impl Lemmas {
    /// The lemma of a form with its tags.
    pub fn lemma(&self, form: &str, penn: Penn, upos: Upos) -> String {
        let rule = keys(form, penn, upos).iter().find_map(|k| self.decisions.get(*k));
        match rule.and_then(|r| self.rules.get(r as usize)) {
            Some(rule) => rule.apply(form),
            None => cased(form, upos == Upos::Propn),
        }
    }

    /// Appends the lemmatizer to `out`.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend((self.rules.len() as u32).to_le_bytes());
        for rule in &self.rules {
            out.extend([u8::from(rule.keep_case), rule.cut]);
            write_text(&rule.ending, out);
        }
        let decisions = self.decisions.entries();
        out.extend((decisions.len() as u32).to_le_bytes());
        for (key, rule) in decisions {
            out.extend(key.to_le_bytes());
            out.extend((rule as u16).to_le_bytes());
        }
    }

    /// Reads what [`Lemmas::write`] wrote.
    pub fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let mut lemmas = Self::default();
        for _ in 0..reader.u32()? {
            let (keep_case, cut) = match reader.bytes(2)? {
                [keep, cut] => (*keep == 1, *cut),
                _ => return None,
            };
            lemmas.rules.push(Rule { keep_case, cut, ending: reader.text()?.to_owned() });
        }
        let mut decisions = Vec::new();
        for _ in 0..reader.u32()? {
            decisions.push((reader.u32()?, u32::from(reader.u16()?)));
        }
        lemmas.decisions = Table::new(&decisions);
        Some(lemmas)
    }
}
