//! Search: the words of articles, quotations and claims, best first, with the words around them.

use std::ops::Range;

use crate::{Error, Hit, HitKind, Store};

/// What stands before and after a word that was found: characters that no text holds, for they are taken out of it.
const BEFORE: char = '\u{1}';
const AFTER: char = '\u{2}';
/// So many words of a long text are shown.
const SNIPPET: usize = 24;
/// Longer questions are cut.
const MOST_WORDS: usize = 32;

impl Store {
    /// What holds all of these words; words in quotation marks must stand side by side, and the last word may go on
    /// where it ends in `*`.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn search(&self, words: &str, kind: Option<HitKind>, limit: usize) -> Result<Vec<Hit>, Error> {
        let Some(question) = question(words) else { return Ok(Vec::new()) };
        let mut hits = Vec::new();
        for wanted in [HitKind::Claim, HitKind::Quotation, HitKind::Article] {
            if kind.is_none_or(|kind| kind == wanted) {
                hits.extend(self.search_kind(wanted, &question, limit)?);
            }
        }
        Ok(hits)
    }

    fn search_kind(&self, kind: HitKind, question: &str, limit: usize) -> Result<Vec<Hit>, Error> {
        // The best are chosen by rank alone before anything is looked up or cut out, so that common words stay cheap.
        let (index, column, rest) = match kind {
            HitKind::Article => (
                "article_words",
                1,
                "a.id, a.title, s.id, a.id FROM best JOIN article a ON a.n = best.n LEFT JOIN story s ON s.n = a.story
                 ORDER BY best.rank, a.id",
            ),
            HitKind::Quotation => (
                "attribution_words",
                0,
                "t.id, t.speaker, s.id, t.article FROM best JOIN attribution t ON t.n = best.n
                 JOIN story s ON s.n = t.story ORDER BY best.rank, t.id",
            ),
            HitKind::Claim => (
                "claim_words",
                0,
                "c.id, c.status, s.id, NULL FROM best JOIN claim c ON c.n = best.n JOIN story s ON s.n = c.story
                 ORDER BY best.rank, c.id",
            ),
        };
        // Earlier captures of an article must not stand in the way of those that are current. The plus keeps the index from
        // being asked article by article.
        let current = match kind {
            HitKind::Article => " AND +rowid IN (SELECT n FROM article WHERE state = 'current')",
            HitKind::Quotation | HitKind::Claim => "",
        };
        let sql = format!(
            "WITH top AS MATERIALIZED (
                 SELECT rowid AS n FROM {index} WHERE {index} MATCH ?1{current} ORDER BY rank LIMIT ?4),
             best AS MATERIALIZED (
                 SELECT rowid AS n, rank, snippet({index}, {column}, ?2, ?3, '…', {SNIPPET}) AS words
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

    #[test]
    fn marks_are_ranges_of_what_is_shown() {
        let (text, marks) = marked("the \u{1}dust\u{2} of é \u{1}x\u{2}");
        assert_eq!(text, "the dust of é x");
        assert_eq!(marks.iter().map(|m| &text[m.clone()]).collect::<Vec<_>>(), ["dust", "x"]);
    }
}
