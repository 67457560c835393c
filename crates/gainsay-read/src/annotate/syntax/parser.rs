//! The parser: arc-hybrid, trained with a dynamic oracle (Goldberg & Nivre 2013); a second classifier names each arc as
//! it is made. It goes where its scores lead, and where these leave doubt it tries the other way too (see [`super::search`]).

use gainsay_core::Relation;

use super::linear::{Dense, Reader, Scores, Sparse, best};
use super::search::{self, Doubt};
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
    /// By how much an action must win on the first features for the rest not to be looked at.
    pub clear_action: i32,
    /// The same for the name of an arc.
    pub clear_name: i32,
    /// What margins mean to the search.
    pub doubt: Doubt,
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
        let run = search::search(self, words, tags);
        let arc = |(&head, &relation): (&usize, &Relation)| Arc {
            head: (head < words.len()).then_some(head),
            relation,
            sure: 0.0,
        };
        run.state.heads.iter().zip(&run.state.relations).map(arc).zip(run.margins).collect()
    }

    /// What to do in this state: the best two of what is allowed, and by how much the first wins.
    pub fn choose(&self, state: &State<'_>, features: &mut Vec<u32>) -> Choice {
        if let Some(action) = only_action(state) {
            return Choice { action, other: None, margin: i32::MAX };
        }
        let mut scores = [0; 3];
        features::first(state, features);
        self.actions.add(features, &mut scores);
        let choice = Choice::among(state, &scores);
        if choice.margin >= self.clear_action {
            return Choice { margin: of_all(choice.margin), ..choice };
        }
        features::rest(state, features);
        self.actions.add(features, &mut scores);
        Choice::among(state, &scores)
    }

    /// The relation of an arc about to be made, and by how much it won. Only the root's dependent is a root.
    pub fn name(&self, state: &State<'_>, head: usize, dependent: usize, features: &mut Vec<u32>) -> (Relation, i32) {
        if head == state.words.len() {
            return (Relation::Root, i32::MAX);
        }
        let mut scores: Scores = [0; 256];
        labels::first(state, head, dependent, features);
        self.labels.add(features, &mut scores);
        let (relation, margin) = best_name(&scores);
        if margin >= self.clear_name {
            return (relation, of_all(margin));
        }
        labels::rest(state, head, dependent, features);
        self.labels.add(features, &mut scores);
        best_name(&scores)
    }

    /// Appends the parser to `out`.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend([self.clear_action, self.clear_name, self.doubt.0].iter().flat_map(|number| number.to_le_bytes()));
        self.actions.write(out);
        self.labels.write(out);
        out.extend(&self.sureness.shares);
    }

    /// Reads what [`Parser::write`] wrote.
    pub fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let (clear_action, clear_name, doubt) = (reader.i32()?, reader.i32()?, Doubt(reader.i32()?));
        let (actions, labels) = (Dense::read(reader)?, Sparse::read(reader)?);
        let shares = reader.bytes(Sureness::DEGREES * Sureness::DEGREES)?.to_vec();
        Some(Self { actions, labels, clear_action, clear_name, doubt, sureness: Sureness { shares } })
    }
}

/// By how much a class would win by all features that wins by so much by the first: about twice as much, on the dev parts.
fn of_all(margin: i32) -> i32 {
    margin.saturating_mul(2)
}

/// The one action that is allowed, where there is only one.
fn only_action(state: &State<'_>) -> Option<Action> {
    let mut allowed = Action::ALL.into_iter().filter(|a| state.allows(*a));
    let first = allowed.next()?;
    allowed.next().is_none().then_some(first)
}

/// The best two actions of a state.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// The best.
    pub action: Action,
    /// The second best, where two are allowed.
    pub other: Option<Action>,
    /// By how much the best wins; the greatest number where it is the only one.
    pub margin: i32,
}

impl Choice {
    /// The choice among what the state allows; of equals, the first.
    pub fn among(state: &State<'_>, scores: &[i32; 3]) -> Self {
        let mut choice = Self { action: Action::Shift, other: None, margin: i32::MAX };
        let mut ranked = [(i32::MIN, Action::Shift); 2];
        let mut count = 0;
        for action in Action::ALL.into_iter().filter(|action| state.allows(*action)) {
            let here = (scores[action as usize], action);
            if count == 0 || here.0 > ranked[0].0 {
                ranked = [here, ranked[0]];
            } else if count == 1 || here.0 > ranked[1].0 {
                ranked[1] = here;
            }
            count += 1;
        }
        choice.action = ranked[0].1;
        if count > 1 {
            choice.other = Some(ranked[1].1);
            choice.margin = ranked[0].0.saturating_sub(ranked[1].0);
        }
        choice
    }
}

/// The name that wins, and by how much; a root is named without asking.
pub fn best_name(scores: &Scores) -> (Relation, i32) {
    let mut scores = *scores;
    scores[Relation::Root as usize] = i32::MIN;
    let (winner, margin) = best(&scores[..Relation::ALL.len()]);
    (Relation::ALL.get(winner).copied().unwrap_or(Relation::Dep), margin)
}
