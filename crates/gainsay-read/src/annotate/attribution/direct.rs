//! Quotations and the cues beside them: "…," she said; she said: "…"; said she.
//!
//! What stands between the quotations of a paragraph is cut into units at full stops. A quotation's cue is in the unit
//! right after it or right before it; which, is told by punctuation rather than by the parse, which quotations upset.

use std::collections::BTreeMap;
use std::ops::Range;

use gainsay_core::{Penn, SourceKind, Span, Stance, Upos};

use super::announced;
use super::contents;
use super::cue_verbs::CueVerb;
use super::cues::Frame;
use super::draft::Draft;
use super::headlines;
use super::quoted;
use super::scene::Scene;
use super::sources;
use super::subjects::{self, Holder};
use super::surface::{self, Chunk};
use super::verbs;

/// Cue verbs by their token.
pub(super) type CueVerbs = BTreeMap<usize, CueVerb>;

/// What stands around one quotation.
pub(super) struct Around {
    /// Tokens of the quotation, marks included.
    pub(super) tokens: Range<usize>,
    /// The unit before it in the same sentence; empty where it opens one.
    pub(super) before: Range<usize>,
    /// The unit after it in the same sentence; empty where it closes one.
    pub(super) after: Range<usize>,
    /// The quotation before it, where only `before` stands between.
    pub(super) joined: Option<usize>,
}

/// For each quotation, what stands around it.
pub(super) fn surroundings(scene: &Scene) -> Vec<Around> {
    let mut result: Vec<Around> = Vec::new();
    for (index, quote) in scene.quotes.iter().enumerate() {
        let tokens = scene.tokens_in(quote.outer);
        let region = scene.tokens_in(scene.article.regions[quote.region].span);
        let left = index.checked_sub(1).filter(|&p| scene.quotes[p].region == quote.region);
        let from = left.map_or(region.start, |p| result[p].tokens.end).min(tokens.start);
        let right = scene.quotes.get(index + 1).filter(|n| n.region == quote.region);
        let to = right.map_or(region.end, |n| scene.tokens_in(n.outer).start).max(tokens.end);
        let before = last_unit(scene, from..tokens.start);
        let after = first_unit(scene, tokens.end..to);
        let joined = left.filter(|_| before.start == from && !ends_sentence(scene, from, before.end));
        result.push(Around { tokens, before, after, joined });
    }
    result
}

/// Whether the quotation that ends before `from` ends its sentence there.
fn ends_sentence(scene: &Scene, from: usize, to: usize) -> bool {
    let Some(quote) = from.checked_sub(1).and_then(|t| scene.quote_of(t)) else { return true };
    let last = scene.quotes[quote].inner.slice(scene.text()).chars().next_back();
    let next = (from..to).find(|&t| !scene.is_punct(t));
    let capital = next.is_none_or(|t| scene.word(t).starts_with(char::is_uppercase));
    matches!(last, Some('.' | '…'))
        && capital
        && !(from..to).next().is_some_and(|t| scene.is(t, ","))
        && !names_speaker(scene, from, to)
}

/// "“… that respect.” Palin added, citing her views.": a stop in place of the comma, and a name and a verb of saying that
/// take nothing else.
fn names_speaker(scene: &Scene, from: usize, to: usize) -> bool {
    const LONGEST: usize = 4;
    let name = (from..to).take(LONGEST).take_while(|&t| scene.token(t).upos == Upos::Propn).count();
    let (verb, next) = (from + name, from + name + 1);
    let speaks = |t: usize| scene.speaks(t);
    let ends =
        || next >= to || is_stop(scene, next) || scene.is(next, ",") && next + 1 < to && !scene.is_quote_mark(next + 1);
    name > 0 && verb < to && is_finite(scene, verb) && speaks(verb) && ends()
}

fn is_stop(scene: &Scene, at: usize) -> bool {
    matches!(scene.word(at), "." | "?" | "!" | "…" | "...")
}

fn first_unit(scene: &Scene, range: Range<usize>) -> Range<usize> {
    if ends_sentence(scene, range.start, range.end) {
        return range.start..range.start;
    }
    let sentence_starts = |t: usize| scene.sentence_tokens(t).start == t && t > range.start && !scene.is_punct(t);
    let end = range.clone().find(|&t| is_stop(scene, t) || t > range.start + 1 && sentence_starts(t));
    range.start..end.unwrap_or(range.end)
}

fn last_unit(scene: &Scene, range: Range<usize>) -> Range<usize> {
    let stop = range.clone().rev().find(|&t| is_stop(scene, t) || scene.sentence_tokens(t).start == t);
    match stop {
        Some(t) if is_stop(scene, t) => t + 1..range.end,
        Some(t) => t..range.end,
        None => range,
    }
}

/// Attributions of quotations to cues beside them.
pub(super) fn read(scene: &Scene, around: &[Around], cues: &CueVerbs) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for quote in (0..scene.quotes.len()).filter(|&quote| !is_programme(scene, quote) && !is_modifier(scene, quote)) {
        let found = trailing(scene, around, cues, quote)
            .or_else(|| leading(scene, around, cues, quote))
            .or_else(|| signature(scene, around, quote))
            .or_else(|| announced::read(scene, &around[quote], quote).filter(|_| !scene.quotes[quote].resumed));
        drafts.extend(found);
    }
    drafts
}

/// "told CBS's “Face the Nation”": a title behind whose it is.
fn is_programme(scene: &Scene, quote: usize) -> bool {
    const LONGEST: usize = 6;
    let tokens = scene.tokens_in(scene.quotes[quote].outer);
    let before = tokens.start.checked_sub(1);
    let owned = before.is_some_and(|at| scene.token(at).penn == Penn::Pos);
    let words: Vec<usize> = tokens.filter(|&t| !scene.is_punct(t)).collect();
    let titled = |&t: &usize| scene.word(t).starts_with(char::is_uppercase) || scene.word(t).len() <= 3;
    // "in an interview on “Morning Lake,” Hale said"
    let on = before.is_some_and(|at| matches!(scene.word(at), "on" | "at" | "to"));
    let whole =
        words.iter().all(|&t| scene.word(t).starts_with(char::is_uppercase) || scene.token(t).upos == Upos::Num);
    (owned || on && whole) && words.len() <= LONGEST && words.iter().all(titled) && !words.is_empty()
}

/// "comments in the ‘island’ forum": a word or two between an article and its noun.
fn is_modifier(scene: &Scene, quote: usize) -> bool {
    const LONGEST: usize = 3;
    let tokens = scene.tokens_in(scene.quotes[quote].outer);
    let (before, behind) = (tokens.start.checked_sub(1), tokens.end);
    let opened = before.is_some_and(|at| scene.token(at).upos == Upos::Det);
    let noun = behind < scene.reading.tokens.len() && scene.token(behind).upos == Upos::Noun;
    opened && noun && tokens.filter(|&t| !scene.is_punct(t)).count() <= LONGEST
}

/// "…," she said.
fn trailing(scene: &Scene, around: &[Around], cues: &CueVerbs, quote: usize) -> Option<Draft> {
    let here = &around[quote];
    let first = here.after.clone().find(|&t| !scene.is_punct(t))?;
    let (&at, cue) = cues.range(here.after.clone()).find(|(_, c)| quotes(c))?;
    if headlines::shared_subject(scene, at).is_some() {
        return None;
    }
    let passed_on = quoted::at(scene, at).is_some();
    if scene.token(at).penn == Penn::Vbg && !passed_on
        || !scene.quotes[quote].closed && scene.quotes[quote].inner.len() < 8
    {
        return None;
    }
    let holder = match subjects::holder(scene, at) {
        Holder::Phrase(chunk) if here.after.contains(&chunk.head) => chunk,
        _ => subjects::phrase_of(scene, near_subject(scene, &here.after, at)?),
    };
    // "“…,” the researchers, A, B and C, wrote": the list explains who they are.
    let holder = if !(holder.first..=holder.last).contains(&first) && first < holder.first && !passed_on {
        explained(scene, first, holder.first).unwrap_or(holder)
    } else {
        holder
    };
    let head = holder.head;
    let opens = (holder.first..=holder.last).contains(&first) || first == at;
    let only_adverbs =
        |from: usize, to: usize| (from..to).all(|t| scene.is_punct(t) || scene.token(t).upos == Upos::Adv);
    if !opens && !passed_on && !only_adverbs(first, head.min(at)) {
        return None;
    }
    let inner = scene.quotes[quote].inner.slice(scene.text());
    let inner = inner.trim_end_matches(['’', '\'', '”', '"']);
    let comma = inner.ends_with(',') || here.after.clone().next().is_some_and(|t| scene.is_comma(t));
    let lower = scene.word(first).starts_with(char::is_lowercase);
    let takes_clause = contents::clause(scene, at).is_some_and(|(a, _)| a > at);
    if !comma && !lower && takes_clause {
        return None;
    }
    if !comma && !inner.ends_with(['?', '!', '—', '–', '-', '…', '.']) && first != at && at > first + 12 {
        return None;
    }
    let mut draft = verbs::draft(scene, cue, Some(holder), scene.quotes[quote].inner, stance_of(cue));
    draft.quote = Some(quote);
    let start = clause_start(scene, around, cues, quote);
    if start < here.tokens.start {
        draft.quote = None;
        let first = scene.token(start).span;
        draft.content = first.cover(scene.quotes[quote].outer).trim(scene.text());
    }
    (!cue.entry.of_documents() || draft.source.kind == SourceKind::Document).then_some(draft)
}

/// The phrase that begins at `first` where a comma ends it and no verb stands before `other`.
fn explained(scene: &Scene, first: usize, other: usize) -> Option<Chunk> {
    let chunk = surface::starting(scene, first, other)?;
    let comma = chunk.last + 1 < other && scene.is(chunk.last + 1, ",");
    let plain = (first..other).all(|t| !scene.is_verb(t));
    (comma && plain && sources::can_speak(scene, chunk.head)).then_some(chunk)
}

/// Whether a cue can take a quotation.
fn quotes(cue: &CueVerb) -> bool {
    cue.entry.stance(Frame::Quote).is_some()
}

fn stance_of(cue: &CueVerb) -> Stance {
    cue.entry.stance(Frame::Quote).unwrap_or(Stance::Asserts)
}

fn comma_between(scene: &Scene, a: usize, b: usize) -> bool {
    (a.min(b)..a.max(b)).any(|t| scene.is(t, ","))
}

/// A noun phrase beside the cue where the parse has none.
fn near_subject(scene: &Scene, unit: &Range<usize>, at: usize) -> Option<usize> {
    let climb = |mut t: usize, inside: &dyn Fn(usize) -> bool| {
        for _ in 0..8 {
            match scene.head(t) {
                Some(up) if inside(up) && scene.is_nominal(up) && !comma_between(scene, t, up) => t = up,
                _ => break,
            }
        }
        t
    };
    if at > unit.start {
        let before =
            (unit.start..at).rev().find(|&t| scene.token(t).upos != Upos::Adv && scene.token(t).upos != Upos::Aux)?;
        if scene.is_nominal(before) {
            return Some(climb(before, &|t| (unit.start..at).contains(&t)));
        }
    }
    let next = at + 1;
    let name = (next..unit.end.min(next + 8)).find(|&t| scene.is_nominal(t))?;
    let only_modifiers = (next..name).all(|t| matches!(scene.token(t).upos, Upos::Det | Upos::Adj | Upos::Num));
    only_modifiers.then(|| climb(name, &|t| (next..unit.end).contains(&t)))
}

/// Where the clause begins that ends in this quotation: before the quotation, if words of the same clause stand there.
fn clause_start(scene: &Scene, around: &[Around], cues: &CueVerbs, quote: usize) -> usize {
    let mut at = quote;
    loop {
        let here = &around[at];
        let words = here.before.clone().find(|&t| !scene.is_punct(t));
        let introduces = here.before.clone().next_back().is_some_and(|t| matches!(scene.word(t), "," | ":"));
        let Some(first) = words.filter(|_| !introduces) else { return here.tokens.start };
        let has_cue = cues.range(here.before.clone()).any(|(_, c)| quotes(c));
        match here.joined {
            Some(_) if has_cue => return here.tokens.start,
            Some(before) if at - before == 1 => at = before,
            _ => return first,
        }
    }
}

/// She said: "…"; he added that "…"
fn leading(scene: &Scene, around: &[Around], cues: &CueVerbs, quote: usize) -> Option<Draft> {
    let here = &around[quote];
    let last = here.before.clone().next_back()?;
    let colon = scene.is(last, ":");
    let candidates: Vec<&CueVerb> = cues.range(here.before.clone()).map(|(_, c)| c).filter(|c| quotes(c)).collect();
    let nearest = *candidates.last()?;
    let between = nearest.words.1 + 1..here.tokens.start;
    let close = between.clone().all(|t| !is_finite(scene, t));
    if colon && !close {
        // A full clause before the colon: the sentence's first speaker goes on.
        let cue = candidates.iter().copied().find(|c| subjects::own_subject(scene, c.at).is_some())?;
        return direct(scene, cue, here, quote);
    }
    if !close {
        return None;
    }
    if colon || scene.is(last, ",") {
        // "…, he said, citing the report, '…'": what a participle between them takes is its own.
        return direct(scene, nearest, here, quote);
    }
    let only_that = between.clone().all(|t| scene.is(t, "that") || scene.token(t).upos == Upos::Adv);
    // "saying the firm “still supports the plan”": the quotation's subject stands before it.
    let opening = here.tokens.clone().find(|&t| !scene.is_punct(t) && scene.token(t).upos != Upos::Adv);
    let lacks_subject = opening.is_some_and(|t| is_finite(scene, t));
    let object =
        between.clone().all(|t| !scene.is_verb(t)) && nearest.entry.stance(Frame::Speaks).is_some() && !lacks_subject;
    let inner = scene.quotes[quote].inner.slice(scene.text());
    let whole = here.after.clone().find(|&t| !scene.is_punct(t)).is_none_or(|t| scene.token(t).upos == Upos::Cconj)
        || inner.ends_with(['.', '!', '?']);
    let sentence = inner.split_whitespace().count() >= 3;
    ((only_that || object) && whole && sentence).then(|| direct(scene, nearest, here, quote)).flatten()
}

fn is_finite(scene: &Scene, at: usize) -> bool {
    scene.is_verb(at) && matches!(scene.token(at).penn, Penn::Vbd | Penn::Vbz | Penn::Vbp | Penn::Md)
}

fn direct(scene: &Scene, cue: &CueVerb, here: &Around, quote: usize) -> Option<Draft> {
    let holder = match subjects::holder(scene, cue.at) {
        Holder::Phrase(chunk) => Some(chunk),
        Holder::Missing => None,
        Holder::Unsure => {
            near_subject(scene, &here.before, cue.at).filter(|&h| h < cue.at).map(|h| subjects::phrase_of(scene, h))
        }
    };
    let mut draft = verbs::draft(scene, cue, holder, scene.quotes[quote].inner, stance_of(cue));
    draft.quote = Some(quote);
    (!cue.entry.of_documents() || draft.source.kind == SourceKind::Document).then_some(draft)
}

/// "…" — Marta Lind
fn signature(scene: &Scene, around: &[Around], quote: usize) -> Option<Draft> {
    let here = &around[quote];
    let dash = here.tokens.end;
    let region = scene.tokens_in(scene.article.regions[scene.quotes[quote].region].span);
    if dash + 1 >= region.end || !matches!(scene.word(dash), "—" | "–" | "―" | "--" | "-") {
        return None;
    }
    let next = dash + 1;
    let name: Vec<usize> =
        (next..region.end.min(next + 4)).take_while(|&t| scene.token(t).upos == Upos::Propn).collect();
    let (&first, &last) = (name.first()?, name.last()?);
    let ends = last + 1 >= region.end || scene.is_punct(last + 1) || scene.sentence_tokens(last + 1).start == last + 1;
    if !ends {
        return None;
    }
    let source = sources::of_tokens(scene, first, first, last);
    Some(Draft {
        source,
        source_head: Some(first),
        cue: Some(scene.token(dash).span),
        cue_token: Some(dash),
        content: scene.quotes[quote].inner,
        quote: Some(quote),
        own_words: false,
        stance: Stance::Asserts,
        via: Vec::new(),
    })
}

/// Whether a quotation is whole sentences: not a title, a nickname or a word held at arm's length.
pub(super) fn is_sentence(text: &str, span: Span, words: usize) -> bool {
    let inner = span.slice(text);
    inner.split_whitespace().count() >= words
        && inner
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '…' | '.' | '[' | '‘' | '\''))
        && inner.ends_with(['.', '!', '?', '…', ',', '’', '\'', '—', '-', ':', ')'])
}
