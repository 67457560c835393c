//! A verb has one object: of two that the parser calls so, the first is whom something is given, sent or told.

use gainsay_core::{Relation, Upos};

use super::Analysis;

/// Makes the first of two objects behind a verb its indirect one: "sent the firm a letter".
pub(super) fn part(analyses: &mut [Analysis]) {
    let mut object_of: Vec<Option<usize>> = vec![None; analyses.len()];
    for at in 0..analyses.len() {
        let verb = analyses[at].head.filter(|verb| analyses[at].relation == Relation::Obj && *verb < at);
        let Some(verb) = verb else { continue };
        if let Some(first) = object_of[verb].filter(|first| is_one_phrase_apart(&analyses[*first + 1..at])) {
            analyses[first].relation = Relation::Iobj;
        }
        object_of[verb] = Some(at);
    }
}

/// Whether nothing stands between the heads of two noun phrases but what belongs to the second.
fn is_one_phrase_apart(between: &[Analysis]) -> bool {
    let parts = |a: &Analysis| matches!(a.upos, Upos::Punct | Upos::Cconj | Upos::Verb | Upos::Aux | Upos::Adp);
    !between.iter().any(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_two_objects_is_the_indirect_one() {
        let mut made = vec![
            Analysis::hung(None, Relation::Root),
            Analysis::hung(Some(0), Relation::Obj),
            Analysis::hung(Some(0), Relation::Obj),
        ];
        part(&mut made);
        assert_eq!(
            made.iter().map(|a| a.relation).collect::<Vec<_>>(),
            [Relation::Root, Relation::Iobj, Relation::Obj]
        );
        part(&mut made);
        assert_eq!(made[1].relation, Relation::Iobj);
    }
}
