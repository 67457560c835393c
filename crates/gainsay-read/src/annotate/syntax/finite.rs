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
    fn headlines_and_other_forms_are_left_alone() {
        for texts in [["Bishops", "called", "today"], ["Bishops", "given", "."]] {
            let mut made = clause();
            mend(&mut made, &texts);
            assert_eq!(made, clause());
        }
    }
}
