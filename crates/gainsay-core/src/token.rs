//! Sentences and tokens, as tagged and parsed.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::{Penn, Relation, Span, Upos};

/// One sentence of an analysed region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Its tokens, as a range into [`crate::Reading::tokens`].
    pub tokens: Range<usize>,
    /// Its region, as an index into [`crate::Article::regions`]: sentences of one paragraph share it.
    pub region: usize,
}

/// One token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Dictionary form, lower case but for names.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn tag.
    pub penn: Penn,
    /// Its head, as an index into [`crate::Reading::tokens`]; `None` for the root of a sentence.
    pub head: Option<usize>,
    /// Its relation to the head.
    pub relation: Relation,
    /// How sure the parser is of head and relation, 0 to 1.
    pub sure: f32,
}
