//! PolNeAR (Newell, Margolin and Ruths 2018): attributions found, source right, cue right; direct quotations.
//!
//! A gold attribution is found where one of ours shares with its content at least half of the words of the longer of the
//! two. Its source is right where one holds the other or they share half of their words, or where it is a relative
//! pronoun and ours the noun right before it; its cue where they share a word.
//! Ours with one cue are one (PolNeAR's contents may be in pieces, ours are not), and so is a quotation that runs on.
//! PolNeAR annotates one level: one of ours inside another may be found, but isn't counted against precision.
//! Of several annotators of one article the first is taken.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use gainsay_core::{Article, Attribution, Form, Reading, Region, RegionKind, Span};
use gainsay_read::annotate;

use super::{Context, Measured};

/// Measures on the dev part.
pub(crate) fn measure(context: &Context) -> Result<Option<Measured>> {
    on_part(context, "dev", 1)
}

/// Measures on every eighth article of the train part, to choose on.
pub(crate) fn measure_train(context: &Context) -> Result<Option<Measured>> {
    on_part(context, "train", 8)
}

#[allow(clippy::disallowed_methods, reason = "a developer's tool reads files")]
fn on_part(context: &Context, part: &str, step: usize) -> Result<Option<Measured>> {
    let Some(folder) = context.find(&format!("attribution/polnear/{part}")) else { return Ok(None) };
    let mut counts = Counts::default();
    let mut measured = Measured::default();
    let head = ["article", "what", "gold content", "gold source", "gold cue", "content", "source", "cue", "flags"];
    measured.items.push(head.map(str::to_owned).to_vec());
    let mut texts: Vec<_> = std::fs::read_dir(folder.join("text"))?.collect::<Result<_, _>>()?;
    texts.sort_by_key(std::fs::DirEntry::file_name);
    let mut notes: Vec<_> = std::fs::read_dir(folder.join("attributions"))?.collect::<Result<_, _>>()?;
    notes.sort_by_key(std::fs::DirEntry::file_name);
    let notes: Vec<String> = notes.iter().map(|n| n.file_name().to_string_lossy().into_owned()).collect();
    for entry in texts.iter().step_by(step) {
        let name = entry.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(entry.path())?;
        let prefix = format!("{name}_");
        let Some(note) = notes.iter().find(|n| n.starts_with(&prefix)) else { continue };
        let gold = read_gold(&folder.join("attributions").join(note), &text)?;
        let article = article_of(&text);
        let reading = annotate::annotate(&article, &context.models);
        let own = own_attributions(&reading);
        compare(&name, &Page::new(&text), &gold, &own, &mut counts, &mut measured.items);
    }
    counts.report(part, &mut measured);
    Ok(Some(measured))
}

/// One attribution, of the set or ours.
#[derive(Default)]
struct Item {
    source: Vec<Span>,
    cue: Vec<Span>,
    content: Vec<Span>,
    direct: bool,
    nested: bool,
}

/// brat's stand-off format; offsets are in characters.
#[allow(clippy::disallowed_methods, reason = "a developer's tool reads files")]
fn read_gold(path: &Path, text: &str) -> Result<Vec<Item>> {
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut spans: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    let mut items = Vec::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let mut fields = line.split('\t');
        let (Some(id), Some(what)) = (fields.next(), fields.next()) else { continue };
        if id.starts_with('T') {
            let ranges = what.split_once(' ').map_or("", |(_, r)| r);
            let parse = |pair: &str| {
                let (a, b) = pair.split_once(' ')?;
                Some(Span::new(*offsets.get(a.parse::<usize>().ok()?)?, *offsets.get(b.parse::<usize>().ok()?)?))
            };
            spans.insert(id.to_owned(), ranges.split(';').filter_map(parse).collect());
        } else if id.starts_with('E') {
            let mut item = Item::default();
            for part in what.split(' ') {
                let Some((role, span)) = part.split_once(':') else { continue };
                let Some(span) = spans.get(span) else { continue };
                match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                    "Source" => item.source.extend(span),
                    "Cue" => item.cue.extend(span),
                    "Content" => item.content.extend(span),
                    _ => {}
                }
            }
            item.direct = item.content.iter().all(|s| is_quoted(s.trim(text).slice(text)));
            if !item.content.is_empty() {
                items.push(item);
            }
        }
    }
    Ok(items)
}

fn is_quoted(text: &str) -> bool {
    let marks = |c: char| matches!(c, '“' | '”' | '"' | '\'' | '’' | '‘');
    text.starts_with(marks) && text.trim_end_matches([',', '.', ';']).ends_with(marks)
}

/// The text as an article: its first line is the title, every other line a paragraph.
fn article_of(text: &str) -> Article {
    let mut article = Article { text: text.to_owned(), ..Article::default() };
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trim(text);
        start += line.len();
        if !span.is_empty() {
            let kind = if article.regions.is_empty() { RegionKind::Title } else { RegionKind::Paragraph };
            article.regions.push(Region { kind, span, why: String::new() });
        }
    }
    article
}

/// Our attributions; those that share a cue, and quotations that run on, are one.
fn own_attributions(reading: &Reading) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut by_cue: BTreeMap<Span, usize> = BTreeMap::new();
    for attribution in &reading.attributions {
        let same = match attribution.cue {
            Some(cue) => by_cue.get(&cue).copied(),
            None => items.iter().rposition(|i| i.source.first() == attribution.source.span.as_ref() && i.direct),
        };
        if let Some(at) = same {
            items[at].content.push(attribution.content);
            continue;
        }
        if let Some(cue) = attribution.cue {
            by_cue.insert(cue, items.len());
        }
        items.push(item_of(attribution));
    }
    items
}

fn item_of(attribution: &Attribution) -> Item {
    Item {
        source: attribution.source.span.into_iter().collect(),
        cue: attribution.cue.into_iter().collect(),
        content: vec![attribution.content],
        direct: attribution.form == Form::Direct,
        nested: attribution.within.is_some(),
    }
}

/// A text's words, so that spans can be compared word by word.
struct Page {
    words: Vec<Span>,
    text: String,
}

impl Page {
    fn new(text: &str) -> Self {
        let mut words = Vec::new();
        let mut start = None;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            match (c.is_alphanumeric(), start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    words.push(Span::new(from, at));
                    start = None;
                }
                _ => {}
            }
        }
        Self { words, text: text.to_owned() }
    }

    fn is_relative(&self, spans: &[Span]) -> bool {
        spans.iter().all(|s| matches!(s.trim(&self.text).slice(&self.text), "who" | "that" | "which" | "whom"))
    }

    fn of(&self, spans: &[Span]) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for span in spans {
            let first = self.words.partition_point(|w| w.end <= span.start);
            found.extend((first..self.words.len()).take_while(|&w| self.words[w].start < span.end));
        }
        found
    }
}

#[derive(Default)]
struct Counts {
    gold: usize,
    own: usize,
    found: usize,
    source: usize,
    cue: usize,
    direct_gold: usize,
    direct_found: usize,
    direct_speaker: usize,
    direct_own: usize,
    direct_own_found: usize,
    wrong_known: usize,
}

fn compare(name: &str, page: &Page, gold: &[Item], own: &[Item], counts: &mut Counts, rows: &mut Vec<Vec<String>>) {
    let gold_words: Vec<_> = gold.iter().map(|g| page.of(&g.content)).collect();
    let own_words: Vec<_> = own.iter().map(|o| page.of(&o.content)).collect();
    let mut pairs = Vec::new();
    for (g, wanted) in gold_words.iter().enumerate() {
        for (o, have) in own_words.iter().enumerate() {
            let shared = wanted.intersection(have).count();
            let longer = wanted.len().max(have.len());
            if shared > 0 && shared * 2 >= longer {
                let cue = overlaps(page, &gold[g].cue, &own[o].cue);
                pairs.push((std::cmp::Reverse((shared * 1000 / longer, cue)), g, o));
            }
        }
    }
    pairs.sort();
    let mut of_gold = vec![None; gold.len()];
    let mut of_own = vec![None; own.len()];
    for (_, g, o) in pairs {
        if of_gold[g].is_none() && of_own[o].is_none() {
            of_gold[g] = Some(o);
            of_own[o] = Some(g);
        }
    }
    for (g, item) in gold.iter().enumerate() {
        counts.gold += 1;
        let long = item.direct && gold_words[g].len() >= 4;
        counts.direct_gold += usize::from(long);
        let Some(o) = of_gold[g] else {
            rows.push(row(name, "missed", Some(item), None, &flag(long, "direct")));
            continue;
        };
        let source =
            same_source(page, &item.source, &own[o].source) || is_antecedent(page, &item.source, &own[o].source);
        let cue = overlaps(page, &item.cue, &own[o].cue) || item.cue.is_empty();
        counts.found += 1;
        counts.source += usize::from(source);
        counts.cue += usize::from(cue);
        counts.wrong_known += usize::from(!source && !own[o].source.is_empty());
        counts.direct_found += usize::from(long);
        counts.direct_speaker += usize::from(long && source);
        let flags = [flag(long, "direct"), flag(!source, "source-wrong"), flag(!cue, "cue-wrong")].concat();
        rows.push(row(name, "found", Some(item), Some(&own[o]), &flags));
    }
    for (o, item) in own.iter().enumerate() {
        let long = item.direct && own_words[o].len() >= 4 && !item.nested;
        counts.direct_own += usize::from(long);
        counts.direct_own_found += usize::from(long && of_own[o].is_some());
        counts.own += usize::from(of_own[o].is_some() || !item.nested);
        if of_own[o].is_none() {
            let flags = [flag(item.direct, "direct"), flag(item.nested, "nested")].concat();
            rows.push(row(name, "extra", None, Some(item), &flags));
        }
    }
}

fn flag(is: bool, name: &str) -> String {
    if is { format!("{name} ") } else { String::new() }
}

fn overlaps(page: &Page, a: &[Span], b: &[Span]) -> bool {
    a.iter().any(|x| b.iter().any(|y| x.overlaps(*y))) || !page.of(a).is_disjoint(&page.of(b))
}

/// "officials who said": PolNeAR takes the pronoun, we the noun it stands for.
fn is_antecedent(page: &Page, gold: &[Span], own: &[Span]) -> bool {
    let (gold_words, own_words) = (page.of(gold), page.of(own));
    let pronoun = gold_words.len() == 1 && page.is_relative(gold);
    pronoun && own_words.last().zip(gold_words.first()).is_some_and(|(a, b)| a < b && b - a <= 3)
}

fn same_source(page: &Page, gold: &[Span], own: &[Span]) -> bool {
    let (gold, own) = (page.of(gold), page.of(own));
    let shared = gold.intersection(&own).count();
    gold.is_empty() && own.is_empty()
        || shared > 0 && (own.is_subset(&gold) || gold.is_subset(&own) || shared * 2 >= gold.len().max(own.len()))
}

/// Spans only: the set's text stays out of the project.
fn row(name: &str, what: &str, gold: Option<&Item>, own: Option<&Item>, flags: &str) -> Vec<String> {
    let spans = |s: Option<&Vec<Span>>| {
        s.into_iter().flatten().map(|s| format!("{}-{}", s.start, s.end)).collect::<Vec<_>>().join(";")
    };
    vec![
        name.to_owned(),
        what.to_owned(),
        spans(gold.map(|g| &g.content)),
        spans(gold.map(|g| &g.source)),
        spans(gold.map(|g| &g.cue)),
        spans(own.map(|o| &o.content)),
        spans(own.map(|o| &o.source)),
        spans(own.map(|o| &o.cue)),
        flags.trim().to_owned(),
    ]
}

impl Counts {
    fn report(&self, part: &str, measured: &mut Measured) {
        let share = |a: usize, b: usize| a as f64 / b.max(1) as f64;
        let (precision, recall) = (share(self.found, self.own), share(self.found, self.gold));
        let f1 = 2.0 * precision * recall / (precision + recall).max(f64::EPSILON);
        let figures = [
            ("found.precision", precision),
            ("found.recall", recall),
            ("found.f1", f1),
            ("source", share(self.source, self.found)),
            ("cue", share(self.cue, self.found)),
            ("direct.found", share(self.direct_found, self.direct_gold)),
            ("direct.precision", share(self.direct_own_found, self.direct_own)),
            ("direct.speaker", share(self.direct_speaker, self.direct_found)),
            ("direct.found_and_speaker", share(self.direct_speaker, self.direct_gold)),
        ];
        let rows = figures.iter().map(|(n, v)| vec![(*n).to_owned(), format!("{v:.3}")]).collect();
        let title = format!(
            "Attribution, PolNeAR {part}: {} annotated, {} ours, {} found; a known source wrong in {}",
            self.gold, self.own, self.found, self.wrong_known
        );
        measured.tables.push((title, vec!["figure".into(), "value".into()], rows));
        measured.figures.extend(figures.iter().map(|(n, v)| ((*n).to_owned(), *v)));
    }
}
