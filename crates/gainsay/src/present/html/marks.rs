//! Which stretches of an article's text can be led to.
//!
//! Sentences and statements may lie inside one another; what overlaps becomes one mark, so that each mark has one anchor.

use std::collections::BTreeMap;

use crate::present::view::{Dossier, Span};

/// One stretch that links lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Mark {
    /// Its anchor.
    pub(super) fn anchor(self, article: &str) -> String {
        format!("{article}-{}", self.start)
    }
}

/// All marks, by article id.
pub(super) struct Marks<'d>(BTreeMap<&'d str, Vec<Mark>>);

impl<'d> Marks<'d> {
    pub(super) fn new(dossier: &'d Dossier) -> Self {
        let positions = dossier.claims.iter().flat_map(|claim| &claim.positions).map(|position| &position.evidence);
        let spans = positions
            .chain(dossier.timeline.iter().flat_map(|entry| &entry.evidence))
            .chain(dossier.events.iter().flat_map(|event| &event.mentions).map(|mention| &mention.sentence))
            .chain(dossier.attributions.iter().map(|said| &said.content))
            .chain(dossier.origins.iter().flat_map(|origin| &origin.evidence));
        let mut found: BTreeMap<&str, Vec<Mark>> = BTreeMap::new();
        for span in spans {
            found.entry(&span.article).or_default().push(Mark { start: span.start, end: span.end });
        }
        Self(found.into_iter().map(|(article, marks)| (article, merged(marks))).collect())
    }

    pub(super) fn of_article(&self, article: &str) -> &[Mark] {
        self.0.get(article).map_or(&[], Vec::as_slice)
    }

    /// The anchor of the mark that holds this span; of the article where none does.
    pub(super) fn anchor_of(&self, span: &Span) -> String {
        let marks = self.of_article(&span.article);
        let at = marks.partition_point(|mark| mark.start <= span.start).checked_sub(1);
        match at.and_then(|at| marks.get(at)).filter(|mark| span.start < mark.end) {
            Some(mark) => mark.anchor(&span.article),
            None => span.article.clone(),
        }
    }
}

/// Marks that overlap made one, in order.
fn merged(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by_key(|mark| (mark.start, mark.end));
    let mut out: Vec<Mark> = Vec::new();
    for mark in marks {
        match out.last_mut().filter(|last| mark.start < last.end) {
            Some(last) => last.end = last.end.max(mark.end),
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
        let mark = |start, end| Mark { start, end };
        let marks = merged(vec![mark(10, 20), mark(0, 5), mark(12, 15), mark(19, 25), mark(25, 30)]);
        let ends: Vec<_> = marks.iter().map(|mark| (mark.start, mark.end)).collect();
        assert_eq!(ends, [(0, 5), (10, 25), (25, 30)]);
    }
}
