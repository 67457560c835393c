//! `ledger-curve FILE`: what it costs to add the first 100, 300, 1000… lines of a file of JSON Lines to a new ledger, then
//! one article more (the median of several, and the longest), to search and to list claims, and how large the ledger is.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};
use gainsay::{
    Ledger,
    ledger::{AddOptions, ClaimFilter, Page},
};

use super::{begin_to_add, program};

/// So many articles are added one by one after the others: some are short and tell of nothing else, some join a long story.
const MORE: usize = 25;
const STEPS: &[usize] = &[100, 300, 1000, 3000, 10_000];
/// Words of news, from rare to common; the median over them is told, and the longest.
const SEARCHES: &[&str] =
    &["parliament", "\"prime minister\"", "said", "storm damage", "vote president", "missile test"];

/// Runs it. `most` stops it early.
#[allow(clippy::disallowed_methods, reason = "a developer's tool reads the articles it measures with")]
pub(crate) fn run(file: &str, most: usize) -> Result<()> {
    let text = std::fs::read_to_string(file).with_context(|| format!("reading {file}"))?;
    let lines: Vec<&str> = text.lines().collect();
    let folder = std::env::temp_dir().join(format!("gainsay-curve-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    println!(
        "articles  add s  a second  MB at most  one more ms (longest)  search ms (longest)  claims ms  KB an article"
    );
    // Some articles are left to be added alone; a short file is measured once.
    ensure!(lines.len() > MORE, "{file} has {} lines; give a file with more than {MORE}", lines.len());
    let mut steps: Vec<usize> = STEPS.iter().map(|step| (*step).min(lines.len() - MORE)).collect();
    steps.dedup();
    for step in steps.into_iter().filter(|step| *step <= most) {
        measure(&lines, step, &folder)?;
    }
    Ok(std::fs::remove_dir_all(&folder)?)
}

fn measure(lines: &[&str], step: usize, folder: &Path) -> Result<()> {
    let (articles, more, ledger) =
        (folder.join("articles.jsonl"), folder.join("more.jsonl"), folder.join(format!("{step}.db")));
    std::fs::write(&articles, lines[..step].join("\n"))?;
    let program = program()?;
    let started = now();
    let mut child = begin_to_add(&program, &[articles.display().to_string()], &ledger)?;
    let mut memory = 0;
    let status = loop {
        memory = memory.max(memory_of(child.id()));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        pause(Duration::from_millis(20));
    };
    ensure!(status.success(), "adding failed");
    let added = now() - started;
    let mut one_more = Vec::new();
    for line in &lines[step..step + MORE] {
        std::fs::write(&more, line)?;
        let started = now();
        ensure!(begin_to_add(&program, &[more.display().to_string()], &ledger)?.wait()?.success(), "adding one failed");
        one_more.push(now() - started);
    }
    one_more.sort();

    let opened = Ledger::open_read_only(&ledger)?;
    let mut searches: Vec<Duration> = Vec::new();
    for words in SEARCHES.iter().chain(SEARCHES) {
        let started = now();
        opened.search(words, None, 10)?;
        searches.push(now() - started);
    }
    searches.sort();
    let started = now();
    let contested = ClaimFilter { status: Some("contested".to_owned()), ..ClaimFilter::default() };
    opened.claims(&contested, Page::default())?;
    opened.claims(&ClaimFilter::default(), Page::default())?;
    let claims = now() - started;
    let bytes = opened.status()?.counts.bytes;
    let millis = |time: Duration| time.as_secs_f64() * 1000.0;
    println!(
        "{step:>8}  {:>5.1}  {:>8.1}  {:>10.0}  {:>11.0} ({:.0})  {:>9.1} ({:.1})  {:>9.1}  {:>13.1}",
        added.as_secs_f64(),
        step as f64 / added.as_secs_f64(),
        memory as f64 / 1000.0,
        millis(one_more[MORE / 2]),
        millis(one_more[MORE - 1]),
        millis(searches[searches.len() / 2]),
        millis(searches[searches.len() - 1]),
        millis(claims) / 2.0,
        bytes as f64 / 1000.0 / step as f64,
    );
    drop(opened);
    // One more of the same changes nothing: what is measured is whole.
    ensure!(Ledger::open(&ledger)?.add(&[&more], AddOptions::default())?.known == 1, "the article is not there");
    Ok(std::fs::remove_file(&ledger)?)
}

/// How much memory a process has taken at most so far, in KB; 0 where the system doesn't say.
#[allow(clippy::disallowed_methods, reason = "the system tells it in a file")]
fn memory_of(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

#[allow(clippy::disallowed_methods, reason = "waits between looks at another process")]
fn pause(time: Duration) {
    std::thread::sleep(time);
}

#[allow(clippy::disallowed_methods, reason = "time is what is measured")]
fn now() -> Instant {
    Instant::now()
}
