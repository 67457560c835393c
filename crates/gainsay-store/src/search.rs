//! Search: the words of articles, quotations and claims, best first, with the words around them.

use std::ops::Range;

use crate::{Error, Hit, HitKind, Store};

/// What stands before and after a word that was found: characters that no text holds, for they are taken out of it.
const BEFORE: char = '\u{1}';
const AFTER: char = '\u{2}';
/// So many words of a long text are shown.
const SNIPPET: usize = 24;
/// Words that stand in more places than this say so little that the places are not weighed against one another: that
/// would take longer than people wait.
const MOST_RANKED: usize = 2_000;
/// Longer questions are cut.
const MOST_WORDS: usize = 32;

impl Store {
    /// What holds all of these words; words in quotation marks must stand side by side, and the last word may go on
    /// where it ends in `*`. Of words that stand in thousands of places, articles with them in the title come first and
    /// then what was added last.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn search(&self, words: &str, kind: Option<HitKind>, limit: usize) -> Result<Vec<Hit>, Error> {
        let Some(question) = question(words) else { return Ok(Vec::new()) };
        let mut hits = Vec::new();
        for wanted in [HitKind::Claim, HitKind::Quotation, HitKind::Article] {
            if kind.is_none_or(|kind| kind == wanted) {
                hits.extend(self.search_kind(wanted, &question, limit, MOST_RANKED)?);
            }
        }
        Ok(hits)
    }

    /// Whether the places that match are few enough to be weighed against one another.
    fn are_few(&self, index: &str, question: &str, most: usize) -> Result<bool, Error> {
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {index} WHERE {index} MATCH ?1 LIMIT ?2 + 1)");
        let count: usize = self.ask(|c| c.prepare_cached(&sql)?.query_row((question, most), |row| row.get(0)))?;
        Ok(count <= most)
    }

    fn search_kind(&self, kind: HitKind, question: &str, limit: usize, most_ranked: usize) -> Result<Vec<Hit>, Error> {
        let (index, column, rest) = match kind {
            HitKind::Article => (
                "article_words",
                1,
                "a.id, a.title, s.id, a.id FROM best JOIN top USING (n) JOIN article a ON a.n = best.n
                 LEFT JOIN story s ON s.n = a.story ORDER BY place, a.id",
            ),
            HitKind::Quotation => (
                "attribution_words",
                0,
                "t.id, t.speaker, s.id, t.article FROM best JOIN top USING (n) JOIN attribution t ON t.n = best.n
                 JOIN story s ON s.n = t.story ORDER BY place, t.id",
            ),
            HitKind::Claim => (
                "claim_words",
                0,
                "c.id, c.status, s.id, NULL FROM best JOIN top USING (n) JOIN claim c ON c.n = best.n
                 JOIN story s ON s.n = c.story ORDER BY place, c.id",
            ),
        };
        // Earlier captures of an article must not stand in the way of those that are current. The plus keeps the index from
        // being asked article by article.
        let current = match kind {
            HitKind::Article => " AND +rowid IN (SELECT n FROM article WHERE state = 'current')",
            HitKind::Quotation | HitKind::Claim => "",
        };
        // The best are chosen before anything is looked up or cut out. The lower its place, the better.
        let matching = |question: &str, place: &str| {
            format!(
                "SELECT rowid AS n, {place} AS place FROM {index} WHERE {index} MATCH {question}{current}
                 ORDER BY place LIMIT ?4"
            )
        };
        let top = match (self.are_few(index, question, most_ranked)?, kind) {
            (true, _) => matching("?1", "rank"),
            (false, HitKind::Quotation | HitKind::Claim) => matching("?1", "-rowid"),
            (false, HitKind::Article) => format!(
                "SELECT n, min(place) AS place FROM (
                     SELECT * FROM ({}) UNION ALL SELECT * FROM ({})) GROUP BY n ORDER BY place LIMIT ?4",
                matching("'title : (' || ?1 || ')'", "-rowid - (1 << 40)"),
                matching("?1", "-rowid"),
            ),
        };
        let sql = format!(
            "WITH top AS MATERIALIZED ({top}),
             best AS MATERIALIZED (
                 SELECT rowid AS n, snippet({index}, {column}, ?2, ?3, '…', {SNIPPET}) AS words
                 FROM {index} WHERE {index} MATCH ?1 AND rowid IN (SELECT n FROM top))
             SELECT best.words, {rest}"
        );
        self.ask(|c| {
            let row = |row: &rusqlite::Row<'_>| {
                let (snippet, marks) = marked(&row.get::<_, String>(0)?);
                Ok(Hit {
                    kind,
                    id: row.get(1)?,
                    title: row.get(2)?,
                    story: row.get(3)?,
                    article: row.get(4)?,
                    snippet,
                    marks,
                })
            };
            c.prepare_cached(&sql)?
                .query_map(rusqlite::params![question, BEFORE.to_string(), AFTER.to_string(), limit], row)?
                .collect()
        })
    }
}

/// The words as a question that the index understands, each in quotation marks so that none is taken for an operator.
fn question(words: &str) -> Option<String> {
    let mut parts = Vec::new();
    for (at, piece) in words.split(['"', '“', '”']).enumerate() {
        if at % 2 == 1 {
            parts.push(piece.to_owned());
        } else {
            parts.extend(piece.split_whitespace().map(str::to_owned));
        }
    }
    let term = |part: &String| {
        let (part, star) = part.strip_suffix('*').map_or((part.as_str(), ""), |part| (part, "*"));
        let clean: String = part.chars().filter(|c| !c.is_control()).collect();
        clean.chars().any(char::is_alphanumeric).then(|| format!("\"{clean}\"{star}"))
    };
    let terms: Vec<String> = parts.iter().filter_map(term).take(MOST_WORDS).collect();
    (!terms.is_empty()).then(|| terms.join(" "))
}

/// The snippet without its marks, and where they were.
fn marked(text: &str) -> (String, Vec<Range<usize>>) {
    let (mut out, mut marks, mut start) = (String::with_capacity(text.len()), Vec::new(), None);
    for character in text.chars() {
        match character {
            BEFORE => start = Some(out.len()),
            AFTER => marks.extend(start.take().map(|start| start..out.len())),
            _ => out.push(character),
        }
    }
    (out, marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_an_operator() {
        assert_eq!(question("fire OR NEAR(x) -y").as_deref(), Some("\"fire\" \"OR\" \"NEAR(x)\" \"-y\""));
        assert_eq!(question("\"dust letter\" warn*").as_deref(), Some("\"dust letter\" \"warn\"*"));
        assert_eq!(question(" \" - "), None);
    }

    /// Any ledger will do: it only asks who finds what.
    #[test]
    fn what_is_too_common_to_be_ranked_is_found_all_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("gainsay.db");
        let format = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("formats/2.db");
        #[allow(clippy::disallowed_methods, reason = "the test copies a ledger")]
        std::fs::copy(format, &file).expect("copied");
        let store = Store::open(&file).expect("opened");
        let mut found = 0;
        for kind in [HitKind::Article, HitKind::Quotation, HitKind::Claim] {
            let ask = |most_ranked, limit| {
                let hits = store.search_kind(kind, "\"the\"", limit, most_ranked).expect("searched");
                hits.into_iter().map(|hit| (hit.id, hit.snippet)).collect::<std::collections::BTreeSet<_>>()
            };
            assert_eq!(ask(MOST_RANKED, 50), ask(0, 50), "{kind:?}");
            assert!(ask(0, 1).len() <= 1 && ask(0, 1).is_subset(&ask(0, 50)));
            found += ask(0, 50).len();
        }
        assert!(found > 2, "the ledger holds the word");
    }

    #[test]
    fn marks_are_ranges_of_what_is_shown() {
        let (text, marks) = marked("the \u{1}dust\u{2} of é \u{1}x\u{2}");
        assert_eq!(text, "the dust of é x");
        assert_eq!(marks.iter().map(|m| &text[m.clone()]).collect::<Vec<_>>(), ["dust", "x"]);
    }
}
