//! When a reader was last at a story: a cookie holds the number of the last addition that they saw of it, and nothing
//! else.
//!
//! The number is asked for before the page is made, and is that of the story, not of the ledger: what an addition brings
//! while somebody reads is then new the next time.

use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::{body::Body, response::Response};

use crate::{app::App, asked::decode};

const COOKIE: &str = "gainsay_seen";
/// How long it is remembered, in seconds: a year.
const REMEMBERED: u32 = 31_536_000;

/// A visit of a story's own page.
pub(crate) struct Visit {
    path: String,
    /// The last addition that brought the story something.
    last: i64,
    /// The last one the reader has seen.
    seen: Option<i64>,
    is_plain: bool,
}

impl Visit {
    /// What a request is, where it visits a story's own page.
    pub(crate) fn of(app: &App, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Self> {
        let id = uri.path().strip_prefix("/story/")?;
        let is_step = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.%".contains(&byte));
        if id.is_empty() || !is_step || *method != Method::GET {
            return None;
        }
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let own =
            cookies.flat_map(|all| all.split(';')).find_map(|one| one.trim().strip_prefix(COOKIE)?.strip_prefix('='));
        let seen = own.and_then(|seen| seen.parse().ok()).filter(|seen| *seen >= 0);
        let last = app.shelf.touched(&decode(id).ok()?).ok()?;
        Some(Self { path: uri.path().to_owned(), last, seen, is_plain: uri.query().is_none() })
    }

    /// Leads a reader who was here before to the same story with what has come since.
    pub(crate) fn since(&self) -> Option<Response> {
        let seen = self.seen.filter(|seen| self.is_plain && *seen < self.last)?;
        let location = HeaderValue::from_str(&format!("{}?since={seen}", self.path)).ok()?;
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::SEE_OTHER;
        response.headers_mut().insert(header::LOCATION, location);
        Some(response)
    }

    /// Remembers how much of the story the reader has seen.
    pub(crate) fn remember(&self, response: &mut Response) {
        if !matches!(response.status(), StatusCode::OK | StatusCode::NOT_MODIFIED) {
            return;
        }
        let cookie =
            format!("{COOKIE}={}; Path={}; Max-Age={REMEMBERED}; HttpOnly; SameSite=Lax", self.last, self.path);
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
    }
}
