//! Runs the specifications under `specs/attribution/` and the examples of the cue file.

use gainsay_core::{Article, Attribution, Reading, Region, RegionKind, Source, Span};
use proptest::prelude::*;

use crate::Models;
use crate::annotate::annotate;

fn models() -> Models {
    Models::load(gainsay_models::ALL).expect("the shipped weights")
}

/// The article that these lines make, one paragraph each.
fn article(lines: &[&str]) -> Article {
    let mut article = Article::default();
    for line in lines {
        let (kind, line) = match (line.strip_prefix("# "), line.strip_prefix("[caption] ")) {
            (Some(title), _) => (RegionKind::Title, title),
            (_, Some(caption)) => (RegionKind::Caption, caption),
            _ => (RegionKind::Paragraph, *line),
        };
        let start = article.text.len();
        article.text.push_str(line);
        let span = Span::new(start, article.text.len());
        article.regions.push(Region { kind, span, why: String::new() });
        article.text.push('\n');
    }
    article
}

/// One attribution as the specifications write it.
fn describe(text: &str, reading: &Reading, attribution: &Attribution) -> Vec<String> {
    let source = |s: &Source| s.span.map_or("-", |s| s.slice(text)).to_owned();
    let cue = attribution.cue.map_or("-".to_owned(), |c| format!("`{}`", c.slice(text)));
    let mut parts =
        vec![format!("`{}`", source(&attribution.source)), cue, format!("`{}`", attribution.content.slice(text))];
    parts.push(attribution.form.as_str().to_owned());
    parts.push(attribution.stance.as_str().to_owned());
    parts.push(attribution.source.kind.as_str().to_owned());
    parts.extend(attribution.source.chain.map(|c| format!("= `{}`", reading.chains[c].name)));
    parts.extend(attribution.via.iter().map(|v| format!("via `{}`", source(v))));
    parts.extend(attribution.within.map(|w| format!("within {}", w + 1)));
    parts
}

/// The parts of a line: code in backticks with the word before it, or a plain word.
fn parts(line: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        let prefixed = ["via ", "= ", "within "].into_iter().find(|p| rest.starts_with(p)).unwrap_or("");
        let tail = &rest[prefixed.len()..];
        let len = match tail.strip_prefix('`') {
            Some(code) => code.find('`').expect("a closing backtick") + 2,
            None => tail.find(' ').unwrap_or(tail.len()),
        };
        parts.push(rest[..prefixed.len() + len].to_owned());
        rest = rest[prefixed.len() + len..].trim_start();
    }
    parts
}

/// Checks every passage of a specification; collects what differs, so that one run shows all.
fn check(specification: &str) {
    let models = models();
    let mut wrong = Vec::new();
    for section in specification.split("\n## ").skip(1) {
        let title = section.lines().next().unwrap_or_default();
        let passage: Vec<&str> = section.lines().filter_map(|l| l.strip_prefix("> ")).collect();
        let expected: Vec<Vec<String>> = section.lines().filter_map(|l| l.strip_prefix("- ")).map(parts).collect();
        let article = article(&passage);
        let reading = annotate(&article, &models);
        let own: Vec<Vec<String>> = reading.attributions.iter().map(|a| describe(&article.text, &reading, a)).collect();
        let fits = own.len() == expected.len()
            && own.iter().zip(&expected).all(|(o, e)| o[..3] == e[..3] && e[3..].iter().all(|p| o[3..].contains(p)));
        // A passage whose title says "known gap" must not fit: once it does, the title is to be mended.
        if fits == title.ends_with("(known gap)") {
            wrong.push((title, own.iter().map(|o| o.join(" ")).collect::<Vec<_>>()));
        }
    }
    assert!(wrong.is_empty(), "{} passages differ; found there: {wrong:#?}", wrong.len());
}

#[test]
fn direct_speech() {
    check(include_str!("../../../specs/attribution/direct.md"));
}

#[test]
fn indirect_speech() {
    check(include_str!("../../../specs/attribution/indirect.md"));
}

#[test]
fn stance() {
    check(include_str!("../../../specs/attribution/stance.md"));
}

#[test]
fn between_source_and_article() {
    check(include_str!("../../../specs/attribution/chains.md"));
}

#[test]
fn interviews_and_transcripts() {
    check(include_str!("../../../specs/attribution/interviews.md"));
}

#[test]
fn sources_without_a_name() {
    check(include_str!("../../../specs/attribution/unnamed-sources.md"));
}

#[test]
fn silences() {
    check(include_str!("../../../specs/attribution/silences.md"));
}

#[test]
fn pronouns_and_appositions() {
    check(include_str!("../../../specs/attribution/pronouns.md"));
}

#[test]
fn quotations_split_and_nested() {
    check(include_str!("../../../specs/attribution/long-quotations.md"));
}

#[test]
fn headlines() {
    check(include_str!("../../../specs/attribution/headlines.md"));
}

#[test]
fn documents_as_sources() {
    check(include_str!("../../../specs/attribution/documents.md"));
}

#[test]
fn words_passed_on() {
    check(include_str!("../../../specs/attribution/relays.md"));
}

#[test]
fn clauses_in_their_places() {
    check(include_str!("../../../specs/attribution/clauses.md"));
}

#[test]
fn denials_demands_and_plans() {
    check(include_str!("../../../specs/attribution/denials-and-demands.md"));
}

#[test]
fn what_is_no_speech() {
    check(include_str!("../../../specs/attribution/not-speech.md"));
}

#[test]
fn examples_of_the_cue_file() {
    let models = models();
    let (matching, not_matching) = super::cues::examples::all();
    let gaps: Vec<&str> = include_str!("../../../specs/attribution/known-gaps.md")
        .lines()
        .filter_map(|line| line.strip_prefix("- "))
        .collect();
    let is_wrong = |fails: bool, example: &str| fails != gaps.contains(&example);
    let mut wrong = Vec::new();
    for example in matching {
        let cue = example.split('*').nth(1).expect("a cue between asterisks").to_owned();
        let article = article(&[&example.replace('*', "")]);
        let reading = annotate(&article, &models);
        let cues: Vec<_> = reading.attributions.iter().filter_map(|a| a.cue).map(|c| c.slice(&article.text)).collect();
        // Of "citing", the host's verb is the cue: it is enough that its sentence attributes.
        let found = cues.iter().any(|c| c.contains(&cue) || cue.contains(c) || cue.ends_with("ing"));
        if is_wrong(!found, &example) {
            wrong.push(format!("not found, or no gap any more: {example} (found: {cues:?})"));
        }
    }
    for example in not_matching {
        let article = article(&[&example]);
        let reading = annotate(&article, &models);
        if is_wrong(!reading.attributions.is_empty(), &example) {
            wrong.push(format!("found, or no gap any more: {example}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Any text, with any number of marks and cues: no panic, and every span slices back to text.
    #[test]
    fn every_span_slices(words in prop::collection::vec(
        prop::sample::select(vec![
            "“", "”", "\"", "'", "‘", "’", "''", "said", "Lind", "he", "that", ",", ".", ":", "—", "(", ")", "according", "to",
            "the", "report", "ministry", "denied", "declined", "comment", "was", "é", "\n", "told", "Reuters", "citing", "?", "…",
        ]), 0..60)) {
        let text = words.join(" ");
        let lines: Vec<&str> = text.split('\n').collect();
        let article = article(&lines);
        let reading = annotate(&article, &Models::default());
        let parsed = PARSED.with(|m| annotate(&article, m));
        for attribution in reading.attributions.iter().chain(&parsed.attributions) {
            let spans = [Some(attribution.content), attribution.cue, attribution.source.span];
            for span in spans.into_iter().flatten() {
                prop_assert!(!span.slice(&article.text).trim().is_empty());
            }
        }
    }
}

thread_local! {
    static PARSED: Models = models();
}
