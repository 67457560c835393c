//! What every part of weighing looks at: the articles with their readings, the entities, and the dates.

use gainsay_core::{
    Article, ArticleSpan, Attribution, Dating, Entity, EventMention, Interval, MentionRef, Reading, Span,
};
use jiff::civil::Date;

use crate::{ReadArticle, words::Words};

/// The articles of one story with what is known across them.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    pub(crate) articles: &'a [ReadArticle<'a>],
    pub(crate) entities: &'a [Entity],
    /// For each article, for each of its chains, its entity.
    pub(crate) entity_of_chain: &'a [Vec<Option<usize>>],
    pub(crate) published: &'a [Dating],
    /// For each article, for each of its expressions of time, the interval it stands for.
    pub(crate) intervals: &'a [Vec<Option<Interval>>],
    /// The lemmas of all articles, and how rare each is.
    pub(crate) words: Words<'a>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        articles: &'a [ReadArticle<'a>],
        entities: &'a [Entity],
        entity_of_chain: &'a [Vec<Option<usize>>],
        published: &'a [Dating],
        intervals: &'a [Vec<Option<Interval>>],
    ) -> Self {
        Self { articles, entities, entity_of_chain, published, intervals, words: Words::new(articles) }
    }

    pub(crate) fn article(&self, article: usize) -> &'a Article {
        self.articles[article].article
    }

    pub(crate) fn reading(&self, article: usize) -> &'a Reading {
        self.articles[article].reading
    }

    pub(crate) fn event(&self, at: MentionRef) -> &'a EventMention {
        &self.reading(at.article).events[at.index]
    }

    pub(crate) fn attribution(&self, at: MentionRef) -> &'a Attribution {
        &self.reading(at.article).attributions[at.index]
    }

    pub(crate) fn slice(&self, at: ArticleSpan) -> &'a str {
        at.span.slice(&self.article(at.article).text)
    }

    /// The sentence with this index, as a span.
    pub(crate) fn sentence(&self, article: usize, sentence: usize) -> ArticleSpan {
        ArticleSpan { article, span: self.reading(article).sentences[sentence].span }
    }

    /// The entity that a chain stands for.
    pub(crate) fn entity(&self, article: usize, chain: Option<usize>) -> Option<usize> {
        self.entity_of_chain.get(article)?.get(chain?).copied().flatten()
    }

    /// Entities named anywhere inside a span, in order of the text.
    pub(crate) fn entities_in(&self, article: usize, span: Span) -> Vec<usize> {
        let reading = self.reading(article);
        let from = reading.mentions.partition_point(|m| m.span.start < span.start);
        let inside = reading.mentions[from..].iter().take_while(|m| m.span.start < span.end);
        inside.filter(|m| span.contains(m.span)).filter_map(|m| self.entity(article, m.chain)).collect()
    }

    /// The last day an article can speak of as past: the end of its interval of publication.
    pub(crate) fn published_day(&self, article: usize) -> Option<Date> {
        self.published.get(article)?.value?.last
    }

    /// When the article was published, if that is known to a month or better.
    pub(crate) fn as_of(&self, article: usize) -> Option<Interval> {
        self.published.get(article)?.value
    }
}
