//! gainsay: who said what, what happened when, on how many origins it rests, and who gainsays it.

mod error;
pub mod ingest;
pub mod present;

pub use error::Error;
