//! Weighs many readings against one another.
//!
//! In: articles with their readings. Out: one [`Weighing`]: entities, events, claims, origins, stories, the line of
//! time. Pure: no clock, no disk, no order of hashing; the same articles in the same order give the same weighing.

mod context;
pub mod dating;
mod group;
mod judge;
mod passages;
mod provenance;
pub mod resolve;
mod timeline;
mod words;

use std::{cmp::Reverse, collections::BTreeMap};

use gainsay_core::{Article, Dating, Interval, Reading, RegionKind, Story, Weighing};

pub use provenance::SharedOrigin;

use crate::{context::Context, group::Grouped, words::Words};

/// One article with its reading.
#[derive(Clone, Copy, Debug)]
pub struct ReadArticle<'a> {
    /// The article.
    pub article: &'a Article,
    /// What was read in it.
    pub reading: &'a Reading,
}

/// Weighs articles against one another.
pub fn weigh(articles: &[ReadArticle<'_>]) -> Weighing {
    let (entities, entity_of_chain) = resolve::entities(articles);
    let published = dating::publication_dates(articles);
    let intervals = grounded(articles, &published);
    let context = Context::new(articles, &entities, &entity_of_chain, &published, &intervals);
    let grouped = group::events(&context);
    let judged = judge::judge(&context, &grouped);
    let stories = told_stories(&context, &grouped, &judged);
    let timeline = timeline::timeline(&context, &grouped.events);
    let problems = dating::problems(articles, &published);
    let Grouped { events, .. } = grouped;
    let judge::Judged { claims, origins } = judged;
    Weighing { published, entities, entity_of_chain, events, claims, origins, stories, timeline, problems }
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
pub fn stories(articles: &[ReadArticle<'_>]) -> Vec<Vec<usize>> {
    group::stories(articles, &Words::new(articles))
}

/// Stories with what belongs to each; an event that two stories tell of belongs to the one that tells most of it.
fn told_stories(context: &Context<'_>, grouped: &Grouped, judged: &judge::Judged) -> Vec<Story> {
    let articles = context.articles;
    let members = group::stories(articles, &context.words);
    let mut story_of = vec![0; articles.len()];
    for (story, of_story) in members.iter().enumerate() {
        for &article in of_story {
            story_of[article] = story;
        }
    }
    let home = |articles: &mut dyn Iterator<Item = usize>| -> Option<usize> {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        articles.for_each(|a| *counts.entry(story_of[a]).or_default() += 1);
        counts.into_iter().max_by_key(|(story, count)| (*count, Reverse(*story))).map(|(story, _)| story)
    };
    let mut stories: Vec<Story> = members
        .iter()
        .map(|of_story| Story {
            title: title(articles, of_story),
            articles: of_story.clone(),
            events: Vec::new(),
            claims: Vec::new(),
        })
        .collect();
    for (index, event) in grouped.events.iter().enumerate() {
        if let Some(story) = home(&mut event.mentions.iter().map(|m| m.article)) {
            stories[story].events.push(index);
        }
    }
    for (index, claim) in judged.claims.iter().enumerate() {
        if let Some(story) = home(&mut claim.positions.iter().map(|p| p.evidence.article)) {
            stories[story].claims.push(index);
        }
    }
    stories
}

/// The first headline there is, else the first sentence.
fn title(articles: &[ReadArticle<'_>], of_story: &[usize]) -> String {
    let headline = of_story.iter().find_map(|&a| articles[a].article.title.as_ref().map(|t| t.text.clone()));
    let sentence = || {
        of_story.iter().find_map(|&a| {
            let regions = &articles[a].article.regions;
            let in_body = |region: usize| regions.get(region).is_some_and(|r| r.kind == RegionKind::Paragraph);
            let first = articles[a].reading.sentences.iter().find(|s| in_body(s.region))?;
            Some(first.span.slice(&articles[a].article.text).to_owned())
        })
    };
    headline.or_else(sentence).unwrap_or_default()
}
