//! Captures of one address are one article with a history: the latest counts, the earlier ones are what it revises.

mod address;
mod changes;

use std::collections::{BTreeMap, BTreeSet};

use gainsay_core::{Article, Reading};

pub(crate) use address::address;
pub use changes::Changes;
pub(crate) use changes::changes;

/// An earlier capture of an article, and what the one shown changed of it.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// The earlier capture.
    pub article: Article,
    /// What the later one took out and put in.
    pub changes: Changes,
}

/// Articles of which each is the latest capture of its address.
#[derive(Debug, Default)]
pub(crate) struct Latest {
    pub(crate) articles: Vec<Article>,
    pub(crate) readings: Vec<Reading>,
    /// By the place of an article: the capture before it.
    pub(crate) earlier: BTreeMap<usize, Earlier>,
}

/// Sets earlier captures apart. Which is later is told by the day that they say they were last changed, else published;
/// of the same day by their places. When they were captured says nothing of how a page was before.
pub(crate) fn latest(articles: Vec<Article>, readings: Vec<Reading>) -> Latest {
    let mut captures: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, article) in articles.iter().enumerate() {
        if let Some(address) = address(article) {
            captures.entry(address).or_default().push(at);
        }
    }
    let mut replaced: BTreeSet<usize> = BTreeSet::new();
    let mut before: BTreeMap<usize, Earlier> = BTreeMap::new();
    for mut captured in captures.into_values().filter(|captured| captured.len() > 1) {
        captured.sort_by_key(|&at| stated(&articles[at]));
        if let [earlier @ .., last] = captured.as_slice() {
            replaced.extend(earlier);
            let (old, new) = earlier.last().map_or((*last, *last), |old| (*old, *last));
            let article = articles[old].clone();
            let changes = changes(&article.text, &articles[new].text);
            before.insert(new, Earlier { article, changes });
        }
    }
    let mut latest = Latest::default();
    for (at, both) in articles.into_iter().zip(readings).enumerate().filter(|(at, _)| !replaced.contains(at)) {
        if let Some(earlier) = before.remove(&at) {
            latest.earlier.insert(latest.articles.len(), earlier);
        }
        latest.articles.push(both.0);
        latest.readings.push(both.1);
    }
    latest
}

/// The day, ISO, that an article says it was last changed, else published.
pub(crate) fn stated(article: &Article) -> Option<String> {
    let first_day = |dating: &gainsay_core::Dating| dating.value.and_then(|value| value.first);
    first_day(&article.modified).or_else(|| first_day(&article.published)).map(|day| day.to_string())
}
