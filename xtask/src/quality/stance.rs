//! Set `stance`: stories of FNC-1 that have bodies on both sides of a headline. The story's main claim should be contested, and
//! the bodies that take a position on it stand on their right side.
//!
//! The main claim is the contested one on which most bodies take a position. The set says which bodies agree and which disagree
//! with a headline, never which side affirms our claim: the better of the two ways counts.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use gainsay_core::{Claim, ClaimStatus, PositionStance};
use serde::Deserialize;

use super::{Context, Measured, corpus};
use corpus::Corpus;

#[derive(Deserialize)]
struct Story {
    bodies: BTreeMap<String, String>,
    pairs: Vec<Pair>,
}

#[derive(Deserialize)]
struct Pair {
    headline: String,
    body: String,
    stance: String,
}

/// A claim on which fewer of the bodies take a position is not the story's.
const FEWEST: usize = 2;

/// Measures the stories with both sides.
#[allow(clippy::disallowed_methods, reason = "a developer's tool reads files")]
pub(super) fn measure(context: &Context) -> Result<Option<Measured>> {
    let Some(folder) = context.find("stance/fnc1") else { return Ok(None) };
    let mut paths = fs::read_dir(&folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    let mut measured = Measured::default();
    measured
        .items
        .push(["story", "bodies with a side", "contested", "taking a position", "right"].map(str::to_owned).to_vec());
    let [mut stories, mut contested, mut positions, mut right] = [0usize; 4];
    for path in paths {
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let story: Story = serde_json::from_str(&text)?;
        let sides = sides(&story);
        if !sides.values().any(|side| *side) || sides.values().all(|side| *side) {
            continue;
        }
        let (taken, correct) = main_claim(context, &story, &sides);
        stories += 1;
        contested += usize::from(taken >= FEWEST);
        positions += taken;
        right += correct;
        let counts = [sides.len(), usize::from(taken >= FEWEST), taken, correct].map(|count| count.to_string());
        measured.items.push([name(&path)].into_iter().chain(counts).collect());
    }
    let (share, accuracy) = (contested as f64 / stories.max(1) as f64, right as f64 / positions.max(1) as f64);
    let head = ["stories", "contested", "side accuracy", "positions"].map(str::to_owned).to_vec();
    let row = vec![stories.to_string(), format!("{share:.2}"), format!("{accuracy:.2}"), positions.to_string()];
    measured.tables.push(("Stories with both sides".to_owned(), head, vec![row]));
    measured.figures.insert("contested".to_owned(), share);
    measured.figures.insert("side".to_owned(), accuracy);
    Ok(Some(measured))
}

fn name(path: &Path) -> String {
    path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The side of each body that agrees or disagrees with a headline: bodies that agree with one headline are on one side, those
/// that disagree with it on the other.
fn sides(story: &Story) -> BTreeMap<&str, bool> {
    let sign = |pair: &Pair| match pair.stance.as_str() {
        "agree" => Some(true),
        "disagree" => Some(false),
        _ => None,
    };
    let telling: Vec<(&Pair, bool)> = story.pairs.iter().filter_map(|pair| Some((pair, sign(pair)?))).collect();
    let (mut bodies, mut headlines): (BTreeMap<&str, bool>, BTreeMap<&str, bool>) = Default::default();
    headlines.extend(telling.first().map(|(pair, _)| (pair.headline.as_str(), true)));
    for _ in 0..telling.len() {
        let before = bodies.len() + headlines.len();
        for (pair, agrees) in &telling {
            let (body, headline) = (pair.body.as_str(), pair.headline.as_str());
            match (bodies.get(body).copied(), headlines.get(headline).copied()) {
                (Some(side), None) => _ = headlines.insert(headline, side == *agrees),
                (None, Some(side)) => _ = bodies.insert(body, side == *agrees),
                _ => {}
            }
        }
        if bodies.len() + headlines.len() == before {
            break;
        }
    }
    bodies
}

/// How many bodies with a side take a position on the main claim, and how many of them the right one.
fn main_claim(context: &Context, story: &Story, sides: &BTreeMap<&str, bool>) -> (usize, usize) {
    let input = |(id, text): (&String, &String)| {
        corpus::json(id.clone(), serde_json::json!({ "text": text }).to_string().into_bytes())
    };
    let corpus = Corpus::read(context, &story.bodies.iter().map(input).collect::<Vec<_>>());
    let weighing = gainsay_weigh::weigh(&corpus.pairs(), &context.rarity);
    let contested = weighing.claims.iter().filter(|claim| claim.status == ClaimStatus::Contested);
    let judged = contested.map(|claim| {
        let taken = positions(claim, &corpus, sides);
        let right = taken.iter().filter(|(affirms, side)| affirms == side).count();
        (taken.len(), right.max(taken.len() - right))
    });
    judged.max_by_key(|(taken, _)| *taken).unwrap_or((0, 0))
}

/// For each body with a side that takes a position on a claim, whether it mostly affirms it, and its side.
fn positions(claim: &Claim, corpus: &Corpus, sides: &BTreeMap<&str, bool>) -> Vec<(bool, bool)> {
    let mut balance: BTreeMap<usize, i32> = BTreeMap::new();
    for position in &claim.positions {
        let points = match position.stance {
            PositionStance::Affirms => 1,
            PositionStance::Denies => -1,
            _ => continue,
        };
        *balance.entry(position.evidence.article).or_default() += points;
    }
    let side = |article: usize| sides.get(corpus.articles[article].location.as_str()).copied();
    balance.into_iter().filter(|(_, sum)| *sum != 0).filter_map(|(at, sum)| Some((sum > 0, side(at)?))).collect()
}
