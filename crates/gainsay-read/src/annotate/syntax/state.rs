//! The arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez & Satta 2011) and what the parser sees of its states.
//!
//! The root node stands behind the last token. A token's head is fixed when it leaves the stack, so every sequence of
//! allowed actions ends in a tree with one root.

use gainsay_core::Relation;

use super::tagger::{NO_TAG, Tag};
use super::words::{NONE, ROOT, Word};

/// What a parser can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// Moves the next token onto the stack.
    Shift,
    /// The next token becomes the head of the stack's top.
    Left,
    /// The stack's second becomes the head of its top.
    Right,
}

impl Action {
    /// All actions, in the order that weights number them.
    pub const ALL: [Action; 3] = [Action::Shift, Action::Left, Action::Right];
}

/// No node.
pub const NOBODY: usize = usize::MAX;

/// Dependents a node has so far.
#[derive(Clone, Copy, Debug)]
pub struct Family {
    /// Its outermost and second outermost dependents to the left.
    pub left: [usize; 2],
    /// Its outermost and second outermost dependents to the right.
    pub right: [usize; 2],
    /// How many it has to the left.
    pub lefts: u8,
    /// How many it has to the right.
    pub rights: u8,
    /// Which relations they have, as a set of bits.
    pub relations: u64,
}

const CHILDLESS: Family = Family { left: [NOBODY; 2], right: [NOBODY; 2], lefts: 0, rights: 0, relations: 0 };

/// A state of the parse of one sentence.
#[derive(Clone, Debug)]
pub struct State<'a> {
    /// The sentence's tokens.
    pub words: &'a [Word],
    /// Their tags.
    pub tags: &'a [Tag],
    /// Tokens that wait for a head or for dependents.
    pub stack: Vec<usize>,
    /// The next token; the number of tokens stands for the root.
    pub next: usize,
    /// The head of each token, where it has one.
    pub heads: Vec<usize>,
    /// The relation of each token to its head, where it has one.
    pub relations: Vec<Relation>,
    /// The dependents of each token, and of the root.
    pub families: Vec<Family>,
    /// For each token on the stack a hash of all that is seen of it, and one of that and of all below it.
    seen: Vec<[u64; 2]>,
}

impl<'a> State<'a> {
    /// The state before the first action.
    pub fn new(words: &'a [Word], tags: &'a [Tag]) -> Self {
        let count = words.len();
        Self {
            words,
            tags,
            stack: Vec::with_capacity(count),
            next: 0,
            heads: vec![NOBODY; count],
            relations: vec![Relation::Dep; count],
            families: vec![CHILDLESS; count + 1],
            seen: Vec::with_capacity(count),
        }
    }

    /// Whether all tokens have their heads.
    pub fn is_done(&self) -> bool {
        self.next == self.words.len() && self.stack.is_empty()
    }

    /// Whether the action can be done here.
    pub fn allows(&self, action: Action) -> bool {
        match action {
            Action::Shift => self.next < self.words.len(),
            Action::Left => self.stack.len() == 1 || (self.stack.len() > 1 && self.next < self.words.len()),
            Action::Right => self.stack.len() > 1,
        }
    }

    /// The arc an action would make: head and dependent.
    pub fn arc(&self, action: Action) -> Option<(usize, usize)> {
        match action {
            Action::Shift => None,
            Action::Left => Some((self.next, self.top(0))),
            Action::Right => Some((self.top(1), self.top(0))),
        }
    }

    /// Does an action; its arc, if it makes one, gets this relation.
    pub fn apply(&mut self, action: Action, relation: Relation) {
        let Some((head, dependent)) = self.arc(action) else {
            self.stack.push(self.next);
            self.next += 1;
            self.see_top();
            return;
        };
        self.stack.pop();
        self.seen.pop();
        self.heads[dependent] = head;
        self.relations[dependent] = relation;
        let family = &mut self.families[head];
        family.relations |= 1 << (relation as u64 & 63);
        if dependent < head {
            family.left = [dependent, family.left[0]];
            family.lefts = family.lefts.saturating_add(1);
        } else {
            family.right = [dependent, family.right[0]];
            family.rights = family.rights.saturating_add(1);
        }
        if head != self.next {
            self.see_top();
        }
    }

    /// A hash of all that the next choice depends on: states that agree in it choose alike.
    pub fn view(&self) -> u64 {
        let seen = |depth: usize| self.seen.len().checked_sub(depth + 1).map_or(0, |at| self.seen[at][0]);
        [seen(0), seen(1), self.top(2) as u64, self.seen_of(self.next)].into_iter().fold(0, mix)
    }

    /// A hash of all that may still be seen: states that agree in it are gone on from alike, whatever led to them.
    pub fn to_come(&self) -> u64 {
        mix(self.seen.last().map_or(0, |[_, all]| *all), self.seen_of(self.next))
    }

    /// Notes what is seen of the stack's top, which is new or has a new dependent.
    fn see_top(&mut self) {
        let Some((&top, below)) = self.stack.split_last() else { return };
        self.seen.truncate(below.len());
        let here = self.seen_of(top);
        self.seen.push([here, mix(self.seen.last().map_or(0, |[_, all]| *all), here)]);
    }

    /// A hash of a node with its dependents, as features see them.
    fn seen_of(&self, node: usize) -> u64 {
        let family = self.family(node);
        let [l, l2, r, r2] = [family.left[0], family.left[1], family.right[0], family.right[1]];
        let dependents = [l, l2, r, r2].map(|at| (at as u64) << 8 | u64::from(self.relation(at)));
        let counts = (node as u64) << 16 | u64::from(family.lefts) << 8 | u64::from(family.rights);
        dependents.into_iter().chain([family.relations, counts]).fold(0, mix)
    }

    /// The stack's token at this depth, the top being 0; [`NOBODY`] where it is less deep.
    pub fn top(&self, depth: usize) -> usize {
        self.stack.len().checked_sub(depth + 1).map_or(NOBODY, |i| self.stack[i])
    }

    /// The token so many after the next; the root after the last; [`NOBODY`] after it.
    pub fn ahead(&self, offset: usize) -> usize {
        let at = self.next + offset;
        if at <= self.words.len() { at } else { NOBODY }
    }

    /// The hashes of a node.
    pub fn word(&self, node: usize) -> &Word {
        match self.words.get(node) {
            Some(word) => word,
            None if node == NOBODY => &NONE,
            None => &ROOT,
        }
    }

    /// The tag of a node, as a number.
    pub fn tag(&self, node: usize) -> u32 {
        match self.tags.get(node) {
            Some(tag) => tag.id(),
            None if node == NOBODY => NO_TAG,
            None => NO_TAG - 1,
        }
    }

    /// The relation of a node to its head, as a number.
    pub fn relation(&self, node: usize) -> u32 {
        self.relations.get(node).map_or(99, |r| *r as u32)
    }

    /// The dependents of a node.
    pub fn family(&self, node: usize) -> &Family {
        self.families.get(node).unwrap_or(&CHILDLESS)
    }
}

/// Takes a number into a hash (the finishing steps of splitmix64, Steele, Lea & Flood 2014).
fn mix(hash: u64, number: u64) -> u64 {
    let mut mixed = hash.rotate_left(23) ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^ mixed >> 27
}

/// A distance, made coarse.
pub fn coarse(distance: usize) -> u32 {
    match distance {
        0..=4 => distance as u32,
        5..=6 => 5,
        7..=10 => 6,
        11..=20 => 7,
        _ => 8,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::{features, labels};
    use super::*;

    const TAG: Tag = Tag { penn: gainsay_core::Penn::Nn, upos: gainsay_core::Upos::Noun };

    /// Every state of a sentence, with arcs of either of two names.
    fn all_states<'a>(words: &'a [Word], tags: &'a [Tag]) -> Vec<State<'a>> {
        let (mut reached, mut all) = (vec![State::new(words, tags)], Vec::new());
        while let Some(state) = reached.pop() {
            for action in Action::ALL.into_iter().filter(|action| state.allows(*action)) {
                for relation in [Relation::Obj, Relation::Nsubj] {
                    let mut next = state.clone();
                    next.apply(action, relation);
                    reached.push(next);
                    if action == Action::Shift {
                        break;
                    }
                }
            }
            all.push(state);
        }
        all
    }

    #[test]
    fn states_that_look_alike_are_chosen_in_and_gone_on_from_alike() {
        let words: Vec<Word> = ["a", "b", "c", "d"]
            .iter()
            .map(|word| Word::new(word, &super::super::clusters::Clusters::default()))
            .collect();
        let tags = vec![TAG; words.len()];
        let states = all_states(&words, &tags);
        let (mut views, mut to_come) = (BTreeMap::new(), BTreeMap::new());
        for state in states.iter().filter(|state| !state.is_done()) {
            let looked = |look: &dyn Fn(&mut Vec<u32>)| {
                let mut features = Vec::new();
                look(&mut features);
                features
            };
            let mut seen = vec![looked(&|out| features::first(state, out)), looked(&|out| features::rest(state, out))];
            let allowed = Action::ALL.map(|action| state.allows(action));
            for action in Action::ALL.into_iter().filter(|action| state.allows(*action)) {
                if let Some((head, dependent)) = state.arc(action) {
                    seen.push(looked(&|out| labels::first(state, head, dependent, out)));
                    seen.push(looked(&|out| labels::rest(state, head, dependent, out)));
                }
            }
            assert_eq!(*views.entry(state.view()).or_insert((seen.clone(), allowed)), (seen, allowed));
            let open = (state.stack.clone(), state.next, state.view());
            assert_eq!(*to_come.entry(state.to_come()).or_insert(open.clone()), open);
        }
        assert!(views.len() < states.len() / 2, "{} of {}", views.len(), states.len());
        assert!(to_come.len() < states.len());
    }
}
