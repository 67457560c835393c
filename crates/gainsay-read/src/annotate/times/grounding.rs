//! From drafts to expressions: what each hangs on, and the interval it stands for.

use gainsay_core::{
    Anchor, Article, Direction, Interval, Reading, Relation, Span, TimeExpression, TimeKind, TimeMeaning, Unit, Upos,
};
use jiff::civil::Date;

use super::direction;
use super::draft::{Draft, Grain, Hang};

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
    turn_all(article, reading, &mut found, published);
    let first = reading.times.len();
    for index in 0..found.len() {
        if let Some(expression) = found.get_mut(index).filter(|f| f.draft.hang == Hang::Quarter) {
            hang_on_quarter(&mut expression.draft, expression.span, reading);
        }
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

/// Gives every date that is given in part its direction, told by its verb; where there is no verb ("Visit on Saturday",
/// a heading), the same day told of elsewhere in the article tells it.
fn turn_all(article: &Article, reading: &Reading, found: &mut [Found], published: Option<Date>) {
    let mut told: Vec<(TimeMeaning, Direction)> = Vec::new();
    for with_verb in [true, false] {
        for expression in found.iter_mut().filter(|f| f.draft.by_tense) {
            let tokens = tokens_of(reading, expression.span);
            if direction::has_verb(reading, &tokens) != with_verb {
                continue;
            }
            let mut draft = expression.draft.clone();
            draft.turn(Direction::Same);
            let bare = draft.meaning;
            let elsewhere = told.iter().find(|(meaning, _)| !with_verb && *meaning == bare).map(|(_, way)| *way);
            let way = elsewhere.unwrap_or_else(|| direction::tell(&article.text, reading, &tokens));
            told.push((bare, way));
            expression.draft.turn(way);
            turn_to_quarter_just_over(&mut expression.draft, published);
            turn_to_near_day(&mut expression.draft, published);
        }
    }
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
        Hang::Quarter => quarter_before(found.get(index).map_or(0, |f| f.span.start), reading)
            .map_or(Anchor::Publication, Anchor::Time),
        Hang::Text => earlier(draft, reading).map_or(Anchor::Publication, Anchor::Time),
        Hang::Next => {
            let here = found.get(index).map_or(0, |f| f.span.end);
            let next = found.get(index + 1).filter(|f| f.span.start <= here + 16 && f.draft.fixed.is_none());
            match next {
                // "Two days before June 23": nothing but white space or an article between.
                Some(_) => Anchor::Time(first + index + 1),
                None => event_after(reading, tokens.end)
                    .map_or_else(|| earlier(draft, reading).map_or(Anchor::Publication, Anchor::Time), Anchor::Event),
            }
        }
    }
}

/// A day without its year that lies almost a year off one way and within weeks the other is the near one: news of
/// 5 January that tells of "a Jan. 14 deadline" doesn't mean last year's.
fn turn_to_near_day(draft: &mut Draft, published: Option<Date>) {
    const FAR: i32 = 330;
    let (TimeMeaning::MonthDay { day: Some(_), direction, .. }, Some(published)) = (draft.meaning, published) else {
        return;
    };
    let away = |draft: &Draft| {
        let day = draft.meaning.ground(Some(published)).and_then(|interval| interval.first)?;
        Some((day - published).get_days().abs())
    };
    let mut other = draft.clone();
    other.turn(if direction == Direction::Past { Direction::Future } else { Direction::Past });
    let far = matches!(direction, Direction::Past | Direction::Future) && away(draft).is_some_and(|days| days > FAR);
    if far && away(&other).is_some_and(|days| days < 366 - FAR) {
        *draft = other;
    }
}

/// Expected results are those of the quarter just over, not of the same quarter next year.
fn turn_to_quarter_just_over(draft: &mut Draft, published: Option<Date>) {
    const JUST_OVER: i32 = 45;
    let TimeMeaning::PartOfYear { unit: Unit::Quarter, direction: Direction::Future, .. } = draft.meaning else {
        return;
    };
    let mut past = draft.clone();
    past.turn(Direction::Past);
    let end = past.meaning.ground(published).and_then(|interval| interval.last);
    if let (Some(end), Some(published)) = (end, published)
        && (0..=JUST_OVER).contains(&(published - end).get_days())
    {
        *draft = past;
    }
}

/// The last quarter told of shortly before, if no other year or month was told of since.
fn quarter_before(start: usize, reading: &Reading) -> Option<usize> {
    const NEAR: usize = 900;
    for at in (0..reading.times.len()).rev().take(8) {
        let time = reading.times.get(at).filter(|t| t.span.start + NEAR > start)?;
        // "A year earlier" is what a quarter is compared with, not the quarter that the text goes on about.
        if matches!(time.meaning, TimeMeaning::Offset { amount: ..=-4, unit: Unit::Quarter }) {
            continue;
        }
        match time.interval.and_then(Interval::days) {
            Some(89..=92) => return Some(at),
            Some(28..=31 | 180..) if time.kind == TimeKind::Date => return None,
            _ => {}
        }
    }
    None
}

/// "A year earlier" said of a quarter is the same quarter of the year before; "the quarter" with none before it is the
/// last that is over.
fn hang_on_quarter(draft: &mut Draft, span: Span, reading: &Reading) {
    let quarter = quarter_before(span.start, reading);
    let TimeMeaning::Offset { amount, unit } = draft.meaning else { return };
    let (amount, unit) = match (unit, quarter) {
        (Unit::Year, Some(_)) => (amount * 4, Unit::Quarter),
        (Unit::Quarter, None) => (amount - 1, Unit::Quarter),
        _ => return,
    };
    draft.meaning = TimeMeaning::Offset { amount, unit };
    draft.grain = Grain::of(unit);
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

/// The predicate that follows "two days" and "before": the head of what comes after the preposition.
fn event_after(reading: &Reading, from: usize) -> Option<usize> {
    let sentence = reading.sentences.get(reading.sentence_of_token(from.saturating_sub(1)))?;
    let window = from..(from + 14).min(sentence.tokens.end);
    for preposition in window.clone().take(2) {
        let token = reading.tokens.get(preposition)?;
        let head = token.head.filter(|head| *head > preposition && window.contains(head));
        if matches!(token.relation, Relation::Case | Relation::Mark) && head.is_some() {
            return head;
        }
    }
    let mut noun = None;
    for at in window {
        let token = reading.tokens.get(at)?;
        match token.upos {
            Upos::Noun | Upos::Propn => noun = Some(at),
            Upos::Verb => return noun.or(Some(at)),
            // Untagged text: the first word that is neither preposition nor determiner.
            Upos::X if !is_small(&token.lemma) => return Some(at),
            _ if noun.is_some() => break,
            _ => {}
        }
    }
    noun
}

/// Words that stand between "two days" and what they are reckoned from, where no tags tell.
fn is_small(word: &str) -> bool {
    const SMALL: &[&str] = &[
        "before",
        "after",
        "prior",
        "to",
        "following",
        "preceding",
        "previous",
        "ahead",
        "of",
        "on",
        "from",
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "this",
        "that",
    ];
    SMALL.contains(&word)
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
