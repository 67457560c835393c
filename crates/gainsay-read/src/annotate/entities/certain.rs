//! Names that are names whatever the tagger says: countries of several words, runs of capitals that end in a word
//! only organizations have ("World Harbour Organization"), and those behind an office ("former president Vicente Ruiz").

use std::ops::Range;

use gainsay_core::{EntityKind, Upos};

use super::lists::{Mark, Marks, lists};
use super::names::Name;
use super::page::Page;

/// Adds such names; what the tagger found inside them gives way, what it found around them stays.
pub(super) fn take(page: &Page<'_>, names: &mut Vec<Name>) {
    for at in 0..page.sentences.len() {
        let range = page.sentences[at].clone();
        let texts: Vec<&str> = page.words[at].iter().map(|w| w.text).collect();
        let countries = lists().countries_in(&texts).into_iter().map(|c| (c, EntityKind::Place));
        let organizations = organizations(page, &range).into_iter().map(|o| (o, EntityKind::Organization));
        for (found, kind) in countries.chain(organizations) {
            give_way(names, Name { tokens: range.start + found.start..range.start + found.end, kind });
        }
        names.extend(behind_offices(page, &range, names));
    }
    names.sort_by_key(|n| n.tokens.start);
}

fn give_way(names: &mut Vec<Name>, new: Name) {
    let overlaps = |n: &Name| n.tokens.start < new.tokens.end && new.tokens.start < n.tokens.end;
    let inside = |n: &Name| new.tokens.start <= n.tokens.start && n.tokens.end <= new.tokens.end;
    if names.iter().any(|n| overlaps(n) && !(inside(n) && n.tokens != new.tokens)) {
        return;
    }
    names.retain(|n| !overlaps(n));
    names.push(new);
}

/// Runs of at least three capitalised words, "of", "for", "and" and "&" between them, that end in such a word. Counted
/// from the start of the sentence.
fn organizations(page: &Page<'_>, sentence: &Range<usize>) -> Vec<Range<usize>> {
    // A headline in Title Case has no full stop; a sentence that is mostly a long name has one.
    if page.is_titled(sentence.start) && page.str(sentence.end.saturating_sub(1)) != "." {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        if !is_word(page, at) || page.key(at) == "the" {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < sentence.end {
            let joins = matches!(page.key(end), "of" | "for" | "and" | "&") && end + 1 < sentence.end;
            if is_word(page, end) {
                end += 1;
            } else if joins && is_word(page, end + 1) {
                end += 2;
            } else {
                break;
            }
        }
        let head = page.marks(end - 1);
        let ends_well = head.has(Mark::OrganizationWord) && !head.has(Mark::LegalForm);
        let first = at == sentence.start && !page.marks(at).any(&[Mark::Country, Mark::Demonym]);
        if end - at >= 3 && ends_well && !first {
            found.push(at - sentence.start..end - sentence.start);
        }
        at = end;
    }
    found
}

/// Two or three capitalised words that stand untagged behind an office written small: who holds it.
fn behind_offices(page: &Page<'_>, sentence: &Range<usize>, names: &[Name]) -> Vec<Name> {
    let taken = |at: usize| names.iter().any(|name| name.tokens.contains(&at));
    let is_part = |at: &usize| is_word(page, *at) && page.upos(*at) == Upos::Propn && !taken(*at);
    let mut found = Vec::new();
    for office in sentence.clone().filter(|&at| page.marks(at).has(Mark::Office) && !page.is_capitalised(at)) {
        let first = office + 1;
        let end = (first..sentence.end).take_while(is_part).last().map_or(first, |last| last + 1);
        let tokens = first..end;
        if matches!(tokens.len(), 2 | 3) && page.marks_of_all(&tokens) == Marks::default() && !taken(end) {
            found.push(Name { tokens, kind: EntityKind::Person });
        }
    }
    found
}

/// A capitalised word that is not all capitals, no title and no day.
fn is_word(page: &Page<'_>, at: usize) -> bool {
    let text = page.str(at);
    page.is_capitalised(at)
        && text.chars().any(char::is_lowercase)
        && !page.marks(at).any(&[Mark::Calendar, Mark::HonorificMan, Mark::HonorificWoman, Mark::Office])
}
