//! A story's page, and the pages of its parts.

use std::ops::Range;

use gainsay_core::OriginBasis;
use maud::{Markup, html};

use super::{Columns, Edition, Part, Window, article::by_date, board::HEADINGS, few, matrix};
use crate::present::{digest::StoryDigest, view::Story, words};

/// How many columns the matrix has on a page of its own.
const COLUMNS: usize = 30;

/// A part of a story on a page of its own.
pub struct PartPage {
    /// The title of the story.
    pub story: String,
    /// The items of this page.
    pub markup: Markup,
    /// How many items there are on all pages.
    pub total: usize,
}

/// What of a part to show.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Which items, where there are many.
    pub range: Range<usize>,
    /// Only the claims under this heading of the board.
    pub heading: Option<String>,
    /// Who stands in the columns of the matrix.
    pub columns: Columns,
}

impl<'d> Edition<'d> {
    /// A story's page, from its heading down; nothing where there is no such story.
    pub fn story(&self, id: &str, window: Option<Window>) -> Option<Markup> {
        let story = self.digest.story(self.find_story(id)?);
        Some(html! {
            p.kicker { "Story" }
            h1 { (story.title) }
            (self.overview(&story))
            (self.contents(&story))
            (self.story_parts(&story, window))
            section aria-labelledby={ (story.id) "-articles" } {
                h2 id={ (story.id) "-articles" } { "Articles " span.number { (story.articles.len()) } }
                (few(&by_date(&story), 20, self.links.part(id, Part::Articles), ("article", "articles"), |articles| self.article_list(articles)))
            }
        })
    }

    /// A story's title.
    pub fn story_title(&self, id: &str) -> Option<String> {
        Some(self.digest.title(self.find_story(id)?).to_owned())
    }

    /// One part of a story; nothing where there is no such story.
    pub fn part(&self, id: &str, part: Part, choice: &Choice) -> Option<PartPage> {
        let found = self.find_story(id)?;
        let mut story = self.digest.claims_of(found);
        match part {
            Part::Timeline => story.timeline = self.digest.timeline(found),
            Part::Said => story.speakers = self.digest.speakers(found),
            _ => (),
        }
        let (markup, total) = match part {
            Part::Claims => self.claims_page(&story, choice),
            Part::Timeline => {
                let lines: Vec<_> = story.timeline.iter().collect();
                (self.lines(cut(&lines, &choice.range)), lines.len())
            }
            Part::Matrix => {
                let rows = self.rows(&story);
                (self.matrix(cut(&rows, &choice.range), rows.len(), choice.columns, COLUMNS), rows.len())
            }
            Part::Origins => {
                let origins = self.story_origins(&story);
                (self.origin_list(cut(&origins, &choice.range)), origins.len())
            }
            Part::Said => {
                let speakers = self.speakers(story.id, cut(&story.speakers, &choice.range));
                (html! { h2.hidden { "Speakers" } (speakers) }, story.speakers.len())
            }
            Part::Names => self.names_page(&story, &choice.range),
            Part::Articles => {
                let articles = by_date(&story);
                (self.article_list(cut(&articles, &choice.range)), articles.len())
            }
        };
        Some(PartPage { story: story.title.to_owned(), markup, total })
    }

    /// A page of the board: the headings of which claims fall into the range.
    fn claims_page(&self, story: &StoryDigest<'d>, choice: &Choice) -> (Markup, usize) {
        let of_heading = |anchor: &str| choice.heading.as_deref().is_none_or(|wanted| wanted == anchor);
        let mut before = 0;
        let mut sections = Vec::new();
        for ((anchor, title, note), claims) in HEADINGS.into_iter().zip(story.headed()) {
            if !of_heading(anchor) {
                continue;
            }
            let range = choice.range.start.saturating_sub(before)..choice.range.end.saturating_sub(before);
            let shown = cut(claims, &range);
            before += claims.len();
            if !shown.is_empty() {
                sections.push(html! {
                    section aria-labelledby=(anchor) {
                        h2 id=(anchor) { (title) " " span.number { (claims.len()) } }
                        p.note { (note) }
                        (self.cards(shown))
                    }
                });
            }
        }
        (html! { @for section in sections { (section) } }, before)
    }

    /// What a story holds, in figures: articles, outlets, origins.
    pub(super) fn overview(&self, story: &StoryDigest<'d>) -> Markup {
        html! {
            p.summary { (words::span_of(story)) }
            dl.figures {
                @for (number, name) in [
                    (story.articles.len(), "articles"),
                    (words::outlets(story), "outlets"),
                    (self.story_origins(story).iter().filter(|one| one.basis != OriginBasis::Unknown).count(), "origins"),
                    (story.timeline.len(), "events"),
                    (story.contested.len(), "claims contested"),
                ].into_iter().filter(|(number, _)| *number > 0) {
                    div { dt { (name) } dd { (number) } }
                }
            }
        }
    }

    /// The parts of a story, from what happened to who is who.
    pub(super) fn story_parts(&self, story: &StoryDigest<'d>, window: Option<Window>) -> Markup {
        let id = |part: &str| format!("{}-{part}", story.id);
        html! {
            @if !story.timeline.is_empty() {
                section aria-labelledby=(id("timeline")) {
                    h2 id=(id("timeline")) { "What happened" }
                    (self.timeline(story, window))
                    (self.other_lines(story))
                }
            }
            (self.board(story))
            section aria-labelledby=(id("matrix")) {
                h2 id=(id("matrix")) { "Claims by sources" }
                (self.matrix_choice(story.id))
                @let rows = self.rows(story);
                (self.matrix(&rows[..rows.len().min(matrix::FEW.0)], rows.len(), Columns::Outlets, matrix::FEW.1))
            }
            section aria-labelledby=(id("origins")) {
                h2 id=(id("origins")) { "Where it comes from " span.number { (self.story_origins(story).len()) } }
                p.note { "Reports that rest on one origin count once." }
                (self.origins(story))
            }
            @if !story.speakers.is_empty() {
                section aria-labelledby=(id("said")) {
                    h2 id=(id("said")) { "Who said what" }
                    (self.who_said_what(story))
                }
            }
            section aria-labelledby=(id("names")) {
                h2 id=(id("names")) { "Who is who" }
                (self.who_is_who(story))
            }
        }
    }

    /// Links to the matrix with other columns.
    pub fn matrix_choice_of(&self, id: &str) -> Option<Markup> {
        Some(self.matrix_choice(&self.find_story(id)?.id))
    }

    fn matrix_choice(&self, story: &str) -> Markup {
        let outlets = self.links.matrix_by(story, Columns::Outlets);
        let speakers = self.links.matrix_by(story, Columns::Speakers);
        html! {
            @if let (Some(outlets), Some(speakers)) = (outlets, speakers) {
                p.more { "All claims " a href=(outlets) { "by outlets" } " or " a href=(speakers) { "by those who speak" } }
            }
        }
    }

    /// The contents of a story's page.
    pub(super) fn contents(&self, story: &StoryDigest<'_>) -> Markup {
        let boards =
            HEADINGS.into_iter().zip(story.headed()).map(|((anchor, title, _), claims)| (anchor, title, claims.len()));
        let timeline = [("timeline", "What happened", story.timeline.len())];
        let rest = [
            ("matrix", "Claims by sources", 0),
            ("origins", "Where it comes from", 0),
            ("said", "Who said what", story.speakers.len()),
            ("names", "Who is who", 0),
            ("articles", "Articles", story.articles.len()),
        ];
        html! {
            nav.contents aria-label="On this page" {
                ul {
                    @for (anchor, title, number) in timeline.into_iter().chain(boards.filter(|board| board.2 > 0)).chain(rest) {
                        li { a href={ "#" (story.id) "-" (anchor) } { (title) @if number > 0 { " " span.number { (number) } } } }
                    }
                }
            }
        }
    }

    /// A link to the story that holds something.
    pub(super) fn story_of(&self, holds: impl Fn(&Story) -> bool) -> Option<Markup> {
        let story = self.digest.dossier.stories.iter().find(|story| holds(story))?;
        let digest_title = self.digest.title(story);
        self.links.story(&story.id).map(|target| html! { a href=(target) { (digest_title) } })
    }
}

/// What of a list lies in a range.
pub(super) fn cut<'l, T>(items: &'l [T], range: &Range<usize>) -> &'l [T] {
    let end = range.end.min(items.len());
    &items[range.start.min(end)..end]
}
