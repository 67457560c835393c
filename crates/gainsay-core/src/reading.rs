//! What was read in one article.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::{Attribution, Chain, EventMention, Mention, Problem, Sentence, Span, TimeExpression, Token};

/// Everything read in one article; all spans point into that article's text, all lists are in order of the text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Sentences of the analysed regions.
    pub sentences: Vec<Sentence>,
    /// Tokens of all sentences.
    pub tokens: Vec<Token>,
    /// Mentions of persons, organizations, places and other named things.
    pub mentions: Vec<Mention>,
    /// Which mentions stand for one thing.
    pub chains: Vec<Chain>,
    /// Expressions of time.
    pub times: Vec<TimeExpression>,
    /// Who said what.
    pub attributions: Vec<Attribution>,
    /// Events as mentioned.
    pub events: Vec<EventMention>,
    /// What could not be decided.
    pub problems: Vec<Problem>,
}

impl Reading {
    /// The sentence a token stands in, as an index into `sentences`.
    pub fn sentence_of_token(&self, token: usize) -> usize {
        self.sentences.partition_point(|s| s.tokens.end <= token).min(self.sentences.len().saturating_sub(1))
    }

    /// The sentence that holds this byte, as an index into `sentences`.
    pub fn sentence_at(&self, byte: usize) -> Option<usize> {
        let at = self.sentences.partition_point(|s| s.span.start <= byte).checked_sub(1)?;
        (byte < self.sentences[at].span.end).then_some(at)
    }

    /// The first token that starts at this byte or later, as an index into `tokens` (its length if there is none).
    pub fn token_from(&self, byte: usize) -> usize {
        self.tokens.partition_point(|t| t.span.start < byte)
    }

    /// The tokens that lie wholly inside a span, as indexes into `tokens`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.token_from(span.start);
        first..first + self.tokens[first..].partition_point(|token| token.span.end <= span.end)
    }

    /// The tokens that hang on this one, as indexes into `tokens`, in order.
    pub fn dependents(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        let sentence = self.sentences.get(self.sentence_of_token(head)).map_or(0..0, |one| one.tokens.clone());
        sentence.filter(move |&token| self.tokens.get(token).is_some_and(|token| token.head == Some(head)))
    }

    /// The span from the first to the last of these tokens; empty for an empty range.
    pub fn span_of_tokens(&self, tokens: Range<usize>) -> Span {
        match (self.tokens.get(tokens.start), tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if tokens.start < tokens.end => first.span.cover(last.span),
            _ => Span::default(),
        }
    }
}
