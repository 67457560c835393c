//! One article, one kind for a name: the majority of its mentions decides, what lists know for sure comes first, and a
//! surname alone takes the kind of the full name.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use gainsay_core::{EntityKind, Upos};

use super::company::Neighbours;
use super::lists::{Mark, Marks, folded};
use super::names::{Name, taken};
use super::page::Page;

const KINDS: [EntityKind; 4] = [EntityKind::Person, EntityKind::Organization, EntityKind::Place, EntityKind::Other];

/// Makes kinds agree, and finds the mentions of known names that the tagger passed over.
pub(super) fn settle(page: &Page<'_>, names: &mut Vec<Name>) {
    let all: BTreeSet<String> = names.iter().map(|name| key(page, &name.tokens)).collect();
    names.iter_mut().for_each(|name| take_off_credit(page, &all, name));
    let written_in_text = |name: &&Name| !page.is_titled(name.tokens.start);
    let in_text: BTreeSet<String> = names.iter().filter(written_in_text).map(|name| key(page, &name.tokens)).collect();
    names.iter_mut().for_each(|name| cut_headline(page, &in_text, name));
    let kinds = kinds_of_keys(page, names);
    for name in names.iter_mut() {
        if let Some(kind) = kinds.get(&key(page, &name.tokens)) {
            name.kind = *kind;
        }
    }
    add_missed(page, &with_surnames(page, names, kinds), names);
    add_written_small(page, names);
    names.sort_by_key(|n| n.tokens.start);
}

/// A credit or heading that runs into a sentence ("Acme Acme said…", "Reuters Acme said…") is no part of the name. `all` are
/// the article's names.
fn take_off_credit(page: &Page<'_>, all: &BTreeSet<String>, name: &mut Name) {
    let (first, rest) = (name.tokens.start, name.tokens.start + 1..name.tokens.end);
    let is_twice = rest.len() == 1 && page.str(first) == page.str(rest.start) && page.marks(first) == Marks::default();
    let is_signed = page.marks(first).has(Mark::Agency);
    if !rest.is_empty() && (is_twice || is_signed) && all.contains(&key(page, &rest)) {
        name.tokens = rest;
    }
}

/// "Hanna Weiss Blames Council": where every word of a headline is capitalised, the text tells which of them are the name.
/// `in_text` are the names that stand elsewhere than in such headlines.
fn cut_headline(page: &Page<'_>, in_text: &BTreeSet<String>, name: &mut Name) {
    let Range { start, end } = name.tokens;
    let is_known = in_text.contains(&key(page, &name.tokens)) || page.marks_of_all(&name.tokens) != Marks::default();
    let ends_in_stop = page.str(page.sentence(start).end.saturating_sub(1)) == ".";
    if !page.is_titled(start) || ends_in_stop || is_known {
        return;
    }
    // One word may be the first half of a name that is in the headline alone.
    let parts = (start + 2..end).rev().map(|end| start..end);
    if let Some(part) = parts.into_iter().find(|part| in_text.contains(&key(page, part))) {
        name.tokens = part;
    }
}

/// A name as compared: folded words joined by spaces.
pub(super) fn key(page: &Page<'_>, tokens: &Range<usize>) -> String {
    let words: Vec<String> = tokens.clone().map(|t| folded(page.str(t))).filter(|w| !w.is_empty()).collect();
    words.join(" ")
}

fn kinds_of_keys(page: &Page<'_>, names: &[Name]) -> BTreeMap<String, EntityKind> {
    let mut votes: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    let mut known: BTreeMap<String, EntityKind> = BTreeMap::new();
    let mut supported: BTreeSet<String> = BTreeSet::new();
    for name in names {
        let key = key(page, &name.tokens);
        let at = KINDS.iter().position(|k| *k == name.kind).unwrap_or(3);
        // A headline in Title Case is a poor witness.
        let weight = if page.is_titled(name.tokens.start) { 1 } else { 3 };
        let votes = votes.entry(key.clone()).or_default();
        votes[at] += weight;
        hear(votes, &Neighbours::of(page, &name.tokens));
        if is_supported(page, &name.tokens) {
            supported.insert(key.clone());
        }
        if let Some(kind) = known_kind(page, &name.tokens) {
            known.insert(key, kind);
        }
    }
    // Where the tagger passed a name over, its neighbours may tell the more.
    for token in passed_over(page, names) {
        if let Some(votes) = votes.get_mut(page.key(token)) {
            hear(votes, &Neighbours::of(page, &(token..token + 1)));
        }
    }
    let surnames: BTreeMap<String, usize> = surnames(page, names);
    for short in short_forms(page, names, &surnames) {
        if votes.contains_key(&short) && !supported.contains(&short) {
            known.entry(short).or_insert(EntityKind::Organization);
        }
    }
    for (key, votes) in &mut votes {
        if let Some(full) = surnames.get(key) {
            votes[0] += 3 * full;
        } else if !supported.contains(key) {
            // One word that nothing but the tagger takes for a person: what stands beside it weighs more.
            votes[0] /= 3;
        }
    }
    let winner = |votes: &[usize; 4]| (0..4).fold(0, |top, at| if votes[at] > votes[top] { at } else { top });
    let decided = votes.iter().map(|(key, v)| (key.clone(), known.get(key).copied().unwrap_or(KINDS[winner(v)])));
    decided.collect()
}

/// These kinds, and persons' surnames where nothing else is called so.
fn with_surnames(
    page: &Page<'_>,
    names: &[Name],
    mut kinds: BTreeMap<String, EntityKind>,
) -> BTreeMap<String, EntityKind> {
    for surname in surnames(page, names).into_keys() {
        kinds.entry(surname).or_insert(EntityKind::Person);
    }
    kinds
}

/// Counts what a mention's neighbours say.
fn hear(votes: &mut [usize; 4], neighbours: &Neighbours) {
    for (kind, weight) in neighbours.votes.into_iter().flatten() {
        votes[KINDS.iter().position(|k| *k == kind).unwrap_or(3)] += weight;
    }
    if neighbours.is_no_person {
        votes[0] = votes[0].saturating_sub(6);
    }
}

/// Capitalised words outside the names.
fn passed_over<'p>(page: &'p Page<'_>, names: &[Name]) -> impl Iterator<Item = usize> + use<'p> {
    let taken = taken(page, names);
    let open = move |token: &usize| !taken[*token] && page.is_capitalised(*token);
    (0..page.tokens.len()).filter(open).filter(|token| matches!(page.upos(*token), Upos::Propn | Upos::X))
}

/// Whether a name of one word can be told to be a person's by more than the tagger's word: a given name, or an
/// honorific or a title before it.
fn is_supported(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let titled = tokens.start.checked_sub(1).is_some_and(|before| {
        page.sentence(tokens.start).contains(&before) && page.marks(before).any(super::page::TITLE)
    });
    tokens.len() > 1 || titled || page.marks(tokens.start).any(super::page::FIRST_NAME)
}

/// Whether a name ends in the legal form of a company.
fn is_incorporated(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let last = tokens.end - 1;
    // "Co" and "As" may be much else.
    let is_clear = page.str(last).len() > 2 && page.is_capitalised(last);
    tokens.len() > 1 && page.marks(last).has(Mark::LegalForm) && is_clear
}

/// "Acme" of "Acme Inc." is what "Acme" alone stands for, unless somebody is called so.
fn short_forms(page: &Page<'_>, names: &[Name], surnames: &BTreeMap<String, usize>) -> Vec<String> {
    let is_company = |n: &&Name| n.kind == EntityKind::Organization || is_incorporated(page, &n.tokens);
    let organizations = names.iter().filter(|n| n.tokens.len() > 1).filter(is_company);
    let legal = organizations.filter(|n| page.marks(n.tokens.end - 1).has(Mark::LegalForm));
    let short = legal.map(|n| key(page, &(n.tokens.start..n.tokens.end - 1)));
    short.filter(|key| !key.is_empty() && !surnames.contains_key(key)).collect()
}

/// The last words of persons' full names, and how often those stand in the article.
fn surnames(page: &Page<'_>, names: &[Name]) -> BTreeMap<String, usize> {
    let mut surnames = BTreeMap::new();
    for name in names.iter().filter(|n| n.kind == EntityKind::Person && n.tokens.len() > 1) {
        let mut last = name.tokens.end - 1;
        if page.marks(last).has(Mark::NameSuffix) && last > name.tokens.start + 1 {
            last -= 1;
        }
        *surnames.entry(folded(page.str(last))).or_default() += 1;
    }
    surnames
}

/// What the lists know for sure.
fn known_kind(page: &Page<'_>, tokens: &Range<usize>) -> Option<EntityKind> {
    let marks = page.marks_of_all(tokens);
    let text = page.slice(tokens);
    let ambiguous = marks.any(super::page::FIRST_NAME);
    let storm = |token: usize| matches!(page.key(token), "hurricane" | "typhoon" | "cyclone");
    if storm(tokens.start) || tokens.start.checked_sub(1).is_some_and(storm) {
        return Some(EntityKind::Other);
    }
    if tokens.len() > 1 && page.marks(tokens.end - 1).has(Mark::NameSuffix) {
        return Some(EntityKind::Person);
    }
    if marks.has(Mark::People) && tokens.len() == 1 {
        return Some(EntityKind::Other);
    }
    if marks.has(Mark::Country) && !ambiguous {
        return Some(EntityKind::Place);
    }
    // "Rep. Jonas Moe", "Mayor Ada Kern"
    let honoured = tokens.start.checked_sub(1).is_some_and(|before| {
        page.adjoins(before, tokens.start) && page.marks(before).any(super::page::TITLE) && page.is_capitalised(before)
    });
    if honoured && matches!(tokens.len(), 2 | 3) && marks == Marks::default() && !is_organization(page, tokens) {
        return Some(EntityKind::Person);
    }
    if marks.any(&[Mark::Agency, Mark::KnownOrganization, Mark::Metonym]) && (text.len() > 3 || tokens.len() > 1) {
        return Some(EntityKind::Organization);
    }
    if is_incorporated(page, tokens) || marks.has(Mark::Outlet) && tokens.len() > 1 {
        return Some(EntityKind::Organization);
    }
    if marks.any(&[Mark::Capital, Mark::Region]) && !ambiguous {
        return Some(EntityKind::Place);
    }
    None
}

/// Whether a name ends in a word of organizations or a legal form.
fn is_organization(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    page.marks(tokens.end - 1).any(&[Mark::OrganizationWord, Mark::LegalForm, Mark::PlaceWord])
}

/// Known names that stand untagged elsewhere in the article, capitalised and not as the first word of a sentence.
fn add_missed(page: &Page<'_>, kinds: &BTreeMap<String, EntityKind>, names: &mut Vec<Name>) {
    let mut taken = taken(page, names);
    let mut by_first: BTreeMap<&str, Vec<Vec<&str>>> = BTreeMap::new();
    for key in kinds.keys() {
        let words: Vec<&str> = key.split(' ').collect();
        if let Some(first) = words.first() {
            by_first.entry(first).or_default().push(words);
        }
    }
    by_first.values_mut().for_each(|list| list.sort_by_key(|w| std::cmp::Reverse(w.len())));
    for sentence in &page.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            let candidates = by_first.get(page.key(at)).into_iter().flatten();
            let hit = candidates.filter(|w| stands_at(page, sentence, &taken, at, w)).map(|w| w.len()).next();
            if let Some(length) = hit {
                let tokens = at..at + length;
                let kind = kinds.get(&key(page, &tokens)).copied().unwrap_or(EntityKind::Other);
                taken[tokens.clone()].fill(true);
                names.push(Name { tokens, kind });
            }
            at += hit.unwrap_or(1);
        }
    }
}

/// Places that hurried writers write small ("flights to norway"): known to the lists, and a proper noun to the tagger.
fn add_written_small(page: &Page<'_>, names: &mut Vec<Name>) {
    let taken = taken(page, names);
    for (token, taken) in taken.into_iter().enumerate() {
        if taken || page.upos(token) != Upos::Propn || page.is_capitalised(token) || page.str(token).len() < 4 {
            continue;
        }
        let capital: String = page
            .str(token)
            .chars()
            .take(1)
            .flat_map(char::to_uppercase)
            .chain(page.str(token).chars().skip(1))
            .collect();
        let marks = super::lists::lists().mark_whole(&[capital.as_str()]);
        if marks.any(&[Mark::Country, Mark::State, Mark::Capital, Mark::City]) && !marks.any(super::page::FIRST_NAME) {
            names.push(Name { tokens: token..token + 1, kind: EntityKind::Place });
        }
    }
}

fn stands_at(page: &Page<'_>, sentence: &Range<usize>, taken: &[bool], at: usize, words: &[&str]) -> bool {
    let end = at + words.len();
    if end > sentence.end || taken[at..end].iter().any(|t| *t) {
        return false;
    }
    let proper = |t: usize| page.is_capitalised(t) && matches!(page.upos(t), Upos::Propn | Upos::X);
    // One word needs the tagger's word for it; several words in a row are their own witness.
    // "Weiss: we were warned": before a headline's colon taggers lose their way.
    let labels = at == sentence.start && page.str(end) == ":" && end < sentence.end && page.is_capitalised(at);
    let sure =
        if words.len() == 1 { proper(at) || labels } else { page.is_capitalised(at) && page.is_capitalised(end - 1) };
    sure && words.iter().enumerate().all(|(n, word)| page.key(at + n) == *word)
}
