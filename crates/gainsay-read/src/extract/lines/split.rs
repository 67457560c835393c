//! One block → one region or several: boilerplate inside a line, a dateline before the first sentence, a byline that
//! holds a date and the time it takes to read.

use std::{ops::Range, sync::LazyLock};

use gainsay_core::{Basis, Dating, Interval, RegionKind, Span};
use regex::bytes::Regex;

use super::{Labelled, block::Block};
use crate::extract::{fold::collapse, pattern::compile, phrases, regions::region, stamp};

/// Writes the regions of one block.
pub(super) fn split(block: &Block, text: &str, labelled: &mut Labelled) {
    let line = block.text(text);
    let kind = block.kind.unwrap_or(RegionKind::Paragraph);
    let why = if block.kind.is_some() { block.why.as_str() } else { "a paragraph" };
    let mut parts: Vec<(Range<usize>, RegionKind, String)> = Vec::new();
    if kind.is_content() {
        parts.extend(phrases::stretches(line).into_iter().map(|(range, v)| (range, v.kind, v.why.to_owned())));
        if kind == RegionKind::Byline {
            byline_parts(line, &mut parts);
        }
        if kind == RegionKind::Paragraph && labelled.paragraphs < 3 {
            labelled.paragraphs += 1;
            dateline(block, line, &mut parts, labelled);
        }
    }
    parts.sort_by_key(|(range, ..)| range.start);
    let mut at = 0;
    let mut push = |range: Range<usize>, kind: RegionKind, why: &str| {
        let span = Span::new(block.span.start + range.start, block.span.start + range.end).trim(text);
        if !span.is_empty() {
            labelled.regions.push(region(kind, span, why));
        }
    };
    for (range, part_kind, part_why) in parts {
        if range.start < at {
            continue;
        }
        push(at..range.start, kind, why);
        at = range.end;
        push(range, part_kind, &part_why);
    }
    push(at..line.len(), kind, why);
}

/// The date in a byline is a date of its own, and what follows it isn't a name.
fn byline_parts(line: &str, parts: &mut Vec<(Range<usize>, RegionKind, String)>) {
    if let Some((date, _)) = stamp::find(line) {
        let reading = parts.iter().map(|(range, ..)| range.start).filter(|&start| start >= date.end).min();
        parts.push((date.start..reading.unwrap_or(line.len()), RegionKind::Date, "the date in a byline".to_owned()));
    }
}

/// "date 2025-04-20 SALT BAY – ", "SALT BAY (Harbour Press) — ", "Salt Bay, Inland (HNN) ".
static DATELINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compile(
        r"(?x)^
        (?:(?P<stamp>(?i:date|published|updated|posted)?[\s:]*\d{4}-\d{2}-\d{2}(?:[T\s]\d{2}:\d{2}(?::\d{2})?\S{0,6})?)\s+)?
        (?P<line>
            (?:\p{Lu}[\p{Lu}.'’-]+(?:\s\p{Lu}[\p{Lu}.'’-]+){0,3}|\p{Lu}[\p{L}.'’-]+(?:\s\p{Lu}[\p{L}.'’-]+){0,3})
            (?:(?:,|/|\sand)\s?\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*){0,3}){0,2}
            (?:,?\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2}(?:,\s\d{4})?|,?\s\d{1,2}\s(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sep|Oct|Nov|Dec)[a-z]*)?
            (?:
                \s?\((?:\p{Lu}[\p{L}./&’'-]*)(?:[\s/](?:\p{Lu}[\p{L}./&’'-]*|of|and|in)){0,5}\)\s?(?:(?:–|—|--|-|:)\s?)?
              | \s?(?:–|—|--)\s?
              | \s-\s
            )
        )",
    )
});

/// The place (and agency) that opens a report.
fn dateline(block: &Block, line: &str, parts: &mut Vec<(Range<usize>, RegionKind, String)>, labelled: &mut Labelled) {
    let head_end = line.char_indices().nth(140).map_or(line.len(), |(at, _)| at);
    let Some(found) = DATELINE.as_ref().and_then(|regex| regex.captures(line.get(..head_end)?.as_bytes())) else {
        let bare = line.char_indices().nth(60).map_or(line.len(), |(at, _)| at);
        lone_stamp(block, line.get(..bare).unwrap_or(""), parts, labelled);
        return;
    };
    if let Some(stamp_part) = found.name("stamp") {
        stated(block, line, stamp_part.range(), labelled);
        parts.push((stamp_part.range(), RegionKind::Date, "a date before the dateline".to_owned()));
    }
    let Some(place) = found.name("line") else { return };
    let Some(name) = line.get(place.range()) else { return };
    let name = name.trim_end_matches(['–', '—', '-', ':', ' ']);
    let has_agency = name.ends_with(')');
    let shouted = !name.split('(').next().unwrap_or("").split(',').next().unwrap_or("").chars().any(char::is_lowercase);
    let before_sentence = line.get(place.end()..).is_some_and(|rest| {
        rest.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || "“\"'‘".contains(c))
    });
    // "Anna Weld — the mayor — said": only a place in capitals, or an agency in brackets, makes a dateline sure.
    if before_sentence && (shouted || has_agency) && name.chars().filter(|c| c.is_alphabetic()).count() >= 3 {
        parts.push((place.range(), RegionKind::Dateline, "place before the first sentence".to_owned()));
    }
}

/// A stamp such as "date 2025-04-20" at the very start of a paragraph.
fn lone_stamp(block: &Block, head: &str, parts: &mut Vec<(Range<usize>, RegionKind, String)>, labelled: &mut Labelled) {
    let Some((range, _)) = stamp::find(head) else { return };
    let before = head.get(..range.start).unwrap_or("").trim().trim_end_matches(':').to_ascii_lowercase();
    let iso = head.get(range.clone()).is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()) && t.contains('-'));
    let marked = matches!(before.as_str(), "date" | "published" | "published on" | "posted" | "posted on" | "updated");
    if marked || (before.is_empty() && iso) {
        stated(block, head, 0..range.end, labelled);
        parts.push((0..range.end, RegionKind::Date, "a date before the first sentence".to_owned()));
    }
}

fn stated(block: &Block, line: &str, range: Range<usize>, labelled: &mut Labelled) {
    let Some(slice) = line.get(range.clone()) else { return };
    let Some((inner, date)) = stamp::find(slice) else { return };
    if labelled.published.value.is_none() {
        let start = block.span.start + range.start;
        labelled.published = Dating {
            value: Some(Interval::day(date)),
            basis: Basis::Stated,
            evidence: Some(Span::new(start + inner.start, start + inner.end)),
            why: format!("printed: {}", collapse(slice)),
        };
    }
}
