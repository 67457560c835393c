//! Where each position comes from: reports that rest on one origin count once.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use gainsay_core::{
    ArticleSpan, EntityKind, MentionForm, Origin, OriginBasis, Position, RegionKind, Source, SourceKind, Upos,
};
use serde::Deserialize;

use super::chain;
use crate::{
    context::Context,
    corrections::{Corrections, Decided},
    provenance,
};

/// What makes two positions one origin. Ordered so that ids don't depend on hashing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// A person, body or outlet, whoever passes the word on; a spokesman is his body.
    Entity(usize),
    /// The officials of a country, unnamed.
    Officials(usize),
    /// Whoever holds an office that is named without its holder ("the fire chief"): in one story there is one.
    Office(String),
    /// A source without a name that one article alone has, by its head noun.
    Unnamed(usize, String),
    /// An outlet's own reporting.
    Outlet(String),
    /// An article of which not even the outlet is known.
    Article(usize),
}

/// The origins met so far.
#[derive(Debug, Default)]
pub(crate) struct Origins {
    keys: BTreeMap<Key, usize>,
    list: Vec<Origin>,
    /// Journalists and the outlets they write for, spokesmen and their bodies: one origin.
    same: BTreeMap<usize, usize>,
    /// For each article the entity that its outlet is, where other articles name it: an outlet that is cited is the same
    /// origin as its own report.
    outlets: Vec<Option<usize>>,
    /// For each article the agency that its byline or dateline credits.
    credited: Vec<Option<usize>>,
    /// For each article the one outlet that it has its unnamed sources from.
    cited: Vec<Option<usize>>,
    /// For each article the one it is a copy of, or itself.
    pens: Vec<usize>,
    /// Which articles were decided to rest on one origin, or on two.
    decided: Vec<Decided>,
    /// What each origin already shows as evidence.
    shown: BTreeSet<(usize, ArticleSpan)>,
}

/// Words that tell what kind of source one is.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Rules {
    voices: Vec<String>,
    officials: Vec<String>,
    journalists: Vec<String>,
    #[allow(dead_code, reason = "checked by the test below")]
    yes: Vec<String>,
    #[allow(dead_code, reason = "checked by the test below")]
    no: Vec<String>,
}

static RULES: LazyLock<Rules> =
    LazyLock::new(|| toml::from_str(include_str!("../../rules/origins.toml")).unwrap_or_default());

/// Whether a text holds one of these words.
fn holds(text: &str, words: &[String]) -> bool {
    text.split(|c: char| !c.is_alphabetic()).any(|word| words.iter().any(|known| known == word))
}

impl Origins {
    /// Makes ready: which journalists write for which outlets.
    pub(crate) fn new(context: &Context<'_>, corrections: &Corrections<'_>) -> Self {
        let decided = corrections.origins(context.articles.len());
        let every = 0..context.articles.len();
        let mut origins = Self {
            outlets: outlets(context),
            credited: every.clone().map(|article| credited(context, article)).collect(),
            cited: every.map(|article| cited_outlet(context, article)).collect(),
            ..Self::default()
        };
        origins.pens = pens(context, &origins.credited, &decided);
        origins.decided = decided;
        for (article, one) in context.articles.iter().enumerate() {
            for attribution in &one.reading.attributions {
                let Some(source) = context.entity(article, attribution.source.chain) else { continue };
                if context.entities[source].kind != EntityKind::Person {
                    continue;
                }
                // "The league's spokesman Ray Holm" in one article, "Mr. Holm" in another: he speaks for it in both.
                if let Some(body) = body_of_voice(context, article, &attribution.source) {
                    origins.same.entry(source).or_insert(body);
                }
                if !is_journalist(context, article, &attribution.source) {
                    continue;
                }
                for via in attribution.via.iter().filter(|v| v.kind == SourceKind::Outlet) {
                    if let Some(outlet) = context.entity(article, via.chain) {
                        origins.same.entry(source).or_insert(outlet);
                    }
                }
            }
        }
        origins
    }

    /// All origins, with nothing that rests on none.
    pub(crate) fn into_list(self) -> Vec<Origin> {
        self.list
    }

    /// Sets the origin of each position of one claim.
    pub(crate) fn assign(&mut self, context: &Context<'_>, positions: &mut [Position]) {
        let keys: Vec<Option<(Key, OriginBasis)>> = positions.iter().map(|p| self.key_of(context, p)).collect();
        // What an article says in its own voice, and elsewhere gives a source for, rests on that source.
        let mut sourced: BTreeMap<usize, &(Key, OriginBasis)> = BTreeMap::new();
        for (position, key) in positions.iter().zip(&keys) {
            if let Some(key) = key {
                sourced.entry(position.evidence.article).or_insert(key);
            }
        }
        let resolved: Vec<(Key, OriginBasis)> = positions
            .iter()
            .zip(&keys)
            .map(|(position, key)| match (key, sourced.get(&position.evidence.article)) {
                (Some(key), _) => key.clone(),
                (None, Some(elsewhere)) => (elsewhere.0.clone(), OriginBasis::Cited),
                (None, None) => self.own(context, position.evidence.article),
            })
            .collect();
        let resolved = self.as_decided(positions, resolved);
        for (position, (key, basis)) in positions.iter_mut().zip(resolved) {
            position.origin = self.register(context, position, key, basis);
        }
        join_copies(context, positions, &self.decided);
    }

    /// Where an analyst decided that two articles rest on one origin, the later one's is the first one's; where on two,
    /// the later one's is an origin of its own.
    fn as_decided(&self, positions: &[Position], mut keys: Vec<(Key, OriginBasis)>) -> Vec<(Key, OriginBasis)> {
        for Decided { two: [a, b], same } in &self.decided {
            let (first, later) = (a.min(b), a.max(b));
            let of_first: BTreeSet<(Key, OriginBasis)> = positions
                .iter()
                .zip(&keys)
                .filter(|(position, _)| position.evidence.article == *first)
                .map(|(_, key)| key.clone())
                .collect();
            for (position, key) in positions.iter().zip(&mut keys) {
                let is_shared = of_first.iter().any(|(shared, _)| *shared == key.0);
                match of_first.first() {
                    _ if position.evidence.article != *later => {}
                    Some(theirs) if *same && !is_shared => key.0 = theirs.0.clone(),
                    Some(_) if !same && is_shared => key.0 = Key::Article(*later),
                    _ => {}
                }
            }
        }
        keys
    }

    fn register(&mut self, context: &Context<'_>, position: &Position, key: Key, basis: OriginBasis) -> usize {
        let article = position.evidence.article;
        let next = self.list.len();
        let entity = if let Key::Entity(entity) = key { Some(entity) } else { None };
        let index = *self.keys.entry(key).or_insert(next);
        if index == next {
            let evidence = Vec::new();
            self.list.push(Origin { label: label(position), basis, evidence, articles: Vec::new() });
        }
        let name = label(position);
        let origin = &mut self.list[index];
        if let Some(entity) = entity.filter(|_| origin.label != name) {
            // Several speak for it, or through it: it is called by its own name.
            origin.label.clone_from(&context.entities[entity].name);
        }
        if let Err(place) = origin.articles.binary_search(&article) {
            origin.articles.insert(place, article);
            if origin.articles.len() > 1 && origin.basis == OriginBasis::Cited {
                origin.basis = OriginBasis::SharedSource;
            }
        }
        let said = position.attribution.map(|at| context.attribution(at));
        let shown = said.and_then(|a| a.source.span).map_or(position.evidence, |span| ArticleSpan { article, span });
        if self.shown.insert((index, shown)) {
            origin.evidence.push(shown);
        }
        index
    }

    /// The key of an attributed position, from the innermost source outwards; `None` where no source is given.
    fn key_of(&self, context: &Context<'_>, position: &Position) -> Option<(Key, OriginBasis)> {
        let article = position.evidence.article;
        let innermost = position.attribution?;
        let path = chain::path(context, article, Some(innermost.index));
        let mut sources: Vec<&Source> = Vec::new();
        for at in path.iter().rev() {
            let attribution = context.attribution(*at);
            sources.push(&attribution.source);
            sources.extend(attribution.via.iter().rev());
        }
        let known = sources.iter().find_map(|source| self.known(context, article, source));
        // "They said": somebody said it, and nobody can tell whether it is one who was counted already.
        if known.is_none() && sources.iter().all(|source| source.kind == SourceKind::Unknown) {
            return Some((Key::Article(article), OriginBasis::Unknown));
        }
        let key = match known {
            Some(key) => key,
            // Somebody who spoke to an outlet and isn't named: whoever passes it on has it from that outlet.
            None => match self.cited[article].or(self.outlets[article]) {
                Some(outlet) => Key::Entity(self.joined(outlet)),
                None => Key::Unnamed(
                    self.pens[article],
                    chain::name(context, article, sources.first()?).unwrap_or_default(),
                ),
            },
        };
        Some((key, OriginBasis::Cited))
    }

    /// The origin of what an article says in its own voice. A copy says what the article says that it was copied from.
    fn own(&self, context: &Context<'_>, article: usize) -> (Key, OriginBasis) {
        let pen = self.pens[article];
        let (key, basis) = self.own_of_pen(context, pen);
        (key, if pen == article { basis } else { OriginBasis::Copied })
    }

    fn own_of_pen(&self, context: &Context<'_>, article: usize) -> (Key, OriginBasis) {
        let one = context.article(article);
        let credited = self.credited.get(article).copied().flatten();
        let itself = self.outlets.get(article).copied().flatten();
        match (credited, itself, &one.outlet) {
            (Some(agency), ..) if Some(agency) != itself => (Key::Entity(agency), OriginBasis::Cited),
            (_, Some(entity), _) => (Key::Entity(entity), OriginBasis::OwnReporting),
            (_, None, Some(outlet)) => (Key::Outlet(outlet.clone()), OriginBasis::OwnReporting),
            (_, None, None) => (Key::Article(article), OriginBasis::Unknown),
        }
    }

    fn joined(&self, entity: usize) -> usize {
        self.same.get(&entity).copied().unwrap_or(entity)
    }

    /// The key of a source that can be told from all others.
    fn known(&self, context: &Context<'_>, article: usize, source: &Source) -> Option<Key> {
        let span = source.span;
        let inside = span.map(|s| context.entities_in(article, s)).unwrap_or_default();
        let of_kind = |kind| inside.iter().copied().find(|&e| context.entities[e].kind == kind);
        if let Some(body) = body_of_voice(context, article, source) {
            return Some(Key::Entity(body));
        }
        if let Some(entity) = context.entity(article, source.chain) {
            return Some(Key::Entity(self.joined(voice_of(context, entity).unwrap_or(entity))));
        }
        if matches!(source.kind, SourceKind::Office | SourceKind::Unnamed)
            && has_word(context, article, source, &RULES.officials)
            && let Some(place) = of_kind(EntityKind::Place)
        {
            return Some(Key::Officials(place));
        }
        match source.kind {
            SourceKind::Unnamed | SourceKind::Unknown => None,
            SourceKind::Office if inside.is_empty() => office(context, article, source).map(Key::Office),
            _ => of_kind(EntityKind::Organization)
                .or_else(|| of_kind(EntityKind::Person))
                .map(|entity| Key::Entity(self.joined(entity))),
        }
    }
}

/// An office by its noun and the nouns before it: "fire chief" for "the city's fire chief".
fn office(context: &Context<'_>, article: usize, source: &Source) -> Option<String> {
    let span = source.span?;
    let reading = context.reading(article);
    let tokens = &reading.tokens[reading.tokens_in(span)];
    let noun = |t: &gainsay_core::Token| matches!(t.upos, Upos::Noun | Upos::Propn);
    let start = tokens.iter().rposition(|t| t.penn == gainsay_core::Penn::Pos).map_or(0, |owner| owner + 1);
    let words: Vec<String> = tokens[start..]
        .iter()
        .skip_while(|t| !noun(t))
        .take_while(|t| noun(t))
        .map(|t| t.lemma.to_lowercase())
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The body that a source speaks for, where its own words say so: "the league's spokesman".
fn body_of_voice(context: &Context<'_>, article: usize, source: &Source) -> Option<usize> {
    let inside = context.entities_in(article, source.span?);
    let body = inside.into_iter().find(|&e| context.entities[e].kind == EntityKind::Organization)?;
    has_word(context, article, source, &RULES.voices).then_some(body)
}

/// The body a person speaks for, where the person's description says so.
fn voice_of(context: &Context<'_>, entity: usize) -> Option<usize> {
    let description = context.entities[entity].description?;
    let text = context.slice(description).to_lowercase();
    let speaks = holds(&text, &RULES.voices);
    let inside = context.entities_in(description.article, description.span);
    inside.into_iter().filter(|_| speaks).find(|&e| context.entities[e].kind == EntityKind::Organization)
}

fn is_journalist(context: &Context<'_>, article: usize, source: &Source) -> bool {
    let described = context.entity(article, source.chain).and_then(|e| context.entities[e].description);
    let text = described.map(|d| context.slice(d).to_lowercase()).unwrap_or_default();
    has_word(context, article, source, &RULES.journalists) || holds(&text, &RULES.journalists)
}

/// Whether the words that name a source, or the description around them, hold one of these lemmas.
fn has_word(context: &Context<'_>, article: usize, source: &Source, words: &[String]) -> bool {
    let Some(span) = source.span else { return false };
    let reading = context.reading(article);
    reading.tokens[reading.tokens_in(span)].iter().any(|t| words.contains(&t.lemma))
}

/// The agency that a byline or dateline credits: the report is the agency's.
fn credited(context: &Context<'_>, article: usize) -> Option<usize> {
    let one = context.article(article);
    context.reading(article).mentions.iter().find_map(|m| {
        let region = one.region_at(m.span.start).map(|r| one.regions[r].kind);
        let in_credit = matches!(region, Some(RegionKind::Byline | RegionKind::Dateline));
        let entity = context.entity(article, m.chain).filter(|_| in_credit && m.form == MentionForm::Name)?;
        (context.entities[entity].kind == EntityKind::Organization).then_some(entity)
    })
}

/// For each article the one it is a copy of: of all that share long passages the one that credits an agency, else the
/// first to be published, else the first.
fn pens(context: &Context<'_>, credited: &[Option<usize>], decided: &[Decided]) -> Vec<usize> {
    let are_apart =
        |two: &[usize; 2]| decided.iter().any(|one| !one.same && (one.two == *two || one.two == [two[1], two[0]]));
    let found = provenance::copies(context).into_iter().filter(|two| !are_apart(two));
    let mut groups: Vec<BTreeSet<usize>> =
        (0..context.articles.len()).map(|article| BTreeSet::from([article])).collect();
    let mut group_of: Vec<usize> = (0..context.articles.len()).collect();
    for [a, b] in found {
        let (a, b) = (group_of[a], group_of[b]);
        if a != b {
            let moved = std::mem::take(&mut groups[b]);
            moved.iter().for_each(|article| group_of[*article] = a);
            groups[a].extend(moved);
        }
    }
    let first_day = |article: usize| context.as_of(article).and_then(|interval| interval.first);
    let rank =
        |article: usize| (credited[article].is_none(), first_day(article).is_none(), first_day(article), article);
    let pen_of = |group: &BTreeSet<usize>| group.iter().copied().min_by_key(|article| rank(*article));
    let pens: Vec<Option<usize>> = groups.iter().map(pen_of).collect();
    group_of.iter().enumerate().map(|(article, group)| pens[*group].unwrap_or(article)).collect()
}

/// The one outlet that an article has its unnamed sources from ("told the agency"), if it names just one.
fn cited_outlet(context: &Context<'_>, article: usize) -> Option<usize> {
    let attributions = &context.reading(article).attributions;
    let outlets: BTreeSet<usize> = attributions
        .iter()
        .flat_map(|a| a.via.iter().filter(|v| v.kind == SourceKind::Outlet))
        .filter_map(|via| context.entity(article, via.chain))
        .collect();
    outlets.first().copied().filter(|_| outlets.len() == 1)
}

/// For each article the entity that its outlet is: by its name, or by its host ("nordapress.example").
fn outlets(context: &Context<'_>) -> Vec<Option<usize>> {
    let plain = |name: &str| -> String {
        let letters = any_ascii::any_ascii(name).to_lowercase();
        letters.strip_prefix("the ").unwrap_or(&letters).chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    for (index, entity) in context.entities.iter().enumerate().filter(|(_, e)| e.kind != EntityKind::Place) {
        for name in std::iter::once(&entity.name).chain(entity.aliases.iter().map(|alias| &alias.text)) {
            named.entry(plain(name)).or_insert(index);
        }
    }
    let entity_of = |outlet: &str| {
        let host = outlet.split_once('.').filter(|(_, rest)| !rest.contains(' ')).map(|(first, _)| first);
        named.get(&plain(host.unwrap_or(outlet))).copied()
    };
    context.articles.iter().map(|one| one.article.outlet.as_deref().and_then(entity_of)).collect()
}

/// "a senior source, via Reuters": the chain from the source outwards, without the outlet that prints it.
fn label(position: &Position) -> String {
    let mut names: Vec<&str> = position.chain.iter().skip(1).map(|l| l.name.as_str()).collect();
    names.reverse();
    match names.as_slice() {
        [] => position.chain.first().map_or_else(String::new, |l| l.name.clone()),
        [one] => (*one).to_owned(),
        [source, via @ ..] => format!("{source}, via {}", via.join(", via ")),
    }
}

/// Sentences of this many words or more that are the same word for word come from one pen, or one mouth.
const COPIED_WORDS: usize = 9;

/// Positions whose sentences are copies of one another share one origin: that of the first that names its source.
fn join_copies(context: &Context<'_>, positions: &mut [Position], decided: &[Decided]) {
    let mut copies: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (index, position) in positions.iter().enumerate() {
        let words: Vec<String> = context
            .slice(position.evidence)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
            .collect();
        let article = position.evidence.article;
        if words.len() >= COPIED_WORDS && !decided.iter().any(|one| !one.same && one.two.contains(&article)) {
            copies.entry(words).or_default().push(index);
        }
    }
    for copied in copies.into_values() {
        let sourced = copied.iter().copied().find(|&i| positions[i].attribution.is_some());
        let Some(first) = sourced.or(copied.first().copied()) else { continue };
        let origin = positions[first].origin;
        copied.into_iter().for_each(|i| positions[i].origin = origin);
    }
}

/// How many different origins stand behind these positions; those of unknown provenance count as one at most.
pub(crate) fn count(origins: &Origins, positions: &[&Position]) -> usize {
    let ids: BTreeSet<usize> = positions.iter().map(|p| p.origin).collect();
    let known = ids.iter().filter(|&&o| origins.list[o].basis != OriginBasis::Unknown).count();
    known.max(usize::from(!ids.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_sources_are_told_by_their_words() {
        let told =
            |text: &str| [&RULES.voices, &RULES.officials, &RULES.journalists].iter().any(|list| holds(text, list));
        assert!(!RULES.yes.is_empty() && !RULES.no.is_empty());
        assert!(RULES.yes.iter().all(|text| told(text)));
        assert!(!RULES.no.iter().any(|text| told(text)));
    }
}
