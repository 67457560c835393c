//! Who wrote a page: as declared; else by elements that name an author; else by data for scripts, or a printed byline.

use gainsay_core::{Article, Byline, RegionKind, Span};

use super::{
    blocks::{AuthorMark, Walked},
    meta::Declared,
};
use crate::extract::{fold::fold, people};

/// Chooses the authors and finds where their names are printed.
pub(super) fn choose(declared: &Declared, walked: &Walked, article: &Article) -> Vec<Byline> {
    let outlet = article.outlet.as_deref();
    let mut names = declared_authors(declared, outlet);
    let pen_name = declared.persons.iter().find(|name| people::is_pen_name(name, outlet)).cloned();
    let ways: [&dyn Fn() -> Vec<String>; 4] = [
        &|| marked(walked, AuthorMark::Meaning, outlet),
        &|| pen_name.iter().cloned().collect(),
        &|| marked(walked, AuthorMark::Class, outlet),
        &|| marked(walked, AuthorMark::Address, outlet),
    ];
    for find in ways {
        if names.is_empty() {
            names = find();
        }
    }
    if names.is_empty() {
        names = people::authors(&declared.data_authors, outlet);
    }
    if names.is_empty() {
        let printed: Vec<String> = walked
            .blocks
            .iter()
            .filter(|b| b.words <= 14 && walked.kind_of(b).is_some_and(|(kind, _)| kind == RegionKind::Byline))
            .take(6)
            .map(|b| b.text.clone())
            .collect();
        names = people::authors(&printed, outlet);
        names.truncate(4);
    }
    names.into_iter().map(|name| Byline { span: printed_at(&name, article), name }).collect()
}

/// The authors as declared: where some are said to be persons these alone, since the plain fields often name the publisher.
fn declared_authors(declared: &Declared, outlet: Option<&str>) -> Vec<String> {
    let site = declared.canonical.as_deref().or(declared.url.as_deref()).and_then(host);
    let of = |authors: &[String]| -> Vec<String> {
        let mut names = people::authors(authors, outlet);
        names.retain(|name| site.is_none_or(|site| !people::is_outlet(name, site)));
        names
    };
    let persons = of(&declared.persons);
    if persons.is_empty() { of(&declared.authors) } else { persons }
}

/// The host of an address, without "www.".
fn host(address: &str) -> Option<&str> {
    let host = address.split_once("://")?.1.split(['/', ':', '?']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}

/// The names that elements marked as the author's hold: those that stand with the first that is a name. Farther down
/// the authors of other articles are marked in the same way.
fn marked(walked: &Walked, mark: AuthorMark, outlet: Option<&str>) -> Vec<String> {
    const TOGETHER: usize = 3;
    let held = || walked.authors.iter().filter(|author| author.mark == mark);
    let is_name = |text: &str| !people::authors_of(text, outlet).is_empty();
    let Some(first) = held().find(|author| is_name(&author.text)) else {
        // A mark of meaning makes a single word a name: a pen name, a handle.
        let pen_name = held().find(|author| mark == AuthorMark::Meaning && people::is_pen_name(&author.text, outlet));
        return pen_name.map(|author| author.text.clone()).into_iter().collect();
    };
    // Addresses alone lead to the authors of other articles as well: only where one author has them all are they believed.
    let others = held()
        .any(|author| author.at.abs_diff(first.at) > TOGETHER && is_name(&author.text) && author.text != first.text);
    if mark == AuthorMark::Address && others {
        return Vec::new();
    }
    let together = held().filter(|author| author.at.abs_diff(first.at) <= TOGETHER).map(|author| author.text.clone());
    let mut names = people::authors(&together.collect::<Vec<_>>(), outlet);
    names.truncate(4);
    names
}

/// Where the name stands in a byline, or anywhere in the head of the article.
fn printed_at(name: &str, article: &Article) -> Option<Span> {
    let bylines = article.regions.iter().filter(|r| r.kind == RegionKind::Byline);
    bylines.take(20).find_map(|r| {
        let line = r.span.slice(&article.text);
        let at = line.find(name)?;
        fold(line).contains(&fold(name)).then(|| Span::new(r.span.start + at, r.span.start + at + name.len()))
    })
}
