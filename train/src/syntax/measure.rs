//! Scores on the treebanks' dev parts, to choose on.
#![allow(clippy::print_stdout, reason = "a recipe says how good its model is")]

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use gainsay_read::annotate::syntax::Syntax;

use crate::conllu;

/// Prints and gives tags, lemmas and parse, in per cent of the gold tokens.
pub(super) fn dev(syntax: &Syntax, data: &Path) -> Result<BTreeMap<String, f64>> {
    let mut scores = BTreeMap::new();
    for set in ["ewt", "gum"] {
        let mut right = [0usize; 5];
        let mut all = 0;
        for sentence in conllu::read(&data.join(format!("ud/{set}/dev.conllu")))? {
            let texts: Vec<&str> = sentence.tokens.iter().map(|t| t.form.as_str()).collect();
            for (own, gold) in syntax.analyse(&texts).iter().zip(&sentence.tokens) {
                let head = own.head.unwrap_or(texts.len()) == gold.head;
                let arc = head && own.relation == gold.relation;
                let here = [own.upos == gold.upos, own.penn == gold.penn, own.lemma == gold.lemma, head, arc];
                right.iter_mut().zip(here).for_each(|(sum, here)| *sum += usize::from(here));
                all += 1;
            }
        }
        let [upos, penn, lemma, uas, las] = right.map(|n| 100.0 * n as f64 / f64::from(all));
        for (name, value) in [("upos", upos), ("lemma", lemma), ("uas", uas), ("las", las)] {
            scores.insert(format!("{set}_dev_{name}"), value);
        }
        println!("{set} dev: UPOS {upos:.2}, Penn {penn:.2}, lemma {lemma:.2}, UAS {uas:.2}, LAS {las:.2}");
    }
    Ok(scores)
}
