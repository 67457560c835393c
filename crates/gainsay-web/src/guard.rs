//! Who may ask, and what every answer says: hosts, origins, tokens, lengths, and the policy for the browser.

use std::{
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};

use crate::{
    asked::{LONGEST_ADDRESS, decode},
    changing::now,
    failure::Failure,
    server::respond,
};

/// What a browser may do with a page: show it, with the app's own style, script and answers.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// How long all headers of a request may be together, in bytes.
const LONGEST_HEADERS: usize = 16 << 10;
/// How long a code that lets one browser in is good for.
const ONCE: Duration = Duration::from_secs(60);
/// The cookie that holds the token.
const COOKIE: &str = "gainsay_token";

/// Where the app listens and who may ask it.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where it listens. Anywhere but on this machine itself, a token is needed.
    pub address: SocketAddr,
    /// Other names under which it may be asked.
    pub hosts: Vec<String>,
    /// What a request must bring along.
    pub token: Option<String>,
}

impl Settings {
    /// On this machine alone, without a token.
    pub fn loopback(port: u16) -> Self {
        Self { address: SocketAddr::from(([127, 0, 0, 1], port)), hosts: Vec::new(), token: None }
    }

    /// Whether a `Host` names this server. Any other name is one that somebody else's page may have been served under.
    fn knows_host(&self, host: &str) -> bool {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => {
                if port.parse() != Ok(self.address.port()) && self.address.port() != 0 {
                    return false;
                }
                name
            }
            _ => host,
        };
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        let own = self.address.ip();
        let is_own = bare.parse::<IpAddr>().is_ok_and(|ip| !ip.is_unspecified() && (ip == own || own.is_unspecified()));
        // An address in digits is nobody's name: only names can be made to lead elsewhere.
        let is_loopback =
            (own.is_loopback() || own.is_unspecified()) && matches!(bare, "localhost" | "127.0.0.1" | "::1");
        is_own || is_loopback || self.hosts.iter().any(|known| known.eq_ignore_ascii_case(bare))
    }

    /// Whether the request brings the token along, where one is needed.
    fn is_let_in(&self, headers: &HeaderMap) -> bool {
        let Some(token) = &self.token else { return true };
        let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let cookie =
            cookies.flat_map(|all| all.split(';')).find_map(|one| one.trim().strip_prefix(COOKIE)?.strip_prefix('='));
        bearer.or(cookie).is_some_and(|brought| is_same(brought, token))
    }
}

/// Whether two secrets are the same, in a time that doesn't tell where they differ.
fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}

/// What nobody can guess; nothing where the system has no random bytes.
pub(crate) fn secret() -> Option<String> {
    let mut bytes = [0; 24];
    getrandom::fill(&mut bytes).ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Who may ask, and who may once.
pub(crate) struct Guard {
    settings: Settings,
    /// What lets the next request in that brings it along, and until when.
    once: Mutex<Option<(String, Instant)>>,
}

impl Guard {
    pub(crate) fn new(settings: Settings) -> Self {
        Self { settings, once: Mutex::default() }
    }

    /// A code that lets one browser in; nothing where no token is needed.
    pub(crate) fn admit_once(&self) -> Option<String> {
        self.settings.token.as_ref()?;
        let code = secret()?;
        *self.once.lock().unwrap_or_else(PoisonError::into_inner) = Some((code.clone(), now() + ONCE));
        Some(code)
    }

    /// Whether this is the code, which from then on is none.
    fn takes_once(&self, brought: &str) -> bool {
        let mut once = self.once.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = once.as_ref().is_some_and(|(code, until)| is_same(brought, code) && now() <= *until);
        if is_it {
            *once = None;
        }
        is_it
    }

    /// A request whose address brings the token, or the code that stands for it once.
    fn sign_in(&self, request: &Request) -> Option<Refusal> {
        let token = self.settings.token.as_ref()?;
        let value = |name: &str| request.uri().query()?.split('&').find_map(|pair| pair.strip_prefix(name));
        let is_page = *request.method() == Method::GET && !request.uri().path().starts_with("/api/");
        let is_known = is_page
            && (value("token=").is_some_and(|brought| is_same(brought, token))
                || value("once=").is_some_and(|brought| self.takes_once(brought)));
        let cookie = format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict");
        is_known.then(|| Refusal::SignIn(cookie, request.uri().path().to_owned()))
    }
}

/// Checks a request before anything else sees it, and sets what every answer says.
pub(crate) async fn check(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    let for_program = request.uri().path().starts_with("/api/");
    let is_page = !for_program && !request.uri().path().starts_with("/assets/");
    let mut response = match checked(&guard, &request) {
        Ok(()) => next.run(request).await,
        Err(Refusal::Failure(failure)) => respond(&failure, for_program),
        Err(Refusal::SignIn(cookie, to)) => signed_in(&cookie, &to),
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if is_page || for_program {
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
    }
    response
}

/// Why a request goes no further.
enum Refusal {
    Failure(Failure),
    /// The token stood in the address: it is kept in a cookie, and the address forgotten.
    SignIn(String, String),
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

fn checked(guard: &Guard, request: &Request) -> Result<(), Refusal> {
    let settings = &guard.settings;
    let address = request.uri().path_and_query().map_or("", |both| both.as_str());
    if address.len() > LONGEST_ADDRESS {
        return Err(Failure::new(
            StatusCode::URI_TOO_LONG,
            format!("the address is longer than {LONGEST_ADDRESS} bytes"),
        )
        .into());
    }
    let held = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum::<usize>();
    if held > LONGEST_HEADERS {
        let message = format!("the headers are longer than {LONGEST_HEADERS} bytes");
        return Err(Failure::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, message).into());
    }
    let header = |name: HeaderName| request.headers().get(name).map(|value| value.to_str().unwrap_or("?"));
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let host = hosts.next().and_then(|value| value.to_str().ok()).filter(|_| hosts.next().is_none());
    if !host.is_some_and(|host| settings.knows_host(host)) {
        let message = "this server does not answer under that name; start it with --host NAME to allow it";
        return Err(Failure::new(StatusCode::MISDIRECTED_REQUEST, message).into());
    }
    decode(request.uri().path())?;
    if let Some(refusal) = guard.sign_in(request) {
        return Err(refusal);
    }
    if !settings.is_let_in(request.headers()) {
        let message =
            "a token is needed: open the address that `gainsay serve` printed, or send `Authorization: Bearer …`";
        return Err(Failure::new(StatusCode::UNAUTHORIZED, message).into());
    }
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return Ok(());
    }
    let own = host.map(|host| format!("http://{host}")).unwrap_or_default();
    let origin = header(header::ORIGIN).is_none_or(|origin| {
        origin == own || settings.hosts.iter().any(|host| origin.eq_ignore_ascii_case(&format!("https://{host}")))
    });
    let site =
        header(HeaderName::from_static("sec-fetch-site")).is_none_or(|site| matches!(site, "same-origin" | "none"));
    if !origin || !site {
        return Err(Failure::new(StatusCode::FORBIDDEN, "this request comes from another site's page").into());
    }
    Ok(())
}

fn signed_in(cookie: &str, to: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    // A path that begins with two slashes would name another host.
    let to = format!("/{}", to.trim_start_matches(['/', '\\']));
    if let (Ok(cookie), Ok(to)) = (HeaderValue::from_str(cookie), HeaderValue::from_str(&to)) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
        response.headers_mut().insert(header::LOCATION, to);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_server_are_known() {
        let settings = Settings { hosts: vec!["desk.example".into()], ..Settings::loopback(4000) };
        for host in ["localhost:4000", "127.0.0.1:4000", "[::1]:4000", "desk.example", "DESK.example:4000", "localhost"]
        {
            assert!(settings.knows_host(host), "{host}");
        }
        for host in
            ["evil.example", "localhost:4001", "127.0.0.1.evil.example", "", ":4000", "localhost.evil:4000", "0.0.0.0"]
        {
            assert!(!settings.knows_host(host), "{host}");
        }
    }

    #[test]
    fn a_code_lets_in_once() {
        let guard = Guard::new(Settings { token: Some("a".repeat(20)), ..Settings::loopback(0) });
        let code = guard.admit_once().unwrap();
        assert!(!guard.takes_once("") && !guard.takes_once(&"0".repeat(48)));
        assert!(guard.takes_once(&code));
        assert!(!guard.takes_once(&code));
        assert!(Guard::new(Settings::loopback(0)).admit_once().is_none());
    }

    #[test]
    fn a_token_is_compared_as_a_whole() {
        assert!(is_same("abc", "abc"));
        assert!(!is_same("abc", "abd") && !is_same("ab", "abc") && !is_same("", "a"));
    }
}
