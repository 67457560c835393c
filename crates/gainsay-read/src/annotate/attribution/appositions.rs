//! Subjects that an apposition or a relative clause parts from their verb: "Lind, the town's mayor, said".

use super::scene::Scene;
use super::surface::{Chunk, MAX_BETWEEN, chunk_ending, is_comma, is_finite, is_relative};

/// "Lind, the town's mayor, said": the phrase before the pair of commas.
pub(super) fn over(scene: &Scene, start: usize, comma: usize) -> Option<Chunk> {
    let closing = scene.word(comma);
    let mut open = None;
    for at in (start.max(comma.saturating_sub(MAX_BETWEEN))..comma).rev() {
        if scene.quote_of(at).is_some() || scene.is(at, ";") || scene.is(at, ":") {
            break;
        }
        let pairs = match closing {
            ")" => scene.is(at, "("),
            "," => scene.is(at, ","),
            _ => is_comma(scene, at) && !scene.is(at, ","),
        };
        if pairs {
            open = Some(at);
            // "Lind, the mayor, and Berg, her deputy, said": the first pair is as good as any.
            let between_is_name = (at + 1..comma).all(|t| !is_finite(scene, t)) || opens_relative(scene, at + 1);
            if between_is_name {
                break;
            }
        }
    }
    let open = open.filter(|&o| o > start)?;
    let clean = (open + 1..comma).all(|t| !is_finite(scene, t)) || opens_relative(scene, open + 1);
    if !clean || (open + 1..comma).all(|t| !scene.is_nominal(t)) {
        return None;
    }
    // A list of places or parties may have commas of its own: "Lind, D-Oslo, the mayor, said".
    let chunk = chunk_ending(scene, start, open);
    chunk.or_else(|| (scene.is(open, ",") || scene.is(open, "(")).then(|| over_once_more(scene, start, open)).flatten())
}

fn over_once_more(scene: &Scene, start: usize, comma: usize) -> Option<Chunk> {
    let open = (start.max(comma.saturating_sub(12))..comma).rev().find(|&t| scene.is(t, ",") || scene.is(t, "("))?;
    (open > start && (open + 1..comma).all(|t| !is_finite(scene, t)))
        .then(|| chunk_ending(scene, start, open))
        .flatten()
}

/// ", who ran", ", both of whom ran"
fn opens_relative(scene: &Scene, at: usize) -> bool {
    let of_whom = at + 2 < scene.sentence_tokens(at).end && scene.is(at + 1, "of") && is_relative(scene, at + 2);
    is_relative(scene, at) || of_whom
}
