//! The word lists of `rules/entities/`: what general knowledge says of a word or a run of words.
//!
//! Each list is a section of a TOML file with `entries` and examples that must and must not be in it; a test checks
//! them. Lists never decide alone: they are features of the tagger and conditions of the rules.

use std::collections::HashMap;
use std::sync::LazyLock;

use gainsay_core::{countries, country_of_demonym};
use serde::Deserialize;

/// What a list says of a word; a set of these is kept as bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Mark {
    /// A man's given name.
    FirstMan = 0,
    /// A woman's given name.
    FirstWoman,
    /// A given name of either.
    FirstEither,
    /// A man's honorific.
    HonorificMan,
    /// A woman's honorific.
    HonorificWoman,
    /// Anyone's honorific or rank.
    Honorific,
    /// An office: "foreign minister".
    Office,
    /// A word such as "Jr." after a name.
    NameSuffix,
    /// A noun for a man.
    Man,
    /// A noun for a woman.
    Woman,
    /// A noun for a person.
    Person,
    /// A noun for a person who is often a source without a name.
    Unnamed,
    /// A noun for a company.
    Company,
    /// A noun for another organization.
    Body,
    /// A legal form: "Inc.".
    LegalForm,
    /// A word that shows a name to be an organization's.
    OrganizationWord,
    /// A word after which "of …" belongs to the name.
    OrganizationOf,
    /// A seat that stands for who sits there.
    Metonym,
    /// A news agency.
    Agency,
    /// A newspaper, broadcaster or site.
    Outlet,
    /// A body everyone knows.
    KnownOrganization,
    /// A country.
    Country,
    /// A capital.
    Capital,
    /// A state or province.
    State,
    /// A city.
    City,
    /// A continent, sea or landscape.
    Region,
    /// A word that ends a place's name.
    PlaceWord,
    /// A nationality word.
    Demonym,
    /// A day, month or feast.
    Calendar,
    /// A faith, people or tongue.
    People,
    /// A company, team or another body that has a name of its own.
    KnownCompany,
    /// A family name.
    Surname,
}

/// How many marks there are.
pub const MARKS: usize = 32;

/// A set of marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(pub u32);

impl Marks {
    /// Whether the mark is in the set.
    pub const fn has(self, mark: Mark) -> bool {
        self.0 & (1 << mark as u32) != 0
    }

    /// Whether any of these marks is in the set.
    pub fn any(self, marks: &[Mark]) -> bool {
        marks.iter().any(|m| self.has(*m))
    }

    /// The set with one more mark.
    pub const fn with(self, mark: Mark) -> Self {
        Self(self.0 | (1 << mark as u32))
    }
}

#[derive(Deserialize)]
struct Section {
    entries: String,
    #[cfg_attr(not(test), allow(dead_code, reason = "read by the test of the lists"))]
    must: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code, reason = "read by the test of the lists"))]
    must_not: Vec<String>,
}

impl Section {
    fn entries(&self) -> impl Iterator<Item = &str> {
        self.entries.split([',', '\n']).map(str::trim).filter(|e| !e.is_empty())
    }
}

/// Whether a list's entries are written as they stand in text, or in lower case without stops.
#[derive(Clone, Copy, PartialEq)]
enum Spelling {
    AsWritten,
    Folded,
}

/// File, section, mark, spelling.
const SOURCES: &[(&str, &str, Mark, Spelling)] = &[
    (FIRST_NAMES, "man", Mark::FirstMan, Spelling::AsWritten),
    (FIRST_NAMES, "woman", Mark::FirstWoman, Spelling::AsWritten),
    (FIRST_NAMES, "either", Mark::FirstEither, Spelling::AsWritten),
    (TITLES, "honorifics_man", Mark::HonorificMan, Spelling::Folded),
    (TITLES, "honorifics_woman", Mark::HonorificWoman, Spelling::Folded),
    (TITLES, "honorifics", Mark::Honorific, Spelling::Folded),
    (TITLES, "offices", Mark::Office, Spelling::Folded),
    (TITLES, "suffixes", Mark::NameSuffix, Spelling::Folded),
    (PERSON_NOUNS, "man", Mark::Man, Spelling::Folded),
    (PERSON_NOUNS, "woman", Mark::Woman, Spelling::Folded),
    (PERSON_NOUNS, "anyone", Mark::Person, Spelling::Folded),
    (PERSON_NOUNS, "unnamed", Mark::Unnamed, Spelling::Folded),
    (ORGANIZATION_NOUNS, "company", Mark::Company, Spelling::Folded),
    (ORGANIZATION_NOUNS, "body", Mark::Body, Spelling::Folded),
    (ORGANIZATION_WORDS, "legal_forms", Mark::LegalForm, Spelling::Folded),
    (ORGANIZATION_WORDS, "heads", Mark::OrganizationWord, Spelling::Folded),
    (ORGANIZATION_WORDS, "heads_with_of", Mark::OrganizationOf, Spelling::Folded),
    (ORGANIZATION_WORDS, "metonyms", Mark::Metonym, Spelling::AsWritten),
    (OUTLETS, "agencies", Mark::Agency, Spelling::AsWritten),
    (OUTLETS, "media", Mark::Outlet, Spelling::AsWritten),
    (ORGANIZATIONS, "known", Mark::KnownOrganization, Spelling::AsWritten),
    (ORGANIZATIONS, "institutions", Mark::KnownCompany, Spelling::AsWritten),
    (ORGANIZATIONS, "companies", Mark::KnownCompany, Spelling::AsWritten),
    (SURNAMES, "surnames", Mark::Surname, Spelling::AsWritten),
    (PLACES, "states", Mark::State, Spelling::AsWritten),
    (PLACES, "cities", Mark::City, Spelling::AsWritten),
    (PLACES, "regions", Mark::Region, Spelling::AsWritten),
    (PLACES, "words", Mark::PlaceWord, Spelling::Folded),
    (PLACES, "demonyms", Mark::Demonym, Spelling::AsWritten),
    (OTHER_NAMES, "calendar", Mark::Calendar, Spelling::AsWritten),
    (OTHER_NAMES, "peoples", Mark::People, Spelling::AsWritten),
];

const FIRST_NAMES: &str = include_str!("../../../rules/entities/first-names.toml");
const SURNAMES: &str = include_str!("../../../rules/entities/surnames.toml");
const TITLES: &str = include_str!("../../../rules/entities/titles.toml");
const PERSON_NOUNS: &str = include_str!("../../../rules/entities/person-nouns.toml");
const ORGANIZATION_NOUNS: &str = include_str!("../../../rules/entities/organization-nouns.toml");
const ORGANIZATION_WORDS: &str = include_str!("../../../rules/entities/organization-words.toml");
const OUTLETS: &str = include_str!("../../../rules/entities/outlets.toml");
const ORGANIZATIONS: &str = include_str!("../../../rules/entities/organizations.toml");
const PLACES: &str = include_str!("../../../rules/entities/places.toml");
const OTHER_NAMES: &str = include_str!("../../../rules/entities/other-names.toml");

/// All lists, ready for look-up.
pub struct Lists {
    /// Entries of one word or more, by their first word as keyed by [`folded`]: the further words, and what it is.
    entries: HashMap<String, Vec<Entry>>,
    /// Nationality word → the place's usual name.
    demonyms: HashMap<String, String>,
}

struct Entry {
    /// As written, or empty where only the folded form counts.
    written: Vec<String>,
    folded: Vec<String>,
    mark: Mark,
}

static LISTS: LazyLock<Lists> = LazyLock::new(Lists::load);

/// The lists that are part of the program.
pub fn lists() -> &'static Lists {
    &LISTS
}

fn sections(file: &str) -> HashMap<String, Section> {
    toml::from_str(file).unwrap_or_default()
}

/// Lower case, straight apostrophes, no stops: "U.N." gives "un", "Sen." gives "sen".
pub fn folded(word: &str) -> String {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    word.chars()
        .filter(|c| *c != '.')
        .map(|c| if c == '\u{2019}' { '\'' } else { c })
        .flat_map(char::to_lowercase)
        .collect()
}

impl Lists {
    fn load() -> Self {
        let mut lists = Lists { entries: HashMap::new(), demonyms: HashMap::new() };
        for (file, section, mark, spelling) in SOURCES {
            let sections = sections(file);
            let Some(section) = sections.get(*section) else { continue };
            for entry in section.entries() {
                let mut forms = entry.split(" = ");
                if *mark == Mark::Demonym {
                    if let (Some(word), Some(place)) = (forms.next(), forms.next()) {
                        lists.demonyms.insert(word.to_owned(), place.to_owned());
                        lists.add(word, *mark, *spelling);
                    }
                    continue;
                }
                forms.for_each(|form| lists.add(form, *mark, *spelling));
            }
        }
        lists.add_countries();
        lists
    }

    fn add_countries(&mut self) {
        for country in countries() {
            for name in std::iter::once(&country.name).chain(&country.other_names) {
                self.add(name, Mark::Country, Spelling::AsWritten);
            }
            for word in &country.demonyms {
                self.add(word, Mark::Demonym, Spelling::AsWritten);
            }
            if !country.capital.is_empty() {
                self.add(country.capital, Mark::Capital, Spelling::AsWritten);
            }
        }
    }

    fn add(&mut self, text: &str, mark: Mark, spelling: Spelling) {
        let words: Vec<String> = split_words(text);
        let Some(first) = words.first() else { return };
        let written = if spelling == Spelling::AsWritten { words.clone() } else { Vec::new() };
        let entry = Entry { written, folded: words.iter().map(|w| folded(w)).collect(), mark };
        self.entries.entry(folded(first)).or_default().push(entry);
    }

    /// What the lists say of each of these words; entries of several words mark all of theirs.
    pub fn mark(&self, words: &[&str]) -> Vec<Marks> {
        let keys: Vec<String> = words.iter().map(|w| folded(w)).collect();
        self.mark_keyed(words, &keys.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// The same for words whose keys are known, as [`folded`] gives them.
    pub fn mark_keyed(&self, words: &[&str], keys: &[&str]) -> Vec<Marks> {
        let mut marks = vec![Marks::default(); words.len()];
        for at in 0..words.len() {
            for entry in self.entries.get(keys[at]).into_iter().flatten() {
                if entry.stands_at(words, keys, at) {
                    for mark in marks.iter_mut().skip(at).take(entry.folded.len()) {
                        *mark = mark.with(entry.mark);
                    }
                }
            }
        }
        marks
    }

    /// Where countries with names of several words stand: the longest at each place.
    pub fn countries_in(&self, words: &[&str]) -> Vec<std::ops::Range<usize>> {
        let keys: Vec<String> = words.iter().map(|w| folded(w)).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let mut found: Vec<std::ops::Range<usize>> = Vec::new();
        for at in 0..words.len() {
            let here = self.entries.get(keys[at]).into_iter().flatten();
            let fits = here.filter(|e| e.mark == Mark::Country && e.folded.len() > 1 && e.stands_at(words, &keys, at));
            let Some(longest) = fits.map(|e| e.folded.len()).max() else { continue };
            if found.last().is_none_or(|last| last.end <= at) {
                found.push(at..at + longest);
            }
        }
        found
    }

    /// What the lists say of these words as a whole.
    pub fn mark_whole(&self, words: &[&str]) -> Marks {
        let keys: Vec<String> = words.iter().map(|w| folded(w)).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let first = keys.first().and_then(|k| self.entries.get(*k)).into_iter().flatten();
        let whole = first.filter(|e| e.folded.len() == words.len() && e.stands_at(words, &keys, 0));
        whole.fold(Marks::default(), |marks, e| marks.with(e.mark))
    }

    /// The place that a nationality word stands for.
    pub fn place_of_demonym(&self, word: &str) -> Option<&str> {
        country_of_demonym(word).map(|c| c.name).or_else(|| self.demonyms.get(word).map(String::as_str))
    }
}

impl Entry {
    fn stands_at(&self, words: &[&str], keys: &[&str], at: usize) -> bool {
        let Some(there) = keys.get(at..at + self.folded.len()) else { return false };
        let same = |(have, want): (&&str, &String)| **have == **want || have.replace('\u{2019}', "'") == *want;
        self.folded.iter().zip(there).all(|(want, have)| want == have)
            && (self.written.is_empty() || words[at..].iter().zip(&self.written).all(same))
    }
}

/// Splits a list entry as the tokenizer would: at spaces, and before "'s".
fn split_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in text.split_whitespace() {
        match word.strip_suffix("'s") {
            Some(stem) if !stem.is_empty() => words.extend([stem.to_owned(), "'s".to_owned()]),
            _ => words.push(word.to_owned()),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_holds_its_examples() {
        for (file, name, ..) in SOURCES {
            let sections = sections(file);
            let section = sections.get(*name).unwrap_or_else(|| panic!("no section {name}"));
            let has = |entry: &String| section.entries().any(|e| e == entry);
            for entry in &section.must {
                assert!(has(entry), "{name} must hold {entry}");
            }
            for entry in &section.must_not {
                assert!(!has(entry), "{name} must not hold {entry}");
            }
        }
    }

    #[test]
    fn entries_of_several_words_mark_all_of_theirs() {
        let marks = lists().mark(&["the", "prime", "minister", "of", "New", "Zealand"]);
        assert!(marks[1].has(Mark::Office) && marks[2].has(Mark::Office));
        assert!(marks[4].has(Mark::Country) && marks[5].has(Mark::Country));
        assert!(!marks[0].has(Mark::Office));
    }

    #[test]
    fn names_keep_their_case_and_stops_do_not_count() {
        assert!(!lists().mark(&["us"])[0].has(Mark::Country));
        assert!(lists().mark(&["Sen."])[0].has(Mark::Honorific));
        assert_eq!(lists().place_of_demonym("Scottish"), Some("Scotland"));
    }
}
