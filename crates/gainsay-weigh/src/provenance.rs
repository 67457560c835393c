//! Which articles rest on one report: both print or rewrite it, or one says that it has it from the other, or both have
//! it from a third.
//!
//! In: articles with their readings, and the entities that they name. Out: pairs, each with what shows it. That two
//! articles quote one speech is no shared origin. Scored by: `xtask quality origins`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use gainsay_core::{
    Article, ArticleSpan, EntityKind, Mention, MentionForm, OriginBasis, Source, SourceKind, Span, country_of_demonym,
};
use serde::Deserialize;

use crate::context::Context;
use crate::passages::{self, Shared};

/// Two articles that rest on one report.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedOrigin {
    /// The two, as indexes, the lower first.
    pub articles: [usize; 2],
    /// What makes it one: copied passages, or what they cite.
    pub basis: OriginBasis,
    /// The words that show it, in each.
    pub evidence: [ArticleSpan; 2],
}

/// Two articles that share so many words outside quotation marks, in runs of seven or more, are of one pen…
const COPIED_WORDS: usize = 40;
/// …or, where they are short, that share so many of a hundred words.
const COPIED_SHARE: usize = 15;
/// An outlet whose report an article rests on is named in its first sentences…
const OPENING: usize = 8;
/// …or in so many sentences.
const OFTEN: usize = 3;

#[derive(Deserialize)]
struct Rules {
    agencies: Vec<Vec<String>>,
    outlets: Vec<Vec<String>>,
    credit_words: BTreeSet<String>,
    credit_openers: Vec<String>,
    reports: BTreeSet<String>,
    passing_on: Vec<String>,
    shortened: Vec<String>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    toml::from_str(include_str!("../rules/provenance.toml")).unwrap_or(Rules {
        agencies: Vec::new(),
        outlets: Vec::new(),
        credit_words: BTreeSet::new(),
        credit_openers: Vec::new(),
        reports: BTreeSet::new(),
        passing_on: Vec::new(),
        shortened: Vec::new(),
    })
});

/// All pairs of articles that rest on one report.
pub(crate) fn shared_origins(context: &Context<'_>) -> Vec<SharedOrigin> {
    let media = media(context);
    let mut reports: Vec<Reports> = (0..context.articles.len()).map(|a| Reports::of(context, a, &media)).collect();
    let named: BTreeSet<String> =
        reports.iter().flat_map(|one| one.own.iter().chain(one.cited.keys())).cloned().collect();
    reports.iter_mut().for_each(|one| one.whole_names(&named));
    let mut found: BTreeMap<[usize; 2], SharedOrigin> = BTreeMap::new();
    for shared in copied(context) {
        let origin = SharedOrigin { articles: shared.articles, basis: OriginBasis::Copied, evidence: shared.passage };
        found.insert(shared.articles, origin);
    }
    for articles in by_report(&reports).into_values() {
        for (nth, (a, of_a)) in articles.iter().enumerate() {
            for (b, of_b) in &articles[nth + 1..] {
                // Two reports of one outlet's own are two reports.
                if of_a.is_none() && of_b.is_none() {
                    continue;
                }
                let at = |article: usize, span: Option<Span>| ArticleSpan { article, span: span.unwrap_or_default() };
                found.entry([*a, *b]).or_insert_with(|| SharedOrigin {
                    articles: [*a, *b],
                    basis: OriginBasis::Cited,
                    evidence: [at(*a, *of_a), at(*b, *of_b)],
                });
            }
        }
    }
    found.into_values().collect()
}

/// The pairs of articles that are of one pen.
pub(crate) fn copies(context: &Context<'_>) -> Vec<[usize; 2]> {
    copied(context).map(|shared| shared.articles).collect()
}

fn copied<'c>(context: &'c Context<'_>) -> impl Iterator<Item = Shared> + 'c {
    let words = |article: usize| context.reading(article).tokens.len();
    passages::shared(context.articles).into_iter().filter(move |shared| {
        let shorter = shared.articles.map(words).into_iter().min().unwrap_or(0);
        shared.words >= COPIED_WORDS || shared.words * 100 >= shorter.max(1) * COPIED_SHARE
    })
}

/// For each outlet whose report articles rest on: these articles, each with the words that say so (none for its own).
fn by_report(reports: &[Reports]) -> BTreeMap<&str, Vec<(usize, Option<Span>)>> {
    let mut by_report: BTreeMap<&str, Vec<(usize, Option<Span>)>> = BTreeMap::new();
    for (article, of) in reports.iter().enumerate() {
        if let Some(own) = &of.own {
            by_report.entry(own).or_default().push((article, None));
        }
        for (whose, span) in &of.cited {
            by_report.entry(whose).or_default().push((article, Some(*span)));
        }
    }
    by_report
}

/// Whose reports an article prints or leans on.
struct Reports {
    /// Its own outlet.
    own: Option<String>,
    /// Others, and where it says so.
    cited: BTreeMap<String, Span>,
}

impl Reports {
    fn of(context: &Context<'_>, article: usize, media: &BTreeSet<String>) -> Self {
        let one = context.article(article);
        let own = one.outlet.as_deref().map(plain);
        let mut cited = leading(context, article, media);
        for (name, span) in credits(one).into_iter().chain(notes(one)) {
            cited.entry(name).or_insert(span);
        }
        cited.retain(|whose, _| own.as_ref() != Some(whose));
        Self { own, cited }
    }

    /// "The Times" is the one outlet among those of the story whose name ends so.
    fn whole_names(&mut self, named: &BTreeSet<String>) {
        for short in RULES.shortened.iter().map(|name| plain(name)) {
            let mut whole = named.iter().filter(|name| **name != short && name.ends_with(&short));
            if let (Some(one), None) = (whole.next(), whole.next())
                && let Some(span) = self.cited.remove(&short)
                && self.own.as_ref() != Some(one)
            {
                self.cited.entry(one.clone()).or_insert(span);
            }
        }
    }
}

/// The outlets that an article names as its sources at its opening, or again and again.
fn leading(context: &Context<'_>, article: usize, media: &BTreeSet<String>) -> BTreeMap<String, Span> {
    let mut leading = BTreeMap::new();
    let mut named: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let reading = context.reading(article);
    let spoken = reading.attributions.iter().flat_map(|attribution| {
        let sources = std::iter::once(&attribution.source).chain(&attribution.via);
        sources.flat_map(|source| names(context, article, source)).map(|found| (attribution.sentence, found))
    });
    for (sentence, (name, span)) in spoken.chain(leaned_on(context, article)) {
        if media.contains(&name) {
            let sentences = named.entry(name.clone()).or_default();
            sentences.insert(sentence);
            if sentence < OPENING || sentences.len() >= OFTEN {
                leading.entry(name).or_insert(span);
            }
        }
    }
    leading
}

/// Names behind words that pass something on, each with its sentence: "a letter obtained by X", "in an interview with X".
fn leaned_on(context: &Context<'_>, article: usize) -> Vec<(usize, (String, Span))> {
    let (reading, text) = (context.reading(article), context.article(article).text.as_str());
    let word = |at: usize| reading.tokens[at].span.slice(text).to_lowercase();
    let passes_on = |end: usize| {
        let end = (0..end).rev().find(|&at| word(at) != "the").map_or(0, |at| at + 1);
        RULES.passing_on.iter().any(|phrase| {
            let words: Vec<&str> = phrase.split(' ').collect();
            let from = end.checked_sub(words.len());
            from.is_some_and(|from| words.iter().enumerate().all(|(nth, wanted)| word(from + nth) == *wanted))
        })
    };
    let is_name = |m: &&Mention| m.form == MentionForm::Name && m.kind != EntityKind::Person;
    let leaned = reading.mentions.iter().filter(is_name).filter(|mention| passes_on(mention.tokens.start));
    leaned
        .filter_map(|mention| {
            let sentence = reading.sentence_of_token(mention.tokens.start);
            Some((sentence, (plain(called(mention.span.slice(text))?), mention.span)))
        })
        .collect()
}

/// Everything that any of the articles treats as an outlet: as a source that publishes, or as that of a report.
fn media(context: &Context<'_>) -> BTreeSet<String> {
    let mut media: BTreeSet<String> = RULES.agencies.iter().chain(&RULES.outlets).flatten().map(|n| plain(n)).collect();
    for article in 0..context.articles.len() {
        media.extend(context.article(article).outlet.as_deref().map(plain));
        for attribution in &context.reading(article).attributions {
            for source in std::iter::once(&attribution.source).chain(&attribution.via) {
                if source.kind == SourceKind::Outlet || is_report(context, article, source) {
                    media.extend(names(context, article, source).into_iter().map(|(name, _)| name));
                }
            }
        }
    }
    media
}

/// Whether a source is a report, a story, a column of somebody.
fn is_report(context: &Context<'_>, article: usize, source: &Source) -> bool {
    let Some(span) = source.span.filter(|_| source.kind == SourceKind::Document) else { return false };
    let reading = context.reading(article);
    reading.tokens[reading.tokens_in(span)].iter().any(|t| RULES.reports.contains(&t.lemma))
}

/// What a source could be as an outlet: its own name, and the names inside it that are no person's ("a report in X",
/// "X's reporter").
fn names(context: &Context<'_>, article: usize, source: &Source) -> Vec<(String, Span)> {
    let Some(span) = source.span else { return Vec::new() };
    let (reading, text) = (context.reading(article), context.article(article).text.as_str());
    let mut names = Vec::new();
    if source.kind == SourceKind::Outlet {
        let entity = context.entity(article, source.chain).map(|e| context.entities[e].name.as_str());
        names.extend(called(entity.unwrap_or(span.slice(text))).map(|name| (plain(name), span)));
    }
    // "an AP report"
    if source.kind == SourceKind::Document {
        names.extend(agency_in(span.slice(text)).map(|name| (name, span)));
    }
    let from = reading.mentions.partition_point(|m| m.span.start < span.start);
    let inside = reading.mentions[from..].iter().take_while(|m| m.span.start < span.end);
    for mention in inside.filter(|m| m.form == MentionForm::Name && m.kind != EntityKind::Person) {
        names.extend(called(mention.span.slice(text)).map(|name| (plain(name), mention.span)));
    }
    names
}

/// The name in what an outlet is called: "UDN" of "the Taiwanese website UDN"; none in "the Saudi daily".
fn called(phrase: &str) -> Option<&str> {
    let is_name = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let joins = |word: &str| matches!(word, "of" | "and" | "&" | "the" | "de" | "la" | "der" | "i" | "y");
    let mut words: Vec<(usize, &str)> = Vec::new();
    for word in phrase.split(' ') {
        let start = words.last().map_or(0, |(start, before)| start + before.len() + 1);
        words.push((start, word));
    }
    let end = words.iter().rposition(|(_, word)| is_name(word))? + 1;
    let first = (0..end).rev().take_while(|&at| is_name(words[at].1) || joins(words[at].1)).last()?;
    let name = phrase.get(words[first].0..words[end - 1].0 + words[end - 1].1.len())?;
    country_of_demonym(name).is_none().then_some(name)
}

/// The agencies that an article's byline, dateline or last lines credit.
fn credits(article: &Article) -> Vec<(String, Span)> {
    const HEAD: usize = 160;
    let text = article.text.as_str();
    let mut found: Vec<(String, Span)> = Vec::new();
    let head_end = (0..=HEAD.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    // A dateline: the agency in brackets, or before a dash.
    if let Some(open) = text[..head_end].find('(')
        && let Some(close) = text[open..head_end].find(')')
    {
        let span = Span::new(open + 1, open + close);
        found.extend(agency(span.slice(text)).map(|name| (name, span)));
    }
    for author in &article.authors {
        found.extend(agency_in(&author.name).map(|name| (name, Span::default())));
    }
    for region in article.regions.iter().rev().take(3) {
        let line = region.span.slice(text);
        let credit = line.split(|c: char| !c.is_alphanumeric() && c != '©');
        if line.len() < 300 && credit.map(str::to_lowercase).any(|word| RULES.credit_words.contains(&word)) {
            found.extend(agency_in(line).map(|name| (name, region.span)));
        }
    }
    found
}

/// What an article's notes credit: "[via Lakenews]" anywhere, "Source: Lakenews" in its last lines.
fn notes(article: &Article) -> Vec<(String, Span)> {
    const LONGEST: usize = 80;
    let text = article.text.as_str();
    let bracketed = text.match_indices(['[', '(']).filter_map(|(open, _)| {
        // No further than a note is long: a text may be all brackets.
        let mut inside = text[open + 1..].char_indices().take(LONGEST);
        let (length, _) = inside.find(|(_, c)| matches!(c, ']' | ')' | '\n'))?;
        Some(Span::new(open + 1, open + 1 + length))
    });
    let last = article.regions.iter().rev().take(3).map(|region| region.span).filter(|span| span.len() <= LONGEST);
    bracketed
        .chain(last)
        .flat_map(|span| credited(span.slice(text)).into_iter().map(move |name| (name, span)))
        .collect()
}

/// The names behind the word that opens a credit; none where there is no such word, or more than names.
fn credited(note: &str) -> Vec<String> {
    const MOST_WORDS: usize = 5;
    let lower = note.to_lowercase();
    // The longest that fits: "hat tip to" before "hat tip".
    let opener = RULES.credit_openers.iter().filter(|opener| lower.starts_with(*opener)).max_by_key(|one| one.len());
    let Some(rest) = opener.and_then(|opener| note.get(opener.len()..)) else { return Vec::new() };
    if !rest.starts_with([':', ' ']) {
        return Vec::new();
    }
    let names = rest.split([',', '/', ';', '|', '&']).map(|name| name.trim_matches([' ', ':', '.']));
    let is_name = |name: &&str| {
        let begins = name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '@');
        (begins || name.starts_with("the ")) && name.split(' ').count() <= MOST_WORDS
    };
    names.filter(is_name).map(plain).filter(|name| !name.is_empty()).collect()
}

/// The agency that goes by exactly this name.
fn agency(name: &str) -> Option<String> {
    let known = |names: &&Vec<String>| names.iter().any(|n| n == name.trim());
    RULES.agencies.iter().find(known).and_then(|names| names.first()).map(|name| plain(name))
}

/// The first agency that a line names.
fn agency_in(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty()).collect();
    let longest = RULES.agencies.iter().flatten().map(|name| name.split(' ').count()).max().unwrap_or(1);
    let runs = (0..words.len()).flat_map(|from| (1..=longest).rev().map(move |count| (from, from + count)));
    runs.filter_map(|(from, to)| words.get(from..to)).find_map(|run| agency(&run.join(" ")))
}

/// An outlet's name as compared: letters and digits alone, without "the", what an address ends in and how it is sent; of
/// one that goes by several names the one it is known by.
fn plain(name: &str) -> String {
    let reduced = reduced(name);
    KNOWN.get(&reduced).cloned().unwrap_or(reduced)
}

/// Every name of the lists, reduced, with the one it is known by.
static KNOWN: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let all = RULES.agencies.iter().chain(&RULES.outlets);
    all.filter_map(|names| Some((names, reduced(names.first()?))))
        .flat_map(|(names, known)| names.iter().map(move |name| (reduced(name), known.clone())))
        .collect()
});

fn reduced(name: &str) -> String {
    let letters = any_ascii::any_ascii(name).to_lowercase();
    let host = letters.strip_prefix("www.").unwrap_or(&letters);
    let is_host = |(first, rest): &(&str, &str)| first.len() > 1 && !rest.contains(' ');
    let host = host.split_once('.').filter(is_host).map_or(host, |(first, _)| first);
    let name = host.strip_prefix("the ").unwrap_or(host);
    let name = ["-tv", "-fm", "-am"].iter().find_map(|sent| name.strip_suffix(sent)).unwrap_or(name);
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_credit_by_name() {
        assert_eq!(credited("via Lakenews"), ["lakenews"]);
        assert_eq!(credited("Source: Lakenews, The Shore Herald"), ["lakenews", "shoreherald"]);
        assert_eq!(credited("H/T the Shore Herald"), ["shoreherald"]);
        for nothing in
            ["viable", "source close to the talks", "Sources said on Monday that it was", "via", "(c) Lakenews"]
        {
            assert_eq!(credited(nothing), Vec::<String>::new(), "{nothing}");
        }
    }
}
