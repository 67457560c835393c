//! Who and what takes part in an event, and as what.

use gainsay_core::{EntityKind, Participant, Relation, Role, Upos};

use super::clause;
use super::lexicon::{LEXICON, Owner};
use super::predicates::{Form, Predicate, verb_lemma};
use super::scene::Scene;

/// Participants of one event, in order of the text, each head once.
pub(crate) fn find(scene: &Scene<'_>, predicate: &Predicate) -> Vec<Participant> {
    let mut cast = Cast { scene, parts: Vec::new(), predicate: predicate.token };
    match predicate.form {
        Form::Verb => cast.of_verb(predicate.token, &predicate.lemma, None),
        Form::Noun(owner) => cast.of_noun(predicate, owner),
    }
    cast.parts.sort_by_key(|p| (p.head, p.role));
    cast.parts.dedup_by_key(|p| p.head);
    cast.parts
}

struct Cast<'a, 's> {
    scene: &'s Scene<'a>,
    parts: Vec<Participant>,
    predicate: usize,
}

impl Cast<'_, '_> {
    /// Takes what hangs on a verb; `noun` is the event noun that the verb carries, and no participant itself.
    fn of_verb(&mut self, verb: usize, lemma: &str, noun: Option<usize>) {
        let tree = &self.scene.tree;
        if let Some(subject) = clause::subject(tree, verb)
            && Some(subject.head) != noun
        {
            let role = if subject.passive { self.undergoer(subject.head, lemma) } else { Role::Actor };
            self.add(subject.head, role);
        }
        // "took place": the object belongs to the verb.
        let idle = |object: &usize| noun.is_some() && LEXICON.verbs.idle_objects.contains(tree.lemma(*object));
        if let Some(object) = clause::object(tree, verb).filter(|o| Some(*o) != noun && !idle(o))
            && !clause::is_passive(tree, verb)
        {
            self.add(object, self.undergoer(object, lemma));
        }
        for &child in tree.children(verb) {
            match tree.relation(child) {
                Relation::Iobj => self.add(child, Role::Recipient),
                Relation::OblAgent => self.add(child, Role::Actor),
                Relation::Obl if Some(child) != noun => self.oblique(child, verb, lemma),
                // An object passed by its clause: "passed a law banning", "a passive with an object left".
                Relation::Obj if clause::is_passive(tree, verb) && Some(child) != noun => self.add(child, Role::Theme),
                _ => {}
            }
        }
    }

    /// A noun's own parts first, then what its carrier verb lends it.
    fn of_noun(&mut self, predicate: &Predicate, owner: Owner) {
        let noun = predicate.token;
        let by_someone = self.prepositional(noun, owner);
        self.before_noun(noun, owner, by_someone);
        if let Some(carrier) = predicate.carrier {
            let tree = &self.scene.tree;
            let (lemma, _) = verb_lemma(tree, carrier);
            let undergone =
                ["undergo", "suffer", "experience", "face", "receive", "see", "get"].contains(&lemma.as_ref());
            let had = self.parts.len();
            self.of_verb(carrier, &lemma, Some(tree.first_conjunct(noun)));
            if undergone {
                for part in self.parts.iter_mut().skip(had).filter(|p| p.role == Role::Actor) {
                    part.role = Role::Recipient;
                }
            }
        } else {
            self.implied_actor(noun, by_someone);
        }
    }

    /// Parts after the noun: "strikes by Norway on the port". Says whether an actor was among them.
    fn prepositional(&mut self, noun: usize, owner: Owner) -> bool {
        let tree = &self.scene.tree;
        let mut acted = false;
        let parts: Vec<usize> = tree.under(noun, &[Relation::Nmod, Relation::OblAgent, Relation::Obl]).collect();
        let by = parts.iter().any(|p| tree.preposition(*p) == "by");
        for part in parts {
            let party = self.scene.is_party(part);
            let role = match tree.preposition(part).as_ref() {
                "by" => Some(Role::Actor),
                "between" | "among" => Some(Role::Actor),
                "of" if owner == Owner::Patient || by => Some(self.undergone(part)),
                "of" if party => Some(Role::Actor),
                "of" => Some(Role::Theme),
                "with" | "against" => Some(Role::Recipient),
                "on" | "to" | "from" | "upon" if party => Some(Role::Recipient),
                "to" if self.scene.tree.upos(part) == Upos::Noun && !self.is_place(part) => Some(Role::Recipient),
                "on" | "over" | "about" | "for" if !self.is_time(part) => Some(Role::Theme),
                _ => None,
            };
            if let Some(role) = role {
                acted |= role == Role::Actor;
                self.add(part, role);
            }
        }
        acted
    }

    /// Parts before the noun: "Norway's visit", "Norwegian strikes", "the Lindgren arrest", "oil transfers".
    fn before_noun(&mut self, noun: usize, owner: Owner, by_someone: bool) {
        let tree = &self.scene.tree;
        let parts: Vec<usize> =
            tree.under(noun, &[Relation::NmodPoss, Relation::Amod, Relation::Compound, Relation::NmodDesc]).collect();
        for part in parts {
            let party = self.scene.is_party(part);
            let done_by = if owner == Owner::Agent && !by_someone { Role::Actor } else { self.undergone(part) };
            match tree.relation(part) {
                Relation::NmodPoss if !self.is_time(part) => self.add(part, done_by),
                Relation::Amod if party => self.add(part, if by_someone { Role::Recipient } else { Role::Actor }),
                Relation::Compound if party && !(self.scene.is_city(part) && owner == Owner::Agent) => {
                    self.add(part, done_by)
                }
                Relation::Compound if party => {}
                Relation::Compound if !self.is_time(part) => self.add(part, Role::Theme),
                _ => {}
            }
        }
    }

    /// "The firm announced layoffs": who announces, plans or completes it does it, where no other actor is named.
    fn implied_actor(&mut self, noun: usize, by_someone: bool) {
        let tree = &self.scene.tree;
        if by_someone || self.parts.iter().any(|p| p.role == Role::Actor) {
            return;
        }
        let first = tree.first_conjunct(noun);
        let Some(verb) = tree.head(first).filter(|h| tree.is_verb(*h)) else { return };
        let (lemma, _) = verb_lemma(tree, verb);
        let implies = [
            "announce",
            "plan",
            "schedule",
            "complete",
            "cancel",
            "postpone",
            "delay",
            "consider",
            "finalize",
            "approve",
            "prepare",
            "threaten",
            "promise",
            "pledge",
            "propose",
            "seek",
            "call_off",
            "end",
            "halt",
            "suspend",
            "intensify",
            "expand",
            "step_up",
            "lead",
            "avoid",
            "reject",
            "repeat",
            "continue",
        ];
        if tree.relation(first) == Relation::Obj
            && implies.contains(&lemma.as_ref())
            && let Some(subject) = clause::subject(tree, verb).filter(|s| !s.passive)
        {
            self.add(subject.head, Role::Actor);
        }
    }

    fn oblique(&mut self, part: usize, verb: usize, lemma: &str) {
        let tree = &self.scene.tree;
        if self.is_time(part) {
            return;
        }
        let party = self.scene.is_party(part) || tree.upos(part) == Upos::Pron;
        let moves = LEXICON.verbs.movement.contains(lemma);
        let role = match tree.preposition(part).as_ref() {
            "by" if clause::is_passive(tree, verb) => Some(Role::Actor),
            "to" if !(moves && self.is_place(part)) => Some(Role::Recipient),
            // "sent a letter to Norway", but not "sent an envoy to Oslo"
            "to" if LEXICON.verbs.theme_object.contains(lemma) && !self.scene.is_city(part) => Some(Role::Recipient),
            "against" | "towards" => Some(Role::Recipient),
            "with" if party => Some(Role::Recipient),
            "with" | "using" | "via" => Some(Role::Instrument),
            "from" if party && !moves => Some(Role::Recipient),
            "on" | "at" | "into" if party && !self.is_place(part) => Some(Role::Recipient),
            "of" | "about" | "over" => Some(Role::Theme),
            "between" | "among" if party => Some(Role::Actor),
            _ => None,
        };
        if let Some(role) = role {
            self.add(part, role);
        }
    }

    /// As what an object takes part: a person or body it is done to, or the thing it is about.
    fn undergoer(&self, head: usize, lemma: &str) -> Role {
        if LEXICON.verbs.theme_object.contains(lemma) { Role::Theme } else { self.undergone(head) }
    }

    fn undergone(&self, head: usize) -> Role {
        match self.scene.kind(head) {
            Some(EntityKind::Person | EntityKind::Organization | EntityKind::Place) => Role::Recipient,
            _ => Role::Theme,
        }
    }

    fn is_place(&self, head: usize) -> bool {
        self.scene.kind(head) == Some(EntityKind::Place)
    }

    fn is_time(&self, head: usize) -> bool {
        self.scene.is_time(head)
    }

    /// Adds a participant and what is coordinated with it.
    fn add(&mut self, head: usize, role: Role) {
        let tree = &self.scene.tree;
        for head in tree.with_conjuncts(head) {
            if head == self.predicate
                || self.parts.iter().any(|p| p.head == head)
                || tree.is_verb(head)
                || tree.relation(head) == Relation::Expl
                || (tree.lemma(head) == "it" && self.scene.chain(head).is_none())
            {
                continue;
            }
            let tokens = tree.phrase_range(head);
            if tokens.contains(&self.predicate) {
                continue;
            }
            let span = tree.span(&tokens);
            self.parts.push(Participant { role, span, tokens, head, chain: self.scene.chain(head) });
        }
    }
}
