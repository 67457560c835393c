//! What forbids that two mentions are of one event, whatever else speaks for it.

use gainsay_core::Interval;

use super::profile::Profile;
use crate::context::Context;

/// What can't hold of one event at once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Bar {
    /// Their times are apart.
    Times,
    /// The text counts them: the first, the second.
    Ordinals,
    /// The article says that it is another one.
    Another,
    /// One is of others than those that the other is of.
    Others,
    /// One is history, the other today's news.
    History,
    /// One article tells one as done and the other as yet to come.
    DoneAndAhead,
    /// One is still ahead, the other dated in the past.
    AheadAndPast,
    /// The sentences are alike but for who or what takes part, or when.
    Contrast,
}

/// What can't hold of these two at once, if anything.
pub(crate) fn bar(context: &Context<'_>, a: &Profile<'_>, b: &Profile<'_>) -> Option<Bar> {
    if !a.window.overlaps(b.window) && !within_slack(a, b) {
        return Some(Bar::Times);
    }
    if let (Some(x), Some(y)) = (a.ordinal, b.ordinal)
        && x != y
    {
        return Some(Bar::Ordinals);
    }
    let same_article = a.at.article == b.at.article;
    if (a.another || b.another) && same_article {
        return Some(Bar::Another);
    }
    if a.of_others != b.of_others && (a.event.factuality.is_negative() || b.event.factuality.is_negative()) {
        return Some(Bar::Others);
    }
    let (history, news) = if a.is_history { (a, b) } else { (b, a) };
    if history.is_history && news.is_news() {
        return Some(Bar::History);
    }
    if same_article && (a.is_ahead() && b.is_done || b.is_ahead() && a.is_done) {
        return Some(Bar::DoneAndAhead);
    }
    // What is still ahead in one sentence and dated in the past in another of the same article is not one event.
    if same_article && a.is_ahead() != b.is_ahead() {
        let (ahead, behind) = if a.is_ahead() { (a, b) } else { (b, a) };
        if let (Some(interval), Some(as_of)) = (behind.stated, context.as_of(behind.at.article))
            && interval.last < as_of.first
            && ahead.stated.is_none_or(|i| !i.overlaps(interval))
        {
            return Some(Bar::AheadAndPast);
        }
    }
    (!same_article && is_contrast(a, b)).then_some(Bar::Contrast)
}

/// Sentences that share at least so much of their words tell the same in the same words.
const SAME_WORDS: f64 = 0.6;

/// Whether one sentence repeats the other and puts another participant or time in: "rebels captured the airport", "the army
/// captured the airport". Reports of one event differ in their words too; who copies words and changes a name contradicts.
fn is_contrast(a: &Profile<'_>, b: &Profile<'_>) -> bool {
    let same_words = || a.most_in_common(b) >= SAME_WORDS && a.words_in_common(b) >= SAME_WORDS;
    if a.lemma_number != b.lemma_number || !same_words() {
        return false;
    }
    let is_in = |entity: &usize, their: &Profile<'_>| their.entities.contains(entity) || their.place == Some(*entity);
    let other = |own: &Profile<'_>, their: &Profile<'_>| {
        own.nouns.iter().any(|noun| !their.sentence.contains(noun))
            || own.entities.iter().chain(&own.place).any(|entity| !is_in(entity, their))
    };
    let does_what_is_done_to = |own: &Profile<'_>, their: &Profile<'_>| {
        !own.actor_heads.is_empty() && own.actor_heads.iter().all(|actor| their.other_heads.contains(actor))
    };
    let other_time = a.nearby.zip(b.nearby).is_some_and(|(x, y)| !x.overlaps(y));
    let swapped = does_what_is_done_to(a, b) && does_what_is_done_to(b, a);
    other_time || swapped || other(a, b) && other(b, a)
}

impl Bar {
    /// The bar between these two, in words.
    pub(crate) fn why(self, a: &Profile<'_>, b: &Profile<'_>) -> String {
        match self {
            Self::Times => format!("one is of {}, the other of {}", a.window, b.window),
            Self::Ordinals => {
                format!("one is the {}, the other the {}", a.ordinal.unwrap_or_default(), b.ordinal.unwrap_or_default())
            }
            Self::Another => "the article says that it is another one".to_owned(),
            Self::Others => "one is of others, as its article says".to_owned(),
            Self::History => {
                let history = if a.is_history { a } else { b };
                format!("one is of {}, the other is today's news", history.window)
            }
            Self::Contrast => "the sentences are alike but for who or what takes part, or when".to_owned(),
            Self::DoneAndAhead => "one article tells one as done and the other as yet to come".to_owned(),
            Self::AheadAndPast => {
                let behind = if a.is_ahead() { b } else { a };
                format!("one is still ahead, the other was {}", behind.window)
            }
        }
    }
}

/// A day's slack between a dated event and a window that only the date of a report gives: time zones, late editions.
fn within_slack(a: &Profile<'_>, b: &Profile<'_>) -> bool {
    if a.stated.is_some() && b.stated.is_some() {
        return false;
    }
    let gap = |x: Interval, y: Interval| match (x.last, y.first) {
        (Some(last), Some(first)) if first > last => Some((first - last).get_days()),
        _ => None,
    };
    gap(a.window, b.window).or(gap(b.window, a.window)).is_some_and(|days| days <= 1)
}
