//! The pages and the API of the fixture's story, as a browser and a program meet them.

mod common;

use std::collections::BTreeSet;

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use common::{all_pages, ask, days, first_story, get, request};

#[tokio::test]
async fn a_story_shows_what_is_contested_on_how_many_origins_and_why() {
    let router = days();
    let story = first_story(&router).await;
    let page = get(&router, &format!("/story/{story}")).await;
    assert_eq!(page.status, StatusCode::OK);
    let contested = page.body.find("Someone affirms it and someone denies it").expect("contested claims");
    let independent = page.body.find("Two or more origins affirm it").expect("independent origins");
    assert!(contested < independent);
    for words in ["4 outlets, 1 origin", "since <time", "Same origin: ", "what it rests on", "Norda Press", "<svg"] {
        assert!(page.body.contains(words), "`{words}` is missing");
    }
}

#[tokio::test]
async fn every_page_answers_and_every_link_within_leads_somewhere() {
    let router = days();
    let story = first_story(&router).await;
    let mut targets = BTreeSet::new();
    for address in all_pages(&router, &story).await {
        let page = get(&router, &address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}: {}", page.body);
        assert!(page.body.starts_with("<!DOCTYPE html>") && page.body.contains("<h1"), "{address}");
        for (at, _) in page.body.match_indices("href=\"") {
            let target = page.body[at + 6..].split('"').next().expect("an end").replace("&amp;", "&");
            let is_here = target.starts_with('#').then(|| page.body.contains(&format!("id=\"{}\"", &target[1..])));
            assert_ne!(is_here, Some(false), "{address} leads to {target}, which is not there");
            if target.starts_with('/') {
                targets.insert(target);
            }
        }
    }
    for target in targets {
        let page = get(&router, target.split('#').next().expect("a path")).await;
        assert!(matches!(page.status, StatusCode::OK | StatusCode::SEE_OTHER), "{target}: {}", page.status);
        if let Some(anchor) = target.split_once('#').map(|(_, anchor)| anchor).filter(|_| page.status == StatusCode::OK)
        {
            assert!(page.body.contains(&format!("id=\"{anchor}\"")), "{target} is not on its page");
        }
    }
}

#[tokio::test]
async fn a_link_to_words_marks_them_in_their_article() {
    let router = days();
    let story = first_story(&router).await;
    let claims = get(&router, &format!("/api/v1/stories/{story}/claims?per_page=200")).await.json();
    for position in claims["items"]
        .as_array()
        .expect("claims")
        .iter()
        .flat_map(|claim| claim["positions"].as_array().expect("positions"))
    {
        let span = &position["evidence"];
        let address = format!("/article/{}?mark={}-{}", span["article"].as_str().unwrap(), span["start"], span["end"]);
        let page = get(&router, &address).await;
        assert_eq!(page.body.matches("id=\"mark\"").count(), 1, "{address}");
    }
}

#[tokio::test]
async fn ids_are_on_a_page_once_each() {
    let router = days();
    let story = first_story(&router).await;
    for address in all_pages(&router, &story).await {
        let page = get(&router, &address).await.body;
        let mut seen = BTreeSet::new();
        for (at, _) in page.match_indices(" id=\"") {
            let id = page[at + 5..].split('"').next().expect("an end");
            assert!(seen.insert(id.to_owned()), "{address} has the id {id} twice");
        }
    }
}

#[tokio::test]
async fn no_page_names_another_host_but_those_articles_are_from() {
    let router = days();
    let story = first_story(&router).await;
    for address in all_pages(&router, &story).await {
        let page = get(&router, &address).await;
        assert!(!page.body.contains("src=\"http") && !page.body.contains("@import") && !page.body.contains("style=\""));
        for (at, _) in page.body.match_indices("href=\"http") {
            let link = page.body[at..].split('>').next().expect("an end");
            assert!(link.contains("rel=\"noopener noreferrer"), "{address}: {link}");
        }
        assert!(page.header("content-security-policy").starts_with("default-src 'none'"));
        assert_eq!(page.header("x-content-type-options"), "nosniff");
    }
}

#[tokio::test]
async fn a_reader_who_has_a_page_is_not_sent_it_again() {
    let router = days();
    let first = get(&router, "/").await;
    let again = request(Method::GET, "/").header("if-none-match", first.header("etag")).body(Body::empty()).unwrap();
    let again = ask(&router, again).await;
    assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));
    let other = request(Method::GET, "/").header("if-none-match", "\"0\"").body(Body::empty()).unwrap();
    assert_eq!(ask(&router, other).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_api_pages_through_all_there_is() {
    let router = days();
    let story = first_story(&router).await;
    let dossier = get(&router, &format!("/api/v1/stories/{story}/dossier")).await.json();
    for (path, field) in [
        ("claims", "claims"),
        ("events", "events"),
        ("articles", "articles"),
        ("names", "entities"),
        ("origins", "origins"),
        ("timeline", "timeline"),
        ("attributions", "attributions"),
    ] {
        let mut items = Vec::new();
        for page in 1.. {
            let list = get(&router, &format!("/api/v1/stories/{story}/{path}?per_page=7&page={page}")).await.json();
            items.extend(list["items"].as_array().expect("items").clone());
            if list["more"] == false {
                assert_eq!(list["total"].as_u64(), Some(items.len() as u64));
                break;
            }
        }
        assert!(dossier[field].as_array() == Some(&items), "{path} differ");
    }
}

#[tokio::test]
async fn errors_are_problem_details_for_programs_and_pages_for_people() {
    let router = days();
    let problem = get(&router, "/api/v1/claims/nothing").await;
    assert_eq!((problem.status, problem.header("content-type")), (StatusCode::NOT_FOUND, "application/problem+json"));
    assert_eq!(problem.json()["status"], 404);
    let page = get(&router, "/claim/nothing").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.body.contains("<h1>Not Found</h1>"));
}

#[tokio::test]
async fn search_finds_what_begins_as_typed() {
    let router = days();
    for words in ["lett", "dust hazard", "Reyl", "\"second explosion\""] {
        let found =
            get(&router, &format!("/api/v1/search?q={}", words.replace(' ', "+").replace('"', "%22"))).await.json();
        assert!(!found["items"].as_array().expect("items").is_empty(), "{words}");
    }
    let nothing = get(&router, "/api/v1/search?q=xyzzyq").await.json();
    assert_eq!(nothing["items"].as_array().map(Vec::len), Some(0));
}

#[tokio::test]
async fn the_whole_story_can_be_saved_as_one_file() {
    let router = days();
    let story = first_story(&router).await;
    let file = get(&router, &format!("/story/{story}/dossier.html")).await;
    assert!(file.header("content-disposition").contains("dossier.html"));
    assert!(
        file.body.contains("4 outlets, 1 origin") && !file.body.contains("<script") && !file.body.contains("href=\"/")
    );
}

#[tokio::test]
async fn the_timeline_can_be_zoomed() {
    let router = days();
    let story = first_story(&router).await;
    let page = get(&router, &format!("/story/{story}?from=2025-03-03&to=2025-03-05")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("between 2025-03-03 and 2025-03-05"));
    for wrong in ["from=2025-03-03", "from=x&to=y", "from=2025-13-01&to=2025-14-01"] {
        assert_eq!(get(&router, &format!("/story/{story}?{wrong}")).await.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
    let far = get(&router, &format!("/story/{story}?from=-9999-01-01&to=9999-12-31")).await;
    assert!(matches!(far.status, StatusCode::OK | StatusCode::BAD_REQUEST));
}

#[tokio::test]
async fn the_other_pages_of_a_list_keep_what_was_chosen() {
    let router = days();
    let story = first_story(&router).await;
    let page = get(&router, &format!("/story/{story}/matrix?by=speakers&per_page=3")).await;
    assert!(page.body.contains("?page=2&amp;by=speakers&amp;per_page=3"), "{}", page.body);
    let second = get(&router, &format!("/story/{story}/matrix?page=2&by=speakers&per_page=3")).await;
    assert_eq!(second.status, StatusCode::OK);
    assert_ne!(page.body, second.body);
}

#[tokio::test]
async fn a_marked_sentence_leads_to_its_claim_and_has_a_note_that_says_who() {
    let router = days();
    let story = first_story(&router).await;
    let claims = get(&router, &format!("/api/v1/stories/{story}/claims?per_page=200")).await.json();
    let claim = claims["items"].as_array().unwrap().iter().find(|claim| claim["status"] == "contested").unwrap();
    let article = claim["positions"][0]["evidence"]["article"].as_str().unwrap();
    let page = get(&router, &format!("/article/{article}")).await;
    let link = format!("href=\"/claim/{}\"", claim["id"].as_str().unwrap());
    let notes = page.body.split("<li id=\"note-").skip(1);
    let note = notes.filter(|note| note.contains(&link)).find_map(|note| note.split('"').next()).expect("a note");
    let mut marked = page.body.split("data-notes=\"").skip(1).filter_map(|rest| rest.split('"').next());
    assert!(marked.any(|numbers| numbers.split(' ').any(|number| number == note)), "nothing has note {note}");
    assert!(page.body.contains("Notes: who says what here"));
}
