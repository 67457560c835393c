//! Finds quotations in raw text: marks of all kinds, paragraphs that reopen a quotation, marks that never close.
//!
//! It looks at regions only, never at tokens, so that a wrong parse can't move a quotation's ends. Cost is linear.

use gainsay_core::{Article, RegionKind, Span};

use super::marks::{self, Family, Mark, Side};

/// One quotation, or the part of it that stands in one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quotation {
    /// With its marks.
    pub(super) outer: Span,
    /// Without them, and without white space at the ends.
    pub(super) inner: Span,
    /// An index into the article's regions.
    pub(super) region: usize,
    /// It goes on from the quotation before it: the paragraph reopened it, or only now closes it.
    pub(super) resumed: bool,
    /// Its closing mark stands in the text.
    pub(super) closed: bool,
}

/// How many paragraphs without any mark an open quotation may hold before a lone closing mark ends it.
const MAX_SILENT_PARAGRAPHS: usize = 4;

/// All quotations of the analysed regions, in order, the outermost only.
pub(super) fn find(article: &Article) -> Vec<Quotation> {
    let mut finder = Finder { text: &article.text, found: Vec::new(), open: None, silent: Vec::new() };
    for (index, region) in article.regions.iter().enumerate() {
        if !region.kind.is_analysed() {
            continue;
        }
        let body = matches!(region.kind, RegionKind::Paragraph | RegionKind::Quote | RegionKind::List);
        finder.read_region(index, region.span, body);
    }
    let mut found = finder.found;
    found.sort_by_key(|q| (q.outer.start, std::cmp::Reverse(q.outer.end)));
    let mut end = 0;
    found.retain(|q| {
        let apart = q.outer.start >= end;
        end = end.max(q.outer.end);
        apart
    });
    found
}

struct Finder<'a> {
    text: &'a str,
    found: Vec<Quotation>,
    /// The family of a quotation that the last body paragraph left open.
    open: Option<Family>,
    /// Paragraphs since then that hold no mark of that family.
    silent: Vec<(usize, Span)>,
}

impl Finder<'_> {
    fn read_region(&mut self, region: usize, span: Span, body: bool) {
        let slice = span.slice(self.text);
        let marks = marks::find(slice);
        let mut from = 0;
        let mut resumed = false;
        if let (true, Some(family)) = (body, self.open) {
            match first_of(&marks, family) {
                Some(0) if marks[0].side != Side::Close && slice[..marks[0].at].trim().is_empty() => {
                    self.silent.clear();
                    resumed = true;
                }
                Some(first) if marks[first].side == Side::Close && family != Family::Single => {
                    for (region, whole) in std::mem::take(&mut self.silent) {
                        self.push(region, whole, 0, 0, true, false);
                    }
                    let mark = marks[first];
                    let end = span.start + mark.at + mark.len;
                    self.push(region, Span::new(span.start, end), 0, mark.len, true, true);
                    from = first + 1;
                }
                None if self.silent.len() < MAX_SILENT_PARAGRAPHS => {
                    self.silent.push((region, span));
                    self.read_marks(region, span, &marks, 0, false, false);
                    return;
                }
                _ => {}
            }
            self.open = None;
            self.silent.clear();
        }
        self.read_marks(region, span, &marks, from, resumed, body);
    }

    fn read_marks(&mut self, region: usize, span: Span, marks: &[Mark], from: usize, resumed: bool, body: bool) {
        let closers = closing_singles(marks);
        let mut at = from;
        let mut resumed = resumed;
        while let Some(mark) = marks.get(at) {
            if matches!(mark.side, Side::Close | Side::WeakClose) {
                at += 1;
                continue;
            }
            let close = match mark.family {
                Family::Single => closers[at].filter(|&c| doubles_between(marks, at, c).is_multiple_of(2)),
                family => closing_double(marks, at, family),
            };
            let start = span.start + mark.at;
            match close {
                Some(close) => {
                    let end = span.start + marks[close].at + marks[close].len;
                    self.push(region, Span::new(start, end), mark.len, marks[close].len, resumed, true);
                    at = close + 1;
                }
                None if mark.family == Family::Single && !(resumed || mark.at == 0) => at += 1,
                None => {
                    // A later opening mark of the same family shows that this one's closing mark was forgotten.
                    let reopened = marks[at + 1..].iter().position(|m| m.family == mark.family && m.side == Side::Open);
                    let next = reopened.map_or(marks.len(), |n| at + 1 + n);
                    let end = marks.get(next).map_or(span.end, |m| span.start + m.at);
                    if mark.family != Family::Single || next == marks.len() {
                        self.push(region, Span::new(start, end), mark.len, 0, resumed, false);
                        if next == marks.len() && body {
                            self.open = Some(mark.family);
                        }
                    }
                    at = next;
                }
            }
            resumed = false;
        }
    }

    fn push(&mut self, region: usize, outer: Span, open: usize, close: usize, resumed: bool, closed: bool) {
        let outer = outer.trim(self.text);
        if outer.len() < open + close {
            return;
        }
        let inner = Span::new(outer.start + open, outer.end - close).trim(self.text);
        if inner.slice(self.text).chars().any(char::is_alphanumeric) {
            self.found.push(Quotation { outer, inner, region, resumed, closed });
        }
    }
}

fn first_of(marks: &[Mark], family: Family) -> Option<usize> {
    marks.iter().position(|m| m.family == family && m.side != Side::WeakClose)
}

/// The mark that closes the quotation opened at `open`, nested quotations of the same family skipped.
fn closing_double(marks: &[Mark], open: usize, family: Family) -> Option<usize> {
    let mut depth = 0_usize;
    let mut weak = None;
    for (at, mark) in marks.iter().enumerate().skip(open + 1).filter(|(_, m)| m.family == family) {
        match mark.side {
            Side::Open => {
                // Nested only if enough marks follow to close both; else the closing mark was forgotten.
                let closers = marks[at + 1..].iter().filter(|m| m.family == family).take(2);
                if depth == 0 && closers.filter(|m| m.side == Side::Close).count() < 2 {
                    return weak;
                }
                depth += 1;
                if depth > 8 {
                    return None;
                }
            }
            Side::WeakClose => weak = weak.or(Some(at)),
            Side::Close | Side::Either if depth > 0 => depth -= 1,
            Side::Close | Side::Either => return Some(at),
        }
    }
    weak
}

/// For each single mark that may open, the mark that closes it.
fn closing_singles(marks: &[Mark]) -> Vec<Option<usize>> {
    let mut closers = vec![None; marks.len()];
    let (mut strong, mut weak) = (None, None);
    for (at, mark) in marks.iter().enumerate().rev() {
        if mark.family != Family::Single {
            continue;
        }
        match mark.side {
            Side::Close => {
                strong = Some(at);
                weak = None;
            }
            Side::WeakClose => weak = Some(at),
            Side::Open | Side::Either => {
                // A weak mark closes only where no surer one follows before the next opening.
                closers[at] = strong.or(weak);
                (strong, weak) = (None, None);
            }
        }
    }
    closers
}

fn doubles_between(marks: &[Mark], from: usize, to: usize) -> usize {
    marks[from + 1..to].iter().filter(|m| m.family != Family::Single).count()
}

#[cfg(test)]
mod tests {
    use gainsay_core::Region;

    use super::*;

    fn article(paragraphs: &[&str]) -> Article {
        let mut article = Article::default();
        for paragraph in paragraphs {
            let start = article.text.len();
            article.text.push_str(paragraph);
            let span = Span::new(start, article.text.len());
            article.regions.push(Region { kind: RegionKind::Paragraph, span, why: String::new() });
            article.text.push('\n');
        }
        article
    }

    fn found(paragraphs: &[&str]) -> Vec<String> {
        let article = article(paragraphs);
        find(&article).iter().map(|q| q.inner.slice(&article.text).to_owned()).collect()
    }

    #[test]
    fn all_kinds_of_marks() {
        assert_eq!(found(&["“A b,” she said"]), ["A b,"]);
        assert_eq!(found(&["\"A b,\" she said, \"c d.\""]), ["A b,", "c d."]);
        assert_eq!(found(&["''A b,'' she said"]), ["A b,"]);
        assert_eq!(found(&["«A b», she said"]), ["A b"]);
        assert_eq!(found(&["He said 'it’s the workers' day', no more"]), ["it’s the workers' day"]);
        assert_eq!(found(&["the firm's workers' council can't"]), Vec::<String>::new());
    }

    #[test]
    fn nested_marks_belong_to_the_outer() {
        assert_eq!(found(&["“He told me ‘go’ and I went,” she said"]), ["He told me ‘go’ and I went,"]);
        assert_eq!(found(&["'He told me \"go\" and I went,' she said"]), ["He told me \"go\" and I went,"]);
    }

    #[test]
    fn a_quotation_reopened_at_each_paragraph() {
        let paragraphs = ["She said: “One.", "“Two.", "“Three.”", "Four."];
        let article = article(&paragraphs);
        let quotes = find(&article);
        let flags: Vec<_> = quotes.iter().map(|q| (q.inner.slice(&article.text), q.resumed, q.closed)).collect();
        assert_eq!(flags, [("One.", false, false), ("Two.", true, false), ("Three.", true, true)]);
    }

    #[test]
    fn a_lone_closing_mark_ends_what_an_earlier_paragraph_opened() {
        assert_eq!(found(&["\"One two.", "Three four.\"", "Five."]), ["One two.", "Three four."]);
        assert_eq!(found(&["\"One.", "Two.", "Three.\""]), ["One.", "Two.", "Three."]);
    }

    #[test]
    fn what_never_closes_ends_with_its_paragraph() {
        assert_eq!(found(&["She said: “One. Two.", "Three."]), ["One. Two."]);
    }
}
