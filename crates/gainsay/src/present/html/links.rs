//! Where links lead: within one file, or to the pages of an app. The pages themselves are the same.

use crate::present::view::{Dossier, Span};

use super::marks::Marks;

/// Where links lead. Ids are opaque; what a link is made of must be encoded for an address.
pub trait Links {
    /// To a story; nothing where it is on this page.
    fn story(&self, id: &str) -> Option<String>;
    /// To an article.
    fn article(&self, id: &str) -> String;
    /// To a claim.
    fn claim(&self, id: &str) -> String;
    /// To the page with all of a claim; nothing where all of it is on this page.
    fn all_of_claim(&self, id: &str) -> Option<String>;
    /// To an event.
    fn event(&self, id: &str) -> String;
    /// To a person, an organization, a place.
    fn entity(&self, id: &str) -> String;
    /// To where this can be corrected; nothing where it can't.
    fn correct(&self, id: &str) -> Option<String>;
    /// To these words, marked in their article.
    fn span(&self, span: &Span) -> String;
    /// To the page that holds all of a part of a story; nothing where all of it is folded into this page.
    fn part(&self, story: &str, part: Part) -> Option<String>;
    /// To a story with its timeline from one day to another; nothing where it can't be zoomed.
    fn window(&self, story: &str, days: Option<(&str, &str)>) -> Option<String>;
    /// Whether articles have notes to their marks, which a script may show where the reader points.
    fn notes(&self) -> bool;
    /// To the matrix with other columns; nothing where there is one matrix only.
    fn matrix_by(&self, story: &str, by: Columns) -> Option<String>;
}

/// What may have a page of its own beside the story's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Part {
    Claims,
    Timeline,
    Matrix,
    Origins,
    Said,
    Names,
    Articles,
}

impl Part {
    /// All parts, in the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::Claims, Self::Timeline, Self::Matrix, Self::Origins, Self::Said, Self::Names, Self::Articles];

    /// Its name in addresses and anchors.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Claims => "claims",
            Self::Timeline => "timeline",
            Self::Matrix => "matrix",
            Self::Origins => "origins",
            Self::Said => "said",
            Self::Names => "names",
            Self::Articles => "articles",
        }
    }

    /// Its name for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Claims => "Claims",
            Self::Timeline => "What happened",
            Self::Matrix => "Matrix",
            Self::Origins => "Origins",
            Self::Said => "Who said what",
            Self::Names => "Who is who",
            Self::Articles => "Articles",
        }
    }
}

/// Who stands in the columns of the matrix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Columns {
    /// Those who publish.
    #[default]
    Outlets,
    /// Those whose words they are.
    Speakers,
}

/// Links of a file that holds everything itself.
pub(super) struct OneFile<'d>(Marks<'d>);

impl<'d> OneFile<'d> {
    pub(super) fn new(dossier: &'d Dossier) -> Self {
        Self(Marks::new(dossier))
    }
}

impl Links for OneFile<'_> {
    fn story(&self, _: &str) -> Option<String> {
        None
    }

    fn article(&self, id: &str) -> String {
        format!("#{id}")
    }

    fn claim(&self, id: &str) -> String {
        format!("#{id}")
    }

    fn all_of_claim(&self, _: &str) -> Option<String> {
        None
    }

    fn event(&self, id: &str) -> String {
        format!("#{id}")
    }

    fn entity(&self, id: &str) -> String {
        format!("#{id}")
    }

    fn correct(&self, _: &str) -> Option<String> {
        None
    }

    fn span(&self, span: &Span) -> String {
        format!("#{}", self.0.anchor_of(span))
    }

    fn part(&self, _: &str, _: Part) -> Option<String> {
        None
    }

    fn window(&self, _: &str, _: Option<(&str, &str)>) -> Option<String> {
        None
    }

    fn notes(&self) -> bool {
        false
    }

    fn matrix_by(&self, _: &str, _: Columns) -> Option<String> {
        None
    }
}
