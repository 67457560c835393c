//! Which articles tell one story, and what was weighed of it.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    ClaimRow, EntityRow, Error, EventRow, OriginRow, PositionRow, SaidRow, Store, Writer,
    captures::{retire, unretire},
};

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

/// When an article was published, as its story tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WeighedDate {
    /// Id of the article.
    pub article: String,
    /// EDTF.
    pub value: Option<String>,
    /// First day, ISO.
    pub first_day: Option<String>,
    /// Last day.
    pub last_day: Option<String>,
}

/// What was weighed of a story, for its rows.
#[derive(Clone, Debug, Default)]
pub struct Weighed {
    /// A title.
    pub title: Option<String>,
    /// When its articles were published, as weighed.
    pub published: Vec<WeighedDate>,
    /// How many outlets.
    pub outlets: usize,
    /// First day of publication, ISO.
    pub first_day: Option<String>,
    /// Last day.
    pub last_day: Option<String>,
    /// Entities. Their `story` is not looked at, here as in the other lists.
    pub entities: Vec<EntityRow>,
    /// For each of them the folded forms of its name.
    pub names: Vec<Vec<String>>,
    /// Who said what.
    pub said: Vec<SaidRow>,
    /// Events.
    pub events: Vec<EventRow>,
    /// Claims.
    pub claims: Vec<ClaimRow>,
    /// Positions.
    pub positions: Vec<PositionRow>,
    /// Origins.
    pub origins: Vec<OriginRow>,
    /// For ids of entities, events and claims the article whose words give them.
    pub known_by: BTreeMap<String, String>,
    /// All of it, packed.
    pub dossier: Vec<u8>,
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

    /// Looks at what each article is compared by, packed, with the article's number, in order of the numbers; those that
    /// don't count are among them.
    ///
    /// # Errors
    /// When the ledger can't be read, or `look` fails.
    pub fn each_signature<E: From<Error>>(&self, mut look: impl FnMut(i64, &[u8]) -> Result<(), E>) -> Result<(), E> {
        let told = |error: rusqlite::Error| Error::of(self.name, &error);
        let sql = "SELECT article, signature FROM signature ORDER BY article";
        let mut statement = self.transaction.prepare_cached(sql).map_err(told)?;
        let mut rows = statement.query([]).map_err(told)?;
        while let Some(row) = rows.next().map_err(told)? {
            let article = row.get(0).map_err(told)?;
            look(article, row.get_ref(1).map_err(told)?.as_blob().unwrap_or_default())?;
        }
        Ok(())
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

    /// Makes the stories those planned. One that is as planned stays with all that was weighed; the others go, and
    /// what their claims were is kept until they are weighed again.
    ///
    /// # Errors
    /// When the ledger can't be written.
    pub fn plan(&self, planned: &[PlannedStory]) -> Result<(), Error> {
        self.ask(|c| {
            let existing = existing(c)?;
            let mut new: BTreeMap<(&str, &str), &PlannedStory> =
                planned.iter().map(|story| ((story.id.as_str(), story.key.as_str()), story)).collect();
            for (id, key, n) in &existing {
                if new.remove(&(id.as_str(), key.as_str())).is_none() {
                    drop_story(c, *n)?;
                }
            }
            for story in new.into_values() {
                c.prepare_cached("INSERT INTO story (id, key, articles) VALUES (?1, ?2, ?3)")?.execute(params![
                    story.id,
                    story.key,
                    story.members.len()
                ])?;
                let n = c.last_insert_rowid();
                let mut join = c.prepare_cached("UPDATE article SET story = ?1 WHERE n = ?2")?;
                story.members.iter().try_for_each(|member| join.execute([n, *member]).map(drop))?;
            }
            Ok(())
        })
    }

    /// Keeps what was weighed of a story. `false` where it has changed meanwhile and nothing was kept.
    ///
    /// # Errors
    /// When the ledger can't be written.
    pub fn keep_weighed(&self, story: &Unweighed, weighed: &Weighed, addition: i64) -> Result<bool, Error> {
        self.ask(|c| {
            let contested = weighed.claims.iter().filter(|claim| claim.status == "contested").count();
            let updated = c
                .prepare_cached(
                    "UPDATE story SET title = ?3, outlets = ?4, origins = ?5, claims = ?6, contested = ?7,
                         first_day = ?8, last_day = ?9, dossier = ?10
                     WHERE n = ?1 AND key = ?2 AND dossier IS NULL",
                )?
                .execute(params![
                    story.n,
                    story.key,
                    weighed.title,
                    weighed.outlets,
                    // What is of unknown origin is never counted as independent.
                    weighed.origins.iter().filter(|origin| origin.basis != "unknown").count(),
                    weighed.claims.len(),
                    contested,
                    weighed.first_day,
                    weighed.last_day,
                    weighed.dossier
                ])?;
            if updated == 0 {
                return Ok(false);
            }
            let dated = "UPDATE article SET published = ?2, first_day = ?3, last_day = ?4 WHERE id = ?1 AND story = ?5";
            let mut dated = c.prepare_cached(dated)?;
            for date in &weighed.published {
                dated.execute(params![date.article, date.value, date.first_day, date.last_day, story.n])?;
            }
            insert_who(c, story.n, weighed, &mut self.unindexed.attributions.borrow_mut())?;
            insert_what(c, story.n, weighed)?;
            insert_claims(c, story.n, weighed, addition, &mut self.unindexed.claims.borrow_mut())?;
            unretire(c, story.n)?;
            Ok(true)
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

/// Deletes a story with all that was weighed of it; what its claims and ids were is kept until they are weighed again.
pub(crate) fn drop_story(c: &Connection, n: i64) -> rusqlite::Result<()> {
    c.prepare_cached(
        "INSERT OR IGNORE INTO former (claim, label, status, since)
         SELECT id, label, status, since FROM claim WHERE story = ?1",
    )?
    .execute([n])?;
    retire(c, n)?;
    c.prepare_cached("DELETE FROM story WHERE n = ?1")?.execute([n]).map(drop)
}

/// Gives also the numbers of the new attributions.
fn insert_who(c: &Connection, story: i64, weighed: &Weighed, new: &mut Vec<i64>) -> rusqlite::Result<()> {
    let mut entity = c.prepare_cached(
        "INSERT INTO entity (story, id, kind, name, aliases, description, mentions, known_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    let mut name = c.prepare_cached("INSERT OR IGNORE INTO name (folded, entity) VALUES (?1, ?2)")?;
    for (row, names) in weighed.entities.iter().zip(&weighed.names) {
        let aliases = serde_json::to_string(&row.aliases).unwrap_or_default();
        entity.execute(params![
            story,
            row.id,
            row.kind,
            row.name,
            aliases,
            row.description,
            row.mentions,
            weighed.known_by.get(&row.id)
        ])?;
        let n = c.last_insert_rowid();
        names.iter().try_for_each(|folded| name.execute(params![folded, n]).map(drop))?;
    }
    let mut said = c.prepare_cached(
        "INSERT INTO attribution (story, id, article, speaker, kind, entity, form, stance, via, start, \"end\", content)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?;
    for row in &weighed.said {
        said.execute(params![
            story,
            row.id,
            row.article,
            row.speaker,
            row.kind,
            row.entity,
            row.form,
            row.stance,
            row.via,
            row.start,
            row.end,
            row.content
        ])?;
        new.push(c.last_insert_rowid());
    }
    Ok(())
}

fn insert_what(c: &Connection, story: i64, weighed: &Weighed) -> rusqlite::Result<()> {
    let mut event = c.prepare_cached(
        "INSERT INTO event (story, id, type, mode, status, when_value, first_day, last_day, place, articles, mentions,
             label, known_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?;
    for row in &weighed.events {
        event.execute(params![
            story,
            row.id,
            row.plover,
            row.mode,
            row.status,
            row.when,
            row.first_day,
            row.last_day,
            row.place,
            row.articles,
            row.mentions,
            row.label,
            weighed.known_by.get(&row.id)
        ])?;
    }
    let mut origin = c.prepare_cached(
        "INSERT INTO origin (story, id, label, basis, articles, positions) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for row in &weighed.origins {
        origin.execute(params![story, row.id, row.label, row.basis, row.articles, row.positions])?;
    }
    Ok(())
}

/// Gives also the numbers of the new claims.
fn insert_claims(
    c: &Connection,
    story: i64,
    weighed: &Weighed,
    addition: i64,
    new: &mut Vec<i64>,
) -> rusqlite::Result<()> {
    let mut former = c.prepare_cached("DELETE FROM former WHERE claim = ?1 RETURNING status, since")?;
    let mut change =
        c.prepare_cached("INSERT INTO change (addition, claim, label, before, after) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    let mut claim = c.prepare_cached(
        "INSERT INTO claim (story, id, event, facet, status, origins, articles, positions, since, label, known_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?;
    for row in &weighed.claims {
        let before: Option<(String, i64)> =
            former.query_row([&row.id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let since = before.as_ref().map_or(addition, |(_, since)| *since);
        if let Some((status, _)) = before.filter(|(status, _)| *status != row.status) {
            change.execute(params![addition, row.id, row.label, status, row.status])?;
        }
        claim.execute(params![
            story,
            row.id,
            row.event,
            row.facet,
            row.status,
            row.origins,
            row.articles,
            row.positions,
            since,
            row.label,
            weighed.known_by.get(&row.id)
        ])?;
        new.push(c.last_insert_rowid());
    }
    let mut position = c.prepare_cached(
        "INSERT INTO position (story, id, claim, stance, value, holder, origin, as_of, article, start, \"end\")
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?;
    for row in &weighed.positions {
        position.execute(params![
            story,
            row.id,
            row.claim,
            row.stance,
            row.value,
            row.holder,
            row.origin,
            row.as_of,
            row.article,
            row.start,
            row.end
        ])?;
    }
    Ok(())
}
