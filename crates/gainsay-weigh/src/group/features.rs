//! How alike two mentions are, as numbers that a model weighs ([`super::model`]).

use gainsay_core::{Interval, Quantity};

use super::{
    compare::{closeness, compatible, is_same_day, same_value, significant_digits},
    facts::Facts,
    profile::Profile,
    several::{Several, shares_actor, shares_thing},
};
use crate::{
    context::Context,
    words::{Word, shared},
};

/// What is looked at, by name, in order. The names go into the weights' card, not into the weights.
pub(crate) const LOOKED_AT: &[&str] = &[
    "one lemma",
    "how telling that lemma is",
    "one kind of happening",
    "one PLOVER type",
    "two PLOVER types",
    "both verbs",
    "both nouns",
    "an entity in common",
    "how telling the entities in common are",
    "no entity in common where both have some",
    "one actor",
    "two actors",
    "two actors, one of whom stands in the other's sentence",
    "done to one thing",
    "done to two things",
    "one head among what it is done to",
    "one head among who does it",
    "nothing takes part in either",
    "nothing takes part in one",
    "one place",
    "two places",
    "stated times meet within days",
    "stated times meet within a year",
    "stated times meet in more than a year",
    "how well a stated time fits a mention without",
    "their sentences name one day",
    "days between what is known of their times",
    "digits of a number in common",
    "numbers that can't be one",
    "words in common among who takes part",
    "words in common around",
    "share of their sentences' words in common",
    "one article",
    "one sentence",
    "sentences between them in one article",
    "both open their article",
    "one opens its article",
    "one is denied",
    "both are denied",
    "one is still ahead",
    "one is called another one",
    "one theme",
    "mentions of the lemma in an article that has any",
    "share of articles that have the lemma",
    "likeness of the articles",
    "nothing but the word in common",
    "the story tells of several of the kind",
];

/// Which numbers are looked at together: the product of two of them is a number of its own.
const TOGETHER: &[(usize, usize)] = &[
    (LEMMA, LIKENESS),
    (LEMMA, PER_ARTICLE),
    (LEMMA, THING_SAME),
    (LEMMA, THING_OTHER),
    (LEMMA, GROUNDLESS),
    (LEMMA, WORDS),
    (LEMMA, IN_ARTICLES),
    (LEMMA, ARTICLE),
    (LEMMA, VERBS),
    (LEMMA, PLACE_OTHER),
    (LEMMA, ACTOR_OTHER),
    (LEMMA, FITS),
    (LEMMA, DAYS),
    (LEMMA, AROUND),
    (LEMMA, SEVERAL),
    (ARTICLE, LIKENESS),
    (ARTICLE, THING_SAME),
    (ARTICLE, PER_ARTICLE),
    (ARTICLE, WORDS),
    (ARTICLE, GROUNDLESS),
    (KIND, LIKENESS),
    (KIND, PER_ARTICLE),
    (KIND, THING_SAME),
    (KIND, GROUNDLESS),
    (KIND, ARTICLE),
    (KIND, SEVERAL),
    (SEVERAL, LIKENESS),
    (SEVERAL, FITS),
    (SEVERAL, THING_SAME),
    (VERBS, ACTOR_OTHER),
    (VERBS, THING_OTHER),
    (NOUNS, LIKENESS),
    (NOUNS, BARE),
    (LIKENESS, DAYS),
    (LIKENESS, LIKENESS),
    (LIKENESS, PER_ARTICLE),
];

const LEMMA: usize = 0;
const KIND: usize = 2;
const VERBS: usize = 5;
const NOUNS: usize = 6;
const ACTOR_OTHER: usize = 11;
const THING_SAME: usize = 13;
const THING_OTHER: usize = 14;
const BARE: usize = 17;
const PLACE_OTHER: usize = 20;
const FITS: usize = 24;
const DAYS: usize = 26;
const WORDS: usize = 29;
const AROUND: usize = 30;
const ARTICLE: usize = 32;
const PER_ARTICLE: usize = 42;
const IN_ARTICLES: usize = 43;
const LIKENESS: usize = 44;
const GROUNDLESS: usize = 45;
const SEVERAL: usize = 46;

/// How many numbers a pair of mentions has.
pub(crate) const COUNT: usize = LOOKED_AT.len() + TOGETHER.len();

/// How alike two mentions are.
pub(crate) type Features = [f64; COUNT];

/// What is known beside the two.
#[derive(Clone, Copy)]
pub(crate) struct Known<'k, 'a> {
    pub(crate) context: &'k Context<'a>,
    pub(crate) facts: &'k Facts,
    pub(crate) several: &'k Several,
}

fn flag(is: bool) -> f64 {
    f64::from(u8::from(is))
}

/// How alike these two are. Symmetric.
pub(crate) fn features(known: Known<'_, '_>, a: &Profile<'_>, b: &Profile<'_>) -> Features {
    let one_thing = shares_thing(a, b);
    let parts: [&[f64]; 6] = [
        &predicates(a, b),
        &participants(known, a, b, one_thing),
        &settings(a, b),
        &words(known, a, b),
        &standing(a, b),
        &story(known, a, b, one_thing),
    ];
    let mut features = [0.0; COUNT];
    let (alone, together) = features.split_at_mut(LOOKED_AT.len());
    alone.iter_mut().zip(parts.into_iter().flatten()).for_each(|(to, from)| *to = *from);
    together.iter_mut().zip(TOGETHER).for_each(|(to, (x, y))| *to = alone[*x] * alone[*y]);
    features
}

fn predicates(a: &Profile<'_>, b: &Profile<'_>) -> [f64; 7] {
    let one_lemma = a.lemma_number == b.lemma_number;
    let (verbs, typed) = ((a.is_verb, b.is_verb), a.event.plover.zip(b.event.plover));
    [
        flag(one_lemma),
        if one_lemma { a.rarity } else { 0.0 },
        flag(a.concepts.iter().any(|concept| b.concepts.contains(concept))),
        flag(typed.is_some_and(|(x, y)| x == y)),
        flag(typed.is_some_and(|(x, y)| x != y)),
        flag(verbs == (true, true)),
        flag(verbs == (false, false)),
    ]
}

fn participants(known: Known<'_, '_>, a: &Profile<'_>, b: &Profile<'_>, one_thing: bool) -> [f64; 12] {
    const TELLING: usize = 3;
    let entities = &known.context.entities;
    let telling = |entity: usize| 1.0 / (1.0 + (entities[entity].mentions.len().max(1) as f64).ln());
    let mut common: Vec<f64> = shared(&a.entities, &b.entities).map(telling).collect();
    common.sort_by(|x, y| y.total_cmp(x));
    let both_have = !a.entities.is_empty() && !b.entities.is_empty();
    let both_act = !a.actors.is_empty() && !b.actors.is_empty();
    let one_actor = a.actors.iter().any(|actor| b.actors.contains(actor));
    let is_in = |own: &Profile<'_>, their: &Profile<'_>| own.actors.iter().any(|actor| their.entities.contains(actor));
    let elsewhere = is_in(a, b) || is_in(b, a);
    let is_bare = |profile: &Profile<'_>| profile.actor_heads.is_empty() && profile.other_heads.is_empty();
    [
        flag(!common.is_empty()),
        common.iter().take(TELLING).sum(),
        flag(both_have && common.is_empty()),
        flag(both_act && one_actor),
        flag(both_act && !one_actor && !elsewhere),
        flag(both_act && !one_actor && elsewhere),
        flag(one_thing),
        flag(!a.other_heads.is_empty() && !b.other_heads.is_empty() && !one_thing),
        flag(shared(&a.other_heads, &b.other_heads).next().is_some()),
        flag(shared(&a.actor_heads, &b.actor_heads).next().is_some()),
        flag(is_bare(a) && is_bare(b)),
        flag(is_bare(a) != is_bare(b)),
    ]
}

fn settings(a: &Profile<'_>, b: &Profile<'_>) -> [f64; 10] {
    const LONGEST_GAP: f64 = 400.0;
    /// Of times of which nothing is known: some weeks.
    const UNKNOWN_GAP: f64 = 3.0;
    let places = a.place.zip(b.place);
    let days = a.stated.zip(b.stated).map(|(x, y)| x.intersection(y).and_then(Interval::days).unwrap_or(i32::MAX));
    let fits = match (a.stated, b.stated) {
        (Some(stated), None) => closeness(stated, b),
        (None, Some(stated)) => closeness(stated, a),
        _ => 0.0,
    };
    let gap = match (a.window.last.or(a.window.first), b.window.last.or(b.window.first)) {
        (Some(x), Some(y)) => f64::from((x - y).get_days().abs()).min(LONGEST_GAP).ln_1p(),
        _ => UNKNOWN_GAP,
    };
    let (agree, differ) = numbers(a.quantities(), b.quantities());
    [
        flag(places.is_some_and(|(x, y)| x == y)),
        flag(places.is_some_and(|(x, y)| x != y)),
        flag(days.is_some_and(|days| days <= 8)),
        flag(days.is_some_and(|days| (9..=366).contains(&days))),
        flag(days.is_some_and(|days| days > 366)),
        fits,
        flag(a.nearby.zip(b.nearby).is_some_and(|(x, y)| is_same_day(x, y))),
        gap,
        agree,
        differ,
    ]
}

/// How many digits of a number both say, and whether they say numbers that can't be of one thing.
fn numbers(a: &[Quantity], b: &[Quantity]) -> (f64, f64) {
    const MOST_DIGITS: usize = 4;
    let (mut agree, mut differ) = (0.0_f64, 0.0);
    for x in a {
        for y in b.iter().filter(|y| y.unit == x.unit) {
            if same_value(x, y) {
                agree = agree.max(significant_digits(x.value).min(MOST_DIGITS) as f64);
            } else if !compatible(x, y) {
                differ = 1.0;
            }
        }
    }
    (agree, differ)
}

fn words(known: Known<'_, '_>, a: &Profile<'_>, b: &Profile<'_>) -> [f64; 3] {
    const MOST: f64 = 4.0;
    let rarity = |word: Word| known.context.words.rarity(word);
    let is_said = |word: &Word| {
        let both = a.words.binary_search(word).is_ok() && b.words.binary_search(word).is_ok();
        both || Some(*word) == a.word
    };
    let taking_part: f64 = shared(&a.words, &b.words).map(rarity).sum();
    let around: f64 = shared(&a.context, &b.context).filter(|word| !is_said(word)).map(rarity).sum();
    [taking_part.min(MOST), around.min(MOST), a.words_in_common(b)]
}

fn standing(a: &Profile<'_>, b: &Profile<'_>) -> [f64; 10] {
    let one_article = a.at.article == b.at.article;
    let sentences = a.event.sentence.abs_diff(b.event.sentence);
    let denied = (a.event.factuality.is_negative(), b.event.factuality.is_negative());
    [
        flag(one_article),
        flag(one_article && sentences == 0),
        if one_article { (sentences as f64).ln_1p() } else { 0.0 },
        flag(a.leads && b.leads),
        flag(a.leads != b.leads),
        flag(denied.0 != denied.1),
        flag(denied == (true, true)),
        flag(a.is_ahead() != b.is_ahead()),
        flag(a.another != b.another),
        flag(a.themes.iter().any(|theme| b.themes.contains(theme))),
    ]
}

fn story(known: Known<'_, '_>, a: &Profile<'_>, b: &Profile<'_>, one_thing: bool) -> [f64; 5] {
    let (x, y) = (known.facts.of_lemma(a), known.facts.of_lemma(b));
    let same_place = a.place.is_some() && a.place == b.place;
    let same_day = a.stated.is_some() && a.stated == b.stated;
    let grounded = one_thing || shares_actor(a, b) || same_place || same_day || a.leads && b.leads;
    [
        x.per_article.max(y.per_article).max(1.0).ln(),
        x.in_articles.min(y.in_articles),
        known.facts.likeness(a.at.article, b.at.article),
        flag(!grounded),
        flag(known.several.knows_several(a, b)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_stand_where_they_are_named() {
        assert_eq!(7 + 12 + 10 + 3 + 10 + 5, LOOKED_AT.len());
        for (at, name) in [
            (VERBS, "both verbs"),
            (ACTOR_OTHER, "two actors"),
            (THING_SAME, "done to one thing"),
            (PLACE_OTHER, "two places"),
            (FITS, "how well a stated time fits a mention without"),
            (WORDS, "words in common among who takes part"),
            (ARTICLE, "one article"),
            (PER_ARTICLE, "mentions of the lemma in an article that has any"),
            (LIKENESS, "likeness of the articles"),
            (SEVERAL, "the story tells of several of the kind"),
        ] {
            assert_eq!(LOOKED_AT[at], name);
        }
    }
}
