//! Below the body: entries of other articles behind a time, what follows the comments, what is left over.

use gainsay_core::RegionKind;

use super::{block::Block, opens};
use crate::extract::{phrases::Opens, stamp};

/// Marks what stands below the body.
pub(super) fn mark(blocks: &mut [Block], text: &str) {
    timed_entries(blocks, text);
    after_comments(blocks, text);
    left_over(blocks, text);
}

fn prose_words(blocks: &[Block], text: &str) -> usize {
    blocks.iter().filter(|b| b.is_prose(text)).map(|b| b.words).sum()
}

/// A time of day alone, with an author's line, a list or the end of the body before it and a headline after it, begins
/// entries of other articles; in a live blog there are many and they are the article.
fn timed_entries(blocks: &mut [Block], text: &str) {
    let Some(at) = blocks.iter().enumerate().position(|(i, b)| {
        let ended =
            i > 2 && blocks[i - 2..i].iter().any(|b| matches!(b.kind, Some(RegionKind::Byline | RegionKind::Related)));
        let share = if ended { 1 } else { 3 };
        i > 2
            && stamp::is_clock(b.text(text))
            && prose_words(&blocks[..i], text) >= share * prose_words(&blocks[i..], text)
    }) else {
        return;
    };
    let clocks = blocks[at..].iter().filter(|b| stamp::is_clock(b.text(text))).count();
    let before = blocks[..at].iter().filter(|b| stamp::is_clock(b.text(text))).count();
    if before > clocks {
        return;
    }
    for block in &mut blocks[at..] {
        if block.is_content() && block.opens.is_none() {
            block.set(RegionKind::Related, "an entry of another article, behind its time, below the body");
        }
    }
}

/// What follows the readers' part, once most of the article has been read.
fn after_comments(blocks: &mut [Block], text: &str) {
    let Some(at) = blocks.iter().enumerate().position(|(i, b)| {
        (opens(b, Opens::Comments) || opens(b, Opens::End))
            && prose_words(&blocks[..i], text) >= prose_words(&blocks[i..], text)
    }) else {
        return;
    };
    for block in &mut blocks[at + 1..] {
        if block.is_content() {
            block.set(RegionKind::Comments, "after the page has turned to its readers");
        }
    }
}

/// Short lines between what is no content and the end: what the page says for itself.
fn left_over(blocks: &mut [Block], text: &str) {
    for at in (1..blocks.len()).rev() {
        let block = &blocks[at];
        if !block.is_content() {
            continue;
        }
        if block.kind.is_some() || block.is_prose(text) || !block.is_short_without_stop(text) || block.bullet {
            return;
        }
        let after_none = blocks[..at].iter().rev().take(3).any(|b| !b.is_content());
        if !after_none {
            return;
        }
        blocks[at].set(RegionKind::Navigation, "a short line below the body, among what is no content");
    }
}
