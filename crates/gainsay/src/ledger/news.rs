//! What is new in one story, and names without what they said: light questions for pages.

use gainsay_store::{EntityRow, Page};

use super::{Difference, Ledger, rows};
use crate::Error;

impl Ledger {
    /// What is new in one story since an addition, by number: as [`Self::diff`], without looking at other stories.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn news_of(&self, story: &str, since: i64) -> Result<Difference, Error> {
        let revisions = self.store.revisions_in(story, since)?.into_iter().map(|row| self.revision(row));
        Ok(Difference {
            since,
            articles: self.store.articles_in(story, since)?,
            revisions: revisions.collect::<Result<_, Error>>()?,
            claims: self.store.claims_in(story, since)?,
            changes: self.store.changes_in(story, since)?,
            withdrawn: self.store.withdrawn_in(story, since)?,
        })
    }

    /// The last addition that brought a story something: what was shown of it then holds nothing later. An addition that
    /// is under way counts from when it has reached the story.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn touched(&self, story: &str) -> Result<i64, Error> {
        Ok(self.store.touched(story)?)
    }

    /// Whether there is an earlier or a later capture of an article.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn is_revised(&self, article: &str) -> Result<bool, Error> {
        Ok(!self.store.revisions(Some(article), None)?.is_empty())
    }

    /// Everybody of this name, as [`Self::who`], without what they said.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn named(&self, name: &str, page: Page) -> Result<Vec<EntityRow>, Error> {
        Ok(self.store.entities(&rows::folded(name), page)?)
    }
}
