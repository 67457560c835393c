//! Names of a treebank whose proper nouns are known, but not their kinds: the model says of what kind they are.
//!
//! Every proper noun is in a name and nothing else begins one; so boundaries are gold, and kinds as good as the model.

use gainsay_core::Upos;
use gainsay_read::annotate::entities::features::{ArticleForms, Word, is_titled};
use gainsay_read::annotate::entities::lists::Mark;
use gainsay_read::annotate::entities::tagger::{LABELS, NameModel, OUTSIDE, Weights, decode, is_begin};
use gainsay_read::annotate::syntax::clusters::Clusters;

use super::corpora::{self, Document, Gold};

/// Pseudo-features that hold the decoder to what is known of a word.
const MUST_BE_NAME: u32 = u32::MAX;
const MUST_NOT_BEGIN: u32 = u32::MAX - 1;

struct Held<'m>(&'m NameModel);

impl Weights for Held<'_> {
    fn add(&self, feature: u32, scores: &mut [f32; LABELS]) {
        match feature {
            MUST_BE_NAME => scores[OUTSIDE] -= 1e6,
            MUST_NOT_BEGIN => (0..LABELS).filter(|l| is_begin(*l)).for_each(|l| scores[l] -= 1e6),
            _ => self.0.add(feature, scores),
        }
    }

    fn step(&self, before: usize, label: usize) -> f32 {
        self.0.step(before, label)
    }
}

/// Labels the documents.
pub(super) fn label(model: &NameModel, clusters: Option<&Clusters>, documents: &[Document]) -> Vec<Document> {
    documents.iter().map(|document| label_document(model, clusters, document)).collect()
}

fn label_document(model: &NameModel, clusters: Option<&Clusters>, document: &Document) -> Document {
    let words = super::marked(document, clusters);
    let forms = ArticleForms::read(&words);
    let label = |(words, gold): (&Vec<Word<'_>>, &corpora::Sentence)| {
        let titled = is_titled(words);
        let mut features = Vec::with_capacity(words.len());
        for at in 0..words.len() {
            let mut out = model.features(words, at, &forms, titled);
            out.extend(held(&words[at]));
            features.push(out);
        }
        let labels = decode(&Held(model), &features);
        gold.iter().zip(labels).map(|(g, label)| Gold { label, ..g.clone() }).collect()
    };
    words.iter().zip(document).map(label).collect()
}

/// What is known of a word. Titles, days and nationality words are proper nouns that are in no name.
fn held(word: &Word<'_>) -> Option<u32> {
    const NO_NAME: &[Mark] =
        &[Mark::HonorificMan, Mark::HonorificWoman, Mark::Honorific, Mark::Office, Mark::Calendar, Mark::Demonym];
    match word.upos {
        Some(Upos::Propn) if !word.marks.any(NO_NAME) && word.text.len() > 1 && word.may_begin_name() => {
            Some(MUST_BE_NAME)
        }
        Some(Upos::Propn) => None,
        _ => Some(MUST_NOT_BEGIN),
    }
}
