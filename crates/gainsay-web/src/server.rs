//! The server: routes, limits, and an end that waits for answers under way.

use std::{
    collections::BTreeMap,
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::Duration,
};

use axum::{
    Router,
    body::Body,
    extract::{RawPathParams, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    middleware,
    response::Response,
    routing::{get, post},
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{net::TcpListener, sync::Semaphore};

use crate::{
    api,
    app::{Answer, App},
    asked::Asked,
    changing::{Takes, change},
    failure::Failure,
    guard::{Guard, Settings, check, secret},
    layout, pages,
    source::Shelf,
    visit::Visit,
};

/// How many connections are served at once.
const CONNECTIONS: usize = 512;
/// How long the head of a request may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often it is looked whether somebody changed the data.
const CALM: Duration = Duration::from_secs(2);
/// How long an answer may take.
const LONGEST: Duration = Duration::from_secs(30);
/// How long answers under way may take when the server ends.
const FAREWELL: Duration = Duration::from_secs(3);

/// The server could not begin or go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address is taken or not this machine's.
    #[error("cannot listen on {address}: {source}; choose another with --port")]
    Listen {
        /// Where it was to listen.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// The system refused.
    #[error("the server could not go on: {0}")]
    Run(#[from] io::Error),
}

/// What makes an answer of a request.
pub(crate) type Make = Arc<dyn Fn(&App, &Asked) -> Result<Answer, Failure> + Send + Sync>;

/// All pages and the API of a shelf.
pub fn router(shelf: Shelf, settings: Settings) -> Router {
    guarded(app(shelf), Arc::new(Guard::new(settings)))
}

fn app(shelf: Shelf) -> Arc<App> {
    // Where the system has no random bytes, no form is ever taken for the app's own.
    Arc::new(App::new(shelf, secret().unwrap_or_else(|| String::from("\0"))))
}

fn guarded(app: Arc<App>, guard: Arc<Guard>) -> Router {
    let mut routes = Router::new();
    for (path, make) in pages::routes().into_iter().chain(api::routes()) {
        routes =
            routes.route(&path, get(move |state, steps, request| answer(Arc::clone(&make), state, steps, request)));
    }
    for (path, make) in pages::forms() {
        let form = move |state, steps, request| change(make, Takes::Form, state, steps, request);
        routes = routes.route(path, post(form));
    }
    for (path, method) in api::changes() {
        routes = routes.route(path, method);
    }
    routes
        .fallback(|request: Request| async move {
            let message = format!("there is no page at `{}`", shown(request.uri().path()));
            respond(&Failure::new(StatusCode::NOT_FOUND, message), is_for_program(&request))
        })
        .method_not_allowed_fallback(|request: Request| async move {
            let (method, path) = (shown(request.method().as_str()), shown(request.uri().path()));
            let message = format!("{method} is not done at `{path}`");
            respond(&Failure::new(StatusCode::METHOD_NOT_ALLOWED, message), is_for_program(&request))
        })
        .with_state(app)
        .layer(middleware::from_fn_with_state(guard, check))
}

/// The beginning of something a request says.
fn shown(text: &str) -> String {
    text.chars().take(80).collect()
}

fn is_for_program(request: &Request) -> bool {
    request.uri().path().starts_with("/api/")
}

/// A GET or HEAD, apart from its body.
struct Question {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    steps: Result<BTreeMap<String, String>, Failure>,
}

/// Answers a GET or HEAD on a thread that may take its time: the ledger is a file, and no other request waits for it.
pub(crate) async fn answer(
    make: Make,
    State(app): State<Arc<App>>,
    steps: Result<RawPathParams, axum::extract::rejection::RawPathParamsRejection>,
    request: Request,
) -> Response {
    let for_program = is_for_program(&request);
    let Ok(place) = Arc::clone(&app.places).try_acquire_owned() else {
        let message = "too many pages are being made at once; ask again in a few seconds";
        return respond(&Failure::new(StatusCode::SERVICE_UNAVAILABLE, message), for_program);
    };
    let steps = steps.map(|steps| steps.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect());
    let (parts, _) = request.into_parts();
    let question = Question {
        method: parts.method,
        uri: parts.uri,
        headers: parts.headers,
        steps: steps.map_err(|_| Failure::bad("the address is not UTF-8")),
    };
    let work = tokio::task::spawn_blocking(move || {
        let _place = place;
        catch_unwind(AssertUnwindSafe(|| answered(&make, &app, question)))
    });
    let result = match tokio::time::timeout(LONGEST, work).await {
        Ok(Ok(Ok(result))) => result,
        Ok(_) => Err(defect()),
        Err(_) => Err(Failure::new(
            StatusCode::SERVICE_UNAVAILABLE,
            format!("the answer took longer than {} seconds; ask for less, such as one page of it", LONGEST.as_secs()),
        )),
    };
    result.unwrap_or_else(|failure| respond(&failure, for_program))
}

/// The answer: from what was made before of the same data, or anew.
fn answered(make: &Make, app: &App, question: Question) -> Result<Response, Failure> {
    let Question { method, uri, headers, steps } = question;
    let visit = Visit::of(app, &method, &uri, &headers);
    if let Some(elsewhere) = visit.as_ref().and_then(Visit::since) {
        return Ok(elsewhere);
    }
    let address = uri.path_and_query().map_or_else(String::new, |both| both.as_str().to_owned());
    let answer = match app.kept(&address) {
        Some(answer) => answer,
        None => {
            let asked = Asked::new(steps?, uri.query())?;
            let generation = app.shelf.generation();
            let answer = Arc::new(make(app, &asked)?);
            app.keep(address, generation, &answer);
            answer
        }
    };
    let mut response = send(&answer, &headers);
    if let Some(visit) = visit {
        visit.remember(&mut response);
    }
    Ok(response)
}

pub(crate) fn defect() -> Failure {
    Failure::new(StatusCode::INTERNAL_SERVER_ERROR, "this request brought a defect of gainsay to light; report it")
}

/// Keeps the largest stories unpacked, so that nobody waits who asks first. While somebody adds, the data changes again and
/// again: it waits until they have done.
async fn ready(app: Arc<App>) {
    let (mut seen, mut unpacked) = (0, 0);
    loop {
        let shelf = Arc::clone(&app);
        let work = move || {
            let now = shelf.shelf.generation();
            let is_calm = seen == 0 || now == seen;
            if is_calm && now != unpacked {
                shelf.shelf.unpack_largest();
                unpacked = now;
            }
            (now, unpacked)
        };
        let Ok(done) = tokio::task::spawn_blocking(work).await else { return };
        (seen, unpacked) = done;
        tokio::time::sleep(CALM).await;
    }
}

/// Waits for Ctrl-C, or for the system to ask for an end.
async fn interrupted() {
    #[cfg(unix)]
    if let Ok(mut asked) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! { _ = tokio::signal::ctrl_c() => (), _ = asked.recv() => () }
        return;
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// Sends an answer, or says that the asker has it already.
pub(crate) fn send(answer: &Answer, headers: &HeaderMap) -> Response {
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let is_known = known.flat_map(|all| all.split(',')).any(|tag| {
        let tag = tag.trim();
        tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == answer.etag
    });
    let mut response = Response::new(if is_known { Body::empty() } else { Body::from(answer.body.clone()) });
    let own = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&answer.etag) {
        own.insert(header::ETAG, tag);
    }
    own.insert(header::CONTENT_TYPE, HeaderValue::from_static(answer.media_type));
    let saved = answer.saved_as.map(|name| format!("attachment; filename=\"{name}\""));
    if let Some(value) = saved.and_then(|value| HeaderValue::from_str(&value).ok()) {
        own.insert(header::CONTENT_DISPOSITION, value);
    }
    if let Some(location) = answer.location.as_deref().and_then(|location| HeaderValue::from_str(location).ok()) {
        response.headers_mut().insert(header::LOCATION, location);
        *response.status_mut() = StatusCode::SEE_OTHER;
    }
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    response
}

/// A failure, as a page or as problem details.
pub(crate) fn respond(failure: &Failure, for_program: bool) -> Response {
    let (media_type, body) = if for_program {
        ("application/problem+json", serde_json::to_vec(&failure.problem()).unwrap_or_default())
    } else {
        ("text/html; charset=utf-8", layout::failure_page(failure).into_bytes())
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = failure.status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    if failure.status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

/// A server that listens and does not answer yet.
pub struct Server {
    listener: std::net::TcpListener,
    router: Router,
    address: SocketAddr,
    guard: Arc<Guard>,
    app: Arc<App>,
}

impl Server {
    /// Listens where the settings say; port 0 takes any that is free.
    ///
    /// # Errors
    /// When the address is taken or not this machine's.
    pub fn new(shelf: Shelf, mut settings: Settings) -> Result<Self, Error> {
        let wanted = settings.address;
        let listen = || {
            let listener = std::net::TcpListener::bind(wanted)?;
            listener.set_nonblocking(true)?;
            let address = listener.local_addr()?;
            Ok((listener, address))
        };
        let (listener, address) = listen().map_err(|source| Error::Listen { address: wanted, source })?;
        settings.address = address;
        let guard = Arc::new(Guard::new(settings));
        let app = app(shelf);
        Ok(Self { listener, router: guarded(Arc::clone(&app), Arc::clone(&guard)), address, guard, app })
    }

    /// The address for a browser: where the server listens everywhere, that of this machine itself.
    pub fn url(&self) -> String {
        let mut shown = self.address;
        match shown.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => shown.set_ip(Ipv4Addr::LOCALHOST.into()),
            IpAddr::V6(ip) if ip.is_unspecified() => shown.set_ip(Ipv6Addr::LOCALHOST.into()),
            _ => (),
        }
        format!("http://{shown}/")
    }

    /// The same with what lets a browser in once, within a minute. Unlike the token it may be seen by others, such as in
    /// a list of what this machine runs: once it was used it opens nothing any more.
    pub fn url_to_open(&self) -> String {
        self.guard.admit_once().map_or_else(|| self.url(), |code| format!("{}?once={code}", self.url()))
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until it is interrupted.
    ///
    /// # Errors
    /// When the system refuses threads or sockets.
    pub fn run(self) -> Result<(), Error> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().max_blocking_threads(16).build()?;
        runtime.block_on(self.serve())?;
        runtime.shutdown_timeout(FAREWELL);
        Ok(())
    }

    async fn serve(self) -> Result<(), Error> {
        const BREATH: std::time::Duration = std::time::Duration::from_millis(50);
        tokio::spawn(ready(Arc::clone(&self.app)));
        let listener = TcpListener::from_std(self.listener)?;
        let places = Arc::new(Semaphore::new(CONNECTIONS));
        let graceful = GracefulShutdown::new();
        let mut end = std::pin::pin!(interrupted());
        loop {
            let place = tokio::select! {
                place = Arc::clone(&places).acquire_owned() => match place {
                    Ok(place) => place,
                    Err(_) => break,
                },
                _ = &mut end => break,
            };
            let stream = tokio::select! {
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) => stream,
                    // One connection that breaks while it is made is no reason to end; where no more can be opened,
                    // asking again at once would help nobody.
                    Err(_) => {
                        tokio::time::sleep(BREATH).await;
                        continue;
                    }
                },
                _ = &mut end => break,
            };
            let mut http = hyper::server::conn::http1::Builder::new();
            http.timer(TokioTimer::new()).header_read_timeout(PATIENCE).max_buf_size(64 << 10);
            let service = TowerToHyperService::new(self.router.clone());
            let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
            tokio::spawn(async move {
                // The other side went away or spoke no HTTP: it has been told, if it could be.
                let _ = connection.await;
                drop(place);
            });
        }
        let _ = tokio::time::timeout(FAREWELL, graceful.shutdown()).await;
        Ok(())
    }
}
