//! Whether the ledger is whole: the file, its indexes and counts, and every span of every story.

use std::collections::BTreeMap;

use gainsay_store::Packed;
use gainsay_weigh::Signature;
use rayon::prelude::*;

use super::{Ledger, identity, packing};
use crate::{
    Error,
    present::{Dossier, ids, view},
};

/// So many readings are unpacked together.
const AT_ONCE: usize = 64;

impl Ledger {
    /// What is wrong with the ledger, one sentence each; nothing where all is well. What waits to be weighed is no fault.
    ///
    /// # Errors
    /// When it can't even be read.
    pub fn check(&self) -> Result<Vec<String>, Error> {
        let mut faults = self.store.faults()?;
        let name = self.name();
        self.store.each_source(|sha256, packed| -> Result<(), Error> {
            let found = packing::unpress(packed, &name).map(|bytes| identity::sha256(&bytes));
            if !found.is_ok_and(|found| found == sha256) {
                faults.push(format!("the bytes {sha256} are not those that were added"));
            }
            Ok(())
        })?;
        faults.extend(self.faults_of_readings()?);
        for id in self.store.story_ids()? {
            let Some(packed) = self.store.dossier(&id)? else { continue };
            match packing::unpack_dossier(&packed, &name) {
                Ok(dossier) => faults.extend(faults_of(&dossier, &id)),
                Err(error) => faults.push(format!("story {id}: {error}")),
            }
        }
        Ok(faults)
    }

    /// Readings and signatures that don't unpack or are of another article. Those that another version packed have a shape
    /// that only it knows, and are read again by whoever writes next.
    fn faults_of_readings(&self) -> Result<Vec<String>, Error> {
        let (name, read_by) = (self.name(), identity::read_by());
        let (mut faults, mut last) = (Vec::new(), 0);
        loop {
            let packed = self.store.packed_after(last, read_by, AT_ONCE)?;
            let Some(end) = packed.last() else { return Ok(faults) };
            last = end.n;
            let found = packed.par_iter().flat_map_iter(|one| faults_of_packed(one, &name));
            faults.extend(found.collect::<Vec<String>>());
        }
    }
}

fn faults_of_packed(packed: &Packed, ledger: &str) -> Vec<String> {
    let mut faults = Vec::new();
    match packing::unpack::<packing::KeptReading>(&packed.reading, ledger) {
        Ok(kept) if kept.article.text != packed.text || ids::of_article(&kept.article) != packed.id => {
            faults.push(format!("the reading of article {} is of other words", packed.id));
        }
        Ok(_) => {}
        Err(error) => faults.push(format!("the reading of article {}: {error}", packed.id)),
    }
    if let Err(error) = packing::unpack_small::<Signature>(&packed.signature, ledger) {
        faults.push(format!("what article {} is compared by: {error}", packed.id));
    }
    faults
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_unpack_is_a_fault() {
        let mut ledger = Ledger::in_memory().expect("a ledger");
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.txt");
        std::fs::write(&file, "The harbour was closed on Monday, the mayor of Port Osmund said.").expect("written");
        ledger.add(&[&file], crate::ledger::AddOptions::default()).expect("added");
        let whole = ledger.store.packed_after(0, identity::read_by(), 1).expect("asked").remove(0);
        assert_eq!(faults_of_packed(&whole, "x"), Vec::<String>::new());
        let spoilt = [
            Packed { reading: whole.reading[1..].to_vec(), ..whole.clone() },
            Packed { signature: whole.signature[..3].to_vec(), ..whole.clone() },
            Packed { text: "Other words.".to_owned(), ..whole.clone() },
            Packed { id: "a0".to_owned(), ..whole },
        ];
        for packed in spoilt {
            assert_eq!(faults_of_packed(&packed, "x").len(), 1, "{packed:?}");
        }
    }
}
