//! Bytes as captured, where they were found, and the articles that were read in them.

use rusqlite::{OptionalExtension, params};

use crate::{
    ArticleRow, Error, Store, Writer,
    states::{self, Key},
    stories::drop_story,
};

/// Of several articles with one id the one that counts.
const BEST: &str = "ORDER BY a.state = 'current' DESC, a.n LIMIT 1";

/// Sources that lie somewhere and were read by others than ?1, or under another name than the first of their places. The
/// index holds all that is asked, for the bytes beside it are long.
const STALE: &str = "SELECT t.n FROM source t INDEXED BY source_read
     WHERE EXISTS (SELECT 1 FROM place WHERE source = t.n)
       AND (t.read_by IS NOT ?1 OR t.read_as IS NOT (SELECT min(location) FROM place WHERE source = t.n))";

/// Bytes to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewSource<'a> {
    /// SHA-256 in hexadecimal.
    pub sha256: &'a str,
    /// IANA media type, where it was given.
    pub media_type: Option<&'a str>,
    /// The bytes, packed.
    pub bytes: &'a [u8],
}

/// What was read of a source.
#[derive(Clone, Copy, Debug)]
pub struct SourceReading<'a> {
    /// The location it was read under.
    pub read_as: &'a str,
    /// Stages and models.
    pub read_by: &'a str,
    /// Problems of no article, packed.
    pub problems: Option<&'a [u8]>,
    /// The articles.
    pub articles: &'a [NewArticle],
}

/// An article to be kept. Bytes are packed by whoever knows what they hold.
#[derive(Clone, Debug, Default)]
pub struct NewArticle {
    /// Its id.
    pub id: String,
    /// What a story is called whose first article it is.
    pub own_story: String,
    /// Its place among the source's articles, from 1.
    pub record: usize,
    /// Path or URL.
    pub location: String,
    /// Headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its address, plain: captures that share one are one article.
    pub address: Option<String>,
    /// The day, ISO, that it says it was last changed, else published.
    pub stated: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// When it was published, EDTF.
    pub published: Option<String>,
    /// First day of that, ISO.
    pub first_day: Option<String>,
    /// Last day of that, ISO.
    pub last_day: Option<String>,
    /// Its text.
    pub text: String,
    /// Of all that it was read from.
    pub key: String,
    /// Article and reading, packed.
    pub reading: Vec<u8>,
    /// What it is compared by, packed.
    pub signature: Vec<u8>,
}

/// Bytes to be read.
#[derive(Clone, Debug)]
pub struct SourceBytes {
    /// The source.
    pub n: i64,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
    /// The first of its places.
    pub location: String,
    /// IANA media type, where it was given.
    pub media_type: Option<String>,
    /// The bytes, packed.
    pub bytes: Vec<u8>,
}

/// An article with what is packed of it.
#[derive(Clone, Debug)]
pub struct Packed {
    /// Its number.
    pub n: i64,
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Article and reading.
    pub reading: Vec<u8>,
    /// What it is compared by.
    pub signature: Vec<u8>,
}

impl Store {
    /// Whether bytes with this hash are kept.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn has_source(&self, sha256: &str) -> Result<bool, Error> {
        let sql = "SELECT EXISTS (SELECT 1 FROM source WHERE sha256 = ?1)";
        self.ask(|c| c.prepare_cached(sql)?.query_row([sha256], |row| row.get(0)))
    }

    /// Sources that lie somewhere and were not read as these stages and models would, or under another location.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn stale_sources(&self, read_by: &str, limit: usize) -> Result<Vec<SourceBytes>, Error> {
        let sql = format!(
            "SELECT s.n, s.sha256, (SELECT min(location) FROM place WHERE source = s.n), s.media_type, s.bytes
             FROM source s WHERE s.n IN ({STALE} ORDER BY t.n LIMIT ?2) ORDER BY s.n"
        );
        self.ask(|c| {
            let rows = |row: &rusqlite::Row<'_>| {
                Ok(SourceBytes {
                    n: row.get(0)?,
                    sha256: row.get(1)?,
                    location: row.get(2)?,
                    media_type: row.get(3)?,
                    bytes: row.get(4)?,
                })
            };
            c.prepare_cached(&sql)?.query_map(params![read_by, limit], rows)?.collect()
        })
    }

    /// How many of those there are.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn stale_count(&self, read_by: &str) -> Result<usize, Error> {
        self.ask(|c| c.query_row(&format!("SELECT count(*) FROM ({STALE})"), [read_by], |row| row.get(0)))
    }

    /// An article in a line.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn article(&self, id: &str) -> Result<Option<ArticleRow>, Error> {
        let sql = format!(
            "SELECT {} FROM article a LEFT JOIN story s ON s.n = a.story WHERE a.id = ?1 {BEST}",
            ArticleRow::COLUMNS
        );
        self.ask(|c| c.prepare_cached(&sql)?.query_row([id], ArticleRow::of).optional())
    }

    /// The articles of a source, by id, in their order.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn articles_of_source(&self, source: i64) -> Result<Vec<String>, Error> {
        let sql = "SELECT id FROM article WHERE source = ?1 ORDER BY record";
        self.ask(|c| c.prepare_cached(sql)?.query_map([source], |row| row.get(0))?.collect())
    }

    /// Article and reading as packed, by the article's id.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn reading(&self, article: &str) -> Result<Option<Vec<u8>>, Error> {
        let sql = format!("SELECT r.reading FROM reading r JOIN article a ON a.n = r.article WHERE a.id = ?1 {BEST}");
        self.ask(|c| c.prepare_cached(&sql)?.query_row([article], |row| row.get(0)).optional())
    }

    /// The bytes of all sources, packed, for checking.
    ///
    /// # Errors
    /// When the ledger can't be read, or `look` fails.
    pub fn each_source<E: From<Error>>(&self, mut look: impl FnMut(&str, &[u8]) -> Result<(), E>) -> Result<(), E> {
        let name = &self.name;
        let told = |error: rusqlite::Error| Error::of(name, &error);
        let mut statement = self.connection.prepare("SELECT sha256, bytes FROM source ORDER BY n").map_err(told)?;
        let mut rows = statement.query([]).map_err(told)?;
        while let Some(row) = rows.next().map_err(told)? {
            let sha256: String = row.get(0).map_err(told)?;
            let bytes = row.get_ref(1).map_err(told)?;
            look(&sha256, bytes.as_blob().unwrap_or_default())?;
        }
        Ok(())
    }
}

impl Store {
    /// The packed readings of these stages and models, each with its article's id and text and what it is compared by,
    /// for checking: the first so many after a number, with the number to go on from.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn packed_after(&self, n: i64, read_by: &str, limit: usize) -> Result<Vec<Packed>, Error> {
        let sql = "SELECT a.n, a.id, a.text, r.reading, g.signature FROM article a JOIN source s ON s.n = a.source
                   JOIN reading r ON r.article = a.n JOIN signature g ON g.article = a.n
                   WHERE a.n > ?1 AND s.read_by = ?2 ORDER BY a.n LIMIT ?3";
        let row = |row: &rusqlite::Row<'_>| {
            Ok(Packed {
                n: row.get(0)?,
                id: row.get(1)?,
                text: row.get(2)?,
                reading: row.get(3)?,
                signature: row.get(4)?,
            })
        };
        self.ask(|c| c.prepare_cached(sql)?.query_map(params![n, read_by, limit], row)?.collect())
    }
}

impl Writer<'_> {
    /// Begins an addition: everything that follows in this transaction is counted as of it. Time never runs backwards.
    ///
    /// # Errors
    /// When the ledger can't be written.
    pub fn addition(&self, now: &str, what: &str) -> Result<i64, Error> {
        self.ask(|c| {
            let sql = "INSERT INTO addition (at, what)
                       VALUES (max(?1, ifnull((SELECT at FROM addition ORDER BY n DESC LIMIT 1), ?1)), ?2)";
            c.execute(sql, [now, what])?;
            Ok(c.last_insert_rowid())
        })
    }

    /// Keeps new bytes and gives their number.
    ///
    /// # Errors
    /// When the ledger can't be written.
    pub fn keep_source(&self, source: NewSource<'_>) -> Result<i64, Error> {
        self.ask(|c| {
            c.prepare_cached("INSERT INTO source (sha256, media_type, bytes) VALUES (?1, ?2, ?3)")?
                .execute(params![source.sha256, source.media_type, source.bytes])?;
            Ok(c.last_insert_rowid())
        })
    }

    /// The number of the bytes with this hash, if they are kept.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn source(&self, sha256: &str) -> Result<Option<i64>, Error> {
        let sql = "SELECT n FROM source WHERE sha256 = ?1";
        self.ask(|c| c.prepare_cached(sql)?.query_row([sha256], |row| row.get(0)).optional())
    }

    /// The source that lies at a place.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn source_at(&self, location: &str) -> Result<Option<i64>, Error> {
        let sql = "SELECT source FROM place WHERE location = ?1";
        self.ask(|c| c.prepare_cached(sql)?.query_row([location], |row| row.get(0)).optional())
    }

    /// Says where a source lies. What lay there before and is no longer anywhere is given: it is revised.
    ///
    /// # Errors
    /// When the ledger can't be written.
    pub fn place(&self, location: &str, source: i64, addition: i64) -> Result<Option<i64>, Error> {
        self.ask(|c| {
            c.prepare_cached("DELETE FROM unreadable WHERE location = ?1")?.execute([location])?;
            let before: Option<i64> = c
                .prepare_cached("SELECT source FROM place WHERE location = ?1")?
                .query_row([location], |row| row.get(0))
                .optional()?;
            if before == Some(source) {
                return Ok(None);
            }
            c.prepare_cached("INSERT OR REPLACE INTO place (location, source, addition) VALUES (?1, ?2, ?3)")?
                .execute(params![location, source, addition])?;
            let mut touched = states::keys_of(c, source)?;
            if let Some(before) = before {
                touched.extend(states::keys_of(c, before)?);
            }
            states::settle(c, &touched)?;
            let Some(before) = before else { return Ok(None) };
            let elsewhere = "SELECT EXISTS (SELECT 1 FROM place WHERE source = ?1)";
            let elsewhere: bool = c.prepare_cached(elsewhere)?.query_row([before], |row| row.get(0))?;
            Ok((!elsewhere).then_some(before))
        })
    }

    /// Keeps what was read of a source, in place of what was read before.
    ///
    /// # Errors
    /// When the ledger can't be written.
    pub fn keep_reading(&self, source: i64, reading: SourceReading<'_>, addition: i64) -> Result<(), Error> {
        self.ask(|c| {
            let since = "SELECT min(addition) FROM article WHERE source = ?1";
            let since: Option<i64> = c.prepare_cached(since)?.query_row([source], |row| row.get(0))?;
            let mut touched = states::keys_of(c, source)?;
            drop_stories_of(c, source)?;
            c.prepare_cached("DELETE FROM article WHERE source = ?1")?.execute([source])?;
            c.prepare_cached("UPDATE source SET read_as = ?2, read_by = ?3, problems = ?4 WHERE n = ?1")?
                .execute(params![source, reading.read_as, reading.read_by, reading.problems])?;
            for article in reading.articles {
                let n = insert(c, source, article, since.unwrap_or(addition))?;
                self.unindexed.articles.borrow_mut().push(n);
                touched.push(Key { id: article.id.clone(), address: article.address.clone() });
            }
            states::settle(c, &touched)
        })
    }

    /// Says what can't be read and why.
    ///
    /// # Errors
    /// When the ledger can't be written.
    pub fn keep_unreadable(&self, location: &str, kind: &str, message: &str) -> Result<(), Error> {
        self.ask(|c| {
            c.prepare_cached("INSERT OR REPLACE INTO unreadable (location, kind, message) VALUES (?1, ?2, ?3)")?
                .execute([location, kind, message])
                .map(drop)
        })
    }
}

/// What a story's articles were weighed as no longer holds once one of them goes.
pub(crate) fn drop_stories_of(c: &rusqlite::Connection, source: i64) -> rusqlite::Result<()> {
    let stories: Vec<i64> = c
        .prepare_cached("SELECT DISTINCT story FROM article WHERE source = ?1 AND story IS NOT NULL")?
        .query_map([source], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    stories.into_iter().try_for_each(|story| drop_story(c, story))
}

fn insert(c: &rusqlite::Connection, source: i64, article: &NewArticle, addition: i64) -> rusqlite::Result<i64> {
    let authors = serde_json::to_string(&article.authors).unwrap_or_default();
    c.prepare_cached(
        "INSERT INTO article (id, source, record, addition, location, title, outlet, authors, url, language, published,
             first_day, last_day, text, own_story, address, stated)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
    )?
    .execute(params![
        article.id,
        source,
        article.record,
        addition,
        article.location,
        article.title,
        article.outlet,
        authors,
        article.url,
        article.language,
        article.published,
        article.first_day,
        article.last_day,
        article.text,
        article.own_story,
        article.address,
        article.stated
    ])?;
    let n = c.last_insert_rowid();
    c.prepare_cached("INSERT INTO reading (article, reading) VALUES (?1, ?2)")?.execute(params![n, article.reading])?;
    c.prepare_cached("INSERT INTO signature (article, key, signature) VALUES (?1, ?2, ?3)")?.execute(params![
        n,
        article.key,
        article.signature
    ])?;
    Ok(n)
}
