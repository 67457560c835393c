//! Runs the specifications under `specs/syntax/`: indented examples in Markdown, told apart by empty lines.

use gainsay_core::{Article, Reading, Region, RegionKind, Span};
use proptest::prelude::*;

use super::{annotate, sentences, tokens};
use crate::Models;

/// The indented lines of a specification, those without an empty line between them together.
fn examples(specification: &str) -> Vec<Vec<&str>> {
    let mut examples = vec![Vec::new()];
    for line in specification.lines() {
        match line.strip_prefix("    ") {
            Some(example) => examples.last_mut().expect("never empty").push(example),
            None => examples.push(Vec::new()),
        }
    }
    examples.retain(|e| !e.is_empty());
    examples
}

/// One region of text, read with these models.
fn read(text: &str, models: &Models) -> Reading {
    let region = Region { kind: RegionKind::Paragraph, span: Span::new(0, text.len()), why: String::new() };
    let article = Article { text: text.to_owned(), regions: vec![region], ..Article::default() };
    let mut reading = Reading::default();
    annotate(&article, models, &mut reading);
    reading
}

#[test]
fn tokens_are_as_specified() {
    for example in examples(include_str!("../../../specs/syntax/tokens.md")) {
        let [text, expected] = example[..] else { panic!("not a text and its tokens: {example:?}") };
        let own: Vec<&str> = tokens::tokenize(text).iter().map(|t| t.slice(text)).collect();
        assert_eq!(own.join(" | "), expected);
    }
}

#[test]
fn sentences_are_as_specified() {
    let mut wrong = Vec::new();
    for example in examples(include_str!("../../../specs/syntax/sentences.md")) {
        let expected = example.join(" ");
        let text = expected.replace("|| ", "");
        let spans = tokens::tokenize(&text);
        let own: Vec<&str> = sentences::split(&text, &spans)
            .into_iter()
            .map(|s| Span::new(spans[s.start].start, spans[s.end - 1].end).slice(&text))
            .collect();
        if own.join(" || ") != expected {
            wrong.push(own.join(" || "));
        }
    }
    assert!(wrong.is_empty(), "sentences split otherwise than specified: {wrong:#?}");
}

#[test]
fn sentences_run_together_part() {
    let text = "The wall fell.Police closed the road.";
    let spans = tokens::tokenize(text);
    let ends: Vec<usize> = sentences::split(text, &spans).into_iter().map(|s| spans[s.end - 1].end).collect();
    assert_eq!(ends, [14, text.len()]);
}

/// Whether the reading has the arc `relation(head, dependent)`.
fn has_arc(text: &str, reading: &Reading, arc: &str) -> bool {
    let (relation, rest) = arc.trim_end_matches(')').split_once('(').expect("relation(head, dependent)");
    let is = |at: usize, word: &str| {
        let (word, number) = word.split_once('#').map_or((word, 1), |(w, n)| (w, n.parse().expect("a number")));
        let same = |t: &gainsay_core::Token| t.span.slice(text) == word;
        same(&reading.tokens[at]) && reading.tokens[..=at].iter().filter(|t| same(t)).count() == number
    };
    let (head, dependent) = rest.split_once(", ").map_or((None, rest), |(h, d)| (Some(h), d));
    reading.tokens.iter().enumerate().any(|(at, token)| {
        is(at, dependent)
            && token.relation.as_str() == relation
            && match (head, token.head) {
                (Some(word), Some(head)) => is(head, word),
                (None, None) => true,
                _ => false,
            }
    })
}

#[test]
fn the_parse_is_as_specified() {
    let models = Models::load(gainsay_models::ALL).expect("the shipped weights load");
    let mut wrong = Vec::new();
    for specification in
        [include_str!("../../../specs/syntax/parse.md"), include_str!("../../../specs/syntax/headlines.md")]
    {
        for example in examples(specification) {
            let [text, arcs] = example[..] else { panic!("not a text and its arcs: {example:?}") };
            let reading = read(text, &models);
            let firm = arcs.split("), ").filter(|arc| !arc.starts_with('?'));
            let arcs = firm.filter(|arc| !has_arc(text, &reading, arc));
            wrong.extend(arcs.map(|arc| format!("{text}: {arc}")));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_paragraph_without_white_space_is_read_in_linear_time() {
    let text = "a.".repeat(50_000) + &"(“".repeat(50_000) + &"é’".repeat(50_000);
    let reading = read(&text, &Models::default());
    assert!(reading.tokens.len() > 100_000);
}

proptest! {
    #[test]
    fn every_span_slices_to_a_token_in_order(text in ".{0,200}") {
        let reading = read(&text, &Models::default());
        let mut end = 0;
        for token in &reading.tokens {
            prop_assert!(token.span.start >= end && !token.span.is_empty());
            prop_assert!(!token.span.slice(&text).is_empty());
            end = token.span.end;
        }
        let outside: String = gaps(&text, &reading);
        prop_assert!(!outside.chars().any(char::is_alphanumeric));
        let covered: usize = reading.sentences.iter().map(|s| s.tokens.len()).sum();
        prop_assert_eq!(covered, reading.tokens.len());
    }
}

/// The text that no token holds.
fn gaps(text: &str, reading: &Reading) -> String {
    let mut at = 0;
    let mut out = String::new();
    for token in &reading.tokens {
        out.push_str(Span::new(at, token.span.start).slice(text));
        at = token.span.end;
    }
    out + Span::new(at, text.len()).slice(text)
}
