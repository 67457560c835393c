//! What the pages ask of their data, and where that lies: a ledger on the disk, or one in memory for a look.
//!
//! Everything else in this crate asks a [`Shelf`] and knows neither files nor connections.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::http::StatusCode;
use gainsay::{
    Dossier, Error, Ledger,
    ledger::{AddOptions, Fix, FixRow, HitKind, Page, StoryRow},
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::failure::Failure;

/// How many stories are kept unpacked.
const UNPACKED: usize = 48;
/// How many connections wait to be used again.
const WAITING: usize = 8;

/// A story in a list of stories.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StoryLine {
    /// Its id.
    pub id: String,
    /// A title in an article's own words.
    pub title: Option<String>,
    /// How many articles tell it.
    pub articles: usize,
    /// How many outlets printed those.
    pub outlets: usize,
    /// On how many origins its claims rest.
    pub origins: usize,
    /// How many claims it has.
    pub claims: usize,
    /// How many of its claims are contested.
    pub contested: usize,
    /// The first day an article of it was published.
    pub first_day: Option<String>,
    /// The last day.
    pub last_day: Option<String>,
}

/// Something found by its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Hit {
    /// What it is: `name`, `claim`, `said` or `article`.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What says more, such as the words that were found with those around them.
    pub detail: Option<String>,
}

/// Where the data lies.
enum Place {
    /// A file; each question has a connection of its own.
    File(PathBuf, Mutex<Vec<Ledger>>),
    /// In memory; questions wait for one another.
    Memory(Mutex<Ledger>),
}

/// Stories, as the pages ask for them.
pub struct Shelf {
    place: Place,
    watched: Mutex<Watched>,
    unpacked: Mutex<Unpacked>,
}

/// A connection that does nothing but see that others wrote.
struct Watched {
    ledger: Option<Ledger>,
    version: i64,
    generation: u64,
}

/// Dossiers unpacked from the data of one generation.
#[derive(Default)]
struct Unpacked {
    generation: u64,
    stories: Option<Arc<Vec<StoryLine>>>,
    dossiers: BTreeMap<String, Arc<Dossier>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What a panicking thread left behind is a cache or a connection: both are sound at any moment.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shelf {
    /// A ledger on the disk.
    ///
    /// # Errors
    /// When it is not there or can't be read.
    pub fn open(path: PathBuf) -> Result<Self, Error> {
        let ledger = Ledger::open_read_only(&path)?;
        let version = ledger.data_version()?;
        Ok(Self::new(Place::File(path, Mutex::default()), Some(ledger), version))
    }

    /// A ledger in memory.
    pub fn in_memory(ledger: Ledger) -> Self {
        Self::new(Place::Memory(Mutex::new(ledger)), None, 0)
    }

    fn new(place: Place, ledger: Option<Ledger>, version: i64) -> Self {
        let watched = Mutex::new(Watched { ledger, version, generation: 1 });
        Self { place, watched, unpacked: Mutex::default() }
    }

    /// Grows with every change of the data, so that what was made before it is known to be old.
    pub(crate) fn generation(&self) -> u64 {
        let mut watched = lock(&self.watched);
        let version = watched.ledger.as_ref().and_then(|ledger| ledger.data_version().ok());
        if let Some(version) = version.filter(|version| *version != watched.version) {
            watched.version = version;
            watched.generation += 1;
        }
        watched.generation
    }

    /// Asks the ledger.
    pub(crate) fn ask<T>(&self, question: impl FnOnce(&Ledger) -> Result<T, Error>) -> Result<T, Failure> {
        match &self.place {
            Place::Memory(ledger) => question(&lock(ledger)).map_err(|error| failed(&error)),
            Place::File(path, waiting) => {
                let ledger = lock(waiting).pop();
                let ledger = ledger.map_or_else(|| Ledger::open_read_only(path), Ok).map_err(|error| failed(&error))?;
                let answer = question(&ledger).map_err(|error| failed(&error))?;
                let mut waiting = lock(waiting);
                if waiting.len() < WAITING {
                    waiting.push(ledger);
                }
                Ok(answer)
            }
        }
    }

    /// All stories, those of most articles first.
    pub(crate) fn stories(&self) -> Result<Arc<Vec<StoryLine>>, Failure> {
        let generation = self.generation();
        if let Some(stories) = self.unpacked(generation).stories.clone() {
            return Ok(stories);
        }
        let rows = self.ask(|ledger| ledger.stories(Page::ALL))?;
        let stories = Arc::new(rows.into_iter().map(line).collect::<Vec<_>>());
        self.unpacked(generation).stories = Some(Arc::clone(&stories));
        Ok(stories)
    }

    /// The story of this id, or that holds what has this id, with its dossier.
    pub(crate) fn holding(&self, id: &str, what: &str) -> Result<(StoryLine, Arc<Dossier>), Failure> {
        let generation = self.generation();
        let row = self.ask(|ledger| ledger.story_of(id))?.ok_or_else(|| Failure::missing(what, id))?;
        let story = line(row);
        if let Some(dossier) = self.unpacked(generation).dossiers.get(&story.id) {
            return Ok((story, Arc::clone(dossier)));
        }
        let dossier = self.ask(|ledger| ledger.story(&story.id))?.ok_or_else(|| not_yet(&story.id))?;
        let dossier = Arc::new(dossier);
        let mut unpacked = self.unpacked(generation);
        if unpacked.dossiers.len() >= UNPACKED {
            unpacked.dossiers.clear();
        }
        unpacked.dossiers.insert(story.id.clone(), Arc::clone(&dossier));
        Ok((story, dossier))
    }

    /// What is unpacked, emptied where it is of older data.
    fn unpacked(&self, generation: u64) -> MutexGuard<'_, Unpacked> {
        let mut unpacked = lock(&self.unpacked);
        if unpacked.generation != generation {
            *unpacked = Unpacked { generation, ..Unpacked::default() };
        }
        unpacked
    }

    /// Decides; gives the decision's number.
    pub(crate) fn fix(&self, fix: &Fix, who: &str, why: &str) -> Result<i64, Failure> {
        self.change(|ledger| ledger.fix(fix, who, why, AddOptions::default()))
    }

    /// Takes a decision back.
    pub(crate) fn undo(&self, n: i64, who: &str) -> Result<(), Failure> {
        self.change(|ledger| ledger.undo(n, who, AddOptions::default()))
    }

    /// All decisions, those taken back included.
    pub(crate) fn fixes(&self) -> Result<Vec<FixRow>, Failure> {
        self.ask(Ledger::fixes)
    }

    fn change<T>(&self, work: impl FnOnce(&mut Ledger) -> Result<T, Error>) -> Result<T, Failure> {
        let done = match &self.place {
            Place::Memory(ledger) => work(&mut lock(ledger)),
            Place::File(path, _) => Ledger::open(path).and_then(|mut ledger| work(&mut ledger)),
        };
        // Nobody watches a ledger in memory but those who change it here.
        if matches!(self.place, Place::Memory(_)) {
            lock(&self.watched).generation += 1;
        }
        done.map_err(|error| match error.is_unfit() {
            true => Failure::new(StatusCode::CONFLICT, error.to_string()),
            false => failed(&error),
        })
    }

    /// Names, claims, quotations and articles that hold these words, of each kind so many. The last word may go on, as it
    /// does while somebody types.
    pub(crate) fn search(&self, words: &str, most: usize) -> Result<Vec<Hit>, Failure> {
        let words = words.trim();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let is_whole = words.ends_with(['"', '*']);
        let open = if is_whole { words.to_owned() } else { format!("{words}*") };
        let (names, found) =
            self.ask(|ledger| Ok((ledger.who(words, Page::first(most))?, ledger.search(&open, None, most)?)))?;
        let names = names.into_iter().map(|spoken| Hit {
            kind: "name",
            id: spoken.entity.id,
            title: spoken.entity.name,
            detail: spoken.entity.description,
        });
        let found = found.into_iter().map(|hit| Hit {
            kind: match hit.kind {
                HitKind::Claim => "claim",
                HitKind::Quotation => "said",
                HitKind::Article => "article",
            },
            id: hit.id,
            title: hit.title.filter(|_| hit.kind != HitKind::Claim).unwrap_or_else(|| hit.snippet.clone()),
            detail: (hit.kind != HitKind::Claim).then_some(hit.snippet),
        });
        Ok(names.chain(found).collect())
    }
}

fn line(row: StoryRow) -> StoryLine {
    StoryLine {
        id: row.id,
        title: row.title,
        articles: row.articles,
        outlets: row.outlets,
        origins: row.origins,
        claims: row.claims,
        contested: row.contested,
        first_day: row.first_day,
        last_day: row.last_day,
    }
}

fn not_yet(id: &str) -> Failure {
    Failure::new(
        StatusCode::SERVICE_UNAVAILABLE,
        format!("the story `{id}` is not weighed yet; wait for `gainsay add` to end, or run `gainsay refresh`"),
    )
}

/// What the ledger complains of, as an answer.
fn failed(error: &Error) -> Failure {
    let status = if error.is_unfit() { StatusCode::BAD_REQUEST } else { StatusCode::SERVICE_UNAVAILABLE };
    Failure::new(status, error.to_string())
}
