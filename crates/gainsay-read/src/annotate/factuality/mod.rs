//! How sure a report's own source is of an event, and how it stands with it.
//!
//! In: an event's predicate and the parse. Out: a FactBank value (Saurí & Pustejovsky 2009), a status and a tense.
//! Never: a judgement of whether the source is right, or of what an outer source makes of it; a source's denial of
//! what it speaks of is `CT-` by that source. The walk goes from the predicate outwards, through modals, negation
//! and hedges of its own clause, then through each word in whose scope the clause stands, to the first word of speech.
//! "will" and "is set to" commit the source (`CT+`, status planned); "plans to", "may" and "if" don't.
//! Scored by the factuality of MEANTIME's event mentions (`xtask quality events`) and by `specs/factuality`.

mod mood;
mod rules;
mod scope;

use gainsay_core::{EventStatus, Factuality, Tense};

pub(crate) use scope::judge;

/// What the text says of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Judgement {
    /// How sure the source is.
    pub(crate) factuality: Factuality,
    /// How it stands with the event.
    pub(crate) status: EventStatus,
    /// Time of its verb.
    pub(crate) tense: Tense,
}

#[cfg(test)]
mod tests;
