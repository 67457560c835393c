//! What kind of source a noun phrase is, and which chain it stands for.

use std::{collections::BTreeSet, ops::Range, sync::LazyLock};

use gainsay_core::{EntityKind, Mention, MentionForm, Penn, Relation, Source, SourceKind, Upos};
use serde::Deserialize;

use super::phrases;
use super::scene::Scene;
use super::surface::Chunk;

/// The source whose head is this token: its noun phrase, kind and chain.
pub(super) fn of_head(scene: &Scene, head: usize) -> Source {
    let (first, last) = phrases::noun_phrase(scene, head);
    of_tokens(scene, head, first, last)
}

/// The source that this phrase names.
pub(super) fn of_chunk(scene: &Scene, chunk: Chunk) -> Source {
    of_tokens(scene, chunk.head, chunk.first, chunk.last)
}

/// The source that these tokens name, both ends included.
pub(super) fn of_tokens(scene: &Scene, head: usize, first: usize, last: usize) -> Source {
    let span = Some(scene.span(first, last));
    let mention = mention_of(scene, head, first, last);
    // Who is called by a nationality alone is not the country.
    let speaks = |m: &usize| scene.reading.mentions[*m].form != MentionForm::Demonym;
    let chain = mention.filter(speaks).and_then(|m| scene.reading.mentions[m].chain);
    if is_pronoun(scene, head) {
        let kind = if chain.is_some_and(|c| scene.reading.chains[c].named) {
            named_kind(scene, chain)
        } else if chain.is_some() {
            SourceKind::Office
        } else {
            SourceKind::Unknown
        };
        return Source { span, kind, chain };
    }
    Source { span, kind: kind_of(scene, head, first, last, mention), chain }
}

/// A source that isn't known.
pub(super) const fn unknown() -> Source {
    Source { span: None, kind: SourceKind::Unknown, chain: None }
}

/// Whether this name is an outlet's: one of the lists, one with an outlet's word ("Times-News"), a site's address, or a
/// station's letters.
pub(super) fn is_outlet_name(name: &str) -> bool {
    let outlets = &lists().outlets;
    let articled = name.strip_prefix("the ").or_else(|| name.strip_prefix("The "));
    let bare = articled.unwrap_or(name);
    let of_outlets = |word: &str| outlets.words.contains(word);
    outlets.names.contains(name)
        || outlets.names.contains(bare)
        || articled.is_some_and(|bare| outlets.articled.contains(bare))
        || name.split([' ', '-']).skip(usize::from(!name.starts_with("the "))).any(of_outlets)
        || name.split(' ').next().is_some_and(|word| name.contains(' ') && of_outlets(word))
        || is_address(name)
        || is_station(name)
}

/// "Lakenews's Ann Berg", "Lakenews' reporter Ann Berg": the outlet that a journalist works for.
pub(super) fn employer(scene: &Scene, phrase: Range<usize>) -> Option<Source> {
    let person = (phrase.clone().filter_map(|at| scene.mention_at(at)))
        .find(|m| m.kind == EntityKind::Person && m.form == MentionForm::Name)?;
    let start = phrase.start;
    let works = |t: &usize| lists().outlets.staff.contains(&scene.lemma(*t).to_lowercase());
    let begin = (start..person.tokens.start).rev().take_while(works).last().unwrap_or(person.tokens.start);
    let owner = begin.checked_sub(2).filter(|owner| *owner >= start && scene.token(begin - 1).penn == Penn::Pos)?;
    let named = |t: &usize| scene.token(*t).upos == Upos::Propn || scene.is(*t, "the") || scene.is(*t, "-");
    let first = (start..owner).rev().take_while(named).last().unwrap_or(owner);
    let outlet = of_tokens(scene, owner, first, owner);
    let is_outlet = outlet.kind == SourceKind::Outlet || is_outlet_name(scene.span(first, owner).slice(scene.text()));
    is_outlet.then_some(Source { kind: SourceKind::Outlet, ..outlet })
}

/// "lakenews.com"
fn is_address(name: &str) -> bool {
    let ending = name.rsplit_once('.').filter(|(host, _)| !host.is_empty() && !host.contains(' '));
    ending.is_some_and(|(_, ending)| lists().outlets.endings.contains(ending))
}

/// The letters of an American station with what it sends: "WXYZ-TV", "KXYZ 7".
fn is_station(name: &str) -> bool {
    let Some((letters, rest)) = name.split_once(['-', ' ']) else { return false };
    let called = matches!(letters.as_bytes(), [b'K' | b'W', rest @ ..] if (2..=3).contains(&rest.len()));
    let sends = matches!(rest, "TV" | "AM" | "FM" | "DT" | "HD") || rest.parse::<u8>().is_ok();
    called && sends && letters.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether someone or something of this kind can speak: a person, a body, an outlet, a document, or who is hidden
/// behind a noun for people.
pub(super) fn can_speak(scene: &Scene, head: usize) -> bool {
    let token = scene.token(head);
    if token.upos == Upos::Propn || is_personal_pronoun(scene, head) {
        return true;
    }
    if let Some(mention) = scene.mention_at(head).filter(|m| m.kind != EntityKind::Other) {
        return matches!(mention.kind, EntityKind::Person | EntityKind::Organization);
    }
    is_source_noun(scene, head)
}

/// Whether a noun is one for those who speak: outlets, documents, offices, people without a name.
pub(super) fn is_source_noun(scene: &Scene, head: usize) -> bool {
    let lists = lists();
    let noun = scene.word(head).to_lowercase();
    let lemma = scene.lemma(head).to_lowercase();
    [noun, lemma].iter().any(|w| {
        lists.outlets.nouns.contains(w)
            || lists.documents.nouns.contains(w)
            || lists.unnamed.nouns.contains(w)
            || lists.office.nouns.contains(w)
    })
}

/// Whether a noun is one for a document.
pub(super) fn is_document(scene: &Scene, head: usize) -> bool {
    scene.token(head).upos == Upos::Noun && lists().documents.nouns.contains(&scene.lemma(head).to_lowercase())
}

/// Whether a noun for a document names a deed here: "the release of prisoners".
pub(super) fn is_deed(scene: &Scene, head: usize) -> bool {
    let end = scene.sentence_tokens(head).end;
    lists().documents.deeds.contains(&scene.lemma(head).to_lowercase()) && head + 1 < end && scene.is(head + 1, "of")
}

/// Whether a noun names a measure or a scheme, by which something is done and which says nothing.
pub(super) fn is_measure(scene: &Scene, head: usize) -> bool {
    scene.token(head).upos == Upos::Noun && lists().measures.nouns.contains(&scene.lemma(head).to_lowercase())
}

/// Whether a noun before a headline's colon names a kind of article: "Opinion: …".
pub(super) fn is_label(scene: &Scene, head: usize) -> bool {
    lists().labels.nouns.contains(&scene.word(head).to_lowercase())
}

/// Whether the token is a pronoun that stands for a source named elsewhere.
pub(super) fn is_pronoun(scene: &Scene, head: usize) -> bool {
    scene.token(head).upos == Upos::Pron
        && !matches!(
            scene.word(head).to_lowercase().as_str(),
            "many"
                | "some"
                | "others"
                | "someone"
                | "somebody"
                | "everyone"
                | "everybody"
                | "nobody"
                | "anyone"
                | "all"
                | "most"
                | "few"
                | "several"
                | "both"
                | "one"
        )
}

fn is_personal_pronoun(scene: &Scene, head: usize) -> bool {
    matches!(
        scene.word(head).to_lowercase().as_str(),
        "he" | "she"
            | "they"
            | "we"
            | "i"
            | "who"
            | "you"
            | "many"
            | "some"
            | "others"
            | "someone"
            | "everyone"
            | "nobody"
            | "it"
    )
}

/// The mention a noun phrase stands for: its head's, or the name that stands beside its head ("spokesman Jo Lind").
fn mention_of(scene: &Scene, head: usize, first: usize, last: usize) -> Option<usize> {
    let mentions = &scene.reading.mentions;
    let from = mentions.partition_point(|m| m.span.start < scene.token(first).span.start);
    let inside: Vec<usize> = mentions[from..]
        .iter()
        .take_while(|m| m.span.start <= scene.token(last).span.start)
        .enumerate()
        .map(|(n, _)| from + n)
        .filter(|&n| mentions[n].span.end <= scene.token(last).span.end)
        .collect();
    let is_name = |m: &Mention| m.form == MentionForm::Name;
    let holds_head = |m: &Mention| m.tokens.contains(&head);
    let at_head = inside.iter().copied().find(|&n| is_name(&mentions[n]) && holds_head(&mentions[n]));
    let beside = || {
        inside.iter().copied().find(|&n| {
            let m = &mentions[n];
            is_name(m) && m.kind == EntityKind::Person && m.tokens.end == last + 1 && stands_beside(scene, m, head)
        })
    };
    let any_at_head = || inside.iter().copied().find(|&n| holds_head(&mentions[n]));
    at_head.or_else(beside).or_else(any_at_head)
}

/// Whether a name is the bearer of the title before it, not the object of a preposition in it.
fn stands_beside(scene: &Scene, name: &Mention, head: usize) -> bool {
    // "A representative for NAME" is not NAME, however that was parsed.
    if name.tokens.start.checked_sub(1).is_some_and(|before| scene.token(before).upos == Upos::Adp) {
        return false;
    }
    let mut at = name.head;
    for _ in 0..4 {
        if at == head {
            return true;
        }
        if scene.child(at, &[Relation::Case]).is_some_and(|c| c < at) {
            return false;
        }
        match scene.head(at) {
            Some(up) => at = up,
            None => return false,
        }
    }
    false
}

fn named_kind(scene: &Scene, chain: Option<usize>) -> SourceKind {
    match chain {
        Some(c) if is_outlet_name(&scene.reading.chains[c].name) => SourceKind::Outlet,
        _ => SourceKind::Named,
    }
}

/// "the website Lakenews", "the Saudi daily Ajel": the noun right before the name tells.
fn is_called_outlet(scene: &Scene, first: usize, name: Range<usize>) -> bool {
    let outlets = &lists().outlets;
    let noun_before = |end: usize| end.checked_sub(1).filter(|&at| at >= first && scene.token(at).upos == Upos::Noun);
    // The name may have been found with its noun.
    let inside = name.clone().skip(1).rev().find_map(|at| noun_before(at).filter(|at| *at >= name.start));
    noun_before(name.start).or(inside).is_some_and(|at| {
        let noun = scene.lemma(at).to_lowercase();
        let qualified = at > first && outlets.qualifiers.contains(&scene.word(at - 1).to_lowercase());
        outlets.nouns.contains(&noun) && (qualified || !outlets.qualified.contains(&noun))
    })
}

fn kind_of(scene: &Scene, head: usize, first: usize, last: usize, mention: Option<usize>) -> SourceKind {
    let lists = lists();
    let name = mention.map(|m| &scene.reading.mentions[m]).filter(|m| m.form == MentionForm::Name);
    if let Some(name) = name {
        let text = name.span.slice(scene.text());
        let articled = name.tokens.start > first && scene.is(name.tokens.start - 1, "the");
        let outlet = name.kind != EntityKind::Person
            && (is_outlet_name(text) || articled && lists.outlets.articled.contains(text))
            || is_called_outlet(scene, first, name.tokens.clone());
        return if outlet { SourceKind::Outlet } else { SourceKind::Named };
    }
    // "the Times", which may be tagged as the plural of a noun.
    if first + 1 == head && scene.is(first, "the") && lists.outlets.articled.contains(scene.word(head)) {
        return SourceKind::Outlet;
    }
    let noun = scene.word(head).to_lowercase();
    let lemma = scene.lemma(head).to_lowercase();
    let has = |set: &BTreeSet<String>| set.contains(&noun) || set.contains(&lemma);
    let text = scene.span(first, last).slice(scene.text());
    if scene.token(head).upos == Upos::Propn {
        let begin = (first..=head).rev().take_while(|&at| scene.token(at).upos == Upos::Propn).last().unwrap_or(head);
        let called = is_called_outlet(scene, first, begin..head + 1);
        return if called || is_outlet_name(text) || is_outlet_name(scene.word(head)) {
            SourceKind::Outlet
        } else {
            SourceKind::Named
        };
    }
    let qualified = (first..head).any(|t| lists.outlets.qualifiers.contains(&scene.word(t).to_lowercase()));
    let modified = first < head && matches!(scene.token(head - 1).upos, Upos::Noun | Upos::Adj);
    if modified && lists.documents.qualified.contains(&noun) {
        return SourceKind::Document;
    }
    // "a paper released by researchers"
    if noun == "paper" && (head + 1..=last).any(|t| scene.is(t, "by")) {
        return SourceKind::Document;
    }
    if has(&lists.outlets.nouns) && (qualified || !has(&lists.outlets.qualified)) {
        return SourceKind::Outlet;
    }
    if has(&lists.unnamed.nouns) {
        return SourceKind::Unnamed;
    }
    if has(&lists.documents.nouns) {
        return SourceKind::Document;
    }
    if has(&lists.office.nouns) {
        let indefinite = matches!(scene.word(first).to_lowercase().as_str(), "a" | "an" | "one" | "another");
        let plural = noun.ends_with('s') && noun != "congress";
        let bare_rank =
            indefinite && !text.contains(" of ") && !(first + 1..head).any(|t| scene.token(t).upos == Upos::Propn);
        return if bare_rank || (plural && scene.is_nominal(first) && first == head) {
            SourceKind::Unnamed
        } else {
            SourceKind::Office
        };
    }
    // "the inspector": one who is known by what they do.
    let definite = scene.is(first, "the") && scene.token(head).penn == Penn::Nn;
    if definite { SourceKind::Office } else { SourceKind::Unnamed }
}

/// `sources.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    outlets: Outlets,
    documents: Documents,
    measures: Nouns,
    labels: Nouns,
    unnamed: Nouns,
    office: Nouns,
}

#[derive(Debug, Default, Deserialize)]
struct Outlets {
    #[serde(deserialize_with = "listed")]
    names: BTreeSet<String>,
    articled: BTreeSet<String>,
    words: BTreeSet<String>,
    endings: BTreeSet<String>,
    staff: BTreeSet<String>,
    nouns: BTreeSet<String>,
    qualifiers: BTreeSet<String>,
    qualified: BTreeSet<String>,
}

/// Names as they are written in one text, with commas between.
fn listed<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<BTreeSet<String>, D::Error> {
    let text = String::deserialize(deserializer)?;
    Ok(text.split([',', '\n']).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect())
}

#[derive(Debug, Default, Deserialize)]
struct Documents {
    nouns: BTreeSet<String>,
    qualified: BTreeSet<String>,
    deeds: BTreeSet<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Nouns {
    nouns: BTreeSet<String>,
}

fn lists() -> &'static Lists {
    static LISTS: LazyLock<Lists> =
        LazyLock::new(|| toml::from_str(include_str!("../../../rules/attribution/sources.toml")).unwrap_or_default());
    &LISTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_reads() {
        let read: Result<Lists, _> = toml::from_str(include_str!("../../../rules/attribution/sources.toml"));
        assert!(read.is_ok(), "{read:?}");
    }

    #[test]
    fn outlets_by_name_and_by_word() {
        assert!(is_outlet_name("Reuters"));
        assert!(is_outlet_name("the Harbour Gazette"));
        assert!(is_outlet_name("Harbour Times-Gazette"));
        assert!(is_outlet_name("the Post"));
        assert!(is_outlet_name("lakenews.com"));
        assert!(is_outlet_name("WXYZ-TV"));
        for no in ["Marta Lind", "Facebook", "Times", "St. Olaf", "WXYZ", "Washington Union"] {
            assert!(!is_outlet_name(no), "{no}");
        }
    }
}
