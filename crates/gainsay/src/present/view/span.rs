//! A stretch of one article's text, with the text itself.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A stretch of one article's text. `exact` is what lies between `start` and `end`, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// Id of the article.
    pub article: String,
    /// First byte, as an offset into the article's `text` in UTF-8.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The text between them.
    pub exact: String,
}
