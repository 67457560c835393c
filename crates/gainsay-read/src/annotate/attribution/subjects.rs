//! Whose verb it is: subjects, given, shared, inverted, by agent or by relative pronoun.

use gainsay_core::{EntityKind, Penn, Relation, SourceKind, Upos};

use super::cues::{Frame, cues};
use super::headlines;
use super::phrases;
use super::quoted;
use super::scene::Scene;
use super::silences;
use super::surface::{self, Chunk};

/// How many verbs a shared subject may be away.
const MAX_STEPS: usize = 5;

/// How a verb's source is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holder {
    /// By this noun phrase.
    Phrase(Chunk),
    /// Not at all: "it is claimed".
    Missing,
    /// It may be one of several: not told here.
    Unsure,
}

/// Who says what this verb says.
pub(super) fn holder(scene: &Scene, verb: usize) -> Holder {
    if let Some(quoted) = quoted::at(scene, verb) {
        return Holder::Phrase(quoted.speaker);
    }
    if let Some(subject) = headlines::shared_subject(scene, verb) {
        return Holder::Phrase(subject);
    }
    match holder_whole(scene, verb, MAX_STEPS) {
        // A phrase must not swallow the verb it speaks by.
        Holder::Phrase(chunk) if chunk.first <= verb && verb <= chunk.last => {
            if chunk.head < verb {
                Holder::Phrase(Chunk { last: verb - 1, ..chunk })
            } else {
                Holder::Unsure
            }
        }
        // What somebody is called in quotation marks doesn't speak: "called it a “show trial”, saying".
        Holder::Phrase(chunk) if scene.quote_of(chunk.head) != scene.quote_of(verb) => match scene.quote_of(chunk.head)
        {
            Some(_) => Holder::Unsure,
            None => Holder::Phrase(chunk),
        },
        Holder::Phrase(chunk) => whole_phrase(scene, verb, chunk),
        other => other,
    }
}

/// "A spokesman for the forces in Potsdam, Germany, said": a place or a day right before the verb ends a longer phrase.
fn whole_phrase(scene: &Scene, verb: usize, chunk: Chunk) -> Holder {
    let mention = scene.mention_at(chunk.head);
    let is_day = mention.is_none() && scene.is_in_time(chunk.head);
    let ends_phrase = chunk.first > scene.sentence_tokens(verb).start
        && scene.token(chunk.first - 1).upos == Upos::Adp
        && mention.is_some_and(|mention| mention.kind == EntityKind::Place);
    if chunk.last >= verb || !(is_day || ends_phrase) {
        return Holder::Phrase(chunk);
    }
    let subject = own_subject(scene, verb).filter(|&s| s < chunk.first && super::sources::can_speak(scene, s));
    match subject {
        Some(head) => Holder::Phrase(phrase_of(scene, head)),
        None if is_day => Holder::Unsure,
        None => Holder::Phrase(chunk),
    }
}

fn holder_whole(scene: &Scene, verb: usize, steps: usize) -> Holder {
    if is_passive(scene, verb) {
        let by = agent(scene, verb).and_then(|head| {
            let by = (verb + 1..head).rev().find(|&t| scene.is(t, "by"))?;
            surface::run(scene, by + 1).or_else(|| Some(phrase_of(scene, head)))
        });
        return by.map_or(Holder::Missing, Holder::Phrase);
    }
    let speaks = cues().verb(&scene.lemma(verb).to_lowercase()).is_some_and(super::cues::Verb::speaks)
        || silences::begins_silence(scene, verb);
    if surface::is_finite(scene, verb) || is_perfect(scene, verb) || !scene.is_verb(verb) {
        let parsed = own_subject(scene, verb).filter(|&s| s < verb);
        // The words before the verb decide, whatever the parse says…
        if let Some(chunk) = surface::before(scene, verb) {
            // …but for "an operative who has read polling and research told": the relative clause's last noun.
            return Holder::Phrase(
                parsed.filter(|&s| ends_relative(scene, s, chunk)).map_or(chunk, |s| phrase_of(scene, s)),
            );
        }
        if speaks
            && follows_content(scene, verb)
            && let Some(chunk) = surface::after(scene, verb)
            && (parsed.is_none() || closes_sentence(scene, verb, chunk))
            // "Asked Wednesday about the memo, …"
            && !scene.is_in_time(chunk.head)
            // "In colonial days, the government, worried, offered a bounty": that is offered, and offers nothing.
            && (scene.lemma(verb) == "say" || !is_object(scene, chunk) && !is_next_deed(scene, verb, chunk))
        {
            return Holder::Phrase(chunk);
        }
    }
    let outer =
        speaks.then(|| speaker_of_participle(scene, verb).or_else(|| speaker_of_conjunct(scene, verb))).flatten();
    if let Some(outer) = outer.filter(|_| steps > 0) {
        return holder_whole(scene, outer, steps - 1);
    }
    match subject(scene, verb, MAX_STEPS) {
        Some(head) => Holder::Phrase(phrase_of(scene, head)),
        None => Holder::Unsure,
    }
}

/// "who had warned": a participle whose auxiliary stands right before it.
fn is_perfect(scene: &Scene, verb: usize) -> bool {
    scene.token(verb).penn == Penn::Vbn
        && (scene.group_start(verb)..verb).any(|t| scene.lemma(t) == "have" && scene.token(t).upos == Upos::Aux)
}

/// "said they left but added": the verb of saying that a second one is joined to.
fn speaker_of_conjunct(scene: &Scene, verb: usize) -> Option<usize> {
    let first = scene.group_start(verb);
    let start = scene.sentence_tokens(verb).start;
    if first <= start || scene.token(first - 1).upos != Upos::Cconj || own_subject(scene, verb).is_some() {
        return None;
    }
    let finite = matches!(scene.token(verb).penn, Penn::Vbd | Penn::Vbn | Penn::Vbz | Penn::Vbp);
    if !finite && !is_silent_conjunct(scene, verb) {
        return None;
    }
    (start..first).rev().take(60).find(|&t| {
        surface::is_finite(scene, t)
            && scene.quote_of(t).is_none()
            && cues().verb(&scene.lemma(t).to_lowercase()).is_some_and(super::cues::Verb::speaks)
    })
}

/// "but did not say where", "and would not comment": what is not said behind a conjunction, without a subject of its own.
pub(super) fn is_silent_conjunct(scene: &Scene, verb: usize) -> bool {
    let first = scene.group_start(verb);
    let finite = (first..verb).any(|t| matches!(scene.token(t).penn, Penn::Vbd | Penn::Vbz | Penn::Vbp | Penn::Md));
    scene.token(verb).penn == Penn::Vb
        && finite
        && scene.has_negation(verb)
        && first > scene.sentence_tokens(verb).start
        && scene.token(first - 1).upos == Upos::Cconj
}

/// The noun phrase with this head, by the parse.
pub(super) fn phrase_of(scene: &Scene, head: usize) -> Chunk {
    let (first, last) = phrases::noun_phrase(scene, head);
    Chunk { first, last, head }
}

/// Whether a verb stands where only content can precede it: after a comma, a quotation, or at the start of its sentence.
fn follows_content(scene: &Scene, verb: usize) -> bool {
    let start = scene.sentence_tokens(verb).start;
    verb == start || scene.is_punct(verb - 1) || verb > start + 1 && scene.token(verb - 1).upos == Upos::Adv
}

/// Whether a phrase behind "and" is the end of a relative clause of this subject, which is one that can speak.
fn ends_relative(scene: &Scene, subject: usize, chunk: Chunk) -> bool {
    let joined = chunk.first > subject + 1 && scene.token(chunk.first - 1).upos == Upos::Cconj;
    joined && super::sources::can_speak(scene, subject) && (subject + 1..chunk.first).any(|t| scene.is(t, "who"))
}

/// Whether a phrase behind a verb is what is said rather than who says it: indefinite, and not one that can speak.
fn is_object(scene: &Scene, chunk: Chunk) -> bool {
    matches!(scene.word(chunk.first).to_lowercase().as_str(), "a" | "an" | "any" | "no")
        && !super::sources::can_speak(scene, chunk.head)
}

/// "Hale thanked them, mentioned some of the donors and left": what is mentioned goes on, and who mentions it stands before.
fn is_next_deed(scene: &Scene, verb: usize, chunk: Chunk) -> bool {
    let next = chunk.last + 1;
    let takes_object = cues().verb(scene.lemma(verb)).is_some_and(|entry| entry.stance(Frame::Object).is_some());
    let goes_on = next < scene.sentence_tokens(verb).end
        && !surface::is_comma(scene, next)
        && !surface::is_stop(scene, next)
        && !scene.is_quote_mark(next);
    takes_object && goes_on && verb > 0 && scene.is(verb - 1, ",")
}

/// "One of them was hurt, says the town's mayor.": behind a clause and a comma, a verb of saying and who says it.
fn closes_sentence(scene: &Scene, verb: usize, chunk: Chunk) -> bool {
    let sentence = scene.sentence_tokens(verb);
    let ends = |at: usize| at >= sentence.end || surface::is_comma(scene, at) || surface::is_stop(scene, at);
    verb > sentence.start
        && scene.is(verb - 1, ",")
        && ends(chunk.last + 1)
        && super::sources::can_speak(scene, chunk.head)
        && (sentence.start..verb).any(|at| surface::is_finite(scene, at))
        && !(verb + 1..sentence.end).any(|at| surface::is_finite(scene, at))
}

/// "…, he said, adding": the verb of saying before a participle, where nothing else could be the one who adds.
fn speaker_of_participle(scene: &Scene, verb: usize) -> Option<usize> {
    if scene.token(verb).penn != Penn::Vbg || own_subject(scene, verb).is_some() {
        return None;
    }
    let start = scene.sentence_tokens(verb).start;
    let comma = verb > start && surface::is_comma(scene, verb - 1);
    let always_outer = matches!(scene.lemma(verb), "continue") || goes_on(scene, verb);
    let speaker = (start..verb).rev().take(60).find(|&t| {
        surface::is_finite(scene, t)
            && scene.quote_of(t).is_none()
            && cues().verb(&scene.lemma(t).to_lowercase()).is_some_and(super::cues::Verb::speaks)
    })?;
    // "He said they left, saying": who says is not sure unless nothing but a quotation or the verb's own words stand between.
    let other = (speaker + 1..verb).any(|t| surface::is_finite(scene, t) && scene.quote_of(t).is_none());
    (comma && (always_outer || !other)).then_some(speaker)
}

/// Whether a participle is of who speaks already: "said they left, adding", "said they left, telling reporters".
fn goes_on(scene: &Scene, verb: usize) -> bool {
    const LONGEST: usize = 6;
    let told_to_press = || {
        let whom = (verb + 1..scene.sentence_tokens(verb).end).take(LONGEST).take_while(|&t| !scene.is_punct(t));
        let press = |t: usize| matches!(scene.lemma(t), "reporter" | "journalist" | "viewer" | "listener");
        scene.lemma(verb) == "tell"
            && whom.into_iter().any(|t| press(t) || super::sources::of_head(scene, t).kind == SourceKind::Outlet)
    };
    matches!(scene.lemma(verb), "add" | "note" | "stress" | "emphasize" | "warn" | "insist" | "explain")
        || told_to_press()
}

/// Whether the verb is passive: "was described", "a plan described by".
pub(super) fn is_passive(scene: &Scene, verb: usize) -> bool {
    scene.child(verb, &[Relation::AuxPass, Relation::NsubjPass]).is_some_and(|c| c < verb)
        || scene.token(verb).penn == Penn::Vbn
            && matches!(scene.relation(verb), Relation::Acl | Relation::Advcl | Relation::Amod)
            && scene.child(verb, &[Relation::Aux, Relation::Nsubj]).is_none()
        || agent(scene, verb).is_some() && scene.token(verb).penn == Penn::Vbn
}

/// The noun after "by".
pub(super) fn agent(scene: &Scene, verb: usize) -> Option<usize> {
    scene.children(verb).iter().copied().find(|&c| {
        c > verb
            && (scene.relation(c) == Relation::OblAgent
                || scene.relation(c) == Relation::Obl
                    && scene.child(c, &[Relation::Case]).is_some_and(|k| scene.is(k, "by")))
            && scene.token(c).upos != Upos::Verb
            // "was not identified by name"
            && scene.lemma(c) != "name"
    })
}

/// The head of the subject: the verb's own, or the one it shares with the verb it hangs on.
pub(super) fn subject(scene: &Scene, verb: usize, steps: usize) -> Option<usize> {
    if let Some(own) = own_subject(scene, verb) {
        return resolve_relative(scene, verb, own);
    }
    if let Some(inverted) = inverted(scene, verb) {
        return Some(inverted);
    }
    // "37 percent calling it good": the share right before the participle, whatever the parse says.
    if scene.token(verb).penn == Penn::Vbg && verb > 0 && matches!(scene.lemma(verb - 1), "percent" | "%") {
        return Some(verb - 1);
    }
    if let Some(main) = subject_of_main_clause(scene, verb) {
        return Some(main);
    }
    let head = scene.head(verb).filter(|_| steps > 0)?;
    match scene.relation(verb) {
        Relation::Conj if let Some(outer) = joined_outside(scene, verb, head) => subject(scene, outer, steps - 1),
        Relation::Conj | Relation::Xcomp if scene.is_verb(head) || own_subject(scene, head).is_some() => {
            subject(scene, head, steps - 1)
        }
        Relation::Advcl | Relation::Dep | Relation::Parataxis
            if matches!(scene.token(verb).penn, Penn::Vbg | Penn::Vbn) || has_to(scene, verb) =>
        {
            let head = out_of_contents(scene, verb, head);
            subject(scene, out_of_side_clauses(scene, verb, head), steps - 1)
        }
        Relation::Advcl | Relation::Parataxis if scene.child(verb, &[Relation::Mark]).is_none() => before(scene, verb),
        // "no reason to believe": who would believe isn't told.
        Relation::Acl if has_to(scene, verb) => None,
        Relation::Acl if scene.is_nominal(head) && head < verb => main_subject(scene, verb, head).or(Some(head)),
        Relation::AclRelcl if scene.is_nominal(head) => before(scene, verb).or(Some(head)),
        _ => before(scene, verb),
    }
}

/// "others say it hosted many and cite the rules": a bare present is not joined to a past or a singular, but to who says so.
fn joined_outside(scene: &Scene, verb: usize, head: usize) -> Option<usize> {
    let bare = matches!(scene.token(verb).penn, Penn::Vb | Penn::Vbp) && scene.group_start(verb) == verb;
    let differs = matches!(scene.token(head).penn, Penn::Vbd | Penn::Vbz)
        && !scene.children(head).iter().any(|&child| scene.relation(child) == Relation::Aux);
    let outer = scene.head(head).filter(|&outer| scene.relation(head) == Relation::Ccomp && outer < head)?;
    (bare && differs && scene.token(outer).penn == Penn::Vbp && scene.speaks(outer)).then_some(outer)
}

/// "A judge has rejected a request, saying": a participle behind a comma belongs to who acts, not to a thing before it.
fn main_subject(scene: &Scene, verb: usize, noun: usize) -> Option<usize> {
    let behind_comma = verb > 0 && surface::is_comma(scene, verb - 1) && scene.token(verb).penn == Penn::Vbg;
    if !behind_comma || super::sources::can_speak(scene, noun) && scene.token(noun).upos != Upos::Propn {
        return None;
    }
    let acts =
        std::iter::successors(scene.head(noun), |&t| scene.head(t)).take(MAX_STEPS).find(|&t| scene.is_verb(t))?;
    let clause = out_of_side_clauses(scene, verb, acts);
    own_subject(scene, clause)
        .and_then(|s| resolve_relative(scene, clause, s))
        .filter(|&s| s != noun && super::sources::can_speak(scene, s))
}

/// ", saying" behind "who said he was ill after he left": the sentence's own verb, not one in a clause at its side.
fn out_of_side_clauses(scene: &Scene, verb: usize, head: usize) -> usize {
    let behind_comma = verb > 0 && surface::is_comma(scene, verb - 1) && scene.token(verb).penn == Penn::Vbg;
    let mut at = head;
    for _ in 0..MAX_STEPS {
        let side = matches!(scene.relation(at), Relation::Advcl | Relation::AclRelcl | Relation::Acl);
        let Some(up) = scene.head(at).filter(|_| behind_comma && side) else { break };
        let above = std::iter::successors(Some(up), |&t| scene.head(t)).take(MAX_STEPS);
        let Some(clause) = above.take_while(|&t| t < verb).find(|&t| scene.is_verb(t)) else { break };
        at = clause;
    }
    if own_subject(scene, at).is_some() { at } else { head }
}

/// "Despite saying so, Lind left", "slammed it as a failure, without citing examples": what a participle behind such a word
/// tells, the subject of the sentence's own clause does.
fn subject_of_main_clause(scene: &Scene, verb: usize) -> Option<usize> {
    let sentence = scene.sentence_tokens(verb);
    let mark = verb.checked_sub(1).filter(|&mark| mark >= sentence.start)?;
    let marks = matches!(scene.word(mark).to_lowercase().as_str(), "without" | "despite" | "by" | "after" | "before");
    let opens = mark == sentence.start;
    if !marks || scene.is(mark, "by") && !opens || scene.token(verb).penn != Penn::Vbg {
        return None;
    }
    if opens {
        let opens = |comma: &usize| scene.is(*comma, ",") && scene.quote_of(*comma).is_none();
        return (verb + 1..sentence.end).filter(opens).find_map(|comma| {
            let finite = (comma + 1..sentence.end).find(|&at| surface::is_finite(scene, at))?;
            surface::before(scene, finite).filter(|chunk| chunk.first == comma + 1).map(|chunk| chunk.head)
        });
    }
    let above = std::iter::successors(scene.head(verb), |&at| scene.head(at)).take(MAX_STEPS);
    let mut deeds = above.filter(|&at| at < verb && scene.is_verb(at) && scene.quote_of(at) == scene.quote_of(verb));
    let parsed =
        deeds.find_map(|deed| own_subject(scene, deed).and_then(|subject| resolve_relative(scene, deed, subject)));
    parsed.or_else(|| {
        let mut clause = (sentence.start..mark).rev().take_while(|&at| !scene.is_quote_mark(at));
        let deed = clause.find(|&at| surface::is_finite(scene, at))?;
        surface::before(scene, deed).map(|chunk| chunk.head)
    })
}

/// The subject that stands in the verb's own clause.
pub(super) fn own_subject(scene: &Scene, verb: usize) -> Option<usize> {
    let subjects = [Relation::Nsubj, Relation::NsubjOuter, Relation::NsubjPass];
    let mut all = scene.children(verb).iter().copied().filter(|&c| subjects.contains(&scene.relation(c)));
    let first = all.next()?;
    // "MSNBC host Ali Lind touted": of two names side by side the last is the whole one's.
    let own = all.take_while(|&c| c < verb && scene.token(c).upos == Upos::Propn).last().unwrap_or(first);
    // "has since said": a conjunction that the parser took for a subject.
    (scene.token(own).upos != Upos::Verb && !scene.is(own, "since")).then_some(own)
}

/// "who", "which", "that" stand for the noun that the relative clause hangs on.
fn resolve_relative(scene: &Scene, verb: usize, subject: usize) -> Option<usize> {
    if !matches!(scene.token(subject).penn, Penn::Wp | Penn::Wdt) && !scene.is(subject, "who") {
        return Some(subject);
    }
    let mut at = verb;
    for _ in 0..MAX_STEPS {
        let head = scene.head(at)?;
        if matches!(scene.relation(at), Relation::AclRelcl | Relation::Acl | Relation::AdvclRelcl) && head < subject {
            return Some(head);
        }
        at = head;
    }
    None
}

/// "said the minister": a noun right after the verb, where a comma or a quotation stands before it.
fn inverted(scene: &Scene, verb: usize) -> Option<usize> {
    let sentence = scene.sentence_tokens(verb);
    let after_content = verb == sentence.start
        || verb > 0 && (scene.is_comma(verb - 1) || scene.is_quote_mark(verb - 1) || scene.is_punct(verb - 1));
    if !after_content || !matches!(scene.token(verb).penn, Penn::Vbd | Penn::Vbz | Penn::Vbp | Penn::Vbn) {
        return None;
    }
    let next = verb + 1;
    if next >= sentence.end || scene.is_punct(next) {
        return None;
    }
    scene.children(verb).iter().copied().find(|&c| {
        c > verb
            && scene.edges(c).0 == next
            && scene.is_nominal(c)
            && scene.speaks(verb)
            && super::sources::can_speak(scene, c)
            && scene.child(c, &[Relation::Case, Relation::Mark]).is_none()
            && !matches!(scene.relation(c), Relation::OblUnmarked | Relation::NmodUnmarked)
    })
}

/// The noun phrase that stands right before a finite verb, where the parse gives no subject.
fn before(scene: &Scene, verb: usize) -> Option<usize> {
    if !matches!(scene.token(verb).penn, Penn::Vbd | Penn::Vbz | Penn::Vbp) {
        return None;
    }
    let start = scene.sentence_tokens(verb).start;
    let mut at = verb.checked_sub(1)?;
    while at > start && (scene.token(at).upos == Upos::Adv || scene.token(at).upos == Upos::Aux) {
        at -= 1;
    }
    if at < start || !scene.is_nominal(at) {
        return None;
    }
    // Up to the phrase's head, as long as it stays before the verb.
    for _ in 0..8 {
        match scene.head(at) {
            Some(up)
                if up < verb
                    && up >= start
                    && scene.is_nominal(up)
                    && scene.edges(up).1 < verb
                    && !scene.child(at, &[Relation::Case]).is_some_and(|case| scene.is(case, "as")) =>
            {
                at = up;
            }
            _ => break,
        }
    }
    Some(at)
}

fn has_to(scene: &Scene, verb: usize) -> bool {
    scene.children(verb).iter().any(|&c| c < verb && scene.is(c, "to"))
}

/// A participle that hangs on a verb inside someone's content belongs to the one who speaks: "he said they left, adding".
fn out_of_contents(scene: &Scene, verb: usize, head: usize) -> usize {
    let always_outer = goes_on(scene, verb);
    let mut at = head;
    let mut result = head;
    for _ in 0..MAX_STEPS {
        let Some(up) = scene.head(at) else { break };
        let content = matches!(scene.relation(at), Relation::Ccomp | Relation::Parataxis);
        let speaks = scene.speaks(up);
        if content && speaks && up < verb {
            let animate = own_subject(scene, head).is_some_and(|s| super::sources::can_speak(scene, s));
            if always_outer || !animate {
                result = up;
            }
        }
        at = up;
    }
    // A parenthetical "…, he said, adding": the verb that says so hangs on the content.
    let parenthetical = scene.children(result).iter().copied().find(|&c| {
        c < verb
            && c > result
            && scene.relation(c) == Relation::Parataxis
            && own_subject(scene, c).is_some()
            && scene.speaks(c)
    });
    parenthetical.unwrap_or(result)
}
