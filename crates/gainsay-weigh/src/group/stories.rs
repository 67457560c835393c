//! Articles → stories: articles on one unfolding matter share rare words and names.

use std::collections::BTreeMap;

use gainsay_core::{Article, RegionKind, Upos};

use crate::{
    ReadArticle,
    words::{Word, Words},
};

/// What joins articles. Of few articles given together most belong together, and what is alike among them is so by chance
/// more rarely than among thousands: what is asked grows with the logarithm of their number.
#[derive(Clone, Copy, Debug)]
struct Bounds {
    /// Articles whose weighted words are at least this alike (cosine) may tell one story.
    alike: f64,
    /// Two stories become one where at least this part of their pairs of articles is alike, so that one article on two
    /// matters doesn't make them one.
    agreeing: f64,
}

/// For so few articles or fewer, chosen on stories that people put together.
const FEW: (f64, Bounds) = (10.0, Bounds { alike: 0.22, agreeing: 0.2 });
/// For so many or more, chosen on news-clusters and BASIL amid articles of `load`.
const MANY: (f64, Bounds) = (2300.0, Bounds { alike: 0.29, agreeing: 0.6 });

impl Bounds {
    fn of(articles: usize) -> Self {
        let share = ((articles.max(1) as f64 / FEW.0).ln() / (MANY.0 / FEW.0).ln()).clamp(0.0, 1.0);
        let between = |few: f64, many: f64| few + share * (many - few);
        Self { alike: between(FEW.1.alike, MANY.1.alike), agreeing: between(FEW.1.agreeing, MANY.1.agreeing) }
    }
}

/// Of each article so many lemmas count, the most telling ones: what they cost must not grow with common words.
const MOST_WORDS: usize = 80;
/// How many articles are thought to be there besides the given ones, a word in one of 200: in a handful of articles on one
/// story the words that all share must not weigh least, in thousands they must.
const BESIDES: f64 = 10_000.0;

/// The stories, each as the indexes of its articles, in order of their first article.
pub(crate) fn stories(articles: &[ReadArticle<'_>], words: &Words<'_>) -> Vec<Vec<usize>> {
    let bounds = Bounds::of(articles.len());
    let mut pairs = alike(&vectors(articles, words), words.len(), bounds.alike);
    for (likeness, a, b) in &mut pairs {
        *likeness *= nearness(articles[*a].article, articles[*b].article);
    }
    pairs.retain(|(likeness, ..)| *likeness >= bounds.alike);
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    join(articles.len(), &pairs, bounds.agreeing)
}

/// What time does to likeness: articles of the same days keep all of it, of different years much less. 1 where a date is
/// not stated: one reckoned from the other articles would be circular.
fn nearness(a: &Article, b: &Article) -> f64 {
    const FAR: f64 = 0.7;
    const SAME_DAYS: i32 = 3;
    const FADES_IN_DAYS: f64 = 60.0;
    let first = |article: &Article| article.published.value.and_then(|value| value.first);
    let (Some(a), Some(b)) = (first(a), first(b)) else { return 1.0 };
    let days = ((a - b).get_days().abs() - SAME_DAYS).max(0);
    FAR + (1.0 - FAR) * (-f64::from(days) / FADES_IN_DAYS).exp()
}

/// Pairs of articles alike: likeness, the one, the later one.
fn alike(vectors: &[Vec<(Word, f64)>], words: usize, least: f64) -> Vec<(f64, usize, usize)> {
    let mut postings: Vec<Vec<(usize, f64)>> = vec![Vec::new(); words];
    let mut likeness = vec![0.0; vectors.len()];
    let (mut touched, mut pairs) = (Vec::new(), Vec::new());
    for (index, vector) in vectors.iter().enumerate() {
        for (word, weight) in vector {
            let posting = &mut postings[*word as usize];
            for &(other, theirs) in posting.iter() {
                if likeness[other] == 0.0 {
                    touched.push(other);
                }
                likeness[other] += weight * theirs;
            }
            posting.push((index, *weight));
        }
        for other in touched.drain(..) {
            let likeness = std::mem::take(&mut likeness[other]);
            if likeness >= least {
                pairs.push((likeness, other, index));
            }
        }
    }
    pairs
}

/// Joins the most alike first; deterministic, for ties stand in order of the articles.
fn join(articles: usize, pairs: &[(f64, usize, usize)], agreeing: f64) -> Vec<Vec<usize>> {
    let mut home: Vec<usize> = (0..articles).collect();
    let mut members: Vec<Vec<usize>> = (0..articles).map(|article| vec![article]).collect();
    let mut near: Vec<Vec<usize>> = vec![Vec::new(); articles];
    for (_, a, b) in pairs {
        near[*a].push(*b);
        near[*b].push(*a);
    }
    for (_, a, b) in pairs {
        let (x, y) = (home[*a].min(home[*b]), home[*a].max(home[*b]));
        if x == y {
            continue;
        }
        let few = if members[x].len() <= members[y].len() { x } else { y };
        let many = x + y - few;
        let links = members[few].iter().flat_map(|one| &near[*one]).filter(|other| home[**other] == many).count();
        if (links as f64) < agreeing * (members[x].len() * members[y].len()) as f64 {
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

/// The first of the joined ones, following `home`.
pub(crate) fn root(home: &mut [usize], mut at: usize) -> usize {
    while home[at] != at {
        home[at] = home[home[at]];
        at = home[at];
    }
    at
}

/// For each article, its most telling lemmas with weights of unit length: names and title words count most, words of many
/// articles little.
fn vectors(articles: &[ReadArticle<'_>], words: &Words<'_>) -> Vec<Vec<(Word, f64)>> {
    let weigh =
        |(article, one): (usize, &ReadArticle<'_>)| weights(one, words.of_tokens(article, 0..one.reading.tokens.len()));
    let mut vectors: Vec<Vec<(Word, f64)>> = articles.iter().enumerate().map(weigh).collect();
    let mut of_word = vec![0usize; words.len()];
    vectors.iter().flatten().for_each(|(word, _)| of_word[*word as usize] += 1);
    let all = articles.len() as f64 + BESIDES;
    for vector in &mut vectors {
        for (word, weight) in vector.iter_mut() {
            *weight *= (all / (of_word[*word as usize] as f64 + BESIDES / 200.0)).ln();
        }
        vector.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        vector.truncate(MOST_WORDS);
        let length = vector.iter().map(|(_, w)| w * w).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
        vector.iter_mut().for_each(|(_, w)| *w /= length);
    }
    vectors
}

fn weights(one: &ReadArticle<'_>, words: &[Word]) -> Vec<(Word, f64)> {
    let mut counts: BTreeMap<Word, (f64, f64)> = BTreeMap::new();
    for sentence in &one.reading.sentences {
        let title = one.article.regions.get(sentence.region).is_some_and(|r| r.kind == RegionKind::Title);
        let tokens = one.reading.tokens[sentence.tokens.clone()].iter().zip(&words[sentence.tokens.clone()]);
        for (token, word) in tokens {
            let points: f64 = match token.upos {
                Upos::Propn => 3.0,
                Upos::Noun => 1.0,
                Upos::Verb | Upos::Adj => 0.5,
                _ => continue,
            };
            let entry = counts.entry(*word).or_insert((0.0, 0.0));
            entry.0 += if title { 2.0 } else { 1.0 };
            entry.1 = points.max(entry.1);
        }
    }
    counts.into_iter().map(|(word, (count, points))| (word, points * (1.0 + f64::ln(count)))).collect()
}
