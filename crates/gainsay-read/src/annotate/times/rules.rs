//! The patterns of `rules/times/patterns.toml`, and finding the longest match at a piece.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::draft::Draft;
use super::lexicon::Entry;
use super::meaning::{self, Means};
use super::pattern::{Inner, Node, Way};
use super::pieces::{Piece, Sort};
use super::{numbers, shapes};

#[derive(Deserialize)]
struct File {
    rule: Vec<Rule>,
}

/// One rule: patterns and what a match of them means.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), allow(dead_code, reason = "names and examples are for people and for the test of the rules"))]
pub(crate) struct Rule {
    /// Its name, which says what it finds.
    pub(crate) name: String,
    /// Other rules may refer to it as `<@group>`, by any of these names.
    #[serde(default)]
    groups: Vec<String>,
    /// Whether it only counts inside other rules.
    #[serde(default)]
    inner: bool,
    /// The patterns.
    #[serde(rename = "match")]
    patterns: Vec<String>,
    /// How to tell its meaning.
    pub(crate) means: Means,
    /// What may stand before it; anything where this is empty.
    #[serde(default)]
    after: Vec<String>,
    /// What must stand right after it, without belonging to it; anything where this is empty. May be several words; `$` is the end of
    /// the sentence.
    #[serde(default)]
    before: Vec<String>,
    /// What must not stand before it.
    #[serde(default)]
    not_after: Vec<String>,
    /// What must not stand after it.
    #[serde(default)]
    not_before: Vec<String>,
    /// Whether a capitalized word right after it makes it a name: "May Holm".
    #[serde(default)]
    not_before_name: bool,
    /// Examples with their TIMEX3 values, written on Wednesday, 13 March 2024.
    #[serde(default)]
    pub(crate) yes: BTreeMap<String, String>,
    /// Examples in which this rule must find nothing.
    #[serde(default)]
    pub(crate) no: Vec<String>,
    #[serde(skip)]
    nodes: Vec<Node>,
}

/// One pattern: the numbers of its rule and of itself among the rule's.
type Pattern = (usize, usize);

/// All rules, with an index by what the matches of their patterns begin with.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    /// In the order of the file.
    pub(crate) rules: Vec<Rule>,
    by_word: HashMap<String, Vec<Pattern>>,
    by_class: HashMap<String, Vec<Pattern>>,
    by_group: BTreeMap<String, Vec<usize>>,
}

/// Expressions inside expressions go no deeper.
const DEEPEST: usize = 3;

impl Rules {
    /// The ones in `rules/times/patterns.toml`.
    pub(crate) fn get() -> &'static Self {
        static RULES: OnceLock<Rules> = OnceLock::new();
        // A broken file gives no rules; the test of the examples keeps that from being landed.
        RULES.get_or_init(|| Self::parse(include_str!("../../../rules/times/patterns.toml")).unwrap_or_default())
    }

    pub(crate) fn parse(toml: &str) -> Result<Self, String> {
        let file: File = toml::from_str(toml).map_err(|e| e.to_string())?;
        let mut rules = file.rule;
        let mut by_group: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, rule) in rules.iter_mut().enumerate() {
            rule.nodes = rule.patterns.iter().map(|p| Node::parse(p)).collect::<Result<_, _>>()?;
            for group in &rule.groups {
                by_group.entry(group.clone()).or_default().push(index);
            }
        }
        let mut by_word: HashMap<String, Vec<Pattern>> = HashMap::new();
        let mut by_class: HashMap<String, Vec<Pattern>> = HashMap::new();
        let patterns = rules.iter().enumerate().flat_map(|(rule, r)| (0..r.nodes.len()).map(move |node| (rule, node)));
        for pattern in patterns {
            let mut firsts = Vec::new();
            first_words(&rules, &by_group, pattern, 0, &mut firsts);
            firsts.sort();
            firsts.dedup();
            for first in firsts {
                match first.strip_prefix('<').and_then(|f| f.strip_suffix('>')) {
                    Some(class) => by_class.entry(class.to_owned()).or_default().push(pattern),
                    None => by_word.entry(first).or_default().push(pattern),
                }
            }
        }
        Ok(Self { rules, by_word, by_class, by_group })
    }

    /// The patterns that a match at this piece can belong to, in order.
    fn candidates(&self, pieces: &[Piece<'_>], at: usize) -> Vec<Pattern> {
        let Some(piece) = pieces.get(at) else { return Vec::new() };
        let mut found: Vec<Pattern> = Vec::new();
        let mut lists = 0;
        let mut add = |patterns: Option<&Vec<Pattern>>| {
            if let Some(patterns) = patterns {
                found.extend_from_slice(patterns);
                lists += 1;
            }
        };
        add(self.by_word.get(piece.lower.as_ref()));
        if piece.is_dash() && piece.lower != "-" {
            add(self.by_word.get("-"));
        }
        for entry in piece.entries {
            add(self.by_class.get(entry.class));
        }
        if may_have_shape(piece) {
            for shape in SHAPES.iter().filter(|shape| has_shape(pieces, at, shape)) {
                add(self.by_class.get(*shape));
            }
        }
        if lists > 1 {
            found.sort_unstable();
            found.dedup();
        }
        found
    }
}

/// Classes that are recognized by their shape and not by a word of the lexicon.
const SHAPES: &[&str] = &[
    "number",
    "count",
    "half",
    "daynumber",
    "year",
    "shortyear",
    "digitdate",
    "digitmonth",
    "clock",
    "nth",
    "decade",
    "quarternumber",
];

/// Whether a piece can begin any of the shapes: digits, words of number, signs and letters that stand before digits.
fn may_have_shape(piece: &Piece<'_>) -> bool {
    match piece.sort {
        Sort::Number => true,
        Sort::Sign => piece.is_apostrophe(),
        Sort::Word => !piece.entries.is_empty() || piece.text == "Q" || shapes::may_count(&piece.lower),
    }
}

fn has_shape(pieces: &[Piece<'_>], at: usize, shape: &str) -> bool {
    match shape {
        "number" => numbers::number_at(pieces, at).is_some(),
        "count" => shapes::count_at(pieces, at).is_some(),
        "half" => shapes::half_at(pieces, at).is_some(),
        "daynumber" => shapes::day_at(pieces, at).is_some(),
        "year" => shapes::year_at(pieces, at).is_some(),
        "shortyear" => shapes::short_year_at(pieces, at).is_some(),
        "digitdate" => shapes::digit_date_at(pieces, at).is_some(),
        "digitmonth" => shapes::digit_month_at(pieces, at).is_some(),
        "clock" => shapes::clock_at(pieces, at).is_some(),
        "nth" => shapes::nth_at(pieces, at).is_some(),
        "decade" => shapes::decade_at(pieces, at).is_some(),
        _ => shapes::quarter_at(pieces, at).is_some(),
    }
}

/// What a pattern's matches can begin with, groups opened up.
fn first_words(
    rules: &[Rule],
    by_group: &BTreeMap<String, Vec<usize>>,
    (rule, node): Pattern,
    depth: usize,
    out: &mut Vec<String>,
) {
    let node = rules.get(rule).and_then(|rule| rule.nodes.get(node));
    let Some(node) = node.filter(|_| depth <= DEEPEST + 1) else { return };
    let mut firsts = Vec::new();
    node.firsts(&mut firsts);
    for first in firsts {
        match first.strip_prefix("<@").and_then(|f| f.strip_suffix('>')) {
            Some(group) => {
                for &member in by_group.get(group).into_iter().flatten() {
                    for node in 0..rules.get(member).map_or(0, |rule| rule.nodes.len()) {
                        first_words(rules, by_group, (member, node), depth + 1, out);
                    }
                }
            }
            None => out.push(first),
        }
    }
}

/// One past the last piece, and what was matched.
type Matched = Option<(usize, Draft)>;

/// Matches the rules on one sentence.
pub(crate) struct Matcher<'a> {
    rules: &'static Rules,
    pieces: &'a [Piece<'a>],
    published: Option<Date>,
    /// What groups match at pieces, by group, piece and depth: many patterns ask for the same.
    groups: RefCell<HashMap<(&'static str, usize, usize), Matched>>,
}

impl<'a> Matcher<'a> {
    /// A matcher for the pieces of a sentence; the date of publication serves where a year has to be told from it.
    pub(crate) fn new(pieces: &'a [Piece<'a>], published: Option<Date>) -> Self {
        Self { rules: Rules::get(), pieces, published, groups: RefCell::default() }
    }

    /// The longest match that starts at a piece, of rules that stand by themselves.
    pub(crate) fn longest_at(&self, at: usize) -> Option<(usize, Draft)> {
        let candidates = self.rules.candidates(self.pieces, at);
        self.longest(candidates.into_iter(), at, 0, false)
    }

    fn longest(
        &self,
        candidates: impl Iterator<Item = Pattern>,
        at: usize,
        depth: usize,
        inside: bool,
    ) -> Option<(usize, Draft)> {
        let mut best: Option<(usize, Draft)> = None;
        for (rule, node) in candidates {
            let Some(rule) = self.rules.rules.get(rule) else { continue };
            let Some(node) = rule.nodes.get(node) else { continue };
            if !inside && (rule.inner || !self.fits_before(rule, at)) {
                continue;
            }
            let mut way = Way { end: at, ..Way::default() };
            node.each_way(self.pieces, &mut way, self, depth, &mut |way| {
                let longer = way.end > best.as_ref().map_or(at, |(end, _)| *end);
                if !longer || !inside && !self.fits_after(rule, way.end) {
                    return;
                }
                if let Some(draft) = meaning::build(&rule.means, way, self.published) {
                    best = Some((way.end, draft));
                }
            });
        }
        best
    }

    fn fits_before(&self, rule: &Rule, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|b| self.pieces.get(b));
        let is = |words: &[String]| before.is_some_and(|p| words.iter().any(|w| *w == p.lower));
        (rule.after.is_empty() || is(&rule.after)) && !is(&rule.not_after)
    }

    fn fits_after(&self, rule: &Rule, end: usize) -> bool {
        let after = self.pieces.get(end);
        let dated = |e: &Entry| matches!(e.class, "weekday" | "month" | "daypart");
        let named = after
            .is_some_and(|p| p.sort == Sort::Word && p.is_capital() && p.lower != "'s" && !p.entries.iter().any(dated));
        if rule.not_before_name && named && !self.is_dated_before(end) {
            return false;
        }
        let stands = |words: &String| {
            words.split(' ').enumerate().all(|(at, word)| self.pieces.get(end + at).is_some_and(|p| p.lower == *word))
        };
        let at_end = after.is_none() && rule.before.iter().any(|words| words == "$");
        if !rule.before.is_empty() && !at_end && !rule.before.iter().any(stands) {
            return false;
        }
        !after.is_some_and(|p| rule.not_before.iter().any(|w| *w == p.lower))
    }
}

impl Matcher<'_> {
    /// Whether a preposition or the like before a one-word expression shows that it dates something.
    fn is_dated_before(&self, end: usize) -> bool {
        const DATING: &[&str] =
            &["in", "since", "until", "till", "by", "last", "next", "this", "of", "from", "to", "during"];
        let before = end.checked_sub(2).and_then(|b| self.pieces.get(b));
        before.is_some_and(|p| DATING.contains(&p.lower.as_ref()))
    }
}

impl Inner for Matcher<'_> {
    fn group_at(&self, group: &'static str, at: usize, depth: usize) -> Option<(usize, Draft)> {
        if depth > DEEPEST {
            return None;
        }
        if let Some(known) = self.groups.borrow().get(&(group, at, depth)) {
            return known.clone();
        }
        let found = self.search_group(group, at, depth);
        self.groups.borrow_mut().insert((group, at, depth), found.clone());
        found
    }
}

impl Matcher<'_> {
    fn search_group(&self, group: &str, at: usize, depth: usize) -> Option<(usize, Draft)> {
        let members = self.rules.by_group.get(group)?;
        let candidates = self.rules.candidates(self.pieces, at);
        self.longest(candidates.into_iter().filter(|(rule, _)| members.contains(rule)), at, depth, true)
    }
}
