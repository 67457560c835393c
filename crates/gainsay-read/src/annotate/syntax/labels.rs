//! Which relation an arc has: the features of the classifier that names it when it is made.

use super::state::{NOBODY, State, coarse};
use super::templates::Templates;

/// The features of the arc from `head` to `dependent`, about to be made in this state.
pub fn collect(state: &State<'_>, head: usize, dependent: usize, out: &mut Vec<u32>) {
    let (h, d) = (state.word(head), state.word(dependent));
    let (ht, dt) = (state.tag(head), state.tag(dependent));
    let left = u32::from(dependent < head);
    let distance = coarse(dependent.abs_diff(head)) * 2 + left;
    let family = |n: usize| state.families.get(n);
    let of = |n: usize, side: usize, depth: usize| {
        family(n).map_or(NOBODY, |f| if side == 0 { f.left[depth] } else { f.right[depth] })
    };
    let bits = |n: usize| family(n).map_or(0, |f| f.relations);
    let around =
        |offset: isize| dependent.checked_add_signed(offset).filter(|i| *i <= state.words.len()).unwrap_or(NOBODY);
    let (dl, dr, dl2) = (of(dependent, 0, 0), of(dependent, 1, 0), of(dependent, 0, 1));
    let (hl, hr) = (of(head, 0, 0), of(head, 1, 0));
    let (t, r, w) = (|n| state.tag(n), |n| state.relation(n), |n| state.word(n).lower);
    let mut templates = Templates::new(1000);
    templates.add([left]);
    templates.add([dt, left]);
    templates.add([ht, left]);
    templates.add([ht, dt, left]);
    templates.add([ht, dt, distance]);
    templates.add([d.lower, left]);
    templates.add([h.lower, left]);
    templates.add([d.lower, ht, left]);
    templates.add([h.lower, dt, left]);
    templates.add([h.lower, d.lower, left]);
    templates.add([d.cluster, ht, left]);
    templates.add([h.cluster, dt, left]);
    templates.add([h.cluster, d.cluster, left]);
    templates.add([h.coarse, d.coarse, ht, dt, left]);
    templates.add([h.cluster, dt, w(dl), left]);
    templates.add([d.cluster, w(dl), left]);
    templates.add([d.suffixes[2], ht, left]);
    templates.add([h.suffixes[2], dt, left]);
    templates.add([dt, t(dl), r(dl), left]);
    templates.add([dt, w(dl), left]);
    templates.add([h.lower, w(dl), left]);
    templates.add([ht, dt, w(dl), left]);
    templates.add([ht, dt, w(dl2), left]);
    templates.add([dt, t(dr), r(dr), left]);
    templates.add([ht, dt, bits(dependent) as u32, (bits(dependent) >> 32) as u32]);
    templates.add([d.lower, bits(dependent) as u32, (bits(dependent) >> 32) as u32]);
    templates.add([ht, dt, left, bits(head) as u32, (bits(head) >> 32) as u32]);
    templates.add([h.lower, dt, left, bits(head) as u32, (bits(head) >> 32) as u32]);
    templates.add([ht, dt, t(hl), r(hl), left]);
    templates.add([ht, dt, t(hr), r(hr), left]);
    templates.add([w(hl), r(hl), dt, left]);
    templates.add([ht, dt, t(around(-1)), left]);
    templates.add([ht, dt, t(around(1)), left]);
    templates.add([dt, w(around(-1)), left]);
    templates.add([dt, w(around(1)), left]);
    templates.add([dt, t(around(-1)), t(around(1)), left]);
    templates.add([ht, dt, t(state.ahead(0)), t(state.ahead(1)), left]);
    templates.add([h.lower, dt, w(dl), r(dl)]);
    templates.fill(out);
}
