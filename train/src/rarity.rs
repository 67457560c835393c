//! The recipe of the lemmas' rarity: `cargo run --release -p gainsay-train -- rarity`.
#![allow(clippy::print_stdout, reason = "a recipe says how far it is")]

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use gainsay_read::{
    Models, annotate,
    extract::{Input, extract},
};
use gainsay_weigh::{Rarity, tells_of_the_matter};

use crate::manifest::{self, About};

const ABOUT: About<'_> = About {
    name: "rarity",
    licence: "CC-BY-SA-4.0",
    attribution: "Counts of lemmas over ten thousand news articles, from which no passage can be recovered; lemmas as told by \
        the weights `syntax`.",
};
/// Articles of `load` that measure grouping are not counted.
const MEASURED: usize = 2000;

/// Counts and writes `rarity.bin`.
pub fn train() -> Result<()> {
    let path = crate::data_folder().join("load/articles.jsonl");
    #[allow(clippy::disallowed_methods, reason = "training reads the disk")]
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let lines: Vec<&str> = text.lines().skip(MEASURED).collect();
    let models = Models::load(gainsay_models::ALL)?;
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let parts: Vec<Counts> = std::thread::scope(|scope| {
        let share = lines.chunks(lines.len().div_ceil(threads).max(1));
        let running: Vec<_> = share.map(|part| scope.spawn(|| Counts::of(part, &models))).collect();
        running.into_iter().filter_map(|one| one.join().ok()).collect()
    });
    let mut all = Counts::default();
    parts.into_iter().for_each(|part| all.add(part));
    println!("{} articles, {} lemmas", all.articles, all.of_lemma.len());
    let rarity = Rarity::of_counts(all.articles, all.of_lemma.iter().map(|(lemma, count)| (lemma.as_str(), *count)));
    manifest::write(&crate::weights_folder(), ABOUT, &rarity.to_bytes(), &BTreeMap::new())
}

/// In how many articles each lemma stands.
#[derive(Default)]
struct Counts {
    articles: usize,
    of_lemma: BTreeMap<String, usize>,
}

impl Counts {
    fn of(lines: &[&str], models: &Models) -> Self {
        let mut counts = Self::default();
        for line in lines {
            let input = Input {
                location: String::new(),
                bytes: line.as_bytes().to_vec(),
                media_type: Some("application/json".to_owned()),
                captured: None,
            };
            for article in extract(&input).articles {
                let reading = annotate(&article, models);
                let tokens = reading.tokens.into_iter().filter(|token| tells_of_the_matter(token.upos));
                let lemmas: BTreeSet<String> = tokens.map(|token| token.lemma).collect();
                counts.articles += 1;
                lemmas.into_iter().for_each(|lemma| *counts.of_lemma.entry(lemma).or_default() += 1);
            }
        }
        counts
    }

    fn add(&mut self, other: Self) {
        self.articles += other.articles;
        for (lemma, count) in other.of_lemma {
            *self.of_lemma.entry(lemma).or_default() += count;
        }
    }
}
