//! Which articles count: those whose source lies somewhere, that nobody hid, of several captures of one address the
//! latest, and of several with the same words one.

use std::{cmp::Ordering, collections::BTreeSet};

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::stories::drop_story;

/// By what the articles are found among which one is to count: the same words, or the same address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) id: String,
    pub(crate) address: Option<String>,
}

/// An article, and what its state should be seen from.
pub(crate) struct Seen {
    n: i64,
    pub(crate) id: String,
    state: String,
    story: Option<i64>,
    pub(crate) lies: bool,
    hidden: bool,
    sha256: String,
    stated: Option<String>,
    location: String,
    record: i64,
}

/// The keys of a source's articles.
pub(crate) fn keys_of(c: &Connection, source: i64) -> rusqlite::Result<Vec<Key>> {
    let row = |row: &Row<'_>| Ok(Key { id: row.get(0)?, address: row.get(1)? });
    c.prepare_cached("SELECT id, address FROM article WHERE source = ?1")?.query_map([source], row)?.collect()
}

/// The key of articles with this id.
pub(crate) fn key_of(c: &Connection, id: &str) -> rusqlite::Result<Key> {
    let sql = "SELECT address FROM article WHERE id = ?1 LIMIT 1";
    let address: Option<Option<String>> = c.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
    Ok(Key { id: id.to_owned(), address: address.flatten() })
}

/// Sets the state of the articles with these keys. One that begins to count is to be compared with all others; the story
/// of one that ceases to goes, and its articles are put into stories anew.
pub(crate) fn settle(c: &Connection, keys: &[Key]) -> rusqlite::Result<()> {
    let keys: BTreeSet<&Key> = keys.iter().collect();
    keys.into_iter().try_for_each(|key| settle_captures(c, &captures(c, key)?))
}

/// All captures of what a key stands for, the earliest first. That order is of what they say and where they lie, never of
/// when they were added.
pub(crate) fn captures(c: &Connection, key: &Key) -> rusqlite::Result<Vec<Seen>> {
    let sql = "SELECT a.n, a.id, a.state, a.story, EXISTS (SELECT 1 FROM place p WHERE p.source = a.source),
                   EXISTS (SELECT 1 FROM hidden h WHERE h.id = a.id), s.sha256, a.stated, a.location, a.record
               FROM article a JOIN source s ON s.n = a.source WHERE a.id = ?1 OR a.address = ?2";
    let row = |row: &Row<'_>| {
        Ok(Seen {
            n: row.get(0)?,
            id: row.get(1)?,
            state: row.get(2)?,
            story: row.get(3)?,
            lies: row.get(4)?,
            hidden: row.get(5)?,
            sha256: row.get(6)?,
            stated: row.get(7)?,
            location: row.get(8)?,
            record: row.get(9)?,
        })
    };
    let mut seen: Vec<Seen> =
        c.prepare_cached(sql)?.query_map(params![key.id, key.address], row)?.collect::<rusqlite::Result<_>>()?;
    seen.sort_by(later);
    Ok(seen)
}

fn later(a: &Seen, b: &Seen) -> Ordering {
    let by_place = || in_order(&a.location, &b.location).then(a.record.cmp(&b.record));
    a.stated.cmp(&b.stated).then_with(by_place).then_with(|| a.sha256.cmp(&b.sha256))
}

/// A part of a name: digits by their number, all else by its text.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Run<'t> {
    Number(u64),
    Text(&'t str),
}

/// Names in order as people count: `day.jsonl#9` comes before `day.jsonl#10`.
fn in_order(a: &str, b: &str) -> Ordering {
    runs(a).cmp(&runs(b)).then_with(|| a.cmp(b))
}

fn runs(name: &str) -> Vec<Run<'_>> {
    let (mut runs, mut rest) = (Vec::new(), name);
    while let Some(first) = rest.chars().next() {
        let is_number = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != is_number).unwrap_or(rest.len());
        let (run, left) = rest.split_at(end);
        runs.push(if is_number { Run::Number(run.parse().unwrap_or(u64::MAX)) } else { Run::Text(run) });
        rest = left;
    }
    runs
}

fn settle_captures(c: &Connection, captures: &[Seen]) -> rusqlite::Result<()> {
    // What somebody hid doesn't bring an earlier capture back.
    let counts = captures.iter().rfind(|one| one.lies).map(|one| one.id.as_str());
    let of_these = captures.iter().filter(|one| one.lies && !one.hidden && Some(one.id.as_str()) == counts);
    let current = of_these.min_by(|a, b| (&a.sha256, a.record).cmp(&(&b.sha256, b.record))).map(|one| one.n);
    for one in captures {
        let state = match (one.lies, one.hidden) {
            (false, _) => "revised",
            (true, true) => "hidden",
            _ if Some(one.id.as_str()) != counts => "revised",
            _ if Some(one.n) != current => "copy",
            _ => "current",
        };
        if state == one.state {
            continue;
        }
        one.story.map_or(Ok(()), |story| drop_story(c, story))?;
        c.prepare_cached("UPDATE article SET state = ?2 WHERE n = ?1")?.execute(params![one.n, state])?;
        c.prepare_cached("UPDATE signature SET compared = 0 WHERE article = ?1")?.execute([one.n])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_in_the_order_in_which_people_count() {
        let mut places =
            ["day.jsonl#10", "day.jsonl#9", "b/2.txt", "b/10.txt", "a/11.txt", "2031-05-04/x", "2031-05-10/x"];
        places.sort_by(|a, b| in_order(a, b));
        assert_eq!(
            places,
            ["2031-05-04/x", "2031-05-10/x", "a/11.txt", "b/2.txt", "b/10.txt", "day.jsonl#9", "day.jsonl#10"]
        );
    }
}
