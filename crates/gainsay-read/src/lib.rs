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
