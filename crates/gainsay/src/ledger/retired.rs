//! Ids that somebody noted down and that nothing has any more: to what they lead now, or what happened.
//!
//! Entities, events and claims are known by words of their earliest report. When an earlier report joins, or two turn out
//! to be one, the id goes; the words still stand in what it became.

use gainsay_core::Span;

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
        let found = story.and_then(|story| {
            let now = by_words(&story, id);
            now.or_else(|| by_label(&story, &retired.kind, &retired.label))
        });
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

/// What holds the words that gave the id.
fn by_words(story: &Dossier, id: &str) -> Option<String> {
    let is_by = |prefix: &str, span: &view::Span| {
        ids::of_mention(prefix, &span.article, Span::new(span.start, span.end)) == id
    };
    let entity = || story.entities.iter().find(|one| one.mentions.iter().any(|span| is_by("n", span)));
    let event = || story.events.iter().find(|one| one.mentions.iter().any(|mention| is_by("e", &mention.span)));
    let claim = || {
        story.claims.iter().find(|one| {
            let by = |position: &view::Position| {
                let span = &position.evidence;
                ids::of_claim(one.facet, &span.article, Span::new(span.start, span.end)) == id
            };
            one.positions.iter().any(by)
        })
    };
    let found = entity().map(|one| &one.id);
    found.or_else(|| event().map(|one| &one.id)).or_else(|| claim().map(|one| &one.id)).cloned()
}

/// The one of this kind that is called the same.
fn by_label(story: &Dossier, kind: &str, label: &str) -> Option<String> {
    let called: Vec<&String> = match kind {
        "entity" => story.entities.iter().filter(|one| one.name == label).map(|one| &one.id).collect(),
        "event" => story.events.iter().filter(|one| one.label == label).map(|one| &one.id).collect(),
        _ => story.claims.iter().filter(|one| one.label == label).map(|one| &one.id).collect(),
    };
    match called.as_slice() {
        [only] => Some((*only).clone()),
        _ => None,
    }
}
