//! Article text made harmless: it can't become markup, move a terminal's cursor or change its colours.

/// Text for the middle of a Markdown line: one line, no control characters, nothing that Markdown reads as markup.
pub fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (at, word) in text.split_whitespace().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        for character in word.chars() {
            match character {
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '|' | '&' => {
                    out.push('\\');
                    out.push(character);
                }
                _ if is_dangerous(character) => out.push('\u{fffd}'),
                _ => out.push(character),
            }
        }
    }
    out
}

/// Text for a terminal: one line, no control characters, nothing that turns the order of writing around.
pub fn plain(text: &str) -> String {
    let words = text.split_whitespace().map(|word| word.chars().map(|c| if is_dangerous(c) { '\u{fffd}' } else { c }));
    words.map(|word| word.collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// Text for the beginning of a line: as [`inline`], and no heading, list or quotation begins there.
pub fn line(text: &str) -> String {
    let text = inline(text);
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let marker = if digits == 0 { 0 } else { digits };
    match text[marker..].chars().next() {
        Some('#' | '+' | '-' | '=') if marker == 0 => format!("\\{text}"),
        Some('.' | ')') if marker > 0 => format!("{}\\{}", &text[..marker], &text[marker..]),
        _ => text,
    }
}

/// An address as the target of a link; `None` unless it is a plain http or https address.
pub(super) fn target(address: &str) -> Option<String> {
    let address = crate::present::web_address(address)?;
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        match byte {
            b'!' | b'#'..=b'\'' | b'*'..=b';' | b'=' | b'?'..=b'[' | b']' | b'_' | b'a'..=b'z' | b'~' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    Some(out)
}

/// Control characters, and those that turn the order of writing around or can't be seen.
fn is_dangerous(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_an_article_stays_text() {
        assert_eq!(inline("**bold** [x](javascript:y) <b>&amp;"), r"\*\*bold\*\* \[x\](javascript:y) \<b\>\&amp;");
        assert_eq!(inline("two\n\n# words"), "two # words");
        assert_eq!(line("# heading"), r"\# heading");
        assert_eq!(line("- item"), r"\- item");
        assert_eq!(line("12. item"), r"12\. item");
        assert_eq!(line("12 jobs were cut. 3) no"), "12 jobs were cut. 3) no");
        assert_eq!(line("> quoted"), r"\> quoted");
        assert_eq!(line("=== x"), r"\=== x");
    }

    #[test]
    fn a_terminal_is_left_alone() {
        assert_eq!(inline("\u{1b}[31mred\u{7} \u{9b}2J"), "\u{fffd}\\[31mred\u{fffd} \u{fffd}2J");
        assert_eq!(inline("a\u{202e}b"), "a\u{fffd}b");
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(target("https://paper.example/a?b=c#d").as_deref(), Some("https://paper.example/a?b=c#d"));
        assert_eq!(target("https://paper.example/a)>b c").as_deref(), None);
        assert_eq!(target("https://paper.example/a)b>").as_deref(), Some("https://paper.example/a%29b%3E"));
        assert_eq!(target("javascript:alert(1)"), None);
        assert_eq!(target("story/a.txt"), None);
    }
}
