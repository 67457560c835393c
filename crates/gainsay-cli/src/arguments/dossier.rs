//! `gainsay dossier`: its arguments.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use gainsay::present::Format;

#[derive(Debug, Args)]
pub(crate) struct DossierArguments {
    /// Files and folders of articles: .txt, .md, .html, .json (news-please or schema.org), .jsonl; `-` for standard
    /// input.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// How to write it.
    #[arg(long, short, value_enum, default_value_t = FormatArgument::Markdown)]
    pub(crate) format: FormatArgument,

    /// Write to this file instead of standard output. It appears whole or not at all.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// What standard input holds, where its first bytes don't tell.
    #[arg(long, value_enum, value_name = "TYPE")]
    pub(crate) stdin_type: Option<StdinType>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatArgument {
    /// For a terminal and for pasting.
    #[value(alias = "md")]
    Markdown,
    /// For programs.
    Json,
    /// One self-contained page.
    Html,
}

impl From<FormatArgument> for Format {
    fn from(format: FormatArgument) -> Self {
        match format {
            FormatArgument::Markdown => Self::Markdown,
            FormatArgument::Json => Self::Json,
            FormatArgument::Html => Self::Html,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum StdinType {
    /// Plain text.
    Text,
    /// Markdown.
    #[value(alias = "md")]
    Markdown,
    /// A page.
    Html,
    /// One article, or a list of them.
    Json,
    /// An article a line.
    Jsonl,
}

impl StdinType {
    /// Its IANA media type.
    pub(crate) const fn media_type(self) -> &'static str {
        match self {
            Self::Text => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Html => "text/html",
            Self::Json => "application/json",
            Self::Jsonl => "application/jsonl",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Schema {
    /// `gainsay dossier --format json`.
    Dossier,
}
