//! Whether the ledger is whole: the file, its indexes and counts, and every span of every story.

use std::collections::BTreeMap;

use gainsay_read::extract::hash;

use super::{Ledger, packing};
use crate::{
    Error,
    present::{Dossier, view},
};

impl Ledger {
    /// What is wrong with the ledger, one sentence each; nothing where all is well. What waits to be weighed is no fault.
    ///
    /// # Errors
    /// When it can't even be read.
    pub fn check(&self) -> Result<Vec<String>, Error> {
        let mut faults = self.store.faults()?;
        let name = self.name();
        self.store.each_source(|sha256, packed| -> Result<(), Error> {
            let bytes = packing::unpress(packed, &name);
            let found = bytes.map(|bytes| hash(&bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>());
            match found {
                Ok(found) if found == sha256 => {}
                _ => faults.push(format!("the bytes {sha256} are not those that were added")),
            }
            Ok(())
        })?;
        for id in self.store.story_ids()? {
            let Some(packed) = self.store.dossier(&id)? else { continue };
            match packing::unpack_dossier(&packed, &name) {
                Ok(dossier) => faults.extend(faults_of(&dossier, &id)),
                Err(error) => faults.push(format!("story {id}: {error}")),
            }
        }
        Ok(faults)
    }
}

/// Spans of a story that don't slice to their text.
fn faults_of(dossier: &Dossier, story: &str) -> Vec<String> {
    let texts: BTreeMap<&str, &str> = dossier.articles.iter().map(|a| (a.id.as_str(), a.text.as_str())).collect();
    let fits = |span: &view::Span| {
        let text = texts.get(span.article.as_str());
        text.and_then(|text| text.get(span.start..span.end)) == Some(span.exact.as_str())
    };
    let wrong = spans(dossier).into_iter().filter(|span| !fits(span));
    let say = |span: &view::Span| {
        format!("story {story}: {}..{} of article {} is not “{}”", span.start, span.end, span.article, span.exact)
    };
    wrong.map(say).collect()
}

/// All spans of a dossier.
fn spans(dossier: &Dossier) -> Vec<&view::Span> {
    let mut all: Vec<&view::Span> = Vec::new();
    for article in &dossier.articles {
        all.extend(article.published.evidence.iter().chain(&article.modified.evidence));
    }
    for entity in &dossier.entities {
        all.extend(entity.description.iter().chain(&entity.mentions));
    }
    for said in &dossier.attributions {
        all.extend(said.source.span.iter().chain(&said.cue).chain([&said.content]));
        all.extend(said.via.iter().filter_map(|via| via.span.as_ref()));
    }
    for event in &dossier.events {
        all.extend(event.when.iter().filter_map(|when| when.evidence.as_ref()));
        all.extend(event.mentions.iter().flat_map(|mention| [&mention.span, &mention.sentence]));
    }
    for position in dossier.claims.iter().flat_map(|claim| &claim.positions) {
        all.extend([&position.evidence].into_iter().chain(&position.cue));
    }
    all.extend(dossier.origins.iter().flat_map(|origin| &origin.evidence));
    all.extend(dossier.timeline.iter().flat_map(|entry| &entry.evidence));
    all
}
