//! One article as captured: its text, what part of it is what, and what is known about it.

use serde::{Deserialize, Serialize};

use crate::{Interval, Problem, Span};

/// One article. `text` never changes once made; everything else points into it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Path or URL as given; with `#N` for the N-th record (from 1) of a file that holds several.
    pub location: String,
    /// IANA media type, such as `text/html`.
    pub media_type: String,
    /// SHA-256 of the bytes as captured, in hexadecimal.
    pub sha256: String,
    /// When and how it was captured, if known. Never taken for a date of publication.
    pub captured: Option<Capture>,
    /// Everything readable, in reading order, nothing deleted.
    pub text: String,
    /// A partition of the readable text (white space between regions aside), in order.
    pub regions: Vec<Region>,
    /// Headline, without the outlet's suffix.
    pub title: Option<StatedSpan>,
    /// Who published it, as a reader would name it, or its host without `www.` where no name is given.
    pub outlet: Option<String>,
    /// Who wrote it: persons, and agencies where the byline credits one.
    pub authors: Vec<Byline>,
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
    /// Links inside the body.
    pub links: Vec<Link>,
    /// What could not be read or decided while extracting.
    pub problems: Vec<Problem>,
}

impl Article {
    /// An article whose paragraphs are the text's lines, for a text of which nothing else is known.
    pub fn of_lines(text: String) -> Self {
        let mut regions = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(start, start + line.len()).trim(&text);
            start += line.len();
            if !span.is_empty() {
                regions.push(Region { kind: RegionKind::Paragraph, span, why: "a line".into() });
            }
        }
        Self { text, regions, ..Self::default() }
    }

    /// The region that holds this byte, as an index into `regions`.
    pub fn region_at(&self, byte: usize) -> Option<usize> {
        let after = self.regions.partition_point(|r| r.span.start <= byte);
        let at = after.checked_sub(1)?;
        (byte < self.regions[at].span.end).then_some(at)
    }
}

/// When and how the bytes came here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Capture {
    /// RFC 3339, as the source says it.
    pub at: Option<String>,
    /// What says so: `date_download`, a WARC header…
    pub how: String,
}

/// A text that may also stand in the article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatedSpan {
    /// The text itself, white space collapsed.
    pub text: String,
    /// Where it stands in the article's text, if it does.
    pub span: Option<Span>,
}

/// One author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Byline {
    /// The name, without "By" and without the outlet.
    pub name: String,
    /// Where it stands in the article's text, if it does.
    pub span: Option<Span>,
}

/// A stretch of text and what it is on the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// What it is.
    pub kind: RegionKind,
    /// Where it stands. A paragraph is one region.
    pub span: Span,
    /// What decided its kind, in a few words.
    pub why: String,
}

/// What a region is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it; dossier.md lists them")]
pub enum RegionKind {
    Title,
    Byline,
    Dateline,
    Date,
    Summary,
    Heading,
    Paragraph,
    Quote,
    List,
    Caption,
    Related,
    Comments,
    Navigation,
    Advert,
    Share,
    Notice,
}

impl RegionKind {
    /// Whether it is the article's own content.
    pub const fn is_content(self) -> bool {
        !matches!(self, Self::Related | Self::Comments | Self::Navigation | Self::Advert | Self::Share | Self::Notice)
    }

    /// Whether it is read for names, statements and events: content that tells the story. Bylines and stamps aren't.
    pub const fn is_analysed(self) -> bool {
        matches!(
            self,
            Self::Title
                | Self::Dateline
                | Self::Summary
                | Self::Heading
                | Self::Paragraph
                | Self::Quote
                | Self::List
                | Self::Caption
        )
    }

    /// The name used in dossiers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Date => "date",
            Self::Summary => "summary",
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::Quote => "quote",
            Self::List => "list",
            Self::Caption => "caption",
            Self::Related => "related",
            Self::Comments => "comments",
            Self::Navigation => "navigation",
            Self::Advert => "advert",
            Self::Share => "share",
            Self::Notice => "notice",
        }
    }
}

/// A date and what it rests on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Dating {
    /// The day (or longer interval), if known.
    pub value: Option<Interval>,
    /// What kind of ground it has.
    pub basis: Basis,
    /// Where the text says so, if it does.
    pub evidence: Option<Span>,
    /// The reason in words.
    pub why: String,
}

/// What a date rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Printed in the text.
    Stated,
    /// JSON-LD, meta tags, feed, file.
    Metadata,
    /// From other articles, or from what the text says of known dates.
    Deduced,
    /// Not known.
    #[default]
    Unknown,
}

impl Basis {
    /// The name used in dossiers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Metadata => "metadata",
            Self::Deduced => "deduced",
            Self::Unknown => "unknown",
        }
    }
}

/// A link inside the body: evidence of where a report comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The linked words.
    pub span: Span,
    /// Where it leads, absolute where that could be made out.
    pub target: String,
}
