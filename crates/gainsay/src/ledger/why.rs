//! Why: every span and every rule that led to a claim, an event, an entity or an attribution.

use serde::Serialize;

use super::Ledger;
use crate::{
    Error,
    present::{Dossier, view},
};

/// Why something is in the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Why {
    /// Its id.
    pub id: String,
    /// What it is: `claim`, `event`, `entity`, `attribution`.
    pub kind: &'static str,
    /// What it is called.
    pub label: String,
    /// Id of its story.
    pub story: String,
    /// What led to it, in order.
    pub because: Vec<Because>,
}

/// One thing that led there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Because {
    /// The rule or the role, in words.
    pub text: String,
    /// The words of an article that it rests on.
    pub span: Option<view::Span>,
}

impl Because {
    fn rule(text: impl Into<String>) -> Self {
        Self { text: text.into(), span: None }
    }

    fn words(text: impl Into<String>, span: &view::Span) -> Self {
        Self { text: text.into(), span: Some(span.clone()) }
    }
}

impl Ledger {
    /// Why a claim, event, entity or attribution is what it is; `None` where there is none of this id. An earlier id
    /// leads to what it became.
    ///
    /// # Errors
    /// When the ledger can't be read.
    pub fn why(&self, id: &str) -> Result<Option<Why>, Error> {
        let (asked, known_as) = (id, self.known_as(id)?);
        let id = known_as.as_str();
        let Some(story) = self.story_of(id)? else { return Ok(None) };
        let Some(dossier) = self.dossier_of(&story.id)? else { return Ok(None) };
        let found = claim(&dossier, id).or_else(|| event(&dossier, id)).or_else(|| entity(&dossier, id));
        let Some((kind, label, mut because)) = found.or_else(|| attribution(&dossier, id)) else { return Ok(None) };
        let mut withdrawn = self.store.withdrawn(Some(id), None)?;
        if asked != id {
            withdrawn.extend(self.store.withdrawn(Some(asked), None)?);
        }
        for row in withdrawn {
            because.push(Because::rule(format!(
                "rested on words that {} took out of {}: “{}”",
                row.new, row.old, row.exact
            )));
        }
        Ok(Some(Why { id: id.to_owned(), kind, label, story: story.id, because }))
    }
}

type Found = Option<(&'static str, String, Vec<Because>)>;

fn claim(dossier: &Dossier, id: &str) -> Found {
    let claim = dossier.claims.iter().find(|claim| claim.id == id)?;
    let mut because = vec![Because::rule(format!("status {}", claim.status.as_str()))];
    because.extend(claim.why.iter().map(Because::rule));
    for value in &claim.values {
        because.push(Because::rule(format!("“{}” rests on {} origins at most", value.value, value.origins)));
    }
    for position in &claim.positions {
        let holder: Vec<&str> = position.chain.iter().filter_map(|link| link.name.as_deref()).collect();
        let text = format!("{} “{}”: {}", position.stance.as_str(), position.value, holder.join(" < "));
        because.push(Because::words(text, &position.evidence));
        because.extend(position.cue.iter().map(|cue| Because::words("the words that attribute it", cue)));
        let origin = position.origin.as_ref().and_then(|id| dossier.origins.iter().find(|origin| origin.id == *id));
        because.extend(
            origin.map(|origin| Because::rule(format!("comes from {} ({})", origin.label, origin.basis.as_str()))),
        );
    }
    Some(("claim", claim.label.clone(), because))
}

fn event(dossier: &Dossier, id: &str) -> Found {
    let event = dossier.events.iter().find(|event| event.id == id)?;
    let mut because = vec![Because::rule(format!("status {}", event.status.as_str()))];
    if let Some(when) = &event.when {
        let why = when.why.as_deref().unwrap_or("as written");
        let text = format!("when: {} ({}; {why})", when.value, when.basis.as_str());
        because.push(Because { text, span: when.evidence.clone() });
    }
    for reason in &event.why {
        let decision = match reason.decision {
            view::Decision::Joined => "joined",
            view::Decision::KeptApart => "kept apart",
        };
        let other = reason.event.as_deref().map(|other| format!(" from {other}")).unwrap_or_default();
        because.push(Because::rule(format!("{decision}{other}: {}", reason.text)));
    }
    for mention in &event.mentions {
        because.push(Because::words(format!("told as {}", mention.factuality.as_str()), &mention.sentence));
        because.push(Because::words("its predicate there".to_owned(), &mention.span));
    }
    Some(("event", event.label.clone(), because))
}

fn entity(dossier: &Dossier, id: &str) -> Found {
    let entity = dossier.entities.iter().find(|entity| entity.id == id)?;
    let mut because: Vec<Because> =
        entity.why.iter().map(|one| Because::rule(format!("“{}”: {}", one.alias, one.why))).collect();
    because.extend(entity.description.iter().map(|span| Because::words("described", span)));
    because.extend(entity.mentions.iter().map(|span| Because::words("mentioned", span)));
    Some(("entity", entity.name.clone(), because))
}

fn attribution(dossier: &Dossier, id: &str) -> Found {
    let said = dossier.attributions.iter().find(|said| said.id == id)?;
    let mut because = vec![Because::rule(format!("{}, {}", said.form.as_str(), said.stance.as_str()))];
    because.extend(said.source.span.iter().map(|span| Because::words("the source", span)));
    because.extend(said.cue.iter().map(|span| Because::words("the words that attribute it", span)));
    because.push(Because::words("what is attributed", &said.content));
    Some(("attribution", said.source.text.clone().unwrap_or_else(|| "source not known".to_owned()), because))
}
