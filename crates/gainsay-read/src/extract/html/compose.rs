//! Blocks → text, regions and links: everything readable in reading order, each block a region.

use gainsay_core::{Article, Link, RegionKind, Span, StatedSpan};

use super::blocks::{PageBlock, Walked};
use crate::extract::{
    fold::fold,
    lines::{self, Block, Known},
    plain,
};

/// Longer targets are data, not addresses.
const LONGEST_TARGET: usize = 2_000;

/// Writes the article's text, regions and body links.
pub(super) fn compose(article: &mut Article, walked: &Walked) {
    let mut text = String::new();
    let mut blocks = Vec::with_capacity(walked.blocks.len());
    let title = article.title.as_ref().map(|t| t.text.clone());
    let folded_title = title.as_deref().map(fold);
    let title_at = main_heading(walked, folded_title.as_deref());
    let first_body = walked.blocks.iter().position(|b| b.body);
    for (at, page_block) in walked.blocks.iter().enumerate() {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let span = Span::new(text.len(), text.len() + page_block.text.len());
        text.push_str(&page_block.text);
        let mut block = Block::new(span, page_block.words, page_block.tag == "li");
        if title_at == Some(at) {
            block.set(RegionKind::Title, "the heading that the page's head agrees with");
            article.title = title.clone().map(|text| StatedSpan { text, span: Some(span) });
        } else if page_block.body {
            of_body(&mut block, page_block, walked);
        } else {
            let in_head = title_at.is_some_and(|t| t < at) && first_body.is_some_and(|b| at < b);
            outside(&mut block, page_block, walked, in_head);
        }
        if page_block.body {
            links(article, page_block, span);
        }
        blocks.push(block);
    }
    let outlet_known = article.outlet.is_some();
    let known = Known { title: title.as_deref(), line_per_paragraph: true, body_only: true, outlet_known };
    let labelled = lines::label_blocks(&text, blocks, &known);
    article.text = text;
    plain::apply(article, labelled);
}

/// The heading that is the title; of several the last before the body.
fn main_heading(walked: &Walked, title: Option<&str>) -> Option<usize> {
    let title = title?;
    // Folding shortens dashes and quotation marks alone, to a third: most blocks needn't be folded.
    let may_be = |text: &str| title.len() <= text.len() + 8 && text.len() <= 3 * title.len() + 8;
    let is_title = |b: &PageBlock| b.words <= 60 && may_be(&b.text) && fold(&b.text) == title;
    let headings = walked.blocks.iter().enumerate().filter(|(_, b)| is_title(b));
    headings
        .clone()
        .find(|(_, b)| b.tag == "h1")
        .or_else(|| headings.clone().find(|(_, b)| b.tag.starts_with('h')))
        .or_else(|| headings.clone().next())
        .map(|(at, _)| at)
}

/// A block of the body: its tag says what it is; paragraphs are left to the lines' rules.
fn of_body(block: &mut Block, page_block: &PageBlock, walked: &Walked) {
    if let Some((kind, why)) = walked.kind_of(page_block)
        && !matches!(kind, RegionKind::Byline | RegionKind::Date if page_block.words > 14)
        && !(kind == RegionKind::Caption && page_block.words > 90)
    {
        block.set(kind, why);
        return;
    }
    match page_block.tag.as_str() {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => block.set(RegionKind::Heading, "a heading of the body"),
        "figcaption" | "caption" => block.set(RegionKind::Caption, "the caption of a picture"),
        "li" | "dd" | "dt" => block.set(RegionKind::List, "an item of a list in the body"),
        _ if page_block.quoted => block.set(RegionKind::Quote, "in a block quotation"),
        _ => {}
    }
}

/// A block outside the body.
fn outside(block: &mut Block, page_block: &PageBlock, walked: &Walked, in_head: bool) {
    match walked.kind_of(page_block) {
        Some((kind, why)) if !kind.is_content() => block.set(kind, why),
        Some((kind @ (RegionKind::Byline | RegionKind::Date), why)) if page_block.words <= 14 => block.set(kind, why),
        Some((RegionKind::Summary, why)) if in_head => block.set(RegionKind::Summary, why),
        Some((RegionKind::Caption, why)) if in_head => block.set(RegionKind::Caption, why),
        _ => block.set(RegionKind::Navigation, "outside the body of the article"),
    }
}

fn links(article: &mut Article, page_block: &PageBlock, span: Span) {
    for link in &page_block.links {
        let target = link.target.trim();
        if target.is_empty()
            || target.len() > LONGEST_TARGET
            || target.starts_with('#')
            || target.starts_with("javascript:")
        {
            continue;
        }
        let base = article.canonical_url.as_deref().or(article.url.as_deref());
        let words = Span::new(span.start + link.start, span.start + link.end.min(page_block.text.len()));
        article.links.push(Link { span: words, target: absolute(target, base) });
    }
}

/// The address in full, where the page's own is known.
fn absolute(target: &str, base: Option<&str>) -> String {
    let Some(base) = base.filter(|_| !target.contains("://") && !target.starts_with("mailto:")) else {
        return target.to_owned();
    };
    let (scheme, rest) = base.split_once("://").unwrap_or(("https", base));
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    if let Some(other) = target.strip_prefix("//") {
        format!("{scheme}://{other}")
    } else if target.starts_with('/') {
        format!("{scheme}://{host}{target}")
    } else {
        let path = rest.split(['?', '#']).next().unwrap_or(rest);
        let folder = path.rfind('/').map_or(host, |at| &path[..at]);
        format!("{scheme}://{folder}/{target}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_become_absolute() {
        let base = Some("https://harbour.example/news/wall.html?x=1");
        assert_eq!(absolute("/about", base), "https://harbour.example/about");
        assert_eq!(absolute("port.html", base), "https://harbour.example/news/port.html");
        assert_eq!(absolute("//cdn.example/a", base), "https://cdn.example/a");
        assert_eq!(absolute("http://other.example/", base), "http://other.example/");
    }
}
