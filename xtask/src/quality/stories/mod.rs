//! Set `stories`: dossiers of whole stories against what is known to be true of them.
//!
//! Always scored: `fixtures/days`, written for this project. With `$GAINSAY_STORIES`, also every folder there that holds
//! `articles/` and a `truth.toml`; of those only the figures are kept, since their texts are not ours.

mod checks;
mod compare;
mod truth;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use gainsay::{Options, present::view::Dossier};
use serde_json::Value;

use super::{Context, Measured};
use checks::Check;
use compare::Known;
use truth::Truth;

const KINDS: &[&str] = &["integrity", "article", "body", "entity", "said", "event", "claim", "origin"];

/// Scores every story.
pub(super) fn measure(_context: &Context) -> Result<Option<Measured>> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/days");
    let mut measured = Measured::default();
    let head = ["story", "all"].into_iter().chain(KINDS.iter().copied()).map(str::to_owned).collect();
    let mut rows = Vec::new();
    let mut total = Vec::new();
    for story in std::iter::once(own.clone()).chain(given_stories()?) {
        let name = story.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let checks = check(&story).with_context(|| format!("checking the story {}", story.display()))?;
        rows.push(row(&name, &checks));
        if story == own {
            measured.figures.insert("days".to_owned(), rate(&checks));
            measured.items = items(&checks);
        } else {
            measured.figures.insert(name, rate(&checks));
            total.extend(checks);
        }
    }
    if !total.is_empty() {
        measured.figures.insert("all".to_owned(), rate(&total));
        rows.push(row("all but days", &total));
    }
    measured.tables = vec![("Stories, checks passed".to_owned(), head, rows)];
    Ok(Some(measured))
}

#[allow(clippy::disallowed_methods, reason = "a developer's tool asks the environment where the stories are")]
fn given_stories() -> Result<Vec<PathBuf>> {
    let Ok(folder) = std::env::var("GAINSAY_STORIES") else { return Ok(Vec::new()) };
    let entries = fs::read_dir(&folder).with_context(|| format!("reading $GAINSAY_STORIES ({folder})"))?;
    let mut stories: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    stories.retain(|story| story.join("truth.toml").is_file());
    stories.sort();
    Ok(stories)
}

#[allow(clippy::disallowed_methods, reason = "a developer's tool reads the truth it measures by")]
fn check(story: &Path) -> Result<Vec<Check>> {
    let truth: Truth = toml::from_str(&fs::read_to_string(story.join("truth.toml"))?)?;
    let dossier = gainsay::dossier(&[story.join("articles")], Options::default())?;
    let mut all = vec![integrity(&dossier)?];
    all.extend(checks::all(&truth, &Known::new(&dossier)));
    Ok(all)
}

/// Every span must slice its article's text to exactly what it says it does, and there must be some.
fn integrity(dossier: &Dossier) -> Result<Check> {
    let texts: BTreeMap<&str, &str> = dossier.articles.iter().map(|a| (a.id.as_str(), a.text.as_str())).collect();
    let (mut seen, mut bad) = (0, 0);
    let mut rest = vec![serde_json::to_value(dossier)?];
    while let Some(value) = rest.pop() {
        let (Some(article), Some(start), Some(end), Some(exact)) =
            (value["article"].as_str(), value["start"].as_u64(), value["end"].as_u64(), value["exact"].as_str())
        else {
            match value {
                Value::Array(items) => rest.extend(items),
                Value::Object(fields) => rest.extend(fields.into_iter().map(|(_, field)| field)),
                _ => {}
            }
            continue;
        };
        seen += 1;
        let slice = texts.get(article).and_then(|text| text.get(start as usize..end as usize));
        bad += usize::from(slice != Some(exact));
    }
    let label = format!("{seen} spans slice to their exact text");
    Ok(Check { kind: "integrity", label, passed: seen > 0 && bad == 0 })
}

fn rate(checks: &[Check]) -> f64 {
    let passed = checks.iter().filter(|check| check.passed).count();
    (passed * 10_000 / checks.len().max(1)) as f64 / 100.0
}

/// "12/15 (80%)" for all checks, then for each kind.
fn row(name: &str, checks: &[Check]) -> Vec<String> {
    let of = |kind: Option<&str>| {
        let wanted: Vec<_> = checks.iter().filter(|check| kind.is_none_or(|kind| check.kind == kind)).collect();
        let passed = wanted.iter().filter(|check| check.passed).count();
        format!("{passed}/{}", wanted.len())
    };
    let whole = format!("{} ({:.1}%)", of(None), rate(checks));
    [name.to_owned(), whole].into_iter().chain(KINDS.iter().map(|kind| of(Some(kind)))).collect()
}

fn items(checks: &[Check]) -> Vec<Vec<String>> {
    let head = ["kind", "check", "passed"].map(str::to_owned).to_vec();
    let rows = checks.iter().map(|check| vec![check.kind.to_owned(), check.label.clone(), check.passed.to_string()]);
    std::iter::once(head).chain(rows).collect()
}
