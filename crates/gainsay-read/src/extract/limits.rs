//! How much of a text is analysed: what comes after is kept and said to be left out.

use gainsay_core::{Article, Problem, ProblemKind, Region, RegionKind, Span};

/// Content beyond so many bytes isn't analysed: some 80,000 words, twice the longest reports of newsrooms.
const ANALYSED: usize = 1 << 19;
/// A longer region is cut at white space: nothing reads like a paragraph of that length.
const LONGEST_REGION: usize = 1 << 15;

/// Cuts regions that are too long, and keeps content beyond the limit out of the analysis.
pub(super) fn apply(article: &mut Article) {
    let mut out: Vec<Region> = Vec::with_capacity(article.regions.len());
    let (mut content, mut cut, mut left_out) = (0usize, false, false);
    for region in std::mem::take(&mut article.regions) {
        if !region.kind.is_content() {
            out.push(region);
            continue;
        }
        let mut rest = region.span;
        while !rest.is_empty() {
            if content >= ANALYSED {
                let why =
                    format!("{}; beyond the first {} kB of content, which alone are read", region.why, ANALYSED >> 10);
                out.push(Region { kind: RegionKind::Notice, span: rest, why });
                left_out = true;
                break;
            }
            let part = first_part(&article.text, rest);
            cut |= part.end < rest.end;
            content += part.len();
            out.push(Region { kind: region.kind, span: part.trim(&article.text), why: region.why.clone() });
            rest = Span::new(part.end, rest.end);
        }
    }
    article.regions = out;
    let mut tell = |what: String| {
        let message = format!("`{}` {what}", article.location);
        article.problems.push(Problem { kind: ProblemKind::Partial, location: article.location.clone(), message });
    };
    if left_out {
        tell(format!(
            "holds more than {} kB of content, of which the first are read; split it into its articles",
            ANALYSED >> 10
        ));
    }
    if cut {
        tell(format!(
            "holds a paragraph of over {} kB, cut at white space; give it with its paragraph breaks",
            LONGEST_REGION >> 10
        ));
    }
}

/// The first part of a region that isn't too long, ending with a sentence or at least at white space where it can.
fn first_part(text: &str, span: Span) -> Span {
    if span.len() <= LONGEST_REGION {
        return span;
    }
    let mut end = span.start + LONGEST_REGION;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let window = Span::new(span.start, end);
    let window_text = window.slice(text);
    let sentence = window_text.rfind(". ").map(|stop| stop + 1);
    let fits = |end: &usize| *end > LONGEST_REGION / 2;
    match sentence.filter(fits).or_else(|| window_text.rfind(char::is_whitespace).filter(fits)) {
        Some(end) => Span::new(span.start, span.start + end),
        None => window,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limited(text: String) -> Article {
        let whole = Region { kind: RegionKind::Paragraph, span: Span::new(0, text.len()), why: String::new() };
        let mut article = Article { text, regions: vec![whole], ..Article::default() };
        apply(&mut article);
        article
    }

    #[test]
    fn short_texts_are_left_alone() {
        let article = limited("The wall fell.".into());
        assert_eq!((article.regions.len(), article.problems.len()), (1, 0));
    }

    #[test]
    fn an_endless_line_is_cut_and_read_in_part() {
        let article = limited("wall ".repeat(300_000));
        assert_eq!(article.problems.len(), 2);
        assert!(article.regions.iter().all(|r| !r.kind.is_content() || r.span.len() <= LONGEST_REGION));
        assert_eq!(article.regions.last().map(|r| r.kind), Some(RegionKind::Notice));
    }
}
