//! Passages that articles share: runs of words that are the same word for word, outside quotation marks.
//!
//! Who quotes the same words was at the same speech, perhaps; who tells it in the same words has it from the same pen.
//! Found by runs of words as Broder (1997) finds near-copies, with all of them kept, so that the passages come out.

use std::collections::BTreeMap;

use gainsay_core::{ArticleSpan, RegionKind, Span};

use crate::ReadArticle;

/// So many words in a row must be the same.
const RUN: usize = 7;
/// A run that stands in more articles than this is a formula ("all rights reserved"), or costs more than it tells.
const MOST: usize = 40;

/// What two articles share.
#[derive(Clone, Debug)]
pub(crate) struct Shared {
    /// The two, the lower index first.
    pub(crate) articles: [usize; 2],
    /// How many words of the first stand in passages that the second has too.
    pub(crate) words: usize,
    /// The longest such passage, in both.
    pub(crate) passage: [ArticleSpan; 2],
}

/// The words of one article's body that stand in no quotation marks, as numbers with their places; a mark of quotation
/// or a region's end parts them.
struct Body {
    /// `None` where a run is parted.
    words: Vec<Option<(u32, Span)>>,
}

/// All pairs of articles that share a passage, in order.
pub(crate) fn shared(articles: &[ReadArticle<'_>]) -> Vec<Shared> {
    let bodies = bodies(articles);
    let mut runs: Vec<(u64, u32, u32)> = Vec::new();
    for (article, body) in bodies.iter().enumerate() {
        for (at, run) in body.words.windows(RUN).enumerate() {
            let hash = run.iter().try_fold(0_u64, |hash, word| word.map(|(number, _)| mixed(hash, number)));
            runs.extend(hash.map(|hash| (hash, article as u32, at as u32)));
        }
    }
    runs.sort_unstable();
    let mut met: BTreeMap<(usize, usize), Vec<(usize, usize)>> = BTreeMap::new();
    for same in runs.chunk_by(|a, b| a.0 == b.0).filter(|same| (2..=MOST).contains(&same.len())) {
        for (nth, a) in same.iter().enumerate() {
            for b in same[nth + 1..].iter().filter(|b| b.1 != a.1) {
                met.entry((a.1 as usize, b.1 as usize)).or_default().push((a.2 as usize, b.2 as usize));
            }
        }
    }
    met.into_iter().map(|((a, b), places)| Shared::new([a, b], &bodies, places)).collect()
}

impl Shared {
    fn new([a, b]: [usize; 2], bodies: &[Body], mut places: Vec<(usize, usize)>) -> Self {
        places.sort_unstable();
        places.dedup_by_key(|(first, _)| *first);
        let (mut words, mut end) = (0, 0);
        // The longest passage: where runs follow one another in both articles.
        let (mut longest, mut begun) = ((0, 0, 0), 0);
        for (at, &(first, second)) in places.iter().enumerate() {
            words += (first + RUN).saturating_sub(end.max(first));
            end = first + RUN;
            let goes_on = at > 0 && places[at - 1] == (first.wrapping_sub(1), second.wrapping_sub(1));
            if !goes_on {
                begun = at;
            }
            let length = at - begun;
            if at == 0 || length > longest.2 {
                longest = (places[begun].0, places[begun].1, length);
            }
        }
        let (from, other, length) = longest;
        let span = |article: usize, from: usize| ArticleSpan {
            article,
            span: bodies[article].span(from, from + length + RUN),
        };
        Self { articles: [a, b], words, passage: [span(a, from), span(b, other)] }
    }
}

impl Body {
    fn span(&self, from: usize, to: usize) -> Span {
        let words = self.words.get(from..to.min(self.words.len())).unwrap_or(&[]);
        let mut spans = words.iter().flatten().map(|(_, span)| *span);
        let first = spans.next().unwrap_or_default();
        Span::new(first.start, spans.next_back().unwrap_or(first).end)
    }
}

fn mixed(hash: u64, number: u32) -> u64 {
    let sum = (hash.rotate_left(23) ^ u64::from(number)).wrapping_add(0x9e37_79b9_7f4a_7c15);
    let product = sum.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    product ^ (product >> 31)
}

fn bodies(articles: &[ReadArticle<'_>]) -> Vec<Body> {
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    let mut number = |word: &str| -> u32 {
        let next = numbers.len() as u32;
        *numbers.entry(word.to_lowercase()).or_insert(next)
    };
    articles.iter().map(|one| body(*one, &mut number)).collect()
}

fn body(one: ReadArticle<'_>, number: &mut impl FnMut(&str) -> u32) -> Body {
    let text = one.article.text.as_str();
    let mut words = Vec::new();
    let mut quoted = false;
    for sentence in &one.reading.sentences {
        let region = one.article.regions.get(sentence.region).map(|r| r.kind);
        if !matches!(region, Some(RegionKind::Paragraph | RegionKind::Quote | RegionKind::List | RegionKind::Summary)) {
            continue;
        }
        let opens = one.article.regions.get(sentence.region).is_some_and(|r| r.span.start == sentence.span.start);
        // A quotation that nobody closed ends with its paragraph.
        if opens {
            words.push(None);
            quoted = false;
        }
        for token in &one.reading.tokens[sentence.tokens.clone()] {
            let word = token.span.slice(text);
            let mark = match word {
                "\u{201c}" | "\u{ab}" | "``" => Some(true),
                "\u{201d}" | "\u{bb}" | "''" => Some(false),
                "\"" => Some(!quoted),
                _ => None,
            };
            if let Some(mark) = mark {
                quoted = mark;
                words.push(None);
            } else if !quoted && word.contains(char::is_alphanumeric) {
                words.push(Some((number(word), token.span)));
            }
        }
    }
    Body { words }
}
