//! Finds descriptions of persons and organizations: "a senior source", "Norway's health minister", "the company".

use std::collections::BTreeMap;
use std::ops::Range;

use gainsay_core::{EntityKind, Penn, Relation, Upos};

use super::lists::{Mark, Marks, lists};
use super::names::Name;
use super::page::Page;

/// How a description picks out what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Definiteness {
    /// "the minister", "this company".
    Definite,
    /// "Norway's minister", "his lawyer".
    Possessed,
    /// "a source", "several officials", "officials".
    Indefinite,
}

/// One description.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Description {
    /// The noun phrase without its relative clause.
    pub(super) tokens: Range<usize>,
    /// Its head noun.
    pub(super) head: usize,
    /// The head's dictionary form.
    pub(super) noun: String,
    pub(super) kind: EntityKind,
    pub(super) marks: Marks,
    pub(super) definiteness: Definiteness,
    pub(super) plural: bool,
}

/// All descriptions, in order; those that are titles right before a name are not among them.
pub(super) fn find(page: &Page<'_>, names: &[Name]) -> Vec<Description> {
    let mut in_name = vec![false; page.tokens.len()];
    names.iter().for_each(|n| in_name[n.tokens.clone()].fill(true));
    let starts: BTreeMap<usize, EntityKind> = names.iter().map(|n| (n.tokens.start, n.kind)).collect();
    let mut found = Vec::new();
    for (head, inside) in in_name.into_iter().enumerate() {
        let noun = page.upos(head) == Upos::Noun
            || page.upos(head) == Upos::Propn
                && (page.marks(head).has(Mark::Office) || page.marks(head).has(Mark::Person));
        if !noun || inside {
            continue;
        }
        let Some((noun, kind, marks)) = noun_of(page, head) else { continue };
        let before_name = starts.get(&(head + 1)).is_some_and(|k| *k == kind) && page.adjoins(head, head + 1);
        let modifies_next = page.relation(head) == Some(Relation::Compound) && !before_name
            || page.is_capitalised(head) && page.is_capitalised(head + 1) && page.adjoins(head, head + 1);
        if before_name || modifies_next {
            continue;
        }
        found.push(describe(page, head, noun, kind, marks));
    }
    found
}

/// The head's lemma and what it names, if it names a person or an organization.
pub(super) fn noun_of(page: &Page<'_>, head: usize) -> Option<(String, EntityKind, Marks)> {
    let lemma = page.tokens.get(head)?.lemma.to_lowercase();
    let noun = if lemma.is_empty() { page.key(head).to_owned() } else { lemma };
    let marks = lists().mark(&[noun.as_str()]).into_iter().next().unwrap_or_default();
    let marks = Marks(
        marks.0 | if noun == page.key(head) { 0 } else { lists().mark(&[page.key(head)]).first().map_or(0, |m| m.0) },
    );
    if marks.any(&[Mark::Man, Mark::Woman, Mark::Person]) {
        Some((noun, EntityKind::Person, marks))
    } else if marks.any(&[Mark::Company, Mark::Body]) {
        Some((noun, EntityKind::Organization, marks))
    } else {
        None
    }
}

fn describe(page: &Page<'_>, head: usize, noun: String, kind: EntityKind, marks: Marks) -> Description {
    let sentence = page.sentence(head);
    let start = left_edge(page, head, sentence.start);
    let end = right_edge(page, head, sentence.end);
    let plural =
        matches!(page.penn(head), Some(Penn::Nns | Penn::Nnps)) || matches!(noun.as_str(), "people" | "police");
    let definiteness = definiteness(page, start, head);
    Description { tokens: start..end, head, noun, kind, marks, definiteness, plural }
}

fn is_under(page: &Page<'_>, token: usize, head: usize) -> bool {
    let mut at = token;
    for _ in 0..8 {
        match page.head(at) {
            Some(h) if h == head => return true,
            Some(h) if h != at => at = h,
            _ => return false,
        }
    }
    false
}

fn left_edge(page: &Page<'_>, head: usize, limit: usize) -> usize {
    let mut start = head;
    while start > limit && head - start < 12 {
        let token = start - 1;
        let upos = page.upos(token);
        let possessive = matches!(page.penn(token), Some(Penn::Pos | Penn::Prps));
        let fits = matches!(upos, Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num)
            || possessive
            || upos == Upos::Adv && page.relation(token) == Some(Relation::Advmod) && start < head
            || page.str(token) == "-"
            || upos == Upos::Verb && page.relation(token) == Some(Relation::Amod);
        if !fits
            || !is_under(page, token, head)
            || page.marks(token).has(Mark::Calendar) && !possessive_follows(page, token)
        {
            break;
        }
        start = token;
    }
    start
}

fn possessive_follows(page: &Page<'_>, token: usize) -> bool {
    page.penn(token + 1) == Some(Penn::Pos)
}

/// Takes in "of the ministry", "for the company", "familiar with the talks"; stops at a comma or a clause.
fn right_edge(page: &Page<'_>, head: usize, limit: usize) -> usize {
    let mut end = head + 1;
    let mut at = head + 1;
    while at < limit && at - head < 14 {
        let upos = page.upos(at);
        let starts_phrase = upos == Upos::Adp
            && matches!(page.key(at), "of" | "for" | "at" | "in" | "inside" | "from" | "within" | "with" | "on")
            || upos == Upos::Adj && page.relation(at) == Some(Relation::Amod) && at == head + 1;
        let inside = matches!(upos, Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num | Upos::Pron)
            || page.penn(at) == Some(Penn::Pos)
            || page.str(at) == "&"
            || page.str(at) == "-";
        let relative = matches!(page.key(at), "who" | "which" | "that" | "whose" | "whom");
        let attached = is_under(page, at, head);
        let dated = page.marks(at).has(Mark::Calendar) && page.is_capitalised(at);
        if relative || dated || !attached || !(starts_phrase || inside && at > head + 1) {
            break;
        }
        if matches!(upos, Upos::Noun | Upos::Propn | Upos::Num) || page.penn(at) == Some(Penn::Pos) {
            end = at + 1;
        }
        at += 1;
    }
    // A possessive mark at the end belongs to what is possessed.
    if page.penn(end - 1) == Some(Penn::Pos) { end - 1 } else { end }
}

fn definiteness(page: &Page<'_>, start: usize, head: usize) -> Definiteness {
    let possessed = (start..head).any(|t| matches!(page.penn(t), Some(Penn::Pos | Penn::Prps)));
    if possessed {
        return Definiteness::Possessed;
    }
    match page.key(start) {
        "the" | "this" | "that" | "these" | "those" if start < head => Definiteness::Definite,
        _ => Definiteness::Indefinite,
    }
}

/// The title right before a name: "Norway's Foreign Minister" before "Marta Lind"; `None` where only an honorific
/// ("Mr.") or nothing of the kind stands there.
pub(super) fn title_before(page: &Page<'_>, name: &Name) -> Option<Range<usize>> {
    let sentence = page.sentence(name.tokens.start);
    let last = name.tokens.start.checked_sub(1).filter(|l| *l >= sentence.start)?;
    let (_, kind, marks) = noun_of(page, last).or_else(|| title_word(page, last))?;
    let honorific_only =
        marks.any(&[Mark::HonorificMan, Mark::HonorificWoman]) && !marks.any(&[Mark::Office, Mark::Person, Mark::Man]);
    if kind != name.kind || honorific_only {
        return None;
    }
    let mut start = last;
    while start > sentence.start && last - start < 9 {
        let token = start - 1;
        let fits = matches!(page.upos(token), Upos::Adj | Upos::Noun | Upos::Propn)
            || page.penn(token) == Some(Penn::Pos)
            || page.str(token) == "-"
            || page.str(token) == "&"
            || page.marks(token).any(super::page::TITLE)
            || joins_titles(page, token, sentence.start, name.kind);
        if !fits || page.marks(token).has(Mark::Calendar) {
            break;
        }
        start = token;
    }
    while start < last && (page.penn(start) == Some(Penn::Pos) || !page.str(start).contains(char::is_alphanumeric)) {
        start += 1;
    }
    Some(start..last + 1)
}

/// Whether this is the "and" of "chairman and chief executive NAME": one bearer of two titles, the first without an article.
fn joins_titles(page: &Page<'_>, token: usize, limit: usize, kind: EntityKind) -> bool {
    let Some(noun) = token.checked_sub(1).filter(|noun| *noun > limit && page.key(token) == "and") else {
        return false;
    };
    let is_title = page.penn(noun) == Some(Penn::Nn) && noun_of(page, noun).is_some_and(|(_, of, _)| of == kind);
    let mut before = noun;
    while before > limit && matches!(page.upos(before - 1), Upos::Adj | Upos::Noun) {
        before -= 1;
    }
    is_title && (before == limit || page.upos(before - 1) != Upos::Det)
}

/// "Sen." and "Prime Minister" are titles though no noun of the lists heads them.
fn title_word(page: &Page<'_>, token: usize) -> Option<(String, EntityKind, Marks)> {
    let marks = page.marks(token);
    let title = marks.any(&[Mark::Honorific, Mark::Office]);
    title.then(|| (page.key(token).to_owned(), EntityKind::Person, marks.with(Mark::Office)))
}
