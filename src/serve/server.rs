//! The server: listens on this machine alone, and leads questions to their answers.

use super::api;
use super::desk::{Desk, Setting, View};
use super::embedded::{ASSETS, Asset, PAGE, STRANGER};
use super::guard::{Guard, Stranger};
use super::refusal::{Kind, Refusal};
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Query, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION, REFERRER_POLICY,
    SET_COOKIE, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};
use axum::{Json, Router};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;

/// The port that is taken where nobody asks for one, if it is free.
const USUAL: u16 = 4717;
/// How many ports behind it are tried.
const TRIED: u16 = 16;
/// The longest question, in bytes; a memo is the longest thing that people write.
const LONGEST: usize = 1 << 20;

/// Nothing but the files of the page itself is loaded, run or asked; no text becomes markup.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
    img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

/// Which port to listen on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Port {
    /// The usual one, else one near it, else any.
    Usual,
    /// This one; 0 is any that is free.
    This(u16),
}

/// Why the page cannot be offered.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Another program listens there.
    #[error("another program listens on port {0}")]
    Taken(u16),
    /// The machine refuses.
    #[error("cannot listen on this machine: {0}")]
    Io(#[from] io::Error),
}

/// A page that waits to be opened.
pub struct Server {
    listener: TcpListener,
    service: Arc<Service>,
}

struct Service {
    desk: Desk,
    guard: Guard,
}

type Shared = Arc<Service>;

impl Server {
    /// Takes a port of this machine, and lays the study open.
    ///
    /// # Errors
    /// The port is taken, or the machine refuses.
    pub fn start(setting: Setting, port: Port) -> Result<Self, StartError> {
        let listener = listen(port)?;
        let guard = Guard::new(listener.local_addr()?.port());
        let service = Arc::new(Service { desk: Desk::new(setting), guard });
        Ok(Self { listener, service })
    }

    /// The address that opens the page, as long as the server runs.
    pub fn address(&self) -> String {
        self.service.guard.address()
    }

    /// An address that opens the page one time: for the arguments of a browser, which others see.
    pub fn address_once(&self) -> String {
        self.service.guard.address_once()
    }

    /// Answers until the program ends.
    ///
    /// # Errors
    /// The machine refuses.
    pub fn run(self) -> io::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            self.listener.set_nonblocking(true)?;
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            axum::serve(listener, routes(self.service)).await
        })
    }
}

fn listen(port: Port) -> Result<TcpListener, StartError> {
    let on = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    match port {
        Port::This(port) => on(port).map_err(|error| match error.kind() {
            io::ErrorKind::AddrInUse => StartError::Taken(port),
            _ => error.into(),
        }),
        Port::Usual => {
            let near = (USUAL..USUAL + TRIED).find_map(|port| on(port).ok());
            Ok(near.map_or_else(|| on(0), Ok)?)
        }
    }
}

fn routes(service: Shared) -> Router {
    let mut router = Router::new().route(PAGE.path, get(async || file(&PAGE)));
    for asset in ASSETS {
        router = router.route(asset.path, get(async || file(asset)));
    }
    router
        .route("/api/version", get(version))
        .route("/api/study", ask(api::study::study))
        .route("/api/progress", ask(api::progress::progress))
        .route("/api/incidents", ask(api::incidents::incidents))
        .route("/api/incident", ask(api::incident::incident))
        .route("/api/table", ask(api::table::table))
        .route("/api/search", ask(api::search::search))
        .route("/api/cell", ask(api::table::cell))
        .route("/api/code", act(api::deeds::code))
        .route("/api/accept", act(api::deeds::accept))
        .route("/api/reject", act(api::deeds::reject))
        .route("/api/change", act(api::deeds::change))
        .route("/api/remove", act(api::deeds::remove))
        .route("/api/read", act(api::deeds::read))
        .route("/api/memo", act(api::deeds::memo))
        .route("/api/undo", act(api::deeds::undo))
        .route("/api/blind", act(api::deeds::blind))
        .fallback(async || refused(&Refusal::new(Kind::NotThere, "there is no such page", "go to /")))
        .layer(DefaultBodyLimit::max(LONGEST))
        .layer(middleware::from_fn_with_state(service.clone(), guarded))
        .with_state(service)
}

/// A question that changes nothing.
fn ask<Q>(answer: fn(&View, &Q) -> Result<Value, Refusal>) -> MethodRouter<Shared>
where
    Q: DeserializeOwned + Send + 'static,
{
    get(async move |State(service): State<Shared>, query: Result<Query<Q>, _>| match query {
        Ok(Query(query)) => aside(move || answer(&service.desk.view(), &query)).await,
        Err(error) => refused(&unclear(&error)),
    })
}

/// Something that is to be done.
fn act<B>(answer: fn(&Desk, B) -> Result<Value, Refusal>) -> MethodRouter<Shared>
where
    B: DeserializeOwned + Send + 'static,
{
    post(async move |State(service): State<Shared>, body: Result<Json<B>, _>| match body {
        Ok(Json(body)) => aside(move || answer(&service.desk, body)).await,
        Err(error) => refused(&unclear(&error)),
    })
}

fn unclear(error: &dyn std::fmt::Display) -> Refusal {
    Refusal::new(Kind::Unclear, error.to_string(), "load the page again")
}

/// Answers on a thread of its own: reading files and waiting for a lock must not keep others waiting.
async fn aside(answer: impl FnOnce() -> Result<Value, Refusal> + Send + 'static) -> Response {
    match tokio::task::spawn_blocking(answer).await {
        Ok(Ok(value)) => answered(StatusCode::OK, &value),
        Ok(Err(refusal)) => refused(&refusal),
        Err(_) => refused(&Refusal::new(
            Kind::Machine,
            "the program met a fault of its own",
            "load the page again; what was said to be kept is kept",
        )),
    }
}

async fn version(State(service): State<Shared>) -> Response {
    aside(move || {
        service.desk.look();
        Ok(json!({ "version": service.desk.view().version }))
    })
    .await
}

/// Lets in what comes from the page, and sends nothing out without the rules that keep it safe.
async fn guarded(State(service): State<Shared>, request: Request, next: Next) -> Response {
    let (method, uri, headers) = (request.method(), request.uri(), request.headers());
    let from_here = service.guard.comes_from_here(method, uri, headers);
    let first = uri.path() == "/" && *method == Method::GET;
    let token = uri.query().filter(|_| first).and_then(|query| query.strip_prefix("token="));
    let opened = from_here.is_ok() && token.is_some_and(|token| service.guard.opens(token));
    let mut response = match from_here.and_then(|()| service.guard.is_known(headers)) {
        _ if opened => opening(&service.guard),
        Ok(()) => next.run(request).await,
        Err(Stranger::Token) if first => {
            let mut response = file(&STRANGER);
            *response.status_mut() = StatusCode::FORBIDDEN;
            response
        }
        Err(stranger) => refused(&Refusal::new(
            Kind::Forbidden,
            match stranger {
                Stranger::Host => "the question names another host than this server",
                Stranger::Origin => "the question comes from another page",
                Stranger::Token => "the question lacks the token of this run",
            },
            "open the address that `keerpunt serve` printed",
        )),
    };
    let fixed = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "no-referrer"),
        (CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Gives the browser the cookie, and leads it to the address without the token.
fn opening(guard: &Guard) -> Response {
    let mut response = empty(StatusCode::SEE_OTHER);
    response.headers_mut().insert(LOCATION, HeaderValue::from_static("/"));
    if let Ok(cookie) = HeaderValue::from_str(&guard.cookie()) {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    response
}

fn file(asset: &'static Asset) -> Response {
    let mut response = Response::new(Body::from(asset.text));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    response
}

fn refused(refusal: &Refusal) -> Response {
    let status = StatusCode::from_u16(refusal.kind.status()).unwrap_or(StatusCode::BAD_REQUEST);
    answered(status, &json!({ "error": refusal.what, "help": refusal.help }))
}

fn answered(status: StatusCode, value: &Value) -> Response {
    let mut response = empty(status);
    *response.body_mut() = Body::from(value.to_string());
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}
