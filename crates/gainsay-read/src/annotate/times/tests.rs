//! The examples of the rules, and the specs in `specs/times/`.

use gainsay_core::{Article, Basis, Dating, Interval, Reading, Region, RegionKind, Span};

use super::annotate;
use super::plain::plain_reading;
use super::rules::Rules;
use crate::{Models, annotate::syntax};

/// An article of one paragraph a line.
fn article(text: &str, published: &str) -> Article {
    let mut article = Article { text: text.to_owned(), ..Article::default() };
    article.published =
        Dating { value: Interval::parse_edtf(published).ok(), basis: Basis::Stated, ..Dating::default() };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len()).trim(text);
        if !span.is_empty() {
            article.regions.push(Region { kind: RegionKind::Paragraph, span, why: String::new() });
        }
        at += line.len();
    }
    article
}

fn read(text: &str, published: &str) -> Vec<(String, String)> {
    let article = article(text, published);
    let mut reading = plain_reading(&article);
    annotate(&article, &mut reading);
    reading.times.iter().map(|t| (t.span.slice(text).to_owned(), t.timex.clone())).collect()
}

#[test]
fn every_rule_finds_its_examples_and_nothing_else() {
    let rules = Rules::parse(include_str!("../../../rules/times/patterns.toml")).expect("patterns.toml is sound");
    let mut wrong = Vec::new();
    for rule in &rules.rules {
        for (text, value) in &rule.yes {
            let found = read(text, "2024-03-13");
            if !found.iter().any(|(_, v)| v == value) {
                wrong.push(format!("{}: `{text}` should be {value}, found {found:?}", rule.name));
            }
        }
        for text in &rule.no {
            let found = read(text, "2024-03-13");
            if !found.is_empty() {
                wrong.push(format!("{}: `{text}` should be nothing, found {found:?}", rule.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// One passage of a spec file.
#[derive(Debug, Default)]
struct Spec {
    file: &'static str,
    heading: String,
    published: String,
    passage: Vec<String>,
    expected: Vec<String>,
}

/// Reads a spec file: headings, `Published …`, quoted passages, lists of what is expected.
fn specs(file: &'static str, markdown: &str) -> Vec<Spec> {
    let mut specs: Vec<Spec> = Vec::new();
    for line in markdown.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            specs.push(Spec { file, heading: heading.to_owned(), ..Spec::default() });
            continue;
        }
        let Some(spec) = specs.last_mut() else { continue };
        if let Some(date) = line.strip_prefix("Published ") {
            spec.published = date.trim_end_matches('.').to_owned();
        } else if let Some(passage) = line.strip_prefix("> ") {
            spec.passage.push(passage.to_owned());
        } else if let Some(expected) = line.strip_prefix("- ") {
            spec.expected.push(expected.to_owned());
        }
    }
    specs
}

/// Writes an expression as the spec files do, with as much as the expectation asks for.
fn written(text: &str, reading: &Reading, time: &gainsay_core::TimeExpression, like: &str) -> String {
    let mut out = format!("`{}` = {}", time.span.slice(text), time.timex);
    if like.contains(" (") {
        out.push_str(&time.modifier.as_ref().map_or(String::new(), |m| format!(" ({m})")));
    }
    if like.contains(" is ") {
        out.push_str(&time.interval.map_or(String::new(), |i| format!(" is {i}")));
    }
    if let gainsay_core::Anchor::Event(token) = time.anchor {
        let word = reading.tokens.get(token).map_or("", |t| t.span.slice(text).trim_matches(['.', ',']));
        out.push_str(&format!(" on `{word}`"));
    }
    out
}

/// Checks one passage; the difference, where there is one.
fn check(spec: &Spec, models: &Models) -> Option<String> {
    let text = spec.passage.join("\n");
    let article = article(&text, &spec.published);
    let mut reading = Reading::default();
    syntax::annotate(&article, models, &mut reading);
    annotate(&article, &mut reading);
    let expected: Vec<String> = spec.expected.iter().filter(|e| *e != "nothing").cloned().collect();
    let found: Vec<String> = reading
        .times
        .iter()
        .enumerate()
        .map(|(i, time)| written(&text, &reading, time, expected.get(i).map_or("", String::as_str)))
        .collect();
    (found != expected)
        .then(|| format!("{} — {}\n  expected {expected:?}\n  found    {found:?}", spec.file, spec.heading))
}

#[test]
fn specs_hold() {
    let files = [
        ("calendar-dates", include_str!("../../../specs/times/calendar-dates.md")),
        ("weekdays", include_str!("../../../specs/times/weekdays.md")),
        ("relative", include_str!("../../../specs/times/relative.md")),
        ("hanging", include_str!("../../../specs/times/hanging.md")),
        ("ranges", include_str!("../../../specs/times/ranges.md")),
        ("lengths-and-sets", include_str!("../../../specs/times/lengths-and-sets.md")),
        ("vague-and-not-times", include_str!("../../../specs/times/vague-and-not-times.md")),
        ("undated", include_str!("../../../specs/times/undated.md")),
        ("tense", include_str!("../../../specs/times/tense.md")),
        ("business", include_str!("../../../specs/times/business.md")),
        ("clock-and-day-parts", include_str!("../../../specs/times/clock-and-day-parts.md")),
        ("more-ranges-and-lengths", include_str!("../../../specs/times/more-ranges-and-lengths.md")),
    ];
    let all: Vec<Spec> = files.into_iter().flat_map(|(file, markdown)| specs(file, markdown)).collect();
    let models = Models::load(gainsay_models::ALL).expect("the shipped weights are sound");
    let wrong: Vec<String> = all.iter().filter_map(|spec| check(spec, &models)).collect();
    assert!(wrong.is_empty(), "{} of {} passages differ:\n{}", wrong.len(), all.len(), wrong.join("\n"));
}

mod any_text {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn never_panics_and_spans_fit(text in "([a-zA-Z0-9 ,.:/'’–-]|May |Monday |the |of |last |year |two |[^a-z]){0,60}") {
            let article = article(&text, "2024-03-13");
            let mut reading = plain_reading(&article);
            annotate(&article, &mut reading);
            let mut end = 0;
            for time in &reading.times {
                prop_assert!(time.span.start >= end && !time.span.slice(&text).is_empty());
                end = time.span.end;
            }
        }
    }
}
