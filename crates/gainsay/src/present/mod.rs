//! What people and programs see: one dossier, three renderings.
//!
//! In: articles, readings and their weighing. Out: a [`Dossier`], and of it JSON, Markdown or one HTML file. Never does:
//! decide anything about the story. What is shown was decided before, with its reason; a rendering orders, escapes and
//! lays out. Scored by: every span slices to its `exact`; hostile article text stays text in every rendering.

mod build;
mod dates;
mod digest;
pub mod html;
pub mod ids;
mod markdown;
mod sides;
pub mod view;
mod words;

#[cfg(test)]
mod rendering_tests;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

use std::{fmt, str::FromStr};

pub use build::Parts;
pub use markdown::escape;
pub use view::Dossier;

/// How a dossier is written out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For a terminal and for pasting.
    #[default]
    Markdown,
    /// For programs: `gainsay/dossier/1`.
    Json,
    /// One self-contained file for a browser.
    Html,
}

impl Dossier {
    /// The dossier written out.
    pub fn render(&self, format: Format) -> String {
        match format {
            Format::Json => self.to_json(),
            Format::Markdown => markdown::render(self),
            Format::Html => html::render(self),
        }
    }

    /// The dossier as JSON, indented, with a line feed at the end.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The JSON Schema (draft 2020-12) of [`Dossier::to_json`], derived from the types, with a line feed at the end.
    pub fn json_schema() -> String {
        let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
        let schema = settings.into_generator().into_root_schema_for::<Dossier>();
        let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// The address if a browser may be sent there: http or https, with a host, free of spaces and control characters.
fn web_address(address: &str) -> Option<&str> {
    let address = address.trim();
    let (scheme, rest) = address.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let is_clean = !address.chars().any(|c| c.is_whitespace() || c.is_control());
    (is_web && is_clean && !rest.is_empty()).then_some(address)
}

impl FromStr for Format {
    type Err = UnknownFormatError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "markdown" => Ok(Self::Markdown),
            "json" => Ok(Self::Json),
            "html" => Ok(Self::Html),
            other => Err(UnknownFormatError(other.to_owned())),
        }
    }
}

/// The name of no format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFormatError(String);

impl fmt::Display for UnknownFormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no format; write markdown, json or html", self.0)
    }
}

impl std::error::Error for UnknownFormatError {}
