//! Plain text, mostly scraped: everything is told from its lines.

use gainsay_core::{Article, Byline, Problem, ProblemKind, RegionKind, Span, StatedSpan};

use super::{
    Extracted,
    fold::{collapse, ends_statement},
    lines::{self, Known, Labelled},
    people,
};

/// Reads a text file: one article.
pub(super) fn read(mut base: Article, text: String) -> Extracted {
    let labelled = lines::label(&text, Span::new(0, text.len()), &Known::default());
    base.text = text;
    apply(&mut base, labelled);
    if let Some(title) = base.regions.iter().find(|r| r.kind == RegionKind::Title) {
        base.title = Some(StatedSpan { text: collapse(title.span.slice(&base.text)), span: Some(title.span) });
    }
    tell_cut(&mut base);
    Extracted { articles: vec![base], problems: Vec::new() }
}

/// Takes over what the lines say, where nothing is known yet.
pub(super) fn apply(article: &mut Article, labelled: Labelled) {
    article.regions.extend(labelled.regions);
    if labelled.endless {
        let message = format!("`{}` has more lines than any article; the last are read as one", article.location);
        article.problems.push(Problem { kind: ProblemKind::Partial, location: article.location.clone(), message });
    }
    if article.published.value.is_none() {
        article.published = labelled.published;
    }
    if article.modified.value.is_none() {
        article.modified = labelled.modified;
    }
    if article.outlet.is_none() {
        article.outlet = labelled.outlet;
    }
    if article.authors.is_empty() {
        article.authors = bylines(article, &labelled.bylines);
    }
}

/// The persons that bylines name. Lines that credit helpers are no bylines of authors.
fn bylines(article: &Article, spans: &[Span]) -> Vec<Byline> {
    let mut authors: Vec<Byline> = Vec::new();
    for span in spans {
        let line = span.slice(&article.text);
        let name_part = super::stamp::find(line).map_or(line, |(date, _)| beside_date(line, &date));
        if is_credit(line) {
            continue;
        }
        for name in people::authors_of(name_part, article.outlet.as_deref()) {
            if authors.iter().any(|a| a.name == name) {
                continue;
            }
            let at = line.find(&name).map(|at| Span::new(span.start + at, span.start + at + name.len()));
            authors.push(Byline { name, span: at.or(Some(*span)) });
        }
    }
    authors
}

/// The part of a byline with the name: behind the date where "By" stands there, else before it.
fn beside_date<'a>(line: &'a str, date: &std::ops::Range<usize>) -> &'a str {
    let behind = line.get(date.end..).unwrap_or("").trim_start_matches(|c: char| !c.is_alphanumeric());
    let credits = behind.get(..3).is_some_and(|by| by.eq_ignore_ascii_case("by "));
    if credits { behind.trim_end_matches('*') } else { line.get(..date.start).unwrap_or(line) }
}

/// Whether a line credits those who helped rather than who wrote.
fn is_credit(line: &str) -> bool {
    let folded = super::fold::fold(line);
    ["contribut", "additional", "editing", "reporting", "with files", "source", "h/t", "via ", "reported from"]
        .iter()
        .any(|word| folded.contains(word))
}

/// Says so where the text breaks off in mid-sentence.
pub(super) fn tell_cut(article: &mut Article) {
    let Some(last) = article.regions.last().filter(|r| r.kind == RegionKind::Paragraph) else { return };
    let text = last.span.slice(&article.text);
    if super::fold::count_words(text) >= 12 && !ends_statement(text) && !text.trim_end().ends_with([':', ';']) {
        let message =
            format!("`{}` breaks off in mid-sentence; give the whole text if there is more", article.location);
        article.problems.push(Problem { kind: ProblemKind::Partial, location: article.location.clone(), message });
    }
}
