//! The recipe of what makes two mentions one event: `cargo run --release -p gainsay-train -- events`.
#![allow(clippy::print_stdout, reason = "a recipe says how far it is")]

mod boosted;
pub mod ecb;
mod gold;
mod logistic;

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use gainsay_core::{MentionRef, Reading};
use gainsay_read::{Models, annotate};
use gainsay_weigh::{EventModel, Rarity, ReadArticle, likened, stories};

use crate::manifest::{self, About};
use ecb::Document;
pub use gold::with_gold_mentions;
pub use logistic::Example;

const ABOUT: About<'_> = About {
    name: "events",
    licence: "CC-BY-4.0",
    attribution: "Learned from ECB+ (Cybulska and Vossen 2014, CC BY 3.0) and MEANTIME (Minard et al. 2016, CC BY 4.0): weights of \
        what two mentions have in common, from which no passage can be recovered.",
};
/// Topics of ECB+ that are learned from; others are for measuring.
pub const TOPICS: std::ops::RangeInclusive<usize> = 1..=35;

/// Learns from all that is open and writes `events.bin`.
pub fn train() -> Result<()> {
    let models = Models::load(gainsay_models::ALL)?;
    let Some(rarity) = Rarity::from_bytes(gainsay_models::RARITY) else { bail!("the weights `rarity` are damaged") };
    let folder = crate::data_folder();
    let ecb = folder.join("coreference/ecbplus");
    let selected = ecb::selected(&ecb)?;
    let mut examples = Vec::new();
    let mut teach = |documents: &[Document]| {
        let readings: Vec<Reading> = documents.iter().map(|one| annotate(&one.article, &models)).collect();
        examples.extend(examples_of(documents, &readings, &rarity));
    };
    for topic in ecb::topics(&ecb)?.into_iter().filter(|topic| TOPICS.contains(topic)) {
        teach(&ecb::topic(&ecb, &topic.to_string(), &selected)?);
    }
    for corpus in MEANTIME {
        teach(&ecb::meantime(&folder.join("meantime/intra_cross-doc_annotation").join(corpus))?);
    }
    println!("{} pairs, {} of one event", examples.len(), examples.iter().filter(|(_, is_one)| *is_one).count());
    let Some(model) = learn(&examples) else { bail!("there is nothing to learn from") };
    manifest::write(&crate::weights_folder(), ABOUT, &model.to_bytes(), &BTreeMap::new())
}

/// The corpora of MEANTIME that are open.
pub const MEANTIME: [&str; 2] = ["corpus_airbus", "corpus_apple"];

/// What these examples teach; `None` where there are none.
pub fn learn(examples: &[Example]) -> Option<EventModel> {
    let weights = logistic::learn(examples);
    let known = EventModel::new(weights.clone(), Vec::new())?;
    let scores = examples.iter().map(|(features, _)| known.score(features)).collect();
    EventModel::new(weights, boosted::learn(examples, scores, EventModel::looked_at()))
}

/// The examples of documents that belong together, once with the gold mentions and once with those that were read.
pub fn examples_of(documents: &[Document], own: &[Reading], rarity: &Rarity) -> Vec<Example> {
    let gold: Vec<Reading> = own.iter().zip(documents).map(|(reading, one)| with_gold_mentions(reading, one)).collect();
    [&gold, own].into_iter().flat_map(|readings| examples_in(documents, readings, rarity)).collect()
}

fn examples_in(documents: &[Document], readings: &[Reading], rarity: &Rarity) -> Vec<Example> {
    let both = documents.iter().zip(readings);
    let all: Vec<ReadArticle<'_>> = both.map(|(one, reading)| ReadArticle { article: &one.article, reading }).collect();
    let mut examples = Vec::new();
    for members in stories(&all, rarity) {
        let story: Vec<ReadArticle<'_>> = members.iter().map(|&article| all[article]).collect();
        let truth = |at: MentionRef| truth(&documents[members[at.article]], &readings[members[at.article]], at.index);
        for ([a, b], features) in likened(&story) {
            let (Some(a), Some(b)) = (truth(a), truth(b)) else { continue };
            // Of two mentions that the set knows neither, it says nothing.
            if a.is_some() || b.is_some() {
                examples.push((features, a.is_some() && a == b));
            }
        }
    }
    examples
}

/// What the set holds of a mention: `None` where it says nothing, `Some(None)` where it knows none, else which event.
fn truth<'d>(document: &'d Document, reading: &Reading, index: usize) -> Option<Option<&'d str>> {
    let span = reading.events.get(index)?.span;
    let gold = document.mentions.iter().find(|mention| mention.span == span);
    let gold = gold.or_else(|| document.mentions.iter().find(|mention| mention.span.overlaps(span)));
    let is_selected = document.selected.iter().any(|sentence| sentence.contains(span));
    (gold.is_some() || is_selected).then(|| gold.map(|mention| mention.instance.as_str()))
}
