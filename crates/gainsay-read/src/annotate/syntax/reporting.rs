//! Who reports stands at the end of a sentence: "…, The Harbour Post reports." The tagger takes such a verb for a plural.

use std::ops::Range;

use gainsay_core::{Penn, Relation, Upos};

use super::{Analysis, tagger::Tag};

/// What outlets and others do with a whole sentence, and what is a noun as well.
const REPORTING: &[&str] = &["reports", "notes", "claims", "states", "estimates"];
/// The same of several: "WXYZ and Lake News report".
const SEVERAL_REPORTING: &[&str] = &["report", "note", "claim", "state", "estimate"];

/// A reporting verb and the name of who reports.
pub(super) struct Report {
    verb: usize,
    name: Range<usize>,
}

/// Makes the last noun of a sentence its reporting verb, where only a name stands between it and the clause's comma, on
/// whichever side.
pub(super) fn mend(tags: &mut [Tag], texts: &[&str]) -> Vec<Report> {
    let mut found = Vec::new();
    for at in 1..texts.len() {
        let several = SEVERAL_REPORTING.contains(&texts[at]);
        if tags[at].upos != Upos::Noun || !several && !REPORTING.contains(&texts[at]) {
            continue;
        }
        let name = if closes(texts, at + 1) {
            name_before(tags, texts, at).filter(|name| !several || texts[name.clone()].contains(&"and"))
        } else {
            name_behind(tags, texts, at + 1).filter(|_| !several)
        };
        let Some(name) = name else { continue };
        let Some(comma) = name.start.min(at).checked_sub(1) else { continue };
        let is_clause =
            tags[..comma].iter().any(|tag| matches!(tag.penn, Penn::Vbd | Penn::Vbz | Penn::Vbp | Penn::Md));
        if texts[comma] == "," && is_clause {
            tags[at] = Tag { penn: if several { Penn::Vbp } else { Penn::Vbz }, upos: Upos::Verb };
            found.push(Report { verb: at, name });
        }
    }
    found
}

/// Hangs each reporting verb beside the sentence's root, its name on it, and on the root what hung on either.
pub(super) fn hang(analyses: &mut [Analysis], reports: &[Report]) {
    for Report { verb, name } in reports {
        let inside = |at: usize| at == *verb || name.contains(&at);
        let Some(root) = analyses.iter().position(|a| a.head.is_none()).filter(|root| !inside(*root)) else { continue };
        let Some(head) = name.clone().rev().find(|&at| analyses[at].head.is_none_or(|up| !name.contains(&up))) else {
            continue;
        };
        for (at, one) in analyses.iter_mut().enumerate() {
            let Some(up) = one.head else { continue };
            if at == *verb {
                (one.head, one.relation) = (Some(root), Relation::Parataxis);
            } else if at == head {
                (one.head, one.relation) = (Some(*verb), Relation::Nsubj);
            } else if name.contains(&at) && !name.contains(&up) {
                (one.head, one.relation) = (Some(head), Relation::Flat);
            } else if !inside(at) && inside(up) {
                one.head = Some(root);
            }
        }
    }
}

/// Whether the sentence, or what is said in it, ends before this token.
fn closes(texts: &[&str], at: usize) -> bool {
    matches!(texts.get(at), None | Some(&("." | "," | ";")))
}

fn is_name(tags: &[Tag], texts: &[&str], at: usize) -> bool {
    texts[at].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) && tags[at].upos != Upos::Pron
        || tags[at].upos == Upos::Propn
}

/// The name that ends before this token.
fn name_before(tags: &[Tag], texts: &[&str], end: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 9;
    let joins = |at: usize| matches!(texts[at], "the" | "and" | "&" | "of" | "-" | "'s" | "’s");
    let first =
        (end.saturating_sub(LONGEST)..end).rev().take_while(|&at| is_name(tags, texts, at) || joins(at)).last()?;
    is_name(tags, texts, end - 1).then_some(first..end)
}

/// The name that begins here, where nothing stands behind it.
fn name_behind(tags: &[Tag], texts: &[&str], from: usize) -> Option<Range<usize>> {
    let first = from + usize::from(texts.get(from).is_some_and(|text| text.eq_ignore_ascii_case("the")));
    let end = (first..texts.len()).take_while(|&at| is_name(tags, texts, at)).count() + first;
    (end > first && matches!(texts.get(end), None | Some(&"."))).then_some(from..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words with `/n` are nouns, with `/v` finite verbs, with capitals names.
    fn mended(marked: &str) -> Vec<usize> {
        let words: Vec<&str> = marked.split(' ').collect();
        let texts: Vec<&str> = words.iter().map(|word| word.trim_end_matches("/n").trim_end_matches("/v")).collect();
        let tag = |(word, text): (&&str, &&str)| match () {
            () if word.ends_with("/n") => Tag { penn: Penn::Nns, upos: Upos::Noun },
            () if word.ends_with("/v") => Tag { penn: Penn::Vbd, upos: Upos::Verb },
            () if text.starts_with(char::is_uppercase) && !matches!(*text, "The") => {
                Tag { penn: Penn::Nnp, upos: Upos::Propn }
            }
            () => Tag { penn: Penn::In, upos: Upos::Adp },
        };
        let mut tags: Vec<Tag> = words.iter().zip(&texts).map(tag).collect();
        let before = tags.clone();
        mend(&mut tags, &texts);
        (0..tags.len()).filter(|&at| tags[at] != before[at]).collect()
    }

    #[test]
    fn a_name_reports_at_the_end() {
        assert_eq!(mended("ships/n sank/v , The Harbour Post reports/n ."), [6]);
        assert_eq!(mended("ships/n sank/v , WXYZ and Lake News report/n , with more"), [7]);
        assert_eq!(mended("ships/n sank/v , reports/n the Harbour Post ."), [3]);
    }

    #[test]
    fn lists_and_modifiers_stay() {
        assert_eq!(mended("she kept/v ships/n , police reports/n and letters/n ."), [0usize; 0]);
        assert_eq!(mended("Ships , WXYZ reports/n ."), [0usize; 0]);
        assert_eq!(mended("ships/n sank/v , Lake News report/n ."), [0usize; 0]);
    }

    #[test]
    fn who_reports_hangs_on_the_verb() {
        // "ships sank , Lake News reports ." as the parser would have it with "reports" for one more noun.
        let heads = [Some(1), None, Some(5), Some(4), Some(5), Some(0), Some(1)];
        let mut analyses: Vec<Analysis> = heads.iter().map(|head| Analysis::hung(*head, Relation::Dep)).collect();
        hang(&mut analyses, &[Report { verb: 5, name: 3..5 }]);
        let heads: Vec<_> = analyses.iter().map(|a| a.head).collect();
        assert_eq!(heads, [Some(1), None, Some(1), Some(4), Some(5), Some(1), Some(1)]);
        assert_eq!((analyses[4].relation, analyses[5].relation), (Relation::Nsubj, Relation::Parataxis));
    }
}
