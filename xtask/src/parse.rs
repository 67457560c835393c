//! `parse FILE`: how the syntax stage reads a plain-text file, a region for each paragraph.
#![allow(clippy::disallowed_methods, reason = "a developer's tool reads files")]

use anyhow::{Context, Result};
use gainsay_core::{Article, Reading, Region, RegionKind, Span};
use gainsay_read::annotate::syntax;

/// Prints the reading of the file at `path`, one token a line, in columns.
pub(crate) fn run(path: &str) -> Result<()> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {path}"))?;
    let article = article_of(text);
    let models = crate::quality::models()?;
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

/// An article whose paragraphs are the text's lines.
fn article_of(text: String) -> Article {
    let mut regions = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trim(&text);
        start += line.len();
        if !span.is_empty() {
            regions.push(Region { kind: RegionKind::Paragraph, span, why: "a line".into() });
        }
    }
    Article { text, regions, ..Article::default() }
}
