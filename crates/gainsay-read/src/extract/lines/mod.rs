//! Scraped text → regions, from its lines alone: nothing is deleted, each line gets a kind and the reason for it.
//!
//! First lines become blocks ([`block`]): a paragraph broken over several lines is one. Then each block is judged by
//! the phrases it holds, by where it stands (head, body, lists of other articles, tail) and by its shape. What nothing
//! speaks against is a paragraph.

mod block;
mod captions;
mod head;
mod lists;
mod masthead;
mod split;
mod tail;

use gainsay_core::{Dating, Region, RegionKind, Span};

use super::{
    phrases::{self, Opens},
    stamp,
};
pub(super) use block::Block;

/// What is known of the text beforehand, from metadata.
#[derive(Clone, Debug, Default)]
pub(super) struct Known<'a> {
    /// Its title.
    pub(super) title: Option<&'a str>,
    /// Whether each line is a paragraph, as news-please writes them.
    pub(super) line_per_paragraph: bool,
    /// Whether this is the body alone, so that no title, byline or date is looked for above it.
    pub(super) body_only: bool,
    /// Whether the outlet is known, so that none is looked for in the text.
    pub(super) outlet_known: bool,
}

/// What the lines say.
#[derive(Clone, Debug, Default)]
pub(super) struct Labelled {
    /// The regions, in order.
    pub(super) regions: Vec<Region>,
    /// How many paragraphs were looked at for a dateline.
    paragraphs: usize,
    /// Whether there were more lines than are told apart.
    pub(super) endless: bool,
    /// Where the title stands, if it is printed.
    pub(super) title: Option<Span>,
    /// The bylines, as they stand.
    pub(super) bylines: Vec<Span>,
    /// The date of publication, as printed.
    pub(super) published: Dating,
    /// The date of the last change, as printed.
    pub(super) modified: Dating,
    /// The outlet, where the text makes it plain.
    pub(super) outlet: Option<String>,
}

/// Labels the part of a text that lies in `within`.
pub(super) fn label(text: &str, within: Span, known: &Known<'_>) -> Labelled {
    let blocks = block::blocks(text, within, known.line_per_paragraph);
    let endless = blocks.len() >= block::MOST_LINES;
    Labelled { endless, ..label_blocks(text, blocks, known) }
}

/// The blocks of the part of a text that lies in `within`, about which nothing is decided.
pub(super) fn blocks(text: &str, within: Span) -> Vec<Block> {
    block::blocks(text, within, false)
}

/// Labels blocks; those that a page's own marking has decided keep their kind unless their words say otherwise.
pub(super) fn label_blocks(text: &str, mut blocks: Vec<Block>, known: &Known<'_>) -> Labelled {
    for block in &mut blocks {
        judge_alone(block, text);
    }
    captions::mark(&mut blocks, text);
    lists::mark(&mut blocks, text);
    let masthead = if known.line_per_paragraph { None } else { masthead::mark(&mut blocks, text) };
    let mut labelled = head::read(&mut blocks, text, known);
    tail::mark(&mut blocks, text);
    shapes(&mut blocks, text);
    let outlet_unknown = !known.outlet_known;
    let named = blocks.iter().filter(|_| outlet_unknown).find_map(|b| super::outlet::named_in(b.text(text)));
    labelled.outlet = masthead.or_else(|| named.filter(|name| !super::people::is_agency(name)));
    for block in &blocks {
        split::split(block, text, &mut labelled);
    }
    labelled
}

/// What the words of a block say by themselves.
fn judge_alone(block: &mut Block, text: &str) {
    if matches!(block.kind, Some(RegionKind::Title)) || !block.is_content() {
        return;
    }
    let line = block.text(text);
    if let Some(verdict) = phrases::of_line(line) {
        block.set(verdict.kind, verdict.why);
        block.opens = verdict.opens;
    } else if block.kind.is_none() && stamp::is_stamp(line) {
        block.set(RegionKind::Date, "a date or time and nothing else");
    } else if block.kind.is_none() && phrases::prefix(line).is_some_and(|verdict| verdict.kind == RegionKind::Summary) {
        block.set(RegionKind::Summary, "below the heading of the story's points");
    }
}

/// Headings and lists among what is left: content, told by their shape.
fn shapes(blocks: &mut [Block], text: &str) {
    for at in 0..blocks.len() {
        if blocks[at].kind.is_some() {
            continue;
        }
        let block = &blocks[at];
        if block.bullet {
            blocks[at].set(RegionKind::List, "begins with a bullet");
        } else if block.is_short_without_stop(text) && blocks.get(at + 1).is_some_and(|next| next.kind.is_none()) {
            blocks[at].set(RegionKind::Heading, "a short line without a stop above a paragraph");
        }
    }
}

/// Whether a block opens something.
fn opens(block: &Block, what: Opens) -> bool {
    block.opens == Some(what)
}
