//! Stage to come.

use gainsay_core::Entity;

use crate::ReadArticle;

/// Stage to come.
pub fn entities(articles: &[ReadArticle<'_>]) -> (Vec<Entity>, Vec<Vec<Option<usize>>>) {
    (Vec::new(), articles.iter().map(|one| vec![None; one.reading.chains.len()]).collect())
}
