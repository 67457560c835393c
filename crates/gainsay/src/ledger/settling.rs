//! Settling: articles that came are compared with all others, stories are planned anew, and those that are not as they
//! were are weighed again. Nothing that waits is in memory alone: a run that is killed is taken up by the next.

use std::{collections::BTreeMap, sync::Arc};

use gainsay_store::{Compared, PlannedStory, Unweighed, Weighed, Writer};
use gainsay_weigh::{LEAST_LIKENESS, Pair, ReadArticle, Signature, join, pairs, weigh_story};
use rayon::prelude::*;

use super::{
    Ledger,
    add::{AddOptions, Added, Step},
    identity, packing, rows,
};
use crate::{
    Error,
    models::Shipped,
    present::{Dossier, Parts},
};

/// So many stories are weighed together and committed together.
const STORIES: usize = 64;
/// Up to so many new articles are compared with the others one by one, more of them all at once.
const FEW: usize = 32;

impl Ledger {
    /// Plans and weighs until nothing waits.
    pub(super) fn settle(&mut self, options: AddOptions<'_>, added: &mut Added) -> Result<(), Error> {
        let name = self.name();
        loop {
            self.store.write(|writer| plan(writer, &name))?;
            let waiting = self.store.unweighed(usize::MAX >> 1)?;
            if waiting.is_empty() {
                break;
            }
            let addition = self.store.last_addition()?;
            let shipped = self.shipped()?;
            for (at, stories) in waiting.chunks(STORIES).enumerate() {
                if options.is_stopped() {
                    return Ok(());
                }
                self.weigh(stories, &shipped, addition)?;
                added.weighed += stories.len();
                options.tell(Step::Weighing, (at * STORIES + stories.len()).min(waiting.len()), waiting.len());
            }
        }
        let addition = self.store.last_addition()?;
        self.store.write(|writer| Ok(writer.settle_former(addition)?))
    }

    fn weigh(&mut self, stories: &[Unweighed], shipped: &Arc<Shipped>, addition: i64) -> Result<(), Error> {
        let name = self.name();
        let packed = stories.iter().map(|story| Ok((story, self.store.readings_of_story(story.n)?)));
        let packed: Vec<(&Unweighed, Vec<Vec<u8>>)> = packed.collect::<Result<_, Error>>()?;
        let weighed = packed.into_par_iter().map(|(story, readings)| {
            let read = |packed: &Vec<u8>| packing::unpack(packed, &name);
            let kept: Vec<packing::KeptReading> = readings.iter().map(read).collect::<Result<_, Error>>()?;
            Ok((story, weigh(kept, shipped)))
        });
        let weighed: Vec<(&Unweighed, Weighed)> = weighed.collect::<Result<_, Error>>()?;
        self.store.write(|writer| -> Result<(), Error> {
            for (story, weighed) in &weighed {
                // `false` says that another program changed the story meanwhile: the next plan sees it.
                writer.keep_weighed(story, weighed, addition)?;
            }
            Ok(())
        })
    }
}

/// Weighs one story.
fn weigh(kept: Vec<packing::KeptReading>, shipped: &Shipped) -> Weighed {
    let (mut articles, mut readings) = (Vec::with_capacity(kept.len()), Vec::with_capacity(kept.len()));
    for one in kept {
        articles.push(one.article);
        readings.push(one.reading);
    }
    let pairs: Vec<ReadArticle<'_>> =
        articles.iter().zip(&readings).map(|(article, reading)| ReadArticle { article, reading }).collect();
    let weighing = weigh_story(&pairs);
    let dossier = Dossier::new(Parts {
        articles: &articles,
        readings: &readings,
        weighing: &weighing,
        models: &shipped.used,
        problems: &[],
    });
    rows::of(&dossier)
}

/// Compares articles that came with all others, and makes the stories what follows from the pairs.
fn plan(writer: &Writer<'_>, ledger: &str) -> Result<(), Error> {
    let articles = writer.compared()?;
    let mut known = writer.pairs()?;
    let new = compare(&articles, ledger)?;
    if let Some((pairs, compared)) = &new {
        writer.keep_pairs(pairs, compared)?;
        known.extend(pairs);
    }
    Ok(writer.plan(&planned(&articles, &known))?)
}

/// Pairs of articles by number, and the numbers of those that were compared.
type ComparedPairs = (Vec<(i64, i64, f64)>, Vec<i64>);

/// The pairs of which one at least is new; `None` where nothing is.
fn compare(articles: &[Compared], ledger: &str) -> Result<Option<ComparedPairs>, Error> {
    let new: Vec<usize> = (0..articles.len()).filter(|at| !articles[*at].compared).collect();
    if new.is_empty() {
        return Ok(None);
    }
    let unpacked = articles.par_iter().map(|one| packing::unpack_small(&one.signature, ledger));
    let signatures: Vec<Signature> = unpacked.collect::<Result<_, Error>>()?;
    let found: Vec<Pair> = if new.len() > FEW {
        let is_new = |pair: &Pair| !articles[pair.first].compared || !articles[pair.second].compared;
        pairs(&signatures).into_iter().filter(is_new).collect()
    } else {
        new.iter().flat_map(|&one| alike(&signatures, one)).collect()
    };
    let numbered = found.iter().map(|pair| (articles[pair.first].n, articles[pair.second].n, pair.likeness));
    Ok(Some((numbered.collect(), new.iter().map(|&at| articles[at].n).collect())))
}

/// Those that are alike to one.
fn alike(signatures: &[Signature], one: usize) -> Vec<Pair> {
    let others = (0..signatures.len()).filter(|other| *other != one);
    let pairs = others.map(|other| Pair {
        first: one.min(other),
        second: one.max(other),
        likeness: signatures[one].likeness(&signatures[other]),
    });
    pairs.filter(|pair| pair.likeness >= LEAST_LIKENESS).collect()
}

/// The stories that these pairs make.
fn planned(articles: &[Compared], known: &[(i64, i64, f64)]) -> Vec<PlannedStory> {
    let at: BTreeMap<i64, usize> = articles.iter().enumerate().map(|(at, one)| (one.n, at)).collect();
    let pair = |&(a, b, likeness): &(i64, i64, f64)| {
        // An article that is hidden or revised has pairs, and is in no story.
        let (a, b) = (*at.get(&a)?, *at.get(&b)?);
        Some(Pair { first: a.min(b), second: a.max(b), likeness })
    };
    let mut pairs: Vec<Pair> = known.iter().filter_map(pair).collect();
    pairs.sort_by_key(|pair| (pair.first, pair.second));
    pairs.dedup_by_key(|pair| (pair.first, pair.second));
    let stories = join(articles.len(), &pairs).into_iter().map(|members| {
        let mut parts = vec![identity::WEIGHED_BY];
        parts.extend(members.iter().map(|&member| articles[member].key.as_str()));
        PlannedStory {
            id: articles[members[0]].own_story.clone(),
            key: identity::hashed(&parts),
            members: members.iter().map(|&member| articles[member].n).collect(),
        }
    });
    stories.collect()
}
