//! `chains FILE`: the names, descriptions and chains found in a plain-text file, a region for each paragraph.
#![allow(clippy::disallowed_methods, reason = "a developer's tool reads files")]

use anyhow::{Context, Result};
use gainsay_core::{MentionForm, Reading};
use gainsay_read::annotate::{entities, syntax};
use gainsay_read::Models;

/// Prints the chains of the file at `path`, one a line, then what stands for nothing known.
pub(crate) fn run(path: &str) -> Result<()> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {path}"))?;
    let article = crate::parse::article_of(text);
    let models = Models::load(gainsay_models::ALL)?;
    let mut reading = Reading::default();
    syntax::annotate(&article, &models, &mut reading);
    entities::annotate(&article, &models, &mut reading);
    for chain in &reading.chains {
        let mentions: Vec<String> = chain.mentions.iter().map(|m| show(&article.text, &reading, *m)).collect();
        let description = chain.description.map_or("", |d| d.slice(&article.text));
        println!("{:?} {:?} ({description}): {}", chain.kind, chain.name, mentions.join(" | "));
        for why in &chain.why {
            println!("      {why}");
        }
    }
    let loose = (0..reading.mentions.len()).filter(|m| reading.mentions[*m].chain.is_none());
    println!("\nloose: {}", loose.map(|m| show(&article.text, &reading, m)).collect::<Vec<_>>().join(" | "));
    Ok(())
}

fn show(text: &str, reading: &Reading, mention: usize) -> String {
    let mention = &reading.mentions[mention];
    let form = match mention.form {
        MentionForm::Name => "",
        MentionForm::Nominal => "~",
        MentionForm::Pronoun => "?",
        MentionForm::Demonym => "°",
    };
    format!("{form}{}@{}", mention.span.slice(text).replace('\n', " "), reading.sentence_of_token(mention.head))
}
