//! From drafts to expressions: what each hangs on, and the interval it stands for.

use gainsay_core::{Anchor, Article, Interval, Reading, Span, TimeExpression, TimeMeaning, Unit};
use jiff::civil::Date;

use super::direction;
use super::draft::{Draft, Hang};

/// An expression found, with what is needed to ground it.
pub(super) struct Found {
    /// Where it stands.
    pub(super) span: Span,
    /// What it means.
    pub(super) draft: Draft,
}

/// Grounds what was found, in order of the text, and adds it to the reading.
pub(super) fn ground(article: &Article, reading: &mut Reading, mut found: Vec<Found>) {
    let published = article.published.value.and_then(|interval| interval.first);
    for expression in &mut found {
        if expression.draft.by_tense {
            let tokens = tokens_of(reading, expression.span);
            expression.draft.turn(direction::tell(&article.text, reading, &tokens));
        }
    }
    let first = reading.times.len();
    for index in 0..found.len() {
        let Some(Found { span, draft }) = found.get(index) else { break };
        let tokens = tokens_of(reading, *span);
        let anchor = anchor_of(draft, index, &found, reading, &tokens, first);
        let day = match anchor {
            Anchor::Publication => published,
            Anchor::Time(at) => reading.times.get(at).and_then(|t| t.interval).and_then(|i| edge(draft, i)),
            Anchor::None | Anchor::Event(_) => None,
        };
        let interval = draft.meaning.ground(day);
        reading.times.push(TimeExpression {
            span: *span,
            tokens,
            kind: draft.kind,
            timex: draft.value(interval),
            modifier: draft.modifier.map(str::to_owned),
            meaning: draft.meaning,
            anchor,
            interval,
        });
    }
    ground_forward(reading, &found, first);
}

/// The tokens that a span touches.
fn tokens_of(reading: &Reading, span: Span) -> std::ops::Range<usize> {
    let start = reading.tokens.partition_point(|t| t.span.end <= span.start);
    let end = reading.tokens.partition_point(|t| t.span.start < span.end);
    start..end.max(start)
}

/// What reckoning starts from: the end of an interval for what comes later, else its first day.
fn edge(draft: &Draft, interval: Interval) -> Option<Date> {
    match draft.meaning {
        TimeMeaning::Offset { amount, .. } if amount > 0 => interval.last,
        _ => interval.first,
    }
}

fn anchor_of(
    draft: &Draft,
    index: usize,
    found: &[Found],
    reading: &Reading,
    tokens: &std::ops::Range<usize>,
    first: usize,
) -> Anchor {
    match draft.hang {
        Hang::None => Anchor::None,
        Hang::Publication => Anchor::Publication,
        Hang::Text => earlier(draft, reading).map_or(Anchor::Publication, Anchor::Time),
        Hang::Next => {
            let here = found.get(index).map_or(0, |f| f.span.end);
            let next = found.get(index + 1).filter(|f| f.span.start <= here + 5 && f.draft.fixed.is_none());
            match next {
                // "Two days before June 23": nothing but white space or an article between.
                Some(_) => Anchor::Time(first + index + 1),
                None => event_after(reading, tokens.end)
                    .map_or_else(|| earlier(draft, reading).map_or(Anchor::Publication, Anchor::Time), Anchor::Event),
            }
        }
    }
}

/// The last date the text gave that is at least as fine as the unit asks for.
fn earlier(draft: &Draft, reading: &Reading) -> Option<usize> {
    let coarse = match draft.meaning {
        TimeMeaning::Offset { unit: Unit::Day | Unit::Hour | Unit::Minute, .. } => 31,
        TimeMeaning::Offset { unit: Unit::Week | Unit::Weekend | Unit::Month, .. } => 92,
        _ => 366,
    };
    let fits = |t: &TimeExpression| t.interval.and_then(Interval::days).is_some_and(|days| days <= coarse);
    // Not further back than a page of expressions: what hangs on a date stands near it.
    let oldest = reading.times.len().saturating_sub(12);
    (oldest..reading.times.len()).rev().find(|at| reading.times.get(*at).is_some_and(fits))
}

/// The predicate that follows "two days before": the head of what comes next.
fn event_after(reading: &Reading, from: usize) -> Option<usize> {
    use gainsay_core::{Relation, Upos};
    let sentence = reading.sentences.get(reading.sentence_of_token(from.saturating_sub(1)))?;
    let window = from..(from + 12).min(sentence.tokens.end);
    let last = from.checked_sub(1)?;
    let preposition = reading.tokens.get(last)?;
    if matches!(preposition.relation, Relation::Case | Relation::Mark) {
        if let Some(head) = preposition.head.filter(|h| window.contains(h)) {
            return Some(head);
        }
    }
    let mut noun = None;
    for at in window {
        match reading.tokens.get(at)?.upos {
            Upos::Noun | Upos::Propn => noun = Some(at),
            // Untagged text: the first word after a determiner.
            Upos::X if noun.is_none() && at > from => return Some(at),
            Upos::Verb => return noun.filter(|_| false).or(Some(at)),
            Upos::Adj | Upos::Det | Upos::Pron | Upos::Num | Upos::Part | Upos::Aux | Upos::Adv => {
                if noun.is_some() {
                    break;
                }
            }
            _ if noun.is_some() => break,
            _ => {}
        }
    }
    noun
}

/// Grounds what hangs on an expression that comes after it.
fn ground_forward(reading: &mut Reading, found: &[Found], first: usize) {
    for index in (first..reading.times.len()).rev() {
        let Some(Anchor::Time(on)) = reading.times.get(index).map(|t| t.anchor) else { continue };
        if on <= index {
            continue;
        }
        let anchor = reading.times.get(on).and_then(|t| t.interval);
        let Some(Found { draft, .. }) = found.get(index - first) else { continue };
        let day = anchor.and_then(|interval| edge(draft, interval));
        let interval = draft.meaning.ground(day);
        if let Some(time) = reading.times.get_mut(index) {
            time.interval = interval;
            time.timex = draft.value(interval);
        }
    }
}
