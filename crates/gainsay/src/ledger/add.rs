//! Adding: files → what is new is read, in parallel, and committed a batch at a time; then the stories that it touched
//! are weighed. What is known is left alone, what has changed is a revision.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
};

use gainsay_core::{Problem, ProblemKind};
use gainsay_read::extract::Input;
use gainsay_store::{NewSource, Writer};
use rayon::prelude::*;
use serde::Serialize;

use super::{Ledger, batches, batches::Batches, clock, identity, packing, reading::Prepared, revision::Rested};
use crate::{Error, ingest, models};

/// What may be chosen about adding.
#[derive(Clone, Copy, Default)]
pub struct AddOptions<'a> {
    /// The IANA media type of standard input, where its bytes alone don't tell.
    pub stdin_type: Option<&'a str>,
    /// Called as work goes on; from several threads.
    pub on_progress: Option<&'a (dyn Fn(Progress) + Sync)>,
    /// Once this is true no further batch is begun. What was committed stays.
    pub stop: Option<&'a AtomicBool>,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub step: Step,
    /// So many are done…
    pub done: usize,
    /// …of so many.
    pub total: usize,
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Articles are read.
    Reading,
    /// Stories are weighed.
    Weighing,
}

/// What adding did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Added {
    /// Articles that are new.
    pub new: usize,
    /// Files (or lines of a file) whose bytes were known.
    pub known: usize,
    /// Articles that replaced another.
    pub revised: usize,
    /// Sources that were read again: with other stages or models, or because they are called otherwise now.
    pub read_again: usize,
    /// Files that could not be read as an article.
    pub unreadable: usize,
    /// Stories that were weighed.
    pub weighed: usize,
    /// Whether it was stopped before the end.
    pub interrupted: bool,
    /// What could not be read or listed.
    pub problems: Vec<Problem>,
}

impl AddOptions<'_> {
    pub(super) fn tell(&self, step: Step, done: usize, total: usize) {
        if let Some(tell) = self.on_progress {
            tell(Progress { step, done, total });
        }
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed))
    }
}

/// What one call of [`Ledger::add`] knows from batch to batch.
struct Adding {
    /// Its number in the ledger.
    addition: i64,
    rested: Rested,
    ledger: String,
}

/// An input with its hash.
struct Hashed {
    input: Input,
    sha256: String,
}

/// Inputs, and the indexes of those that are to be read.
struct Batch {
    inputs: Vec<Hashed>,
    unknown: Vec<usize>,
}

/// Inputs with what was read of them, by hash: the reading and the bytes as they are kept.
struct Read {
    inputs: Vec<Hashed>,
    read: BTreeMap<String, (Prepared, Vec<u8>)>,
}

impl Batch {
    fn read(self, told: &(dyn Fn(usize) + Sync)) -> Result<Read, Error> {
        if self.unknown.is_empty() {
            return Ok(Read { inputs: self.inputs, read: BTreeMap::new() });
        }
        let shipped = models::shipped()?;
        let read = self.unknown.par_iter().map(|at| {
            let Hashed { input, sha256 } = &self.inputs[*at];
            let prepared = Prepared::of(input, shipped);
            let bytes = if prepared.articles.is_empty() { Vec::new() } else { packing::press(&input.bytes) };
            told(1);
            (sha256.clone(), (prepared, bytes))
        });
        let read = read.collect();
        Ok(Read { inputs: self.inputs, read })
    }
}

impl Ledger {
    /// Adds files, folders with all below them, and standard input for `-`; then weighs what they touch. Adding the
    /// same again changes nothing, and it doesn't matter in how many parts or in which order articles are added.
    ///
    /// # Errors
    /// When a path that was named doesn't exist, or the ledger can't be written. What was committed before stays, and
    /// the next call goes on from there.
    pub fn add<P: AsRef<Path>>(&mut self, paths: &[P], options: AddOptions<'_>) -> Result<Added, Error> {
        let mut batches = Batches::new(ingest::list(paths)?, options.stdin_type)?;
        let mut added = Added::default();
        // What an interrupted run left is weighed first: a revision asks what its article was before.
        if self.store.waits()? {
            self.settle(options, &mut added)?;
        }
        // Begun with the first batch, in the same transaction.
        let mut adding: Option<Adding> = None;
        let done = AtomicUsize::new(0);
        let mut read: Option<Read> = None;
        loop {
            let batch = if options.is_stopped() { Vec::new() } else { batches.next() };
            if batch.is_empty() && read.is_none() {
                break;
            }
            let total = done.load(Ordering::Relaxed) + batch.len() + batches.left();
            let told = |more: usize| {
                options.tell(Step::Reading, done.fetch_add(more, Ordering::Relaxed) + more, total);
            };
            let batch = self.look_up(batch, &told)?;
            // One batch is read while the one before it is committed: writing takes but one of the processors.
            read = std::thread::scope(|scope| {
                let reading = batch.map(|batch| scope.spawn(|| batch.read(&told)));
                match read {
                    Some(read) => self.commit(&read, &mut adding, &mut added)?,
                    // While the models load: what they read is planned in the end.
                    None => self.store.turn_pages()?,
                }
                let join = |thread: std::thread::ScopedJoinHandle<'_, _>| {
                    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
                };
                reading.map(join).transpose()
            })?;
        }
        added.problems.append(&mut batches.problems);
        self.settle(options, &mut added)?;
        added.interrupted = options.is_stopped();
        added.problems.sort();
        Ok(added)
    }

    /// Brings everything up to this version's stages and models, and weighs what waits to be weighed.
    ///
    /// # Errors
    /// When the ledger can't be written.
    pub fn refresh(&mut self, options: AddOptions<'_>) -> Result<Added, Error> {
        let mut added = Added::default();
        self.begin("refresh")?;
        self.settle(options, &mut added)?;
        added.interrupted = options.is_stopped();
        Ok(added)
    }

    pub(super) fn begin(&mut self, what: &str) -> Result<i64, Error> {
        self.store.write(|writer| Ok(writer.addition(&clock::now(), what)?))
    }

    /// Which of the inputs are new to the ledger; `None` where there are no inputs.
    fn look_up(&self, batch: Vec<Input>, told: &(dyn Fn(usize) + Sync)) -> Result<Option<Batch>, Error> {
        if batch.is_empty() {
            return Ok(None);
        }
        let hashed = |input: Input| Hashed { sha256: identity::sha256(&input.bytes), input };
        let inputs: Vec<Hashed> = batch.into_par_iter().map(hashed).collect();
        // Bytes that come twice are read once, under the first of their names.
        let mut unknown: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, one) in inputs.iter().enumerate() {
            if !self.store.has_source(&one.sha256)? {
                let first = unknown.entry(&one.sha256).or_insert(at);
                if one.input.location < inputs[*first].input.location {
                    *first = at;
                }
            }
        }
        let unknown: Vec<usize> = unknown.into_values().collect();
        told(inputs.len() - unknown.len());
        Ok(Some(Batch { inputs, unknown }))
    }

    fn commit(
        &mut self,
        Read { inputs, read }: &Read,
        adding: &mut Option<Adding>,
        added: &mut Added,
    ) -> Result<(), Error> {
        let ledger = self.name();
        let mut counted = Added::default();
        self.store.write(|writer| -> Result<(), Error> {
            counted = Added::default();
            let adding = match adding {
                Some(adding) => adding,
                None => {
                    let addition = writer.addition(&clock::now(), "add")?;
                    adding.insert(Adding { addition, rested: Rested::default(), ledger })
                }
            };
            for one in inputs {
                keep(writer, one, read.get(one.sha256.as_str()), adding, &mut counted)?;
            }
            Ok(())
        })?;
        added.new += counted.new;
        added.known += counted.known;
        added.revised += counted.revised;
        added.unreadable += counted.unreadable;
        added.problems.append(&mut counted.problems);
        Ok(())
    }

    /// Reads again what other stages or models read, and what is called otherwise now.
    pub(super) fn read_stale(
        &mut self,
        addition: i64,
        options: AddOptions<'_>,
        added: &mut Added,
    ) -> Result<(), Error> {
        const AT_ONCE: usize = 64;
        let read_by = identity::read_by();
        let mut total = None;
        while !options.is_stopped() {
            let stale = self.store.stale_sources(read_by, AT_ONCE)?;
            if stale.is_empty() {
                break;
            }
            let total = match total {
                Some(total) => total,
                None => *total.insert(self.store.stale_count(read_by)?),
            };
            let (name, shipped) = (self.name(), models::shipped()?);
            let again = stale.par_iter().map(|source| {
                let bytes = packing::unpress(&source.bytes, &name)?;
                let media_type = source.media_type.clone();
                let input = Input { location: source.location.clone(), bytes, media_type, captured: None };
                Ok((source.n, Prepared::of(&input, shipped)))
            });
            let again: Vec<(i64, Prepared)> = again.collect::<Result<_, Error>>()?;
            self.store.write(|writer| -> Result<(), Error> {
                for (source, prepared) in &again {
                    writer.keep_reading(*source, prepared.for_store(), addition)?;
                    Rested::default().keep_captures(writer, *source, addition)?;
                }
                Ok(())
            })?;
            added.read_again += again.len();
            options.tell(Step::Reading, added.read_again, total);
        }
        Ok(())
    }
}

/// Keeps one input inside a transaction. Another program may have kept it meanwhile: then it is known.
fn keep(
    writer: &Writer<'_>,
    one: &Hashed,
    read: Option<&(Prepared, Vec<u8>)>,
    adding: &mut Adding,
    counted: &mut Added,
) -> Result<(), Error> {
    let location = &one.input.location;
    let source = match (writer.source(&one.sha256)?, read) {
        (Some(source), _) => {
            counted.known += 1;
            source
        }
        (None, Some((prepared, _))) if prepared.articles.is_empty() => {
            let problem = prepared.problems.first().cloned().unwrap_or_else(|| no_article(location));
            writer.keep_unreadable(location, problem.kind.as_str(), &problem.message)?;
            counted.unreadable += 1;
            counted.problems.push(Problem { location: location.clone(), ..problem });
            return Ok(());
        }
        (None, Some((prepared, bytes))) => {
            let source = NewSource { sha256: &one.sha256, media_type: one.input.media_type.as_deref(), bytes };
            let source = writer.keep_source(source)?;
            writer.keep_reading(source, prepared.for_store(), adding.addition)?;
            counted.new += prepared.articles.len();
            counted.problems.extend(prepared.problems.iter().cloned());
            source
        }
        // It was known when the batch was begun, and somebody took it out since: the next run reads it.
        (None, None) => return Ok(()),
    };
    counted.revised += place(writer, location, source, adding)?;
    Ok(())
}

/// Says where a source lies; gives how many articles it replaced: those that lay there before, and earlier captures of
/// its addresses.
fn place(writer: &Writer<'_>, location: &str, source: i64, adding: &mut Adding) -> Result<usize, Error> {
    let addition = adding.addition;
    let before = writer.source_at(location)?;
    if before == Some(source) {
        writer.place(location, source, addition)?;
        return Ok(0);
    }
    let earlier = match before.filter(|_| !batches::is_line(location)) {
        Some(before) => writer.texts(before)?,
        None => Vec::new(),
    };
    // What rested on the old words is asked before its story goes.
    for article in earlier.iter().map(|capture| capture.id.clone()).chain(writer.counting_beside(source)?) {
        adding.rested.ask(writer, &article, &adding.ledger)?;
    }
    let mut revised = 0;
    if writer.place(location, source, addition)?.is_some() && !earlier.is_empty() {
        revised += adding.rested.keep_source(writer, &earlier, source, addition)?;
    }
    Ok(revised + adding.rested.keep_captures(writer, source, addition)?)
}

fn no_article(location: &str) -> Problem {
    Problem {
        kind: ProblemKind::NoArticle,
        location: location.to_owned(),
        message: format!("`{location}` holds no article; give a file with an article in it"),
    }
}
