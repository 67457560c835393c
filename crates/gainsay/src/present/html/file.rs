//! The dossier as one self-contained file: the same pages one below the other, no script, nothing fetched.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Edition, STYLE, article::by_date, links::OneFile};
use crate::present::{digest::StoryDigest, view::Dossier};

const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The dossier as one page.
pub(in crate::present) fn render(dossier: &Dossier) -> String {
    let links = OneFile::new(dossier);
    Edition::new(dossier, &links).file().into_string()
}

impl<'d> Edition<'d> {
    fn file(&self) -> Markup {
        let stories = self.digest.stories();
        let title = match stories.as_slice() {
            [] => "No story".to_owned(),
            [only] => only.title.to_owned(),
            stories => format!("{} stories", stories.len()),
        };
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
                    }
                    main id="main" {
                        @for story in &stories { (self.file_story(story, stories.len() > 1)) }
                        (self.behind())
                        (self.file_articles(&stories))
                        (self.problems())
                    }
                    (self.footer())
                }
            }
        }
    }

    fn file_story(&self, story: &StoryDigest<'d>, is_one_of_several: bool) -> Markup {
        html! {
            @if is_one_of_several { p.story-title { (story.title) } }
            (self.overview(story))
            (self.contents(story))
            (self.story_parts(story, None))
        }
    }

    fn file_articles(&self, stories: &[StoryDigest<'d>]) -> Markup {
        html! {
            @for story in stories {
                section aria-labelledby={ (story.id) "-articles" } {
                    h2 id={ (story.id) "-articles" } { "Articles" }
                    @for article in by_date(story) { (self.whole_article(article)) }
                }
            }
            @let apart = self.digest.apart();
            @if !apart.is_empty() {
                section aria-labelledby="apart" {
                    h2 id="apart" { "Articles of no story" }
                    @for article in apart { (self.whole_article(article)) }
                }
            }
        }
    }

    /// Events and entities that links lead to, each with its reasons, folded.
    fn behind(&self) -> Markup {
        let dossier = self.digest.dossier;
        html! {
            @if !dossier.events.is_empty() {
                section aria-labelledby="events" {
                    h2 id="events" { "Every event " span.number { (dossier.events.len()) } }
                    @for event in &dossier.events { (self.folded_event(event)) }
                }
            }
            @if !dossier.entities.is_empty() {
                section aria-labelledby="entities" {
                    h2 id="entities" { "Every name " span.number { (dossier.entities.len()) } }
                    @for entity in &dossier.entities { (self.folded_entity(entity)) }
                }
            }
        }
    }

    /// What could not be read or decided.
    pub fn problems(&self) -> Markup {
        html! {
            @if !self.digest.problems().is_empty() {
                section aria-labelledby="problems" {
                    h2 id="problems" { "Problems" }
                    ul {
                        @for problem in self.digest.problems() {
                            li {
                                @if let Some(article) = &problem.article { a href=(self.links.article(article)) { (self.outlet(article)) } " " }
                                (problem.message)
                            }
                        }
                    }
                }
            }
        }
    }

    /// What made the page, and what it does not do.
    pub fn footer(&self) -> Markup {
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
}
