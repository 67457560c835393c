//! When two names may be one person's: the surname must be the same or a variant of spelling, the given names must not
//! contradict each other.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{
    likeness::Likeness,
    spelling::{Spelling, is_variant, plain, spelling},
};

/// A person's name in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PersonName {
    /// All words but suffixes and titles, plain, in order.
    pub(super) words: Vec<String>,
    /// "jr", "iii".
    pub(super) suffix: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Rules {
    titles: Vec<String>,
    particles: Vec<String>,
    sons: Vec<String>,
    suffixes: Vec<String>,
}

static RULES: LazyLock<Rules> =
    LazyLock::new(|| toml::from_str(include_str!("../../rules/resolve/persons.toml")).unwrap_or_default());

fn is_one_of(list: &[String], word: &str) -> bool {
    list.iter().any(|known| known == word)
}

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
        let mut suffix = None;
        let mut words_of = |part: &str| -> Vec<String> {
            let mut words: Vec<String> = Vec::new();
            for word in part.split(|c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{b7}' | '\u{30fb}'))
            {
                let word = plain(word);
                if is_one_of(&RULES.suffixes, &word) {
                    suffix = Some(word);
                } else if !word.is_empty() {
                    words.push(word);
                }
            }
            words
        };
        // "Lind, Marta" puts the surname first.
        let (surname, given) = text.split_once(',').unwrap_or(("", text));
        let (surname, mut words) = (words_of(surname), words_of(given));
        words.extend(surname);
        while words.len() > 1 && is_one_of(&RULES.titles, &words[0]) {
            words.remove(0);
        }
        Self { words, suffix }
    }

    /// The family name as the West orders it: the last word.
    pub(super) fn surname(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    /// All words but those that are often left out; "Abd al" is one word.
    fn telling_words(&self) -> Vec<String> {
        let mut telling: Vec<String> = Vec::new();
        for (at, word) in self.words.iter().enumerate() {
            let before = at.checked_sub(1).map(|at| self.words[at].as_str());
            if before == Some("abd") && matches!(word.as_str(), "al" | "el" | "ul") {
                telling.pop();
                telling.push("abdul".to_owned());
            } else if !is_one_of(&RULES.particles, word) {
                telling.push(word.clone());
            }
        }
        telling
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

/// Whether two names may be one person's, and why.
pub(super) fn same_person(a: &PersonName, b: &PersonName) -> Option<Likeness> {
    if a.suffix != b.suffix && (a.suffix.is_some() && b.suffix.is_some() || a.words.len().min(b.words.len()) < 3) {
        return None;
    }
    if a.words.concat() == b.words.concat() {
        return Some(Likeness::sure("same name, written otherwise"));
    }
    if !a.is_full() && !b.is_full() {
        let slip = a.surname().len().min(b.surname().len()) >= 5 && spelling(a.surname(), b.surname()).is_some();
        return slip.then_some(Likeness::unsure("another spelling of the same name"));
    }
    if !a.is_full() || !b.is_full() {
        return None;
    }
    same_surname(a, b).or_else(|| other_order(a, b)).or_else(|| slips(a, b))
}

/// The surname the same or a variant of spelling, and given names that don't contradict each other.
fn same_surname(a: &PersonName, b: &PersonName) -> Option<Likeness> {
    if !is_variant(a.surname(), b.surname()) {
        return None;
    }
    let (given_a, given_b) = (&a.words[..a.words.len() - 1], &b.words[..b.words.len() - 1]);
    let (short, long) = if given_a.len() <= given_b.len() { (given_a, given_b) } else { (given_b, given_a) };
    let mut rest = long.iter();
    if !short.iter().all(|s| rest.any(|l| is_given_variant(s, l))) && !are_initials(short, long) {
        return None;
    }
    // Initials alone are weak: "A. Lind" may be anyone's, unless the surname is the very same.
    let exact = a.surname() == b.surname();
    let only_initials = short.iter().all(|s| s.len() == 1) || long.iter().all(|s| s.len() == 1);
    if only_initials && !exact {
        return None;
    }
    Some(Likeness::sure(match (exact, short.len() == long.len()) {
        (true, true) => "same surname, a variant of the given name",
        (true, false) => "same surname and given name; more given names, initials or titles",
        (false, _) => "another spelling (transliteration) of the same name",
    }))
}

/// "JC" for "Jean Claude".
fn are_initials(short: &[String], long: &[String]) -> bool {
    let [letters] = short else { return false };
    long.len() > 1 && letters.chars().eq(long.iter().filter_map(|word| word.chars().next()))
}

/// The same words, three or more, in another order, of four or more one spelled otherwise; never around "son of", where the
/// order tells father from son.
fn other_order(a: &PersonName, b: &PersonName) -> Option<Likeness> {
    let telling = a.words.iter().filter(|word| !is_one_of(&RULES.sons, word)).count();
    let is_son = telling < a.words.len() && telling > 2;
    if a.words.len() != b.words.len() || a.words.len() < 3 || is_son {
        return None;
    }
    let mut rest = b.words.clone();
    let mut otherwise = Vec::new();
    for word in &a.words {
        match rest.iter().position(|other| other == word) {
            Some(found) => _ = rest.swap_remove(found),
            None => otherwise.push(word),
        }
    }
    let fits = match (otherwise.as_slice(), rest.as_slice()) {
        ([], []) => true,
        ([one], [other]) => a.words.len() > 3 && spelling(one, other).is_some(),
        _ => false,
    };
    fits.then_some(Likeness::unsure("the same words in another order"))
}

/// One word of the name, of a long name two, spelled otherwise; one name the beginning of the other, or its words with
/// others between.
fn slips(a: &PersonName, b: &PersonName) -> Option<Likeness> {
    let (a, b) = (a.telling_words(), b.telling_words());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.len() < 2 {
        return None;
    }
    let mut rest = long.iter();
    let (mut otherwise, mut met_last) = (0, 0);
    for word in short {
        let found = rest.by_ref().position(|other| match spelling(word, other) {
            Some(Spelling::Slip) => {
                otherwise += 1;
                true
            }
            Some(_) => true,
            None => is_given_variant(word, other),
        });
        met_last += found? + 1;
    }
    // "Lind" must not fall away behind other given names: the last word is there, or nothing stands between.
    let is_beginning = met_last == short.len() && long.len() > short.len();
    let allowed = usize::from(short.iter().map(String::len).sum::<usize>() >= LONG_NAME) + 1;
    let holds = otherwise <= allowed && (met_last == long.len() || is_beginning || otherwise == 0 && short.len() > 1);
    holds.then_some(Likeness::unsure("another spelling of the same name"))
}

/// Names of so many letters may be spelled otherwise in two places.
const LONG_NAME: usize = 14;

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
        same_person(&PersonName::parse(a), &PersonName::parse(b)).is_some_and(|like| like.sure)
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
