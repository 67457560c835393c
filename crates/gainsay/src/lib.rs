//! gainsay: who said what, what happened when, on how many origins it rests, and who gainsays it.

pub mod ingest;
pub mod present;
