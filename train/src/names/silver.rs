//! Names of a treebank whose proper nouns are known, but not their kinds: the model says of what kind they are.
//!
//! Every proper noun is in a name and nothing else begins one; so boundaries are gold, and kinds as good as the model.

use gainsay_core::Upos;
use gainsay_read::annotate::entities::forms::ArticleForms;
use gainsay_read::annotate::entities::lists::Mark;
use gainsay_read::annotate::entities::tagger::{LABELS, NameModel, OUTSIDE, Scores, is_begin};
use gainsay_read::annotate::entities::word::Word;
use gainsay_read::annotate::syntax::clusters::Clusters;

use super::corpora::{Document, Gold};

/// No other score comes near.
const NEVER: f32 = 1e6;

/// Labels the documents.
pub(super) fn label(model: &NameModel, clusters: Option<&Clusters>, documents: &[Document]) -> Vec<Document> {
    documents.iter().map(|document| label_document(model, clusters, document)).collect()
}

fn label_document(model: &NameModel, clusters: Option<&Clusters>, document: &Document) -> Document {
    let words = super::marked(document, clusters);
    let labels = model.tag_held(&words, &ArticleForms::read(&words), hold);
    let label = |(sentence, labels): (&Vec<Gold>, Vec<usize>)| {
        sentence.iter().zip(labels).map(|(gold, label)| Gold { label, ..gold.clone() }).collect()
    };
    document.iter().zip(labels).map(label).collect()
}

/// Holds a word to what is known of it. Titles, days and nationality words are proper nouns that are in no name.
fn hold(word: &Word<'_>, scores: &mut Scores) {
    const NO_NAME: &[Mark] =
        &[Mark::HonorificMan, Mark::HonorificWoman, Mark::Honorific, Mark::Office, Mark::Calendar, Mark::Demonym];
    match word.upos {
        Some(Upos::Propn) if !word.marks.any(NO_NAME) && word.text.len() > 1 && word.may_begin_name() => {
            scores[OUTSIDE] -= NEVER;
        }
        Some(Upos::Propn) => {}
        _ => (0..LABELS).filter(|l| is_begin(*l)).for_each(|l| scores[l] -= NEVER),
    }
}
