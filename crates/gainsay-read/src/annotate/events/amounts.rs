//! Numbers said of an event: those in its participants' phrases, in its own, and in the phrases that modify its verb.

use std::ops::Range;

use gainsay_core::{Article, Participant, Quantity, Relation};

use super::predicates::{Form, Predicate};
use super::scene::Scene;
use crate::annotate::quantities;

/// How many phrases of one event are read for numbers.
const PHRASES: usize = 16;

/// Quantities of one event, in order of the text, each once.
pub(crate) fn find(
    article: &Article,
    scene: &Scene<'_>,
    predicate: &Predicate,
    participants: &[Participant],
) -> Vec<Quantity> {
    let mut phrases: Vec<Range<usize>> = participants.iter().map(|p| p.tokens.clone()).collect();
    if let Form::Noun(_) = predicate.form {
        phrases.push(scene.tree.phrase_range(predicate.token));
    }
    for head in std::iter::once(predicate.token).chain(predicate.carrier) {
        let modifiers = [Relation::Obl, Relation::OblUnmarked, Relation::Advmod, Relation::NmodUnmarked];
        phrases.extend(
            scene.tree.under(head, &modifiers).filter(|m| !scene.is_time(*m)).map(|m| scene.tree.phrase_range(m)),
        );
    }
    let mut found: Vec<Quantity> = Vec::new();
    for phrase in phrases.into_iter().take(PHRASES) {
        for quantity in quantities::find(article, scene.reading, widened(scene, phrase)) {
            if found.iter().all(|q| !q.span.overlaps(quantity.span)) {
                found.push(quantity);
            }
        }
    }
    found.sort_by_key(|q| q.span);
    found
}

/// A phrase with the words of bound before it, which a parse may hang elsewhere: "more than", "at least".
fn widened(scene: &Scene<'_>, phrase: Range<usize>) -> Range<usize> {
    let sentence = scene.tree.sentences.get(scene.reading.sentence_of_token(phrase.start));
    let first = sentence.map_or(phrase.start, |s| s.tokens.start);
    let mut start = phrase.start;
    while start > first && phrase.start - start < 3 {
        let word = scene.tree.lemma(start - 1);
        if ![
            "than",
            "more",
            "least",
            "at",
            "most",
            "about",
            "around",
            "nearly",
            "almost",
            "over",
            "up",
            "to",
            "some",
            "few",
            "less",
            "roughly",
            "approximately",
        ]
        .contains(&word)
        {
            break;
        }
        start -= 1;
    }
    start..phrase.end
}
