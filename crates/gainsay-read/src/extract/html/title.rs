//! The headline: printed as the page's main heading where the head of the page agrees, else as declared, without the
//! outlet's suffix.

use super::{blocks::Walked, meta::Declared};
use crate::extract::fold::{collapse, count_words, fold};

/// Chooses the title.
pub(super) fn choose(declared: &Declared, walked: &Walked, outlet: Option<&str>) -> Option<String> {
    let heads: Vec<String> = declared.titles.iter().chain(&declared.head_title).map(|t| unescape(t)).collect();
    let folded: Vec<String> = heads.iter().map(|t| fold(t)).collect();
    let headings =
        walked.blocks.iter().filter(|b| matches!(b.tag.as_str(), "h1" | "h2") && b.words >= 2 && b.words <= 45);
    let mut printed: Vec<&str> = headings.clone().filter(|b| b.tag == "h1").map(|b| b.text.as_str()).collect();
    printed.extend(headings.filter(|b| b.tag == "h2").map(|b| b.text.as_str()));
    let agreed = printed.iter().find(|text| {
        let text = fold(text);
        folded.iter().any(|head| head == &text || (head.starts_with(&text) && text.len() * 3 >= head.len()))
    });
    if let Some(text) = agreed {
        return Some(collapse(text));
    }
    let declared_title =
        heads.first().map(|title| strip_outlet(title, outlet, declared.site.as_deref())).filter(|t| !t.is_empty());
    let first_heading = walked.blocks.iter().find(|b| b.tag == "h1" && b.words >= 3).map(|b| collapse(&b.text));
    declared_title.or(first_heading)
}

fn unescape(text: &str) -> String {
    let mut out = collapse(text);
    for (entity, sign) in [
        ("&amp;", "&"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#039;", "'"),
        ("&#8217;", "’"),
        ("&#8216;", "‘"),
        ("&apos;", "'"),
        ("&nbsp;", " "),
    ] {
        if out.contains('&') {
            out = out.replace(entity, sign);
        }
    }
    out
}

/// "Wall falls - Harbour Post" → "Wall falls", where the last part is the outlet or looks like a site's name.
pub(super) fn strip_outlet(title: &str, outlet: Option<&str>, site: Option<&str>) -> String {
    let names: Vec<String> = [outlet, site].into_iter().flatten().map(squeeze).filter(|n| n.len() >= 2).collect();
    let mut title = title.trim();
    for _ in 0..2 {
        let Some((at, separator)) = last_separator(title) else { break };
        let (head, tail) = (title[..at].trim(), title[at + separator.len()..].trim());
        let squeezed = squeeze(tail);
        let is_outlet = names
            .iter()
            .any(|name| squeezed.contains(name.as_str()) || (squeezed.len() >= 3 && name.contains(&squeezed)));
        let strong = separator.contains('|') || separator.contains('»') || separator.contains("::");
        let looks_like_name = strong && count_words(tail) <= 4 && count_words(head) >= 3;
        if head.is_empty() || !(is_outlet && count_words(tail) <= 8 || looks_like_name) {
            break;
        }
        title = head;
    }
    if let Some((head, tail)) = title.split_once(" | ").or_else(|| title.split_once(": "))
        && names.iter().any(|name| *name == squeeze(head))
        && count_words(tail) >= 3
    {
        return tail.trim().to_owned();
    }
    title.to_owned()
}

fn last_separator(title: &str) -> Option<(usize, &'static str)> {
    [" | ", " - ", " – ", " — ", " » ", " :: ", " « ", " · ", " • ", " / "]
        .iter()
        .filter_map(|s| title.rfind(s).map(|at| (at, *s)))
        .max()
}

/// Letters and digits alone, of a host only its name.
fn squeeze(name: &str) -> String {
    let name = if name.contains('.') && !name.contains(' ') { name.split('.').next().unwrap_or(name) } else { name };
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outlet_is_no_part_of_the_title() {
        let strip = |title| strip_outlet(title, Some("harbourpost.example"), Some("The Harbour Post"));
        assert_eq!(strip("Wall falls in storm - The Harbour Post"), "Wall falls in storm");
        assert_eq!(strip("Wall falls in storm | World | HarbourPost"), "Wall falls in storm");
        assert_eq!(strip("Harbourpost: Wall falls in storm"), "Wall falls in storm");
    }

    #[test]
    fn a_dash_inside_the_title_stays() {
        let strip = |title| strip_outlet(title, Some("harbourpost.example"), None);
        assert_eq!(strip("Wall falls in storm - mayor blames builders"), "Wall falls in storm - mayor blames builders");
        assert_eq!(strip("Wall falls: why?"), "Wall falls: why?");
    }
}
