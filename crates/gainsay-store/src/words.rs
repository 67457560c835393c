//! The words to search. The texts stand in their tables alone; an index of their words is kept with them: rows that come
//! are indexed together at the end of a transaction, rows that go by triggers.

use std::cell::RefCell;

use rusqlite::{Connection, OptionalExtension, Row, params, types::ToSqlOutput};

/// Rows that came in this transaction and whose words are in no index yet, by number.
#[derive(Debug, Default)]
pub(crate) struct Unindexed {
    /// Articles.
    pub(crate) articles: RefCell<Vec<i64>>,
    /// Attributions.
    pub(crate) attributions: RefCell<Vec<i64>>,
    /// Claims.
    pub(crate) claims: RefCell<Vec<i64>>,
}

impl Unindexed {
    /// Puts their words into the indexes. Each row is asked for and put in by statements of its own: between statements
    /// that touch many rows SQLite writes what it has of an index, and the pieces must be joined later.
    pub(crate) fn index(&self, c: &Connection) -> rusqlite::Result<()> {
        let mut article = c.prepare_cached("INSERT INTO article_words (rowid, title, text) VALUES (?1, ?2, ?3)")?;
        each(c, "article", "title, text", &self.articles, |n, row| {
            article.execute(params![n, as_kept(row, 0)?, as_kept(row, 1)?]).map(drop)
        })?;
        let mut attribution = c.prepare_cached("INSERT INTO attribution_words (rowid, content) VALUES (?1, ?2)")?;
        each(c, "attribution", "content", &self.attributions, |n, row| {
            attribution.execute(params![n, as_kept(row, 0)?]).map(drop)
        })?;
        let mut claim = c.prepare_cached("INSERT INTO claim_words (rowid, label) VALUES (?1, ?2)")?;
        each(c, "claim", "label", &self.claims, |n, row| claim.execute(params![n, as_kept(row, 0)?]).map(drop))
    }
}

/// Does `put` for those of these rows of a table that are still there and not indexed.
fn each(
    c: &Connection,
    table: &str,
    columns: &str,
    rows: &RefCell<Vec<i64>>,
    mut put: impl FnMut(i64, &Row<'_>) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let sql = format!(
        "SELECT {columns} FROM {table} WHERE n = ?1 AND NOT EXISTS (SELECT 1 FROM {table}_words_docsize WHERE id = ?1)"
    );
    let mut still = c.prepare_cached(&sql)?;
    rows.take().into_iter().try_for_each(|n| still.query_row([n], |row| put(n, row)).optional().map(drop))
}

/// A column, to be bound as it is.
fn as_kept<'r>(row: &'r Row<'_>, column: usize) -> rusqlite::Result<ToSqlOutput<'r>> {
    row.get_ref(column).map(ToSqlOutput::Borrowed)
}
