//! Stage to come.

use gainsay_core::{Dating, Interval, Reading};

use crate::ReadArticle;

/// Stage to come.
pub fn publication_dates(articles: &[ReadArticle<'_>]) -> Vec<Dating> {
    articles.iter().map(|one| one.article.published.clone()).collect()
}

/// Stage to come.
pub fn ground(reading: &Reading, _published: Option<Interval>) -> Vec<Option<Interval>> {
    reading.times.iter().map(|t| t.interval).collect()
}
