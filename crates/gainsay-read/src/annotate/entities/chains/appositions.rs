//! What the article says that a named person or organization is: the title before the name, the apposition after it,
//! "X is the minister".

use std::collections::BTreeMap;
use std::ops::Range;

use gainsay_core::{EntityKind, MentionForm, Relation, Upos};

use super::super::descriptions::{Definiteness, Description, noun_of, title_before};
use super::super::gender::Gender;
use super::super::lists::Mark;
use super::super::names::Name;
use super::super::page::Page;
use super::Chains;

/// Joins titles and appositions to the chains of the names they stand with; gives, for each description, whether it is
/// thereby taken.
pub(super) fn link(chains: &mut Chains<'_, '_>, names: &[Name], descriptions: &[Description]) -> Vec<bool> {
    let page = chains.page;
    let mut taken = vec![false; descriptions.len()];
    let by_start: BTreeMap<usize, usize> =
        descriptions.iter().enumerate().map(|(at, d)| (d.tokens.start, at)).collect();
    let by_end: BTreeMap<usize, usize> = descriptions.iter().enumerate().map(|(at, d)| (d.tokens.end, at)).collect();
    let by_head: BTreeMap<usize, usize> = descriptions.iter().enumerate().map(|(at, d)| (d.head, at)).collect();
    let chain_at: BTreeMap<usize, usize> = chains
        .mentions
        .iter()
        .filter(|m| m.form == MentionForm::Name)
        .filter_map(|m| Some((m.tokens.start, m.chain?)))
        .collect();
    for name in names {
        let Some(chain) = chain_at.get(&name.tokens.start).copied() else { continue };
        let title = title_before(page, name);
        if let Some(title) = &title {
            describe(chains, chain, title.clone());
        }
        // "Chairman and chief executive NAME": the first title is a description of its own to look at.
        let first_of_two = title.and_then(|title| {
            let at = *by_start.get(&title.start)?;
            let end = descriptions[at].tokens.end;
            (end < title.end && page.key(end) == "and").then_some(at)
        });
        let nearby = [
            first_of_two,
            after(page, name, &by_start, descriptions),
            before(page, name, &by_end, descriptions),
            copula(page, name, &by_head, descriptions),
        ];
        for at in nearby.into_iter().flatten() {
            let description = &descriptions[at];
            if description.kind != name.kind || taken[at] || description.plural {
                continue;
            }
            taken[at] = true;
            let mention =
                chains.add(description.tokens.clone(), description.head, description.kind, MentionForm::Nominal);
            chains.join(mention, chain);
            describe(chains, chain, description.tokens.clone());
        }
    }
    taken
}

/// Keeps a description's words, so that "the minister" can take them up; the first one is shown.
fn describe(chains: &mut Chains<'_, '_>, chain: usize, tokens: Range<usize>) {
    let page = chains.page;
    let (name, slice) = (chains.chains[chain].name.clone(), page.slice(&tokens));
    let draft = &mut chains.chains[chain];
    for token in tokens.clone() {
        if matches!(page.upos(token), Upos::Noun | Upos::Adj | Upos::Propn) {
            let lemma = page.tokens.get(token).map_or_else(String::new, |t| t.lemma.to_lowercase());
            draft.titles.insert(lemma);
            draft.titles.insert(page.key(token).to_owned());
        }
    }
    let head = tokens.end.saturating_sub(1);
    if let Some((noun, EntityKind::Person, marks)) = noun_of(page, head) {
        draft.gender = draft.gender.or(Gender::of_marks(marks));
        draft.titles.insert(noun);
    }
    if draft.description.as_ref().is_none_or(|d| d.len() == 1 && tokens.len() > 1) {
        draft.description = Some(tokens);
    }
    draft.because(format!("{slice}: title or apposition of {name}"));
}

fn ends_apposition(page: &Page<'_>, token: usize, sentence_end: usize) -> bool {
    token >= sentence_end
        || matches!(page.str(token), "," | "." | ";" | ")" | "-" | "\u{2014}" | "\u{2013}" | ":")
        || matches!(page.key(token), "who" | "which" | "whose")
}

/// "Marta Lind, the health minister," — a comma, the description, and another comma or the end.
fn after(
    page: &Page<'_>,
    name: &Name,
    by_start: &BTreeMap<usize, usize>,
    descriptions: &[Description],
) -> Option<usize> {
    let comma = name.tokens.end;
    if !matches!(page.str(comma), "," | "(" | "\u{2014}" | "\u{2013}") {
        return None;
    }
    let sentence = page.sentence(name.tokens.start);
    let mut start = comma + 1;
    if matches!(page.key(start), "now" | "then" | "himself" | "herself" | "also" | "and") {
        start += 1;
    }
    let at = *by_start.get(&start)?;
    let description = &descriptions[at];
    let by_parse = page.relation(description.head) == Some(Relation::Appos)
        && page.head(description.head).is_some_and(|h| name.tokens.contains(&h));
    let fits = ends_apposition(page, description.tokens.end, sentence.end) || by_parse;
    // In "Lind, a spokesman and Moe" the name may be one of a list.
    (fits && page.sentence_of(comma) == page.sentence_of(start)).then_some(at)
}

/// "The ministry's spokeswoman, Marta Lind, said", "the news agency Nordnytt".
fn before(
    page: &Page<'_>,
    name: &Name,
    by_end: &BTreeMap<usize, usize>,
    descriptions: &[Description],
) -> Option<usize> {
    let sentence = page.sentence(name.tokens.start);
    let previous = name.tokens.start.checked_sub(1).filter(|p| *p >= sentence.start)?;
    if page.str(previous) != "," {
        let at = *by_end.get(&name.tokens.start)?;
        let description = &descriptions[at];
        let close = description.head + 1 == name.tokens.start;
        return (close && description.kind == name.kind).then_some(at);
    }
    let at = *by_end.get(&previous)?;
    let description = &descriptions[at];
    let by_parse = page.relation(name.tokens.start) == Some(Relation::Appos)
        || page.relation(page.head_of(&name.tokens)) == Some(Relation::Appos)
            && page.head(page.head_of(&name.tokens)) == Some(description.head);
    let definite = description.definiteness != Definiteness::Indefinite;
    let closed = ends_apposition(page, name.tokens.end, sentence.end);
    ((by_parse || closed && definite) && !description.marks.has(Mark::Unnamed)).then_some(at)
}

/// "Marta Lind is a lawyer for the company".
fn copula(
    page: &Page<'_>,
    name: &Name,
    by_head: &BTreeMap<usize, usize>,
    descriptions: &[Description],
) -> Option<usize> {
    let head = page.head_of(&name.tokens);
    let subject = matches!(page.relation(head), Some(Relation::Nsubj));
    let noun = page.head(head).filter(|_| subject)?;
    let at = *by_head.get(&noun)?;
    let sentence = page.sentence(noun);
    let has =
        |relation: Relation| sentence.clone().any(|t| page.head(t) == Some(noun) && page.relation(t) == Some(relation));
    let negated =
        sentence.clone().any(|t| page.head(t) == Some(noun) && matches!(page.key(t), "not" | "n't" | "never"));
    (has(Relation::Cop) && !has(Relation::Aux) && !negated && descriptions[at].tokens.start > name.tokens.end)
        .then_some(at)
}
