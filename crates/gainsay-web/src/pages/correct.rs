//! Correcting: for each thing the forms that fit it, the log of what was decided, and taking it back.

use gainsay::{
    Dossier,
    ledger::FixRow,
    present::view::{Article, Event, Span},
};
use maud::{Markup, html};

use crate::{
    app::{Answer, App},
    asked::Asked,
    changing::{NewFix, Sent},
    failure::Failure,
    layout::Page,
    links::to,
};

/// How many things a form offers to choose from.
const CHOICES: usize = 400;

pub(super) fn form(app: &App, asked: &Asked) -> Result<Answer, Failure> {
    let id = asked.step("id");
    let (story, dossier) = app.shelf.holding(id, "thing")?;
    let forms = Forms { dossier: &dossier, secret: &app.secret, id };
    let (what, address, markup) = forms.fitting().ok_or_else(|| Failure::missing("thing", id))?;
    let content = html! {
        h1 { "Correct: " (what) }
        p.summary { "What you decide is stored with your name and reason, holds from then on, and can be taken back in the " a href="/log" { "log" } "." }
        (markup)
    };
    Ok(Page::new("Correct", content)
        .below("Stories", "/")
        .below("Story", to("story", &story.id))
        .below(what, address)
        .answer())
}

/// The forms for one thing.
struct Forms<'a> {
    dossier: &'a Dossier,
    secret: &'a str,
    id: &'a str,
}

impl Forms<'_> {
    /// What it is called, where its page is, and the forms.
    fn fitting(&self) -> Option<(String, String, Markup)> {
        let id = self.id;
        let dossier = self.dossier;
        if let Some(article) = dossier.articles.iter().find(|article| article.id == id) {
            return Some((title(article), to("article", id), self.article(article)));
        }
        if let Some(entity) = dossier.entities.iter().find(|entity| entity.id == id) {
            let others = dossier.entities.iter().filter(|other| other.id != id);
            let others: Vec<(String, String)> = others.map(|other| (other.id.clone(), other.name.clone())).collect();
            let markup = html! {
                (self.form("same", "It is the same as another", "Join them", &choose("Which", &others)))
                (self.split(&entity.mentions))
            };
            return Some((entity.name.clone(), to("name", id), markup));
        }
        if let Some(event) = dossier.events.iter().find(|event| event.id == id) {
            return Some((event.label.clone(), to("event", id), self.event(event)));
        }
        if let Some(claim) = dossier.claims.iter().find(|claim| claim.id == id) {
            let others = dossier.claims.iter().filter(|other| other.id != id && other.event.is_some());
            let others: Vec<(String, String)> = others.map(|other| (other.id.clone(), other.label.clone())).collect();
            let markup = html! {
                @if claim.event.is_some() {
                    (self.form("same", "It says the same as another", "Join them", &choose("Which", &others)))
                    (self.form("different", "It tells of another event than a claim it was joined with", "Keep them apart", &choose("From which", &others)))
                }
                (self.form("hide", "It should not be shown", "Hide it", &html! {}))
            };
            return Some((claim.label.clone(), to("claim", id), markup));
        }
        let said = dossier.attributions.iter().find(|said| said.id == id)?;
        let speaker =
            html! { label { "Who said it" input name="value" required maxlength="200" list="names"; } (self.names()) };
        let markup = html! {
            blockquote { (said.content.exact) }
            p.where { "Said by " (said.source.text.as_deref().unwrap_or("somebody not known")) }
            (self.form("speaker", "Somebody else said it", "Set the speaker", &speaker))
        };
        Some(("who said it".to_owned(), to("said", id), markup))
    }

    fn article(&self, article: &Article) -> Markup {
        let others = self.dossier.articles.iter().filter(|other| other.id != self.id);
        let others: Vec<(String, String)> = others.map(|other| (other.id.clone(), title(other))).collect();
        let day = html! { label { "Published on (leave empty where it isn’t known)" input name="value" maxlength="40" placeholder="2025-06-21" value=[article.published.value.as_deref()]; } };
        html! {
            (self.form("one-origin", "It rests on the same origin as another", "They have one origin", &choose("Which", &others)))
            (self.form("two-origins", "It does not rest on the same origin as another", "They have two origins", &choose("Which", &others)))
            (self.form("date", "Its date is wrong", "Set the date", &day))
            (self.form("apart", "It does not belong to this story", "Take it out of the story", &html! {}))
            (self.form("hide", "It should not be weighed at all", "Hide it", &html! {}))
        }
    }

    fn event(&self, event: &Event) -> Markup {
        let others = self.dossier.events.iter().filter(|other| other.id != self.id).take(CHOICES);
        let others: Vec<(String, String)> = others.map(|other| (other.id.clone(), other.label.clone())).collect();
        let mentions: Vec<Span> = event.mentions.iter().map(|mention| mention.span.clone()).collect();
        html! {
            (self.form("same", "It is the same as another", "Join them", &choose("Which", &others)))
            (self.split(&mentions))
        }
    }

    /// One mention that is of something else.
    fn split(&self, mentions: &[Span]) -> Markup {
        let place = |span: &Span| {
            let outlet = self.dossier.articles.iter().find(|article| article.id == span.article);
            let outlet = outlet
                .and_then(|article| article.outlet.as_deref().or(article.title.as_deref()))
                .unwrap_or("an article");
            (
                format!("{}:{}..{}", span.article, span.start, span.end),
                format!("“{}” in {outlet} at {}", span.exact, span.start),
            )
        };
        let choices: Vec<(String, String)> = mentions.iter().skip(1).take(CHOICES).map(place).collect();
        let first = mentions.first().map(|span| place(span).0);
        html! {
            @if let (Some(first), false) = (first, choices.is_empty()) {
                (self.form_of(&first, "different", "One of its mentions is of something else", "Split it off", &choose("Which mention", &choices)))
            }
        }
    }

    fn names(&self) -> Markup {
        html! { datalist id="names" { @for entity in self.dossier.entities.iter().take(CHOICES) { option value=(entity.name) {} } } }
    }

    fn form(&self, action: &str, title: &str, button: &str, fields: &Markup) -> Markup {
        self.form_of(self.id, action, title, button, fields)
    }

    fn form_of(&self, what: &str, action: &str, title: &str, button: &str, fields: &Markup) -> Markup {
        html! {
            form.correct method="post" action="/correct" {
                h2 { (title) }
                input type="hidden" name="secret" value=(self.secret);
                input type="hidden" name="action" value=(action);
                input type="hidden" name="what" value=(what);
                (fields)
                label { "Why" input name="why" maxlength="300" required; }
                label { "Your name" input.who name="who" maxlength="80" autocomplete="name"; }
                button type="submit" { (button) }
            }
        }
    }
}

/// A choice of one; each with its value and what it is called.
fn choose(label: &str, choices: &[(String, String)]) -> Markup {
    html! {
        label { (label)
            select name="other" required {
                option value="" { "Choose…" }
                @for (value, name) in choices.iter().take(CHOICES) { option value=(value) { (name) } }
            }
        }
    }
}

fn title(article: &Article) -> String {
    let title = article.title.as_deref().unwrap_or("Without a title");
    article.outlet.as_deref().map_or_else(|| title.to_owned(), |outlet| format!("{title} ({outlet})"))
}

/// Makes the decision of a form.
pub(super) fn decide(app: &App, sent: &Sent) -> Result<Answer, Failure> {
    let (fix, who, why) = NewFix::of_form(&sent.asked)?.fix()?;
    let n = app.shelf.fix(&fix, &who, &why)?;
    Ok(Answer::elsewhere(format!("/log#fix-{n}")))
}

/// Takes a decision back.
pub(super) fn undo(app: &App, sent: &Sent) -> Result<Answer, Failure> {
    let n = sent.asked.number("n", 1, i32::MAX as usize)?.ok_or_else(|| Failure::bad("`n` is missing"))?;
    let who = sent.asked.value("who").filter(|who| !who.trim().is_empty()).unwrap_or("somebody in the browser");
    app.shelf.undo(i64::try_from(n).unwrap_or_default(), who)?;
    Ok(Answer::elsewhere(format!("/log#fix-{n}")))
}

/// What was decided, the latest first.
pub(super) fn log(app: &App, _: &Asked) -> Result<Answer, Failure> {
    let mut fixes = app.shelf.fixes()?;
    fixes.reverse();
    let content = html! {
        h1 { "Corrections" }
        @if fixes.is_empty() {
            p.summary { "Nothing was corrected. Every page of an article, a claim, an event or a name leads to its corrections." }
        } @else {
            p.summary { "The latest first. Each holds until it is taken back, whatever is added." }
        }
        ol.log { @for fix in &fixes { li id={ "fix-" (fix.n) } { (entry(fix, &app.secret)) } } }
    };
    Ok(Page::new("Corrections", content).below("Stories", "/").answer())
}

fn entry(fix: &FixRow, secret: &str) -> Markup {
    html! {
        p.holder { (fix.said) }
        p.where { (fix.n) " · " time { (fix.at) } " · " (fix.who) @if !fix.why.is_empty() { " · " (fix.why) } }
        @if let Some(problem) = &fix.problem { p.where { strong { "Fits nothing any more: " } (problem) } }
        @match &fix.undone_at {
            Some(at) => p.where { "Taken back " time { (at) } @if let Some(by) = &fix.undone_by { " by " (by) } },
            None => form method="post" action="/undo" {
                input type="hidden" name="secret" value=(secret);
                input type="hidden" name="n" value=(fix.n);
                button type="submit" { "Take back" }
            },
        }
    }
}
