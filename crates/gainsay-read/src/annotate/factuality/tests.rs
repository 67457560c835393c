//! The specs in `specs/factuality` and the examples of the rules.

use gainsay_core::RegionKind;

use super::rules::RULES;
use crate::annotate::events::tests::{check, event_at, has_parser, read};

#[test]
fn specs() {
    check(include_str!("../../../specs/factuality/denial.md"), 0.85);
    check(include_str!("../../../specs/factuality/hedges.md"), 0.85);
    check(include_str!("../../../specs/factuality/plans.md"), 0.85);
    check(include_str!("../../../specs/factuality/scope.md"), 0.85);
}

/// What is wrong with "The firm did not [sell] the data. → CT-".
fn wrong(example: &str) -> Option<String> {
    let (marked, values) = example.split_once(" → ")?;
    let word = marked.split(['[', ']']).nth(1)?;
    let text = marked.replace(['[', ']'], "");
    let (article, reading) = read(&text, None, RegionKind::Paragraph);
    let Some(event) = event_at(&article, &reading, word) else { return Some(format!("{example}: no event")) };
    let found = [event.factuality.as_str(), event.status.as_str()];
    values.split_whitespace().any(|v| !found.contains(&v)).then(|| format!("{example}: found {}", found.join(" ")))
}

#[test]
fn every_example_of_the_rules_holds() {
    if !has_parser() {
        return;
    }
    let all: Vec<&str> = RULES.examples().collect();
    let failures: Vec<String> = all.iter().filter_map(|e| wrong(e)).collect();
    // A parse may go wrong; a rule that fails as such fails all its examples.
    assert!(
        failures.len() * 20 <= all.len() + 10,
        "{} of {} fail:\n{}",
        failures.len(),
        all.len(),
        failures.join("\n")
    );
}
