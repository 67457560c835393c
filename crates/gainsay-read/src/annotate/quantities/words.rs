//! The words around numbers: `rules/quantities/words.toml`, read once.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

/// How a word bounds a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    /// The number itself.
    Exact,
    /// It is the least.
    Least,
    /// It is the greatest.
    Most,
    /// It is rough.
    About,
    /// It is rough, and not more.
    Near,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Bounds {
    #[serde(default)]
    least: Vec<String>,
    #[serde(default)]
    most: Vec<String>,
    #[serde(default)]
    about: Vec<String>,
    #[serde(default)]
    near: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Currencies {
    pub(super) before: BTreeMap<String, String>,
    pub(super) after: BTreeMap<String, String>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Percent {
    words: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Labels {
    pub(super) before: Vec<String>,
    pub(super) after: Vec<String>,
}

/// All of them.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Words {
    before: Bounds,
    after: Bounds,
    vague: BTreeMap<String, (f64, f64)>,
    exact: BTreeMap<String, f64>,
    shares: BTreeMap<String, f64>,
    pub(super) currencies: Currencies,
    percent: Percent,
    pub(super) tight: BTreeMap<String, String>,
    pub(super) same: BTreeMap<String, String>,
    pub(super) labels: Labels,
    #[serde(skip)]
    phrases: Phrases,
}

/// Phrases cut into words, longest first.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    pub(super) before: Vec<(Vec<String>, Bound)>,
    pub(super) after: Vec<(Vec<String>, Bound)>,
    pub(super) vague: Vec<(Vec<String>, (f64, f64))>,
    pub(super) exact: Vec<(Vec<String>, f64)>,
    pub(super) shares: Vec<(Vec<String>, f64)>,
    pub(super) percent: Vec<(Vec<String>, ())>,
}

/// Words of a phrase as pieces are cut: dashes by themselves.
fn split(phrase: &str) -> Vec<String> {
    phrase.replace('-', " - ").split_whitespace().map(str::to_owned).collect()
}

fn longest_first<T>(mut phrases: Vec<(Vec<String>, T)>) -> Vec<(Vec<String>, T)> {
    phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    phrases
}

impl Bounds {
    fn phrases(&self) -> Vec<(Vec<String>, Bound)> {
        let kinds = [
            (&self.least, Bound::Least),
            (&self.most, Bound::Most),
            (&self.about, Bound::About),
            (&self.near, Bound::Near),
        ];
        longest_first(kinds.into_iter().flat_map(|(list, bound)| list.iter().map(move |p| (split(p), bound))).collect())
    }
}

impl Words {
    /// The ones in `rules/quantities/words.toml`.
    pub(super) fn get() -> &'static Self {
        static WORDS: OnceLock<Words> = OnceLock::new();
        // A broken file gives no words; the test below keeps that from being landed.
        WORDS.get_or_init(|| Self::parse(include_str!("../../../rules/quantities/words.toml")).unwrap_or_default())
    }

    fn parse(toml: &str) -> Result<Self, toml::de::Error> {
        let mut words: Self = toml::from_str(toml)?;
        let keys = |map: &BTreeMap<String, f64>| longest_first(map.iter().map(|(k, v)| (split(k), *v)).collect());
        words.phrases = Phrases {
            before: words.before.phrases(),
            after: words.after.phrases(),
            vague: longest_first(words.vague.iter().map(|(k, v)| (split(k), *v)).collect()),
            exact: keys(&words.exact),
            shares: keys(&words.shares),
            percent: longest_first(words.percent.words.iter().map(|p| (split(p), ())).collect()),
        };
        Ok(words)
    }

    /// Phrases, longest first.
    pub(super) fn phrases(&self) -> &Phrases {
        &self.phrases
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_file_reads() {
        let words = Words::parse(include_str!("../../../rules/quantities/words.toml")).expect("words.toml is sound");
        assert!(words.phrases().before.len() > 20);
    }
}
