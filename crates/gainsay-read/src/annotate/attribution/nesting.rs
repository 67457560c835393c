//! Drafts → attributions: form, order, and which attribution is part of which.

use gainsay_core::{Attribution, Form, SourceKind, Span};

use super::draft::Draft;
use super::scene::Scene;

/// How many attributions that begin earlier are asked whether they hold one.
const MAX_LOOK_BACK: usize = 64;

/// Turns drafts into attributions, in order of the text.
pub(super) fn finish(scene: &Scene, drafts: Vec<Draft>) -> Vec<Attribution> {
    // Between two marks there may be nothing.
    let says = |draft: &Draft| !form(scene, draft).0.slice(scene.text()).trim().is_empty();
    let mut drafts: Vec<Draft> = drafts.into_iter().filter(says).collect();
    drafts.sort_by_key(|d| (d.content.start, std::cmp::Reverse(d.content.end), d.cue.map(|c| c.start)));
    drafts.dedup_by(|b, a| a.content == b.content && (a.cue == b.cue || a.source.span == b.source.span));
    let spans: Vec<(Span, Form)> = drafts.iter().map(|d| form(scene, d)).collect();
    let within: Vec<Option<usize>> = (0..drafts.len()).map(|at| holder(&drafts, &spans, at)).collect();
    let mut attributions: Vec<Attribution> = drafts
        .into_iter()
        .zip(&spans)
        .zip(&within)
        .map(|((draft, &(content, form)), &within)| Attribution {
            sentence: sentence(scene, draft.cue.unwrap_or(content)),
            source: draft.source,
            cue: draft.cue,
            content,
            form,
            stance: draft.stance,
            via: draft.via,
            within,
        })
        .collect();
    for at in 0..attributions.len() {
        pass_channel(&mut attributions, at);
    }
    attributions
}

/// What an outlet reports that someone said came through that outlet.
fn pass_channel(attributions: &mut [Attribution], at: usize) {
    let Some(outer) = attributions[at].within else { return };
    let source = attributions[outer].source.clone();
    let relays = matches!(source.kind, SourceKind::Outlet | SourceKind::Document);
    if relays && source.span != attributions[at].source.span && !attributions[at].via.contains(&source) {
        attributions[at].via.push(source);
    }
}

fn sentence(scene: &Scene, span: Span) -> usize {
    let sentences = &scene.reading.sentences;
    sentences.partition_point(|s| s.span.start <= span.start).saturating_sub(1)
}

/// The form, and the content with or without its quotation marks as the form wants.
fn form(scene: &Scene, draft: &Draft) -> (Span, Form) {
    if draft.quote.is_some() || draft.own_words {
        return (draft.content, Form::Direct);
    }
    let content = draft.content;
    let from = scene.quotes.partition_point(|q| q.outer.end <= content.start);
    let mut quoted = scene.quotes[from..].iter().take_while(|q| q.outer.start < content.end);
    match quoted.next() {
        None => (content, Form::Indirect),
        Some(quote) if quote.inner.contains(content) && quote.inner != content => {
            inner_quotation(scene, content).map_or((content, Form::Indirect), |words| (words, Form::Direct))
        }
        Some(quote) if is_all(scene, content, quote.outer) => (quote.inner, Form::Direct),
        Some(_) => (content, Form::Mixed),
    }
}

/// The words of a content that is a quotation within a quotation, marks and all.
fn inner_quotation(scene: &Scene, content: Span) -> Option<Span> {
    let text = content.slice(scene.text());
    let (open, close) = (text.chars().next()?, text.chars().next_back()?);
    let pair = matches!((open, close), ('‘', '’') | ('\'', '\'') | ('“', '”') | ('"', '"'));
    let inner = Span::new(content.start + open.len_utf8(), content.end.saturating_sub(close.len_utf8()));
    let plain = |c: char| !matches!(c, '‘' | '“' | '”' | '"');
    (pair && inner.start < inner.end && inner.slice(scene.text()).chars().all(plain)).then_some(inner)
}

/// Whether a content is one quotation and nothing else but punctuation.
fn is_all(scene: &Scene, content: Span, quote: Span) -> bool {
    let text = scene.text();
    let bare = |span: Span| !span.slice(text).chars().any(char::is_alphanumeric);
    bare(Span::new(content.start, quote.start.max(content.start)))
        && bare(Span::new(quote.end.min(content.end), content.end))
}

/// The innermost attribution whose content holds this one's cue and content.
fn holder(drafts: &[Draft], spans: &[(Span, Form)], at: usize) -> Option<usize> {
    let own = drafts[at].cue.map_or(spans[at].0, |c| c.cover(spans[at].0));
    let first = at.saturating_sub(MAX_LOOK_BACK);
    // A content may begin where the holder's does, and then sorts before or after it.
    let last = (at + 4).min(drafts.len());
    (first..last)
        .filter(|&other| other != at && spans[other].0.contains(own) && spans[other].0.len() > spans[at].0.len())
        .filter(|&other| drafts[other].cue.is_none() || drafts[other].cue != drafts[at].cue)
        .min_by_key(|&other| (spans[other].0.len(), other))
}
