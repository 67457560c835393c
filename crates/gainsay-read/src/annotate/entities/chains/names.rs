//! Names that stand for one thing: the same name, a surname after the full name, an acronym after what it abbreviates.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use gainsay_core::{EntityKind, MentionForm, Penn, country_named};
use serde::Deserialize;

use super::super::agreement::key;
use super::super::demonyms::DemonymUse;
use super::super::gender;
use super::super::lists::{Mark, folded, lists};
use super::super::names::Name;
use super::super::page::{FIRST_NAME, Page};
use super::Chains;

/// One chain for each name, then joins between them.
pub(super) fn link(chains: &mut Chains<'_, '_>, names: &[Name], demonyms: &[DemonymUse]) {
    let page = chains.page;
    let mut groups: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        groups.entry((name.kind as usize, group_key(page, name))).or_default().push(at);
    }
    let mut forms: Vec<Form> =
        groups.into_iter().map(|((_, key), members)| Form::new(page, names, key, members)).collect();
    forms.sort_by_key(|f| f.first);
    let joined = join_forms(page, names, &forms);
    let mut chain_of_form: Vec<Option<usize>> = vec![None; forms.len()];
    for (at, form) in forms.iter().enumerate() {
        let root = joined.roots[at];
        if joined.ambiguous.contains(&at) {
            for member in &form.members {
                let name = &names[*member];
                chains.add(name.tokens.clone(), page.head_of(&name.tokens), form.kind, MentionForm::Name);
            }
            continue;
        }
        let chain =
            *chain_of_form[root].get_or_insert_with(|| chains.open(forms[root].kind, forms[root].text.clone(), true));
        for member in &form.members {
            let name = &names[*member];
            let mention = chains.add(name.tokens.clone(), page.head_of(&name.tokens), form.kind, MentionForm::Name);
            chains.join(mention, chain);
            let gender = gender::of_name(page, &name.tokens);
            let draft = &mut chains.chains[chain];
            if form.kind == EntityKind::Person {
                draft.gender = draft.gender.or(gender);
                // "Democrats": "he" is none of them.
                let penn = page.penn(name.tokens.start);
                draft.plural |= name.tokens.len() == 1 && matches!(penn, Some(Penn::Nnps | Penn::Nns));
            }
        }
        if let Some(reason) = &joined.reasons[at] {
            let text = form.text.clone();
            chains.chains[chain].because(format!("{text}: {reason}"));
        }
    }
    link_demonyms(chains, demonyms);
}

fn link_demonyms(chains: &mut Chains<'_, '_>, demonyms: &[DemonymUse]) {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (at, chain) in chains.chains.iter().enumerate().filter(|(_, c)| c.kind == EntityKind::Place) {
        places.entry(place_key(&chain.name)).or_insert(at);
    }
    for demonym in demonyms {
        let head = demonym.tokens.end - 1;
        let mention = chains.add(demonym.tokens.clone(), head, EntityKind::Place, MentionForm::Demonym);
        let chain = *places
            .entry(place_key(&demonym.place))
            .or_insert_with(|| chains.open(EntityKind::Place, demonym.place.clone(), true));
        chains.join(mention, chain);
    }
}

/// Countries by their code, other places by their folded name.
fn place_key(name: &str) -> String {
    country_named(name).map_or_else(|| folded(name), |c| c.code.to_owned())
}

/// What mentions of one name share: kind and folded words, without legal forms; a country by any of its names.
fn group_key(page: &Page<'_>, name: &Name) -> String {
    let key = key(page, &name.tokens);
    match name.kind {
        EntityKind::Place => place_key(page.slice(&name.tokens)),
        EntityKind::Organization => without_legal_form(&key),
        _ => key,
    }
}

fn without_legal_form(key: &str) -> String {
    let mut words: Vec<&str> = key.split(' ').filter(|w| *w != ",").collect();
    while words.len() > 1 && words.last().is_some_and(|w| lists().mark(&[w])[0].has(Mark::LegalForm)) {
        words.pop();
    }
    words.join(" ")
}

/// One written form of a name and all its mentions.
struct Form {
    kind: EntityKind,
    key: String,
    /// The longest way it is written.
    text: String,
    /// Folded words.
    words: Vec<String>,
    members: Vec<usize>,
    /// First token of the first mention.
    first: usize,
}

impl Form {
    fn new(page: &Page<'_>, names: &[Name], key: String, members: Vec<usize>) -> Self {
        let longest = members.iter().copied().max_by_key(|m| {
            let text = page.slice(&names[*m].tokens);
            let shouted = text.len() > 5 && !text.chars().any(char::is_lowercase);
            (!shouted, names[*m].tokens.len(), text.len(), std::cmp::Reverse(*m))
        });
        let example = longest.map_or(0..0, |m| names[m].tokens.clone());
        let kind = members.first().map_or(EntityKind::Other, |m| names[*m].kind);
        let words: Vec<String> =
            example.clone().map(|t| folded(page.str(t))).filter(|w| w.contains(char::is_alphanumeric)).collect();
        let first = members.iter().map(|m| names[*m].tokens.start).min().unwrap_or(0);
        let text = page.slice(&example).split_whitespace().collect::<Vec<_>>().join(" ");
        Self { kind, key, text, words, members, first }
    }
}

/// Which forms are one, and why.
struct Joined {
    /// For each form, the form that leads its chain.
    roots: Vec<usize>,
    reasons: Vec<Option<String>>,
    /// Forms that could be either of two.
    ambiguous: BTreeSet<usize>,
}

impl Joined {
    fn root(&self, mut at: usize) -> usize {
        while self.roots[at] != at {
            at = self.roots[at];
        }
        at
    }

    /// Joins `short` to `long`; the longer form leads.
    fn join(&mut self, short: usize, long: usize, reason: String) {
        let (short_root, long_root) = (self.root(short), self.root(long));
        if short_root != long_root {
            self.roots[short_root] = long_root;
            self.reasons[short] = Some(reason);
        }
    }
}

fn join_forms(page: &Page<'_>, names: &[Name], forms: &[Form]) -> Joined {
    let mut joined =
        Joined { roots: (0..forms.len()).collect(), reasons: vec![None; forms.len()], ambiguous: BTreeSet::new() };
    join_persons(page, forms, &mut joined);
    join_acronyms(forms, &mut joined);
    join_by_text(page, names, forms, &mut joined);
    join_councils(forms, &mut joined);
    join_nationalities(page, names, forms, &mut joined);
    for at in 0..forms.len() {
        joined.roots[at] = joined.root(at);
    }
    joined
}

/// The last name of a full name, before "Jr.".
fn surname(words: &[String]) -> Option<&String> {
    words.iter().rev().find(|w| !matches!(w.as_str(), "jr" | "sr" | "ii" | "iii" | "iv"))
}

fn join_persons(_page: &Page<'_>, forms: &[Form], joined: &mut Joined) {
    let persons: Vec<usize> = (0..forms.len()).filter(|f| forms[*f].kind == EntityKind::Person).collect();
    let mut by_surname: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut by_first: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for at in persons.iter().filter(|f| forms[**f].words.len() > 1) {
        if let Some(last) = surname(&forms[*at].words) {
            by_surname.entry(last).or_default().push(*at);
        }
        if let Some(first) = forms[*at].words.first() {
            by_first.entry(first).or_default().push(*at);
        }
    }
    // Longer and shorter forms of one full name.
    for list in by_surname.values() {
        for (n, a) in list.iter().enumerate().take(50) {
            for b in list.iter().skip(n + 1).take(50) {
                if let Some((short, long)) = nested(&forms[*a].words, &forms[*b].words)
                    .map(|a_is_short| if a_is_short { (*a, *b) } else { (*b, *a) })
                {
                    joined.join(short, long, "shorter form of the full name".to_owned());
                }
            }
        }
    }
    for at in persons.iter().copied().filter(|f| forms[*f].words.len() == 1) {
        let word = forms[at].words[0].as_str();
        let surnames = distinct(joined, by_surname.get(word));
        let firsts = distinct(joined, by_first.get(word));
        match (surnames.as_slice(), firsts.as_slice()) {
            ([only], _) => joined.join(at, *only, "surname of the full name".to_owned()),
            ([], [only]) => joined.join(at, *only, first_reason(&forms[*only].words).to_owned()),
            ([], []) => {}
            ([], several) | (several, _) => match introduced_before(forms, several, at) {
                Some(one) => joined.join(at, one, "surname of the only person of that name so far".to_owned()),
                None => drop(joined.ambiguous.insert(at)),
            },
        }
    }
}

fn first_reason(words: &[String]) -> &'static str {
    let given = words.first().is_some_and(|w| {
        let capital: String = w.chars().take(1).flat_map(char::to_uppercase).chain(w.chars().skip(1)).collect();
        lists().mark(&[capital.as_str()])[0].any(FIRST_NAME)
    });
    if given { "given name of the full name" } else { "family name, written first, of the full name" }
}

fn distinct(joined: &Joined, list: Option<&Vec<usize>>) -> Vec<usize> {
    let roots: BTreeSet<usize> = list.into_iter().flatten().map(|f| joined.root(*f)).collect();
    roots.into_iter().collect()
}

/// The one of several persons who was named before the surname alone was, if only one was.
fn introduced_before(forms: &[Form], several: &[usize], at: usize) -> Option<usize> {
    let mut before = several.iter().copied().filter(|f| forms[*f].first < forms[at].first);
    before.next().filter(|_| before.next().is_none())
}

/// Whether one full name is the other with words or initials left out; true where the first is the shorter.
fn nested(a: &[String], b: &[String]) -> Option<bool> {
    let a_is_short = a.len() <= b.len();
    let (short, long) = if a_is_short { (a, b) } else { (b, a) };
    let mut rest = long.iter();
    let fits = |s: &String, l: &String| {
        s == l
            || s.chars().count() == 1 && l.starts_with(s.as_str())
            || l.chars().count() == 1 && s.starts_with(l.as_str())
    };
    let in_order = short.iter().all(|s| rest.any(|l| fits(s, l)));
    // An article that names both "George Lind" and "George Lind Jr." means father and son.
    let suffix = |words: &[String]| words.last().filter(|w| surname(words) != Some(w)).cloned();
    (in_order && surname(short) == surname(long) && suffix(short) == suffix(long)).then_some(a_is_short)
}

/// An acronym and the name it is made of.
fn join_acronyms(forms: &[Form], joined: &mut Joined) {
    let mut by_initials: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, form) in forms.iter().enumerate().filter(|(_, f)| f.words.len() > 1 && f.kind == EntityKind::Organization)
    {
        for initials in initials(&form.words) {
            by_initials.entry(initials).or_default().push(at);
        }
    }
    for (at, form) in forms.iter().enumerate() {
        let [word] = form.words.as_slice() else { continue };
        let upper = form.text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        if !upper || word.len() < 2 || form.kind != EntityKind::Organization {
            continue;
        }
        if let [only] = distinct(joined, by_initials.get(word)).as_slice() {
            joined.join(at, *only, format!("acronym of {}", forms[*only].text));
        }
    }
}

/// The acronyms that a name may have: all words' initials, without the small ones, without the legal form.
fn initials(words: &[String]) -> BTreeSet<String> {
    let small = |w: &&String| !matches!(w.as_str(), "of" | "the" | "and" | "for" | "in" | "on" | "to" | "de" | "&");
    let first = |w: &String| w.chars().next();
    let all: String = words.iter().filter_map(first).collect();
    let without: String = words.iter().filter(small).filter_map(first).collect();
    let mut set = BTreeSet::from([all, without.clone()]);
    if words.last().is_some_and(|w| lists().mark(&[w])[0].has(Mark::LegalForm)) {
        set.insert(without.chars().take(without.chars().count().saturating_sub(1)).collect());
    }
    set.retain(|s| s.chars().count() > 1);
    set
}

/// "World Water Forum (WWF)", "Northern Gas, known as NG": the text itself says so.
fn join_by_text(page: &Page<'_>, names: &[Name], forms: &[Form], joined: &mut Joined) {
    let mut form_of = vec![0; names.len()];
    for (at, form) in forms.iter().enumerate() {
        form.members.iter().for_each(|m| form_of[*m] = at);
    }
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|n| names[*n].tokens.start);
    for (n, later) in order.iter().enumerate().skip(1) {
        // Between the two, the description of the first may hold another name.
        for earlier in order[n.saturating_sub(3)..n].iter().rev() {
            let (a, b, is_next) = (&names[*earlier], &names[*later], *earlier == order[n - 1]);
            let (from, to) = (form_of[*earlier], form_of[*later]);
            if page.sentence_of(a.tokens.start) != page.sentence_of(b.tokens.start) {
                break;
            }
            if from == to || a.kind != b.kind || is_signature(page, a, b) {
                continue;
            }
            if let Some(reason) = said_to_be_one(page, a.tokens.end..b.tokens.start, b.tokens.end, is_next) {
                let (short, long) =
                    if forms[from].words.len() < forms[to].words.len() { (from, to) } else { (to, from) };
                joined.join(short, long, reason);
            }
        }
    }
}

/// "NABI SALEH, West Bank (AP)": an agency in brackets signs, it is no other name of what stands before.
fn is_signature(page: &Page<'_>, a: &Name, b: &Name) -> bool {
    let signs = |name: &Name| page.marks_of_all(&name.tokens).any(&[Mark::Agency, Mark::Outlet]);
    signs(b) && !signs(a)
}

/// What may stand between two names of one thing (`rules/entities/second-names.toml`).
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SecondNames {
    phrases: Vec<String>,
    right_behind: Vec<String>,
}

static SECOND_NAMES: LazyLock<SecondNames> = LazyLock::new(|| toml::from_str(SECOND_NAMES_FILE).unwrap_or_default());
const SECOND_NAMES_FILE: &str = include_str!("../../../../rules/entities/second-names.toml");

/// Whether the text says by the tokens between two names that they are one thing's, and how; `behind` is the token after the
/// second, `is_next` whether no other name stands between.
fn said_to_be_one(page: &Page<'_>, between: Range<usize>, behind: usize, is_next: bool) -> Option<String> {
    let keys: Vec<&str> = between.clone().map(|t| page.key(t)).filter(|key| !key.is_empty()).collect();
    let is_mark = |key: &str| matches!(key, "," | "\"" | "\u{201c}" | "(" | "the" | "'" | "\u{2018}" | "``");
    let words: Vec<&str> = keys.iter().copied().filter(|key| !is_mark(key)).collect();
    if words.is_empty() {
        let in_brackets = is_next && keys == ["("] && page.str(behind) == ")";
        return in_brackets.then(|| "in brackets after the name".to_owned());
    }
    let said = words.join(" ");
    let told = |phrase: &str| format!("the text says \u{201c}{phrase}\u{201d}");
    let is_set_off = keys.first() == Some(&",") || words.len() > 1 || said == "aka";
    let direct = SECOND_NAMES.phrases.iter().chain(&SECOND_NAMES.right_behind).find(|phrase| **phrase == said);
    if let Some(phrase) = direct.filter(|_| is_set_off && is_next) {
        return Some(told(phrase));
    }
    // "Velt Corp., a lender also called Velt Home": one description, and nothing said of another in it.
    let is_description = keys.first() == Some(&",")
        && keys.get(1).is_some_and(|key| matches!(*key, "a" | "an" | "the"))
        && keys.iter().filter(|key| **key == ",").count() == 1
        && between.clone().all(|t| !matches!(page.penn(t), Some(Penn::Vbd | Penn::Vbz | Penn::Vbp | Penn::Md)));
    let phrase = SECOND_NAMES.phrases.iter().find(|phrase| said.ends_with(&format!(" {phrase}")))?;
    is_description.then(|| told(phrase))
}

/// "Norwegian" and "Norwegian Airlines": a nationality alone that stands for an organization is short for the only one
/// whose name begins with it.
fn join_nationalities(page: &Page<'_>, names: &[Name], forms: &[Form], joined: &mut Joined) {
    let is_organization = |at: &usize| forms[*at].kind == EntityKind::Organization;
    let is_nationality = |form: &Form| {
        let first = form.members.first().map(|name| names[*name].tokens.start);
        form.words.len() == 1 && first.is_some_and(|token| page.marks(token).has(Mark::Demonym))
    };
    for short in (0..forms.len()).filter(is_organization).filter(|at| is_nationality(&forms[*at])) {
        let begins = |long: &usize| forms[*long].words.len() > 1 && forms[*long].words[0] == forms[short].words[0];
        let long: Vec<usize> = (0..forms.len()).filter(is_organization).filter(begins).collect();
        if let [only] = distinct(joined, Some(&long)).as_slice() {
            joined.join(short, *only, "first word of the full name".to_owned());
        }
    }
}

/// "U.N. Security Council" and "Security Council": the shorter one is the end of only one longer one, and what is left
/// over says only of whom.
fn join_councils(forms: &[Form], joined: &mut Joined) {
    let organizations: Vec<usize> =
        (0..forms.len()).filter(|f| forms[*f].kind == EntityKind::Organization && forms[*f].words.len() > 1).collect();
    let mut by_end: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in &organizations {
        let words = &forms[*at].words;
        for skip in 1..words.len().min(4) {
            let owner = words[..skip].join(" ");
            if is_owner(&owner) {
                by_end.entry(words[skip..].join(" ")).or_default().push(*at);
            }
        }
    }
    for at in organizations {
        if let [only] = distinct(joined, by_end.get(&forms[at].key)).as_slice() {
            joined.join(at, *only, format!("short for {}, the only one of that name here", forms[*only].text));
        }
    }
}

fn is_owner(owner: &str) -> bool {
    matches!(owner, "un" | "united nations" | "eu" | "european union" | "us" | "uk" | "nato" | "african union")
        || country_named(&title_case(owner)).is_some()
        || lists().place_of_demonym(&title_case(owner)).is_some()
}

fn title_case(words: &str) -> String {
    let capital = |w: &str| w.chars().take(1).flat_map(char::to_uppercase).chain(w.chars().skip(1)).collect::<String>();
    words.split(' ').map(capital).collect::<Vec<_>>().join(" ")
}
