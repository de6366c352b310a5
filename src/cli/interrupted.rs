//! Ctrl-C and SIGTERM: the program ends at once, says what is kept, and leaves no half file behind.
//!
//! Everything that a study needs is written so that the program may end at any moment, by whatever
//! cause; here only what that would leave lying about is removed.
#![cfg_attr(not(unix), allow(dead_code, reason = "elsewhere the system ends the program by itself"))]

use indicatif::ProgressBar;
use keerpunt::index::Stage;
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tempfile::NamedTempFile;

static STATE: Mutex<State> =
    Mutex::new(State { quiet: false, stage: None, keeps: None, unfinished: Vec::new(), bar: None });

/// What whoever ends the program must know.
struct State {
    quiet: bool,
    stage: Option<Stage>,
    keeps: Option<&'static str>,
    unfinished: Vec<PathBuf>,
    bar: Option<ProgressBar>,
}

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on the signals are listened to; `quiet` ends without a word.
pub fn listen(quiet: bool) {
    state().quiet = quiet;
    #[cfg(unix)]
    unix::listen();
}

/// What the load of the corpus is doing.
pub fn doing(stage: Stage) {
    state().stage = Some(stage);
}

/// What a verb that goes on until it is ended says of what people gave.
pub fn keeps(what: &'static str) {
    state().keeps = Some(what);
}

/// The bar that is on the screen, to be taken away.
pub fn clear(bar: Option<ProgressBar>) {
    state().bar = bar;
}

/// Begins a file that is removed where the program is ended before it is whole.
///
/// # Errors
/// Those of `make`.
pub fn begin(make: impl FnOnce() -> io::Result<NamedTempFile>) -> io::Result<NamedTempFile> {
    let mut state = state();
    let file = make()?;
    state.unfinished.push(file.path().to_path_buf());
    Ok(file)
}

/// Puts a whole file that [`begin`] began in its place.
///
/// # Errors
/// Those of `place`.
pub fn finish(file: NamedTempFile, place: impl FnOnce(NamedTempFile) -> io::Result<()>) -> io::Result<()> {
    let mut state = state();
    let own = file.path().to_path_buf();
    place(file)?;
    state.unfinished.retain(|path| *path != own);
    Ok(())
}

/// What is said at the end.
fn told(state: &State) -> String {
    if let Some(keeps) = state.keeps {
        return format!("ended: {keeps}");
    }
    let kept = match state.stage {
        None | Some(Stage::Reading) => "what was kept before is as it was",
        Some(Stage::Indexing { anew: false }) => {
            "the index is as it was before; the next command brings it up to date"
        }
        Some(Stage::Writing { anew: false }) => "the next command brings the index up to date",
        Some(Stage::Indexing { anew: true } | Stage::Writing { anew: true }) => {
            "there is no index yet; the next command makes it"
        }
        Some(Stage::Kept) => "the index is up to date",
    };
    let results = if state.unfinished.is_empty() { "" } else { ", and no results were written" };
    format!("interrupted: {kept}{results}")
}

#[cfg(unix)]
mod unix {
    use super::{state, told};
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::exit;
    use std::{fs, thread};

    pub(super) fn listen() {
        // Where they cannot be listened to, the system ends the program by itself.
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
        let listen = move || {
            for (number, signal) in signals.forever().enumerate() {
                // As shells tell of a program that a signal ended.
                let status = 128 + signal;
                if number > 0 {
                    exit(status);
                }
                thread::spawn(move || end(status));
            }
        };
        drop(thread::Builder::new().name("signals".to_string()).spawn(listen));
    }

    /// Nobody puts a file in its place from here on: the state is held until the program is gone.
    fn end(status: i32) {
        let state = state();
        for file in &state.unfinished {
            let _ = fs::remove_file(file);
        }
        if let Some(bar) = &state.bar {
            bar.finish_and_clear();
        }
        if !state.quiet {
            crate::cli::complain(&told(&state));
        }
        // Other threads are still at work: nothing of theirs may be taken down before them.
        exit(status);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(stage: Option<Stage>, unfinished: &[&str]) -> String {
        let unfinished = unfinished.iter().map(PathBuf::from).collect();
        told(&State { quiet: false, stage, keeps: None, unfinished, bar: None })
    }

    #[test]
    fn what_is_kept_depends_on_what_was_being_done() {
        assert_eq!(of(None, &[]), "interrupted: what was kept before is as it was");
        let indexing = |anew| of(Some(Stage::Indexing { anew }), &[]);
        assert_eq!(
            indexing(false),
            "interrupted: the index is as it was before; the next command brings it up to date"
        );
        assert_eq!(indexing(true), "interrupted: there is no index yet; the next command makes it");
        assert_eq!(
            of(Some(Stage::Kept), &["table.csv"]),
            "interrupted: the index is up to date, and no results were written"
        );
    }
}
