//! `cargo run --release -p gainsay-train -- MODEL`: one recipe a model.
#![allow(clippy::print_stdout, reason = "a command prints")]

use anyhow::{Result, bail};

fn main() -> Result<()> {
    match std::env::args().nth(1).as_deref() {
        Some("syntax") => gainsay_train::syntax::train(),
        Some("names") => gainsay_train::names::train(),
        Some("rarity") => gainsay_train::rarity::train(),
        Some("events") => gainsay_train::events::train(),
        _ => bail!("cargo run --release -p gainsay-train -- syntax|names|rarity|events"),
    }
}
