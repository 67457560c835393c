//! Files, folders and standard input → inputs, ready to be read.
//!
//! In: paths. Out: the bytes of each file below them, sorted by location, each content once; and what could not be
//! taken. Never: an order that depends on the order of arguments or of the disk, a hidden file, a link followed twice.

mod walk;

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use gainsay_core::{Problem, ProblemKind};
use gainsay_read::extract::Input;

use crate::Error;

/// Of a larger file only so much is read. A day of a large outlet's pages is smaller.
pub const LARGEST_FILE: u64 = 64 << 20;
/// More files than these aren't taken at once.
pub const MOST_FILES: usize = 200_000;

/// What was collected.
#[derive(Debug, Default)]
pub struct Collected {
    /// The inputs, sorted by location, no two with the same bytes.
    pub inputs: Vec<Input>,
    /// What could not be taken, and what was given twice.
    pub problems: Vec<Problem>,
}

/// Collects files, folders with all that is below them, and standard input for `-`.
///
/// # Errors
/// When a path that was named doesn't exist or can't be read, or when nothing was named. What fails below a folder is a
/// problem, not an error.
pub fn collect<P: AsRef<Path>>(paths: &[P]) -> Result<Collected, Error> {
    let listed = list(paths)?;
    let mut found = Collected { inputs: Vec::new(), problems: listed.problems };
    if listed.standard_input {
        found.inputs.push(standard_input(&mut io::stdin().lock(), &mut found.problems)?);
    }
    for file in listed.files {
        found.inputs.extend(read_file(&file, &mut found.problems));
    }
    found.inputs.sort_by(|a, b| a.location.cmp(&b.location));
    drop_copies(&mut found);
    found.problems.sort();
    Ok(found)
}

/// What there is to read, not yet read.
#[derive(Debug, Default)]
pub struct Listed {
    /// Files, sorted, each once.
    pub files: Vec<PathBuf>,
    /// Whether standard input was named.
    pub standard_input: bool,
    /// What could not be listed.
    pub problems: Vec<Problem>,
}

/// The files below these paths, without opening them for more than to see that they can be read.
///
/// # Errors
/// As for [`collect`].
pub fn list<P: AsRef<Path>>(paths: &[P]) -> Result<Listed, Error> {
    if paths.is_empty() {
        return Err(Error::empty());
    }
    let mut listed = Listed::default();
    for path in paths.iter().map(AsRef::as_ref) {
        if path == Path::new("-") {
            listed.standard_input = true;
            continue;
        }
        let kind = std::fs::metadata(path).map_err(|error| Error::io(path, error))?;
        if kind.is_dir() {
            walk::walk(path, &mut listed.files, &mut listed.problems)?;
        } else {
            File::open(path).map_err(|error| Error::io(path, error))?;
            listed.files.push(path.to_owned());
        }
    }
    listed.files.sort();
    listed.files.dedup();
    if listed.files.len() > MOST_FILES {
        let location = listed.files[MOST_FILES].display().to_string();
        let message = format!("more than {MOST_FILES} files; those from `{location}` on are left out, give them apart");
        listed.problems.push(Problem { kind: ProblemKind::Partial, location, message });
        listed.files.truncate(MOST_FILES);
    }
    Ok(listed)
}

/// Reads standard input whole, as one input.
pub(crate) fn standard_input(from: &mut impl Read, problems: &mut Vec<Problem>) -> Result<Input, Error> {
    let bytes = read_limited(from, "-", problems).map_err(|error| Error::io("-", error))?;
    Ok(Input { location: "-".to_owned(), bytes, ..Input::default() })
}

/// Reads one file; what fails is a problem.
pub(crate) fn read_file(path: &Path, problems: &mut Vec<Problem>) -> Option<Input> {
    let location = path.display().to_string();
    let bytes = File::open(path).and_then(|mut file| read_limited(&mut file, &location, problems));
    match bytes {
        Ok(bytes) => Some(Input { location, bytes, ..Input::default() }),
        Err(error) => {
            let message = format!("`{location}` can't be read: {error}");
            problems.push(Problem { kind: ProblemKind::Unreadable, location, message });
            None
        }
    }
}

fn read_limited(from: &mut impl Read, location: &str, problems: &mut Vec<Problem>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_FILE {
        bytes.truncate(LARGEST_FILE as usize);
        let message =
            format!("`{location}` is larger than {} MB, of which the first are read; split it", LARGEST_FILE >> 20);
        problems.push(Problem { kind: ProblemKind::Partial, location: location.to_owned(), message });
    }
    Ok(bytes)
}

/// Keeps the first of inputs with the same bytes.
fn drop_copies(found: &mut Collected) {
    let mut seen: BTreeMap<[u8; 32], String> = BTreeMap::new();
    let mut kept = Vec::with_capacity(found.inputs.len());
    for input in std::mem::take(&mut found.inputs) {
        let hash = gainsay_read::extract::hash(&input.bytes);
        if let Some(first) = seen.get(&hash) {
            let message = format!("`{}` holds the same bytes as `{first}` and is read once", input.location);
            found.problems.push(Problem { kind: ProblemKind::Duplicate, location: input.location, message });
        } else {
            seen.insert(hash, input.location.clone());
            kept.push(input);
        }
    }
    found.inputs = kept;
}

#[cfg(test)]
mod tests;
