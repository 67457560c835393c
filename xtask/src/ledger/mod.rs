//! What the ledger survives and what it costs: `kills` and `ledger-curve`. Both run the real program, built beside this one.

pub(crate) mod curve;
pub(crate) mod kills;

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::{Context as _, Result, bail};

/// The program, in the folder where this one lies.
fn program() -> Result<PathBuf> {
    let own = std::env::current_exe().context("where this program lies")?;
    let program = own.with_file_name("gainsay");
    if !program.is_file() {
        bail!("{} is not there; build it first: cargo build --release -p gainsay-cli", program.display());
    }
    Ok(program)
}

/// Begins to add paths to a ledger.
#[allow(clippy::disallowed_methods, reason = "a developer's tool runs the program")]
fn begin_to_add(program: &Path, paths: &[String], ledger: &Path) -> Result<Child> {
    let mut command = Command::new(program);
    command.arg("add").args(paths).arg("--ledger").arg(ledger).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().with_context(|| format!("running {}", program.display()))
}
