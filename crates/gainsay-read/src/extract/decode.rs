//! Bytes → characters: byte order marks, declared charsets, and a guess where nothing is declared.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::kind::Kind;

/// How far from the start a page may declare its charset; browsers look at 1,024 bytes, real pages are laxer.
const DECLARATION_WITHIN: usize = 4096;
/// How many bytes the guess looks at, from the first that isn't ASCII on.
const GUESS_FROM: usize = 1 << 18;

/// The characters, and what was doubtful about them.
pub(super) struct Decoded {
    /// The text: no byte order mark, lines ended by `\n`, no NUL.
    pub(super) text: String,
    /// Doubts, each as the end of a sentence that begins with the location.
    pub(super) problems: Vec<String>,
}

/// Decodes the bytes of a file of this kind.
pub(super) fn decode(bytes: &[u8], media_type: Option<&str>, kind: Kind) -> Decoded {
    let mut problems = Vec::new();
    let (encoding, certain) = choose(bytes, media_type, kind);
    let (text, lossy) = encoding.decode_with_bom_removal(bytes);
    if lossy {
        problems.push(format!(
            "holds bytes that are no {}; each is shown as \u{fffd}; save it anew as UTF-8",
            encoding.name()
        ));
    } else if !certain {
        problems
            .push(format!("declares no charset; read as {}; save it anew as UTF-8 if that is wrong", encoding.name()));
    }
    let nuls = text.matches('\0').count();
    if nuls > 0 {
        problems.push(format!("holds {nuls} NUL characters, left out; is it a text file?"));
    }
    Decoded { text: clean(&text), problems }
}

/// Which encoding, and whether that is sure.
fn choose(bytes: &[u8], media_type: Option<&str>, kind: Kind) -> (&'static Encoding, bool) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding, true);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return (encoding, false);
    }
    let broken = match std::str::from_utf8(bytes) {
        Ok(_) => return (UTF_8, true),
        Err(_) => mostly_utf8(bytes),
    };
    let declared =
        media_type.and_then(charset_of_type).or_else(|| (kind == Kind::Html).then(|| declared(bytes)).flatten());
    match declared {
        Some(encoding) if encoding != UTF_8 => (encoding, true),
        _ if broken => (UTF_8, false),
        _ => (guess(bytes), false),
    }
}

/// Whether these bytes are UTF-8 but for a few: cut in a character, spliced from another file.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad, mut cut_at_end) = (0usize, 0usize, false);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
        cut_at_end = chunk.invalid().first().is_some_and(|&b| b >= 0xc2) && bytes.ends_with(chunk.invalid());
    }
    good > 0 && (bad * 4 <= good || (bad == 1 && cut_at_end))
}

/// UTF-16 of mostly Latin text has a NUL in every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(2048)];
    if head.len() < 4 {
        return None;
    }
    let nuls = |offset: usize| head.iter().skip(offset).step_by(2).filter(|&&b| b == 0).count() * 2;
    let (even, odd) = (nuls(0), nuls(1));
    if odd * 10 > head.len() * 7 && even * 10 < head.len() {
        return Some(UTF_16LE);
    }
    (even * 10 > head.len() * 7 && odd * 10 < head.len()).then_some(UTF_16BE)
}

fn charset_of_type(media_type: &str) -> Option<&'static Encoding> {
    let lower = media_type.to_ascii_lowercase();
    let (_, label) = lower.split_once("charset=")?;
    Encoding::for_label(label.trim_matches(['"', '\'', ' ', ';']).as_bytes())
}

/// The charset that a page declares in a `meta` or an XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(DECLARATION_WITHIN)].to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    ["charset=", "encoding="].iter().find_map(|key| {
        let (_, rest) = head.split_once(key)?;
        let label = rest.trim_start_matches(['"', '\'', ' ']);
        let end =
            label.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))).unwrap_or(label.len());
        Encoding::for_label(&label.as_bytes()[..end])
    })
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let from = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    let sample = &bytes[from..bytes.len().min(from + GUESS_FROM)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// One kind of line end, no NUL, no other control characters but tabs (which would break terminals and JSON alike).
fn clean(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for (chunk, start) in bytes.chunks(CHUNK).zip((0..).step_by(CHUNK)) {
        // Nearly all chunks are clean, and this look at all of their bytes at once is the quick one.
        if !chunk.iter().fold(false, |found, &byte| found | may_be_unclean(byte)) {
            continue;
        }
        for (at, _) in (start..).zip(chunk).filter(|(_, byte)| may_be_unclean(**byte)) {
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
            let instead = match c {
                '\r' if bytes.get(at + 1) == Some(&b'\n') => "",
                '\0' | '\u{feff}' => "",
                '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => "\n",
                c if c.is_control() => " ",
                _ => continue,
            };
            out.push_str(&text[copied..at]);
            out.push_str(instead);
            copied = at + c.len_utf8();
        }
    }
    out.push_str(&text[copied..]);
    out
}

const CHUNK: usize = 64;

/// Whether a character that [`clean`] may change begins with this byte: control characters; DEL; the first bytes of
/// U+0080 to U+009F, of the line and paragraph separators, and of the byte order mark.
const fn may_be_unclean(byte: u8) -> bool {
    ((byte < 0x20) & (byte != b'\n') & (byte != b'\t'))
        | (byte == 0x7f)
        | (byte == 0xc2)
        | (byte == 0xe2)
        | (byte == 0xef)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], media_type: Option<&str>, kind: Kind) -> (String, usize) {
        let decoded = decode(bytes, media_type, kind);
        (decoded.text, decoded.problems.len())
    }

    #[test]
    fn marks_and_declarations_are_believed() {
        assert_eq!(text(b"\xef\xbb\xbfna\xc3\xafve\r\nx", None, Kind::Plain), ("naïve\nx".into(), 0));
        assert_eq!(text(b"\xff\xfeh\0i\0", None, Kind::Plain), ("hi".into(), 0));
        assert_eq!(text(b"caf\xe9", Some("text/plain; charset=iso-8859-1"), Kind::Plain), ("café".into(), 0));
        assert_eq!(text(b"<meta charset=\"windows-1252\">caf\xe9", None, Kind::Html).1, 0);
    }

    #[test]
    fn what_is_valid_utf8_is_utf8_whatever_is_declared() {
        assert_eq!(text("café".as_bytes(), Some("text/html; charset=iso-8859-1"), Kind::Html), ("café".into(), 0));
    }

    #[test]
    fn doubts_are_told() {
        assert_eq!(
            text(b"the caf\xe9 in the rue Haute closed", None, Kind::Plain),
            ("the café in the rue Haute closed".into(), 1)
        );
        assert_eq!(text("éééé".as_bytes().split_at(7).0, None, Kind::Plain), ("ééé\u{fffd}".into(), 1));
        assert_eq!(text(b"a\0b\0\0", None, Kind::Plain), ("ab".into(), 1));
        assert_eq!(text(b"h\0i\0!\0\n\0", None, Kind::Plain), ("hi!\n".into(), 1));
    }
}
