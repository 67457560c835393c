//! Whether two names may stand for one person, organization or other thing.

use gainsay_core::EntityKind;

use super::{
    organizations::same_organization,
    persons::{PersonName, same_person},
    spelling::{is_written_in_ideographs, plain},
};

/// What speaks for two names being one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// Whether the names alone are enough; otherwise the story must speak for it too: it knows only one such name, or the
    /// other spelling is a slip that one article makes.
    pub sure: bool,
    /// Why they may be one.
    pub why: &'static str,
}

impl Likeness {
    pub(super) const fn sure(why: &'static str) -> Self {
        Self { sure: true, why }
    }

    pub(super) const fn unsure(why: &'static str) -> Self {
        Self { sure: false, why }
    }
}

/// Whether two names may be one, by the names alone; `None` where they can't be. Symmetric.
pub fn likeness(kind: EntityKind, a: &str, b: &str) -> Option<Likeness> {
    // Signs that are read alike are different names, and their transliteration hides it.
    if is_written_in_ideographs(a) && is_written_in_ideographs(b) {
        return (a == b).then_some(Likeness::sure("same name"));
    }
    let words = |text: &str| -> Vec<String> { text.split_whitespace().map(plain).collect() };
    match kind {
        EntityKind::Person => same_person(&PersonName::parse(a), &PersonName::parse(b)),
        EntityKind::Organization => same_organization(a, b),
        EntityKind::Place | EntityKind::Other => (words(a) == words(b)).then_some(Likeness::sure("same words")),
    }
}
