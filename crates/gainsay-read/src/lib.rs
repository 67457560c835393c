//! Reads one article and nothing else.
//!
//! [`extract`] makes an [`Article`] of bytes; [`annotate()`] makes a [`Reading`] of an article. Both are pure: no clock,
//! no disk, no other article, no order of hashing; the same input gives the same bytes.

pub mod annotate;
pub mod extract;
mod models;

pub use annotate::annotate;
pub use gainsay_core::{Article, Reading};
pub use models::Models;

/// Gets ready what reading any article needs beside the models, such as rules and lists of names: else the first article
/// waits for it. Meant to be called while the models are loaded on another thread.
pub fn prepare() {
    let input = extract::Input { bytes: b"Rules are read once.\n".to_vec(), ..extract::Input::default() };
    for article in extract::extract(&input).articles {
        annotate(&article, &Models::default());
    }
}
