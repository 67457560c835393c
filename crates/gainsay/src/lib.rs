//! gainsay: who said what, what happened when, on how many origins it rests, and who gainsays it.
//!
//! [`dossier()`] does the whole work: it collects files ([`ingest`]), reads each article on its own, weighs them against
//! one another and gives a [`Dossier`], which [`present`] renders.

mod error;
pub mod ingest;
pub mod models;
mod pipeline;
pub mod present;

pub use error::Error;
pub use pipeline::{Options, dossier, dossier_of};
pub use present::Dossier;
