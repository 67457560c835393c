//! gainsay: who said what, what happened when, on how many origins it rests, and who gainsays it.
//!
//! [`dossier()`] does the whole work: it collects files ([`ingest`]), reads each article on its own, weighs them against
//! one another and gives a [`Dossier`], which [`present`] renders. A [`Ledger`] keeps a story that grows for weeks.

mod captures;
mod error;
pub mod ingest;
pub mod ledger;
pub mod models;
mod pipeline;
pub mod present;

pub use captures::{Changes, Earlier};
pub use error::Error;
pub use ledger::Ledger;
pub use pipeline::{Options, dossier, dossier_of};
pub use present::Dossier;
