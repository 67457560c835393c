//! Captions and post cards that no phrase gives away: told by where a line stands and how it ends.

use gainsay_core::RegionKind;

use super::block::Block;
use crate::extract::fold::{capitals, ends_sentence};

/// Marks lines that stick to the paragraph below in a text whose paragraphs stand apart: captions or headlines of
/// other articles that lost their frame.
pub(super) fn mark(blocks: &mut [Block], text: &str) {
    if !paragraphs_stand_apart(blocks, text) {
        return;
    }
    for at in 1..blocks.len() {
        let next_sticks = blocks.get(at + 1).is_some_and(|next| next.blank_before == 0 && next.is_prose(text));
        let block = &blocks[at];
        if block.kind.is_some() || block.bullet || !next_sticks || block.blank_before == 0 || block.words < 7 {
            continue;
        }
        let line = block.text(text);
        if ends_sentence(line) {
            continue;
        }
        if capitals(line) >= 85 {
            continue; // a heading in title case above its paragraph
        }
        if block.words <= 16 {
            blocks[at].set(RegionKind::Related, "a headline stuck to a paragraph where paragraphs stand apart");
        } else {
            blocks[at]
                .set(RegionKind::Caption, "a line without a stop, stuck to a paragraph where paragraphs stand apart");
        }
    }
}

/// Whether blank lines separate nearly all paragraphs of this text.
fn paragraphs_stand_apart(blocks: &[Block], text: &str) -> bool {
    let prose: Vec<&Block> = blocks.iter().skip(1).filter(|b| b.reads_as_prose(text)).collect();
    let apart = prose.iter().filter(|b| b.blank_before > 0).count();
    prose.len() >= 4 && apart * 10 >= prose.len() * 7
}
