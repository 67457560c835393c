//! A page → article: parsed once, walked once into blocks; from them text, regions and links, from its head metadata.
//!
//! [`guard`] keeps hostile pages from the parser, [`slim`] what nobody reads, [`meta`] reads what the page declares, [`walk`] makes blocks,
//! [`body`] decides which of them are the article, [`compose`] writes text and regions.

mod author;
mod blocks;
mod body;
mod classes;
mod compose;
mod dates;
mod guard;
mod linked;
mod meta;
mod nature;
mod noted;
mod parts;
mod slim;
mod tags;
mod title;
mod walk;

use dom_query::Document;
use gainsay_core::{Article, Dating, Problem, ProblemKind, RegionKind, StatedSpan};
use jiff::civil::Date;

use super::{Extracted, fold::collapse, language, outlet, plain};

/// The day on which the first page of the web was shown to everybody: no page is older. What an archive put there later
/// carries the date of its print.
const FIRST_WEB_PAGE: Date = jiff::civil::date(1991, 8, 6);

/// Reads a page: one article, or none if it holds nothing readable.
pub(super) fn read(mut base: Article, page: &str) -> Extracted {
    let guarded = guard::guard(page);
    for message in &guarded.problems {
        problem(&mut base, ProblemKind::Partial, message);
    }
    let slim = slim::slim(&guarded.page);
    if slim.brackets_left_out > 0 {
        let message = format!("holds {} signs `<` that open no tag, left out", slim.brackets_left_out);
        problem(&mut base, ProblemKind::Partial, &message);
    }
    let document = Document::from(slim.page);
    let declared = meta::read(&document, &slim.scripts);
    let mut walked = walk::walk(&document);
    body::choose(&mut walked, document);
    let vague = declare(&mut base, &declared, &walked);
    compose::compose(&mut base, &walked);
    printed(&mut base, &declared, &walked, vague);
    checks(&mut base, page);
    let nature = nature::of(&base, &declared);
    if let Some((kind, message)) = &nature {
        problem(&mut base, *kind, message);
    }
    let stands_in = nature.is_some_and(|(kind, _)| kind == ProblemKind::NoArticle);
    if stands_in {
        return Extracted { articles: Vec::new(), problems: base.problems };
    }
    let readable = base.regions.iter().any(|r| r.kind.is_analysed());
    if readable {
        return Extracted { articles: vec![base], problems: Vec::new() };
    }
    problem(&mut base, ProblemKind::NoArticle, "holds no text that reads as an article");
    Extracted { articles: Vec::new(), problems: base.problems }
}

/// What the head of the page declares. Gives a date that is declared vaguely.
fn declare(base: &mut Article, declared: &meta::Declared, walked: &blocks::Walked) -> Dating {
    let by_location = base.location.contains("://").then(|| base.location.clone());
    base.canonical_url = declared.canonical.clone();
    base.url = by_location.or_else(|| declared.url.clone()).or_else(|| base.canonical_url.clone());
    let host = base.canonical_url.as_deref().or(base.url.as_deref()).and_then(outlet::host);
    base.outlet = declared.site.clone().or(host);
    base.language = declared.language.clone().filter(|tag| language::is_tag(tag));
    base.title = title::choose(declared, walked, base.outlet.as_deref()).map(|text| StatedSpan { text, span: None });
    let url = base.canonical_url.clone().or_else(|| base.url.clone());
    let dates = dates::declared(declared, walked, url.as_deref());
    base.published = dates.published;
    base.modified = dates.modified;
    if let Some(conflict) = dates.conflict {
        problem(base, ProblemKind::Date, &conflict);
    }
    dates.vague
}

/// What the text prints, where the head declares nothing.
fn printed(base: &mut Article, declared: &meta::Declared, walked: &blocks::Walked, vague: Dating) {
    if base.title.is_none() {
        let first = base.regions.iter().find(|r| matches!(r.kind, RegionKind::Title | RegionKind::Heading));
        base.title = first.map(|r| StatedSpan { text: collapse(r.span.slice(&base.text)), span: Some(r.span) });
    }
    if base.published.value.is_none() {
        base.published = dates::printed(base, walked, vague);
    }
    let authors = author::choose(declared, walked, base);
    if !authors.is_empty() {
        base.authors = authors;
    }
}

fn checks(base: &mut Article, page: &str) {
    let first_day = |value: Option<gainsay_core::Interval>| value.and_then(|v| v.first);
    let published = first_day(base.published.value);
    let changed = base.modified.value.and_then(|value| value.last);
    if let (Some(published), Some(changed)) = (published, changed)
        && changed < published
    {
        problem(base, ProblemKind::Date, &format!("is dated {published}, but says it was last changed on {changed}"));
    }
    if let Some(published) = published.filter(|day| *day < FIRST_WEB_PAGE) {
        problem(base, ProblemKind::Date, &format!("is dated {published}, before there were web pages"));
    }
    let captured = base.captured.as_ref().and_then(|c| super::stamp::parse(c.at.as_deref()?));
    if let (Some(published), Some(captured)) = (published, captured)
        && published > captured
    {
        problem(base, ProblemKind::Date, &format!("is dated {published}, after its capture on {captured}"));
    }
    plain::tell_cut(base);
    let tail = page.trim_end();
    let whole = tail.ends_with('>') || !page.contains("<html");
    if !whole {
        problem(base, ProblemKind::Partial, "is cut: the page ends before its last tag; give the whole page");
    }
}

fn problem(base: &mut Article, kind: ProblemKind, message: &str) {
    let message = format!("`{}` {message}", base.location);
    base.problems.push(Problem { kind, location: base.location.clone(), message });
}
