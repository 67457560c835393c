//! Set `coreference`: events of ECB+ across articles, in the sentences that its authors checked. CoNLL F1, the mean of MUC,
//! B³ and CEAF, with gold mentions and with our own. Each topic's articles are weighed together: those of the topics that
//! the weights are learned from by weights of the other four fifths of these topics and of MEANTIME, those of others by the
//! weights that ship. With our own mentions the words of speech count too, which gainsay reads as attributions.

mod scores;

use std::collections::BTreeMap;

use anyhow::Result;
use gainsay_core::{Reading, Span, Weighing};
use gainsay_read::annotate;
use gainsay_train::events::{
    Example, MEANTIME, TOPICS,
    ecb::{self, Document},
    examples_of, learn, with_gold_mentions,
};
use gainsay_weigh::{EventModel, ReadArticle, weigh_by};

use super::{Context, Measured};
use scores::{Clusters, Score, scores};

/// In so many parts the topics are split; each is measured with weights learned from the others.
const FOLDS: usize = 5;

/// Measures all open topics.
pub(super) fn measure(context: &Context) -> Result<Option<Measured>> {
    let Some(folder) = context.find("coreference/ecbplus") else { return Ok(None) };
    let selected = ecb::selected(&folder)?;
    let mut always = Vec::new();
    if let Some(meantime) = context.find("meantime/intra_cross-doc_annotation") {
        for corpus in MEANTIME.map(|corpus| meantime.join(corpus)).into_iter().filter(|corpus| corpus.is_dir()) {
            let documents = ecb::meantime(&corpus)?;
            always.extend(examples_of(&documents, &read(&documents, context), &context.rarity));
        }
    }
    let topics = ecb::topics(&folder)?
        .into_iter()
        .enumerate()
        .map(|(nth, number)| {
            let documents = ecb::topic(&folder, &number.to_string(), &selected)?;
            let readings = read(&documents, context);
            let examples = examples_of(&documents, &readings, &context.rarity);
            let fold = TOPICS.contains(&number).then_some(nth % FOLDS);
            Ok(Topic { number, fold, documents, readings, examples })
        })
        .collect::<Result<Vec<_>>>()?;
    let mut totals = [[Score::default(); 3]; 2];
    let mut measured = Measured::default();
    measured.items.push(["topic", "mentions", "gold mentions", "own mentions"].map(str::to_owned).to_vec());
    let models = (0..FOLDS).map(|fold| learn_without(fold, &topics, &always)).collect::<Vec<_>>();
    for Topic { number, fold, documents, readings, .. } in &topics {
        let model = fold.and_then(|fold| models[fold].as_ref()).unwrap_or_else(|| EventModel::shipped());
        let (key, of_mention) = key(documents);
        let given =
            readings.iter().zip(documents).map(|(reading, one)| with_gold_mentions(reading, one)).collect::<Vec<_>>();
        let gold = scores(&key, &response(context, model, documents, &given, &of_mention, true));
        let own = scores(&key, &response(context, model, documents, readings, &of_mention, false));
        for (total, scores) in totals.iter_mut().zip([gold, own]) {
            total.iter_mut().zip(scores).for_each(|(sum, score)| sum.add(score));
        }
        let shown = [conll(&gold), conll(&own)].map(|score| format!("{score:.1}"));
        measured.items.push([number.to_string(), of_mention.len().to_string()].into_iter().chain(shown).collect());
    }
    let rows = ["gold mentions", "own mentions"].into_iter().zip(&totals).map(|(name, scores)| {
        let figures =
            scores.iter().flat_map(|s| [s.recall(), s.precision(), s.f1()]).map(|x| format!("{:.1}", 100.0 * x));
        [name.to_owned()].into_iter().chain(figures).chain([format!("{:.1}", conll(scores))]).collect()
    });
    let head = ["", "MUC R", "P", "F1", "B³ R", "P", "F1", "CEAFe R", "P", "F1", "CoNLL"].map(str::to_owned).to_vec();
    measured.tables.push(("Events of ECB+, five-fold by topic".to_owned(), head, rows.collect()));
    measured.figures.insert("gold.conll".to_owned(), conll(&totals[0]));
    measured.figures.insert("own.conll".to_owned(), conll(&totals[1]));
    Ok(Some(measured))
}

/// A topic with what it teaches.
struct Topic {
    number: usize,
    /// Its part of the topics that are learned from.
    fold: Option<usize>,
    documents: Vec<Document>,
    readings: Vec<Reading>,
    examples: Vec<Example>,
}

fn read(documents: &[Document], context: &Context) -> Vec<Reading> {
    documents.iter().map(|one| annotate(&one.article, &context.models)).collect()
}

/// What is learned without the topics of this fold, and without those that are only measured.
fn learn_without(fold: usize, topics: &[Topic], always: &[Example]) -> Option<EventModel> {
    let others = topics.iter().filter(|topic| topic.fold.is_some_and(|other| other != fold));
    let examples: Vec<Example> = always.iter().chain(others.flat_map(|topic| &topic.examples)).cloned().collect();
    learn(&examples)
}

fn conll(scores: &[Score; 3]) -> f64 {
    100.0 * scores.iter().map(|score| score.f1()).sum::<f64>() / 3.0
}

/// The gold clusters, and the number of each gold mention by its document and its place in it.
fn key(documents: &[Document]) -> (Clusters, BTreeMap<(usize, usize), usize>) {
    let mut clusters: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut numbers = BTreeMap::new();
    for (nth, document) in documents.iter().enumerate() {
        for (at, mention) in document.mentions.iter().enumerate() {
            let number = numbers.len();
            numbers.insert((nth, at), number);
            clusters.entry(&mention.instance).or_default().push(number);
        }
    }
    (clusters.into_values().collect(), numbers)
}

/// What weighing makes of the mentions. Of our own only those in selected sentences count, and those that are no gold
/// mention have numbers of their own.
fn response(
    context: &Context,
    model: &EventModel,
    documents: &[Document],
    readings: &[Reading],
    numbers: &BTreeMap<(usize, usize), usize>,
    are_gold: bool,
) -> Clusters {
    let pairs: Vec<ReadArticle<'_>> = documents
        .iter()
        .zip(readings)
        .map(|(document, reading)| ReadArticle { article: &document.article, reading })
        .collect();
    let mut further = numbers.len();
    let mut clusters = Clusters::new();
    let weighing = weigh_by(&pairs, &context.rarity, model);
    for event in &weighing.events {
        let mut cluster = Vec::new();
        for at in &event.mentions {
            let (document, span) = (&documents[at.article], readings[at.article].events[at.index].span);
            let own = document.mentions.iter().position(|mention| mention.span.overlaps(span));
            if are_gold {
                cluster.extend(numbers.get(&(at.article, at.index)));
            } else if let Some(own) = own {
                cluster.push(numbers[&(at.article, own)]);
            } else if document.selected.iter().any(|sentence| sentence.contains(span)) {
                cluster.push(further);
                further += 1;
            }
        }
        cluster.sort_unstable();
        cluster.dedup();
        clusters.push(cluster);
    }
    if !are_gold {
        for said in speeches(&weighing, readings) {
            let mut cluster = Vec::new();
            for (at, cue) in said {
                let (document, is_selected) = (&documents[at], |sentence: &Span| sentence.contains(cue));
                if let Some(own) = document.mentions.iter().position(|mention| mention.span.overlaps(cue)) {
                    cluster.push(numbers[&(at, own)]);
                } else if document.selected.iter().any(is_selected) {
                    cluster.push(further);
                    further += 1;
                }
            }
            clusters.push(cluster);
        }
    }
    // Two of our mentions may be in one gold mention: it stays with the first.
    let mut seen = std::collections::BTreeSet::new();
    clusters.iter_mut().for_each(|cluster| cluster.retain(|mention| seen.insert(*mention)));
    clusters.retain(|cluster| !cluster.is_empty());
    clusters
}

/// What somebody said is read as an attribution and not as an event; ECB+ has events of it. The cues of each speech, by
/// article: those of one claim and one origin are of one, and what is an event besides is none.
fn speeches(weighing: &Weighing, readings: &[Reading]) -> Vec<Vec<(usize, Span)>> {
    let mut speech_of: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (article, reading) in readings.iter().enumerate() {
        let is_event = |cue: Span| reading.events.iter().any(|event| event.span.overlaps(cue));
        let cues =
            reading.attributions.iter().enumerate().filter(|(_, said)| said.cue.is_some_and(|cue| !is_event(cue)));
        for (index, _) in cues {
            speech_of.insert((article, index), speech_of.len());
        }
    }
    for claim in &weighing.claims {
        let mut of_origin: BTreeMap<usize, usize> = BTreeMap::new();
        for position in &claim.positions {
            let said = position.attribution.map(|at| (at.article, at.index));
            let Some(own) = said.and_then(|said| speech_of.get(&said).copied()) else { continue };
            let first = *of_origin.entry(position.origin).or_insert(own);
            speech_of.values_mut().filter(|speech| **speech == own).for_each(|speech| *speech = first);
        }
    }
    let mut speeches: BTreeMap<usize, Vec<(usize, Span)>> = BTreeMap::new();
    for ((article, index), speech) in speech_of {
        speeches.entry(speech).or_default().extend(readings[article].attributions[index].cue.map(|cue| (article, cue)));
    }
    speeches.into_values().collect()
}
