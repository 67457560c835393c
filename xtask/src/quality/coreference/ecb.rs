//! Documents of ECB+: text, gold mentions of events, and which are of one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use gainsay_core::{Article, Region, RegionKind, Span};

/// One document.
pub(super) struct Document {
    pub(super) article: Article,
    pub(super) mentions: Vec<Mention>,
    /// The sentences that were annotated throughout, as bytes of the text.
    pub(super) selected: Vec<Span>,
}

/// One gold mention of an event.
pub(super) struct Mention {
    pub(super) span: Span,
    /// What it is a mention of; by itself where the set joins it with nothing.
    pub(super) instance: String,
}

/// The sentences that the authors of the set checked: (topic, file) and their numbers.
pub(super) type Selected = BTreeMap<(String, String), BTreeSet<usize>>;

/// Reads the list of selected sentences.
pub(super) fn selected(folder: &Path) -> Result<Selected> {
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

/// The documents of a topic, in order of their names, with the mentions in selected sentences.
#[allow(clippy::disallowed_methods, reason = "a developer's tool reads files")]
pub(super) fn topic(folder: &Path, topic: &str, selected: &Selected) -> Result<Vec<Document>> {
    let mut paths = fs::read_dir(folder.join(topic))?.map(|e| Ok(e?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    let mut documents = Vec::new();
    for path in paths {
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let file = name.split_once('_').map_or("", |(_, file)| file).to_owned();
        let xml = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let sentences = selected.get(&(topic.to_owned(), file)).cloned().unwrap_or_default();
        documents.push(document(&name, &xml, &sentences));
    }
    Ok(documents)
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
    for line in xml.lines().map(str::trim) {
        if line.starts_with("<ACTION") || line.starts_with("<NEG_ACTION") {
            is_open = !line.ends_with("/>");
            anchors.extend(attribute(line, "m_id").filter(|_| is_open).map(|id| (id, Vec::new())));
        } else if line.starts_with("<token_anchor") && is_open {
            let token = attribute(line, "t_id").and_then(|id| tokens.get(id));
            if let Some((_, anchors)) = anchors.last_mut() {
                anchors.extend(token);
            }
        } else if line.starts_with("</ACTION") || line.starts_with("</NEG_ACTION") {
            is_open = false;
        } else if line.starts_with("<CROSS_DOC_COREF") {
            relation = Some((attribute(line, "note"), Vec::new()));
        } else if line.starts_with("<INTRA_DOC_COREF") {
            relation = Some((None, Vec::new()));
        } else if let Some((note, sources)) = &mut relation {
            if line.starts_with("<source") {
                sources.extend(attribute(line, "m_id"));
            } else if line.starts_with("<target") {
                let target = attribute(line, "m_id").unwrap_or_default();
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
