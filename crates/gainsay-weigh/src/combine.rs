//! Stories weighed one by one → one [`Weighing`] of all: indexes move on, and who stands in several stories becomes one.
//!
//! Decides nothing about events, claims or origins: each belongs to one story.

use gainsay_core::{ArticleSpan, Claim, Entity, Event, MentionRef, Origin, TimelineEntry, Weighing};

use crate::{ReadArticle, resolve, timeline};

/// Puts stories together. Each comes with its articles, as indexes into `articles` in the order in which it was weighed;
/// together they hold every article once.
pub fn combine(articles: &[ReadArticle<'_>], mut stories: Vec<(Vec<usize>, Weighing)>) -> Weighing {
    stories.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut all = Weighing {
        published: vec![Default::default(); articles.len()],
        entity_of_chain: vec![Vec::new(); articles.len()],
        ..Weighing::default()
    };
    let several = stories.len() > 1;
    for (members, weighing) in stories {
        append(&mut all, &members, weighing);
    }
    if several {
        join_entities(articles, &mut all);
        timeline::sort(&mut all.timeline);
    }
    all
}

/// Where a story's lists start in the lists of all, and its articles.
struct Shift<'m> {
    members: &'m [usize],
    entities: usize,
    events: usize,
    origins: usize,
}

fn append(all: &mut Weighing, members: &[usize], story: Weighing) {
    let shift = Shift { members, entities: all.entities.len(), events: all.events.len(), origins: all.origins.len() };
    let claims = all.claims.len();
    for ((&article, published), entity_of_chain) in members.iter().zip(story.published).zip(story.entity_of_chain) {
        all.published[article] = published;
        all.entity_of_chain[article] =
            entity_of_chain.into_iter().map(|one| one.map(|at| at + shift.entities)).collect();
    }
    all.entities.extend(story.entities.into_iter().map(|one| shift.entity(one)));
    all.events.extend(story.events.into_iter().map(|one| shift.event(one)));
    all.claims.extend(story.claims.into_iter().map(|one| shift.claim(one)));
    all.origins.extend(story.origins.into_iter().map(|one| shift.origin(one)));
    all.timeline.extend(story.timeline.into_iter().map(|one| shift.entry(one)));
    all.problems.extend(story.problems);
    all.stories.extend(story.stories.into_iter().map(|mut one| {
        one.articles.iter_mut().for_each(|article| *article = members[*article]);
        one.events.iter_mut().for_each(|event| *event += shift.events);
        one.claims.iter_mut().for_each(|claim| *claim += claims);
        one
    }));
}

impl Shift<'_> {
    fn span(&self, span: &mut ArticleSpan) {
        span.article = self.members[span.article];
    }

    fn mention(&self, mention: &mut MentionRef) {
        mention.article = self.members[mention.article];
    }

    fn entity(&self, mut entity: Entity) -> Entity {
        entity.mentions.iter_mut().chain(&mut entity.description).for_each(|span| self.span(span));
        entity
    }

    fn event(&self, mut event: Event) -> Event {
        let participants = event.participants.iter_mut().filter_map(|one| one.entity.as_mut());
        participants.chain(&mut event.place).for_each(|entity| *entity += self.entities);
        event.mentions.iter_mut().for_each(|mention| self.mention(mention));
        event.near_misses.iter_mut().for_each(|one| one.event += self.events);
        event.when.iter_mut().filter_map(|when| when.evidence.as_mut()).for_each(|span| self.span(span));
        event
    }

    fn claim(&self, mut claim: Claim) -> Claim {
        claim.event.iter_mut().for_each(|event| *event += self.events);
        for position in &mut claim.positions {
            position.origin += self.origins;
            self.span(&mut position.evidence);
            position.cue.iter_mut().for_each(|span| self.span(span));
            position.attribution.iter_mut().for_each(|mention| self.mention(mention));
            let entities = position.chain.iter_mut().filter_map(|link| link.entity.as_mut());
            entities.for_each(|entity| *entity += self.entities);
        }
        claim
    }

    fn origin(&self, mut origin: Origin) -> Origin {
        origin.evidence.iter_mut().for_each(|span| self.span(span));
        origin.articles.iter_mut().for_each(|article| *article = self.members[*article]);
        origin
    }

    fn entry(&self, mut entry: TimelineEntry) -> TimelineEntry {
        entry.event += self.events;
        entry.evidence.iter_mut().for_each(|span| self.span(span));
        entry
    }
}

/// Whoever stands in several stories under one full name is one.
fn join_entities(articles: &[ReadArticle<'_>], all: &mut Weighing) {
    let (entities, entity_of_chain) = resolve::across_stories(articles, &all.entities, &all.entity_of_chain);
    let mut now = vec![0; all.entities.len()];
    let chains = all.entity_of_chain.iter().flatten().zip(entity_of_chain.iter().flatten());
    for (before, after) in chains.filter_map(|(before, after)| before.zip(*after)) {
        now[before] = after;
    }
    let moved = |entity: &mut usize| *entity = now[*entity];
    for event in &mut all.events {
        let participants = event.participants.iter_mut().filter_map(|one| one.entity.as_mut());
        participants.chain(&mut event.place).for_each(moved);
    }
    let links = all.claims.iter_mut().flat_map(|claim| &mut claim.positions).flat_map(|one| &mut one.chain);
    links.filter_map(|link| link.entity.as_mut()).for_each(moved);
    (all.entities, all.entity_of_chain) = (entities, entity_of_chain);
}
