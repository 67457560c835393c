//! The specs in `specs/events` and `specs/factuality`, and the examples of the rules.
//!
//! All are read with the shipped weights: where there are none, there is nothing to check.

use std::sync::LazyLock;

use gainsay_core::{Article, Basis, Dating, EventMention, Interval, Reading, Region, RegionKind, Role, Span};

use crate::Models;

static MODELS: LazyLock<Models> = LazyLock::new(|| Models::load(gainsay_models::ALL).unwrap());

/// Whether there is a parser to test with.
pub(crate) fn has_parser() -> bool {
    MODELS.syntax.is_some()
}

/// Reads one paragraph.
pub(crate) fn read(text: &str, published: Option<&str>, kind: RegionKind) -> (Article, Reading) {
    let mut article = Article { text: text.to_owned(), ..Article::default() };
    article.regions.push(Region { kind, span: Span::new(0, text.len()), why: String::new() });
    if let Some(value) = published.and_then(|p| Interval::parse_edtf(p).ok()) {
        article.published = Dating { value: Some(value), basis: Basis::Stated, ..Dating::default() };
    }
    let reading = crate::annotate(&article, &MODELS);
    (article, reading)
}

/// The event whose predicate's words hold this one.
pub(crate) fn event_at<'r>(article: &Article, reading: &'r Reading, word: &str) -> Option<&'r EventMention> {
    let at = article.text.find(word)?;
    reading.events.iter().find(|e| e.span.overlaps(Span::new(at, at + word.len())))
}

/// One passage of a spec with what is expected of it.
struct Case {
    title: String,
    published: Option<String>,
    headline: bool,
    passage: String,
    expected: Vec<String>,
}

fn cases(markdown: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in markdown.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            let title = title.to_owned();
            cases.push(Case { title, published: None, headline: false, passage: String::new(), expected: Vec::new() });
        }
        let Some(case) = cases.last_mut() else { continue };
        if let Some(date) = line.strip_prefix("Published ") {
            case.published = Some(date.trim_end_matches('.').to_owned());
        } else if line == "As a headline." {
            case.headline = true;
        } else if let Some(text) = line.strip_prefix("> ") {
            case.passage.push_str(text);
        } else if let Some(item) = line.strip_prefix("- ") {
            case.expected.push(item.to_owned());
        }
    }
    cases
}

/// What is wrong with one expectation; nothing where all is right.
fn wrong(article: &Article, reading: &Reading, expected: &str) -> Option<String> {
    let mut parts = expected.split(';').map(str::trim);
    let first = parts.next()?;
    let word = first.split('`').nth(1)?;
    let found = event_at(article, reading, word);
    if first.starts_with("not ") {
        return found.map(|e| format!("`{word}` should be no event, and is {}", e.lemma));
    }
    let Some(event) = found else { return Some(format!("`{word}` is no event")) };
    let said = first.rsplit('`').next().unwrap_or("").split_whitespace();
    let here = [event.lemma.as_str(), event.factuality.as_str(), event.status.as_str()];
    let mut problems: Vec<String> = said
        .filter(|w| !here.contains(w))
        .map(|w| format!("`{word}`: {w} expected, {} found", here.join(" ")))
        .collect();
    problems
        .extend(parts.filter_map(|part| wrong_part(article, reading, event, part)).map(|p| format!("`{word}`: {p}")));
    (!problems.is_empty()).then(|| problems.join("; "))
}

fn wrong_part(article: &Article, reading: &Reading, event: &EventMention, part: &str) -> Option<String> {
    let text = &article.text;
    let name = part.split('`').nth(1).unwrap_or("");
    let key = part.split_whitespace().next().unwrap_or("");
    let cast = |role: Role| -> Vec<&str> {
        event.participants.iter().filter(|p| p.role == role).map(|p| p.span.slice(text)).collect()
    };
    let time = event.time.and_then(|t| reading.times.get(t)).map_or("none", |t| t.span.slice(text));
    let place = event.place.and_then(|m| reading.mentions.get(m)).map_or("none", |m| m.span.slice(text));
    let found: Vec<&str> = match key {
        "actor" => cast(Role::Actor),
        "recipient" => cast(Role::Recipient),
        "theme" => cast(Role::Theme),
        "instrument" => cast(Role::Instrument),
        "time" => vec![time],
        "place" => vec![place],
        "quantity" => event.quantities.iter().map(|q| q.span.slice(text)).collect(),
        "no" => {
            let all = match part.trim_start_matches("no ") {
                "actor" => cast(Role::Actor),
                "recipient" => cast(Role::Recipient),
                "theme" => cast(Role::Theme),
                "time" if time == "none" => vec![],
                "place" if place == "none" => vec![],
                other => vec![other],
            };
            return (!all.is_empty()).then(|| format!("{part} expected, {all:?} found"));
        }
        _ => {
            let class = event.plover.map_or("none", |p| p.as_str());
            let both = event.mode.as_ref().map_or(class.to_owned(), |m| format!("{class} {m}"));
            return (part != class && part != both).then(|| format!("{part} expected, {both} found"));
        }
    };
    (!found.contains(&name)).then(|| format!("{part} expected, {found:?} found"))
}

/// Checks a spec file; the share of its cases that hold must be at least `least`.
pub(crate) fn check(markdown: &str, least: f64) {
    if !has_parser() {
        return;
    }
    let mut failures = Vec::new();
    let all = cases(markdown);
    for case in &all {
        let kind = if case.headline { RegionKind::Title } else { RegionKind::Paragraph };
        let (article, reading) = read(&case.passage, case.published.as_deref(), kind);
        let problems: Vec<String> = case.expected.iter().filter_map(|e| wrong(&article, &reading, e)).collect();
        if !problems.is_empty() {
            failures.push(format!("{}: {}\n  > {}", case.title, problems.join("\n  "), case.passage));
        }
    }
    let share = 1.0 - failures.len() as f64 / all.len().max(1) as f64;
    println!("{} of {} hold\n{}", all.len() - failures.len(), all.len(), failures.join("\n"));
    assert!(share >= least, "{} of {} cases fail:\n{}", failures.len(), all.len(), failures.join("\n"));
}

#[test]
fn predicates() {
    check(include_str!("../../../specs/events/predicates.md"), 0.85);
}

#[test]
fn participants() {
    check(include_str!("../../../specs/events/participants.md"), 0.5);
}

#[test]
fn settings() {
    check(include_str!("../../../specs/events/settings.md"), 0.3);
}
