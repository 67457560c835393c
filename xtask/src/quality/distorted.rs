//! Set `distorted`: sixty claims written for this project, each with a distortion that another outlet prints. None may count as
//! affirming the claim: the two must not both affirm one claim, unless another claim on the same event shows them apart (the
//! occurrence is affirmed by both, the number contested). As a check that silence isn't the answer to everything, a third
//! outlet prints the true sentence, which must count.

use anyhow::{Context as _, Result};
use gainsay_core::{Claim, Event, Facet, PositionStance, Span, Weighing};
use serde::Deserialize;

use super::{Context, Measured, corpus, project};
use corpus::Corpus;

#[derive(Deserialize)]
struct File {
    claim: Vec<Distortion>,
}

#[derive(Deserialize)]
struct Distortion {
    changed: String,
    #[serde(rename = "true")]
    told: String,
    distorted: String,
}

const KINDS: &[&str] = &["verb", "number", "negation", "agent", "date", "place"];

/// Measures all sixty.
#[allow(clippy::disallowed_methods, reason = "a developer's tool reads the claims it measures by")]
pub(super) fn measure(context: &Context) -> Result<Option<Measured>> {
    let path = project().join("quality/distorted.toml");
    let file: File = toml::from_str(&std::fs::read_to_string(&path).with_context(|| path.display().to_string())?)?;
    let mut measured = Measured::default();
    measured.items.push(["claim", "changed", "counted as affirming", "true one counted"].map(str::to_owned).to_vec());
    let mut counts = vec![[0usize; 3]; KINDS.len()];
    for (nth, one) in file.claim.iter().enumerate() {
        let kind = KINDS.iter().position(|kind| *kind == one.changed).context("an unknown kind of change")?;
        let changed = changed(&one.told, &one.distorted);
        let fooled = is_affirmed(context, &one.told, &one.distorted, changed);
        let counted = is_affirmed(context, &one.told, &one.told, changed);
        counts[kind][0] += 1;
        counts[kind][1] += usize::from(fooled);
        counts[kind][2] += usize::from(counted);
        measured.items.push(vec![nth.to_string(), one.changed.clone(), fooled.to_string(), counted.to_string()]);
    }
    let all = counts.iter().fold([0; 3], |all, one| [all[0] + one[0], all[1] + one[1], all[2] + one[2]]);
    let row = |name: &str, [claims, fooled, counted]: [usize; 3]| {
        vec![name.to_owned(), claims.to_string(), fooled.to_string(), counted.to_string()]
    };
    let rows = KINDS.iter().zip(&counts).map(|(kind, counts)| row(kind, *counts)).chain([row("all", all)]);
    let head = ["changed", "claims", "counted as affirming", "true one counted"].map(str::to_owned).to_vec();
    measured.tables.push(("Distorted claims".to_owned(), head, rows.collect()));
    measured.figures.insert("withstood".to_owned(), (all[0] - all[1]) as f64 / all[0].max(1) as f64);
    measured.figures.insert("true.counted".to_owned(), all[2] as f64 / all[0].max(1) as f64);
    Ok(Some(measured))
}

/// Whether an outlet that prints the second sentence counts as affirming what another one tells in the first.
fn is_affirmed(context: &Context, first: &str, second: &str, changed: Span) -> bool {
    let input = |outlet: &str, text: &str| {
        let article = serde_json::json!({
            "url": format!("https://{outlet}.example/news"),
            "outlet": outlet,
            "published": "2024-05-14",
            "text": text,
        });
        corpus::json(format!("{outlet}.json"), article.to_string().into_bytes())
    };
    let corpus = Corpus::read(context, &[input("Morgenbladet", first), input("Eveningpost", second)]);
    let weighing = gainsay_weigh::weigh(&corpus.pairs(), &context.rarity);
    let events = telling_events(&corpus, &weighing, changed);
    let is_meant = |claim: &&Claim| claim.event.is_none_or(|event| events.contains(&event));
    let claims = weighing.claims.iter().filter(is_meant);
    claims.filter(|claim| affirmed_by_both(claim)).any(|claim| !shown_apart(&weighing, claim))
}

/// The words of the first sentence that the second one changes, as bytes; words around it where it only adds some.
fn changed(first: &str, second: &str) -> Span {
    let same =
        |a: &str, b: &str| a.split_inclusive(' ').zip(b.split_inclusive(' ')).take_while(|(x, y)| x == y).count();
    let words: Vec<&str> = first.split_inclusive(' ').collect();
    let before = same(first, second).min(words.len() - 1);
    let reversed = |text: &str| text.split(' ').rev().collect::<Vec<_>>().join(" ");
    let after = same(&reversed(first), &reversed(second)).min(words.len() - 1 - before);
    let length = |part: &[&str]| part.iter().map(|word| word.len()).sum::<usize>();
    Span::new(length(&words[..before]), length(&words[..words.len() - after]))
}

/// The events of the first article that tell what was changed: as predicate, participant, place or time; where none does,
/// all of them.
fn telling_events(corpus: &Corpus, weighing: &Weighing, changed: Span) -> Vec<usize> {
    let (article, reading) = (&corpus.articles[0], &corpus.readings[0]);
    let start = reading.sentences.first().map_or(0, |sentence| sentence.span.start);
    let changed = Span::new(start + changed.start, start + changed.end.min(article.text.len()));
    let told = |index: usize| {
        let event = &reading.events[index];
        let place = event.place.and_then(|at| reading.mentions.get(at)).map(|mention| mention.span);
        let time = event.time.and_then(|at| reading.times.get(at)).map(|time| time.span);
        let parts = event.participants.iter().map(|p| p.span).chain(place).chain(time).chain([event.span]);
        parts.into_iter().any(|part| part.overlaps(changed))
    };
    let holds =
        |event: &Event, tells: bool| event.mentions.iter().any(|at| at.article == 0 && (!tells || told(at.index)));
    let all = |tells| (0..weighing.events.len()).filter(|&at| holds(&weighing.events[at], tells)).collect::<Vec<_>>();
    let telling = all(true);
    if telling.is_empty() { all(false) } else { telling }
}

/// The value for which an article speaks.
fn values(claim: &Claim, article: usize) -> Vec<&str> {
    let own = claim.positions.iter().filter(|p| p.evidence.article == article);
    own.filter(|p| p.stance == PositionStance::Affirms).map(|p| p.value.as_str()).collect()
}

fn affirmed_by_both(claim: &Claim) -> bool {
    claim.facet != Facet::Quantity && values(claim, 0).iter().any(|value| values(claim, 1).contains(value))
}

/// Whether a claim on the same event's number, place or time says that the two differ.
fn shown_apart(weighing: &Weighing, claim: &Claim) -> bool {
    let same_event = |other: &&Claim| claim.event.is_some() && other.event == claim.event && other.facet != claim.facet;
    weighing.claims.iter().filter(same_event).any(|other| {
        let (first, second) = (values(other, 0), values(other, 1));
        !first.is_empty() && !second.is_empty() && first.iter().all(|value| !second.contains(value))
    })
}
