//! Nationality words: "Norwegian" stands for Norway, as an adjective; "Norwegians" are people of it.

use std::ops::Range;

use gainsay_core::{EntityKind, Upos};

use super::lists::{Mark, lists};
use super::names::{Name, taken};
use super::page::Page;

/// A nationality word and the place it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DemonymUse {
    pub(super) tokens: Range<usize>,
    pub(super) place: String,
}

/// Finds nationality words outside names, and takes those that the tagger took for names from them.
pub(super) fn find(page: &Page<'_>, names: &mut Vec<Name>) -> Vec<DemonymUse> {
    names.retain(|name| {
        let demonym = page.marks_of_all(&name.tokens).has(Mark::Demonym);
        let also_place = page.marks_of_all(&name.tokens).any(&[Mark::Region, Mark::Country, Mark::State]);
        !demonym || also_place && page.upos(name.tokens.start) == Upos::Propn
    });
    let mut taken = taken(page, names);
    let short = short_for_organizations(page, names, &taken);
    short.iter().for_each(|name| taken[name.tokens.clone()].fill(true));
    names.extend(short);
    names.sort_by_key(|name| name.tokens.start);
    let mut found = Vec::new();
    for sentence in &page.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            let hit = (1..=3).rev().filter(|n| at + n <= sentence.end).find_map(|n| {
                let tokens = at..at + n;
                let free = page.marks(at).has(Mark::Demonym) && !taken[tokens.clone()].iter().any(|t| *t);
                let place = if free { lists().place_of_demonym(page.slice(&tokens)) } else { None };
                place.map(|place| DemonymUse { tokens, place: place.to_owned() })
            });
            at = hit.as_ref().map_or(at + 1, |h| h.tokens.end);
            found.extend(hit);
        }
    }
    found
}

/// "Norwegian said it would cancel flights": the word alone, where an organization's name in the article begins with it.
fn short_for_organizations(page: &Page<'_>, names: &[Name], taken: &[bool]) -> Vec<Name> {
    let begins_one = |token: usize| {
        names.iter().any(|name| {
            name.kind == EntityKind::Organization
                && name.tokens.len() > 1
                && page.str(name.tokens.start) == page.str(token)
        })
    };
    let stands_alone = |token: usize| {
        let sentence = page.sentence(token);
        let behind = Some(token + 1).filter(|next| *next < sentence.end).map(|next| page.upos(next));
        let before = token.checked_sub(1).filter(|before| *before >= sentence.start).map(|before| page.upos(before));
        !matches!(behind, Some(Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Cconj))
            && !matches!(before, Some(Upos::Det | Upos::Adj | Upos::Propn | Upos::Cconj | Upos::Aux))
    };
    let alone = (0..page.tokens.len()).filter(|token| {
        page.marks(*token).has(Mark::Demonym) && !taken[*token] && stands_alone(*token) && begins_one(*token)
    });
    alone.map(|token| Name { tokens: token..token + 1, kind: EntityKind::Organization }).collect()
}
