//! Which relation an arc has: the features of the classifier that names it when it is made.

use super::state::{NOBODY, State, coarse};
use super::words::mix;

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
    let mut template = 1000;
    let mut push = |parts: &[u32]| {
        template += 1;
        out.push(parts.iter().fold(template, |hash, part| mix(hash, *part)));
    };
    push(&[left]);
    push(&[dt, left]);
    push(&[ht, left]);
    push(&[ht, dt, left]);
    push(&[ht, dt, distance]);
    push(&[d.lower, left]);
    push(&[h.lower, left]);
    push(&[d.lower, ht, left]);
    push(&[h.lower, dt, left]);
    push(&[h.lower, d.lower, left]);
    push(&[d.suffixes[2], ht, left]);
    push(&[h.suffixes[2], dt, left]);
    push(&[dt, t(dl), r(dl), left]);
    push(&[dt, w(dl), left]);
    push(&[h.lower, w(dl), left]);
    push(&[ht, dt, w(dl), left]);
    push(&[ht, dt, w(dl2), left]);
    push(&[dt, t(dr), r(dr), left]);
    push(&[ht, dt, bits(dependent) as u32, (bits(dependent) >> 32) as u32]);
    push(&[d.lower, bits(dependent) as u32, (bits(dependent) >> 32) as u32]);
    push(&[ht, dt, left, bits(head) as u32, (bits(head) >> 32) as u32]);
    push(&[h.lower, dt, left, bits(head) as u32, (bits(head) >> 32) as u32]);
    push(&[ht, dt, t(hl), r(hl), left]);
    push(&[ht, dt, t(hr), r(hr), left]);
    push(&[w(hl), r(hl), dt, left]);
    push(&[ht, dt, t(around(-1)), left]);
    push(&[ht, dt, t(around(1)), left]);
    push(&[dt, w(around(-1)), left]);
    push(&[dt, w(around(1)), left]);
    push(&[dt, t(around(-1)), t(around(1)), left]);
    push(&[ht, dt, t(state.ahead(0)), t(state.ahead(1)), left]);
    push(&[h.lower, dt, w(dl), r(dl)]);
}
