//! Keeps from the parser what would make it slow or exhaust its stack: endless nesting, endless attributes, markup
//! that multiplies itself. A cheap look at the tags decides; nearly all pages pass unchanged.

use std::borrow::Cow;

use super::tags::{Tag, scan};

/// Browsers stop at 512 levels as well.
const DEEPEST: usize = 512;
/// A page of very many tags may nest less: the parser looks through the open elements at each.
const DEEPEST_OF_MANY: usize = 64;
/// Open formatting elements are opened anew in each paragraph, so that a few of them multiply a page.
const DEEPEST_FORMATTING: usize = 24;
/// With more tags than these, formatting is left out altogether.
const MANY_TAGS: usize = 150_000;
/// A tag with more attributes loses them: the parser compares each with each.
const MOST_ATTRIBUTES: usize = 400;
/// Tags beyond these are left out, their text stays.
const MOST_TAGS: usize = 300_000;

/// A page that is safe to parse.
pub(super) struct Guarded<'a> {
    /// The page, without what was too much.
    pub(super) page: Cow<'a, str>,
    /// What was left out.
    pub(super) problems: Vec<String>,
}

/// Looks at the tags of a page and takes out those that are too much.
pub(super) fn guard(page: &str) -> Guarded<'_> {
    let mut measure = Measure::default();
    scan(page, |tag| measure.see(&tag));
    let (deepest, formatting) =
        if measure.tags > MANY_TAGS { (DEEPEST_OF_MANY, 0) } else { (DEEPEST, DEEPEST_FORMATTING) };
    let mut problems = Vec::new();
    if measure.deepest > deepest || measure.deepest_formatting > DEEPEST_FORMATTING {
        problems.push(format!(
            "nests {} levels deep; read as if it ended at {deepest}",
            measure.deepest.max(measure.deepest_formatting)
        ));
    }
    if measure.attributes > MOST_ATTRIBUTES {
        problems.push(format!("has a tag with {} attributes, left out", measure.attributes));
    }
    if measure.tags > MANY_TAGS {
        problems.push(format!("has {} tags; read without formatting", measure.tags));
    }
    if problems.is_empty() {
        return Guarded { page: Cow::Borrowed(page), problems };
    }
    Guarded { page: Cow::Owned(rewrite(page, deepest, formatting)), problems }
}

#[derive(Default)]
struct Measure {
    depth: usize,
    deepest: usize,
    formatting: usize,
    deepest_formatting: usize,
    tags: usize,
    attributes: usize,
}

impl Measure {
    fn see(&mut self, tag: &Tag<'_>) {
        self.tags += 1;
        self.attributes = self.attributes.max(tag.attributes);
        let counter = if tag.formats() { &mut self.formatting } else { &mut self.depth };
        if !tag.nests() {
        } else if tag.closing {
            *counter = counter.saturating_sub(1);
        } else {
            *counter += 1;
        }
        self.deepest = self.deepest.max(self.depth);
        self.deepest_formatting = self.deepest_formatting.max(self.formatting);
    }
}

fn rewrite(page: &str, depth_limit: usize, formatting_limit: usize) -> String {
    let mut out = String::with_capacity(page.len());
    let (mut at, mut seen) = (0, 0usize);
    // For each kind of nesting: how many are open, and how many of those were left out.
    let mut open = [(0usize, 0usize); 2];
    scan(page, |tag| {
        seen += 1;
        let limit = if tag.formats() { formatting_limit } else { depth_limit };
        let counter = &mut open[usize::from(tag.formats())];
        let mut drop_tag = seen > MOST_TAGS;
        if tag.nests() {
            if tag.closing {
                drop_tag |= counter.1 > 0 || (tag.formats() && formatting_limit == 0);
                if counter.1 > 0 {
                    counter.1 -= 1;
                } else {
                    counter.0 = counter.0.saturating_sub(1);
                }
            } else if drop_tag || counter.0 >= limit {
                counter.1 += 1;
                drop_tag = true;
            } else {
                counter.0 += 1;
            }
        }
        out.push_str(&page[at..tag.start]);
        at = tag.end;
        if drop_tag {
            // What stood apart stays apart.
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else if tag.attributes > MOST_ATTRIBUTES {
            out.push('<');
            out.push_str(if tag.closing { "/" } else { "" });
            out.push_str(tag.name);
            out.push('>');
        } else {
            out.push_str(&page[tag.start..tag.end]);
        }
    });
    out.push_str(page.get(at..).unwrap_or(""));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pages_pass_unchanged() {
        let page = "<html><body><p>One<p>Two <b>three</b><!-- <div> --><script>'<div>'</script></body></html>";
        assert!(matches!(guard(page).page, Cow::Borrowed(_)));
    }

    #[test]
    fn endless_nesting_is_cut_and_its_text_kept() {
        for (levels, kept, problems) in [(50_000, DEEPEST, 1), (100_000, DEEPEST_OF_MANY, 2)] {
            let page = format!("{}deep{}after", "<div>".repeat(levels), "</div>".repeat(levels));
            let guarded = guard(&page);
            assert_eq!(guarded.problems.len(), problems);
            assert!(guarded.page.contains("deep") && guarded.page.contains("after"));
            assert_eq!(guarded.page.matches("<div>").count(), kept);
            assert_eq!(guarded.page.matches("</div>").count(), kept);
        }
    }

    #[test]
    fn endless_attributes_are_left_out() {
        let page = format!("<p {}>text</p>", "a=1 ".repeat(5_000));
        assert_eq!(guard(&page).page, "<p>text</p>");
    }
}
