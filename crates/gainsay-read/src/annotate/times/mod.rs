//! Expressions of time: TIMEX3 values, and the intervals they stand for.
//!
//! **In**: tokens of the sentences (tags and heads serve to tell tense), the article's date of publication.
//! **Out**: [`Reading::times`], in order of the text, without overlaps. **Never**: a guess at a date of publication; an
//! interval for an expression whose anchor isn't known. **Scored by**: span and value F1 on TempEval-3
//! (`cargo xtask quality times`).
//!
//! The grammar is data: words in `rules/times/words.toml`, patterns in `rules/times/patterns.toml`. A sentence is cut
//! into [`pieces`], [`rules`] finds the longest match at each, [`meaning`] makes a [`draft`] of it, [`grounding`] tells
//! what it hangs on. Standards: TimeML 1.2.1 (Pustejovsky et al. 2003), TIMEX3 guidelines (Ferro et al. 2005);
//! the method is HeidelTime's (Strötgen and Gertz 2010): rules over words, normalized by document date and tense.

mod direction;
mod draft;
mod grounding;
mod lexicon;
mod meaning;
pub(crate) mod numbers;
mod pattern;
pub(crate) mod pieces;
#[cfg(test)]
pub(crate) mod plain;
mod rules;
mod shapes;
#[cfg(test)]
mod tests;

use gainsay_core::{Article, Reading, Span};

pub(crate) use lexicon::Lexicon;

use grounding::Found;
use pieces::Piece;
use rules::Matcher;

/// Finds the expressions of time in an article and grounds them where their anchor is known.
pub fn annotate(article: &Article, reading: &mut Reading) {
    let published = article.published.value.and_then(|interval| interval.first);
    let mut found = Vec::new();
    for sentence in &reading.sentences {
        let pieces = pieces::cut(&article.text, sentence.span, Lexicon::get());
        let matcher = Matcher::new(&pieces, published);
        let mut at = 0;
        while at < pieces.len() {
            match matcher.longest_at(at) {
                Some((end, draft)) => {
                    found.push(Found { span: span_of(&pieces, at, end), draft });
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    grounding::ground(article, reading, found);
}

fn span_of(pieces: &[Piece<'_>], start: usize, end: usize) -> Span {
    let first = pieces.get(start).map_or(Span::default(), |p| p.span);
    let last = end.checked_sub(1).and_then(|last| pieces.get(last)).map_or(first, |p| p.span);
    first.cover(last)
}
