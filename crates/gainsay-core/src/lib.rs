//! The words all parts of gainsay share.
//!
//! `gainsay-read` makes a [`Reading`] of one [`Article`]; `gainsay-weigh` makes a [`Weighing`] of many readings;
//! `gainsay` presents it. Nothing here reads a file, asks a clock or decides anything.
//!
//! Indexes are plain `usize`, and each field says what it is an index into. Text is never copied where a
//! [`Span`] can say where it stands.

mod article;
mod attribution;
mod calendar;
mod claim;
mod country;
mod entity;
mod event;
mod factuality;
mod grammar;
mod mention;
mod origin;
mod problem;
mod reading;
mod span;
mod story;
mod time;
mod token;
mod weighing;

pub use article::{Article, Basis, Byline, Capture, Dating, Link, Region, RegionKind, StatedSpan};
pub use attribution::{Attribution, Form, Source, SourceKind, Stance};
pub use calendar::{Interval, ParseEdtfError};
pub use claim::{ChainLink, Claim, ClaimStatus, Facet, Position, PositionStance, Value};
pub use country::{Country, countries, country_named, country_of_demonym};
pub use entity::{Alias, Entity};
pub use event::{
    Event, EventMember, EventMention, EventStatus, EventWhen, NearMiss, Participant, Plover, Quantity, Role, Tense,
};
pub use factuality::Factuality;
pub use grammar::{Penn, Relation, Upos};
pub use mention::{Chain, EntityKind, Mention, MentionForm};
pub use origin::{Origin, OriginBasis};
pub use problem::{Problem, ProblemKind};
pub use reading::Reading;
pub use span::Span;
pub use story::{Story, TimelineEntry};
pub use time::{Anchor, Direction, PartialDate, TimeExpression, TimeKind, TimeMeaning, Unit};
pub use token::{Sentence, Token};
pub use weighing::{ArticleSpan, MentionRef, Weighing};
