//! Runs the specifications under `specs/entities/`: indented passages in Markdown, each with what must hold of it.

use gainsay_core::{Article, Reading, Region, RegionKind, Span};
use proptest::prelude::*;

use super::super::syntax;
use super::annotate;
use crate::Models;

fn read(text: &str, models: &Models) -> Reading {
    let region = Region { kind: RegionKind::Paragraph, span: Span::new(0, text.len()), why: String::new() };
    let article = Article { text: text.to_owned(), regions: vec![region], ..Article::default() };
    let mut reading = Reading::default();
    syntax::annotate(&article, models, &mut reading);
    annotate(&article, models, &mut reading);
    reading
}

/// The chains of mentions that are written so.
fn chains_of(text: &str, reading: &Reading, written: &str) -> Vec<usize> {
    let mentions = reading.mentions.iter().filter(|m| m.span.slice(text) == written);
    mentions.filter_map(|m| m.chain).collect()
}

fn holds(text: &str, reading: &Reading, line: &str) -> bool {
    if let Some((a, b)) = line.split_once(" = ") {
        let (a, b) = (chains_of(text, reading, a), chains_of(text, reading, b));
        return a.iter().any(|chain| b.contains(chain));
    }
    if let Some((a, b)) = line.split_once(" ≠ ") {
        let (a, b) = (chains_of(text, reading, a), chains_of(text, reading, b));
        return !a.iter().any(|chain| b.contains(chain));
    }
    let (name, fact) = line.split_once(": ").expect("name: fact");
    chains_of(text, reading, name).first().is_some_and(|chain| {
        let chain = &reading.chains[*chain];
        chain.kind.as_str() == fact || chain.description.is_some_and(|d| d.slice(text) == fact)
    })
}

#[test]
fn chains_are_as_specified() {
    let models = Models::load(gainsay_models::ALL).expect("the shipped weights load");
    let mut wrong = Vec::new();
    let mut example: Vec<&str> = Vec::new();
    for line in include_str!("../../../specs/entities/chains.md").lines().chain([""]) {
        if let Some(line) = line.strip_prefix("    ") {
            example.push(line);
            continue;
        }
        if let Some((text, facts)) = example.split_first() {
            let reading = read(text, &models);
            // A fact marked "known gap: " must not hold: once it does, the mark is to go.
            let fails = |fact: &&&str| match fact.strip_prefix("known gap: ") {
                Some(gap) => holds(text, &reading, gap),
                None => !holds(text, &reading, fact),
            };
            wrong.extend(facts.iter().filter(fails).map(|f| format!("{text}\n  {f}")));
        }
        example.clear();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

proptest! {
    #[test]
    fn mentions_and_chains_point_into_one_another(text in "(\\PC{0,60}|[A-Z][a-z]+ |the minister |he |\u{201c}|\\(|\\)|'s |U\\.S\\. |, |\\. ){0,30}") {
        let models = Models::default();
        let reading = read(&text, &models);
        for mention in &reading.mentions {
            prop_assert!(!mention.span.slice(&text).is_empty());
            prop_assert!(mention.chain.is_none_or(|c| c < reading.chains.len()));
        }
        for (at, chain) in reading.chains.iter().enumerate() {
            prop_assert!(!chain.mentions.is_empty());
            prop_assert!(chain.mentions.iter().all(|m| reading.mentions[*m].chain == Some(at)));
        }
    }
}
