//! The dossier as one self-contained HTML page: no script, nothing fetched, made for a browser, a phone and paper.
//!
//! Every claim links to the sentence in its article, and every marked sentence back to the claims that rest on it.
//! Article text is escaped by the template, and a content policy forbids the browser to fetch or run anything, so that
//! even a defect here could not make hostile text act. Only http and https addresses become links.

mod claims;
mod marks;
mod said;
mod sources;

use std::collections::BTreeSet;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{
    dates,
    digest::{Digest, Line, StoryDigest},
    view::{Dossier, Span},
    words,
};
use marks::Marks;
use sources::datetime;

const STYLE: &str = include_str!("style.css");
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The dossier as one page.
pub(super) fn render(dossier: &Dossier) -> String {
    let digest = Digest::new(dossier);
    let page = Page { digest: &digest, marks: Marks::new(dossier) };
    page.whole().into_string()
}

struct Page<'a, 'd> {
    digest: &'a Digest<'d>,
    marks: Marks<'d>,
}

impl Page<'_, '_> {
    fn whole(&self) -> Markup {
        let title = self.title();
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(POLICY);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="referrer" content="no-referrer";
                    title { (title) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    a.skip href="#main" { "Skip to the story" }
                    header.page {
                        p.kicker { "Dossier" }
                        h1 { (title) }
                        @for story in &self.digest.stories { p.summary { (words::summary(story)) } }
                    }
                    main id="main" {
                        @for (at, story) in self.digest.stories.iter().enumerate() { (self.story(at, story)) }
                        (self.who_is_who())
                        (self.articles())
                        (self.problems())
                    }
                    (self.footer())
                }
            }
        }
    }

    fn title(&self) -> String {
        match self.digest.stories.as_slice() {
            [] => "No story".to_owned(),
            [only] => only.title.to_owned(),
            stories => format!("{} stories", stories.len()),
        }
    }

    fn story(&self, at: usize, story: &StoryDigest<'_>) -> Markup {
        let id = |part: &str| format!("st{}-{part}", at + 1);
        let is_one_of_several = self.digest.stories.len() > 1;
        html! {
            @if is_one_of_several { p.kicker { "Story " (at + 1) } p { strong { (story.title) } } }
            (contents(&id, story))
            (self.timeline(&id("time"), story))
            (self.claims(&id("contested"), "Contested", "Who affirms and who denies, each in the words of the report.", &story.contested))
            (self.claims(&id("unsettled"), "Not settled, or overtaken", "Only hedged, only denied, still planned, or overtaken by a later report.", &story.unsettled))
            (self.claims(&id("one-origin"), "Carried by several, resting on one origin", "Several outlets, one source: counted once.", &story.one_origin))
            (self.claims(&id("corroborated"), "Affirmed by independent origins", "The number of origins is an upper bound on independence.", &story.corroborated))
            (self.single_claims(&story.single))
            (self.speakers(&id("said"), &story.speakers))
        }
    }

    fn timeline(&self, id: &str, story: &StoryDigest<'_>) -> Markup {
        let (key, rest): (Vec<_>, Vec<_>) = story.timeline.iter().partition(|line| line.is_key);
        html! {
            @if !story.timeline.is_empty() {
                section aria-labelledby=(id) {
                    h2 id=(id) { "What happened" }
                    ol.time { @for line in key { (self.line(line)) } }
                    @if !rest.is_empty() {
                        details {
                            summary { (words::count(rest.len(), "more event", "more events")) }
                            ol.time { @for line in rest { (self.line(line)) } }
                        }
                    }
                }
            }
        }
    }

    fn line(&self, line: &Line<'_>) -> Markup {
        let status = words::status(line.entry.status);
        html! {
            li id=(line.entry.event) {
                @match &line.entry.when {
                    Some(when) => time datetime=[datetime(when)] { (dates::in_words(when)) },
                    None => span.undated { "undated" },
                }
                div {
                    span.label { (line.entry.label) }
                    @if !status.is_empty() { span class={ "badge " (line.entry.status.as_str()) } { (status) } }
                    @if let Some(sentence) = line.sentence { div.words dir="auto" { (sentence.exact) } }
                    div.chips {
                        @for span in one_each(&line.entry.evidence) {
                            a.chip href=(self.marks.link(span)) { (self.outlet(&span.article)) }
                        }
                    }
                }
            }
        }
    }

    fn articles(&self) -> Markup {
        html! {
            section aria-labelledby="sources" {
                h2 id="sources" { "Sources" }
                @for article in &self.digest.dossier.articles { (sources::source(article, &self.digest.marked([article.id.as_str()]), &self.marks)) }
            }
        }
    }

    fn problems(&self) -> Markup {
        html! {
            @if !self.digest.problems().is_empty() {
                section aria-labelledby="problems" {
                    h2 id="problems" { "Problems" }
                    ul {
                        @for problem in self.digest.problems() {
                            li {
                                @if let Some(article) = &problem.article { a href={ "#" (article) } { (self.digest.marked([article.as_str()])) } " " }
                                (problem.message)
                            }
                        }
                    }
                }
            }
        }
    }

    fn footer(&self) -> Markup {
        let tool = &self.digest.dossier.tool;
        html! {
            footer.page {
                p {
                    "Made by " (tool.name) " " (tool.version) ". It gives no verdict on what is true: it shows who says what, "
                    "on which origin that rests, and the sentence that says so."
                }
            }
        }
    }

    /// What an article is called in a link: its outlet or the beginning of its title, and its number.
    fn outlet(&self, article: &str) -> String {
        let found = self.digest.article(article);
        let outlet = found.and_then(|found| found.outlet.clone());
        match outlet.or_else(|| found.and_then(|found| found.title.as_deref()).map(words::beginning)) {
            Some(name) => format!("{name} {}", self.digest.marked([article])),
            None => self.digest.marked([article]),
        }
    }
}

/// The first span of each article.
fn one_each(spans: &[Span]) -> Vec<&Span> {
    let mut seen = BTreeSet::new();
    spans.iter().filter(|span| seen.insert(span.article.as_str())).collect()
}

fn contents(id: &impl Fn(&str) -> String, story: &StoryDigest<'_>) -> Markup {
    let parts = [
        ("time", "What happened", story.timeline.len()),
        ("contested", "Contested", story.contested.len()),
        ("unsettled", "Not settled", story.unsettled.len()),
        ("one-origin", "One origin", story.one_origin.len()),
        ("corroborated", "Independent origins", story.corroborated.len()),
        ("said", "Who said what", story.speakers.len()),
    ];
    html! {
        nav.contents aria-label="Contents" {
            @for (part, name, number) in parts {
                @if number > 0 { a href={ "#" (id(part)) } { (name) " (" (number) ")" } }
            }
            a href="#sources" { "Sources" }
        }
    }
}
