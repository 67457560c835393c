//! Which relation an arc has: the features of the classifier that names it when it is made.

use super::state::{NOBODY, State, coarse};
use super::templates::Templates;

/// An arc about to be made, as features see it.
struct View<'a> {
    state: &'a State<'a>,
    dependent: usize,
    /// 1 where the dependent stands before its head.
    left: u32,
}

impl<'a> View<'a> {
    fn new(state: &'a State<'a>, head: usize, dependent: usize) -> Self {
        Self { state, dependent, left: u32::from(dependent < head) }
    }

    /// The outermost dependent of a node on the left, or the second outermost.
    fn left_of(&self, node: usize, depth: usize) -> usize {
        self.state.families.get(node).map_or(NOBODY, |family| family.left[depth])
    }

    /// The outermost dependent of a node on the right.
    fn right_of(&self, node: usize) -> usize {
        self.state.families.get(node).map_or(NOBODY, |family| family.right[0])
    }

    /// The relations of a node's dependents, in two parts.
    fn relations(&self, node: usize) -> [u32; 2] {
        let bits = self.state.families.get(node).map_or(0, |family| family.relations);
        [bits as u32, (bits >> 32) as u32]
    }

    /// The token so far from the dependent.
    fn around(&self, offset: isize) -> usize {
        let at = self.dependent.checked_add_signed(offset);
        at.filter(|at| *at <= self.state.words.len()).unwrap_or(NOBODY)
    }

    fn t(&self, node: usize) -> u32 {
        self.state.tag(node)
    }

    fn r(&self, node: usize) -> u32 {
        self.state.relation(node)
    }

    fn w(&self, node: usize) -> u32 {
        self.state.word(node).lower
    }
}

/// The features that every arc from `head` to `dependent` is looked at by when it is about to be made in this state.
pub fn first(state: &State<'_>, head: usize, dependent: usize, out: &mut Vec<u32>) {
    let view = View::new(state, head, dependent);
    let (d, left) = (state.word(dependent), view.left);
    let (ht, dt) = (view.t(head), view.t(dependent));
    let (dl, dr, hl) = (view.left_of(dependent, 0), view.right_of(dependent), view.left_of(head, 0));
    let [low, high] = view.relations(dependent);
    let [head_low, head_high] = view.relations(head);
    let mut templates = Templates::new(1000);
    templates.add([left]);
    templates.add([dt, left]);
    templates.add([ht, left]);
    templates.add([ht, dt, coarse(dependent.abs_diff(head)) * 2 + left]);
    templates.add([d.lower, left]);
    templates.add([d.cluster, ht, left]);
    templates.add([d.cluster, view.w(dl), left]);
    templates.add([dt, view.t(dl), view.r(dl), left]);
    templates.add([dt, view.w(dl), left]);
    templates.add([dt, view.t(dr), view.r(dr), left]);
    templates.add([ht, dt, low, high]);
    templates.add([d.lower, low, high]);
    templates.add([ht, dt, left, head_low, head_high]);
    templates.add([ht, dt, view.t(hl), view.r(hl), left]);
    templates.add([view.w(hl), view.r(hl), dt, left]);
    templates.add([ht, dt, view.t(view.around(1)), left]);
    templates.fill(out);
}

/// The features that are looked at where the first leave doubt.
pub fn rest(state: &State<'_>, head: usize, dependent: usize, out: &mut Vec<u32>) {
    let view = View::new(state, head, dependent);
    let (h, d, left) = (state.word(head), state.word(dependent), view.left);
    let (ht, dt) = (view.t(head), view.t(dependent));
    let (dl, dl2, hr) = (view.left_of(dependent, 0), view.left_of(dependent, 1), view.right_of(head));
    let [low, high] = view.relations(head);
    let (before, after) = (view.around(-1), view.around(1));
    let mut templates = Templates::new(1100);
    templates.add([ht, dt, left]);
    templates.add([h.lower, left]);
    templates.add([d.lower, ht, left]);
    templates.add([h.lower, dt, left]);
    templates.add([h.lower, d.lower, left]);
    templates.add([h.cluster, dt, left]);
    templates.add([h.cluster, d.cluster, left]);
    templates.add([h.coarse, d.coarse, ht, dt, left]);
    templates.add([h.cluster, dt, view.w(dl), left]);
    templates.add([d.suffixes[2], ht, left]);
    templates.add([h.suffixes[2], dt, left]);
    templates.add([h.lower, view.w(dl), left]);
    templates.add([ht, dt, view.w(dl), left]);
    templates.add([ht, dt, view.w(dl2), left]);
    templates.add([h.lower, dt, left, low, high]);
    templates.add([ht, dt, view.t(hr), view.r(hr), left]);
    templates.add([ht, dt, view.t(before), left]);
    templates.add([dt, view.w(before), left]);
    templates.add([dt, view.w(after), left]);
    templates.add([dt, view.t(before), view.t(after), left]);
    templates.add([ht, dt, view.t(state.ahead(0)), view.t(state.ahead(1)), left]);
    templates.add([h.lower, dt, view.w(dl), view.r(dl)]);
    templates.fill(out);
}
