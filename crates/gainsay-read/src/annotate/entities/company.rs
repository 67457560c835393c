//! The company a name keeps: what the words beside a mention say of its kind (`rules/entities/company-words.toml`).

use std::ops::Range;
use std::sync::LazyLock;

use gainsay_core::{EntityKind, Penn, Upos};
use serde::Deserialize;

use super::lists::Mark;
use super::page::Page;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    #[serde(default)]
    prepositions: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Company {
    organization_after: Words,
    organization_before: Words,
    place_after: Words,
    place_in: Words,
}

static COMPANY: LazyLock<Company> = LazyLock::new(|| toml::from_str(FILE).unwrap_or_default());
const FILE: &str = include_str!("../../../rules/entities/company-words.toml");

/// The kind that the words around a mention speak for, and how many votes they have.
pub(super) fn vote(page: &Page<'_>, tokens: &Range<usize>) -> Option<(EntityKind, usize)> {
    let company = &*COMPANY;
    let sentence = page.sentence(tokens.start);
    let before = tokens.start.checked_sub(1).filter(|b| *b >= sentence.start);
    let country_follows = page.str(tokens.end) == ","
        && tokens.end + 1 < sentence.end
        && page.marks(tokens.end + 1).any(&[Mark::Country, Mark::State])
        && page.is_capitalised(tokens.end + 1);
    if country_follows {
        return Some((EntityKind::Place, 4));
    }
    if before.is_some_and(|b| page.marks(b).any(&[Mark::HonorificMan, Mark::HonorificWoman]) && page.is_capitalised(b))
    {
        return Some((EntityKind::Person, 5));
    }
    if let Some(noun) = noun_before(page, before, sentence.start) {
        let preposition = before.map_or("", |b| page.key(b));
        if preposition == "of" && holds(&company.place_after.nouns, noun) {
            return Some((EntityKind::Place, 4));
        }
        if holds(&company.organization_after.prepositions, preposition)
            && holds(&company.organization_after.nouns, noun)
        {
            return Some((EntityKind::Organization, 4));
        }
    }
    let after = tokens.end + usize::from(page.penn(tokens.end) == Some(Penn::Pos));
    if after < sentence.end
        && page.upos(after) == Upos::Noun
        && holds(&company.organization_before.nouns, lemma(page, after))
    {
        return Some((EntityKind::Organization, 4));
    }
    let preposition = before.map_or("", |b| page.key(b));
    let inside = holds(&company.place_in.prepositions, preposition) && page.upos(tokens.end) != Upos::Propn;
    inside.then_some((EntityKind::Place, 2))
}

/// The noun before the preposition that stands before a name.
fn noun_before<'p>(page: &'p Page<'_>, preposition: Option<usize>, start: usize) -> Option<&'p str> {
    let preposition = preposition.filter(|b| page.upos(*b) == Upos::Adp)?;
    let noun = preposition.checked_sub(1).filter(|n| *n >= start && page.upos(*n) == Upos::Noun)?;
    Some(lemma(page, noun))
}

fn lemma<'p>(page: &'p Page<'_>, token: usize) -> &'p str {
    page.tokens.get(token).map_or("", |t| t.lemma.as_str())
}

fn holds(list: &[String], word: &str) -> bool {
    list.iter().any(|w| w == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_reads() {
        let company: Company = toml::from_str(FILE).expect("company-words.toml");
        assert!(!company.organization_after.nouns.is_empty() && !company.place_in.prepositions.is_empty());
    }
}
