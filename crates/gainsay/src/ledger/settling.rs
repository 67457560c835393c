//! Settling: articles that came are compared with all others, stories are planned anew, and those that are not as they
//! were are weighed again. Nothing that waits is in memory alone: a run that is killed is taken up by the next.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use gainsay_core::{Article, Dating, Reading, Weighing};
use gainsay_store::{Compared, PlannedStory, Unweighed, Weighed, Writer};
use gainsay_weigh::{
    Beside, LEAST_LIKENESS, Pair, ReadArticle, Signature, join, least_likeness, pairs, weigh_corrected,
};
use rayon::prelude::*;

use super::{
    Ledger,
    add::{AddOptions, Added, Step},
    clock, decision,
    decision::{Decision, InForce, OfStory},
    identity, packing, rows,
};
use crate::{
    Error, models,
    present::{Dossier, Parts, ids},
};

/// Stories of so many articles, or a single one, are weighed together and committed together: what a commit writes grows
/// much more slowly than what is in it, and what is in it is held in memory.
const ARTICLES: usize = 300;
/// What is told of a decision whose words are there and lead to nothing.
const FITS_NOTHING: &str = "fits nothing: what it names is not there as it was; undo it, or decide anew";
/// Stories of no more articles are weighed in the transaction that planned them: their rows then change where they differ
/// and nowhere else, but another writer has to wait.
const FEW_TO_WEIGH: usize = 64;
/// Up to so many new articles are compared with the others one by one, more of them all at once.
const FEW_TO_COMPARE: usize = 32;
/// So many of the others are held in memory at a time.
const AT_A_TIME: usize = 1024;

impl Ledger {
    /// Plans and weighs until nothing waits.
    pub(super) fn settle(&mut self, options: AddOptions<'_>, added: &mut Added) -> Result<(), Error> {
        // What other stages or models have read is read again first: what they packed may have another shape.
        let addition = self.store.last_addition()?;
        self.read_stale(addition, options, added)?;
        let name = self.name();
        loop {
            let mut weighed = 0;
            let waiting = self.store.write(|writer| -> Result<_, Error> {
                if plan(writer, &name, FEW_TO_WEIGH)? {
                    // What is planned so is weighed whole.
                    weighed = weigh_now(writer, &name, addition, AddOptions { stop: None, ..options })?;
                }
                let waiting = writer.unweighed()?;
                if waiting.is_empty() {
                    writer.settle_former(addition)?;
                }
                Ok(waiting)
            })?;
            added.weighed += weighed;
            // Only what another program changed meanwhile has to be planned anew.
            if waiting.is_empty() || self.weigh(&waiting, options, added)? != Some(false) {
                return Ok(());
            }
        }
    }

    /// Weighs these stories; gives whether all were still as they had been when they were planned, and nothing if it was
    /// stopped before the last was begun.
    fn weigh(
        &mut self,
        waiting: &[Unweighed],
        options: AddOptions<'_>,
        added: &mut Added,
    ) -> Result<Option<bool>, Error> {
        let name = self.name();
        let addition = self.store.last_addition()?;
        let mut done = 0;
        let mut chunks = chunks(waiting).into_iter();
        let mut weighed: Option<Vec<WeighedStory<'_>>> = None;
        let mut all_kept = true;
        loop {
            let stories = if options.is_stopped() { None } else { chunks.next() };
            if stories.is_none() && weighed.is_none() {
                return Ok((done == waiting.len()).then_some(all_kept));
            }
            let in_force = InForce::of(&self.store.fixes_in_force()?);
            let packed = stories.map(|stories| self.packed(stories)).transpose()?;
            // Some are weighed while those before them are committed: writing takes but one of the processors.
            weighed = std::thread::scope(|scope| {
                let weighing = packed.map(|packed| scope.spawn(|| weigh_all(packed, &in_force, &name)));
                if let Some(weighed) = weighed {
                    done += weighed.len();
                    all_kept &= self.store.write(|writer| -> Result<_, Error> {
                        let kept = keep_all(writer, &weighed, addition)?;
                        if done == waiting.len() {
                            writer.settle_former(addition)?;
                        }
                        Ok(kept)
                    })?;
                    added.weighed += weighed.len();
                    options.tell(Step::Weighing, done, waiting.len());
                }
                let join = |thread: std::thread::ScopedJoinHandle<'_, _>| {
                    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
                };
                weighing.map(join).transpose()
            })?;
        }
    }

    /// These stories, each with the packed readings of its articles.
    fn packed<'u>(&self, stories: &'u [Unweighed]) -> Result<Vec<PackedStory<'u>>, Error> {
        stories.iter().map(|story| Ok((story, self.store.readings_of_story(story.n)?))).collect()
    }

    /// Does `work`, plans, and weighs what that touches, all in one transaction: it is there with all that follows from it,
    /// or not at all. Meant for what touches few stories.
    ///
    /// # Errors
    /// What `work` gives; or that it was stopped before it was done.
    pub(super) fn settled_at_once<T>(
        &mut self,
        what: &str,
        options: AddOptions<'_>,
        work: impl FnOnce(&Writer<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        // What an interrupted run left, or another version read, is brought up to date before, in steps of its own.
        if self.store.waits()? || self.store.stale_count(identity::read_by())? > 0 {
            self.settle(options, &mut Added::default())?;
        }
        let name = self.name();
        self.store.write(|writer| {
            let addition = writer.addition(&clock::now(), what)?;
            let done = work(writer)?;
            plan(writer, &name, usize::MAX)?;
            weigh_now(writer, &name, addition, options)?;
            if options.is_stopped() {
                return Err(Error::stopped());
            }
            writer.settle_former(addition)?;
            Ok(done)
        })
    }
}

/// Weighs what waits, in the transaction that planned it; stops between stories when it is asked to. Gives how many.
fn weigh_now(writer: &Writer<'_>, ledger: &str, addition: i64, options: AddOptions<'_>) -> Result<usize, Error> {
    let in_force = InForce::of(&writer.fixes_in_force()?);
    let waiting = writer.unweighed()?;
    let mut done = 0;
    for stories in chunks(&waiting) {
        if options.is_stopped() {
            break;
        }
        let packed = stories.iter().map(|story| Ok((story, writer.readings_of_story(story.n)?)));
        let weighed = weigh_all(packed.collect::<Result<_, Error>>()?, &in_force, ledger)?;
        keep_all(writer, &weighed, addition)?;
        done += stories.len();
        options.tell(Step::Weighing, done, waiting.len());
    }
    Ok(done)
}

/// Stories by turns, to be weighed together.
fn chunks(mut stories: &[Unweighed]) -> Vec<&[Unweighed]> {
    let mut chunks = Vec::new();
    while !stories.is_empty() {
        let mut articles = 0;
        let fits = |story: &&Unweighed| {
            articles += story.articles;
            articles <= ARTICLES
        };
        let (chunk, rest) = stories.split_at(stories.iter().take_while(fits).count().max(1));
        chunks.push(chunk);
        stories = rest;
    }
    chunks
}

/// A story with the packed readings of its articles.
type PackedStory<'u> = (&'u Unweighed, Vec<Vec<u8>>);

/// A story with what was weighed of it.
type WeighedStory<'u> = (&'u Unweighed, Weighed, Fitting);

/// Weighs stories in parallel, each from its packed readings.
fn weigh_all<'u>(
    packed: Vec<PackedStory<'u>>,
    in_force: &[InForce],
    ledger: &str,
) -> Result<Vec<WeighedStory<'u>>, Error> {
    let weighed = packed.into_par_iter().map(|(story, readings)| {
        let kept = readings.par_iter().map(|packed| packing::unpack(packed, ledger));
        let (weighed, fitting) = weigh(kept.collect::<Result<_, Error>>()?, in_force);
        Ok((story, weighed, fitting))
    });
    weighed.collect()
}

/// Keeps what was weighed; gives whether all stories were still as they had been when they were planned.
fn keep_all(writer: &Writer<'_>, weighed: &[WeighedStory<'_>], addition: i64) -> Result<bool, Error> {
    let mut all_kept = true;
    for (story, weighed, fitting) in weighed {
        let kept = writer.keep_weighed(story, weighed, addition)?;
        all_kept &= kept;
        if kept {
            for (n, fits) in fitting {
                writer.keep_fix_problem(*n, (!fits).then_some(FITS_NOTHING))?;
            }
        }
    }
    Ok(all_kept)
}

/// For each decision about a story, by number, whether it fits.
type Fitting = Vec<(i64, bool)>;

/// Weighs one story; gives also for each decision about it whether it fits.
fn weigh(kept: Vec<packing::KeptReading>, in_force: &[InForce]) -> (Weighed, Fitting) {
    let mut story = Corrected::new(kept, in_force);
    let (weighing, fitting) = story.weigh();
    story.show_stated_dates();
    let dossier = Dossier::new(Parts {
        articles: &story.articles,
        readings: &story.readings,
        weighing: &weighing,
        earlier: &BTreeMap::new(),
        models: models::used(),
        problems: &[],
    });
    (rows::of(&dossier), fitting)
}

/// A story's articles and readings with what people decided about each of them.
pub(super) struct Corrected {
    pub(super) articles: Vec<Article>,
    pub(super) readings: Vec<Reading>,
    stated: Vec<Dating>,
    decided: OfStory,
}

impl Corrected {
    pub(super) fn new(kept: Vec<packing::KeptReading>, in_force: &[InForce]) -> Self {
        let (mut articles, mut readings): (Vec<_>, Vec<_>) =
            kept.into_iter().map(|one| (one.article, one.reading)).unzip();
        let article_ids: Vec<String> = articles.iter().map(ids::of_article).collect();
        let stated = articles.iter().map(|article| article.published.clone()).collect();
        let decided = OfStory::apply(in_force, &article_ids, &mut articles, &mut readings);
        Self { articles, readings, stated, decided }
    }

    pub(super) fn weigh(&self) -> (Weighing, Fitting) {
        let both = self.articles.iter().zip(&self.readings);
        let pairs: Vec<ReadArticle<'_>> = both.map(|(article, reading)| ReadArticle { article, reading }).collect();
        let (weighing, fits) = weigh_corrected(&pairs, &self.decided.corrections);
        (weighing, self.decided.fitting(&fits))
    }

    /// An article keeps its id when somebody decides on its date: what is shown is the weighed date.
    pub(super) fn show_stated_dates(&mut self) {
        self.articles.iter_mut().zip(&self.stated).for_each(|(article, stated)| article.published = stated.clone());
    }
}

/// Compares articles that came with all others, and makes the stories what follows from the pairs. Gives whether so few
/// articles wait that they are to be weighed before this is committed.
fn plan(writer: &Writer<'_>, ledger: &str, few: usize) -> Result<bool, Error> {
    let articles = writer.compared()?;
    // Most pairs are too little alike to join anything among so many articles: they are left where they lie.
    let mut known = writer.pairs(least_likeness(articles.len()))?;
    let new = compare(writer, &articles, ledger)?;
    if let Some((pairs, compared)) = &new {
        writer.keep_pairs(pairs, compared)?;
        let compared: HashSet<i64> = compared.iter().copied().collect();
        known.retain(|(a, b, _)| !compared.contains(a) && !compared.contains(b));
        known.extend(pairs);
    }
    let in_force = InForce::of(&writer.fixes_in_force()?);
    let stories = grouped(&articles, &known, &in_force);
    tell_misfits(writer, &articles, &stories, &in_force)?;
    let planned = stories.iter().map(|members| planned(&articles, members, &in_force));
    Ok(writer.plan(&planned.collect::<Vec<_>>(), few)?)
}

/// Says of each decision whether there is what it is about.
fn tell_misfits(
    writer: &Writer<'_>,
    articles: &[Compared],
    stories: &[Vec<usize>],
    in_force: &[InForce],
) -> Result<(), Error> {
    if in_force.is_empty() {
        return Ok(());
    }
    let story_of: BTreeMap<&str, usize> = stories
        .iter()
        .enumerate()
        .flat_map(|(story, members)| members.iter().map(move |&member| (member, story)))
        .map(|(member, story)| (articles[member].id.as_str(), story))
        .collect();
    let hidden = writer.hidden()?;
    for one in in_force {
        match decision::misfit(&one.decision, &story_of, &hidden) {
            Some(problem) => writer.keep_fix_problem(one.n, Some(&problem))?,
            // Whether the others fit is told when their story is weighed.
            None if !one.decision.is_weighed() => writer.keep_fix_problem(one.n, None)?,
            None => {}
        }
    }
    Ok(())
}

/// Pairs of articles by number, and the numbers of those that were compared.
type ComparedPairs = (Vec<(i64, i64, f64)>, Vec<i64>);

/// The pairs of which one at least is new; `None` where nothing is.
fn compare(writer: &Writer<'_>, articles: &[Compared], ledger: &str) -> Result<Option<ComparedPairs>, Error> {
    let new: Vec<i64> = articles.iter().filter(|one| !one.compared).map(|one| one.n).collect();
    let found = match new.len() {
        0 => return Ok(None),
        1..=FEW_TO_COMPARE => alike(writer, articles, &new, ledger)?,
        _ => all_alike(writer, articles, ledger)?,
    };
    Ok(Some((found, new)))
}

/// The pairs of each of these articles with any that counts.
fn alike(writer: &Writer<'_>, articles: &[Compared], new: &[i64], ledger: &str) -> Result<Vec<(i64, i64, f64)>, Error> {
    let unpacked = new.iter().map(|&n| Ok((n, packing::unpack_small(&writer.signature(n)?, ledger)?)));
    let new: Vec<(i64, Signature)> = unpacked.collect::<Result<_, Error>>()?;
    let beside: Vec<(i64, Beside<'_>)> = new.iter().map(|(n, one)| (*n, one.beside())).collect();
    let counts: HashSet<i64> = articles.iter().map(|one| one.n).collect();
    let is_new = |n: i64| beside.iter().any(|(new, _)| *new == n);
    let mut found = Vec::new();
    writer.each_signature(AT_A_TIME, |some| -> Result<(), Error> {
        let others = some.into_par_iter().filter(|(n, _)| counts.contains(n));
        let pairs = others.map(|(other, packed)| {
            let signature: Signature = packing::unpack_small(&packed, ledger)?;
            // Two that are both new are compared once.
            let others = beside.iter().filter(|(n, _)| *n < other || *n > other && !is_new(other));
            let all = others.map(|(n, one)| (*n, other, one.likeness(&signature)));
            Ok(all.filter(|(_, _, likeness)| *likeness >= LEAST_LIKENESS).collect::<Vec<_>>())
        });
        found.extend(pairs.collect::<Result<Vec<_>, Error>>()?.concat());
        Ok(())
    })?;
    Ok(found)
}

/// All pairs of which one at least is new.
fn all_alike(writer: &Writer<'_>, articles: &[Compared], ledger: &str) -> Result<Vec<(i64, i64, f64)>, Error> {
    let mut packed: HashMap<i64, Vec<u8>> = HashMap::new();
    writer.each_signature(AT_A_TIME, |some| -> Result<(), Error> {
        packed.extend(some);
        Ok(())
    })?;
    let unpacked = articles.par_iter().map(|one| match packed.get(&one.n) {
        Some(signature) => packing::unpack_small(signature, ledger),
        None => Ok(Signature::default()),
    });
    let signatures: Vec<Signature> = unpacked.collect::<Result<_, Error>>()?;
    let numbered = pairs(&signatures).into_iter().filter_map(|pair| {
        let (first, second) = (&articles[pair.first], &articles[pair.second]);
        (!first.compared || !second.compared).then_some((first.n, second.n, pair.likeness))
    });
    Ok(numbered.collect())
}

/// The stories that these pairs, each there once, and decisions make; each as indexes in order of the articles' ids.
fn grouped(articles: &[Compared], known: &[(i64, i64, f64)], in_force: &[InForce]) -> Vec<Vec<usize>> {
    let mut by_number: Vec<(i64, usize)> = articles.iter().enumerate().map(|(at, one)| (one.n, at)).collect();
    by_number.sort_unstable();
    let numbered = |n: i64| by_number.binary_search_by_key(&n, |(n, _)| *n).ok().map(|place| by_number[place].1);
    let by_id = |id: &str| articles.binary_search_by(|one| one.id.as_str().cmp(id)).ok();
    let apart: BTreeSet<usize> = in_force
        .iter()
        .filter_map(|one| match &one.decision {
            Decision::Apart { article } => by_id(article),
            _ => None,
        })
        .collect();
    let pair = |&(a, b, likeness): &(i64, i64, f64)| {
        // An article that is hidden or revised has pairs, and is in no story.
        let (a, b) = (numbered(a)?, numbered(b)?);
        let is_kept = !apart.contains(&a) && !apart.contains(&b);
        is_kept.then_some(Pair { first: a.min(b), second: a.max(b), likeness })
    };
    let pairs: Vec<Pair> = known.par_iter().filter_map(pair).collect();
    let mut stories = join(articles.len(), &pairs);
    for one in in_force {
        let Decision::Together { articles: [a, b] } = &one.decision else { continue };
        let story = |id: &str| {
            let at = by_id(id)?;
            stories.iter().position(|members| members.contains(&at))
        };
        let (Some(x), Some(y)) = (story(a), story(b)) else { continue };
        if x != y {
            let moved = stories.swap_remove(x.max(y));
            stories[x.min(y)].extend(moved);
            stories[x.min(y)].sort_unstable();
        }
    }
    stories
}

/// A story as it should be.
fn planned(articles: &[Compared], members: &[usize], in_force: &[InForce]) -> PlannedStory {
    let member_ids: BTreeSet<&str> = members.iter().map(|&member| articles[member].id.as_str()).collect();
    let about = in_force.iter().filter(|one| {
        one.decision.is_weighed() && one.decision.articles().iter().all(|article| member_ids.contains(article))
    });
    let mut parts = vec![identity::WEIGHED_BY];
    parts.extend(members.iter().map(|&member| articles[member].key.as_str()));
    parts.extend(about.map(|one| one.what.as_str()));
    PlannedStory {
        id: articles[members[0]].own_story.clone(),
        key: identity::hashed(&parts),
        members: members.iter().map(|&member| articles[member].n).collect(),
    }
}
