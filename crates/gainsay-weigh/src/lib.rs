//! Weighs many readings against one another.
//!
//! In: articles with their readings. Out: one [`Weighing`]: entities, events, claims, origins, stories, the line of
//! time. Pure: no clock, no disk, no order of hashing; the same articles in the same order give the same weighing.

mod combine;
mod context;
mod corrections;
pub mod dating;
mod group;
mod judge;
mod passages;
mod provenance;
mod rarity;
pub mod resolve;
mod timeline;
mod words;

use gainsay_core::{Article, Dating, Interval, MentionRef, Reading, RegionKind, Story, Weighing};
use rayon::prelude::*;

pub use combine::combine;
pub use corrections::{Amendment, Correction, amend};
pub use group::{
    Asked, Beside, EventModel, EventTree, LEAST_LIKENESS, Pair, Signature, TREE_DEPTH, asked, join, least_likeness,
    pairs, tells_of_the_matter,
};
pub use provenance::SharedOrigin;
pub use rarity::Rarity;

use crate::{context::Context, corrections::Corrections, group::Grouped};

/// One article with its reading.
#[derive(Clone, Copy, Debug)]
pub struct ReadArticle<'a> {
    /// The article.
    pub article: &'a Article,
    /// What was read in it.
    pub reading: &'a Reading,
}

/// Weighs articles against one another: finds the stories, weighs each on its own, puts them together.
pub fn weigh(articles: &[ReadArticle<'_>], rarity: &Rarity) -> Weighing {
    weigh_by(articles, rarity, EventModel::shipped())
}

/// The same with other weights for what is one event than those that ship.
pub fn weigh_by(articles: &[ReadArticle<'_>], rarity: &Rarity, model: &EventModel) -> Weighing {
    let stories = stories(articles, rarity);
    let weighed = stories.into_par_iter().map(|members| {
        let of_story: Vec<ReadArticle<'_>> = members.iter().map(|&article| articles[article]).collect();
        let weighing = weigh_one(&of_story, &[], model).0;
        (members, weighing)
    });
    combine(articles, weighed.collect())
}

/// Weighs the articles of one story, in whose order the indexes of what comes out go.
pub fn weigh_story(articles: &[ReadArticle<'_>]) -> Weighing {
    weigh_corrected(articles, &[]).0
}

/// The same with an analyst's decisions, and for each of these whether it fits what is there.
pub fn weigh_corrected(articles: &[ReadArticle<'_>], corrections: &[Correction]) -> (Weighing, Vec<bool>) {
    weigh_one(articles, corrections, EventModel::shipped())
}

fn weigh_one(articles: &[ReadArticle<'_>], corrections: &[Correction], model: &EventModel) -> (Weighing, Vec<bool>) {
    let corrections = Corrections::new(corrections);
    let (entities, entity_of_chain) = resolve::entities_corrected(articles, &corrections);
    let published = dating::publication_dates(articles);
    let intervals = grounded(articles, &published);
    let context = Context::new(articles, &entities, &entity_of_chain, &published, &intervals);
    let grouped = group::events(&context, &corrections, model);
    let judged = judge::judge(&context, &grouped, &corrections);
    let timeline = timeline::timeline(&context, &grouped.events);
    let problems = dating::problems(articles, &published);
    let Grouped { events, .. } = grouped;
    let judge::Judged { claims, origins } = judged;
    let story = Story {
        title: title(articles),
        articles: (0..articles.len()).collect(),
        events: (0..events.len()).collect(),
        claims: (0..claims.len()).collect(),
    };
    let stories = vec![story];
    let weighing =
        Weighing { published, entities, entity_of_chain, events, claims, origins, stories, timeline, problems };
    (weighing, corrections.fitting())
}

/// Pairs of mentions in a story's articles that may be of one event, each with what an [`EventModel`] weighs: what one is
/// learned from.
pub fn likened(articles: &[ReadArticle<'_>]) -> Vec<([MentionRef; 2], Vec<f64>)> {
    let (entities, entity_of_chain) = resolve::entities(articles);
    let published = dating::publication_dates(articles);
    let intervals = grounded(articles, &published);
    let context = Context::new(articles, &entities, &entity_of_chain, &published, &intervals);
    group::likened(&context).into_iter().map(|(pair, features)| (pair, features.to_vec())).collect()
}

/// Which of these articles rest on one report, with what shows it. That two quote one speech is no shared origin.
///
/// [`weigh`] takes from the same search which articles are copies; whom an article cites it asks claim by claim.
pub fn shared_origins(articles: &[ReadArticle<'_>]) -> Vec<SharedOrigin> {
    let (entities, entity_of_chain) = resolve::entities(articles);
    provenance::shared_origins(&Context::new(articles, &entities, &entity_of_chain, &[], &[]))
}

/// For each article the intervals that its expressions of time stand for.
fn grounded(articles: &[ReadArticle<'_>], published: &[Dating]) -> Vec<Vec<Option<Interval>>> {
    articles.iter().zip(published).map(|(one, dating)| dating::ground(one.reading, dating.value)).collect()
}

/// Which articles tell one story: each story as the indexes of its articles, in order of their first article.
pub fn stories(articles: &[ReadArticle<'_>], rarity: &Rarity) -> Vec<Vec<usize>> {
    let signatures: Vec<Signature> = articles.par_iter().map(|one| Signature::of(*one, rarity)).collect();
    join(signatures.len(), &pairs(&signatures))
}

/// The first headline there is, else the first sentence.
fn title(articles: &[ReadArticle<'_>]) -> String {
    let headline = articles.iter().find_map(|one| one.article.title.as_ref().map(|title| title.text.clone()));
    let sentence = || {
        articles.iter().find_map(|ReadArticle { article, reading }| {
            let in_body = |region: usize| article.regions.get(region).is_some_and(|r| r.kind == RegionKind::Paragraph);
            let first = reading.sentences.iter().find(|s| in_body(s.region))?;
            Some(first.span.slice(&article.text).to_owned())
        })
    };
    headline.or_else(sentence).unwrap_or_default()
}
