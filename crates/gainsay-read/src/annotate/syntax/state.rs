//! The arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez & Satta 2011) and what the parser sees of its states.
//!
//! The root node stands behind the last token. A token's head is fixed when it leaves the stack, so every sequence of
//! allowed actions ends in a tree with one root.

use gainsay_core::Relation;

use super::tagger::{NO_TAG, Tag};
use super::templates::Templates;
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

    fn family(&self, node: usize) -> &Family {
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

/// The features of a state, after the templates of Zhang & Nivre (2011) fitted to arc-hybrid.
#[allow(clippy::too_many_lines, reason = "one line a template")]
pub fn collect(state: &State<'_>, out: &mut Vec<u32>) {
    let nodes =
        [state.top(0), state.top(1), state.top(2), state.ahead(0), state.ahead(1), state.ahead(2), state.ahead(3)];
    let [s0, s1, s2, b0, b1, b2, b3] = nodes.map(|n| state.word(n).lower);
    let [s0t, s1t, s2t, b0t, b1t, b2t, b3t] = nodes.map(|n| state.tag(n));
    let [s0c, s1c, s2c, b0c, b1c, ..] = nodes.map(|n| state.word(n).cluster);
    let [s0g, s1g, _, b0g, b1g, ..] = nodes.map(|n| state.word(n).coarse);
    let [s0_, s1_, _, b0_, ..] = nodes;
    let (s0f, s1f, b0f) = (state.family(s0_), state.family(s1_), state.family(b0_));
    let [s0l, s0l2] = s0f.left;
    let [s0r, s0r2] = s0f.right;
    let [s1l, s1l2] = s1f.left;
    let [s1r, s1r2] = s1f.right;
    let [b0l, b0l2] = b0f.left;
    let distance = if s0_ == NOBODY { 0 } else { coarse(b0_.wrapping_sub(s0_)) };
    let distance1 = if s1_ == NOBODY { 0 } else { coarse(s0_.wrapping_sub(s1_)) };
    let mut templates = Templates::new(out, 100);
    templates.add([]);
    // single nodes
    for (w, t) in [(s0, s0t), (s1, s1t), (s2, s2t), (b0, b0t), (b1, b1t), (b2, b2t)] {
        templates.add([w]);
        templates.add([t]);
        templates.add([w, t]);
    }
    templates.add([b3t]);
    templates.add([b3]);
    // pairs
    for (w, t, x, u) in [(s0, s0t, b0, b0t), (s1, s1t, s0, s0t), (s1, s1t, b0, b0t)] {
        templates.add([w, t, x, u]);
        templates.add([w, x]);
        templates.add([w, t, u]);
        templates.add([t, x, u]);
        templates.add([t, u]);
        templates.add([w, u]);
        templates.add([t, x]);
    }
    templates.add([b0, b1]);
    templates.add([b0t, b1t]);
    templates.add([b0, b1t]);
    templates.add([b0t, b1]);
    templates.add([s0, b1]);
    templates.add([s0t, b1t]);
    // clusters
    templates.add([s0c]);
    templates.add([s1c]);
    templates.add([s2c]);
    templates.add([b0c]);
    templates.add([b1c]);
    templates.add([s0c, b0c]);
    templates.add([s1c, s0c]);
    templates.add([s1c, b0c]);
    templates.add([b0c, b1c]);
    templates.add([s0c, s0t, b0t]);
    templates.add([s0t, b0t, b0c]);
    templates.add([s1c, s1t, s0t]);
    templates.add([s1t, s0t, s0c]);
    templates.add([s1g, s0g, b0g]);
    templates.add([s0g, b0g, b1g]);
    templates.add([s1c, s0t, b0t]);
    templates.add([s1t, s0c, b0t]);
    templates.add([s1t, s0t, b0c]);
    // triples
    templates.add([s0t, b0t, b1t]);
    templates.add([s1t, s0t, b0t]);
    templates.add([s2t, s1t, s0t]);
    templates.add([s2t, s1t, s0t, b0t]);
    templates.add([b0t, b1t, b2t]);
    templates.add([s1t, s0t, b0t, b1t]);
    templates.add([s0t, b0t, b1t, b2t]);
    templates.add([s0, b0t, b1t]);
    templates.add([s0t, b0, b1t]);
    templates.add([s1, s0t, b0t]);
    templates.add([s1t, s0, b0t]);
    templates.add([s1t, s0t, b0]);
    templates.add([s1, s0, b0t]);
    templates.add([b1t, b2t, b3t]);
    // distance
    templates.add([s0, distance]);
    templates.add([s0t, distance]);
    templates.add([b0, distance]);
    templates.add([b0t, distance]);
    templates.add([s0t, b0t, distance]);
    templates.add([s0, b0, distance]);
    templates.add([s1t, s0t, distance1]);
    templates.add([s1, s0, distance1]);
    templates.add([s1t, s0t, b0t, distance, distance1]);
    // how many dependents, and of which kinds
    for (w, t, f) in [(s0, s0t, s0f), (s1, s1t, s1f), (b0, b0t, b0f)] {
        templates.add([w, u32::from(f.lefts), 1]);
        templates.add([t, u32::from(f.lefts), u32::from(f.rights)]);
        templates.add([w, u32::from(f.rights), 2]);
        templates.add([t, f.relations as u32, (f.relations >> 32) as u32]);
        templates.add([w, f.relations as u32, (f.relations >> 32) as u32]);
    }
    templates.add([s0t, b0t, s0f.relations as u32, (s0f.relations >> 32) as u32]);
    templates.add([s1t, s0t, s1f.relations as u32, (s1f.relations >> 32) as u32]);
    // dependents
    for n in [s0l, s0r, s1l, s1r, b0l, s0l2, s0r2, s1l2, s1r2, b0l2] {
        templates.add([state.word(n).lower, state.relation(n)]);
        templates.add([state.tag(n), state.relation(n)]);
    }
    let t = |n| state.tag(n);
    let r = |n| state.relation(n);
    templates.add([s0t, b0t, t(s0l), r(s0l)]);
    templates.add([s0t, b0t, t(s0r), r(s0r)]);
    templates.add([s0t, b0t, t(b0l), r(b0l)]);
    templates.add([s1t, s0t, t(s0l), r(s0l)]);
    templates.add([s1t, s0t, t(s0r), r(s0r)]);
    templates.add([s1t, s0t, t(s1l), r(s1l)]);
    templates.add([s1t, s0t, t(s1r), r(s1r)]);
    templates.add([s0t, r(s0l), r(s0l2)]);
    templates.add([s0t, r(s0r), r(s0r2)]);
    templates.add([s1t, r(s1r), r(s1r2)]);
    templates.add([b0t, r(b0l), r(b0l2)]);
    templates.add([s1t, s0t, b0t, r(s0l), r(s0r)]);
    templates.add([s1t, s0t, b0t, r(s1l), r(s1r)]);
    templates.add([s1t, s0t, b0t, r(s0l), r(b0l)]);
}
