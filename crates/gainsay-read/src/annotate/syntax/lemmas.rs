//! Lemmas: decisions learned for word ends, the longest known end deciding, whole words before all.

use std::collections::BTreeMap;

use gainsay_core::{Penn, Upos};

use super::linear::{Reader, write_text};
use super::words::{mix, normalize};

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
        let form = cased(form, self.keep_case);
        let keep = form.chars().count().saturating_sub(usize::from(self.cut));
        form.chars().take(keep).chain(self.ending.chars()).collect()
    }
}

fn cased(form: &str, keep: bool) -> String {
    let form = if form.len() == 1 { form.to_owned() } else { form.replace(['’', '‘'], "'") };
    if keep { form } else { form.to_lowercase() }
}

/// Longest word end that is looked up.
pub const LONGEST_END: usize = 6;

/// A trained lemmatizer.
#[derive(Debug, Default)]
pub struct Lemmas {
    /// The rules.
    pub rules: Vec<Rule>,
    /// Which rule each [`key`] has.
    pub decisions: BTreeMap<u32, u16>,
}

/// The keys of a form with a tag: the whole form first, then its ends from long to short, then the tag alone.
pub fn keys(form: &str, penn: Penn, upos: Upos) -> Vec<u32> {
    let chars: Vec<char> = normalize(form).collect();
    let lower: Vec<char> = chars.iter().flat_map(|c| c.to_lowercase()).collect();
    let tag = penn as u32 * 32 + upos as u32;
    let whole = |chars: &[char], seed| chars.iter().fold(mix(seed, tag), |hash, c| mix(hash, *c as u32));
    let mut keys = vec![whole(&chars, 1), whole(&lower, 2)];
    for length in (0..=LONGEST_END.min(lower.len())).rev() {
        keys.push(whole(&lower[lower.len() - length..], 3 + length as u32));
    }
    keys
}

impl Lemmas {
    /// The lemma of a form with its tags.
    pub fn lemma(&self, form: &str, penn: Penn, upos: Upos) -> String {
        let rule = keys(form, penn, upos).iter().find_map(|k| self.decisions.get(k));
        match rule.and_then(|r| self.rules.get(usize::from(*r))) {
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
        out.extend((self.decisions.len() as u32).to_le_bytes());
        for (key, rule) in &self.decisions {
            out.extend(key.to_le_bytes());
            out.extend(rule.to_le_bytes());
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
        for _ in 0..reader.u32()? {
            lemmas.decisions.insert(reader.u32()?, reader.u16()?);
        }
        Some(lemmas)
    }
}
