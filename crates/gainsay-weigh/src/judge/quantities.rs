//! Rival and rising numbers of one event: claims about quantity.

use gainsay_core::{Facet, Interval, MentionRef, Position, PositionStance, Quantity};

use super::{claims::Draft, positions, status::Circumstances};
use crate::{
    context::Context,
    group::{Grouped, are_of_other_kinds, compatible, same_value},
};

/// One number said of one event.
struct Said<'a> {
    at: MentionRef,
    quantity: &'a Quantity,
    position: Position,
}

/// A claim for each event and unit of which reports give numbers that can't be the same.
pub(crate) fn claims(context: &Context<'_>, grouped: &Grouped) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (index, event) in grouped.events.iter().enumerate() {
        let mut units: Vec<&str> = Vec::new();
        let mut said = Vec::new();
        for &at in &event.mentions {
            let Some(position) = positions::of_mention(context, at) else { continue };
            for quantity in &context.event(at).quantities {
                if !units.contains(&quantity.unit.as_str()) {
                    units.push(&quantity.unit);
                }
                said.push(Said { at, quantity, position: position.clone() });
            }
        }
        for unit in units {
            let of_unit: Vec<&Said<'_>> = said.iter().filter(|s| s.quantity.unit == unit).collect();
            let of_unit = of_one_measure(context, of_unit);
            let differ = of_unit.iter().any(|a| of_unit.iter().any(|b| !same_value(a.quantity, b.quantity)));
            if differ && of_unit.iter().any(|s| s.at.article != of_unit[0].at.article) {
                let rival = of_unit.iter().any(|a| of_unit.iter().any(|b| !compatible(a.quantity, b.quantity)));
                drafts.push(draft(index, &event.label, unit, &of_unit, rival));
            }
        }
    }
    drafts
}

/// Numbers so far apart count different things: a price for one share and one for all of them.
const FARTHEST: f64 = 1000.0;

/// Those that can be values of one measure: said by one word or one kind of word ("killed", "died"), not by another
/// ("wounded"), in numbers of about one size, and in a number that is told ("dozens" is none).
fn of_one_measure<'s, 'a>(context: &Context<'_>, said: Vec<&'s Said<'a>>) -> Vec<&'s Said<'a>> {
    let Some(first) = said.iter().copied().find(|one| !is_vague(one.quantity)) else { return Vec::new() };
    let lemma = |one: &Said<'_>| context.event(one.at).lemma.as_str();
    let is_like = |one: &&'s Said<'a>| {
        let (a, b) = (first.quantity.value.abs(), one.quantity.value.abs());
        let near = a.max(b) < FARTHEST * a.min(b).max(f64::MIN_POSITIVE);
        !is_vague(one.quantity) && near && !are_of_other_kinds(lemma(first), lemma(one))
    };
    said.iter().copied().filter(is_like).collect()
}

/// "dozens", "scores": from so many to several times as many.
fn is_vague(quantity: &Quantity) -> bool {
    quantity.high.is_finite() && quantity.high >= 2.0 * quantity.low.max(1.0)
}

fn draft(event: usize, label: &str, unit: &str, said: &[&Said<'_>], rival: bool) -> Draft {
    let positions = said
        .iter()
        .filter(|s| s.position.stance == PositionStance::Affirms || s.position.stance == PositionStance::Unconfirmed)
        .map(|s| Position { value: format_value(s.quantity.value, unit), ..s.position.clone() })
        .collect();
    Draft {
        label: if unit.is_empty() { format!("{label}: how many") } else { format!("{label}: how many ({unit})") },
        event: Some(event),
        facet: Facet::Quantity,
        positions,
        circumstances: Circumstances { rival_values: rival, ..Circumstances::default() },
        why: Vec::new(),
    }
}

fn format_value(value: f64, unit: &str) -> String {
    let number = if value.fract() == 0.0 && value.abs() < 1e15 { format!("{value:.0}") } else { format!("{value}") };
    if unit.is_empty() { number } else { format!("{number} {unit}") }
}

/// Tells rising numbers from rival ones: of different times they supersede, of one time and two origins they contest.
pub(crate) fn mark_rivals(drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|d| d.facet == Facet::Quantity) {
        let affirmed: Vec<&Position> = draft.positions.iter().filter(|p| p.stance == PositionStance::Affirms).collect();
        let (mut later, mut rival) = (false, false);
        for (nth, a) in affirmed.iter().enumerate() {
            for b in affirmed[nth + 1..].iter().filter(|b| b.value != a.value) {
                match order(a.as_of, b.as_of) {
                    Some(true) => later |= is_another_number(&a.value, &b.value),
                    _ if a.origin != b.origin => rival = true,
                    _ => {}
                }
            }
        }
        // "At least 12" and "19" of one day are no rivals: both can hold.
        let rival = rival && draft.circumstances.rival_values;
        draft.circumstances = Circumstances { overtaken: later && !rival, rival_values: rival, ..draft.circumstances };
    }
}

/// Whether two values differ by more than rounding: "more than 80" and "84" don't.
fn is_another_number(a: &str, b: &str) -> bool {
    let number = |value: &str| value.split(' ').next().and_then(|number| number.parse::<f64>().ok());
    number(a).zip(number(b)).is_none_or(|(a, b)| (a - b).abs() > 0.1 * a.abs().max(b.abs()))
}

/// Whether two positions are of different times; `None` where that can't be told.
fn order(a: Option<Interval>, b: Option<Interval>) -> Option<bool> {
    Some(!a?.overlaps(b?))
}
