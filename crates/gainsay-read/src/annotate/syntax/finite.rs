//! A clause of a whole sentence has a finite verb: "The bishop called for calm." is no passive that lost its auxiliary, as
//! in the headline "Bishop called for talks".

use gainsay_core::{Penn, Relation, Upos};

use super::Analysis;

/// Verbs whose past and participle are one form, besides those in "-ed".
const ONE_FORM: &[&str] = &[
    "held", "won", "made", "said", "told", "left", "lost", "met", "found", "sent", "kept", "built", "brought",
    "bought", "caught", "cut", "hit", "put", "set", "shot", "led", "paid", "sold", "struck", "heard", "felt", "stood",
    "spent", "fought", "sought", "taught", "thought", "dealt", "meant", "laid", "fled", "shut", "spread", "quit",
    "split",
];

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
    let whole = texts.iter().rev().take(3).any(|text| *text == ".");
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
    fn headlines_and_other_forms_are_left_alone() {
        for texts in [["Bishops", "called", "today"], ["Bishops", "given", "."]] {
            let mut made = clause();
            mend(&mut made, &texts);
            assert_eq!(made, clause());
        }
    }
}
