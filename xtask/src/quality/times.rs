//! Expressions of time on TempEval-3's training sets (UzZaman et al. 2013): TimeBank and AQUAINT.
//!
//! As the task defines them: *relaxed* counts an expression found that overlaps an annotated one (each annotated one
//! once), *strict* one with the same span, *value* a relaxed match with the same TIMEX3 value, over all found (precision)
//! and all annotated (recall). The document's own creation time is given, not found, and not counted.

use std::fs;
use std::path::Path;

use anyhow::Result;
use gainsay_core::{Article, Basis, Dating, Interval, Region, RegionKind, Span};
use gainsay_read::{Models, annotate::times};

use super::{Context, Measured};

/// One annotated document.
struct Document {
    name: String,
    created: Option<Interval>,
    text: String,
    /// Span and value of each expression.
    gold: Vec<(Span, String)>,
}

/// What was counted.
#[derive(Clone, Copy, Default)]
struct Counts {
    gold: usize,
    found: usize,
    relaxed: usize,
    strict: usize,
    value: usize,
}

impl Counts {
    fn f1(self, right: usize) -> f64 {
        100.0 * 2.0 * right as f64 / (self.gold + self.found).max(1) as f64
    }

    fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.relaxed += other.relaxed;
        self.strict += other.strict;
        self.value += other.value;
    }
}

/// Measures both sets.
pub(crate) fn measure(context: &Context) -> Result<Option<Measured>> {
    let Some(folder) = context.find("times/tempeval3") else { return Ok(None) };
    let mut measured = Measured::default();
    measured.items.push(["document", "annotated", "found", "relaxed", "strict", "value"].map(str::to_owned).to_vec());
    let mut rows = Vec::new();
    let mut total = Counts::default();
    for set in ["TimeBank", "AQUAINT"] {
        let mut counts = Counts::default();
        for document in documents(&folder.join(set))? {
            let one = score(&document, &context.models);
            let figures = [one.gold, one.found, one.relaxed, one.strict, one.value].map(|n| n.to_string());
            measured.items.push([vec![document.name.clone()], figures.to_vec()].concat());
            counts.add(one);
        }
        rows.push(row(set, counts));
        total.add(counts);
    }
    rows.push(row("both", total));
    for (name, right) in [("relaxed", total.relaxed), ("strict", total.strict), ("value", total.value)] {
        measured.figures.insert(name.to_owned(), total.f1(right));
    }
    let head = ["set", "annotated", "found", "relaxed P", "R", "F1", "strict F1", "value F1"];
    measured.tables.push((
        "Expressions of time, TempEval-3 training sets".to_owned(),
        head.map(str::to_owned).to_vec(),
        rows,
    ));
    Ok(Some(measured))
}

fn row(name: &str, counts: Counts) -> Vec<String> {
    let percent = |right: usize, of: usize| format!("{:.1}", 100.0 * right as f64 / of.max(1) as f64);
    vec![
        name.to_owned(),
        counts.gold.to_string(),
        counts.found.to_string(),
        percent(counts.relaxed, counts.found),
        percent(counts.relaxed, counts.gold),
        format!("{:.1}", counts.f1(counts.relaxed)),
        format!("{:.1}", counts.f1(counts.strict)),
        format!("{:.1}", counts.f1(counts.value)),
    ]
}

fn score(document: &Document, models: &Models) -> Counts {
    let article = article(document);
    let mut reading = gainsay_core::Reading::default();
    gainsay_read::annotate::syntax::annotate(&article, models, &mut reading);
    times::annotate(&article, &mut reading);
    let mut counts = Counts { gold: document.gold.len(), found: reading.times.len(), ..Counts::default() };
    let mut used = vec![false; reading.times.len()];
    for (span, value) in &document.gold {
        let overlap = |other: Span| span.end.min(other.end).saturating_sub(span.start.max(other.start));
        let best = (0..reading.times.len())
            .filter(|at| !used[*at] && reading.times[*at].span.overlaps(*span))
            .max_by_key(|at| overlap(reading.times[*at].span));
        let Some(at) = best else { continue };
        used[at] = true;
        counts.relaxed += 1;
        counts.strict += usize::from(reading.times[at].span == *span);
        counts.value += usize::from(reading.times[at].timex == *value);
    }
    counts
}

fn article(document: &Document) -> Article {
    let mut article = Article { text: document.text.clone(), ..Article::default() };
    article.published = Dating { value: document.created, basis: Basis::Metadata, ..Dating::default() };
    let mut at = 0;
    for part in document.text.split_inclusive("\n\n") {
        let span = Span::new(at, at + part.len()).trim(&document.text);
        at += part.len();
        if !span.is_empty() {
            article.regions.push(Region { kind: RegionKind::Paragraph, span, why: String::new() });
        }
    }
    article
}

#[allow(clippy::disallowed_methods, reason = "a developer's tool reads files")]
fn documents(folder: &Path) -> Result<Vec<Document>> {
    let mut paths: Vec<_> = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "tml"));
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let markup = String::from_utf8_lossy(&fs::read(path)?).into_owned();
            let name = path.file_stem().map_or(String::new(), |name| name.to_string_lossy().into_owned());
            Ok(parse(name, &markup))
        })
        .collect()
}

/// Reads TimeML: the creation time, and the text with its expressions.
fn parse(name: String, markup: &str) -> Document {
    let between = |open: &str, close: &str| {
        let from = markup.find(open).map_or(0, |at| at + open.len());
        let to = markup.get(from..).and_then(|rest| rest.find(close)).map_or(from, |at| from + at);
        markup.get(from..to).unwrap_or("")
    };
    let created = attribute(between("<DCT>", "</DCT>"), "value")
        .and_then(|value| Interval::parse_edtf(value.get(..10).unwrap_or(value)).ok());
    let mut document = Document { name, created, text: String::new(), gold: Vec::new() };
    let mut open: Vec<(usize, String)> = Vec::new();
    for part in between("<TEXT>", "</TEXT>").split('<') {
        let (tag, text) = part.split_once('>').unwrap_or(("", part));
        if tag.starts_with("TIMEX3") {
            open.push((document.text.len(), attribute(tag, "value").unwrap_or("").to_owned()));
        } else if tag == "/TIMEX3"
            && let Some((start, value)) = open.pop()
        {
            document.gold.push((Span::new(start, document.text.len()), value));
        }
        document.text.push_str(&unescape(text));
    }
    document
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag.get(from..)?.split('"').next()
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}
