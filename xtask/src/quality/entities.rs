//! Names on UNER EWT dev and CrossNER politics dev: span F1 of person, organization and place, with the sets' tokens, by
//! the whole stage (tagger, lists, rules).
//!
//! CrossNER's kinds are mapped: politician and person are persons; political party and organisation are organizations;
//! country and location are places; elections, events and the rest aren't counted.

use std::collections::BTreeSet;
use std::ops::{Add as _, Range};
use std::path::Path;

use anyhow::{Context as _, Result};
use gainsay_core::{Article, EntityKind, MentionForm, Reading, Region, RegionKind, Sentence, Span, Token};
use gainsay_read::annotate::entities;
use gainsay_read::annotate::syntax::Syntax;

use super::counts::Counts;
use super::{Context, Measured};

/// Measures the shipped models on the dev parts of both sets.
pub(crate) fn measure(context: &Context) -> Result<Option<Measured>> {
    let sets = [("uner-ewt", "ner/uner-ewt/dev.iob2", 1), ("crossner-politics", "ner/crossner-politics/dev.txt", 0)];
    let Some(syntax) = &context.models.syntax else { return Ok(None) };
    let mut measured = Measured::default();
    let mut rows = Vec::new();
    measured.items.push(["set", "verdict", "kind", "sentence", "first"].map(str::to_owned).to_vec());
    for (name, path, column) in sets {
        let Some(path) = context.find(path) else { return Ok(None) };
        let mut counts = [Counts::default(); 3];
        let mut before = 0;
        for document in read(&path, column)? {
            let found = names_of(context, syntax, &document);
            count((name, before), &document, &found, &mut counts, &mut measured.items);
            before += document.sentences.len();
        }
        let all = counts.into_iter().fold(Counts::default(), Counts::add);
        let figures = [all, counts[0], counts[1], counts[2]].map(|c| 100.0 * c.f1());
        let mut row =
            vec![name.to_owned(), format!("{:.1}", 100.0 * all.precision()), format!("{:.1}", 100.0 * all.recall())];
        row.extend(figures.map(|f| format!("{f:.1}")));
        rows.push(row);
        measured.figures.insert(format!("{name}.f1"), figures[0]);
    }
    let head = ["", "precision", "recall", "F1", "person", "organization", "place"].map(str::to_owned).to_vec();
    measured.tables.push(("Names, gold tokens".to_owned(), head, rows));
    Ok(Some(measured))
}

/// Words of each sentence, and the gold names: first word, one past the last, kind.
#[derive(Default)]
struct Document {
    sentences: Vec<Vec<String>>,
    names: BTreeSet<(usize, usize, usize, EntityKind)>,
}

fn kind(tag: &str) -> Option<EntityKind> {
    match tag {
        "PER" | "person" | "politician" => Some(EntityKind::Person),
        "ORG" | "organisation" | "politicalparty" => Some(EntityKind::Organization),
        "LOC" | "location" | "country" => Some(EntityKind::Place),
        _ => None,
    }
}

/// A BIO file; where it marks no documents, each sentence is one.
#[allow(clippy::disallowed_methods, reason = "a developer's tool reads files")]
fn read(path: &Path, column: usize) -> Result<Vec<Document>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let marked = text.contains("# newdoc");
    let mut documents = vec![Document::default()];
    let mut words: Vec<String> = Vec::new();
    let mut open: Option<(usize, EntityKind)> = None;
    let mut names = Vec::new();
    for line in text.lines().chain([""]) {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let tag = fields.get(column + 1).copied().unwrap_or("O");
        if (!tag.starts_with('I') || line.is_empty())
            && let Some((start, kind)) = open.take()
        {
            names.push((start, words.len(), kind));
        }
        if line.trim().is_empty() {
            let document = documents.last_mut().context("never empty")?;
            let at = document.sentences.len();
            document.names.extend(names.drain(..).map(|(start, end, kind)| (at, start, end, kind)));
            if !words.is_empty() {
                document.sentences.push(std::mem::take(&mut words));
                if !marked {
                    documents.push(Document::default());
                }
            }
        } else if line.starts_with("# ") {
            if line.starts_with("# newdoc") {
                documents.push(Document::default());
            }
        } else if let Some(word) = fields.get(column) {
            if let Some(kind) = tag.strip_prefix("B-").and_then(kind) {
                open = Some((words.len(), kind));
            }
            words.push((*word).to_owned());
        }
    }
    documents.retain(|d| !d.sentences.is_empty());
    Ok(documents)
}

/// The names that the stage finds, as the gold names are given.
fn names_of(context: &Context, syntax: &Syntax, document: &Document) -> BTreeSet<(usize, usize, usize, EntityKind)> {
    let (mut article, mut reading) = (Article::default(), Reading::default());
    for words in &document.sentences {
        let first = reading.tokens.len();
        let texts: Vec<&str> = words.iter().map(String::as_str).collect();
        for (text, a) in texts.iter().zip(syntax.analyse(&texts)) {
            let start = article.text.len();
            article.text.push_str(text);
            let span = Span::new(start, article.text.len());
            article.text.push(' ');
            let head = a.head.map(|h| first + h);
            reading.tokens.push(Token {
                span,
                lemma: a.lemma,
                upos: a.upos,
                penn: a.penn,
                head,
                relation: a.relation,
                sure: a.sure,
            });
        }
        let tokens = first..reading.tokens.len();
        let span = reading.span_of_tokens(tokens.clone());
        article.regions.push(Region { kind: RegionKind::Paragraph, span, why: String::new() });
        reading.sentences.push(Sentence { span, tokens, region: article.regions.len() - 1 });
    }
    entities::annotate(&article, &context.models, &mut reading);
    let place = |tokens: &Range<usize>| {
        let sentence = reading.sentence_of_token(tokens.start);
        let first = reading.sentences[sentence].tokens.start;
        (sentence, tokens.start - first, tokens.end - first)
    };
    let names = reading.mentions.iter().filter(|m| m.form == MentionForm::Name && m.kind != EntityKind::Other);
    names.map(|m| (place(&m.tokens), m.kind)).map(|((s, start, end), kind)| (s, start, end, kind)).collect()
}

/// Counts the names of one document; `before` sentences of the set come before its first.
fn count(
    (set, before): (&str, usize),
    document: &Document,
    found: &BTreeSet<(usize, usize, usize, EntityKind)>,
    counts: &mut [Counts; 3],
    items: &mut Vec<Vec<String>>,
) {
    let kinds = [EntityKind::Person, EntityKind::Organization, EntityKind::Place];
    for (name, wrong) in document.names.iter().map(|n| (n, "missed")).chain(found.iter().map(|n| (n, "spurious"))) {
        let (sentence, start, end, kind) = *name;
        let Some(at) = kinds.iter().position(|k| *k == kind) else { continue };
        let gold = wrong == "missed";
        let right = if gold { found.contains(name) } else { document.names.contains(name) };
        counts[at].gold += usize::from(gold);
        counts[at].found += usize::from(!gold);
        counts[at].right += usize::from(gold && right);
        if !right {
            let words = document.sentences[sentence][start..end].len();
            items.push(vec![
                set.to_owned(),
                wrong.to_owned(),
                kind.as_str().to_owned(),
                (before + sentence).to_string(),
                format!("{start}+{words}"),
            ]);
        }
    }
}
