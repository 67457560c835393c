//! Where the parser is in doubt it tries the other way too: selectional branching (Choi & McCallum 2013).
//!
//! One run goes where the scores lead. Then each of the few places where it was most in doubt is gone through once more,
//! with the second best action there and from then on again where the scores lead. The run that had the least doubt in
//! all it did is kept. That costs half as many steps again and gains half a point of labelled attachment and more.

use gainsay_core::Relation;

use super::parser::Parser;
use super::state::{Action, State};
use super::tagger::Tag;
use super::words::Word;

/// So many places of a sentence are gone through once more.
const MOST: usize = 4;

/// A margin that leaves real doubt: what a choice costs falls to nothing at five times this.
#[derive(Clone, Copy, Debug)]
pub struct Doubt(pub i32);

impl Doubt {
    /// What a choice costs that won by so much: close to the logarithm of how unlikely a logistic model would call it,
    /// in steps of margin. A cube stands for it, which is the same on every machine.
    fn cost(self, margin: i32) -> f32 {
        let left = 1.0 - margin as f32 / (5 * self.0.max(1)) as f32;
        if left <= 0.0 { 0.0 } else { std::f32::consts::LN_2 * self.0 as f32 * left * left * left }
    }

    /// Whether the other way is worth trying.
    fn is_great(self, margin: i32) -> bool {
        margin < self.0 / 4
    }
}

/// A sentence parsed so far.
#[derive(Clone, Debug)]
pub(super) struct Run<'a> {
    pub(super) state: State<'a>,
    /// By how much the action and the name of each token's arc won.
    pub(super) margins: Vec<[i32; 2]>,
    /// What its choices cost, added up after each action. Every run through a sentence has as many actions.
    costs: Vec<f32>,
}

/// A place where the other way is to be tried.
struct Fork<'a> {
    run: Run<'a>,
    other: Action,
    margin: i32,
}

/// The best run through a sentence.
pub(super) fn search<'a>(parser: &Parser, words: &'a [Word], tags: &'a [Tag]) -> Run<'a> {
    let mut features = Vec::with_capacity(160);
    let mut forks: Vec<Fork<'a>> = Vec::new();
    let mut best = Run {
        state: State::new(words, tags),
        margins: vec![[0; 2]; words.len()],
        costs: Vec::with_capacity(words.len() * 2),
    };
    while !best.state.is_done() {
        let choice = parser.choose(&best.state, &mut features);
        if let Some(other) = choice.other.filter(|_| parser.doubt.is_great(choice.margin)) {
            remember(&mut forks, &best, other, choice.margin);
        }
        best.make(parser, choice.action, choice.margin, parser.doubt.cost(choice.margin), &mut features);
    }
    for Fork { mut run, other, margin } in forks {
        let cost = parser.doubt.cost(margin) + margin as f32;
        run.make(parser, other, 0, cost, &mut features);
        while !run.state.is_done() && !run.is_behind(&best, parser.doubt) {
            let choice = parser.choose(&run.state, &mut features);
            run.make(parser, choice.action, choice.margin, parser.doubt.cost(choice.margin), &mut features);
        }
        if run.state.is_done() && run.cost() < best.cost() {
            best = run;
        }
    }
    best
}

/// Keeps a fork if it is among those of the greatest doubt.
fn remember<'a>(forks: &mut Vec<Fork<'a>>, run: &Run<'a>, other: Action, margin: i32) {
    if forks.len() == MOST {
        let clearest = (0..MOST).max_by_key(|at| forks[*at].margin).filter(|at| forks[*at].margin > margin);
        let Some(clearest) = clearest else { return };
        forks.remove(clearest);
    }
    forks.push(Fork { run: run.clone(), other, margin });
}

impl Run<'_> {
    fn cost(&self) -> f32 {
        self.costs.last().copied().unwrap_or(0.0)
    }

    /// Whether it need not be gone on with: it cost more than the whole of the best, or much more so far.
    fn is_behind(&self, best: &Self, doubt: Doubt) -> bool {
        let there = best.costs.get(self.costs.len() - 1).copied().unwrap_or(0.0);
        self.cost() >= best.cost().min(there + doubt.0 as f32)
    }

    /// Does an action that won by so much and costs so much, and names its arc.
    fn make(&mut self, parser: &Parser, action: Action, margin: i32, cost: f32, features: &mut Vec<u32>) {
        let mut total = self.cost() + cost;
        let mut relation = Relation::Dep;
        if let Some((head, dependent)) = self.state.arc(action) {
            let named = parser.name(&self.state, head, dependent, features);
            relation = named.0;
            self.margins[dependent] = [margin, named.1];
            total += parser.doubt.cost(named.1);
        }
        self.costs.push(total);
        self.state.apply(action, relation);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_costs_the_less_the_clearer_it_was() {
        let doubt = Doubt(1000);
        let costs = [0, 100, 1000, 3000, 5000, i32::MAX].map(|margin| doubt.cost(margin));
        assert!(costs.is_sorted_by(|a, b| a >= b), "{costs:?}");
        // As a logistic model has it: an even choice costs ln 2, one of margin 1 about ln(1 + e⁻¹) = 0.31.
        assert!((costs[0] / 1000.0 - 0.693).abs() < 0.001);
        assert!((costs[2] / 1000.0 - 0.313).abs() < 0.05);
        assert_eq!(costs[4..], [0.0, 0.0]);
    }

    #[test]
    fn no_more_places_are_kept_than_are_gone_through_and_those_of_most_doubt() {
        let run = Run { state: State::new(&[], &[]), margins: Vec::new(), costs: Vec::new() };
        let mut forks = Vec::new();
        for margin in [70, 10, 60, 20, 30, 90] {
            remember(&mut forks, &run, Action::Shift, margin);
        }
        let mut margins: Vec<i32> = forks.iter().map(|fork| fork.margin).collect();
        margins.sort_unstable();
        assert_eq!(margins, [10, 20, 30, 60]);
    }
}
