//! From each format to the next. A change of the tables adds a step and a tiny ledger of the old format to `formats/`.

use rusqlite::Connection;

/// The format that this version writes.
pub(crate) const FORMAT: i32 = 3;

/// Step n brings format n to format n + 1.
const STEPS: [&str; FORMAT as usize] =
    [include_str!("schema.sql"), include_str!("format-2.sql"), include_str!("format-3.sql")];

/// Brings a ledger of this format up to date.
pub(crate) fn migrate(connection: &Connection, found: i32) -> rusqlite::Result<()> {
    let done = usize::try_from(found).unwrap_or(0);
    STEPS.iter().skip(done).try_for_each(|step| connection.execute_batch(step))
}
