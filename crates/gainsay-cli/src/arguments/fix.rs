//! The arguments of `fix`, `fixes` and `undo`.

use clap::{Args, Subcommand};

use super::Where;

/// What is decided. Things are named by their ids, or by the words they stand in, as `why` shows them:
/// ARTICLE:START..END.
#[derive(Debug, Subcommand)]
pub(crate) enum FixWhat {
    /// Two entities, two events or two claims are one; two articles are of one story.
    #[command(visible_alias = "merge")]
    Same {
        /// The one.
        one: String,
        /// The other.
        other: String,
        #[command(flatten)]
        by: By,
    },
    /// Two mentions are of two entities, or of two events.
    Different {
        /// The one.
        one: String,
        /// The other, as ARTICLE:START..END.
        other: String,
        #[command(flatten)]
        by: By,
    },
    /// An article stands in a story of its own; a mention is of another entity or event than the one named.
    Split {
        /// The article, entity or event.
        what: String,
        /// For an entity or event: the mention that isn't of it, as ARTICLE:START..END.
        mention: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Somebody else said it.
    Speaker {
        /// What was said: the id of an attribution, or its words.
        said: String,
        /// Who said it.
        name: String,
        #[command(flatten)]
        by: By,
    },
    /// Two articles rest on one origin, or on two.
    Origin {
        /// One, or two.
        #[arg(value_parser = ["same", "different"])]
        how: String,
        /// The one article.
        one: String,
        /// The other.
        other: String,
        #[command(flatten)]
        by: By,
    },
    /// An article was published on this date; `unknown` where that isn't known.
    Date {
        /// The article.
        article: String,
        /// EDTF, or `unknown`.
        date: String,
        #[command(flatten)]
        by: By,
    },
    /// An article is not weighed, or a claim not shown.
    Hide {
        /// The article or claim.
        what: String,
        #[command(flatten)]
        by: By,
    },
}

/// Who decides, and why.
#[derive(Clone, Debug, Args)]
pub(crate) struct By {
    /// Why.
    #[arg(long, value_name = "REASON")]
    pub(crate) why: String,
    #[command(flatten)]
    pub(crate) who: Who,
    #[command(flatten)]
    pub(crate) ledger: Where,
}

/// Who decides.
#[derive(Clone, Debug, Args)]
pub(crate) struct Who {
    /// By whom.
    #[arg(long, value_name = "NAME", env = "USER", default_value = "somebody")]
    pub(crate) who: String,
}

#[derive(Debug, Args)]
pub(crate) struct UndoArguments {
    /// The number that `fixes` shows.
    pub(crate) number: i64,
    #[command(flatten)]
    pub(crate) who: Who,
    #[command(flatten)]
    pub(crate) ledger: Where,
}
