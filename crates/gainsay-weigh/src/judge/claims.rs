//! All claims: what happened, in which numbers, and what else is asserted.

use std::collections::BTreeMap;

use gainsay_core::{ArticleSpan, Claim, Event, Facet, Origin, Position, PositionStance, Value};

use super::{
    generic,
    origins::{self, Origins},
    positions, quantities, statements,
    status::{Circumstances, status},
};
use crate::{context::Context, corrections::Corrections, group::Grouped};

/// Claims and what they rest on.
#[derive(Debug)]
pub(crate) struct Judged {
    pub(crate) claims: Vec<Claim>,
    pub(crate) origins: Vec<Origin>,
}

/// A claim before its origins and its status are known.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) label: String,
    pub(crate) event: Option<usize>,
    pub(crate) facet: Facet,
    pub(crate) positions: Vec<Position>,
    pub(crate) circumstances: Circumstances,
    pub(crate) why: Vec<String>,
}

/// Makes the claims.
pub(crate) fn judge(context: &Context<'_>, grouped: &Grouped, corrections: &Corrections<'_>) -> Judged {
    let mut drafts: Vec<Draft> =
        grouped.events.iter().enumerate().map(|(index, event)| occurrence(context, index, event)).collect();
    generic::attach(context, grouped, &mut drafts);
    drafts.extend(quantities::claims(context, grouped));
    drafts.extend(statements::claims(context, grouped));
    drafts.retain(|d| {
        let evidence: Vec<ArticleSpan> = d.positions.iter().map(|position| position.evidence).collect();
        let mentions = d.event.map_or(&[][..], |event| &grouped.events[event].mentions);
        let predicates: Vec<ArticleSpan> =
            mentions.iter().map(|&at| ArticleSpan { article: at.article, span: context.event(at).span }).collect();
        !evidence.is_empty() && !corrections.hides(d.facet, &evidence, &predicates)
    });
    let mut origins = Origins::new(context, corrections);
    for draft in &mut drafts {
        draft.positions.sort_by_key(|p| (p.evidence, p.stance, p.value.clone()));
        draft.positions.dedup_by(|a, b| {
            a.evidence == b.evidence && a.stance == b.stance && a.value == b.value && a.chain == b.chain
        });
        origins.assign(context, &mut draft.positions);
    }
    quantities::mark_rivals(&mut drafts);
    let claims = drafts.into_iter().map(|draft| finish(draft, &origins)).collect();
    Judged { claims, origins: origins.into_list() }
}

fn occurrence(context: &Context<'_>, index: usize, event: &Event) -> Draft {
    let positions = event.mentions.iter().filter_map(|&at| positions::of_mention(context, at)).collect();
    Draft {
        label: event.label.clone(),
        event: Some(index),
        facet: Facet::Occurrence,
        positions,
        circumstances: Circumstances { event: Some(event.status), ..Circumstances::default() },
        why: Vec::new(),
    }
}

fn finish(draft: Draft, origins: &Origins) -> Claim {
    let (status, reason) = status(&draft.positions, draft.circumstances, origins);
    let mut by_value: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, position) in draft.positions.iter().enumerate() {
        if matches!(position.stance, PositionStance::Affirms | PositionStance::Denies) {
            by_value.entry(&position.value).or_default().push(index);
        }
    }
    let values = by_value
        .into_iter()
        .map(|(value, indexes)| {
            let holders: Vec<&Position> = indexes.iter().map(|&i| &draft.positions[i]).collect();
            Value { value: value.to_owned(), origins: origins::count(origins, &holders), positions: indexes }
        })
        .collect();
    let mut why = vec![reason];
    why.extend(draft.why);
    Claim {
        label: draft.label,
        event: draft.event,
        facet: draft.facet,
        values,
        status,
        positions: draft.positions,
        why,
    }
}
