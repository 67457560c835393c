//! What surrounds every page: its head, the way to search and to go back, and its foot.

use gainsay::present::html::STYLE;
use maud::{DOCTYPE, Markup, html};

use crate::{app::Answer, failure::Failure};

/// The style sheet of the app: that of all pages, and what only the app has.
pub(crate) const APP_STYLE: &str = include_str!("../assets/app.css");
/// The script of the app; every page works without it.
pub(crate) const SCRIPT: &str = include_str!("../assets/app.js");
/// The icon.
pub(crate) const ICON: &str = include_str!("../assets/icon.svg");

/// The whole style sheet.
pub(crate) fn style() -> String {
    format!("{STYLE}{APP_STYLE}")
}

/// One page.
pub(crate) struct Page {
    pub(crate) title: String,
    /// Where it stands: names with addresses, from the outermost in.
    pub(crate) path: Vec<(String, String)>,
    pub(crate) content: Markup,
    /// What the reader searched for.
    pub(crate) query: Option<String>,
}

impl Page {
    pub(crate) fn new(title: impl Into<String>, content: Markup) -> Self {
        Self { title: title.into(), path: Vec::new(), content, query: None }
    }

    pub(crate) fn below(mut self, name: impl Into<String>, address: impl Into<String>) -> Self {
        self.path.push((name.into(), address.into()));
        self
    }

    pub(crate) fn answer(&self) -> Answer {
        Answer::new("text/html; charset=utf-8", self.markup().into_string().into_bytes())
    }

    fn markup(&self) -> Markup {
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (self.title) " — gainsay" }
                    link rel="icon" href="/assets/icon.svg" type="image/svg+xml";
                    link rel="stylesheet" href="/assets/app.css";
                    script src="/assets/app.js" defer {}
                }
                body {
                    a.skip href="#main" { "Skip to the content" }
                    (self.bar())
                    main id="main" tabindex="-1" {
                        @if !self.path.is_empty() {
                            nav.path aria-label="Where this is" {
                                ol { @for (name, address) in &self.path { li { a href=(address) { (name) } } } }
                            }
                        }
                        (self.content)
                    }
                    footer.page {
                        p { "gainsay gives no verdict on what is true: it shows who says what, on which origin that rests, and the sentence that says so." }
                        p { a href="/help" { "Help and keys" } " · " a href="/api/v1/openapi.json" { "API" } }
                    }
                    dialog id="keys" aria-labelledby="keys-title" {
                        h2 id="keys-title" { "Keys" }
                        (keys())
                        form method="dialog" { button { "Close" } }
                    }
                }
            }
        }
    }

    fn bar(&self) -> Markup {
        html! {
            header.bar {
                a.brand href="/" { "gainsay" }
                form.search action="/search" role="search" {
                    label.hidden for="q" { "Search stories, claims, names, sentences" }
                    input id="q" name="q" type="search" value=[self.query.as_deref()] placeholder="Search" autocomplete="off" maxlength="200";
                    button type="submit" { "Search" }
                    div.hits id="hits" role="status" aria-live="polite" hidden {}
                }
                nav.main aria-label="Main" { a href="/" { "Stories" } a href="/log" { "Corrections" } a href="/help" { "Help" } }
            }
        }
    }
}

/// The keys, in the dialog and on the page of help.
pub(crate) fn keys() -> Markup {
    let keys = [
        ("/", "search"),
        ("j", "next claim"),
        ("k", "previous claim"),
        ("Enter", "open the claim you are at"),
        ("o", "show what the claim rests on"),
        ("c", "copy the claim’s first citation"),
        ("?", "show these keys"),
        ("Esc", "close what is open"),
    ];
    html! { dl.facts.keys { @for (key, does) in keys { dt { kbd { (key) } } dd { (does) } } } }
}

/// A page that says what went wrong.
pub(crate) fn failure_page(failure: &Failure) -> String {
    let content = html! {
        h1 { (failure.title()) }
        p { (failure.message) "." }
        p { a href="/" { "All stories" } }
    };
    Page::new(failure.title(), content).markup().into_string()
}
