//! The dossier of everything, as reading all articles at once gives it.

use std::collections::BTreeMap;

use gainsay_core::{Article, Problem, ProblemKind, Reading, Weighing};
use gainsay_weigh::{ReadArticle, combine};
use rayon::prelude::*;

use super::{Ledger, decision::InForce, identity, packing, settling::Corrected};
use crate::{
    Error, models,
    present::{Dossier, Parts},
};

/// A story's articles, by their places among all, as people corrected them, and what was weighed.
type Story = (Vec<usize>, Corrected, Weighing);

impl Ledger {
    /// The dossier of everything: the same bytes as [`crate::dossier()`] gives of the same files, with what people decided.
    /// All stories are weighed for it, since who stands in several of them is one here.
    ///
    /// # Errors
    /// When the ledger can't be read, or another version read what is in it.
    pub fn dossier(&self) -> Result<Dossier, Error> {
        if self.store.stale_count(identity::read_by())? > 0 {
            return Err(Error::unfit("another version of gainsay read these articles; run `gainsay refresh` first"));
        }
        let stories = self.corrected_stories()?;
        let (mut articles, mut readings) = (BTreeMap::new(), BTreeMap::new());
        let mut weighed = Vec::with_capacity(stories.len());
        for (members, mut story, weighing) in stories {
            story.show_stated_dates();
            let both = story.articles.into_iter().zip(story.readings);
            for (&at, (article, reading)) in members.iter().zip(both) {
                articles.insert(at, article);
                readings.insert(at, reading);
            }
            weighed.push((members, weighing));
        }
        let (articles, readings): (Vec<Article>, Vec<Reading>) =
            (articles.into_values().collect(), readings.into_values().collect());
        let both = articles.iter().zip(&readings);
        let pairs: Vec<ReadArticle<'_>> = both.map(|(article, reading)| ReadArticle { article, reading }).collect();
        Ok(Dossier::new(Parts {
            articles: &articles,
            readings: &readings,
            weighing: &combine(&pairs, weighed),
            earlier: &BTreeMap::new(),
            models: models::used(),
            problems: &self.problems()?,
        }))
    }

    /// All stories, weighed with what people decided. Articles go by their places.
    fn corrected_stories(&self) -> Result<Vec<Story>, Error> {
        let (name, in_force) = (self.name(), InForce::of(&self.store.fixes_in_force()?));
        let mut stories: BTreeMap<i64, Vec<(usize, Vec<u8>)>> = BTreeMap::new();
        for (at, (story, packed)) in self.store.readings()?.into_iter().enumerate() {
            stories.entry(story).or_default().push((at, packed));
        }
        let stories: Vec<Vec<(usize, Vec<u8>)>> = stories.into_values().collect();
        let weighed = stories.into_par_iter().map(|members| {
            let kept = members.iter().map(|(_, packed)| packing::unpack(packed, &name));
            let story = Corrected::new(kept.collect::<Result<_, Error>>()?, &in_force);
            let (weighing, _) = story.weigh();
            Ok((members.into_iter().map(|(at, _)| at).collect(), story, weighing))
        });
        weighed.collect()
    }

    /// What could not be read, and problems of files that belong to no article.
    fn problems(&self) -> Result<Vec<Problem>, Error> {
        let mut problems = Vec::new();
        for packed in self.store.source_problems()? {
            problems.extend(packing::unpack_small::<Vec<Problem>>(&packed, &self.name())?);
        }
        for (location, kind, message) in self.store.unreadable()? {
            let kind = serde_json::from_value(kind.into()).unwrap_or(ProblemKind::Unreadable);
            problems.push(Problem { kind, location, message });
        }
        Ok(problems)
    }
}
