//! Events as mentioned: verbs and nouns that tell of happenings, who takes part, when, where, how much, and how sure
//! the source is.
//!
//! In: tokens with their parse, mentions and chains, expressions of time, attributions. Out: `reading.events`, in order
//! of the text. Never: states ("owns", "is"), words of speech without an act ("said"; but "accused", "announced" and
//! "denied" are acts), imperatives and habits of nobody in particular; a light verb folds into its noun ("held
//! talks"). What a denial denies is an event with factuality `CT-`; whoever counts occurrences must ask factuality too.
//! Scored by MEANTIME's event spans, roles and factuality (`xtask quality events`) and by `specs/events`.

mod amounts;
pub(crate) mod clause;
pub(crate) mod lexicon;
mod participants;
mod plover;
pub(crate) mod predicates;
mod repair;
pub(crate) mod scene;
mod settings;
pub(crate) mod tree;

use std::collections::BTreeMap;

use gainsay_core::{Article, EventMention, EventStatus, Reading, Tense};

use predicates::Predicate;
use scene::Scene;

use super::factuality;

/// Finds the events that an article tells of.
pub fn annotate(article: &Article, reading: &mut Reading) {
    let events = {
        let scene = Scene::new(article, reading);
        let predicates = predicates::find(&scene);
        let times = settings::times(&scene, &predicates);
        let stated = Attributed::new(reading);
        predicates.values().map(|p| mention(article, &scene, p, &times, &stated)).collect()
    };
    reading.events = events;
}

fn mention(
    article: &Article,
    scene: &Scene<'_>,
    predicate: &Predicate,
    times: &BTreeMap<usize, usize>,
    stated: &Attributed,
) -> EventMention {
    let participants = participants::find(scene, predicate);
    let time = times.get(&predicate.token).copied();
    let place = settings::place(scene, predicate);
    let class = plover::classify(scene, predicate, &participants, place);
    let judgement = factuality::judge(scene, predicate);
    let quantities = amounts::find(article, scene, predicate, &participants);
    let span = scene.tree.span(&predicate.tokens);
    let mut status = judgement.status;
    if settings::is_ahead(scene, time)
        && judgement.tense != Tense::Past
        && matches!(status, EventStatus::Occurred | EventStatus::Ongoing)
    {
        status = EventStatus::Planned;
    }
    EventMention {
        predicate: predicate.token,
        span,
        sentence: scene.reading.sentence_of_token(predicate.token),
        lemma: predicate.lemma.clone(),
        plover: class.as_ref().map(|(plover, _)| *plover),
        mode: class.and_then(|(_, mode)| mode),
        quantities,
        participants,
        time,
        place,
        tense: judgement.tense,
        factuality: judgement.factuality,
        status,
        attribution: stated.innermost(scene.reading, span),
    }
}

/// Attributions in order of their contents, to find the innermost over a predicate.
struct Attributed {
    by_start: Vec<usize>,
}

/// How many contents that begin before a predicate are asked whether they reach over it.
const CONTENTS: usize = 24;

impl Attributed {
    fn new(reading: &Reading) -> Self {
        let mut by_start: Vec<usize> = (0..reading.attributions.len()).collect();
        by_start.sort_by_key(|at| (reading.attributions[*at].content.start, *at));
        Self { by_start }
    }

    fn innermost(&self, reading: &Reading, span: gainsay_core::Span) -> Option<usize> {
        let content = |at: &usize| reading.attributions.get(*at).map(|a| a.content).unwrap_or_default();
        let upto = self.by_start.partition_point(|at| content(at).start <= span.start);
        let over = self.by_start[..upto].iter().rev().take(CONTENTS).filter(|at| content(at).contains(span));
        over.min_by_key(|at| content(at).len()).copied()
    }
}

#[cfg(test)]
pub(crate) mod tests;
