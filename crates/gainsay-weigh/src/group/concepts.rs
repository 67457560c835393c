//! Which words news uses for one kind of happening (`rules/concepts.toml`).

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;
use snowball_stemmers_rs::{Algorithm, Stemmer};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    concept: Vec<Concept>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Concept {
    #[allow(dead_code, reason = "for readers of the rules and of test failures")]
    name: String,
    lemmas: Vec<String>,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[allow(dead_code, reason = "checked by the test below")]
    yes: Vec<String>,
    #[allow(dead_code, reason = "checked by the test below")]
    no: Vec<String>,
}

/// The concepts, looked up by lemma.
struct Concepts {
    list: Vec<Concept>,
    always: BTreeMap<String, Vec<usize>>,
    with_noun: BTreeMap<String, Vec<usize>>,
}

static CONCEPTS: LazyLock<Concepts> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../rules/concepts.toml")).unwrap_or(File { concept: Vec::new() });
    let (mut always, mut with_noun) = (BTreeMap::new(), BTreeMap::new());
    for (index, concept) in file.concept.iter().enumerate() {
        for lemma in &concept.lemmas {
            always.entry(normalize(lemma)).or_insert_with(Vec::new).push(index);
        }
        for verb in &concept.verbs {
            with_noun.entry(normalize(verb)).or_insert_with(Vec::new).push(index);
        }
    }
    Concepts { list: file.concept, always, with_noun }
});

/// One spelling for lemmas that are written together, with a hyphen or with a space, and for words of one stem
/// ("nominate", "nominee"): a verb and its noun tell of one happening, and a lemma is sometimes misread.
pub(crate) fn normalize(lemma: &str) -> String {
    let joined: String = lemma.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).flat_map(char::to_lowercase).collect();
    STEMMER.stem(&joined).into_owned()
}

static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// The concepts a predicate belongs to, given the head nouns of its participants.
pub(crate) fn concepts_of(lemma: &str, nouns: &[&str]) -> Vec<usize> {
    let lemma = normalize(lemma);
    let mut found = CONCEPTS.always.get(&lemma).cloned().unwrap_or_default();
    for &index in CONCEPTS.with_noun.get(&lemma).into_iter().flatten() {
        if CONCEPTS.list[index].nouns.iter().any(|n| nouns.contains(&n.as_str())) {
            found.push(index);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether two predicates tell of different kinds of happening, whatever takes part: "killed" and "wounded".
pub(crate) fn are_of_other_kinds(a: &str, b: &str) -> bool {
    let (a, b) = (concepts_of(a, &[]), concepts_of(b, &[]));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|concept| b.contains(concept))
}

/// The concepts of a predicate whose nouns head one of its participants.
pub(crate) fn themes_of(lemma: &str, nouns: &[&str]) -> Vec<usize> {
    let mut found = concepts_of(lemma, nouns);
    found.retain(|&index| CONCEPTS.list[index].nouns.iter().any(|n| nouns.contains(&n.as_str())));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn belongs(index: usize, example: &str) -> bool {
        let mut words = example.split(' ');
        let lemma = words.next().unwrap_or("");
        concepts_of(lemma, &words.collect::<Vec<_>>()).contains(&index)
    }

    #[test]
    fn every_concept_holds_its_examples() {
        assert!(!CONCEPTS.list.is_empty(), "rules/concepts.toml does not parse");
        for (index, concept) in CONCEPTS.list.iter().enumerate() {
            assert!(!concept.yes.is_empty() && !concept.no.is_empty(), "{} has no examples", concept.name);
            for example in &concept.yes {
                assert!(belongs(index, example), "{}: `{example}` should belong", concept.name);
            }
            for example in &concept.no {
                assert!(!belongs(index, example), "{}: `{example}` should not belong", concept.name);
            }
        }
    }
}
