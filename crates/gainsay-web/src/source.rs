//! What the pages ask of their data, and where that lies: a ledger on the disk, or one in memory for a look.
//!
//! Everything else in this crate asks a [`Shelf`]: this is the one file that opens a ledger and puts questions to it.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::http::StatusCode;
use gainsay::{
    Dossier, Error, Ledger,
    ledger::{AddOptions, ArticleRow, Difference, Fix, FixRow, HitKind, Page, Revision, StoryRow},
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::failure::Failure;

/// How many stories are kept unpacked.
const UNPACKED: usize = 48;
/// From how many letters on a word may go on.
const LEAST_LETTERS: usize = 3;
/// How many of them are unpacked before anybody asks.
const LARGEST: usize = 4;
/// How many connections wait to be used again.
const WAITING: usize = 8;

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

/// One capture of an article that replaced another, with the texts of both.
pub(crate) struct Revised {
    pub(crate) revision: Revision,
    pub(crate) old: String,
    pub(crate) new: String,
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
    stories: Option<Arc<Vec<StoryRow>>>,
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
    fn ask<T>(&self, question: impl FnOnce(&Ledger) -> Result<T, Error>) -> Result<T, Failure> {
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
    pub(crate) fn stories(&self) -> Result<Arc<Vec<StoryRow>>, Failure> {
        let generation = self.generation();
        if let Some(stories) = self.unpacked(generation).stories.clone() {
            return Ok(stories);
        }
        let rows = self.ask(|ledger| ledger.stories(Page::ALL))?;
        let stories = Arc::new(rows);
        self.unpacked(generation).stories = Some(Arc::clone(&stories));
        Ok(stories)
    }

    /// The story of this id, or that holds what has this id, with its dossier.
    pub(crate) fn holding(&self, id: &str, what: &str) -> Result<(StoryRow, Arc<Dossier>), Failure> {
        let generation = self.generation();
        let story = self.ask(|ledger| ledger.story_of(id))?.ok_or_else(|| Failure::missing(what, id))?;
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

    /// Unpacks the stories of most articles, so that nobody waits for them who asks first.
    pub(crate) fn unpack_largest(&self) {
        let stories = self.stories().unwrap_or_default();
        for story in stories.iter().take(LARGEST) {
            // What can't be read now is told to who asks for it.
            let _ = self.holding(&story.id, "story");
        }
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

    /// What is new in a story since an addition.
    pub(crate) fn news_of(&self, story: &str, since: i64) -> Result<Difference, Failure> {
        self.ask(|ledger| ledger.news_of(story, since))
    }

    /// The last addition that brought a story something.
    pub(crate) fn touched(&self, id: &str) -> Result<i64, Failure> {
        self.ask(|ledger| ledger.touched(id))
    }

    /// Whether there is an earlier or a later capture of an article.
    pub(crate) fn is_revised(&self, id: &str) -> Result<bool, Failure> {
        self.ask(|ledger| ledger.is_revised(id))
    }

    /// What an article was and became, each with the text before and after.
    pub(crate) fn revisions(&self, id: &str) -> Result<(ArticleRow, Vec<Revised>), Failure> {
        let kept = self.ask(|ledger| ledger.article(id))?.ok_or_else(|| Failure::missing("article", id))?;
        let texts = kept.revisions.into_iter().map(|revision| {
            let (old, new) = self.ask(|ledger| Ok((ledger.text(&revision.old)?, ledger.text(&revision.new)?)))?;
            Ok(Revised { revision, old: old.unwrap_or_default(), new: new.unwrap_or_default() })
        });
        Ok((kept.row, texts.collect::<Result<_, Failure>>()?))
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
        // What begins with a letter or two is nearly everything.
        let last = words.split_whitespace().next_back().unwrap_or_default();
        let is_whole = words.ends_with(['"', '*']) || last.chars().count() < LEAST_LETTERS;
        let open = if is_whole { words.to_owned() } else { format!("{words}*") };
        let (names, found) =
            self.ask(|ledger| Ok((ledger.named(words, Page::first(most))?, ledger.search(&open, None, most)?)))?;
        let names = names.into_iter().map(|entity| Hit {
            kind: "name",
            id: entity.id,
            title: entity.name,
            detail: entity.description,
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
