//! What the ledger survives and what it costs: `orders`, `kills`, `full-disk` and `ledger-curve`. All but the first run the
//! real program, built beside this one.

pub(crate) mod curve;
pub(crate) mod full;
pub(crate) mod kills;
pub(crate) mod orders;

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::{Context as _, Result, bail};
use gainsay::{
    Ledger,
    ledger::{ClaimFilter, EventFilter, Page},
};

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

/// All that a ledger says.
fn said_by(ledger: &Ledger) -> Result<String> {
    let claims = ledger.claims(&ClaimFilter::default(), Page::ALL)?;
    let events = ledger.events(&EventFilter::default(), Page::ALL)?;
    let stories = ledger.stories(Page::ALL)?;
    Ok(format!("{}{stories:?}{claims:?}{events:?}", ledger.dossier()?.to_json()))
}

/// A folder of this run's own.
fn folder_for(what: &str) -> Result<PathBuf> {
    let folder = std::env::temp_dir().join(format!("gainsay-{what}-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Removes a ledger with the files beside it.
fn remove_ledger(ledger: &Path) -> Result<()> {
    for ending in ["", "-wal", "-shm"] {
        let file = format!("{}{ending}", ledger.display());
        if Path::new(&file).exists() {
            std::fs::remove_file(file)?;
        }
    }
    Ok(())
}
