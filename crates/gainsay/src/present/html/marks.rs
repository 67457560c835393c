//! Which stretches of an article's text are marked, and what points at them.
//!
//! Sentences and statements may lie inside one another; what overlaps becomes one mark, so that each mark has one anchor.

use std::collections::{BTreeMap, BTreeSet};

use gainsay_core::ClaimStatus;

use crate::present::view::{Claim, Dossier, Span};

/// One marked stretch.
pub(super) struct Mark<'d> {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Ids of the claims that rest on it.
    pub(super) claims: BTreeSet<(usize, &'d str)>,
    /// Whether any of them is contested.
    pub(super) is_contested: bool,
}

/// All marks, by article id.
pub(super) struct Marks<'d>(BTreeMap<&'d str, Vec<Mark<'d>>>);

impl<'d> Marks<'d> {
    pub(super) fn new(dossier: &'d Dossier) -> Self {
        let mut found: BTreeMap<&str, Vec<Mark<'d>>> = BTreeMap::new();
        let mut add = |span: &'d Span, claim: Option<(usize, &'d Claim)>| {
            let is_contested = claim.is_some_and(|(_, claim)| claim.status == ClaimStatus::Contested);
            let claims = claim.into_iter().map(|(at, claim)| (at, claim.id.as_str())).collect();
            let mark = Mark { start: span.start, end: span.end, claims, is_contested };
            found.entry(&span.article).or_default().push(mark);
        };
        for (at, claim) in dossier.claims.iter().enumerate() {
            claim.positions.iter().for_each(|position| add(&position.evidence, Some((at, claim))));
        }
        dossier.timeline.iter().flat_map(|entry| &entry.evidence).for_each(|span| add(span, None));
        dossier.attributions.iter().for_each(|said| add(&said.content, None));
        dossier.origins.iter().flat_map(|origin| &origin.evidence).for_each(|span| add(span, None));
        Self(found.into_iter().map(|(article, marks)| (article, merged(marks))).collect())
    }

    pub(super) fn of_article(&self, article: &str) -> &[Mark<'d>] {
        self.0.get(article).map_or(&[], Vec::as_slice)
    }

    /// Where a link to this span leads: the anchor of the mark that holds it.
    pub(super) fn link(&self, span: &Span) -> String {
        let marks = self.of_article(&span.article);
        let at = marks.partition_point(|mark| mark.start <= span.start).checked_sub(1);
        match at.and_then(|at| marks.get(at)).filter(|mark| span.start < mark.end) {
            Some(mark) => format!("#{}", anchor(&span.article, mark)),
            None => format!("#{}", span.article),
        }
    }
}

/// The anchor of a mark.
pub(super) fn anchor(article: &str, mark: &Mark<'_>) -> String {
    format!("{article}-{}", mark.start)
}

/// Marks that overlap made one, in order.
fn merged(mut marks: Vec<Mark<'_>>) -> Vec<Mark<'_>> {
    marks.sort_by_key(|mark| (mark.start, mark.end));
    let mut out: Vec<Mark<'_>> = Vec::new();
    for mark in marks {
        match out.last_mut().filter(|last| mark.start < last.end) {
            Some(last) => {
                last.end = last.end.max(mark.end);
                last.claims.extend(mark.claims);
                last.is_contested |= mark.is_contested;
            }
            None => out.push(mark),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_overlaps_becomes_one_mark() {
        let mark = |start, end| Mark { start, end, claims: BTreeSet::new(), is_contested: false };
        let marks = merged(vec![mark(10, 20), mark(0, 5), mark(12, 15), mark(19, 25), mark(25, 30)]);
        let ends: Vec<_> = marks.iter().map(|mark| (mark.start, mark.end)).collect();
        assert_eq!(ends, [(0, 5), (10, 25), (25, 30)]);
    }
}
