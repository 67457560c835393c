//! Ids that somebody noted down and that nothing has any more: to what they lead now, or what happened.
//!
//! Entities, events and claims are known by words of their earliest report. When an earlier report joins, or two turn out
//! to be one, the id goes; the words still stand in what it became.

use gainsay_core::Span;
use gainsay_store::RetiredRow;

use super::Ledger;
use crate::{
    Error,
    present::{Dossier, ids, view},
};

/// What became of an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Became {
    /// It is known by this id now.
    Known(String),
    /// It is no more; what happened, in a sentence.
    Gone(String),
}

impl Ledger {
    /// What became of an id that nothing in the ledger has; `None` where nothing ever had it.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn became(&self, id: &str) -> Result<Option<Became>, Error> {
        if let Some(later) = self.store.replaced_by(id)? {
            let row = self.store.article(&later)?;
            let became = match row.and_then(|row| row.story) {
                Some(story) if id.starts_with("st") => Became::Known(story),
                Some(_) => Became::Known(later),
                None => Became::Gone(format!("`{id}` was replaced by {later}, which is in no story")),
            };
            return Ok(Some(became));
        }
        let Some(retired) = self.store.retired(id)? else { return Ok(None) };
        let mut article = retired.article.clone();
        let mut story = self.weighed_story(&article)?;
        if story.is_none()
            && let Some(later) = self.store.replaced_by(&article)?
        {
            story = self.weighed_story(&later)?;
            article = later;
        }
        let found = story.and_then(|story| now(&story, id, &retired));
        Ok(Some(match found {
            Some(now) => Became::Known(now),
            None if article != retired.article => Became::Gone(format!(
                "the {} `{id}` (“{}”) went with words of {} that {article} took out",
                retired.kind, retired.label, retired.article
            )),
            None => Became::Gone(format!(
                "the {} `{id}` (“{}”) of article {} is no longer made out",
                retired.kind, retired.label, retired.article
            )),
        }))
    }

    /// The id by which something is known now: the one given, unless only an earlier one was.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn known_as(&self, id: &str) -> Result<String, Error> {
        if self.store.story_of(id)?.is_some() {
            return Ok(id.to_owned());
        }
        Ok(match self.became(id)? {
            Some(Became::Known(now)) => now,
            _ => id.to_owned(),
        })
    }

    fn weighed_story(&self, article: &str) -> Result<Option<Dossier>, Error> {
        let Some(story) = self.store.story_of(article)? else { return Ok(None) };
        self.dossier_of(&story.id)
    }
}

/// What holds the words that gave the id; of several the one that is called as before. Where the words are gone, the only
/// one that is called so.
fn now(story: &Dossier, id: &str, retired: &RetiredRow) -> Option<String> {
    let all = candidates(story, &retired.kind);
    let holding: Vec<&Candidate<'_>> =
        all.iter().filter(|one| one.ids.iter().any(|own| own == ids::bare(id))).collect();
    let called: Vec<&Candidate<'_>> = all.iter().filter(|one| one.label == retired.label).collect();
    let of_both = holding.iter().find(|one| one.label == retired.label);
    let only = || match called.as_slice() {
        [only] if holding.is_empty() => Some(*only),
        _ => None,
    };
    of_both.or(holding.first()).copied().or_else(only).map(|one| one.id.to_owned())
}

/// Something that an id may lead to.
struct Candidate<'s> {
    id: &'s str,
    label: &'s str,
    /// The ids that its words could have given it.
    ids: Vec<String>,
}

fn candidates<'s>(story: &'s Dossier, kind: &str) -> Vec<Candidate<'s>> {
    let mention = |prefix: &str, at: &view::Span| ids::of_mention(prefix, &at.article, Span::new(at.start, at.end));
    match kind {
        "entity" => {
            let one = |one: &'s view::Entity| Candidate {
                id: &one.id,
                label: &one.name,
                ids: one.mentions.iter().map(|at| mention("n", at)).collect(),
            };
            story.entities.iter().map(one).collect()
        }
        "event" => {
            let one = |one: &'s view::Event| Candidate {
                id: &one.id,
                label: &one.label,
                ids: one.mentions.iter().map(|told| mention("e", &told.span)).collect(),
            };
            story.events.iter().map(one).collect()
        }
        _ => {
            let of =
                |one: &view::Claim, at: &view::Span| ids::of_claim(one.facet, &at.article, Span::new(at.start, at.end));
            let one = |one: &'s view::Claim| Candidate {
                id: &one.id,
                label: &one.label,
                ids: one.positions.iter().map(|position| of(one, &position.evidence)).collect(),
            };
            story.claims.iter().map(one).collect()
        }
    }
}
