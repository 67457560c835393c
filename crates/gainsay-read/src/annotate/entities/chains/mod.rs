//! Which mentions of one article stand for one thing. Precision first: what isn't sure stays without a chain.
//!
//! Names first, then titles and appositions, then what takes them up: descriptions and pronouns, in reading order.

mod appositions;
mod definites;
mod names;
mod pronouns;

use std::collections::BTreeSet;
use std::ops::Range;

use gainsay_core::{Chain, EntityKind, Mention, MentionForm};

use super::demonyms::DemonymUse;
use super::descriptions::Description;
use super::gender::Gender;
use super::names::Name;
use super::page::Page;

/// A mention while chains are made.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    tokens: Range<usize>,
    head: usize,
    kind: EntityKind,
    form: MentionForm,
    chain: Option<usize>,
}

/// A chain while it is made.
#[derive(Clone, Debug)]
pub(super) struct ChainDraft {
    kind: EntityKind,
    name: String,
    named: bool,
    mentions: Vec<usize>,
    description: Option<Range<usize>>,
    /// Words of its titles and descriptions, in dictionary form: what "the minister" may take up.
    titles: BTreeSet<String>,
    gender: Gender,
    plural: bool,
    why: Vec<String>,
}

impl ChainDraft {
    fn new(kind: EntityKind, name: String, named: bool) -> Self {
        Self {
            kind,
            name,
            named,
            mentions: Vec::new(),
            description: None,
            titles: BTreeSet::new(),
            gender: Gender::Unknown,
            plural: false,
            why: Vec::new(),
        }
    }

    fn because(&mut self, reason: String) {
        if self.why.len() < 40 && !self.why.contains(&reason) {
            self.why.push(reason);
        }
    }
}

/// All mentions and chains while they are made.
pub(super) struct Chains<'p, 'a> {
    page: &'p Page<'a>,
    mentions: Vec<Draft>,
    chains: Vec<ChainDraft>,
}

impl Chains<'_, '_> {
    fn add(&mut self, tokens: Range<usize>, head: usize, kind: EntityKind, form: MentionForm) -> usize {
        self.mentions.push(Draft { tokens, head, kind, form, chain: None });
        self.mentions.len() - 1
    }

    fn open(&mut self, kind: EntityKind, name: String, named: bool) -> usize {
        self.chains.push(ChainDraft::new(kind, name, named));
        self.chains.len() - 1
    }

    fn join(&mut self, mention: usize, chain: usize) {
        if let (Some(draft), Some(into)) = (self.mentions.get_mut(mention), self.chains.get_mut(chain)) {
            draft.chain = Some(chain);
            into.mentions.push(mention);
        }
    }
}

/// Makes all mentions and chains of an article.
pub(super) fn build(
    page: &Page<'_>,
    found: &[Name],
    descriptions: &[Description],
    demonyms: &[DemonymUse],
) -> (Vec<Mention>, Vec<Chain>) {
    let mut chains = Chains { page, mentions: Vec::new(), chains: Vec::new() };
    names::link(&mut chains, found, demonyms);
    let taken = appositions::link(&mut chains, found, descriptions);
    let free: Vec<&Description> = descriptions.iter().zip(&taken).filter(|(_, t)| !**t).map(|(d, _)| d).collect();
    definites::link(&mut chains, &free);
    pronouns::link(&mut chains);
    finish(chains)
}

fn finish(chains: Chains<'_, '_>) -> (Vec<Mention>, Vec<Chain>) {
    let Chains { page, mentions, chains } = chains;
    let mut order: Vec<usize> = (0..mentions.len()).collect();
    order.sort_by_key(|m| {
        (mentions[*m].tokens.start, std::cmp::Reverse(mentions[*m].tokens.end), mentions[*m].form as usize)
    });
    // Chains are numbered by their first mention; those without any are dropped.
    let mut number: Vec<Option<usize>> = vec![None; chains.len()];
    let mut chain_order = Vec::new();
    for mention in &order {
        if let Some(chain) = mentions[*mention].chain
            && number[chain].is_none()
        {
            number[chain] = Some(chain_order.len());
            chain_order.push(chain);
        }
    }
    let mut made: Vec<Chain> = chain_order
        .iter()
        .map(|at| {
            let draft = &chains[*at];
            Chain {
                kind: draft.kind,
                name: draft.name.clone(),
                named: draft.named,
                mentions: Vec::new(),
                description: draft.description.as_ref().map(|d| page.span(d)),
                why: draft.why.clone(),
            }
        })
        .collect();
    let mut out = Vec::with_capacity(mentions.len());
    for mention in order {
        let draft = &mentions[mention];
        let chain = draft.chain.and_then(|c| number[c]);
        if let Some(chain) = chain.and_then(|c| made.get_mut(c)) {
            chain.mentions.push(out.len());
        }
        out.push(Mention {
            span: page.span(&draft.tokens),
            tokens: draft.tokens.clone(),
            head: draft.head,
            kind: chain.and_then(|c| made.get(c)).map_or(draft.kind, |c| c.kind),
            form: draft.form,
            chain,
        });
    }
    (out, made)
}
