//! The command line: each argument once, with its help.

use std::{net::IpAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use gainsay::present::Format;

const EXAMPLES: &str = "\
Examples:
  gainsay dossier story/                             a folder of articles, read in the terminal
  gainsay dossier story/ --format html -o story.html one page to open, print or send
  gainsay serve story/ --open                        the same in the browser
  gainsay dossier a.html b.json --format json        for programs; `gainsay schema dossier` says its shape
  curl -s https://paper.example/a | gainsay dossier - other.txt";

const EXIT_CODES: &str = "\
Exit codes:
  0  done (what could not be read is told under Problems)
  1  nothing that was given could be read as an article
  2  the arguments are wrong
  3  a file could not be opened or written";

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
    /// Open a story in the browser: pages and an HTTP API, on this machine alone.
    Serve(ServeArguments),
    /// Print the JSON Schema of what gainsay gives back.
    Schema {
        /// Of what.
        of: Schema,
    },
}

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

#[derive(Debug, Args)]
pub(crate) struct ServeArguments {
    /// Files and folders of articles, for a look: they are read once and held in memory.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// The port to listen on; 0 takes any that is free.
    #[arg(long, default_value_t = 7357, value_name = "N")]
    pub(crate) port: u16,

    /// Open the browser.
    #[arg(long)]
    pub(crate) open: bool,

    /// Listen at this address instead of on this machine alone. A token is then needed, given or made.
    #[arg(long, default_value = "127.0.0.1", value_name = "IP")]
    pub(crate) address: IpAddr,

    /// Another name under which the server may be asked, such as that of a proxy before it.
    #[arg(long, value_name = "NAME")]
    pub(crate) host: Vec<String>,

    /// What every request must bring along.
    #[arg(long, env = "GAINSAY_TOKEN", hide_env_values = true, value_name = "SECRET")]
    pub(crate) token: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatArgument {
    /// For a terminal and for pasting.
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

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        super::Arguments::command().debug_assert();
    }
}
