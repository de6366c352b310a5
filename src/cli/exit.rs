//! How the program ends: exit statuses, and the error behind one.

use keerpunt::diagnostic::{Diagnostic, Severity, render_within};
use keerpunt::report::printable;
use keerpunt::study;
use std::env;
use std::io;
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
    /// Standard output cannot be written (3), after something was kept or not.
    Untold {
        /// Why.
        error: io::Error,
        /// What the run was to keep is kept: whoever repeats it has it twice.
        kept: bool,
    },
    /// The reader of a pipe went away: no error.
    ClosedPipe,
}

impl Failure {
    /// Wrong use, with what to do about it.
    pub fn usage(what: impl Into<String>, help: impl AsRef<str>) -> Self {
        Failure::Use(format!("error: {}\n  help: {}", printable(&what.into()), printable(help.as_ref())))
    }

    /// The machine refused, with what to do about it.
    pub fn machine(what: impl AsRef<str>, error: &io::Error, help: impl AsRef<str>) -> Self {
        let what = printable(what.as_ref());
        Failure::Machine(format!("error: {what}: {error}\n  help: {}", printable(help.as_ref())))
    }

    /// The same of a run that kept what it was asked to, and then could not tell of it.
    pub fn after_keeping(failure: impl Into<Self>) -> Self {
        match failure.into() {
            Failure::Untold { error, .. } => Failure::Untold { error, kept: true },
            other => other,
        }
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
            Failure::Untold { error, kept } => {
                let (what, help) = match kept {
                    true => (
                        "kept, but standard output cannot be written",
                        "do not repeat it: it is done, and was only not told",
                    ),
                    false => {
                        ("standard output cannot be written", "make room where it goes, or send it elsewhere")
                    }
                };
                Failure::machine(what, &error, help).report()
            }
            Failure::ClosedPipe => ExitCode::SUCCESS,
        }
    }
}

/// The current folder.
///
/// # Errors
/// It is gone, or the system does not say.
pub fn here() -> Result<PathBuf, Failure> {
    env::current_dir().map_err(|error| {
        Failure::machine("the current folder cannot be found", &error, "go to a folder that is there")
    })
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
            study::Error::Unreadable { error, .. } if error.kind() == io::ErrorKind::NotFound => {
                Failure::usage(
                    what,
                    "name a folder that holds a keerpunt.yaml, or make a study: `keerpunt new DIR`",
                )
            }
            study::Error::Unreadable { .. } => Failure::usage(what, "see who may read the file"),
            study::Error::Mistakes { text, diagnostics, .. } => Failure::mistakes(
                &diagnostics,
                &text,
                "mend the study file; `keerpunt new DIR` makes one to look at",
            ),
        }
    }
}

/// Of writing to standard output; other errors of the machine say what failed ([`Failure::machine`]).
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Failure::ClosedPipe
        } else {
            Failure::Untold { error, kept: false }
        }
    }
}
