//! Which words tell of events: verbs of happenings, event nouns, and light verbs folded into their nouns.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use gainsay_core::{EntityKind, Penn, Relation, Upos};

use super::clause;
use super::lexicon::{Evidence, LEXICON, Noun, Owner};
use super::scene::Scene;
use super::tree::Tree;

/// A word that tells of an event.
#[derive(Clone, Debug)]
pub(crate) struct Predicate {
    /// Its token.
    pub(crate) token: usize,
    /// The tokens it covers with its particle.
    pub(crate) tokens: std::ops::Range<usize>,
    /// What matches across articles.
    pub(crate) lemma: String,
    /// What sort of word it is.
    pub(crate) form: Form,
    /// The verb that lends it subject, time and mood: itself for a verb; "held" for the talks of "held talks".
    pub(crate) carrier: Option<usize>,
}

/// What sort of word tells of the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A verb.
    Verb,
    /// A noun with an owner of this sort.
    Noun(Owner),
}

/// All predicates of a text, in order, keyed by token.
pub(crate) fn find(scene: &Scene<'_>) -> BTreeMap<usize, Predicate> {
    let tree = &scene.tree;
    let mut found = nouns(scene);
    let folded: BTreeSet<usize> = found.values().filter_map(|noun| noun.carrier.filter(|c| tree.is_verb(*c))).collect();
    for token in 0..tree.len() {
        if let Some(lemma) = adjective(tree, token) {
            let tokens = token..token + 1;
            found.insert(token, Predicate { token, tokens, lemma, form: Form::Verb, carrier: Some(token) });
        }
        if tree.is_verb(token) && !folded.contains(&token) && tells_of_an_event(scene, token) {
            let (lemma, tokens) = verb_lemma(tree, token);
            found.insert(
                token,
                Predicate { token, tokens, lemma: lemma.into_owned(), form: Form::Verb, carrier: Some(token) },
            );
        }
    }
    found
}

/// A verb's lemma with its particle ("lay_off", "break_into"), and the tokens it covers where they stand side by side.
pub(crate) fn verb_lemma<'t>(tree: &'t Tree<'_>, verb: usize) -> (Cow<'t, str>, std::ops::Range<usize>) {
    let lemma = tree.lemma(verb);
    let mut second = tree.child(verb, &[Relation::CompoundPrt]).map(|p| (p, tree.lemma(p)));
    if second.is_none()
        && let Some(particles) = LEXICON.phrasal.get(lemma)
    {
        second = tree.children(verb).iter().copied().filter(|c| *c > verb && *c <= verb + 6).find_map(|child| {
            let case = tree.child(child, &[Relation::Case]);
            [Some(child), case].into_iter().flatten().find_map(|at| {
                let word = tree.lemma(at);
                particles.contains(word).then_some((at, word))
            })
        });
    }
    match second {
        Some((at, word)) => {
            let end = if at == verb + 1 { at + 1 } else { verb + 1 };
            (format!("{lemma}_{word}").into(), verb..end)
        }
        None => (lemma.into(), verb..verb + 1),
    }
}

/// The event nouns. A weak one that is shown to tell of a happening tells of it wherever the article speaks of "the" one:
/// "after the blow … the blow". As one sense per discourse (Gale, Church and Yarowsky 1992).
fn nouns(scene: &Scene<'_>) -> BTreeMap<usize, Predicate> {
    let (mut found, mut unshown, mut known) = (BTreeMap::new(), Vec::new(), BTreeSet::new());
    for token in 0..scene.tree.len() {
        let Some((noun, predicate)) = noun(scene, token) else { continue };
        if is_shown(scene, noun.evidence, &predicate) {
            known.insert(scene.tree.lemma(token));
            found.insert(token, predicate);
        } else if noun.evidence == Evidence::Weak && is_the_known_one(&scene.tree, token) {
            unshown.push(predicate);
        }
    }
    unshown.retain(|predicate| known.contains(scene.tree.lemma(predicate.token)));
    found.extend(unshown.into_iter().map(|predicate| (predicate.token, predicate)));
    found
}

/// A noun that may tell of an event.
fn noun(scene: &Scene<'_>, token: usize) -> Option<(&'static Noun, Predicate)> {
    let tree = &scene.tree;
    let noun = event_noun(scene, token)?;
    if tree.relation(token) == Relation::Compound || is_part_of_a_name(scene, token) {
        return None;
    }
    let (lemma, carrier) = (noun.verb.clone(), carrier_of(tree, token));
    Some((noun, Predicate { token, tokens: token..token + 1, lemma, form: Form::Noun(noun.owner), carrier }))
}

/// The verb of an adjective that says what has happened to somebody: "was found dead", "leaves ten dead". Before its noun it
/// only describes: "the dead king".
fn adjective(tree: &Tree<'_>, token: usize) -> Option<String> {
    let is_said = tree.upos(token) == Upos::Adj && !matches!(tree.relation(token), Relation::Amod | Relation::Advmod);
    LEXICON.verbs.adjectives.get(tree.lemma(token)).filter(|_| is_said).cloned()
}

/// Whether a noun that needs evidence for a happening has some.
fn is_shown(scene: &Scene<'_>, evidence: Evidence, noun: &Predicate) -> bool {
    let carried = noun.carrier.is_some_and(|carrier| !verbs_pale(&scene.tree, carrier));
    match evidence {
        Evidence::None => true,
        Evidence::Weak => carried || has_evidence(scene, noun.token),
        Evidence::Standing => carried || has_evidence(scene, noun.token) || is_acted_on(&scene.tree, noun.token),
    }
}

/// "the fire", "this deal": one that was told of before.
fn is_the_known_one(tree: &Tree<'_>, token: usize) -> bool {
    tree.under(token, &[Relation::Det]).any(|word| is_definite(tree.lemma(word)))
}

fn is_definite(determiner: &str) -> bool {
    ["the", "this", "that", "these", "those"].contains(&determiner)
}

/// Verbs that show no happening in the noun they carry: "we have an agreement".
fn verbs_pale(tree: &Tree<'_>, verb: usize) -> bool {
    ["have", "see", "get", "be", "do", "enter", "continue", "join"].contains(&tree.lemma(verb))
}

/// "lifted the sanctions", "sanctions adopted in May", "sanctions on Norway": what stands for long and is acted on.
fn is_acted_on(tree: &Tree<'_>, token: usize) -> bool {
    let first = tree.first_conjunct(token);
    let on = tree.under(token, &[Relation::Nmod]).any(|c| ["on", "against"].contains(&tree.preposition(c).as_ref()));
    let idle = [
        "violate",
        "evade",
        "breach",
        "circumvent",
        "flout",
        "bypass",
        "have",
        "face",
        "cite",
        "enforce",
        "defy",
        "implement",
    ];
    let acted = matches!(tree.relation(first), Relation::Obj | Relation::NsubjPass)
        && tree.head(first).is_some_and(|h| tree.is_verb(h) && !idle.contains(&tree.lemma(h)));
    let told = tree.under(token, &[Relation::Acl]).any(|c| matches!(tree.penn(c), Penn::Vbn | Penn::Vbd));
    let announced = tree.relation(first) == Relation::Nmod
        && tree.head(first).is_some_and(|h| {
            ["announcement", "imposition", "round", "package", "adoption", "lifting", "set", "wave"]
                .contains(&tree.lemma(h))
        });
    on || acted || told || announced
}

/// What is known of this token as an event noun.
pub(crate) fn event_noun(scene: &Scene<'_>, token: usize) -> Option<&'static super::lexicon::Noun> {
    let tree = &scene.tree;
    let nominal = match tree.upos(token) {
        Upos::Noun => true,
        Upos::Propn => scene.in_headline(token),
        _ => false,
    };
    if !nominal {
        return None;
    }
    let lemma = tree.lemma(token);
    LEXICON.nouns.get(lemma).or_else(|| LEXICON.nouns.get(tree.word(token).trim_end_matches('s')))
}

fn is_part_of_a_name(scene: &Scene<'_>, token: usize) -> bool {
    scene.tree.upos(token) == Upos::Propn && scene.name_over(token).is_some()
}

/// The verb that lends an event noun its subject: a light verb, or one that says that it takes place.
fn carrier_of(tree: &Tree<'_>, token: usize) -> Option<usize> {
    let first = tree.first_conjunct(token);
    let verbs = &LEXICON.verbs;
    let relation = tree.relation(first);
    let governor = match relation {
        Relation::Acl | Relation::AclRelcl => None,
        _ => tree.head(first),
    };
    if let Some(head) = governor.filter(|h| tree.is_verb(*h)) {
        let (lemma, _) = verb_lemma(tree, head);
        let taken = match relation {
            Relation::Obj | Relation::NsubjPass => {
                verbs.light.contains(lemma.as_ref()) && tree.child(head, &[Relation::Xcomp]).is_none()
            }
            Relation::Nsubj => verbs.occurrence.contains(lemma.as_ref()) && is_bare(tree, head),
            Relation::Obl => {
                (lemma == "engage" && tree.preposition(first) == "in")
                    || (lemma == "enter" && tree.preposition(first) == "into")
                    || lemma == "participate"
            }
            _ => false,
        };
        if taken {
            return Some(head);
        }
    }
    // "There was an attack" hangs the noun on "be" as its subject; "the attack was the worst" hangs "be" on a noun.
    if relation == Relation::Nsubj
        && let Some(head) = governor.filter(|h| tree.child(*h, &[Relation::Expl]).is_some())
    {
        return Some(head);
    }
    // "the talks held in Oslo", "a strike that Norway carried out".
    tree.under(token, &[Relation::Acl, Relation::AclRelcl]).find(|verb| {
        let (lemma, _) = verb_lemma(tree, *verb);
        tree.is_verb(*verb)
            && ((verbs.light.contains(lemma.as_ref()) && clause::gap_is_object(tree, *verb))
                || (verbs.occurrence.contains(lemma.as_ref())
                    && clause::gap_is_subject(tree, *verb)
                    && is_bare(tree, *verb)))
    })
}

/// Whether a verb has no object or complement of its own.
fn is_bare(tree: &Tree<'_>, verb: usize) -> bool {
    match tree.child(verb, &[Relation::Obj, Relation::Xcomp, Relation::Ccomp]) {
        Some(object) => tree.lemma(verb) == "take" && tree.lemma(object) == "place",
        None => tree.lemma(verb) != "take" && tree.lemma(verb) != "get",
    }
}

/// Whether something beside a weak noun shows that it tells of an event.
fn has_evidence(scene: &Scene<'_>, token: usize) -> bool {
    let tree = &scene.tree;
    let of_time = ["after", "before", "during", "following", "since", "until", "ahead_of", "ahead", "amid"];
    if of_time.contains(&tree.preposition(token).as_ref()) {
        return true;
    }
    if scene.time_under(token).is_some() {
        return true;
    }
    tree.children(token).iter().any(|&child| match tree.relation(child) {
        Relation::NmodPoss => scene.is_party(child),
        Relation::Nmod => {
            ["by", "against", "between", "with", "on"].contains(&tree.preposition(child).as_ref())
                && scene.is_party(child)
        }
        _ => false,
    })
}

/// Whether a verb tells of an event of its own.
fn tells_of_an_event(scene: &Scene<'_>, verb: usize) -> bool {
    let tree = &scene.tree;
    let verbs = &LEXICON.verbs;
    if matches!(
        tree.relation(verb),
        Relation::Amod
            | Relation::Compound
            | Relation::CompoundPrt
            | Relation::Case
            | Relation::Mark
            | Relation::Fixed
            | Relation::Flat
            | Relation::Goeswith
            | Relation::Aux
            | Relation::AuxPass
            | Relation::Cop
            | Relation::Advmod
            | Relation::Det
            | Relation::Nummod
            | Relation::Cc
            | Relation::Discourse
            | Relation::NmodPoss
            | Relation::NmodDesc
    ) {
        return false;
    }
    if scene.name_over(verb).is_some() || is_adjectival(tree, verb) {
        return false;
    }
    let (lemma, _) = verb_lemma(tree, verb);
    let object = clause::object(tree, verb).or_else(|| tree.child(verb, &[Relation::NsubjPass]));
    let complement = tree
        .child(verb, &[Relation::Xcomp, Relation::Ccomp])
        .filter(|c| tree.is_verb(*c) || tree.child(*c, &[Relation::Cop]).is_some());
    if verbs.never.contains(lemma.as_ref()) || verbs.reporting.contains(lemma.as_ref()) || is_imperative(tree, verb) {
        return false;
    }
    if verbs.reporting_or_act.contains(lemma.as_ref()) {
        let frames = complement.is_some()
            || tree.relation(verb) == Relation::Parataxis
            || tree.child(verb, &[Relation::Parataxis]).is_some();
        let about =
            tree.under(verb, &[Relation::Obl]).any(|o| ["of", "about", "on"].contains(&tree.preposition(o).as_ref()));
        return !frames && (object.is_some() || about) && !is_habit(scene, verb);
    }
    if complement.is_some() && (verbs.attitude.contains(lemma.as_ref()) || verbs.aspectual.contains(lemma.as_ref())) {
        return false;
    }
    let idle = object.is_some_and(|o| verbs.idle_objects.contains(tree.lemma(o)));
    if idle
        && ["take", "make", "give", "have", "get", "set", "hold", "do", "pay", "put", "keep"].contains(&lemma.as_ref())
    {
        return false;
    }
    // "all of them will be gone by May"
    if lemma == "go" && tree.penn(verb) == Penn::Vbn && tree.child(verb, &[Relation::AuxPass, Relation::Cop]).is_some()
    {
        return true;
    }
    if verbs.stative.contains(lemma.as_ref()) {
        let goal = tree
            .under(verb, &[Relation::Obl])
            .any(|o| ["to", "into", "from", "through", "under"].contains(&tree.preposition(o).as_ref()));
        let arrived = tree
            .under(verb, &[Relation::Obl])
            .any(|o| ["in", "at"].contains(&tree.preposition(o).as_ref()) && scene.kind(o) == Some(EntityKind::Place));
        let moved = verbs.motion.contains(lemma.as_ref()) && (goal || arrived);
        let handed = verbs.transfer.contains(lemma.as_ref())
            && object.is_some()
            && (goal || tree.child(verb, &[Relation::Iobj]).is_some() || object.is_some_and(|o| scene.is_party(o)));
        let done = verbs.deeds.contains(lemma.as_ref())
            && object.is_some()
            && matches!(tree.penn(verb), Penn::Vbd | Penn::Vbn | Penn::Vbg);
        return (moved || handed || done) && !is_habit(scene, verb);
    }
    if verbs.light.contains(lemma.as_ref()) && object.is_none() {
        return lemma != "go" && !matches!(lemma.as_ref(), "make" | "put" | "place" | "issue" | "file");
    }
    !is_habit(scene, verb)
}

/// "tons of refined oil" with "refined" taken for a verb, "the mill is grounded in tradition": words that describe.
pub(crate) fn is_adjectival(tree: &Tree<'_>, verb: usize) -> bool {
    if !matches!(tree.penn(verb), Penn::Vbn | Penn::Vbd) {
        return false;
    }
    let within_phrase = verb > 0
        && matches!(tree.upos(verb - 1), Upos::Adp | Upos::Det)
        && !matches!(tree.relation(verb - 1), Relation::Mark | Relation::CompoundPrt)
        && matches!(tree.relation(verb), Relation::Acl | Relation::Advcl | Relation::Xcomp)
        && matches!(tree.upos(verb + 1), Upos::Noun | Upos::Propn)
        && tree.head(verb + 1) == Some(verb);
    within_phrase || is_state(tree, verb)
}

/// "is grounded in tradition": a passive in the present that nobody does and no time bounds.
fn is_state(tree: &Tree<'_>, verb: usize) -> bool {
    let auxes: Vec<usize> = tree.under(verb, &[Relation::Aux, Relation::AuxPass]).collect();
    let plain = auxes.len() == 1
        && auxes.iter().all(|a| matches!(tree.penn(*a), Penn::Vbz | Penn::Vbp) && tree.lemma(*a) == "be");
    // "Ten people are injured": who is counted was not so before.
    let counts = clause::subject(tree, verb).is_some_and(|who| tree.child(who.head, &[Relation::Nummod]).is_some());
    plain
        && !counts
        && !LEXICON.verbs.object_control.contains(tree.lemma(verb))
        && tree.child(verb, &[Relation::OblAgent, Relation::Xcomp, Relation::Ccomp, Relation::OblUnmarked]).is_none()
}

/// "Read more", "follow us": a verb in base form that nobody is the subject of.
fn is_imperative(tree: &Tree<'_>, verb: usize) -> bool {
    let first = tree.first_conjunct(verb);
    // "saw him fall": not an order.
    let is_perceived = tree.relation(first) == Relation::Ccomp
        && tree
            .head(first)
            .is_some_and(|head| ["see", "hear", "watch", "let", "make", "help"].contains(&tree.lemma(head)));
    tree.penn(verb) == Penn::Vb
        && !is_perceived
        && matches!(tree.relation(first), Relation::Root | Relation::Parataxis | Relation::Ccomp)
        && tree
            .child(
                verb,
                &[Relation::Nsubj, Relation::NsubjPass, Relation::Aux, Relation::Mark, Relation::Csubj, Relation::Expl],
            )
            .is_none()
        && (first == verb
            || tree.child(first, &[Relation::Nsubj, Relation::NsubjPass, Relation::Aux, Relation::Mark]).is_none())
}

/// A simple present in running text that says what is generally so: a subject that is nobody in particular, and no time.
fn is_habit(scene: &Scene<'_>, verb: usize) -> bool {
    let tree = &scene.tree;
    if scene.in_headline(verb)
        || !matches!(tree.penn(verb), Penn::Vbz | Penn::Vbp)
        || tree.child(verb, &[Relation::Aux, Relation::AuxPass]).is_some()
        || scene.time_under(verb).is_some()
    {
        return false;
    }
    match clause::subject(tree, verb) {
        None => false,
        Some(subject) => match tree.upos(subject.head) {
            Upos::Propn => false,
            Upos::Pron => {
                ["you", "we", "i", "it", "one", "everyone", "anyone", "nobody", "who", "what", "this", "that"]
                    .contains(&tree.lemma(subject.head))
            }
            _ => {
                let definite = tree.children(subject.head).iter().any(|c| {
                    matches!(tree.relation(*c), Relation::NmodPoss | Relation::Nummod)
                        || (tree.relation(*c) == Relation::Appos && tree.upos(*c) == Upos::Propn)
                        || (tree.relation(*c) == Relation::Det && is_definite(tree.lemma(*c)))
                        || (tree.relation(*c) == Relation::Amod && scene.is_party(*c))
                        || (tree.relation(*c) == Relation::Compound && scene.is_party(*c))
                });
                !definite
            }
        },
    }
}
