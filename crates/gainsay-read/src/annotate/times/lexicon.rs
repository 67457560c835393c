//! The words of time and number: `rules/times/words.toml`, read once.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use serde::Deserialize;

/// One meaning of a word.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Its class: "month", "unit".
    pub(crate) class: &'static str,
    /// Its value within the class: 5 for May.
    pub(crate) value: i64,
    /// Its symbol within the class: "day" for "days".
    pub(crate) symbol: &'static str,
    /// Whether it only counts with a capital: "May".
    pub(crate) capital: bool,
}

#[derive(Deserialize)]
struct File {
    class: Vec<Class>,
}

#[derive(Deserialize)]
struct Class {
    name: String,
    #[serde(default)]
    words: BTreeMap<String, i64>,
    #[serde(default)]
    symbols: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    capital: Vec<String>,
}

/// All words, by their lower-case form.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    words: HashMap<String, Vec<Entry>>,
}

impl Lexicon {
    /// The one in `rules/times/words.toml`.
    pub(crate) fn get() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        // A broken file gives an empty lexicon; the test below keeps that from being landed.
        LEXICON.get_or_init(|| Self::parse(include_str!("../../../rules/times/words.toml")).unwrap_or_default())
    }

    fn parse(toml: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(toml)?;
        let mut words: HashMap<String, Vec<Entry>> = HashMap::new();
        for class in file.class {
            let name: &'static str = class.name.leak();
            let mut add = |word: &str, value: i64, symbol: &'static str| {
                let capital = class.capital.iter().any(|c| c == word);
                words.entry(word.to_owned()).or_default().push(Entry { class: name, value, symbol, capital });
            };
            for (word, value) in &class.words {
                add(word, *value, "");
            }
            for (symbol, forms) in class.symbols {
                let symbol: &'static str = symbol.leak();
                for form in &forms {
                    add(form, 0, symbol);
                }
            }
        }
        Ok(Self { words })
    }

    /// What is known of a lower-case word.
    pub(crate) fn entries(&self, lower: &str) -> &[Entry] {
        self.words.get(lower).map_or(&[], Vec::as_slice)
    }

    /// The word's meaning in a class.
    #[cfg(test)]
    pub(crate) fn find(&self, lower: &str, class: &str) -> Option<&Entry> {
        self.entries(lower).iter().find(|e| e.class == class)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_file_reads() {
        let lexicon = Lexicon::parse(include_str!("../../../rules/times/words.toml")).expect("words.toml is sound");
        assert_eq!(lexicon.find("september", "month").map(|e| e.value), Some(9));
        assert!(lexicon.find("may", "month").is_some_and(|e| e.capital));
    }
}
