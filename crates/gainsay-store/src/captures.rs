//! Captures: articles that replaced others, because a file changed or because a later capture of the same address came;
//! and ids that were given once and are no more.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    Error, Store, Writer,
    states::{self, Key},
};

/// An article's id and text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// An id that was given once and is no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetiredRow {
    /// `entity`, `event` or `claim`.
    pub kind: String,
    /// What it was called.
    pub label: String,
    /// The article whose words gave the id.
    pub article: String,
}

fn text(c: &Connection, article: &str) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT text FROM article WHERE id = ?1 LIMIT 1";
    c.prepare_cached(sql)?.query_row([article], |row| row.get(0)).optional()
}

impl Store {
    /// The text of an article, current or not.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn text(&self, article: &str) -> Result<Option<String>, Error> {
        self.ask(|c| text(c, article))
    }

    /// What had this id once, where nothing has it now.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn retired(&self, id: &str) -> Result<Option<RetiredRow>, Error> {
        let sql = "SELECT kind, label, article FROM retired WHERE id = ?1";
        let row =
            |row: &rusqlite::Row<'_>| Ok(RetiredRow { kind: row.get(0)?, label: row.get(1)?, article: row.get(2)? });
        self.ask(|c| c.prepare_cached(sql)?.query_row([id], row).optional())
    }

    /// The article that replaced the one of this id, or of this id's own story, the latest of them; `None` where none did.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn replaced_by(&self, id: &str) -> Result<Option<String>, Error> {
        let next = "SELECT r.new FROM revision r JOIN article a ON a.id = r.old
                    WHERE (a.id = ?1 OR a.own_story = ?1) AND r.new <> ?1 ORDER BY r.addition DESC, r.new LIMIT 1";
        self.ask(|c| {
            let (mut seen, mut latest) = (BTreeSet::from([id.to_owned()]), None);
            let mut at = id.to_owned();
            while let Some(new) = c.prepare_cached(next)?.query_row([&at], |row| row.get::<_, String>(0)).optional()? {
                // Words that came back were replaced by those that had replaced them.
                if !seen.insert(new.clone()) {
                    break;
                }
                latest = Some(new.clone());
                at = new;
            }
            Ok(latest)
        })
    }
}

impl Writer<'_> {
    /// The articles of a source, in their order.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn texts(&self, source: i64) -> Result<Vec<Capture>, Error> {
        let sql = "SELECT id, text FROM article WHERE source = ?1 ORDER BY record";
        let row = |row: &rusqlite::Row<'_>| Ok(Capture { id: row.get(0)?, text: row.get(1)? });
        self.ask(|c| c.prepare_cached(sql)?.query_map([source], row)?.collect())
    }

    /// The ids of all articles that lie somewhere and share an address with one of a source's, for each address, the
    /// earliest first; addresses with one article alone are left out.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn captures(&self, source: i64) -> Result<Vec<Vec<String>>, Error> {
        self.ask(|c| {
            let keys: BTreeSet<Key> = states::keys_of(c, source)?.into_iter().collect();
            let mut all = BTreeSet::new();
            for key in keys.iter().filter(|key| key.address.is_some()) {
                let mut ids: Vec<String> = Vec::new();
                for one in states::captures(c, key)?.into_iter().filter(|one| one.lies) {
                    // One that lies at several places is as late as the last of them.
                    ids.retain(|id| *id != one.id);
                    ids.push(one.id);
                }
                all.insert(ids);
            }
            Ok(all.into_iter().filter(|ids| ids.len() > 1).collect())
        })
    }

    /// The ids of articles of other sources that count and share an address with one of this source's.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn counting_beside(&self, source: i64) -> Result<Vec<String>, Error> {
        // The plus and the order of the join keep it from going through all articles that count.
        let sql = "SELECT DISTINCT b.id FROM article a CROSS JOIN article b ON b.address = a.address
                   WHERE a.source = ?1 AND b.source <> ?1 AND +b.state = 'current' ORDER BY b.id";
        self.ask(|c| c.prepare_cached(sql)?.query_map([source], |row| row.get(0))?.collect())
    }

    /// The text of an article, current or not.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn text(&self, article: &str) -> Result<Option<String>, Error> {
        self.ask(|c| text(c, article))
    }

    /// What was weighed of the story that an article stands in, packed.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn dossier_of_article(&self, article: &str) -> Result<Option<Vec<u8>>, Error> {
        let sql = "SELECT s.dossier FROM article a JOIN story s ON s.n = a.story WHERE a.id = ?1";
        let found = self.ask(|c| c.prepare_cached(sql)?.query_row([article], |row| row.get(0)).optional())?;
        Ok(found.flatten())
    }

    /// Whether it is known that one article replaced another.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn has_revision(&self, old: &str, new: &str) -> Result<bool, Error> {
        let sql = "SELECT EXISTS (SELECT 1 FROM revision WHERE old = ?1 AND new = ?2)";
        self.ask(|c| c.prepare_cached(sql)?.query_row([old, new], |row| row.get(0)))
    }

    /// Says that one article replaced another, with the packed changes.
    ///
    /// # Errors
    /// When the ledger can't be written.
    pub fn keep_revision(&self, old: &str, new: &str, changes: &[u8], addition: i64) -> Result<(), Error> {
        self.ask(|c| {
            c.prepare_cached("INSERT OR REPLACE INTO revision (old, new, addition, changes) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![old, new, addition, changes])
                .map(drop)
        })
    }

    /// Forgets that of these captures, the earliest first, one replaced another that another stands between.
    ///
    /// # Errors
    /// When the ledger can't be written.
    pub fn keep_neighbours(&self, captures: &[String]) -> Result<(), Error> {
        self.ask(|c| {
            let mut drop_pair = c.prepare_cached("DELETE FROM revision WHERE old = ?1 AND new = ?2")?;
            for (at, old) in captures.iter().enumerate() {
                for (other, new) in captures.iter().enumerate().filter(|(other, _)| *other != at + 1) {
                    if at != other {
                        drop_pair.execute([old, new])?;
                    }
                }
            }
            Ok(())
        })
    }
}

/// Keeps the ids of a story that goes, until they are given again.
pub(crate) fn retire(c: &Connection, story: i64) -> rusqlite::Result<()> {
    c.prepare_cached(
        "INSERT OR REPLACE INTO retired (id, kind, label, article)
         SELECT id, 'claim', label, known_by FROM claim WHERE story = ?1 AND known_by IS NOT NULL
         UNION ALL SELECT id, 'event', label, known_by FROM event WHERE story = ?1 AND known_by IS NOT NULL
         UNION ALL SELECT id, 'entity', name, known_by FROM entity WHERE story = ?1 AND known_by IS NOT NULL",
    )?
    .execute([story])
    .map(drop)
}
