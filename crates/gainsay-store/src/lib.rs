//! The ledger on disk: one SQLite file, of which this crate alone knows the format.
//!
//! In: rows and packed bytes. Out: the same, and answers to questions. Never does: read an article, weigh a story, ask a
//! clock, or know what the packed bytes hold. Every change is one transaction: it is there wholly or not at all, and
//! what was said to be there survives a power cut.

mod ask;
mod captures;
mod check;
mod error;
mod fixes;
mod migrations;
mod news;
mod open;
mod removing;
mod rows;
mod same_rows;
mod search;
mod sources;
mod states;
mod stories;
mod weighed;
mod words;

pub use ask::{ChangeRow, ClaimFilter, EventFilter, RevisionRow, WithdrawnRow};
pub use captures::{Capture, RetiredRow};
pub use error::Error;
pub use fixes::NewFix;
pub use open::{Store, Writer};
pub use removing::SourceOf;
pub use rows::{
    ArticleRow, ClaimRow, Counts, EntityRow, EventRow, FixRow, Hit, HitKind, OriginRow, Page, PositionRow, SaidRow,
    StoryRow,
};
pub use sources::{NewArticle, NewSource, Packed, SourceBytes, SourceReading};
pub use stories::{Compared, PlannedStory, Unweighed};
pub use weighed::{Weighed, WeighedDate};
