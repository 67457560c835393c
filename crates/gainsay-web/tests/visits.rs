//! Coming back to a story: what is new since the last visit, and how a browser is let in.
#![allow(clippy::disallowed_methods, reason = "these tests write the ledgers they serve, and speak to their server")]

mod common;

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    thread,
};

use axum::{
    Router,
    body::Body,
    http::{Method, StatusCode},
};
use common::{Answered, ask, first_story, fixture, get, request, shelf_of};
use gainsay::{Ledger, ledger::AddOptions};
use gainsay_web::{Server, Settings, Shelf, router};

/// The fixture's articles in order of their names: the first so many, and the others.
fn articles(first: usize) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let entries = fs::read_dir(fixture()).expect("a folder");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    let others = files.split_off(first);
    (files, others)
}

fn add(ledger: &Path, files: &[PathBuf]) {
    let mut ledger = Ledger::open(ledger).expect("a ledger");
    ledger.add(files, AddOptions::default()).expect("the articles are read");
}

async fn visit(router: &Router, address: &str, cookie: &str) -> Answered {
    ask(router, request(Method::GET, address).header("cookie", cookie).body(Body::empty()).expect("a request")).await
}

/// What the browser keeps of an answer.
fn kept(answer: &Answered) -> String {
    answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn what_came_since_the_last_visit_is_new_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("gainsay.db");
    let (first, others) = articles(5);
    add(&path, &first);
    let router = router(Shelf::open(path.clone()).expect("a shelf"), Settings::loopback(0));
    let address = format!("/story/{}", first_story(&router).await);
    let cookie = kept(&get(&router, &address).await);
    assert_eq!(visit(&router, &address, &cookie).await.status, StatusCode::OK);

    add(&path, &others);
    let address = format!("/story/{}", first_story(&router).await);
    let back = visit(&router, &address, &cookie).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
    let page = visit(&router, back.header("location"), &cookie).await;
    assert!(page.body.contains("2 new articles"), "{}", page.body);
    assert_eq!(visit(&router, &address, &kept(&page)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_an_addition_brings_while_somebody_reads_is_new_the_next_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("gainsay.db");
    let (first, others) = articles(5);
    add(&path, &first);
    // An addition that has begun and has not reached the story.
    let mut ledger = Ledger::open(&path).expect("a ledger");
    ledger.refresh(AddOptions::default()).expect("an addition that brings nothing");
    let begun = ledger.last_addition().expect("a number");
    drop(ledger);
    let router = router(Shelf::open(path.clone()).expect("a shelf"), Settings::loopback(0));
    let address = format!("/story/{}", first_story(&router).await);
    let cookie = kept(&get(&router, &address).await);
    assert_ne!(cookie, format!("gainsay_seen={begun}"), "the reader has seen nothing of addition {begun}");
    add(&path, &others);
    let address = format!("/story/{}", first_story(&router).await);
    assert_eq!(visit(&router, &address, &cookie).await.status, StatusCode::SEE_OTHER);
}

/// Asks a server over a socket.
fn sent(server: &str, target: &str) -> String {
    let host = server.trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(host).expect("a connection");
    let request = format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

#[test]
fn the_address_to_open_holds_no_token_and_lets_in_once() {
    let token = "0123456789abcdef0123";
    let settings = Settings { token: Some(token.to_owned()), ..Settings::loopback(0) };
    let server = Server::new(shelf_of(&fixture()), settings).expect("a server");
    let (address, to_open) = (server.url(), server.url_to_open());
    thread::spawn(move || server.run());
    assert!(!to_open.contains(token), "{to_open}");
    let target = format!("/{}", to_open.strip_prefix(&address).expect("the same address"));
    assert!(sent(&address, "/").starts_with("HTTP/1.1 401"));
    let first = sent(&address, &target);
    assert!(first.starts_with("HTTP/1.1 303") && first.contains(&format!("gainsay_token={token}")), "{first}");
    assert!(sent(&address, &target).starts_with("HTTP/1.1 401"));
}
