//! Authors: persons and agencies out of bylines, without "By", outlets, offices and the page's own words.

use std::sync::LazyLock;

use super::fold::{collapse, fold};

/// Words that make a name the name of a desk, a section or the page's own phrase.
const NOT_A_PERSON: &str = include_str!("../../rules/extract/not-a-person.txt");

/// The authors named in one declared author string, cleaned; empty where it names none.
pub(super) fn authors_of(declared: &str, outlet: Option<&str>) -> Vec<String> {
    let text = collapse(declared);
    if text.len() > 300 || text.contains("://") || text.contains('<') {
        return Vec::new();
    }
    let text = strip_lead(&text);
    split_names(text).into_iter().filter_map(|part| person(part, outlet)).collect()
}

/// The authors of several declared strings, each once.
pub(super) fn authors(declared: &[String], outlet: Option<&str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in declared.iter().flat_map(|text| authors_of(text, outlet)) {
        // "More Stories Anna Weld" beside "Anna Weld" names nobody new.
        if !names.iter().any(|known| fold(known) == fold(&name) || fold(&name).ends_with(&format!(" {}", fold(known))))
        {
            names.push(name);
        }
    }
    names
}

/// What stands before names in bylines, longest first.
static LEADS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../rules/extract/byline-leads.txt").lines().map(str::trim);
    let mut leads: Vec<&str> = lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    leads.sort_by_key(|lead| usize::MAX - lead.len());
    leads
});

/// Without "By", "Written by", "Author:" and the like.
pub(super) fn strip_lead(text: &str) -> &str {
    let mut rest = text.trim_start_matches(['-', '–', '—', '•', '*', '(', ' ', ':']);
    for _ in 0..2 {
        let behind = LEADS.iter().find_map(|lead| {
            let (head, tail) = rest.split_at_checked(lead.len())?;
            let ends = lead.ends_with(':') || tail.starts_with([' ', ':']);
            (ends && head.to_lowercase() == **lead).then_some(tail)
        });
        match behind {
            Some(tail) => rest = tail.trim_start_matches([' ', ':']),
            None => break,
        }
    }
    // "ByAnna Weld": the page lost the space between two elements.
    match rest.strip_prefix("By") {
        Some(name) if name.starts_with(char::is_uppercase) => name,
        _ => rest,
    }
}

fn split_names(text: &str) -> Vec<&str> {
    let mut parts = vec![text];
    for separator in [" and ", " AND ", " And ", " & ", ", ", "; ", " | ", " / ", "|", ";", " with ", " und ", " et "] {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// A cleaned name; `None` where the text is no person's and no agency's name.
pub(super) fn person(text: &str, outlet: Option<&str>) -> Option<String> {
    let mut name = trim(strip_lead(text)).to_owned();
    for cut in [
        " For ", " for ", " FOR ", " in ", " In ", " at ", " At ", " - ", " – ", " — ", " (", ", ", " @", " of ",
        " Of ", " is ", " Is ", " of the ", " from ", " am ", " vom ",
    ] {
        if let Some(at) = name.find(cut) {
            name.truncate(at);
        }
    }
    let mut words: Vec<&str> = name.split_whitespace().collect();
    // "Anna Weld am": what follows was a date.
    while words.len() > 2 && words.last().is_some_and(|word| WEEKDAYS.contains(word)) {
        words.pop();
    }
    while words.len() > 2
        && words.last().is_some_and(|word| word.starts_with(char::is_lowercase) && word.chars().count() <= 3)
    {
        words.pop();
    }
    let good_words = words.iter().all(|word| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        letters > 0 && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-' | '‑'))
    });
    // "Posted am" is no name, "anna weld" may be one.
    let ends_high = words.last().is_some_and(|word| !word.starts_with(char::is_lowercase) || word.chars().count() > 3);
    let starts_high = words.first().and_then(|w| w.chars().next()).is_some_and(char::is_uppercase);
    if !(2..=5).contains(&words.len()) || !good_words || !starts_high || !ends_high {
        return agency(&name);
    }
    let folded = fold(&name);
    if not_a_person(&folded) || outlet.is_some_and(|o| is_same_outlet(&folded, &fold(o))) {
        return agency(&name);
    }
    Some(settle_case(&words))
}

/// What stands behind a name where the date begins with a short day of the week, in German and English.
const WEEKDAYS: &[&str] = &["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Without the signs around a name; the stop behind an initial or "Jr." belongs to it.
fn trim(text: &str) -> &str {
    let signs = [',', ':', '\'', '’', '-', '–', '—', ' ', '(', ')', '[', ']', '"'];
    let bare = text.trim_matches(signs).trim_start_matches('.');
    let last = bare.trim_end_matches('.').rsplit(' ').next().unwrap_or("");
    let short = last.chars().count() <= 2 && last.starts_with(char::is_uppercase) && !bare.ends_with("..");
    if short { bare } else { bare.trim_end_matches('.').trim_end_matches(signs) }
}

/// Whether a name is that of this outlet or host.
pub(super) fn is_outlet(name: &str, outlet: &str) -> bool {
    is_same_outlet(&fold(name), &fold(outlet))
}

/// Whether two names are of the same outlet: with or without an article, spaces, or the end of an address.
fn is_same_outlet(name: &str, outlet: &str) -> bool {
    let bare = |text: &str| -> String {
        let text = text.strip_prefix("www.").unwrap_or(text);
        let text = if text.contains(' ') { text } else { text.split('.').next().unwrap_or(text) };
        let without =
            ["the ", "die ", "der ", "das ", "el ", "la ", "le "].iter().find_map(|article| text.strip_prefix(article));
        without.unwrap_or(text).chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let (name, outlet) = (bare(name), bare(outlet));
    name == outlet || (name.len() >= 5 && outlet.ends_with(&name) && outlet.len() <= name.len() + 3)
}

/// Whether a text marked as the author's is a name of one word: no phrase of the page's own, no outlet.
pub(super) fn is_pen_name(text: &str, outlet: Option<&str>) -> bool {
    let folded = fold(text);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    !text.contains(char::is_whitespace)
        && (3..=30).contains(&text.chars().count())
        && letters * 2 >= text.len()
        && !not_a_person(&folded)
        && outlet.is_none_or(|o| fold(o) != folded)
}

/// Whether this is the name of an agency whose reports other outlets print.
pub(super) fn is_agency(name: &str) -> bool {
    agency(name).is_some()
}

/// Agencies that bylines credit by one word or with words that persons don't have.
fn agency(name: &str) -> Option<String> {
    let known = [
        "Associated Press",
        "The Associated Press",
        "Reuters",
        "AFP",
        "Agence France-Presse",
        "Xinhua",
        "Press Association",
        "PA",
        "AP",
        "UPI",
        "TASS",
        "ANSA",
        "EFE",
        "dpa",
        "Kyodo",
        "Kyodo News",
        "Yonhap",
        "PTI",
        "ANI",
        "IANS",
        "AAP",
        "Bloomberg",
        "Bloomberg News",
        "Interfax",
        "Anadolu Agency",
        "IRNA",
    ];
    known.iter().find(|agency| fold(agency) == fold(name)).map(|agency| (*agency).to_owned())
}

fn not_a_person(folded: &str) -> bool {
    NOT_A_PERSON.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).any(|word| {
        folded.split([' ', '-']).any(|part| part.trim_matches('.') == word)
            || (word.contains(' ') && folded.contains(word))
    })
}

/// "ANNA WELD" → "Anna Weld"; mixed case is left as it stands.
fn settle_case(words: &[&str]) -> String {
    let shouted =
        words.iter().any(|w| w.chars().count() > 3) && words.iter().all(|w| !w.chars().any(char::is_lowercase));
    let settled: Vec<String> = words
        .iter()
        .map(|word| {
            if !shouted || word.chars().filter(|c| c.is_alphabetic()).count() < 2 || word.contains('.') {
                return (*word).to_owned();
            }
            let mut begin = true;
            word.chars()
                .map(|c| {
                    let c = if begin { c } else { c.to_lowercase().next().unwrap_or(c) };
                    begin = !c.is_alphabetic();
                    c
                })
                .collect()
        })
        .collect();
    settled.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(declared: &[&str]) -> Vec<String> {
        authors(&declared.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>(), Some("Harbour Post"))
    }

    #[test]
    fn names_come_out_of_bylines() {
        assert_eq!(names(&["By Anna Weld and Ben Tor"]), ["Anna Weld", "Ben Tor"]);
        assert_eq!(names(&["Anna Weld For Harbour.Com"]), ["Anna Weld"]);
        assert_eq!(names(&["BY ANNA O'WELD-TOR, HARBOUR PRESS"]), ["Anna O'Weld-Tor"]);
        assert_eq!(names(&["Written by: Ana de la Weld"]), ["Ana de la Weld"]);
        assert_eq!(names(&["Anna Weld", "More Stories Anna Weld"]), ["Anna Weld"]);
        assert_eq!(names(&["Associated Press"]), ["Associated Press"]);
        assert_eq!(names(&["Anna Weld Jr.", "Ben T."]), ["Anna Weld Jr.", "Ben T."]);
        assert_eq!(names(&["Erstellt von Anna Weld am", "ByBen Tor."]), ["Anna Weld", "Ben Tor"]);
    }

    #[test]
    fn what_is_no_person_is_left_out() {
        assert!(
            names(&["Your Money", "About The Author", "Harbour Post", "Staff", "News Desk", "https://x.example/anna"])
                .is_empty()
        );
        assert!(names(&["Anna Weld Is A Staff Reporter At Harbour Post."]) == ["Anna Weld"]);
    }
}
