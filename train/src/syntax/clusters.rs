//! Learns word clusters from news: neighbours are counted, weighed by how much more often than by chance they meet
//! (positive pointwise mutual information), projected at random, and grouped by k-means.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::Result;
use gainsay_read::annotate::syntax::clusters::Clusters;
use gainsay_read::annotate::syntax::tokens::tokenize;
use gainsay_read::annotate::syntax::words::Word;

use crate::random::Random;

/// Words met less often are left out: nothing could be said of them, and nothing can be recovered.
const LEAST: u32 = 15;
/// So many of the most frequent words count as neighbours.
const NEIGHBOURS: usize = 2000;
const DIMENSIONS: usize = 96;
const FINE: usize = 250;
const COARSE: usize = 40;
const ROUNDS: usize = 10;

#[derive(Default, Clone, Copy)]
struct Seen {
    count: u32,
    /// In lower case, with a capital, in capitals; inside sentences.
    cases: [u32; 3],
}

/// Learns from the articles of `load`.
pub(super) fn train(load: &Path) -> Result<Clusters> {
    let texts = read_texts(load)?;
    let mut seen: HashMap<u32, Seen> = HashMap::new();
    each_sentence(&texts, |words| count(words, &mut seen));
    let vocabulary: BTreeMap<u32, Seen> = seen.into_iter().filter(|(_, s)| s.count >= LEAST).collect();
    let mut by_count: Vec<(u32, u32)> = vocabulary.iter().map(|(w, s)| (s.count, *w)).collect();
    by_count.sort_unstable_by(|a, b| b.cmp(a));
    let number: HashMap<u32, usize> = by_count.iter().enumerate().map(|(at, (_, w))| (*w, at)).collect();
    let mut met: Vec<HashMap<u16, u32>> = vec![HashMap::new(); by_count.len()];
    each_sentence(&texts, |words| meet(words, &number, &mut met));
    let vectors = project(&met, &by_count);
    let fine = k_means(&vectors, FINE);
    let coarse = k_means(&vectors, COARSE);
    let words: Vec<(u32, u8, u8, u8)> = (by_count.iter().enumerate())
        .map(|(at, (_, word))| (*word, fine[at] as u8 + 1, coarse[at] as u8 + 1, habit(&vocabulary[word].cases)))
        .collect();
    Ok(Clusters::new(&words))
}

#[allow(clippy::disallowed_methods, reason = "training reads the disk")]
fn read_texts(load: &Path) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    for line in std::fs::read_to_string(load)?.lines() {
        let article: serde_json::Value = serde_json::from_str(line)?;
        texts.extend(article["text"].as_str().map(str::to_owned));
    }
    Ok(texts)
}

/// The words of each paragraph, with whether they start in lower case.
fn each_sentence(texts: &[String], mut take: impl FnMut(&[(Word, bool)])) {
    for paragraph in texts.iter().flat_map(|t| t.lines()).filter(|l| !l.trim().is_empty()) {
        let texts = tokenize(paragraph).into_iter().map(|t| t.slice(paragraph));
        let words: Vec<(Word, bool)> = texts.map(|t| (Word::hashes(t), t.starts_with(char::is_lowercase))).collect();
        take(&words);
    }
}

fn count(words: &[(Word, bool)], seen: &mut HashMap<u32, Seen>) {
    let shouts = words.len() > 2 && words.iter().filter(|(w, _)| w.upper).count() * 2 > words.len();
    let titled = words.iter().filter(|(w, _)| w.capital).count() * 2 > words.len();
    for (at, (word, _)) in words.iter().enumerate() {
        let seen = seen.entry(word.lower).or_default();
        seen.count += 1;
        // After a lower-case word a capital says something of the word itself.
        let inside = at > 0 && words[at - 1].1;
        if inside && !shouts && !titled {
            seen.cases[if word.upper { 2 } else { usize::from(word.capital) }] += 1;
        }
    }
}

fn habit(cases: &[u32; 3]) -> u8 {
    let total: u32 = cases.iter().sum();
    match cases {
        _ if total < 5 => 0,
        [lower, ..] if lower * 20 >= total * 19 => 1,
        [.., upper] if upper * 4 >= total * 3 => 4,
        [lower, ..] if lower * 5 <= total => 3,
        _ => 2,
    }
}

fn meet(words: &[(Word, bool)], number: &HashMap<u32, usize>, met: &mut [HashMap<u16, u32>]) {
    let numbers: Vec<Option<usize>> = words.iter().map(|(w, _)| number.get(&w.lower).copied()).collect();
    for pair in numbers.windows(2) {
        if let [Some(left), Some(right)] = *pair {
            if left < NEIGHBOURS {
                *met[right].entry(left as u16).or_default() += 1;
            }
            if right < NEIGHBOURS {
                *met[left].entry((NEIGHBOURS + right) as u16).or_default() += 1;
            }
        }
    }
}

fn project(met: &[HashMap<u16, u32>], by_count: &[(u32, u32)]) -> Vec<[f32; DIMENSIONS]> {
    let mut random = Random::new(5);
    let signs: Vec<[f32; DIMENSIONS]> =
        (0..2 * NEIGHBOURS).map(|_| std::array::from_fn(|_| if random.chance(0.5) { 1.0 } else { -1.0 })).collect();
    let total: f64 = by_count.iter().map(|(c, _)| f64::from(*c)).sum();
    (met.iter().zip(by_count))
        .map(|(met, (count, _))| {
            let mut vector = [0.0; DIMENSIONS];
            let met: BTreeMap<u16, u32> = met.iter().map(|(n, c)| (*n, *c)).collect();
            for (neighbour, together) in met {
                let other = f64::from(by_count[usize::from(neighbour) % NEIGHBOURS].0);
                let information = (f64::from(together) * total / (f64::from(*count) * other)).ln();
                // What was met once or twice is mostly chance.
                let information = (information * f64::from(together) / (f64::from(together) + 3.0)).max(0.0) as f32;
                for (value, sign) in vector.iter_mut().zip(&signs[usize::from(neighbour)]) {
                    *value += information * sign;
                }
            }
            let length = vector.iter().map(|v| v * v).sum::<f32>().sqrt().max(1e-6);
            vector.map(|v| v / length)
        })
        .collect()
}

/// The scalar product, in sixteen sums side by side as wide registers like it.
fn dot(left: &[f32; DIMENSIONS], right: &[f32; DIMENSIONS]) -> f32 {
    let mut sums = [0.0; 16];
    for (left, right) in left.chunks_exact(16).zip(right.chunks_exact(16)) {
        for ((sum, a), b) in sums.iter_mut().zip(left).zip(right) {
            *sum += a * b;
        }
    }
    sums.iter().sum()
}

/// Groups vectors by direction; which group each is in.
fn k_means(vectors: &[[f32; DIMENSIONS]], groups: usize) -> Vec<usize> {
    // The most frequent words make good first centres: they differ most.
    let mut centres: Vec<[f32; DIMENSIONS]> = (0..groups).map(|g| vectors[(g * 7) % vectors.len()]).collect();
    let mut group = vec![0; vectors.len()];
    for _ in 0..ROUNDS {
        for (group, vector) in group.iter_mut().zip(vectors) {
            let mut best = f32::MIN;
            for (at, centre) in centres.iter().enumerate() {
                let likeness = dot(vector, centre);
                if likeness > best {
                    (best, *group) = (likeness, at);
                }
            }
        }
        let mut sums = vec![[0.0; DIMENSIONS]; groups];
        for (group, vector) in group.iter().zip(vectors) {
            for (sum, value) in sums[*group].iter_mut().zip(vector) {
                *sum += value;
            }
        }
        for (centre, sum) in centres.iter_mut().zip(sums) {
            let length = sum.iter().map(|v| v * v).sum::<f32>().sqrt();
            if length > 0.0 {
                *centre = sum.map(|v| v / length);
            }
        }
    }
    group
}
