//! Markdown: plain text whose headings, quotes, lists and pictures are marked, perhaps with front matter above.

use gainsay_core::{Article, Basis, Byline, Dating, Interval, RegionKind, Span, StatedSpan};

use super::{
    Extracted,
    fold::collapse,
    lines::{self, Known},
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
    let mut labelled = lines::label(&text, Span::new(body_from, text.len()), &known);
    for r in &mut labelled.regions {
        marked(&text, r);
    }
    if let Some(span) = heading {
        split_title(&text, span, &mut labelled.regions);
    }
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

fn split_title(text: &str, title: Span, regions: &mut Vec<gainsay_core::Region>) {
    if let Some(at) = regions.iter().position(|r| r.span.overlaps(title)) {
        let whole = regions[at].span;
        regions[at] = region(RegionKind::Title, Span::new(whole.start, title.end).trim(text), "the first heading");
        let rest = Span::new(title.end, whole.end).trim(text);
        if !rest.is_empty() {
            regions.insert(at + 1, region(RegionKind::Paragraph, rest, "a paragraph"));
        }
    }
}

/// What Markdown's marks say of a region.
fn marked(text: &str, r: &mut gainsay_core::Region) {
    let line = r.span.slice(text);
    let (kind, why) = if line.starts_with('#') {
        (RegionKind::Heading, "marked as a heading")
    } else if line.starts_with('>') {
        (RegionKind::Quote, "marked as a quotation")
    } else if line.starts_with("![") {
        (RegionKind::Caption, "a picture")
    } else {
        return;
    };
    if r.kind.is_content() {
        *r = region(kind, r.span, why);
    }
}
