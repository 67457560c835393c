//! Set `names`: pairs of names that are the same or different, by what joins entities.

use std::ops::Add as _;

use anyhow::Result;
use gainsay_core::EntityKind;
use gainsay_weigh::resolve::likeness;
use serde::Deserialize;

use super::counts::Counts;
use super::{Context, Measured};

#[derive(Deserialize)]
struct Case {
    case_group: String,
    schema: String,
    name1: String,
    name2: String,
    is_match: bool,
}

/// Measures all pairs; a pair that needs the story to speak for it counts as the same.
pub(super) fn measure(context: &Context) -> Result<Option<Measured>> {
    let Some(path) = context.find("names/name_bench/cases.csv") else { return Ok(None) };
    let mut measured = Measured::default();
    let mut counts = [Counts::default(); 3];
    measured.items.push(["case", "group", "kind", "same", "found"].map(str::to_owned).to_vec());
    for (nth, case) in csv::Reader::from_path(path)?.deserialize().enumerate() {
        let case: Case = case?;
        let kind = match case.schema.as_str() {
            "Person" => EntityKind::Person,
            "Vessel" => EntityKind::Other,
            _ => EntityKind::Organization,
        };
        let found = likeness(kind, &case.name1, &case.name2);
        let at = match kind {
            EntityKind::Person => 0,
            EntityKind::Organization => 1,
            _ => 2,
        };
        counts[at].count(case.is_match, found.is_some());
        let verdict = found.map_or("different", |like| if like.sure { "same" } else { "may be the same" });
        let given = if case.is_match { "same" } else { "different" };
        let row = [nth.to_string(), case.case_group, kind.as_str().to_owned(), given.to_owned(), verdict.to_owned()];
        measured.items.push(row.to_vec());
    }
    let all = counts.into_iter().fold(Counts::default(), Counts::add);
    let rows = [("all", all), ("persons", counts[0]), ("organizations", counts[1]), ("others", counts[2])];
    let row = |(name, c): (&str, Counts)| {
        let figures = [c.precision(), c.recall(), c.f1()].map(|figure| format!("{figure:.3}"));
        std::iter::once(name.to_owned()).chain(figures).collect::<Vec<_>>()
    };
    let head = ["", "precision", "recall", "F1"].map(str::to_owned).to_vec();
    measured.tables.push(("Pairs of names".to_owned(), head, rows.into_iter().map(row).collect()));
    measured.figures.insert("f1".to_owned(), all.f1());
    measured.figures.insert("precision".to_owned(), all.precision());
    Ok(Some(measured))
}
