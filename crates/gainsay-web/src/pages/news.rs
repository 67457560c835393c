//! What is new in a story since a reader was last here, and what a revision changed.

use std::collections::{BTreeSet, VecDeque};

use gainsay::ledger::{Difference, Revision};
use maud::{Markup, html};

use crate::{
    app::{Answer, App},
    asked::Asked,
    failure::Failure,
    layout::Page,
    links::to,
};

/// What of a difference is of one story.
struct News<'d> {
    difference: &'d Difference,
    story: &'d str,
    claims: BTreeSet<&'d str>,
}

pub(super) fn news(app: &App, asked: &Asked) -> Result<Answer, Failure> {
    let (story, dossier) = app.shelf.holding(asked.step("id"), "story")?;
    let since = asked.number("since", 0, i32::MAX as usize)?.unwrap_or(0);
    let difference = app.shelf.ask(|ledger| ledger.diff(&gainsay::ledger::Since::Addition(since as i64)))?;
    let news = News {
        difference: &difference,
        story: &story.id,
        claims: dossier.claims.iter().map(|claim| claim.id.as_str()).collect(),
    };
    let title = story.title.clone().unwrap_or_default();
    let content = html! {
        h1 { "What is new" }
        p.summary { "Since addition " (since) " to the ledger." }
        (news.markup())
    };
    Ok(Page::new(format!("New: {title}"), content).below("Stories", "/").below(title, to("story", &story.id)).answer())
}

impl News<'_> {
    fn markup(&self) -> Markup {
        let articles: Vec<_> =
            self.difference.articles.iter().filter(|article| article.story.as_deref() == Some(self.story)).collect();
        let ids: BTreeSet<&str> = articles.iter().map(|article| article.id.as_str()).collect();
        let revisions: Vec<_> =
            self.difference.revisions.iter().filter(|revision| ids.contains(revision.new.as_str())).collect();
        let claims: Vec<_> = self.difference.claims.iter().filter(|claim| claim.story == self.story).collect();
        let changes: Vec<_> =
            self.difference.changes.iter().filter(|change| self.claims.contains(change.claim.as_str())).collect();
        let withdrawn: Vec<_> =
            self.difference.withdrawn.iter().filter(|words| ids.contains(words.new.as_str())).collect();
        html! {
            @if articles.is_empty() && claims.is_empty() && changes.is_empty() { p { "Nothing is new." } }
            (section("Changes of status", changes.iter().map(|change| html! {
                a href=(to("claim", &change.claim)) { (change.label) } ": " (change.before) " → " (change.after.as_deref().unwrap_or("no longer claimed"))
            })))
            (section("New articles", articles.iter().map(|article| html! {
                a href=(to("article", &article.id)) { (article.title.as_deref().unwrap_or("Without a title")) }
                " " span.where { (article.outlet.as_deref().unwrap_or("outlet not known")) @if let Some(day) = &article.published { ", " (day) } }
            })))
            (section("Revised articles", revisions.iter().map(|revision| html! {
                a href={ (to("article", &revision.new)) "/changes" } { (revision.new) }
                " " span.where { (revision.changes.removed.len()) " lines taken out, " (revision.changes.added.len()) " put in" }
            })))
            (section("Withdrawn words", withdrawn.iter().map(|words| html! {
                a href=(to("claim", &words.claim)) { (words.label) } ": “" (words.exact) "”"
            })))
            (section("New claims", claims.iter().map(|claim| html! { a href=(to("claim", &claim.id)) { (claim.label) } " " span.badge { (claim.status) } })))
        }
    }
}

fn section(title: &str, items: impl ExactSizeIterator<Item = Markup>) -> Markup {
    html! {
        @if items.len() > 0 {
            section { h2 { (title) " " span.number { (items.len()) } } ul.plain { @for item in items { li { (item) } } } }
        }
    }
}

/// How many articles and claims are new in a story.
pub(super) fn count(app: &App, story: &str, since: usize) -> Result<(usize, usize), Failure> {
    let difference = app.shelf.ask(|ledger| ledger.diff(&gainsay::ledger::Since::Addition(since as i64)))?;
    let articles = difference.articles.iter().filter(|article| article.story.as_deref() == Some(story)).count();
    Ok((articles, difference.claims.iter().filter(|claim| claim.story == story).count()))
}

/// An article's revisions, side by side.
pub(super) fn revisions(app: &App, asked: &Asked) -> Result<Answer, Failure> {
    let id = asked.step("id");
    let kept = app.shelf.ask(|ledger| ledger.article(id))?.ok_or_else(|| Failure::missing("article", id))?;
    let mut pairs = Vec::new();
    for revision in &kept.revisions {
        let texts = app.shelf.ask(|ledger| Ok((ledger.text(&revision.old)?, ledger.text(&revision.new)?)))?;
        pairs.push((revision, texts.0.unwrap_or_default(), texts.1.unwrap_or_default()));
    }
    let title = kept.row.title.clone().unwrap_or_else(|| "Without a title".to_owned());
    let content = html! {
        h1 { "Revisions" }
        p.summary { (title) }
        @if pairs.is_empty() { p { "The ledger holds no other capture of this article." } }
        @for (revision, old, new) in &pairs { (side_by_side(revision, old, new)) }
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
