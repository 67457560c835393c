//! The renderings as people meet them: nothing that matters is missing, and hostile text stays text.

use proptest::prelude::*;

use super::{Format, sample::dossier_with};

/// What an article might hold to become markup, move a cursor or run in a browser.
const HOSTILE: &str = "</blockquote><script>alert(1)</script><img src=x onerror=alert(1)>\" onmouseover=\"x\u{1b}[2J\
                       \u{9b}31m\u{7}\u{202e} **b** [c](javascript:alert(1)) &lt; `d`\r\n# e\n- f\n> g\n\n    h";

#[test]
fn markdown_tells_the_story_in_the_order_people_ask() {
    let text = dossier_with(str::to_owned).render(Format::Markdown);
    let order = [
        "# Letters at the harbour",
        "2 articles · 2 outlets · 5 March 2025 to 7 March 2025",
        "## What happened",
        "- **8 March 2025** — Reyland visit: “",
        "*(planned)* [2]",
        "## Contested",
        "- affirmed by **a senior official, via Norda Press, in Harlin Courier**, 5 March 2025 [1]",
        "- denied by **Lina Brandt, in Osmund Daily**",
        "> “No letter was received,” Lina Brandt said.",
        "## Who said what",
        "## Sources",
        "## Problems",
    ];
    let mut rest = text.as_str();
    for part in order {
        let at = rest.find(part).unwrap_or_else(|| panic!("`{part}` is missing or out of order in\n{text}"));
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn hostile_text_does_not_reach_the_terminal() {
    let text = dossier_with(|text| format!("{HOSTILE} {text}")).render(Format::Markdown);
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "control characters in {text:?}");
    assert!(!text.contains('\u{202e}'));
    for line in text.lines() {
        let line = line.trim_start_matches([' ', '>', '-']).trim_start();
        let unescaped =
            line.replace("<https://paper.example/1>", "").replace("\\\\", "").replace("\\<", "").replace("\\[", "");
        assert!(!unescaped.starts_with("# e") && !unescaped.contains('<') && !unescaped.contains("[c"), "{line}");
    }
}

#[test]
fn hostile_text_does_not_become_html() {
    let page = dossier_with(|text| format!("{HOSTILE} {text}")).render(Format::Html);
    assert!(!page.contains("<script") && !page.contains("<img"));
    assert!(!page.contains("\" onmouseover"));
    assert!(!page.contains("href=\"javascript:"));
}

#[test]
fn the_page_fetches_nothing_and_every_link_inside_it_leads_somewhere() {
    let page = dossier_with(str::to_owned).render(Format::Html);
    assert!(!page.contains(" src=") && !page.contains("url(") && !page.contains("@import") && !page.contains("<link"));
    for (at, _) in page.match_indices("href=\"#") {
        let target = page[at + 7..].split('"').next().unwrap();
        assert!(page.contains(&format!("id=\"{target}\"")), "#{target} leads nowhere");
    }
    for (at, _) in page.match_indices(" id=\"") {
        let id = page[at..].split('"').nth(1).unwrap();
        assert_eq!(page.matches(&format!(" id=\"{id}\"")).count(), 1, "the id {id} is there twice");
    }
}

#[test]
fn addresses_that_are_no_web_addresses_are_shown_but_not_linked() {
    let mut dossier = dossier_with(str::to_owned);
    dossier.articles[0].url = Some("javascript:alert(1)".into());
    let page = dossier.render(Format::Html);
    assert!(page.contains("javascript:alert(1)") && !page.contains("href=\"javascript"));
    assert!(!dossier.render(Format::Markdown).contains("javascript"));
}

proptest! {
    #[test]
    fn any_text_can_be_rendered(text in "\\PC{0,30}[\\x00-\\x7f]{0,20}") {
        let dossier = dossier_with(|words| format!("{text}{words}"));
        let markdown = dossier.render(Format::Markdown);
        prop_assert!(markdown.chars().all(|c| c == '\n' || !c.is_control()));
        let page = dossier.render(Format::Html);
        // Each of two positions on its side, and the one that affirms again where it proves its origin.
        prop_assert_eq!(page.matches("<blockquote").count(), 3);
    }
}
