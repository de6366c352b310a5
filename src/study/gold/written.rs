//! The forms in which a file may say what people coded: JSON Lines, a table, the list of
//! `keerpunt codings`, a journal.

use crate::coding::journal::{self, Anchor};
use crate::corpus::{RawValue, beside};
use crate::files;
use crate::text::Language;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::Path;

/// What one line says, before it is looked up.
#[derive(Debug, Clone, Default)]
pub(super) struct Written {
    pub incident: Option<String>,
    pub file: Option<String>,
    /// None: the incident was read.
    pub code: Option<String>,
    pub start: Option<usize>,
    pub end: Option<usize>,
    pub quote: Option<String>,
    /// The stretch as a journal keeps it, which is found again when a narrative changed.
    pub anchor: Option<Anchor>,
    pub why_not: String,
}

/// Lines with their numbers, from 1; those that say nothing usable with the reason.
pub(super) type Lines = Vec<(usize, Result<Written, String>)>;

/// Why a whole file is not used.
#[derive(Debug, thiserror::Error)]
pub enum NoGold {
    /// It cannot be read.
    #[error("cannot be read: {0}")]
    Unreadable(#[from] std::io::Error),
    /// It is none of the forms.
    #[error("is no file of codings that is understood")]
    NoForm,
}

impl NoGold {
    /// What a file of codings looks like.
    pub const HELP: &str = "codings are JSON Lines, each {\"incident\": \"...\", \"code\": \"...\", \"quote\": \"...\"} \
        (with \"start\" and \"end\" where the quote stands several times, without a quote for a whole incident); \
        or a table (.csv, .tsv) with the columns incident, code and, for passages, quote, start, end; \
        or what `keerpunt codings --format json` writes; or a journal of codings/";
}

/// Reads the lines of `file`, whose first bytes decide which form it has.
pub(super) fn lines(file: &Path) -> Result<Lines, NoGold> {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    if matches!(ending.as_deref(), Some("csv" | "tsv")) {
        files::open(file)?;
        return table(file);
    }
    let bytes = files::read_named(file)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| NoGold::NoForm)?.trim_start_matches('\u{feff}');
    if let Ok(Value::Object(document)) = serde_json::from_str::<Value>(text)
        && let Some(Value::Array(codings)) = document.get("codings")
    {
        return Ok(codings.iter().map(|coding| listed(coding, text)).collect());
    }
    let lines: Lines = match is_journal(text) {
        true => journal_lines(&bytes, text, file),
        false => text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
            .map(|(at, line)| (at + 1, object(line).and_then(|object| of_object(&object))))
            .collect(),
    };
    match lines.iter().any(|(_, line)| line.as_ref().is_ok_and(|line| line.code.is_some())) {
        true => Ok(lines),
        // Lines that say something, though nothing usable, are better told one by one.
        false if text.lines().any(|line| object(line).is_ok_and(|one| one.contains_key("code"))) => Ok(lines),
        false => Err(NoGold::NoForm),
    }
}

fn object(line: &str) -> Result<Map<String, Value>, String> {
    match serde_json::from_str(line) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err("the line is no JSON object".to_string()),
        Err(error) => Err(format!("the line is no JSON object: {error}")),
    }
}

fn of_object(object: &Map<String, Value>) -> Result<Written, String> {
    let text = |name: &str| match object.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        Some(_) => Err(format!("its `{name}` is no text")),
    };
    let number = |name: &str| match object.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => {
            let number = value.as_u64().and_then(|number| usize::try_from(number).ok());
            number.map(Some).ok_or_else(|| format!("its `{name}` is no whole number: {value}"))
        }
    };
    Ok(Written {
        incident: text("incident")?,
        file: text("file")?,
        code: text("code")?,
        start: number("start")?,
        end: number("end")?,
        quote: text("quote")?,
        anchor: None,
        why_not: text("why_not")?.unwrap_or_default(),
    })
}

/// One coding of the list that `keerpunt codings --format json` writes.
fn listed(coding: &Value, text: &str) -> (usize, Result<Written, String>) {
    let id = coding.get("id").and_then(Value::as_str).unwrap_or_default();
    let line = line_of(text, id);
    let Value::Object(object) = coding else { return (line, Err("the coding is no JSON object".into())) };
    let status = object.get("status").and_then(Value::as_str).unwrap_or_default();
    if matches!(status, "lost" | "without_incident") {
        return (line, Err(format!("the coding is {}, as its list says", status.replace('_', " "))));
    }
    (line, of_object(object))
}

fn line_of(text: &str, what: &str) -> usize {
    let at = text.find(what).filter(|_| !what.is_empty()).unwrap_or_default();
    1 + text[..at].matches('\n').count()
}

fn is_journal(text: &str) -> bool {
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .take(1)
        .any(|line| object(line).is_ok_and(|object| object.contains_key("did")))
}

/// What stands in a journal after all its changes, undos and removals.
fn journal_lines(bytes: &[u8], text: &str, file: &Path) -> Lines {
    let journal = journal::read(bytes, file);
    let mut by_coder: BTreeMap<&str, Vec<journal::Entry>> = BTreeMap::new();
    for entry in &journal.entries {
        by_coder.entry(&entry.coder).or_default().push(entry.clone());
    }
    let mut lines = Lines::new();
    for (name, mut entries) in by_coder {
        let Ok(coder) = journal::Coder::new(name, journal::Kind::Person) else { continue };
        entries.sort_by_key(|entry| entry.id);
        let standing = journal::standing(coder, &entries);
        for (id, kept) in standing.codings {
            let given = kept.given;
            let written = Written {
                incident: Some(given.incident),
                code: Some(given.code),
                anchor: given.at,
                ..Written::default()
            };
            lines.push((line_of(text, &id.to_string()), Ok(written)));
        }
        for incident in standing.read {
            lines.push((1, Ok(Written { incident: Some(incident), ..Written::default() })));
        }
    }
    lines
}

/// The rows of a table with the columns of a coding.
fn table(file: &Path) -> Result<Lines, NoGold> {
    let wanted = ["incident", "code", "quote"];
    let read = beside(file, file, 1, &wanted, &Language::new("en")).map_err(|_| NoGold::NoForm)?;
    let column = |name: &str| read.names.iter().position(|one| one.trim().eq_ignore_ascii_case(name));
    if column("code").is_none() || (column("incident").is_none() && column("file").is_none()) {
        return Err(NoGold::NoForm);
    }
    let mut lines = Lines::new();
    for row in &read.rows {
        let mut object = Map::new();
        for name in ["incident", "file", "code", "start", "end", "quote", "why_not"] {
            let cell = column(name).and_then(|at| row.cells.iter().find(|cell| cell.0 as usize == at));
            let Some(RawValue::Text(text)) = cell.map(|cell| &cell.2) else { continue };
            let value = match (name, text.trim().parse::<u64>()) {
                ("start" | "end", Ok(number)) => Value::from(number),
                _ => Value::from(text.to_string()),
            };
            object.insert(name.to_string(), value);
        }
        lines.push((row.line, of_object(&object)));
    }
    Ok(lines)
}
