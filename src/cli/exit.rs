//! How the program ends: exit statuses, and the error behind one.

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
        Failure::Use(format!("error: {}\n  help: {}", what.into(), help.as_ref()))
    }

    /// Tells the user, and gives the exit status.
    pub fn report(self) -> ExitCode {
        match self {
            Failure::Use(text) => {
                anstream::eprintln!("{}", text.trim_end());
                ExitCode::from(2)
            }
            Failure::Machine(text) => {
                anstream::eprintln!("{}", text.trim_end());
                ExitCode::from(3)
            }
            Failure::ClosedPipe => ExitCode::SUCCESS,
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
