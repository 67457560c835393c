//! Grounding every expression of a reading anew, once its date of publication is known.

use gainsay_core::{Anchor, Interval, Reading, TimeExpression, TimeMeaning};
use jiff::civil::Date;

/// The interval of each expression of time. What hangs on an event stays open: see [`offset_from`].
pub fn ground(reading: &Reading, published: Option<Interval>) -> Vec<Option<Interval>> {
    let mut grounded: Vec<Option<Interval>> = vec![None; reading.times.len()];
    // Twice: an expression may hang on one that comes after it ("two days before June 23").
    for _ in 0..2 {
        for (index, time) in reading.times.iter().enumerate() {
            let interval = match time.anchor {
                Anchor::None => time.meaning.ground(None),
                Anchor::Publication => from_publication(time, published),
                Anchor::Time(on) if on == index => None,
                Anchor::Time(on) => {
                    grounded.get(on).copied().flatten().and_then(|interval| offset_from(&time.meaning, interval))
                }
                Anchor::Event(_) => None,
            };
            if let Some(place) = grounded.get_mut(index) {
                *place = interval;
            }
        }
    }
    grounded
}

/// What an expression stands for when it hangs on this date: "two days prior to the visit", given the visit's.
pub fn offset_from(meaning: &TimeMeaning, anchor: Interval) -> Option<Interval> {
    let later = matches!(meaning, TimeMeaning::Offset { amount, .. } if *amount > 0);
    let day = if later { anchor.last } else { anchor.first };
    let interval = meaning.ground(day)?;
    Some(Interval {
        approximate: interval.approximate || anchor.approximate,
        uncertain: interval.uncertain || anchor.uncertain,
        ..interval
    })
}

/// From a date of publication that may be known only to a month or year: what holds on its first and on its last day,
/// and where these differ, all between.
fn from_publication(time: &TimeExpression, published: Option<Interval>) -> Option<Interval> {
    let published = published?;
    let on = |day: Option<Date>| time.meaning.ground(Some(day?));
    let first = on(published.first)?;
    if published.as_day().is_some() {
        return Some(Interval { uncertain: published.uncertain, ..first });
    }
    let last = on(published.last)?;
    if first == last {
        return Some(first);
    }
    (first.first <= last.last).then_some(Interval { last: last.last, uncertain: true, ..first })
}
