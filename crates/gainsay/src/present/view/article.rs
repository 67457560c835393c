//! An article as captured, and what part of it is what.

use gainsay_core::{Basis, RegionKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Span;

/// One article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Article {
    /// `a` and digits, see [`crate::present::ids`].
    pub id: String,
    /// Path or URL as given; with `#N` for the N-th record of a file that holds several.
    pub location: String,
    /// IANA media type.
    pub media_type: String,
    /// SHA-256 of the bytes as captured, in hexadecimal.
    pub sha256: String,
    /// When and how it was captured. Never taken for a date of publication.
    pub captured: Option<Capture>,
    /// Everything readable in the source, in reading order, nothing deleted.
    pub text: String,
    /// A partition of the readable text, in order.
    pub regions: Vec<Region>,
    /// Headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Where it was fetched from.
    pub url: Option<String>,
    /// The address it names as its own.
    pub canonical_url: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// When it was first published.
    pub published: Dating,
    /// When it was last changed.
    pub modified: Dating,
    /// The earlier capture of the same address that this one revises.
    pub revision_of: Option<Revision>,
}

/// An earlier capture of an article. Nothing it says counts any more but what the later one kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Revision {
    /// Path or URL as given.
    pub location: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// When and how it was captured.
    pub captured: Option<Capture>,
    /// Its lines that the later one lacks, in order.
    pub removed: Vec<String>,
    /// Lines of the later one that it lacked.
    pub added: Vec<Span>,
}

/// When and how an article came here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Capture {
    /// RFC 3339, as the source says it.
    pub at: Option<String>,
    /// What says so.
    pub how: String,
}

/// A stretch of an article's text and what it is on the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Region {
    /// What it is.
    pub kind: RegionKind,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What decided its kind.
    pub why: String,
}

/// A date of an article and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Dating {
    /// EDTF.
    pub value: Option<String>,
    /// What it rests on.
    pub basis: Basis,
    /// Where the text says so.
    pub evidence: Option<Span>,
    /// The reason in words.
    pub why: Option<String>,
}
