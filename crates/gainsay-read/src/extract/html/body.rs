//! Which blocks are the article's body: what a readability pass keeps of the page without its named parts, and
//! paragraphs beside those kept.

use std::collections::BTreeSet;

use dom_query::{Document, NodeId};
use dom_smoothie::{Config, Readability};
use gainsay_core::RegionKind;

use super::{
    blocks::{PageBlock, Walked},
    walk::MARK,
};
use crate::extract::fold::ends_sentence;

/// Pages of more elements aren't given to the readability pass, whose cost grows faster than they do.
const MOST_ELEMENTS: usize = 40_000;
/// Nor are pages whose text lies deeper than articles' does: the pass counts the text of every element that holds it.
const MOST_WEIGHT: usize = 100 << 20;
/// A body of fewer words is doubted.
const SHORT: usize = 40;
/// Of a page with more running text than this a body that holds less than this share of it, in percent, is doubted too.
const LONG: usize = 200;
const LEAST_SHARE: usize = 40;

/// Decides for each block whether it belongs to the body. Takes the page apart.
pub(super) fn choose(walked: &mut Walked, document: Document) {
    let passes = walked.elements <= MOST_ELEMENTS && walked.weight <= MOST_WEIGHT;
    let kept = if passes { readable(walked, document) } else { BTreeSet::new() };
    for i in 0..walked.blocks.len() {
        let block = &walked.blocks[i];
        let named = walked.kind_of(block).map(|(kind, _)| kind);
        walked.blocks[i].body = kept.contains(&block.mark) && named.is_none_or(RegionKind::is_content);
    }
    let words: usize = walked.blocks.iter().filter(|b| b.body).map(|b| b.words).sum();
    if words < SHORT || leaves_most(walked) {
        by_shape(walked);
    }
    beside(walked);
    among(walked);
    drop_copies(walked);
}

/// Running text that stands among the body's, between the main heading and the body, or right below the body, and that
/// nothing names otherwise, belongs to it: readability passes drop it for the container it lies in.
fn among(walked: &mut Walked) {
    const GAP: usize = 3;
    let Some(mut first) = walked.blocks.iter().position(|b| b.body) else { return };
    let Some(mut last) = walked.blocks.iter().rposition(|b| b.body) else { return };
    let heading = walked.blocks[..first].iter().rposition(|b| b.tag == "h1");
    first = heading.unwrap_or(first);
    while let Some(next) = (last + 1..walked.blocks.len().min(last + 1 + GAP)).find(|&i| is_free_prose(walked, i)) {
        last = next;
    }
    for i in first..=last {
        if is_free_prose(walked, i) {
            walked.blocks[i].body = true;
        }
    }
}

fn is_free_prose(walked: &Walked, at: usize) -> bool {
    let block = &walked.blocks[at];
    is_prose(block) && walked.kind_of(block).is_none_or(|(kind, _)| kind == RegionKind::Quote)
}

/// Paragraphs that the page prints again, for another width of screen: the first stays.
fn drop_copies(walked: &mut Walked) {
    const SHORTEST: usize = 8;
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for block in walked.blocks.iter_mut().filter(|b| b.body && b.words >= SHORTEST) {
        block.body = seen.insert(block.text.clone());
    }
}

/// The marks of the elements that the readability pass keeps.
fn readable(walked: &Walked, document: Document) -> BTreeSet<usize> {
    for part in walked.parts.iter().filter(|p| p.believed && removable(p.kind)) {
        if let Some(node) = document.tree.get(&part.node) {
            node.remove_from_parent();
        }
    }
    let config = Config { max_elements_to_parse: 0, disable_json_ld: true, keep_classes: false, ..Config::default() };
    let Ok(mut readability) = Readability::with_document(document, None, Some(config)) else { return BTreeSet::new() };
    let Ok(article) = readability.parse() else { return BTreeSet::new() };
    let mut marks = BTreeSet::new();
    let key = format!("{MARK}=\"");
    for part in article.content.split(key.as_str()).skip(1) {
        if let Some(mark) = part.split('"').next().and_then(|n| n.parse().ok()) {
            marks.insert(mark);
        }
    }
    marks
}

const fn removable(kind: RegionKind) -> bool {
    !kind.is_content()
}

/// Whether the readability pass left most of the page's running text out: a body split over several containers.
fn leaves_most(walked: &Walked) -> bool {
    let prose = |b: &&PageBlock| is_prose(b) && walked.kind_of(b).is_none_or(|(kind, _)| kind.is_content());
    let count = |body_only: bool| -> usize {
        walked.blocks.iter().filter(prose).filter(|b| b.body || !body_only).map(|b| b.words).sum()
    };
    let (kept, all) = (count(true), count(false));
    all > LONG && kept * 100 < all * LEAST_SHARE
}

/// Running text: a sentence of some length, or more, and not mostly links.
fn is_prose(block: &PageBlock) -> bool {
    block.words >= 12 && block.link_share() < 35 && (ends_sentence(&block.text) || block.words >= 40)
}

/// Without a readable part: the paragraphs that read as running text.
fn by_shape(walked: &mut Walked) {
    for i in 0..walked.blocks.len() {
        let block = &walked.blocks[i];
        let named = walked.kind_of(block).map(|(kind, _)| kind);
        if is_prose(block) && named.is_none_or(|kind| matches!(kind, RegionKind::Quote | RegionKind::Summary)) {
            walked.blocks[i].body = true;
        }
    }
}

/// Paragraphs with the same parent as several of the body's belong to it too, were they dropped for their links.
fn beside(walked: &mut Walked) {
    let mut parents: Vec<NodeId> = walked.blocks.iter().filter(|b| b.body && b.tag == "p").map(|b| b.parent).collect();
    parents.sort_unstable_by_key(|id| format!("{id:?}"));
    let shared: Vec<NodeId> =
        parents.chunk_by(|a, b| a == b).filter(|c| c.len() >= 3).filter_map(|c| c.first().copied()).collect();
    for i in 0..walked.blocks.len() {
        let block = &walked.blocks[i];
        if block.body || block.tag != "p" || block.words < 4 || block.link_share() > 60 {
            continue;
        }
        let unnamed = walked.kind_of(block).is_none();
        if unnamed && shared.contains(&block.parent) {
            walked.blocks[i].body = true;
        }
    }
}
