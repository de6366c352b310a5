//! A fresh folder to run the program in, and what came of the run.

#![allow(dead_code, reason = "each test takes what it needs")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder that is gone after the test.
pub struct Folder {
    folder: tempfile::TempDir,
}

/// What one run of the program gave.
#[derive(Debug)]
pub struct Run {
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
    /// Exit status; `None` where a signal ended it.
    pub status: Option<i32>,
}

impl Folder {
    /// An empty folder.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// Writes a file, with the folders above it.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(name, content);
        self
    }

    /// Writes a file, with the folders above it.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// The path of something in it; `""` is the folder itself.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// How many bytes the files in a folder below it have, those in folders inside that one too.
    pub fn bytes_in(&self, name: &str) -> u64 {
        bytes(&self.path(name))
    }

    /// Runs the program here.
    pub fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).output().unwrap())
    }

    /// Runs the program in a folder below this one.
    pub fn run_in(&self, below: &str, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).current_dir(self.path(below)).output().unwrap())
    }

    /// Runs the program here with `text` on standard input.
    pub fn run_with(&self, arguments: &[&str], text: &str) -> Run {
        let mut command = self.command(arguments);
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        std::thread::scope(|scope| {
            // A program that refuses its arguments reads nothing: a closed pipe is no fault of the test.
            scope.spawn(move || input.write_all(text.as_bytes()));
            Run::of(child.wait_with_output().unwrap())
        })
    }

    /// The program, ready to run here, without anything of the user's own settings.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("keerpunt"));
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        for variable in ["KEERPUNT_CODER", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(variable);
        }
        command
            .env("LC_ALL", "C.UTF-8")
            .env("HOME", self.path("home"))
            .env("XDG_CACHE_HOME", self.path("home/cache"))
            .env("XDG_CONFIG_HOME", self.path("home/config"));
        command
    }
}

impl Run {
    /// From what a finished process left.
    pub fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
        Self { stdout: text(output.stdout), stderr: text(output.stderr), status: output.status.code() }
    }

    /// Fails the test where the status is another.
    #[track_caller]
    pub fn expect(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "\nstdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    /// Standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error}\nstdout:\n{}\nstderr:\n{}", self.stdout, self.stderr))
    }
}

fn bytes(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries
        .map(|entry| match entry.file_type().unwrap().is_dir() {
            true => bytes(&entry.path()),
            false => entry.metadata().unwrap().len(),
        })
        .sum()
}
