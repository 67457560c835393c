//! What a mention of an event says that can be compared: words, participants, time, place, numbers.

use gainsay_core::{
    EventMention, EventStatus, Factuality, Interval, Mention, MentionRef, Penn, Quantity, Reading, RegionKind,
    Relation, Role, Tense, TimeExpression, Upos,
};

use super::concepts;
use crate::{
    context::Context,
    words::{Sketch, Word, set, shared},
};

/// One mention of an event, made comparable.
#[derive(Debug)]
pub(crate) struct Profile<'a> {
    pub(crate) at: MentionRef,
    pub(crate) event: &'a EventMention,
    /// Whether the predicate is a verb here.
    pub(crate) is_verb: bool,
    /// The lemma in one spelling.
    pub(crate) lemma: String,
    /// A number for the lemma in that spelling, once all mentions are known.
    pub(crate) lemma_number: usize,
    /// The lemma's number, where it is a token's.
    pub(crate) word: Option<Word>,
    /// How telling the lemma is.
    pub(crate) rarity: f64,
    /// The concepts it belongs to.
    pub(crate) concepts: Vec<usize>,
    /// Entities that act, and entities that take part otherwise.
    pub(crate) actors: Vec<usize>,
    pub(crate) others: Vec<usize>,
    /// All of them.
    pub(crate) entities: Vec<usize>,
    /// Concepts whose nouns a participant is headed by: a letter and a message are of one kind.
    pub(crate) themes: Vec<usize>,
    /// Whether it stands in the headline or in the first sentences of the body.
    pub(crate) leads: bool,
    /// Whether it is dated more than a year before its report.
    pub(crate) is_history: bool,
    /// Whether the article tells it as done, in a finite verb and without a hedge.
    pub(crate) is_done: bool,
    /// Content lemmas of the participants and of what modifies the predicate.
    pub(crate) words: Vec<Word>,
    /// The heads of what acts, and of what takes part otherwise.
    pub(crate) actor_heads: Vec<Word>,
    pub(crate) other_heads: Vec<Word>,
    /// Nouns of the participants that belong to no named entity.
    pub(crate) nouns: Vec<Word>,
    /// Content lemmas of the whole sentence.
    pub(crate) sentence: Vec<Word>,
    /// Of these.
    pub(crate) sketch: Sketch,
    /// Rare lemmas of the whole sentence.
    pub(crate) context: Vec<Word>,
    /// "first", "second", "11th": which of several.
    pub(crate) ordinal: Option<&'a str>,
    /// Whether the text says that it is another one ("another", "a separate", "a similar").
    pub(crate) another: bool,
    /// Whether it is of others than those told of before ("in another city", "two other men").
    pub(crate) of_others: bool,
    /// When, where the article says so.
    pub(crate) stated: Option<Interval>,
    /// The one time that its sentence names, where the parse ties none to it: a hint, no more.
    pub(crate) nearby: Option<Interval>,
    /// When it can have been at all.
    pub(crate) window: Interval,
    /// Where, as an entity.
    pub(crate) place: Option<usize>,
}

const ANYTIME: Interval = Interval { first: None, last: None, approximate: false, uncertain: false };

impl<'a> Profile<'a> {
    /// Makes the mention comparable.
    pub(crate) fn new(context: &Context<'a>, at: MentionRef) -> Self {
        let event = context.event(at);
        let reading = context.reading(at.article);
        let (mut actors, mut others) = (Vec::new(), Vec::new());
        let mut words = Vec::new();
        let mut heads = Vec::new();
        for participant in &event.participants {
            let entity = context.entity(at.article, participant.chain);
            if let Some(entity) = entity {
                let side = if participant.role == Role::Actor { &mut actors } else { &mut others };
                side.push(entity);
            }
            // Names inside a description count too: "employees of Acme" takes Acme along.
            others.extend(context.entities_in(at.article, participant.span));
            if let Some(head) = reading.tokens.get(participant.head) {
                heads.push(head.lemma.as_str());
            }
            words.extend(content_words(context, at.article, participant.tokens.clone()));
        }
        for quantity in &event.quantities {
            heads.push(quantity.unit.as_str());
        }
        let sentence = reading.sentences.get(event.sentence).map_or(0..0, |s| s.tokens.clone());
        // "it cut 60,000": what is counted stands elsewhere in the sentence.
        if event.participants.iter().any(|p| reading.tokens.get(p.head).is_some_and(|t| t.upos == Upos::Num)) {
            let nouns = reading.tokens.get(sentence.clone()).unwrap_or_default().iter();
            heads.extend(nouns.filter(|t| t.upos == Upos::Noun).map(|t| t.lemma.as_str()));
        }
        let actors = set(actors);
        let mut others = set(others);
        others.retain(|e| !actors.contains(e));
        words.extend(modifiers(context, at.article, event.predicate));
        let told = set(content_words(context, at.article, sentence).collect());
        let stated = event.time.and_then(|t| stated_interval(context, at.article, t));
        Self {
            at,
            event,
            is_verb: reading.tokens.get(event.predicate).is_some_and(|token| token.upos == Upos::Verb),
            lemma: concepts::normalize(&event.lemma),
            lemma_number: 0,
            word: context.words.number_of(&event.lemma),
            rarity: context.words.rarity_of(&event.lemma),
            concepts: concepts::concepts_of(&event.lemma, &heads),
            themes: concepts::themes_of(&event.lemma, &heads),
            leads: leads(context, at, event),
            is_done: is_done(reading, event),
            is_history: stated.is_some_and(|i| is_history(i, context.as_of(at.article), event)),
            entities: set(actors.iter().chain(&others).copied().collect()),
            actors,
            others,
            words: set(words),
            actor_heads: heads_of(context, at.article, event, |role| role == Role::Actor),
            other_heads: heads_of(context, at.article, event, |role| role != Role::Actor),
            nouns: set(unnamed_nouns(context, at.article, event)),
            context: told.iter().copied().filter(|word| context.words.rarity(*word) > 0.45).collect(),
            sketch: Sketch::of(&told),
            sentence: told,
            ordinal: ordinal(reading, event),
            another: is_another(reading, event),
            of_others: is_of_others(reading, event),
            stated,
            nearby: stated.or_else(|| nearby_interval(context, at.article, event)),
            window: stated.unwrap_or_else(|| window(context, at.article, event)),
            place: event.place.and_then(|m| reading.mentions.get(m)).and_then(|m| context.entity(at.article, m.chain)),
        }
    }

    /// The most that [`Profile::words_in_common`] can be.
    pub(crate) fn most_in_common(&self, other: &Self) -> f64 {
        let most_of_own = self.sentence.len() - self.sketch.surely_without(other.sketch);
        let most_of_theirs = other.sentence.len() - other.sketch.surely_without(self.sketch);
        let common = most_of_own.min(most_of_theirs);
        common as f64 / (self.sentence.len() + other.sentence.len() - common).max(1) as f64
    }

    /// Which part of the two sentences' content words both have; 0 where a sentence has too few to tell.
    pub(crate) fn words_in_common(&self, other: &Self) -> f64 {
        const FEWEST: usize = 3;
        let common = shared(&self.sentence, &other.sentence).count();
        let all = self.sentence.len() + other.sentence.len() - common;
        if common < FEWEST { 0.0 } else { common as f64 / all as f64 }
    }

    /// The numbers said of it.
    pub(crate) fn quantities(&self) -> &'a [Quantity] {
        &self.event.quantities
    }

    /// Whether it is today's news: undated, and ahead or at the head of its article.
    pub(crate) fn is_news(&self) -> bool {
        self.stated.is_none() && (self.leads || self.is_ahead())
    }

    /// Whether it is told as yet to come.
    pub(crate) fn is_ahead(&self) -> bool {
        self.event.status == EventStatus::Planned || self.event.tense == Tense::Future
    }
}

/// The interval of an expression of time, widened by "before", "after" and the like.
fn stated_interval(context: &Context<'_>, article: usize, time: usize) -> Option<Interval> {
    let interval = context.intervals.get(article)?.get(time).copied().flatten()?;
    let reading = context.reading(article);
    let expression: &TimeExpression = reading.times.get(time)?;
    // "the biggest since 1979" dates something else.
    let before = expression.tokens.start.checked_sub(1).and_then(|i| reading.tokens.get(i));
    if before.is_some_and(|t| t.lemma == "since") {
        return None;
    }
    Some(match expression.modifier.as_deref() {
        Some("BEFORE" | "ON_OR_BEFORE") => Interval { first: None, ..interval },
        Some("AFTER" | "ON_OR_AFTER") => Interval { last: None, ..interval },
        _ => interval,
    })
}

/// The interval of the only expression of time in an event's sentence that stands for days.
fn nearby_interval(context: &Context<'_>, article: usize, event: &EventMention) -> Option<Interval> {
    let reading = context.reading(article);
    let sentence = reading.sentences.get(event.sentence)?.span;
    let intervals = context.intervals.get(article)?;
    let inside = reading.times.iter().zip(intervals).filter(|(t, _)| sentence.contains(t.span));
    let mut days = inside.filter_map(|(_, i)| *i).filter(|i| i.days().is_some_and(|d| d <= 31));
    days.next().filter(|_| days.next().is_none())
}

/// When something without a stated time can have been: not after the report that tells of it as past, not before the
/// report that tells of it as ahead.
fn window(context: &Context<'_>, article: usize, event: &EventMention) -> Interval {
    let Some(as_of) = context.as_of(article) else { return ANYTIME };
    let ahead = event.status == EventStatus::Planned || event.tense == Tense::Future;
    if ahead {
        Interval { first: as_of.first, ..ANYTIME }
    } else if event.status == EventStatus::Occurred {
        Interval { last: as_of.last, ..ANYTIME }
    } else {
        ANYTIME
    }
}

/// Sentences of the body that open an article: what it is about stands there.
const OPENING_SENTENCES: usize = 2;

fn leads(context: &Context<'_>, at: MentionRef, event: &EventMention) -> bool {
    let reading = context.reading(at.article);
    let regions = &context.article(at.article).regions;
    let kind = |sentence: usize| regions.get(reading.sentences[sentence].region).map(|r| r.kind);
    let is_body = |sentence: &usize| matches!(kind(*sentence), Some(RegionKind::Paragraph | RegionKind::Summary));
    match reading.sentences.get(event.sentence).map(|_| kind(event.sentence)) {
        Some(Some(RegionKind::Title)) => true,
        Some(_) if is_body(&event.sentence) => (0..event.sentence).filter(is_body).count() < OPENING_SENTENCES,
        _ => false,
    }
}

fn content_words<'c>(
    context: &'c Context<'_>,
    article: usize,
    tokens: std::ops::Range<usize>,
) -> impl Iterator<Item = Word> + 'c {
    let words = context.words.of_tokens(article, tokens.clone());
    let tokens = context.reading(article).tokens.get(tokens).unwrap_or_default();
    tokens.iter().zip(words).filter_map(|(t, word)| {
        let content = matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Verb);
        (content && t.lemma.len() > 1).then_some(*word)
    })
}

/// The head words of the participants in such roles.
fn heads_of(context: &Context<'_>, article: usize, event: &EventMention, fits: impl Fn(Role) -> bool) -> Vec<Word> {
    let heads = event.participants.iter().filter(|p| fits(p.role)).map(|p| p.head);
    set(heads.flat_map(|head| context.words.of_tokens(article, head..head + 1)).copied().collect())
}

/// Nouns of the participants outside the mentions of entities.
fn unnamed_nouns(context: &Context<'_>, article: usize, event: &EventMention) -> Vec<Word> {
    let reading = context.reading(article);
    let sentence = reading.sentences.get(event.sentence).map(|s| s.span).unwrap_or_default();
    let from = reading.mentions.partition_point(|m| m.span.start < sentence.start);
    let of_sentence = reading.mentions[from..].iter().take_while(|m| m.span.start < sentence.end);
    let named: Vec<&Mention> = of_sentence.filter(|m| context.entity(article, m.chain).is_some()).collect();
    let mut nouns = Vec::new();
    for at in event.participants.iter().flat_map(|participant| participant.tokens.clone()) {
        let is_noun = reading.tokens.get(at).is_some_and(|t| matches!(t.upos, Upos::Noun | Upos::Propn));
        if is_noun && !named.iter().any(|mention| mention.tokens.contains(&at)) {
            nouns.extend(context.words.of_tokens(article, at..at + 1));
        }
    }
    nouns
}

/// "cut", "has cut", "was cut": a finite verb of the past, certain.
fn is_done(reading: &Reading, event: &EventMention) -> bool {
    let finite = reading.tokens.get(event.predicate).is_some_and(|verb| match verb.penn {
        Penn::Vbd => true,
        Penn::Vbn => reading.dependents(event.predicate).any(|i| {
            let child = &reading.tokens[i];
            let past = matches!(child.penn, Penn::Vbd) || child.lemma == "have" && child.penn != Penn::Vb;
            child.upos == Upos::Aux && past
        }),
        _ => false,
    });
    finite && event.status == EventStatus::Occurred && event.factuality == Factuality::Certain
}

/// Whether an interval ended more than a year before the report that names it.
fn is_history(interval: Interval, as_of: Option<Interval>, event: &EventMention) -> bool {
    match (interval.last, as_of.and_then(|i| i.first)) {
        (Some(last), Some(reported)) => (reported - last).get_days() > 366,
        // Without a date of the report its own words must tell: a year that has to be named is not this one.
        (Some(_), None) => interval.days().is_some_and(|d| d > 31) && event.status == EventStatus::Occurred,
        _ => false,
    }
}

/// Adjectives and nouns that stand before the predicate ("missile test", "nuclear talks").
fn modifiers<'c>(context: &'c Context<'_>, article: usize, predicate: usize) -> impl Iterator<Item = Word> + 'c {
    let reading = context.reading(article);
    reading.dependents(predicate).filter_map(move |i| {
        let relation = reading.tokens[i].relation;
        let word = context.words.of_tokens(article, i..i + 1).first().copied();
        word.filter(|_| matches!(relation, Relation::Amod | Relation::Compound))
    })
}

const ORDINALS: &[&str] = &[
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
];

/// Which of several, said of the predicate or of the round, quarter or day it is counted by.
fn ordinal<'a>(reading: &'a Reading, event: &EventMention) -> Option<&'a str> {
    let is_counter = |i: &usize| {
        let token = &reading.tokens[*i];
        matches!(token.lemma.as_str(), "round" | "quarter" | "edition" | "phase" | "leg")
    };
    let mut heads = vec![event.predicate];
    heads.extend(event.participants.iter().map(|p| p.head).filter(is_counter));
    heads.extend(reading.tokens.get(event.predicate).and_then(|t| t.head).filter(is_counter));
    for head in heads {
        for child in reading.dependents(head) {
            let lemma = reading.tokens[child].lemma.as_str();
            let digits = lemma.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            let numeric =
                !digits.is_empty() && digits.len() < lemma.len() && digits.bytes().all(|b| b.is_ascii_digit());
            if ORDINALS.contains(&lemma) || numeric {
                return Some(lemma);
            }
        }
    }
    None
}

/// What says of a noun that it is not of the one told of before.
const OTHER: [&str; 5] = ["other", "another", "additional", "further", "different"];

/// Whether the text itself says that this is not the one told of before.
fn is_another(reading: &Reading, event: &EventMention) -> bool {
    reading
        .dependents(event.predicate)
        .any(|i| matches!(reading.tokens[i].lemma.as_str(), "another" | "separate" | "similar" | "different"))
}

/// Whether one that takes part, or whoever it belongs to, is another than the one told of before.
fn is_of_others(reading: &Reading, event: &EventMention) -> bool {
    event.participants.iter().any(|one| {
        let mut inside = vec![one.head];
        while let Some(token) = inside.pop() {
            for child in reading.dependents(token).filter(|child| one.tokens.contains(child)) {
                match reading.tokens[child].relation {
                    Relation::Amod | Relation::Det if OTHER.contains(&reading.tokens[child].lemma.as_str()) => {
                        return true;
                    }
                    Relation::Nmod => inside.push(child),
                    _ => {}
                }
            }
        }
        false
    })
}
