//! Abbreviations that keep their stop: `rules/syntax/abbreviations.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// What an abbreviation says about the end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// A name or number follows it: it never ends a sentence.
    BeforeName,
    /// It may end one.
    Anywhere,
}

#[derive(Deserialize)]
struct Lists {
    before_name: Vec<String>,
    anywhere: Vec<String>,
}

static KNOWN: LazyLock<BTreeMap<String, Abbreviation>> = LazyLock::new(|| {
    let text = include_str!("../../../rules/syntax/abbreviations.toml");
    let lists: Lists = toml::from_str(text).unwrap_or(Lists { before_name: Vec::new(), anywhere: Vec::new() });
    let anywhere = lists.anywhere.into_iter().map(|a| (a, Abbreviation::Anywhere));
    anywhere.chain(lists.before_name.into_iter().map(|a| (a, Abbreviation::BeforeName))).collect()
});

/// What is known of this word as an abbreviation; `word` is without its last stop.
pub fn find(word: &str) -> Option<Abbreviation> {
    if word.len() > 12 {
        return None;
    }
    KNOWN.get(&word.to_lowercase()).copied()
}
