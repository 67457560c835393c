//! Questions: lists in a fixed order, a part at a time.

use rusqlite::{OptionalExtension, Row, types::Value};

use crate::{
    ArticleRow, ClaimRow, Counts, EntityRow, Error, EventRow, Page, PositionRow, SaidRow, Store, StoryRow, rows::list,
};

/// Which claims are asked for; a field that is `None` asks for any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimFilter {
    /// Of this status.
    pub status: Option<String>,
    /// Of this story.
    pub story: Option<String>,
    /// With this facet.
    pub facet: Option<String>,
    /// First made by an addition after this one.
    pub since: Option<i64>,
    /// With this id.
    pub id: Option<String>,
}

/// Which events are asked for; a field that is `None` asks for any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// Of this PLOVER type, such as `CONSULT`.
    pub plover: Option<String>,
    /// Of this story.
    pub story: Option<String>,
    /// Not over before this day, ISO.
    pub from: Option<String>,
    /// Not begun after this day, ISO.
    pub until: Option<String>,
    /// With this id.
    pub id: Option<String>,
    /// Dated, and more than a thought.
    pub is_told: bool,
}

/// What became of a claim.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ChangeRow {
    /// Id of the claim.
    pub claim: String,
    /// Its label.
    pub label: String,
    /// Its status before.
    pub before: String,
    /// Its status now; `None` where it is no longer claimed.
    pub after: Option<String>,
}

impl ChangeRow {
    pub(crate) const COLUMNS: &str = "claim, label, before, after";

    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { claim: row.get(0)?, label: row.get(1)?, before: row.get(2)?, after: row.get(3)? })
    }
}

/// One article that replaced another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisionRow {
    /// Id of the earlier one.
    pub old: String,
    /// Id of the later one.
    pub new: String,
    /// What was taken out and put in, packed.
    pub changes: Vec<u8>,
}

impl RevisionRow {
    pub(crate) const COLUMNS: &str = "old, new, changes";

    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { old: row.get(0)?, new: row.get(1)?, changes: row.get(2)? })
    }
}

/// Words that a claim rested on and that a revision took out.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct WithdrawnRow {
    /// Id of the claim, which may have gone with them.
    pub claim: String,
    /// Its label.
    pub label: String,
    /// The value they were for.
    pub value: String,
    /// The words.
    pub exact: String,
    /// Id of the article that had them.
    pub old: String,
    /// Id of the article that has them no more.
    pub new: String,
}

impl WithdrawnRow {
    pub(crate) const COLUMNS: &str = "claim, label, value, exact, old, new";

    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            claim: row.get(0)?,
            label: row.get(1)?,
            value: row.get(2)?,
            exact: row.get(3)?,
            old: row.get(4)?,
            new: row.get(5)?,
        })
    }
}

/// Conditions put together as they are asked for, so that the indexes are used.
struct Conditions {
    sql: String,
    values: Vec<Value>,
}

impl Conditions {
    fn new() -> Self {
        Self { sql: String::from("1"), values: Vec::new() }
    }

    fn and(mut self, condition: &str, value: Option<impl Into<Value>>) -> Self {
        if let Some(value) = value {
            self.sql.push_str(" AND ");
            self.sql.push_str(condition);
            self.values.push(value.into());
        }
        self
    }

    /// The values, with those of a page: so many at most, and so many left out first.
    fn paged(self, page: Page) -> Vec<Value> {
        let number = |n: usize| Value::Integer(i64::try_from(n).unwrap_or(i64::MAX));
        self.values.into_iter().chain([number(page.limit), number(page.skip)]).collect()
    }
}

impl Store {
    /// Rows of a question whose placeholders stand in order.
    fn list<T>(
        &self,
        sql: &str,
        values: Vec<Value>,
        row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Error> {
        self.ask(|c| c.prepare_cached(sql)?.query_map(rusqlite::params_from_iter(values), row)?.collect())
    }

    fn page<T>(
        &self,
        sql: &str,
        conditions: Conditions,
        page: Page,
        row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Error> {
        self.list(&format!("{sql} LIMIT ? OFFSET ?"), conditions.paged(page), row)
    }

    /// Stories, those of most articles first.
    ///
    /// # Errors
    /// When the ledger can't be read, as for all questions.
    pub fn stories(&self, page: Page) -> Result<Vec<StoryRow>, Error> {
        let sql = format!(
            "SELECT {} FROM story s WHERE s.dossier IS NOT NULL
             ORDER BY s.articles DESC, s.contested DESC, s.last_day DESC, s.id",
            StoryRow::COLUMNS
        );
        self.page(&sql, Conditions::new(), page, StoryRow::of)
    }

    /// The story of this id, or that holds the article, claim, event, entity or attribution of this id.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn story_of(&self, id: &str) -> Result<Option<StoryRow>, Error> {
        let by = |table: &str| {
            format!("SELECT {} FROM {table} x JOIN story s ON s.n = x.story WHERE x.id = ?1", StoryRow::COLUMNS)
        };
        let own = format!("SELECT {} FROM story s WHERE s.id = ?1", StoryRow::COLUMNS);
        // An article's own story is what a story was called when that article was its first.
        let former =
            format!("SELECT {} FROM article x JOIN story s ON s.n = x.story WHERE x.own_story = ?1", StoryRow::COLUMNS);
        let tables = ["article", "claim", "event", "entity", "attribution"].map(by);
        for sql in [own].iter().chain(&tables).chain([&former]) {
            let found = self.ask(|c| c.prepare_cached(sql)?.query_row([id], StoryRow::of).optional())?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// Articles, by story or all, in order of their dates.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn articles(&self, story: Option<&str>, since: Option<i64>, page: Page) -> Result<Vec<ArticleRow>, Error> {
        let conditions = Conditions::new().and("s.id = ?", story.map(str::to_owned)).and("a.addition > ?", since);
        let sql = format!(
            "SELECT {} FROM article a LEFT JOIN story s ON s.n = a.story WHERE {} ORDER BY a.first_day, a.id",
            ArticleRow::COLUMNS,
            conditions.sql
        );
        self.page(&sql, conditions, page, ArticleRow::of)
    }

    /// Claims, those of most articles first.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn claims(&self, filter: &ClaimFilter, page: Page) -> Result<Vec<ClaimRow>, Error> {
        let filter = filter.clone();
        let conditions = Conditions::new()
            .and("c.status = ?", filter.status)
            .and("s.id = ?", filter.story)
            .and("c.facet = ?", filter.facet)
            .and("c.since > ?", filter.since)
            .and("c.id = ?", filter.id);
        let sql = format!(
            "SELECT {} FROM claim c CROSS JOIN story s ON s.n = c.story WHERE {}
             ORDER BY c.articles DESC, c.positions DESC, c.id",
            ClaimRow::COLUMNS,
            conditions.sql
        );
        self.page(&sql, conditions, page, ClaimRow::of)
    }

    /// Positions on a claim.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn positions(&self, claim: &str) -> Result<Vec<PositionRow>, Error> {
        let sql = "SELECT id, claim, stance, value, holder, origin, as_of, article, start, \"end\" FROM position
                   WHERE claim = ? ORDER BY n";
        self.list(sql, vec![claim.to_owned().into()], |row| {
            Ok(PositionRow {
                id: row.get(0)?,
                claim: row.get(1)?,
                stance: row.get(2)?,
                value: row.get(3)?,
                holder: row.get(4)?,
                origin: row.get(5)?,
                as_of: row.get(6)?,
                article: row.get(7)?,
                start: row.get(8)?,
                end: row.get(9)?,
            })
        })
    }

    /// Events in order of time, undated ones last.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn events(&self, filter: &EventFilter, page: Page) -> Result<Vec<EventRow>, Error> {
        let filter = filter.clone();
        let mut conditions = Conditions::new()
            .and("e.type = ?", filter.plover)
            .and("e.story = (SELECT n FROM story WHERE id = ?)", filter.story)
            .and("e.last_day >= ?", filter.from)
            .and("e.first_day <= ?", filter.until)
            .and("e.id = ?", filter.id);
        if filter.is_told {
            conditions.sql.push_str(" AND e.first_day IS NOT NULL AND e.status <> 'hypothetical'");
        }
        let order = "e.first_day IS NULL, e.first_day, e.last_day, e.articles DESC, e.id";
        // The page is chosen before stories are looked up: their rows are long.
        let sql = format!(
            "SELECT e.id, e.when_value, e.label, e.status, e.type, e.mode, e.place, e.articles, e.mentions, e.first_day,
                 e.last_day, s.id
             FROM (SELECT * FROM event e WHERE {} ORDER BY {order} LIMIT ? OFFSET ?) e JOIN story s ON s.n = e.story
             ORDER BY {order}",
            conditions.sql
        );
        self.list(&sql, conditions.paged(page), |row| {
            Ok(EventRow {
                id: row.get(0)?,
                when: row.get(1)?,
                label: row.get(2)?,
                status: row.get(3)?,
                plover: row.get(4)?,
                mode: row.get(5)?,
                place: row.get(6)?,
                articles: row.get(7)?,
                mentions: row.get(8)?,
                first_day: row.get(9)?,
                last_day: row.get(10)?,
                story: row.get(11)?,
            })
        })
    }

    /// Entities one of whose names, folded, is this, or else has these words in it; those mentioned most first.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn entities(&self, folded: &str, page: Page) -> Result<Vec<EntityRow>, Error> {
        let row = |row: &Row<'_>| {
            Ok(EntityRow {
                id: row.get(0)?,
                kind: row.get(1)?,
                name: row.get(2)?,
                aliases: list(&row.get::<_, String>(3)?),
                description: row.get(4)?,
                mentions: row.get(5)?,
                story: row.get(6)?,
            })
        };
        let asked = |condition: &str| {
            format!(
                "SELECT e.id, e.kind, e.name, e.aliases, e.description, e.mentions, s.id
                 FROM entity e JOIN story s ON s.n = e.story
                 WHERE e.n IN (SELECT entity FROM name WHERE {condition}) ORDER BY e.mentions DESC, e.id"
            )
        };
        let with = || Conditions { sql: String::new(), values: vec![folded.to_owned().into()] };
        let exact = self.page(&asked("folded = ?"), with(), page, row)?;
        if !exact.is_empty() || folded.is_empty() {
            return Ok(exact);
        }
        self.page(&asked("instr(' ' || folded || ' ', ' ' || ? || ' ') > 0"), with(), page, row)
    }

    /// What an entity said, in order of the articles' dates.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn said_by(&self, entity: &str, page: Page) -> Result<Vec<SaidRow>, Error> {
        self.said(Conditions::new().and("t.entity = ?", Some(entity.to_owned())), page)
    }

    /// One attribution.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn attribution(&self, id: &str) -> Result<Option<SaidRow>, Error> {
        let found = self.said(Conditions::new().and("t.id = ?", Some(id.to_owned())), Page::first(1))?;
        Ok(found.into_iter().next())
    }

    fn said(&self, conditions: Conditions, page: Page) -> Result<Vec<SaidRow>, Error> {
        let sql = format!(
            "SELECT t.id, t.speaker, t.kind, t.entity, t.form, t.stance, t.via, t.content, t.start, t.\"end\", t.article,
                 a.outlet, a.published, s.id
             FROM attribution t JOIN story s ON s.n = t.story LEFT JOIN article a ON a.id = t.article AND a.story = t.story
             WHERE {}
             ORDER BY a.first_day, t.article, t.start, t.id",
            conditions.sql
        );
        self.page(&sql, conditions, page, |row| {
            Ok(SaidRow {
                id: row.get(0)?,
                speaker: row.get(1)?,
                kind: row.get(2)?,
                entity: row.get(3)?,
                form: row.get(4)?,
                stance: row.get(5)?,
                via: row.get(6)?,
                content: row.get(7)?,
                start: row.get(8)?,
                end: row.get(9)?,
                article: row.get(10)?,
                outlet: row.get(11)?,
                published: row.get(12)?,
                story: row.get(13)?,
            })
        })
    }

    /// What could not be read: where, of which kind, in words.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn unreadable(&self) -> Result<Vec<(String, String, String)>, Error> {
        let sql = "SELECT location, kind, message FROM unreadable ORDER BY location";
        self.list(sql, Vec::new(), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
    }

    /// The problems of sources that are there, packed, in order of their hashes.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn source_problems(&self) -> Result<Vec<Vec<u8>>, Error> {
        let sql = "SELECT problems FROM source WHERE problems IS NOT NULL
                   AND EXISTS (SELECT 1 FROM place WHERE source = n) ORDER BY sha256";
        self.list(sql, Vec::new(), |row| row.get(0))
    }

    /// Revisions of an article, or all after an addition.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn revisions(&self, article: Option<&str>, since: Option<i64>) -> Result<Vec<RevisionRow>, Error> {
        let conditions =
            Conditions::new().and("? IN (old, new)", article.map(str::to_owned)).and("addition > ?", since);
        let sql = format!(
            "SELECT {} FROM revision WHERE {} ORDER BY addition, old, new",
            RevisionRow::COLUMNS,
            conditions.sql
        );
        self.list(&sql, conditions.values, RevisionRow::of)
    }

    /// Withdrawn words that a claim rested on, or all after an addition.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn withdrawn(&self, claim: Option<&str>, since: Option<i64>) -> Result<Vec<WithdrawnRow>, Error> {
        let conditions = Conditions::new().and("claim = ?", claim.map(str::to_owned)).and("addition > ?", since);
        let sql = format!(
            "SELECT {} FROM withdrawn WHERE {} ORDER BY addition, old, claim, exact",
            WithdrawnRow::COLUMNS,
            conditions.sql
        );
        self.list(&sql, conditions.values, WithdrawnRow::of)
    }

    /// What became of claims after an addition.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn changes(&self, since: i64) -> Result<Vec<ChangeRow>, Error> {
        let sql = format!("SELECT {} FROM change WHERE addition > ? ORDER BY n", ChangeRow::COLUMNS);
        self.list(&sql, vec![since.into()], ChangeRow::of)
    }

    /// The last addition that is not after this moment (RFC 3339, or the beginning of one); 0 where all are.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn addition_before(&self, moment: &str) -> Result<i64, Error> {
        self.ask(|c| c.query_row("SELECT ifnull(max(n), 0) FROM addition WHERE at < ?1", [moment], |row| row.get(0)))
    }

    /// The last addition; 0 where there is none.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn last_addition(&self) -> Result<i64, Error> {
        self.ask(|c| c.query_row("SELECT ifnull(max(n), 0) FROM addition", [], |row| row.get(0)))
    }

    /// A number that changes whenever another connection commits; it means nothing to other connections.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn data_version(&self) -> Result<i64, Error> {
        self.ask(|c| c.query_row("PRAGMA data_version", [], |row| row.get(0)))
    }

    /// How much is in it.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn counts(&self, read_by: &str) -> Result<Counts, Error> {
        let count = |sql: &str| self.ask(|c| c.query_row(sql, [], |row| row.get::<_, usize>(0)));
        let articles = |state: &str| count(&format!("SELECT count(*) FROM article WHERE state = '{state}'"));
        let last = "SELECT n, at FROM addition ORDER BY n DESC LIMIT 1";
        let last: Option<(i64, String)> =
            self.ask(|c| c.query_row(last, [], |row| Ok((row.get(0)?, row.get(1)?))).optional())?;
        let (addition, at) = last.map_or((0, None), |(n, at)| (n, Some(at)));
        let size = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
        Ok(Counts {
            articles: articles("current")?,
            revised: articles("revised")?,
            hidden: articles("hidden")?,
            copies: articles("copy")?,
            ungrouped: count("SELECT count(*) FROM article WHERE state = 'current' AND story IS NULL")?,
            stories: count("SELECT count(*) FROM story")?,
            unweighed: count("SELECT count(*) FROM story WHERE dossier IS NULL")?,
            claims: count("SELECT count(*) FROM claim")?,
            contested: count("SELECT count(*) FROM claim WHERE status = 'contested'")?,
            attributions: count("SELECT count(*) FROM attribution")?,
            events: count("SELECT count(*) FROM event")?,
            unreadable: count("SELECT count(*) FROM unreadable")?,
            fixes: count("SELECT count(*) FROM fix WHERE undone_at IS NULL")?,
            stale: self.stale_count(read_by)?,
            bytes: u64::try_from(count(size)?).unwrap_or_default(),
            addition,
            at,
        })
    }
}
