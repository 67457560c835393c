//! Mends what the parser commonly gets wrong and what decides who does what: relative clauses hung on a far verb,
//! a subject taken for the object of "after", an object with a preposition.
//!
//! Each mend needs a pattern that no right parse of English has, so that a better parser makes it idle.

use gainsay_core::{Penn, Relation, Upos};

use super::tree::Node;

/// How far up a walk goes that makes sure that no loop arises.
const CLIMB: usize = 64;

/// Mends heads and relations.
pub(super) fn mend(text: &str, tokens: &mut [Node<'_>]) {
    for at in 0..tokens.len() {
        relative_clause(tokens, at);
        subject_after_conjunction(text, tokens, at);
        object_before_preposition(tokens, at);
        preposition_of_owner(tokens, at);
        object_with_preposition(tokens, at);
        verb_after_relative_clause(tokens, at);
        perfect_participle(tokens, at);
        infinitive_of_object(tokens, at);
        gerund_of_object(tokens, at);
        participle_for_verb(tokens, at);
    }
}

fn nominal(token: &Node<'_>) -> bool {
    matches!(token.upos, Upos::Noun | Upos::Propn)
}

/// Whether `above` is `token` or one of the heads above it; true also where that can't be told in a bounded walk.
fn is_under(tokens: &[Node<'_>], token: usize, above: usize) -> bool {
    let mut at = token;
    for _ in 0..CLIMB {
        if at == above {
            return true;
        }
        match tokens.get(at).and_then(|t| t.head) {
            Some(head) => at = head,
            None => return false,
        }
    }
    true
}

/// "a resolution that was adopted" with "adopted" hung on a verb further out: hang it on the noun before "that".
fn relative_clause(tokens: &mut [Node<'_>], pronoun: usize) {
    let Some(token) = tokens.get(pronoun) else { return };
    let relative = token.penn == Penn::Wdt || (token.penn == Penn::Wp && token.lemma.eq_ignore_ascii_case("who"));
    if !relative || !matches!(token.relation, Relation::Nsubj | Relation::NsubjPass | Relation::Obj) {
        return;
    }
    let Some(verb) = token.head.filter(|v| *v > pronoun) else { return };
    if !matches!(
        tokens[verb].relation,
        Relation::Ccomp | Relation::Parataxis | Relation::Advcl | Relation::Acl | Relation::Dep | Relation::Conj
    ) {
        return;
    }
    let before = pronoun.checked_sub(1).map(|b| if tokens[b].penn == Penn::Comma { b.saturating_sub(1) } else { b });
    let Some(noun) = before.filter(|b| nominal(&tokens[*b])) else { return };
    // The last word of a name or compound may hang on what stands before it.
    let noun = match (tokens[noun].relation, tokens[noun].head) {
        (Relation::Flat, Some(head)) if nominal(&tokens[head]) => head,
        _ => noun,
    };
    if !is_under(tokens, noun, verb) {
        tokens[verb].head = Some(noun);
        tokens[verb].relation = Relation::AclRelcl;
    }
}

/// "after Lind accused Norway" with "Lind" hung as what "after" governs: a verb follows that has no subject.
fn subject_after_conjunction(text: &str, tokens: &mut [Node<'_>], noun: usize) {
    if !nominal(&tokens[noun]) || !matches!(tokens[noun].relation, Relation::Obl | Relation::Nmod) {
        return;
    }
    let Some(head) = tokens[noun].head else { return };
    let from = noun.saturating_sub(8);
    let case = (from..noun).find(|c| {
        tokens[*c].head == Some(noun)
            && tokens[*c].relation == Relation::Case
            && ["after", "before", "since", "until", "as", "while", "because"]
                .contains(&tokens[*c].span.slice(text).to_lowercase().as_str())
    });
    let Some(case) = case else { return };
    let mut verb = noun + 1;
    while verb < tokens.len() && tokens[verb].upos == Upos::Adv && verb < noun + 3 {
        verb += 1;
    }
    let Some(found) = tokens.get(verb) else { return };
    let finite = found.upos == Upos::Verb && matches!(found.penn, Penn::Vbd | Penn::Vbz | Penn::Vbp);
    let loose = matches!(
        found.relation,
        Relation::Parataxis
            | Relation::Acl
            | Relation::Advcl
            | Relation::Dep
            | Relation::Ccomp
            | Relation::Conj
            | Relation::AclRelcl
    );
    let hangs_near = found.head == Some(head) || found.head == Some(noun);
    let window = noun.saturating_sub(12)..(verb + 1);
    let has_subject = window
        .clone()
        .any(|t| tokens[t].head == Some(verb) && matches!(tokens[t].relation, Relation::Nsubj | Relation::NsubjPass));
    if finite && loose && hangs_near && !has_subject && head != verb && !is_under(tokens, head, verb) {
        tokens[verb].head = Some(head);
        tokens[verb].relation = Relation::Advcl;
        tokens[noun].head = Some(verb);
        tokens[noun].relation = Relation::Nsubj;
        tokens[case].head = Some(verb);
        tokens[case].relation = Relation::Mark;
    }
}

/// "sent oil to Norway" with "oil" taken for a part of "Norway": no part of a phrase stands before its preposition.
fn object_before_preposition(tokens: &mut [Node<'_>], part: usize) {
    if tokens[part].relation != Relation::Compound || !nominal(&tokens[part]) {
        return;
    }
    let Some(noun) = tokens[part].head.filter(|n| *n > part + 1) else { return };
    let next = &tokens[part + 1];
    if next.head != Some(noun) || next.relation != Relation::Case || !matches!(next.penn, Penn::In | Penn::To) {
        return;
    }
    let Some(verb) = tokens[noun].head.filter(|v| tokens[*v].upos == Upos::Verb && *v < part) else { return };
    tokens[part].head = Some(verb);
    tokens[part].relation = Relation::Obj;
    tokens[noun].relation = Relation::Obl;
}

/// "in Norway's port" with "in" hung on "Norway": it belongs to the port.
fn preposition_of_owner(tokens: &mut [Node<'_>], case: usize) {
    if tokens[case].relation != Relation::Case || !matches!(tokens[case].penn, Penn::In | Penn::To) {
        return;
    }
    let Some(owner) = tokens[case].head.filter(|o| *o > case && tokens[*o].relation == Relation::NmodPoss) else {
        return;
    };
    if let Some(noun) = tokens[owner].head.filter(|n| *n > owner) {
        tokens[case].head = Some(noun);
    }
}

/// "the ship that carried weapons exploded" with "exploded" hung on "carried": it is the main verb.
fn verb_after_relative_clause(tokens: &mut [Node<'_>], verb: usize) {
    if tokens[verb].relation != Relation::Xcomp || tokens[verb].upos != Upos::Verb || tokens[verb].penn != Penn::Vbd {
        return;
    }
    let Some(inner) = tokens[verb].head.filter(|i| *i < verb && tokens[*i].relation == Relation::AclRelcl) else {
        return;
    };
    let Some(noun) = tokens[inner].head.filter(|n| *n < inner) else { return };
    if matches!(tokens[noun].relation, Relation::Root | Relation::Ccomp) && nominal(&tokens[noun]) {
        tokens[verb].head = tokens[noun].head;
        tokens[verb].relation = tokens[noun].relation;
        tokens[noun].head = Some(verb);
        tokens[noun].relation = Relation::Nsubj;
    }
}

/// "came into the port" with "port" as the object: what has a preposition is none.
fn object_with_preposition(tokens: &mut [Node<'_>], case: usize) {
    if tokens[case].relation != Relation::Case || !matches!(tokens[case].penn, Penn::In | Penn::To) {
        return;
    }
    let Some(noun) = tokens[case].head.filter(|n| *n > case) else { return };
    if tokens[noun].relation == Relation::Obj && nominal(&tokens[noun]) {
        tokens[noun].relation = Relation::Obl;
    }
}

/// "urged the king to resign" with "resign" hung on the king, or as a purpose: it is what he was urged to do.
fn infinitive_of_object(tokens: &mut [Node<'_>], verb: usize) {
    if tokens[verb].penn != Penn::Vb || !matches!(tokens[verb].relation, Relation::Acl | Relation::Advcl) {
        return;
    }
    let marked = (verb.saturating_sub(4)..verb)
        .any(|t| tokens[t].head == Some(verb) && tokens[t].lemma == "to" && tokens[t].relation == Relation::Mark);
    let Some(head) = tokens[verb].head.filter(|h| *h < verb && marked) else { return };
    let governor = match tokens[verb].relation {
        Relation::Acl if matches!(tokens[head].relation, Relation::Obj | Relation::Iobj) => tokens[head].head,
        Relation::Advcl => (head + 1..verb)
            .any(|t| tokens[t].head == Some(head) && tokens[t].relation == Relation::Obj)
            .then_some(head),
        _ => None,
    };
    let urges = |at: usize| {
        tokens[at].upos == Upos::Verb
            && [
                "urge",
                "ask",
                "order",
                "tell",
                "want",
                "force",
                "persuade",
                "invite",
                "allow",
                "encourage",
                "instruct",
                "require",
                "expect",
                "press",
                "call_on",
                "compel",
                "advise",
                "authorize",
                "permit",
                "enable",
                "cause",
                "lead",
                "convince",
            ]
            .contains(&tokens[at].lemma.to_lowercase().as_str())
    };
    if let Some(governor) = governor.filter(|g| *g < verb && urges(*g)) {
        tokens[verb].head = Some(governor);
        tokens[verb].relation = Relation::Xcomp;
    }
}

/// "accused the firm of selling" with "selling" hung on the firm: it is what the firm was accused of.
fn gerund_of_object(tokens: &mut [Node<'_>], verb: usize) {
    if tokens[verb].penn != Penn::Vbg || tokens[verb].relation != Relation::Acl {
        return;
    }
    let marked = (verb.saturating_sub(3)..verb).any(|t| {
        tokens[t].head == Some(verb)
            && matches!(tokens[t].relation, Relation::Mark | Relation::Case)
            && ["of", "from", "into"].contains(&tokens[t].lemma)
    });
    let Some(object) = tokens[verb].head.filter(|h| marked && *h < verb) else { return };
    let Some(governor) = tokens[object].head.filter(|g| *g < object) else { return };
    let takes = [
        "accuse",
        "suspect",
        "prevent",
        "stop",
        "ban",
        "bar",
        "convict",
        "acquit",
        "warn",
        "keep",
        "block",
        "discourage",
        "talk",
        "trick",
        "deter",
        "dissuade",
    ];
    if tokens[object].relation == Relation::Obj && takes.contains(&tokens[governor].lemma.to_lowercase().as_str()) {
        tokens[verb].head = Some(governor);
        tokens[verb].relation = Relation::Advcl;
    }
}

/// "having fired more than 300 workers" with "fired" hung on the workers: the workers are its object.
fn perfect_participle(tokens: &mut [Node<'_>], having: usize) {
    let verb = having + 1;
    if tokens[having].penn != Penn::Vbg || tokens[having].lemma != "have" || verb >= tokens.len() {
        return;
    }
    if tokens[verb].penn != Penn::Vbn || tokens[verb].upos != Upos::Verb {
        return;
    }
    let Some(noun) = tokens[verb].head.filter(|n| *n > verb) else { return };
    let Some(main) = tokens[noun].head.filter(|m| *m < having) else { return };
    if matches!(tokens[noun].upos, Upos::Noun | Upos::Propn | Upos::Num) {
        tokens[verb].head = Some(main);
        tokens[verb].relation = Relation::Advcl;
        tokens[noun].head = Some(verb);
        tokens[noun].relation = Relation::Obj;
        tokens[having].head = Some(verb);
        tokens[having].relation = Relation::Aux;
    }
}

/// "charges of ships sending oil do not stand" with "sending" taken for the main verb: the finite verb is the main one.
fn participle_for_verb(tokens: &mut [Node<'_>], verb: usize) {
    if tokens[verb].penn != Penn::Vbn && tokens[verb].penn != Penn::Vbg {
        return;
    }
    if !matches!(tokens[verb].relation, Relation::Ccomp | Relation::Root) || verb == 0 || !nominal(&tokens[verb - 1]) {
        return;
    }
    let window = verb.saturating_sub(16)..(verb + 24).min(tokens.len());
    let child = |tokens: &[Node<'_>], of: usize, relations: &[Relation]| {
        window.clone().find(|t| tokens[*t].head == Some(of) && relations.contains(&tokens[*t].relation))
    };
    let subject_relations = [Relation::Nsubj, Relation::NsubjPass];
    let Some(subject) = child(tokens, verb, &subject_relations).filter(|s| *s < verb) else { return };
    if child(tokens, verb, &[Relation::Aux, Relation::AuxPass]).is_some() {
        return;
    }
    let inner = [Relation::Ccomp, Relation::Parataxis, Relation::Conj, Relation::Advcl];
    let Some(main) = child(tokens, verb, &inner).filter(|m| *m > verb && tokens[*m].upos == Upos::Verb) else { return };
    let finite = matches!(tokens[main].penn, Penn::Vbd | Penn::Vbz | Penn::Vbp)
        || child(tokens, main, &[Relation::Aux]).is_some();
    if !finite
        || child(tokens, main, &subject_relations).is_some()
        || child(tokens, main, &[Relation::Mark, Relation::Cc]).is_some()
    {
        return;
    }
    let noun = verb - 1;
    if is_under(tokens, main, noun) || (noun != subject && !is_under(tokens, noun, subject)) {
        return;
    }
    let mark = child(tokens, verb, &[Relation::Mark]).filter(|m| *m < subject);
    tokens[main].head = tokens[verb].head;
    tokens[main].relation = tokens[verb].relation;
    tokens[subject].head = Some(main);
    tokens[verb].head = Some(noun);
    tokens[verb].relation = Relation::Acl;
    if let Some(mark) = mark {
        tokens[mark].head = Some(main);
    }
}
