//! What a page is where it is no ordinary article: a live blog, a front page, or a page that stands in an article's place
//! (consent, a check for robots, an error, the beginning of an article behind a paywall).

use std::sync::LazyLock;

use gainsay_core::{Article, ProblemKind};
use regex::bytes::Regex;
use serde::Deserialize;

use super::meta::Declared;
use crate::extract::{
    fold::{count_words, fold},
    pattern::compile,
};

/// A page with more words of an article is one, whatever else stands on it.
const STAND_IN: usize = 90;
/// The part of an article that is shown to those who don't pay has fewer words.
const STUB: usize = 220;
/// Where a page has fewer words of its own, what it says beside them is looked at as well.
const NOTHING: usize = 25;
/// So much of a page is searched.
const SEARCHED: usize = 20_000;

#[derive(Deserialize)]
struct Rule {
    what: String,
    pattern: String,
    #[serde(rename = "match")]
    #[cfg_attr(not(test), allow(dead_code, reason = "read by the rules' test"))]
    examples: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code, reason = "read by the rules' test"))]
    no_match: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    page: Vec<Rule>,
}

const FILE: &str = include_str!("../../../rules/extract/nature.toml");

static RULES: LazyLock<Vec<(String, Regex)>> = LazyLock::new(|| {
    let rules = toml::from_str::<File>(FILE).map(|file| file.page).unwrap_or_default();
    rules.into_iter().filter_map(|rule| Some((rule.what, compile(&rule.pattern)?))).collect()
});

/// What is to be said of the page, as the end of a sentence that begins with its location, if anything is. A page that
/// is [`ProblemKind::NoArticle`] is none.
pub(super) fn of(article: &Article, declared: &Declared) -> Option<(ProblemKind, String)> {
    let read = article.regions.iter().filter(|r| r.kind.is_analysed()).map(|r| r.span.slice(&article.text));
    let words: usize = read.clone().map(count_words).sum();
    let title = article.title.as_ref().map_or("", |title| title.text.as_str());
    let text = match words {
        NOTHING..STAND_IN => format!("{title}\n{}", read.collect::<Vec<_>>().join("\n")),
        0..NOTHING => format!("{title}\n{}", article.text),
        _ => String::new(),
    };
    if let Some(what) = stand_in(&text) {
        return Some((ProblemKind::NoArticle, format!("is {what}, not an article; give the article's page")));
    }
    if declared.is_locked && words < STUB {
        let message = "holds only the beginning of an article behind a paywall; give the whole text if you may read it";
        return Some((ProblemKind::Partial, message.to_owned()));
    }
    if declared.is_live {
        let message = "is a live blog: its entries are read as one article, in the order of the page";
        return Some((ProblemKind::Undecided, message.to_owned()));
    }
    let message = "is the front page of its site and may be no article; give the address of the article";
    is_front(article.url.as_deref()?).then(|| (ProblemKind::Undecided, message.to_owned()))
}

/// What stands in the article's place, by the words of the page.
fn stand_in(text: &str) -> Option<&'static str> {
    let head = text.char_indices().nth(SEARCHED).map_or(text.len(), |(at, _)| at);
    let folded = fold(&text[..head]);
    let found = RULES.iter().find(|(_, pattern)| pattern.is_match(folded.as_bytes()));
    found.filter(|_| !folded.is_empty()).map(|(what, _)| what.as_str())
}

/// Whether an address names a site and nothing on it.
fn is_front(url: &str) -> bool {
    let Some((_, rest)) = url.split_once("://") else { return false };
    let path = rest.split(['?', '#']).next().unwrap_or("").trim_end_matches('/');
    !path.is_empty() && !path.contains('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_matches_its_examples_and_not_its_look_alikes() {
        let file: File = toml::from_str(FILE).unwrap();
        for rule in &file.page {
            let pattern = compile(&rule.pattern).unwrap();
            let matches = |text: &String| pattern.is_match(fold(text).as_bytes());
            assert!(rule.examples.iter().all(matches), "{}", rule.what);
            assert!(!rule.no_match.iter().any(matches), "{}", rule.what);
        }
    }

    #[test]
    fn front_pages_have_no_path() {
        assert!(
            is_front("https://harbour.example/") && !is_front("https://harbour.example/wall") && !is_front("a.html")
        );
    }
}
