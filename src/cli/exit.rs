//! How the program ends: exit statuses, and the error behind one.

use keerpunt::diagnostic::{Diagnostic, Severity, render_within};
use keerpunt::report::printable;
use keerpunt::study;
use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The end of a run that did what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Everything went well (0).
    Done,
    /// Done, but a file or row could not be read, an outcome fits no spelling, or a check found faults (1).
    DoneWithFaults,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Done => 0,
            Exit::DoneWithFaults => 1,
        })
    }
}

/// Why a run could not do what it was asked: what, where, and what to do.
#[derive(Debug)]
pub enum Failure {
    /// Wrong use, or a study, codebook or pattern that cannot be used (2). The
    /// text is already whole: several diagnostics, rendered.
    Use(String),
    /// The machine: disk, permission (3).
    Machine(String),
    /// The reader of a pipe went away: no error.
    ClosedPipe,
}

impl Failure {
    /// Wrong use, with what to do about it.
    pub fn usage(what: impl Into<String>, help: impl AsRef<str>) -> Self {
        Failure::Use(format!("error: {}\n  help: {}", printable(&what.into()), printable(help.as_ref())))
    }

    /// A file that a person wrote cannot be used: its faults, each with its place, and a last line of help.
    pub fn mistakes(diagnostics: &[Diagnostic], source: &str, help: &str) -> Self {
        let mut faults: Vec<Diagnostic> =
            diagnostics.iter().filter(|one| one.severity == Severity::Fault).cloned().collect();
        for fault in &mut faults {
            fault.file = fault.file.as_deref().map(shown);
        }
        let screen = super::output::screen_of_errors();
        let width = screen.width.unwrap_or(keerpunt::diagnostic::WIDTH);
        let text = render_within(&faults, source, screen.colour, width);
        Failure::Use(format!("{text}\n  help: {help}"))
    }

    /// Tells the user, and gives the exit status.
    pub fn report(self) -> ExitCode {
        match self {
            Failure::Use(text) => {
                super::complain(&text);
                ExitCode::from(2)
            }
            Failure::Machine(text) => {
                super::complain(&text);
                ExitCode::from(3)
            }
            Failure::ClosedPipe => ExitCode::SUCCESS,
        }
    }
}

/// A path as people like to see it: from the current folder where it lies below that.
pub fn shown(path: &Path) -> PathBuf {
    let below = env::current_dir().ok().and_then(|here| path.strip_prefix(here).ok().map(Path::to_path_buf));
    below.filter(|path| !path.as_os_str().is_empty()).unwrap_or_else(|| path.to_path_buf())
}

impl From<study::Error> for Failure {
    fn from(error: study::Error) -> Self {
        let what = error.to_string();
        match error {
            study::Error::NoStudy { near: Some(near), .. } => {
                Failure::usage(what, format!("rename {} to keerpunt.yaml", shown(&near).display()))
            }
            study::Error::NoStudy { near: None, .. } => Failure::usage(
                what,
                "go to a study's folder, or make one: `keerpunt new DIR`; or read a corpus without one: `--corpus PATH`",
            ),
            study::Error::Unreadable { .. } => Failure::usage(what, "see who may read the file"),
            study::Error::Mistakes { text, diagnostics, .. } => Failure::mistakes(
                &diagnostics,
                &text,
                "mend the study file; `keerpunt new DIR` makes one to look at",
            ),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            Failure::ClosedPipe
        } else {
            Failure::Machine(format!("error: {error}"))
        }
    }
}
