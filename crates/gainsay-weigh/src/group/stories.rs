//! Articles → stories: articles on one unfolding matter share rare words and names.

use std::collections::HashMap;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::signature::{Signature, product};

/// What joins articles. Of few articles given together most belong together, and what is alike among them is so by chance
/// more rarely than among thousands: what is asked grows with the logarithm of their number.
#[derive(Clone, Copy, Debug)]
struct Bounds {
    /// Articles at least this alike may tell one story.
    alike: f64,
    /// Two stories become one where at least this part of their pairs of articles is alike, so that one article on two
    /// matters doesn't make them one.
    agreeing: f64,
}

/// For so few articles or fewer, chosen on pairs of groups of news-clusters and BASIL.
const FEW: (f64, Bounds) = (10.0, Bounds { alike: 0.12, agreeing: 0.3 });
/// For so many or more, chosen on news-clusters and BASIL amid articles of `load`.
const MANY: (f64, Bounds) = (2300.0, Bounds { alike: 0.215, agreeing: 0.45 });

impl Bounds {
    fn of(articles: usize) -> Self {
        let share = ((articles.max(1) as f64 / FEW.0).ln() / (MANY.0 / FEW.0).ln()).clamp(0.0, 1.0);
        let between = |few: f64, many: f64| few + share * (many - few);
        Self { alike: between(FEW.1.alike, MANY.1.alike), agreeing: between(FEW.1.agreeing, MANY.1.agreeing) }
    }
}

/// Among so many articles pairs less alike than this join nothing, and [`join`] can do without them.
pub fn least_likeness(articles: usize) -> f64 {
    Bounds::of(articles).alike
}

/// Two articles alike enough to tell one story in some collection.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// The one, as an index.
    pub first: usize,
    /// The other, a higher index.
    pub second: usize,
    /// [`crate::Beside::likeness`].
    pub likeness: f64,
}

/// Pairs less alike than this tell no story in any collection.
pub const LEAST_LIKENESS: f64 = FEW.1.alike;

/// All pairs of articles alike, in order of their second.
pub fn pairs(signatures: &[Signature]) -> Vec<Pair> {
    let mut postings: HashMap<u32, Vec<(usize, u16)>> = HashMap::new();
    for (article, signature) in signatures.iter().enumerate() {
        for (word, weight) in &signature.words {
            postings.entry(*word).or_default().push((article, *weight));
        }
    }
    let of_each = (0..signatures.len()).into_par_iter().map_init(
        || (vec![0; signatures.len()], Vec::new()),
        |(sums, touched), second| with_earlier(signatures, &postings, second, sums, touched),
    );
    of_each.collect::<Vec<_>>().concat()
}

/// The pairs of one article with those before it. `sums` is all zero before and after, `touched` is empty.
fn with_earlier(
    signatures: &[Signature],
    postings: &HashMap<u32, Vec<(usize, u16)>>,
    second: usize,
    sums: &mut [u64],
    touched: &mut Vec<usize>,
) -> Vec<Pair> {
    for (word, weight) in &signatures[second].words {
        let posting = postings.get(word).map_or(&[][..], Vec::as_slice);
        for &(first, theirs) in posting.iter().take_while(|(first, _)| *first < second) {
            if sums[first] == 0 {
                touched.push(first);
            }
            sums[first] += product(*weight, theirs);
        }
    }
    touched.sort_unstable();
    // One of no weight may be noted twice.
    touched.dedup();
    let pair = |first: usize| {
        let likeness = signatures[first].likeness_of(&signatures[second], std::mem::take(&mut sums[first]));
        (likeness >= LEAST_LIKENESS).then_some(Pair { first, second, likeness })
    };
    touched.drain(..).filter_map(pair).collect()
}

/// The stories of so many articles of which these pairs, each there once and in any order, are alike: each as the indexes
/// of its articles, in order of their first article. Joins the most alike first; ties go in order of the articles.
pub fn join(articles: usize, pairs: &[Pair]) -> Vec<Vec<usize>> {
    let bounds = Bounds::of(articles);
    let mut pairs: Vec<Pair> = pairs.iter().filter(|pair| pair.likeness >= bounds.alike).copied().collect();
    pairs.par_sort_unstable_by(|x, y| {
        y.likeness.total_cmp(&x.likeness).then((x.first, x.second).cmp(&(y.first, y.second)))
    });
    let mut home: Vec<usize> = (0..articles).collect();
    let mut members: Vec<Vec<usize>> = (0..articles).map(|article| vec![article]).collect();
    let near = Near::of(articles, &pairs);
    for pair in &pairs {
        let (a, b) = (home[pair.first], home[pair.second]);
        let (x, y) = (a.min(b), a.max(b));
        if x == y {
            continue;
        }
        let few = if members[x].len() <= members[y].len() { x } else { y };
        let many = x + y - few;
        let links =
            members[few].iter().flat_map(|one| near.of_article(*one)).filter(|other| home[**other] == many).count();
        if (links as f64) < bounds.agreeing * (members[x].len() * members[y].len()) as f64 {
            continue;
        }
        let moved = std::mem::take(&mut members[y]);
        moved.iter().for_each(|article| home[*article] = x);
        members[x].extend(moved);
    }
    members.retain(|story| !story.is_empty());
    members.iter_mut().for_each(|story| story.sort_unstable());
    members
}

/// The articles that each one is alike with, all in one list: a list for each would cost more than all else here.
struct Near {
    all: Vec<usize>,
    /// Where those of each article end; they begin where those of the one before end.
    ends: Vec<usize>,
}

impl Near {
    fn of(articles: usize, pairs: &[Pair]) -> Self {
        let both = || pairs.iter().flat_map(|pair| [(pair.first, pair.second), (pair.second, pair.first)]);
        let mut counts = vec![0; articles];
        both().for_each(|(one, _)| counts[one] += 1);
        let begins = counts.iter().scan(0, |sum, count| Some(std::mem::replace(sum, *sum + count)));
        let (mut ends, mut all) = (begins.collect::<Vec<usize>>(), vec![0; 2 * pairs.len()]);
        for (one, other) in both() {
            all[ends[one]] = other;
            ends[one] += 1;
        }
        Self { all, ends }
    }

    fn of_article(&self, one: usize) -> &[usize] {
        let begin = one.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[begin..self.ends[one]]
    }
}
