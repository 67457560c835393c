//! Reads the openly licensed corpora that the name tagger learns from and is measured on, all to one form.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result};
use gainsay_core::{EntityKind, Penn, Upos};
use gainsay_read::annotate::entities::lists::{Mark, lists};
use gainsay_read::annotate::entities::tagger::{OUTSIDE, begin};
use gainsay_read::annotate::entities::word::word_class;

/// One word with its gold label.
#[derive(Clone, Debug)]
pub(super) struct Gold {
    /// As written.
    pub text: String,
    /// Its word class, where known.
    pub upos: Option<Upos>,
    /// Its label, as the tagger numbers them.
    pub label: usize,
}

/// One sentence.
pub(super) type Sentence = Vec<Gold>;
/// One document.
pub(super) type Document = Vec<Sentence>;

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("{} can't be read", path.display()))
}

/// A file of words and BIO tags, empty lines between sentences; `column` is the tag's, `kind` says what a tag means.
/// Without marks of documents, `together` sentences in a row count as one.
pub(super) fn bio(
    path: &Path,
    columns: (usize, usize),
    together: usize,
    kind: impl Fn(&str) -> Option<EntityKind>,
) -> Result<Vec<Document>> {
    let text = read(path)?;
    let mut documents: Vec<Document> = vec![Vec::new()];
    let mut sentence = Sentence::new();
    let marked = text.contains("# newdoc");
    for line in text.lines().chain([""]) {
        if line.trim().is_empty() {
            if !sentence.is_empty() {
                let full = !marked && documents.last().is_some_and(|d| d.len() >= together);
                if full {
                    documents.push(Vec::new());
                }
                documents.last_mut().context("no document")?.push(std::mem::take(&mut sentence));
            }
            continue;
        }
        if line.starts_with("# newdoc") {
            documents.push(Vec::new());
            continue;
        }
        if line.starts_with("# ") {
            continue;
        }
        let fields: Vec<&str> = line.split_whitespace().collect();
        let (Some(word), Some(tag)) = (fields.get(columns.0), fields.get(columns.1)) else { continue };
        let label = match tag.split_once('-') {
            Some((position, name)) => match kind(name) {
                Some(kind) => begin(kind) + usize::from(position == "I"),
                None => OUTSIDE,
            },
            None => OUTSIDE,
        };
        sentence.push(Gold { text: (*word).to_owned(), upos: None, label });
    }
    documents.retain(|d| !d.is_empty());
    Ok(documents)
}

/// UNER's kinds.
pub(super) fn uner_kind(name: &str) -> Option<EntityKind> {
    match name {
        "PER" => Some(EntityKind::Person),
        "ORG" => Some(EntityKind::Organization),
        "LOC" => Some(EntityKind::Place),
        _ => None,
    }
}

/// CrossNER politics' kinds: elections, events and the rest are other names.
pub(super) fn politics_kind(name: &str) -> Option<EntityKind> {
    Some(match name {
        "person" | "politician" => EntityKind::Person,
        "organisation" | "politicalparty" => EntityKind::Organization,
        "location" | "country" => EntityKind::Place,
        _ => EntityKind::Other,
    })
}

/// WNUT17's kinds.
pub(super) fn wnut_kind(name: &str) -> Option<EntityKind> {
    Some(match name {
        "person" => EntityKind::Person,
        "corporation" | "group" => EntityKind::Organization,
        "location" => EntityKind::Place,
        _ => EntityKind::Other,
    })
}

struct ConlluWord {
    gold: Gold,
    head: usize,
    entity: String,
}

/// A CoNLL-U file; GUM's `Entity=` mentions give the labels where `named` is true.
pub(super) fn conllu(path: &Path) -> Result<Vec<Document>> {
    let text = read(path)?;
    let mut documents: Vec<Document> = Vec::new();
    let mut words: Vec<ConlluWord> = Vec::new();
    for line in text.lines().chain([""]) {
        if line.starts_with("# newdoc") {
            documents.push(Vec::new());
        }
        if line.is_empty() {
            if !words.is_empty() {
                if documents.is_empty() {
                    documents.push(Vec::new());
                }
                let sentence = label_names(std::mem::take(&mut words));
                documents.last_mut().context("no document")?.push(sentence);
            }
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        if line.starts_with('#') || fields.len() < 10 || fields[0].contains(['-', '.']) {
            continue;
        }
        let entity = fields[9].split('|').find_map(|f| f.strip_prefix("Entity=")).unwrap_or("").to_owned();
        words.push(ConlluWord {
            gold: Gold { text: fields[1].to_owned(), upos: class_of(fields[3], fields[4]), label: OUTSIDE },
            head: fields[6].parse().unwrap_or(0),
            entity,
        });
    }
    Ok(documents)
}

/// The class of a word by its universal and its Penn tag.
fn class_of(upos: &str, penn: &str) -> Option<Upos> {
    Some(word_class(Upos::parse(upos)?, Penn::parse(penn).unwrap_or(Penn::Fw)))
}

/// Opening and closing brackets of `Entity=`: "(12-person-new-…", "(3-place-…)", "12)".
fn mentions(words: &[ConlluWord]) -> Vec<(usize, usize, String)> {
    let mut open: Vec<(String, usize, String)> = Vec::new();
    let mut mentions = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let mut rest = word.entity.as_str();
        while !rest.is_empty() {
            if let Some(inner) = rest.strip_prefix('(') {
                let end = inner.find(['(', ')']).unwrap_or(inner.len());
                let mut fields = inner[..end].split('-');
                let (id, kind) = (fields.next().unwrap_or(""), fields.next().unwrap_or(""));
                if inner[end..].starts_with(')') {
                    mentions.push((at, at + 1, kind.to_owned()));
                    rest = &inner[end + 1..];
                } else {
                    open.push((id.to_owned(), at, kind.to_owned()));
                    rest = &inner[end..];
                }
            } else {
                let end = rest.find(')').map_or(rest.len(), |e| e + 1);
                let id = rest[..end].trim_end_matches(')');
                if let Some(at_open) = open.iter().rposition(|(i, ..)| i == id) {
                    let (_, start, kind) = open.remove(at_open);
                    mentions.push((start, at + 1, kind));
                }
                rest = &rest[end..];
            }
        }
    }
    mentions
}

fn gum_kind(name: &str) -> Option<EntityKind> {
    match name {
        "person" => Some(EntityKind::Person),
        "organization" => Some(EntityKind::Organization),
        "place" => Some(EntityKind::Place),
        "time" => None,
        _ => Some(EntityKind::Other),
    }
}

/// Labels the names among a sentence's mentions: those with a proper noun as head, cut to the name itself.
fn label_names(mut words: Vec<ConlluWord>) -> Sentence {
    let mut mentions = mentions(&words);
    mentions.sort_by_key(|(start, end, _)| (std::cmp::Reverse(end - start), *start));
    let texts: Vec<&str> = words.iter().map(|w| w.gold.text.as_str()).collect();
    let marks = lists().mark(&texts);
    let mut labels = vec![OUTSIDE; words.len()];
    let proper = |at: usize| words[at].gold.upos == Some(Upos::Propn);
    for (start, end, kind) in mentions {
        let Some(kind) = gum_kind(&kind) else { continue };
        let outside = |at: usize| !(start + 1..=end).contains(&words[at].head);
        let Some(head) = (start..end).find(|at| outside(*at)).filter(|at| proper(*at)) else { continue };
        let small =
            |at: usize| matches!(words[at].gold.text.as_str(), "of" | "for" | "and" | "&" | "the" | "de" | "-" | "in");
        let (mut from, mut to) = (head, head + 1);
        while from > start
            && (proper(from - 1) || words[from - 1].gold.text == "-" && from - 1 > start && proper(from - 2))
        {
            from -= 1;
        }
        while to < end {
            let gap = (to..end).take_while(|at| small(*at)).count();
            let plain = kind == EntityKind::Person && gap > 0;
            if to + gap < end && proper(to + gap) && gap < 3 && !plain {
                to += gap + 1;
            } else {
                break;
            }
        }
        if kind == EntityKind::Person {
            let title = [Mark::HonorificMan, Mark::HonorificWoman, Mark::Honorific, Mark::Office];
            while from + 1 < to && marks[from].any(&title) {
                from += 1;
            }
        }
        if labels[from..to].iter().all(|l| *l == OUTSIDE) {
            labels[from..to].fill(begin(kind) + 1);
            labels[from] = begin(kind);
        }
    }
    words.iter_mut().zip(labels).for_each(|(w, l)| w.gold.label = l);
    words.into_iter().map(|w| w.gold).collect()
}

/// MEANTIME's articles: the names (NAM) of the sentences that were annotated.
pub(super) fn meantime(folder: &Path) -> Result<Vec<Document>> {
    let mut files = Vec::new();
    for corpus in std::fs::read_dir(folder.join("intra_cross-doc_annotation"))?.flatten() {
        files.extend(std::fs::read_dir(corpus.path())?.flatten().map(|f| f.path()));
    }
    files.sort();
    files.iter().map(|f| Ok(meantime_document(&read(f)?))).collect()
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[from..].split('"').next()
}

fn meantime_document(text: &str) -> Document {
    let mut words: Vec<(usize, String)> = Vec::new();
    let mut names: HashMap<String, Vec<usize>> = HashMap::new();
    let mut kinds: HashMap<String, EntityKind> = HashMap::new();
    let mut mention: Option<String> = None;
    let mut refers: Option<(Vec<String>, String)> = None;
    for line in text.split('<') {
        let tag = line.split('>').next().unwrap_or("");
        if tag.starts_with("token ") {
            let sentence = attribute(tag, "sentence").and_then(|s| s.parse().ok()).unwrap_or(0);
            let word = line.split_once('>').map_or("", |(_, w)| w);
            words.push((sentence, word.replace("&amp;", "&").replace("&apos;", "'").replace("&quot;", "\"")));
        } else if tag.starts_with("ENTITY_MENTION ") {
            mention = attribute(tag, "syntactic_type")
                .filter(|t| *t == "NAM" || *t == "PRE.NAM")
                .and(attribute(tag, "m_id"))
                .map(str::to_owned);
        } else if tag.starts_with("token_anchor") {
            if let (Some(mention), Some(token)) =
                (&mention, attribute(tag, "t_id").and_then(|t| t.parse::<usize>().ok()))
            {
                names.entry(mention.clone()).or_default().push(token.saturating_sub(1));
            }
        } else if tag.starts_with("/ENTITY_MENTION") || tag.starts_with("EVENT_MENTION") {
            mention = None;
        } else if tag.starts_with("ENTITY ") {
            let kind = match attribute(tag, "ent_type") {
                Some("PER") => EntityKind::Person,
                Some("ORG") => EntityKind::Organization,
                Some("LOC") => EntityKind::Place,
                _ => EntityKind::Other,
            };
            kinds.insert(attribute(tag, "m_id").unwrap_or("").to_owned(), kind);
        } else if tag.starts_with("REFERS_TO") {
            refers = Some((Vec::new(), String::new()));
        } else if tag.starts_with("source ") || tag.starts_with("target ") {
            let id = attribute(tag, "m_id").unwrap_or("").to_owned();
            if let Some((sources, target)) = &mut refers {
                if tag.starts_with("source ") { sources.push(id) } else { *target = id }
            }
        } else if tag.starts_with("/REFERS_TO")
            && let Some((sources, target)) = refers.take()
            && let Some(kind) = kinds.get(&target).copied()
        {
            kinds.extend(sources.into_iter().map(|s| (format!("m{s}"), kind)));
        }
    }
    let mut labels = vec![OUTSIDE; words.len()];
    let mut mentions: Vec<_> = names.into_iter().collect();
    mentions.sort();
    let mut last_sentence = 0;
    for (id, mut tokens) in mentions {
        tokens.sort_unstable();
        let kind = kinds.get(&format!("m{id}")).copied().unwrap_or(EntityKind::Other);
        for (n, token) in tokens.iter().enumerate() {
            if let Some(label) = labels.get_mut(*token) {
                *label = begin(kind) + usize::from(n > 0);
                last_sentence = last_sentence.max(words[*token].0);
            }
        }
    }
    let mut document = Document::new();
    for ((sentence, text), label) in words.into_iter().zip(labels) {
        if sentence > last_sentence {
            break;
        }
        while document.len() <= sentence {
            document.push(Vec::new());
        }
        document[sentence].push(Gold { text, upos: None, label });
    }
    document.retain(|s| !s.is_empty());
    document
}
