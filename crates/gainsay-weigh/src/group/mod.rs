//! Which articles tell one story, and which mentions tell of one event.
//!
//! In: articles, readings, entities, dates. Out: stories and events, each join with its reason. Never merges what two
//! dates, places or ordinals keep apart. Scored by B³ on stories and CoNLL F1 on events.

mod bars;
mod candidates;
mod cluster;
mod compare;
mod concepts;
mod events;
mod facts;
mod features;
mod model;
mod profile;
mod reasons;
mod several;
mod signature;
mod stories;

pub(crate) use compare::{compatible, same_value};
pub(crate) use concepts::are_of_other_kinds;
pub(crate) use events::{Grouped, events, likened};
pub use model::{Asked, EventModel, EventTree, TREE_DEPTH, asked};
pub use signature::{Beside, Signature, tells_of_the_matter};
pub use stories::{LEAST_LIKENESS, Pair, join, least_likeness, pairs};
