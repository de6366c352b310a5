//! What was read of a corpus and what was not, told: shortly where something is wrong, or whole.

use super::alike::{Alike, alike};
use super::output::screen_of_errors;
use super::{Context, Exit, Failure, shown};
use keerpunt::corpus::Problem;
use keerpunt::diagnostic::{Severity, WIDTH, render_within};
use keerpunt::index::Change;
use keerpunt::report::provenance::some;
use keerpunt::report::sheet::{Entry, Field, Row};
use keerpunt::report::{Sheet, printable};
use keerpunt::study::{Account, FileAccount, Study};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// How many kinds of problems are told where nobody asked for the list.
const SHORT: usize = 8;
/// How many of one kind are told where somebody did.
const OF_A_KIND: usize = 20;

/// Tells what should be mended in the study file, though it can be used.
pub fn warn(study: &Study, context: &Context) {
    if study.warnings.is_empty() {
        return;
    }
    let mut warnings = study.warnings.clone();
    for warning in &mut warnings {
        warning.file = warning.file.as_deref().map(shown);
    }
    let screen = screen_of_errors();
    let width = screen.width.unwrap_or(WIDTH);
    context.say(render_within(&warnings, &study.text, screen.colour, width).trim_end());
}

/// Tells what is wrong in a few lines; `keerpunt index` tells all of it.
pub fn say(account: &Account, context: &Context) {
    for notice in &account.notices {
        context.say(notice.to_string());
    }
    let wrong: Vec<&Problem> =
        account.problems.iter().filter(|problem| problem.severity != Severity::Note).collect();
    let kinds = alike(wrong.iter().copied());
    for kind in kinds.iter().take(SHORT) {
        context.say(told_together(kind));
    }
    let more: usize = kinds.iter().skip(SHORT).map(|kind| kind.problems.len()).sum();
    if more > 0 {
        context.say(format!("... and {more} more: keerpunt index"));
    } else if kinds.iter().any(|kind| kind.problems.len() > 1) {
        context.say(format!("... keerpunt index tells all {}", wrong.len()));
    }
    if !wrong.is_empty() {
        context.say(format!("{}: {}", incidents(account), counts(account).join(", ")));
    }
    for note in &account.remarks {
        context.say(format!("note: {note}"));
    }
}

/// How a run ends that did what it was asked over this corpus.
pub fn exit(account: &Account) -> Exit {
    match account.worst() {
        Some(Severity::Fault | Severity::Warning) => Exit::DoneWithFaults,
        Some(Severity::Note) | None => Exit::Done,
    }
}

/// Refuses a corpus that cannot be used.
///
/// # Errors
/// With everything that keeps it from being used.
pub fn usable(account: &Account) -> Result<(), Failure> {
    let faults = account.problems.iter().filter(|problem| problem.severity == Severity::Fault);
    let faults: Vec<String> = alike(faults).iter().map(told_together).collect();
    if faults.is_empty() { Ok(()) } else { Err(Failure::Use(faults.join("\n"))) }
}

/// A problem: what, where, and what to do.
pub fn told(problem: &Problem) -> String {
    let mut text = match problem.severity {
        Severity::Fault => "error: ".to_string(),
        Severity::Warning => "warning: ".to_string(),
        Severity::Note => "note: ".to_string(),
    };
    if let Some(file) = &problem.file {
        let _ = write!(text, "{}", file.display());
        if let Some(line) = problem.line {
            let _ = write!(text, ":{line}");
        }
        text += ": ";
    }
    text += &problem.message;
    if let Some(help) = &problem.help {
        let _ = write!(text, "\n  help: {help}");
    }
    printable(&text).into_owned()
}

/// The first problem of a kind, and how many more there are.
fn told_together(kind: &Alike<'_>) -> String {
    let mut text = told(kind.problems[0]);
    if let Some(others) = kind.others() {
        let _ = write!(text, "\n  {}", printable(&others));
    }
    text
}

/// What was read, in one line.
fn counts(account: &Account) -> Vec<String> {
    [
        ("unchanged", account.count(Change::Unchanged)),
        ("changed", account.count(Change::Changed)),
        ("new", account.count(Change::Added)),
        ("removed", account.removed.len()),
        ("skipped", account.skipped()),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .map(|(what, count)| format!("{} {what}", some(count, "file")))
    .collect()
}

fn incidents(account: &Account) -> String {
    format!("{} in {}", some(account.incidents, "incident"), some(account.read(), "file"))
}

/// The whole account for people.
pub fn whole(account: &Account) -> String {
    let mut text = incidents(account) + "\n";
    if account.without_text > 0 {
        let _ = writeln!(text, "  {} without text", account.without_text);
    }
    for count in counts(account) {
        let _ = writeln!(text, "  {count}");
    }
    for file in &account.removed {
        let _ = writeln!(text, "removed: {}", printable(&file.to_string_lossy()));
    }
    for kind in alike(&account.problems) {
        for problem in kind.problems.iter().take(OF_A_KIND) {
            let _ = writeln!(text, "{}", told(problem));
        }
        let more = kind.problems.len().saturating_sub(OF_A_KIND);
        if more > 0 {
            let _ = writeln!(text, "  and {more} more of this kind: --format json lists them all");
        }
    }
    for note in account.notes.iter().chain(&account.remarks) {
        let _ = writeln!(text, "note: {}", printable(note));
    }
    text
}

/// What became of every file, for spreadsheets.
pub fn files(account: &Account) -> Sheet {
    let row = |file: &FileAccount| {
        let change = match file.change {
            Change::Unchanged => "unchanged",
            Change::Changed => "changed",
            Change::Added => "new",
        };
        let read = if file.skipped { "skipped" } else { "read" };
        let entries = [
            Entry::text(printable(&file.file.to_string_lossy())),
            Entry::text(change),
            Entry::count(file.incidents),
            Entry::text(read),
        ];
        Row { entries: entries.to_vec(), strong: false }
    };
    let fields = ["file", "change", "incidents", "read"].map(|name| match name {
        "incidents" => Field::number(name, name),
        _ => Field::text(name, name),
    });
    Sheet { fields: fields.to_vec(), rows: account.files.iter().map(row).collect(), ..Sheet::default() }
}

/// The whole account for programs.
pub fn json(account: &Account, study: Option<&str>) -> Value {
    let files: Vec<Value> = account
        .files
        .iter()
        .map(|file| {
            json!({
                "file": file.file.to_string_lossy(),
                "change": file.change,
                "incidents": file.incidents,
                "skipped": file.skipped,
            })
        })
        .collect();
    let problems: Vec<Value> = account
        .problems
        .iter()
        .map(|problem| {
            json!({
                "code": problem.code.name(),
                "severity": severity(problem.severity),
                "file": problem.file.as_ref().map(|file| file.to_string_lossy()),
                "line": problem.line,
                "message": problem.message,
                "help": problem.help,
            })
        })
        .collect();
    json!({
        "schema": "keerpunt.index/1",
        "study": study,
        "incidents": account.incidents,
        "without_text": account.without_text,
        "read": account.read(),
        "unchanged": account.count(Change::Unchanged),
        "changed": account.count(Change::Changed),
        "added": account.count(Change::Added),
        "removed": account.removed.iter().map(|file| file.to_string_lossy()).collect::<Vec<_>>(),
        "skipped": account.skipped(),
        "files": files,
        "problems": problems,
        "notes": account.notes.iter().chain(&account.remarks).collect::<Vec<_>>(),
        "index": account.cache.as_ref().map(|folder| folder.to_string_lossy()),
        "notices": account.notices.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Fault => "fault",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
