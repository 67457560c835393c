//! The parser: greedy, arc-hybrid, trained with a dynamic oracle (Goldberg & Nivre 2013); a second classifier names
//! each arc as it is made.

use gainsay_core::Relation;

use super::labels;
use super::linear::{Linear, Reader, best};
use super::state::{self, Action, State};
use super::tagger::Tag;
use super::words::Word;

/// A token's head and relation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arc {
    /// Its head in the sentence; `None` for the root.
    pub head: Option<usize>,
    /// Its relation.
    pub relation: Relation,
    /// How sure the parser is, 0 to 1.
    pub sure: f32,
}

/// A trained parser.
#[derive(Debug)]
pub struct Parser {
    /// Chooses the next action.
    pub actions: Linear,
    /// Names an arc.
    pub labels: Linear,
}

impl Parser {
    /// Parses a tagged sentence.
    pub fn parse(&self, words: &[Word], tags: &[Tag]) -> Vec<Arc> {
        let mut state = State::new(words, tags);
        let mut features = Vec::with_capacity(160);
        let mut scores = [0; 3];
        let mut label_scores = vec![0; Relation::ALL.len()];
        while !state.is_done() {
            features.clear();
            state::collect(&state, &mut features);
            scores.fill(0);
            for &feature in &features {
                self.actions.add_dense(feature, &mut scores);
            }
            let Some(action) = choose(&state, &scores) else { break };
            let relation = match state.arc(action) {
                Some((head, dependent)) => self.name(&state, head, dependent, &mut features, &mut label_scores),
                None => Relation::Dep,
            };
            state.apply(action, relation);
        }
        let arc = |(&head, &relation): (&usize, &Relation)| Arc {
            head: (head < words.len()).then_some(head),
            relation,
            sure: 0.8,
        };
        state.heads.iter().zip(&state.relations).map(arc).collect()
    }

    /// The relation of an arc about to be made. Only the root's dependent is a root.
    pub fn name(
        &self,
        state: &State<'_>,
        head: usize,
        dependent: usize,
        features: &mut Vec<u32>,
        scores: &mut [i32],
    ) -> Relation {
        if head == state.words.len() {
            return Relation::Root;
        }
        features.clear();
        labels::collect(state, head, dependent, features);
        scores.fill(0);
        for &feature in features.iter() {
            self.labels.add(feature, scores);
        }
        if let Some(root) = scores.get_mut(Relation::Root as usize) {
            *root = i32::MIN;
        }
        Relation::ALL.get(best(scores)).copied().unwrap_or(Relation::Dep)
    }

    /// Appends the parser to `out`.
    pub fn write(&self, out: &mut Vec<u8>) {
        self.actions.write(out);
        self.labels.write(out);
    }

    /// Reads what [`Parser::write`] wrote.
    pub fn read(reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self { actions: Linear::read(reader)?, labels: Linear::read(reader)? })
    }
}

/// The allowed action with the highest score.
fn choose(state: &State<'_>, scores: &[i32; 3]) -> Option<Action> {
    let allowed = Action::ALL.into_iter().rev().filter(|a| state.allows(*a));
    allowed.max_by_key(|a| scores[*a as usize])
}
