//! `orders FOLDER…`: adds a folder's articles in twenty random orders, in random parts, some of them twice; each ledger must
//! be, byte for byte, the one of adding all at once, and hold what `gainsay dossier` gives of the folder.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use gainsay::{Ledger, Options, ledger::AddOptions};

use super::said_by;
use crate::hostile::spoil::Numbers;

const ORDERS: u64 = 20;

/// Runs it.
pub(crate) fn run(folders: &[String]) -> Result<()> {
    println!("{:<40} {:>8} {:>7} {:>7} {:>7}", "folder", "articles", "bytes", "orders", "differ");
    let mut differing = 0;
    for folder in folders {
        differing += orders(Path::new(folder)).with_context(|| format!("adding {folder}"))?;
    }
    ensure!(differing == 0, "{differing} orders gave other bytes");
    Ok(())
}

fn orders(folder: &Path) -> Result<usize> {
    let files = gainsay::ingest::list(&[folder])?.files;
    let mut whole = Ledger::in_memory()?;
    whole.add(&[folder], AddOptions::default())?;
    let plain = gainsay::dossier(&[folder], Options::default())?.to_json();
    ensure!(whole.dossier()?.to_json() == plain, "the ledger's dossier is not that of reading the folder");
    let expected = said_by(&whole)?;
    let differs = |seed: u64| -> Result<bool> { Ok(in_parts(&files, Numbers(seed))? != expected) };
    let differing: Vec<bool> = (1..=ORDERS).map(differs).collect::<Result<_>>()?;
    let differing = differing.into_iter().filter(|differs| *differs).count();
    let name = folder.display().to_string();
    println!("{name:<40} {:>8} {:>7} {ORDERS:>7} {differing:>7}", files.len(), expected.len());
    Ok(differing)
}

/// What a ledger says that got the files in an order of chance, one to four at a time.
fn in_parts(files: &[PathBuf], mut numbers: Numbers) -> Result<String> {
    let mut files = files.to_vec();
    for at in (1..files.len()).rev() {
        files.swap(at, numbers.below(at + 1));
    }
    let mut ledger = Ledger::in_memory()?;
    while !files.is_empty() {
        let part: Vec<PathBuf> = files.drain(..(1 + numbers.below(4)).min(files.len())).collect();
        ledger.add(&part, AddOptions::default())?;
        if numbers.below(3) == 0 {
            ledger.add(&part, AddOptions::default())?;
        }
    }
    said_by(&ledger)
}
