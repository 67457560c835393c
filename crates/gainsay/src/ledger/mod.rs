//! The ledger: a story that grows for weeks, kept in one file, added to, corrected and asked.
//!
//! In: the same files as [`crate::dossier()`], as often and in as many parts as they come. Out: stories, each with the
//! dossier that reading its articles all at once gives, byte for byte; and answers to questions. Never does: know how
//! anything lies on the disk (that is `gainsay-store`'s), or let the order of adding, a clock or an interruption show in
//! a story. Scored by: random orders and batches of one story give the same bytes; kills at random moments lose nothing.

mod add;
mod ask;
mod batches;
mod check;
mod clock;
mod decision;
mod fix;
mod identity;
mod news;
mod packing;
mod reading;
mod remove;
mod retired;
mod revision;
mod rows;
mod settling;
mod since;
mod whole;
mod why;

use std::path::Path;

pub use crate::captures::Changes;
pub use add::{AddOptions, Added, Progress, Step};
pub use ask::{Difference, KeptArticle, Revision, Spoken, Status, during};
pub use fix::Fix;
use gainsay_store::Store;
pub use gainsay_store::{
    ArticleRow, ChangeRow, ClaimFilter, ClaimRow, EntityRow, EventFilter, EventRow, FixRow, Hit, HitKind, Page,
    PositionRow, SaidRow, StoryRow, WithdrawnRow,
};
pub use remove::Removed;
pub use retired::Became;
pub use since::Since;
pub use why::{Because, Why};

use crate::Error;

/// A ledger that is open.
///
/// One `Ledger` serves one thread at a time (it is `Send`, not `Sync`). To read from several threads, open one for each
/// with [`Ledger::open_read_only`], for a request or for a thread's life: that takes less than a millisecond, and readers
/// neither wait for a writer nor hold it up. Each question sees what was committed when it was asked.
#[derive(Debug)]
pub struct Ledger {
    store: Store,
}

impl Ledger {
    /// Opens a ledger to read and write; makes it if there is none.
    ///
    /// # Errors
    /// When the file is something else, of a later format, damaged, or may not be written.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        Ok(Self { store: Store::open(path.as_ref())? })
    }

    /// Opens a ledger to read alone.
    ///
    /// # Errors
    /// When there is none, or the file is something else, of another format, or damaged.
    pub fn open_read_only(path: impl AsRef<Path>) -> Result<Self, Error> {
        Ok(Self { store: Store::open_read_only(path.as_ref())? })
    }

    /// A ledger in memory, gone when it is dropped.
    ///
    /// # Errors
    /// When there is no memory.
    pub fn in_memory() -> Result<Self, Error> {
        Ok(Self { store: Store::in_memory()? })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// Writes a whole, consistent copy to another file, also while somebody adds.
    ///
    /// # Errors
    /// When there is such a file already, or it can't be written.
    pub fn backup(&self, to: impl AsRef<Path>) -> Result<(), Error> {
        let to = to.as_ref();
        if to.exists() {
            return Err(Error::unfit(format!("`{}` is there already; name a new file for the backup", to.display())));
        }
        Ok(self.store.backup(to)?)
    }

    /// The ledger's name in messages.
    fn name(&self) -> String {
        self.path().display().to_string()
    }
}
