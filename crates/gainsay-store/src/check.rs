//! What must hold of every ledger, looked at in the file itself.

use crate::{Error, Store};

/// Questions that must give no row, and what it means when they do.
const MUST_BE_EMPTY: &[(&str, &str)] = &[
    (
        "SELECT id FROM article WHERE state = 'current' AND NOT EXISTS
        (SELECT 1 FROM place WHERE place.source = article.source)",
        "a current article lies nowhere",
    ),
    (
        "SELECT id FROM article a WHERE state = 'revised'
        AND EXISTS (SELECT 1 FROM place WHERE place.source = a.source)
        AND NOT EXISTS (SELECT 1 FROM article b WHERE b.address = a.address AND b.state IN ('current', 'hidden'))",
        "a revised article still lies somewhere",
    ),
    ("SELECT id FROM article WHERE state = 'current' GROUP BY id HAVING count(*) > 1", "an article is there twice"),
    (
        "SELECT min(id) FROM article WHERE state = 'current' AND address IS NOT NULL GROUP BY address HAVING count(*) > 1",
        "two captures of one address count",
    ),
    (
        "SELECT id FROM article WHERE state <> 'current' AND story IS NOT NULL",
        "an article that isn't current has a story",
    ),
    ("SELECT id FROM article WHERE NOT EXISTS (SELECT 1 FROM reading WHERE article = n)", "an article has no reading"),
    (
        "SELECT id FROM article WHERE NOT EXISTS (SELECT 1 FROM signature WHERE article = n)",
        "an article has no signature",
    ),
    (
        "SELECT s.id FROM story s WHERE s.articles <> (SELECT count(*) FROM article a WHERE a.story = s.n)",
        "a story counts other articles than it has",
    ),
    (
        "SELECT s.id FROM story s WHERE s.dossier IS NOT NULL AND
        (s.claims <> (SELECT count(*) FROM claim c WHERE c.story = s.n)
         OR s.contested <> (SELECT count(*) FROM claim c WHERE c.story = s.n AND c.status = 'contested')
         OR s.origins <> (SELECT count(*) FROM origin o WHERE o.story = s.n AND o.basis <> 'unknown'))",
        "a story counts other claims or origins than it has",
    ),
    (
        "SELECT c.id FROM claim c WHERE c.positions <>
        (SELECT count(*) FROM position p WHERE p.claim = c.id AND p.story = c.story)",
        "a claim counts other positions than it has",
    ),
    ("SELECT id FROM claim GROUP BY id HAVING count(*) > 1", "a claim is there twice"),
    ("SELECT id FROM event GROUP BY id HAVING count(*) > 1", "an event is there twice"),
    ("SELECT id FROM entity GROUP BY id HAVING count(*) > 1", "an entity is there twice"),
    ("SELECT id FROM attribution GROUP BY id HAVING count(*) > 1", "an attribution is there twice"),
    (
        "SELECT t.id FROM attribution t LEFT JOIN article a ON a.id = t.article AND a.story = t.story
        WHERE a.n IS NULL OR CAST(substr(CAST(a.text AS BLOB), t.start + 1, t.\"end\" - t.start) AS TEXT) <> t.content",
        "a quotation is not in its article, letter for letter",
    ),
    (
        "SELECT p.id FROM position p LEFT JOIN article a ON a.id = p.article AND a.story = p.story
        WHERE a.n IS NULL OR p.\"end\" > length(CAST(a.text AS BLOB)) OR p.start >= p.\"end\"",
        "a sentence does not fit its article",
    ),
];

/// The word indexes.
const INDEXES: &[&str] = &["article_words", "attribution_words", "claim_words"];
/// Of one kind so many are named.
const MOST: usize = 5;

impl Store {
    /// What is wrong with the file, one sentence each; nothing where all is well.
    ///
    /// # Errors
    /// When it can't even be asked.
    pub fn faults(&self) -> Result<Vec<String>, Error> {
        let mut faults = Vec::new();
        let texts = |sql: &str| -> Result<Vec<String>, Error> {
            self.ask(|c| c.prepare(sql)?.query_map([], |row| row.get(0))?.collect())
        };
        faults.extend(texts("PRAGMA integrity_check")?.into_iter().filter(|line| line != "ok"));
        faults.extend(
            texts("PRAGMA foreign_key_check")?
                .into_iter()
                .map(|table| format!("`{table}` points at a row that isn't there")),
        );
        for (sql, meaning) in MUST_BE_EMPTY {
            let found = texts(sql)?;
            faults.extend(found.iter().take(MOST).map(|id| format!("{meaning}: {id}")));
            if found.len() > MOST {
                faults.push(format!("{meaning}: {} more", found.len() - MOST));
            }
        }
        if !self.ask(|c| c.is_readonly("main"))? {
            for index in INDEXES {
                let sql = format!("INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)");
                match self.ask(|c| c.execute(&sql, [])) {
                    Err(error) if error.is_damaged() => {
                        faults.push(format!("the words of `{index}` are not those of its texts: {error}"));
                    }
                    // That somebody writes to it, or that the disk is full, is no fault of the file.
                    other => drop(other?),
                }
            }
        }
        Ok(faults)
    }
}
