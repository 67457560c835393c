//! Learns lemma decisions: a word end is kept only where it decides otherwise than the next shorter one, and where more
//! than one word has it.

use std::collections::{BTreeMap, BTreeSet};

use gainsay_core::Upos;
use gainsay_read::annotate::syntax::lemmas::{KEYS, Lemmas, Rule, keys};
use gainsay_read::annotate::syntax::table::Table;

use crate::conllu::Sentence;

/// Learns from the treebanks' lemmas.
pub(super) fn train(sentences: &[Sentence]) -> Lemmas {
    let mut rules: Vec<Rule> = Vec::new();
    let mut numbers: BTreeMap<Rule, u16> = BTreeMap::new();
    let mut counts: BTreeMap<u32, BTreeMap<u16, usize>> = BTreeMap::new();
    let mut chains: Vec<[u32; KEYS]> = Vec::new();
    let mut forms: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for token in sentences.iter().flat_map(|s| &s.tokens).filter(|t| t.lemma != "_" || t.form == "_") {
        let mut rule = Rule::between(&token.form, &token.lemma);
        let initial_only = token.form.chars().any(char::is_lowercase) || token.form.chars().count() == 1;
        if token.upos == Upos::Propn && initial_only {
            rule.keep_case = true;
            rule = rule_with_case(&token.form, &token.lemma).unwrap_or(rule);
        }
        let number = *numbers.entry(rule.clone()).or_insert_with(|| {
            rules.push(rule);
            (rules.len() - 1) as u16
        });
        let chain = keys(&token.form, token.penn, token.upos);
        let mut distinct = chain.to_vec();
        distinct.dedup();
        for key in &distinct {
            *counts.entry(*key).or_default().entry(number).or_default() += 1;
            forms.entry(*key).or_default().insert(chain[1]);
        }
        chains.push(chain);
    }
    let best = |key: &u32| {
        let counts = &counts[key];
        let top = counts.iter().max_by_key(|(rule, count)| (**count, std::cmp::Reverse(**rule)));
        top.map_or((0, 0), |(rule, _)| (*rule, forms[key].len()))
    };
    let mut decisions = BTreeMap::new();
    chains.sort_unstable();
    chains.dedup();
    for chain in &chains {
        let mut shorter = None;
        for (depth, key) in chain.iter().enumerate().rev() {
            let (rule, words) = best(key);
            let whole = depth < 2;
            if shorter != Some(rule) && (words > 1 || whole || shorter.is_none()) {
                decisions.insert(*key, rule);
            }
            if shorter.is_none() || decisions.contains_key(key) {
                shorter = Some(decisions.get(key).copied().unwrap_or(rule));
            }
        }
    }
    let decisions: Vec<(u32, u32)> = decisions.into_iter().map(|(key, rule)| (key, u32::from(rule))).collect();
    Lemmas { rules, decisions: Table::new(&decisions) }
}

fn rule_with_case(form: &str, lemma: &str) -> Option<Rule> {
    let shared = form.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
    let rule = Rule {
        keep_case: true,
        cut: (form.chars().count() - shared).min(255) as u8,
        ending: lemma.chars().skip(shared).collect(),
    };
    (rule.apply(form) == lemma).then_some(rule)
}
