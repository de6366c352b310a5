//! A bar on standard error for what lasts over a second; only on a terminal.

use super::Context;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use keerpunt::index::Step;
use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long work may last before people want to know.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar that shows itself when the work lasts; gone when its work is done, or when dropped.
pub struct Bar {
    begun: Instant,
    wanted: bool,
    bar: Mutex<Option<ProgressBar>>,
}

impl Bar {
    /// No bar yet.
    pub fn new(context: &Context) -> Self {
        let wanted = !context.quiet && std::io::stderr().is_terminal();
        Self { begun: Instant::now(), wanted, bar: Mutex::new(None) }
    }

    /// `done` of `all` things that are called `what`.
    pub fn step(&self, what: &'static str, done: usize, all: usize) {
        if !self.wanted || self.begun.elapsed() < PATIENCE {
            return;
        }
        if done >= all {
            return self.clear();
        }
        // Who finds another at it lets it be: the next step tells as much.
        let Ok(mut bar) = self.bar.try_lock() else { return };
        let bar = bar.get_or_insert_with(|| begin(what, all));
        if bar.length() != Some(all as u64) || bar.message() != what {
            bar.set_length(all as u64);
            bar.set_message(what);
        }
        bar.set_position(done as u64);
    }

    /// For a load of the corpus.
    pub fn files(&self) -> impl Fn(Step) + Sync {
        |step| self.step("reading", step.files, step.of)
    }

    /// For suggestions.
    pub fn incidents(&self) -> impl Fn(usize, usize) + Sync {
        |done, all| self.step("coding", done, all)
    }

    fn clear(&self) {
        if let Some(bar) = self.bar.lock().unwrap_or_else(PoisonError::into_inner).take() {
            bar.finish_and_clear();
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.clear();
    }
}

fn begin(what: &'static str, all: usize) -> ProgressBar {
    let target = ProgressDrawTarget::stderr_with_hz(8);
    let bar = ProgressBar::with_draw_target(Some(all as u64), target).with_message(what);
    let style = ProgressStyle::with_template("{msg} {wide_bar} {human_pos} of {human_len}, {eta} left");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}
