//! Set `coreference`: events of ECB+ topics 1–35 across articles, in the sentences that its authors checked. CoNLL F1, the
//! mean of MUC, B³ and CEAF, with gold mentions and with our own. Each topic's articles are weighed together; nothing
//! of the set is learned from.

mod ecb;
mod scores;

use std::collections::BTreeMap;

use anyhow::Result;
use gainsay_core::{EventMention, EventStatus, Factuality, Reading, Span, Tense};
use gainsay_read::annotate;
use gainsay_weigh::{ReadArticle, weigh};

use super::{Context, Measured};
use ecb::Document;
use scores::{Clusters, Score, scores};

/// Measures all 35 topics.
pub(super) fn measure(context: &Context) -> Result<Option<Measured>> {
    let Some(folder) = context.find("coreference/ecbplus") else { return Ok(None) };
    let selected = ecb::selected(&folder)?;
    let mut totals = [[Score::default(); 3]; 2];
    let mut measured = Measured::default();
    measured.items.push(["topic", "mentions", "gold mentions", "own mentions"].map(str::to_owned).to_vec());
    for topic in (1..=35).map(|topic| topic.to_string()).filter(|topic| folder.join(topic).is_dir()) {
        let documents = ecb::topic(&folder, &topic, &selected)?;
        let readings: Vec<Reading> = documents.iter().map(|one| annotate(&one.article, &context.models)).collect();
        let (key, of_mention) = key(&documents);
        let given =
            readings.iter().zip(&documents).map(|(reading, one)| with_gold_mentions(reading, one)).collect::<Vec<_>>();
        let gold = scores(&key, &response(context, &documents, &given, &of_mention, true));
        let own = scores(&key, &response(context, &documents, &readings, &of_mention, false));
        for (total, scores) in totals.iter_mut().zip([gold, own]) {
            total.iter_mut().zip(scores).for_each(|(sum, score)| sum.add(score));
        }
        let shown = [conll(&gold), conll(&own)].map(|score| format!("{score:.1}"));
        measured.items.push([topic, of_mention.len().to_string()].into_iter().chain(shown).collect());
    }
    let rows = ["gold mentions", "own mentions"].into_iter().zip(&totals).map(|(name, scores)| {
        let figures =
            scores.iter().flat_map(|s| [s.recall(), s.precision(), s.f1()]).map(|x| format!("{:.1}", 100.0 * x));
        [name.to_owned()].into_iter().chain(figures).chain([format!("{:.1}", conll(scores))]).collect()
    });
    let head = ["", "MUC R", "P", "F1", "B³ R", "P", "F1", "CEAFe R", "P", "F1", "CoNLL"].map(str::to_owned).to_vec();
    measured.tables.push(("Events of ECB+ topics 1–35".to_owned(), head, rows.collect()));
    measured.figures.insert("gold.conll".to_owned(), conll(&totals[0]));
    measured.figures.insert("own.conll".to_owned(), conll(&totals[1]));
    Ok(Some(measured))
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
    for event in weigh(&pairs, &context.rarity).events {
        let mut cluster = Vec::new();
        for at in event.mentions {
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
    // Two of our mentions may be in one gold mention: it stays with the first.
    let mut seen = std::collections::BTreeSet::new();
    clusters.iter_mut().for_each(|cluster| cluster.retain(|mention| seen.insert(*mention)));
    clusters.retain(|cluster| !cluster.is_empty());
    clusters
}

/// The reading with the gold mentions as its only events, in their order: what was read of an event there, else the bare
/// word.
fn with_gold_mentions(reading: &Reading, document: &Document) -> Reading {
    let event = |span: Span| {
        let inside = |at: usize| reading.tokens.get(at).is_some_and(|token| span.overlaps(token.span));
        let read = reading.events.iter().find(|event| inside(event.predicate));
        read.cloned().unwrap_or_else(|| bare(reading, span))
    };
    let events = document.mentions.iter().map(|mention| event(mention.span)).collect();
    Reading { events, ..reading.clone() }
}

fn bare(reading: &Reading, span: Span) -> EventMention {
    let tokens = reading.token_from(span.start)..reading.token_from(span.end).max(reading.token_from(span.start) + 1);
    let outside =
        |at: &usize| reading.tokens.get(*at).is_some_and(|t| t.head.is_none_or(|head| !tokens.contains(&head)));
    let predicate = tokens.clone().find(outside).unwrap_or(tokens.start).min(reading.tokens.len().saturating_sub(1));
    EventMention {
        predicate,
        span,
        sentence: reading.sentence_of_token(predicate),
        lemma: reading.tokens.get(predicate).map(|token| token.lemma.to_lowercase()).unwrap_or_default(),
        plover: None,
        mode: None,
        participants: Vec::new(),
        time: None,
        place: None,
        quantities: Vec::new(),
        tense: Tense::None,
        factuality: Factuality::Certain,
        status: EventStatus::Occurred,
        attribution: None,
    }
}
