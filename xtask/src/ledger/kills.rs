//! `kills N PATH…`: adds paths to a ledger, is killed N times at moments that look random and are the same on every run,
//! and each time looks whether all that was committed is there, once, and whether the ledger is whole. A ledger that is
//! finished must equal one that was never killed, byte for byte; then the next one is begun.

use std::{path::Path, thread::sleep, time::Duration};

use anyhow::{Context as _, Result, bail, ensure};
use gainsay::Ledger;

use super::{begin_to_add, folder_for, program, remove_ledger, said_by};
use crate::hostile::spoil::Numbers;

/// Runs it.
pub(crate) fn run(number: &str, paths: &[String]) -> Result<()> {
    let number: usize = number.parse().context("how often to kill")?;
    let (program, folder) = (program()?, folder_for("kills")?);
    let whole = folder.join("whole.db");
    let started = now();
    ensure!(begin_to_add(&program, paths, &whole)?.wait()?.success(), "the ledger could not be made at all");
    let whole_takes = now() - started;
    let expected = said_by(&Ledger::open_read_only(&whole)?)?;
    println!("made once without a kill in {:.1} s; now {number} kills", whole_takes.as_secs_f64());

    let mut numbers = Numbers(1871);
    let (mut kills, mut finished, mut articles) = (0, 0, 0);
    let ledger = folder.join("killed.db");
    while kills < number {
        let mut child = begin_to_add(&program, paths, &ledger)?;
        // Mostly early enough to be killed several times before a ledger is finished, at times just after starting.
        let most = if numbers.below(4) == 0 { whole_takes / 50 } else { whole_takes / 2 };
        pause(Duration::from_micros(numbers.below(most.as_micros() as usize + 1) as u64));
        if let Some(ended) = child.try_wait()? {
            ensure!(ended.success(), "it failed without a kill, after {kills}");
            ensure!(
                said_by(&Ledger::open_read_only(&ledger)?)? == expected,
                "after {kills} kills the finished ledger is not as without"
            );
            finished += 1;
            articles = 0;
            remove_ledger(&ledger)?;
            continue;
        }
        child.kill()?;
        child.wait()?;
        kills += 1;
        if ledger.exists() {
            articles = look(&ledger, articles).with_context(|| format!("after kill {kills}"))?;
        }
        if kills % 25 == 0 {
            println!("{kills} kills, {finished} ledgers finished");
        }
    }
    ensure!(begin_to_add(&program, paths, &ledger)?.wait()?.success(), "it failed after {kills} kills");
    ensure!(
        said_by(&Ledger::open_read_only(&ledger)?)? == expected,
        "after {kills} kills the finished ledger is not as without"
    );
    println!("{kills} kills, {} ledgers finished, each as without a kill; nothing lost, nothing twice", finished + 1);
    remove_ledger(&ledger)?;
    remove_ledger(&whole)?;
    Ok(std::fs::remove_dir(&folder)?)
}

/// Looks at a ledger whose writer was killed; gives how many articles it has.
fn look(ledger: &Path, before: usize) -> Result<usize> {
    // A ledger killed while it was being made is an empty file, or none.
    let ledger = match Ledger::open(ledger) {
        Ok(ledger) => ledger,
        Err(error) => bail!("it doesn't open: {error}"),
    };
    let faults = ledger.check()?;
    ensure!(faults.is_empty(), "{} faults, the first: {}", faults.len(), faults[0]);
    let articles = ledger.status()?.counts.articles;
    ensure!(articles >= before, "{before} articles were committed, {articles} are left");
    Ok(articles)
}

#[allow(clippy::disallowed_methods, reason = "a kill comes at a moment")]
fn pause(time: Duration) {
    sleep(time);
}

#[allow(clippy::disallowed_methods, reason = "how long it takes says when to kill")]
fn now() -> std::time::Instant {
    std::time::Instant::now()
}
