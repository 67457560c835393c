//! Where content ends: before another's verb, a clause of the sentence's own, a bracket that closes.

use gainsay_core::{Penn, Relation, Upos};

use super::scene::Scene;
use super::silences;
use super::subjects;
use super::surface;

/// "The officials, who told the paper that the yard would close, were away": what is said ends with the relative clause.
pub(super) fn inside_relative(scene: &Scene, verb: usize, first: usize, last: usize) -> usize {
    let sentence = scene.sentence_tokens(verb);
    let auxiliary = |t: usize| matches!(scene.token(t).upos, Upos::Aux | Upos::Adv);
    let Some(pronoun) = (sentence.start..verb).rev().find(|&t| !auxiliary(t)) else { return last };
    if !surface::is_relative(scene, pronoun) || pronoun == sentence.start || !surface::is_comma(scene, pronoun - 1) {
        return last;
    }
    let main = |t: usize| surface::is_finite(scene, t) || scene.token(t).upos == Upos::Aux;
    // The comma may stand in quotation marks, and an adverb behind it: "should act “today,” now wants".
    let between = |t: usize| scene.is_quote_mark(t) || scene.token(t).upos == Upos::Adv;
    let resumes = |comma: usize| (comma + 1..last).find(|&t| !between(t)).is_some_and(main);
    (first + 1..last).find(|&t| scene.is(t, ",") && resumes(t)).map_or(last, |comma| comma - 1)
}

/// "Asked whether it was closed, the mayor nodded": what is asked ends where the sentence's own clause begins.
pub(super) fn before_main_clause(scene: &Scene, verb: usize, first: usize, last: usize) -> usize {
    let participle = matches!(scene.token(verb).penn, Penn::Vbn | Penn::Vbg | Penn::Vbd);
    let opens = |at: usize| scene.is_punct(at) || matches!(scene.token(at).upos, Upos::Adv | Upos::Sconj | Upos::Cconj);
    if !participle || !(scene.sentence_tokens(verb).start..verb).all(opens) {
        return last;
    }
    // "The minister, Ada Kern, shook her head": the tagger may take such a verb for an infinitive.
    let is_deed =
        |at: usize| surface::is_finite(scene, at) || scene.token(at).penn == Penn::Vb && !scene.is(at - 1, "to");
    let ends = |comma: &usize| {
        scene.is(*comma, ",")
            && (first..*comma).any(|at| surface::is_finite(scene, at))
            && (*comma + 1..last + 1).any(is_deed)
    };
    (first + 1..last).find(ends).map_or(last, |comma| comma - 1)
}

/// "Lind (who said she won't run) leads": what is said in brackets ends with them.
pub(super) fn inside_brackets(scene: &Scene, verb: usize, last: usize) -> usize {
    let start = scene.sentence_tokens(verb).start;
    let open = (start..verb).rev().find(|&at| matches!(scene.word(at), "(" | ")"));
    if !open.is_some_and(|at| scene.is(at, "(")) {
        return last;
    }
    (verb + 1..=last).find(|&at| scene.is(at, ")")).map_or(last, |close| close - 1)
}

/// "has shown that he will act, Lind said on Friday": what is shown ends where the sentence's source follows.
pub(super) fn before_closing_cue(scene: &Scene, first: usize, last: usize) -> usize {
    let Some(verb) = (first + 1..=last).rev().find(|&at| surface::is_finite(scene, at)) else { return last };
    let speaks = scene.speaks(verb);
    let Some(source) = surface::before(scene, verb).filter(|_| speaks && scene.quote_of(verb).is_none()) else {
        return last;
    };
    let comma = source.first.checked_sub(1).filter(|&at| at > first && scene.is(at, ","));
    let is_whole = |comma: usize| (first..comma).any(|at| surface::is_finite(scene, at));
    // What the verb of saying takes itself stands behind it: then it is no source of what stands before.
    let takes = scene.child(verb, &[Relation::Ccomp, Relation::Obj]).is_some_and(|content| content > verb);
    comma.filter(|&comma| is_whole(comma) && !takes && source.last < verb).map_or(last, |comma| comma - 1)
}

/// Ends a content before ", but Lind denied": a new speaker with a verb of saying of their own.
pub(super) fn before_rival(scene: &Scene, first: usize, last: usize) -> usize {
    for at in first + 2..last {
        let joint = matches!(scene.word(at), "but" | "while" | "whereas" | "and") && scene.is(at - 1, ",");
        if !joint || scene.quote_of(at).is_some() {
            continue;
        }
        let verb = (at + 1..=last.min(at + 14)).find(|&t| surface::is_finite(scene, t));
        let rivals = [
            "say", "deny", "tell", "add", "insist", "argue", "write", "report", "claim", "dispute", "reject", "accuse",
            "note",
        ];
        if verb.is_some_and(|v| rivals.contains(&scene.lemma(v))) {
            return at - 1;
        }
    }
    last
}

/// Ends a content before ", adding …" and before "but added …": there the speaker's next cue begins.
pub(super) fn before_next_cue(scene: &Scene, verb: usize, first: usize, last: usize) -> usize {
    for at in first + 1..=last {
        if scene.quote_of(at).is_some() || !scene.is_verb(at) {
            continue;
        }
        let speaks = scene.speaks(at) || silences::begins_silence(scene, at);
        if !speaks || subjects::own_subject(scene, at).is_some() {
            continue;
        }
        let mut before = at - 1;
        while before > first && scene.token(before).upos == Upos::Adv {
            before -= 1;
        }
        let participle = scene.token(at).penn == Penn::Vbg && scene.is_comma(before);
        let same_tense = scene.token(at).penn == scene.token(verb).penn
            || scene.token(verb).penn == Penn::Vbd && scene.token(at).penn == Penn::Vbn;
        let conjunct = same_tense
            && scene.token(before).upos == Upos::Cconj
            && matches!(scene.token(at).penn, Penn::Vbd | Penn::Vbz | Penn::Vbp | Penn::Vbn);
        // "…, but did not say where": who says the rest doesn't say that.
        let silent = subjects::is_silent_conjunct(scene, at);
        if silent {
            before = scene.group_start(at) - 1;
        }
        if (participle || conjunct || silent) && before > first {
            return before - 1;
        }
    }
    last
}
