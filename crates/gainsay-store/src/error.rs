//! What can go wrong with a file on disk: one sentence each, with its mend, and questions instead of variants.

use std::{error, fmt, io};

use rusqlite::ErrorCode;

/// Why a ledger could not be opened, read or written.
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    ledger: String,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    NotFound,
    Busy,
    Full,
    ReadOnly,
    CannotOpen(String),
    Damaged(String),
    Foreign,
    Newer { found: i32, known: i32 },
    System(String),
}

impl Error {
    fn new(ledger: &str, kind: Kind) -> Self {
        Self(Box::new(Inner { ledger: ledger.to_owned(), kind }))
    }

    /// There is no ledger of this name.
    pub(crate) fn not_found(ledger: &str) -> Self {
        Self::new(ledger, Kind::NotFound)
    }

    /// The file is something else.
    pub(crate) fn foreign(ledger: &str) -> Self {
        Self::new(ledger, Kind::Foreign)
    }

    /// A later gainsay wrote it.
    pub(crate) fn newer(ledger: &str, found: i32, known: i32) -> Self {
        Self::new(ledger, Kind::Newer { found, known })
    }

    /// What stands in it can't be.
    pub fn damaged(ledger: &str, what: impl Into<String>) -> Self {
        Self::new(ledger, Kind::Damaged(what.into()))
    }

    /// The system failed beside the database.
    pub(crate) fn system(ledger: &str, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::FileTooLarge => Self::new(ledger, Kind::Full),
            io::ErrorKind::NotFound => Self::new(ledger, Kind::CannotOpen(error.to_string())),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::new(ledger, Kind::ReadOnly),
            _ => Self::new(ledger, Kind::System(error.to_string())),
        }
    }

    /// What the database says, in words of ours.
    pub(crate) fn of(ledger: &str, error: &rusqlite::Error) -> Self {
        let kind = match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Kind::Busy,
            Some(ErrorCode::DiskFull) => Kind::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Kind::ReadOnly,
            Some(ErrorCode::CannotOpen) => Kind::CannotOpen(error.to_string()),
            Some(ErrorCode::DatabaseCorrupt) => Kind::Damaged(error.to_string()),
            Some(ErrorCode::NotADatabase) => Kind::Foreign,
            _ => Kind::System(error.to_string()),
        };
        Self::new(ledger, kind)
    }

    /// Whether there is no such ledger.
    pub fn is_not_found(&self) -> bool {
        matches!(self.0.kind, Kind::NotFound)
    }

    /// Whether another program is writing to it.
    pub fn is_busy(&self) -> bool {
        matches!(self.0.kind, Kind::Busy)
    }

    /// Whether the disk is full.
    pub fn is_full(&self) -> bool {
        matches!(self.0.kind, Kind::Full)
    }

    /// Whether it may not be written.
    pub fn is_read_only(&self) -> bool {
        matches!(self.0.kind, Kind::ReadOnly)
    }

    /// Whether its content is broken.
    pub fn is_damaged(&self) -> bool {
        matches!(self.0.kind, Kind::Damaged(_))
    }

    /// Whether the file is no ledger that this version can read: something else, or of a later version.
    pub fn is_format(&self) -> bool {
        matches!(self.0.kind, Kind::Foreign | Kind::Newer { .. })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { ledger, kind } = &*self.0;
        match kind {
            Kind::NotFound => {
                write!(out, "there is no ledger `{ledger}`; make one with `gainsay add PATH… --ledger {ledger}`")
            }
            Kind::Busy => write!(
                out,
                "another program is writing to `{ledger}`; what was committed is kept, run this again when it is done"
            ),
            Kind::Full => {
                write!(out, "the disk of `{ledger}` is full; what was committed is kept, make room and run this again")
            }
            Kind::ReadOnly => write!(
                out,
                "`{ledger}` may not be written here; change its permissions or its folder's, or copy it elsewhere"
            ),
            Kind::CannotOpen(why) => {
                write!(out, "`{ledger}` can't be opened ({why}); check that its folder is there and may be written")
            }
            Kind::Damaged(what) => {
                write!(out, "`{ledger}` is damaged ({what}); take a backup of it, or add the articles to a new ledger")
            }
            Kind::Foreign => write!(out, "`{ledger}` is no ledger of gainsay's; name another file with --ledger"),
            Kind::Newer { found, known } => write!(
                out,
                "`{ledger}` is of format {found}, and this gainsay reads up to format {known}; use a later gainsay"
            ),
            Kind::System(why) => write!(out, "`{ledger}` could not be read or written: {why}"),
        }
    }
}

impl error::Error for Error {}
