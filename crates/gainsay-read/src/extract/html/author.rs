//! Who wrote a page: as declared; else by elements that name an author; else by a printed byline.

use gainsay_core::{Article, Byline, RegionKind, Span};

use super::{meta::Declared, walk::Walked};
use crate::extract::{fold::fold, people};

/// Chooses the authors and finds where their names are printed.
pub(super) fn choose(declared: &Declared, walked: &Walked, article: &Article) -> Vec<Byline> {
    let outlet = article.outlet.as_deref();
    let mut names = people::authors(&declared.authors, outlet);
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

/// Where the name stands in a byline, or anywhere in the head of the article.
fn printed_at(name: &str, article: &Article) -> Option<Span> {
    let bylines = article.regions.iter().filter(|r| r.kind == RegionKind::Byline);
    bylines.take(20).find_map(|r| {
        let line = r.span.slice(&article.text);
        let at = line.find(name)?;
        fold(line).contains(&fold(name)).then(|| Span::new(r.span.start + at, r.span.start + at + name.len()))
    })
}
