//! An article's text cut where any mark begins or ends: who said what, events, names, times, what claims rest on.
//!
//! Marks lie inside one another and overlap; markup can't. Each piece between two ends carries the names of all layers
//! it is part of, and leads to the innermost thing it is about. The text is cut once, in one sweep over the ends; of each
//! layer a piece knows the innermost stretch alone, so that a text marked many times over is cut no slower than another.

use std::collections::{BTreeMap, BTreeSet};

use gainsay_core::ClaimStatus;
use maud::{Markup, html};

use super::{Edition, marks::Mark, notes::Notes};
use crate::present::{
    dates,
    view::{Article, Span},
    words,
};

/// How many notes a stretch has at most.
const NOTES: usize = 8;

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
    const ALL: [Self; 9] = [
        Self::Found,
        Self::Name,
        Self::Time,
        Self::Event,
        Self::Cue,
        Self::Source,
        Self::Said,
        Self::Contested,
        Self::Claim,
    ];

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
#[derive(Clone, Debug)]
struct Stretch {
    start: usize,
    end: usize,
    layer: Layer,
    target: Option<String>,
    hint: Option<String>,
    /// The numbers of its notes beside the text.
    notes: Vec<usize>,
}

/// A piece of text between two ends, with the innermost stretch of each layer it lies on: the layer that leads first.
#[derive(Clone, Debug, Default)]
struct Piece {
    start: usize,
    end: usize,
    on: Vec<usize>,
    /// The stretch whose link it is.
    leads: Option<usize>,
    /// Whether it is the first of that stretch: by keyboard a link is reached once, whatever lies inside it.
    is_first: bool,
}

/// The marks of one article, and its text cut along them.
pub(super) struct Layers<'e> {
    stretches: Vec<Stretch>,
    pieces: Vec<Piece>,
    marks: &'e [Mark],
    article: &'e Article,
}

impl<'e> Layers<'e> {
    /// All layers of an article; `found` is the stretch the reader came for.
    pub(super) fn new<'d: 'e>(
        edition: &'e Edition<'d>,
        article: &'e Article,
        found: Option<(usize, usize)>,
        notes: &Notes<'_>,
    ) -> Self {
        let marks = edition.marks().of_article(&article.id);
        let mut layers = Self { stretches: Vec::new(), pieces: Vec::new(), marks, article };
        layers.add_claims(edition, notes);
        layers.add_statements(edition, notes);
        layers.add_events(edition);
        layers.add_names(edition);
        if let Some((start, end)) = found {
            layers.stretches.push(Stretch {
                start,
                end,
                layer: Layer::Found,
                target: None,
                hint: None,
                notes: Vec::new(),
            });
        }
        // A stretch that begins or ends inside a character would take words away where the text is cut.
        let is_whole = |stretch: &Stretch| {
            article.text.is_char_boundary(stretch.start) && article.text.is_char_boundary(stretch.end)
        };
        layers.stretches.retain(|stretch| stretch.start < stretch.end && is_whole(stretch));
        layers.pieces = cut(&layers.stretches);
        layers.lead();
        layers
    }

    /// Says of each piece where it leads. A space or a stop between two names is no link of its own: nobody could say
    /// where it leads.
    fn lead(&mut self) {
        let mut seen = BTreeSet::new();
        for piece in &mut self.pieces {
            let text = self.article.text.get(piece.start..piece.end).unwrap_or_default();
            let leading = piece.on.iter().copied().find(|&at| self.stretches[at].target.is_some());
            piece.leads = leading.filter(|_| text.chars().any(char::is_alphanumeric));
            piece.is_first = piece.leads.is_some_and(|at| seen.insert(at));
        }
    }

    fn add(&mut self, span: &Span, layer: Layer, target: Option<String>, hint: Option<String>, note: Option<usize>) {
        if span.article == self.article.id {
            let notes = note.into_iter().collect();
            self.stretches.push(Stretch { start: span.start, end: span.end, layer, target, hint, notes });
        }
    }

    fn add_claims(&mut self, edition: &Edition<'_>, notes: &Notes<'_>) {
        // Several claims may rest on one sentence: it leads to the first, and has the notes of all.
        let mut places: BTreeMap<(usize, usize, Layer), usize> = BTreeMap::new();
        for (claim, position) in edition.spans().positions(&self.article.id) {
            let layer = if claim.status == ClaimStatus::Contested { Layer::Contested } else { Layer::Claim };
            let place = (position.evidence.start, position.evidence.end, layer);
            if let Some(&at) = places.get(&place) {
                let own = &mut self.stretches[at].notes;
                own.extend(notes.of_position(&position.id).filter(|_| own.len() < NOTES));
                continue;
            }
            places.insert(place, self.stretches.len());
            let target = Some(edition.links.claim(&claim.id));
            self.add(&position.evidence, layer, target, None, notes.of_position(&position.id));
        }
    }

    fn add_statements(&mut self, edition: &Edition<'_>, notes: &Notes<'_>) {
        for said in edition.spans().said(&self.article.id) {
            let entity = said.source.entity.as_deref().and_then(|id| edition.digest.entity(id));
            let name = entity.map(|entity| entity.name.as_str()).or(said.source.text.as_deref());
            let hint = name.map(|name| format!("{name} {}", words::stance(said.stance)));
            let note = notes.of_statement(&said.id);
            self.add(&said.content, Layer::Said, None, hint, note);
            if let Some(source) = &said.source.span {
                let target = entity.map(|entity| edition.links.entity(&entity.id));
                self.add(source, Layer::Source, target, name.map(str::to_owned), note);
            }
            if let Some(cue) = &said.cue {
                self.add(cue, Layer::Cue, None, Some(words::stance(said.stance).to_owned()), note);
            }
        }
    }

    fn add_events(&mut self, edition: &Edition<'_>) {
        for (event, mention) in edition.spans().mentions(&self.article.id) {
            let date = event.when.as_ref();
            let days = date.map_or_else(|| "date not known".to_owned(), |date| dates::in_words(&date.value));
            let hint = format!("Event: {} ({days})", event.label);
            self.add(&mention.span, Layer::Event, Some(edition.links.event(&event.id)), Some(hint), None);
        }
        for date in edition.spans().dates(&self.article.id) {
            if let Some(evidence) = &date.evidence {
                self.add(evidence, Layer::Time, None, Some(dates::in_words(&date.value)), None);
            }
        }
        let published = &self.article.published;
        if let (Some(value), Some(evidence)) = (&published.value, &published.evidence) {
            self.add(evidence, Layer::Time, None, Some(format!("Published {}", dates::in_words(value))), None);
        }
    }

    fn add_names(&mut self, edition: &Edition<'_>) {
        for (entity, mention) in edition.spans().names(&self.article.id) {
            let hint = format!("{} ({})", entity.name, words::entity_kind(entity.kind).to_lowercase());
            self.add(mention, Layer::Name, Some(edition.links.entity(&entity.id)), Some(hint), None);
        }
    }

    /// A stretch of the text as markup: anchors for what links lead to, and every layer.
    pub(super) fn markup(&self, start: usize, end: usize) -> Markup {
        let from = self.marks.partition_point(|mark| mark.end <= start);
        let mut parts = Vec::new();
        let mut at = start;
        for mark in self.marks[from..].iter().take_while(|mark| mark.start < end) {
            let inside = (mark.start.max(start), mark.end.min(end));
            parts.push(self.between(at, inside.0));
            parts.push(self.marked(*mark, inside, mark.start >= start));
            at = inside.1;
        }
        parts.push(self.between(at, end));
        html! { @for part in parts { (part) } }
    }

    /// A mark; one that runs on from the region before has its anchor there.
    fn marked(&self, mark: Mark, (start, end): (usize, usize), is_first: bool) -> Markup {
        let id = is_first.then(|| mark.anchor(&self.article.id));
        html! { span.passage id=[id] { (self.between(start, end)) } }
    }

    /// The pieces of a stretch, and the text between them that is on no layer.
    fn between(&self, start: usize, end: usize) -> Markup {
        let from = self.pieces.partition_point(|piece| piece.end <= start);
        let mut at = start;
        let text = |start: usize, end: usize| self.article.text.get(start..end).unwrap_or_default();
        html! {
            @for piece in self.pieces[from..].iter().take_while(|piece| piece.start < end) {
                @let inside = (piece.start.max(start), piece.end.min(end));
                (text(at, inside.0))
                (self.piece(piece, inside.0, text(inside.0, inside.1)))
                @let () = at = inside.1;
            }
            (text(at, end))
        }
    }

    fn piece(&self, piece: &Piece, start: usize, text: &str) -> Markup {
        let on = || piece.on.iter().map(|&at| &self.stretches[at]);
        let is_found = on().any(|stretch| stretch.layer == Layer::Found);
        let id = on().any(|stretch| stretch.layer == Layer::Found && stretch.start == start).then_some("mark");
        let classes = on().map(|stretch| stretch.layer.class()).collect::<Vec<_>>().join(" ");
        let leading = piece.leads.map(|at| &self.stretches[at]).filter(|_| text.chars().any(char::is_alphanumeric));
        let goes_on = (!piece.is_first || start > piece.start).then_some("-1");
        let mut hints: Vec<&str> = on().filter_map(|stretch| stretch.hint.as_deref()).collect();
        hints.dedup();
        let hint = (!hints.is_empty()).then(|| hints.join(" · "));
        let notes: BTreeSet<usize> = on().flat_map(|stretch| &stretch.notes).copied().collect();
        let notes = notes.iter().map(usize::to_string).collect::<Vec<_>>().join(" ");
        let notes = (!notes.is_empty()).then_some(notes);
        html! {
            @match leading.and_then(|stretch| stretch.target.as_deref()) {
                Some(target) => a id=[id] class=(classes) href=(target) title=[hint] data-notes=[notes] tabindex=[goes_on] { (text) },
                None if is_found => mark id=[id] class=(classes) title=[hint] data-notes=[notes] { (text) },
                None => span class=(classes) title=[hint] data-notes=[notes] { (text) },
            }
        }
    }
}

/// Pieces between all ends, in order; what lies on no layer is no piece. One sweep: sorting, and for each end as much work
/// as there are layers.
fn cut(stretches: &[Stretch]) -> Vec<Piece> {
    let mut ends: Vec<(usize, bool, usize)> = Vec::with_capacity(stretches.len() * 2);
    for (at, stretch) in stretches.iter().enumerate() {
        ends.push((stretch.start, true, at));
        ends.push((stretch.end, false, at));
    }
    ends.sort_unstable();
    // Of each layer what is open: the one that began last, and of these the shortest, is the innermost.
    let mut open: [BTreeSet<(usize, std::cmp::Reverse<usize>, usize)>; Layer::ALL.len()] = Default::default();
    let mut pieces = Vec::new();
    let mut from = 0;
    for (end, begins, at) in ends {
        if end > from {
            let on: Vec<usize> =
                Layer::ALL.iter().filter_map(|&layer| open[layer as usize].last().map(|last| last.2)).collect();
            if !on.is_empty() {
                pieces.push(Piece { start: from, end, on, ..Piece::default() });
            }
            from = end;
        }
        let stretch = &stretches[at];
        let entry = (stretch.start, std::cmp::Reverse(stretch.end), at);
        if begins {
            open[stretch.layer as usize].insert(entry);
        } else {
            open[stretch.layer as usize].remove(&entry);
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretch(start: usize, end: usize, layer: Layer) -> Stretch {
        Stretch { start, end, layer, target: None, hint: None, notes: Vec::new() }
    }

    #[test]
    fn a_piece_knows_the_innermost_stretch_of_each_layer() {
        let stretches = [
            stretch(0, 20, Layer::Claim),
            stretch(5, 10, Layer::Name),
            stretch(6, 8, Layer::Name),
            stretch(15, 25, Layer::Said),
        ];
        let pieces: Vec<_> = cut(&stretches).into_iter().map(|piece| (piece.start, piece.end, piece.on)).collect();
        assert_eq!(
            pieces,
            [
                (0, 5, vec![0]),
                (5, 6, vec![1, 0]),
                (6, 8, vec![2, 0]),
                (8, 10, vec![1, 0]),
                (10, 15, vec![0]),
                (15, 20, vec![3, 0]),
                (20, 25, vec![3]),
            ]
        );
    }

    #[test]
    fn what_lies_on_no_layer_is_no_piece() {
        assert!(cut(&[]).is_empty());
        let pieces = cut(&[stretch(0, 2, Layer::Name), stretch(8, 9, Layer::Name)]);
        assert_eq!(pieces.iter().map(|piece| (piece.start, piece.end)).collect::<Vec<_>>(), [(0, 2), (8, 9)]);
    }

    /// A text marked many times over gives no more pieces than it has ends, and no piece more stretches than layers:
    /// work grows with the marks, not with their square.
    #[test]
    fn stretches_nested_ten_thousand_deep_are_cut_in_so_many_steps() {
        const DEPTH: usize = 10_000;
        let nested: Vec<Stretch> = (0..DEPTH).map(|at| stretch(at, 3 * DEPTH - at, Layer::Said)).collect();
        let pieces = cut(&nested);
        assert!(pieces.len() < 2 * DEPTH, "{}", pieces.len());
        assert!(pieces.iter().map(|piece| piece.on.len()).sum::<usize>() < 2 * DEPTH);
    }
}
