//! Stage to come.

use gainsay_core::{Article, Reading};

/// Stage to come.
pub fn annotate(_article: &Article, _reading: &mut Reading) {}
