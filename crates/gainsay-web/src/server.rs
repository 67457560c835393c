//! The server: routes, limits, and an end that waits for answers under way.

use std::{
    collections::BTreeMap,
    io,
    net::SocketAddr,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::Duration,
};

use axum::{
    Router,
    body::Body,
    extract::{RawPathParams, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
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
    guard::{Settings, guard},
    layout, pages,
    source::Shelf,
    visit,
};

/// How many connections are served at once.
const CONNECTIONS: usize = 512;
/// How long the head of a request may take.
const PATIENCE: Duration = Duration::from_secs(10);
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
pub(crate) type Make = fn(&App, &Asked) -> Result<Answer, Failure>;

/// All pages and the API of a shelf.
pub fn router(shelf: Shelf, settings: Settings) -> Router {
    let app = Arc::new(App::new(shelf, secret()));
    let mut routes = Router::new();
    for (path, make) in pages::routes().into_iter().chain(api::routes()) {
        routes = routes.route(path, get(move |state, steps, request| answer(make, state, steps, request)));
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
        .layer(middleware::from_fn_with_state(Arc::new(settings), guard))
}

/// What nobody can guess. Where the system has no random bytes, no form is ever taken for the app's own.
fn secret() -> String {
    let mut bytes = [0; 24];
    match getrandom::fill(&mut bytes) {
        Ok(()) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        Err(_) => String::from("\0"),
    }
}

/// The beginning of something a request says.
fn shown(text: &str) -> String {
    text.chars().take(80).collect()
}

fn is_for_program(request: &Request) -> bool {
    request.uri().path().starts_with("/api/")
}

/// Answers a GET or HEAD: from what was made before, or anew on a thread that may take its time.
pub(crate) async fn answer(
    make: Make,
    State(app): State<Arc<App>>,
    steps: Result<RawPathParams, axum::extract::rejection::RawPathParamsRejection>,
    request: Request,
) -> Response {
    let for_program = is_for_program(&request);
    if let Some(elsewhere) = visit::since(&app, &request) {
        return elsewhere;
    }
    let address = request.uri().path_and_query().map_or_else(String::new, |both| both.as_str().to_owned());
    let result = match app.kept(&address) {
        Some(answer) => Ok(answer),
        None => {
            let steps =
                steps.map(|steps| steps.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect());
            let steps: Result<BTreeMap<String, String>, Failure> =
                steps.map_err(|_| Failure::bad("the address is not UTF-8"));
            let query = request.uri().query().map(str::to_owned);
            let asked = steps.and_then(|steps| Asked::new(steps, query.as_deref()));
            match asked {
                Ok(asked) => made(make, Arc::clone(&app), asked, address).await,
                Err(failure) => Err(failure),
            }
        }
    };
    let mut response = match result {
        Ok(answer) => send(&answer, request.headers()),
        Err(failure) => respond(&failure, for_program),
    };
    visit::remember(&app, request.uri().path(), &mut response);
    response
}

async fn made(make: Make, app: Arc<App>, asked: Asked, address: String) -> Result<Arc<Answer>, Failure> {
    let work = move || {
        let generation = app.shelf.generation();
        let made = catch_unwind(AssertUnwindSafe(|| make(&app, &asked))).unwrap_or_else(|_| Err(defect()));
        let answer = Arc::new(made?);
        app.keep(address, generation, &answer);
        Ok(answer)
    };
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| Err(defect()))
}

pub(crate) fn defect() -> Failure {
    Failure::new(StatusCode::INTERNAL_SERVER_ERROR, "this request brought a defect of gainsay to light; report it")
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
        Ok(Self { listener, router: router(shelf, settings), address })
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
