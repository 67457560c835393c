//! Quotations without a cue of their own: those that run on from the one before, and those a paragraph announces.

use std::collections::BTreeMap;

use gainsay_core::{RegionKind, Stance, Upos};

use super::direct::{self, Around};
use super::draft::Draft;
use super::scene::Scene;
use super::sources;

/// Gives each quotation that has no speaker yet the one it runs on from; unknown where that isn't sure.
pub(super) fn read(scene: &Scene, around: &[Around], drafts: &mut Vec<Draft>) {
    // By the content's start, so that the speaker before a quotation is found without a search through all drafts.
    let mut by_start: BTreeMap<usize, usize> = BTreeMap::new();
    let mut of_quote: Vec<Option<usize>> = vec![None; scene.quotes.len()];
    for (index, draft) in drafts.iter().enumerate() {
        by_start.insert(place(draft), index);
        if let Some(quote) = draft.quote {
            of_quote[quote] = Some(index);
        }
    }
    let taken = covered(scene, drafts);
    for quote in 0..scene.quotes.len() {
        if of_quote[quote].is_some() || taken[quote] {
            continue;
        }
        let here = &around[quote];
        let alone = is_empty(scene, &here.before) && is_empty(scene, &here.after);
        // Right behind "…, she said." even a short sentence runs on.
        let near = quote.checked_sub(1).filter(|&q| scene.quotes[q].region == scene.quotes[quote].region);
        let behind_cue = near.and_then(|q| of_quote[q]).is_some_and(|d| drafts[d].cue_token.is_some());
        let words = if behind_cue { 2 } else { 4 };
        let resumed = scene.quotes[quote].resumed.then(|| quote.checked_sub(1)).flatten().and_then(|q| of_quote[q]);
        if resumed.is_none() && !(alone && direct::is_sentence(scene.text(), scene.quotes[quote].inner, words)) {
            continue;
        }
        let model = resumed
            .or_else(|| announced(scene, here, quote, drafts, &by_start))
            .or_else(|| speaker_before(scene, quote, drafts, &by_start, &of_quote));
        let draft = run_on(scene, quote, model.map(|m| &drafts[m]));
        by_start.insert(place(&draft), drafts.len());
        of_quote[quote] = Some(drafts.len());
        drafts.push(draft);
    }
}

/// Where a draft stands: its cue and its content both count, the later decides.
fn place(draft: &Draft) -> usize {
    draft.content.start.max(draft.cue.map_or(0, |c| c.start))
}

fn is_empty(scene: &Scene, tokens: &std::ops::Range<usize>) -> bool {
    tokens.clone().all(|t| scene.is_punct(t))
}

/// Quotations inside a content already found.
fn covered(scene: &Scene, drafts: &[Draft]) -> Vec<bool> {
    let mut contents: Vec<_> = drafts.iter().map(|d| d.content).collect();
    contents.sort();
    let mut reach = 0;
    let mut next = 0;
    scene
        .quotes
        .iter()
        .map(|quote| {
            while contents.get(next).is_some_and(|c| c.start <= quote.inner.start) {
                reach = reach.max(contents[next].end);
                next += 1;
            }
            // What a quoted speaker reports covers a part of the quotation only.
            quote.inner.end <= reach
        })
        .collect()
}

/// The paragraph or sentence before ends with a colon: what speaks there, speaks here.
fn announced(
    scene: &Scene,
    here: &Around,
    quote: usize,
    drafts: &[Draft],
    by_start: &BTreeMap<usize, usize>,
) -> Option<usize> {
    let colon = here.tokens.start.checked_sub(1).filter(|&t| scene.is(t, ":"))?;
    let start = scene.token(scene.sentence_tokens(colon).start).span.start;
    let end = scene.quotes[quote].outer.start;
    by_start.range(start..end).map(|(_, &d)| d).find(|&d| drafts[d].source.span.is_some())
}

/// The one who spoke just before, in this paragraph or at the end of the one before.
fn speaker_before(
    scene: &Scene,
    quote: usize,
    drafts: &[Draft],
    by_start: &BTreeMap<usize, usize>,
    of_quote: &[Option<usize>],
) -> Option<usize> {
    let region = scene.quotes[quote].region;
    let start = scene.quotes[quote].outer.start;
    let (_, &last) = by_start.range(..start).next_back()?;
    // Whom a quoted speaker quotes doesn't go on: the quotation's own speaker does.
    let quoted = drafts[last].cue_token.and_then(|cue| scene.quote_of(cue)).and_then(|q| of_quote[q]);
    let last = quoted.unwrap_or(last);
    let draft = &drafts[last];
    let last_region = scene.article.region_at(draft.content.start)?;
    if last_region == region {
        return Some(outermost(drafts, by_start, start, last));
    }
    let previous = (0..region).rev().find(|&r| is_body(scene.article.regions[r].kind))?;
    // A signature ends what it signs.
    if draft.cue_token.is_some_and(|cue| scene.is_punct(cue) && !scene.is(cue, ":")) {
        return None;
    }
    // Only a quotation that ends its paragraph, or whose cue does, runs on into the next.
    let paragraph_end = scene.article.regions[previous].span.end;
    let reach = draft.content.end.max(draft.cue.map_or(0, |c| c.end));
    let rest = scene.text().get(reach..paragraph_end).unwrap_or("");
    (last_region == previous && draft.quote.is_some() && rest.split_whitespace().count() <= 25 && !rest.contains(". "))
        .then_some(last)
}

/// Of nested drafts, the one that holds the others: it is the paragraph's speaker.
fn outermost(drafts: &[Draft], by_start: &BTreeMap<usize, usize>, before: usize, inner: usize) -> usize {
    by_start
        .range(..before)
        .rev()
        .take(6)
        .map(|(_, &d)| d)
        .filter(|&d| drafts[d].content.contains(drafts[inner].content) && drafts[d].source.span.is_some())
        .max_by_key(|&d| (drafts[d].content.len(), drafts[d].quote.is_some()))
        .unwrap_or(inner)
}

const fn is_body(kind: RegionKind) -> bool {
    matches!(kind, RegionKind::Paragraph | RegionKind::Quote | RegionKind::List)
}

fn run_on(scene: &Scene, quote: usize, model: Option<&Draft>) -> Draft {
    let known = model.filter(|m| m.stance != Stance::NoComment);
    Draft {
        source: known.map_or_else(sources::unknown, |m| m.source.clone()),
        source_head: known.and_then(|m| m.source_head),
        cue: None,
        cue_token: None,
        content: scene.quotes[quote].inner,
        quote: Some(quote),
        own_words: false,
        stance: Stance::Asserts,
        via: known.map(|m| m.via.clone()).unwrap_or_default(),
    }
}

/// "Chair: …" stands for a speaker where a name alone precedes the colon.
pub(super) fn is_speaker_label(scene: &Scene, tokens: std::ops::Range<usize>) -> bool {
    tokens.len() <= 4 && tokens.clone().all(|t| scene.token(t).upos == Upos::Propn)
}
