//! What a walk over a page gives: blocks of text, the parts they lie in, and what stood out on the way.

use std::collections::BTreeMap;

use dom_query::NodeId;
use gainsay_core::RegionKind;

/// Part of the page that its classes or tags name.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// What they say it is.
    pub(super) kind: RegionKind,
    /// What said so.
    pub(super) why: String,
    /// The part it lies in.
    pub(super) parent: Option<usize>,
    /// Its element.
    pub(super) node: NodeId,
    /// How many words of running text it holds.
    pub(super) prose: usize,
    /// Whether it is to be believed: a part that holds most of the page isn't what its class says.
    pub(super) believed: bool,
}

/// A link inside a block.
#[derive(Clone, Debug)]
pub(super) struct BlockLink {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) target: String,
}

/// One block of text.
#[derive(Clone, Debug)]
pub(super) struct PageBlock {
    /// Its text, white space collapsed; line breaks of the page are kept.
    pub(super) text: String,
    /// The name of the nearest element that makes blocks: `p`, `h2`, `li`, `div`…
    pub(super) tag: String,
    /// Which mark its element carries.
    pub(super) mark: usize,
    /// The mark of its element's parent.
    pub(super) parent: NodeId,
    /// The innermost part of the page it lies in.
    pub(super) part: Option<usize>,
    /// How many words it has.
    pub(super) words: usize,
    /// How many bytes of it are links.
    pub(super) linked: usize,
    /// Its links.
    pub(super) links: Vec<BlockLink>,
    /// Whether it belongs to the article's body.
    pub(super) body: bool,
    /// Whether it stands in a quotation.
    pub(super) quoted: bool,
}

impl PageBlock {
    /// The share of it that is links, in percent.
    pub(super) fn link_share(&self) -> usize {
        (self.linked * 100).checked_div(self.text.len()).unwrap_or(0)
    }
}

/// How an element says that it names the author, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AuthorMark {
    /// By a mark of meaning: `rel`, `itemprop`, an hCard.
    Meaning,
    /// By a word among its classes.
    Class,
    /// By the address it leads to: `/author/anna-weld`.
    Address,
}

/// The text of an element that is marked as naming the author.
#[derive(Clone, Debug)]
pub(super) struct MarkedAuthor {
    pub(super) mark: AuthorMark,
    pub(super) text: String,
    /// How many blocks come before it.
    pub(super) at: usize,
}

/// A page as blocks.
#[derive(Clone, Debug, Default)]
pub(super) struct Walked {
    pub(super) blocks: Vec<PageBlock>,
    pub(super) parts: Vec<Part>,
    /// The addresses that `time` elements and the like give, with what stands in them: attribute, text, class.
    pub(super) times: Vec<(String, String)>,
    /// What elements marked as naming the author hold, in order.
    pub(super) authors: Vec<MarkedAuthor>,
    /// The bytes of all text, each as often as elements hold it: what it costs to count the text of every element.
    pub(super) weight: usize,
    /// How many elements the page has.
    pub(super) elements: usize,
}

impl Walked {
    /// What the page's own marking says a block is: the outermost part that is no content, else the innermost.
    pub(super) fn kind_of(&self, block: &PageBlock) -> Option<(RegionKind, &str)> {
        let mut found: Option<&Part> = None;
        let mut at = block.part;
        while let Some(part) = at.and_then(|i| self.parts.get(i)) {
            if part.believed && (found.is_none() || !part.kind.is_content()) {
                found = Some(part);
            }
            at = part.parent;
        }
        found.map(|part| (part.kind, part.why.as_str()))
    }
}

impl Walked {
    /// Counts what each part holds, and stops believing those that hold most of the page's running text.
    pub(super) fn believe(&mut self) {
        let mut total = 0;
        for block in &self.blocks {
            if block.words < 12 || block.link_share() > 40 {
                continue;
            }
            total += block.words;
            let mut at = block.part;
            while let Some(i) = at {
                self.parts[i].prose += block.words;
                at = self.parts[i].parent;
            }
        }
        // Builders of pages give one class to everything: what all parts of that word hold together counts.
        let mut by_word: BTreeMap<String, usize> = BTreeMap::new();
        for part in &self.parts {
            let nested = part.parent.is_some_and(|i| self.parts[i].why == part.why);
            if !nested {
                *by_word.entry(part.why.clone()).or_default() += part.prose;
            }
        }
        for part in &mut self.parts {
            let prose = by_word.get(&part.why).copied().unwrap_or(part.prose);
            part.believed = !(prose * 100 > total * 45 && prose > 60);
        }
    }
}
