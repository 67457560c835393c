//! Counts what kind of name each word is in news, as a first model and the rest of each article see it.
//!
//! A name's kind is clearer in some of its mentions than in others, and in some articles than in others: what most
//! articles agree on helps where the context says nothing. Only hashes of words and their majority kind are kept.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use gainsay_core::{Article, Reading};
use gainsay_read::Models;
use gainsay_read::annotate::entities::forms::ArticleForms;
use gainsay_read::annotate::entities::known::Known;
use gainsay_read::annotate::entities::tagger::{KINDS, NameModel, spans};
use gainsay_read::annotate::entities::word::{sentence, word_class};
use gainsay_read::annotate::syntax::{self};

/// Every so many articles are read.
const EVERY: usize = 2;
/// In so many articles a word must be a name.
const FEWEST: u32 = 3;

type Votes = [u32; 5];

/// The codes of words and names, by hash.
pub(super) fn known(path: &Path, models: &Models, model: &NameModel) -> Result<Vec<(u32, u8)>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{} can't be read", path.display()))?;
    let mut votes: BTreeMap<u32, Votes> = BTreeMap::new();
    for line in text.lines().step_by(EVERY) {
        let Ok(record) = serde_json::from_str::<serde_json::Value>(line) else { continue };
        let Some(body) = record.get("text").and_then(|t| t.as_str()) else { continue };
        for (name, kind) in kinds_in(body, models, model) {
            votes.entry(name).or_default()[kind] += 1;
        }
    }
    let codes: Vec<(u32, u8)> = votes.iter().filter_map(|(name, v)| Some((*name, code(v)?))).collect();
    println!("{} words and names known by their use", codes.len());
    Ok(codes)
}

fn code(votes: &Votes) -> Option<u8> {
    let all: u32 = votes.iter().sum();
    let top = (0..5).fold(0, |top, at| if votes[at] > votes[top] { at } else { top });
    let named: u32 = votes[..4].iter().sum();
    if all < FEWEST || named == 0 || votes[top] * 2 < all {
        return None;
    }
    let doubt = if votes[top] * 10 >= all * 9 {
        0
    } else if votes[top] * 10 >= all * 7 {
        1
    } else {
        2
    };
    Some(1 + 3 * top as u8 + doubt)
}

/// Each name of an article, and each of its capitalised words, with the kind of most of its mentions; 4 for capitalised
/// words inside a sentence that are in no name.
fn kinds_in(body: &str, models: &Models, model: &NameModel) -> BTreeMap<u32, usize> {
    let article = Article::of_lines(body.to_owned());
    let mut reading = Reading::default();
    syntax::annotate(&article, models, &mut reading);
    let clusters = models.syntax.as_ref().map(|s| &s.clusters);
    let text = article.text.as_str();
    let words: Vec<_> = reading
        .sentences
        .iter()
        .map(|s| {
            sentence(
                reading.tokens[s.tokens.clone()].iter().map(|t| (t.span.slice(text), Some(word_class(t.upos, t.penn)))),
                clusters,
            )
        })
        .collect();
    let forms = ArticleForms::read(&words);
    let mut votes: BTreeMap<u32, Votes> = BTreeMap::new();
    for (sentence, labels) in words.iter().zip(model.tag(&words, &forms)) {
        let mut inside = BTreeSet::new();
        for (start, end, kind) in spans(&labels) {
            let kind = KINDS.iter().position(|k| *k == kind).unwrap_or(3);
            if end > start + 1 {
                votes.entry(Known::hash(sentence[start..end].iter().map(|w| w.id))).or_default()[kind] += 1;
            }
            for word in sentence[start..end].iter().filter(|w| w.may_begin_name()) {
                votes.entry(Known::hash([word.id])).or_default()[kind] += 1;
                inside.insert(word.text.as_ptr());
            }
        }
        for word in sentence.iter().skip(1).filter(|w| w.may_begin_name() && !inside.contains(&w.text.as_ptr())) {
            votes.entry(Known::hash([word.id])).or_default()[4] += 1;
        }
    }
    let top = |v: &Votes| (0..5).fold(0, |top, at| if v[at] > v[top] { at } else { top });
    votes.into_iter().map(|(name, v)| (name, top(&v))).collect()
}
