//! Which articles tell one story, and what was weighed of it.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use rusqlite::{Connection, OptionalExtension, params};

use crate::{Error, Store, Writer, captures::retire};

/// An article with what it is compared by.
#[derive(Clone, Debug)]
pub struct Compared {
    /// Its number.
    pub n: i64,
    /// Its id: articles go by these, so that the order of adding doesn't show.
    pub id: String,
    /// What a story is called whose first article it is.
    pub own_story: String,
    /// Whether it was compared with all others.
    pub compared: bool,
    /// Of all that it was read from.
    pub key: String,
}

/// A story as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedStory {
    /// Its id.
    pub id: String,
    /// Of all that it is weighed from.
    pub key: String,
    /// The numbers of its articles, in order of their ids.
    pub members: Vec<i64>,
}

/// A story to be weighed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unweighed {
    /// Its number.
    pub n: i64,
    /// Its id.
    pub id: String,
    /// Of all that it is weighed from.
    pub key: String,
    /// How many articles it has.
    pub articles: usize,
}

impl Store {
    /// Whether anything waits: articles to be put into stories, or stories to be weighed.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn waits(&self) -> Result<bool, Error> {
        // The plus keeps it from going through all articles that count.
        let sql = "SELECT EXISTS (SELECT 1 FROM article WHERE story IS NULL AND +state = 'current')
                       OR EXISTS (SELECT 1 FROM story WHERE dossier IS NULL) OR EXISTS (SELECT 1 FROM former)";
        self.ask(|c| c.query_row(sql, [], |row| row.get(0)))
    }

    /// Stories to be weighed.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn unweighed(&self) -> Result<Vec<Unweighed>, Error> {
        self.ask(unweighed)
    }

    /// The readings of a story's articles as packed, in order of their places.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn readings_of_story(&self, story: i64) -> Result<Vec<Vec<u8>>, Error> {
        self.ask(|c| readings_of_story(c, story))
    }

    /// The readings of all articles that are in a story as packed, with the story's number, in order of their places.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn readings(&self) -> Result<Vec<(i64, Vec<u8>)>, Error> {
        let sql = "SELECT a.story, r.reading FROM reading r JOIN article a ON a.n = r.article
                   WHERE a.story IS NOT NULL ORDER BY a.location, a.record, a.id";
        self.ask(|c| c.prepare_cached(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())
    }

    /// What was weighed of a story, packed; `None` where there is no such story or it waits to be weighed.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn dossier(&self, story: &str) -> Result<Option<Vec<u8>>, Error> {
        let sql = "SELECT dossier FROM story WHERE id = ?1";
        self.ask(|c| c.prepare_cached(sql)?.query_row([story], |row| row.get(0)).optional()).map(Option::flatten)
    }

    /// The ids of all weighed stories, in order of the ids.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn story_ids(&self) -> Result<Vec<String>, Error> {
        let sql = "SELECT id FROM story WHERE dossier IS NOT NULL ORDER BY id";
        self.ask(|c| c.prepare_cached(sql)?.query_map([], |row| row.get(0))?.collect())
    }
}

impl Store {
    /// Turns the pages that planning will ask for, so that they lie in memory then. Meant for a moment when the
    /// processor has nothing else to do.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn turn_pages(&self) -> Result<(), Error> {
        let sql = "SELECT (SELECT total(length(signature)) FROM signature),
                       (SELECT count(own_story) FROM article INDEXED BY article_plan WHERE state = 'current'),
                       (SELECT count(key) FROM signature INDEXED BY signature_plan),
                       (SELECT total(likeness) FROM pair INDEXED BY pair_alike WHERE likeness >= 0.2)";
        self.ask(|c| c.query_row(sql, [], |_| Ok(())))
    }
}

impl Writer<'_> {
    /// Stories to be weighed.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn unweighed(&self) -> Result<Vec<Unweighed>, Error> {
        self.ask(unweighed)
    }

    /// The readings of a story's articles as packed, in order of their places.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn readings_of_story(&self, story: i64) -> Result<Vec<Vec<u8>>, Error> {
        self.ask(|c| readings_of_story(c, story))
    }

    /// All current articles in order of their ids.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn compared(&self) -> Result<Vec<Compared>, Error> {
        let sql = "SELECT a.n, a.id, s.compared, s.key, a.own_story
                   FROM article a INDEXED BY article_plan JOIN signature s INDEXED BY signature_plan ON s.article = a.n
                   WHERE a.state = 'current' ORDER BY a.id";
        self.ask(|c| {
            let row = |row: &rusqlite::Row<'_>| {
                Ok(Compared {
                    n: row.get(0)?,
                    id: row.get(1)?,
                    compared: row.get(2)?,
                    key: row.get(3)?,
                    own_story: row.get(4)?,
                })
            };
            c.prepare_cached(sql)?.query_map([], row)?.collect()
        })
    }

    /// What each article is compared by, packed, after the article's number, in order of the numbers and so many at a
    /// time; those that don't count are among them.
    ///
    /// # Errors
    /// When the ledger can't be read, or `look` fails.
    pub fn each_signature<E: From<Error>>(
        &self,
        at_a_time: usize,
        mut look: impl FnMut(Vec<(i64, Vec<u8>)>) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = "SELECT article, signature FROM signature WHERE article > ?1 ORDER BY article LIMIT ?2";
        let mut last = i64::MIN;
        loop {
            let some: Vec<(i64, Vec<u8>)> = self.ask(|c| {
                let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
                c.prepare_cached(sql)?.query_map(params![last, at_a_time], row)?.collect()
            })?;
            let Some((end, _)) = some.last() else { return Ok(()) };
            last = *end;
            look(some)?;
        }
    }

    /// What an article is compared by, packed.
    ///
    /// # Errors
    /// When the ledger can't be read, or there is no such article.
    pub fn signature(&self, article: i64) -> Result<Vec<u8>, Error> {
        let sql = "SELECT signature FROM signature WHERE article = ?1";
        self.ask(|c| c.prepare_cached(sql)?.query_row([article], |row| row.get(0)))
    }

    /// The pairs of articles at least so much alike, by number.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn pairs(&self, least: f64) -> Result<Vec<(i64, i64, f64)>, Error> {
        // The second condition is that of an index of few pairs, which SQLite can't see in the first.
        let few = if least >= 0.2 { "AND likeness >= 0.2" } else { "" };
        let sql = format!("SELECT first, second, likeness FROM pair WHERE likeness >= ?1 {few} ORDER BY first, second");
        let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        self.ask(|c| c.prepare_cached(&sql)?.query_map([least], row)?.collect())
    }

    /// Keeps pairs of articles, by number, and says that these articles were compared with all others.
    ///
    /// # Errors
    /// When the ledger can't be written.
    pub fn keep_pairs(&self, pairs: &[(i64, i64, f64)], compared: &[i64]) -> Result<(), Error> {
        self.ask(|c| {
            let mut insert =
                c.prepare_cached("INSERT OR REPLACE INTO pair (first, second, likeness) VALUES (?1, ?2, ?3)")?;
            for &(a, b, likeness) in pairs {
                insert.execute(params![a.min(b), a.max(b), likeness])?;
            }
            let mut mark = c.prepare_cached("UPDATE signature SET compared = 1 WHERE article = ?1")?;
            compared.iter().try_for_each(|article| mark.execute([article]).map(drop))
        })
    }

    /// Makes the stories those planned. One that is as planned stays with all that was weighed. Of the others each goes,
    /// and what its claims were is kept until all are weighed; or else one that is planned takes its place with its rows,
    /// which are brought up to date when it is weighed.
    ///
    /// Gives whether no more than `few` articles wait to be weighed. The caller then weighs them before this is
    /// committed: until that is done, rows may be of articles that are in another story now.
    ///
    /// # Errors
    /// When the ledger can't be written.
    pub fn plan(&self, planned: &[PlannedStory], few: usize) -> Result<bool, Error> {
        self.ask(|c| {
            let existing = existing(c)?;
            let there: BTreeSet<(&str, &str)> = existing.iter().map(|(id, key, _)| (&**id, &**key)).collect();
            let wanted: BTreeSet<(&str, &str)> = planned.iter().map(|story| (&*story.id, &*story.key)).collect();
            let is_old = |(id, key, _): &&(String, String, i64)| !wanted.contains(&(&**id, &**key));
            let old: Vec<i64> = existing.iter().filter(is_old).map(|(_, _, n)| *n).collect();
            let new: Vec<&PlannedStory> =
                planned.iter().filter(|story| !there.contains(&(&*story.id, &*story.key))).collect();
            let waiting: usize = unweighed(c)?.iter().map(|story| story.articles).sum();
            let at_once = waiting + new.iter().map(|story| story.members.len()).sum::<usize>() <= few;
            let heirs = heirs(c, &old, &new, at_once)?;
            let taken: BTreeSet<i64> = heirs.iter().flatten().copied().collect();
            for n in old {
                if taken.contains(&n) { vacate(c, n)? } else { drop_story(c, n)? }
            }
            new.iter().zip(heirs).try_for_each(|(story, heir_of)| set_up(c, story, heir_of))?;
            Ok(at_once)
        })
    }

    /// Once all stories are weighed: claims that none of them makes any more are noted as gone.
    ///
    /// # Errors
    /// When the ledger can't be written.
    pub fn settle_former(&self, addition: i64) -> Result<(), Error> {
        self.ask(|c| {
            c.execute(
                "INSERT INTO change (addition, claim, label, before, after)
                 SELECT ?1, claim, label, status, NULL FROM former
                 WHERE NOT EXISTS (SELECT 1 FROM story WHERE dossier IS NULL)
                   AND NOT EXISTS (SELECT 1 FROM claim WHERE claim.id = former.claim)",
                [addition],
            )?;
            c.execute("DELETE FROM former WHERE NOT EXISTS (SELECT 1 FROM story WHERE dossier IS NULL)", []).map(drop)
        })
    }

    /// Says that words a claim rested on were withdrawn.
    ///
    /// # Errors
    /// When the ledger can't be written.
    pub fn keep_withdrawn(
        &self,
        (old, new): (&str, &str),
        (claim, label): (&str, &str),
        (value, exact): (&str, &str),
        addition: i64,
    ) -> Result<(), Error> {
        self.ask(|c| {
            c.prepare_cached(
                "INSERT OR IGNORE INTO withdrawn (old, new, claim, label, value, exact, addition)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![old, new, claim, label, value, exact, addition])
            .map(drop)
        })
    }
}

/// The longest first: those that are weighed side by side then take about as long.
fn unweighed(c: &Connection) -> rusqlite::Result<Vec<Unweighed>> {
    let sql = "SELECT n, id, key, articles FROM story WHERE dossier IS NULL ORDER BY articles DESC, n";
    let row = |row: &rusqlite::Row<'_>| {
        Ok(Unweighed { n: row.get(0)?, id: row.get(1)?, key: row.get(2)?, articles: row.get(3)? })
    };
    c.prepare_cached(sql)?.query_map([], row)?.collect()
}

/// In order of their places: as they are when all is read at once.
fn readings_of_story(c: &Connection, story: i64) -> rusqlite::Result<Vec<Vec<u8>>> {
    let sql = "SELECT r.reading FROM reading r JOIN article a ON a.n = r.article WHERE a.story = ?1
               ORDER BY a.location, a.record, a.id";
    c.prepare_cached(sql)?.query_map([story], |row| row.get(0))?.collect()
}

/// All stories: id, key and number.
fn existing(c: &Connection) -> rusqlite::Result<Vec<(String, String, i64)>> {
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    c.prepare_cached("SELECT id, key, n FROM story INDEXED BY story_plan ORDER BY id")?.query_map([], row)?.collect()
}

/// For each of these planned stories the one whose place it takes: with which it shares most articles. Unless all is done
/// at once it takes that of none from which an article has gone elsewhere, whose rows would be wrong until then.
fn heirs(c: &Connection, old: &[i64], new: &[&PlannedStory], at_once: bool) -> rusqlite::Result<Vec<Option<i64>>> {
    let planned_of: BTreeMap<i64, usize> =
        new.iter().enumerate().flat_map(|(at, story)| story.members.iter().map(move |member| (*member, at))).collect();
    let mut articles = c.prepare_cached("SELECT n FROM article WHERE story = ?1")?;
    let mut shared: Vec<(usize, i64, usize)> = Vec::new();
    for n in old {
        let articles: Vec<i64> = articles.query_map([n], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        articles.iter().filter_map(|one| planned_of.get(one)).for_each(|at| *counts.entry(*at).or_default() += 1);
        let may_take = |count: &usize| at_once || *count == articles.len();
        shared.extend(counts.into_iter().filter(|(_, count)| may_take(count)).map(|(at, count)| (count, *n, at)));
    }
    shared.sort_by_key(|(count, n, at)| (Reverse(*count), *n, *at));
    let (mut heirs, mut taken) = (vec![None; new.len()], BTreeSet::new());
    for (_, n, at) in shared {
        if heirs[at].is_none() && taken.insert(n) {
            heirs[at] = Some(n);
        }
    }
    Ok(heirs)
}

/// Makes the place of a story free for another, which may be called as a third one was.
fn vacate(c: &Connection, n: i64) -> rusqlite::Result<()> {
    keep_claims(c, n)?;
    c.prepare_cached("UPDATE story SET id = '~' || n, dossier = NULL WHERE n = ?1")?.execute([n]).map(drop)
}

/// Sets up a planned story, to be weighed, in the place of another if it takes one.
fn set_up(c: &Connection, story: &PlannedStory, heir_of: Option<i64>) -> rusqlite::Result<()> {
    let articles = story.members.len();
    let n = match heir_of {
        Some(n) => {
            c.prepare_cached("UPDATE story SET id = ?2, key = ?3, articles = ?4 WHERE n = ?1")?
                .execute(params![n, story.id, story.key, articles])?;
            n
        }
        None => {
            c.prepare_cached("INSERT INTO story (id, key, articles) VALUES (?1, ?2, ?3)")?
                .execute(params![story.id, story.key, articles])?;
            c.last_insert_rowid()
        }
    };
    // Those that are in it are left alone: each row of an article is a long one.
    let mut join = c.prepare_cached("UPDATE article SET story = ?1 WHERE n = ?2 AND story IS NOT ?1")?;
    story.members.iter().try_for_each(|member| join.execute([n, *member]).map(drop))
}

/// Deletes a story with all that was weighed of it; what its claims and ids were is kept until they are weighed again.
pub(crate) fn drop_story(c: &Connection, n: i64) -> rusqlite::Result<()> {
    keep_claims(c, n)?;
    retire(c, n)?;
    c.prepare_cached("DELETE FROM story WHERE n = ?1")?.execute([n]).map(drop)
}

/// Notes what the claims of a story were, until all stories are weighed.
fn keep_claims(c: &Connection, story: i64) -> rusqlite::Result<()> {
    c.prepare_cached(
        "INSERT OR IGNORE INTO former (claim, label, status, since)
         SELECT id, label, status, since FROM claim WHERE story = ?1",
    )?
    .execute([story])
    .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A ledger with these stories, by id and articles.
    fn ledger(stories: &[(&str, &[i64])]) -> Store {
        let mut store = Store::in_memory().expect("a ledger");
        let articles = "INSERT INTO article (n, id, source, record, addition, own_story, location, authors, text)
                        VALUES (?1, 'a' || ?1, 1, ?1, 1, 'st' || ?1, 'x', '[]', 'Words.')";
        store
            .ask(|c| {
                c.execute("INSERT INTO source (n, sha256, bytes) VALUES (1, 'h', x'00')", [])?;
                (1..=9).try_for_each(|n| c.execute(articles, [n]).map(drop))
            })
            .expect("articles");
        plan(&mut store, stories, "weighed", 100);
        store.ask(|c| c.execute("UPDATE story SET dossier = x'00'", [])).expect("weighed");
        store
    }

    /// Plans these stories; gives the number of each.
    fn plan(store: &mut Store, stories: &[(&str, &[i64])], key: &str, few: usize) -> Vec<i64> {
        let planned: Vec<PlannedStory> = stories
            .iter()
            .map(|(id, members)| PlannedStory {
                id: (*id).to_owned(),
                key: format!("{key} {members:?}"),
                members: members.to_vec(),
            })
            .collect();
        store.write(|writer| writer.plan(&planned, few)).expect("planned");
        let number = "SELECT n FROM story WHERE id = ?1";
        let numbers = stories.iter().map(|(id, _)| store.ask(|c| c.query_row(number, [id], |row| row.get(0))));
        numbers.collect::<Result<_, _>>().expect("numbers")
    }

    #[test]
    fn a_story_takes_the_place_of_the_one_with_which_it_shares_most() {
        let stories: [(&str, &[i64]); 2] = [("st1", &[1, 2, 3]), ("st4", &[4, 5])];
        let mut store = ledger(&stories);
        // What is as it was is left alone.
        assert_eq!(plan(&mut store, &stories, "weighed", 100), [1, 2]);
        assert!(!store.waits().expect("asked"));
        // One grows and is called otherwise, from the other an article goes away.
        assert_eq!(plan(&mut store, &[("st6", &[1, 2, 3, 4, 6]), ("st5", &[5])], "weighed", 100), [1, 2]);
        // The ids change places.
        assert_eq!(plan(&mut store, &[("st5", &[1, 2, 3, 4]), ("st6", &[5, 6])], "again", 100), [1, 2]);
    }

    #[test]
    fn among_many_a_story_that_lost_an_article_goes_at_once() {
        let mut store = ledger(&[("st1", &[1, 2, 3]), ("st4", &[4, 5])]);
        // The first is made anew, the other lost nothing.
        assert_eq!(plan(&mut store, &[("st1", &[1, 2]), ("st4", &[3, 4, 5])], "weighed", 4), [3, 2]);
    }
}
