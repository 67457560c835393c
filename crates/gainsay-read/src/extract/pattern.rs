//! Patterns as rules write them → regular expressions on bytes.
//!
//! Unicode classes cost a hundred times what byte classes do to compile, and a program that reads five articles should
//! not spend its time on them. So `\\p{Lu}` stands for a capital of ASCII or any other letter's byte, `\\p{L}` for any
//! letter: nothing in English page furniture is told apart by the case of an accented letter.

use regex::bytes::{Regex, RegexBuilder};

/// The pattern with its letter classes as bytes.
pub(super) fn in_bytes(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 64);
    let mut rest = pattern;
    let mut in_class = false;
    while let Some(c) = rest.chars().next() {
        let class = [("\\p{Lu}", r"A-Z\x80-\xff"), ("\\p{L}", r"A-Za-z\x80-\xff")]
            .into_iter()
            .find(|(name, _)| rest.starts_with(name));
        if let Some((name, bytes)) = class {
            out.push_str(&if in_class { bytes.to_owned() } else { format!("[{bytes}]") });
            rest = &rest[name.len()..];
            continue;
        }
        let length = if c == '\\' { 1 + rest.chars().nth(1).map_or(0, char::len_utf8) } else { c.len_utf8() };
        match c {
            '[' if !in_class => in_class = true,
            ']' if in_class => in_class = false,
            _ => {}
        }
        // Signs outside ASCII inside a class stand for their bytes.
        if in_class && !c.is_ascii() {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                out.push_str(&format!("\\x{byte:02x}"));
            }
        } else {
            out.push_str(&rest[..length]);
        }
        rest = &rest[length..];
    }
    out
}

/// Compiles a pattern; `None` where it is none.
pub(super) fn compile(pattern: &str) -> Option<Regex> {
    RegexBuilder::new(&in_bytes(pattern)).unicode(false).build().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_classes_become_bytes() {
        assert_eq!(in_bytes(r"^\p{Lu}[\p{L}.-]+$"), r"^[A-Z\x80-\xff][A-Za-z\x80-\xff.-]+$");
        assert_eq!(in_bytes(r"\[a\]"), r"\[a\]");
        let regex = compile(r"^\p{Lu}[\p{L}–]+$").unwrap();
        assert!(regex.is_match("Évreux–Sud".as_bytes()) && !regex.is_match(b"evreux"));
    }
}
