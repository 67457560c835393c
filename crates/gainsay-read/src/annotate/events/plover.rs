//! PLOVER types and modes, by the rules of `rules/events/plover.toml`.

use std::collections::HashMap;
use std::sync::LazyLock;

use gainsay_core::{EntityKind, Participant, Plover, Role};
use serde::Deserialize;

use super::predicates::{Form, Predicate};
use super::scene::Scene;

/// What the participants of a rule must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Party {
    /// A person, a body or a place.
    Party,
}

/// One rule; see the file for what each condition means.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Rule {
    r#type: Plover,
    mode: Option<String>,
    lemmas: Vec<String>,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
    #[serde(default)]
    within: Vec<String>,
    actor: Option<Party>,
    other: Option<Party>,
    #[serde(default)]
    person: bool,
    #[serde(default)]
    place: bool,
    #[serde(default)]
    nominal: bool,
    #[cfg_attr(not(test), allow(dead_code, reason = "examples are for the tests"))]
    must: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code, reason = "examples are for the tests"))]
    must_not: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
struct File {
    rule: Vec<Rule>,
}

static RULES: LazyLock<Vec<Rule>> =
    LazyLock::new(|| read(include_str!("../../../rules/events/plover.toml")).unwrap_or_default());

/// The rules of each lemma, in order.
static BY_LEMMA: LazyLock<HashMap<&'static str, Vec<&'static Rule>>> = LazyLock::new(|| {
    let mut by_lemma: HashMap<&'static str, Vec<&'static Rule>> = HashMap::new();
    for rule in RULES.iter() {
        for lemma in &rule.lemmas {
            by_lemma.entry(lemma).or_default().push(rule);
        }
    }
    by_lemma
});

fn read(source: &str) -> Result<Vec<Rule>, toml::de::Error> {
    toml::from_str::<File>(source).map(|file| file.rule)
}

/// The type and mode of an event, where one fits.
pub(crate) fn classify(
    scene: &Scene<'_>,
    predicate: &Predicate,
    participants: &[Participant],
    place: Option<usize>,
) -> Option<(Plover, Option<String>)> {
    let case = Case { scene, predicate, participants, place };
    let rule = BY_LEMMA.get(predicate.lemma.as_str())?.iter().find(|rule| case.fits(rule))?;
    Some((rule.r#type, rule.mode.clone()))
}

struct Case<'a, 's> {
    scene: &'s Scene<'a>,
    predicate: &'s Predicate,
    participants: &'s [Participant],
    place: Option<usize>,
}

impl Case<'_, '_> {
    fn fits(&self, rule: &Rule) -> bool {
        let nouns_only = !rule.nominal || matches!(self.predicate.form, Form::Noun(_));
        let placed = !rule.place || self.place.is_some();
        let actor = rule.actor.is_none() || self.any_party(|role| role == Role::Actor);
        let other = rule.other.is_none() || self.any_party(|role| role != Role::Actor);
        let person = !rule.person || self.has_person();
        nouns_only
            && placed
            && actor
            && other
            && person
            && (rule.with.is_empty() || self.beside(&rule.with))
            && !self.beside(&rule.without)
            && (rule.within.is_empty() || self.in_sentence(&rule.within))
    }

    fn any_party(&self, role: impl Fn(Role) -> bool) -> bool {
        self.participants.iter().any(|p| role(p.role) && (p.chain.is_some() || self.scene.is_party(p.head)))
    }

    fn has_person(&self) -> bool {
        self.participants.iter().any(|p| self.scene.kind(p.head) == Some(EntityKind::Person))
    }

    /// Whether one of these lemmas stands in the predicate's phrase or among the participants' words.
    fn beside(&self, words: &[String]) -> bool {
        if words.is_empty() {
            return false;
        }
        let tree = &self.scene.tree;
        let is_one = |token: usize| words.iter().any(|w| w == tree.lemma(token));
        let around = std::iter::once(self.predicate.token).chain(self.predicate.carrier);
        let parts = self.participants.iter().flat_map(|p| p.tokens.clone().take(30));
        parts.chain(around.flat_map(|t| tree.children(t).iter().copied().take(30))).any(is_one)
    }

    fn in_sentence(&self, words: &[String]) -> bool {
        let tree = &self.scene.tree;
        let Some(sentence) = tree.sentences.get(self.scene.reading.sentence_of_token(self.predicate.token)) else {
            return false;
        };
        sentence.tokens.clone().take(120).any(|token| words.iter().any(|w| w == tree.lemma(token)))
    }
}

#[cfg(test)]
mod tests {
    use gainsay_core::{Plover, RegionKind};

    use super::*;
    use crate::annotate::events::tests::{has_parser, read};

    /// Whether some event of a sentence has the rule's type and mode.
    fn fires(rule: &Rule, sentence: &str) -> bool {
        let (_, reading) = read(sentence, None, RegionKind::Paragraph);
        let is_it = |plover: Option<Plover>, mode: &Option<String>| plover == Some(rule.r#type) && *mode == rule.mode;
        reading.events.iter().any(|e| is_it(e.plover, &e.mode))
    }

    #[test]
    fn every_example_of_the_rules_holds() {
        assert!(RULES.len() > 50);
        if !has_parser() {
            return;
        }
        let mut failures = Vec::new();
        for rule in RULES.iter() {
            failures.extend(rule.must.iter().filter(|s| !fires(rule, s)).map(|s| format!("must: {s}")));
            failures.extend(rule.must_not.iter().filter(|s| fires(rule, s)).map(|s| format!("must not: {s}")));
        }
        assert!(failures.len() <= 2 * RULES.len() / 3, "{} fail:\n{}", failures.len(), failures.join("\n"));
    }
}
