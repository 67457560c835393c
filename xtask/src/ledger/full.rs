//! `full-disk PATH…`: adds paths to a ledger whose files may grow to a limit and no further, as on a disk that fills up.
//! Each time it must say so in words, lose nothing that was committed and leave a ledger that is whole; then there is a
//! little more room. The finished ledger must equal one that always had room.

use std::{
    path::Path,
    process::{Command, Output},
};

use anyhow::{Context as _, Result, ensure};
use gainsay::Ledger;

use super::{begin_to_add, folder_for, program, remove_ledger, said_by};

/// How much room there is at first, in blocks of 512 bytes.
const ROOM: u64 = 16;

/// Runs it.
pub(crate) fn run(paths: &[String]) -> Result<()> {
    let (program, folder) = (program()?, folder_for("full")?);
    let whole = folder.join("whole.db");
    ensure!(begin_to_add(&program, paths, &whole)?.wait()?.success(), "the ledger could not be made at all");
    let expected = said_by(&Ledger::open_read_only(&whole)?)?;
    let ledger = folder.join("full.db");
    let (mut room, mut times, mut articles) = (ROOM, 0, 0);
    loop {
        let output = add_within(room, &program, paths, &ledger)?;
        if output.status.success() {
            break;
        }
        times += 1;
        let said = String::from_utf8_lossy(&output.stderr);
        let code = output.status.code();
        ensure!(code == Some(3) && said.contains("full"), "with {room} blocks it ended with {code:?}: {said}");
        articles = look(&ledger, articles).with_context(|| format!("with {room} blocks"))?;
        room += room / 4;
    }
    ensure!(times > 5, "the disk was full {times} times alone; give more articles");
    ensure!(said_by(&Ledger::open_read_only(&ledger)?)? == expected, "the finished ledger is not as with room");
    println!(
        "{times} times full, from {} to {} KB; nothing lost, whole each time, finished as with room",
        ROOM / 2,
        room / 2
    );
    remove_ledger(&ledger)?;
    remove_ledger(&whole)?;
    Ok(std::fs::remove_dir(&folder)?)
}

/// Adds with so many blocks of room for each file.
#[allow(clippy::disallowed_methods, reason = "a developer's tool runs the program")]
fn add_within(room: u64, program: &Path, paths: &[String], ledger: &Path) -> Result<Output> {
    // The signal that a too large file sends would end the program; a full disk sends none.
    let script = format!("trap '' XFSZ; ulimit -f {room}; exec \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script, "sh"]).arg(program).arg("add").args(paths).arg("--ledger").arg(ledger);
    command.output().context("running sh")
}

/// Looks at a ledger for which there was no room; gives how many articles it has.
fn look(ledger: &Path, before: usize) -> Result<usize> {
    if !ledger.exists() {
        return Ok(before);
    }
    let ledger = Ledger::open(ledger)?;
    let faults = ledger.check()?;
    ensure!(faults.is_empty(), "{} faults, the first: {}", faults.len(), faults[0]);
    let articles = ledger.status()?.counts.articles;
    ensure!(articles >= before, "{before} articles were committed, {articles} are left");
    Ok(articles)
}
