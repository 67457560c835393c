//! Where content begins and ends: clauses by the parse, mended where commas and conjunctions show it wrong.

use gainsay_core::{Penn, Relation, Span, Upos};

use super::ends;
use super::prepositions;
use super::scene::Scene;
use super::surface;

/// The tokens `first..=last` of a content, or nothing.
pub(super) type Piece = (usize, usize);

/// The clause after a verb of saying or thinking, by word order: after "that", or where a new subject with its own verb
/// begins. `last` is the last token of the cue; `person` tells whether the verb takes someone spoken to.
pub(super) fn clause_after(scene: &Scene, verb: usize, last: usize, person: bool) -> Option<Piece> {
    let sentence_end = scene.sentence_tokens(verb).end;
    let end = (last + 1..sentence_end).find(|&t| scene.is(t, ";")).unwrap_or(sentence_end);
    let start = after_that(scene, last + 1, end, person)
        .or_else(|| after_far_that(scene, verb, last + 1))
        .or_else(|| after_adjuncts(scene, verb, last + 1, end, person))
        .filter(|&s| s < end)?;
    let natural = |e: usize| {
        surface::is_comma(scene, e + 1)
            && (start..=e).any(|t| surface::is_finite(scene, t))
            && scene.quote_of(e + 1).is_none()
    };
    let parsed = scene
        .child(verb, &[Relation::Ccomp])
        .map(|c| scene.edges(c).1)
        .filter(|&e| e > start + 3 && e + 1 < end && natural(e));
    let stop = ends::before_next_cue(scene, verb, start, end - 1);
    let stop = ends::before_rival(scene, start, stop);
    let stop = ends::inside_relative(scene, verb, start, stop);
    let stop = ends::before_main_clause(scene, verb, start, stop);
    let stop = ends::before_closing_cue(scene, start, stop);
    let stop = ends::inside_brackets(scene, verb, stop);
    trim(scene, start, parsed.map_or(stop, |e| e.min(stop)))
}

/// The token after "that", or the question word that opens the content.
fn after_that(scene: &Scene, from: usize, end: usize, person: bool) -> Option<usize> {
    let mut phrase = false;
    for at in from..end.min(from + 16) {
        // "in a piece published on Tuesday that …": a participle that the tagger took for a verb.
        let participle =
            phrase && scene.token(at).penn == Penn::Vbd && scene.is_nominal(at - 1) && scene.is_in_time(at + 1);
        let verb = surface::is_finite(scene, at) && !participle && !(at + 1 < end && scene.is(at + 1, "that"));
        if verb || surface::is_stop(scene, at) || scene.is_quote_mark(at) && !scene.is(at, "'") {
            return None;
        }
        // "responding to reports claiming that": the clause is another's.
        let behind_comma = at > from && surface::is_comma(scene, at - 1);
        let takes_that = at + 1 < end && scene.is(at + 1, "that");
        if scene.token(at).penn == Penn::Vbg && (!behind_comma || takes_that) && scene.speaks(at) {
            return None;
        }
        // A noun right after the verb is its object, and "that" belongs to the noun: "repeated the claim that".
        phrase |= scene.token(at).upos == Upos::Adp;
        if scene.is_nominal(at)
            && !phrase
            && !person
            && !scene.is(at, "that")
            && !surface::is_occasion(scene, at, at + 1)
            && !surface::is_time(scene, at)
        {
            return None;
        }
        // "Reminded of that, …"
        if scene.is(at, "that") && at > from && scene.token(at - 1).upos == Upos::Adp {
            return None;
        }
        // "at a conference that day in Austin"
        if scene.is(at, "that") && at + 1 < end && surface::is_time(scene, at + 1) {
            continue;
        }
        if scene.is(at, "that") {
            // "disputes that assertion, …": the object, and no clause.
            let noun = scene.head(at).filter(|&noun| scene.relation(at) == Relation::Det && noun > at && noun < at + 4);
            if noun.is_some_and(|noun| noun + 1 >= end || surface::is_comma(scene, noun + 1)) {
                return None;
            }
            let pronoun = at + 1 < end && (surface::is_finite(scene, at + 1) || scene.token(at + 1).upos == Upos::Aux);
            return Some(if pronoun { at } else { at + 1 });
        }
        let asks = scene.token(at).penn == Penn::Wrb || matches!(scene.word(at), "whether" | "if" | "what");
        if asks && (at == from || person) {
            return Some(at);
        }
        if scene.is(at, ",") && at > from + 6 {
            return None;
        }
    }
    None
}

/// "said just days after signing the deal, earlier this month, that …": "that" may stand far behind; the parse knows whose it
/// is.
fn after_far_that(scene: &Scene, verb: usize, from: usize) -> Option<usize> {
    let clause = scene.child(verb, &[Relation::Ccomp]).filter(|&clause| clause > from)?;
    let that = scene
        .children(clause)
        .iter()
        .copied()
        .find(|&at| scene.is(at, "that") && scene.relation(at) == Relation::Mark)?;
    (that > from).then_some(that + 1)
}

/// Where a clause without "that" begins: past "Monday", "in a statement" and whoever is told, at a noun phrase that a
/// finite verb follows.
fn after_adjuncts(scene: &Scene, verb: usize, from: usize, end: usize, person: bool) -> Option<usize> {
    let subjects = [Relation::Nsubj, Relation::NsubjPass, Relation::Expl];
    let parsed = scene
        .child(verb, &[Relation::Ccomp])
        .filter(|&c| c > verb && (surface::is_finite(scene, c) || scene.child(c, &subjects).is_some()))
        .map(|c| scene.edges(c).0)
        .filter(|&f| f >= from);
    if person {
        // Someone is told: the parse has to say where the clause begins.
        return parsed.filter(|&f| f > from).or_else(|| after_addressee(scene, from, end));
    }
    let mut at = from;
    while skip_adjunct(scene, at, end) > at {
        at = skip_adjunct(scene, at, end);
    }
    let begins = [Upos::Det, Upos::Pron, Upos::Propn, Upos::Noun, Upos::Num, Upos::Adj];
    let opens = at < end
        && (begins.contains(&scene.token(at).upos) || scene.is_quote_mark(at) || scene.token(at).penn == Penn::Ex);
    let is_verb = |t: usize| surface::is_finite(scene, t) || scene.token(t).upos == Upos::Aux;
    let finite = past_relative(scene, at, end, &is_verb)?;
    let is_subject =
        |t: usize| scene.is_nominal(t) || scene.token(t).penn == Penn::Ex || scene.token(t).upos == Upos::Det;
    let breaks = |t: usize| {
        scene.is(t, ",")
            || surface::is_relative(scene, t) && !(t > at && scene.is_nominal(t - 1))
            || matches!(scene.word(t), "as" | "because" | "when" | "that")
    };
    let plain = opens && finite > at && (at..finite).any(is_subject) && !(at..finite).any(breaks);
    if plain { Some(at) } else { parsed.or_else(|| after_apposition(scene, verb, at, finite, opens)) }
}

/// "told reporters he had left": a pronoun that can only be a subject, right behind who is told.
fn after_addressee(scene: &Scene, from: usize, end: usize) -> Option<usize> {
    const LONGEST: usize = 6;
    let is_subject = |at: usize| matches!(scene.word(at), "he" | "she" | "they" | "we" | "I" | "it" | "there");
    let verb = |at: usize| surface::is_finite(scene, at) || scene.token(at).upos == Upos::Aux;
    let at = (from + 1..end.min(from + LONGEST)).find(|&at| is_subject(at))?;
    let told =
        (from..at).all(|t| scene.is_nominal(t) || matches!(scene.token(t).upos, Upos::Det | Upos::Adj | Upos::Part));
    (told && at + 1 < end && verb(at + 1)).then_some(at)
}

/// The first finite verb of the clause, past those of a relative clause right behind its subject: "anybody who complains
/// is ill". Where no second verb follows, the first is the relative clause's, and there is no clause.
fn past_relative(scene: &Scene, at: usize, end: usize, is_verb: &dyn Fn(usize) -> bool) -> Option<usize> {
    let limit = end.min(at + 40);
    let first = (at..limit).find(|&t| is_verb(t))?;
    let relative = (at + 1..first).any(|t| surface::is_relative(scene, t) && scene.is_nominal(t - 1));
    if !relative {
        return Some(first);
    }
    let goes_on = |t: &usize| is_verb(*t) && scene.token(*t - 1).upos != Upos::Aux && !scene.is(*t - 1, "to");
    (first + 1..limit).take_while(|&t| !scene.is(t, ",")).filter(goes_on).last()
}

/// "said Patricia Smith, the mother of a sailor, is": a subject with commas of its own, where no clause stands before
/// the verb that could be the content instead.
fn after_apposition(scene: &Scene, verb: usize, at: usize, finite: usize, opens: bool) -> Option<usize> {
    let start = scene.sentence_tokens(verb).start;
    let subject = surface::before(scene, verb).map_or(verb, |c| c.first);
    let clause_before = (start..subject).any(|t| surface::is_finite(scene, t) || scene.quote_of(t).is_some());
    let pair = (at..finite).filter(|&t| scene.is(t, ",")).count() == 2;
    (opens && pair && !clause_before && subject < verb).then_some(at)
}

/// Past one adverbial: "Monday", "in a statement", "also".
fn skip_adjunct(scene: &Scene, at: usize, end: usize) -> usize {
    if at >= end {
        return at;
    }
    if scene.token(at).upos == Upos::Adv && !scene.is(at, "there") || surface::is_occasion(scene, at, at + 1) {
        return at + 1;
    }
    // "last week"
    if matches!(scene.word(at), "last" | "this" | "next") && at + 1 < end && surface::is_time(scene, at + 1) {
        return at + 2;
    }
    if scene.token(at).upos != Upos::Adp {
        return at;
    }
    let inside = |t: usize| match scene.token(t).upos {
        Upos::Noun | Upos::Adj | Upos::Num => true,
        Upos::Det => t == at + 1,
        Upos::Propn => surface::is_occasion(scene, t, t + 1),
        _ => false,
    };
    // "said on Twitter earlier": where it was said, and no name behind it that could be who it is about.
    let place = at + 2 < end && scene.is(at, "on") && scene.token(at + 1).upos == Upos::Propn;
    if place && matches!(scene.token(at + 2).upos, Upos::Adv | Upos::Adp | Upos::Pron | Upos::Det) {
        return at + 2;
    }
    let stop = (at + 1..end).find(|&t| !inside(t)).unwrap_or(end);
    let adjunct =
        stop > at + 1 && (surface::is_occasion(scene, at + 1, stop) || scene.token(stop - 1).upos == Upos::Num);
    if adjunct { stop } else { at }
}

/// The clause that the verb takes as an object, wherever it stands.
pub(super) fn clause(scene: &Scene, verb: usize) -> Option<Piece> {
    let clauses = [Relation::Ccomp, Relation::Csubj, Relation::CsubjPass, Relation::CsubjOuter];
    let head = scene.child(verb, &clauses)?;
    let adverbial = |&c: &usize| {
        c < head
            && scene.relation(c) == Relation::Mark
            && matches!(scene.word(c), "after" | "before" | "since" | "while" | "as" | "because" | "when")
    };
    if scene.children(head).iter().any(adverbial) {
        return None;
    }
    let (first, last) = scene.edges(head);
    // "…, the official said, speaking on condition": a participle behind a comma says how it was said.
    let subjects = [Relation::Nsubj, Relation::NsubjPass, Relation::Expl];
    let manner = first > verb
        && scene.token(head).penn == Penn::Vbg
        && scene.child(head, &subjects).is_none()
        && surface::is_comma(scene, verb + 1);
    if manner {
        return None;
    }
    if first > verb {
        return after(scene, verb, first, last);
    }
    (last < verb).then(|| trim(scene, first, last)).flatten()
}

/// A content that follows its verb: without "that", with what hangs on the verb right behind it, up to the next cue.
fn after(scene: &Scene, verb: usize, first: usize, last: usize) -> Option<Piece> {
    let sentence_end = scene.sentence_tokens(verb).end;
    let mut last = last;
    while last + 1 < sentence_end {
        let next = last + 1;
        let Some(up) = topmost(scene, next, verb) else { break };
        let (from, to) = scene.edges(up);
        let modifies = matches!(
            scene.relation(up),
            Relation::Obl
                | Relation::Advcl
                | Relation::Xcomp
                | Relation::Nmod
                | Relation::OblUnmarked
                | Relation::Advmod
                | Relation::Obj
                | Relation::Dep
        );
        if from != next || to <= last || !modifies {
            break;
        }
        last = to;
    }
    let mut first = first;
    // "that" opens the content even where the parser hangs an adverbial before it.
    if let Some(that) = (first..=last.min(first + 12)).find(|&t| is_that(scene, t))
        && (that < first + 1 || (first..that).all(|t| !scene.is_verb(t)) && scene.token(that).upos == Upos::Sconj)
    {
        first = that + 1;
    }
    let last = ends::before_next_cue(scene, verb, first, last);
    trim(scene, first, last)
}

fn is_that(scene: &Scene, at: usize) -> bool {
    scene.is(at, "that")
        && matches!(scene.token(at).upos, Upos::Sconj | Upos::Pron | Upos::Det)
        && scene.relation(at) == Relation::Mark
}

/// The ancestor of a token that hangs on `verb` itself.
fn topmost(scene: &Scene, token: usize, verb: usize) -> Option<usize> {
    let mut at = token;
    for _ in 0..30 {
        match scene.head(at) {
            Some(up) if up == verb => return Some(at),
            Some(up) => at = up,
            None => return None,
        }
    }
    None
}

/// What a parenthetical verb stands in: the pieces of the host clause before and after it.
pub(super) fn around(scene: &Scene, verb: usize) -> Vec<Piece> {
    let sentence = scene.sentence_tokens(verb);
    let (group_first, group_last) = group(scene, verb);
    let mut pieces = Vec::new();
    let comma_before = group_first > sentence.start && (scene.is_punct(group_first - 1));
    if comma_before {
        // "According to the complaint, the buyers knew": what stands before the comma is a source, and nothing that they knew.
        let is_source =
            |&(a, b): &Piece| prepositions::preposition_at(scene, a).is_some() && !(a..=b).any(|t| scene.is_comma(t));
        let start = behind_dateline(scene, sentence.start, group_first - 1);
        pieces.extend(trim(scene, start, group_first - 1).filter(|piece| !is_source(piece)));
    }
    if group_last + 2 < sentence.end && scene.is_comma(group_last + 1) {
        let last = ends::before_next_cue(scene, verb, group_last + 1, sentence.end - 1);
        let piece = trim(scene, group_last + 2, last);
        let opener = scene.token(group_last + 2);
        let apart = opener.penn == Penn::Vbg || matches!(opener.upos, Upos::Sconj | Upos::Cconj);
        pieces.extend(piece.filter(|&(a, b)| !apart && b >= a + 2 && holds_finite(scene, a, b)));
    }
    pieces
}

/// The verb with its subject and adverbials, as they stand together: "the ministry said on Monday".
pub(super) fn group(scene: &Scene, verb: usize) -> Piece {
    let (mut first, mut last) = (verb, verb);
    for &child in scene.children(verb) {
        let (from, to) = scene.edges(child);
        let own = matches!(
            scene.relation(child),
            Relation::Nsubj
                | Relation::Aux
                | Relation::Advmod
                | Relation::Obl
                | Relation::OblUnmarked
                | Relation::Iobj
                | Relation::CompoundPrt
                | Relation::NmodUnmarked
                | Relation::Dep
        );
        if own && child < verb && to + 1 == first {
            first = from;
        }
        let told = scene.relation(child) == Relation::Obj && scene.lemma(verb) == "tell";
        if (own || told) && child > verb && from == last + 1 {
            last = to;
        }
    }
    // Children left of the verb come in order from afar to near; a second pass takes those that only now are adjacent.
    for &child in scene.children(verb).iter().rev().filter(|&&c| c < verb) {
        let (from, to) = scene.edges(child);
        let own = matches!(scene.relation(child), Relation::Nsubj | Relation::Aux | Relation::Advmod);
        if own && to + 1 == first {
            first = from;
        }
    }
    if let Some(chunk) = surface::before(scene, verb).filter(|_| surface::is_finite(scene, verb)) {
        first = first.min(chunk.first);
    }
    (first, last)
}

pub(super) fn holds_finite(scene: &Scene, first: usize, last: usize) -> bool {
    (first..=last).any(|t| surface::is_finite(scene, t))
}

/// Without punctuation and conjunctions at the ends; quotation marks stay.
pub(super) fn trim(scene: &Scene, first: usize, last: usize) -> Option<Piece> {
    let (mut first, mut last) = (first, last);
    while first <= last
        && (scene.is_punct(first) && !scene.is_quote_mark(first) && !scene.is(first, "$")
            || is_that_at_start(scene, first))
    {
        first += 1;
    }
    let joins = |at: usize| scene.token(at).upos == Upos::Cconj;
    while last > first && (scene.is_punct(last) || joins(last)) && !scene.is_quote_mark(last) && !scene.is(last, "%") {
        last -= 1;
    }
    (first <= last && (first..=last).any(|t| !scene.is_punct(t))).then_some((first, last))
}

fn is_that_at_start(scene: &Scene, at: usize) -> bool {
    // "said that is no option"
    let is_subject = at + 1 < scene.sentence_tokens(at).end && scene.token(at + 1).upos == Upos::Aux;
    scene.is(at, "that") && !is_subject && (scene.token(at).upos == Upos::Sconj || scene.relation(at) == Relation::Mark)
}

/// Past "Tehran, Iran —" and "WASHINGTON (Reuters) -": where a sentence begins behind its dateline.
fn behind_dateline(scene: &Scene, start: usize, end: usize) -> usize {
    const LONGEST: usize = 9;
    let dash = |t: &usize| matches!(scene.word(*t), "—" | "–" | "--" | "-") && surface::is_comma(scene, *t);
    let is_place =
        |t: usize| matches!(scene.token(t).upos, Upos::Propn | Upos::Num | Upos::Punct) || scene.is_in_time(t);
    let line = (start + 1..end.min(start + LONGEST)).find(dash).filter(|&dash| (start..dash).all(is_place));
    line.map_or(start, |dash| dash + 1)
}

/// The span of a piece; a quotation that it only half holds is taken whole or left out.
pub(super) fn span(scene: &Scene, piece: Piece) -> Span {
    let mut span = scene.span(piece.0, piece.1);
    for edge in [piece.0, piece.1] {
        if let Some(quote) = scene.quote_of(edge).map(|q| scene.quotes[q])
            && span.overlaps(quote.inner)
            && !quote.inner.contains(span)
        {
            span = span.cover(quote.outer);
        }
    }
    span.trim(scene.text())
}
