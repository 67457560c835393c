//! What developers run: measuring, checking the documents, trying hostile inputs, looking at a parse.
#![allow(clippy::print_stdout, reason = "a command prints")]

mod docs;
mod hostile;
mod parse;
mod quality;

use anyhow::{Result, bail};

const USAGE: &str = "\
cargo run --release -p xtask -- COMMAND

  quality [SET…]   measure on the sets under $GAINSAY_DATA, print tables, check quality/floors.toml
  docs             check that what the documents say is so
  hostile          read a thousand spoiled inputs, and some of 50 MB: no panic, no hang
  parse FILE       print the tokens of a plain-text file with lemma, tags, head and relation";

/// The commands, for the check that the documents name no other.
const COMMANDS: &[&str] = &["quality", "docs", "hostile", "parse"];

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.split_first() {
        Some((command, sets)) if command == "quality" => quality::run(sets),
        Some((command, [])) if command == "docs" => docs::run(),
        Some((command, [])) if command == "hostile" => hostile::run(),
        Some((command, [file])) if command == "parse" => parse::run(file),
        _ => bail!("{USAGE}"),
    }
}
