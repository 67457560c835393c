//! The rules of `rules/factuality`: which words turn, weaken or suspend what is said of an event.

use std::collections::HashMap;
use std::sync::LazyLock;

use gainsay_core::{EventStatus, Factuality};
use serde::Deserialize;

/// What a word does to how sure an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Effect {
    /// Nothing.
    Keep,
    /// The contrary.
    Negate,
    /// Certainly not, however unsure it was put.
    Deny,
    /// Probably.
    Probable,
    /// Possibly.
    Possible,
    /// Probably not.
    Unlikely,
    /// No commitment.
    Unknown,
}

impl Effect {
    /// Applies it to a value.
    pub(crate) const fn on(self, value: Factuality) -> Factuality {
        match (self, value) {
            (Self::Keep, value) => value,
            (Self::Negate, value) => value.negated(),
            (Self::Deny, value) if value.is_negative() => Factuality::Certain,
            (Self::Deny, _) => Factuality::CertainNot,
            (Self::Unknown, _) | (_, Factuality::Unknown) => Factuality::Unknown,
            (Self::Probable, Factuality::Certain) => Factuality::Probable,
            (Self::Probable, Factuality::CertainNot) => Factuality::ProbableNot,
            (Self::Possible, Factuality::Certain | Factuality::Probable) => Factuality::Possible,
            (Self::Possible, Factuality::CertainNot | Factuality::ProbableNot) => Factuality::PossibleNot,
            (Self::Unlikely, value) if value.is_negative() => Factuality::Probable,
            (Self::Unlikely, _) => Factuality::ProbableNot,
            (Self::Probable | Self::Possible, value) => value,
        }
    }

    /// What it comes to when the word that has it is negated and no rule says otherwise.
    pub(crate) const fn when_negated(self) -> Self {
        match self {
            Self::Keep => Self::Negate,
            Self::Negate | Self::Deny => Self::Keep,
            Self::Probable | Self::Possible => Self::Unlikely,
            Self::Unlikely => Self::Probable,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// One rule.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Rule {
    /// What sort of word, for words of the clause itself.
    #[serde(default)]
    pub(crate) kind: String,
    words: Vec<String>,
    #[serde(default)]
    slots: Vec<String>,
    /// What it does.
    pub(crate) effect: Effect,
    /// What it does when it is negated.
    pub(crate) negated: Option<Effect>,
    /// How it stands with an event whose own words don't say.
    pub(crate) status: Option<EventStatus>,
    /// Whether words further out have no say.
    #[serde(default)]
    pub(crate) stop: bool,
    #[cfg_attr(not(test), allow(dead_code, reason = "examples are for the tests"))]
    must: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code, reason = "examples are for the tests"))]
    must_not: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
struct File {
    rule: Vec<Rule>,
}

/// All rules, by word.
pub(crate) struct Rules {
    all: Vec<Rule>,
    /// Of each word its slots (or kinds), with the first rule that has both.
    index: HashMap<String, Vec<(String, usize)>>,
}

impl Rules {
    fn read(sources: &[&str]) -> Result<Self, toml::de::Error> {
        let mut all = Vec::new();
        for source in sources {
            all.extend(toml::from_str::<File>(source)?.rule);
        }
        let mut index: HashMap<String, Vec<(String, usize)>> = HashMap::new();
        for (at, rule) in all.iter().enumerate() {
            let kind = std::iter::once(&rule.kind).filter(|k| !k.is_empty());
            for slot in rule.slots.iter().chain(kind) {
                for word in &rule.words {
                    let slots = index.entry(word.clone()).or_default();
                    if slots.iter().all(|(known, _)| known != slot) {
                        slots.push((slot.clone(), at));
                    }
                }
            }
        }
        Ok(Self { all, index })
    }

    /// The rule for a word in a slot, or of a kind.
    pub(crate) fn get(&self, word: &str, slot: &str) -> Option<&Rule> {
        let (_, at) = self.index.get(word)?.iter().find(|(known, _)| known == slot)?;
        self.all.get(*at)
    }

    /// The examples of all rules: whether each must match, and the sentence with its marks.
    #[cfg(test)]
    pub(crate) fn examples(&self) -> impl Iterator<Item = &str> {
        self.all.iter().flat_map(|r| r.must.iter().chain(&r.must_not)).map(String::as_str)
    }
}

/// The rules, read once.
pub(crate) static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let sources = [
        include_str!("../../../rules/factuality/governors.toml"),
        include_str!("../../../rules/factuality/words.toml"),
    ];
    Rules::read(&sources).unwrap_or_else(|_| Rules { all: Vec::new(), index: HashMap::new() })
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_can_be_read() {
        assert!(RULES.all.len() > 30);
    }

    #[test]
    fn a_denial_of_a_denial_affirms() {
        assert_eq!(Effect::Deny.on(Factuality::CertainNot), Factuality::Certain);
        assert_eq!(Effect::Deny.on(Factuality::Possible), Factuality::CertainNot);
    }
}
