//! Which articles count: those whose source lies somewhere, that nobody hid, and of several with the same words one.

use rusqlite::{Connection, params};

use crate::stories::drop_story;

/// An article, and what its state should be seen from.
struct Seen {
    n: i64,
    state: String,
    story: Option<i64>,
    lies: bool,
    hidden: bool,
}

/// Sets the state of the articles with these ids. One that begins to count is to be compared with all others; the story
/// of one that ceases to goes, and its articles are put into stories anew.
pub(crate) fn settle<T: AsRef<str>>(c: &Connection, ids: &[T]) -> rusqlite::Result<()> {
    ids.iter().try_for_each(|id| settle_one(c, id.as_ref()))
}

/// The ids of a source's articles.
pub(crate) fn ids_of(c: &Connection, source: i64) -> rusqlite::Result<Vec<String>> {
    c.prepare_cached("SELECT id FROM article WHERE source = ?1")?.query_map([source], |row| row.get(0))?.collect()
}

fn settle_one(c: &Connection, id: &str) -> rusqlite::Result<()> {
    let sql = "SELECT a.n, a.state, a.story, EXISTS (SELECT 1 FROM place p WHERE p.source = a.source),
                   EXISTS (SELECT 1 FROM hidden h WHERE h.id = a.id)
               FROM article a JOIN source s ON s.n = a.source WHERE a.id = ?1 ORDER BY s.sha256, a.record";
    let row = |row: &rusqlite::Row<'_>| {
        Ok(Seen { n: row.get(0)?, state: row.get(1)?, story: row.get(2)?, lies: row.get(3)?, hidden: row.get(4)? })
    };
    let seen: Vec<Seen> = c.prepare_cached(sql)?.query_map([id], row)?.collect::<rusqlite::Result<_>>()?;
    let mut is_taken = false;
    for article in seen {
        let state = match (article.lies, article.hidden, is_taken) {
            (false, ..) => "revised",
            (_, true, _) => "hidden",
            (_, _, true) => "copy",
            _ => "current",
        };
        is_taken |= state == "current";
        if state == article.state {
            continue;
        }
        article.story.map_or(Ok(()), |story| drop_story(c, story))?;
        c.prepare_cached("UPDATE article SET state = ?2 WHERE n = ?1")?.execute(params![article.n, state])?;
        c.prepare_cached("UPDATE signature SET compared = 0 WHERE article = ?1")?.execute([article.n])?;
    }
    Ok(())
}
