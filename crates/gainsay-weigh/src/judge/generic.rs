//! Denials and refusals to comment that point at a claim without repeating it: "denied the report", "has yet to
//! comment", "the story is a hoax". They take a position on the claim that the article tells of.

use std::{collections::BTreeMap, sync::LazyLock};

use gainsay_core::{
    ArticleSpan, Attribution, EventMention, Factuality, MentionRef, Penn, Position, PositionStance, Reading, Relation,
    Span, Stance, Token, Upos,
};
use serde::Deserialize;

use super::{
    chain,
    claims::Draft,
    dismissals::{Verdict, Words},
    positions,
};
use crate::{context::Context, group::Grouped};

#[derive(Deserialize, Default)]
struct Rules {
    pointers: Vec<String>,
    silences: Vec<String>,
    pronouns: Vec<String>,
    requests: Vec<String>,
    #[serde(flatten)]
    words: Words,
}

static RULES: LazyLock<Rules> =
    LazyLock::new(|| toml::from_str(include_str!("../../rules/generic.toml")).unwrap_or_default());

/// Adds such positions to the claims they point at; the drafts are those of the events' occurrence, in order of events.
pub(crate) fn attach(context: &Context<'_>, grouped: &Grouped, drafts: &mut [Draft]) {
    for (article, one) in context.articles.iter().enumerate() {
        let attributed = one.reading.attributions.iter().enumerate();
        let said = attributed.filter_map(|(index, attribution)| {
            let at = MentionRef { article, index };
            Some(Pointing::of_source(at, attribution, stance(context, at, attribution)?))
        });
        for pointing in said.chain(own_dismissals(context, article)) {
            if let Some(event) = target(context, grouped, drafts, &pointing)
                && let Some(draft) = drafts.get_mut(event)
            {
                // The pointing words themselves are no report of the event.
                draft.positions.retain(|p| !pointing.is_by_same(p) || p.stance != PositionStance::Affirms);
                draft.positions.push(pointing.position(context));
            }
        }
    }
}

/// Words that take a position on a claim they point at.
struct Pointing {
    article: usize,
    sentence: usize,
    /// What points, as bytes of the article's text.
    words: Span,
    stance: PositionStance,
    /// Who says it; `None` for the article itself.
    attribution: Option<usize>,
    cue: Option<Span>,
    /// The chain of whoever says it.
    source: Option<usize>,
}

impl Pointing {
    const fn of_source(at: MentionRef, attribution: &Attribution, stance: PositionStance) -> Self {
        Self {
            article: at.article,
            sentence: attribution.sentence,
            words: attribution.content,
            stance,
            attribution: Some(at.index),
            cue: attribution.cue,
            source: attribution.source.chain,
        }
    }

    /// The attribution as positions name it.
    fn at(&self) -> Option<MentionRef> {
        self.attribution.map(|index| MentionRef { article: self.article, index })
    }

    /// Whether a position is taken by the same words, or, where the article itself says these, in the same sentence.
    fn is_by_same(&self, position: &Position) -> bool {
        position.attribution == self.at()
            && (self.attribution.is_some()
                || position.evidence.article == self.article && position.evidence.span.contains(self.words))
    }
}

/// What the attribution does with what it points at; `None` where it points at nothing.
fn stance(context: &Context<'_>, at: MentionRef, attribution: &Attribution) -> Option<PositionStance> {
    let reading = context.reading(at.article);
    let lemmas = content_lemmas(reading, attribution.content);
    let is = |list: &[String], lemma: &str| list.iter().any(|l| l == lemma);
    // "Denied it", "denied the report" point; "denied that it had received the report" says what is denied.
    let points = !says_something(reading, attribution.content)
        && (lemmas.iter().any(|l| is(&RULES.pointers, l)) || lemmas.first().is_some_and(|l| is(&RULES.pronouns, l)));
    let denies = attribution.stance == Stance::Denies;
    let dismissal = RULES.words.first_in(reading, attribution.content).map(|one| one.verdict(denies));
    match (attribution.stance, dismissal) {
        (Stance::NoComment, _) => is_silent_on_it(reading, attribution).then_some(PositionStance::NoComment),
        (Stance::Asserts | Stance::Denies, Some(Verdict::Upheld)) => Some(PositionStance::Affirms),
        (Stance::Denies, _) if points => Some(PositionStance::Denies),
        (Stance::Asserts | Stance::Denies, Some(Verdict::Dismissed)) => Some(PositionStance::Denies),
        (Stance::Asserts, None) if denies_existence(&lemmas) => Some(PositionStance::Denies),
        _ => None,
    }
}

/// What an article itself dismisses: "The story is a hoax." Only what surely points at something told of: a pronoun, or a
/// noun for what others claim.
fn own_dismissals<'c>(context: &'c Context<'_>, article: usize) -> impl Iterator<Item = Pointing> + 'c {
    let reading = context.reading(article);
    let text = &context.article(article).text;
    let points = |token: &Token| {
        let pronoun = token.upos == Upos::Pron && RULES.pronouns.contains(&token.lemma);
        pronoun || token.upos == Upos::Noun && RULES.pointers.contains(&token.lemma)
    };
    let asks = |sentence: usize| reading.sentences[sentence].span.slice(text).trim_end().ends_with('?');
    (0..reading.sentences.len()).filter(move |sentence| !asks(*sentence)).filter_map(move |sentence| {
        let made = RULES.words.of_sentence(reading, sentence).into_iter();
        let (dismissal, words) = made.filter_map(|one| Some((one, one.clause(reading, points)?))).next()?;
        let is_said = reading.attributions.iter().any(|said| said.content.overlaps(words));
        let stance = match dismissal.verdict(false) {
            Verdict::Dismissed => PositionStance::Denies,
            Verdict::Upheld => PositionStance::Affirms,
            Verdict::Open => return None,
        };
        (!is_said && !is_quoted(reading, words)).then_some(Pointing {
            article,
            sentence,
            words,
            stance,
            attribution: None,
            cue: None,
            source: None,
        })
    })
}

/// Whether words stand between marks of quotation in their paragraph: somebody said them, whether or not it is known who.
fn is_quoted(reading: &Reading, words: Span) -> bool {
    let region = |at: usize| reading.sentences.get(reading.sentence_of_token(at)).map(|sentence| sentence.region);
    let end = reading.token_from(words.start);
    let before = (0..end).rev().take_while(|at| region(*at) == region(end)).map(|at| reading.tokens[at].penn);
    before.into_iter().find(|penn| matches!(penn, Penn::Openquote | Penn::Closequote)) == Some(Penn::Openquote)
}

/// Whether the words that keep silent are of those who don't comment, not of those who keep back a detail.
fn is_silent_on_it(reading: &Reading, attribution: &Attribution) -> bool {
    attribution.cue.is_none_or(|cue| {
        reading.tokens[reading.tokens_in(cue)].iter().any(|token| RULES.silences.contains(&token.lemma))
    })
}

/// Whether the content is a clause with a verb of its own that says what is claimed, rather than a pointer at it.
fn says_something(reading: &Reading, content: Span) -> bool {
    let tokens = &reading.tokens[reading.tokens_in(content)];
    tokens.iter().any(|t| t.upos == Upos::Verb && t.relation != Relation::Amod) && tokens.len() > 3
}

fn content_lemmas(reading: &Reading, content: Span) -> Vec<&str> {
    reading.tokens[reading.tokens_in(content)]
        .iter()
        .filter(|t| !matches!(t.upos, Upos::Punct | Upos::Det))
        .map(|t| t.lemma.as_str())
        .collect()
}

/// "does not exist", "never happened", "is not true".
fn denies_existence(lemmas: &[&str]) -> bool {
    let points = lemmas.iter().any(|l| RULES.pointers.iter().any(|p| p == l))
        || lemmas.first().is_some_and(|l| RULES.pronouns.iter().any(|p| p == l));
    let negated = points && lemmas.iter().any(|l| matches!(*l, "not" | "never" | "no" | "n't"));
    let exists =
        lemmas.iter().any(|l| matches!(*l, "exist" | "happen" | "occur" | "true" | "place" | "fact" | "accord"));
    negated && exists
}

/// The claim pointed at: an event that others tell of, most told of in this article before this sentence and in the
/// others, and sharing most of its words. `None` where none stands out.
fn target(context: &Context<'_>, grouped: &Grouped, drafts: &[Draft], pointing: &Pointing) -> Option<usize> {
    let article = pointing.article;
    let reading = context.reading(article);
    let own = context.entity(article, pointing.source);
    let specific = specific_nouns(reading, pointing.words);
    let lemmas = content_lemmas(reading, pointing.words);
    let mut scores: BTreeMap<usize, f64> = BTreeMap::new();
    for (index, mention) in reading.events.iter().enumerate() {
        let Some(&event) = grouped.event_of[article].get(index) else { continue };
        let same_words = match pointing.attribution {
            Some(_) => mention.attribution == pointing.attribution,
            None => pointing.words.contains(mention.span),
        };
        if !specific.is_empty() && !tells_of(context, article, mention.sentence, &specific) {
            continue;
        }
        if same_words || !has_other_voice(context, drafts, event, pointing, own) {
            continue;
        }
        *scores.entry(event).or_insert(0.0) += pull(context, pointing, mention, &specific);
    }
    for (event, score) in &mut scores {
        let told = &grouped.events[*event];
        let mut elsewhere: Vec<usize> = told.mentions.iter().map(|m| m.article).collect();
        elsewhere.dedup();
        *score *= elsewhere.len() as f64;
        if told.mentions.iter().any(|m| m.article == article && context.event(*m).sentence == 0) {
            *score *= 1.3;
        }
        if told.mentions.iter().any(|m| lemmas.contains(&context.event(*m).lemma.as_str())) {
            *score *= 1.5;
        }
    }
    let best = scores.iter().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)))?;
    (*best.1 >= 0.4).then_some(*best.0)
}

/// How strongly words point at a mention in their article.
fn pull(context: &Context<'_>, pointing: &Pointing, mention: &EventMention, specific: &[&str]) -> f64 {
    let before = pointing.sentence.checked_sub(mention.sentence);
    // What stands just before is pointed at; what comes after only in headlines and first sentences.
    let nearness = match before {
        Some(sentences) => 1.0 / (1.0 + sentences as f64 * 0.25),
        None => 0.3 / (1.0 + (mention.sentence - pointing.sentence) as f64),
    };
    if pointing.stance == PositionStance::NoComment {
        // "Declined to comment on the letter": what was done with the letter, before what its sentence tells besides.
        let named = takes_part(context, pointing.article, mention, specific);
        return nearness * if named { 3.0 } else { 1.0 };
    }
    // "Rejected the charge", "the rumour is baseless": what somebody else is said to claim, before what is told as so.
    let claimed = match (mention.attribution, before) {
        (None, _) => 1.0,
        (Some(_), Some(0)) => 8.0,
        (Some(_), Some(1)) => 5.0,
        (Some(_), _) => 2.5,
    };
    nearness * claimed
}

/// The nouns by which words name what they are about: "the letter", "the union's remarks"; none where they only point.
fn specific_nouns(reading: &Reading, words: Span) -> Vec<&str> {
    let tokens = reading.tokens[reading.tokens_in(words)].iter().filter(|t| matches!(t.upos, Upos::Noun | Upos::Propn));
    let nouns = tokens.map(|t| t.lemma.as_str());
    let idle = |lemma: &str| {
        let listed = [&RULES.pointers, &RULES.requests].iter().any(|list| list.iter().any(|l| l == lemma));
        listed || RULES.words.dismiss(lemma)
    };
    nouns.filter(|lemma| !idle(lemma)).collect()
}

/// Whether one of these nouns is the event's own word, hangs on it or takes part in it.
fn takes_part(context: &Context<'_>, article: usize, event: &EventMention, nouns: &[&str]) -> bool {
    let reading = context.reading(article);
    let sentence = reading.sentences.get(event.sentence).map_or(0..0, |s| s.tokens.clone());
    let is_part = |at: usize| {
        let hangs = reading.tokens.get(at).is_some_and(|token| token.head == Some(event.predicate));
        hangs || at == event.predicate || event.participants.iter().any(|p| p.tokens.contains(&at))
    };
    sentence
        .into_iter()
        .any(|at| reading.tokens.get(at).is_some_and(|token| nouns.contains(&token.lemma.as_str())) && is_part(at))
}

/// Whether a sentence has one of these nouns.
fn tells_of(context: &Context<'_>, article: usize, sentence: usize, nouns: &[&str]) -> bool {
    let reading = context.reading(article);
    let tokens = reading.sentences.get(sentence).and_then(|s| reading.tokens.get(s.tokens.clone()));
    tokens.is_some_and(|tokens| tokens.iter().any(|t| nouns.contains(&t.lemma.as_str())))
}

/// Whether somebody other than who points reports the event.
fn has_other_voice(
    context: &Context<'_>,
    drafts: &[Draft],
    event: usize,
    pointing: &Pointing,
    own: Option<usize>,
) -> bool {
    let Some(draft) = drafts.get(event) else { return false };
    draft.positions.iter().any(|p| {
        let source = p.attribution.map(|a| context.attribution(a));
        let same = match (source, own) {
            (Some(source), Some(own)) => context.entity(p.evidence.article, source.source.chain) == Some(own),
            _ => p.attribution == pointing.at() && (p.attribution.is_some() || p.evidence.article == pointing.article),
        };
        !same && matches!(p.stance, PositionStance::Affirms | PositionStance::Unconfirmed)
    })
}

impl Pointing {
    fn position(&self, context: &Context<'_>) -> Position {
        let factuality = match self.stance {
            PositionStance::Denies => Factuality::CertainNot,
            PositionStance::Affirms => Factuality::Certain,
            _ => Factuality::Unknown,
        };
        Position {
            stance: self.stance,
            value: positions::occurrence_value(self.stance),
            factuality,
            chain: chain::chain(context, self.article, self.attribution),
            origin: 0,
            as_of: chain::as_of(context, self.article, self.attribution),
            evidence: context.sentence(self.article, self.sentence),
            cue: self.cue.map(|span| ArticleSpan { article: self.article, span }),
            attribution: self.at(),
        }
    }
}
