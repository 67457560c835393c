//! An article that comes again with other words: which were taken out and put in, and what rested on those taken out.

use std::collections::BTreeMap;

use gainsay_core::Span;
use gainsay_store::{Capture, Writer};
use serde::{Deserialize, Serialize};

use super::packing;
use crate::{Error, present::view};

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

/// What rests on articles that are about to be replaced, by their ids. It is asked before the first article of a story is
/// replaced, for then the story goes; it lasts as long as nothing is weighed.
#[derive(Debug, Default)]
pub(super) struct Rested(BTreeMap<String, Vec<Position>>);

/// A position on a claim, as far as a revision asks.
#[derive(Debug)]
struct Position {
    claim: String,
    label: String,
    value: String,
    exact: String,
}

impl Rested {
    /// Asks what rests on an article and on all others of its story, unless that is known.
    pub(super) fn ask(&mut self, writer: &Writer<'_>, article: &str, ledger: &str) -> Result<(), Error> {
        if self.0.contains_key(article) {
            return Ok(());
        }
        let Some(packed) = writer.dossier_of_article(article)? else { return Ok(()) };
        let dossier = packing::unpack_dossier(&packed, ledger)?;
        for article in dossier.articles {
            self.0.insert(article.id, Vec::new());
        }
        for claim in dossier.claims {
            for view::Position { value, evidence, .. } in claim.positions {
                let (claim, label) = (claim.id.clone(), claim.label.clone());
                let position = Position { claim, label, value, exact: evidence.exact };
                self.0.entry(evidence.article).or_default().push(position);
            }
        }
        Ok(())
    }

    /// Keeps the revisions of an earlier source's articles by a later one's, in order of their records, with the claims
    /// that rested on words taken out. Gives how many there are.
    pub(super) fn keep_source(
        &self,
        writer: &Writer<'_>,
        earlier: &[Capture],
        new: i64,
        addition: i64,
    ) -> Result<usize, Error> {
        let later = writer.texts(new)?;
        let pairs = earlier.iter().zip(&later).filter(|(old, new)| old.id != new.id);
        pairs.map(|(old, new)| self.keep(writer, old, new, addition).map(|()| 1)).sum()
    }

    /// Keeps what the captures of a source's addresses tell: each was replaced by the next. Gives how many of these
    /// revisions are new.
    pub(super) fn keep_captures(&self, writer: &Writer<'_>, source: i64, addition: i64) -> Result<usize, Error> {
        let mut count = 0;
        for captures in writer.captures(source)? {
            writer.keep_neighbours(&captures)?;
            for pair in captures.windows(2).filter_map(|pair| <&[String; 2]>::try_from(pair).ok()) {
                let [old, new] = pair;
                if writer.has_revision(old, new)? {
                    continue;
                }
                let capture = |id: &String| -> Result<Capture, Error> {
                    Ok(Capture { id: id.clone(), text: writer.text(id)?.unwrap_or_default() })
                };
                self.keep(writer, &capture(old)?, &capture(new)?, addition)?;
                count += 1;
            }
        }
        Ok(count)
    }

    fn keep(&self, writer: &Writer<'_>, old: &Capture, new: &Capture, addition: i64) -> Result<(), Error> {
        let changes = packing::pack_small(&changes(&old.text, &new.text));
        writer.keep_revision(&old.id, &new.id, &changes, addition)?;
        let still = words(&new.text);
        let rested = self.0.get(&old.id).into_iter().flatten();
        for position in rested.filter(|position| !still.contains(&words(&position.exact))) {
            let claimed = (position.claim.as_str(), position.label.as_str());
            writer.keep_withdrawn((&old.id, &new.id), claimed, (&position.value, &position.exact), addition)?;
        }
        Ok(())
    }
}

/// A text's words with one space between: line breaks that move change nothing.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What was taken out and put in.
pub(super) fn changes(old: &str, new: &str) -> Changes {
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
