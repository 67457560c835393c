//! Quotation marks as they stand in one paragraph: which are apostrophes, which open, which close.

/// A kind of quotation mark: a quotation closes with the kind it opened with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// `“ ” " '' „`
    Double,
    /// `‘ ’ '`
    Single,
    /// `« »`
    Guillemet,
}

/// What a mark may do where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// It can only open.
    Open,
    /// It can only close.
    Close,
    /// It closes where a quotation is open and opens where none is.
    Either,
    /// A single mark that may close or be an apostrophe: `officials’ `.
    WeakClose,
}

/// One quotation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its first byte, from the start of the paragraph.
    pub(super) at: usize,
    /// Its length in bytes.
    pub(super) len: usize,
    pub(super) family: Family,
    pub(super) side: Side,
}

/// All quotation marks of a paragraph, in order; apostrophes and inch marks are left out.
pub(super) fn find(paragraph: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut before: Option<char> = None;
    let mut chars = paragraph.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut len = c.len_utf8();
        let Some(family) = family_of(c) else {
            before = Some(c);
            continue;
        };
        // Two single marks in a row are how old wire systems write a double one.
        let mut doubled = false;
        if matches!(c, '\'' | '`') && chars.peek().is_some_and(|&(_, next)| next == c) {
            chars.next();
            len += 1;
            doubled = true;
        }
        let rest = paragraph.get(at + len..).unwrap_or("");
        let family = if doubled { Family::Double } else { family };
        if let Some(side) = side_of(c, family, before, rest) {
            marks.push(Mark { at, len, family, side });
        }
        before = Some(c);
    }
    marks
}

fn family_of(c: char) -> Option<Family> {
    match c {
        '“' | '”' | '"' | '„' | '‟' | '＂' => Some(Family::Double),
        '‘' | '’' | '\'' | '‚' | '`' | '‛' => Some(Family::Single),
        '«' | '»' => Some(Family::Guillemet),
        _ => None,
    }
}

/// What this mark may do, or `None` where it is none.
fn side_of(c: char, family: Family, before: Option<char>, rest: &str) -> Option<Side> {
    let after = rest.chars().next();
    let opens = after.is_some_and(|a| !a.is_whitespace() && !matches!(a, ',' | ';' | ')' | ']'))
        && before.is_none_or(|b| b.is_whitespace() || is_opening_context(b));
    let closes = before.is_some_and(|b| !b.is_whitespace() && !matches!(b, '(' | '['))
        && after.is_none_or(|a| !a.is_alphanumeric());
    if family == Family::Single {
        return side_of_single(c, before, rest, opens, closes);
    }
    match (c, opens, closes) {
        ('“' | '„' | '‟' | '«' | '`', false, true) => Some(Side::Close),
        ('“' | '„' | '‟' | '«' | '`', _, _) => Some(Side::Open),
        ('”' | '»', true, false) => Some(Side::Open),
        ('”' | '»', _, _) => Some(Side::Close),
        (_, true, false) => Some(Side::Open),
        (_, false, true) if before.is_some_and(|b| b.is_ascii_digit()) => Some(Side::WeakClose),
        (_, false, true) => Some(Side::Close),
        _ => Some(Side::Either),
    }
}

fn side_of_single(c: char, before: Option<char>, rest: &str, opens: bool, closes: bool) -> Option<Side> {
    if c == '‘' && opens {
        return Some(Side::Open);
    }
    if opens && !closes {
        return (!is_elision(rest)).then_some(Side::Open);
    }
    if !closes {
        return None;
    }
    let after = rest.chars().next();
    let ends_clause = before.is_some_and(|b| matches!(b, '.' | ',' | '!' | '?' | '…' | ';' | ')'));
    let before_punctuation = after.is_none_or(|a| matches!(a, ',' | '.' | ';' | ':' | '!' | '?' | ')' | '"' | '”'));
    let plural = before.is_some_and(|b| matches!(b, 's' | 'S' | 'z' | 'x' | 'n'));
    Some(if ends_clause || before_punctuation || !plural { Side::Close } else { Side::WeakClose })
}

fn is_opening_context(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '—' | '–' | '―' | '-' | '/' | ':' | ';' | ',' | '“' | '‘' | '"' | '\'' | '”' | '…')
}

/// A single mark before these words stands for letters left out: ’em, ’90s, ’tis.
fn is_elision(rest: &str) -> bool {
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        let tail = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        return tail.starts_with('s') || tail.starts_with(|c: char| c.is_whitespace());
    }
    let word: String = rest.chars().take(6).take_while(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    matches!(word.as_str(), "em" | "tis" | "twas" | "til" | "cause" | "n" | "round" | "bout" | "cos" | "s")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sides(text: &str) -> Vec<Side> {
        find(text).into_iter().map(|m| m.side).collect()
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert_eq!(
            sides("It’s Lind's ’90s 'em rock ’n’ roll"),
            vec![Side::WeakClose],
            "only what may close after n stays"
        );
        assert_eq!(sides("5'10 tall"), vec![]);
    }

    #[test]
    fn a_plural_possessive_is_weak() {
        assert_eq!(sides("the officials' reply"), vec![Side::WeakClose]);
    }

    #[test]
    fn doubled_singles_are_one_double_mark() {
        let marks = find("''Yes,'' she said");
        assert_eq!(marks.len(), 2);
        assert!(marks.iter().all(|m| m.family == Family::Double && m.len == 2));
    }

    #[test]
    fn a_wrongly_turned_mark_still_opens() {
        assert_eq!(sides("”No,” he said"), vec![Side::Open, Side::Close]);
    }
}
