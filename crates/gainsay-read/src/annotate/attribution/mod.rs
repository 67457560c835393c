//! Who said what: source, cue and content of each attribution, with its form, stance, channels and nesting.
//!
//! Comes in: tokens with their parse, mentions and chains, quotation marks. Goes out: `reading.attributions`, in order
//! of the text. The terms are those of PARC 3 (Pareti 2016, <https://aclanthology.org/L16-1619/>) and PolNeAR (Newell,
//! Margolin and Ruths 2018, <https://aclanthology.org/L18-1524/>). Never takes a speaker that isn't sure: such a source is
//! `Unknown`. Never follows a pronoun itself: chains do. Scored on PolNeAR: attributions found, source and cue right.
//!
//! [`marks`] and [`quotes`] find quotations in raw text; [`direct`] and [`runs`] give them speakers; [`verbs`],
//! [`silences`], [`unanswered`], [`prepositions`], [`nouns`], [`headlines`] and [`transcripts`] and [`quoted`] read cues; [`subjects`], [`surface`], [`phrases`] and [`sources`] tell who speaks;
//! [`cue_verbs`] tells which verbs are cues; [`contents`] and [`ends`] tell what is said; [`via`] and [`nesting`] finish.

mod announced;
mod appositions;
mod contents;
mod cue_verbs;
mod cues;
mod direct;
mod draft;
mod ends;
mod headlines;
mod marks;
mod nesting;
mod nouns;
mod phrases;
mod prepositions;
mod quoted;
mod quotes;
mod runs;
mod scene;
mod silences;
mod sources;
mod subjects;
mod surface;
mod transcripts;
mod unanswered;
mod verbs;
mod via;

#[cfg(test)]
mod specs;

use std::collections::BTreeSet;

use gainsay_core::{Article, Reading, Span};

use self::draft::Draft;
use self::scene::Scene;

/// Finds all attributions of an article that is tagged, parsed and searched for names.
pub fn annotate(article: &Article, reading: &mut Reading) {
    let attributions = {
        let scene = Scene::new(article, reading);
        let drafts = read_cues(&scene);
        nesting::finish(&scene, drafts)
    };
    reading.attributions = attributions;
}

fn read_cues(scene: &Scene) -> Vec<Draft> {
    let count = scene.reading.tokens.len();
    let all: direct::CueVerbs = (0..count).filter_map(|t| cue_verbs::cue_at(scene, t)).map(|c| (c.at, c)).collect();
    let around = direct::surroundings(scene);
    let mut drafts = headlines::read(scene);
    drafts.extend(transcripts::read(scene));
    drafts.extend(direct::read(scene, &around, &all));
    let taken: BTreeSet<usize> = drafts.iter().filter_map(|d| d.cue_token).collect();
    for (_, cue) in all.iter().filter(|(at, _)| !taken.contains(at)) {
        drafts.extend(verbs::read(scene, cue));
    }
    for token in 0..count {
        drafts.extend(prepositions::read(scene, token));
        if !taken.contains(&token) {
            drafts.extend(nouns::read(scene, token));
        }
        drafts.extend(unanswered::read(scene, token));
    }
    unanswered::settle(&mut drafts);
    transcripts::settle(scene, &mut drafts);
    headlines::settle(scene, &mut drafts);
    via::add(scene, &mut drafts);
    runs::read(scene, &around, &mut drafts);
    drafts.retain(|draft| draft.quote.is_some() || !is_time(scene, draft));
    let known: BTreeSet<Span> = drafts.iter().filter(|d| d.source.span.is_some()).map(|d| d.content).collect();
    // What somebody says is not said once more by nobody.
    drafts.retain(|draft| draft.source.span.is_some() || !known.contains(&draft.content));
    for draft in &mut drafts {
        let said = draft.content.slice(scene.text()).trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if cues::cues().is_silent_quotation(&said) {
            draft.stance = gainsay_core::Stance::NoComment;
        }
    }
    drafts
}

/// Whether all that would be said is when it was said: "apologized on 4 May".
fn is_time(scene: &Scene, draft: &Draft) -> bool {
    let content = draft.content;
    scene.reading.times.iter().any(|time| time.span.start <= content.start && content.end <= time.span.end)
}
