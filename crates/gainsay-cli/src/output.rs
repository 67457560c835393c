//! Where text goes: standard output, a file that appears whole or not at all, standard error.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

/// Writes to the file, or to standard output where none is named. A reader that stops reading (`| head`) is no error.
pub(crate) fn write(text: &str, file: Option<&Path>) -> Result<(), String> {
    match file {
        Some(path) => write_file(text, path)
            .map_err(|error| format!("cannot write {}: {error}; name a file in a folder that exists", path.display())),
        None => match io::stdout().lock().write_all(text.as_bytes()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            result => result.map_err(|error| format!("cannot write to standard output: {error}; try -o FILE")),
        },
    }
}

fn write_file(text: &str, path: &Path) -> io::Result<()> {
    let is_special = fs::metadata(path).is_ok_and(|found| !found.is_file());
    if is_special {
        // A device or a pipe can only be written to, not replaced.
        return fs::OpenOptions::new().write(true).open(path)?.write_all(text.as_bytes());
    }
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = new_file_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(path)?;
    Ok(())
}

/// A temporary file beside the one to write, readable by whom the user's mask allows.
fn new_file_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.prefix(".gainsay-").tempfile_in(folder)
}

/// One line on standard error, free of control characters that a file's name may hold.
pub(crate) fn complain(message: &str) {
    // Nobody may be listening, and then there is nobody to tell so.
    let _ = writeln!(io::stderr().lock(), "gainsay: {}", gainsay::present::escape::plain(message));
}
