//! Which verbs are cues: by their lemma, with their particle or turn of phrase, and where the tagger took them for nouns.

use gainsay_core::{Penn, Relation, Stance, Upos};

use super::contents::Piece;
use super::cues::{Frame, Verb, cues};
use super::quoted;
use super::scene::Scene;
use super::surface;

/// A verb that may attribute.
pub(super) struct CueVerb {
    pub(super) at: usize,
    /// First and last token of the cue's words.
    pub(super) words: Piece,
    pub(super) entry: &'static Verb,
    /// The stance of a turn of phrase, which takes a clause whatever its verb.
    pub(super) phrase: Option<Stance>,
}

/// Finds the cue that this token is, if it is one.
pub(super) fn cue_at(scene: &Scene, at: usize) -> Option<CueVerb> {
    let token = scene.token(at);
    let tagged = scene.is_verb(at)
        || closes_quotation(scene, at)
        || opens_quotation(scene, at)
        || opens_clause(scene, at)
        || matches!(token.penn, Penn::Vb | Penn::Vbd | Penn::Vbg | Penn::Vbn | Penn::Vbp | Penn::Vbz);
    let plain = matches!(scene.word(at), "said" | "says" | "told" | "wrote" | "tweeted" | "added");
    if !tagged && !plain {
        return None;
    }
    if matches!(
        token.relation,
        Relation::Amod | Relation::Compound | Relation::Aux | Relation::AuxPass | Relation::Case
    ) {
        return None;
    }
    if is_occasion(scene, at) || wishes_no_name(scene, at) || quoted::passes_on(scene, at) || scene.is_hyphenated(at) {
        return None;
    }
    let lemma = token.lemma.to_lowercase();
    if let Some((last, stance)) = phrase_at(scene, at, &lemma) {
        let entry = cues().verb("state")?;
        return Some(CueVerb { at, words: (at, last), entry, phrase: Some(stance) });
    }
    if let Some((particle, entry)) = with_particle(scene, at, &lemma) {
        return Some(CueVerb { at, words: (at, particle), entry, phrase: None });
    }
    // "shoute" is what a lemmatizer makes of a "shouted" that it doesn't know.
    let entry = cues().verb(&lemma).or_else(|| cues().verb(lemma.strip_suffix('e')?));
    let entry = if scene.is_verb(at) { entry } else { entry.or_else(|| past_tense(&lemma)) }?;
    Some(CueVerb { at, words: (at, at), entry, phrase: None })
}

/// "the mother of three replied, “…”" with "replied" taken for a noun: a past tense and a comma before a quotation.
fn opens_quotation(scene: &Scene, at: usize) -> bool {
    let end = scene.sentence_tokens(at).end;
    at + 2 < end
        && matches!(scene.word(at + 1), "," | ":")
        && scene.is_quote_mark(at + 2)
        && scene.quote_of(at + 2).is_some()
        && matches!(scene.token(at).upos, Upos::Noun | Upos::Propn | Upos::Adj)
        && past_tense(&scene.word(at).to_lowercase()).is_some_and(Verb::speaks)
}

/// The verb of which a word may be the past tense.
fn past_tense(word: &str) -> Option<&'static Verb> {
    let bare = word.strip_suffix("ied").map(|stem| format!("{stem}y"));
    bare.as_deref()
        .and_then(|lemma| cues().verb(lemma))
        .or_else(|| cues().verb(word.strip_suffix("ed")?))
        .or_else(|| cues().verb(word.strip_suffix('d')?))
}

/// "…,” the report states." with "states" taken for a noun, "replied" as well: it ends a sentence whose quotation asks for
/// a verb.
fn closes_quotation(scene: &Scene, at: usize) -> bool {
    let present = || scene.token(at).penn == Penn::Nns && cues().verb(&scene.token(at).lemma).is_some_and(Verb::speaks);
    let past =
        || scene.token(at).upos == Upos::Noun && past_tense(&scene.word(at).to_lowercase()).is_some_and(Verb::speaks);
    if !present() && !past() {
        return false;
    }
    let sentence = scene.sentence_tokens(at);
    let ends = at + 1 >= sentence.end || surface::is_stop(scene, at + 1);
    let is_name = |t: &usize| matches!(scene.token(*t).upos, Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn);
    let subject = (sentence.start..at).rev().take(5).take_while(|t| is_name(t)).count();
    let mark = at.checked_sub(subject + 1).filter(|_| subject > 0);
    ends && mark.is_some_and(|t| scene.is_quote_mark(t) && scene.quote_of(t).is_some())
}

/// "The team predicts that prices will fall" with "predicts" taken for a plural: a noun in the singular, and a clause.
fn opens_clause(scene: &Scene, at: usize) -> bool {
    let sentence = scene.sentence_tokens(at);
    let lemma = scene.lemma(at);
    let (that, subject) = (at + 1, at + 2);
    scene.token(at).penn == Penn::Nns
        && cues().noun(lemma).is_none()
        && cues().verb(lemma).is_some_and(|verb| verb.speaks() && verb.stance(Frame::Clause).is_some())
        && at > sentence.start
        && matches!(scene.token(at - 1).penn, Penn::Nn | Penn::Nnp)
        && subject < sentence.end
        && scene.is(that, "that")
        && !surface::is_finite(scene, subject)
        && (subject..sentence.end).any(|t| surface::is_finite(scene, t))
}

/// "At a press briefing later in the day, …": what people come together for, with a noun before it and nothing behind.
fn is_occasion(scene: &Scene, at: usize) -> bool {
    let sentence = scene.sentence_tokens(at);
    let (first, next) = (at.saturating_sub(2), at + 1);
    let named = scene.token(at).penn == Penn::Vbg
        && matches!(scene.word(at), "briefing" | "hearing" | "meeting" | "gathering")
        && first > sentence.start
        && scene.token(at - 1).upos == Upos::Noun
        && scene.token(first).upos == Upos::Det
        && scene.token(first - 1).upos == Upos::Adp;
    let alone = next >= sentence.end
        || scene.is_punct(next)
        || matches!(scene.token(next).upos, Upos::Adv | Upos::Adp | Upos::Aux);
    named && alone
}

/// "asked not to be named": nothing is said, and nothing kept silent but a name.
fn wishes_no_name(scene: &Scene, at: usize) -> bool {
    let end = scene.sentence_tokens(at).end;
    let follows = |words: &Vec<String>| {
        at + words.len() < end && words.iter().enumerate().all(|(n, word)| scene.is(at + 1 + n, word))
    };
    cues().anonymity().iter().any(follows)
}

fn with_particle(scene: &Scene, at: usize, lemma: &str) -> Option<(usize, &'static Verb)> {
    let end = scene.sentence_tokens(at).end;
    let next = (at + 1 < end).then_some(at + 1)?;
    cues().verb(&format!("{lemma} {}", scene.word(next).to_lowercase())).map(|entry| (next, entry))
}

fn phrase_at(scene: &Scene, at: usize, lemma: &str) -> Option<(usize, Stance)> {
    let end = scene.sentence_tokens(at).end;
    cues().phrases(lemma).iter().find_map(|phrase| {
        let mut last = at;
        for word in &phrase.words[1..] {
            let mut next = last + 1;
            if next < end && scene.token(next).upos == Upos::Adv && scene.lemma(next) != word {
                next += 1;
            }
            if next >= end || !(scene.lemma(next) == word || scene.is(next, word)) {
                return None;
            }
            last = next;
        }
        let follows = last + 1 < end
            && (scene.is(last + 1, "that")
                || scene.word(last + 1) == ":"
                || scene.is_nominal(last + 1)
                || scene.is_quote_mark(last + 1));
        follows.then_some((last, phrase.stance))
    })
}
