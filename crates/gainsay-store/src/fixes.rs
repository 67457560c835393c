//! What people decided: kept in order, taken back by number, never deleted.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{Error, FixRow, Store, Writer, states};

const COLUMNS: &str = "n, at, who, why, what, said, undone_at, undone_by, problem";

fn of(row: &Row<'_>) -> rusqlite::Result<FixRow> {
    Ok(FixRow {
        n: row.get(0)?,
        at: row.get(1)?,
        who: row.get(2)?,
        why: row.get(3)?,
        what: row.get(4)?,
        said: row.get(5)?,
        undone_at: row.get(6)?,
        undone_by: row.get(7)?,
        problem: row.get(8)?,
    })
}

/// A decision to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewFix<'a> {
    /// By whom.
    pub who: &'a str,
    /// Why.
    pub why: &'a str,
    /// What, as JSON.
    pub what: &'a str,
    /// What, in words.
    pub said: &'a str,
}

fn in_force(c: &Connection) -> rusqlite::Result<Vec<(i64, String)>> {
    c.prepare_cached("SELECT n, what FROM fix WHERE undone_at IS NULL ORDER BY n")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

impl Store {
    /// All decisions in order, those taken back included.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn fixes(&self) -> Result<Vec<FixRow>, Error> {
        self.ask(|c| c.prepare_cached(&format!("SELECT {COLUMNS} FROM fix ORDER BY n"))?.query_map([], of)?.collect())
    }

    /// Decisions in force: numbers, and what was decided, in order.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn fixes_in_force(&self) -> Result<Vec<(i64, String)>, Error> {
        self.ask(in_force)
    }

    /// One decision.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn fix(&self, n: i64) -> Result<Option<FixRow>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM fix WHERE n = ?1");
        self.ask(|c| c.prepare_cached(&sql)?.query_row([n], of).optional())
    }
}

impl Writer<'_> {
    /// Decisions in force: numbers, and what was decided, in order.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn fixes_in_force(&self) -> Result<Vec<(i64, String)>, Error> {
        self.ask(in_force)
    }

    /// The ids of hidden articles that are there.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn hidden(&self) -> Result<BTreeSet<String>, Error> {
        self.ask(|c| {
            c.prepare_cached("SELECT id FROM article WHERE state = 'hidden'")?
                .query_map([], |row| row.get(0))?
                .collect()
        })
    }

    /// Keeps a decision and gives its number.
    ///
    /// # Errors
    /// When the ledger can't be written.
    pub fn keep_fix(&self, fix: NewFix<'_>, now: &str) -> Result<i64, Error> {
        self.ask(|c| {
            c.execute(
                "INSERT INTO fix (at, who, why, what, said) VALUES (?1, ?2, ?3, ?4, ?5)",
                [now, fix.who, fix.why, fix.what, fix.said],
            )?;
            Ok(c.last_insert_rowid())
        })
    }

    /// Takes a decision back. `false` where there is none of this number in force.
    ///
    /// # Errors
    /// When the ledger can't be written.
    pub fn undo_fix(&self, n: i64, who: &str, now: &str) -> Result<bool, Error> {
        let sql = "UPDATE fix SET undone_at = ?2, undone_by = ?3, problem = NULL WHERE n = ?1 AND undone_at IS NULL";
        self.ask(|c| c.execute(sql, params![n, now, who]).map(|changed| changed == 1))
    }

    /// Says why a decision fits nothing, or that it fits.
    ///
    /// # Errors
    /// When the ledger can't be written.
    pub fn keep_fix_problem(&self, n: i64, problem: Option<&str>) -> Result<(), Error> {
        let sql = "UPDATE fix SET problem = ?2 WHERE n = ?1 AND problem IS NOT ?2";
        self.ask(|c| c.prepare_cached(sql)?.execute(params![n, problem]).map(drop))
    }

    /// Sets which of the articles are hidden: these and no others.
    ///
    /// # Errors
    /// When the ledger can't be written.
    pub fn hide(&self, articles: &[String]) -> Result<(), Error> {
        self.ask(|c| {
            let before: Vec<String> = c
                .prepare_cached("SELECT id FROM hidden")?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            c.execute("DELETE FROM hidden", [])?;
            let mut hide = c.prepare_cached("INSERT OR IGNORE INTO hidden (id) VALUES (?1)")?;
            articles.iter().try_for_each(|id| hide.execute([id]).map(drop))?;
            let touched = before.iter().chain(articles).map(|id| states::key_of(c, id));
            states::settle(c, &touched.collect::<rusqlite::Result<Vec<_>>>()?)
        })
    }
}
