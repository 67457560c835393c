//! The word lists of `rules/events`: which nouns and verbs tell of events, and how they take their arguments.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

/// To whom the owner of an event noun stands as what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// "the envoy's visit": he does it.
    Agent,
    /// "the envoy's arrest": it is done to him.
    Patient,
}

/// What an event noun needs beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// Nothing.
    None,
    /// A time, a support verb, a party.
    Weak,
    /// One of these, or a verb that acts on it.
    Standing,
}

/// What is known of an event noun.
#[derive(Clone, Debug)]
pub(crate) struct Noun {
    /// The verb it matches.
    pub(crate) verb: String,
    /// What its owner is.
    pub(crate) owner: Owner,
    /// What it needs beside it to be an event.
    pub(crate) evidence: Evidence,
}

/// The lists of verbs; see `rules/events/verbs.toml` for what each means.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(crate) struct Verbs {
    pub(crate) stative: BTreeSet<String>,
    pub(crate) motion: BTreeSet<String>,
    pub(crate) transfer: BTreeSet<String>,
    pub(crate) deeds: BTreeSet<String>,
    pub(crate) adjectives: BTreeMap<String, String>,
    pub(crate) reporting: BTreeSet<String>,
    pub(crate) reporting_or_act: BTreeSet<String>,
    pub(crate) light: BTreeSet<String>,
    pub(crate) occurrence: BTreeSet<String>,
    pub(crate) aspectual: BTreeSet<String>,
    pub(crate) attitude: BTreeSet<String>,
    pub(crate) object_control: BTreeSet<String>,
    pub(crate) theme_object: BTreeSet<String>,
    pub(crate) movement: BTreeSet<String>,
    phrasal: BTreeSet<String>,
    pub(crate) never: BTreeSet<String>,
    pub(crate) idle_objects: BTreeSet<String>,
}

/// All lists.
pub(crate) struct Lexicon {
    /// Event nouns by lemma.
    pub(crate) nouns: BTreeMap<String, Noun>,
    /// Verbs.
    pub(crate) verbs: Verbs,
    /// The second words of phrasal verbs, by the first.
    pub(crate) phrasal: BTreeMap<String, BTreeSet<String>>,
}

/// The lists, read once.
pub(crate) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let verbs: Verbs = toml::from_str(include_str!("../../../rules/events/verbs.toml")).unwrap_or_default();
    let mut phrasal: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (verb, second) in verbs.phrasal.iter().filter_map(|both| both.split_once(' ')) {
        phrasal.entry(verb.to_owned()).or_default().insert(second.to_owned());
    }
    Lexicon { nouns: nouns(include_str!("../../../rules/events/nouns.toml")).unwrap_or_default(), verbs, phrasal }
});

fn nouns(source: &str) -> Result<BTreeMap<String, Noun>, toml::de::Error> {
    let tables: BTreeMap<String, BTreeMap<String, String>> = toml::from_str(source)?;
    let mut nouns = BTreeMap::new();
    for (table, entries) in tables {
        let owner = if table.starts_with("patient") { Owner::Patient } else { Owner::Agent };
        let evidence = match table.rsplit('-').next() {
            Some("weak") => Evidence::Weak,
            Some("standing") => Evidence::Standing,
            _ => Evidence::None,
        };
        for (noun, verb) in entries {
            nouns.insert(noun, Noun { verb, owner, evidence });
        }
    }
    Ok(nouns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_can_be_read() {
        let nouns = nouns(include_str!("../../../rules/events/nouns.toml")).unwrap();
        assert!(nouns.len() > 300);
        let verbs: Verbs = toml::from_str(include_str!("../../../rules/events/verbs.toml")).unwrap();
        assert!(verbs.light.contains("hold"));
    }

    #[test]
    fn no_noun_stands_twice() {
        let tables: BTreeMap<String, BTreeMap<String, String>> =
            toml::from_str(include_str!("../../../rules/events/nouns.toml")).unwrap();
        let mut seen = BTreeSet::new();
        for noun in tables.values().flat_map(BTreeMap::keys) {
            assert!(seen.insert(noun), "{noun} stands twice");
        }
    }
}
