//! The stage as a whole: its specifications, what must hold of any article, and inputs made to break it.

mod hostile;
mod invariants;
mod specs;

use super::*;

/// Reads bytes as a file of this name.
fn read(location: &str, bytes: &[u8]) -> Extracted {
    extract(&Input { location: location.to_owned(), bytes: bytes.to_vec(), ..Input::default() })
}
