//! An article's text cut where any mark begins or ends: who said what, events, names, times, what claims rest on.
//!
//! Marks lie inside one another and overlap; markup can't. Each piece between two ends carries the names of all layers
//! it is part of, and leads to the innermost thing it is about.

use std::collections::BTreeMap;

use gainsay_core::ClaimStatus;
use maud::{Markup, html};

use super::{
    Edition,
    marks::{Mark, Marks},
};
use crate::present::{
    dates,
    view::{Article, Span},
    words,
};

/// What a mark is about; an inner layer's link goes before an outer one's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Layer {
    Claim,
    Contested,
    Said,
    Source,
    Cue,
    Event,
    Time,
    Name,
    /// What the reader came for.
    Found,
}

impl Layer {
    const fn class(self) -> &'static str {
        match self {
            Self::Claim => "l-claim",
            Self::Contested => "l-contested",
            Self::Said => "l-said",
            Self::Source => "l-source",
            Self::Cue => "l-cue",
            Self::Event => "l-event",
            Self::Time => "l-time",
            Self::Name => "l-name",
            Self::Found => "found",
        }
    }
}

/// A stretch of text on one layer, where it leads and what it says when pointed at.
struct Stretch {
    start: usize,
    end: usize,
    layer: Layer,
    target: Option<String>,
    hint: Option<String>,
}

/// The marks of one article, ready to be cut along.
pub(super) struct Layers<'d> {
    stretches: Vec<Stretch>,
    marks: Marks<'d>,
    article: &'d Article,
}

impl<'d> Layers<'d> {
    /// All layers of an article; `found` is the stretch the reader came for.
    pub(super) fn new(edition: &Edition<'d>, article: &'d Article, found: Option<(usize, usize)>) -> Self {
        let mut layers =
            Self { stretches: Vec::new(), marks: Marks::of_one(edition.digest.dossier, &article.id), article };
        layers.add_claims(edition);
        layers.add_statements(edition);
        layers.add_events(edition);
        layers.add_names(edition);
        if let Some((start, end)) = found {
            layers.stretches.push(Stretch { start, end, layer: Layer::Found, target: None, hint: None });
        }
        // A stretch that begins or ends inside a character would take words away where the text is cut.
        let is_whole = |stretch: &Stretch| {
            article.text.is_char_boundary(stretch.start) && article.text.is_char_boundary(stretch.end)
        };
        layers.stretches.retain(|stretch| stretch.start < stretch.end && is_whole(stretch));
        layers.stretches.sort_by_key(|stretch| (stretch.start, stretch.layer, stretch.end));
        layers
    }

    fn add(&mut self, span: &Span, layer: Layer, target: Option<String>, hint: Option<String>) {
        if span.article == self.article.id {
            self.stretches.push(Stretch { start: span.start, end: span.end, layer, target, hint });
        }
    }

    fn add_claims(&mut self, edition: &Edition<'d>) {
        for claim in &edition.digest.dossier.claims {
            let layer = if claim.status == ClaimStatus::Contested { Layer::Contested } else { Layer::Claim };
            for position in &claim.positions {
                self.add(&position.evidence, layer, None, None);
            }
        }
    }

    fn add_statements(&mut self, edition: &Edition<'d>) {
        for said in &edition.digest.dossier.attributions {
            let entity = said.source.entity.as_deref().and_then(|id| edition.digest.entity(id));
            let name = entity.map(|entity| entity.name.as_str()).or(said.source.text.as_deref());
            let hint = name.map(|name| format!("{name} {}", words::stance(said.stance)));
            self.add(&said.content, Layer::Said, None, hint);
            if let Some(source) = &said.source.span {
                self.add(
                    source,
                    Layer::Source,
                    entity.map(|entity| edition.links.entity(&entity.id)),
                    name.map(str::to_owned),
                );
            }
            if let Some(cue) = &said.cue {
                self.add(cue, Layer::Cue, None, Some(words::stance(said.stance).to_owned()));
            }
        }
    }

    fn add_events(&mut self, edition: &Edition<'d>) {
        for event in &edition.digest.dossier.events {
            let date = event.when.as_ref();
            let days = date.map_or_else(|| "date not known".to_owned(), |date| dates::in_words(&date.value));
            for mention in event.mentions.iter().filter(|mention| mention.article == self.article.id) {
                let hint = format!("Event: {} ({days})", event.label);
                self.add(&mention.span, Layer::Event, Some(edition.links.event(&event.id)), Some(hint));
            }
            if let Some((date, evidence)) = date.and_then(|date| Some((date, date.evidence.as_ref()?))) {
                self.add(evidence, Layer::Time, None, Some(dates::in_words(&date.value)));
            }
        }
        let published = &self.article.published;
        if let (Some(value), Some(evidence)) = (&published.value, &published.evidence) {
            self.add(evidence, Layer::Time, None, Some(format!("Published {}", dates::in_words(value))));
        }
    }

    fn add_names(&mut self, edition: &Edition<'d>) {
        for entity in &edition.digest.dossier.entities {
            for mention in entity.mentions.iter().filter(|mention| mention.article == self.article.id) {
                let hint = format!("{} ({})", entity.name, words::entity_kind(entity.kind).to_lowercase());
                self.add(mention, Layer::Name, Some(edition.links.entity(&entity.id)), Some(hint));
            }
        }
    }

    /// A stretch of the text as markup: anchors for what links lead to, and every layer.
    pub(super) fn markup(&self, start: usize, end: usize) -> Markup {
        let marks = self.marks.of_article(&self.article.id);
        let from = marks.partition_point(|mark| mark.end <= start);
        let mut pieces = Vec::new();
        let mut at = start;
        for mark in marks[from..].iter().take_while(|mark| mark.start < end) {
            let inside = (mark.start.max(start), mark.end.min(end));
            pieces.push(self.pieces(at, inside.0));
            pieces.push(self.marked(*mark, inside, mark.start >= start));
            at = inside.1;
        }
        pieces.push(self.pieces(at, end));
        html! { @for piece in pieces { (piece) } }
    }

    /// A mark; one that runs on from the region before has its anchor there.
    fn marked(&self, mark: Mark, (start, end): (usize, usize), is_first: bool) -> Markup {
        let id = is_first.then(|| mark.anchor(&self.article.id));
        html! { span.passage id=[id] { (self.pieces(start, end)) } }
    }

    /// A stretch cut at the ends of every layer.
    fn pieces(&self, start: usize, end: usize) -> Markup {
        let last = self.stretches.partition_point(|stretch| stretch.start < end);
        let over: Vec<&Stretch> = self.stretches[..last].iter().filter(|stretch| stretch.end > start).collect();
        let mut cuts: BTreeMap<usize, ()> = BTreeMap::from([(start, ()), (end, ())]);
        cuts.extend(
            over.iter().flat_map(|s| [s.start, s.end]).filter(|&cut| cut > start && cut < end).map(|cut| (cut, ())),
        );
        let cuts: Vec<usize> = cuts.into_keys().collect();
        html! { @for pair in cuts.windows(2) { (self.piece(&over, pair[0], pair[1])) } }
    }

    fn piece(&self, over: &[&Stretch], start: usize, end: usize) -> Markup {
        let text = self.article.text.get(start..end).unwrap_or_default();
        let mut on: Vec<&&Stretch> =
            over.iter().filter(|stretch| stretch.start <= start && stretch.end >= end).collect();
        on.sort_by_key(|stretch| std::cmp::Reverse(stretch.layer));
        let found = on.iter().find(|stretch| stretch.layer == Layer::Found);
        let id = found.filter(|stretch| stretch.start == start).map(|_| "mark");
        let mut classes: Vec<&str> = on.iter().map(|stretch| stretch.layer.class()).collect();
        classes.dedup();
        let classes = classes.join(" ");
        let target = on.iter().find_map(|stretch| stretch.target.as_deref());
        let mut hints: Vec<&str> = on.iter().filter_map(|stretch| stretch.hint.as_deref()).collect();
        hints.dedup();
        let hint = (!hints.is_empty()).then(|| hints.join(" · "));
        html! {
            @if on.is_empty() { (text) }
            @else if let Some(target) = target { a id=[id] class=(classes) href=(target) title=[hint] { (text) } }
            @else if found.is_some() { mark id=[id] class=(classes) title=[hint] { (text) } }
            @else { span class=(classes) title=[hint] { (text) } }
        }
    }
}
