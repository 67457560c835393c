//! The articles themselves, at the end of the page: what is known of each, and its text with the marks in it.

use gainsay_core::RegionKind;
use maud::{Markup, html};

use super::marks::{Mark, Marks, anchor};
use crate::present::{
    dates,
    view::{Article, Dating, Region},
    web_address,
};

/// One article with its facts and its text.
pub(super) fn source(article: &Article, number: &str, marks: &Marks<'_>) -> Markup {
    let marks = marks.of_article(&article.id);
    let (content, aside): (Vec<&Region>, Vec<&Region>) =
        article.regions.iter().partition(|region| region.kind.is_content());
    html! {
        article.source id=(article.id) {
            h3 { (number) " " (article.outlet.as_deref().unwrap_or("outlet not known")) }
            (facts(article))
            div.text dir="auto" lang=[article.language.as_deref()] {
                @for region in content { (paragraph(article, region, marks)) }
            }
            @if !aside.is_empty() {
                details.set-aside {
                    summary { "Set aside as not part of the article: " (aside.len()) }
                    div.text dir="auto" {
                        @for region in aside {
                            p title=(region.why) { (article.text.get(region.start..region.end).unwrap_or_default()) }
                        }
                    }
                }
            }
        }
    }
}

fn facts(article: &Article) -> Markup {
    let address = article.canonical_url.as_deref().or(article.url.as_deref());
    html! {
        dl.facts {
            @if let Some(title) = &article.title { dt { "Title" } dd { (title) } }
            @if !article.authors.is_empty() { dt { "By" } dd { (article.authors.join(", ")) } }
            dt { "Published" } dd { (dating(&article.published)) }
            @if article.modified.value.is_some() { dt { "Changed" } dd { (dating(&article.modified)) } }
            @if let Some(address) = address { dt { "Address" } dd { (link(address)) } }
            dt { "File" } dd { (article.location) }
        }
    }
}

/// A link only where it leads to the web; any other address is shown, not linked.
fn link(address: &str) -> Markup {
    match web_address(address) {
        Some(target) => html! { a href=(target) rel="noopener noreferrer nofollow" { (address) } },
        None => html! { (address) },
    }
}

fn dating(dating: &Dating) -> Markup {
    html! {
        @match &dating.value {
            Some(value) => {
                time datetime=[datetime(value)] { (dates::in_words(value)) }
                " (" (dating.basis.as_str())
                @if let Some(why) = &dating.why { ": " (why) }
                ")"
            }
            None => { "not known" @if let Some(why) = &dating.why { " (" (why) ")" } }
        }
    }
}

/// What HTML takes for a date: a day, a month or a year, no intervals.
pub(super) fn datetime(edtf: &str) -> Option<&str> {
    let is_plain = edtf.len() <= 10 && edtf.chars().all(|c| c.is_ascii_digit() || c == '-');
    is_plain.then_some(edtf)
}

fn paragraph(article: &Article, region: &Region, marks: &[Mark<'_>]) -> Markup {
    let inside = marked(article, region, marks);
    html! {
        @match region.kind {
            RegionKind::Quote => blockquote { (inside) },
            kind => p class=(kind.as_str()) { (inside) },
        }
    }
}

/// The region's text, with its marked stretches as `mark` and links back to the claims that rest on them.
fn marked(article: &Article, region: &Region, marks: &[Mark<'_>]) -> Markup {
    let text = |start: usize, end: usize| article.text.get(start..end).unwrap_or_default();
    let from = marks.partition_point(|mark| mark.end <= region.start);
    let inside = marks[from..].iter().take_while(|mark| mark.start < region.end);
    let mut pieces = Vec::new();
    let mut at = region.start;
    for mark in inside {
        let (start, end) = (mark.start.max(region.start), mark.end.min(region.end));
        // A mark that runs on from the region before has its anchor there.
        let id = (mark.start >= region.start).then(|| anchor(&article.id, mark));
        pieces.push(html! {
            (text(at, start))
            mark id=[id] class=[mark.is_contested.then_some("contested")] { (text(start, end)) }
            @for (_, claim) in &mark.claims { a.back href={ "#" (claim) } { (claim) } }
        });
        at = end;
    }
    html! {
        @for piece in pieces { (piece) }
        (text(at, region.end))
    }
}
