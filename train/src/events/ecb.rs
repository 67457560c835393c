//! Documents of ECB+ (Cybulska and Vossen 2014) and MEANTIME (Minard et al. 2016): text, gold mentions of events, and which
//! are of one. Both write the format of the CAT tool.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use gainsay_core::{Article, Region, RegionKind, Span};

/// One document.
#[derive(Debug)]
pub struct Document {
    /// Its text, each sentence a paragraph.
    pub article: Article,
    /// The gold mentions in the sentences that were annotated throughout, in order.
    pub mentions: Vec<Mention>,
    /// The sentences that were annotated throughout, as bytes of the text.
    pub selected: Vec<Span>,
}

/// One gold mention of an event.
#[derive(Debug)]
pub struct Mention {
    /// Bytes of the text.
    pub span: Span,
    /// What it is a mention of; by itself where the set joins it with nothing.
    pub instance: String,
}

/// The sentences that the authors of the set checked: (topic, file) and their numbers.
pub type Selected = BTreeMap<(String, String), BTreeSet<usize>>;

/// Reads the list of selected sentences.
///
/// # Errors
/// When there is no such list, or it is no CSV.
pub fn selected(folder: &Path) -> Result<Selected> {
    let mut selected = Selected::new();
    for row in csv::Reader::from_path(folder.join("ECBplus_coreference_sentences.csv"))?.records() {
        let row = row?;
        let field = |at: usize| row.get(at).unwrap_or_default().to_owned();
        if let Ok(sentence) = field(2).trim().parse() {
            selected.entry((field(0), field(1))).or_default().insert(sentence);
        }
    }
    Ok(selected)
}

/// The numbers of the topics that a folder holds, in order.
///
/// # Errors
/// When the folder can't be read.
#[allow(clippy::disallowed_methods, reason = "training reads the disk")]
pub fn topics(folder: &Path) -> Result<Vec<usize>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut topics: Vec<usize> = names.filter_map(|name| name.parse().ok()).collect();
    topics.sort_unstable();
    Ok(topics)
}

/// The documents of a topic of ECB+, in order of their names, with the mentions in selected sentences.
///
/// # Errors
/// When the topic's folder or a file in it can't be read.
pub fn topic(folder: &Path, topic: &str, selected: &Selected) -> Result<Vec<Document>> {
    let read = |(name, xml): (String, String)| {
        let file = name.split_once('_').map_or("", |(_, file)| file).to_owned();
        let sentences = selected.get(&(topic.to_owned(), file)).cloned().unwrap_or_default();
        document(&name, &xml, &sentences)
    };
    Ok(files(&folder.join(topic))?.into_iter().map(read).collect())
}

/// The documents of a corpus of MEANTIME, in order of their names, with the mentions in the first six sentences, which are
/// what it annotates.
///
/// # Errors
/// When the corpus's folder or a file in it can't be read.
pub fn meantime(folder: &Path) -> Result<Vec<Document>> {
    let sentences = (0..6).collect();
    Ok(files(folder)?.into_iter().map(|(name, xml)| document(&name, &xml, &sentences)).collect())
}

/// The files of a folder by name, in order.
#[allow(clippy::disallowed_methods, reason = "training reads the disk")]
fn files(folder: &Path) -> Result<Vec<(String, String)>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    let read = |path: std::path::PathBuf| {
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok((name, fs::read_to_string(&path).with_context(|| path.display().to_string())?))
    };
    paths.into_iter().map(read).collect()
}

fn attribute<'x>(line: &'x str, name: &str) -> Option<&'x str> {
    let from = line.find(&format!(" {name}=\""))? + name.len() + 3;
    line[from..].split('"').next()
}

fn document(name: &str, xml: &str, sentences: &BTreeSet<usize>) -> Document {
    let mut article = Article { location: name.to_owned(), ..Article::default() };
    let mut tokens: BTreeMap<&str, (Span, usize)> = BTreeMap::new();
    let mut bounds: BTreeMap<usize, Span> = BTreeMap::new();
    for line in xml.lines().filter(|line| line.trim_start().starts_with("<token ")) {
        let (Some(id), Some(sentence)) = (attribute(line, "t_id"), attribute(line, "sentence")) else { continue };
        let word = line.split_once('>').and_then(|(_, rest)| rest.split_once("</token>")).map_or("", |(word, _)| word);
        let word = [("&quot;", "\""), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")]
            .iter()
            .fold(word.to_owned(), |word, (code, sign)| word.replace(code, sign));
        let sentence = sentence.parse().unwrap_or(0);
        let follows = matches!(word.as_str(), "." | "," | ";" | ":" | "?" | "!" | ")" | "%") || word.starts_with('\'');
        if !article.text.is_empty() {
            let new = !bounds.contains_key(&sentence);
            article.text.push_str(if new {
                "\n"
            } else if follows {
                ""
            } else {
                " "
            });
        }
        let start = article.text.len();
        article.text.push_str(&word);
        let span = Span::new(start, article.text.len());
        tokens.insert(id, (span, sentence));
        bounds.entry(sentence).and_modify(|bound| *bound = bound.cover(span)).or_insert(span);
    }
    for span in bounds.values() {
        article.regions.push(Region { kind: RegionKind::Paragraph, span: *span, why: String::new() });
    }
    let mut mentions = mentions(name, xml, &tokens, sentences);
    mentions.sort_by_key(|mention| mention.span);
    let selected = bounds.iter().filter(|(sentence, _)| sentences.contains(sentence)).map(|(_, span)| *span).collect();
    Document { article, mentions, selected }
}

/// How a mention of an event begins and ends: ECB+ writes its class, MEANTIME one name.
const OPENS: [&str; 3] = ["<ACTION", "<NEG_ACTION", "<EVENT_MENTION"];
const CLOSES: [&str; 3] = ["</ACTION", "</NEG_ACTION", "</EVENT_MENTION"];

fn mentions(
    name: &str,
    xml: &str,
    tokens: &BTreeMap<&str, (Span, usize)>,
    sentences: &BTreeSet<usize>,
) -> Vec<Mention> {
    let mut anchors: Vec<(&str, Vec<(Span, usize)>)> = Vec::new();
    let mut is_open = false;
    let mut instances: BTreeMap<&str, String> = BTreeMap::new();
    let mut relation: Option<(Option<&str>, Vec<&str>)> = None;
    // MEANTIME names what is of one event across documents where it describes the event.
    let mut named: BTreeMap<&str, &str> = BTreeMap::new();
    for line in xml.lines().map(str::trim) {
        if OPENS.iter().any(|tag| line.starts_with(tag)) {
            is_open = !line.ends_with("/>");
            anchors.extend(attribute(line, "m_id").filter(|_| is_open).map(|id| (id, Vec::new())));
        } else if line.starts_with("<token_anchor") && is_open {
            let token = attribute(line, "t_id").and_then(|id| tokens.get(id));
            if let Some((_, anchors)) = anchors.last_mut() {
                anchors.extend(token);
            }
        } else if CLOSES.iter().any(|tag| line.starts_with(tag)) {
            is_open = false;
        } else if line.starts_with("<CROSS_DOC_COREF") {
            relation = Some((attribute(line, "note"), Vec::new()));
        } else if line.starts_with("<EVENT ") {
            let instance = attribute(line, "instance_id").filter(|instance| !instance.is_empty());
            named.extend(attribute(line, "m_id").zip(instance));
        } else if line.starts_with("<INTRA_DOC_COREF") || line.starts_with("<REFERS_TO") {
            relation = Some((None, Vec::new()));
        } else if let Some((note, sources)) = &mut relation {
            if line.starts_with("<source") {
                sources.extend(attribute(line, "m_id"));
            } else if line.starts_with("<target") {
                let target = attribute(line, "m_id").unwrap_or_default();
                let note = note.or_else(|| named.get(target).copied());
                let instance = note.map_or_else(|| format!("{name} {target}"), str::to_owned);
                sources.drain(..).for_each(|source| _ = instances.insert(source, instance.clone()));
            }
        }
    }
    let kept = anchors.into_iter().filter(|(_, at)| at.first().is_some_and(|(_, s)| sentences.contains(s)));
    kept.filter_map(|(id, at)| {
        let span = at.iter().map(|(span, _)| *span).reduce(Span::cover)?;
        let instance = instances.get(id).cloned().unwrap_or_else(|| format!("{name} alone {id}"));
        Some(Mention { span, instance })
    })
    .collect()
}
