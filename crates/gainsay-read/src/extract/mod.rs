//! Bytes → articles: regions, metadata, dates.
//!
//! In: the bytes of one file or page, where they come from, their media type if known. Out: the articles they hold,
//! each with its whole readable text, a partition of it into regions, and what is known of title, outlet, authors and
//! dates. Never: another file, the network, the clock; a deleted word; a date of download taken for one of publication.
//! Scored by the F1 of the body's words, and by exact titles, authors and dates (`xtask quality pages`).

mod decode;
mod fold;
mod html;
mod json;
mod kind;
mod language;
mod limits;
mod lines;
mod markdown;
mod outlet;
mod pattern;
mod people;
mod phrases;
mod plain;
mod record;
mod regions;
mod stamp;
#[cfg(test)]
mod tests;

use gainsay_core::{Article, Capture, Problem, ProblemKind};
use sha2::{Digest, Sha256};

use kind::Kind;
pub(crate) use outlet::masthead;

/// What is to be read: bytes and what is known of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Input {
    /// Path or URL as given.
    pub location: String,
    /// The bytes as captured.
    pub bytes: Vec<u8>,
    /// IANA media type, with its `charset` if the source gave one.
    pub media_type: Option<String>,
    /// When and how they were captured, if known.
    pub captured: Option<Capture>,
}

/// What the bytes held.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extracted {
    /// The articles, in their order in the source.
    pub articles: Vec<Article>,
    /// What could not be read and belongs to no article. Problems of one article stand in [`Article::problems`].
    pub problems: Vec<Problem>,
}

/// Gets ready what reading any bytes needs, such as compiled rules: else the first that come wait for it.
pub fn prepare() {
    extract(&Input { bytes: b"Rules are read once.\n".to_vec(), ..Input::default() });
}

/// Reads the articles that these bytes hold. Never fails: what can't be read is told as a problem.
pub fn extract(input: &Input) -> Extracted {
    let Some(kind) = Kind::of(input) else {
        return Extracted::problem(
            ProblemKind::Unreadable,
            input,
            "is of a kind that is not read; give .txt, .md, .html, .json or .jsonl",
        );
    };
    if input.bytes.iter().all(u8::is_ascii_whitespace) {
        return Extracted::problem(ProblemKind::NoArticle, input, "holds no text; give a file with an article in it");
    }
    let decoded = decode::decode(&input.bytes, input.media_type.as_deref(), kind);
    let base = Article {
        location: input.location.clone(),
        media_type: kind.media_type().to_owned(),
        sha256: sha256(&input.bytes),
        captured: input.captured.clone(),
        problems: decoded
            .problems
            .iter()
            .map(|message| problem(ProblemKind::Encoding, &input.location, message))
            .collect(),
        ..Article::default()
    };
    let mut extracted = match kind {
        Kind::Plain => plain::read(base, decoded.text),
        Kind::Markdown => markdown::read(base, decoded.text),
        Kind::Json => json::read(base, &decoded.text),
        Kind::JsonLines => json::read_lines(base, &decoded.text),
        Kind::Html => html::read(base, &decoded.text),
    };
    for article in &mut extracted.articles {
        limits::apply(article);
        language::tell(article);
        regions::check(article);
    }
    extracted
}

impl Extracted {
    fn problem(kind: ProblemKind, input: &Input, message: &str) -> Self {
        Self { articles: Vec::new(), problems: vec![problem(kind, &input.location, message)] }
    }
}

fn problem(kind: ProblemKind, location: &str, message: &str) -> Problem {
    Problem { kind, location: location.to_owned(), message: format!("`{location}` {message}") }
}

/// SHA-256: by it articles are told apart.
pub fn hash(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// SHA-256 in hexadecimal.
fn sha256(bytes: &[u8]) -> String {
    hash(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
