//! Abbreviations that keep their stop: `rules/syntax/abbreviations.toml`.

use std::collections::{BTreeMap, BTreeSet};
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

#[derive(Default, Deserialize)]
struct Lists {
    before_name: Vec<String>,
    before_name_small: Vec<String>,
    anywhere: Vec<String>,
}

struct Known {
    any_case: BTreeMap<String, Abbreviation>,
    small: BTreeSet<String>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let text = include_str!("../../../rules/syntax/abbreviations.toml");
    let lists: Lists = toml::from_str(text).unwrap_or_default();
    let anywhere = lists.anywhere.into_iter().map(|a| (a, Abbreviation::Anywhere));
    let before_name = lists.before_name.into_iter().map(|a| (a, Abbreviation::BeforeName));
    Known { any_case: anywhere.chain(before_name).collect(), small: lists.before_name_small.into_iter().collect() }
});

/// What is known of this word as an abbreviation; `word` is without its last stop.
pub fn find(word: &str) -> Option<Abbreviation> {
    if word.len() > 12 {
        return None;
    }
    let lower = word.to_lowercase();
    let shouted = word.chars().skip(1).any(char::is_uppercase);
    if KNOWN.small.contains(&lower) && !shouted {
        return Some(Abbreviation::BeforeName);
    }
    KNOWN.any_case.get(&lower).copied()
}
