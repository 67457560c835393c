//! When two names may be one person's: the surname must be the same or a variant of spelling, the given names must not
//! contradict each other.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::spelling::{is_variant, plain};

/// A person's name in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PersonName {
    /// All words but suffixes and titles, plain, in order.
    pub(super) words: Vec<String>,
    /// "jr", "iii".
    pub(super) suffix: Option<String>,
}

/// Words that come before given names and may be left out.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "dr",
    "sir",
    "sheikh",
    "shaikh",
    "haji",
    "hajji",
    "mullah",
    "ayatollah",
    "prof",
    "president",
    "monsieur",
    "lord",
    "pope",
    "king",
    "queen",
    "prince",
    "princess",
];

/// Short forms of given names, both ways.
static NICKNAMES: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut table: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in include_str!("../../rules/resolve/nicknames.txt").lines().filter(|l| !l.starts_with('#')) {
        let mut words = line.split_whitespace();
        if let Some(formal) = words.next() {
            table.entry(formal).or_default().extend(words);
        }
    }
    table
});

impl PersonName {
    pub(super) fn parse(text: &str) -> Self {
        let mut words: Vec<String> = Vec::new();
        let mut suffix = None;
        for word in text.split(|c: char| c.is_whitespace() || c == '-' || c == ',' || c == '\u{2010}') {
            let word = plain(word);
            match word.as_str() {
                "" => {}
                "jr" | "sr" | "ii" | "iii" | "iv" => suffix = Some(word),
                _ => words.push(word),
            }
        }
        while words.len() > 1 && TITLES.contains(&words[0].as_str()) {
            words.remove(0);
        }
        Self { words, suffix }
    }

    /// The family name as the West orders it: the last word.
    pub(super) fn surname(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    pub(super) fn is_full(&self) -> bool {
        self.words.len() > 1
    }
}

fn is_given_variant(a: &str, b: &str) -> bool {
    let initial = (a.len() == 1 || b.len() == 1) && a.chars().next() == b.chars().next();
    let short_of = |formal: &str, short: &str| {
        NICKNAMES.get(formal).is_some_and(|list| list.iter().any(|n| *n == short || is_variant(n, short)))
    };
    initial || is_variant(a, b) || short_of(a, b) || short_of(b, a)
}

/// Whether two full names may be one person's, and why.
pub(super) fn same_person(a: &PersonName, b: &PersonName) -> Option<&'static str> {
    if !a.is_full() || !b.is_full() || a.suffix != b.suffix && a.suffix.is_some() && b.suffix.is_some() {
        return None;
    }
    if a.suffix != b.suffix && a.words.len().min(b.words.len()) < 3 {
        return None;
    }
    if a.words.concat() == b.words.concat() {
        return Some("same name, written otherwise");
    }
    if !is_variant(a.surname(), b.surname()) {
        return None;
    }
    let (given_a, given_b) = (&a.words[..a.words.len() - 1], &b.words[..b.words.len() - 1]);
    let (short, long) = if given_a.len() <= given_b.len() { (given_a, given_b) } else { (given_b, given_a) };
    let mut rest = long.iter();
    if !short.iter().all(|s| rest.any(|l| is_given_variant(s, l))) {
        return None;
    }
    // Initials alone are weak: "A. Lind" may be anyone's, unless the surname is the very same.
    let exact = a.surname() == b.surname();
    let only_initials = short.iter().all(|s| s.len() == 1) || long.iter().all(|s| s.len() == 1);
    if only_initials && !exact {
        return None;
    }
    Some(match (exact, short.len() == long.len()) {
        (true, true) => "same surname, a variant of the given name",
        (true, false) => "same surname and given name; more given names, initials or titles",
        (false, _) => "another spelling (transliteration) of the same name",
    })
}

/// Whether a single name may be the family name of this full name, and how.
pub(super) fn is_surname_of(single: &str, full: &PersonName) -> Option<&'static str> {
    if single == full.surname() {
        Some("same surname; only one person of that name in the story")
    } else if full.words.first().is_some_and(|w| w == single) {
        Some("the name's first word; only one person of that name in the story")
    } else if single.len() >= 5 && is_variant(single, full.surname()) {
        Some("another spelling of the surname; only one person of that name in the story")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        same_person(&PersonName::parse(a), &PersonName::parse(b)).is_some()
    }

    #[test]
    fn variants_of_one_person() {
        for (a, b) in [
            ("Marta Lind", "Marta K. Lind"),
            ("Kaveh Araghi", "Seyyed Kaveh Araqi"),
            ("Robert Moe", "Bob Moe"),
            ("Pak Min-ho", "Pak Min Ho"),
            ("Yusuf Qadiri", "Yousef Ghadiri"),
        ] {
            assert!(same(a, b), "{a} {b}");
        }
    }

    #[test]
    fn different_persons_stay_apart() {
        for (a, b) in [
            ("Marta Lind", "Jonas Lind"),
            ("George Moe", "George Moe Jr."),
            ("Sergei Petrovich Lunin", "Sergei Ivanovich Lunin"),
            ("Anna Berg", "Anna Dahl"),
            ("Marta Lind", "Lind"),
        ] {
            assert!(!same(a, b), "{a} {b}");
        }
    }
}
