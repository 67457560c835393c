//! What each stage costs on the fixture story: `cargo bench -p gainsay`. Times are of all its articles together.
//!
//! Figures that floors are kept for are printed by `cargo xtask quality`, not here.
#![allow(missing_docs, reason = "benchmarks name themselves")]
#![allow(clippy::disallowed_methods, reason = "a benchmark reads its input")]

use std::{fs, path::Path};

use divan::{Bencher, counter::ItemsCount};
use gainsay::{Options, dossier_of, models};
use gainsay_core::{Article, Reading};
use gainsay_read::{
    annotate,
    annotate::syntax,
    extract::{Input, extract},
};

fn main() {
    divan::main();
}

fn inputs() -> Vec<Input> {
    let days = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/days/articles");
    let mut files: Vec<_> = fs::read_dir(days).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.sort();
    let read = |file: std::path::PathBuf| {
        let location = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Input { location, bytes: fs::read(&file).unwrap_or_default(), ..Input::default() }
    };
    files.into_iter().map(read).collect()
}

fn articles() -> Vec<Article> {
    inputs().iter().flat_map(|input| extract(input).articles).collect()
}

#[divan::bench]
fn extraction(bencher: Bencher<'_, '_>) {
    let inputs = inputs();
    bencher.bench_local(|| inputs.iter().map(|input| extract(input).articles.len()).sum::<usize>());
}

/// Items are tokens.
#[divan::bench]
fn tags_and_parse(bencher: Bencher<'_, '_>) {
    let Ok(shipped) = models::shipped() else { return };
    let articles = articles();
    let read = || {
        let mut tokens = 0;
        for article in &articles {
            let mut reading = Reading::default();
            syntax::annotate(article, &shipped.models, &mut reading);
            tokens += reading.tokens.len();
        }
        tokens
    };
    bencher.counter(ItemsCount::new(read())).bench_local(read);
}

/// Items are tokens.
#[divan::bench]
fn whole_reading(bencher: Bencher<'_, '_>) {
    let Ok(shipped) = models::shipped() else { return };
    let articles = articles();
    let read = || articles.iter().map(|article| annotate(article, &shipped.models).tokens.len()).sum::<usize>();
    bencher.counter(ItemsCount::new(read())).bench_local(read);
}

#[divan::bench]
fn loading_weights() -> bool {
    models::shipped().is_ok()
}

#[divan::bench]
fn whole_dossier(bencher: Bencher<'_, '_>) {
    let Ok(shipped) = models::shipped() else { return };
    let inputs = inputs();
    bencher.bench_local(|| dossier_of(&inputs, Vec::new(), shipped, Options::default()).to_json().len());
}
