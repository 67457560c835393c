//! The one error of input and storage, with questions instead of variants.

use std::{io, path::PathBuf};

use thiserror::Error as Derive;

/// What went wrong outside the analysis: analysis itself never fails, it reports problems.
#[derive(Debug, Derive)]
#[error(transparent)]
pub struct Error(#[from] Kind);

#[derive(Debug, Derive)]
enum Kind {
    #[error("`{}` doesn't exist; check the path, or give `-` to read standard input", path.display())]
    NotFound { path: PathBuf },
    #[error("`{}` can't be read: {source}", path.display())]
    Io { path: PathBuf, source: io::Error },
    #[error("nothing to read: give files, folders, or `-` for standard input")]
    Empty,
    #[error("`{what}` has a wrong format: {why}")]
    Format { what: String, why: String },
    #[error(transparent)]
    Ledger(#[from] gainsay_store::Error),
    #[error("{0}")]
    Unfit(String),
    #[error("{0}")]
    Unknown(String),
    #[error("stopped before it was done; nothing was changed, run it again")]
    Stopped,
}

impl From<gainsay_store::Error> for Error {
    fn from(error: gainsay_store::Error) -> Self {
        Self(Kind::Ledger(error))
    }
}

impl Error {
    /// No file or folder of this name.
    pub(crate) fn not_found(path: impl Into<PathBuf>) -> Self {
        Kind::NotFound { path: path.into() }.into()
    }

    /// The system refused.
    pub(crate) fn io(path: impl Into<PathBuf>, source: io::Error) -> Self {
        let path = path.into();
        if source.kind() == io::ErrorKind::NotFound { Self::not_found(path) } else { Kind::Io { path, source }.into() }
    }

    /// Nothing was given.
    pub(crate) fn empty() -> Self {
        Kind::Empty.into()
    }

    /// Something has another format than it should.
    pub fn format(what: impl Into<String>, why: impl Into<String>) -> Self {
        Kind::Format { what: what.into(), why: why.into() }.into()
    }

    /// What was asked for can't be done, and why.
    pub(crate) fn unfit(why: impl Into<String>) -> Self {
        Kind::Unfit(why.into()).into()
    }

    /// What was named is not in the ledger.
    pub(crate) fn unknown(why: impl Into<String>) -> Self {
        Kind::Unknown(why.into()).into()
    }

    /// Somebody asked to stop, and nothing was changed.
    pub(crate) fn stopped() -> Self {
        Kind::Stopped.into()
    }

    /// Whether something that was named isn't there: a file, a ledger.
    pub fn is_not_found(&self) -> bool {
        match &self.0 {
            Kind::Ledger(error) => error.is_not_found(),
            other => matches!(other, Kind::NotFound { .. }),
        }
    }

    /// Whether what was asked for can't be done, be it only that it names what is not in the ledger.
    pub fn is_unfit(&self) -> bool {
        matches!(self.0, Kind::Unfit(_) | Kind::Unknown(_))
    }

    /// Whether it names what is not in the ledger.
    pub fn is_unknown(&self) -> bool {
        matches!(self.0, Kind::Unknown(_))
    }

    /// Whether somebody asked to stop before it was done.
    pub fn is_stopped(&self) -> bool {
        matches!(self.0, Kind::Stopped)
    }

    /// What the ledger says, where it is the ledger that failed.
    pub fn as_ledger(&self) -> Option<&gainsay_store::Error> {
        match &self.0 {
            Kind::Ledger(error) => Some(error),
            _ => None,
        }
    }

    /// Whether the system refused or failed to read.
    pub fn is_io(&self) -> bool {
        matches!(self.0, Kind::Io { .. })
    }

    /// Whether there was nothing to read.
    pub fn is_empty(&self) -> bool {
        matches!(self.0, Kind::Empty)
    }

    /// Whether something has another format than it should.
    pub fn is_format(&self) -> bool {
        match &self.0 {
            Kind::Ledger(error) => error.is_format(),
            other => matches!(other, Kind::Format { .. }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_name_the_file_and_the_mend() {
        let error = Error::io("day/a.txt", io::ErrorKind::NotFound.into());
        assert!(error.is_not_found() && !error.is_io());
        assert_eq!(error.to_string(), "`day/a.txt` doesn't exist; check the path, or give `-` to read standard input");
        assert!(Error::empty().is_empty() && Error::format("x", "y").is_format());
    }
}
