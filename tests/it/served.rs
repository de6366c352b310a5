//! The program as a server, and a browser that is no more than a socket.

use super::folder::Folder;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

/// A running server, ended when it is dropped.
pub struct Served {
    child: Child,
    /// The address that it printed.
    pub address: String,
    /// Its port.
    pub port: u16,
    cookie: String,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let name = format!("{name}: ");
        self.head.lines().find_map(|line| line.strip_prefix(name.as_str()))
    }
}

impl Served {
    /// Starts `keerpunt serve` with these arguments, and waits for its address.
    pub fn start(folder: &Folder, arguments: &[&str]) -> Self {
        let mut all = vec!["serve", "--no-open", "--port", "0"];
        all.extend(arguments);
        let mut child = folder.command(&all).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let address = address.trim().to_string();
        let port = address.strip_prefix("http://127.0.0.1:").and_then(|rest| rest.split('/').next());
        let port = port.and_then(|port| port.parse().ok()).unwrap_or_else(|| panic!("`{address}`"));
        let mut served = Self { child, address, port, cookie: String::new() };
        let opened = served.get(&served.token_path());
        assert_eq!((opened.status, opened.header("location")), (303, Some("/")), "{}", opened.body);
        let cookie = opened.header("set-cookie").unwrap();
        served.cookie = cookie.split(';').next().unwrap().to_string();
        served
    }

    /// The address that it printed, without the host.
    pub fn token_path(&self) -> String {
        self.address[self.address.find("/?").unwrap()..].to_string()
    }

    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    /// Asks as the page does.
    pub fn get(&self, path: &str) -> Answer {
        let host = format!("127.0.0.1:{}", self.port);
        self.send("GET", path, &[("host", &host), ("cookie", &self.cookie)], "")
    }

    /// Does something as the page does.
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        let (host, origin) = (format!("127.0.0.1:{}", self.port), format!("http://127.0.0.1:{}", self.port));
        let headers = [
            ("host", host.as_str()),
            ("origin", &origin),
            ("cookie", &self.cookie),
            ("content-type", "application/json"),
        ];
        self.send("POST", path, &headers, &body.to_string())
    }

    /// Sends exactly these headers.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let mut text = format!("{method} {path} HTTP/1.1\r\nconnection: close\r\n");
        for (name, value) in headers.iter().filter(|(_, value)| !value.is_empty()) {
            text += &format!("{name}: {value}\r\n");
        }
        text += &format!("content-length: {}\r\n\r\n{body}", body.len());
        stream.write_all(text.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.replace("\r\n", "\n"), body: body.to_string() }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
