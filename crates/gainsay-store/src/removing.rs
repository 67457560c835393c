//! Taking out what was added: places, sources, and all that was made of them.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use crate::{Error, Store, Writer, sources::drop_stories_of, states};

/// Bytes in which an article was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceOf {
    /// The source.
    pub n: i64,
    /// How many articles were read in it.
    pub articles: usize,
}

impl Store {
    /// Places that are this location or lie below it, those that could not be read included.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn places_below(&self, location: &str) -> Result<Vec<String>, Error> {
        let folder = location.trim_end_matches('/');
        let sql = "SELECT location FROM (SELECT location FROM place UNION SELECT location FROM unreadable)
                   WHERE location = ?1 OR substr(location, 1, length(?2)) = ?2 OR substr(location, 1, length(?3)) = ?3
                   ORDER BY location";
        self.ask(|c| {
            c.prepare_cached(sql)?
                .query_map([location, &format!("{folder}/"), &format!("{folder}#")], |row| row.get(0))?
                .collect()
        })
    }

    /// The sources in which an article was read, by its id.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn sources_of(&self, article: &str) -> Result<Vec<SourceOf>, Error> {
        let sql = "SELECT source, (SELECT count(*) FROM article b WHERE b.source = a.source)
                   FROM article a WHERE id = ?1 GROUP BY source ORDER BY source";
        let row = |row: &rusqlite::Row<'_>| Ok(SourceOf { n: row.get(0)?, articles: row.get(1)? });
        self.ask(|c| c.prepare_cached(sql)?.query_map([article], row)?.collect())
    }
}

impl Writer<'_> {
    /// Takes a place out, and its source with all that was read of it where it lies nowhere else, and what that source's
    /// articles had replaced.
    ///
    /// # Errors
    /// When the ledger can't be written.
    pub fn remove_place(&self, location: &str) -> Result<(), Error> {
        self.ask(|c| {
            c.prepare_cached("DELETE FROM unreadable WHERE location = ?1")?.execute([location])?;
            let source: Option<i64> = c
                .prepare_cached("DELETE FROM place WHERE location = ?1 RETURNING source")?
                .query_row([location], |row| row.get(0))
                .optional()?;
            source.map_or(Ok(()), |source| drop_unless_it_lies(c, source))
        })
    }

    /// Takes a source out with all its places, and what its articles had replaced.
    ///
    /// # Errors
    /// When the ledger can't be written.
    pub fn remove_source(&self, source: i64) -> Result<(), Error> {
        self.ask(|c| {
            c.prepare_cached("DELETE FROM place WHERE source = ?1")?.execute([source])?;
            drop_unless_it_lies(c, source)
        })
    }
}

fn drop_unless_it_lies(c: &Connection, source: i64) -> rusqlite::Result<()> {
    let (mut sources, mut seen) = (vec![source], BTreeSet::new());
    while let Some(source) = sources.pop() {
        let lies = "SELECT EXISTS (SELECT 1 FROM place WHERE source = ?1)";
        if !seen.insert(source) || c.prepare_cached(lies)?.query_row([source], |row| row.get(0))? {
            continue;
        }
        let earlier = "SELECT DISTINCT b.source FROM article a JOIN revision r ON r.new = a.id
                       JOIN article b ON b.id = r.old WHERE a.source = ?1 AND b.source <> ?1";
        let earlier: Vec<i64> =
            c.prepare_cached(earlier)?.query_map([source], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        sources.extend(earlier);
        let touched = states::keys_of(c, source)?;
        drop_stories_of(c, source)?;
        c.prepare_cached("DELETE FROM source WHERE n = ?1")?.execute([source])?;
        states::settle(c, &touched)?;
        touched.iter().try_for_each(|key| leave_no_trace(c, &key.id))?;
    }
    Ok(())
}

/// Deletes words that are kept of an article elsewhere, once there is none of this id any more.
fn leave_no_trace(c: &Connection, article: &str) -> rusqlite::Result<()> {
    let traces = [
        "DELETE FROM withdrawn WHERE (old = ?1 OR new = ?1) AND NOT EXISTS (SELECT 1 FROM article WHERE id = ?1)",
        "DELETE FROM revision WHERE (old = ?1 OR new = ?1) AND NOT EXISTS (SELECT 1 FROM article WHERE id = ?1)",
        "DELETE FROM retired WHERE article = ?1 AND NOT EXISTS (SELECT 1 FROM article WHERE id = ?1)",
    ];
    traces.iter().try_for_each(|sql| c.prepare_cached(sql)?.execute(params![article]).map(drop))
}
