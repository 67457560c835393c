//! How texts are compared and measured: folded, counted in words, looked at for their last sign.

/// Lower case, straight quotes, plain dashes, single spaces: what two phrasings are compared by.
pub(super) fn fold(text: &str) -> String {
    level(text).to_lowercase()
}

/// Straight quotes, plain dashes, single spaces; the case stays.
pub(super) fn level(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{ad}') {
            space = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut space) {
            out.push(' ');
        }
        match c {
            '‘' | '’' | '‛' | '`' | '´' => out.push('\''),
            '“' | '”' | '„' | '«' | '»' => out.push('"'),
            '–' | '—' | '−' | '‐' | '‑' => out.push('-'),
            '…' => out.push_str("..."),
            c => out.push(c),
        }
    }
    out
}

/// White space collapsed, nothing else changed.
pub(super) fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// How many words stand in it.
pub(super) fn count_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// Whether it ends as sentences end: a stop, perhaps followed by closing marks.
pub(super) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end().trim_end_matches(['"', '\'', '”', '’', ')', ']', '»', '*', '_']);
    bare.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？'])
}

/// Whether it ends as statements end: like [`ends_sentence`], but a colon or semicolon leaves the sentence open.
pub(super) fn ends_statement(text: &str) -> bool {
    let bare = text.trim_end().trim_end_matches(['"', '\'', '”', '’', ')', ']', '»', '*', '_']);
    bare.ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

/// The share of words that begin with a capital or a digit, among words that headlines capitalise, in percent.
pub(super) fn capitals(text: &str) -> usize {
    let (mut all, mut high) = (0, 0);
    for word in text.split_whitespace() {
        let Some(first) = word.chars().find(|c| c.is_alphanumeric()) else { continue };
        if first.is_lowercase() && word.chars().count() < 4 {
            continue;
        }
        all += 1;
        high += usize::from(!first.is_lowercase());
    }
    (high * 100).checked_div(all).unwrap_or(0)
}

/// Whether most of its words stand (in any order) in the other text: one is a shortened or smoothed copy of the other.
pub(super) fn mostly_within(part: &str, whole: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        fold(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    let mut pool = words(whole);
    pool.sort_unstable();
    let part = words(part);
    let held = part.iter().filter(|word| pool.binary_search(word).is_ok()).count();
    !part.is_empty() && held * 10 >= part.len() * 9
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_levels_marks_and_spaces() {
        assert_eq!(fold("  “It’s — done…”\n Now "), "\"it's - done...\" now");
    }

    #[test]
    fn sentences_end_inside_closing_marks() {
        assert!(
            ends_sentence("He said: “No.”") && ends_sentence("this statement:") && !ends_statement("this statement:")
        );
        assert!(!ends_sentence("Harbour closed after storm"));
    }

    #[test]
    fn capitals_are_counted_among_long_words() {
        assert_eq!(capitals("Harbour of Salt Bay Closed by a Storm"), 100);
        assert!(capitals("Harbour closed after the storm") < 40);
    }
}
