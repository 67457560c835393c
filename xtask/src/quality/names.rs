//! Set `names`: pairs of names that are the same or different, by what joins entities.

use anyhow::Result;
use gainsay_core::EntityKind;
use gainsay_weigh::resolve::likeness;
use serde::Deserialize;

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
        counts[at].add(case.is_match, found.is_some());
        let verdict = found.map_or("different", |like| if like.sure { "same" } else { "may be the same" });
        let given = if case.is_match { "same" } else { "different" };
        let row = [nth.to_string(), case.case_group, kind.as_str().to_owned(), given.to_owned(), verdict.to_owned()];
        measured.items.push(row.to_vec());
    }
    let all = counts.iter().fold(Counts::default(), |all, one| all.with(*one));
    let rows = [("all", all), ("persons", counts[0]), ("organizations", counts[1]), ("others", counts[2])];
    let row = |(name, c): (&str, Counts)| {
        let part = |of: usize| format!("{:.3}", c.right as f64 / of.max(1) as f64);
        vec![name.to_owned(), part(c.found), part(c.gold), format!("{:.3}", c.f1())]
    };
    let head = ["", "precision", "recall", "F1"].map(str::to_owned).to_vec();
    measured.tables.push(("Pairs of names".to_owned(), head, rows.into_iter().map(row).collect()));
    measured.figures.insert("f1".to_owned(), all.f1());
    measured.figures.insert("precision".to_owned(), all.right as f64 / all.found.max(1) as f64);
    Ok(Some(measured))
}

#[derive(Clone, Copy, Default)]
struct Counts {
    right: usize,
    found: usize,
    gold: usize,
}

impl Counts {
    fn add(&mut self, gold: bool, found: bool) {
        self.right += usize::from(gold && found);
        self.found += usize::from(found);
        self.gold += usize::from(gold);
    }

    fn with(self, other: Self) -> Self {
        Self { right: self.right + other.right, found: self.found + other.found, gold: self.gold + other.gold }
    }

    fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.gold).max(1) as f64
    }
}
