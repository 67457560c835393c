//! Who is the subject and what the object of a verb, also where the clause leaves them out: passives, coordination,
//! relative clauses, participles, infinitives.

use gainsay_core::{Penn, Relation, Upos};

use super::lexicon::LEXICON;
use super::predicates::verb_lemma;
use super::tree::Tree;

/// The subject of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Subject {
    /// The head of its phrase.
    pub(crate) head: usize,
    /// Whether the verb is passive, so that the subject is who it is done to.
    pub(crate) passive: bool,
}

/// How many clauses up a subject is looked for.
const CLAUSES: usize = 8;

/// Whether a verb stands in the passive.
pub(crate) fn is_passive(tree: &Tree<'_>, verb: usize) -> bool {
    if tree.penn(verb) != Penn::Vbn && tree.penn(verb) != Penn::Vbd {
        return false;
    }
    if tree.child(verb, &[Relation::AuxPass, Relation::NsubjPass, Relation::OblAgent]).is_some() {
        return true;
    }
    if tree.penn(verb) != Penn::Vbn {
        return false;
    }
    let alone = tree.child(verb, &[Relation::Aux, Relation::Nsubj]).is_none();
    match tree.relation(verb) {
        Relation::Acl | Relation::Advcl => {
            alone && tree.child(verb, &[Relation::Mark]).is_none_or(|m| tree.lemma(m) != "to")
        }
        Relation::Conj => {
            alone && tree.head(verb).is_some_and(|h| tree.is_verb(h) && is_passive(tree, tree.first_conjunct(verb)))
        }
        // A headline leaves out its auxiliary: "Minister arrested".
        Relation::Root => alone && tree.child(verb, &[Relation::Obj]).is_none(),
        _ => false,
    }
}

/// The subject of a verb, its own or the one it shares.
pub(crate) fn subject(tree: &Tree<'_>, verb: usize) -> Option<Subject> {
    let passive = is_passive(tree, verb);
    bare_subject(tree, verb, CLAUSES).map(|head| Subject { head, passive })
}

fn bare_subject(tree: &Tree<'_>, verb: usize, clauses: usize) -> Option<usize> {
    let clauses = clauses.checked_sub(1)?;
    let own = [Relation::NsubjOuter, Relation::Nsubj, Relation::NsubjPass];
    if let Some(own) = tree.under(verb, &own).last() {
        return resolve_relative(tree, own, verb);
    }
    let head = tree.head(verb)?;
    match tree.relation(verb) {
        Relation::Conj if tree.is_verb(head) || tree.child(head, &[Relation::Cop]).is_some() => {
            bare_subject(tree, head, clauses)
        }
        Relation::Xcomp => match control(tree, head) {
            Some(object) => Some(object),
            None => bare_subject(tree, head, clauses),
        },
        Relation::Advcl => {
            let (lemma, _) = verb_lemma(tree, head);
            let preposition = tree.child(verb, &[Relation::Mark, Relation::Case]).map(|m| tree.lemma(m).to_owned());
            let of_object = match preposition.as_deref() {
                Some("of" | "from" | "into" | "with") => LEXICON.verbs.object_control.contains(lemma.as_ref()),
                // "questioned the crew for selling oil"
                Some("for") => {
                    !["use", "need", "pay", "receive", "have", "take", "win", "lose"].contains(&lemma.as_ref())
                }
                _ => false,
            };
            match object(tree, head) {
                Some(object) if of_object => Some(object),
                _ => agent_of_passive(tree, head).or_else(|| bare_subject(tree, head, clauses)),
            }
        }
        Relation::Acl => acl_subject(tree, verb, head, clauses),
        Relation::AclRelcl => {
            // A relative clause without any subject of its own, its pronoun lost in parsing.
            (gap_is_subject(tree, verb)).then_some(head)
        }
        Relation::Parataxis | Relation::Dep | Relation::Ccomp if tree.penn(verb) == Penn::Vbg => {
            bare_subject(tree, head, clauses)
        }
        _ => None,
    }
}

/// "The record is held by Lind, having won twice": by name, where the subject is no name.
fn agent_of_passive(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let agent = tree.child(verb, &[Relation::OblAgent])?;
    let subject = tree.child(verb, &[Relation::NsubjPass])?;
    (tree.upos(agent) == Upos::Propn && tree.upos(subject) == Upos::Noun).then_some(agent)
}

/// Who does what a clause on a noun says: the noun itself ("ships carrying oil"), or who has the plan ("his plan to go").
fn acl_subject(tree: &Tree<'_>, verb: usize, noun: usize, clauses: usize) -> Option<usize> {
    let mark = tree.child(verb, &[Relation::Mark]).map(|m| tree.lemma(m).to_owned());
    if mark.is_none() && matches!(tree.penn(verb), Penn::Vbg | Penn::Vbn | Penn::Vbd) {
        // "charges of ships selling oil": the ships sell it.
        let told = [
            "charge",
            "claim",
            "report",
            "allegation",
            "accusation",
            "image",
            "photo",
            "picture",
            "footage",
            "evidence",
            "rumor",
            "rumour",
            "video",
            "news",
            "sign",
        ];
        if told.contains(&tree.lemma(noun))
            && let Some(of) = tree.under(noun, &[Relation::Nmod]).find(|c| *c < verb && tree.preposition(*c) == "of")
        {
            return Some(of);
        }
        return Some(noun);
    }
    if let Some(owner) = tree.child(noun, &[Relation::NmodPoss]) {
        return Some(owner);
    }
    if let Some(by) = tree.under(noun, &[Relation::Nmod]).find(|c| tree.preposition(*c) == "by") {
        return Some(by);
    }
    let governor = tree.head(noun)?;
    let holds = matches!(tree.relation(noun), Relation::Obj | Relation::Obl | Relation::Xcomp);
    if holds && tree.is_verb(governor) {
        return bare_subject(tree, governor, clauses);
    }
    // "the first firm to sell"; "the right of ships to pass" stays open.
    (tree.upos(noun) == Upos::Propn
        || tree.relation(noun) == Relation::Nsubj
            && mark.as_deref() == Some("to")
            && tree.child(noun, &[Relation::Amod]).is_some())
    .then_some(noun)
}

/// The object that does what the other verb says: "urged the king to resign".
fn control(tree: &Tree<'_>, governor: usize) -> Option<usize> {
    // "made efforts to help": the efforts help nobody.
    let gives = ["promise", "make", "take", "have", "use", "spend", "need", "hold", "seek", "launch", "plan", "lack"];
    if !tree.is_verb(governor) || gives.contains(&tree.lemma(governor)) {
        return None;
    }
    tree.child(governor, &[Relation::Obj, Relation::Iobj])
}

/// For a relative pronoun, what it stands for; else the token itself.
pub(crate) fn resolve_relative(tree: &Tree<'_>, token: usize, verb: usize) -> Option<usize> {
    let relative = matches!(tree.penn(token), Penn::Wdt | Penn::Wp)
        || (tree.lemma(token) == "that" && tree.upos(token) == Upos::Pron);
    if !relative {
        return Some(token);
    }
    let top = tree.first_conjunct(verb);
    // The relative clause may be wrapped in another verb: "which they said carried oil".
    let clause = std::iter::once(top)
        .chain(tree.above(top))
        .take(CLAUSES)
        .find(|t| matches!(tree.relation(*t), Relation::AclRelcl | Relation::Acl));
    match clause.and_then(|c| tree.head(c)) {
        Some(noun) => Some(noun),
        // "that" by itself, "who did it?".
        None => (tree.lemma(token) == "that").then_some(token),
    }
}

/// The object of a verb, also where it is what a relative clause hangs on.
pub(crate) fn object(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    match tree.child(verb, &[Relation::Obj]) {
        Some(own) => resolve_relative(tree, own, verb),
        None if gap_is_object(tree, verb) && !is_passive(tree, verb) => tree.head(verb),
        None => None,
    }
}

/// Whether what a clause hangs on is its object: "the letter he brought", "the visit made in June".
pub(crate) fn gap_is_object(tree: &Tree<'_>, verb: usize) -> bool {
    match tree.relation(verb) {
        Relation::AclRelcl => {
            let has_subject = tree.under(verb, &[Relation::Nsubj]).any(|s| !is_relative(tree, s));
            let pronoun = tree.under(verb, &[Relation::Obj]).any(|o| is_relative(tree, o));
            let passive = tree.under(verb, &[Relation::NsubjPass]).any(|s| is_relative(tree, s));
            let adverbial = tree
                .under(verb, &[Relation::Advmod, Relation::Obl, Relation::Mark])
                .any(|a| ["when", "where", "why", "which", "whom", "how"].contains(&tree.lemma(a)));
            let full = tree.child(verb, &[Relation::Ccomp, Relation::Xcomp]).is_some()
                || tree.under(verb, &[Relation::Obj]).any(|o| !is_relative(tree, o));
            pronoun || passive || (has_subject && !adverbial && !full && !hangs_on_time(tree, verb))
        }
        Relation::Acl => {
            matches!(tree.penn(verb), Penn::Vbn | Penn::Vbd)
                && tree.child(verb, &[Relation::Obj, Relation::Nsubj]).is_none()
        }
        _ => false,
    }
}

/// Whether what a clause hangs on is its subject: "ships that carry oil", "talks beginning on Monday".
pub(crate) fn gap_is_subject(tree: &Tree<'_>, verb: usize) -> bool {
    match tree.relation(verb) {
        Relation::AclRelcl => match tree.child(verb, &[Relation::Nsubj]) {
            Some(subject) => is_relative(tree, subject),
            None => tree.child(verb, &[Relation::NsubjPass]).is_none() && tree.penn(verb) != Penn::Vbn,
        },
        Relation::Acl => tree.penn(verb) == Penn::Vbg,
        _ => false,
    }
}

/// Whether a token is a relative pronoun.
pub(crate) fn is_relative(tree: &Tree<'_>, token: usize) -> bool {
    matches!(tree.penn(token), Penn::Wdt | Penn::Wp) || (tree.lemma(token) == "that" && tree.upos(token) == Upos::Pron)
}

/// "the day he left", "the reason he left": nouns that a clause hangs on without their being its object.
fn hangs_on_time(tree: &Tree<'_>, verb: usize) -> bool {
    tree.head(verb).is_some_and(|noun| {
        [
            "day", "time", "year", "month", "week", "moment", "morning", "night", "reason", "way", "place", "point",
            "hour", "date",
        ]
        .contains(&tree.lemma(noun))
    })
}
