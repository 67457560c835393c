//! The parser: greedy, arc-hybrid, trained with a dynamic oracle (Goldberg & Nivre 2013); a second classifier names
//! each arc as it is made.

use gainsay_core::Relation;

use super::linear::{Dense, Reader, Scores, Sparse, best};
use super::state::{Action, State};
use super::tagger::Tag;
use super::words::Word;
use super::{features, labels};

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
    pub actions: Dense,
    /// Names an arc.
    pub labels: Sparse,
    /// How often arcs are right whose action and name were chosen so clearly.
    pub sureness: Sureness,
}

/// How often arcs are right, by how clearly their action and their name won: counted on sentences never trained on.
#[derive(Clone, Debug)]
pub struct Sureness {
    /// In parts of 255, for [`Sureness::place`].
    pub shares: Vec<u8>,
}

impl Sureness {
    /// How many degrees of clearness are told apart.
    pub const DEGREES: usize = 12;

    /// Where in the table an arc stands whose action and name won by so much.
    pub fn place(action: i32, name: i32) -> usize {
        let degree = |margin: i32| (32 - (margin.max(0) as u32 >> 4).leading_zeros() as usize).min(Self::DEGREES - 1);
        degree(action) * Self::DEGREES + degree(name)
    }

    fn of(&self, action: i32, name: i32) -> f32 {
        f32::from(self.shares.get(Self::place(action, name)).copied().unwrap_or(0)) / 255.0
    }
}

impl Default for Sureness {
    fn default() -> Self {
        Self { shares: vec![200; Self::DEGREES * Self::DEGREES] }
    }
}

impl Parser {
    /// Parses a tagged sentence.
    pub fn parse(&self, words: &[Word], tags: &[Tag]) -> Vec<Arc> {
        let arcs = self.parse_with_margins(words, tags).into_iter();
        arcs.map(|(arc, [action, name])| Arc { sure: self.sureness.of(action, name), ..arc }).collect()
    }

    /// Parses a tagged sentence; with each arc, by how much its action and its name won.
    pub fn parse_with_margins(&self, words: &[Word], tags: &[Tag]) -> Vec<(Arc, [i32; 2])> {
        let mut margins = vec![[0; 2]; words.len()];
        let mut state = State::new(words, tags);
        let mut features = Vec::with_capacity(160);
        let mut label_scores: Scores = [0; 256];
        while !state.is_done() {
            let (action, margin) = match only_action(&state) {
                Some(action) => (action, i32::MAX),
                None => {
                    features::collect(&state, &mut features);
                    choose(&state, &self.actions.score(&features))
                }
            };
            let mut relation = Relation::Dep;
            if let Some((head, dependent)) = state.arc(action) {
                let named = self.name(&state, head, dependent, &mut features, &mut label_scores);
                relation = named.0;
                margins[dependent] = [margin, named.1];
            }
            state.apply(action, relation);
        }
        let arc = |(&head, &relation): (&usize, &Relation)| Arc {
            head: (head < words.len()).then_some(head),
            relation,
            sure: 0.0,
        };
        state.heads.iter().zip(&state.relations).map(arc).zip(margins).collect()
    }

    /// The relation of an arc about to be made, and by how much it won. Only the root's dependent is a root.
    pub fn name(
        &self,
        state: &State<'_>,
        head: usize,
        dependent: usize,
        features: &mut Vec<u32>,
        scores: &mut Scores,
    ) -> (Relation, i32) {
        if head == state.words.len() {
            return (Relation::Root, i32::MAX);
        }
        labels::collect(state, head, dependent, features);
        scores.fill(0);
        self.labels.add(features, scores);
        scores[Relation::Root as usize] = i32::MIN;
        let (winner, margin) = best(&scores[..Relation::ALL.len()]);
        (Relation::ALL.get(winner).copied().unwrap_or(Relation::Dep), margin)
    }

    /// Appends the parser to `out`.
    pub fn write(&self, out: &mut Vec<u8>) {
        self.actions.write(out);
        self.labels.write(out);
        out.extend(&self.sureness.shares);
    }

    /// Reads what [`Parser::write`] wrote.
    pub fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let (actions, labels) = (Dense::read(reader)?, Sparse::read(reader)?);
        let shares = reader.bytes(Sureness::DEGREES * Sureness::DEGREES)?.to_vec();
        Some(Self { actions, labels, sureness: Sureness { shares } })
    }
}

/// The one action that is allowed, where there is only one.
fn only_action(state: &State<'_>) -> Option<Action> {
    let mut allowed = Action::ALL.into_iter().filter(|a| state.allows(*a));
    let first = allowed.next()?;
    allowed.next().is_none().then_some(first)
}

/// The allowed action with the highest score, and by how much it won.
fn choose(state: &State<'_>, scores: &[i32; 3]) -> (Action, i32) {
    let scores = Action::ALL.map(|a| if state.allows(a) { scores[a as usize] } else { i32::MIN });
    let (winner, margin) = best(&scores);
    (Action::ALL[winner], margin)
}
