//! Which outlet an article is from: the site's own name, else the host of its address, else what its text makes plain.

use std::sync::LazyLock;

use regex::bytes::Regex;
use serde::Deserialize;

use super::pattern::compile;

/// The host of a URL or of a bare domain, without `www.`.
pub(super) fn host(url: &str) -> Option<String> {
    let rest = url.trim().split_once("://").map_or(url.trim(), |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or("").rsplit('@').next().unwrap_or("");
    let host = host.split(':').next().unwrap_or("").to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let plausible = host.contains('.')
        && host.len() <= 253
        && host.split('.').all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'));
    plausible.then(|| host.to_owned())
}

/// A rule that finds the outlet's name in its own text, as written in `outlet.toml`.
#[derive(Deserialize)]
struct Rule {
    pattern: String,
    #[serde(rename = "match")]
    #[cfg_attr(not(test), allow(dead_code, reason = "read by the rules' test"))]
    examples: Vec<String>,
    #[serde(default)]
    #[cfg_attr(not(test), allow(dead_code, reason = "read by the rules' test"))]
    no_match: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    /// Words of newspapers' names.
    names: Vec<String>,
    rule: Vec<Rule>,
}

const FILE: &str = include_str!("../../rules/extract/outlet.toml");
/// Longer lines aren't searched.
const LONGEST: usize = 2_000;

static RULES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let rules = toml::from_str::<File>(FILE).map(|file| file.rule).unwrap_or_default();
    rules.iter().filter_map(|rule| compile(&rule.pattern)).collect()
});

/// The outlet that a line of the article makes plain, if it does.
pub(super) fn named_in(line: &str) -> Option<String> {
    if line.len() > LONGEST {
        return None;
    }
    RULES.iter().find_map(|regex| name_by(regex, line))
}

static NAMES: LazyLock<Vec<String>> =
    LazyLock::new(|| toml::from_str::<File>(FILE).map(|file| file.names).unwrap_or_default());

/// The name of an outlet that is all a line holds: two to five capitalized words, one of them such as newspapers have.
pub(crate) fn masthead(line: &str) -> Option<&str> {
    let name = line.trim_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = name.split_whitespace().collect();
    let capitalized = |word: &&str| word.starts_with(char::is_uppercase) || matches!(*word, "of" | "the" | "and" | "&");
    let of_newspapers = |word: &&str| NAMES.iter().any(|known| known.eq_ignore_ascii_case(word));
    let credit = words.first().is_some_and(|word| word.eq_ignore_ascii_case("by"));
    let plain = !credit && !name.contains(['.', ',', ':', ';', '?', '!', '"', '“', '|']);
    ((2..=5).contains(&words.len()) && plain && words.iter().all(capitalized) && words.iter().any(of_newspapers))
        .then_some(name)
}

fn name_by(regex: &Regex, line: &str) -> Option<String> {
    let name = line.get(regex.captures(line.as_bytes())?.name("outlet")?.range())?;
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    let name = [", LLC", ", Inc", " LLC", " Inc", " Ltd", ", Ltd"]
        .iter()
        .fold(name, |n, tail| n.strip_suffix(tail).unwrap_or(n));
    let words = name.split_whitespace().count();
    ((1..=5).contains(&words) && name.len() >= 2).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_lose_their_www() {
        assert_eq!(host("https://www.harbour.example/a?b").as_deref(), Some("harbour.example"));
        assert_eq!(host("www.harbour.example").as_deref(), Some("harbour.example"));
        assert_eq!(host("http://user@news.harbour.example:80/").as_deref(), Some("news.harbour.example"));
        assert_eq!(host("not a host"), None);
    }

    #[test]
    fn a_newspapers_name_is_a_masthead_and_a_headline_is_none() {
        assert_eq!(masthead("The Salt Bay Herald"), Some("The Salt Bay Herald"));
        assert_eq!(masthead("*Salt Bay Daily, "), Some("Salt Bay Daily"));
        for line in ["Harbour wall falls", "Reuters", "Salt Bay Mayor Resigns", "Daily bread is rising", "By Anna Post"]
        {
            assert_eq!(masthead(line), None, "{line}");
        }
    }

    #[test]
    fn each_rule_finds_the_outlet_in_its_examples_only() {
        let file: File = toml::from_str(FILE).unwrap();
        for rule in &file.rule {
            let regex = compile(&rule.pattern).unwrap();
            for example in &rule.examples {
                let (text, name) = example.split_once(" => ").unwrap();
                assert_eq!(name_by(&regex, text).as_deref(), Some(name), "{text}");
            }
            for example in &rule.no_match {
                assert_eq!(name_by(&regex, example), None, "{example}");
            }
        }
    }
}
