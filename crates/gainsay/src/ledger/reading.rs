//! One input → what the ledger keeps of it: its bytes, its articles, what was read in each, and what it is compared by.

use gainsay_core::{Article, Interval, Problem, Reading};
use gainsay_read::extract::Input;
use gainsay_store::{NewArticle, SourceReading};
use gainsay_weigh::{ReadArticle, Signature};

use super::{identity, packing};
use crate::{captures, models::Shipped, pipeline, present::ids};

/// An input that was read, ready to be kept.
pub(super) struct Prepared {
    pub(super) location: String,
    pub(super) articles: Vec<NewArticle>,
    pub(super) problems: Vec<Problem>,
    packed_problems: Option<Vec<u8>>,
}

impl Prepared {
    /// Reads an input.
    pub(super) fn of(input: &Input, shipped: &Shipped) -> Self {
        let read = pipeline::read_safely(input, &shipped.models);
        let articles = read.articles.into_iter().zip(read.readings).enumerate();
        let articles = articles.map(|(at, (article, reading))| keep(article, reading, at + 1, shipped));
        Self {
            location: input.location.clone(),
            articles: articles.collect(),
            packed_problems: (!read.problems.is_empty()).then(|| packing::pack_small(&read.problems)),
            problems: read.problems,
        }
    }

    /// As the store takes it.
    pub(super) fn for_store(&self) -> SourceReading<'_> {
        SourceReading {
            read_as: &self.location,
            read_by: identity::read_by(),
            problems: self.packed_problems.as_deref(),
            articles: &self.articles,
        }
    }
}

fn keep(article: Article, reading: Reading, record: usize, shipped: &Shipped) -> NewArticle {
    let signature = Signature::of(ReadArticle { article: &article, reading: &reading }, &shipped.rarity);
    let published = article.published.value;
    let kept = packing::KeptReading { article, reading };
    let article = &kept.article;
    let id = ids::of_article(article);
    NewArticle {
        own_story: ids::of_story([id.as_str()]),
        id,
        record,
        location: article.location.clone(),
        title: article.title.as_ref().map(|title| title.text.clone()),
        outlet: article.outlet.clone(),
        authors: article.authors.iter().map(|author| author.name.clone()).collect(),
        address: captures::address(article),
        stated: captures::stated(article),
        url: article.canonical_url.clone().or_else(|| article.url.clone()),
        language: article.language.clone(),
        published: published.map(|value| value.to_string()),
        first_day: first_day(published),
        last_day: last_day(published),
        text: article.text.clone(),
        key: identity::reading_key(article, record),
        signature: packing::pack_small(&signature),
        reading: packing::pack(&kept),
    }
}

/// The first day of an interval, ISO.
pub(super) fn first_day(interval: Option<Interval>) -> Option<String> {
    interval.and_then(|interval| interval.first).map(|day| day.to_string())
}

/// The last day of an interval, ISO.
pub(super) fn last_day(interval: Option<Interval>) -> Option<String> {
    interval.and_then(|interval| interval.last).map(|day| day.to_string())
}
