//! Text → tokens, by the conventions of UD English.
//!
//! White space ends a token. Within what is left, marks, clitics (`'s`, `n't`), currency signs, per cent signs, units
//! written onto numbers and the parts of hyphenated words are tokens of their own; addresses, abbreviations with their
//! stop, numbers with their separators are one.

use gainsay_core::Span;

use super::abbreviations;

/// The tokens of `text`, in order, as spans into it.
pub fn tokenize(text: &str) -> Vec<Span> {
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (is_space(c), start) {
            (true, Some(from)) => {
                chunk(text, from, at, &mut tokens);
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    if let Some(from) = start {
        chunk(text, from, text.len(), &mut tokens);
    }
    tokens
}

/// Whether a character only separates: white space, and marks that have no width.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// Whether a character is a quotation mark, single or double.
pub fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '\'' | '‘' | '’' | '`' | '´')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | 'ʼ')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '‐' | '‑' | '−')
}

/// Tokens of a stretch without white space.
fn chunk(text: &str, start: usize, end: usize, tokens: &mut Vec<Span>) {
    let mut at = start;
    if end - start <= LONGEST && text.as_bytes()[start..end].iter().all(u8::is_ascii_alphabetic) {
        // Most are plain words, which none of the other forms below begins like.
        return split_word(text, Span::new(start, end), tokens);
    }
    while at < end {
        let rest = start_of(&text[at..end], LONGEST);
        let length = address(rest)
            .or_else(|| emoticon(rest))
            .or_else(|| telephone(rest))
            .or_else(|| number(rest))
            .or_else(|| word(rest))
            .unwrap_or_else(|| mark(rest))
            .clamp(1, rest.len());
        let word = Span::new(at, at + length);
        split_word(text, word, tokens);
        at += length;
    }
}

/// No token is longer than this, and none is looked at further.
const LONGEST: usize = 512;

/// The text's first `most` bytes, or a few less where a character would be cut.
pub(super) fn start_of(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The length of a web address, mail address, handle or hashtag that starts here.
fn address(rest: &str) -> Option<usize> {
    if !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '@' | '#')) {
        return None;
    }
    let lower_start: String = rest.chars().take(8).flat_map(char::to_lowercase).collect();
    let link = ["http://", "https://", "www.", "ftp://"].iter().any(|p| lower_start.starts_with(p));
    let is_handle = |sign| rest.starts_with(sign) && rest[1..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
    if is_handle('@') || (is_handle('#') && rest[1..].starts_with(char::is_alphabetic)) {
        let inner = rest[1..].find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len() - 1);
        return Some(1 + inner);
    }
    let body =
        rest.find(|c: char| is_space(c) || matches!(c, '<' | '>' | '"' | '“' | '”' | '’' | '‘')).unwrap_or(rest.len());
    let body = rest[..body].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']).len();
    if link {
        return Some(body);
    }
    is_mail_or_host(&rest[..body]).then_some(body)
}

/// Whether this is `name@host.tld` or `host.com/path`.
fn is_mail_or_host(body: &str) -> bool {
    const ENDINGS: &[&str] =
        &["com", "org", "net", "edu", "gov", "uk", "info", "io", "eu", "tv", "ru", "de", "fr", "cn", "int", "mil"];
    if body.len() > 200 || !body.starts_with(char::is_alphanumeric) {
        return false;
    }
    let host = body.rsplit_once('@').map_or(body, |(_, host)| host);
    let host = host.split('/').next().unwrap_or("");
    let (labels, ending) = host.rsplit_once('.').unwrap_or(("", ""));
    let fits = |s: &str| !s.is_empty() && s.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'));
    if body.contains('@') {
        return body.matches('@').count() == 1 && fits(labels) && fits(ending);
    }
    fits(labels) && !labels.ends_with('.') && ENDINGS.contains(&ending.to_ascii_lowercase().as_str())
}

/// The length of a number that starts here: `1,000.5`, `10:30`, `2/3`, `'90s`.
fn number(rest: &str) -> Option<usize> {
    let sign = usize::from(rest.starts_with('\'') || rest.starts_with('.'));
    let sign = if rest.starts_with('’') { '’'.len_utf8() } else { sign };
    let digits = &rest[sign..];
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let bytes = digits.as_bytes();
    let mut end = 0;
    while let Some(&byte) = bytes.get(end) {
        let digit_after = bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        let inner = matches!(byte, b'.' | b',' | b':' | b'/') && digit_after;
        if byte.is_ascii_digit() || inner { end += 1 } else { break }
    }
    let tail = &digits[end..];
    let letters = tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len());
    let suffix = tail[..letters].to_lowercase();
    match suffix.as_str() {
        "s" | "st" | "nd" | "rd" | "th" => Some(sign + end + letters),
        "" if sign > 0 && !rest.starts_with('.') => None,
        "" => Some(sign + end),
        _ if is_unit(&suffix) => Some(sign + end),
        _ => Some(sign + end + letters),
    }
}

/// Units and marks of time that are tokens of their own after a number.
fn is_unit(text: &str) -> bool {
    const UNITS: &[&str] = &[
        "am", "pm", "km", "m", "cm", "mm", "kg", "g", "mg", "lb", "lbs", "ft", "mph", "kph", "hz", "mhz", "ghz", "k",
        "bn", "mn", "tn", "b", "gb", "mb", "kb", "tb", "hrs", "hr", "mins", "min", "sec", "yr", "yrs", "p", "c", "f",
        "x",
    ];
    UNITS.contains(&text)
}

/// The length of a word that starts here, with its inner apostrophes and stops.
fn word(rest: &str) -> Option<usize> {
    let first = rest.chars().next()?;
    if !first.is_alphanumeric() {
        return None;
    }
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|(_, c)| *c);
        let joins = (is_apostrophe(c) || c == '&' || c == '.' || c == '_') && after.is_some_and(char::is_alphanumeric);
        let combining = matches!(c, '\u{300}'..='\u{36f}');
        if c.is_alphanumeric() || joins || combining {
            end = at + c.len_utf8();
        } else {
            break;
        }
    }
    let end = stops_inside(rest, end);
    Some(with_prefix(rest, end).unwrap_or_else(|| with_stop(rest, end)))
}

/// The end of a word whose prefix stays joined by its hyphen: `e-mail`, `non-profit`.
fn with_prefix(rest: &str, end: usize) -> Option<usize> {
    const PREFIXES: &[&str] = &[
        "non", "e", "re", "anti", "co", "pre", "pro", "mid", "cross", "post", "over", "multi", "ex", "sub", "counter",
        "semi", "mini", "socio", "psycho", "inter", "intra", "micro", "neo", "ultra", "pseudo", "trans",
    ];
    let after = rest[end..].strip_prefix('-')?;
    if end > 7 || !PREFIXES.contains(&rest[..end].to_lowercase().as_str()) || !after.starts_with(char::is_alphabetic) {
        return None;
    }
    Some(end + 1 + after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len()))
}

/// The length of a telephone number that starts here: `555-0100`, `202-555-0100`.
fn telephone(rest: &str) -> Option<usize> {
    if !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '-')).unwrap_or(rest.len());
    let groups: Vec<usize> = rest[..end].split('-').map(str::len).collect();
    let fits = matches!(groups[..], [3, 4] | [3, 3, 4] | [1, 3, 3, 4]);
    (fits && !rest[end..].starts_with(char::is_alphanumeric)).then_some(end)
}

/// The length of a face drawn with marks that starts here.
fn emoticon(rest: &str) -> Option<usize> {
    const FACES: &[&str] = &[":)", ":(", ":-)", ":-(", ";)", ";-)", ":D", ":-D", ":P", ":-P", "=)", "^_^", "<3", ":/"];
    let found = FACES.iter().filter(|f| rest.starts_with(**f)).map(|f| f.len()).max()?;
    (!rest[found..].starts_with(|c: char| c.is_alphanumeric() || c == '/')).then_some(found)
}

/// Where a word with inner stops ends: `U.S` holds together, `end.Next` does not.
fn stops_inside(rest: &str, end: usize) -> usize {
    let body = &rest[..end];
    let Some(stop) = body.find('.') else { return end };
    const FILES: &[&str] = &["doc", "docx", "pdf", "xls", "htm", "html", "txt", "jpg", "png", "zip", "exe", "csv"];
    let letters = body.split('.').all(|part| part.chars().count() <= 2);
    if body.rsplit('.').next().is_some_and(|ending| FILES.contains(&ending.to_ascii_lowercase().as_str())) {
        return end;
    }
    if letters || abbreviations::find(body).is_some() || abbreviations::find(body.trim_end_matches('s')).is_some() {
        return end;
    }
    stop
}

/// The word's end with the stop that belongs to it.
fn with_stop(rest: &str, end: usize) -> usize {
    let body = &rest[..end];
    let after = &rest[end..];
    if !after.starts_with('.') || after.starts_with("..") {
        return end;
    }
    let initial = body.chars().count() == 1 && body.starts_with(char::is_uppercase) && body != "I";
    let lettered = body.contains('.') && body.split('.').all(|part| part.chars().count() == 1);
    if initial || lettered || abbreviations::find(body).is_some() { end + 1 } else { end }
}

/// The length of a mark that starts here: a run of stops or of dashes is one.
fn mark(rest: &str) -> usize {
    let Some(first) = rest.chars().next() else { return 0 };
    let run = |same: &dyn Fn(char) -> bool| rest.find(|c: char| !same(c)).unwrap_or(rest.len());
    match first {
        '.' if rest.starts_with("..") => run(&|c| c == '.'),
        '!' | '?' => run(&|c| matches!(c, '!' | '?')),
        '*' | '=' | '_' | '~' | '+' | '<' | '>' => run(&|c| c == first),
        _ if is_dash(first) => run(&|c| c == first),
        '\'' if rest.starts_with("''") => 2,
        '`' if rest.starts_with("``") => 2,
        _ => {
            let clitic = clitic_at_start(rest);
            if clitic > 0 { clitic } else { first.len_utf8() }
        }
    }
}

/// The length of a clitic that stands alone here: `'s`, `'ll`.
fn clitic_at_start(rest: &str) -> usize {
    let Some(first) = rest.chars().next().filter(|c| is_apostrophe(*c)) else { return 0 };
    let tail = &rest[first.len_utf8()..];
    let letters = tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len());
    let lower = tail[..letters].to_lowercase();
    if matches!(lower.as_str(), "s" | "ll" | "re" | "ve" | "d" | "m" | "em" | "til" | "cause") {
        first.len_utf8() + letters
    } else {
        0
    }
}

/// Pushes a word, its clitics as tokens of their own.
fn split_word(text: &str, word: Span, tokens: &mut Vec<Span>) {
    let body = word.slice(text);
    let cut = clitic(body).or_else(|| joined(body));
    match cut {
        Some(at) if at > 0 && at < body.len() && body.is_char_boundary(at) => {
            tokens.push(Span::new(word.start, word.start + at));
            tokens.push(Span::new(word.start + at, word.end));
        }
        _ => tokens.push(word),
    }
}

/// Where the clitic of a word starts.
fn clitic(body: &str) -> Option<usize> {
    let (at, mark) = body.char_indices().rev().take(3).find(|(_, c)| is_apostrophe(*c) && *c != 'ʼ')?;
    let (before, ending) = (&body[..at], &body[at + mark.len_utf8()..]);
    let is = |clitic: &str| ending.eq_ignore_ascii_case(clitic);
    let start = match before.char_indices().next_back() {
        Some((n, 'n' | 'N')) if is("t") => n,
        _ if ["s", "ll", "re", "ve", "d", "m"].into_iter().any(is) => at,
        _ => return None,
    };
    (start > 0).then_some(start)
}

/// Where a word written together is cut: `cannot`, `gonna`.
fn joined(body: &str) -> Option<usize> {
    const AFTER_THREE: &[&str] = &["cannot", "gonna", "gotta", "wanna", "dunno", "lemme", "gimme"];
    const BEFORE_LAST_TWO: &[&str] =
        &["dont", "doesnt", "didnt", "isnt", "wasnt", "cant", "wont", "couldnt", "wouldnt", "hasnt", "havent"];
    if !(4..=8).contains(&body.len()) {
        return None;
    }
    let is_one_of = |words: &[&str]| words.iter().any(|word| body.eq_ignore_ascii_case(word));
    if is_one_of(AFTER_THREE) {
        return Some(3);
    }
    is_one_of(BEFORE_LAST_TWO).then(|| body.len() - 2)
}
