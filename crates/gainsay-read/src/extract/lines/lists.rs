//! Lists of other articles, advertisements and teaser cards in the midst of a text.

use gainsay_core::RegionKind;

use super::{block::Block, opens};
use crate::extract::{fold::ends_statement, phrases::Opens, stamp};

/// How many blocks and words an advertisement between its opening and closing line may have.
const ADVERT_BLOCKS: usize = 9;
const ADVERT_WORDS: usize = 140;

/// Marks what opened lists and advertisements hold, and teaser cards.
pub(super) fn mark(blocks: &mut [Block], text: &str) {
    for at in 0..blocks.len() {
        if opens(&blocks[at], Opens::Advert) {
            advert(blocks, at);
        } else if opens(&blocks[at], Opens::List) {
            list(blocks, at, text);
        }
    }
    cards(blocks, text);
}

/// From an opening line to the line that closes the advertisement, where one does soon.
fn advert(blocks: &mut [Block], at: usize) {
    let end = blocks.iter().enumerate().skip(at + 1).take(ADVERT_BLOCKS).find(|(_, b)| opens(b, Opens::AdvertEnd));
    let Some((end, _)) = end else { return };
    if blocks[at..end].iter().map(|b| b.words).sum::<usize>() > ADVERT_WORDS {
        return;
    }
    for block in &mut blocks[at + 1..end] {
        block.set(RegionKind::Advert, "between the opening and the closing line of an advertisement");
        block.opens = None;
    }
}

/// The entries below a heading such as "Read next": headlines; and where times stand between them, teasers as well.
fn list(blocks: &mut [Block], at: usize, text: &str) {
    let timed = |block: &Block| stamp::is_clock(block.text(text)) || block.kind == Some(RegionKind::Date);
    let with_times = blocks.iter().skip(at + 1).take(4).any(timed);
    let mut last_entry_time = at;
    let mut entries = 0usize;
    for i in at + 1..blocks.len() {
        if blocks[i].opens.is_some() {
            break; // another list reads its own entries
        }
        if timed(&blocks[i]) {
            last_entry_time = i;
            entries += 1;
        } else if blocks[i].kind.is_some_and(|kind| !kind.is_content()) {
            continue;
        } else if blocks[i].bullet || blocks[i].reads_as_headline(text) {
            entries += 1;
            // One headline below "Read more", and then the body goes on: no list, if what follows is long prose
            // and the line is no headline but a heading of the body.
            if !with_times
                && entries == 1
                && blocks[i].blank_before > 0
                && body_goes_on(blocks, i + 1, text)
                && blocks[i].words <= 4
            {
                break;
            }
        } else if !(with_times && i <= last_entry_time + 3) {
            break;
        }
        blocks[i].set(RegionKind::Related, "in a list of other articles");
    }
}

/// Whether several paragraphs follow.
fn body_goes_on(blocks: &[Block], from: usize, text: &str) -> bool {
    blocks.iter().skip(from).take(4).filter(|b| b.is_prose(text)).count() >= 3
}

/// Teaser cards: a headline, a teaser that may break off, and a line that runs outlet and author together.
fn cards(blocks: &mut [Block], text: &str) {
    for at in 1..blocks.len() {
        if blocks[at].kind.is_some() || blocks[at].blank_before > 0 || !is_glued_credit(blocks[at].text(text)) {
            continue;
        }
        blocks[at].set(RegionKind::Related, "outlet and author run together below a teaser");
        let mut first = at;
        while first > 0
            && at - first < 3
            && (first == at || blocks[first].blank_before == 0)
            && blocks[first - 1].kind.is_none()
        {
            first -= 1;
        }
        for block in &mut blocks[first..at] {
            block.set(RegionKind::Related, "a teaser of another article, above its outlet and author");
        }
    }
}

/// "The Harbour PostAnna Weld": few words, no stop, a capital that follows a small letter directly.
fn is_glued_credit(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let glued = words.iter().any(|word| {
        let chars: Vec<char> = word.chars().take(60).collect();
        let prefix_of_name =
            word.starts_with("Mc") || word.starts_with("Mac") || word.starts_with("De") || word.starts_with("O'");
        !prefix_of_name && chars.windows(3).any(|w| w[0].is_lowercase() && w[1].is_uppercase() && w[2].is_lowercase())
    });
    let named = words.iter().filter(|w| w.chars().next().is_some_and(char::is_uppercase)).count();
    (2..=9).contains(&words.len()) && glued && named * 10 >= words.len() * 6 && !ends_statement(line)
}
