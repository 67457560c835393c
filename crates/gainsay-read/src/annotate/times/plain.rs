//! A reading without models: for tests of stages that must do well on bare words.

use gainsay_core::{Article, Penn, Reading, Relation, Sentence, Span, Token, Upos};

/// Sentences by line and tokens by white space, with no tags: what the stage must do well with.
pub(crate) fn plain_reading(article: &Article) -> Reading {
    let mut reading = Reading::default();
    for (region, span) in article.regions.iter().map(|r| r.span).enumerate() {
        let first = reading.tokens.len();
        let text = span.slice(&article.text);
        let mut at = 0;
        for word in text.split_inclusive(char::is_whitespace) {
            let token = Span::new(span.start + at, span.start + at + word.len()).trim(&article.text);
            at += word.len();
            if !token.is_empty() {
                reading.tokens.push(Token {
                    span: token,
                    lemma: token.slice(&article.text).to_lowercase(),
                    upos: Upos::X,
                    penn: Penn::Fw,
                    head: None,
                    relation: Relation::Dep,
                    sure: 0.0,
                });
            }
        }
        reading.sentences.push(Sentence { span, tokens: first..reading.tokens.len(), region });
    }
    reading
}
