//! Gold mentions as a reading's only events.

use gainsay_core::{EventMention, EventStatus, Factuality, Reading, Span, Tense};

use super::ecb::Document;

/// The reading with the gold mentions as its only events, in their order: what was read of an event there, else the bare
/// word.
pub fn with_gold_mentions(reading: &Reading, document: &Document) -> Reading {
    let event = |span: Span| {
        let inside = |at: usize| reading.tokens.get(at).is_some_and(|token| span.overlaps(token.span));
        let read = reading.events.iter().find(|event| inside(event.predicate));
        read.cloned().unwrap_or_else(|| bare(reading, span))
    };
    let events = document.mentions.iter().map(|mention| event(mention.span)).collect();
    Reading { events, ..reading.clone() }
}

fn bare(reading: &Reading, span: Span) -> EventMention {
    let tokens = reading.token_from(span.start)..reading.token_from(span.end).max(reading.token_from(span.start) + 1);
    let outside =
        |at: &usize| reading.tokens.get(*at).is_some_and(|t| t.head.is_none_or(|head| !tokens.contains(&head)));
    let predicate = tokens.clone().find(outside).unwrap_or(tokens.start).min(reading.tokens.len().saturating_sub(1));
    EventMention {
        predicate,
        span,
        sentence: reading.sentence_of_token(predicate),
        lemma: reading.tokens.get(predicate).map(|token| token.lemma.to_lowercase()).unwrap_or_default(),
        plover: None,
        mode: None,
        participants: Vec::new(),
        time: None,
        place: None,
        quantities: Vec::new(),
        tense: Tense::None,
        factuality: Factuality::Certain,
        status: EventStatus::Occurred,
        attribution: None,
    }
}
