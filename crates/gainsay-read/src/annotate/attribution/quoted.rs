//! "The agency quoted Hale as saying", "Hale was quoted by the agency as saying": Hale says it, the agency passes it on.
//! By word order, for the parser often hangs "as saying" elsewhere.

use gainsay_core::Penn;

use super::cues::cues;
use super::scene::Scene;
use super::subjects;
use super::surface::{self, Chunk};

/// How far "as saying" may stand from the verb that passes it on, in tokens.
const REACH: usize = 18;

/// Whose words follow "as saying", and who passes them on.
pub(super) struct Quoted {
    pub(super) speaker: Chunk,
    pub(super) channel: Option<Chunk>,
}

/// Whether this verb passes on what "as saying" behind it introduces.
pub(super) fn passes_on(scene: &Scene, verb: usize) -> bool {
    relays(scene, verb) && as_saying_after(scene, verb).is_some()
}

/// What is told by the verb before this "saying".
pub(super) fn at(scene: &Scene, saying: usize) -> Option<Quoted> {
    let start = scene.sentence_tokens(saying).start.max(saying.saturating_sub(REACH));
    let is_saying = saying > start && scene.is(saying - 1, "as") && scene.token(saying).penn == Penn::Vbg;
    let verb = (start..saying).rev().find(|&t| relays(scene, t)).filter(|_| is_saying)?;
    if subjects::is_passive(scene, verb) {
        let by = (verb + 1..saying).find(|&t| scene.is(t, "by"));
        let speaker = surface::before(scene, verb)?;
        return Some(Quoted { speaker, channel: by.and_then(|by| cut(surface::run(scene, by + 1)?, saying)) });
    }
    let speaker = cut(surface::run(scene, verb + 1)?, saying)?;
    Some(Quoted { speaker, channel: surface::before(scene, verb) })
}

fn relays(scene: &Scene, verb: usize) -> bool {
    cues().relays(scene.lemma(verb))
        && matches!(scene.token(verb).penn, Penn::Vbd | Penn::Vbz | Penn::Vbp | Penn::Vbn | Penn::Vbg)
}

fn as_saying_after(scene: &Scene, verb: usize) -> Option<usize> {
    let end = scene.sentence_tokens(verb).end.min(verb + REACH);
    (verb + 1..end.saturating_sub(1))
        .find(|&t| scene.is(t, "as") && matches!(scene.word(t + 1), "saying" | "telling" | "stating" | "warning"))
}

/// A phrase that ends before "as".
fn cut(chunk: Chunk, saying: usize) -> Option<Chunk> {
    let last = chunk.last.min(saying.checked_sub(2)?);
    (chunk.head <= last).then_some(Chunk { last, ..chunk })
}
