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
            return;
        };
        self.stack.pop();
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
