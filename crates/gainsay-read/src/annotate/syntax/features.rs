//! What the parser sees of a state: the templates of Zhang & Nivre (2011), fitted to arc-hybrid, with word clusters
//! (Koo, Carreras & Collins 2008). Templates are numbered in order, so their order is part of the weights.
//!
//! A part of them decides most states; the others are looked at where these leave doubt.

use super::state::{Family, NOBODY, State, coarse};
use super::templates::Templates;

/// A node of the state, as features see it.
#[derive(Clone, Copy)]
struct Node {
    /// Which token.
    at: usize,
    /// Its word.
    w: u32,
    /// Its tag.
    t: u32,
    /// Its cluster.
    c: u32,
    /// Its coarse cluster.
    g: u32,
}

/// The nodes that features speak of: the stack's top three, the next four tokens.
struct View<'a> {
    state: &'a State<'a>,
    s: [Node; 3],
    b: [Node; 4],
}

impl<'a> View<'a> {
    fn new(state: &'a State<'a>) -> Self {
        let node = |at: usize| {
            let word = state.word(at);
            Node { at, w: word.lower, t: state.tag(at), c: word.cluster, g: word.coarse }
        };
        let s = [0, 1, 2].map(|depth| node(state.top(depth)));
        Self { state, s, b: [0, 1, 2, 3].map(|offset| node(state.ahead(offset))) }
    }

    fn family(&self, node: Node) -> &Family {
        self.state.family(node.at)
    }

    fn t(&self, at: usize) -> u32 {
        self.state.tag(at)
    }

    fn r(&self, at: usize) -> u32 {
        self.state.relation(at)
    }
}

/// The features that every state is looked at by.
pub fn first(state: &State<'_>, out: &mut Vec<u32>) {
    let view = View::new(state);
    let mut templates = Templates::new(100);
    templates.add([]);
    main_nodes(&view, &mut templates);
    main_pairs(&view, &mut templates);
    main_dependents(&view, &mut templates);
    templates.fill(out);
}

/// The features that are looked at where the first leave doubt.
pub fn rest(state: &State<'_>, out: &mut Vec<u32>) {
    let view = View::new(state);
    let mut templates = Templates::new(200);
    words_and_tags(&view, &mut templates);
    clusters(&view, &mut templates);
    triples(&view, &mut templates);
    distances(&view, &mut templates);
    dependents(&view, &mut templates);
    patterns(&view, &mut templates);
    templates.fill(out);
}

/// Single nodes, with how many dependents they have and of which kinds.
#[inline(always)]
fn main_nodes(view: &View<'_>, templates: &mut Templates) {
    let ([s0, s1, s2], [b0, b1, b2, _]) = (view.s, view.b);
    for n in [s0, s1, b0] {
        let family = view.family(n);
        templates.add([n.w]);
        templates.add([n.t]);
        templates.add([n.c]);
        templates.add([n.t, u32::from(family.lefts), u32::from(family.rights)]);
        templates.add([n.t, family.relations as u32, (family.relations >> 32) as u32]);
    }
    templates.add([b1.w]);
    templates.add([b1.t]);
    templates.add([b1.c]);
    templates.add([b2.t]);
    templates.add([s2.t]);
}

/// Pairs and threes of nodes, and how far they stand apart.
#[inline(always)]
fn main_pairs(view: &View<'_>, templates: &mut Templates) {
    let ([s0, s1, _], [b0, b1, b2, _]) = (view.s, view.b);
    for (a, b) in [(s0, b0), (s1, s0), (s1, b0)] {
        templates.add([a.t, b.t]);
        templates.add([a.w, b.t]);
        templates.add([a.t, b.w]);
    }
    templates.add([b0.t, b1.t]);
    templates.add([s0.t, b1.t]);
    templates.add([s0.t, b0.t, b1.t]);
    templates.add([s1.t, s0.t, b0.t]);
    templates.add([b0.t, b1.t, b2.t]);
    let distance = if s0.at == NOBODY { 0 } else { coarse(b0.at.wrapping_sub(s0.at)) };
    templates.add([s0.t, distance]);
    templates.add([b0.t, distance]);
    templates.add([s0.t, b0.t, distance]);
}

/// The outermost dependents.
#[inline(always)]
fn main_dependents(view: &View<'_>, templates: &mut Templates) {
    let ([s0, s1, _], [b0, ..]) = (view.s, view.b);
    let (s0f, s1f, b0f) = (view.family(s0), view.family(s1), view.family(b0));
    for at in [s0f.left[0], s0f.right[0], s1f.right[0], b0f.left[0]] {
        templates.add([view.state.word(at).lower, view.r(at)]);
        templates.add([view.t(at), view.r(at)]);
    }
    for at in [s0f.left[1], s1f.right[1], b0f.left[1]] {
        templates.add([view.t(at), view.r(at)]);
    }
    let (t, r) = (|at| view.t(at), |at| view.r(at));
    templates.add([s0.t, b0.t, t(s0f.left[0]), r(s0f.left[0])]);
    templates.add([s0.t, b0.t, t(b0f.left[0]), r(b0f.left[0])]);
    templates.add([s1.t, s0.t, t(s0f.left[0]), r(s0f.left[0])]);
    templates.add([s1.t, s0.t, t(s0f.right[0]), r(s0f.right[0])]);
    templates.add([s1.t, s0.t, t(s1f.right[0]), r(s1f.right[0])]);
    templates.add([s0.t, r(s0f.right[0]), r(s0f.right[1])]);
    templates.add([b0.t, r(b0f.left[0]), r(b0f.left[1])]);
}

/// Single nodes and pairs.
#[inline(always)]
fn words_and_tags(view: &View<'_>, templates: &mut Templates) {
    let ([s0, s1, s2], [b0, b1, b2, b3]) = (view.s, view.b);
    for n in [s0, s1, s2, b0, b1, b2] {
        templates.add([n.w, n.t]);
    }
    templates.add([s2.w]);
    templates.add([b2.w]);
    templates.add([b3.t]);
    templates.add([b3.w]);
    for (a, b) in [(s0, b0), (s1, s0), (s1, b0)] {
        templates.add([a.w, a.t, b.w, b.t]);
        templates.add([a.w, b.w]);
        templates.add([a.w, a.t, b.t]);
        templates.add([a.t, b.w, b.t]);
    }
    templates.add([b0.w, b1.w]);
    templates.add([b0.w, b1.t]);
    templates.add([b0.t, b1.w]);
    templates.add([s0.w, b1.w]);
}

/// The company that words keep.
#[inline(always)]
fn clusters(view: &View<'_>, templates: &mut Templates) {
    let ([s0, s1, s2], [b0, b1, ..]) = (view.s, view.b);
    templates.add([s2.c]);
    templates.add([s0.c, b0.c]);
    templates.add([s1.c, s0.c]);
    templates.add([s1.c, b0.c]);
    templates.add([b0.c, b1.c]);
    templates.add([s0.c, s0.t, b0.t]);
    templates.add([s0.t, b0.t, b0.c]);
    templates.add([s1.c, s1.t, s0.t]);
    templates.add([s1.t, s0.t, s0.c]);
    templates.add([s1.g, s0.g, b0.g]);
    templates.add([s0.g, b0.g, b1.g]);
    templates.add([s1.c, s0.t, b0.t]);
    templates.add([s1.t, s0.c, b0.t]);
    templates.add([s1.t, s0.t, b0.c]);
}

/// Three and four nodes.
#[inline(always)]
fn triples(view: &View<'_>, templates: &mut Templates) {
    let ([s0, s1, s2], [b0, b1, b2, b3]) = (view.s, view.b);
    templates.add([s2.t, s1.t, s0.t]);
    templates.add([s2.t, s1.t, s0.t, b0.t]);
    templates.add([s1.t, s0.t, b0.t, b1.t]);
    templates.add([s0.t, b0.t, b1.t, b2.t]);
    templates.add([s0.w, b0.t, b1.t]);
    templates.add([s0.t, b0.w, b1.t]);
    templates.add([s1.w, s0.t, b0.t]);
    templates.add([s1.t, s0.w, b0.t]);
    templates.add([s1.t, s0.t, b0.w]);
    templates.add([s1.w, s0.w, b0.t]);
    templates.add([b1.t, b2.t, b3.t]);
}

/// How far nodes stand apart.
#[inline(always)]
fn distances(view: &View<'_>, templates: &mut Templates) {
    let ([s0, s1, _], [b0, ..]) = (view.s, view.b);
    let distance = if s0.at == NOBODY { 0 } else { coarse(b0.at.wrapping_sub(s0.at)) };
    let below = if s1.at == NOBODY { 0 } else { coarse(s0.at.wrapping_sub(s1.at)) };
    templates.add([s0.w, distance]);
    templates.add([b0.w, distance]);
    templates.add([s0.w, b0.w, distance]);
    templates.add([s1.t, s0.t, below]);
    templates.add([s1.w, s0.w, below]);
    templates.add([s1.t, s0.t, b0.t, distance, below]);
}

/// How many dependents nodes have, of which kinds, and which are outermost.
#[inline(always)]
fn dependents(view: &View<'_>, templates: &mut Templates) {
    let ([s0, s1, _], [b0, ..]) = (view.s, view.b);
    for n in [s0, s1, b0] {
        let family = view.family(n);
        templates.add([n.w, u32::from(family.lefts), 1]);
        templates.add([n.w, u32::from(family.rights), 2]);
        templates.add([n.w, family.relations as u32, (family.relations >> 32) as u32]);
    }
    let (s0f, s1f, b0f) = (view.family(s0), view.family(s1), view.family(b0));
    templates.add([s0.t, b0.t, s0f.relations as u32, (s0f.relations >> 32) as u32]);
    templates.add([s1.t, s0.t, s1f.relations as u32, (s1f.relations >> 32) as u32]);
    for at in [s1f.left[0], s0f.right[1], s1f.left[1]] {
        templates.add([view.state.word(at).lower, view.r(at)]);
        templates.add([view.t(at), view.r(at)]);
    }
    for at in [s0f.left[1], s1f.right[1], b0f.left[1]] {
        templates.add([view.state.word(at).lower, view.r(at)]);
    }
}

/// Nodes with their dependents.
#[inline(always)]
fn patterns(view: &View<'_>, templates: &mut Templates) {
    let ([s0, s1, _], [b0, ..]) = (view.s, view.b);
    let (s0f, s1f, b0f) = (view.family(s0), view.family(s1), view.family(b0));
    let ([s0l, s0l2], [s0r, _]) = (s0f.left, s0f.right);
    let ([s1l, _], [s1r, s1r2]) = (s1f.left, s1f.right);
    let [b0l, _] = b0f.left;
    let (t, r) = (|at| view.t(at), |at| view.r(at));
    templates.add([s0.t, b0.t, t(s0r), r(s0r)]);
    templates.add([s1.t, s0.t, t(s1l), r(s1l)]);
    templates.add([s0.t, r(s0l), r(s0l2)]);
    templates.add([s1.t, r(s1r), r(s1r2)]);
    templates.add([s1.t, s0.t, b0.t, r(s0l), r(s0r)]);
    templates.add([s1.t, s0.t, b0.t, r(s1l), r(s1r)]);
    templates.add([s1.t, s0.t, b0.t, r(s0l), r(b0l)]);
}
