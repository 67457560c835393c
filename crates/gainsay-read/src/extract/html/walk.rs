//! The page's tree → blocks, in reading order: each is the text of one paragraph, heading, list item or the like.

use dom_query::{Document, NodeData, NodeId, NodeRef};

use super::{
    blocks::{BlockLink, PageBlock, Part, Walked},
    classes::Names,
    parts::{Facts, part_of},
};
use crate::extract::fold::count_words;

/// Marks the element that owns a block, so that it is known again in what the choice of the body leaves.
pub(super) const MARK: &str = "data-gs-block";
/// More blocks than these aren't made: what follows joins the last.
const MOST_BLOCKS: usize = 60_000;

struct Open {
    tag: String,
    node: NodeId,
    /// 0 until it owns a block.
    mark: usize,
    parent: NodeId,
}

struct Walker<'n> {
    out: Walked,
    /// What the page's classes and ids name.
    names: &'n Names,
    text: String,
    space: bool,
    breaks: usize,
    links: Vec<BlockLink>,
    link_from: Option<(usize, String)>,
    open: Vec<Open>,
    part: Option<usize>,
    quotes: usize,
    /// The elements that own blocks; the place of each is its mark.
    owners: Vec<NodeId>,
}

/// Walks the page once, without recursion.
pub(super) fn walk(document: &Document) -> Walked {
    let Some(body) = document.body() else { return Walked::default() };
    let names = Names::default();
    let mut walker = Walker {
        out: Walked::default(),
        names: &names,
        text: String::new(),
        space: false,
        breaks: 0,
        links: Vec::new(),
        link_from: None,
        open: vec![Open { tag: "body".to_owned(), node: body.id, mark: 0, parent: body.id }],
        part: None,
        quotes: 0,
        owners: Vec::new(),
    };
    let mut next = body.first_child();
    // Elements entered and not yet left.
    let mut path: Vec<NodeRef<'_>> = Vec::new();
    while let Some(node) = next {
        if let Some(length) = node.query(|inner| match &inner.data {
            NodeData::Text { contents } => contents.len(),
            _ => 0,
        }) {
            walker.out.weight += length * (path.len() + 1);
        }
        let enters = walker.enter(&node);
        if enters && let Some(child) = node.first_child() {
            path.push(node);
            next = Some(child);
            continue;
        }
        if enters {
            walker.leave(&node);
            walker.leave_part(&node);
        }
        next = node.next_sibling();
        while next.is_none() {
            let Some(parent) = path.pop() else { break };
            walker.leave(&parent);
            walker.leave_part(&parent);
            next = parent.next_sibling();
        }
    }
    walker.flush();
    for (mark, owner) in (1_usize..).zip(&walker.owners) {
        if let Some(node) = document.tree.get(owner) {
            node.set_attr(MARK, &mark.to_string());
        }
    }
    walker.out.believe();
    walker.out
}

/// Elements that show no text of the page's own.
fn is_skipped(tag: &str) -> bool {
    matches!(
        tag,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "iframe"
            | "object"
            | "embed"
            | "svg"
            | "canvas"
            | "select"
            | "datalist"
            | "math"
            | "audio"
            | "video"
            | "head"
            | "map"
            | "textarea"
            | "input"
    )
}

/// Elements that stand apart from what is beside them.
fn is_block(tag: &str) -> bool {
    matches!(
        tag,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "button"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "label"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "body"
    )
}

impl Walker<'_> {
    /// Takes in one node; says whether its children are to be walked.
    fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        let Some(element) = node.element_ref() else {
            node.query(|inner| {
                if let NodeData::Text { contents } = &inner.data {
                    self.push_text(contents);
                }
            });
            return false;
        };
        let names = self.names;
        let element = Facts::of(&element, names);
        self.out.elements += 1;
        if is_skipped(element.tag) || element.is_hidden() {
            return false;
        }
        if element.tag == "br" {
            self.line_break();
            return false;
        }
        self.out.note_time(node, &element);
        self.out.note_author(node, &element);
        self.enter_part(node, &element);
        if is_block(element.tag) {
            self.flush();
            let parent = node.parent().map_or(node.id, |p| p.id);
            self.open.push(Open { tag: element.tag.to_owned(), node: node.id, mark: 0, parent });
        }
        if element.tag == "blockquote" {
            self.quotes += 1;
        }
        if element.tag == "a" {
            // Links that touch in the source stand apart on the page.
            self.space |= self.links.last().is_some_and(|link| link.end == self.text.len());
            self.link_from = element.href.map(|href| (self.position(), href.to_owned()));
        }
        true
    }

    fn leave(&mut self, node: &NodeRef<'_>) {
        let Some(name) = node.qual_name_ref().map(|name| name.local.clone()) else { return };
        if &*name == "a"
            && let Some((start, target)) = self.link_from.take()
            && self.text.len() > start
        {
            self.links.push(BlockLink { start, end: self.text.len(), target });
        }
        if is_block(&name) {
            self.flush();
            self.open.pop();
        }
        if &*name == "blockquote" {
            self.quotes = self.quotes.saturating_sub(1);
        }
    }

    /// Where the next text will stand.
    fn position(&self) -> usize {
        self.text.len() + usize::from(self.space && !self.text.is_empty())
    }

    fn push_text(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() || c == '\u{feff}' {
                self.space = true;
                continue;
            }
            if matches!(c, '\u{200b}' | '\u{ad}' | '\u{2060}') || c.is_control() {
                continue;
            }
            if self.breaks > 0 {
                self.text.push('\n');
            } else if self.space && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.space = false;
            self.breaks = 0;
            self.text.push(c);
        }
    }

    /// One break is a new line, two make a new paragraph.
    fn line_break(&mut self) {
        if self.text.is_empty() {
            return;
        }
        self.breaks += 1;
        if self.breaks >= 2 {
            self.flush();
        }
    }

    fn flush(&mut self) {
        self.space = false;
        self.breaks = 0;
        let text = std::mem::take(&mut self.text);
        let mut links = std::mem::take(&mut self.links);
        if let Some((start, target)) = &mut self.link_from {
            // A link over several blocks is one link in each.
            if text.len() > *start {
                links.push(BlockLink { start: *start, end: text.len(), target: target.clone() });
            }
            *start = 0;
        }
        if text.is_empty() {
            return;
        }
        let Some(open) = self.open.last_mut() else { return };
        if self.out.blocks.len() >= MOST_BLOCKS
            && let Some(last) = self.out.blocks.last_mut()
        {
            last.text.push('\n');
            last.text.push_str(&text);
            last.words += count_words(&text);
            return;
        }
        if open.mark == 0 {
            self.owners.push(open.node);
            open.mark = self.owners.len();
        }
        let words = count_words(&text);
        let linked = links.iter().map(|l| l.end - l.start).sum();
        let (tag, mark, parent) = (open.tag.clone(), open.mark, open.parent);
        let quoted = self.quotes > 0;
        self.out.blocks.push(PageBlock {
            text,
            tag,
            mark,
            parent,
            part: self.part,
            words,
            linked,
            links,
            body: false,
            quoted,
        });
    }

    fn enter_part(&mut self, node: &NodeRef<'_>, element: &Facts<'_>) {
        // A date or name in the midst of a sentence is part of it.
        let inside_sentence = matches!(element.tag, "time" | "span" | "a" | "label")
            && !self.text.is_empty()
            && self.open.last().is_some_and(|open| open.tag == "p");
        let named = if inside_sentence { None } else { part_of(element) };
        if let Some((kind, why)) = named {
            self.flush();
            self.out.parts.push(Part { kind, why, parent: self.part, node: node.id, prose: 0, believed: true });
            self.part = Some(self.out.parts.len() - 1);
        }
    }

    fn leave_part(&mut self, node: &NodeRef<'_>) {
        if let Some(part) = self.part.and_then(|i| self.out.parts.get(i))
            && part.node == node.id
        {
            let parent = part.parent;
            self.flush();
            self.part = parent;
        }
    }
}
