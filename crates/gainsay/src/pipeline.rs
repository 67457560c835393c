//! The order of the stages: ingest → read (each article on its own) → weigh (all together) → present.
//!
//! In: paths, or inputs already collected. Out: a dossier. Articles are read in parallel and stay in order of their
//! locations, so that neither the order of files nor that of threads shows in the result.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
};

use gainsay_core::{Article, Problem, ProblemKind, Reading};
use gainsay_read::{
    Models, annotate,
    extract::{Extracted, Input, extract},
};
use gainsay_weigh::{ReadArticle, weigh};
use rayon::prelude::*;

use crate::{
    Error,
    captures::{self, Latest},
    ingest,
    models::{self, Shipped},
    present::{Dossier, Parts},
};

/// What may be chosen about a dossier.
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// The IANA media type of standard input, where its bytes alone don't tell.
    pub stdin_type: Option<&'a str>,
    /// Called whenever a file is read: so many done of so many. From several threads, in no order.
    pub on_progress: Option<&'a (dyn Fn(usize, usize) + Sync)>,
}

/// The dossier of these files and folders; `-` is standard input.
///
/// # Errors
/// When a path that was named doesn't exist or can't be read, or when nothing was named. What can't be read below a
/// folder, or holds no article, is among the dossier's problems.
pub fn dossier<P: AsRef<Path>>(paths: &[P], options: Options<'_>) -> Result<Dossier, Error> {
    let mut collected = ingest::collect(paths)?;
    for input in collected.inputs.iter_mut().filter(|input| input.location == "-") {
        input.media_type = options.stdin_type.map(str::to_owned);
    }
    let shipped = models::shipped()?;
    Ok(dossier_of(&collected.inputs, collected.problems, shipped, options))
}

/// The dossier of inputs already collected, in the order given.
pub fn dossier_of(inputs: &[Input], mut problems: Vec<Problem>, shipped: &Shipped, options: Options<'_>) -> Dossier {
    let read: Vec<ReadInput> = read_all(inputs, &shipped.models, options);

    let (mut articles, mut readings) = (Vec::new(), Vec::new());
    for input in read {
        articles.extend(input.articles);
        readings.extend(input.readings);
        problems.extend(input.problems);
    }

    let Latest { articles, readings, earlier } = captures::latest(articles, readings);
    let pairs: Vec<ReadArticle<'_>> =
        articles.iter().zip(&readings).map(|(article, reading)| ReadArticle { article, reading }).collect();
    let weighing = weigh(&pairs, &shipped.rarity);

    Dossier::new(Parts {
        articles: &articles,
        readings: &readings,
        weighing: &weighing,
        earlier: &earlier,
        models: models::used(),
        problems: &problems,
    })
}

/// The articles of one input, each with its reading.
#[derive(Default)]
pub(crate) struct ReadInput {
    pub(crate) articles: Vec<Article>,
    pub(crate) readings: Vec<Reading>,
    pub(crate) problems: Vec<Problem>,
}

fn read_all(inputs: &[Input], models: &Models, options: Options<'_>) -> Vec<ReadInput> {
    let done = AtomicUsize::new(0);
    let read = |input| {
        let read = read_safely(input, models);
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(tell) = options.on_progress {
            tell(done, inputs.len());
        }
        read
    };
    inputs.par_iter().map(read).collect()
}

/// Reads one input; a defect that one article brings to light doesn't take the others with it.
pub(crate) fn read_safely(input: &Input, models: &Models) -> ReadInput {
    catch_unwind(AssertUnwindSafe(|| read(input, models))).unwrap_or_else(|_| ReadInput {
        problems: vec![Problem {
            kind: ProblemKind::Unreadable,
            location: input.location.clone(),
            message: format!("`{}` brought a defect of gainsay to light and is left out; report it", input.location),
        }],
        ..ReadInput::default()
    })
}

fn read(input: &Input, models: &Models) -> ReadInput {
    let Extracted { articles, problems } = extract(input);
    // One file may hold a whole day's articles: they too are read in parallel.
    let readings = articles.par_iter().map(|article| annotate(article, models)).collect();
    ReadInput { articles, readings, problems }
}
