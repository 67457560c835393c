//! A clause of a whole sentence has a finite verb: "The bishop called for calm." is no passive that lost its auxiliary, as
//! in the headline "Bishop called for talks".

use gainsay_core::{Penn, Relation, Upos};

use super::{Analysis, tagger::Tag};

/// Verbs whose past and participle are one form, besides those in "-ed".
const ONE_FORM: &[&str] = &[
    "held", "won", "made", "said", "told", "left", "lost", "met", "found", "sent", "kept", "built", "brought",
    "bought", "caught", "cut", "hit", "put", "set", "shot", "led", "paid", "sold", "struck", "heard", "felt", "stood",
    "spent", "fought", "sought", "taught", "thought", "dealt", "meant", "laid", "fled", "shut", "spread", "quit",
    "split",
];

/// Participles of what is done to people and things, that the treebanks call adjectives as often, and their verbs.
const DONE_TO: &[(&str, &str)] = &[
    ("hurt", "hurt"),
    ("injured", "injure"),
    ("wounded", "wound"),
    ("killed", "kill"),
    ("arrested", "arrest"),
    ("detained", "detain"),
    ("displaced", "displace"),
    ("damaged", "damage"),
    ("destroyed", "destroy"),
    ("jailed", "jail"),
];

/// "Nine workers were hurt" tells of a deed, whatever the tagger calls the participle.
pub(super) fn mend_passives(analyses: &mut [Analysis], texts: &[&str]) {
    for at in 0..analyses.len() {
        let Some((_, verb)) = DONE_TO.iter().find(|(word, _)| analyses[at].upos == Upos::Adj && texts[at] == *word)
        else {
            continue;
        };
        let copula = |a: &Analysis| a.head == Some(at) && a.relation == Relation::Cop && a.lemma == "be";
        let Some(copula) = analyses[..at].iter().position(copula) else { continue };
        analyses[copula].relation = Relation::AuxPass;
        for subject in analyses[..at].iter_mut().filter(|a| a.head == Some(at) && a.relation == Relation::Nsubj) {
            subject.relation = Relation::NsubjPass;
        }
        (analyses[at].upos, analyses[at].penn) = (Upos::Verb, Penn::Vbn);
        (*verb).clone_into(&mut analyses[at].lemma);
    }
}

/// Whether a whole sentence was tagged without a finite verb, as "The firm plans to cut jobs." with "plans" for a noun, or a
/// headline without any verb. A sentence that begins with an infinitive is a demand and needs none.
pub(super) fn lacks_a_verb(tags: &[Tag], texts: &[&str]) -> bool {
    const SHORTEST: usize = 5;
    let is_finite = |tag: &Tag| matches!(tag.penn, Penn::Vbd | Penn::Vbz | Penn::Vbp | Penn::Md);
    let is_verb = |tag: &Tag| is_finite(tag) || matches!(tag.penn, Penn::Vb | Penn::Vbn | Penn::Vbg);
    let may_have_one =
        texts.len() >= SHORTEST && texts.first().is_some_and(|text| text.starts_with(char::is_uppercase));
    if is_whole(texts) {
        let is_demand = tags.first().is_some_and(|tag| tag.penn == Penn::Vb);
        may_have_one && !is_demand && !tags.iter().any(is_finite)
    } else {
        may_have_one
            && !tags.iter().any(is_verb)
            && texts.last().is_some_and(|text| text.ends_with(char::is_alphanumeric))
    }
}

fn is_whole(texts: &[&str]) -> bool {
    texts.iter().rev().take(3).any(|text| *text == ".")
}

/// Moves what hangs on an auxiliary to the auxiliary's verb: "the ministry had sent" has its subject at "sent".
pub(super) fn move_off_auxiliaries(analyses: &mut [Analysis]) {
    let is_auxiliary = |a: &Analysis| matches!(a.relation, Relation::Aux | Relation::AuxPass);
    for at in 0..analyses.len() {
        let argument = matches!(
            analyses[at].relation,
            Relation::Nsubj | Relation::NsubjPass | Relation::Obj | Relation::Obl | Relation::Mark | Relation::Advmod
        );
        let Some(head) = analyses[at].head.filter(|head| argument && is_auxiliary(&analyses[*head])) else { continue };
        // An auxiliary hangs on a verb; one that hangs on what would move there would make a circle.
        if let Some(verb) = analyses[head].head.filter(|verb| *verb != at) {
            analyses[at].head = Some(verb);
        }
    }
}

/// Makes participles finite that stand as the verb of a clause with a subject and without an auxiliary.
pub(super) fn mend(analyses: &mut [Analysis], texts: &[&str]) {
    let whole = is_whole(texts);
    for at in 0..analyses.len() {
        if !whole || analyses[at].penn != Penn::Vbn || analyses[at].upos != Upos::Verb || !has_one_form(texts[at]) {
            continue;
        }
        let clause = matches!(
            analyses[at].relation,
            Relation::Root | Relation::Ccomp | Relation::Conj | Relation::Parataxis | Relation::AclRelcl
        );
        let auxiliary = |a: &Analysis| matches!(a.relation, Relation::Aux | Relation::AuxPass | Relation::OblAgent);
        let bare = !analyses.iter().any(|a| a.head == Some(at) && auxiliary(a));
        let subject = analyses[..at]
            .iter()
            .position(|a| a.head == Some(at) && matches!(a.relation, Relation::Nsubj | Relation::NsubjPass));
        if let Some(subject) = subject.filter(|_| clause && bare) {
            analyses[at].penn = Penn::Vbd;
            analyses[subject].relation = Relation::Nsubj;
        }
    }
}

fn has_one_form(text: &str) -> bool {
    text.ends_with("ed") || ONE_FORM.contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn analysis(upos: Upos, penn: Penn, head: Option<usize>, relation: Relation) -> Analysis {
        Analysis { lemma: String::new(), upos, penn, head, relation, sure: 1.0 }
    }

    fn clause() -> Vec<Analysis> {
        vec![
            analysis(Upos::Noun, Penn::Nn, Some(1), Relation::NsubjPass),
            analysis(Upos::Verb, Penn::Vbn, None, Relation::Root),
            analysis(Upos::Punct, Penn::Period, Some(1), Relation::Punct),
        ]
    }

    #[test]
    fn a_participle_with_a_subject_is_finite_in_a_whole_sentence() {
        let mut made = clause();
        mend(&mut made, &["Bishops", "called", "."]);
        assert_eq!((made[1].penn, made[0].relation), (Penn::Vbd, Relation::Nsubj));
    }

    #[test]
    fn what_hangs_on_an_auxiliary_moves_to_its_verb() {
        let mut made = vec![
            analysis(Upos::Noun, Penn::Nn, Some(1), Relation::Nsubj),
            analysis(Upos::Aux, Penn::Vbd, Some(2), Relation::Aux),
            analysis(Upos::Verb, Penn::Vbn, None, Relation::Root),
        ];
        move_off_auxiliaries(&mut made);
        assert_eq!(made[0].head, Some(2));
    }

    #[test]
    fn a_participle_of_what_is_done_to_people_is_a_passive() {
        let mut made = vec![
            analysis(Upos::Noun, Penn::Nns, Some(2), Relation::Nsubj),
            Analysis { lemma: "be".into(), ..analysis(Upos::Aux, Penn::Vbd, Some(2), Relation::Cop) },
            analysis(Upos::Adj, Penn::Jj, None, Relation::Root),
        ];
        let as_it_was = made.clone();
        mend_passives(&mut made, &["Workers", "were", "glad"]);
        assert_eq!(made, as_it_was);
        mend_passives(&mut made, &["Workers", "were", "injured"]);
        assert_eq!((made[0].relation, made[1].relation), (Relation::NsubjPass, Relation::AuxPass));
        assert_eq!((made[2].upos, made[2].penn, made[2].lemma.as_str()), (Upos::Verb, Penn::Vbn, "injure"));
    }

    #[test]
    fn headlines_and_other_forms_are_left_alone() {
        for texts in [["Bishops", "called", "today"], ["Bishops", "given", "."]] {
            let mut made = clause();
            mend(&mut made, &texts);
            assert_eq!(made, clause());
        }
    }
}
