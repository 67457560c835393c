//! Opening a ledger: is it one, of which format, and who else may be using it.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use crate::{Error, migrations, words::Unindexed};

/// "gain" in ASCII: what `file` and SQLite tell a ledger by.
pub(crate) const APPLICATION: i32 = 0x6761_696e;
/// How long a second writer waits for the first.
const PATIENCE: Duration = Duration::from_secs(20);
/// Pages kept in memory, in KiB. Ids are as good as random, so that their indexes are written all over.
const CACHE: i32 = 128 << 10;
/// So many pages wait in the log before they are put in place: the same pages are written by one commit after another.
const LOG: i32 = 16 << 10;

/// An open ledger. One of these serves one thread; open one more for each further thread, which costs less than a
/// millisecond. Readers never wait for the writer nor hold it up.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    pub(crate) name: String,
}

impl Store {
    /// Opens a ledger to read and write, and makes it if there is none.
    ///
    /// # Errors
    /// When the file is something else, of a later format, damaged, or may not be written.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut store = Self::connect(path, flags)?;
        if store.connection.is_readonly("main").map_err(|error| store.told(&error))? {
            return Err(Error::system(&store.name, &std::io::ErrorKind::PermissionDenied.into()));
        }
        let found = store.format()?;
        if found < migrations::FORMAT {
            store.set_up(found)?;
        }
        store.durable()?;
        Ok(store)
    }

    /// Opens a ledger to read alone.
    ///
    /// # Errors
    /// When there is none, or the file is something else, of another format, or damaged.
    pub fn open_read_only(path: &Path) -> Result<Self, Error> {
        let name = path.display().to_string();
        if !path.exists() {
            return Err(Error::not_found(&name));
        }
        let store = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        match store.format()? {
            migrations::FORMAT => Ok(store),
            0 => Err(Error::foreign(&name)),
            // An older format is brought up to date by whoever may write it.
            _ => Self::open(path),
        }
    }

    /// A ledger in memory, for tests and for looking at a few articles.
    ///
    /// # Errors
    /// When there is no memory.
    pub fn in_memory() -> Result<Self, Error> {
        let name = ":memory:".to_owned();
        let connection = Connection::open_in_memory().map_err(|error| Error::of(&name, &error))?;
        let mut store = Self { connection, path: PathBuf::from(&name), name };
        store.set_up(0)?;
        store.durable()?;
        Ok(store)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self, Error> {
        let name = path.display().to_string();
        if path.is_dir() {
            return Err(Error::foreign(&name));
        }
        let connection = Connection::open_with_flags(path, flags).map_err(|error| Error::of(&name, &error))?;
        connection.busy_timeout(PATIENCE).map_err(|error| Error::of(&name, &error))?;
        Ok(Self { connection, path: path.to_owned(), name })
    }

    /// Its format, 0 for an empty file.
    fn format(&self) -> Result<i32, Error> {
        // All in one look: another program may be making the ledger at this moment.
        let (application, format, tables): (i32, i32, i64) = self.ask(|c| {
            let look = Transaction::new_unchecked(c, TransactionBehavior::Deferred)?;
            let number = |pragma: &str| look.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0));
            // The first question that reads a page takes the look; `application_id` alone may not.
            let tables = look.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
            Ok((number("application_id")?, number("user_version")?, tables))
        })?;
        match (application, format) {
            (APPLICATION, 1..=migrations::FORMAT) => Ok(format),
            (APPLICATION, _) if format > migrations::FORMAT => {
                Err(Error::newer(&self.name, format, migrations::FORMAT))
            }
            (0, 0) if tables == 0 => Ok(0),
            _ => Err(Error::foreign(&self.name)),
        }
    }

    /// Makes the tables, or brings those of an older format up to date: wholly or not at all.
    fn set_up(&mut self, found: i32) -> Result<(), Error> {
        let name = self.name.clone();
        // The journal can't be changed inside a transaction; a ledger half made is an empty one.
        self.write_ahead()?;
        let told = |error: rusqlite::Error| Error::of(&name, &error);
        let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate).map_err(told)?;
        let now: i32 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(told)?;
        if now == found {
            migrations::migrate(&transaction, found).map_err(told)?;
            transaction.pragma_update(None, "application_id", APPLICATION).map_err(told)?;
            transaction.pragma_update(None, "user_version", migrations::FORMAT).map_err(told)?;
        }
        transaction.commit().map_err(told)
    }

    /// Changes to a journal that readers and a writer can share. SQLite does not wait for others where it is changed
    /// (<https://www.sqlite.org/pragma.html#pragma_journal_mode>), so this does.
    #[allow(
        clippy::disallowed_methods,
        reason = "another program's lock ends when it ends: there is nothing else to wait for"
    )]
    fn write_ahead(&self) -> Result<(), Error> {
        const PAUSE: Duration = Duration::from_millis(20);
        let tries = PATIENCE.as_millis() / PAUSE.as_millis();
        for _ in 1..tries {
            match self.connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())) {
                Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => std::thread::sleep(PAUSE),
                done => return done.map_err(|error| self.told(&error)),
            }
        }
        self.ask(|c| c.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())))
    }

    /// What is said to be committed survives a power cut: every commit is on the disk before it returns.
    fn durable(&self) -> Result<(), Error> {
        self.ask(|c| {
            c.pragma_update(None, "synchronous", "FULL")?;
            c.pragma_update(None, "foreign_keys", true)?;
            c.pragma_update(None, "cache_size", -CACHE)?;
            c.pragma_update(None, "temp_store", "MEMORY")?;
            c.pragma_update(None, "wal_autocheckpoint", LOG)?;
            c.pragma_update(None, "journal_size_limit", 64 << 20)
        })
    }

    /// Runs a question; what the database complains of is told with the ledger's name.
    pub(crate) fn ask<T>(&self, question: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, Error> {
        question(&self.connection).map_err(|error| self.told(&error))
    }

    pub(crate) fn told(&self, error: &rusqlite::Error) -> Error {
        Error::of(&self.name, error)
    }

    /// Does all of this or none of it. Waits for another writer, and says so when it takes too long.
    ///
    /// # Errors
    /// What `work` gives, and whatever keeps it from being committed.
    pub fn write<T, E: From<Error>>(&mut self, work: impl FnOnce(&Writer<'_>) -> Result<T, E>) -> Result<T, E> {
        let name = self.name.as_str();
        let told = |error: rusqlite::Error| Error::of(name, &error);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(told)?;
        let writer = Writer { transaction, name, unindexed: Unindexed::default() };
        let done = work(&writer)?;
        writer.unindexed.index(&writer.transaction).map_err(told)?;
        writer.transaction.commit().map_err(told)?;
        Ok(done)
    }

    /// Writes a whole, consistent copy to another file, also while someone adds.
    ///
    /// # Errors
    /// When the copy can't be written.
    pub fn backup(&self, to: &Path) -> Result<(), Error> {
        let name = to.display().to_string();
        let told = |error: rusqlite::Error| Error::of(&name, &error);
        let mut copy = Connection::open(to).map_err(told)?;
        let backup = rusqlite::backup::Backup::new(&self.connection, &mut copy).map_err(told)?;
        backup.run_to_completion(4096, Duration::ZERO, None).map_err(told)
    }

    /// Waits no longer than this for another writer.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn wait_at_most(&self, time: Duration) -> Result<(), Error> {
        self.ask(|c| c.busy_timeout(time))
    }

    /// Lets the file grow to so many pages and no further: how tests fill a disk.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn limit_pages(&self, pages: u32) -> Result<(), Error> {
        self.ask(|c| c.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(())))
    }
}

/// What may be done inside one transaction.
#[derive(Debug)]
pub struct Writer<'a> {
    pub(crate) transaction: Transaction<'a>,
    pub(crate) name: &'a str,
    pub(crate) unindexed: Unindexed,
}

impl Writer<'_> {
    pub(crate) fn ask<T>(&self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, Error> {
        work(&self.transaction).map_err(|error| Error::of(self.name, &error))
    }
}
