//! Set `cost`: what each stage of reading costs on articles of `load`, beside the stage that tags and parses.

use std::time::Instant;

use anyhow::Result;
use gainsay_core::{Article, Reading};
use gainsay_read::{
    Models,
    annotate::{attribution, entities, events, syntax, times},
    extract::extract,
};

use super::{Context, Measured, corpus};

/// So many articles are read.
const ARTICLES: usize = 300;
/// Each stage counts as its quickest run: others may be at work on the machine.
const RUNS: usize = 3;

type Stage = (&'static str, fn(&Article, &Models, &mut Reading));

const STAGES: [Stage; 5] = [
    ("tags and parse", syntax::annotate),
    ("entities", entities::annotate),
    ("times", |article, _, reading| times::annotate(article, reading)),
    ("attribution", |article, _, reading| attribution::annotate(article, reading)),
    ("events and factuality", |article, _, reading| events::annotate(article, reading)),
];

/// Microseconds a token of each stage, on one thread.
pub(super) fn measure(context: &Context) -> Result<Option<Measured>> {
    let Some(inputs) = corpus::load(context, ARTICLES)? else { return Ok(None) };
    let articles: Vec<Article> = inputs.iter().flat_map(|input| extract(input).articles).collect();
    let mut best = [f64::INFINITY; STAGES.len()];
    let mut tokens = 0;
    // An article's sentences are read by all threads there are: here by one.
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    for _ in 0..RUNS {
        let (spent, read) = one_thread.install(|| one_run(&articles, &context.models));
        tokens = read;
        best.iter_mut().zip(spent).for_each(|(best, spent)| *best = best.min(spent));
    }
    let mut measured = Measured::default();
    let row = |(name, spent): (&str, f64)| {
        let cost = spent * 1e6 / tokens.max(1) as f64;
        vec![name.to_owned(), format!("{cost:.2}"), format!("{:.0}", 100.0 * spent / best[0])]
    };
    let [.., times, attribution, events] = best;
    let later = times + attribution + events;
    let mut rows: Vec<_> = STAGES.iter().map(|(name, _)| *name).zip(best).map(row).collect();
    rows.push(row(("times, attribution, events and factuality", later)));
    measured.figures.insert("later.percent".to_owned(), 100.0 * later / best[0]);
    let head = ["stage", "microseconds a token", "per cent of tags and parse"].map(str::to_owned).to_vec();
    measured.tables.push((format!("Cost of reading {} articles, {tokens} tokens", articles.len()), head, rows));
    Ok(Some(measured))
}

/// Seconds of each stage over all articles, and how many tokens they have.
#[allow(clippy::disallowed_methods, reason = "a developer's tool measures time")]
fn one_run(articles: &[Article], models: &Models) -> ([f64; STAGES.len()], usize) {
    let mut spent = [0.0; STAGES.len()];
    let mut tokens = 0;
    for article in articles {
        let mut reading = Reading::default();
        for ((_, stage), spent) in STAGES.iter().zip(&mut spent) {
            let start = Instant::now();
            stage(article, models, &mut reading);
            *spent += start.elapsed().as_secs_f64();
        }
        tokens += reading.tokens.len();
    }
    (spent, tokens)
}
