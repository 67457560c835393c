//! Events and attributions → claims: who affirms, who denies, on how many origins it rests, and how it stands.
//!
//! Never judges truth. Scored by the claims and origins of stories with known truth.

mod chain;
mod claims;
mod dismissals;
mod generic;
mod origins;
mod positions;
mod quantities;
mod statements;
mod status;

pub(crate) use claims::{Judged, judge};
