//! Articles of the sets that measure weighing, extracted and annotated as the program would.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context as _, Result};
use gainsay_core::{Article, Reading};
use gainsay_read::annotate;
use gainsay_read::extract::{Input, extract};

use super::Context;

/// Articles with their readings, in the order given.
#[derive(Default)]
pub(super) struct Corpus {
    pub(super) articles: Vec<Article>,
    pub(super) readings: Vec<Reading>,
}

impl Corpus {
    /// The articles of these inputs, read on all cores.
    pub(super) fn read(context: &Context, inputs: &[Input]) -> Self {
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let share = inputs.len().div_ceil(threads).max(1);
        let mut corpus = Self::default();
        std::thread::scope(|scope| {
            let parts: Vec<_> =
                inputs.chunks(share).map(|part| scope.spawn(move || Self::read_part(context, part))).collect();
            for part in parts {
                if let Ok(part) = part.join() {
                    corpus.articles.extend(part.articles);
                    corpus.readings.extend(part.readings);
                }
            }
        });
        corpus
    }

    fn read_part(context: &Context, inputs: &[Input]) -> Self {
        let mut part = Self::default();
        for article in inputs.iter().flat_map(|input| extract(input).articles) {
            part.readings.push(annotate(&article, &context.models));
            part.articles.push(article);
        }
        part
    }

    /// What weighing takes.
    pub(super) fn pairs(&self) -> Vec<gainsay_weigh::ReadArticle<'_>> {
        let both = self.articles.iter().zip(&self.readings);
        both.map(|(article, reading)| gainsay_weigh::ReadArticle { article, reading }).collect()
    }
}

/// A JSON document as an input of its own.
pub(super) fn json(location: String, bytes: Vec<u8>) -> Input {
    Input { location, bytes, media_type: Some("application/json".to_owned()), captured: None }
}

/// The first so many articles of `load`, each an input of its own.
pub(super) fn load(context: &Context, count: usize) -> Result<Option<Vec<Input>>> {
    let Some(path) = context.find("load/articles.jsonl") else { return Ok(None) };
    let file = fs::File::open(&path).with_context(|| path.display().to_string())?;
    let lines = BufReader::new(file).lines().take(count).enumerate();
    let inputs = lines.map(|(nth, line)| Ok(json(format!("load-{nth:05}.json"), line?.into_bytes())));
    inputs.collect::<Result<Vec<_>>>().map(Some)
}

/// The groups of a folder of folders: a name and its articles, both in order of their names.
#[allow(clippy::disallowed_methods, reason = "a developer's tool reads files")]
pub(super) fn groups(folder: &Path) -> Result<Vec<(String, Vec<Input>)>> {
    let mut groups = Vec::new();
    for group in sorted(folder)?.into_iter().filter(|path| path.is_dir()) {
        let name = group.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let files = sorted(&group)?.into_iter().filter(|path| path.extension().is_some_and(|e| e == "json"));
        let input = |path: std::path::PathBuf| Ok(json(path.display().to_string(), with_text(fs::read(&path)?)));
        groups.push((name, files.map(input).collect::<Result<Vec<_>>>()?));
    }
    Ok(groups)
}

/// The article with its text in one field, where its paragraphs stand in a list of lists, as BASIL has them.
fn with_text(bytes: Vec<u8>) -> Vec<u8> {
    let Ok(mut article) = serde_json::from_slice::<serde_json::Value>(&bytes) else { return bytes };
    let paragraphs = article.get("body-paragraphs").and_then(|list| list.as_array()).map(|list| {
        let sentences = |paragraph: &serde_json::Value| -> Vec<String> {
            let list = paragraph.as_array().into_iter().flatten();
            list.filter_map(|sentence| sentence.as_str().map(str::to_owned)).collect()
        };
        list.iter().map(|paragraph| sentences(paragraph).join(" ")).collect::<Vec<_>>().join("\n\n")
    });
    if let Some(text) = paragraphs {
        article["text"] = text.into();
    }
    article.to_string().into_bytes()
}

fn sorted(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
