//! Who is answered: this machine, this page, this run.
//!
//! A page of the web may ask a browser to fetch from this machine, or let a name of its own point
//! here; another program may listen on another port. So `Host` and `Origin` must be exactly those
//! of this server, and every question but the first carries a token that was made for this run.

use crate::coding::journal::Id;
use axum::http::header::{COOKIE, HOST, HeaderMap, HeaderName, ORIGIN};
use axum::http::{Method, Uri};
use std::sync::Mutex;

/// What a browser says of where a question comes from.
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// What is needed to tell a question of the page from any other.
pub struct Guard {
    port: u16,
    token: String,
    /// A token for one opening, so that the one a browser is started with is worth nothing later:
    /// other people of the machine may see with which arguments programs run.
    once: Mutex<Option<String>>,
}

/// Why a question is not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stranger {
    /// It names another host.
    Host,
    /// It comes from another page.
    Origin,
    /// It lacks the token of this run.
    Token,
}

impl Guard {
    /// A guard for a server on this port, with tokens of its own.
    pub fn new(port: u16) -> Self {
        Self { port, token: token(), once: Mutex::new(Some(token())) }
    }

    /// The address that opens the page, as often as one likes.
    pub fn address(&self) -> String {
        self.with(&self.token)
    }

    /// An address that opens the page one time.
    pub fn address_once(&self) -> String {
        let once = self.once.lock().ok().and_then(|once| once.clone());
        self.with(&once.unwrap_or_default())
    }

    fn with(&self, token: &str) -> String {
        format!("http://127.0.0.1:{}/?token={token}", self.port)
    }

    /// The cookie that the page holds in place of the token. Browsers send cookies to every port of
    /// a host, so each port has its own.
    pub fn cookie(&self) -> String {
        format!("{}={}; HttpOnly; SameSite=Strict; Path=/", self.cookie_name(), self.token)
    }

    fn cookie_name(&self) -> String {
        format!("keerpunt-{}", self.port)
    }

    /// True for a token that opens the page; one for a single opening is worth nothing afterwards.
    pub fn opens(&self, token: &str) -> bool {
        if same(token, &self.token) {
            return true;
        }
        let Ok(mut once) = self.once.lock() else { return false };
        once.take_if(|once| same(token, once)).is_some()
    }

    /// Whether a question comes from this machine and no other page.
    ///
    /// # Errors
    /// It does not.
    pub fn comes_from_here(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<(), Stranger> {
        let ours = [format!("127.0.0.1:{}", self.port), format!("localhost:{}", self.port)];
        let mut hosts = headers.get_all(HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else { return Err(Stranger::Host) };
        let host = ours.iter().find(|our| host.as_bytes() == our.as_bytes()).ok_or(Stranger::Host)?;
        if uri.authority().is_some_and(|authority| authority.as_str() != host) {
            return Err(Stranger::Host);
        }
        let mut origins = headers.get_all(ORIGIN).iter();
        let changes = *method != Method::GET && *method != Method::HEAD;
        match (origins.next(), origins.next()) {
            (None, _) if !changes => {}
            (Some(origin), None) if origin.as_bytes() == format!("http://{host}").as_bytes() => {}
            _ => return Err(Stranger::Origin),
        }
        // A click on a link elsewhere may lead to the first page, and to nothing else.
        let first = uri.path() == "/" && !changes;
        match headers.get(FETCH_SITE).map(|site| site.as_bytes()) {
            None | Some(b"same-origin" | b"none") => Ok(()),
            Some(_) if first => Ok(()),
            Some(_) => Err(Stranger::Origin),
        }
    }

    /// Whether a question carries the token of this run.
    ///
    /// # Errors
    /// It does not.
    pub fn is_known(&self, headers: &HeaderMap) -> Result<(), Stranger> {
        let name = self.cookie_name();
        let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs =
            cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let known = pairs.any(|(key, value)| key == name && same(value, &self.token));
        if known { Ok(()) } else { Err(Stranger::Token) }
    }
}

/// 244 random bits of the system.
fn token() -> String {
    format!("{}{}", Id::new_v4().simple(), Id::new_v4().simple())
}

/// Whether two texts are the same, in a time that does not tell where they differ.
fn same(one: &str, other: &str) -> bool {
    let differ = one.bytes().zip(other.bytes()).fold(0, |differ, (one, other)| differ | (one ^ other));
    one.len() == other.len() && differ == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(method: Method, uri: &str, headers: &[(&str, &str)]) -> Result<(), Stranger> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(HeaderName::from_bytes(name.as_bytes()).unwrap(), value.parse().unwrap());
        }
        Guard::new(4000).comes_from_here(&method, &uri.parse().unwrap(), &map)
    }

    #[test]
    fn only_the_exact_host_is_answered() {
        let host = |name| asked(Method::GET, "/api/study", &[("host", name)]);
        assert_eq!(host("127.0.0.1:4000"), Ok(()));
        assert_eq!(host("localhost:4000"), Ok(()));
        for other in [
            "127.0.0.1",
            "127.0.0.1:40000",
            "127.0.0.1:4000.example.org",
            "localhost.example.org:4000",
            "example.org",
            "evil@127.0.0.1:4000",
            "[::1]:4000",
        ] {
            assert_eq!(host(other), Err(Stranger::Host), "{other}");
        }
        assert_eq!(asked(Method::GET, "/", &[]), Err(Stranger::Host));
        let two = [("host", "127.0.0.1:4000"), ("host", "example.org")];
        assert_eq!(asked(Method::GET, "/", &two), Err(Stranger::Host));
        let absolute = asked(Method::GET, "http://example.org/", &[("host", "127.0.0.1:4000")]);
        assert_eq!(absolute, Err(Stranger::Host));
    }

    #[test]
    fn what_changes_something_comes_from_the_page_itself() {
        let post = |origin: Option<&str>| {
            let mut headers = vec![("host", "127.0.0.1:4000")];
            headers.extend(origin.map(|origin| ("origin", origin)));
            asked(Method::POST, "/api/code", &headers)
        };
        assert_eq!(post(Some("http://127.0.0.1:4000")), Ok(()));
        for other in [
            None,
            Some("null"),
            Some("http://127.0.0.1:4001"),
            Some("http://localhost:4000"),
            Some("https://127.0.0.1:4000"),
            Some("http://127.0.0.1:4000.example.org"),
        ] {
            assert_eq!(post(other), Err(Stranger::Origin), "{other:?}");
        }
        let get = [("host", "127.0.0.1:4000"), ("origin", "http://example.org")];
        assert_eq!(asked(Method::GET, "/api/study", &get), Err(Stranger::Origin));
    }

    #[test]
    fn another_site_or_port_reaches_the_first_page_at_most() {
        let from =
            |uri, site| asked(Method::GET, uri, &[("host", "127.0.0.1:4000"), ("sec-fetch-site", site)]);
        assert_eq!(from("/", "cross-site"), Ok(()));
        assert_eq!(from("/api/study", "same-origin"), Ok(()));
        assert_eq!(from("/api/study", "same-site"), Err(Stranger::Origin));
        assert_eq!(from("/api/study", "cross-site"), Err(Stranger::Origin));
    }

    #[test]
    fn the_token_opens_always_and_the_one_for_an_opening_once() {
        let guard = Guard::new(4000);
        let of = |address: String| address.split_once("token=").unwrap().1.to_string();
        let (always, once) = (of(guard.address()), of(guard.address_once()));
        assert_ne!(always, once);
        assert!(always.len() == 64 && guard.opens(&always) && guard.opens(&always));
        assert!(guard.opens(&once) && !guard.opens(&once) && !guard.opens(""));
        let cookie = guard.cookie();
        let pair = cookie.split(';').next().unwrap();
        let headers = |value: &str| HeaderMap::from_iter([(COOKIE, value.parse().unwrap())]);
        assert_eq!(guard.is_known(&headers(&format!("a=b; {pair}"))), Ok(()));
        assert_eq!(guard.is_known(&headers(&pair.replace("4000", "4001"))), Err(Stranger::Token));
        assert_eq!(guard.is_known(&headers("keerpunt-4000=")), Err(Stranger::Token));
        assert_eq!(guard.is_known(&HeaderMap::new()), Err(Stranger::Token));
    }
}
