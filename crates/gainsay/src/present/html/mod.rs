//! The dossier as pages: for a browser, a phone and paper; in one file, or as the pages of an app.
//!
//! In: a dossier, and where links lead ([`Links`]). Out: markup of one page's content ([`Edition`]), or the whole dossier
//! as one self-contained file. Every claim links to the sentence in its article, and every marked sentence back to the
//! claims that rest on it. Article text is escaped by the template, and a content policy forbids the browser to fetch or
//! run anything, so that even a defect here could not make hostile text act. Only http and https addresses become links.

mod article;
mod axis;
mod board;
mod cite;
mod claim;
mod entity;
mod event;
mod file;
mod glyphs;
mod layers;
mod links;
mod marks;
mod matrix;
mod notes;
mod said;
mod spans;
mod story;
mod timeline;
mod tree;

use std::cell::OnceCell;

use maud::{Markup, html};

use self::{
    marks::Marks,
    spans::{Evidence, Spans},
};
use super::{
    dates,
    digest::Digest,
    view::{Article, Dossier, Span, Story},
    words,
};
pub(super) use file::render;
pub use links::{Columns, Links, Part};
pub use story::{Choice, PartPage};
pub use timeline::Window;

/// The style sheet of all pages.
pub const STYLE: &str = include_str!("style.css");

/// A dossier with its ids resolved, ready to be laid out as pages.
pub struct Edition<'d> {
    digest: Digest<'d>,
    links: &'d dyn Links,
    /// What stands in each article, where a page asks for it.
    spans: OnceCell<Spans<'d>>,
    /// The stretches that can be led to, where a page asks for them.
    marks: OnceCell<Marks<'d>>,
    /// The words that show what origins are, where a page asks for them.
    evidence: OnceCell<Evidence<'d>>,
}

impl<'d> Edition<'d> {
    /// An edition whose links lead where `links` says.
    pub fn new(dossier: &'d Dossier, links: &'d dyn Links) -> Self {
        let digest = Digest::new(dossier);
        Self { digest, links, spans: OnceCell::new(), marks: OnceCell::new(), evidence: OnceCell::new() }
    }

    fn spans(&self) -> &Spans<'d> {
        self.spans.get_or_init(|| Spans::new(self.digest.dossier))
    }

    fn evidence(&self) -> &Evidence<'d> {
        self.evidence.get_or_init(|| Evidence::new(self.digest.dossier))
    }

    fn marks(&self) -> &Marks<'d> {
        self.marks.get_or_init(|| Marks::new(self.digest.dossier))
    }

    fn find_story(&self, id: &str) -> Option<&'d Story> {
        self.digest.dossier.stories.iter().find(|story| story.id == id)
    }

    /// What an article is called: its outlet, else the site it is from, else the beginning
    /// of its title or text in quotation marks, else its file.
    fn outlet(&self, article: &str) -> String {
        self.digest.article(article).map_or_else(|| article.to_owned(), outlet_of)
    }

    /// A link to words in their article: outlet and date.
    fn place(&self, span: &Span) -> Markup {
        let published = self.digest.article(&span.article).and_then(|article| article.published.value.as_deref());
        html! {
            a.place href=(self.links.span(span)) { (self.outlet(&span.article)) }
            @if let Some(day) = published { ", " (when(day)) }
        }
    }

    /// A link to where this can be corrected.
    fn correct(&self, id: &str, words: &str) -> Markup {
        html! { @if let Some(target) = self.links.correct(id) { a.correct href=(target) { (words) } } }
    }

    /// An entity's name, as a link.
    fn name(&self, id: &str) -> Markup {
        match self.digest.entity(id) {
            Some(entity) => html! { a href=(self.links.entity(id)) { (entity.name) } },
            None => html! { (id) },
        }
    }
}

/// An article's outlet, or the site it is from.
fn outlet_name(article: &Article) -> Option<String> {
    let address = article.canonical_url.as_deref().or(article.url.as_deref()).and_then(super::web_address);
    let host = address.and_then(|address| address.split('/').nth(2)).map(|host| host.trim_start_matches("www."));
    article.outlet.clone().or_else(|| host.filter(|host| !host.is_empty()).map(str::to_owned))
}

/// What an article is called also where its outlet isn't known: words in quotation marks are taken for no outlet's name.
fn outlet_of(article: &Article) -> String {
    let file = || article.location.rsplit(['/', '\\']).next().unwrap_or(&article.location).to_owned();
    let words = || article.title.as_deref().or_else(|| article::first_words(article)).map(words::beginning);
    let quoted = || words().filter(|words| !words.is_empty()).map(|words| format!("“{words}”"));
    outlet_name(article).or_else(quoted).unwrap_or_else(file)
}

/// A date in words, with the date for programs.
fn when(edtf: &str) -> Markup {
    html! { time datetime=[datetime(edtf)] { (dates::in_words(edtf)) } }
}

/// What HTML takes for a date: a day, a month or a year, no intervals.
fn datetime(edtf: &str) -> Option<&str> {
    let is_plain = edtf.len() <= 10 && edtf.chars().all(|c| c.is_ascii_digit() || c == '-');
    is_plain.then_some(edtf)
}

/// A sentence with some of its words marked.
fn sentence(span: &Span, marked: &[&Span]) -> Markup {
    let mut inside: Vec<(usize, usize)> = marked
        .iter()
        .filter(|inner| inner.article == span.article && inner.start >= span.start && inner.end <= span.end)
        .map(|inner| (inner.start - span.start, inner.end - span.start))
        .collect();
    inside.sort_unstable();
    let text = |start: usize, end: usize| span.exact.get(start..end).unwrap_or_default();
    let (mut pieces, mut at) = (Vec::new(), 0);
    for (start, end) in inside.into_iter().filter(|(start, end)| start < end) {
        if start < at {
            continue;
        }
        pieces.push(html! { (text(at, start)) mark.cue { (text(start, end)) } });
        at = end;
    }
    html! { @for piece in pieces { (piece) } (text(at, span.exact.len())) }
}

/// The first few of a list, and the rest behind a link to all of them or, where there is none, unfolding.
fn few<T>(items: &[T], open: usize, all: Option<String>, names: (&str, &str), list: impl Fn(&[T]) -> Markup) -> Markup {
    let (shown, rest) = items.split_at(items.len().min(open));
    html! {
        (list(shown))
        @if !rest.is_empty() {
            @let more = if shown.is_empty() { "" } else { "more " };
            @let more = format!("{} {more}{}", rest.len(), if rest.len() == 1 { names.0 } else { names.1 });
            @match all {
                Some(all) => p.more { a href=(all) { (more) } },
                None => details.more { summary { (more) } (list(rest)) },
            }
        }
    }
}
