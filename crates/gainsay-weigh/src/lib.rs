//! Weighs many readings against one another.

pub mod group;
pub mod judge;
pub mod resolve;

use gainsay_core::{Article, Reading, Weighing};

/// One article with its reading.
#[derive(Clone, Copy, Debug)]
pub struct ReadArticle<'a> {
    /// The article.
    pub article: &'a Article,
    /// What was read in it.
    pub reading: &'a Reading,
}

/// Weighs the articles of one story. Pure: the same articles in the same order give the same weighing.
pub fn weigh(_articles: &[ReadArticle<'_>]) -> Weighing {
    Weighing::default()
}
