//! What a later capture of an article took out of its text and put into it, line by line.

use std::collections::BTreeMap;

use gainsay_core::Span;
use serde::{Deserialize, Serialize};

/// Texts of more lines are compared by their lines alone, not by the order in which those stand.
const MOST_LINES: usize = 2000;

/// What a revision took out of the old text and put into the new one, line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// Lines of the old text that the new one lacks, as spans of the old.
    pub removed: Vec<Span>,
    /// Lines of the new text that the old one lacked, as spans of the new.
    pub added: Vec<Span>,
}

/// What was taken out and put in.
pub(crate) fn changes(old: &str, new: &str) -> Changes {
    let (before, after) = (lines(old), lines(new));
    let kept = if before.len().max(after.len()) > MOST_LINES {
        by_count(old, new, &before, &after)
    } else {
        in_order(old, new, &before, &after)
    };
    let left = |spans: &[Span], kept: &[bool]| {
        spans.iter().zip(kept).filter(|(_, kept)| !**kept).map(|(span, _)| *span).collect()
    };
    Changes { removed: left(&before, &kept.0), added: left(&after, &kept.1) }
}

fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut spans = Vec::new();
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trim(text);
        start += line.len();
        if !span.is_empty() {
            spans.push(span);
        }
    }
    spans
}

/// Which lines stand in both, in one order: the longest such run of them.
fn in_order(old: &str, new: &str, before: &[Span], after: &[Span]) -> (Vec<bool>, Vec<bool>) {
    let width = after.len() + 1;
    let mut longest = vec![0u32; (before.len() + 1) * width];
    for x in (0..before.len()).rev() {
        for y in (0..after.len()).rev() {
            longest[x * width + y] = if before[x].slice(old) == after[y].slice(new) {
                longest[(x + 1) * width + y + 1] + 1
            } else {
                longest[(x + 1) * width + y].max(longest[x * width + y + 1])
            };
        }
    }
    let (mut x, mut y) = (0, 0);
    let mut kept = (vec![false; before.len()], vec![false; after.len()]);
    while x < before.len() && y < after.len() {
        if before[x].slice(old) == after[y].slice(new) {
            (kept.0[x], kept.1[y]) = (true, true);
            (x, y) = (x + 1, y + 1);
        } else if longest[(x + 1) * width + y] >= longest[x * width + y + 1] {
            x += 1;
        } else {
            y += 1;
        }
    }
    kept
}

/// Which lines stand in both as often, whatever their order.
fn by_count(old: &str, new: &str, before: &[Span], after: &[Span]) -> (Vec<bool>, Vec<bool>) {
    let count = |text, spans: &[Span]| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        spans.iter().for_each(|span| *counts.entry(span.slice(text).to_owned()).or_default() += 1);
        counts
    };
    let keep = |text, spans: &[Span], mut there: BTreeMap<String, usize>| {
        let keep = |span: &Span| match there.get_mut(span.slice(text)) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        };
        spans.iter().map(keep).collect()
    };
    (keep(old, before, count(new, after)), keep(new, after, count(old, before)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slices<'t>(text: &'t str, spans: &[Span]) -> Vec<&'t str> {
        spans.iter().map(|span| span.slice(text)).collect()
    }

    #[test]
    fn what_was_taken_out_and_put_in() {
        let (old, new) = ("Title\n\nNine died.\nThe mayor spoke.", "Title\nTwelve died.\nThe mayor spoke.\nMore.");
        let found = changes(old, new);
        assert_eq!(slices(old, &found.removed), ["Nine died."]);
        assert_eq!(slices(new, &found.added), ["Twelve died.", "More."]);
        assert_eq!(changes(old, old), Changes::default());
    }

    #[test]
    fn long_texts_are_compared_too() {
        let old: String = (0..3000).map(|n| format!("line {n}\n")).collect();
        let new = old.replace("line 7\n", "other\n");
        let found = changes(&old, &new);
        assert_eq!(slices(&old, &found.removed), ["line 7"]);
        assert_eq!(slices(&new, &found.added), ["other"]);
    }
}
