//! Correcting in place: a decision changes what the pages say, stands in the log, and can be taken back.

mod common;

use axum::{
    Router,
    body::Body,
    http::{Method, StatusCode},
};
use common::{Answered, ask, first_story, fixture, get, request, shelf_of};
use gainsay_web::{Settings, router};
use serde_json::{Value, json};

async fn send(router: &Router, address: &str, form: &str) -> Answered {
    let request = request(Method::POST, address).header("content-type", "application/x-www-form-urlencoded");
    ask(router, request.body(Body::from(form.to_owned())).expect("a request")).await
}

async fn dossier(router: &Router) -> Value {
    let story = first_story(router).await;
    get(router, &format!("/api/v1/stories/{story}/dossier")).await.json()
}

/// The value of a hidden field of a page's first form.
fn hidden(page: &str, name: &str) -> String {
    let field = format!("name=\"{name}\" value=\"");
    let at = page.find(&field).unwrap_or_else(|| panic!("no field {name}"));
    page[at + field.len()..].split('"').next().expect("an end").to_owned()
}

#[tokio::test]
async fn a_speaker_is_set_logged_and_taken_back() {
    let router = router(shelf_of(&fixture()), Settings::loopback(0));
    let before = dossier(&router).await;
    let said =
        before["attributions"].as_array().unwrap().iter().find(|said| said["source"]["kind"] == "named").unwrap();
    let id = said["id"].as_str().unwrap();
    let page = get(&router, &format!("/correct/{id}")).await;
    let secret = hidden(&page.body, "secret");

    let form = format!("secret={secret}&action=speaker&what={id}&value=Ada+Ferro&who=Lea&why=by+ear");
    let done = send(&router, "/correct", &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let log = get(&router, "/log").await;
    assert!(log.body.contains("was said by Ada Ferro") && log.body.contains("Lea") && log.body.contains("by ear"));
    let after = dossier(&router).await;
    assert!(after["attributions"].as_array().unwrap().iter().any(|said| said["source"]["text"] == "Ada Ferro"));

    let undone = send(&router, "/undo", &format!("secret={secret}&n=1")).await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER);
    assert!(get(&router, "/log").await.body.contains("Taken back"));
    assert_eq!(dossier(&router).await, before);
}

#[tokio::test]
async fn the_api_decides_and_takes_back() {
    let router = router(shelf_of(&fixture()), Settings::loopback(0));
    let before = dossier(&router).await;
    let first = before["claims"].as_array().unwrap().iter().find(|claim| claim["status"] == "contested").unwrap();
    let claim = first["id"].as_str().unwrap();
    let decide = |body: Value| {
        request(Method::POST, "/api/v1/fixes")
            .header("content-type", "application/json")
            .body(Body::from(body.to_string()))
            .unwrap()
    };
    let done = ask(&router, decide(json!({ "action": "hide", "what": claim, "who": "Lea", "why": "no claim" }))).await;
    assert_eq!((done.status, done.json()["n"].as_i64()), (StatusCode::OK, Some(1)), "{}", done.body);
    let contested = |dossier: &Value| {
        dossier["claims"].as_array().unwrap().iter().filter(|claim| claim["status"] == "contested").count()
    };
    assert_eq!(contested(&dossier(&router).await), contested(&before) - 1);
    let list = get(&router, "/api/v1/fixes").await.json();
    assert_eq!(list["items"][0]["who"], "Lea");

    let take_back = |n: &str| request(Method::DELETE, &format!("/api/v1/fixes/{n}")).body(Body::empty()).unwrap();
    assert_eq!(ask(&router, take_back("1")).await.status, StatusCode::OK);
    assert_eq!(dossier(&router).await, before);
    assert_eq!(ask(&router, take_back("1")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ask(&router, take_back("x")).await.status, StatusCode::BAD_REQUEST);
    for wrong in
        [json!({}), json!({ "action": "conquer", "what": "x" }), json!({ "action": "same", "what": claim }), json!([])]
    {
        assert_eq!(ask(&router, decide(wrong.clone())).await.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
}

#[tokio::test]
async fn a_form_without_the_secret_decides_nothing() {
    let router = router(shelf_of(&fixture()), Settings::loopback(0));
    for form in ["action=hide&what=x", "secret=&action=hide&what=x", "secret=00&action=hide&what=x"] {
        assert_eq!(send(&router, "/correct", form).await.status, StatusCode::FORBIDDEN, "{form}");
    }
    assert!(get(&router, "/log").await.body.contains("Nothing was corrected"));
}

#[tokio::test]
async fn too_many_changes_at_once_are_told_to_wait() {
    let router = router(shelf_of(&fixture()), Settings::loopback(0));
    let mut statuses = Vec::new();
    for _ in 0..40 {
        statuses.push(send(&router, "/undo", "n=1").await.status);
    }
    assert!(statuses.contains(&StatusCode::TOO_MANY_REQUESTS));
}

#[tokio::test]
async fn a_reader_who_comes_back_sees_what_is_new() {
    let router = router(shelf_of(&fixture()), Settings::loopback(0));
    let story = first_story(&router).await;
    let address = format!("/story/{story}");
    let first = get(&router, &address).await;
    assert!(first.header("set-cookie").starts_with("gainsay_seen=1;"), "{}", first.header("set-cookie"));
    let again = |seen: &str| {
        request(Method::GET, &address).header("cookie", format!("gainsay_seen={seen}")).body(Body::empty()).unwrap()
    };
    assert_eq!(ask(&router, again("1")).await.status, StatusCode::OK);
    let back = ask(&router, again("0")).await;
    assert_eq!((back.status, back.header("location")), (StatusCode::SEE_OTHER, format!("{address}?since=0").as_str()));
    let page = get(&router, back.header("location")).await;
    assert!(page.body.contains("Since your last visit: ") && page.body.contains("7 new articles"));
    assert!(get(&router, &format!("{address}/new?since=0")).await.body.contains("New claims"));
}
