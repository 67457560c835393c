//! What developers run: measuring, checking the documents, trying hostile inputs, looking at a parse.
#![allow(clippy::print_stdout, reason = "a command prints")]

mod docs;
mod hostile;
mod ledger;
mod parse;
mod quality;

use anyhow::{Result, bail};

/// What is measured is measured with the memory that the program has.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

const USAGE: &str = "\
cargo run --release -p xtask -- COMMAND

  quality [SET…]   measure on the sets under $GAINSAY_DATA, print tables, check quality/floors.toml
  docs             check that what the documents say is so
  hostile          read a thousand spoiled inputs, and some of 50 MB: no panic, no hang
  hostile pages    read pages of 5 MB that are all one thing: within a second and 200 MB each
  orders FOLDER…   add a folder's articles in twenty random orders: the same bytes each time, as of reading all at once
  kills N PATH…    kill `gainsay add` N times: nothing committed is lost, nothing is there twice
  full-disk PATH…  add with too little room, again and again: nothing committed is lost, the ledger is whole
  ledger-curve FILE [MOST]
                   what a ledger of 100 to 10,000 articles of a file of JSON Lines costs
  parse FILE       print the tokens of a plain-text file with lemma, tags, head and relation";

/// The commands, for the check that the documents name no other.
const COMMANDS: &[&str] = &["quality", "docs", "hostile", "orders", "kills", "full-disk", "ledger-curve", "parse"];

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.split_first() {
        Some((command, sets)) if command == "quality" => quality::run(sets),
        Some((command, [])) if command == "docs" => docs::run(),
        Some((command, [])) if command == "hostile" => hostile::run(),
        Some((command, [pages])) if command == "hostile" && pages == "pages" => hostile::pages::run(),
        Some((command, folders)) if command == "orders" && !folders.is_empty() => ledger::orders::run(folders),
        Some((command, paths)) if command == "full-disk" && !paths.is_empty() => ledger::full::run(paths),
        Some((command, [number, paths @ ..])) if command == "kills" && !paths.is_empty() => {
            ledger::kills::run(number, paths)
        }
        Some((command, [file])) if command == "ledger-curve" => ledger::curve::run(file, usize::MAX),
        Some((command, [file, most])) if command == "ledger-curve" => ledger::curve::run(file, most.parse()?),
        Some((command, [file])) if command == "parse" => parse::run(file),
        _ => bail!("{USAGE}"),
    }
}
