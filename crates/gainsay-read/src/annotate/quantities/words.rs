//! The words around numbers: `rules/quantities/words.toml`, read once.

use std::collections::{BTreeMap, HashMap, HashSet};
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

/// Phrases cut into words.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    pub(super) before: List<Bound>,
    pub(super) after: List<Bound>,
    pub(super) vague: List<(f64, f64)>,
    pub(super) exact: List<f64>,
    pub(super) shares: List<f64>,
    pub(super) percent: List<()>,
    /// What a number with its currency, its bounds and its phrases may begin with, digits and number words aside.
    pub(super) begins: HashSet<String>,
}

/// Phrases by their first word, the longest of each first.
#[derive(Debug)]
pub(super) struct List<T>(HashMap<String, Vec<(Vec<String>, T)>>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T> List<T> {
    fn new(mut phrases: Vec<(Vec<String>, T)>) -> Self {
        phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        let mut by_first: HashMap<String, Vec<(Vec<String>, T)>> = HashMap::new();
        for (words, value) in phrases {
            if let Some(first) = words.first() {
                by_first.entry(first.clone()).or_default().push((words, value));
            }
        }
        Self(by_first)
    }

    /// The phrases that begin with a word.
    pub(super) fn beginning(&self, first: &str) -> &[(Vec<String>, T)] {
        self.0.get(first).map_or(&[], Vec::as_slice)
    }

    fn firsts(&self) -> impl Iterator<Item = &String> {
        self.0.keys()
    }
}

/// Words of a phrase as pieces are cut: dashes by themselves.
fn split(phrase: &str) -> Vec<String> {
    phrase.replace('-', " - ").split_whitespace().map(str::to_owned).collect()
}

impl Bounds {
    fn phrases(&self) -> List<Bound> {
        let kinds = [
            (&self.least, Bound::Least),
            (&self.most, Bound::Most),
            (&self.about, Bound::About),
            (&self.near, Bound::Near),
        ];
        List::new(kinds.into_iter().flat_map(|(list, bound)| list.iter().map(move |p| (split(p), bound))).collect())
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
        let keys = |map: &BTreeMap<String, f64>| List::new(map.iter().map(|(k, v)| (split(k), *v)).collect());
        words.phrases = Phrases {
            before: words.before.phrases(),
            after: words.after.phrases(),
            vague: List::new(words.vague.iter().map(|(k, v)| (split(k), *v)).collect()),
            exact: keys(&words.exact),
            shares: keys(&words.shares),
            percent: List::new(words.percent.words.iter().map(|p| (split(p), ())).collect()),
            begins: HashSet::new(),
        };
        words.phrases.begins = words.begins();
        Ok(words)
    }

    fn begins(&self) -> HashSet<String> {
        let Phrases { before, vague, exact, shares, .. } = &self.phrases;
        let mut begins: HashSet<String> = ["between", "from"].map(str::to_owned).into();
        begins.extend(before.firsts().chain(vague.firsts()).chain(exact.firsts()).chain(shares.firsts()).cloned());
        for sign in self.currencies.before.keys() {
            begins.insert(sign.clone());
            // "US$": letters and a sign that are cut apart.
            let mut letters = sign.clone();
            letters.pop();
            begins.insert(letters);
        }
        begins
    }

    /// Phrases by their first words.
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
        assert!(words.phrases().before.firsts().count() > 10);
    }
}
