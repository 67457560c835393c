//! Questions to the ledger. Lists come a page at a time, in an order of their own; ids stay the same from run to run.

use gainsay_core::{Interval, Span};
use gainsay_store::{
    ArticleRow, ChangeRow, ClaimFilter, ClaimRow, Counts, EntityRow, EventFilter, EventRow, Hit, HitKind, Page,
    PositionRow, RevisionRow, SaidRow, StoryRow, WithdrawnRow,
};
use serde::Serialize;

use super::{Became, Changes, Ledger, Since, identity, packing, rows};
use crate::{
    Error,
    present::{Dossier, view},
};

/// How a ledger stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Status {
    /// How much it holds.
    #[serde(flatten)]
    pub counts: Counts,
    /// Decisions that fit nothing any more, and files that could not be read, in words.
    pub problems: Vec<String>,
}

/// An article with what is known of its other captures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KeptArticle {
    /// The article in a line.
    pub row: ArticleRow,
    /// The article as its story shows it; `None` where it is in no story: revised, hidden, or not yet weighed.
    pub article: Option<view::Article>,
    /// Earlier and later captures.
    pub revisions: Vec<Revision>,
}

/// One capture that replaced another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Revision {
    /// Id of the earlier one.
    pub old: String,
    /// Id of the later one.
    pub new: String,
    /// What was taken out and put in.
    pub changes: Changes,
    /// The lines taken out, as they stood in the earlier one.
    pub removed: Vec<String>,
    /// The lines put in, as they stand in the later one.
    pub added: Vec<String>,
}

/// Somebody, in one story, with what they said there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Spoken {
    /// Who.
    pub entity: EntityRow,
    /// What they said.
    pub said: Vec<SaidRow>,
}

/// What is new since some addition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The addition after which things count as new.
    pub since: i64,
    /// Articles that came.
    pub articles: Vec<ArticleRow>,
    /// Articles that replaced others.
    pub revisions: Vec<Revision>,
    /// Claims that were not made before.
    pub claims: Vec<ClaimRow>,
    /// Claims whose status is another, or that are no longer made.
    pub changes: Vec<ChangeRow>,
    /// Words that claims rested on and that were taken out.
    pub withdrawn: Vec<WithdrawnRow>,
}

/// A filter for what happened in this time (EDTF), wholly or in part; `None` where it is no date.
pub fn during(filter: EventFilter, edtf: &str) -> Option<EventFilter> {
    let time = Interval::parse_edtf(edtf).ok()?;
    let from = time.first.map(|day| day.to_string());
    Some(EventFilter { from, until: time.last.map(|day| day.to_string()), ..filter })
}

impl Ledger {
    /// How the ledger stands.
    ///
    /// # Errors
    /// When it can't be read, as for all questions.
    pub fn status(&self) -> Result<Status, Error> {
        let counts = self.store.counts(identity::read_by())?;
        let unreadable = self.store.unreadable()?.into_iter().map(|(_, _, message)| message);
        let unfit = self.store.fixes()?.into_iter().filter(|fix| fix.undone_at.is_none());
        let unfit = unfit.filter_map(|fix| Some(format!("fix {} ({}): {}", fix.n, fix.said, fix.problem?)));
        Ok(Status { counts, problems: unfit.chain(unreadable).collect() })
    }

    /// A number that changes whenever another `Ledger` of the same file commits something: what was made of its answers
    /// before is then out of date. It means nothing to other `Ledger`s.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn data_version(&self) -> Result<i64, Error> {
        Ok(self.store.data_version()?)
    }

    /// The number of the last addition, from which [`Self::diff`] counts; 0 where there is none.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn last_addition(&self) -> Result<i64, Error> {
        Ok(self.store.last_addition()?)
    }

    /// Stories, those of most articles first.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn stories(&self, page: Page) -> Result<Vec<StoryRow>, Error> {
        Ok(self.store.stories(page)?)
    }

    /// A story in a line: the one of this id, or that holds the article, claim, event, entity or attribution of this id,
    /// or what an earlier id became.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn story_of(&self, id: &str) -> Result<Option<StoryRow>, Error> {
        match self.store.story_of(id)? {
            Some(story) => Ok(Some(story)),
            None => match self.became(id)? {
                Some(Became::Known(now)) => Ok(self.store.story_of(&now)?),
                _ => Ok(None),
            },
        }
    }

    /// The dossier of one story, by the same ids as [`Self::story_of`].
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn story(&self, id: &str) -> Result<Option<Dossier>, Error> {
        let Some(story) = self.story_of(id)? else { return Ok(None) };
        self.dossier_of(&story.id)
    }

    /// What was weighed of the story with this id.
    pub(super) fn dossier_of(&self, story: &str) -> Result<Option<Dossier>, Error> {
        let packed = self.store.dossier(story)?;
        packed.map(|packed| packing::unpack_dossier(&packed, &self.name())).transpose()
    }

    /// One article.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn article(&self, id: &str) -> Result<Option<KeptArticle>, Error> {
        let Some(row) = self.store.article(id)? else { return Ok(None) };
        let story = row.story.as_deref().map_or(Ok(None), |story| self.story(story))?;
        let article = story.and_then(|story| story.articles.into_iter().find(|article| article.id == id));
        Ok(Some(KeptArticle { row, article, revisions: self.revisions(Some(id), None)? }))
    }

    /// The text of an article, also of one that was revised or is hidden.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn text(&self, id: &str) -> Result<Option<String>, Error> {
        Ok(self.store.text(id)?)
    }

    /// Articles in order of their dates, of one story or all.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn articles(&self, story: Option<&str>, page: Page) -> Result<Vec<ArticleRow>, Error> {
        Ok(self.store.articles(story, None, page)?)
    }

    fn revisions(&self, article: Option<&str>, since: Option<i64>) -> Result<Vec<Revision>, Error> {
        let rows = self.store.revisions(article, since)?.into_iter();
        rows.map(|row| self.revision(row)).collect()
    }

    /// A revision with the lines that it took out and put in.
    pub(super) fn revision(&self, row: RevisionRow) -> Result<Revision, Error> {
        let changes: Changes = packing::unpack_small(&row.changes, &self.name())?;
        let lines = |article: &str, spans: &[Span]| -> Result<Vec<String>, Error> {
            let text = self.text(article)?.unwrap_or_default();
            Ok(spans.iter().filter_map(|span| text.get(span.start..span.end)).map(str::to_owned).collect())
        };
        let (removed, added) = (lines(&row.old, &changes.removed)?, lines(&row.new, &changes.added)?);
        Ok(Revision { old: row.old, new: row.new, changes, removed, added })
    }

    /// Claims, those of most articles first.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn claims(&self, filter: &ClaimFilter, page: Page) -> Result<Vec<ClaimRow>, Error> {
        Ok(self.store.claims(filter, page)?)
    }

    /// Who takes which position on a claim.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn positions(&self, claim: &str) -> Result<Vec<PositionRow>, Error> {
        Ok(self.store.positions(claim)?)
    }

    /// Everybody of this name, story by story, with what they said: the name as it stands or words of it.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn who(&self, name: &str, page: Page) -> Result<Vec<Spoken>, Error> {
        let found = self.store.entities(&rows::folded(name), page)?;
        let spoken = found.into_iter().map(|entity| {
            let said = self.store.said_by(&entity.id, Page::ALL)?;
            Ok(Spoken { entity, said })
        });
        spoken.collect()
    }

    /// What holds all of these words: claims, then quotations, then articles, of each kind so many, best first. Words in
    /// quotation marks must stand side by side; a word that ends in `*` may go on.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn search(&self, words: &str, kind: Option<HitKind>, limit: usize) -> Result<Vec<Hit>, Error> {
        Ok(self.store.search(words, kind, limit)?)
    }

    /// What happened, in order of time. [`during`] makes a filter of a date.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn events(&self, filter: &EventFilter, page: Page) -> Result<Vec<EventRow>, Error> {
        Ok(self.store.events(filter, page)?)
    }

    /// The dated events that most articles tell of, in order of time: what `timeline` shows.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn timeline(&self, filter: &EventFilter, page: Page) -> Result<Vec<EventRow>, Error> {
        Ok(self.store.events(&EventFilter { is_told: true, ..filter.clone() }, page)?)
    }

    /// Words that a claim rested on until a revision took them out.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn withdrawn(&self, claim: &str) -> Result<Vec<WithdrawnRow>, Error> {
        Ok(self.store.withdrawn(Some(claim), None)?)
    }

    /// What is new since an addition or a moment.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn diff(&self, since: &Since) -> Result<Difference, Error> {
        let since = self.addition_of(since)?;
        Ok(Difference {
            since,
            articles: self.store.articles(None, Some(since), Page::ALL)?,
            revisions: self.revisions(None, Some(since))?,
            claims: self.store.claims(&ClaimFilter { since: Some(since), ..ClaimFilter::default() }, Page::ALL)?,
            changes: self.store.changes(since)?,
            withdrawn: self.store.withdrawn(None, Some(since))?,
        })
    }
}
