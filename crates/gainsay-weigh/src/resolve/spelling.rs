//! When two spellings are one name: diacritics folded, transliterations brought to one form.
//!
//! The classes join what transliterations of Arabic, Persian and Cyrillic vary in (gh, q, k; kh, h; sh, s; i, y, ee),
//! after the tables of the ALA-LC and BGN/PCGN romanizations; the bounded edit distance keeps different names apart.

use strsim::damerau_levenshtein;

/// Lower case ASCII letters and digits only: "Łukasz" gives "lukasz".
pub(super) fn plain(word: &str) -> String {
    let ascii = if word.is_ascii() { word.to_owned() } else { any_ascii::any_ascii(word) };
    ascii.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// Groups of letters that spell one sound, and the letter that stands for it.
const SOUNDS: &[(&str, &str)] = &[
    ("tsch", "c"),
    ("tch", "c"),
    ("dzh", "j"),
    ("sch", "s"),
    ("sh", "s"),
    ("zh", "j"),
    ("kh", "k"),
    ("gh", "g"),
    ("ch", "c"),
    ("ck", "k"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "t"),
    ("dj", "j"),
    ("ks", "x"),
    ("cz", "c"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ai", "i"),
    ("ay", "i"),
    ("ei", "i"),
    ("ey", "i"),
];

/// A word by its sounds: consonants by class, vowels by height, nothing doubled.
fn sounds(plain: &str) -> String {
    let mut word = plain.to_owned();
    for (from, to) in SOUNDS {
        if word.contains(from) {
            word = word.replace(from, to);
        }
    }
    let mut sounds = String::new();
    for c in word.chars() {
        let class = match c {
            'g' | 'q' | 'k' => 'k',
            's' | 'z' => 's',
            't' | 'd' => 't',
            'v' | 'w' | 'f' => 'f',
            'e' | 'i' | 'y' => 'i',
            'o' | 'u' => 'u',
            other => other,
        };
        if !sounds.ends_with(class) {
            sounds.push(class);
        }
    }
    sounds
}

/// A word by its consonant classes: words that may spell one name share it, so it serves to look them up.
pub(super) fn skeleton(plain: &str) -> String {
    let sounds = sounds(plain);
    let vowel = |c: char| matches!(c, 'a' | 'i' | 'u');
    let mut skeleton = String::new();
    for (at, c) in sounds.chars().enumerate() {
        let class = if vowel(c) { 'a' } else { c };
        let silent = (vowel(c) || c == 'h') && at > 0;
        if !silent && !skeleton.ends_with(class) {
            skeleton.push(class);
        }
    }
    skeleton
}

/// Whether two words, [`plain`], may spell one name.
pub(super) fn is_variant(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let length = a.len().min(b.len());
    if length < 3 || a.len().abs_diff(b.len()) > 3 {
        return false;
    }
    let vowels_apart =
        if skeleton(a) == skeleton(b) { damerau_levenshtein(&sounds(a), &sounds(b)) } else { usize::MAX };
    vowels_apart <= usize::from(length >= 5) || length >= 6 && damerau_levenshtein(a, b) == 1
}

/// How two words of a name are spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    /// Letter by letter the same.
    Same,
    /// As transliterations of one name are.
    Variant,
    /// But for one letter.
    Slip,
}

/// How one of two words, [`plain`], may be another spelling of the other; `None` where it can't be. Numbers have one
/// spelling.
pub(super) fn spelling(a: &str, b: &str) -> Option<Spelling> {
    let has_digit = |word: &str| word.bytes().any(|c| c.is_ascii_digit());
    if a == b {
        return Some(Spelling::Same);
    }
    if has_digit(a) || has_digit(b) {
        return None;
    }
    if is_variant(a, b) || a.len().min(b.len()) >= 3 && sounds(a) == sounds(b) {
        return Some(Spelling::Variant);
    }
    (a.len().min(b.len()) >= 4 && damerau_levenshtein(a, b) == 1).then_some(Spelling::Slip)
}

/// Whether a name is written in Chinese characters.
pub(super) fn is_written_in_ideographs(name: &str) -> bool {
    name.chars().any(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transliterations_are_one_and_other_names_are_not() {
        for (a, b) in [
            ("araghi", "araqi"),
            ("qaddafi", "gadhafi"),
            ("yusuf", "yousef"),
            ("hossein", "husayn"),
            ("sergei", "sergey"),
        ] {
            assert!(is_variant(a, b), "{a} {b}");
        }
        for (a, b) in
            [("hansen", "larsen"), ("novak", "nowicki"), ("park", "bark"), ("berg", "dahl"), ("lunin", "lugin")]
        {
            assert!(!is_variant(a, b), "{a} {b}");
        }
    }

    #[test]
    fn diacritics_fold() {
        assert_eq!(plain("Łukasz"), "lukasz");
        assert_eq!(plain("D\u{2019}Arc"), "darc");
    }
}
