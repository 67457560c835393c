//! Which kind of file it is: by media type, by the ending of its name, by its first bytes.

use super::Input;

/// A kind of file that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Plain text, mostly scraped from a page.
    Plain,
    /// Markdown.
    Markdown,
    /// A page.
    Html,
    /// One JSON document: an article or several.
    Json,
    /// JSON Lines: an article a line.
    JsonLines,
}

/// Beginnings of files that are surely something else: pictures, archives, programs.
const FOREIGN: &[&[u8]] = &[
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"7z\xbc\xaf",
    b"\x7fELF",
    b"MZ\x90",
    b"RIFF",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"SQLite format 3",
    b"OggS",
    b"ID3",
    b"%!PS",
];

impl Kind {
    /// The kind of an input; `None` where it is none that is read.
    pub(super) fn of(input: &Input) -> Option<Self> {
        if FOREIGN.iter().any(|start| input.bytes.starts_with(start)) {
            return None;
        }
        let by_type = input.media_type.as_deref().and_then(Self::of_media_type);
        by_type.or_else(|| Self::of_name(&input.location)).or_else(|| Self::of_bytes(&input.bytes))
    }

    fn of_media_type(media_type: &str) -> Option<Self> {
        let essence = media_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
        match essence.as_str() {
            "text/plain" => None, // servers say so of anything: the name and the bytes know better
            "text/markdown" => Some(Self::Markdown),
            "text/html" | "application/xhtml+xml" => Some(Self::Html),
            "application/json" | "application/ld+json" => Some(Self::Json),
            "application/jsonl" | "application/x-ndjson" => Some(Self::JsonLines),
            _ => None,
        }
    }

    fn of_name(location: &str) -> Option<Self> {
        let name = location.split(['?', '#']).next().unwrap_or("").rsplit(['/', '\\']).next().unwrap_or("");
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Self::Plain),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" | "shtml" => Some(Self::Html),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            _ => None,
        }
    }

    /// What the first bytes look like; `None` where they are no text at all.
    fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let head = &bytes[..bytes.len().min(4096)];
        let utf16 = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
        let controls = head.iter().filter(|&&b| b < 32 && !matches!(b, b'\t' | b'\n' | b'\r' | 12 | 27)).count();
        if !utf16 && controls * 50 > head.len() {
            return None;
        }
        let text = String::from_utf8_lossy(head).trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
        if text.starts_with('{') || text.starts_with("[{") || text.starts_with("[\n") {
            let first_line_closes = text.lines().next().is_some_and(|line| line.trim_end().ends_with('}'));
            let second_opens = text.lines().nth(1).is_some_and(|line| line.starts_with('{'));
            return Some(if first_line_closes && second_opens { Self::JsonLines } else { Self::Json });
        }
        let page = ["<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p>", "<p ", "<?xml"];
        if page.iter().any(|tag| text.starts_with(tag)) || text.contains("<html") || text.contains("<body") {
            return Some(Self::Html);
        }
        Some(Self::Plain)
    }

    /// Its IANA media type.
    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::Plain => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Html => "text/html",
            Self::Json => "application/json",
            Self::JsonLines => "application/jsonl",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(location: &str, bytes: &[u8]) -> Option<Kind> {
        Kind::of(&Input { location: location.into(), bytes: bytes.into(), ..Input::default() })
    }

    #[test]
    fn the_name_tells_the_kind() {
        assert_eq!(kind("day/a.TXT", b"x"), Some(Kind::Plain));
        assert_eq!(kind("a.htm", b"x"), Some(Kind::Html));
        assert_eq!(kind("https://paper.example/a.html?x=1.json", b"x"), Some(Kind::Html));
        assert_eq!(kind("a.jsonl", b"{}"), Some(Kind::JsonLines));
    }

    #[test]
    fn without_a_telling_name_the_bytes_do() {
        assert_eq!(kind("-", b" <!DOCTYPE html><p>x"), Some(Kind::Html));
        assert_eq!(kind("-", b"{\"title\": \"x\"}"), Some(Kind::Json));
        assert_eq!(kind("-", b"{\"title\": \"x\"}\n{\"title\": \"y\"}\n"), Some(Kind::JsonLines));
        assert_eq!(kind("article", b"The harbour was closed."), Some(Kind::Plain));
    }

    #[test]
    fn what_is_no_text_is_not_read() {
        assert_eq!(kind("a.txt", b"%PDF-1.7"), None);
        assert_eq!(kind("a.bin", &[0, 1, 2, 3, 0, 0, 9, 200]), None);
    }
}
