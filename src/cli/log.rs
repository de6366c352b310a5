//! `keerpunt log`: who did what when, under which codebook.

use super::desk::InStudy;
use super::{Context, Exit, Failure, Output, account};
use keerpunt::coding::journal::{self, Because, Did, Entry, Given, Id, MemoOn, Suggested};
use keerpunt::report::sheet::{self, Field, Row, WhenNarrow};
use keerpunt::report::{Sheet, one_line, printable};
use serde_json::{Value, json};
use std::collections::HashSet;

/// Tells who did what when, and under which codebook, the latest last.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Only what was done in this incident.
    #[arg(long, value_name = "INCIDENT")]
    incident: Option<String>,
    /// Only what this coder did.
    #[arg(long, value_name = "NAME")]
    coder: Option<String>,
    /// Only the latest N entries.
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    place: InStudy,
    #[command(flatten)]
    output: Output,
}

/// Lists the entries.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    let study = arguments.place.open(context)?;
    let shelf = journal::shelf(study.root());
    shelf.problems.iter().for_each(|problem| context.say(account::told(problem)));
    let gone: HashSet<Id> = shelf.standings.iter().flat_map(|one| one.undone.iter().copied()).collect();
    let asked = |entry: &&Entry| {
        !matches!(entry.did, Did::Begin { .. })
            && arguments.coder.as_ref().is_none_or(|coder| *coder == entry.coder)
            && arguments.incident.as_ref().is_none_or(|id| incident(entry) == Some(id))
    };
    let entries: Vec<&Entry> = shelf.entries.iter().filter(asked).collect();
    let from = entries.len() - arguments.limit.unwrap_or(entries.len()).min(entries.len());
    let entries = &entries[from..];
    let rows = || sheet_of(entries, &gone);
    arguments.output.write_tables(context, format, || vec![rows()], rows, || json_of(entries, &gone))?;
    Ok(if shelf.problems.is_empty() { Exit::Done } else { Exit::DoneWithFaults })
}

fn sheet_of(entries: &[&Entry], gone: &HashSet<Id>) -> Sheet {
    let row = |entry: &&Entry| {
        let undone = if gone.contains(&entry.id) { " (undone)" } else { "" };
        let version =
            entry.codebook.as_ref().map_or(String::new(), |one| format!("{} {}", one.id, one.version));
        let cells = [
            short(entry.id),
            entry.time.clone(),
            printable(&entry.coder).into_owned(),
            one_line(&format!("{}{undone}", said(entry))),
            printable(&version).into_owned(),
            entry.id.to_string(),
        ];
        Row { entries: cells.map(sheet::Entry::text).to_vec(), strong: false }
    };
    let fields = vec![
        Field::text("entry", "entry"),
        Field::text("time", "time"),
        Field::text("coder", "coder"),
        Field::text("what", "what"),
        Field::text("codebook", "codebook").when_narrow(WhenNarrow::Goes { rank: 1 }),
        Field::data("id"),
    ];
    let notes = match entries.is_empty() {
        true => vec!["Nobody did anything yet that a journal tells.".to_string()],
        false => vec!["Take one of your own back: keerpunt undo ENTRY".to_string()],
    };
    Sheet { fields, rows: entries.iter().map(row).collect(), notes, ..Sheet::default() }
}

fn json_of(entries: &[&Entry], gone: &HashSet<Id>) -> Value {
    let one = |entry: &&Entry| {
        let mut value = serde_json::to_value(entry).unwrap_or_default();
        value["undone"] = json!(gone.contains(&entry.id));
        value
    };
    json!({"schema": "keerpunt.log/1", "entries": entries.iter().map(one).collect::<Vec<_>>()})
}

/// The end of an id: enough to name it, since its beginning is the time.
pub fn short(id: Id) -> String {
    let text = id.to_string();
    text[text.len() - 8..].to_string()
}

/// What an entry says, for people, in one line.
pub fn said(entry: &Entry) -> String {
    let given = |what: &str, coding: &Given| match &coding.at {
        Some(at) => format!("{what} {} in {}: \"{}\"", coding.code, coding.incident, at.quote),
        None => format!("{what} {} to {} as a whole", coding.code, coding.incident),
    };
    let judged = |what: &str, one: &Suggested| {
        format!("{what} {} in {}: \"{}\"", one.code, one.incident, one.at.quote)
    };
    match &entry.did {
        Did::Begin { who, .. } => format!("began, a {}", who.kind),
        Did::CodingAdded { coding } => given("gave", coding),
        Did::CodingChanged { of, coding, because } => {
            let changed = match because {
                None | Some(Because::Other) => "changed to",
                Some(Because::Migrated) => "by the new codebook",
                Some(Because::Moved) => "moved with its text:",
            };
            format!("{} (was {})", given(changed, coding), short(*of))
        }
        Did::CodingRemoved { of } => format!("removed the coding {}", short(*of)),
        Did::SuggestionAccepted { suggestion, coding }
            if suggestion.at == coding.at.clone().unwrap_or(suggestion.at.clone())
                && suggestion.code == coding.code =>
        {
            judged("accepted", suggestion)
        }
        Did::SuggestionAccepted { coding, .. } => given("accepted, changed to", coding),
        Did::SuggestionRejected { suggestion } => judged("rejected", suggestion),
        Did::Read { incident } => format!("read {incident}"),
        Did::Memo { on, text, .. } => {
            let on = match on {
                MemoOn::Study => "the study".to_string(),
                MemoOn::Code(code) => code.clone(),
                MemoOn::Incident(incident) => incident.clone(),
                MemoOn::Cell { incident, code } => format!("{incident} and {code}"),
                MemoOn::Passage { incident, at } => format!("{incident}, \"{}\"", at.quote),
            };
            format!("memo on {on}: {text}")
        }
        Did::Undo { of } => format!("undid {}", short(*of)),
        Did::Unknown => "something that a newer version of keerpunt wrote".to_string(),
    }
}

/// The incident that an entry speaks of.
fn incident(entry: &Entry) -> Option<&String> {
    match &entry.did {
        Did::CodingAdded { coding }
        | Did::CodingChanged { coding, .. }
        | Did::SuggestionAccepted { coding, .. } => Some(&coding.incident),
        Did::SuggestionRejected { suggestion } => Some(&suggestion.incident),
        Did::Read { incident } => Some(incident),
        Did::Memo { on: MemoOn::Incident(incident) | MemoOn::Passage { incident, .. }, .. } => Some(incident),
        _ => None,
    }
}
