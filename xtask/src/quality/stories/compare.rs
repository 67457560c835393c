//! How a dossier's texts are compared with those of a story's truth: without regard to case, kinds of quotation mark
//! and spacing; a span fits where it holds 60% of the quoted words.

use std::collections::{BTreeMap, BTreeSet};

use gainsay::present::view::{Article, Dossier, Entity, Position, Span};
use unicode_normalization::UnicodeNormalization;

use super::truth::Evidence;

/// Words that don't tell names apart.
const SMALL: &[&str] = &[
    "a", "an", "the", "of", "for", "to", "in", "on", "at", "by", "with", "and", "or", "s", "his", "her", "its",
    "their", "this", "that", "one", "several", "many", "some",
];

/// Lower case, straight quotation marks, single spaces.
pub(super) fn fold(text: &str) -> String {
    let plain: String = text
        .nfkc()
        .map(|c| match c {
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            '\u{2013}' | '\u{2014}' => '-',
            other => other,
        })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn counted(words: Vec<String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    counts
}

fn telling(text: &str) -> BTreeSet<String> {
    words(text).into_iter().filter(|word| !SMALL.contains(&word.as_str())).collect()
}

/// An EDTF value fits where its beginning starts with the wanted date.
pub(super) fn date_fits(value: Option<&str>, want: &str) -> bool {
    let start = value.and_then(|value| value.split('/').next()).map(|start| start.trim_end_matches(['?', '~', '%']));
    start.is_some_and(|start| !start.is_empty() && start.starts_with(want))
}

/// A dossier with its articles by file name and its entities by id.
pub(super) struct Known<'d> {
    pub(super) dossier: &'d Dossier,
    entities: BTreeMap<&'d str, &'d Entity>,
}

impl<'d> Known<'d> {
    pub(super) fn new(dossier: &'d Dossier) -> Self {
        Self { dossier, entities: dossier.entities.iter().map(|entity| (entity.id.as_str(), entity)).collect() }
    }

    /// The article whose file name begins so.
    pub(super) fn article(&self, file: &str) -> Option<&'d Article> {
        let name = |article: &&Article| article.location.rsplit('/').next().is_some_and(|name| name.starts_with(file));
        self.dossier.articles.iter().find(name)
    }

    pub(super) fn names_of(&self, entity: &Entity) -> BTreeSet<String> {
        std::iter::once(&entity.name).chain(&entity.aliases).map(|name| fold(name)).collect()
    }

    /// Whether this span stands in the file's article and holds most of these words, and not the whole page.
    pub(super) fn covers(&self, span: &Span, file: &str, text: &str) -> bool {
        if self.article(file).is_none_or(|article| article.id != span.article) {
            return false;
        }
        let (have, want) = (words(&span.exact), words(text));
        if want.is_empty() || have.len() > 60 + 3 * want.len() {
            return false;
        }
        let total = want.len();
        let have = counted(have);
        let shared: usize =
            counted(want).iter().map(|(word, &n)| n.min(have.get(word).copied().unwrap_or_default())).sum();
        shared as f64 >= 0.6 * total as f64
    }

    fn known_as(&self, text: Option<&str>, entity: Option<&str>) -> BTreeSet<String> {
        match entity.and_then(|id| self.entities.get(id)) {
            Some(entity) => self.names_of(entity),
            None => text.map(fold).into_iter().collect(),
        }
    }

    /// Whether an entity (by any of its names) or a text stands for this name.
    pub(super) fn name_fits(&self, wanted: &str, text: Option<&str>, entity: Option<&str>) -> bool {
        let want = telling(wanted);
        let fits = |name: &String| {
            let name = telling(name);
            !want.is_empty() && !name.is_empty() && (want.is_subset(&name) || name.is_subset(&want))
        };
        self.known_as(text, entity).iter().any(fits)
    }

    /// The strict form, for what must not be: exactly this name.
    pub(super) fn is_named(&self, wanted: &str, text: Option<&str>, entity: Option<&str>) -> bool {
        let want = telling(wanted);
        self.known_as(text, entity).iter().any(|name| telling(name) == want)
    }

    /// Whether an event's mention is this report's: its sentence, and its predicate where the truth names the word.
    pub(super) fn mention_fits(&self, mention: &gainsay::present::view::Mention, evidence: &Evidence) -> bool {
        let predicate = words(&mention.span.exact);
        let has_word = |word: &String| words(word).iter().any(|w| predicate.contains(w));
        self.covers(&mention.sentence, &evidence.file, &evidence.text) && evidence.word.as_ref().is_none_or(has_word)
    }

    /// Whether a position is this report's, held by whom the truth names.
    pub(super) fn position_fits(&self, position: &Position, stance: &str, evidence: &Evidence) -> bool {
        let is_holder = |holder: &String| {
            position.chain.iter().any(|link| self.name_fits(holder, link.name.as_deref(), link.entity.as_deref()))
        };
        position.stance.as_str() == stance
            && self.covers(&position.evidence, &evidence.file, &evidence.text)
            && evidence.holder.as_ref().is_none_or(is_holder)
    }
}
