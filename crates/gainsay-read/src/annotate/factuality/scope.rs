//! From an event's predicate outwards: what each word in whose scope it stands makes of it.

use std::borrow::Cow;

use gainsay_core::{EventStatus, Factuality, Penn, Relation, Tense, Upos};

use super::Judgement;
use super::mood::{Mood, mood};
use super::rules::{Effect, RULES, Rule};
use crate::annotate::events::clause;
use crate::annotate::events::predicates::{Form, Predicate, verb_lemma};
use crate::annotate::events::scene::Scene;
use crate::annotate::events::tree::Tree;

/// How far back a quotation mark is looked for.
const QUOTED: usize = 200;
/// How many words outwards have a say.
const SCOPES: usize = 12;

/// Judges one event.
pub(crate) fn judge(scene: &Scene<'_>, predicate: &Predicate) -> Judgement {
    let mut walk = Walk { scene, tree: &scene.tree, value: Factuality::Certain, status: None, tense: Tense::None };
    let start = predicate.carrier.unwrap_or(predicate.token);
    if let Form::Noun(_) = predicate.form {
        walk.noun_phrase(predicate.token);
    }
    if predicate.form == Form::Verb || predicate.carrier.is_some() {
        walk.own_clause(start, scene.tree.first_conjunct(predicate.token));
    }
    walk.outwards(start);
    walk.question(predicate.token);
    walk.finish()
}

struct Walk<'a, 's> {
    scene: &'s Scene<'a>,
    tree: &'s Tree<'a>,
    value: Factuality,
    status: Option<EventStatus>,
    tense: Tense,
}

impl Walk<'_, '_> {
    fn apply(&mut self, effect: Effect, status: Option<EventStatus>) {
        self.value = effect.on(self.value);
        if self.status.is_none() {
            self.status = status;
        }
    }

    /// Adjectives, determiners and prepositions of an event noun.
    fn noun_phrase(&mut self, noun: usize) {
        for &child in self.tree.children(noun) {
            let rule = match self.tree.relation(child) {
                Relation::Amod => RULES
                    .get(self.tree.lemma(child), "adjective")
                    .or_else(|| RULES.get(&self.tree.word(child), "adjective")),
                Relation::Det if self.tree.lemma(child) == "no" => RULES.get("no", "negation"),
                Relation::Det if self.tree.lemma(child) == "any" => RULES.get("any", "adjective"),
                _ => None,
            };
            if let Some(rule) = rule {
                self.apply(rule.effect, rule.status);
            }
        }
        let first = self.tree.first_conjunct(noun);
        if matches!(self.tree.relation(first), Relation::Obl | Relation::Nmod) {
            let preposition = self.tree.preposition(first);
            let modifies_verb = self.tree.head(first).is_some_and(|h| self.tree.is_verb(h));
            if (preposition != "for" || modifies_verb && self.moves_towards(first))
                && let Some(rule) = RULES.get(&preposition, "preposition")
            {
                self.apply(rule.effect, rule.status);
            }
        }
    }

    /// "arrived for talks": the talks are what the movement is for.
    fn moves_towards(&self, noun: usize) -> bool {
        let verbs = &crate::annotate::events::lexicon::LEXICON.verbs;
        self.tree.head(noun).is_some_and(|verb| {
            let (lemma, _) = verb_lemma(self.tree, verb);
            verbs.movement.contains(lemma.as_ref())
                || ["gather", "meet", "assemble", "schedule", "call", "slate"].contains(&lemma.as_ref())
        })
    }

    /// The clause that the predicate heads.
    fn own_clause(&mut self, head: usize, from: usize) {
        let mood = mood(self.tree, head, self.scene.in_headline(head), Some(from));
        self.tense = mood.tense;
        self.clause(head, &mood);
    }

    fn clause(&mut self, head: usize, mood: &Mood) {
        let mut effects = mood.effects.clone();
        let mut status = mood.status;
        if mood.would && self.is_reported_future(head) {
            effects.retain(|e| *e != Effect::Unknown);
            status = Some(EventStatus::Planned);
        }
        if mood.negated {
            self.value = Effect::Negate.on(self.value);
        }
        for effect in effects {
            self.value = effect.on(self.value);
        }
        self.status = self.status.or(status);
        if self.has_condition(head) {
            self.value = Factuality::Unknown;
            self.status = Some(EventStatus::Hypothetical);
        }
    }

    /// "said it would close": a future seen from the past.
    fn is_reported_future(&self, head: usize) -> bool {
        let first = self.tree.first_conjunct(head);
        self.tree.relation(first) == Relation::Ccomp
            && !self.has_condition(head)
            && self.tree.head(first).is_some_and(|h| matches!(self.tree.penn(h), Penn::Vbd | Penn::Vbn | Penn::Vbg))
    }

    /// Whether the clause hangs on an "if".
    fn has_condition(&self, head: usize) -> bool {
        let tree = self.tree;
        let asks =
            RULES.get(tree.lemma(head), "clause").is_some() || RULES.get(tree.lemma(head), "complement").is_some();
        tree.under(head, &[Relation::Advcl, Relation::Ccomp]).any(|clause| {
            let conditional = tree.relation(clause) == Relation::Advcl || !asks && clause > head;
            conditional
                && tree.under(clause, &[Relation::Mark]).any(|m| {
                    let before = tree.lemma(m.saturating_sub(1));
                    ["if", "unless"].contains(&tree.lemma(m)) && before != "even" && before != "as"
                })
        })
    }

    fn outwards(&mut self, start: usize) {
        let mut at = start;
        for _ in 0..SCOPES {
            at = self.tree.first_conjunct(at);
            if self.conjunction(at) {
                break;
            }
            let Some(governor) = self.charge(at).or_else(|| self.tree.head(at)) else { break };
            // What is said around a quotation is said of it, not in it.
            if self.crosses_quotation(at, governor) {
                break;
            }
            let Some(next) = self.step(at, governor) else { break };
            at = next;
        }
    }

    /// "accused players of theft" with the theft taken for the players': the verb that takes both. One that brings a charge
    /// is told by taking "with" too.
    fn charge(&self, at: usize) -> Option<usize> {
        let tree = self.tree;
        let owner = tree.head(at).filter(|_| tree.relation(at) == Relation::Nmod && tree.preposition(at) == "of")?;
        let verb = tree.head(owner).filter(|_| matches!(tree.relation(owner), Relation::Obj | Relation::NsubjPass))?;
        let takes_both = self.scene.is_party(owner) || tree.upos(owner) == Upos::Noun;
        (takes_both && RULES.get(&self.governor_word(verb), "with").is_some()).then_some(verb)
    }

    /// One word outwards; the word from which to go on, if any.
    fn step(&mut self, at: usize, governor: usize) -> Option<usize> {
        let word = self.governor_word(governor);
        let slots = self.slots(at);
        let rule = slots.iter().find_map(|slot| {
            RULES
                .get(&word, slot)
                .or_else(|| RULES.get(self.tree.lemma(governor), slot))
                .or_else(|| RULES.get(&self.tree.word(governor), slot))
        });
        let Some(rule) = rule else { return self.without_rule(at, governor) };
        self.governed(governor, rule, at);
        (!rule.stop
            || matches!(self.tree.upos(governor), Upos::Noun | Upos::Adj)
                && self.tree.is_verb(self.tree.head(governor)?))
        .then_some(governor)
    }

    /// Applies a rule together with the governor's own negation, modals and tense.
    fn governed(&mut self, governor: usize, rule: &Rule, from: usize) {
        let mood = mood(self.tree, governor, self.scene.in_headline(governor), Some(from));
        let speech = rule.stop && rule.effect == Effect::Keep;
        let effect = if mood.negated { rule.negated.unwrap_or(rule.effect.when_negated()) } else { rule.effect };
        self.value = effect.on(self.value);
        if rule.status == Some(EventStatus::Cancelled) && !mood.negated {
            self.status = Some(EventStatus::Cancelled);
        }
        self.status = self.status.or(rule.status);
        if speech || self.tree.upos(governor) == Upos::Noun {
            return;
        }
        for effect in mood.effects.iter().filter(|e| **e != Effect::Keep) {
            if !(mood.would && self.is_reported_future(governor)) {
                self.value = effect.on(self.value);
            }
        }
        self.status = self.status.or(mood.status);
        if self.has_condition(governor) {
            self.value = Factuality::Unknown;
            self.status = Some(EventStatus::Hypothetical);
        }
    }

    /// What the relation alone says where no rule knows the governor.
    fn without_rule(&mut self, at: usize, governor: usize) -> Option<usize> {
        let tree = self.tree;
        match tree.relation(at) {
            Relation::Xcomp => {
                let mood = mood(tree, governor, self.scene.in_headline(governor), Some(at));
                self.clause(governor, &mood);
                Some(governor)
            }
            // "Kremlin denies Iranian minister delivered …": headlines lead the parser to put a word between the two.
            Relation::Ccomp if matches!(tree.relation(governor), Relation::Xcomp | Relation::Obj | Relation::Ccomp) => {
                Some(governor)
            }
            // "there was no letter passed to him"
            Relation::Acl if self.has_no(governor) && tree.child(at, &[Relation::Mark]).is_none() => {
                self.value = Effect::Negate.on(self.value);
                None
            }
            // "charges of ships selling oil": go on from the ships.
            Relation::Acl if tree.penn(at) == Penn::Vbg && tree.relation(governor) == Relation::Nmod => Some(governor),
            Relation::Advcl | Relation::Acl if self.is_purpose(at) => {
                self.value = Effect::Unknown.on(self.value);
                self.status = self.status.or(Some(EventStatus::Planned));
                None
            }
            // "will visit Oslo, meeting the king": as the main clause has it.
            Relation::Advcl | Relation::Acl
                if self.status.is_none() && tree.is_verb(governor) && tree.penn(at) == Penn::Vbg =>
            {
                let mood = mood(tree, governor, self.scene.in_headline(governor), Some(at));
                if mood.status != Some(EventStatus::Occurred) {
                    self.status = mood.status;
                    for effect in &mood.effects {
                        self.value = effect.on(self.value);
                    }
                }
                Some(governor)
            }
            Relation::Obl | Relation::Nmod if tree.upos(at) == Upos::Noun && tree.is_verb(governor) => {
                let mood = mood(tree, governor, self.scene.in_headline(governor), Some(at));
                if self.status.is_none()
                    && mood.status == Some(EventStatus::Planned)
                    && !["after", "following", "since", "over", "about", "despite"]
                        .contains(&tree.preposition(at).as_ref())
                {
                    self.status = mood.status;
                }
                None
            }
            _ => None,
        }
    }

    /// Whether a word stands in quotation marks and the word in whose scope it stands doesn't.
    fn crosses_quotation(&self, at: usize, governor: usize) -> bool {
        let Some(sentence) = self.tree.sentences.get(self.scene.reading.sentence_of_token(at)) else { return false };
        let quoted = |token: usize| {
            let before = sentence.tokens.start.max(token.saturating_sub(QUOTED))..token;
            let marks = before.filter(|t| {
                matches!(self.tree.penn(*t), Penn::Openquote | Penn::Closequote) && self.tree.word(*t) != "'"
            });
            marks.count() % 2 == 1
        };
        quoted(at) && !quoted(governor)
    }

    fn has_no(&self, noun: usize) -> bool {
        self.tree.under(noun, &[Relation::Det]).any(|d| self.tree.lemma(d) == "no")
    }

    /// "to meet the king", of an adverbial clause.
    fn is_purpose(&self, at: usize) -> bool {
        self.tree.under(at, &[Relation::Mark]).any(|m| self.tree.lemma(m) == "to")
            && self.tree.child(at, &[Relation::Aux, Relation::Nsubj]).is_none()
    }

    /// Conjunctions before the clause: "if", "whether", "without". Says whether the walk ends here.
    fn conjunction(&mut self, at: usize) -> bool {
        if self.tree.relation(at) == Relation::Root {
            return false;
        }
        for mark in self.tree.under(at, &[Relation::Mark, Relation::Case]).collect::<Vec<_>>() {
            let word = self.tree.marker(mark);
            let clausal = self.tree.is_verb(at) || self.tree.child(at, &[Relation::Nsubj]).is_some();
            if let Some(rule) = RULES.get(&word, "conjunction").filter(|_| clausal) {
                let even = self.tree.lemma(mark.saturating_sub(1)) == "as" && word == "if";
                if !even {
                    self.apply(rule.effect, rule.status);
                    if rule.effect == Effect::Unknown {
                        self.status = rule.status;
                    }
                    return rule.effect == Effect::Unknown;
                }
            }
            let later = ["when", "after", "once", "until", "till", "before"].contains(&word.as_ref());
            if later
                && clausal
                && self.status == Some(EventStatus::Occurred)
                && self.tense == Tense::Present
                && self.hangs_on_future(at)
            {
                self.value = Factuality::Unknown;
                self.status = Some(EventStatus::Planned);
            }
        }
        false
    }

    fn hangs_on_future(&self, at: usize) -> bool {
        self.tree.head(at).is_some_and(|h| mood(self.tree, h, false, Some(at)).status == Some(EventStatus::Planned))
    }

    /// A question asks whether.
    fn question(&mut self, token: usize) {
        let Some(sentence) = self.tree.sentences.get(self.scene.reading.sentence_of_token(token)) else { return };
        let asks = sentence.tokens.clone().rev().take(3).any(|t| self.tree.word(t) == "?");
        let subordinate = std::iter::once(token)
            .chain(self.tree.above(token))
            .any(|t| matches!(self.tree.relation(t), Relation::AclRelcl | Relation::Advcl | Relation::Acl));
        if asks && !subordinate && !self.asks_for_detail(sentence.tokens.start) {
            self.value = Factuality::Unknown;
            self.status = Some(EventStatus::Hypothetical);
        }
    }

    /// "Why did he resign?" takes it that he did.
    fn asks_for_detail(&self, first: usize) -> bool {
        ["why", "when", "where", "how"].contains(&self.tree.lemma(first)) && self.tense == Tense::Past
    }

    fn governor_word(&self, governor: usize) -> Cow<'_, str> {
        if self.tree.is_verb(governor) { verb_lemma(self.tree, governor).0 } else { self.tree.lemma(governor).into() }
    }

    /// The slots of its governor that a clause or noun may be said to fill, most telling first.
    fn slots(&self, at: usize) -> Vec<Cow<'_, str>> {
        let tree = self.tree;
        let clausal = tree.is_verb(at) || tree.child(at, &[Relation::Nsubj, Relation::Cop]).is_some();
        let preposition = tree.preposition(at);
        let marked = clausal && !["", "to", "that", "whether", "if", "for"].contains(&preposition.as_ref());
        let mut slots = Vec::new();
        match tree.relation(at) {
            Relation::Ccomp | Relation::Xcomp | Relation::Csubj | Relation::CsubjPass | Relation::CsubjOuter
                if !marked =>
            {
                slots.push(if preposition == "to" { "infinitive" } else { "clause" }.into());
                slots.push("complement".into());
            }
            // "plans to sell", "claims that it sold", but not "a plan agreed in May".
            Relation::Acl if !marked && (!preposition.is_empty() || self.has_own_subject(at)) => {
                slots.push(if preposition == "to" { "infinitive" } else { "clause" }.into());
                slots.push("complement".into());
            }
            Relation::Acl if tree.penn(at) == Penn::Vbg && preposition.is_empty() => slots.push("participle".into()),
            // "the rumour that the firm sold it", taken for a relative clause.
            Relation::AclRelcl if !marked && self.is_content_clause(at) => slots.push("complement".into()),
            Relation::Advcl if self.is_purpose(at) && tree.head(at).is_some_and(|h| tree.lemma(h) == "use") => {
                slots.push("purpose".into())
            }
            Relation::Advcl
                if clausal
                    && !marked
                    && self.is_purpose(at)
                    && tree.head(at).is_some_and(|h| tree.upos(h) == Upos::Adj) =>
            {
                slots.push("complement".into())
            }
            // "ruled out closing the bridge", the last taken for a clause beside it.
            Relation::Advcl if preposition.is_empty() && self.follows_at_once(at) => slots.push("complement".into()),
            Relation::Obj | Relation::NsubjPass => slots.push("object".into()),
            Relation::Nsubj | Relation::NsubjOuter if !clausal || tree.upos(at) == Upos::Noun => {
                slots.push("subject".into())
            }
            Relation::Ccomp | Relation::Xcomp | Relation::Acl | Relation::Advcl | Relation::Obl | Relation::Nmod
                if preposition != "to" || !clausal =>
            {
                if !preposition.is_empty() {
                    slots.push(preposition);
                }
                if marked && tree.penn(at) == Penn::Vbg {
                    slots.push("complement-of".into());
                }
            }
            _ => {}
        }
        slots
    }

    /// Whether a gerund stands right behind its governor, but for a particle.
    fn follows_at_once(&self, at: usize) -> bool {
        let particle = |t: usize| self.tree.relation(t) == Relation::CompoundPrt;
        self.tree.penn(at) == Penn::Vbg
            && self.tree.head(at).is_some_and(|head| head + 1 == at || head + 2 == at && particle(head + 1))
    }

    fn has_own_subject(&self, at: usize) -> bool {
        self.tree.under(at, &[Relation::Nsubj, Relation::NsubjPass]).any(|s| !clause::is_relative(self.tree, s))
    }

    /// Whether a clause with "that" leaves nothing out, so that it says what the noun before it is about.
    fn is_content_clause(&self, at: usize) -> bool {
        let whole =
            self.tree.under(at, &[Relation::Nsubj, Relation::NsubjPass]).any(|s| !clause::is_relative(self.tree, s));
        whole
            && !clause::gap_is_object(self.tree, at)
            && self.tree.under(at, &[Relation::Mark]).any(|m| self.tree.lemma(m) == "that")
    }

    fn finish(self) -> Judgement {
        let mut status = self.status.unwrap_or(EventStatus::Occurred);
        if self.value.is_negative() && status != EventStatus::Cancelled {
            status = EventStatus::Hypothetical;
        }
        Judgement { factuality: self.value, status, tense: self.tense }
    }
}
