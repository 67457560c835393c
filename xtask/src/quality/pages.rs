//! Body, title and authors of pages (WCXB's articles, trafilatura's set) and dates of publication (htmldate's set).
//!
//! WCXB: for each page the F1 of its words as a multiset, in lower case; the mean over pages. trafilatura's set: each
//! page lists phrases its body holds and phrases it doesn't; F1 over all phrases of all pages. Dates: exact day.

use std::{
    collections::BTreeMap,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::Result;
use gainsay_core::{Article, RegionKind};
use gainsay_read::extract::{Input, extract};
use serde_json::Value;

use super::{Context, Measured};

/// Measures the three sets; those that are there.
pub(crate) fn measure(context: &Context) -> Result<Option<Measured>> {
    let mut measured =
        Measured { items: vec![["set", "id", "measure", "value"].map(str::to_owned).to_vec()], ..Measured::default() };
    let mut rows = Vec::new();
    for (name, folder) in [("wcxb", "pages/wcxb"), ("trafilatura", "pages/trafilatura"), ("dates", "dates/htmldate")] {
        let Some(folder) = context.find(folder) else { continue };
        let mut tally = Tally::default();
        for gold in gold(&folder)? {
            if name == "wcxb" && gold["type"] != "article" {
                continue;
            }
            let Some(id) = gold["id"].as_str() else { continue };
            let Some(input) = page(&folder.join(format!("html/{id}.html")), &gold) else { continue };
            let article = tally.clock.time(|| extract(&input).articles.into_iter().next());
            tally.see(&gold, article.as_ref());
            measured.items.extend(
                tally
                    .last
                    .drain(..)
                    .map(|(what, value)| vec![name.to_owned(), id.to_owned(), what.to_owned(), format!("{value:.3}")]),
            );
        }
        let speed = format!("{:.0}", tally.clock.pages_a_second());
        rows.push(vec![name.to_owned(), "pages a second, one thread".to_owned(), speed]);
        for (figure, value) in tally.figures() {
            rows.push(vec![name.to_owned(), figure.to_owned(), format!("{value:.3}")]);
            measured.figures.insert(format!("{name}.{figure}"), value);
        }
    }
    if rows.is_empty() {
        return Ok(None);
    }
    measured.tables.push(("Pages".to_owned(), ["set", "measure", "value"].map(str::to_owned).to_vec(), rows));
    Ok(Some(measured))
}

#[allow(clippy::disallowed_methods, reason = "a developer's tool reads files")]
fn gold(folder: &Path) -> Result<Vec<Value>> {
    let text = std::fs::read_to_string(folder.join("gold.jsonl"))?;
    Ok(text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
}

/// A page of the set, if it is there.
#[allow(clippy::disallowed_methods, reason = "a developer's tool reads files")]
fn page(path: &Path, gold: &Value) -> Option<Input> {
    let bytes = std::fs::read(path).ok()?;
    let location = gold["url"].as_str().unwrap_or("a.html").to_owned();
    Some(Input { location, bytes, media_type: Some("text/html".to_owned()), ..Input::default() })
}

/// How long pages take, on one thread.
#[derive(Default)]
struct Clock {
    pages: usize,
    spent: Duration,
}

impl Clock {
    #[allow(clippy::disallowed_methods, reason = "a developer's tool measures time")]
    fn time<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let done = work();
        self.spent += start.elapsed();
        self.pages += 1;
        done
    }

    fn pages_a_second(&self) -> f64 {
        self.pages as f64 / self.spent.as_secs_f64().max(f64::EPSILON)
    }
}

/// The body as the sets mean it: content without title, byline, date and captions.
fn body(article: &Article) -> String {
    let wanted = |kind| {
        matches!(
            kind,
            RegionKind::Dateline
                | RegionKind::Summary
                | RegionKind::Heading
                | RegionKind::Paragraph
                | RegionKind::Quote
                | RegionKind::List
        )
    };
    article
        .regions
        .iter()
        .filter(|r| wanted(r.kind))
        .map(|r| r.span.slice(&article.text))
        .collect::<Vec<_>>()
        .join("\n")
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The names in order, joined.
fn sorted<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut names: Vec<&str> = names.map(str::trim).filter(|name| !name.is_empty()).collect();
    names.sort_unstable();
    names.join("; ")
}

fn bag(text: &str) -> BTreeMap<String, usize> {
    let mut bag = BTreeMap::new();
    for word in text.to_lowercase().split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()) {
        *bag.entry(word.to_owned()).or_default() += 1;
    }
    bag
}

fn f1(right: usize, have: usize, want: usize) -> f64 {
    if right == 0 { 0.0 } else { 2.0 * right as f64 / (have + want) as f64 }
}

#[derive(Default)]
struct Tally {
    clock: Clock,
    words: Vec<f64>,
    phrases: (usize, usize, usize),
    exact: BTreeMap<&'static str, (usize, usize)>,
    /// What the last page gave.
    last: Vec<(&'static str, f64)>,
}

impl Tally {
    fn see(&mut self, gold: &Value, article: Option<&Article>) {
        let text = article.map(body).unwrap_or_default();
        if let Some(want) = gold["text"].as_str() {
            let (have, want) = (bag(&text), bag(want));
            let right = have.iter().map(|(word, n)| n.min(want.get(word).unwrap_or(&0))).sum();
            let value = f1(right, have.values().sum(), want.values().sum());
            self.words.push(value);
            self.last.push(("words", value));
        }
        let text = spaced(&text);
        let held = |list: &Value| -> (usize, usize) {
            let phrases: Vec<&str> = list.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            (phrases.iter().filter(|p| text.contains(&spaced(p))).count(), phrases.len())
        };
        let ((right, wanted), (wrong, _)) = (held(&gold["with"]), held(&gold["without"]));
        self.phrases.0 += right;
        self.phrases.1 += right + wrong;
        self.phrases.2 += wanted;
        self.exactly("title", gold["title"].as_str(), article.and_then(|a| a.title.as_ref()).map(|t| t.text.clone()));
        // Sets of names: the gold lists join them by "and", "und", commas or semicolons.
        let names = article.map(|a| sorted(a.authors.iter().map(|b| b.name.as_str())));
        let gold_names = gold["author"].as_str().map(|text| {
            let joined = [" and ", " und ", " & ", ";", "|"].iter().fold(text.to_owned(), |t, j| t.replace(j, ","));
            sorted(joined.split(','))
        });
        self.exactly("authors", gold_names.as_deref(), names);
        let date = gold["published"].as_str().or_else(|| gold["date"].as_str());
        self.exactly("date", date, article.and_then(|a| a.published.value?.as_day()).map(|v| v.to_string()));
    }

    fn exactly(&mut self, what: &'static str, want: Option<&str>, have: Option<String>) {
        let Some(want) = want.filter(|w| !w.is_empty()) else { return };
        let right = have.is_some_and(|have| spaced(&have).to_lowercase() == spaced(want).to_lowercase());
        let counts = self.exact.entry(what).or_default();
        counts.0 += usize::from(right);
        counts.1 += 1;
        self.last.push((what, f64::from(u8::from(right))));
    }

    fn figures(&self) -> Vec<(&'static str, f64)> {
        let mut figures = Vec::new();
        if !self.words.is_empty() {
            figures.push(("words", self.words.iter().sum::<f64>() / self.words.len() as f64));
        }
        if self.phrases.2 > 0 {
            figures.push(("phrases", f1(self.phrases.0, self.phrases.1, self.phrases.2)));
        }
        figures.extend(self.exact.iter().map(|(what, (right, all))| (*what, *right as f64 / *all as f64)));
        figures
    }
}
