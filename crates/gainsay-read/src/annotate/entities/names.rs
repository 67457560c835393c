//! Finds names: the tagger's, with their boundaries mended by rules.
//!
//! A name is the name alone: titles, offices, honorifics, "the" and possessive "'s" stay outside; "Jr." and "III" inside.

use std::ops::Range;

use gainsay_core::{EntityKind, Upos};

use super::certain;
use super::lists::Mark;
use super::page::{FIRST_NAME, Page, TITLE};
use super::tagger::{NameModel, spans};

/// A name and its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) tokens: Range<usize>,
    pub(super) kind: EntityKind,
}

/// For each token of the page, whether it stands in one of these names.
pub(super) fn taken(page: &Page<'_>, names: &[Name]) -> Vec<bool> {
    let mut taken = vec![false; page.tokens.len()];
    names.iter().for_each(|name| taken[name.tokens.clone()].fill(true));
    taken
}

/// All names of the page, in order.
pub(super) fn find(page: &Page<'_>, model: Option<&NameModel>) -> Vec<Name> {
    let mut names = Vec::new();
    let labels = model.map(|model| model.tag(&page.words, &page.forms));
    for (at, range) in page.sentences.iter().enumerate() {
        let found = match &labels {
            Some(labels) => spans(&labels[at]),
            None => by_capitals(page, range),
        };
        let name = |(start, end, kind)| Name { tokens: range.start + start..range.start + end, kind };
        names.extend(found.into_iter().map(name));
    }
    merge(page, &mut names);
    certain::take(page, &mut names);
    names.iter_mut().for_each(|name| trim(page, name));
    names.retain(|name| name.tokens.start < name.tokens.end && is_plausible(page, name));
    names
}

/// Without a model: runs of proper nouns, with the kind that the lists suggest.
fn by_capitals(page: &Page<'_>, range: &Range<usize>) -> Vec<(usize, usize, EntityKind)> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let proper = |t: usize| page.upos(t) == Upos::Propn && page.is_capitalised(t);
        let end = (at..range.end).find(|t| !proper(*t)).unwrap_or(range.end);
        if end > at {
            found.push((at - range.start, end - range.start, kind_by_lists(page, &(at..end))));
        }
        at = end.max(at + 1);
    }
    found
}

fn kind_by_lists(page: &Page<'_>, tokens: &Range<usize>) -> EntityKind {
    let whole = page.marks_of_all(tokens);
    let last = page.marks(tokens.end.saturating_sub(1));
    let place = [Mark::Country, Mark::Capital, Mark::State, Mark::City, Mark::Region];
    let organization = [Mark::KnownOrganization, Mark::Agency, Mark::Outlet, Mark::Metonym];
    if whole.any(&place) || last.has(Mark::PlaceWord) && tokens.len() > 1 {
        EntityKind::Place
    } else if whole.any(&organization) || last.any(&[Mark::LegalForm, Mark::OrganizationWord]) {
        EntityKind::Organization
    } else if tokens.clone().any(|t| page.marks(t).any(FIRST_NAME))
        || tokens.start.checked_sub(1).is_some_and(|b| page.marks(b).any(TITLE))
    {
        EntityKind::Person
    } else {
        EntityKind::Other
    }
}

/// Joins what the tagger cut in two: "Robert X." + "Lind", "U.N." + "Security Council", "Lind" + "&" + "Moe".
fn merge(page: &Page<'_>, names: &mut Vec<Name>) {
    let mut merged: Vec<Name> = Vec::with_capacity(names.len());
    for name in names.drain(..) {
        if let Some(last) = merged.last_mut() {
            let same_sentence = page.sentence_of(last.tokens.start) == page.sentence_of(name.tokens.start);
            let adjoining = same_sentence && last.tokens.end == name.tokens.start;
            let joined_by_and =
                same_sentence && last.tokens.end + 1 == name.tokens.start && page.str(last.tokens.end) == "&";
            let kind = if adjoining { kind_of_adjoining(page, last, &name) } else { None };
            if let Some(kind) = kind.or_else(|| joined_by_and.then_some(EntityKind::Organization)) {
                last.tokens.end = name.tokens.end;
                last.kind = kind;
                continue;
            }
        }
        merged.push(name);
    }
    *names = merged;
}

fn kind_of_adjoining(page: &Page<'_>, first: &Name, second: &Name) -> Option<EntityKind> {
    use EntityKind::{Organization, Person, Place};
    if page.is_titled(first.tokens.start) && first.kind != second.kind {
        return None;
    }
    let first_marks = page.marks_of_all(&first.tokens);
    match (first.kind, second.kind) {
        (Person, Person) if page.marks(first.tokens.start).any(FIRST_NAME) && first.tokens.len() < 3 => Some(Person),
        (Organization, Organization)
            if page.marks(second.tokens.end - 1).any(&[Mark::LegalForm, Mark::OrganizationWord]) =>
        {
            Some(Organization)
        }
        (Place | Organization, Organization)
            if first_marks.any(&[Mark::Country, Mark::KnownOrganization]) && page.str(second.tokens.start) != "the" =>
        {
            let marks = page.marks(second.tokens.end - 1);
            marks.has(Mark::OrganizationWord).then_some(Organization)
        }
        _ => None,
    }
}

/// Cuts what isn't the name and takes in what is.
fn trim(page: &Page<'_>, name: &mut Name) {
    let tokens = &mut name.tokens;
    while tokens.start < tokens.end && (is_edge(page.str(tokens.end - 1)) || is_small_end(page, tokens)) {
        tokens.end -= 1;
    }
    while tokens.start < tokens.end && (is_edge(page.str(tokens.start)) || is_small_word(page, tokens)) {
        tokens.start += 1;
    }
    if name.kind == EntityKind::Person {
        take_given_name(page, tokens);
        take_joined_parts(page, tokens);
        trim_titles(page, tokens);
    }
    if tokens.start >= tokens.end {
        return;
    }
    take_suffix(page, name);
    take_brackets(page, &mut name.tokens);
}

/// "The" is never part of a name here, and a first word such as "For" or "In" is only written large.
fn is_small_word(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let small = matches!(page.upos(tokens.start), Upos::Adp | Upos::Sconj | Upos::Cconj | Upos::Pron | Upos::Aux);
    let first = page.sentence(tokens.start).start == tokens.start;
    matches!(page.key(tokens.start), "the" | "a" | "an") || small && first && tokens.len() > 1
}

/// A last word without a capital or digit is no part of a name ("Lind Foundation in").
fn is_small_end(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    tokens.len() > 1 && !page.str(tokens.end - 1).chars().any(|c| c.is_uppercase() || c.is_numeric())
}

/// Takes in a given name that the tagger left before a person's name.
fn take_given_name(page: &Page<'_>, tokens: &mut Range<usize>) {
    while let Some(before) = tokens.start.checked_sub(1).filter(|b| page.adjoins(*b, tokens.start)) {
        let given =
            page.marks(before).any(FIRST_NAME) && page.is_capitalised(before) && page.upos(before) == Upos::Propn;
        if !given
            || page.is_titled(before)
            || page.marks(before).any(TITLE)
            || page.marks(before).any(&[Mark::Country, Mark::Demonym])
        {
            break;
        }
        tokens.start = before;
    }
}

/// Takes in what a hyphen joins to a person's name: "Jong-un", "Muqtada al-Sadr"; not "Putin-era".
fn take_joined_parts(page: &Page<'_>, tokens: &mut Range<usize>) {
    const LONGEST: usize = 4;
    let sentence = page.sentence(tokens.start);
    let particle = |at: usize| matches!(page.key(at), "al" | "el" | "bin" | "ibn" | "ben" | "abu");
    while tokens.end + 1 < sentence.end {
        let hyphen = tokens.end + usize::from(particle(tokens.end));
        let part = hyphen + 1;
        let joined = page.str(hyphen) == "-" && page.adjoins(hyphen - 1, hyphen) && page.adjoins(hyphen, part);
        let is_particle = hyphen > tokens.end;
        if !joined && is_particle && page.is_capitalised(hyphen) {
            tokens.end = hyphen + 1;
            continue;
        }
        if part >= sentence.end || !joined {
            return;
        }
        let text = page.str(part);
        let word =
            text.chars().all(char::is_alphabetic) && matches!(page.upos(part), Upos::Propn | Upos::Noun | Upos::X);
        let syllable =
            tokens.len() > 1 && text.chars().count() <= LONGEST && !matches!(text, "led" | "era" | "run" | "born");
        if !word
            || !(is_particle && page.is_capitalised(part) || !is_particle && (syllable || page.is_capitalised(part)))
        {
            return;
        }
        tokens.end = part + 1;
    }
}

fn is_edge(text: &str) -> bool {
    matches!(text, "'s" | "\u{2019}s" | "'" | "\u{2019}") || !text.contains(|c: char| c.is_alphanumeric())
}

/// Royal and papal titles stay with a single given name: "Prince Aldo", but "Ayatollah Lind" is "Lind".
fn keeps_title(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let crowned = matches!(page.key(tokens.start), "pope" | "king" | "queen" | "prince" | "princess" | "emperor");
    crowned && (tokens.len() == 2 || tokens.len() == 3 && page.marks(tokens.end - 1).has(Mark::NameSuffix))
}

fn trim_titles(page: &Page<'_>, tokens: &mut Range<usize>) {
    while tokens.len() > 1 && !keeps_title(page, tokens) {
        let marks = page.marks(tokens.start);
        let given = marks.any(FIRST_NAME) && !page.str(tokens.start).ends_with('.');
        let title = marks.any(TITLE) && !given;
        let of_somewhere = marks.has(Mark::Demonym) && page.upos(tokens.start) == Upos::Adj;
        let former = matches!(page.key(tokens.start), "former" | "ex" | "acting" | "late" | "then");
        // "President of Ostland Jonas Moe": what he is president of is no part of his name.
        let governed = marks.has(Mark::Country) && tokens.start.checked_sub(1).is_some_and(|of| page.key(of) == "of");
        if !(title || of_somewhere || former || governed) {
            break;
        }
        tokens.start += 1;
    }
}

/// Takes in "Jr." or "III", also after a comma, and the legal form of a company.
fn take_suffix(page: &Page<'_>, name: &mut Name) {
    let sentence = page.sentence(name.tokens.start);
    let mut at = name.tokens.end;
    if page.str(at) == "," && at + 1 < sentence.end {
        at += 1;
    }
    if at >= sentence.end {
        return;
    }
    let text = page.str(at);
    let fits = match name.kind {
        EntityKind::Person => matches!(text.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV"),
        EntityKind::Organization => {
            matches!(text.trim_end_matches('.'), "Inc" | "Ltd" | "LLC" | "LLP" | "Corp" | "Co" | "PLC")
        }
        _ => false,
    };
    if fits {
        name.tokens.end = at + 1;
    }
}

/// Drops an unmatched bracket's other half: "World Forum (WF" gives "World Forum".
fn take_brackets(page: &Page<'_>, tokens: &mut Range<usize>) {
    let open = tokens.clone().find(|t| page.str(*t) == "(");
    if let Some(open) = open
        && !tokens.clone().any(|t| page.str(t) == ")")
        && open > tokens.start
    {
        tokens.end = open;
    }
}

fn is_plausible(page: &Page<'_>, name: &Name) -> bool {
    let marks = page.marks_of_all(&name.tokens);
    let text = page.slice(&name.tokens);
    let named = text.chars().any(|c| c.is_uppercase() || c.is_numeric() || !c.is_ascii() && c.is_alphabetic());
    let only_title = name.tokens.len() == 1
        && page.marks(name.tokens.start).any(TITLE)
        && !page.marks(name.tokens.start).any(FIRST_NAME)
        && name.kind == EntityKind::Person;
    let proper = page.is_titled(name.tokens.start)
        || name.tokens.clone().any(|t| matches!(page.upos(t), Upos::Propn | Upos::X | Upos::Num))
        || marks.0 != 0
        || name.kind != EntityKind::Other && name.tokens.clone().skip(1).any(|t| page.is_capitalised(t));
    named && proper && !marks.has(Mark::Calendar) && !only_title && text.len() < 160
}
