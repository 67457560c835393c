//! What is asserted besides events: statements that several reports attribute, and comments said not to have come yet.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use gainsay_core::{
    ArticleSpan, Attribution, EventStatus, Facet, Factuality, MentionRef, Position, PositionStance, SourceKind, Stance,
    Upos,
};

use super::{chain, claims::Draft, status::Circumstances};
use crate::{
    context::Context,
    group::Grouped,
    words::{Word, set},
};

/// Contents whose weighted words are at least this alike (cosine) are one statement.
const ALIKE: f64 = 0.42;

/// The statements and the comments that are claims of their own.
pub(crate) fn claims(context: &Context<'_>, grouped: &Grouped) -> Vec<Draft> {
    let mut drafts = shared_statements(context, grouped);
    drafts.extend(comments(context));
    drafts
}

/// An attribution with the words of its content, weighted to unit length.
struct Content<'a> {
    at: MentionRef,
    attribution: &'a Attribution,
    /// In order of their numbers.
    words: Vec<(Word, f64)>,
}

fn contents<'a>(context: &Context<'a>) -> Vec<Content<'a>> {
    let mut found = Vec::new();
    for (article, one) in context.articles.iter().enumerate() {
        for (index, attribution) in one.reading.attributions.iter().enumerate() {
            let words = words(context, article, attribution.content);
            if !words.is_empty() {
                found.push(Content { at: MentionRef { article, index }, attribution, words });
            }
        }
    }
    found
}

fn words(context: &Context<'_>, article: usize, span: gainsay_core::Span) -> Vec<(Word, f64)> {
    let reading = context.reading(article);
    let inside = reading.tokens_in(span);
    let tokens = reading.tokens[inside.clone()].iter();
    let telling = |upos| matches!(upos, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Num);
    let numbers = context.words.of_tokens(article, inside);
    let told = tokens.zip(numbers).filter(|(token, _)| telling(token.upos)).map(|(_, word)| *word);
    let weight = |word| (word, context.words.rarity(word).max(0.05));
    let mut words: Vec<(Word, f64)> = set(told.collect()).into_iter().map(weight).collect();
    let length = words.iter().map(|(_, w)| w * w).sum::<f64>().sqrt();
    words.iter_mut().for_each(|(_, w)| *w /= length.max(f64::MIN_POSITIVE));
    words
}

/// No more contents than this are looked at for one word: beyond it the word is too common to tell anything.
const LONGEST_POSTING: usize = 400;
/// Contents of fewer words tell too little to be matched.
const FEWEST_WORDS: usize = 4;

/// The pairs of contents of different articles that are alike, found through the words they share.
fn alike(contents: &[Content<'_>]) -> Vec<(usize, usize)> {
    let mut postings: HashMap<Word, Vec<(usize, f64)>> = HashMap::new();
    let mut pairs = Vec::new();
    let mut likeness = vec![0.0; contents.len()];
    for (b, content) in contents.iter().enumerate().filter(|(_, c)| c.words.len() >= FEWEST_WORDS) {
        let mut touched: Vec<usize> = Vec::new();
        for (word, weight) in &content.words {
            let list = postings.entry(*word).or_default();
            for &(a, theirs) in list.iter().filter(|_| list.len() <= LONGEST_POSTING) {
                if likeness[a] == 0.0 {
                    touched.push(a);
                }
                likeness[a] += weight * theirs;
            }
            list.push((b, *weight));
        }
        touched.sort_unstable();
        for a in touched {
            let apart = contents[a].at.article != content.at.article;
            if std::mem::take(&mut likeness[a]) >= ALIKE && apart {
                pairs.push((a, b));
            }
        }
    }
    pairs
}

/// The first of the joined ones, following `home`.
fn root(home: &mut [usize], mut at: usize) -> usize {
    while home[at] != at {
        home[at] = home[home[at]];
        at = home[at];
    }
    at
}

/// Statements told by several reports that no one event joins.
fn shared_statements(context: &Context<'_>, grouped: &Grouped) -> Vec<Draft> {
    let contents = contents(context);
    let mut home: Vec<usize> = (0..contents.len()).collect();
    for (a, b) in alike(&contents) {
        let (x, y) = (root(&mut home, a), root(&mut home, b));
        home[x.max(y)] = x.min(y);
    }
    let mut groups: BTreeMap<usize, Vec<&Content<'_>>> = BTreeMap::new();
    for (index, content) in contents.iter().enumerate() {
        groups.entry(root(&mut home, index)).or_default().push(content);
    }
    groups
        .into_values()
        .filter(|group| !is_told_by_event(context, grouped, group))
        .filter(|group| group.len() > 1 || stands_alone(context, group[0]))
        .map(|group| Draft {
            label: shorten(group[0].attribution.content.slice(&context.article(group[0].at.article).text)),
            event: None,
            facet: Facet::Attribute,
            positions: group.iter().filter_map(|content| position(context, content)).collect(),
            circumstances: Circumstances {
                event: group.iter().all(|c| is_ahead(context, c)).then_some(EventStatus::Planned),
                ..Circumstances::default()
            },
            why: match group.len() {
                1 => Vec::new(),
                _ => vec!["the statements share their rare words".to_owned()],
            },
        })
        .collect()
}

/// Fewer content words than this are no statement that could be matched or checked.
const SHORTEST_STATEMENT: usize = 4;

/// Whether one report's statement is a claim of its own: it says something, and tells of no event.
fn stands_alone(context: &Context<'_>, content: &Content<'_>) -> bool {
    let tells = context.reading(content.at.article).events.iter().any(|e| content.attribution.content.contains(e.span));
    let says =
        matches!(content.attribution.stance, Stance::Asserts | Stance::Confirms | Stance::Plans | Stance::Denies);
    says && !tells && content.words.len() >= SHORTEST_STATEMENT
}

/// Whether a statement is about what is to come: "will be free".
fn is_ahead(context: &Context<'_>, content: &Content<'_>) -> bool {
    let reading = context.reading(content.at.article);
    let mut tokens = reading.tokens[reading.tokens_in(content.attribution.content)].iter();
    tokens.any(|t| t.upos == Upos::Aux && matches!(t.lemma.as_str(), "will" | "shall" | "wo" | "'ll"))
}

/// Whether one event already has a mention inside each of these contents.
fn is_told_by_event(context: &Context<'_>, grouped: &Grouped, group: &[&Content<'_>]) -> bool {
    let events_of = |content: &Content<'_>| -> BTreeSet<usize> {
        let events = &context.reading(content.at.article).events;
        let inside = events.iter().enumerate().filter(|(_, e)| content.attribution.content.contains(e.span));
        inside.map(|(index, _)| grouped.event_of[content.at.article][index]).collect()
    };
    let mut sets = group.iter().map(|c| events_of(c));
    let Some(first) = sets.next() else { return false };
    let shared = sets.fold(first, |shared, set| shared.intersection(&set).copied().collect());
    !shared.is_empty()
}

fn position(context: &Context<'_>, content: &Content<'_>) -> Option<Position> {
    let (stance, factuality) = match content.attribution.stance {
        Stance::Asserts | Stance::Confirms | Stance::Plans => (PositionStance::Affirms, Factuality::Certain),
        Stance::Denies => (PositionStance::Denies, Factuality::CertainNot),
        Stance::NoComment => (PositionStance::NoComment, Factuality::Unknown),
        Stance::Questions | Stance::Demands => return None,
    };
    Some(at_attribution(context, content.at, stance, factuality, "true"))
}

fn at_attribution(
    context: &Context<'_>,
    at: MentionRef,
    stance: PositionStance,
    factuality: Factuality,
    value: &str,
) -> Position {
    let attribution = context.attribution(at);
    let value = if stance == PositionStance::Denies { "false" } else { value };
    Position {
        stance,
        value: value.to_owned(),
        factuality,
        chain: chain::chain(context, at.article, Some(at.index)),
        origin: 0,
        as_of: chain::as_of(context, at.article, Some(at.index)),
        evidence: context.sentence(
            at.article,
            context.reading(at.article).sentence_at(attribution.content.start).unwrap_or(attribution.sentence),
        ),
        cue: attribution.cue.map(|span| ArticleSpan { article: at.article, span }),
        attribution: Some(at),
    }
}

/// "has not yet commented on the strikes" in one report, and a comment on them in another: the later overtakes.
fn comments(context: &Context<'_>) -> Vec<Draft> {
    let contents = contents(context);
    let mut by_source: BTreeMap<usize, Vec<&Content<'_>>> = BTreeMap::new();
    for content in &contents {
        if let Some(source) = context.entity(content.at.article, content.attribution.source.chain) {
            by_source.entry(source).or_default().push(content);
        }
    }
    let mut drafts = Vec::new();
    for silent in contents.iter().filter(|c| c.attribution.stance == Stance::NoComment) {
        let Some(who) = context.entity(silent.at.article, silent.attribution.source.chain) else { continue };
        let speaks = |c: &&&Content<'_>| {
            c.attribution.stance != Stance::NoComment && c.attribution.source.kind != SourceKind::Unknown
        };
        let others = by_source.get(&who).into_iter().flatten();
        let said: Vec<&Content<'_>> = others
            .filter(|c| speaks(c) && c.at.article != silent.at.article && on_topic(context, silent, c))
            .copied()
            .collect();
        if said.is_empty() {
            continue;
        }
        let mut positions: Vec<Position> = said
            .iter()
            .map(|c| at_attribution(context, c.at, PositionStance::Affirms, Factuality::Certain, "true"))
            .collect();
        positions.push(at_attribution(context, silent.at, PositionStance::Denies, Factuality::CertainNot, "false"));
        let text = &context.article(silent.at.article).text;
        drafts.push(Draft {
            label: format!(
                "{} has commented: {}",
                context.entities[who].name,
                shorten(silent.attribution.content.slice(text))
            ),
            event: None,
            facet: Facet::Attribute,
            positions,
            circumstances: Circumstances { overtaken: says_yet(context, silent), ..Circumstances::default() },
            why: vec!["one report says that no comment has come, another gives one".to_owned()],
        });
    }
    drafts
}

/// Whether a comment is on what the other did not comment on: the topic's rare words stand in its sentence.
fn on_topic(context: &Context<'_>, silent: &Content<'_>, said: &Content<'_>) -> bool {
    let sentence = context.sentence(said.at.article, said.attribution.sentence).span;
    let around = words(context, said.at.article, sentence.cover(said.attribution.content));
    let topic: f64 = silent.words.iter().map(|(_, weight)| weight).sum();
    let is_around = |word: &Word| around.binary_search_by_key(word, |(known, _)| *known).is_ok();
    let shared: f64 = silent.words.iter().filter(|(word, _)| is_around(word)).map(|(_, weight)| weight).sum();
    shared >= 0.3 * topic
}

/// "yet", "so far", "as of": the silence may end.
fn says_yet(context: &Context<'_>, silent: &Content<'_>) -> bool {
    let reading = context.reading(silent.at.article);
    let Some(sentence) = reading.sentences.get(silent.attribution.sentence) else { return false };
    let lemmas: Vec<&str> = reading.tokens[sentence.tokens.clone()].iter().map(|t| t.lemma.as_str()).collect();
    lemmas.contains(&"yet") || lemmas.windows(2).any(|w| w == ["so", "far"] || w == ["as", "of"])
}

/// At most this many characters of a label.
const LONGEST_LABEL: usize = 110;

fn shorten(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match joined.char_indices().nth(LONGEST_LABEL) {
        Some((end, _)) => format!("{}…", joined[..end].trim_end()),
        None => joined,
    }
}
