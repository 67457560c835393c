//! A quick look at a page's tags, without a parser: where they stand, what they are called, what attributes they have.

use std::ops::Range;

use memchr::{memchr, memmem};

/// One tag.
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    pub(super) closing: bool,
    /// Its bytes in the page.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) attributes: usize,
}

const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "keygen", "frame", "bgsound",
];
const CLOSED_BY_OTHERS: &[&str] =
    &["p", "li", "dd", "dt", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "optgroup", "html", "body", "head"];
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "noscript", "iframe", "noframes"];

impl Tag<'_> {
    pub(super) fn is(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.name.eq_ignore_ascii_case(name))
    }

    /// Elements that hold others and that no other tag closes by itself.
    pub(super) fn nests(&self) -> bool {
        !self.is(VOID) && !self.is(CLOSED_BY_OTHERS)
    }

    pub(super) fn formats(&self) -> bool {
        self.is(FORMATTING)
    }
}

/// Calls `see` for each tag, passing over comments, scripts and styles.
pub(super) fn scan<'a>(page: &'a str, mut see: impl FnMut(Tag<'a>)) {
    let bytes = page.as_bytes();
    let mut at = 0;
    while let Some(start) = find(bytes, at) {
        if let Some(end) = comment_end(bytes, start) {
            at = end;
            continue;
        }
        let closing = bytes.get(start + 1) == Some(&b'/');
        let name_start = start + 1 + usize::from(closing);
        if !bytes.get(name_start).is_some_and(u8::is_ascii_alphabetic) {
            at = start + 1;
            continue;
        }
        let is_name = |b: &u8| b.is_ascii_alphanumeric() || *b == b'-';
        let length = bytes[name_start..].iter().position(|b| !is_name(b)).unwrap_or(bytes.len() - name_start);
        let name_end = name_start + length;
        let (end, attributes) = tag_end(bytes, name_end);
        let name = &page[name_start..name_end];
        see(Tag { name, closing, start, end, attributes });
        at = end;
        if !closing && RAW.iter().any(|raw| name.eq_ignore_ascii_case(raw)) {
            at = close_of(bytes, name, end);
        }
    }
}

fn find(bytes: &[u8], from: usize) -> Option<usize> {
    memchr(b'<', bytes.get(from..)?).map(|i| from + i)
}

/// Where the comment that begins here ends, if one does.
pub(super) fn comment_end(bytes: &[u8], start: usize) -> Option<usize> {
    let inside = bytes.get(start..)?.strip_prefix(b"<!--")?;
    let length = if inside.starts_with(b">") {
        1
    } else if inside.starts_with(b"->") {
        2
    } else {
        memmem::find(inside, b"-->").map_or(inside.len(), |end| end + 3)
    };
    Some(start + 4 + length)
}

/// Where a tag ends, and about how many attributes it has.
fn tag_end(bytes: &[u8], from: usize) -> (usize, usize) {
    let mut attributes = 0;
    let end = each_attribute(bytes, from, |_, _| attributes += 1);
    (end, attributes)
}

/// Calls `see` with the name and the whole of each attribute of the tag whose name ends here; gives the tag's end. As
/// in browsers, a `>` inside quotes doesn't end a tag, and quotes are such only right behind a `=`.
pub(super) fn each_attribute(bytes: &[u8], from: usize, mut see: impl FnMut(Range<usize>, Range<usize>)) -> usize {
    let mut at = from;
    let past = |mut at: usize, wanted: fn(u8) -> bool| {
        while bytes.get(at).is_some_and(|b| wanted(*b)) {
            at += 1;
        }
        at
    };
    loop {
        at = past(at, |b| b.is_ascii_whitespace() || b == b'/');
        match bytes.get(at) {
            None => return bytes.len(),
            Some(b'>') => return at + 1,
            Some(_) => {}
        }
        let name_start = at;
        at = past(at + 1, |b| !b.is_ascii_whitespace() && !matches!(b, b'/' | b'>' | b'='));
        let name = name_start..at;
        let behind = past(at, |b| b.is_ascii_whitespace());
        if bytes.get(behind) == Some(&b'=') {
            at = past(behind + 1, |b| b.is_ascii_whitespace());
            at = match bytes.get(at) {
                Some(&quote @ (b'"' | b'\'')) => {
                    memchr(quote, &bytes[at + 1..]).map_or(bytes.len(), |length| at + 1 + length + 1)
                }
                _ => past(at, |b| !b.is_ascii_whitespace() && b != b'>'),
            };
        }
        see(name, name_start..at);
    }
}

/// Where the closing tag of an element whose content is no markup begins.
fn close_of(bytes: &[u8], name: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(start) = find(bytes, at) {
        let rest = &bytes[start + 1..];
        if rest.first() == Some(&b'/')
            && rest.get(1..=name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()))
        {
            return start;
        }
        at = start + 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(page: &str) -> Vec<String> {
        let mut seen = Vec::new();
        scan(page, |tag| seen.push(format!("{}{} {}", if tag.closing { "/" } else { "" }, tag.name, tag.attributes)));
        seen
    }

    #[test]
    fn tags_are_seen_and_what_only_looks_like_one_is_not() {
        assert_eq!(seen("<p class = 'a > b' id=c>1 < 2<!-- <b> --><br/></p>"), ["p 2", "br 0", "/p 0"]);
        assert_eq!(seen("<script>if (a < b) '<p>'</script><!--><i>"), ["script 0", "/script 0", "i 0"]);
        assert_eq!(seen("<p title=\"never closed"), ["p 1"]);
    }
}
