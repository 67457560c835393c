//! The head of a scraped text: title, byline, dates, the title once more, points in bullets; and the dates and author
//! lines that stand below the body.

use gainsay_core::{Basis, Dating, Interval, RegionKind, Span};

use super::{Known, Labelled, block::Block};
use crate::extract::{
    fold::{capitals, count_words, ends_statement, fold},
    people, stamp,
};

/// More blocks than these before the first paragraph are no head.
const LONGEST_HEAD: usize = 30;
/// A byline that follows the title is near it.
const NEAR: usize = 8;

/// Reads the head and marks its blocks.
pub(super) fn read(blocks: &mut [Block], text: &str, known: &Known<'_>) -> Labelled {
    let mut labelled = Labelled::default();
    let body = body_start(blocks, text);
    if let Some(title) = known.title {
        mark_copies(blocks, text, title, &mut labelled);
    } else if !known.body_only
        && let Some(at) = title_at(blocks, text, body)
    {
        blocks[at].set(RegionKind::Title, "the first line, without a stop, above the body");
        labelled.title = Some(blocks[at].span);
        let title = blocks[at].text(text).to_owned();
        mark_copies(blocks, text, &title, &mut labelled);
    }
    between_title_and_body(blocks, text, body, labelled.title.is_some());
    standfirst(blocks, text, body);
    for (at, block) in blocks.iter().enumerate() {
        if block.kind == Some(RegionKind::Byline) {
            labelled.bylines.push(block.span);
        }
        dates(block, text, at < body.max(NEAR), &mut labelled);
    }
    labelled
}

/// The first block that reads as a paragraph of the body.
fn body_start(blocks: &[Block], text: &str) -> usize {
    let long =
        |b: &Block| b.kind.is_none() && !b.bullet && ((b.words >= 14 && ends_statement(b.text(text))) || b.words >= 40);
    blocks.iter().take(LONGEST_HEAD).position(long).unwrap_or(0)
}

/// Which block is the title: the first line of the head, if something besides its place speaks for it.
fn title_at(blocks: &[Block], text: &str, body: usize) -> Option<usize> {
    let at = blocks.iter().take(body).position(|b| b.kind.is_none() && !b.bullet)?;
    let block = &blocks[at];
    let line = block.text(text);
    let stops = ends_statement(line) && !line.trim_end().ends_with(['?', '!', '\'', '’', '"', '”']);
    if !(2..=32).contains(&block.words) || line.trim_end().ends_with(':') {
        return None;
    }
    let folded = fold(line);
    let repeated = blocks[at + 1..].iter().take(NEAR).any(|b| is_copy(&fold(b.text(text)), &folded));
    let credited = blocks[at + 1..]
        .iter()
        .take(body.saturating_sub(at).min(NEAR))
        .any(|b| matches!(b.kind, Some(RegionKind::Byline | RegionKind::Date)));
    if repeated || (credited && !stops) {
        return Some(at);
    }
    let alone = blocks.get(at + 1).is_some_and(|next| next.blank_before > 0) || at + 1 < body;
    let set_off = blocks.get(at + 1).is_some_and(|next| next.blank_before > 0 && next.is_prose(text));
    let short = block.words <= 14 && (set_off || !has_small_verbs(&folded));
    let headline = block.words >= 3 && (capitals(line) >= 75 || short);
    (alone && !stops && headline).then_some(at)
}

/// Words that sentences have and headlines leave out.
fn has_small_verbs(folded: &str) -> bool {
    folded
        .split(' ')
        .any(|w| matches!(w, "the" | "a" | "an" | "is" | "are" | "was" | "were" | "has" | "have" | "had" | "been"))
}

/// Whether one text is the other, perhaps with a few words of the page's own behind it.
fn is_copy(text: &str, title: &str) -> bool {
    text == title
        || (title.len() >= 20 && text.len() < title.len() + 40 && text.starts_with(title))
        || (text.len() >= 30 && title.len() < text.len() + 40 && title.starts_with(text))
}

/// Marks the title and its copies.
fn mark_copies(blocks: &mut [Block], text: &str, title: &str, labelled: &mut Labelled) {
    let folded = fold(title);
    for block in blocks.iter_mut().take(LONGEST_HEAD) {
        if block.kind.is_none_or(|kind| kind == RegionKind::Date)
            && block.words <= 60
            && is_copy(&fold(block.text(text)), &folded)
        {
            if fold(block.text(text)) == folded {
                block.set(RegionKind::Title, "the title, printed");
                labelled.title.get_or_insert(block.span);
            } else {
                block.set(RegionKind::Caption, "the title once more, as a picture's text has it");
            }
        }
    }
}

/// Short lines between the title and the body: names and handles of writers, sections.
fn between_title_and_body(blocks: &mut [Block], text: &str, body: usize, titled: bool) {
    if !titled {
        return;
    }
    let first = blocks.iter().position(|b| b.kind == Some(RegionKind::Title)).unwrap_or(0);
    let last_stamp =
        blocks.iter().take(body).rposition(|b| matches!(b.kind, Some(RegionKind::Byline | RegionKind::Date)));
    for at in first + 1..body.min(blocks.len()) {
        let block = &blocks[at];
        if block.kind.is_some() || block.bullet {
            continue;
        }
        let line = block.text(text);
        if block.words <= 5 && !ends_statement(line) && last_stamp.is_some_and(|stamp| at < stamp) {
            blocks[at].set(RegionKind::Byline, "a short line between the title and the date");
        } else if block.words <= 5 && people::person(line, None).is_some() && count_words(line) >= 2 {
            blocks[at].set(RegionKind::Byline, "a name below the title");
        }
    }
}

/// Lines without a stop above the body that are no title: what sums the article up.
fn standfirst(blocks: &mut [Block], text: &str, body: usize) {
    for block in blocks.iter_mut().take(body) {
        if block.kind.is_none() && (block.bullet || (block.words >= 9 && !ends_statement(block.text(text)))) {
            block.set(RegionKind::Summary, "above the body, as a standfirst or point");
        }
    }
}

/// Dates printed in stamps and bylines.
fn dates(block: &Block, text: &str, in_head: bool, labelled: &mut Labelled) {
    if !matches!(block.kind, Some(RegionKind::Byline | RegionKind::Date)) {
        return;
    }
    let line = block.text(text);
    let Some((range, date)) = stamp::find(line) else { return };
    let folded = fold(line.get(..range.start).unwrap_or(""));
    let dating = Dating {
        value: Some(Interval::day(date)),
        basis: Basis::Stated,
        evidence: Some(Span::new(block.span.start + range.start, block.span.start + range.end)),
        why: format!("printed: {}", super::super::fold::collapse(line.get(range).unwrap_or(""))),
    };
    if folded.contains("updat") || folded.contains("modif") || folded.contains("edited") {
        if labelled.modified.value.is_none() {
            labelled.modified = dating;
        }
    } else if labelled.published.value.is_none()
        && (in_head
            || folded.contains("publish")
            || folded.contains("posted")
            || block.kind == Some(RegionKind::Byline))
    {
        labelled.published = dating;
    }
}
