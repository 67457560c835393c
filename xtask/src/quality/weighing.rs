//! Set `weighing`: what weighing costs as articles grow. Unrelated articles of `load`, and one story, its articles
//! repeated until there are enough: the hardest case, for each sentence has many that are like it.
//!
//! Reading isn't counted. The curve ends at 1,000 articles, at 10,000 in the set `weighing-large`.

use std::sync::LazyLock;
use std::time::Instant;

use anyhow::Result;
use gainsay_weigh::Rarity;

use super::{Context, Measured, corpus};
use corpus::Corpus;

/// Up to a thousand articles.
pub(super) fn measure(context: &Context) -> Result<Option<Measured>> {
    measure_up_to(context, &[100, 300, 1000])
}

/// Up to ten thousand.
pub(super) fn measure_large(context: &Context) -> Result<Option<Measured>> {
    measure_up_to(context, &[1000, 3000, 10_000])
}

fn measure_up_to(context: &Context, counts: &[usize]) -> Result<Option<Measured>> {
    let most = counts.iter().copied().max().unwrap_or(0);
    let Some(unrelated) = corpus::load(context, most)? else { return Ok(None) };
    let Some(folder) = context.find("grouping/news-clusters") else { return Ok(None) };
    let groups = corpus::groups(&folder)?;
    let Some((_, story)) = groups.into_iter().max_by_key(|(_, articles)| articles.len()) else { return Ok(None) };
    let unrelated = Corpus::read(context, &unrelated);
    let story = Corpus::read(context, &story);
    let mut measured = Measured::default();
    let mut rows = Vec::new();
    for &count in counts {
        let apart: Vec<_> = unrelated.pairs().into_iter().take(count).collect();
        let together: Vec<_> = story.pairs().into_iter().cycle().take(count.min(1000)).collect();
        let (apart, together) = (seconds(&apart, &context.rarity), seconds(&together, &context.rarity));
        let mut row = vec![count.to_string()];
        row.extend([apart.wall, apart.cpu, together.wall, together.cpu].map(|seconds| format!("{seconds:.2}")));
        rows.push(row);
        measured.figures.insert(format!("unrelated.{count}.per-second"), count as f64 / apart.cpu);
        measured.figures.insert(format!("story.{count}.per-second"), count.min(1000) as f64 / together.cpu);
    }
    let head =
        ["articles", "unrelated: wall", "CPU", "one story (1,000 at most): wall", "CPU"].map(str::to_owned).to_vec();
    measured.tables.push(("Seconds of weighing, by the clock and of all threads together".to_owned(), head, rows));
    Ok(Some(measured))
}

/// What one weighing took, in seconds.
struct Seconds {
    wall: f64,
    /// Of all threads.
    cpu: f64,
}

/// The better of two runs: others may be at work on the machine.
#[allow(clippy::disallowed_methods, reason = "timing is what is measured")]
fn seconds(articles: &[gainsay_weigh::ReadArticle<'_>], rarity: &Rarity) -> Seconds {
    let once = || {
        let (start, cpu) = (Instant::now(), cpu_seconds());
        std::hint::black_box(gainsay_weigh::weigh(articles, rarity));
        Seconds { wall: start.elapsed().as_secs_f64(), cpu: cpu_seconds() - cpu }
    };
    let (first, second) = (once(), once());
    Seconds { wall: first.wall.min(second.wall), cpu: first.cpu.min(second.cpu) }
}

/// Seconds that all threads of this process have run on a core, where the system tells them, else seconds since the first
/// call.
#[allow(clippy::disallowed_methods, reason = "timing is what is measured")]
fn cpu_seconds() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    // proc_pid_stat(5): the 14th and 15th fields are user and system time in ticks, of which a second has 100.
    let told = std::fs::read_to_string("/proc/self/stat").ok();
    let ticks = told.as_deref().and_then(|text| {
        let mut times = text.rsplit_once(')')?.1.split_ascii_whitespace().skip(11);
        Some(times.next()?.parse::<u64>().ok()? + times.next()?.parse::<u64>().ok()?)
    });
    ticks.map_or_else(|| START.elapsed().as_secs_f64(), |ticks| ticks as f64 / 100.0)
}
