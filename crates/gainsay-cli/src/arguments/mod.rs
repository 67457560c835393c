//! The command line: each argument once, with its help.

mod dossier;
mod fix;
mod ledger;
mod serve;

use clap::{Parser, Subcommand};

pub(crate) use dossier::{DossierArguments, FormatArgument, Schema, StdinType};
pub(crate) use fix::{By, FixWhat, UndoArguments};
pub(crate) use ledger::{
    AddArguments, ClaimArguments, EventArguments, ListFormat, Listed, OfStory, Paged, SearchArguments, StoryArguments,
    Where,
};
pub(crate) use serve::ServeArguments;

const EXAMPLES: &str = "\
Examples:
  gainsay dossier story/                             a folder of articles, read in the terminal
  gainsay dossier story/ --format html -o story.html one page to open, print or send
  gainsay dossier a.html b.json --format json        for programs; `gainsay schema dossier` says its shape
  curl -s https://paper.example/a | gainsay dossier - other.txt

  gainsay add story/                                 keep it in gainsay.db; again tomorrow, with what is new
  gainsay serve --open                               read it in the browser
  gainsay stories                                    what the ledger holds
  gainsay claims --status contested                  what is gainsaid
  gainsay search dust letter                         articles, quotations and claims with these words";

const EXIT_CODES: &str = "\
Exit codes:
  0    done (what could not be read is told under Problems)
  1    nothing that was given could be read as an article; nothing of this name or id is in the ledger; a decision was kept
       and fits nothing; a check found faults
  2    the arguments are wrong, or what they ask can't be decided
  3    a file or the ledger could not be opened or written
  130  stopped by Ctrl-C; what was committed is kept";

/// Reads what many outlets say about one story, and shows with the exact sentence who said what, what happened when,
/// on how many origins each claim rests, and who gainsays whom. Offline; the same articles give the same bytes.
#[derive(Debug, Parser)]
#[command(name = "gainsay", version, max_term_width = 100, after_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"))]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print the dossier of these articles: the story, what is contested, on what it rests, who said what.
    #[command(after_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"))]
    Dossier(DossierArguments),
    /// Open a ledger in the browser, or articles for a look: pages and an HTTP API, on this machine alone.
    Serve(ServeArguments),
    /// Print the JSON Schema of what gainsay gives back.
    Schema {
        /// Of what.
        of: Schema,
    },

    /// Add articles to a ledger. What is known is left alone, what has changed is a revision.
    Add(AddArguments),
    /// Take what lies at a path, or below it, out of the ledger, also what could not be read.
    Remove {
        /// Paths as they were added, or ids of articles that are alone in their file.
        #[arg(required = true, value_name = "PATH|ID")]
        what: Vec<String>,
        #[command(flatten)]
        ledger: Where,
    },
    /// Read and weigh anew what another version of gainsay read, and what waits.
    Refresh {
        #[command(flatten)]
        ledger: Where,
    },
    /// Say what the ledger holds, and what could not be read.
    Status(Listed),
    /// List the stories, those of most articles first.
    Stories(Paged),
    /// Print a story's dossier.
    Story(StoryArguments),
    /// List the articles, in order of their dates.
    Articles(OfStory),
    /// List claims, those of most articles first.
    Claims(ClaimArguments),
    /// List what somebody said, story by story.
    Who {
        /// The name, or words of it.
        #[arg(required = true, value_name = "NAME")]
        name: Vec<String>,
        #[command(flatten)]
        paged: Paged,
    },
    /// Find articles, quotations and claims by their words.
    Search(SearchArguments),
    /// List what happened, in order of time.
    Timeline(OfStory),
    /// List events by type and time.
    Events(EventArguments),
    /// Say why a claim, event, entity or attribution is what it is: every span and rule that led there.
    Why {
        /// Its id.
        id: String,
        #[command(flatten)]
        listed: Listed,
    },
    /// List what is new: articles, revisions with their lines, withdrawn words, changes of status, claims.
    Diff {
        /// Since this addition (@12; `status` shows the last one) or this date (EDTF: 2025, 2025-06, 2025-06-21, or to the
        /// second).
        #[arg(long, value_name = "@NUMBER|DATE")]
        since: String,
        #[command(flatten)]
        listed: Listed,
    },
    /// Decide against what was found: kept with who and why, applied from then on, taken back with `undo`.
    Fix {
        #[command(subcommand)]
        what: FixWhat,
    },
    /// List decisions, with those that fit nothing any more.
    Fixes(Listed),
    /// Take a decision back.
    Undo(UndoArguments),
    /// Check every span, count and index of the ledger.
    Check(Listed),
    /// Write a whole copy of the ledger to a new file, also while somebody adds.
    Backup {
        /// The new file.
        to: std::path::PathBuf,
        #[command(flatten)]
        ledger: Where,
    },
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        super::Arguments::command().debug_assert();
    }
}
