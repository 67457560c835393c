//! What the classes, ids and roles of an element say of what it holds. The words are data, in `rules/extract/classes.toml`.

use std::{collections::BTreeMap, sync::LazyLock};

use gainsay_core::RegionKind;
use serde::Deserialize;

const FILE: &str = include_str!("../../../rules/extract/classes.toml");
/// Longer attributes are style sheets written as classes; only their beginning is looked at.
const LONGEST: usize = 400;

#[derive(Deserialize)]
struct Group {
    kind: RegionKind,
    /// Words that say it alone.
    words: Vec<String>,
    /// Words that say it only next to each other, joined by `-`.
    #[serde(default)]
    pairs: Vec<String>,
    /// Classes of which this kind is to come out.
    #[cfg_attr(not(test), allow(dead_code, reason = "read by the rules' test"))]
    #[serde(rename = "match")]
    examples: Vec<String>,
    /// Classes of which it isn't.
    #[cfg_attr(not(test), allow(dead_code, reason = "read by the rules' test"))]
    no_match: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    group: Vec<Group>,
}

static WORDS: LazyLock<BTreeMap<String, RegionKind>> = LazyLock::new(|| {
    let groups = toml::from_str::<File>(FILE).map(|file| file.group).unwrap_or_default();
    groups.into_iter().flat_map(|g| g.words.into_iter().chain(g.pairs).map(move |word| (word, g.kind))).collect()
});

/// The kind that a class or id attribute names, and the word that does.
pub(super) fn kind_of(attribute: &str) -> Option<(RegionKind, String)> {
    let end = attribute.char_indices().nth(LONGEST).map_or(attribute.len(), |(at, _)| at);
    for class in attribute[..end].split_whitespace() {
        let words = split(class);
        let pairs = words.windows(2).map(|pair| pair.join("-"));
        if let Some((kind, word)) =
            pairs.chain(words.iter().cloned()).find_map(|w| WORDS.get(&w).map(|kind| (*kind, w)))
        {
            return Some((kind, word));
        }
    }
    None
}

/// `relatedStories__list-item` → `related`, `stories`, `list`, `item`.
fn split(class: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before_lower = false;
    for c in class.chars() {
        if !c.is_alphanumeric() || (before_lower && c.is_uppercase()) {
            words.push(String::new());
        }
        before_lower = c.is_lowercase() || c.is_numeric();
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|w| !w.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_group_has_its_examples() {
        let file: File = toml::from_str(FILE).unwrap();
        for group in &file.group {
            for example in &group.examples {
                assert_eq!(kind_of(example).map(|k| k.0), Some(group.kind), "{example}");
            }
            for example in &group.no_match {
                assert_ne!(kind_of(example).map(|k| k.0), Some(group.kind), "{example}");
            }
        }
    }
}
