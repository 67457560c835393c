//! An article that comes again with other words: which were taken out and put in, and what rested on those taken out.

use std::collections::BTreeMap;

use gainsay_store::{Capture, Writer};

use super::packing;
use crate::{Error, captures::changes, present::view};

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
