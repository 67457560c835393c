//! Verbs as cues: what each attributes, and to whom.

use gainsay_core::{EntityKind, Penn, Relation, Span, Stance, Upos};

use super::contents::{self, Piece};
use super::cue_verbs::CueVerb;
use super::cues::{Frame, cues};
use super::draft::Draft;
use super::quoted;
use super::scene::Scene;
use super::silences;
use super::sources;
use super::subjects::{self, Holder};
use super::surface::{self, Chunk};

/// Everything that this cue attributes. `spoken` are pieces that a quotation already gave it.
pub(super) fn read(scene: &Scene, cue: &CueVerb) -> Vec<Draft> {
    let holder = subjects::holder(scene, cue.at);
    if let Some(draft) = silences::read(scene, cue, holder) {
        return vec![draft];
    }
    if is_yet_to_come(scene, cue.at) {
        return Vec::new();
    }
    let found = plea(scene, cue)
        .or_else(|| said_before(scene, cue))
        .or_else(|| clause(scene, cue, holder))
        .or_else(|| parenthetical(scene, cue, holder))
        .or_else(|| infinitive(scene, cue))
        .or_else(|| named_as(scene, cue))
        .or_else(|| object(scene, cue, holder));
    let Some((pieces, stance)) = found else { return Vec::new() };
    let inside = scene.quote_of(cue.at).is_some();
    if is_open(scene, cue.at) || inside && speaks_of_self(scene, holder) {
        return Vec::new();
    }
    // "The quay promises to be a success": a thing plans nothing.
    let thing = |chunk: Chunk| !sources::can_speak(scene, chunk.head) && !sources::is_pronoun(scene, chunk.head);
    if stance == Stance::Plans
        && matches!(holder, Holder::Phrase(chunk) if thing(chunk) && is_definite_thing(scene, chunk))
    {
        return Vec::new();
    }
    let infinitive = scene.token(cue.at).penn == Penn::Vb && matches!(holder, Holder::Unsure);
    if infinitive || inside && !cue.entry.speaks() || matches!(holder, Holder::Unsure) && !cue.entry.speaks() {
        return Vec::new();
    }
    let holder = match holder {
        Holder::Phrase(chunk) => Some(chunk),
        Holder::Missing | Holder::Unsure => None,
    };
    // "You know, …" names nobody, and neither does the "it" of "it is certain that".
    let nobody = |chunk: Chunk| {
        scene.is(chunk.head, "you") || cue.phrase.is_some() && scene.is(chunk.head, "it") && scene.lemma(cue.at) == "be"
    };
    // "a week of events to show that he …"
    let time = |chunk: Chunk| scene.token(chunk.head).upos == Upos::Noun && scene.is_in_time(chunk.head);
    if holder.is_some_and(|chunk| chunk.first == chunk.last && nobody(chunk) || time(chunk)) {
        return Vec::new();
    }
    let is_negated = scene.has_negation(cue.at) || holder.is_some_and(|chunk| surface::is_nobody(scene, chunk));
    let Some(stance) = (if is_negated { negated(cue, stance) } else { Some(stance) }) else {
        return Vec::new();
    };
    let span = |piece: Piece| match scene.quote_of(cue.at) {
        // What a quoted speaker reports ends with the quotation.
        Some(quote) => clipped(scene.span(piece.0, piece.1), scene.quotes[quote].inner).trim(scene.text()),
        None => contents::span(scene, piece),
    };
    pieces.into_iter().map(|piece| draft(scene, cue, holder, span(piece), stance)).collect()
}

/// "pleaded not guilty to fraud": the plea and what it is about.
fn plea(scene: &Scene, cue: &CueVerb) -> Option<Found> {
    let (first, end) = (cue.words.1 + 1, scene.sentence_tokens(cue.at).end);
    if scene.lemma(cue.at) != "plead" {
        return None;
    }
    let stands = |words: &[String]| {
        first + words.len() <= end && words.iter().enumerate().all(|(nth, word)| scene.is(first + nth, word))
    };
    let plea = cues().pleas.iter().find(|plea| stands(&plea.words))?;
    let breaks = |t: usize| {
        surface::is_comma(scene, t)
            || surface::is_stop(scene, t)
            || scene.is_in_time(t)
            || scene.token(t).upos == Upos::Sconj && !scene.is(t, "to")
            || scene.is(t, "but")
    };
    let stop = (first + plea.words.len()..end).find(|&t| breaks(t)).unwrap_or(end);
    let hangs = |t: &usize| scene.token(*t).upos == Upos::Adp;
    let stop = if hangs(&(stop - 1)) { stop - 1 } else { stop };
    Some((vec![contents::trim(scene, first, stop - 1)?], plea.stance))
}

/// "spoke over the past three days"
fn is_duration(scene: &Scene, noun: usize) -> bool {
    let over = scene.child(noun, &[Relation::Case]).is_some_and(|case| scene.is(case, "over"));
    over && matches!(scene.lemma(noun), "minute" | "hour" | "day" | "week" | "weekend" | "month" | "year" | "decade")
}

/// "have yet to endorse him": nobody has said it so far.
fn is_yet_to_come(scene: &Scene, verb: usize) -> bool {
    let start = scene.sentence_tokens(verb).start;
    verb >= start + 2 && scene.is(verb - 1, "to") && scene.is(verb - 2, "yet")
}

/// "The new quay": one thing, named by a common noun in the singular.
fn is_definite_thing(scene: &Scene, chunk: Chunk) -> bool {
    scene.token(chunk.head).penn == Penn::Nn && scene.token(chunk.first).upos == Upos::Det
}

/// "confirmed the arrest but gave no reason": what is confirmed ends where something else is done.
fn before_next_deed(scene: &Scene, first: usize, last: usize) -> usize {
    let joins = |t: &usize| {
        scene.token(*t).upos == Upos::Cconj
            && (scene.is(*t + 1, "did") || matches!(scene.token(*t + 1).penn, Penn::Vbd | Penn::Vbz))
    };
    // "declared victory and her opponent conceded"
    let begins = |t: &usize| {
        let verb = || (*t + 1..=last).find(|&at| surface::is_finite(scene, at));
        let subject = || surface::before(scene, verb()?).map(|chunk| chunk.first);
        scene.token(*t).upos == Upos::Cconj && !is_relative_inside(scene, first, *t) && subject() == Some(*t + 1)
    };
    (first + 1..last).find(|t| joins(t) || begins(t)).map_or(last, |t| t - 1)
}

fn is_relative_inside(scene: &Scene, first: usize, last: usize) -> bool {
    (first..last).any(|at| surface::is_relative(scene, at) || surface::is_finite(scene, at))
}

/// "accused Hale of selling the buoys", "praised Moe for closing it": what someone is accused of or praised for stands right
/// behind them.
fn charge_end(scene: &Scene, cue: &CueVerb, last: usize) -> usize {
    let (verb, of) = (cue.at, last + 1);
    let charges = of < scene.sentence_tokens(verb).end
        && (scene.is(of, "of") && cues().takes_of(scene.lemma(verb))
            || scene.is(of, "for") && !scene.is_in_time(of + 1));
    if !charges {
        return last;
    }
    let charge = scene.head(of).filter(|&c| c > of && scene.head(c) == Some(verb));
    charge.map_or(last, |c| scene.edges(c).1.max(last))
}

/// The draft of this cue for one content.
pub(super) fn draft(scene: &Scene, cue: &CueVerb, holder: Option<Chunk>, content: Span, stance: Stance) -> Draft {
    Draft {
        source: holder.map_or_else(sources::unknown, |h| sources::of_chunk(scene, h)),
        source_head: holder.map(|h| h.head),
        cue: Some(scene.span(cue.words.0, cue.words.1)),
        cue_token: Some(cue.at),
        content,
        quote: None,
        own_words: false,
        stance,
        via: Vec::new(),
    }
}

/// "did not say that", "never denied": nothing is asserted, and nothing denied. "does not plan to", "has not shown that":
/// nothing is said at all.
fn negated(cue: &CueVerb, stance: Stance) -> Option<Stance> {
    match stance {
        Stance::Asserts | Stance::Confirms | Stance::Denies => {
            cue.entry.stance(Frame::Silence).map(|_| Stance::NoComment)
        }
        Stance::Plans | Stance::Demands | Stance::Questions => None,
        other => Some(other),
    }
}

/// "may seek", "unless it agrees": nobody has said it yet.
fn is_open(scene: &Scene, verb: usize) -> bool {
    let first = scene.group_start(verb);
    let modal = |t: usize| matches!(scene.lemma(t), "may" | "might" | "could" | "would" | "should" | "must");
    let like = scene.is(verb, "like");
    let open = (first..verb).any(modal) && !like;
    let mark = scene.child(verb, &[Relation::Mark]).filter(|&mark| mark < verb);
    open || mark.is_some_and(|mark| ["if", "unless", "whether"].iter().any(|word| scene.is(mark, word)))
}

/// "we believe", "you find" in somebody's own words: they are said already.
fn speaks_of_self(scene: &Scene, holder: Holder) -> bool {
    let Holder::Phrase(chunk) = holder else { return false };
    chunk.first == chunk.last && matches!(scene.word(chunk.head).to_lowercase().as_str(), "i" | "we" | "you")
}

/// The part of a span that lies in another; empty where there is none.
fn clipped(span: Span, within: Span) -> Span {
    let start = span.start.max(within.start);
    Span::new(start, span.end.min(within.end).max(start))
}

type Found = (Vec<Piece>, Stance);

/// A clause, with "that" or without: said (that) …
fn clause(scene: &Scene, cue: &CueVerb, holder: Holder) -> Option<Found> {
    let stance = cue.phrase.or_else(|| cue.entry.stance(Frame::Clause)).or_else(|| cue.entry.stance(Frame::Speaks))?;
    if takes_infinitive(scene, cue) {
        return None;
    }
    let person = cue.entry.stance(Frame::Speaks).is_some() && cue.phrase.is_none();
    let written = cue.words.1 + 1 < scene.sentence_tokens(cue.at).end
        && (!surface::is_comma(scene, cue.words.1 + 1) || is_interrupted(scene, cue.words.1 + 1))
        && !subjects::is_passive(scene, cue.at);
    let after = written.then(|| contents::clause_after(scene, cue.at, cue.words.1, person)).flatten();
    let after = after.filter(|piece| !is_behind_object(scene, cue, *piece));
    let about = |piece: &Piece| {
        is_about_it(scene, cue, *piece) || goes_on_behind(scene, cue, *piece) || is_behind_object(scene, cue, *piece)
    };
    let piece = after
        .or_else(|| contents::clause(scene, cue.at).filter(|piece| !about(piece)))
        .filter(|piece| !is_next_deed(scene, cue.at, *piece))?;
    if (piece.1 < cue.at || is_parenthesis(scene, cue)) && matches!(holder, Holder::Phrase(_)) {
        let pieces = contents::around(scene, cue.at);
        return Some((if pieces.is_empty() { vec![piece] } else { pieces }, stance));
    }
    // "seen", "thought to": a verb of mind without anyone who thinks is only a cue where someone is meant.
    Some((vec![piece], stance))
}

/// "They used an older version, the firm said, and they …": between commas, behind a clause.
fn is_parenthesis(scene: &Scene, cue: &CueVerb) -> bool {
    let (first, start) = (contents::group(scene, cue.at).0, scene.sentence_tokens(cue.at).start);
    let behind = cue.words.1 + 1 < scene.sentence_tokens(cue.at).end && scene.is(cue.words.1 + 1, ",");
    behind && first > start && scene.is(first - 1, ",") && contents::holds_finite(scene, start, first - 1)
}

/// "reported, however, that": an adverb between commas parts the verb from its clause.
fn is_interrupted(scene: &Scene, comma: usize) -> bool {
    comma + 3 < scene.sentence_tokens(comma).end
        && scene.token(comma + 1).upos == Upos::Adv
        && scene.is(comma + 2, ",")
        && scene.is(comma + 3, "that")
}

/// ", their commander said, a claim the army denied": what stands behind the comma is about what was said.
fn is_about_it(scene: &Scene, cue: &CueVerb, (first, last): Piece) -> bool {
    let behind_comma = first == cue.words.1 + 2 && surface::is_comma(scene, cue.words.1 + 1);
    behind_comma && (first..last.min(first + 3)).any(|at| cues().noun(scene.lemma(at)).is_some())
}

/// "…, the institute found, which is a third less": a relative clause behind the comma goes on with what stands before.
fn goes_on_behind(scene: &Scene, cue: &CueVerb, (first, _): Piece) -> bool {
    first == cue.words.1 + 2 && surface::is_comma(scene, first - 1) && scene.token(first).penn == Penn::Wdt
}

/// "questioned the figure – and the report due today is the last": the verb has its object, and the clause is another's.
fn is_behind_object(scene: &Scene, cue: &CueVerb, (first, _): Piece) -> bool {
    let object = scene.child(cue.at, &[Relation::Obj]).map(|object| scene.edges(object));
    cue.entry.stance(Frame::Object).is_some()
        && object.is_some_and(|(begin, end)| {
            begin == cue.words.1 + 1
                && (end + 1..first).any(|at| surface::is_comma(scene, at) || scene.token(at).upos == Upos::Cconj)
        })
}

/// "confirmed the arrest but gave no reason": the only verb behind the cue is of something else that its subject does.
fn is_next_deed(scene: &Scene, verb: usize, (first, last): Piece) -> bool {
    let finite = (first..=last).find(|&t| surface::is_finite(scene, t));
    first > verb && finite.is_some_and(|t| t > first && scene.token(t - 1).upos == Upos::Cconj)
}

/// "…, the agency quoted the ministry as saying.": what is said stands before who passes it on.
fn said_before(scene: &Scene, cue: &CueVerb) -> Option<Found> {
    let channel = quoted::at(scene, cue.at)?.channel?;
    let sentence = scene.sentence_tokens(cue.at);
    let (comma, next) = (channel.first.checked_sub(1)?, cue.words.1 + 1);
    let closes = next >= sentence.end || surface::is_stop(scene, next) || surface::is_comma(scene, next);
    let fits = closes
        && comma > sentence.start
        && scene.is(comma, ",")
        && contents::holds_finite(scene, sentence.start, comma);
    let piece = contents::trim(scene, sentence.start, comma).filter(|_| fits)?;
    Some((vec![piece], Stance::Asserts))
}

/// "…, the ministry said, …"
fn parenthetical(scene: &Scene, cue: &CueVerb, holder: Holder) -> Option<Found> {
    let stance = cue.entry.stance(Frame::Parenthetical).filter(|_| !takes_infinitive(scene, cue))?;
    let Holder::Phrase(Chunk { head, .. }) = holder else { return None };
    if !matches!(scene.token(cue.at).penn, Penn::Vbd | Penn::Vbz | Penn::Vbp | Penn::Vbn) {
        return None;
    }
    let (first, last) = contents::group(scene, cue.at);
    let sentence = scene.sentence_tokens(cue.at);
    let commas = first > sentence.start && (scene.is_comma(first - 1) || scene.is_quote_mark(first - 1));
    let next = last + 1;
    let closes = next >= sentence.end || scene.is_punct(next);
    let adjunct = !closes && matches!(scene.token(next).upos, Upos::Adp | Upos::Sconj | Upos::Adv | Upos::Part);
    let near = head + 12 > cue.at && head < cue.at + 12 || (first..=last).contains(&head);
    if !commas || !(closes || adjunct || head > cue.at) || !near || scene.child(cue.at, &[Relation::Mark]).is_some() {
        return None;
    }
    let mut pieces: Vec<Piece> = contents::around(scene, cue.at);
    pieces.retain(|piece| !is_about_it(scene, cue, *piece));
    let has_clause = pieces.iter().any(|&(a, b)| contents::holds_finite(scene, a, b));
    // "Told that it was closed, Lind laughed": that is when she did, and nothing that she said.
    let circumstance = |&(a, _): &Piece| {
        let token = scene.token(a);
        token.relation == Relation::Advcl && token.head == Some(cue.at) && scene.is_verb(a)
    };
    (has_clause && !pieces.iter().any(circumstance)).then_some((pieces, stance))
}

/// "threatened to cut a line that …", "To calm them, she pledged to act": what is threatened and pledged is the infinitive.
fn takes_infinitive(scene: &Scene, cue: &CueVerb) -> bool {
    let (to, end) = (cue.words.1 + 1, scene.sentence_tokens(cue.at).end);
    to < end && scene.is(to, "to") && verb_follows(scene, to, end) && cue.entry.stance(Frame::To).is_some()
}

/// "vowed to …", "urged them to …"
fn infinitive(scene: &Scene, cue: &CueVerb) -> Option<Found> {
    let end = scene.sentence_tokens(cue.at).end;
    let from = cue.words.1 + 1;
    let breaks = |t: usize| {
        surface::is_finite(scene, t) || surface::is_stop(scene, t) || scene.is(t, ",") || surface::is_relative(scene, t)
    };
    let clear = (from..end.min(from + 16)).take_while(|&t| !breaks(t));
    let to = clear.clone().find(|&t| scene.is(t, "to") && verb_follows(scene, t, end))?;
    let verb = (to + 1..end).find(|&t| scene.is_verb(t))?;
    if cues().silences(scene.lemma(cue.at)) && is_silence(scene, verb) {
        return None;
    }
    // "to have signed", "to be neutral": what is said hangs on what the auxiliary helps.
    let helped = matches!(scene.token(verb).relation, Relation::Aux | Relation::AuxPass | Relation::Cop);
    let head = scene.token(verb).head.filter(|&head| helped && head > verb && head < end).unwrap_or(verb);
    let last = before_another_clause(scene, head, scene.edges(head).1.max(verb));
    let direct = (from..to).all(|t| matches!(scene.token(t).upos, Upos::Adv | Upos::Part));
    if direct {
        let stance = cue.entry.stance(Frame::To)?;
        // "decided not to hear it"
        let first = (from..to).find(|&t| scene.is(t, "not")).unwrap_or(to);
        return Some((vec![contents::trim(scene, first, last)?], stance));
    }
    let stance = cue.entry.stance(Frame::PersonTo)?;
    let someone = (from..to).any(|t| scene.is_nominal(t));
    someone.then(|| contents::trim(scene, from, last)).flatten().map(|p| (vec![p], stance))
}

/// Ends what hangs on an infinitive before a clause of somebody else's: "claims to have won, but nobody saw it".
fn before_another_clause(scene: &Scene, head: usize, last: usize) -> usize {
    let turns = |at: usize| matches!(scene.word(at), "but" | "while" | "whereas" | "although" | "though");
    (head + 1..last).find(|&at| surface::is_comma(scene, at) && turns(at + 1)).map_or(last, |comma| comma - 1)
}

/// A verb right after "to", adverbs aside.
fn verb_follows(scene: &Scene, to: usize, end: usize) -> bool {
    let next = (to + 1..end).find(|&t| scene.token(t).upos != Upos::Adv);
    next.is_some_and(|t| matches!(scene.token(t).penn, Penn::Vb | Penn::Vbp) && scene.is_verb(t))
}

fn is_silence(scene: &Scene, verb: usize) -> bool {
    cues().verb(scene.lemma(verb)).is_some_and(|v| v.stance(Frame::Silence).is_some())
}

/// "described it as …", "called it …", and their passives.
fn named_as(scene: &Scene, cue: &CueVerb) -> Option<Found> {
    let passive = subjects::is_passive(scene, cue.at);
    if passive && subjects::agent(scene, cue.at).is_none() || cue.at > 0 && scene.is(cue.at - 1, "so") {
        return None;
    }
    let object = scene.child(cue.at, &[Relation::Obj, Relation::Iobj]).filter(|&o| o > cue.at);
    let start = object.map(|o| scene.edges(o).0);
    if let Some(stance) = cue.entry.stance(Frame::As) {
        let end = scene.sentence_tokens(cue.at).end;
        // "see gains as demand grows": a clause of time or reason.
        let opens_clause = |t: usize| scene.head(t).is_some_and(|head| head > t && surface::is_finite(scene, head));
        let as_word = (cue.at + 1..end.min(cue.at + 25)).find(|&t| {
            scene.is(t, "as")
                && hangs_near(scene, t, cue.at)
                && !opens_clause(t)
                && !(t + 1 < end && scene.is(t + 1, "well"))
        });
        if let Some(as_word) = as_word {
            let last = as_phrase_end(scene, as_word);
            let first = if passive { as_word + 1 } else { start.filter(|&s| s < as_word).unwrap_or(as_word + 1) };
            return Some((vec![contents::trim(scene, first, last)?], stance));
        }
    }
    let stance = cue.entry.stance(Frame::Call)?;
    let complement = scene.children(cue.at).iter().copied().rev().find(|&c| {
        c > cue.at
            && matches!(scene.relation(c), Relation::Xcomp | Relation::Obj | Relation::Ccomp)
            && Some(c) != object
    });
    // "called the Tarn Maid": a name alone says nothing of what bears it.
    let described = object.filter(|&o| scene.children(o).len() > 2 && scene.token(o).upos != Upos::Propn);
    let parsed = complement.or(described).map(|c| scene.edges(c).1);
    let last = parsed.filter(|&last| last > cue.at).or_else(|| named_by_order(scene, cue.at))?;
    let first = start.unwrap_or(cue.at + 1).max(cue.at + 1);
    Some((vec![contents::trim(scene, first, last)?], stance))
}

/// "called for the minister to resign": what somebody is to do stands right behind them, and hangs on the same verb.
fn with_infinitive(scene: &Scene, verb: usize, last: usize) -> usize {
    let to = last + 1;
    if to >= scene.sentence_tokens(verb).end || !scene.is(to, "to") {
        return last;
    }
    scene.head(to).filter(|&deed| deed > to && scene.head(deed) == Some(verb)).map_or(last, |deed| scene.edges(deed).1)
}

/// Where "called the plan “a gift to the rich”" ends, by word order: a name for the object stands right behind it.
fn named_by_order(scene: &Scene, verb: usize) -> Option<usize> {
    let end = scene.sentence_tokens(verb).end;
    let object = surface::run(scene, verb + 1)?;
    let name = object.last + 1;
    let begins = name < end
        && (scene.is_quote_mark(name)
            || matches!(scene.token(name).upos, Upos::Det | Upos::Adj) && !scene.is(name, "that"));
    let stops = |t: usize| surface::is_stop(scene, t) || surface::is_finite(scene, t) || scene.is(t, ",");
    let last = (name..end).find(|&t| stops(t)).unwrap_or(end).checked_sub(1)?;
    (begins && last > name).then_some(last)
}

/// Whether "as" belongs to what hangs on the verb.
fn hangs_near(scene: &Scene, word: usize, verb: usize) -> bool {
    let mut at = word;
    for _ in 0..4 {
        match scene.head(at) {
            Some(up) if up == verb => return true,
            Some(up) => at = up,
            None => return false,
        }
    }
    false
}

fn as_phrase_end(scene: &Scene, as_word: usize) -> usize {
    scene.head(as_word).filter(|&h| h > as_word).map_or(as_word, |h| scene.edges(h).1)
}

/// A noun phrase: announced plans; complained about the noise.
fn object(scene: &Scene, cue: &CueVerb, holder: Holder) -> Option<Found> {
    let passive = subjects::is_passive(scene, cue.at);
    if let Some(stance) = cue.entry.stance(Frame::Object) {
        if passive {
            let Holder::Phrase(_) = holder else { return None };
            let subject = subjects::own_subject(scene, cue.at)
                .or_else(|| scene.head(cue.at).filter(|_| scene.relation(cue.at) == Relation::Acl))?;
            let (first, last) = super::phrases::noun_phrase(scene, subject);
            // "a claim repeatedly denied by the mayor": up to what is done to it.
            let adverb = |t: &usize| scene.token(*t).upos == Upos::Adv;
            let deed = (first..cue.at).rev().take_while(adverb).last().unwrap_or(cue.at);
            let last = if first < cue.at { last.min(deed - 1).max(first) } else { last };
            return Some((vec![contents::trim(scene, first, last)?], stance));
        }
        let object = scene.children(cue.at).iter().copied().find(|&c| {
            let gerund = scene.token(c).penn == Penn::Vbg && scene.relation(c) == Relation::Xcomp;
            c > cue.at && (matches!(scene.relation(c), Relation::Obj | Relation::Ccomp) || gerund)
        });
        // "a claim the army denied": what is denied stands before, without a pronoun.
        let before = scene.head(cue.at).filter(|&noun| {
            scene.relation(cue.at) == Relation::AclRelcl && noun < cue.at && cues().noun(scene.lemma(noun)).is_some()
        });
        if let (None, Some(noun), Holder::Phrase(chunk)) = (object, before, holder)
            && chunk.first > noun
            && sources::can_speak(scene, chunk.head)
        {
            return Some((vec![contents::trim(scene, scene.edges(noun).0, noun)?], stance));
        }
        if let (Some(object), Holder::Phrase(Chunk { head, .. })) = (object, holder) {
            if !sources::can_speak(scene, head) {
                return None;
            }
            if cues().carries(scene.lemma(cue.at)) && sources::is_document(scene, object) {
                return None;
            }
            let person = scene.mention_at(object).is_some_and(|mention| mention.kind == EntityKind::Person);
            if stance == Stance::Denies && (person || cues().is_refused(scene.lemma(object))) {
                return None;
            }
            let (first, last) = scene.edges(object);
            let last = before_next_deed(scene, first, last.max(first));
            let last = charge_end(scene, cue, last);
            return Some((vec![contents::trim(scene, first.max(cue.at + 1), last)?], stance));
        }
    }
    if !cue.entry.takes_prepositions() {
        return None;
    }
    let Holder::Phrase(Chunk { head, .. }) = holder else { return None };
    if !sources::can_speak(scene, head) {
        return None;
    }
    let topics = scene.children(cue.at).iter().copied().filter(|&c| c > cue.at);
    let is_topic = |&c: &usize| !cues().is_manner(&scene.lemma(c).to_lowercase()) && !is_duration(scene, c);
    topics.filter(is_topic).find_map(|c| {
        let case = scene
            .children(c)
            .iter()
            .copied()
            .find(|&k| k < c && matches!(scene.relation(k), Relation::Case | Relation::Mark))?;
        let stance = cue.entry.stance_with(&scene.word(case).to_lowercase())?;
        // "spoke to reporters": whom one speaks to is not what one says.
        if scene.is(case, "to") && sources::can_speak(scene, c) {
            return None;
        }
        let last = with_infinitive(scene, cue.at, scene.edges(c).1);
        Some((vec![contents::trim(scene, case + 1, last)?], stance))
    })
}
