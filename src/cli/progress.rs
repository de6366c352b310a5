//! A bar on standard error for what lasts over a second; only on a terminal.

use super::{Context, interrupted};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use keerpunt::index::{Stage, Step};
use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long work may last before people want to know.
const PATIENCE: Duration = Duration::from_secs(1);

/// What is shown changes no oftener than this.
const BETWEEN: Duration = Duration::from_millis(125);

/// A bar that shows itself when the work lasts; gone when its work is done, or when dropped.
pub struct Bar {
    begun: Instant,
    wanted: bool,
    work: Mutex<Option<Work>>,
}

/// What is going on.
struct Work {
    what: &'static str,
    begun: Instant,
    shown: Option<(ProgressBar, Instant)>,
}

/// How much of something is done.
#[derive(Debug, Clone, Copy)]
struct Done {
    done: u64,
    of: u64,
    unit: Unit,
}

/// What is counted.
#[derive(Debug, Clone, Copy)]
enum Unit {
    /// Bytes of files; beside them the incidents found there so far.
    Bytes { incidents: usize },
    /// Incidents.
    Incidents,
    /// Nothing: it is not known how much there is.
    Nothing,
}

impl Bar {
    /// No bar yet.
    pub fn new(context: &Context) -> Self {
        let wanted = !context.quiet && std::io::stderr().is_terminal();
        Self { begun: Instant::now(), wanted, work: Mutex::new(None) }
    }

    fn step(&self, what: &'static str, done: Done) {
        if !self.wanted {
            return;
        }
        // Who finds another at it lets it be: the next step tells as much.
        let Ok(mut work) = self.work.try_lock() else { return };
        let now = Instant::now();
        if work.as_ref().is_none_or(|work| work.what != what) {
            clear(work.take());
            *work = Some(Work { what, begun: now, shown: None });
        }
        let Some(work) = work.as_mut().filter(|_| now - self.begun >= PATIENCE) else { return };
        if done.done >= done.of && !matches!(done.unit, Unit::Nothing) {
            return clear_shown(work.shown.take());
        }
        if work.shown.as_ref().is_some_and(|(_, last)| now - *last < BETWEEN) {
            return;
        }
        let told = told(done, now - work.begun);
        let (bar, last) = work.shown.get_or_insert_with(|| (begin(work.what, done, told.clone()), now));
        bar.update(|state| {
            state.set_len(done.of);
            state.set_pos(done.done);
        });
        bar.set_prefix(told);
        *last = now;
    }

    /// For a load of the corpus.
    pub fn files(&self) -> impl Fn(Step) + Sync {
        |step| {
            interrupted::doing(step.stage);
            let unit = Unit::Bytes { incidents: step.incidents };
            let (what, unit) = match step.stage {
                Stage::Reading => ("reading", unit),
                Stage::Indexing { .. } => ("indexing", unit),
                Stage::Writing { .. } => ("writing the index", Unit::Nothing),
                Stage::Kept => return self.clear(),
            };
            self.step(what, Done { done: step.bytes, of: step.of, unit });
        }
    }

    /// For suggestions.
    pub fn incidents(&self) -> impl Fn(usize, usize) + Sync {
        |done, all| self.step("coding", Done { done: done as u64, of: all as u64, unit: Unit::Incidents })
    }

    fn clear(&self) {
        clear(self.work.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.clear();
    }
}

fn clear(work: Option<Work>) {
    clear_shown(work.and_then(|work| work.shown));
}

fn clear_shown(shown: Option<(ProgressBar, Instant)>) {
    if let Some((bar, _)) = shown {
        bar.finish_and_clear();
        interrupted::clear(None);
    }
}

fn begin(what: &'static str, done: Done, told: String) -> ProgressBar {
    // Nothing is drawn before all is there.
    let bar = ProgressBar::with_draw_target(Some(done.of), ProgressDrawTarget::hidden());
    let bar = bar.with_message(what).with_prefix(told).with_position(done.done);
    let template = match done.unit {
        Unit::Nothing => "{msg}{prefix}",
        Unit::Bytes { .. } | Unit::Incidents => "{msg} {wide_bar} {prefix}",
    };
    bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(8));
    interrupted::clear(Some(bar.clone()));
    bar
}

/// What stands behind the bar: how much is done, how fast, and how long the rest will take at that speed.
fn told(done: Done, lasted: Duration) -> String {
    let seconds = lasted.as_secs_f64();
    let rate = if seconds > 0.0 { done.done as f64 / seconds } else { 0.0 };
    let left = match rate > 0.0 {
        true => left(Duration::from_secs_f64(done.of.saturating_sub(done.done) as f64 / rate)),
        false => String::new(),
    };
    match done.unit {
        Unit::Nothing => String::new(),
        Unit::Incidents => {
            let (some, all, fast) = (grouped(done.done), grouped(done.of), grouped(rate as u64));
            format!("{some} of {all} incidents, {fast} a second{left}")
        }
        Unit::Bytes { incidents } => {
            let (unit, size) = if done.of < 10_000_000 { ("kB", 1_000) } else { ("MB", 1_000_000) };
            let (some, all) = (grouped(done.done / size), grouped(done.of.div_ceil(size)));
            let fast = grouped(rate as u64 / size);
            let found = match incidents {
                0 => String::new(),
                1 => ", 1 incident".to_string(),
                many => format!(", {} incidents", grouped(many as u64)),
            };
            format!("{some} of {all} {unit}{found}, {fast} {unit} a second{left}")
        }
    }
}

/// Time left as people say it.
fn left(time: Duration) -> String {
    let seconds = time.as_secs() + u64::from(time.subsec_nanos() > 0);
    match seconds {
        0..60 => format!(", {seconds} s left"),
        60..3600 => format!(", {} min {} s left", seconds / 60, seconds % 60),
        3600..360_000 => format!(", {} h {} min left", seconds / 3600, seconds % 3600 / 60),
        _ => String::new(),
    }
}

/// A number with commas between its thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(done: u64, of: u64, incidents: usize, seconds: u64) -> String {
        told(Done { done, of, unit: Unit::Bytes { incidents } }, Duration::from_secs(seconds))
    }

    #[test]
    fn a_load_is_told_in_bytes_incidents_speed_and_time_left() {
        assert_eq!(
            bytes(500_000_000, 2_000_000_000, 331_000, 10),
            "500 of 2,000 MB, 331,000 incidents, 50 MB a second, 30 s left"
        );
        assert_eq!(bytes(300_000, 900_000, 1, 3), "300 of 900 kB, 1 incident, 100 kB a second, 6 s left");
    }

    #[test]
    fn before_anything_is_done_nobody_knows_how_long_it_lasts() {
        assert_eq!(bytes(0, 50_000_000, 0, 2), "0 of 50 MB, 0 MB a second");
    }

    #[test]
    fn coding_is_told_in_incidents_and_long_times_in_minutes_and_hours() {
        let coding = |done, of| told(Done { done, of, unit: Unit::Incidents }, Duration::from_secs(10));
        assert_eq!(coding(1000, 7100), "1,000 of 7,100 incidents, 100 a second, 1 min 1 s left");
        assert_eq!(coding(10, 7_300), "10 of 7,300 incidents, 1 a second, 2 h 1 min left");
    }
}
