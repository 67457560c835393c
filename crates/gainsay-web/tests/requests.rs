//! Forty hostile requests, byte for byte over a socket: a clear refusal, nothing leaked, and the server goes on.
#![allow(clippy::disallowed_methods, reason = "these tests speak to the server they started")]

mod common;

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    sync::OnceLock,
    thread,
    time::Duration,
};

use common::{fixture, shelf_of};
use gainsay_web::{Server, Settings};

fn served() -> SocketAddr {
    static ADDRESS: OnceLock<SocketAddr> = OnceLock::new();
    *ADDRESS.get_or_init(|| {
        let server = Server::new(shelf_of(&fixture()), Settings::loopback(0)).expect("a server");
        let address = server.address();
        thread::spawn(move || server.run());
        address
    })
}

/// Sends bytes and gives back all that comes.
fn sent(bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(served()).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a limit");
    // The server may refuse and close before all is written: what it said still counts.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0)
}

fn get(path: &str) -> Vec<u8> {
    with(&format!("GET {path} HTTP/1.1"), "")
}

fn with(line: &str, headers: &str) -> Vec<u8> {
    format!("{line}\r\nHost: localhost:{}\r\nConnection: close\r\n{headers}\r\n", served().port()).into_bytes()
}

fn named(host: &str) -> Vec<u8> {
    format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").into_bytes()
}

fn post(path: &str, headers: &str, body: &str) -> Vec<u8> {
    let mut bytes = with(&format!("POST {path} HTTP/1.1"), &format!("Content-Length: {}\r\n{headers}", body.len()));
    bytes.extend_from_slice(body.as_bytes());
    bytes
}

const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\n";

/// Each with the statuses that are a right answer; 0 is a connection that is closed.
fn hostile() -> Vec<(&'static str, Vec<u8>, &'static [u16])> {
    let long = "a".repeat(9000);
    let port = served().port();
    vec![
        ("another host", named("evil.example"), &[421]),
        ("another host with the port", named(&format!("evil.example:{port}")), &[421]),
        ("a host that begins like this one", named(&format!("localhost.evil.example:{port}")), &[421]),
        ("another port", named("localhost:1"), &[421]),
        ("an empty host", named(""), &[400, 421]),
        ("no host", b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n".to_vec(), &[400, 421]),
        ("two hosts", with("GET / HTTP/1.1", "Host: evil.example\r\n"), &[400, 421]),
        ("an address of another host", with("GET http://evil.example/ HTTP/1.1", ""), &[200, 400, 421]),
        ("a file outside", get("/../../../../etc/passwd"), &[404]),
        ("a file outside, encoded", get("/assets/..%2f..%2f..%2fetc%2fpasswd"), &[404]),
        ("a file outside, encoded twice", get("/assets/%252e%252e%252fetc/passwd"), &[404]),
        ("a NUL", get("/story/%00"), &[400]),
        ("bad UTF-8", get("/story/%ff%fe"), &[400]),
        ("half a percent", get("/story/%"), &[400]),
        ("no hexadecimal digits", get("/story/%zz"), &[400]),
        ("a line break in the path", get("/story/a%0d%0aSet-Cookie:%20x=1"), &[400]),
        ("a line break in the query", get("/search?q=a%0d%0aX-Evil:%201"), &[400]),
        ("bad UTF-8 in the query", get("/search?q=%c3%28"), &[400]),
        ("a NUL in the query", get("/api/v1/search?q=%00"), &[400]),
        ("a long address", get(&format!("/search?q={long}")), &[414]),
        ("a longer address", get(&format!("/{}", "a".repeat(80_000))), &[0, 400, 414, 431]),
        ("a huge header", with("GET / HTTP/1.1", &format!("X-A: {}\r\n", "a".repeat(100_000))), &[0, 400, 431]),
        ("many headers", with("GET / HTTP/1.1", &"X-A: b\r\n".repeat(500)), &[0, 400, 431]),
        ("words that are no query", get("/search?q=%22%20OR%201=1%20--%20*%20NEAR(%20)%20%7B%7D"), &[200]),
        ("an unclosed quotation", get("/api/v1/search?q=%22%22%22"), &[200]),
        ("operators", get("/api/v1/search?q=AND+OR+NOT+^+:+-"), &[200]),
        ("a script in the query", get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E"), &[200]),
        ("a script in the path", get("/%3Cscript%3Ealert(1)%3C/script%3E"), &[404]),
        ("a page that isn't there", get("/api/v1/stories?page=99999999999999999999"), &[400]),
        ("a page before the first", get("/api/v1/stories?page=-1"), &[400]),
        ("too many items", get("/api/v1/stories?per_page=100000000"), &[400]),
        ("a value twice", get("/api/v1/stories?page=1&page=2"), &[400]),
        ("a mark beyond the text", get("/article/nothing?mark=0-18446744073709551615"), &[400, 404]),
        ("a method of its own", with("EVIL / HTTP/1.1", ""), &[405, 501]),
        ("a trace", with("TRACE / HTTP/1.1", ""), &[405]),
        ("a form without its secret", post("/correct", FORM, "action=hide&what=x"), &[403]),
        (
            "a form of another site",
            post("/correct", &format!("{FORM}Origin: https://evil.example\r\n"), "action=hide&what=x"),
            &[403],
        ),
        ("a form across sites", post("/undo", &format!("{FORM}Sec-Fetch-Site: cross-site\r\n"), "n=1"), &[403]),
        ("JSON as plain text", post("/api/v1/fixes", "Content-Type: text/plain\r\n", "{}"), &[415]),
        ("a body of a megabyte", post("/correct", FORM, &"a=b&".repeat(262_144)), &[0, 413]),
        ("JSON nested deep", post("/api/v1/fixes", "Content-Type: application/json\r\n", &"[".repeat(10_000)), &[400]),
        ("no HTTP at all", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(), &[0, 400]),
    ]
}

#[test]
fn forty_hostile_requests_are_refused_and_the_server_goes_on() {
    let requests = hostile();
    assert!(requests.len() >= 40);
    for (name, bytes, right) in requests {
        let answer = sent(&bytes);
        assert!(right.contains(&status(&answer)), "{name}: {}", answer.lines().next().unwrap_or("closed"));
        let lower = answer.to_lowercase();
        assert!(!lower.contains("panicked") && !lower.contains("root:") && !lower.contains(".rs:"), "{name}: {answer}");
        assert!(
            !lower.contains("<script>alert") && !lower.contains("\nx-evil:") && !lower.contains("set-cookie: x=1"),
            "{name}: {answer}"
        );
        let again = sent(&get("/"));
        assert_eq!(status(&again), 200, "after {name}");
    }
}

#[test]
fn a_token_is_asked_for_where_one_is_set() {
    let settings = Settings { token: Some("a-secret-of-the-test".into()), ..Settings::loopback(0) };
    let server = Server::new(shelf_of(&fixture()), settings).expect("a server");
    let address = server.address();
    thread::spawn(move || server.run());
    let ask = |path: &str, headers: &str| {
        let mut stream = TcpStream::connect(address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a limit");
        let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{headers}\r\n");
        stream.write_all(request.as_bytes()).expect("written");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("read");
        answer
    };
    assert_eq!(status(&ask("/", "")), 401);
    assert_eq!(status(&ask("/assets/app.css", "")), 401);
    assert_eq!(status(&ask("/?token=wrong", "")), 401);
    assert_eq!(status(&ask("/", "Authorization: Bearer a-secret-of-the-tesT\r\n")), 401);
    assert_eq!(status(&ask("/api/v1/stories", "Authorization: Bearer a-secret-of-the-test\r\n")), 200);
    let signed_in = ask("/?token=a-secret-of-the-test", "");
    assert_eq!(status(&signed_in), 303);
    assert!(signed_in.contains("HttpOnly; SameSite=Strict"));
    assert_eq!(status(&ask("/", "Cookie: gainsay_token=a-secret-of-the-test\r\n")), 200);
}
