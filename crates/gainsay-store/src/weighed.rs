//! What was weighed of a story, and its rows.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    ClaimRow, EntityRow, Error, EventRow, OriginRow, PositionRow, SaidRow, Unweighed, Writer,
    same_rows::{Put, Rows, Table},
};

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

const ENTITIES: Table = Table {
    name: "entity",
    columns: &["id", "kind", "name", "aliases", "description", "mentions", "known_by"],
    words: None,
    retired_as: Some(("entity", "name")),
};

const SAID: Table = Table {
    name: "attribution",
    columns: &["id", "article", "speaker", "kind", "entity", "form", "stance", "via", "start", "end", "content"],
    words: Some("content"),
    retired_as: None,
};

const EVENTS: Table = Table {
    name: "event",
    columns: &[
        "id",
        "type",
        "mode",
        "status",
        "when_value",
        "first_day",
        "last_day",
        "place",
        "articles",
        "mentions",
        "label",
        "known_by",
    ],
    words: None,
    retired_as: Some(("event", "label")),
};

const ORIGINS: Table = Table {
    name: "origin",
    columns: &["id", "label", "basis", "articles", "positions"],
    words: None,
    retired_as: None,
};

pub(crate) const CLAIMS: Table = Table {
    name: "claim",
    columns: &["id", "event", "facet", "status", "origins", "articles", "positions", "since", "label", "known_by"],
    words: Some("label"),
    retired_as: Some(("claim", "label")),
};

const POSITIONS: Table = Table {
    name: "position",
    columns: &["id", "claim", "stance", "value", "holder", "origin", "as_of", "article", "start", "end"],
    words: None,
    retired_as: None,
};

impl Writer<'_> {
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
            keep_dates(c, story.n, weighed)?;
            keep_entities(c, story.n, weighed)?;
            keep_said(c, story.n, weighed, &mut self.unindexed.attributions.borrow_mut())?;
            keep_events(c, story.n, weighed)?;
            keep_origins(c, story.n, weighed)?;
            keep_claims(c, story.n, weighed, addition, &mut self.unindexed.claims.borrow_mut())?;
            keep_positions(c, story.n, weighed)?;
            Ok(true)
        })
    }
}

/// Only where one is another: the rows of articles are long.
fn keep_dates(c: &Connection, story: i64, weighed: &Weighed) -> rusqlite::Result<()> {
    let mut dated = c.prepare_cached(
        "UPDATE article SET published = ?2, first_day = ?3, last_day = ?4 WHERE id = ?1 AND story = ?5
         AND (published IS NOT ?2 OR first_day IS NOT ?3 OR last_day IS NOT ?4)",
    )?;
    weighed.published.iter().try_for_each(|date| {
        dated.execute(params![date.article, date.value, date.first_day, date.last_day, story]).map(drop)
    })
}

fn keep_entities(c: &Connection, story: i64, weighed: &Weighed) -> rusqlite::Result<()> {
    let mut rows = Rows::of(c, &ENTITIES, story)?;
    for (row, names) in weighed.entities.iter().zip(&weighed.names) {
        let aliases = serde_json::to_string(&row.aliases).unwrap_or_default();
        let put = rows.put(params![
            row.id,
            row.kind,
            row.name,
            aliases,
            row.description,
            row.mentions,
            weighed.known_by.get(&row.id)
        ])?;
        let (Put::New(n) | Put::Altered(n)) = put else { continue };
        // Its names hang on its aliases.
        if put == Put::Altered(n) {
            c.prepare_cached("DELETE FROM name WHERE entity = ?1")?.execute([n])?;
        }
        let mut name = c.prepare_cached("INSERT OR IGNORE INTO name (folded, entity) VALUES (?1, ?2)")?;
        names.iter().try_for_each(|folded| name.execute(params![folded, n]).map(drop))?;
    }
    rows.drop_others()
}

/// Gives also the numbers of the new attributions.
fn keep_said(c: &Connection, story: i64, weighed: &Weighed, new: &mut Vec<i64>) -> rusqlite::Result<()> {
    let mut rows = Rows::of(c, &SAID, story)?;
    for row in &weighed.said {
        let put = rows.put(params![
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
        new.extend(put.number_of_new());
    }
    rows.drop_others()
}

fn keep_events(c: &Connection, story: i64, weighed: &Weighed) -> rusqlite::Result<()> {
    let mut rows = Rows::of(c, &EVENTS, story)?;
    for row in &weighed.events {
        rows.put(params![
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
    rows.drop_others()
}

fn keep_origins(c: &Connection, story: i64, weighed: &Weighed) -> rusqlite::Result<()> {
    let mut rows = Rows::of(c, &ORIGINS, story)?;
    for row in &weighed.origins {
        rows.put(params![row.id, row.label, row.basis, row.articles, row.positions])?;
    }
    rows.drop_others()
}

/// Gives also the numbers of the new claims; notes how the status of one has changed.
fn keep_claims(
    c: &Connection,
    story: i64,
    weighed: &Weighed,
    addition: i64,
    new: &mut Vec<i64>,
) -> rusqlite::Result<()> {
    let mut rows = Rows::of(c, &CLAIMS, story)?;
    let mut former = c.prepare_cached("DELETE FROM former WHERE claim = ?1 RETURNING status, since")?;
    let mut change =
        c.prepare_cached("INSERT INTO change (addition, claim, label, before, after) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for row in &weighed.claims {
        let before: Option<(String, i64)> =
            former.query_row([&row.id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let since = before.as_ref().map_or(addition, |(_, since)| *since);
        if let Some((status, _)) = before.filter(|(status, _)| *status != row.status) {
            change.execute(params![addition, row.id, row.label, status, row.status])?;
        }
        let put = rows.put(params![
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
        new.extend(put.number_of_new());
    }
    rows.drop_others()
}

fn keep_positions(c: &Connection, story: i64, weighed: &Weighed) -> rusqlite::Result<()> {
    let mut rows = Rows::of(c, &POSITIONS, story)?;
    for row in &weighed.positions {
        rows.put(params![
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
    rows.drop_others()
}
