//! What is new in a story since a reader was last here, and what a revision changed.

use std::collections::VecDeque;

use gainsay::ledger::{Difference, Revision};
use maud::{Markup, html};

use crate::{
    app::{Answer, App},
    asked::Asked,
    failure::Failure,
    layout::Page,
    links::to,
};

pub(super) fn news(app: &App, asked: &Asked) -> Result<Answer, Failure> {
    let (story, _) = app.shelf.holding(asked.step("id"), "story")?;
    let since = asked.number("since", 0, i32::MAX as usize)?.unwrap_or(0);
    let news = app.shelf.news_of(&story.id, i64::try_from(since).unwrap_or_default())?;
    let title = story.title.clone().unwrap_or_default();
    let content = html! {
        h1 { "What is new" }
        p.summary { @if since == 0 { "Since the beginning." } @else { "Since addition " (since) " to the ledger." } }
        (markup(&news))
    };
    Ok(Page::new(format!("New: {title}"), content).below("Stories", "/").below(title, to("story", &story.id)).answer())
}

fn markup(news: &Difference) -> Markup {
    html! {
        @if news.articles.is_empty() && news.claims.is_empty() && news.changes.is_empty() { p { "Nothing is new." } }
        (section("Changes of status", &news.changes, |change| html! {
            a href=(to("claim", &change.claim)) { (change.label) } ": " (change.before) " → " (change.after.as_deref().unwrap_or("no longer claimed"))
        }))
        (section("New articles", &news.articles, |article| html! {
            a href=(to("article", &article.id)) { (article.title.as_deref().unwrap_or("Without a title")) }
            " " span.where { (article.outlet.as_deref().unwrap_or("outlet not known")) @if let Some(day) = &article.published { ", " (day) } }
        }))
        (section("Revised articles", &news.revisions, |revision| html! {
            a href={ (to("article", &revision.new)) "/changes" } { (revised_title(news, revision)) }
            " " span.where { (revision.changes.removed.len()) " lines taken out, " (revision.changes.added.len()) " put in" }
        }))
        (section("Withdrawn words", &news.withdrawn, |words| html! {
            a href=(to("claim", &words.claim)) { (words.label) } ": “" (words.exact) "”"
        }))
        (section("New claims", &news.claims, |claim| html! { a href=(to("claim", &claim.id)) { (claim.label) } " " span.badge { (claim.status) } }))
    }
}

/// What a revised article is called.
fn revised_title<'n>(news: &'n Difference, revision: &'n Revision) -> &'n str {
    let article = news.articles.iter().find(|article| article.id == revision.new);
    article.and_then(|article| article.title.as_deref()).unwrap_or("Without a title")
}

/// How many items a section shows at once; the rest unfolds.
const OPEN: usize = 30;
/// How many it holds at most: who was away for long reads the story's own pages.
const MOST: usize = 300;

fn section<T>(title: &str, items: &[T], item: impl Fn(&T) -> Markup) -> Markup {
    let (open, rest) = items.split_at(items.len().min(OPEN));
    let list = |items: &[T]| html! { ul.plain { @for one in items { li { (item(one)) } } } };
    html! {
        @if !items.is_empty() {
            section {
                h2 { (title) " " span.number { (items.len()) } }
                (list(open))
                @if !rest.is_empty() { details.more { summary { (rest.len()) " more" } (list(&rest[..rest.len().min(MOST)])) } }
                @if rest.len() > MOST { p.note { (rest.len() - MOST) " more are not listed; the story’s own pages hold all." } }
            }
        }
    }
}

/// How many articles and claims are new in a story.
pub(super) fn count(app: &App, story: &str, since: usize) -> Result<(usize, usize), Failure> {
    let news = app.shelf.news_of(story, i64::try_from(since).unwrap_or_default())?;
    Ok((news.articles.len(), news.claims.len()))
}

/// An article's revisions, side by side.
pub(super) fn revisions(app: &App, asked: &Asked) -> Result<Answer, Failure> {
    let id = asked.step("id");
    let (row, revised) = app.shelf.revisions(id)?;
    let title = row.title.unwrap_or_else(|| "Without a title".to_owned());
    let content = html! {
        h1 { "Revisions" }
        p.summary { (title) }
        @if revised.is_empty() { p { "The ledger holds no other capture of this article." } }
        @for one in &revised { (side_by_side(&one.revision, &one.old, &one.new)) }
    };
    Ok(Page::new("Revisions", content).below("Stories", "/").below(title, to("article", id)).answer())
}

fn side_by_side(revision: &Revision, old: &str, new: &str) -> Markup {
    let removed: Vec<(usize, usize)> = revision.changes.removed.iter().map(|span| (span.start, span.end)).collect();
    let added: Vec<(usize, usize)> = revision.changes.added.iter().map(|span| (span.start, span.end)).collect();
    html! {
        div.scroll role="region" tabindex="0" aria-label="The earlier and the later text" {
            table.revision {
                thead { tr { th scope="col" { "Earlier (" (revision.old) ")" } th scope="col" { "Later (" (revision.new) ")" } } }
                tbody {
                    @for row in rows((old, &removed), (new, &added)) {
                        tr {
                            td { @if row.is_changed { del { (row.old) } } @else { (row.old) } }
                            td { @if row.is_changed { ins { (row.new) } } @else { (row.new) } }
                        }
                    }
                }
            }
        }
    }
}

/// One row of two texts side by side.
#[derive(Debug, PartialEq, Eq)]
struct Row {
    old: String,
    new: String,
    is_changed: bool,
}

/// Two texts line by line: what both have stands side by side, what one lacks stands beside what the other has instead.
fn rows(old: (&str, &[(usize, usize)]), new: (&str, &[(usize, usize)])) -> Vec<Row> {
    let (mut old, mut new) = (lines(old.0, old.1), lines(new.0, new.1));
    let mut rows = Vec::new();
    loop {
        let (removed, added) = (taken(&mut old), taken(&mut new));
        if !removed.is_empty() || !added.is_empty() {
            rows.push(Row { old: removed.join("\n"), new: added.join("\n"), is_changed: true });
        }
        match (old.pop_front(), new.pop_front()) {
            (None, None) => return rows,
            (left, right) => rows.push(Row {
                old: left.map(|line| line.0).unwrap_or_default(),
                new: right.map(|line| line.0).unwrap_or_default(),
                is_changed: false,
            }),
        }
    }
}

/// The lines of a text, and of each whether it lies in one of these spans.
fn lines(text: &str, spans: &[(usize, usize)]) -> VecDeque<(String, bool)> {
    let mut at = 0;
    let line = |line: &str| {
        let (start, end) = (at, at + line.len());
        at = end;
        let is_inside = spans.iter().any(|span| span.0 < end && span.1 > start);
        (line.trim_end().to_owned(), is_inside)
    };
    text.split_inclusive('\n').map(line).filter(|(line, _)| !line.is_empty()).collect()
}

/// The changed lines at the front.
fn taken(lines: &mut VecDeque<(String, bool)>) -> Vec<String> {
    let mut taken = Vec::new();
    while lines.front().is_some_and(|line| line.1) {
        taken.extend(lines.pop_front().map(|line| line.0));
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_lacks_stands_beside_what_the_other_has_instead() {
        let (old, new) = ("same\nfour dead\nend\n", "same\nnine dead\nmore\nend\n");
        let rows = rows((old, &[(5, 14)]), (new, &[(5, 19)]));
        let row = |old: &str, new: &str, is_changed| Row { old: old.into(), new: new.into(), is_changed };
        assert_eq!(
            rows,
            [row("same", "same", false), row("four dead", "nine dead\nmore", true), row("end", "end", false)]
        );
    }
}
