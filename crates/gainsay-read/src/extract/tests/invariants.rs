//! What holds of any article made of any bytes.

use gainsay_core::Article;
use proptest::prelude::*;

use super::read;

/// Fails where the regions are no partition of the readable text, or a span doesn't fit it.
pub(super) fn check(article: &Article) {
    let text = &article.text;
    let mut at = 0;
    for region in &article.regions {
        let span = region.span;
        assert!(span.start >= at && span.end > span.start, "regions overlap or are empty at {}", span.start);
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "no character boundary");
        assert!(text[at..span.start].trim().is_empty(), "left out: {:?}", &text[at..span.start]);
        assert!(!region.why.is_empty(), "no reason given");
        at = span.end;
    }
    assert!(text[at..].trim().is_empty(), "left out at the end: {:?}", &text[at..]);
    let title = article.title.iter().filter_map(|t| t.span);
    let authors = article.authors.iter().filter_map(|a| a.span);
    let dates = [&article.published, &article.modified].into_iter().filter_map(|d| d.evidence);
    for span in title.chain(authors).chain(dates).chain(article.links.iter().map(|l| l.span)) {
        assert!(text.get(span.start..span.end).is_some_and(|t| !t.is_empty()), "a span that doesn't fit");
    }
}

/// Pieces of which pages and files are made.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("The wall of the harbour fell on Monday, the mayor said, and nobody was hurt.".to_owned()),
        Just("Wall falls in storm".to_owned()),
        Just("By Anna Weld March 9, 2031 6:05 PM 4 min read".to_owned()),
        Just("SALT BAY (Harbour Press) — The ferry left at dawn and came back at night.".to_owned()),
        Just("Read next".to_owned()),
        Just("14:00".to_owned()),
        Just("Advertisement Continue reading the main story".to_owned()),
        Just("<p>".to_owned()),
        Just("</div><div class=\"related\">".to_owned()),
        Just("<h1>Wall falls</h1>".to_owned()),
        Just("<a href=\"/x\">a link</a>".to_owned()),
        Just("<script type=\"application/ld+json\">{\"headline\":\"x\"}</script>".to_owned()),
        Just("{\"title\": \"Wall falls\", \"text\": \"".to_owned()),
        Just("\"}".to_owned()),
        Just("---\n".to_owned()),
        "[\\PC\\s]{0,24}",
        "[–—é“”’•…\u{200b}\u{feff}ß]{1,6}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

    #[test]
    fn regions_are_a_partition_of_the_text(
        pieces in prop::collection::vec((piece(), prop_oneof![Just("\n"), Just("\n\n"), Just(" "), Just("")]), 0..24),
        ending in prop_oneof![Just("txt"), Just("md"), Just("html"), Just("json"), Just("jsonl"), Just("")],
    ) {
        let text: String = pieces.iter().flat_map(|(piece, end)| [piece.as_str(), *end]).collect();
        for article in &read(&format!("a.{ending}"), text.as_bytes()).articles {
            check(article);
        }
    }

    #[test]
    fn news_please_text_is_kept_whole(lines in prop::collection::vec(piece(), 1..12), title in "[A-Z][a-z ]{3,30}") {
        let text = lines.join("\n");
        let bytes = serde_json::json!({ "title": title, "maintext": text, "url": "https://harbour.example/a" }).to_string();
        for article in &read("a.json", bytes.as_bytes()).articles {
            check(article);
            let letters = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).count();
            prop_assert!(letters(&article.text) >= letters(&text));
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for name in ["a", "a.txt", "a.html", "a.json"] {
            for article in &read(name, &bytes).articles {
                check(article);
            }
        }
    }
}
