//! The phrases by which lines of a page are told: share bars, sign-ups, captions, credits. The rules are data, in
//! `rules/extract/*.toml`, each with texts that it must and must not match.

use std::sync::{LazyLock, OnceLock};

use gainsay_core::RegionKind;
use regex::bytes::{Regex, RegexSet, RegexSetBuilder};
use serde::Deserialize;

use super::{
    fold::{count_words, level},
    pattern,
};

/// Longer lines are never boilerplate as a whole, and nobody should pay for matching them.
const LONGEST_LINE: usize = 4_000;
/// Longer lines are not searched for phrases inside them.
const LONGEST_SEARCHED: usize = 64_000;

/// How a rule's pattern has to lie in the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Scope {
    /// The pattern is the whole line, folded.
    Whole,
    /// The line, folded, begins with the pattern; all of it gets the label.
    Starts,
    /// The line, folded, ends with the pattern; all of it gets the label.
    Ends,
    /// The line, levelled but in its own case, holds the pattern; all of it gets the label.
    Holds,
    /// Only the stretch that matches, wherever in the line, gets the label.
    Within,
    /// Only the stretch that matches, at the start of the line, gets the label.
    Prefix,
}

/// What a line opens or closes beyond itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Opens {
    /// A list of other articles.
    List,
    /// The readers' part at the end of the page.
    Comments,
    /// An advertisement that ends at a line that closes it.
    Advert,
    /// The end of an advertisement.
    AdvertEnd,
    /// The end of the article: what follows is the page's own.
    End,
}

/// One rule, as written in the data files.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    /// What it finds, as it is said to people.
    why: String,
    /// How the pattern has to lie in the line.
    scope: Scope,
    /// A regular expression. Folded text is in lower case with straight quotes and single spaces; levelled text the
    /// same in its own case. See [`pattern`] for `\\p{Lu}` and `\\p{L}`.
    pattern: String,
    /// Of which one has to be in the line: a pattern that counts far is dear to look for, these are cheap.
    #[serde(default)]
    needs: Vec<String>,
    /// A line of more words isn't meant.
    #[serde(default = "default_max_words")]
    max_words: usize,
    /// What it opens or closes beyond itself.
    opens: Option<Opens>,
    /// Texts that it must match.
    #[serde(rename = "match")]
    #[cfg_attr(not(test), allow(dead_code, reason = "read by the rules' test"))]
    examples: Vec<String>,
    /// Texts that look alike and that it must not match.
    #[serde(default)]
    #[cfg_attr(not(test), allow(dead_code, reason = "read by the rules' test"))]
    no_match: Vec<String>,
}

const fn default_max_words() -> usize {
    45
}

#[derive(Deserialize)]
struct File {
    kind: RegionKind,
    rule: Vec<Rule>,
}

/// What a rule says of a line or of a stretch of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    /// What it is.
    pub(super) kind: RegionKind,
    /// In words.
    pub(super) why: &'static str,
    /// What it opens or closes.
    pub(super) opens: Option<Opens>,
}

const FILES: &[&str] = &[
    include_str!("../../rules/extract/share.toml"),
    include_str!("../../rules/extract/comments.toml"),
    include_str!("../../rules/extract/advert.toml"),
    include_str!("../../rules/extract/notice.toml"),
    include_str!("../../rules/extract/related.toml"),
    include_str!("../../rules/extract/navigation.toml"),
    include_str!("../../rules/extract/caption.toml"),
    include_str!("../../rules/extract/byline.toml"),
    include_str!("../../rules/extract/summary.toml"),
    include_str!("../../rules/extract/quote.toml"),
];

struct Rules {
    all: Vec<(RegionKind, Rule)>,
    /// Rules on the folded line.
    folded: Sets,
    /// Rules on the line as it stands that label all of it.
    holds: Sets,
    /// Those of them that need something in the line: each by itself.
    needy: Vec<Single>,
    /// Rules that label a stretch: a set that says which match, and each by itself to say where.
    stretches: (RegexSet, Vec<Single>),
}

/// Rules as sets that are matched together, with their indexes into all rules. Those bound to the start of a line are
/// apart: alone they are done after its first words. Long lines have sets of their own, since few rules mean them.
struct Sets {
    any: [(RegexSet, Vec<usize>); 2],
    long: [(RegexSet, Vec<usize>); 2],
}

/// Lines of more words are matched against the rules for long lines.
const LONG: usize = 45;

impl Sets {
    fn new(all: &[(RegionKind, Rule)], wanted: &[Scope]) -> Self {
        let pick = |at_start: bool, least: usize| -> (RegexSet, Vec<usize>) {
            let meant = |rule: &Rule| {
                let fits = wanted.contains(&rule.scope) && rule.needs.is_empty() && rule.max_words >= least;
                fits && rule.is_bound_to_start() == at_start
            };
            let indexes: Vec<usize> = (0..all.len()).filter(|&i| meant(&all[i].1)).collect();
            (set_of(indexes.iter().map(|&i| all[i].1.full_pattern())), indexes)
        };
        Self { any: [pick(true, 0), pick(false, 0)], long: [pick(true, LONG + 1), pick(false, LONG + 1)] }
    }

    /// The first rule that matches a line of so many words.
    fn first(&self, text: &str, words: usize, all: &[(RegionKind, Rule)]) -> Option<usize> {
        let sets = if words > LONG { &self.long } else { &self.any };
        let hits = sets
            .iter()
            .filter(|(_, indexes)| !indexes.is_empty())
            .flat_map(|(set, indexes)| set.matches(text.as_bytes()).into_iter().map(|i| indexes[i]));
        hits.filter(|&i| words <= all[i].1.max_words).min()
    }
}

/// The index of a rule, and its pattern once it was needed.
type Single = (usize, OnceLock<Option<Regex>>);

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::load(FILES));

impl Rules {
    /// Files that don't parse are left out here; they, and patterns that don't, fail the test of the rules.
    fn load(files: &[&str]) -> Self {
        let mut all = Vec::new();
        for file in files.iter().filter_map(|text| toml::from_str::<File>(text).ok()) {
            all.extend(file.rule.into_iter().map(|rule| (file.kind, rule)));
        }
        let folded = Sets::new(&all, &[Scope::Whole, Scope::Starts, Scope::Ends]);
        let holds = Sets::new(&all, &[Scope::Holds]);
        let is_stretch = |i: &usize| matches!(all[*i].1.scope, Scope::Within | Scope::Prefix);
        let inside: Vec<usize> = (0..all.len()).filter(is_stretch).collect();
        let stretch_set = set_of(inside.iter().map(|&i| all[i].1.full_pattern()));
        let stretch_list = inside.into_iter().map(|i| (i, OnceLock::new())).collect();
        let needy = (0..all.len()).filter(|&i| !all[i].1.needs.is_empty()).map(|i| (i, OnceLock::new())).collect();
        Self { folded, holds, needy, stretches: (stretch_set, stretch_list), all }
    }

    /// The expression of a rule that is matched by itself.
    fn compiled<'r>(&self, (index, regex): &'r Single) -> Option<&'r Regex> {
        regex.get_or_init(|| pattern::compile(&self.all[*index].1.full_pattern())).as_ref()
    }

    /// The first rule matched by itself that matches a levelled line of so many words.
    fn first_needy(&self, line: &str, words: usize) -> Option<usize> {
        let meant = |rule: &Rule| words <= rule.max_words && rule.needs.iter().any(|need| line.contains(need));
        let mut meant = self.needy.iter().filter(|(index, _)| meant(&self.all[*index].1));
        meant.find(|rule| self.compiled(rule).is_some_and(|regex| regex.is_match(line.as_bytes()))).map(|rule| rule.0)
    }

    fn verdict(&'static self, index: usize) -> Verdict {
        let (kind, rule) = &self.all[index];
        Verdict { kind: *kind, why: &rule.why, opens: rule.opens }
    }
}

fn set_of(patterns: impl Iterator<Item = String>) -> RegexSet {
    let patterns = patterns.map(|p| pattern::in_bytes(&p));
    // Room for the states of so many patterns: where it runs short, lines are matched a hundred times slower.
    RegexSetBuilder::new(patterns)
        .unicode(false)
        .size_limit(1 << 26)
        .dfa_size_limit(1 << 25)
        .build()
        .unwrap_or_else(|_| RegexSet::empty())
}

impl Rule {
    /// Whether it can match at the start of a line alone.
    fn is_bound_to_start(&self) -> bool {
        let pattern = self.full_pattern();
        pattern.trim_start_matches("(?i)").starts_with('^')
    }

    fn full_pattern(&self) -> String {
        let p = &self.pattern;
        match self.scope {
            Scope::Whole => format!("^(?:{p})$"),
            Scope::Starts | Scope::Prefix => format!("^(?:{p})"),
            Scope::Ends => format!("(?:{p})$"),
            Scope::Holds | Scope::Within => p.clone(),
        }
    }
}

/// What the rules say of a whole line; the first rule that matches, in the order of the files.
pub(super) fn of_line(line: &str) -> Option<Verdict> {
    if line.len() > LONGEST_LINE {
        return None;
    }
    let words = count_words(line);
    if words == 0 && line.len() > 40 {
        return None;
    }
    let levelled = level(line);
    let rules = &*RULES;
    let folded = rules.folded.first(&levelled.to_lowercase(), words, &rules.all);
    let holds = rules.holds.first(&levelled, words, &rules.all);
    let first = [folded, holds, rules.first_needy(&levelled, words)].into_iter().flatten().min();
    first.map(|index| rules.verdict(index))
}

/// What the rules say of the first words of a line.
pub(super) fn prefix(line: &str) -> Option<Verdict> {
    static PREFIXES: LazyLock<(RegexSet, Vec<usize>)> = LazyLock::new(|| {
        let all = &RULES.all;
        let indexes: Vec<usize> = (0..all.len()).filter(|&i| all[i].1.scope == Scope::Prefix).collect();
        (set_of(indexes.iter().map(|&i| all[i].1.full_pattern())), indexes)
    });
    let (set, indexes) = &*PREFIXES;
    let first = set.matches(line.as_bytes()).into_iter().map(|i| indexes[i]).min();
    first.map(|index| RULES.verdict(index))
}

/// The stretches of a line that rules label, as byte ranges, in order, without overlap.
pub(super) fn stretches(line: &str) -> Vec<(std::ops::Range<usize>, Verdict)> {
    if line.len() > LONGEST_SEARCHED {
        return Vec::new();
    }
    let rules = &*RULES;
    let mut found: Vec<(std::ops::Range<usize>, usize)> = Vec::new();
    for hit in rules.stretches.0.matches(line.as_bytes()) {
        let single = &rules.stretches.1[hit];
        let index = &single.0;
        let Some(regex) = rules.compiled(single) else { continue };
        let limit = if rules.all[*index].1.scope == Scope::Prefix { 1 } else { usize::MAX };
        found.extend(
            regex.find_iter(line.as_bytes()).take(limit).filter(|m| !m.is_empty()).map(|m| (m.range(), *index)),
        );
    }
    found.sort_by_key(|(range, index)| (range.start, usize::MAX - range.end, *index));
    let mut kept: Vec<(std::ops::Range<usize>, Verdict)> = Vec::new();
    for (range, index) in found {
        if line.get(range.clone()).is_some() && kept.last().is_none_or(|(last, _)| last.end <= range.start) {
            kept.push((range, rules.verdict(index)));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_matches_its_examples_and_not_its_look_alikes() {
        let mut failed = Vec::new();
        for (n, text) in FILES.iter().enumerate() {
            let file: File = toml::from_str(text).unwrap_or_else(|e| panic!("file {n}: {e}"));
            for rule in &file.rule {
                let Some(regex) = pattern::compile(&rule.full_pattern()) else {
                    failed.push(format!("no regular expression: {}", rule.pattern));
                    continue;
                };
                let matches = |text: &str| {
                    let folded = matches!(rule.scope, Scope::Whole | Scope::Starts | Scope::Ends);
                    let seen = if folded { level(text).to_lowercase() } else { level(text) };
                    regex.is_match(seen.as_bytes()) && count_words(text) <= rule.max_words
                };
                let start: String = rule.pattern.chars().take(60).collect();
                if !rule.needs.is_empty() && rule.scope != Scope::Holds {
                    failed.push(format!("only `holds` can need something: {start}"));
                }
                let has_one = |e: &&String| rule.needs.is_empty() || rule.needs.iter().any(|need| e.contains(need));
                failed.extend(rule.examples.iter().filter(|e| !has_one(e)).map(|e| format!("needs more: {e}")));
                if rule.examples.is_empty() {
                    failed.push(format!("no example: {start}"));
                }
                failed
                    .extend(rule.examples.iter().filter(|e| !matches(e)).map(|e| format!("must match `{e}`: {start}")));
                failed.extend(
                    rule.no_match.iter().filter(|e| matches(e)).map(|e| format!("must not match `{e}`: {start}")),
                );
            }
        }
        assert!(failed.is_empty(), "{}", failed.join("\n"));
    }

    #[test]
    fn the_sets_hold_every_rule() {
        let rules = &*RULES;
        let held = [&rules.folded.any, &rules.holds.any].into_iter().flatten().map(|(set, _)| set.len()).sum::<usize>()
            + rules.needy.len()
            + rules.stretches.0.len();
        assert_eq!(held, rules.all.len());
        assert!(held > 50);
    }
}
