//! Set `origins`: pairs of articles on one story, labelled by hand in `quality/origin-pairs.toml`, of which gainsay says
//! whether they rest on one origin. Precision, recall and F1 of "one origin", by part and by the set they come from.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use gainsay_read::extract::Input;
use gainsay_weigh::shared_origins;
use serde::Deserialize;
use serde_json::{Value, json};

use super::corpus::{self, Corpus};
use super::counts::Counts;
use super::{Context, Measured};

#[derive(Deserialize)]
struct Pairs {
    pair: Vec<Pair>,
}

#[derive(Deserialize)]
struct Pair {
    part: String,
    a: String,
    b: String,
    same: bool,
}

/// The pairs of one part and set.
#[derive(Clone, Copy, Default)]
struct Tally {
    same: Counts,
    agreed: usize,
    all: usize,
}

/// Measures all pairs whose sets are there.
pub(super) fn measure(context: &Context) -> Result<Option<Measured>> {
    let needed = ["load/articles.jsonl", "grouping", "stance/fnc1"];
    if needed.iter().any(|path| context.find(path).is_none()) {
        return Ok(None);
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../quality/origin-pairs.toml");
    let pairs: Pairs = toml::from_str(&super::read(path)?).context("quality/origin-pairs.toml can't be read")?;
    let mut sources = Sources::default();
    let mut tallies: BTreeMap<(String, String), Tally> = BTreeMap::new();
    let mut measured = Measured::default();
    measured.items.push(["a", "b", "part", "same", "found"].map(str::to_owned).to_vec());
    for pair in &pairs.pair {
        let inputs = [sources.article(context, &pair.a)?, sources.article(context, &pair.b)?];
        let found = shared_origins(&Corpus::read(context, &inputs).pairs()).into_iter().next();
        let basis = found.as_ref().map_or("", |origin| origin.basis.as_str());
        measured.items.push(vec![
            pair.a.clone(),
            pair.b.clone(),
            pair.part.clone(),
            pair.same.to_string(),
            basis.into(),
        ]);
        let set = pair.a.split(':').next().unwrap_or_default();
        let set = if pair.a.contains("basil") { "basil" } else { set }.to_owned();
        let both = ("both".to_owned(), "all".to_owned());
        for key in [(pair.part.clone(), set), (pair.part.clone(), "all".to_owned()), both] {
            let tally = tallies.entry(key).or_default();
            tally.same.count(pair.same, found.is_some());
            tally.agreed += usize::from(pair.same == found.is_some());
            tally.all += 1;
        }
    }
    let mut rows = Vec::new();
    for ((part, set), Tally { same, agreed, all }) in tallies {
        let accuracy = agreed as f64 / all.max(1) as f64;
        let figures = [same.precision(), same.recall(), same.f1(), accuracy];
        let mut row = vec![part.clone(), set.clone(), all.to_string()];
        row.extend(figures.map(|figure| format!("{figure:.3}")));
        rows.push(row);
        if set == "all" {
            measured.figures.insert(format!("{part}.f1"), same.f1());
            measured.figures.insert(format!("{part}.accuracy"), accuracy);
        }
    }
    let head = ["part", "set", "pairs", "precision", "recall", "F1", "accuracy"].map(str::to_owned).to_vec();
    measured.tables.push(("One origin or two, pairs labelled by hand".to_owned(), head, rows));
    Ok(Some(measured))
}

/// The sets, each read when first asked for.
#[derive(Default)]
struct Sources {
    load: Vec<Input>,
}

impl Sources {
    fn article(&mut self, context: &Context, id: &str) -> Result<Input> {
        let (set, rest) = id.split_once(':').with_context(|| format!("{id} names no set"))?;
        match set {
            "load" => {
                if self.load.is_empty() {
                    self.load = corpus::load(context, usize::MAX)?.unwrap_or_default();
                }
                let line: usize = rest.parse()?;
                self.load.get(line).cloned().with_context(|| format!("{id} isn't there"))
            }
            "fnc1" => {
                let (story, body) = rest.split_once('#').with_context(|| format!("{id} names no body"))?;
                let text = super::read(context.data.join(format!("stance/fnc1/{story}.json")))?;
                let story: Value = serde_json::from_str(&text)?;
                Ok(input(id, &json!({ "text": story["bodies"][body] })))
            }
            _ => grouped(id, &super::read(context.data.join("grouping").join(rest))?),
        }
    }
}

/// An article of a group. BASIL keeps paragraphs as lists of sentences, and calls outlets by short names.
fn grouped(id: &str, text: &str) -> Result<Input> {
    let article: Value = serde_json::from_str(text)?;
    let Some(paragraphs) = article["body-paragraphs"].as_array() else { return Ok(input(id, &article)) };
    let sentences = |paragraph: &Value| -> String {
        let sentences = paragraph.as_array().into_iter().flatten().filter_map(Value::as_str);
        sentences.collect::<Vec<_>>().join(" ")
    };
    let body: Vec<String> = paragraphs.iter().map(sentences).collect();
    let outlet = match article["source"].as_str() {
        Some("nyt") => "The New York Times",
        Some("fox") => "Fox News",
        Some("hpo") => "HuffPost",
        _ => "",
    };
    Ok(input(id, &json!({ "text": body.join("\n"), "outlet": outlet, "published": article["date"] })))
}

fn input(id: &str, article: &Value) -> Input {
    corpus::json(format!("{id}.json"), article.to_string().into_bytes())
}
