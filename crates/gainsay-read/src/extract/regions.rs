//! Keeps regions what they must be: in order, apart, on character boundaries, and all of the readable text.

use gainsay_core::{Article, Region, RegionKind, Span};

/// A region of this kind, for this reason.
pub(super) fn region(kind: RegionKind, span: Span, why: &str) -> Region {
    Region { kind, span, why: why.to_owned() }
}

/// Puts an article's regions in order, clips overlaps, and makes paragraphs of readable text that none of them holds.
pub(super) fn check(article: &mut Article) {
    let regions = std::mem::take(&mut article.regions);
    article.regions = partition(&article.text, regions);
}

fn partition(text: &str, mut regions: Vec<Region>) -> Vec<Region> {
    regions.sort_by_key(|r| (r.span.start, r.span.end));
    let mut out = Vec::with_capacity(regions.len());
    let mut at = 0;
    for mut region in regions {
        region.span = Span::new(region.span.start.max(at), region.span.end).trim(text);
        if region.span.is_empty() || region.span.slice(text).is_empty() {
            continue;
        }
        fill(text, at, region.span.start, &mut out);
        at = region.span.end;
        out.push(region);
    }
    fill(text, at, text.len(), &mut out);
    out
}

fn fill(text: &str, from: usize, to: usize, out: &mut Vec<Region>) {
    let gap = Span::new(from, to).trim(text);
    if !gap.is_empty() {
        out.push(region(RegionKind::Paragraph, gap, "nothing says otherwise"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_become_paragraphs_and_overlaps_are_clipped() {
        let text = "One. Two. Three.";
        let made = partition(
            text,
            vec![
                region(RegionKind::Notice, Span::new(3, 9), "b"),
                region(RegionKind::Title, Span::new(0, 4), "a"),
                region(RegionKind::Title, Span::new(99, 120), "beyond"),
            ],
        );
        let seen: Vec<_> = made.iter().map(|r| (r.kind, r.span.slice(text))).collect();
        assert_eq!(
            seen,
            [(RegionKind::Title, "One."), (RegionKind::Notice, "Two."), (RegionKind::Paragraph, "Three.")]
        );
    }
}
