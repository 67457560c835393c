//! A page → what of it is worth parsing: scripts, styles, drawings and comments make up most of a page's bytes and hold
//! no text of the article, and most attributes say nothing about it. Scripts are kept apart: some hold data.

use super::tags::{Tag, comment_end, each_attribute, scan};

/// A script that stands in the page.
pub(super) struct Script<'a> {
    /// Whether it is JSON-LD.
    pub(super) is_linked_data: bool,
    /// What it holds.
    pub(super) text: &'a str,
}

/// A page without what nobody reads.
pub(super) struct Slim<'a> {
    pub(super) page: String,
    pub(super) scripts: Vec<Script<'a>>,
    /// How many signs `<` that open nothing were left out.
    pub(super) brackets_left_out: usize,
}

/// Elements that are left out with all they hold.
const LEFT_OUT: &[&str] = &["script", "style", "noscript", "iframe", "svg"];
/// Elements of text, before which a drawing that was never closed ends.
const BREAKING_OUT: &[&str] = &[
    "body",
    "article",
    "main",
    "section",
    "header",
    "footer",
    "nav",
    "aside",
    "div",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "table",
    "blockquote",
    "figure",
    "form",
    "img",
];
/// Attributes that are read here or by the readability pass.
const KEPT: &[&str] = &[
    "aria-hidden",
    "aria-modal",
    "charset",
    "class",
    "colspan",
    "content",
    "data-datetime",
    "datetime",
    "dir",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "itemprop",
    "itemscope",
    "itemtype",
    "lang",
    "name",
    "property",
    "rel",
    "role",
    "rowspan",
    "src",
    "style",
    "title",
    "type",
];
/// Longer addresses of pictures are pictures themselves.
const LONGEST_SOURCE: usize = 300;

/// Signs `<` that open nothing, beyond these, are left out: the parser makes a piece of text, and notes an error, of each.
const MOST_BRACKETS: usize = 10_000;

/// Leaves out what nobody reads.
pub(super) fn slim(page: &str) -> Slim<'_> {
    let mut slimming = Slimming {
        page,
        out: String::with_capacity(page.len() / 2),
        scripts: Vec::new(),
        at: 0,
        left: None,
        brackets: 0,
    };
    scan(page, |tag| slimming.see(&tag));
    slimming.finish()
}

struct Slimming<'a> {
    page: &'a str,
    out: String,
    scripts: Vec<Script<'a>>,
    /// Up to where the page is copied.
    at: usize,
    left: Option<LeftOut>,
    /// How many signs `<` were met that open nothing.
    brackets: usize,
}

/// The element that is being left out.
struct LeftOut {
    name: String,
    depth: usize,
    inside: usize,
    script: Option<bool>,
}

impl<'a> Slimming<'a> {
    fn see(&mut self, tag: &Tag<'a>) {
        if self.left.as_ref().is_some_and(|left| left.name.eq_ignore_ascii_case("svg")) && tag.is(BREAKING_OUT) {
            self.left = None;
            self.at = tag.start;
        }
        if let Some(left) = &mut self.left {
            if tag.name.eq_ignore_ascii_case(&left.name) {
                left.depth = if tag.closing { left.depth - 1 } else { left.depth + 1 };
            }
            if left.depth == 0 {
                self.close(tag);
            }
            return;
        }
        self.copy_to(tag.start);
        self.at = tag.end;
        let is_closed_drawing = tag.is(&["svg"]) && self.page[tag.start..tag.end].ends_with("/>");
        if !tag.closing && tag.is(LEFT_OUT) && !is_closed_drawing {
            self.open(tag);
        } else if tag.attributes == 0 {
            self.out.push_str(&self.page[tag.start..tag.end]);
        } else {
            self.tag(tag);
        }
    }

    fn open(&mut self, tag: &Tag<'a>) {
        let attributes = self.page[tag.start..tag.end].to_ascii_lowercase();
        let script = tag.is(&["script"]).then(|| attributes.contains("ld+json"));
        self.left = Some(LeftOut { name: tag.name.to_owned(), depth: 1, inside: tag.end, script });
    }

    fn close(&mut self, tag: &Tag<'a>) {
        self.at = tag.end;
        let Some(LeftOut { inside, script: Some(is_linked_data), .. }) = self.left.take() else { return };
        if let Some(text) = self.page.get(inside..tag.start).filter(|text| !text.trim().is_empty()) {
            self.scripts.push(Script { is_linked_data, text });
        }
    }

    /// Copies text, without comments.
    fn copy_to(&mut self, end: usize) {
        let page = self.page;
        let mut at = self.at;
        while let Some(start) = page.get(at..end).and_then(|text| text.find("<!--")).map(|i| at + i) {
            self.copy_text(&page[at..start]);
            at = comment_end(page.as_bytes(), start).unwrap_or(end).min(end);
        }
        self.copy_text(page.get(at..end).unwrap_or(""));
    }

    /// Copies text, of white space only the first sign: more of it says nothing on a page.
    fn copy_text(&mut self, text: &str) {
        let mut before = 0u8;
        let (bytes, mut copied) = (text.as_bytes(), 0);
        for (at, &byte) in bytes.iter().enumerate() {
            self.brackets += usize::from(byte == b'<');
            let is_space_again = byte <= b' ' && before <= b' ' && at > 0;
            if is_space_again || (byte == b'<' && self.brackets > MOST_BRACKETS) {
                self.out.push_str(text.get(copied..at).unwrap_or(""));
                copied = at + 1;
            }
            before = byte;
        }
        self.out.push_str(text.get(copied..).unwrap_or(""));
    }

    /// Copies a tag with the attributes that are kept.
    fn tag(&mut self, tag: &Tag<'a>) {
        let page = self.page;
        let name_end = tag.start + 1 + usize::from(tag.closing) + tag.name.len();
        self.out.push_str(&page[tag.start..name_end]);
        each_attribute(page.as_bytes(), name_end, |name, whole| {
            let name = page.get(name).unwrap_or("");
            let Some(whole) = page.get(whole) else { return };
            let is_kept = KEPT.iter().any(|kept| kept.eq_ignore_ascii_case(name));
            let is_picture = name.eq_ignore_ascii_case("src") && whole.len() > LONGEST_SOURCE;
            if is_picture {
                self.out.push_str(" src=\"picture\"");
            } else if is_kept {
                self.out.push(' ');
                self.out.push_str(whole);
            }
        });
        self.out.push('>');
    }

    fn finish(mut self) -> Slim<'a> {
        if self.left.is_none() {
            self.copy_to(self.page.len());
        }
        let brackets_left_out = self.brackets.saturating_sub(MOST_BRACKETS);
        Slim { page: self.out, scripts: self.scripts, brackets_left_out }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_reads_is_left_out() {
        let page = "<p onclick='x()' class=a>One<!-- two --><svg><path/><svg></svg>3</svg></p>\
            <script>var a = '<p>';</script><script type=\"application/ld+json\">{}</script><b>4</b>   \n end";
        let slim = slim(page);
        assert_eq!(slim.page, "<p class=a>One</p><b>4</b> end");
        let scripts: Vec<_> = slim.scripts.iter().map(|script| (script.is_linked_data, script.text)).collect();
        assert_eq!(scripts, [(false, "var a = '<p>';"), (true, "{}")]);
    }

    #[test]
    fn endless_brackets_are_left_out_and_counted() {
        let page = format!("<p>1 < 2{}</p>", "<".repeat(2 * MOST_BRACKETS));
        let slim = slim(&page);
        assert_eq!(slim.brackets_left_out, MOST_BRACKETS + 1);
        assert!(slim.page.starts_with("<p>1 < 2") && slim.page.len() < page.len());
    }
}
