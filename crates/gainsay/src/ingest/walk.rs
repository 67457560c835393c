//! The files below a folder: hidden ones left out, each folder entered once however many links lead to it.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use gainsay_core::{Problem, ProblemKind};

use crate::Error;

/// Folders nested deeper aren't entered.
const DEEPEST: usize = 64;

/// Adds all files below `folder`.
///
/// # Errors
/// When the folder itself can't be read.
pub(super) fn walk(folder: &Path, files: &mut Vec<PathBuf>, problems: &mut Vec<Problem>) -> Result<(), Error> {
    let mut entered = BTreeSet::new();
    fs::read_dir(folder).map_err(|error| Error::io(folder, error))?;
    let mut waiting = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = waiting.pop() {
        let real = fs::canonicalize(&folder).unwrap_or_else(|_| folder.clone());
        if depth > DEEPEST || !entered.insert(real) {
            continue;
        }
        match children(&folder) {
            Ok(children) => sort_out(children, depth, files, &mut waiting, problems),
            Err(error) => problems.push(unreadable(&folder, &error)),
        }
    }
    Ok(())
}

fn children(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut children = fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<Vec<_>, _>>()?;
    children.retain(|path| path.file_name().is_some_and(|name| !name.to_string_lossy().starts_with('.')));
    children.sort();
    Ok(children)
}

fn sort_out(
    children: Vec<PathBuf>,
    depth: usize,
    files: &mut Vec<PathBuf>,
    waiting: &mut Vec<(PathBuf, usize)>,
    problems: &mut Vec<Problem>,
) {
    for child in children {
        match fs::metadata(&child) {
            Ok(kind) if kind.is_dir() => waiting.push((child, depth + 1)),
            Ok(kind) if kind.is_file() => files.push(child),
            // Pipes, sockets and devices may never end.
            Ok(_) => {}
            Err(error) => problems.push(unreadable(&child, &error)),
        }
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    let location = path.display().to_string();
    let message = format!("`{location}` can't be read: {error}");
    Problem { kind: ProblemKind::Unreadable, location, message }
}
