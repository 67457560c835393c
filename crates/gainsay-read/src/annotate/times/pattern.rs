//! The little language of patterns in `rules/times/patterns.toml`, and how it matches.
//!
//! A pattern is a list of elements: `word` or `one|other` stand for themselves, `-` for any dash, `<class>` for a class
//! of words or a shape of digits, `<name=class>` for the same under another name, `<@group>` for whatever a rule of
//! that group matches, `( … )` for a group, and a `?` after any of these makes it optional. What a class matched is
//! captured under its name. Matching is by recursive descent; of several ways the longest counts.

use super::draft::Draft;
use super::numbers::number_at;
use super::pieces::{Piece, Sort};
use super::shapes;

/// One element of a pattern.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    /// Any of these words, any dash, any apostrophe.
    Words { words: Vec<String>, dash: bool, apostrophe: bool },
    /// A class of words or a shape, captured under a name.
    Class { name: &'static str, class: &'static str },
    /// What a rule of a group matches, captured under a name.
    Group { name: &'static str, group: &'static str },
    /// All of these, one after another.
    Sequence(Vec<Node>),
    /// This or nothing.
    Optional(Box<Node>),
}

/// What a class captured.
#[derive(Clone, Debug)]
pub(crate) enum Captured {
    /// A whole number: month 5, year 1998.
    Whole(i64),
    /// A number, or `None` for one that isn't told: "several".
    Count(Option<f64>),
    /// A symbol: unit "day".
    Symbol(&'static str),
    /// Year, month and day in digits.
    Date(i64, i64, i64),
    /// Hour and minute.
    Clock(i64, Option<i64>),
    /// An expression inside this one.
    Inner(Box<Draft>),
}

/// One way to match: where it ends and what it captured.
#[derive(Clone, Debug, Default)]
pub(crate) struct Way {
    /// One past the last piece.
    pub(crate) end: usize,
    /// Captures, in order.
    pub(crate) captured: Vec<(&'static str, Captured)>,
    /// How many times some sequence of the pattern has come to its end.
    pub(crate) ended: usize,
}

/// Finds expressions inside expressions; bounded by `depth`.
pub(crate) trait Inner {
    /// The longest match of a group's rules at a piece.
    fn group_at(&self, group: &'static str, at: usize, depth: usize) -> Option<(usize, Draft)>;
}

/// How many times the sequences of a pattern may come to their ends at one place.
const MOST_WAYS: usize = 96;

impl Node {
    /// Reads a pattern.
    ///
    /// # Errors
    /// Names what is wrong with it.
    pub(crate) fn parse(pattern: &str) -> Result<Node, String> {
        let mut words = pattern.split_whitespace().peekable();
        let nodes = Self::parse_until_close(&mut words)?;
        match words.next() {
            None => Ok(Node::Sequence(nodes)),
            Some(word) => Err(format!("`{word}` without an opening parenthesis in `{pattern}`")),
        }
    }

    fn parse_until_close<'a>(
        words: &mut std::iter::Peekable<impl Iterator<Item = &'a str>>,
    ) -> Result<Vec<Node>, String> {
        let mut nodes = Vec::new();
        while let Some(&word) = words.peek() {
            if word == ")" || word == ")?" {
                break;
            }
            words.next();
            if word == "(" {
                let inner = Node::Sequence(Self::parse_until_close(words)?);
                nodes.push(match words.next() {
                    Some(")") => inner,
                    Some(")?") => Node::Optional(Box::new(inner)),
                    _ => return Err("a parenthesis isn't closed".to_owned()),
                });
                continue;
            }
            nodes.push(Self::parse_element(word));
        }
        Ok(nodes)
    }

    fn parse_element(word: &str) -> Node {
        if let Some(bare) = word.strip_suffix('?').filter(|bare| !bare.is_empty()) {
            return Node::Optional(Box::new(Self::parse_element(bare)));
        }
        if let Some(class) = word.strip_prefix('<').and_then(|w| w.strip_suffix('>')) {
            let (name, class) = class.split_once('=').unwrap_or((class, class));
            let name: &'static str = name.trim_start_matches('@').to_owned().leak();
            return match class.strip_prefix('@') {
                Some(group) => Node::Group { name, group: group.to_owned().leak() },
                None => Node::Class { name, class: class.to_owned().leak() },
            };
        }
        let words: Vec<String> = word.split('|').map(str::to_owned).collect();
        let has = |sign: &str| words.iter().any(|w| w == sign);
        Node::Words { dash: has("-"), apostrophe: has("'"), words }
    }

    /// What the first piece of a match can be: words, or `<class>`; groups are given as `<@group>`.
    pub(crate) fn firsts(&self, out: &mut Vec<String>) -> bool {
        match self {
            Node::Words { words, .. } => {
                out.extend(words.iter().cloned());
                true
            }
            Node::Class { class, .. } => {
                out.push(format!("<{class}>"));
                true
            }
            Node::Group { group, .. } => {
                out.push(format!("<@{group}>"));
                true
            }
            Node::Sequence(nodes) => nodes.iter().any(|node| node.firsts(out)),
            Node::Optional(node) => {
                node.firsts(out);
                false
            }
        }
    }

    /// Calls `then` with every way to match that goes on from the end of `way`, which is as it was once this returns.
    pub(crate) fn each_way(
        &self,
        pieces: &[Piece<'_>],
        way: &mut Way,
        inner: &dyn Inner,
        depth: usize,
        then: &mut dyn FnMut(&mut Way),
    ) {
        match self {
            Node::Words { words, dash, apostrophe } => {
                let Some(piece) = pieces.get(way.end) else { return };
                let is_one = words.iter().any(|word| piece.lower == *word)
                    || *dash && piece.is_dash()
                    || *apostrophe && piece.is_apostrophe();
                if is_one {
                    way.end += 1;
                    then(way);
                    way.end -= 1;
                }
            }
            Node::Class { name, class } => {
                if let Some((end, captured)) = class_at(pieces, way.end, class) {
                    way.with(end, name, captured, then);
                }
            }
            Node::Group { name, group } => {
                if let Some((end, draft)) = inner.group_at(group, way.end, depth + 1) {
                    way.with(end, name, Captured::Inner(Box::new(draft)), then);
                }
            }
            Node::Optional(node) => {
                node.each_way(pieces, way, inner, depth, then);
                then(way);
            }
            Node::Sequence(nodes) => Self::each_way_of_all(nodes, pieces, way, inner, depth, then),
        }
    }

    fn each_way_of_all(
        nodes: &[Node],
        pieces: &[Piece<'_>],
        way: &mut Way,
        inner: &dyn Inner,
        depth: usize,
        then: &mut dyn FnMut(&mut Way),
    ) {
        match nodes {
            [] if way.ended < MOST_WAYS => {
                way.ended += 1;
                then(way);
            }
            [] => {}
            [first, rest @ ..] => first.each_way(pieces, way, inner, depth, &mut |way| {
                Self::each_way_of_all(rest, pieces, way, inner, depth, then);
            }),
        }
    }
}

impl Way {
    /// Goes on to `end` with one more capture, and comes back.
    fn with(&mut self, end: usize, name: &'static str, captured: Captured, then: &mut dyn FnMut(&mut Way)) {
        let before = self.end;
        self.end = end;
        self.captured.push((name, captured));
        then(self);
        self.captured.pop();
        self.end = before;
    }

    /// What was captured under a name.
    pub(crate) fn get(&self, name: &str) -> Option<&Captured> {
        self.captured.iter().find(|(n, _)| *n == name).map(|(_, captured)| captured)
    }
}

/// What a class matches at a piece: one past its last piece, and what it captured.
fn class_at(pieces: &[Piece<'_>], at: usize, class: &str) -> Option<(usize, Captured)> {
    let piece = pieces.get(at)?;
    match class {
        "number" => number_at(pieces, at).map(|n| (n.end, Captured::Count(Some(n.value)))),
        "count" => shapes::count_at(pieces, at).map(|(end, count)| (end, Captured::Count(count))),
        "half" => shapes::half_at(pieces, at).map(|end| (end, Captured::Count(Some(0.5)))),
        "daynumber" => shapes::day_at(pieces, at).map(|(end, day)| (end, Captured::Whole(day))),
        "year" => shapes::year_at(pieces, at).map(|(end, year)| (end, Captured::Whole(year))),
        "wordyear" => shapes::word_year_at(pieces, at).map(|(end, year)| (end, Captured::Whole(year))),
        "shortyear" => shapes::short_year_at(pieces, at).map(|(end, year)| (end, Captured::Whole(year))),
        "digitdate" => shapes::digit_date_at(pieces, at).map(|(end, (y, m, d))| (end, Captured::Date(y, m, d))),
        "digitmonth" => shapes::digit_month_at(pieces, at).map(|(end, (y, m))| (end, Captured::Date(y, m, 0))),
        "clock" => shapes::clock_at(pieces, at).map(|(end, (h, m))| (end, Captured::Clock(h, m))),
        "nth" => shapes::nth_at(pieces, at).map(|(end, n)| (end, Captured::Whole(n))),
        "decade" => shapes::decade_at(pieces, at).map(|(end, year)| (end, Captured::Whole(year))),
        "quarternumber" => shapes::quarter_at(pieces, at).map(|(end, n)| (end, Captured::Whole(n))),
        _ => lexical_at(pieces, at, piece, class),
    }
}

fn lexical_at(pieces: &[Piece<'_>], at: usize, piece: &Piece<'_>, class: &str) -> Option<(usize, Captured)> {
    let entry = piece.entries.iter().find(|e| e.class == class && (!e.capital || piece.is_capital()))?;
    if piece.sort != Sort::Word {
        return None;
    }
    let shortened = piece.entries.iter().any(|e| e.class == "abbreviation");
    let stop = shortened && pieces.get(at + 1).is_some_and(|p| p.text == "." && !p.spaced);
    let end = at + 1 + usize::from(stop);
    let captured = if entry.symbol.is_empty() { Captured::Whole(entry.value) } else { Captured::Symbol(entry.symbol) };
    Some((end, captured))
}
