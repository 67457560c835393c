//! Markdown: plain text whose headings, quotes, lists and pictures are marked, perhaps with front matter above.

use gainsay_core::{Article, Basis, Byline, Dating, Interval, RegionKind, Span, StatedSpan};

use super::{
    Extracted,
    fold::collapse,
    lines::{self, Block, Known},
    people, plain,
    regions::region,
    stamp,
};

/// Reads a Markdown file: one article.
pub(super) fn read(mut base: Article, text: String) -> Extracted {
    let body_from = front_matter(&mut base, &text);
    let heading = first_heading(&text, body_from);
    if base.title.is_none()
        && let Some(span) = heading
    {
        base.title = Some(StatedSpan { text: collapse(span.slice(&text)), span: Some(span) });
    }
    let known = Known { body_only: heading.is_some() || base.title.is_some(), ..Known::default() };
    let mut blocks = lines::blocks(&text, Span::new(body_from, text.len()));
    for block in &mut blocks {
        unmark(&text, block, heading);
    }
    let mut labelled = lines::label_blocks(&text, blocks, &known);
    cover_marks(&text, body_from, &mut labelled.regions);
    base.text = text;
    plain::apply(&mut base, labelled);
    if base.title.is_none()
        && let Some(title) = base.regions.iter().find(|r| r.kind == RegionKind::Title)
    {
        base.title = Some(StatedSpan { text: collapse(title.span.slice(&base.text)), span: Some(title.span) });
    }
    plain::tell_cut(&mut base);
    Extracted { articles: vec![base], problems: Vec::new() }
}

/// Reads `key: value` lines between `---` lines at the top; says where the rest begins.
fn front_matter(base: &mut Article, text: &str) -> usize {
    let Some(rest) = text.strip_prefix("---\n") else { return 0 };
    let Some(end) = rest.find("\n---") else { return 0 };
    if end > 8_000 {
        return 0;
    }
    for line in rest[..end].lines() {
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'', '[', ']']);
        match key.trim().to_ascii_lowercase().as_str() {
            "title" => base.title = Some(StatedSpan { text: collapse(value), span: None }),
            "author" | "authors" => {
                base.authors =
                    people::authors_of(value, None).into_iter().map(|name| Byline { name, span: None }).collect();
            }
            "date" | "published" | "date_publish" => {
                if let Some(day) = stamp::parse(value) {
                    let why = format!("front matter: {value}");
                    base.published =
                        Dating { value: Some(Interval::day(day)), basis: Basis::Metadata, evidence: None, why };
                }
            }
            "outlet" | "source" | "publisher" | "site" => base.outlet = Some(value.to_owned()),
            "url" | "link" | "canonical" => base.url = Some(value.to_owned()),
            "lang" | "language" => base.language = Some(value.to_owned()),
            _ => {}
        }
    }
    let from = 4 + end + 4;
    base.regions.push(region(RegionKind::Notice, Span::new(0, from), "front matter"));
    from
}

/// The words of the first heading, if it stands above everything else but stamps and pictures.
fn first_heading(text: &str, from: usize) -> Option<Span> {
    let mut at = from;
    for raw in text.get(from..)?.split_inclusive('\n').take(40) {
        let span = Span::new(at, at + raw.len()).trim(text);
        at += raw.len();
        let line = span.slice(text);
        if let Some(words) = line.strip_prefix("# ") {
            return Some(Span::new(span.end - words.len(), span.end).trim(text));
        }
        if super::fold::count_words(line) > 25 {
            return None;
        }
    }
    None
}

/// Takes Markdown's marks off a block: what they say is its kind, and no word of it.
fn unmark(text: &str, block: &mut Block, title: Option<Span>) {
    let line = block.text(text);
    let first_line = Span::new(block.span.start, block.span.start + line.find('\n').unwrap_or(line.len()));
    if line.starts_with('#') {
        block.span = trim_marks(text, block.span, &['#', ' ']);
        if title.is_some_and(|title| first_line.contains(title)) {
            block.set(RegionKind::Title, "the first heading");
        } else {
            block.set(RegionKind::Heading, "marked as a heading");
        }
    } else if line.starts_with('>') {
        block.span = trim_marks(text, block.span, &['>', ' ']);
        block.set(RegionKind::Quote, "marked as a quotation");
    } else if line.starts_with("![") {
        block.set(RegionKind::Caption, "a picture");
    } else if ["*", "_"].iter().any(|mark| line.len() > 2 && line.starts_with(mark) && line.ends_with(mark)) {
        block.span = trim_marks(text, block.span, &['*', '_']);
        block.bullet = false;
    }
}

/// Gives the marks between regions a region of their own, so that no sign of the text is in none.
fn cover_marks(text: &str, from: usize, regions: &mut Vec<gainsay_core::Region>) {
    let (mut at, mut covered) = (from, Vec::with_capacity(regions.len()));
    let end = Span::new(text.len(), text.len());
    for (span, region_here) in regions.drain(..).map(|r| (r.span, Some(r))).chain([(end, None)]) {
        let marks = Span::new(at, span.start.max(at)).trim(text);
        if !marks.is_empty() {
            covered.push(region(RegionKind::Notice, marks, "Markdown's marks"));
        }
        at = span.end;
        covered.extend(region_here);
    }
    *regions = covered;
}

/// The span without these signs at its ends.
fn trim_marks(text: &str, span: Span, marks: &[char]) -> Span {
    let line = span.slice(text);
    let start = span.start + line.len() - line.trim_start_matches(marks).len();
    let end = span.end - (line.len() - line.trim_end_matches(marks).len());
    if start < end { Span::new(start, end) } else { span }
}
