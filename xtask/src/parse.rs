//! `parse FILE`: how the syntax stage reads a plain-text file, a region for each paragraph.
#![allow(clippy::disallowed_methods, reason = "a developer's tool reads files")]

use anyhow::{Context, Result};
use gainsay_core::{Article, Reading};
use gainsay_read::annotate::syntax;

/// Prints the reading of the file at `path`, one token a line, in columns.
pub(crate) fn run(path: &str) -> Result<()> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {path}"))?;
    let article = Article::of_lines(text);
    let (models, _) = crate::quality::models()?;
    let mut reading = Reading::default();
    syntax::annotate(&article, &models, &mut reading);
    for sentence in &reading.sentences {
        println!("# {}", sentence.span.slice(&article.text));
        for (at, token) in reading.tokens[sentence.tokens.clone()].iter().enumerate() {
            let head = token.head.map_or(0, |h| h + 1 - sentence.tokens.start);
            println!(
                "{:>3} {:<18} {:<16} {:<6} {:<6} {:>3} {:<14} {:.2}",
                at + 1,
                token.span.slice(&article.text),
                token.lemma,
                token.upos.as_str(),
                token.penn.as_str(),
                head,
                token.relation.as_str(),
                token.sure
            );
        }
        println!();
    }
    Ok(())
}
