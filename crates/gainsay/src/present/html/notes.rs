//! Notes to an article's marks: of each sentence who says so, what they do with which claim, and when.
//!
//! They stand in a list below the text; where a script runs, it shows the notes of what the reader points at.

use std::collections::{BTreeMap, BTreeSet};

use gainsay_core::ClaimStatus;
use maud::{Markup, html};

use super::{Edition, glyphs, when};
use crate::present::{
    view::{Article, Attribution, Claim, Position},
    words,
};

/// What a note tells of.
enum Note<'d> {
    Position(&'d Claim, &'d Position),
    Statement(&'d Attribution),
}

/// The notes of one article, in order of its text.
#[derive(Default)]
pub(super) struct Notes<'d> {
    notes: Vec<Note<'d>>,
    numbers: BTreeMap<&'d str, usize>,
}

impl<'d> Notes<'d> {
    /// The notes of an article; none where links lead within one file, in which claims are told next to the text alone.
    pub(super) fn of(edition: &Edition<'d>, article: &Article) -> Self {
        if !edition.links.notes() {
            return Self::default();
        }
        let positions = edition.spans().positions(&article.id);
        // A statement that is a position on a claim is told with that.
        let told: BTreeSet<&str> = positions.iter().filter_map(|(_, one)| one.attribution.as_deref()).collect();
        let statements = edition.spans().said(&article.id).iter().filter(|said| !told.contains(said.id.as_str()));
        let positions =
            positions.iter().map(|(claim, one)| ((one.evidence.start, Some(claim.status)), Note::Position(claim, one)));
        let statements = statements.map(|said| ((said.content.start, None), Note::Statement(said)));
        // Of one sentence who says it comes first, then contested claims.
        let mut notes: Vec<((usize, Option<ClaimStatus>), Note<'d>)> = positions.chain(statements).collect();
        notes.sort_by_key(|(place, _)| *place);
        let notes: Vec<Note<'d>> = notes.into_iter().map(|(_, note)| note).collect();
        let mut numbers = BTreeMap::new();
        for (at, note) in notes.iter().enumerate() {
            match note {
                Note::Position(_, position) => {
                    numbers.insert(position.id.as_str(), at + 1);
                    numbers.extend(position.attribution.as_deref().map(|said| (said, at + 1)));
                }
                Note::Statement(said) => drop(numbers.insert(said.id.as_str(), at + 1)),
            }
        }
        Self { notes, numbers }
    }

    /// The number of the note to a position.
    pub(super) fn of_position(&self, id: &str) -> Option<usize> {
        self.numbers.get(id).copied()
    }

    /// The number of the note to a statement.
    pub(super) fn of_statement(&self, id: &str) -> Option<usize> {
        self.numbers.get(id).copied()
    }

    /// The notes as a list, folded.
    pub(super) fn markup(&self, edition: &Edition<'d>) -> Markup {
        html! {
            @if !self.notes.is_empty() {
                details.notes {
                    summary { "Notes: who says what here (" (self.notes.len()) ")" }
                    ol {
                        @for (at, note) in self.notes.iter().enumerate() {
                            li id={ "note-" (at + 1) } { (edition.note(note)) }
                        }
                    }
                }
            }
        }
    }
}

impl<'d> Edition<'d> {
    fn note(&self, note: &Note<'d>) -> Markup {
        match note {
            Note::Position(claim, position) => html! {
                p.holder {
                    (glyphs::stance(position.stance)) (words::side(position.stance))
                    @if let Some(value) = words::value_shown(position) { ": " (words::value(value)) }
                    " — " (self.holder(position))
                }
                p { a href=(self.links.claim(&claim.id)) { (words::label(&claim.label)) } " " (glyphs::status(claim, &self.digest)) }
                @if let Some(day) = &position.as_of { p.where { "position of " (when(day)) } }
            },
            Note::Statement(said) => html! {
                p.holder {
                    @match said.source.entity.as_deref() {
                        Some(id) => (self.name(id)),
                        None => (said.source.text.as_deref().unwrap_or("Not known who")),
                    }
                    " " (words::stance(said.stance))
                }
                p { q { (words::opening(&said.content.exact)) } }
                @let outlet = self.digest.article(&said.article).and_then(|article| article.outlet.as_deref());
                @if let Some(via) = words::via(said, outlet) { p.where { "via " (via) } }
            },
        }
    }
}
