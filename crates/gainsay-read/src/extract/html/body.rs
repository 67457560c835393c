//! Which blocks are the article's body: what a readability pass keeps of the page without its named parts, and
//! paragraphs beside those kept.

use std::collections::BTreeSet;

use dom_query::{Document, NodeId};
use dom_smoothie::{Config, Readability};
use gainsay_core::RegionKind;

use super::walk::{MARK, Walked};
use crate::extract::fold::ends_sentence;

/// Pages of more elements aren't given to the readability pass, whose cost grows faster than they do.
const MOST_ELEMENTS: usize = 40_000;
/// A body of fewer words is doubted.
const SHORT: usize = 40;

/// Decides for each block whether it belongs to the body. Takes the page apart.
pub(super) fn choose(walked: &mut Walked, document: Document) {
    let kept = if walked.elements <= MOST_ELEMENTS { readable(walked, document) } else { BTreeSet::new() };
    for i in 0..walked.blocks.len() {
        let block = &walked.blocks[i];
        let named = walked.kind_of(block).map(|(kind, _)| kind);
        walked.blocks[i].body = kept.contains(&block.mark) && named.is_none_or(RegionKind::is_content);
    }
    let words: usize = walked.blocks.iter().filter(|b| b.body).map(|b| b.words).sum();
    if words < SHORT {
        by_shape(walked);
    }
    beside(walked);
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

/// Without a readable part: the paragraphs that read as running text.
fn by_shape(walked: &mut Walked) {
    for i in 0..walked.blocks.len() {
        let block = &walked.blocks[i];
        let named = walked.kind_of(block).map(|(kind, _)| kind);
        let prose = block.words >= 12 && block.link_share() < 35 && (ends_sentence(&block.text) || block.words >= 40);
        if prose && named.is_none_or(|kind| matches!(kind, RegionKind::Quote | RegionKind::Summary)) {
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
