//! Names by which articles, events, claims and the rest are known: made of what they rest on, not of their place in a
//! list, so that they are the same in every run and stay so as a story grows.
//!
//! An article is known by its words. What stands in articles is known by its mention in the report that gives the earliest
//! date: an event keeps its id when later reports join it. Of equal dates, and where none is given, the first of the
//! mentions' own ids decides.

use std::collections::BTreeSet;

use gainsay_core::{Article, ArticleSpan, Facet, Span};
use sha2::{Digest, Sha256};

use super::Parts;

/// So many hexadecimal digits: among a million things of one kind two meet with a chance of 1 in 560, and are told apart
/// then by a number at the end.
const DIGITS: usize = 12;

/// The ids of all that a dossier holds, each list in the order of the parts.
#[derive(Debug, Default)]
pub(super) struct Ids {
    pub(super) articles: Vec<String>,
    /// For each article the place of the day it gives as that of its publication among those days; last where it gives none.
    ages: Vec<usize>,
    pub(super) entities: Vec<String>,
    /// For each article those of its attributions.
    pub(super) attributions: Vec<Vec<String>>,
    pub(super) events: Vec<String>,
    pub(super) claims: Vec<String>,
    /// For each claim those of its positions.
    pub(super) positions: Vec<Vec<String>>,
    pub(super) origins: Vec<String>,
    pub(super) stories: Vec<String>,
}

/// The id of an article: of its address and words. A file that is moved, or a list of articles that grows, changes none.
pub fn of_article(article: &Article) -> String {
    let address = article.canonical_url.as_deref().or(article.url.as_deref()).unwrap_or_default();
    let outlet = article.outlet.as_deref().unwrap_or_default();
    let title = article.title.as_ref().map_or("", |title| title.text.as_str());
    let published = article.published.value.map(|day| day.to_string()).unwrap_or_default();
    id("a", &[address, outlet, title, &published, &article.text])
}

/// The id of a story with these articles: of the first of their ids.
pub fn of_story<'a>(articles: impl IntoIterator<Item = &'a str>) -> String {
    id("st", &[articles.into_iter().min().unwrap_or_default()])
}

/// The id that something has by one mention of it alone: an event by a predicate's span, an entity by a name's. It leads to
/// the event or entity that the mention belongs to, whichever mention that one is known by.
pub fn of_mention(prefix: &str, article: &str, span: Span) -> String {
    id(prefix, &[article, &span.start.to_string(), &span.end.to_string()])
}

/// The id that a claim has by one sentence alone in which a position on it is taken.
pub fn of_claim(facet: Facet, article: &str, sentence: Span) -> String {
    id("c", &[&of_mention(&format!("c{}", facet.as_str()), article, sentence)])
}

/// An id without the number that tells it from another made of the same words.
pub fn bare(id: &str) -> &str {
    id.split('-').next().unwrap_or(id)
}

impl Ids {
    pub(super) fn new(parts: Parts<'_>) -> Self {
        let articles = distinct(parts.articles.iter().map(of_article));
        let mut ids = Self { articles, ages: ages(parts.articles), ..Self::default() };
        let weighing = parts.weighing;
        ids.entities = distinct(
            weighing.entities.iter().map(|entity| ids.first("n", entity.mentions.iter().copied(), &entity.name)),
        );
        let mentions = |event: &gainsay_core::Event| -> Vec<ArticleSpan> {
            let spans = event.mentions.iter().filter_map(|at| {
                let span = parts.readings.get(at.article)?.events.get(at.index)?.span;
                Some(ArticleSpan { article: at.article, span })
            });
            spans.collect()
        };
        ids.events = distinct(weighing.events.iter().map(|event| ids.first("e", mentions(event), &event.label)));
        let of_article = |(at, reading): (usize, &gainsay_core::Reading)| {
            let said = reading.attributions.iter().map(|said| ids.of_attribution(at, said));
            distinct(said)
        };
        ids.attributions = parts.readings.iter().enumerate().map(of_article).collect();
        ids.claims = distinct(weighing.claims.iter().map(|claim| {
            let facet = format!("c{}", claim.facet.as_str());
            let first = ids.first(&facet, claim.positions.iter().map(|position| position.evidence), &claim.label);
            id("c", &[&first])
        }));
        let of_claim = |(at, claim): (usize, &gainsay_core::Claim)| {
            let positions = claim.positions.iter().map(|position| {
                let of_evidence = ids.of_span("p", position.evidence);
                id("p", &[&ids.claims[at], &of_evidence, position.stance.as_str(), &position.value])
            });
            distinct(positions)
        };
        ids.positions = weighing.claims.iter().enumerate().map(of_claim).collect();
        ids.origins = distinct(weighing.origins.iter().map(|origin| {
            let articles = origin.articles.iter().filter_map(|&article| ids.articles.get(article));
            let first = articles.min().map_or("", String::as_str);
            id("o", &[origin.basis.as_str(), &origin.label, first])
        }));
        ids.stories = distinct(weighing.stories.iter().map(|story| {
            of_story(story.articles.iter().filter_map(|&article| ids.articles.get(article)).map(String::as_str))
        }));
        // A dossier is one list: what stands in several articles or claims must not share an id there either.
        ids.attributions = distinct_lists(ids.attributions);
        ids.positions = distinct_lists(ids.positions);
        ids
    }

    /// The id by the mention in the earliest report, the smallest of several; by the name where there is none.
    fn first(&self, prefix: &str, mentions: impl IntoIterator<Item = ArticleSpan>, name: &str) -> String {
        let age = |at: ArticleSpan| self.ages.get(at.article).copied().unwrap_or(usize::MAX);
        let of_mentions = mentions.into_iter().map(|at| (age(at), self.of_span(prefix, at)));
        of_mentions.min().map_or_else(|| id(prefix, &[name]), |(_, id)| id)
    }

    fn of_span(&self, prefix: &str, at: ArticleSpan) -> String {
        of_mention(prefix, self.articles.get(at.article).map_or("", String::as_str), at.span)
    }

    fn of_attribution(&self, article: usize, said: &gainsay_core::Attribution) -> String {
        let content = self.of_span("s", ArticleSpan { article, span: said.content });
        let cue = said.cue.map(|cue| cue.start.to_string()).unwrap_or_default();
        id("s", &[&content, &cue])
    }
}

fn id(prefix: &str, parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let digits = hash.finalize().iter().take(DIGITS / 2).map(|byte| format!("{byte:02x}")).collect::<String>();
    format!("{prefix}{digits}")
}

fn ages(articles: &[Article]) -> Vec<usize> {
    let first = |article: &Article| article.published.value.and_then(|value| value.first);
    let mut days: Vec<_> = articles.iter().filter_map(first).collect();
    days.sort_unstable();
    let age = |article: &Article| first(article).map_or(usize::MAX, |day| days.partition_point(|other| *other < day));
    articles.iter().map(age).collect()
}

/// The same ids, those that are there already with a number at the end.
fn distinct(ids: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    ids.map(|id| unlike(&mut seen, id)).collect()
}

fn distinct_lists(lists: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let mut seen = BTreeSet::new();
    lists.into_iter().map(|list| list.into_iter().map(|id| unlike(&mut seen, id)).collect()).collect()
}

fn unlike(seen: &mut BTreeSet<String>, id: String) -> String {
    let mut unlike = id.clone();
    let mut number = 2;
    while !seen.insert(unlike.clone()) {
        unlike = format!("{id}-{number}");
        number += 1;
    }
    unlike
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(text: &str) -> Article {
        Article { text: text.into(), location: "a.txt".into(), ..Article::default() }
    }

    #[test]
    fn an_article_is_known_by_its_words_wherever_it_lies() {
        let moved = Article { location: "b/c.txt".into(), ..article("The wall fell.") };
        assert_eq!(of_article(&article("The wall fell.")), of_article(&moved));
        assert_ne!(of_article(&article("The wall fell.")), of_article(&article("The wall stands.")));
    }

    #[test]
    fn what_would_share_an_id_is_told_apart_by_a_number() {
        let ids = ["x", "y", "x", "x", "x-2"].map(str::to_owned);
        assert_eq!(distinct(ids.into_iter()), ["x", "y", "x-2", "x-3", "x-2-2"]);
    }
}
