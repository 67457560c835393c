//! What developers run: `cargo xtask quality [SET…]` and `cargo xtask parse FILE`.
#![allow(clippy::print_stdout, reason = "a command prints")]

mod parse;
mod quality;

use anyhow::{Result, bail};

const USAGE: &str = "\
cargo run --release -p xtask -- COMMAND

  quality [SET…]   measure on the sets under $GAINSAY_DATA, print tables, check quality/floors.toml
  parse FILE       print the tokens of a plain-text file with lemma, tags, head and relation";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.split_first() {
        Some((command, sets)) if command == "quality" => quality::run(sets),
        Some((command, [file])) if command == "parse" => parse::run(file),
        _ => bail!("{USAGE}"),
    }
}
