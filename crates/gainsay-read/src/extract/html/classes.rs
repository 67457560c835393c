//! What the classes, ids and roles of an element say of what it holds. The words are data, in `rules/extract/classes.toml`.

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap},
    ops::Range,
    sync::LazyLock,
};

use aho_corasick::{AhoCorasick, AhoCorasickKind};
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

/// Finds where any of the words, or the first of a pair, stands in an attribute.
static BEGINNINGS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let beginnings = WORDS.keys().map(|word| word.split('-').next().unwrap_or(word));
    AhoCorasick::builder().ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA)).build(beginnings).ok()
});

/// Whether any word may stand here as a word of its own: in most attributes none does, and this look is quick.
fn may_name(attribute: &str) -> bool {
    let Some(beginnings) = BEGINNINGS.as_ref() else { return true };
    let bytes = attribute.as_bytes();
    let apart = |left: u8, right: u8| {
        !left.is_ascii_alphanumeric()
            || !right.is_ascii_alphanumeric()
            || (!left.is_ascii_uppercase() && right.is_ascii_uppercase())
    };
    beginnings.find_overlapping_iter(attribute).any(|found| {
        let starts = found.start() == 0 || apart(bytes[found.start() - 1], bytes[found.start()]);
        let ends = found.end() == bytes.len() || apart(bytes[found.end() - 1], bytes[found.end()]);
        starts && ends
    })
}

/// What a class or id attribute names: the kind, and the word that does.
pub(super) type Named = Option<(RegionKind, &'static str)>;

/// What the attributes of a page name, by their text: a page gives the same few classes to most of its elements.
#[derive(Default)]
pub(super) struct Names(RefCell<HashMap<String, Named>>);

impl Names {
    /// The kind that an attribute names, and the word that does.
    pub(super) fn kind_of(&self, attribute: &str) -> Named {
        let known = self.0.borrow().get(attribute).copied();
        known.unwrap_or_else(|| {
            let named = kind_of(attribute);
            self.0.borrow_mut().insert(attribute.to_owned(), named);
            named
        })
    }
}

fn kind_of(attribute: &str) -> Named {
    if !may_name(attribute) {
        return None;
    }
    let end = attribute.char_indices().nth(LONGEST).map_or(attribute.len(), |(at, _)| at);
    attribute[..end].split_whitespace().find_map(kind_of_class)
}

/// The kind that one class names: by two of its words next to each other, else by one.
fn kind_of_class(class: &str) -> Named {
    let (lower, words) = split(class);
    let pairs = words.windows(2).filter_map(|pair| lower.get(pair[0].start..pair[1].end));
    let mut named = pairs.chain(words.iter().filter_map(|word| lower.get(word.clone())));
    named.find_map(|word| WORDS.get_key_value(word).map(|(word, kind)| (*kind, word.as_str())))
}

/// `relatedStories__list-item` → `related-stories-list-item`, and where its words stand.
fn split(class: &str) -> (String, Vec<Range<usize>>) {
    let mut lower = String::with_capacity(class.len() + 8);
    let mut words: Vec<Range<usize>> = Vec::new();
    let (mut before_lower, mut inside) = (false, false);
    for c in class.chars() {
        if !c.is_alphanumeric() || (before_lower && c.is_uppercase()) {
            inside = false;
        }
        before_lower = c.is_lowercase() || c.is_numeric();
        if !c.is_alphanumeric() {
            continue;
        }
        if !inside {
            if !lower.is_empty() {
                lower.push('-');
            }
            words.push(lower.len()..lower.len());
            inside = true;
        }
        lower.extend(c.to_lowercase());
        if let Some(word) = words.last_mut() {
            word.end = lower.len();
        }
    }
    (lower, words)
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
