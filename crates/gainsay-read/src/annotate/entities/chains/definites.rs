//! Descriptions that take up what was named: "the foreign minister" after "Foreign Minister Lind", "the company" after
//! the only company. A description that takes nothing up opens a chain of its own.

use std::collections::BTreeSet;

use gainsay_core::{EntityKind, MentionForm, Relation, Upos};

use super::super::descriptions::{Definiteness, Description};
use super::super::gender::Gender;
use super::super::lists::{Mark, lists};
use super::super::page::Page;
use super::Chains;

/// How many sentences back a description may take up a title.
const TITLE_REACH: usize = 30;
/// How many sentences back "the company" may take up a company.
const COMPANY_REACH: usize = 8;
/// How many sentences back "the source" may take up "a source".
const NOUN_REACH: usize = 12;

/// Nouns that may stand for one another when a later sentence takes a person up.
const SAME_OFFICE: &[&[&str]] = &[
    &["spokesman", "spokeswoman", "spokesperson"],
    &["chairman", "chairwoman", "chairperson", "chair"],
    &["ceo", "executive", "chief", "boss"],
    &["adviser", "advisor"],
    &["lawmaker", "senator", "congressman", "congresswoman", "representative", "legislator"],
    &["diplomat", "ambassador", "envoy"],
    &["lawyer", "attorney"],
    &["expert", "analyst", "researcher", "scholar"],
    &["reporter", "journalist", "correspondent"],
    &["policeman", "policewoman", "officer"],
];

/// Joins each description to a chain or opens one.
pub(super) fn link(chains: &mut Chains<'_, '_>, descriptions: &[&Description]) {
    for description in descriptions {
        let mention = chains.add(description.tokens.clone(), description.head, description.kind, MentionForm::Nominal);
        let into = match description.definiteness {
            Definiteness::Indefinite => None,
            Definiteness::Definite | Definiteness::Possessed => taken_up(chains, description),
        };
        match into {
            Some((chain, reason)) => {
                let text = chains.page.slice(&description.tokens).to_owned();
                chains.join(mention, chain);
                chains.chains[chain].because(format!("{text}: {reason}"));
            }
            None => open(chains, description, mention),
        }
    }
}

fn open(chains: &mut Chains<'_, '_>, description: &Description, mention: usize) {
    let page = chains.page;
    let text = page.slice(&description.tokens).split_whitespace().collect::<Vec<_>>().join(" ");
    let chain = chains.open(description.kind, text, false);
    let draft = &mut chains.chains[chain];
    draft.description = Some(description.tokens.clone());
    draft.titles = words(page, description);
    draft.plural = description.plural;
    draft.gender = Gender::of_marks(description.marks);
    chains.join(mention, chain);
}

/// The content words of a description, in dictionary form.
fn words(page: &Page<'_>, description: &Description) -> BTreeSet<String> {
    let mut words = BTreeSet::from([description.noun.clone()]);
    for token in description.tokens.start..=description.head {
        if matches!(page.upos(token), Upos::Noun | Upos::Adj | Upos::Propn) {
            words.insert(page.key(token).to_owned());
            words.insert(page.tokens.get(token).map_or_else(String::new, |t| t.lemma.to_lowercase()));
        }
    }
    words.remove("");
    words
}

fn same_office(a: &str) -> impl Iterator<Item = &'static str> {
    let group = SAME_OFFICE.iter().find(|g| g.contains(&a));
    group.into_iter().flat_map(|g| g.iter().copied())
}

fn has_noun(titles: &BTreeSet<String>, noun: &str) -> bool {
    titles.contains(noun) || same_office(noun).any(|n| titles.contains(n))
}

fn taken_up(chains: &Chains<'_, '_>, description: &Description) -> Option<(usize, &'static str)> {
    let page = chains.page;
    let here = page.sentence_of(description.head);
    let modifiers: Vec<String> = words(page, description)
        .into_iter()
        .filter(|w| *w != description.noun && *w != page.key(description.head))
        .collect();
    let mut titled = Vec::new();
    let mut companies = Vec::new();
    let mut unnamed = Vec::new();
    for (at, chain) in chains.chains.iter().enumerate() {
        if chain.kind != description.kind || !agrees(chain.gender, description) {
            continue;
        }
        let Some(last) = last_before(chains, at, description.tokens.start) else { continue };
        let distance = here.saturating_sub(page.sentence_of(last));
        let fits = has_noun(&chain.titles, &description.noun) && modifiers.iter().all(|m| fits_modifier(chains, at, m));
        if chain.named && fits && distance <= TITLE_REACH && !description.plural {
            titled.push((distance, at));
        } else if !chain.named && fits && chain.plural == description.plural && distance <= NOUN_REACH {
            unnamed.push((distance, at));
        }
        if chain.named && is_company(chains, at) && distance <= COMPANY_REACH {
            companies.push((distance, chain.mentions.len(), at));
        }
    }
    if let Some(at) = only_or_nearest(&mut titled) {
        return Some((at, "takes up the title"));
    }
    if description.definiteness == Definiteness::Definite
        && modifiers.is_empty()
        && description.marks.has(Mark::Company)
        && !description.plural
        && let Some(at) = dominant(&companies)
    {
        return Some((at, "the only company it can mean here"));
    }
    if titled.is_empty() && description.definiteness == Definiteness::Definite {
        return only_or_nearest(&mut unnamed).map(|at| (at, "takes up the same words"));
    }
    None
}

fn agrees(gender: Gender, description: &Description) -> bool {
    gender.admits(Gender::of_marks(description.marks))
}

/// A modifier fits where it is among the chain's own titles, or says nothing that tells persons apart.
fn fits_modifier(chains: &Chains<'_, '_>, chain: usize, modifier: &str) -> bool {
    let draft = &chains.chains[chain];
    let idle = matches!(
        modifier,
        "same" | "former" | "top" | "veteran" | "longtime" | "embattled" | "unnamed" | "anonymous" | "old"
    );
    // "Norway's minister" fits a title that says "Norwegian": both name the place.
    let place = lists().place_of_demonym(&capital(modifier)).map_or_else(|| capital(modifier), str::to_owned);
    let same_place = draft
        .titles
        .iter()
        .any(|t| capital(t) == place || lists().place_of_demonym(&capital(t)) == Some(place.as_str()));
    idle || draft.titles.contains(modifier) || same_place
}

fn capital(word: &str) -> String {
    word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect()
}

/// The last mention of a chain before this token.
fn last_before(chains: &Chains<'_, '_>, chain: usize, token: usize) -> Option<usize> {
    chains.chains[chain]
        .mentions
        .iter()
        .rev()
        .filter_map(|m| chains.mentions.get(*m))
        .map(|m| m.tokens.start)
        .filter(|s| *s < token)
        .max()
}

/// The only candidate, or the nearest where it is much nearer than the next.
fn only_or_nearest(candidates: &mut [(usize, usize)]) -> Option<usize> {
    candidates.sort_unstable();
    match *candidates {
        [(_, only)] => Some(only),
        [(near, at), (next, _), ..] if near <= 2 && next >= near + 6 => Some(at),
        _ => None,
    }
}

/// Whether a named organization can be "the company": no agency, newspaper, ministry or party.
fn is_company(chains: &Chains<'_, '_>, chain: usize) -> bool {
    let draft = &chains.chains[chain];
    if draft.kind != EntityKind::Organization {
        return false;
    }
    let words: Vec<&str> = draft.name.split_whitespace().collect();
    let whole = lists().mark_whole(&words);
    let last = lists().mark(&words).last().copied().unwrap_or_default();
    let public = last.any(&[Mark::OrganizationOf, Mark::Body]) || words.iter().any(|w| matches!(*w, "of" | "for"));
    let outlet = whole.any(&[Mark::Agency, Mark::Outlet]) || crate::extract::masthead(&draft.name).is_some();
    // "MIT researchers" alone is no story of MIT.
    let is_more_than_modifier =
        draft.mentions.iter().filter_map(|mention| chains.mentions.get(*mention)).any(|mention| {
            !matches!(chains.page.relation(mention.head), Some(Relation::Compound | Relation::NmodPoss))
        });
    !outlet && !whole.has(Mark::Metonym) && !public && is_more_than_modifier
}

/// The company that is spoken of most, if it is at least twice as often as any other in reach, and near.
fn dominant(companies: &[(usize, usize, usize)]) -> Option<usize> {
    let best = companies
        .iter()
        .max_by_key(|(distance, count, at)| (*count, std::cmp::Reverse(*distance), std::cmp::Reverse(*at)))?;
    let rivals = companies.iter().filter(|c| c.2 != best.2);
    let next = rivals.map(|c| c.1).max().unwrap_or(0);
    (best.1 >= 2 * next || companies.len() == 1).then_some(best.2)
}
