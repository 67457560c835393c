//! Countries by name, other names, demonym and capital: general knowledge that reading and weighing share.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// One country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2 code.
    pub code: &'static str,
    /// The name used in the news.
    pub name: &'static str,
    /// Other names: official, short, older.
    pub other_names: Vec<&'static str>,
    /// What its people and things are called.
    pub demonyms: Vec<&'static str>,
    /// Its capital; empty where that is the country itself.
    pub capital: &'static str,
}

static TABLE: LazyLock<Vec<Country>> =
    LazyLock::new(|| include_str!("../rules/countries.txt").lines().filter_map(parse_line).collect());

static BY_NAME: LazyLock<BTreeMap<String, usize>> =
    LazyLock::new(|| index(|c| [vec![c.name], c.other_names.clone()].concat()));
static BY_DEMONYM: LazyLock<BTreeMap<String, usize>> = LazyLock::new(|| index(|c| c.demonyms.clone()));

fn index(words: impl Fn(&Country) -> Vec<&'static str>) -> BTreeMap<String, usize> {
    let pairs =
        TABLE.iter().enumerate().flat_map(|(at, country)| words(country).into_iter().map(move |w| (plain(w), at)));
    pairs.collect()
}

fn parse_line(line: &'static str) -> Option<Country> {
    let line = line.trim();
    if line.is_empty() || line.starts_with('#') {
        return None;
    }
    let list = |field: &'static str| field.split('|').map(str::trim).filter(|w| !w.is_empty()).collect::<Vec<_>>();
    let fields: Vec<&'static str> = line.split(';').map(str::trim).collect();
    let [code, name, other_names, demonyms, capital] = fields[..] else { return None };
    Some(Country { code, name, other_names: list(other_names), demonyms: list(demonyms), capital })
}

/// A name as the index keeps it: straight apostrophes, no "the", the case kept ("us" is no country).
fn plain(name: &str) -> String {
    let name = name.replace('\u{2019}', "'");
    name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(&name).to_owned()
}

/// All countries, in the order of the table.
pub fn countries() -> &'static [Country] {
    &TABLE
}

/// The country that bears this name, in any of its forms ("U.S.", "the Netherlands").
pub fn country_named(name: &str) -> Option<&'static Country> {
    BY_NAME.get(&plain(name)).and_then(|at| TABLE.get(*at))
}

/// The country whose people or things are called so ("Norwegian", "Danes").
pub fn country_of_demonym(word: &str) -> Option<&'static Country> {
    BY_DEMONYM.get(word).and_then(|at| TABLE.get(*at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_country() {
        let lines =
            include_str!("../rules/countries.txt").lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
        assert_eq!(lines.count(), countries().len());
    }

    #[test]
    fn names_demonyms_and_look_alikes() {
        let code = |name| country_named(name).map(|c| c.code);
        assert_eq!(code("the United States"), code("U.S."));
        assert_eq!(code("DPRK"), Some("KP"));
        assert_eq!(code("Republic of Korea"), Some("KR"));
        assert_eq!(code("us"), None, "a pronoun");
        assert_eq!(code("Korea"), None, "either of two");
        assert_eq!(country_of_demonym("Danes").map(|c| c.name), Some("Denmark"));
        assert_eq!(country_of_demonym("Dutch").map(|c| c.capital), Some("Amsterdam"));
    }
}
