//! The Golden Rules of sentence splitting (Dias 2014), read from the list in the segmenter's own description: how many of
//! the English ones are kept to the letter.

use anyhow::{Context as _, Result};
use gainsay_core::{Article, Reading, Region, RegionKind, Span};
use gainsay_read::annotate::syntax;

use super::{Context, Measured};

/// One rule: its number and name, a text, the sentences it has.
struct Rule {
    name: String,
    text: String,
    sentences: Vec<String>,
}

/// Measures the splitter.
#[allow(clippy::disallowed_methods, reason = "a developer's tool reads files")]
pub(crate) fn measure(context: &Context) -> Result<Option<Measured>> {
    let Some(path) = context.find("sentences/pragmatic_segmenter/README.md") else { return Ok(None) };
    let rules = rules(&std::fs::read_to_string(&path).with_context(|| format!("{}", path.display()))?)?;
    let mut measured = Measured::default();
    measured.items.push(["rule", "kept", "ours"].map(str::to_owned).to_vec());
    let mut kept = 0;
    for rule in &rules {
        let ours = split(context, &rule.text);
        let right = ours == rule.sentences.iter().map(|s| spaced(s)).collect::<Vec<_>>();
        kept += usize::from(right);
        measured.items.push(vec![rule.name.clone(), u8::from(right).to_string(), ours.len().to_string()]);
    }
    measured.figures.insert("golden.kept".into(), kept as f64);
    let row = vec!["English".to_owned(), rules.len().to_string(), kept.to_string()];
    measured.tables.push(("Golden Rules".into(), ["", "rules", "kept"].map(str::to_owned).to_vec(), vec![row]));
    Ok(Some(measured))
}

/// The English rules: a bold name, and a fenced block with the text and, behind `=>`, its sentences.
fn rules(page: &str) -> Result<Vec<Rule>> {
    let english = page.split("#### Golden Rules (English)").nth(1).unwrap_or("");
    let english = english.split("####").next().unwrap_or("");
    let mut rules = Vec::new();
    for part in english.split("```").collect::<Vec<_>>().chunks(2) {
        let [head, block] = part else { continue };
        let Some((text, sentences)) = block.trim().split_once("\n=> ") else { continue };
        let name = head.trim().replace(['*', ','], "");
        // One of the lists lacks its bracket.
        let list = sentences.trim().trim_end_matches(']');
        let sentences = serde_json::from_str(&format!("{list}]")).with_context(|| name.clone())?;
        rules.push(Rule { name, text: text.replace("\\n", "\n").replace("\\\"", "\""), sentences });
    }
    Ok(rules)
}

fn split(context: &Context, text: &str) -> Vec<String> {
    let region = Region { kind: RegionKind::Paragraph, span: Span::new(0, text.len()), why: String::new() };
    let article = Article { text: text.to_owned(), regions: vec![region], ..Article::default() };
    let mut reading = Reading::default();
    syntax::annotate(&article, &context.models, &mut reading);
    reading.sentences.iter().map(|s| spaced(s.span.slice(text))).collect()
}

/// With single spaces.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
