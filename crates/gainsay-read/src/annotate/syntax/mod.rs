//! Stage to come.

use gainsay_core::{Article, Reading};

use crate::Models;

/// Stage to come.
pub fn annotate(_article: &Article, _models: &Models, _reading: &mut Reading) {}
