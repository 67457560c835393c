//! Sources by word order: the noun phrase right before or right after a verb of saying.
//!
//! News is full of long subjects, and a parser trained on the web often cuts them. Word classes are surer than arcs:
//! what stands between the last clause boundary and the verb is its subject.

use gainsay_core::{MentionForm, Penn, Relation, Upos};

use super::appositions;
use super::phrases;
use super::scene::Scene;

/// A noun phrase that names a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chunk {
    pub(super) first: usize,
    pub(super) last: usize,
    /// The noun that the phrase is about.
    pub(super) head: usize,
}

/// The longest subject, in tokens.
const MAX_TOKENS: usize = 25;

/// The longest apposition or relative clause between a subject and its verb.
pub(super) const MAX_BETWEEN: usize = 40;

/// The subject that ends right before this verb.
pub(super) fn before(scene: &Scene, verb: usize) -> Option<Chunk> {
    let start = scene.sentence_tokens(verb).start;
    let mut end = verb;
    while end > start && is_adverbial(scene, end - 1) {
        end -= 1;
    }
    // "has since said"
    if end > start + 2 && scene.is(end - 1, "since") && scene.lemma(end - 2) == "have" {
        end -= 2;
    }
    // "a source “said the breaches …”": the quotation takes the verb in, not who speaks.
    if end > start + 1 && scene.is_quote_mark(end - 1) && opens_quotation(scene, end - 1) {
        end -= 1;
    }
    // A name that the tagger took for an adverb: "Thornly predicts".
    if end < verb && scene.mention_at(verb - 1).is_some_and(|m| m.form == MentionForm::Name) {
        return Some(Chunk { first: verb - 1, last: verb - 1, head: verb - 1 });
    }
    if end == start || scene.token(end - 1).upos == Upos::Cconj {
        return None;
    }
    if is_relative(scene, end - 1) || scene.is(end - 1, "that") && scene.token(end - 1).upos == Upos::Pron {
        return antecedent(scene, start, end - 1);
    }
    // "several of them, including Lind, Moe and Berg, said": who speaks stands before the examples.
    if let Some(including) = (start + 2..end).rev().find(|&t| scene.is(t, "including") && is_comma(scene, t - 1))
        && (including + 1..end).all(|t| is_of_list(scene, t))
    {
        return chunk_ending(scene, start, including - 1);
    }
    if is_comma(scene, end - 1) {
        return appositions::over(scene, start, end - 1);
    }
    chunk_ending(scene, start, end).or_else(|| over_participle(scene, start, end))
}

/// Whether a quotation begins with this mark.
fn opens_quotation(scene: &Scene, mark: usize) -> bool {
    scene.quote_of(mark).is_some_and(|quote| scene.quotes[quote].outer.start == scene.token(mark).span.start)
}

/// "Two people briefed on the talks told": a participle that the tagger took for a verb of its own.
fn over_participle(scene: &Scene, start: usize, end: usize) -> Option<Chunk> {
    let floor = start.max(end.saturating_sub(MAX_TOKENS));
    let participle = (floor + 1..end)
        .rev()
        .find(|&t| is_finite(scene, t))
        .filter(|&t| scene.word(t).ends_with("ed") && scene.is_nominal(t - 1))
        .filter(|&t| scene.token(t - 1).upos != Upos::Pron)
        .filter(|&t| !(t..end).any(|between| is_comma(scene, between) || scene.is_quote_mark(between)))?;
    let chunk = chunk_ending(scene, start, participle)?;
    Some(Chunk { last: end - 1, ..chunk })
}

/// The noun that a relative pronoun stands for: the nearest one, or the one it depends on where that is a place.
fn antecedent(scene: &Scene, start: usize, pronoun: usize) -> Option<Chunk> {
    let mut end = pronoun;
    if end > start && is_comma(scene, end - 1) {
        end -= 1;
    }
    let floor = start.max(end.saturating_sub(MAX_TOKENS));
    let head = (floor..end).next_back().filter(|&t| scene.is_nominal(t))?;
    let inside = |t: usize| {
        matches!(scene.token(t).upos, Upos::Det | Upos::Adj | Upos::Num | Upos::Noun | Upos::Propn | Upos::Part)
            || matches!(scene.word(t), "-" | "&")
            || scene.is(t, "and") && t > floor && scene.is_nominal(t - 1)
    };
    let mut first = head;
    while first > floor && inside(first - 1) && !opens_phrase(scene, first) {
        first -= 1;
    }
    while first < head && matches!(scene.token(first).upos, Upos::Part | Upos::Cconj | Upos::Punct) {
        first += 1;
    }
    // "the Department of Labor, which"
    let of =
        first.checked_sub(1).filter(|&of| of > floor && scene.is(of, "of") && scene.token(first).upos == Upos::Propn);
    if let Some(named) = of.map(|of| of - 1).filter(|&named| scene.token(named).upos == Upos::Propn) {
        let mut first = named;
        while first > floor && inside(first - 1) && !opens_phrase(scene, first) {
            first -= 1;
        }
        return Some(Chunk { first, last: head, head: named });
    }
    // "a member of the council, who": the pronoun is for someone.
    let thing = scene.is(pronoun, "who")
        && scene.token(head).penn != Penn::Nns
        && scene.token(head).upos == Upos::Noun
        && !super::sources::can_speak(scene, head);
    if thing && first > floor + 1 && scene.token(first - 1).upos == Upos::Adp {
        return chunk_ending(scene, start, end);
    }
    Some(Chunk { first, last: head, head })
}

/// A determiner opens its phrase: nothing before it belongs to the phrase.
fn opens_phrase(scene: &Scene, at: usize) -> bool {
    scene.token(at).upos == Upos::Det && !scene.is(at - 1, "all") && !scene.is(at - 1, "and")
}

pub(super) fn is_relative(scene: &Scene, at: usize) -> bool {
    matches!(scene.token(at).penn, Penn::Wp | Penn::Wdt | Penn::Wps)
        || scene.is(at, "who")
        || scene.is(at, "whose")
        || scene.is(at, "which")
}

/// What a list of names is made of.
fn is_of_list(scene: &Scene, at: usize) -> bool {
    scene.is_nominal(at)
        || matches!(scene.token(at).upos, Upos::Det | Upos::Adj | Upos::Num | Upos::Cconj)
        || matches!(scene.word(at), "," | "(" | ")" | "-")
}

/// The phrase that ends before `end` and begins at the nearest clause boundary.
pub(super) fn chunk_ending(scene: &Scene, start: usize, end: usize) -> Option<Chunk> {
    let floor = start.max(end.saturating_sub(MAX_TOKENS));
    let mut first = end;
    while first > floor && !is_boundary(scene, first - 1, end) {
        first -= 1;
    }
    while first < end
        && (matches!(scene.token(first).upos, Upos::Cconj | Upos::Sconj | Upos::Intj | Upos::Part)
            || is_plain_adverb(scene, first)
            || scene.is_punct(first))
    {
        first += 1;
    }
    if first >= end {
        return None;
    }
    // "On Monday the ministry said": the phrase after the adverbial.
    if scene.token(first).upos == Upos::Adp && !is_number_phrase(scene, first) {
        first = after_adverbial(scene, first, end)?;
    }
    // "a claim the army denied": the second determiner opens the phrase of who acts.
    let opens = |at: &usize| scene.is(*at, "the") && scene.token(*at - 1).upos == Upos::Noun;
    let first = (first + 1..end).rev().find(opens).unwrap_or(first);
    let first = behind_thing(scene, first, end);
    // "last August the company": when, before who.
    let first = past_time(scene, first, end);
    let head = head_of(scene, first, end)?;
    let mut last = end - 1;
    while last > head && (scene.token(last).upos == Upos::Adv || scene.is_punct(last)) {
        last -= 1;
    }
    let last = phrases::before_time(scene, head, last);
    // "the target it pledged": a pronoun opens the clause that its noun takes.
    let alone = head > first && scene.token(head).penn == Penn::Prp && scene.is_nominal(head - 1);
    let first = if alone { head } else { first };
    Some(Chunk { first, last, head })
}

/// "a fact Hale alluded to": behind a thing with an article the name of who acts opens a clause without a pronoun.
fn behind_thing(scene: &Scene, first: usize, end: usize) -> usize {
    let name = first + 2;
    let thing = name < end
        && matches!(scene.word(first).to_lowercase().as_str(), "a" | "an")
        && scene.token(first + 1).penn == Penn::Nn
        && !super::sources::can_speak(scene, first + 1);
    let named = thing && scene.mention_at(name).is_some_and(|m| m.tokens.start == name && m.form == MentionForm::Name);
    if named { name } else { first }
}

/// Past an expression of time that a phrase of its own follows: "last week | the minister", not "last week's report".
fn past_time(scene: &Scene, first: usize, end: usize) -> usize {
    let next = (first..end).find(|&t| !scene.is_in_time(t)).unwrap_or(end);
    let begins = next < end
        && (matches!(scene.token(next).upos, Upos::Det | Upos::Pron | Upos::Propn)
            || scene.token(next).penn == Penn::Prps);
    if begins { next } else { first }
}

/// After "on Monday", "in a statement", "of the 40": where the next noun phrase begins.
fn after_adverbial(scene: &Scene, from: usize, end: usize) -> Option<usize> {
    let mut at = from + 1;
    // One run of words that can't hold two phrases: determiners, adjectives, nouns.
    let mut seen_noun = false;
    while at < end {
        let token = scene.token(at);
        let starts = matches!(token.upos, Upos::Det | Upos::Pron) || token.penn == Penn::Prps;
        if seen_noun && starts {
            return Some(at);
        }
        // "On Monday Lind said": a day is not part of a name.
        let goes_on = matches!(scene.token(at - 1).upos, Upos::Propn | Upos::Adp) && !is_occasion(scene, at - 1, at);
        if seen_noun && token.upos == Upos::Propn && !goes_on {
            return Some(at);
        }
        seen_noun |= scene.is_nominal(at);
        at += 1;
    }
    None
}

fn is_number_phrase(scene: &Scene, at: usize) -> bool {
    matches!(scene.word(at).to_lowercase().as_str(), "about" | "over" | "nearly" | "around" | "under")
        && scene.token(at + 1).upos == Upos::Num
}

/// Whether a subject can't reach back over this token.
fn is_boundary(scene: &Scene, at: usize, end: usize) -> bool {
    let token = scene.token(at);
    if is_comma(scene, at) {
        if is_short_note(scene, at, end) {
            return false;
        }
        // The comma of a list or of a date stays inside: "Lind, Berg and Moe said".
        return !list_comma(scene, at, end);
    }
    scene.is_quote_mark(at) && scene.word(at) != "'" && scene.word(at) != "’"
        || matches!(scene.word(at), ":" | ";" | "…" | "?" | "!" | "/")
        || token.upos == Upos::Sconj
        || opens_side_clause(scene, at)
        || token.penn == Penn::Vb && !scene.is_hyphenated(at)
        || is_finite(scene, at)
        || token.upos == Upos::Aux
        || is_relative(scene, at)
        || token.penn == Penn::Wrb
        || token.upos == Upos::Cconj && !joins_nouns(scene, at, end)
        || token.penn == Penn::Vbg && at > 0 && is_comma(scene, at - 1)
        || token.upos == Upos::Verb && ends_group(scene, at)
}

/// "will be governor after a judge ordered": right before a subject and its verb such words open a clause, however they
/// are tagged.
fn opens_side_clause(scene: &Scene, at: usize) -> bool {
    let Some(next) = scene.reading.tokens.get(at + 1) else { return false };
    let word = scene.word(at).to_lowercase();
    matches!(word.as_str(), "after" | "before" | "until" | "while" | "because" | "although" | "once")
        && scene.token(at).upos == Upos::Adp
        && (matches!(next.upos, Upos::Det | Upos::Propn | Upos::Pron) || next.penn == Penn::Prps)
}

/// "has said", "is going", "saying": a verb that ends a clause of its own, not a participle inside a noun phrase.
fn ends_group(scene: &Scene, at: usize) -> bool {
    let says = scene.speaks(at);
    let helped = scene.group_start(at) < at && (scene.group_start(at)..at).any(|t| scene.token(t).upos == Upos::Aux);
    match scene.token(at).penn {
        Penn::Vbn => helped,
        Penn::Vbg => helped || says && scene.token(at - at.min(1)).upos != Upos::Det,
        _ => false,
    }
}

/// "and" between two noun phrases, not between two clauses.
fn joins_nouns(scene: &Scene, at: usize, end: usize) -> bool {
    if !(scene.is(at, "and") || scene.is(at, "or") || scene.is(at, "&")) || at == 0 {
        return false;
    }
    let before = at - 1;
    let noun_before = scene.is_nominal(before) || scene.token(before).upos == Upos::Adj;
    let clause_before = scene.sentence_tokens(at).start;
    // A finite verb before "and" in the sentence makes a second clause likelier than a second noun.
    let verb_before = (clause_before.max(at.saturating_sub(MAX_BETWEEN))..at)
        .any(|t| is_finite(scene, t) && scene.quote_of(t).is_none());
    noun_before
        && at + 1 < end
        && (!verb_before
            || scene.relation(at + 1) == Relation::Conj
                && scene
                    .head(at + 1)
                    .is_some_and(|h| h < at && scene.is_nominal(h) && !(h..at).any(|t| is_finite(scene, t))))
}

/// "the ISIL (ISIS) group": a bracket around one word inside a noun phrase.
fn is_short_note(scene: &Scene, at: usize, end: usize) -> bool {
    let open = if scene.is(at, "(") { Some(at) } else { at.checked_sub(2).filter(|_| scene.is(at, ")")) };
    open.is_some_and(|open| {
        open > 0
            && scene.is(open, "(")
            && open + 3 < end
            && scene.is(open + 2, ")")
            && scene.is_nominal(open - 1)
            && scene.is_nominal(open + 1)
            && scene.is_nominal(open + 3)
    })
}

fn list_comma(scene: &Scene, at: usize, end: usize) -> bool {
    if !scene.is(at, ",") || at == 0 || at + 1 >= end {
        return false;
    }
    let names = scene.token(at - 1).upos == Upos::Propn && scene.token(at + 1).upos == Upos::Propn;
    let and_follows = (at + 1..end.min(at + 8)).any(|t| scene.is(t, "and"));
    names && and_follows && !(scene.sentence_tokens(at).start..at).any(|t| is_finite(scene, t))
}

/// The last noun of the first run of nouns: "two officials | from the ministry".
fn head_of(scene: &Scene, first: usize, end: usize) -> Option<usize> {
    let mut head = None;
    for at in first..end {
        let token = scene.token(at);
        if describes_by_hyphen(scene, at) {
            head = None;
            continue;
        }
        if scene.is_nominal(at) {
            // "the firm itself"
            if head.is_some() && is_reflexive(scene, at) {
                continue;
            }
            // What owns the next noun is not the head: "Iran's position".
            head = Some(at);
            if token.upos == Upos::Pron && token.penn != Penn::Prps {
                break;
            }
        } else if let Some(known) = head {
            // "its chief executive", "Iran's nuclear chief": what is owned is still to come.
            let is_owner = owns(scene, known, at);
            // "the Florida gubernatorial candidate", not "Florida last week".
            let describes = |at: usize| {
                at + 1 < end && scene.is_nominal(at + 1) && !is_time(scene, at + 1) && !scene.is_in_time(at)
            };
            let goes_on = match token.upos {
                Upos::Part => true,
                Upos::Adj => is_owner || scene.token(known).upos == Upos::Propn && known + 1 == at && describes(at),
                Upos::Adv | Upos::Cconj => is_owner,
                _ if token.relation == Relation::Amod => is_owner,
                Upos::Punct => matches!(scene.word(at), "-" | "'" | "’" | "\"" | "“" | "”" | "." | "&"),
                _ => scene.is(at, "&"),
            };
            if !goes_on {
                break;
            }
        }
        // "some", "many of them"
        if token.upos == Upos::Det && head.is_none() {
            if at + 1 == end {
                head = Some(at);
            } else if scene.token(at + 1).upos == Upos::Adp {
                head = Some(at);
                break;
            }
        }
    }
    let head = head?;
    // A possessive alone heads nothing.
    (!owns(scene, head, end)).then_some(head)
}

/// "Iran-backed", "Texas-based": what a hyphen joins to a participle or adjective is of what follows, and not who speaks.
fn describes_by_hyphen(scene: &Scene, at: usize) -> bool {
    let end = scene.sentence_tokens(at).end;
    let hyphen = at + 1;
    hyphen + 1 < end
        && scene.is(hyphen, "-")
        && scene.is_hyphenated(hyphen + 1)
        && scene.token(at).span.end == scene.token(hyphen).span.start
        && matches!(scene.token(hyphen + 1).upos, Upos::Verb | Upos::Adj)
}

fn is_reflexive(scene: &Scene, at: usize) -> bool {
    scene.token(at).upos == Upos::Pron && (scene.word(at).ends_with("self") || scene.word(at).ends_with("selves"))
}

/// "its", "Iran's": of whom or what something is.
fn owns(scene: &Scene, at: usize, end: usize) -> bool {
    scene.token(at).penn == Penn::Prps || at + 1 < end && scene.token(at + 1).penn == Penn::Pos
}

/// "Neither Lind nor Moe said", "no official", "none of them": whom these words name did not do it.
pub(super) fn is_nobody(scene: &Scene, chunk: Chunk) -> bool {
    let start = scene.sentence_tokens(chunk.first).start;
    let none = |at: usize| matches!(scene.word(at).to_lowercase().as_str(), "neither" | "nor" | "none" | "nobody");
    // "No. 10" is an address.
    let of_whom = chunk.first < chunk.head && !matches!(scene.token(chunk.first + 1).upos, Upos::Num | Upos::Punct);
    let all = matches!(scene.word(chunk.first).to_lowercase().as_str(), "all" | "every" | "everyone" | "everybody");
    of_whom && scene.word(chunk.first).eq_ignore_ascii_case("no")
        || all && chunk.first > start && scene.word(chunk.first - 1).eq_ignore_ascii_case("not")
        || (chunk.first.saturating_sub(1).max(start)..=chunk.head).any(none)
}

/// "said the minister of health on Monday": the phrase right after the verb.
pub(super) fn after(scene: &Scene, verb: usize) -> Option<Chunk> {
    let sentence_end = scene.sentence_tokens(verb).end;
    let first = verb + 1;
    let end = (first..sentence_end.min(first + MAX_TOKENS))
        .find(|&t| {
            is_comma(scene, t)
                || is_stop(scene, t)
                || is_finite(scene, t)
                || is_relative(scene, t)
                || scene.quote_of(t).is_some() && !scene.is_quote_mark(t)
        })
        .unwrap_or(sentence_end.min(first + MAX_TOKENS));
    if first >= end || !begins_phrase(scene, first) {
        return None;
    }
    run_within(scene, first, end)
}

/// The noun phrase that begins at this token: its nouns, and what "of", "for" or "from" adds.
pub(super) fn run(scene: &Scene, first: usize) -> Option<Chunk> {
    let limit = scene.sentence_tokens(first).end.min(first + MAX_TOKENS);
    let ends = |t: usize| is_comma(scene, t) || is_stop(scene, t) || is_finite(scene, t) || is_relative(scene, t);
    let end = (first..limit).find(|&t| ends(t)).unwrap_or(limit);
    run_within(scene, first, end)
}

fn run_within(scene: &Scene, first: usize, end: usize) -> Option<Chunk> {
    let head = head_of(scene, first, end)?;
    let mut last = head;
    let mut at = head + 1;
    while at < end && scene.token(at).upos == Upos::Adp {
        let object_end = (at + 1..end)
            .find(|&t| {
                !(scene.is_nominal(t) || matches!(scene.token(t).upos, Upos::Det | Upos::Adj | Upos::Num | Upos::Part))
            })
            .unwrap_or(end);
        if !matches!(scene.word(at), "of" | "for" | "at" | "from" | "with" | "in" | "to")
            || object_end <= at + 1
            || is_occasion(scene, at + 1, object_end)
        {
            break;
        }
        last = object_end - 1;
        at = object_end;
    }
    Some(Chunk { first, last, head })
}

/// The noun phrase that begins at this token, up to a comma, a stop, a relative clause or a finite verb.
pub(super) fn starting(scene: &Scene, first: usize, sentence_end: usize) -> Option<Chunk> {
    let limit = sentence_end.min(first + MAX_TOKENS);
    let ends = |t: usize| {
        scene.is(t, ",") && !list_comma(scene, t, limit)
            || is_comma(scene, t) && !scene.is(t, ",")
            || is_stop(scene, t)
            || is_relative(scene, t)
            || is_finite(scene, t)
    };
    let end = (first..limit).find(|&t| ends(t)).unwrap_or(limit);
    let head = head_of(scene, first, end)?;
    let mut last = end - 1;
    while last > head && (scene.token(last).upos == Upos::Adv || scene.is_punct(last)) {
        last -= 1;
    }
    // "according to the ministry on Monday"
    let day = |t: usize| {
        scene.token(t).upos == Upos::Adp && !scene.is(t, "of") && is_occasion(scene, t + 1, (t + 3).min(last + 1))
    };
    if let Some(day) = (head + 1..last).find(|&t| day(t)) {
        last = day - 1;
    }
    Some(Chunk { first, last, head })
}

fn begins_phrase(scene: &Scene, at: usize) -> bool {
    matches!(scene.token(at).upos, Upos::Det | Upos::Propn | Upos::Noun | Upos::Pron | Upos::Num | Upos::Adj)
        && !matches!(
            scene.word(at).to_lowercase().as_str(),
            "that" | "this" | "it" | "him" | "them" | "her" | "me" | "us"
        )
}

/// "week" in "said last week that …": when, and not what.
pub(super) fn is_time(scene: &Scene, at: usize) -> bool {
    matches!(scene.lemma(at), "day" | "night" | "week" | "weekend" | "month" | "year" | "summer" | "winter" | "spring")
}

/// "in a statement", "on Monday": not part of a name.
pub(super) fn is_occasion(scene: &Scene, from: usize, to: usize) -> bool {
    (from..to).any(|t| {
        matches!(
            scene.lemma(t).to_lowercase().as_str(),
            "statement"
                | "interview"
                | "email"
                | "tweet"
                | "monday"
                | "tuesday"
                | "wednesday"
                | "thursday"
                | "friday"
                | "saturday"
                | "sunday"
                | "morning"
                | "afternoon"
                | "evening"
                | "response"
                | "speech"
                | "letter"
                | "conference"
                | "article"
                | "blog"
        )
    })
}

pub(super) fn is_finite(scene: &Scene, at: usize) -> bool {
    matches!(scene.token(at).penn, Penn::Vbd | Penn::Vbz | Penn::Vbp | Penn::Md) && scene.is_verb(at)
}

pub(super) fn is_comma(scene: &Scene, at: usize) -> bool {
    matches!(scene.word(at), "," | "—" | "–" | "--" | ")" | "(")
        || scene.is(at, "-") && at > 0 && scene.token(at - 1).span.end < scene.token(at).span.start
}

pub(super) fn is_stop(scene: &Scene, at: usize) -> bool {
    matches!(scene.word(at), "." | "?" | "!" | ";" | ":")
}

fn is_adverbial(scene: &Scene, at: usize) -> bool {
    matches!(scene.token(at).upos, Upos::Adv | Upos::Aux) || matches!(scene.word(at), "n't" | "n’t" | "not" | "to")
}

fn is_plain_adverb(scene: &Scene, at: usize) -> bool {
    let word = scene.word(at).to_lowercase();
    let listed = matches!(
        word.as_str(),
        "also"
            | "however"
            | "meanwhile"
            | "still"
            | "then"
            | "now"
            | "later"
            | "earlier"
            | "instead"
            | "yet"
            | "so"
            | "thus"
            | "even"
            | "once"
            | "again"
            | "too"
            | "nevertheless"
            | "nonetheless"
            | "otherwise"
            | "here"
            | "there"
            | "today"
            | "yesterday"
            | "tonight"
            | "indeed"
            | "perhaps"
            | "maybe"
            | "as"
    );
    scene.token(at).upos == Upos::Adv
        && (listed || word.ends_with("ly") && !matches!(word.as_str(), "nearly" | "only" | "roughly"))
}
