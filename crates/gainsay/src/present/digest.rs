//! What people see first, chosen and put in order once for every rendering.
//!
//! In: a dossier. Out: for each story its dated lines, what is contested, what rests on one origin, who said what. Never
//! drops a contested claim; what is left out for length is counted, and stands in the JSON.

use std::collections::{BTreeMap, BTreeSet};

use gainsay_core::{ClaimStatus, EventStatus, Form, SourceKind, Stance};

use super::sides::affirmed;
use super::view::{
    Article, Attribution, Claim, Dossier, Entity, Event, Mention, Origin, Position, Problem, Span, Story, TimelineEntry,
};

/// A dossier with its ids resolved, ready to be laid out.
pub(super) struct Digest<'d> {
    pub(super) dossier: &'d Dossier,
    /// Each article with its place in the dossier.
    articles: BTreeMap<&'d str, (usize, &'d Article)>,
    origins: BTreeMap<&'d str, &'d Origin>,
    entities: BTreeMap<&'d str, &'d Entity>,
    attributions: BTreeMap<&'d str, &'d Attribution>,
    events: BTreeMap<&'d str, &'d Event>,
    claims: BTreeMap<&'d str, &'d Claim>,
}

/// One story as it is laid out.
pub(super) struct StoryDigest<'d> {
    pub(super) id: &'d str,
    pub(super) title: &'d str,
    pub(super) articles: Vec<&'d Article>,
    /// The line of time, and of each entry whether it belongs to the few that tell the story.
    pub(super) timeline: Vec<Line<'d>>,
    /// Claims that someone affirms and someone denies, or of which two values cannot both hold.
    pub(super) contested: Vec<&'d Claim>,
    /// Claims that a later report overtook, and those that several articles only deny, hedge or announce.
    pub(super) unsettled: Vec<&'d Claim>,
    /// Claims that several articles carry from one origin.
    pub(super) one_origin: Vec<&'d Claim>,
    /// Claims that several articles carry, of which it is not known whether they rest on one origin.
    pub(super) unclear: Vec<&'d Claim>,
    /// Claims that two or more independent origins affirm.
    pub(super) corroborated: Vec<&'d Claim>,
    /// Claims that one article alone carries and that nobody contests.
    pub(super) single: Vec<&'d Claim>,
    pub(super) speakers: Vec<Speaker<'d>>,
}

/// One line of a story's line of time.
pub(super) struct Line<'d> {
    pub(super) entry: &'d TimelineEntry,
    pub(super) articles: Vec<&'d str>,
    pub(super) is_key: bool,
    /// Its place among the story's lines by how much it tells of the story.
    pub(super) rank: usize,
    /// Whether a claim about it is contested.
    pub(super) is_contested: bool,
    /// A sentence that tells of it: the shortest that says enough.
    pub(super) sentence: Option<&'d Span>,
}

/// Somebody with what they said, each thing once.
pub(super) struct Speaker<'d> {
    pub(super) entity: Option<&'d str>,
    pub(super) name: &'d str,
    pub(super) description: Option<&'d Span>,
    pub(super) kind: SourceKind,
    pub(super) statements: Vec<Statement<'d>>,
}

/// One thing that was said, and every article that has it in these words.
pub(super) struct Statement<'d> {
    pub(super) said: &'d Attribution,
    pub(super) everywhere: Vec<&'d Attribution>,
}

/// How many lines tell a story at a glance.
const KEY_LINES: usize = 12;
/// How many of them may have no date: they have no place on a line of time.
const UNDATED_LINES: usize = 4;
/// Up to how many what one article alone tells is taken, too.
const FEW_LINES: usize = 6;

impl<'d> Digest<'d> {
    pub(super) fn new(dossier: &'d Dossier) -> Self {
        Self {
            dossier,
            articles: dossier
                .articles
                .iter()
                .enumerate()
                .map(|(at, article)| (article.id.as_str(), (at, article)))
                .collect(),
            origins: dossier.origins.iter().map(|origin| (origin.id.as_str(), origin)).collect(),
            entities: dossier.entities.iter().map(|entity| (entity.id.as_str(), entity)).collect(),
            attributions: dossier.attributions.iter().map(|said| (said.id.as_str(), said)).collect(),
            events: dossier.events.iter().map(|event| (event.id.as_str(), event)).collect(),
            claims: dossier.claims.iter().map(|claim| (claim.id.as_str(), claim)).collect(),
        }
    }

    /// Every story, laid out.
    pub(super) fn stories(&self) -> Vec<StoryDigest<'d>> {
        self.dossier.stories.iter().map(|story| self.story(story)).collect()
    }

    pub(super) fn article(&self, id: &str) -> Option<&'d Article> {
        self.articles.get(id).map(|&(_, article)| article)
    }

    /// What articles are called beside their outlets: `[2]`, `[1, 4]`, by their numbers in the dossier.
    pub(super) fn marked<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> String {
        format!("[{}]", self.numbers(ids))
    }

    /// The same without brackets.
    pub(super) fn numbers<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> String {
        let numbers: BTreeSet<usize> = ids.into_iter().filter_map(|id| Some(self.articles.get(id)?.0 + 1)).collect();
        numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")
    }

    pub(super) fn origin(&self, position: &Position) -> Option<&'d Origin> {
        self.origins.get(position.origin.as_deref()?).copied()
    }

    pub(super) fn entity(&self, id: &str) -> Option<&'d Entity> {
        self.entities.get(id).copied()
    }

    pub(super) fn event(&self, id: &str) -> Option<&'d Event> {
        self.events.get(id).copied()
    }

    pub(super) fn claim(&self, id: &str) -> Option<&'d Claim> {
        self.claims.get(id).copied()
    }

    pub(super) fn problems(&self) -> &'d [Problem] {
        &self.dossier.problems
    }

    /// Articles that belong to no story, such as those with nothing to tell.
    pub(super) fn apart(&self) -> Vec<&'d Article> {
        let told: BTreeSet<&str> = self.dossier.stories.iter().flat_map(|s| &s.articles).map(String::as_str).collect();
        self.dossier.articles.iter().filter(|article| !told.contains(article.id.as_str())).collect()
    }

    /// A story, laid out.
    pub(super) fn story(&self, story: &'d Story) -> StoryDigest<'d> {
        let mut digest = self.claims_of(story);
        digest.timeline = self.timeline(story);
        digest.speakers = self.speakers(story);
        digest
    }

    /// A story with its claims and articles alone, where neither time nor speakers are shown.
    pub(super) fn claims_of(&self, story: &'d Story) -> StoryDigest<'d> {
        let ids: BTreeSet<&str> = story.claims.iter().map(String::as_str).collect();
        let claims: Vec<&Claim> = self.dossier.claims.iter().filter(|claim| ids.contains(claim.id.as_str())).collect();
        let with = |wanted: &[ClaimStatus]| {
            let mut found: Vec<&Claim> =
                claims.iter().copied().filter(|claim| wanted.contains(&claim.status)).collect();
            found.sort_by_cached_key(|claim| std::cmp::Reverse((articles_of(claim).len(), claim.positions.len())));
            found
        };
        let in_several = |claim: &&Claim| articles_of(claim).len() > 1;
        let (several, mut single): (Vec<_>, Vec<_>) =
            with(&[ClaimStatus::SingleOrigin]).into_iter().partition(in_several);
        let all_known = |claim: &&Claim| affirmed(claim, self).iter().all(|(_, count)| count.unknown == 0);
        let (one_origin, unclear): (Vec<_>, Vec<_>) = several.into_iter().partition(all_known);
        let open = with(&[ClaimStatus::Denied, ClaimStatus::Announced, ClaimStatus::Unconfirmed]);
        let (open, rest): (Vec<_>, Vec<_>) =
            open.into_iter().partition(|claim| in_several(claim) || self.is_denial(claim));
        let mut unsettled = with(&[ClaimStatus::Superseded]);
        unsettled.extend(open);
        single.extend(rest);
        StoryDigest {
            id: &story.id,
            title: self.title(story),
            articles: story.articles.iter().filter_map(|id| self.article(id)).collect(),
            timeline: Vec::new(),
            contested: with(&[ClaimStatus::Contested]),
            unsettled,
            one_origin,
            unclear,
            corroborated: with(&[ClaimStatus::Corroborated]),
            single,
            speakers: Vec::new(),
        }
    }

    /// The story's title; where no article has one, where the first stands.
    pub(super) fn title(&self, story: &'d Story) -> &'d str {
        let location =
            || story.articles.first().and_then(|id| self.article(id)).map(|article| article.location.as_str());
        Some(story.title.as_str()).filter(|title| !title.trim().is_empty()).or_else(location).unwrap_or("no title")
    }

    /// Whether somebody denies it in so many words, rather than saying something in the negative.
    fn is_denial(&self, claim: &Claim) -> bool {
        let denies = |id: &str| self.attributions.get(id).is_some_and(|said| said.stance == Stance::Denies);
        claim.positions.iter().filter_map(|position| position.attribution.as_deref()).any(denies)
    }

    /// The story's line of time; the entries that most articles tell of, and those of contested claims, are its key lines.
    /// What was only spoken of is none of them, nor is it that somebody denied, doubted or declined: the claim says so.
    pub(super) fn timeline(&self, story: &Story) -> Vec<Line<'d>> {
        let is_contested = |claim: &&Claim| claim.status == ClaimStatus::Contested;
        let contested = self.dossier.claims.iter().filter(is_contested);
        let contested: BTreeSet<&str> = contested.filter_map(|claim| claim.event.as_deref()).collect();
        let mentions_of = |event: &str| self.event(event).map_or(&[][..], |event| &event.mentions);
        let of_story: BTreeSet<&str> = story.events.iter().map(String::as_str).collect();
        let entries = self.dossier.timeline.iter().filter(|entry| of_story.contains(entry.event.as_str()));
        let mut lines: Vec<Line<'d>> = entries
            .map(|entry| {
                let told = mentions_of(&entry.event)
                    .iter()
                    .map(|mention| mention.article.as_str())
                    .chain(entry.evidence.iter().map(|span| span.article.as_str()));
                Line {
                    entry,
                    articles: self.in_order(told),
                    is_key: false,
                    rank: 0,
                    is_contested: contested.contains(entry.event.as_str()),
                    sentence: telling_sentence(&entry.evidence),
                }
            })
            .collect();
        let answers = self.answers();
        let is_real = |line: &Line<'_>| {
            let mentions = mentions_of(&line.entry.event);
            let is_answer = |mention: &Mention| {
                let inside = |cue: &&Span| cue.start < mention.span.end && mention.span.start < cue.end;
                answers.get(mention.article.as_str()).is_some_and(|cues| cues.iter().any(inside))
            };
            let is_talk = !mentions.is_empty() && mentions.iter().all(is_answer);
            line.entry.status != EventStatus::Hypothetical && !is_talk
        };
        let weight = |line: &Line<'_>| {
            let mentions = mentions_of(&line.entry.event).len();
            (
                is_real(line),
                line.is_contested,
                line.articles.len().min(2),
                line.entry.when.is_some(),
                line.articles.len(),
                mentions,
            )
        };
        let mut ranked: Vec<usize> = (0..lines.len()).collect();
        ranked.sort_by_cached_key(|&at| std::cmp::Reverse(weight(&lines[at])));
        let (mut keys, mut undated) = (0, 0);
        for (rank, at) in ranked.into_iter().enumerate() {
            let line = &lines[at];
            let is_told = line.is_contested || line.articles.len() > 1;
            let has_place = match (line.entry.when.is_some() || line.is_contested, is_told) {
                (_, false) => keys < FEW_LINES,
                (true, true) => keys < KEY_LINES,
                (false, true) => keys < KEY_LINES && undated < UNDATED_LINES,
            };
            let is_key = is_real(line) && has_place;
            keys += usize::from(is_key);
            undated += usize::from(is_key && line.entry.when.is_none());
            lines[at].is_key = is_key;
            lines[at].rank = rank;
        }
        lines
    }

    /// The words with which somebody denies, doubts, confirms or declines, by article: they answer, and nothing happens.
    fn answers(&self) -> BTreeMap<&'d str, Vec<&'d Span>> {
        let mut cues: BTreeMap<&str, Vec<&Span>> = BTreeMap::new();
        for said in &self.dossier.attributions {
            let answers =
                matches!(said.stance, Stance::Denies | Stance::Confirms | Stance::Questions | Stance::NoComment);
            if let Some(cue) = said.cue.as_ref().filter(|_| answers) {
                cues.entry(&said.article).or_default().push(cue);
            }
        }
        cues
    }

    /// Article ids, each once, in the dossier's order: `a2` before `a10`.
    fn in_order<'i>(&self, ids: impl Iterator<Item = &'i str>) -> Vec<&'d str> {
        let mut found: Vec<(usize, &'d str)> =
            ids.filter_map(|id| self.articles.get(id)).map(|&(at, article)| (at, article.id.as_str())).collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|(_, id)| id).collect()
    }

    /// Who said what in the story's articles: those with most to say first, the unknown last.
    pub(super) fn speakers(&self, story: &Story) -> Vec<Speaker<'d>> {
        let in_story: BTreeSet<&str> = story.articles.iter().map(String::as_str).collect();
        let mut by_speaker: BTreeMap<String, Vec<&'d Attribution>> = BTreeMap::new();
        let told = self.dossier.attributions.iter().filter(|said| in_story.contains(said.article.as_str()));
        for said in told.filter(|said| says_something(said)) {
            by_speaker.entry(speaker_key(said)).or_default().push(said);
        }
        let mut speakers: Vec<Speaker<'d>> = by_speaker.into_values().map(|said| self.speaker(&said)).collect();
        let rank = |speaker: &Speaker<'_>| match speaker.kind {
            SourceKind::Named | SourceKind::Office => 0,
            SourceKind::Outlet | SourceKind::Document => 1,
            SourceKind::Unnamed => 2,
            SourceKind::Unknown => 3,
        };
        speakers.sort_by_key(|speaker| (rank(speaker), std::cmp::Reverse(speaker.statements.len()), speaker.name));
        speakers
    }

    /// All that an entity said.
    pub(super) fn speaker_of(&self, entity: &str) -> Option<Speaker<'d>> {
        let is_of = |said: &&Attribution| said.source.entity.as_deref() == Some(entity) && says_something(said);
        let said: Vec<&Attribution> = self.dossier.attributions.iter().filter(is_of).collect();
        (!said.is_empty()).then(|| self.speaker(&said))
    }

    fn speaker(&self, said: &[&'d Attribution]) -> Speaker<'d> {
        let source = &said[0].source;
        let entity = source.entity.as_deref().and_then(|id| self.entities.get(id).copied());
        let name = source.text.as_deref().filter(|_| source.kind != SourceKind::Unknown);
        let mut statements: Vec<Statement<'d>> = Vec::new();
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for &one in said {
            let words = one.content.exact.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            match seen.get(&words) {
                Some(&at) => statements[at].everywhere.push(one),
                None => {
                    seen.insert(words, statements.len());
                    statements.push(Statement { said: one, everywhere: vec![one] });
                }
            }
        }
        Speaker {
            entity: entity.map(|entity| entity.id.as_str()),
            name: entity.map(|entity| entity.name.as_str()).or(name).unwrap_or("Not known who"),
            description: entity.and_then(|entity| entity.description.as_ref()),
            kind: source.kind,
            statements,
        }
    }
}

/// The shortest of the sentences that has at least twelve words, else the longest.
fn telling_sentence(evidence: &[Span]) -> Option<&Span> {
    let counted = || evidence.iter().map(|span| (span.exact.split_whitespace().count(), span));
    let full = counted().filter(|(words, _)| *words >= 12).min_by_key(|(words, _)| *words);
    full.or_else(|| counted().max_by_key(|(words, _)| *words)).map(|(_, span)| span)
}

/// Whether a statement can be read on its own: "spoke of the letter" says nothing that could be shown.
fn says_something(said: &Attribution) -> bool {
    said.form != Form::Indirect || said.stance == Stance::NoComment || said.content.exact.split_whitespace().count() > 2
}

/// What one speaker's statements have in common. "Officials" of two articles need not be the same people, so that those
/// who aren't known by name are one speaker in one article only.
fn speaker_key(said: &Attribution) -> String {
    let source = &said.source;
    match (&source.entity, &source.text) {
        (Some(entity), _) => entity.clone(),
        (None, Some(text)) if source.kind == SourceKind::Named => text.to_lowercase(),
        (None, Some(text)) if source.kind != SourceKind::Unknown => format!("{} {}", said.article, text.to_lowercase()),
        _ => String::new(),
    }
}

/// The articles in which positions on a claim stand.
pub(super) fn articles_of(claim: &Claim) -> BTreeSet<&str> {
    claim.positions.iter().map(|position| position.evidence.article.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::sample::dossier_with;

    fn keys(dossier: &Dossier) -> usize {
        let digest = Digest::new(dossier);
        digest.story(&dossier.stories[0]).timeline.iter().filter(|line| line.is_key).count()
    }

    #[test]
    fn that_somebody_denied_is_no_line_of_what_happened() {
        let mut dossier = dossier_with(str::to_owned);
        assert_eq!(keys(&dossier), 1);
        let span = dossier.timeline[0].evidence[0].clone();
        let (article, factuality) = (span.article.clone(), gainsay_core::Factuality::Certain);
        let mention = Mention { sentence: span.clone(), span, article, factuality };
        dossier.events[0].mentions.push(mention.clone());
        let said = &mut dossier.attributions[0];
        (said.article, said.stance, said.cue) = (mention.article, Stance::Denies, Some(mention.span));
        assert_eq!(keys(&dossier), 0);
    }

    #[test]
    fn what_was_only_spoken_of_is_none_either() {
        let mut dossier = dossier_with(str::to_owned);
        dossier.timeline[0].status = EventStatus::Hypothetical;
        assert_eq!(keys(&dossier), 0);
    }
}
