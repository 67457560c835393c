//! Articles, readings and weighing → dossier: indexes become ids ([`super::ids`]), spans get their text.
//!
//! Decides nothing but order and names. An index or span that doesn't fit (a defect of an earlier stage) is left out
//! and said among the problems: nothing is shown that doesn't slice to its text.

mod articles;
mod events;
mod stories;
mod who;

use std::{cell::Cell, collections::BTreeMap};

use gainsay_core::{Article, ArticleSpan, MentionRef, Problem, ProblemKind, Reading, Span, Weighing};

use super::{ids::Ids, view};
use crate::captures::Earlier;

/// What a dossier is made of. `readings` and the lists of `weighing` go by the order of `articles`.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    /// The articles.
    pub articles: &'a [Article],
    /// What was read in each.
    pub readings: &'a [Reading],
    /// What came of weighing them.
    pub weighing: &'a Weighing,
    /// By the place of an article: the capture before it.
    pub earlier: &'a BTreeMap<usize, Earlier>,
    /// The models used.
    pub models: &'a [view::Model],
    /// What could not be read at all.
    pub problems: &'a [Problem],
}

impl view::Dossier {
    /// The dossier of these parts.
    pub fn new(parts: Parts<'_>) -> Self {
        let build = Build::new(parts);
        let mut dossier = Self {
            schema: view::SCHEMA.to_owned(),
            tool: view::Tool {
                name: "gainsay".to_owned(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
                models: parts.models.to_vec(),
            },
            articles: build.articles(),
            entities: build.entities(),
            attributions: build.attributions(),
            events: build.events(),
            claims: build.claims(),
            origins: build.origins(),
            stories: build.stories(),
            timeline: build.timeline(),
            problems: Vec::new(),
        };
        dossier.problems = build.problems();
        dossier
    }
}

/// The parts with their ids.
struct Build<'a> {
    parts: Parts<'a>,
    ids: Ids,
    misfits: Cell<usize>,
}

impl<'a> Build<'a> {
    fn new(parts: Parts<'a>) -> Self {
        Self { parts, ids: Ids::new(parts), misfits: Cell::new(0) }
    }

    /// A span with its text; `None` where it holds nothing or doesn't fit the text.
    fn span(&self, article: usize, span: Span) -> Option<view::Span> {
        let text = self.parts.articles.get(article).and_then(|article| article.text.get(span.start..span.end));
        match text {
            Some(exact) if !exact.is_empty() => Some(view::Span {
                article: self.article_id(article),
                start: span.start,
                end: span.end,
                exact: exact.to_owned(),
            }),
            Some(_) => None,
            None => {
                self.misfits.set(self.misfits.get() + 1);
                None
            }
        }
    }

    fn article_span(&self, span: ArticleSpan) -> Option<view::Span> {
        self.span(span.article, span.span)
    }

    fn article_spans(&self, spans: &[ArticleSpan]) -> Vec<view::Span> {
        spans.iter().filter_map(|&span| self.article_span(span)).collect()
    }

    /// The id of an article that is there.
    fn article_id(&self, article: usize) -> String {
        self.ids.articles.get(article).cloned().unwrap_or_default()
    }

    /// The id of an entity, if there is one of this index.
    fn entity_id(&self, entity: usize) -> Option<String> {
        self.ids.entities.get(entity).cloned()
    }

    fn event_id(&self, event: usize) -> Option<String> {
        self.ids.events.get(event).cloned()
    }

    fn attribution_id(&self, at: MentionRef) -> Option<String> {
        self.ids.attributions.get(at.article)?.get(at.index).cloned()
    }

    fn claim_id(&self, claim: usize) -> Option<String> {
        self.ids.claims.get(claim).cloned()
    }

    fn position_id(&self, claim: usize, position: usize) -> Option<String> {
        self.ids.positions.get(claim)?.get(position).cloned()
    }

    fn article_ids(&self, articles: &[usize]) -> Vec<String> {
        articles.iter().filter_map(|&at| self.ids.articles.get(at).cloned()).collect()
    }

    /// All problems, each once, in order of the articles they are about; those of no article first.
    fn problems(&self) -> Vec<view::Problem> {
        let Parts { articles, readings, weighing, problems, .. } = self.parts;
        let of_articles = articles.iter().flat_map(|article| &article.problems);
        let of_readings = readings.iter().flat_map(|reading| &reading.problems);
        let all = problems.iter().chain(of_articles).chain(of_readings).chain(&weighing.problems);
        let mut place: BTreeMap<&str, usize> = BTreeMap::new();
        articles.iter().enumerate().for_each(|(at, article)| {
            place.entry(&article.location).or_insert(at);
        });
        let mut all: Vec<(Option<usize>, Problem)> =
            all.map(|problem| (place.get(problem.location.as_str()).copied(), problem.clone())).collect();
        if self.misfits.get() > 0 {
            let message = format!("{} spans did not fit their text and were left out; report this", self.misfits.get());
            all.push((None, Problem { kind: ProblemKind::Partial, location: "gainsay".to_owned(), message }));
        }
        all.sort();
        all.dedup();
        let shown = all.into_iter().map(|(article, problem)| view::Problem {
            article: article.map(|article| self.article_id(article)),
            location: problem.location,
            kind: problem.kind,
            message: problem.message,
        });
        shown.collect()
    }
}

/// The text, or nothing where it is empty: unknown is `null`, never an empty string.
fn known(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
