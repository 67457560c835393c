//! JSON: one article or several, as crawlers and pages write them; JSON Lines: an article a line.

use gainsay_core::{Article, Problem, ProblemKind};
use serde_json::Value;

use super::{Extracted, record, sha256};

/// Deeper JSON isn't parsed: serde_json's own limit is 128 levels.
const DEEPEST: &str = "recursion limit";
/// A document with more articles is read in part.
const MOST_ARTICLES: usize = 100_000;

/// Reads a JSON document.
pub(super) fn read(base: Article, text: &str) -> Extracted {
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) if text.trim_start().starts_with('{') && error.is_syntax() && looks_like_lines(text) => {
            return read_lines(base, text);
        }
        Err(error) => return broken(&base, &error),
    };
    let mut records = Vec::new();
    record::find(&value, &mut records, 0);
    records.truncate(MOST_ARTICLES);
    let mut extracted = Extracted::default();
    let several = records.len() > 1;
    for (n, fields) in records.into_iter().enumerate() {
        let mut article = base.clone();
        if several {
            article.location = format!("{}#{}", base.location, n + 1);
        }
        extracted.articles.push(record::article(article, fields));
    }
    if extracted.articles.is_empty() {
        extracted.problems.push(Problem {
            kind: ProblemKind::NoArticle,
            location: base.location.clone(),
            message: format!(
                "`{}` holds no article; give an object with `title` and `maintext`, `text` or `articleBody`",
                base.location
            ),
        });
    }
    extracted
}

fn looks_like_lines(text: &str) -> bool {
    text.lines().filter(|line| !line.trim().is_empty()).take(3).all(|line| serde_json::from_str::<Value>(line).is_ok())
}

fn broken(base: &Article, error: &serde_json::Error) -> Extracted {
    let what = if error.is_eof() {
        "is cut: its JSON ends too early; give the whole file".to_owned()
    } else if error.to_string().contains(DEEPEST) {
        "nests deeper than 128 levels; no article does".to_owned()
    } else {
        format!("is no JSON: {error}")
    };
    let message = format!("`{}` {what}", base.location);
    let kind = if error.is_eof() { ProblemKind::Partial } else { ProblemKind::Unreadable };
    Extracted { articles: Vec::new(), problems: vec![Problem { kind, location: base.location.clone(), message }] }
}

/// Reads JSON Lines. Each article has the hash of its line, so that the same line in two files is the same article.
pub(super) fn read_lines(base: Article, text: &str) -> Extracted {
    let mut extracted = Extracted::default();
    for (n, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        if extracted.articles.len() >= MOST_ARTICLES {
            extracted.problems.push(Problem {
                kind: ProblemKind::Partial,
                location: base.location.clone(),
                message: format!(
                    "`{}` holds more than {MOST_ARTICLES} articles, of which the first are read; split it",
                    base.location
                ),
            });
            break;
        }
        let mut base = base.clone();
        base.location = format!("{}#{}", base.location, n + 1);
        base.sha256 = sha256(line.as_bytes());
        let mut part = read_line(base, line);
        extracted.articles.append(&mut part.articles);
        extracted.problems.append(&mut part.problems);
    }
    extracted
}

fn read_line(base: Article, line: &str) -> Extracted {
    match serde_json::from_str::<Value>(line) {
        Ok(value) => {
            let mut records = Vec::new();
            record::find(&value, &mut records, 0);
            match records.first() {
                Some(fields) => Extracted { articles: vec![record::article(base, fields)], problems: Vec::new() },
                None => Extracted {
                    problems: vec![Problem {
                        kind: ProblemKind::NoArticle,
                        message: format!("`{}` holds no article", base.location),
                        location: base.location,
                    }],
                    articles: Vec::new(),
                },
            }
        }
        Err(error) => broken(&base, &error),
    }
}
