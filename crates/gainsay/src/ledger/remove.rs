//! Taking out: places with all below them, and articles by id, with all that they had replaced.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{AddOptions, Added, Ledger};
use crate::Error;

/// What taking out did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Removed {
    /// How many places were taken out, and captures that lay nowhere any more.
    pub places: usize,
    /// Whether it was stopped before all that is left was weighed anew.
    pub interrupted: bool,
}

impl Ledger {
    /// Takes places, with all below them, and articles by id out of the ledger, also what they had replaced, and files that
    /// could not be read.
    ///
    /// # Errors
    /// When something named isn't in the ledger, or is one of several articles of a file (then nothing is taken out), or the
    /// ledger can't be written.
    pub fn remove(&mut self, what: &[String], options: AddOptions<'_>) -> Result<Removed, Error> {
        let (mut places, mut sources) = (BTreeSet::new(), BTreeSet::new());
        for one in what {
            let below = self.store.places_below(one)?;
            let of_article = self.sources_of(one)?;
            if below.is_empty() && of_article.is_empty() {
                return Err(Error::unknown(format!(
                    "nothing in the ledger lies at `{one}` or has that id; `gainsay articles` shows both"
                )));
            }
            places.extend(below);
            sources.extend(of_article);
        }
        self.begin("remove")?;
        self.store.write(|writer| -> Result<(), Error> {
            sources.iter().try_for_each(|source| writer.remove_source(*source))?;
            Ok(places.iter().try_for_each(|place| writer.remove_place(place))?)
        })?;
        self.settle(options, &mut Added::default())?;
        Ok(Removed { places: places.len() + sources.len(), interrupted: options.is_stopped() })
    }

    /// The sources of an article, each of which holds nothing else.
    fn sources_of(&self, article: &str) -> Result<Vec<i64>, Error> {
        let sources = self.store.sources_of(article)?;
        if let Some(shared) = sources.iter().find(|source| source.articles > 1) {
            let row = self.store.article(article)?;
            let location = row.map(|row| row.location).unwrap_or_default();
            return Err(Error::unfit(format!(
                "`{article}` is one of {} articles of `{location}`, whose bytes are kept whole; take out `{location}` with all of \
                 them, or leave this one out with `gainsay fix hide {article} --why REASON`",
                shared.articles
            )));
        }
        Ok(sources.into_iter().map(|source| source.n).collect())
    }
}
