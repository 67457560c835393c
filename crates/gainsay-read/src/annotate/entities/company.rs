//! The company a name keeps: what the words beside a mention say of its kind (`rules/entities/company-words.toml`).

use std::ops::Range;
use std::sync::LazyLock;

use gainsay_core::{EntityKind, Penn, Relation, Upos};
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

/// What a mention's neighbours say of it: the kinds they speak for with how many votes each, and whether it can't well be a
/// person.
pub(super) struct Neighbours {
    pub(super) votes: [Option<(EntityKind, usize)>; 3],
    pub(super) is_no_person: bool,
}

impl Neighbours {
    /// Of one mention.
    pub(super) fn of(page: &Page<'_>, tokens: &Range<usize>) -> Self {
        let after = |offset: usize| {
            let token = tokens.end + offset;
            if token < page.sentence(tokens.start).end { page.key(token) } else { "" }
        };
        let who = (after(0) == "," && matches!(after(1), "who" | "whose")).then_some((EntityKind::Person, 5));
        let which = after(0) == "," && after(1) == "which";
        let its = after(0) == "and" && after(1) == "its";
        Self { votes: [vote(page, tokens), described(page, tokens), who], is_no_person: which || its }
    }
}

/// "The ratings agency NAME", "companies such as NAME": a noun for organizations stands right before it, and is not merely
/// the next before a clause without its pronoun ("the company NAME founded").
fn described(page: &Page<'_>, tokens: &Range<usize>) -> Option<(EntityKind, usize)> {
    let sentence = page.sentence(tokens.start);
    let back = |by: usize| tokens.start.checked_sub(by).filter(|token| *token >= sentence.start);
    let is_noun = |token: usize| {
        page.upos(token) == Upos::Noun
            && page.marks(token).any(&[Mark::Company, Mark::Body])
            && !page.is_capitalised(token)
    };
    let example = match back(1).map(|b| page.key(b)) {
        Some("as") if back(2).is_some_and(|b| page.key(b) == "such") => back(3),
        Some("like" | "including") => back(2),
        _ => None,
    };
    let head = page.head_of(tokens);
    let is_one = |noun: usize| {
        let beside = [Relation::Appos, Relation::Compound, Relation::Flat, Relation::Nmod];
        let hangs = |token: usize, on: usize| {
            page.head(token) == Some(on) && page.relation(token).is_some_and(|r| beside.contains(&r))
        };
        // Where it was not understood how they hang together, both hang on one verb.
        hangs(noun, head) || hangs(head, noun) || page.head(noun).is_some_and(|up| page.head(head) == Some(up))
    };
    let directly = back(1).is_some_and(|noun| is_noun(noun) && is_one(noun));
    let is_example = example.is_some_and(is_noun);
    (directly || is_example).then_some((EntityKind::Organization, 8))
}

/// The kind that the words around a mention speak for, and how many votes they have.
fn vote(page: &Page<'_>, tokens: &Range<usize>) -> Option<(EntityKind, usize)> {
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
    // "Shares of NAME" may look like a verb, which has no such preposition behind it.
    let is_noun = |n: &usize| page.upos(*n) == Upos::Noun || page.penn(*n) == Some(Penn::Vbz) && *n == start;
    let noun = preposition.checked_sub(1).filter(|n| *n >= start && is_noun(n))?;
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
