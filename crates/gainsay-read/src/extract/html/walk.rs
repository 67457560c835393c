//! The page's tree → blocks, in reading order: each is the text of one paragraph, heading, list item or the like.

use std::collections::BTreeMap;

use dom_query::{Document, NodeId, NodeRef};
use gainsay_core::RegionKind;

use super::classes;
use crate::extract::fold::count_words;

/// Marks the element that owns a block, so that it is known again in what the choice of the body leaves.
pub(super) const MARK: &str = "data-gs-block";
/// More blocks than these aren't made: what follows joins the last.
const MOST_BLOCKS: usize = 60_000;

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

/// The text of an element that is marked as naming the author.
#[derive(Clone, Debug)]
pub(super) struct MarkedAuthor {
    /// Whether the mark is one of meaning (`rel`, `itemprop`), not only a class.
    pub(super) meant: bool,
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

struct Open {
    tag: String,
    mark: usize,
    parent: NodeId,
}

struct Walker {
    out: Walked,
    text: String,
    space: bool,
    breaks: usize,
    links: Vec<BlockLink>,
    link_from: Option<(usize, String)>,
    open: Vec<Open>,
    part: Option<usize>,
    quotes: usize,
    marks: usize,
}

/// Walks the page once, without recursion.
pub(super) fn walk(document: &Document) -> Walked {
    let Some(body) = document.body() else { return Walked::default() };
    let mut walker = Walker {
        out: Walked::default(),
        text: String::new(),
        space: false,
        breaks: 0,
        links: Vec::new(),
        link_from: None,
        open: vec![Open { tag: "body".to_owned(), mark: 0, parent: body.id }],
        part: None,
        quotes: 0,
        marks: 0,
    };
    let mut next = body.first_child();
    // Elements entered and not yet left.
    let mut path: Vec<NodeRef<'_>> = Vec::new();
    while let Some(node) = next {
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
    walker.out.believe();
    walker.out
}

const SKIPPED: &[&str] = &[
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "select", "datalist",
    "math", "audio", "video", "head", "map", "textarea", "input",
];
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "label",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "body",
];

impl Walker {
    /// Takes in one node; says whether its children are to be walked.
    fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        if node.is_text() {
            self.push_text(&node.text());
            return false;
        }
        let Some(name) = node.node_name() else { return false };
        let name = name.to_ascii_lowercase();
        self.out.elements += 1;
        if SKIPPED.contains(&name.as_str()) || is_hidden(node) {
            return false;
        }
        if name == "br" {
            self.line_break();
            return false;
        }
        self.note_time(node, &name);
        self.note_author(node, &name);
        self.enter_part(node, &name);
        if BLOCKS.contains(&name.as_str()) {
            self.flush();
            self.marks += 1;
            if self.out.blocks.len() < MOST_BLOCKS {
                node.set_attr(MARK, &self.marks.to_string());
            }
            let parent = node.parent().map_or(node.id, |p| p.id);
            self.open.push(Open { tag: name.clone(), mark: self.marks, parent });
        }
        if name == "blockquote" {
            self.quotes += 1;
        }
        if name == "a" {
            // Links that touch in the source stand apart on the page.
            self.space |= self.links.last().is_some_and(|link| link.end == self.text.len());
            self.link_from = node.attr("href").map(|href| (self.position(), href.to_string()));
        }
        true
    }

    fn leave(&mut self, node: &NodeRef<'_>) {
        let Some(name) = node.node_name() else { return };
        let name = name.to_ascii_lowercase();
        if name == "a"
            && let Some((start, target)) = self.link_from.take()
            && self.text.len() > start
        {
            self.links.push(BlockLink { start, end: self.text.len(), target });
        }
        if BLOCKS.contains(&name.as_str()) {
            self.flush();
            self.open.pop();
        }
        if name == "blockquote" {
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
        let Some(open) = self.open.last() else { return };
        if text.is_empty() {
            return;
        }
        if self.out.blocks.len() >= MOST_BLOCKS
            && let Some(last) = self.out.blocks.last_mut()
        {
            last.text.push('\n');
            last.text.push_str(&text);
            last.words += count_words(&text);
            return;
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

    fn enter_part(&mut self, node: &NodeRef<'_>, name: &str) {
        // A date or name in the midst of a sentence is part of it.
        let inside_sentence = matches!(name, "time" | "span" | "a" | "label")
            && !self.text.is_empty()
            && self.open.last().is_some_and(|open| open.tag == "p");
        let named = if inside_sentence { None } else { part_of(node, name) };
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

    fn note_author(&mut self, node: &NodeRef<'_>, name: &str) {
        const MOST: usize = 40;
        const LONGEST: usize = 120;
        if self.out.authors.len() >= MOST
            || !matches!(
                name,
                "a" | "span"
                    | "p"
                    | "div"
                    | "strong"
                    | "b"
                    | "address"
                    | "li"
                    | "em"
                    | "h4"
                    | "h5"
                    | "h6"
                    | "cite"
                    | "small"
            )
        {
            return;
        }
        let has = |attribute: &str, word: &str| {
            node.attr(attribute).is_some_and(|value| value.split_whitespace().any(|v| v.eq_ignore_ascii_case(word)))
        };
        let meant = has("rel", "author") || has("itemprop", "author") || has("property", "author");
        let named = || ["class", "id"].iter().any(|a| node.attr(a).is_some_and(|value| names_author(&value)));
        if meant || named() {
            // The name inside, where it is marked too: `author` with picture, name and portrait around it.
            let inner = node.descendants_it().take(60).find(|inner| {
                inner.attr("itemprop").is_some_and(|prop| &*prop == "name")
                    || inner.attr("class").is_some_and(|class| class.split_whitespace().any(|c| c == "fn"))
            });
            let text = inner.map_or_else(|| node.text(), |inner| inner.text());
            let text = text.trim();
            if !text.is_empty() && text.len() <= LONGEST {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                self.out.authors.push(MarkedAuthor { meant, text, at: self.out.blocks.len() });
            }
        }
    }

    fn note_time(&mut self, node: &NodeRef<'_>, name: &str) {
        if self.out.times.len() >= 200 {
            return;
        }
        let prop = node.attr("itemprop").map(|p| p.to_ascii_lowercase()).unwrap_or_default();
        let class = node.attr("class").unwrap_or_default();
        let titled = name == "abbr" && (class.contains("publish") || class.contains("date"));
        let dated = prop.contains("date") || name == "time" || titled || node.has_attr("data-datetime");
        if dated {
            let value = ["datetime", "content", "data-datetime", "title"].iter().find_map(|a| node.attr(a));
            let value = value.map_or_else(|| node.text().chars().take(80).collect(), |v| v.to_string());
            self.out.times.push((format!("{prop} {class}").to_ascii_lowercase(), value));
        }
    }
}

/// Whether a class or id attribute has a word for an author.
fn names_author(attribute: &str) -> bool {
    classes::kind_of(attribute).is_some_and(|(kind, word)| kind == RegionKind::Byline && word != "vcard")
}

/// What the tag, role, classes and id of an element say of what it holds.
fn part_of(node: &NodeRef<'_>, name: &str) -> Option<(RegionKind, String)> {
    let by_tag = match name {
        "nav" => Some(RegionKind::Navigation),
        "footer" => Some(RegionKind::Navigation),
        "aside" => Some(RegionKind::Related),
        "figcaption" => Some(RegionKind::Caption),
        "button" | "label" | "legend" => Some(RegionKind::Navigation),
        "form" | "dialog" => Some(RegionKind::Notice),
        "time" => Some(RegionKind::Date),
        _ => None,
    };
    if let Some(kind) = by_tag {
        return Some((kind, format!("in a `{name}` element")));
    }
    if matches!(name, "html" | "body" | "main" | "article" | "h1" | "a" | "p" | "span" | "em" | "strong" | "b" | "i") {
        let inline = matches!(name, "p" | "span" | "a");
        let class = inline.then(|| node.attr("class")).flatten()?;
        let (kind, word) = classes::kind_of(&class)?;
        let fits = match name {
            "p" => true,
            _ => matches!(kind, RegionKind::Byline | RegionKind::Date | RegionKind::Caption),
        };
        return fits.then(|| (kind, format!("its class says `{word}`")));
    }
    match node.attr("role").as_deref() {
        Some("navigation" | "menu" | "menubar" | "search" | "banner" | "contentinfo" | "toolbar") => {
            return Some((RegionKind::Navigation, "its role says so".to_owned()));
        }
        Some("complementary") => return Some((RegionKind::Related, "its role says so".to_owned())),
        Some("dialog" | "alert" | "alertdialog") => return Some((RegionKind::Notice, "its role says so".to_owned())),
        _ => {}
    }
    ["class", "id"].iter().find_map(|attribute| {
        let (kind, word) = classes::kind_of(&node.attr(attribute)?)?;
        Some((kind, format!("its {attribute} says `{word}`")))
    })
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style = node.attr("style").map(|s| s.to_ascii_lowercase().replace(' ', ""));
    node.has_attr("hidden") || style.is_some_and(|s| s.contains("display:none") || s.contains("visibility:hidden"))
}

impl Walked {
    /// Counts what each part holds, and stops believing those that hold most of the page's running text.
    fn believe(&mut self) {
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
