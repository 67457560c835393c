//! The arguments of commands that use a ledger.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{FormatArgument, StdinType};

/// Which ledger.
#[derive(Clone, Debug, Args)]
pub(crate) struct Where {
    /// The ledger.
    #[arg(long, value_name = "FILE", default_value = "gainsay.db", env = "GAINSAY_LEDGER")]
    pub(crate) ledger: PathBuf,
}

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For a terminal.
    Table,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
    /// Markdown, for pasting.
    Md,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Listed {
    #[command(flatten)]
    pub(crate) ledger: Where,
    /// How to write it.
    #[arg(long, short, value_enum, default_value_t = ListFormat::Table)]
    pub(crate) format: ListFormat,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Paged {
    #[command(flatten)]
    pub(crate) listed: Listed,
    /// At most so many; 0 for all.
    #[arg(long, short = 'n', default_value_t = 50, value_name = "NUMBER")]
    pub(crate) limit: usize,
    /// Leave out so many first.
    #[arg(long, default_value_t = 0, value_name = "NUMBER")]
    pub(crate) skip: usize,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct OfStory {
    /// Of one story: its id, or that of anything in it.
    #[arg(long, value_name = "ID")]
    pub(crate) story: Option<String>,
    #[command(flatten)]
    pub(crate) paged: Paged,
}

#[derive(Debug, Args)]
pub(crate) struct AddArguments {
    /// Files and folders of articles: .txt, .md, .html, .json (news-please or schema.org), .jsonl; `-` for standard
    /// input.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) ledger: Where,
    /// What standard input holds, where its first bytes don't tell.
    #[arg(long, value_enum, value_name = "TYPE")]
    pub(crate) stdin_type: Option<StdinType>,
}

#[derive(Debug, Args)]
pub(crate) struct StoryArguments {
    /// Its id, or that of anything in it.
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) ledger: Where,
    /// How to write it.
    #[arg(long, short, value_enum, default_value_t = FormatArgument::Markdown)]
    pub(crate) format: FormatArgument,
    /// Write to this file instead of standard output. It appears whole or not at all.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ClaimArguments {
    /// Of this status.
    #[arg(long, value_parser = ["contested", "superseded", "denied", "announced", "unconfirmed", "corroborated", "single-origin"])]
    pub(crate) status: Option<String>,
    /// Of this facet.
    #[arg(long, value_parser = ["occurrence", "time", "place", "participant", "quantity", "attribute"])]
    pub(crate) facet: Option<String>,
    #[command(flatten)]
    pub(crate) of_story: OfStory,
}

#[derive(Debug, Args)]
pub(crate) struct EventArguments {
    /// Of this PLOVER type, such as CONSULT.
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) plover: Option<String>,
    /// In this time, as EDTF: 2025-06, 2025-06-21/2025-06-23.
    #[arg(long, value_name = "DATE")]
    pub(crate) when: Option<String>,
    #[command(flatten)]
    pub(crate) of_story: OfStory,
}

#[derive(Debug, Args)]
pub(crate) struct SearchArguments {
    /// Words that must all be there; \"in quotation marks\" side by side; one that ends in * may go on.
    #[arg(required = true, value_name = "WORD")]
    pub(crate) words: Vec<String>,
    /// Only among these.
    #[arg(long, value_parser = ["article", "quotation", "claim"])]
    pub(crate) kind: Option<String>,
    #[command(flatten)]
    pub(crate) listed: Listed,
    /// At most so many of each kind.
    #[arg(long, short = 'n', default_value_t = 10, value_name = "NUMBER")]
    pub(crate) limit: usize,
}
