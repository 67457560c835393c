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
        let (seconds, of_story) = (seconds(&apart, &context.rarity), seconds(&together, &context.rarity));
        rows.push(vec![count.to_string(), format!("{seconds:.2}"), format!("{of_story:.2}")]);
        measured.figures.insert(format!("unrelated.{count}.per-second"), count as f64 / seconds);
        measured.figures.insert(format!("story.{count}.per-second"), count.min(1000) as f64 / of_story);
    }
    let head = ["articles", "unrelated", "one story (1,000 at most)"].map(str::to_owned).to_vec();
    measured.tables.push(("Seconds of weighing".to_owned(), head, rows));
    Ok(Some(measured))
}

/// The better of two runs: others may be at work on the machine.
fn seconds(articles: &[gainsay_weigh::ReadArticle<'_>], rarity: &Rarity) -> f64 {
    let once = || {
        let start = cpu_seconds();
        std::hint::black_box(gainsay_weigh::weigh(articles, rarity));
        cpu_seconds() - start
    };
    let first = once();
    if first > 5.0 { first } else { first.min(once()) }
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
