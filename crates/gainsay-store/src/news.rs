//! What is new in one story since an addition.

use rusqlite::{OptionalExtension, params};

use crate::{ArticleRow, ChangeRow, ClaimRow, Error, RevisionRow, Store, WithdrawnRow};

/// The articles of a story, by its id.
const ARTICLES: &str = "SELECT a.id FROM article a JOIN story s ON s.n = a.story WHERE s.id = ?2";

impl Store {
    /// The last addition that brought a story an article, a claim or a change of one; 0 where there is no such story.
    ///
    /// # Errors
    /// When the ledger can't be read, as for all questions.
    pub fn touched(&self, story: &str) -> Result<i64, Error> {
        let rows = "SELECT max(ifnull((SELECT max(addition) FROM article WHERE story = s.n), 0),
                        ifnull((SELECT max(since) FROM claim WHERE story = s.n), 0))
                    FROM story s WHERE s.id = ?1";
        let later = "SELECT max(addition) FROM change WHERE addition > ?1
                     AND claim IN (SELECT c.id FROM claim c JOIN story s ON s.n = c.story WHERE s.id = ?2)";
        self.ask(|c| {
            let rows: i64 = c.prepare_cached(rows)?.query_row([story], |row| row.get(0)).optional()?.unwrap_or(0);
            let later: Option<i64> = c.prepare_cached(later)?.query_row(params![rows, story], |row| row.get(0))?;
            Ok(later.unwrap_or(rows))
        })
    }

    /// The articles that came to a story after an addition, in order of their dates.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn articles_in(&self, story: &str, since: i64) -> Result<Vec<ArticleRow>, Error> {
        let sql = format!(
            "SELECT {} FROM story s JOIN article a ON a.story = s.n WHERE s.id = ?2 AND a.addition > ?1
             ORDER BY a.first_day, a.id",
            ArticleRow::COLUMNS
        );
        self.ask(|c| c.prepare_cached(&sql)?.query_map(params![since, story], ArticleRow::of)?.collect())
    }

    /// The claims that an addition after this one made in a story, those of most articles first.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn claims_in(&self, story: &str, since: i64) -> Result<Vec<ClaimRow>, Error> {
        // The plus keeps all claims of the ledger from being gone through in their order.
        let sql = format!(
            "SELECT {} FROM story s CROSS JOIN claim c ON c.story = s.n WHERE s.id = ?2 AND +c.since > ?1
             ORDER BY +c.articles DESC, c.positions DESC, c.id",
            ClaimRow::COLUMNS
        );
        self.ask(|c| c.prepare_cached(&sql)?.query_map(params![since, story], ClaimRow::of)?.collect())
    }

    /// What became of the claims of a story after an addition.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn changes_in(&self, story: &str, since: i64) -> Result<Vec<ChangeRow>, Error> {
        let sql = format!(
            "SELECT {} FROM change WHERE addition > ?1
             AND claim IN (SELECT c.id FROM claim c JOIN story s ON s.n = c.story WHERE s.id = ?2) ORDER BY n",
            ChangeRow::COLUMNS
        );
        self.ask(|c| c.prepare_cached(&sql)?.query_map(params![since, story], ChangeRow::of)?.collect())
    }

    /// Articles of a story that replaced others after an addition.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn revisions_in(&self, story: &str, since: i64) -> Result<Vec<RevisionRow>, Error> {
        let sql = format!(
            "SELECT {} FROM revision WHERE addition > ?1 AND new IN ({ARTICLES}) ORDER BY addition, old, new",
            RevisionRow::COLUMNS
        );
        self.ask(|c| c.prepare_cached(&sql)?.query_map(params![since, story], RevisionRow::of)?.collect())
    }

    /// Words that articles of a story lost after an addition and that claims had rested on.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn withdrawn_in(&self, story: &str, since: i64) -> Result<Vec<WithdrawnRow>, Error> {
        let sql = format!(
            "SELECT {} FROM withdrawn WHERE addition > ?1 AND new IN ({ARTICLES})
             ORDER BY addition, old, claim, exact",
            WithdrawnRow::COLUMNS
        );
        self.ask(|c| c.prepare_cached(&sql)?.query_map(params![since, story], WithdrawnRow::of)?.collect())
    }
}
