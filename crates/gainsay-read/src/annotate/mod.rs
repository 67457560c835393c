//! Article → reading: the stages, in order.

pub mod attribution;
pub mod entities;
pub mod events;
mod factuality;
pub mod quantities;
pub mod syntax;
pub mod times;

use gainsay_core::{Article, Reading};

use crate::Models;

/// Reads one article. Never fails: what could not be decided is among the reading's problems.
pub fn annotate(article: &Article, models: &Models) -> Reading {
    let mut reading = Reading::default();
    syntax::annotate(article, models, &mut reading);
    entities::annotate(article, models, &mut reading);
    times::annotate(article, &mut reading);
    attribution::annotate(article, &mut reading);
    events::annotate(article, &mut reading);
    reading
}

/// Gets ready what reading any article needs beside the models, such as rules and lists of names: else the first article
/// waits for it. Meant to be called while the models are loaded on another thread.
pub fn prepare() {
    annotate(&Article::of_lines("Rules are read once.\n".to_owned()), &Models::default());
}
