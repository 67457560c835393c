//! A shelf read once, and requests to its router.
#![allow(dead_code, reason = "each test file uses its own part")]

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode},
};
use gainsay::{Ledger, ledger::AddOptions};
use gainsay_web::{Settings, Shelf, router};
use serde_json::Value;
use tower::ServiceExt;

/// An answer as a reader gets it.
pub(crate) struct Answered {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answered {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("no JSON ({error}): {}", self.body))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap_or("?"))
    }
}

pub(crate) fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/days/articles")
}

pub(crate) fn shelf_of(folder: &Path) -> Shelf {
    let mut ledger = Ledger::in_memory().expect("a ledger in memory");
    ledger.add(&[folder], AddOptions::default()).expect("the articles are read");
    Shelf::in_memory(ledger)
}

/// The router of the fixture's story.
pub(crate) fn days() -> Router {
    static ROUTER: OnceLock<Router> = OnceLock::new();
    ROUTER.get_or_init(|| router(shelf_of(&fixture()), Settings::loopback(0))).clone()
}

pub(crate) fn request(method: Method, address: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(address).header("host", "localhost")
}

pub(crate) async fn ask(router: &Router, request: Request<Body>) -> Answered {
    let response = router.clone().oneshot(request).await.expect("an answer");
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 64 << 20).await.expect("a body");
    let body = String::from_utf8(bytes.to_vec()).expect("UTF-8");
    Answered { status: parts.status, headers: parts.headers, body }
}

pub(crate) async fn get(router: &Router, address: &str) -> Answered {
    ask(router, request(Method::GET, address).body(Body::empty()).expect("a request")).await
}

/// The id of the first story.
pub(crate) async fn first_story(router: &Router) -> String {
    get(router, "/api/v1/stories").await.json()["items"][0]["id"].as_str().expect("a story").to_owned()
}

/// The addresses of every page there is of a story and what it holds.
pub(crate) async fn all_pages(router: &Router, story: &str) -> Vec<String> {
    let dossier = get(router, &format!("/api/v1/stories/{story}/dossier")).await.json();
    let mut pages: Vec<String> =
        ["/", "/help", "/log", "/search", "/search?q=a", "/search?q=%3Cscript%3E"].map(str::to_owned).to_vec();
    pages.push(format!("/story/{story}"));
    pages.push(format!("/story/{story}/new?since=0"));
    for part in ["claims", "timeline", "matrix", "matrix?by=speakers", "origins", "said", "names", "articles"] {
        pages.push(format!("/story/{story}/{part}"));
    }
    for (list, kind) in [("articles", "article"), ("claims", "claim"), ("events", "event"), ("entities", "name")] {
        for one in dossier[list].as_array().expect("a list") {
            let id = one["id"].as_str().expect("an id");
            pages.push(format!("/{kind}/{id}"));
            pages.push(format!("/correct/{id}"));
        }
    }
    for article in dossier["articles"].as_array().expect("articles") {
        pages.push(format!("/article/{}/changes", article["id"].as_str().expect("an id")));
    }
    pages
}
