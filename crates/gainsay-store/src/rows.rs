//! What rows hold, as questions give them back: plain fields, ready for a table, JSON or CSV.

use std::ops::Range;

use rusqlite::Row;
use serde::Serialize;

/// Which part of a long answer is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// So many are left out first.
    pub skip: usize,
    /// At most so many are given.
    pub limit: usize,
}

impl Page {
    /// The first so many.
    pub const fn first(limit: usize) -> Self {
        Self { skip: 0, limit }
    }

    /// All there is.
    pub const ALL: Self = Self { skip: 0, limit: i64::MAX as usize };
}

impl Default for Page {
    fn default() -> Self {
        Self::first(100)
    }
}

/// A story in a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StoryRow {
    /// Its id.
    pub id: String,
    /// A title in an article's own words.
    pub title: Option<String>,
    /// How many articles tell it.
    pub articles: usize,
    /// How many outlets printed those.
    pub outlets: usize,
    /// On how many origins its claims rest.
    pub origins: usize,
    /// How many claims it has.
    pub claims: usize,
    /// How many of its claims are contested.
    pub contested: usize,
    /// The first day an article of it was published, ISO.
    pub first_day: Option<String>,
    /// The last day.
    pub last_day: Option<String>,
}

impl StoryRow {
    pub(crate) const COLUMNS: &str =
        "s.id, s.title, s.articles, s.outlets, s.origins, s.claims, s.contested, s.first_day, s.last_day";

    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            title: row.get(1)?,
            articles: row.get(2)?,
            outlets: row.get(3)?,
            origins: row.get(4)?,
            claims: row.get(5)?,
            contested: row.get(6)?,
            first_day: row.get(7)?,
            last_day: row.get(8)?,
        })
    }
}

/// An article in a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ArticleRow {
    /// Its id.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it was published, EDTF.
    pub published: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// Where its bytes were found.
    pub location: String,
    /// `current`, `revised` or `hidden`.
    pub state: String,
    /// Id of its story.
    pub story: Option<String>,
}

impl ArticleRow {
    pub(crate) const COLUMNS: &str =
        "a.id, a.title, a.outlet, a.authors, a.published, a.url, a.language, a.location, a.state, s.id";

    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            title: row.get(1)?,
            outlet: row.get(2)?,
            authors: list(&row.get::<_, String>(3)?),
            published: row.get(4)?,
            url: row.get(5)?,
            language: row.get(6)?,
            location: row.get(7)?,
            state: row.get(8)?,
            story: row.get(9)?,
        })
    }
}

/// An entity of one story.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EntityRow {
    /// Its id.
    pub id: String,
    /// Person, organization, place or other.
    pub kind: String,
    /// The fullest good form.
    pub name: String,
    /// Every other form seen.
    pub aliases: Vec<String>,
    /// What an article says it is.
    pub description: Option<String>,
    /// How often it is mentioned.
    pub mentions: usize,
    /// Id of its story.
    pub story: String,
}

/// Who said what, with where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SaidRow {
    /// Id of the attribution.
    pub id: String,
    /// The source in the article's words.
    pub speaker: Option<String>,
    /// What kind of source.
    pub kind: String,
    /// Id of the entity that speaks.
    pub entity: Option<String>,
    /// Direct, indirect or mixed.
    pub form: String,
    /// What the source does with the content.
    pub stance: String,
    /// Outlets in between.
    pub via: Option<String>,
    /// What is attributed.
    pub content: String,
    /// First byte of the content in the article's text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Id of the article.
    pub article: String,
    /// Its outlet.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// Id of the story.
    pub story: String,
}

/// An event in a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EventRow {
    /// Its id.
    pub id: String,
    /// When it happened, EDTF.
    pub when: Option<String>,
    /// A label in the source's own words.
    pub label: String,
    /// How it stands with it.
    pub status: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub plover: Option<String>,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// Where it happened, by name.
    pub place: Option<String>,
    /// How many articles tell of it.
    pub articles: usize,
    /// How often it is mentioned.
    pub mentions: usize,
    /// First day, ISO.
    pub first_day: Option<String>,
    /// Last day, ISO.
    pub last_day: Option<String>,
    /// Id of the story.
    pub story: String,
}

/// A claim in a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ClaimRow {
    /// Its id.
    pub id: String,
    /// A label in the source's own words.
    pub label: String,
    /// How it stands with it.
    pub status: String,
    /// Which side of the event.
    pub facet: String,
    /// On how many origins it rests at most.
    pub origins: usize,
    /// In how many articles positions on it stand.
    pub articles: usize,
    /// How many positions there are.
    pub positions: usize,
    /// Id of its event.
    pub event: Option<String>,
    /// Id of the story.
    pub story: String,
}

impl ClaimRow {
    pub(crate) const COLUMNS: &str =
        "c.id, c.label, c.status, c.facet, c.origins, c.articles, c.positions, c.event, s.id";

    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            label: row.get(1)?,
            status: row.get(2)?,
            facet: row.get(3)?,
            origins: row.get(4)?,
            articles: row.get(5)?,
            positions: row.get(6)?,
            event: row.get(7)?,
            story: row.get(8)?,
        })
    }
}

/// A position on a claim, with where its sentence stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PositionRow {
    /// Its id.
    pub id: String,
    /// Id of the claim.
    pub claim: String,
    /// What it does with the claim.
    pub stance: String,
    /// Which value it is about.
    pub value: String,
    /// Who holds it, from the outlet inwards.
    pub holder: Option<String>,
    /// Id of the origin.
    pub origin: Option<String>,
    /// The date it was taken.
    pub as_of: Option<String>,
    /// Id of the article.
    pub article: String,
    /// First byte of the sentence.
    pub start: usize,
    /// One past its last.
    pub end: usize,
}

/// An origin of one story.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OriginRow {
    /// Its id.
    pub id: String,
    /// Such as "a senior source, via an agency".
    pub label: String,
    /// What makes it one.
    pub basis: String,
    /// How many articles rest on it.
    pub articles: usize,
    /// How many positions.
    pub positions: usize,
}

/// Something found by its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// What it is.
    pub kind: HitKind,
    /// Its id.
    pub id: String,
    /// What it is called: a headline, a speaker, a claim's status.
    pub title: Option<String>,
    /// Id of its story.
    pub story: Option<String>,
    /// Id of its article, where it stands in one.
    pub article: Option<String>,
    /// Words around what was found.
    pub snippet: String,
    /// Where in the snippet the words stand, in bytes.
    pub marks: Vec<Range<usize>>,
}

/// What a search finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum HitKind {
    /// An article.
    Article,
    /// Words that somebody said.
    Quotation,
    /// A claim.
    Claim,
}

impl HitKind {
    /// The name used in answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Quotation => "quotation",
            Self::Claim => "claim",
        }
    }
}

/// A decision of somebody's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FixRow {
    /// Its number.
    pub n: i64,
    /// When it was decided.
    pub at: String,
    /// By whom.
    pub who: String,
    /// Why.
    pub why: String,
    /// What, as stored.
    #[serde(skip)]
    pub what: String,
    /// What, in words.
    pub said: String,
    /// When it was taken back.
    pub undone_at: Option<String>,
    /// By whom.
    pub undone_by: Option<String>,
    /// Why it fits nothing any more.
    pub problem: Option<String>,
}

/// How much a ledger holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Articles that are weighed.
    pub articles: usize,
    /// Articles that a later capture replaced.
    pub revised: usize,
    /// Articles that somebody hid.
    pub hidden: usize,
    /// Articles that say the same, word for word, as one that is weighed.
    pub copies: usize,
    /// Articles not yet in a story.
    pub ungrouped: usize,
    /// Stories.
    pub stories: usize,
    /// Stories not yet weighed.
    pub unweighed: usize,
    /// Claims.
    pub claims: usize,
    /// Contested ones.
    pub contested: usize,
    /// Attributions.
    pub attributions: usize,
    /// Events.
    pub events: usize,
    /// Files that could not be read.
    pub unreadable: usize,
    /// Decisions of people in force.
    pub fixes: usize,
    /// Sources whose reading is of other stages or models than these.
    pub stale: usize,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// The last addition.
    pub addition: i64,
    /// When that was.
    pub at: Option<String>,
}

/// A JSON list of strings as stored; what is none is an empty list.
pub(crate) fn list(json: &str) -> Vec<String> {
    serde_json::from_str(json).unwrap_or_default()
}
