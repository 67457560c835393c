//! Runs the specifications in `specs/extract/*.md`.
//!
//! A case is a heading, prose that says why, a fenced block that holds a file (its language is the file's ending) and a
//! fenced block `expect`: first `name = value` lines for metadata, then a line `kind: beginning of its text` for each
//! region, in order.

use std::fmt::Write;

use gainsay_core::Article;

use super::read;
use crate::extract::fold::fold;

const FILES: &[(&str, &str)] = &[
    ("plain-text", include_str!("../../../specs/extract/plain-text.md")),
    ("news-please", include_str!("../../../specs/extract/news-please.md")),
    ("pages", include_str!("../../../specs/extract/pages.md")),
];

#[test]
fn the_specifications_hold() {
    let mut failed = String::new();
    for (file, text) in FILES {
        let mut heading = "";
        let mut input: Option<(&str, String)> = None;
        let mut cases = 0;
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            if line.starts_with('#') {
                heading = line;
            } else if let Some(language) = line.strip_prefix("```").filter(|l| !l.is_empty()) {
                let block: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
                if language == "expect" {
                    let (ending, content) = input.take().unwrap_or_else(|| panic!("{file} {heading}: no input"));
                    cases += 1;
                    // A case whose heading says "known gap" must fail: once it holds, the heading is to be mended.
                    let outcome = match (run(ending, &content, &block), heading.ends_with("(known gap)")) {
                        (Ok(()), true) => Err("it holds now and is no known gap any more".to_owned()),
                        (Err(_), true) => Ok(()),
                        (outcome, false) => outcome,
                    };
                    if let Err(why) = outcome {
                        let _ = writeln!(failed, "\n{file} {heading}\n{why}");
                    }
                } else {
                    input = Some((language, block.join("\n")));
                }
            }
        }
        assert!(cases > 0, "{file}: no case");
    }
    assert!(failed.is_empty(), "{failed}");
}

fn run(ending: &str, content: &str, expected: &[&str]) -> Result<(), String> {
    let extracted = read(&format!("a.{ending}"), content.as_bytes());
    let Some(article) = extracted.articles.first() else { return Err(format!("no article: {:?}", extracted.problems)) };
    let mut regions = article.regions.iter();
    for line in expected {
        if let Some((name, value)) = line.split_once(" = ") {
            let have = fact(article, name);
            if have != value {
                return Err(format!("{name}: expected `{value}`, got `{have}`\n{}", shown(article)));
            }
        } else if let Some((kind, start)) = line.split_once(": ") {
            let Some(region) = regions.next() else {
                return Err(format!("no region left for `{line}`\n{}", shown(article)));
            };
            let text = fold(region.span.slice(&article.text));
            if region.kind.as_str() != kind || !text.starts_with(&fold(start)) {
                return Err(format!(
                    "expected `{line}`, got `{}: {text}` ({})\n{}",
                    region.kind.as_str(),
                    region.why,
                    shown(article)
                ));
            }
        }
    }
    match regions.next() {
        Some(more) if expected.iter().any(|l| l.contains(": ")) => {
            Err(format!("not expected: {more:?}\n{}", shown(article)))
        }
        _ => Ok(()),
    }
}

fn fact(article: &Article, name: &str) -> String {
    let day = |dating: &gainsay_core::Dating| {
        dating.value.map_or("none".to_owned(), |v| format!("{v} {}", dating.basis.as_str()))
    };
    match name {
        "title" => article.title.as_ref().map_or("none".to_owned(), |t| t.text.clone()),
        "outlet" => article.outlet.clone().unwrap_or("none".to_owned()),
        "authors" => article.authors.iter().map(|a| a.name.as_str()).collect::<Vec<_>>().join("; "),
        "published" => day(&article.published),
        "modified" => day(&article.modified),
        "language" => article.language.clone().unwrap_or("none".to_owned()),
        "url" => article.url.clone().unwrap_or("none".to_owned()),
        "problems" => article.problems.iter().map(|p| p.kind.as_str()).collect::<Vec<_>>().join("; "),
        "links" => article
            .links
            .iter()
            .map(|l| format!("{} → {}", l.span.slice(&article.text), l.target))
            .collect::<Vec<_>>()
            .join("; "),
        _ => panic!("no fact of the name {name}"),
    }
}

fn shown(article: &Article) -> String {
    let mut out = String::new();
    for r in &article.regions {
        let _ = writeln!(
            out,
            "  {}: {} ({})",
            r.kind.as_str(),
            r.span.slice(&article.text).chars().take(70).collect::<String>(),
            r.why
        );
    }
    out
}
