//! When a reader was last at a story: a cookie holds the number of the addition they saw, and nothing else.

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};

use crate::app::App;

const COOKIE: &str = "gainsay_seen";
/// How long it is remembered, in seconds: a year.
const REMEMBERED: u32 = 31_536_000;

/// Leads a reader who was here before to the same story with what has come since.
pub(crate) fn since(app: &App, request: &Request) -> Option<Response> {
    let path = story(request.uri().path())?;
    let is_plain = request.uri().query().is_none();
    let cookies = request.headers().get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let own = cookies.flat_map(|all| all.split(';')).find_map(|one| one.trim().strip_prefix(COOKIE)?.strip_prefix('='));
    let seen: i64 = own.and_then(|seen| seen.parse().ok()).filter(|seen| *seen >= 0)?;
    let last = app.shelf.ask(|ledger| ledger.last_addition()).ok()?;
    if !is_plain || seen >= last {
        return None;
    }
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let location = HeaderValue::from_str(&format!("{path}?since={seen}")).ok()?;
    response.headers_mut().insert(header::LOCATION, location);
    Some(response)
}

/// Remembers how much of a story's ledger the reader has seen.
pub(crate) fn remember(app: &App, path: &str, response: &mut Response) {
    let is_shown = matches!(response.status(), StatusCode::OK | StatusCode::NOT_MODIFIED);
    let Some(path) = story(path).filter(|_| is_shown) else { return };
    let Ok(last) = app.shelf.ask(|ledger| ledger.last_addition()) else { return };
    let cookie = format!("{COOKIE}={last}; Path={path}; Max-Age={REMEMBERED}; HttpOnly; SameSite=Lax");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
}

/// The path where it is that of a story's own page, as it was sent.
fn story(path: &str) -> Option<&str> {
    let id = path.strip_prefix("/story/")?;
    let is_plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.%".contains(&byte));
    (!id.is_empty() && is_plain).then_some(path)
}
