//! An attribution while it is being made.

use gainsay_core::{Source, Span, Stance};

/// An attribution before nesting and form are known.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    /// Whose words they are.
    pub(super) source: Source,
    /// The head token of the source's noun phrase.
    pub(super) source_head: Option<usize>,
    /// The words that attribute.
    pub(super) cue: Option<Span>,
    /// The verb or noun among them.
    pub(super) cue_token: Option<usize>,
    /// What is attributed.
    pub(super) content: Span,
    /// The quotation that the content is, wholly.
    pub(super) quote: Option<usize>,
    /// Whether the content is the source's own words without marks: in a transcript.
    pub(super) own_words: bool,
    /// What the source does with it.
    pub(super) stance: Stance,
    /// Who stands between.
    pub(super) via: Vec<Source>,
}
