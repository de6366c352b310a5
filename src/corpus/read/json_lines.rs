//! JSON Lines: one object a line, one incident an object.

use super::cells::MARK;
use super::columns::{Column, Columns, rivals};
use super::lines::{Line, whole_lines};
use super::table::{Lines, mark_within};
use super::window::{LONGEST, Window};
use super::{Parts, size};
use crate::corpus::decode::Stop;
use crate::corpus::raw::{Cell, RawIncident, RawValue};
use crate::corpus::{Entry, Problem, ProblemCode};
use crate::diagnostic::nearest;
use serde::Deserialize;
use serde::de::{self, MapAccess, Visitor};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

pub(super) fn read(mut window: Window<'_, '_>, entry: &Entry, parts: &mut Parts) -> Result<(), Stop> {
    let columns = Columns::of(entry);
    let mut narratives = Narratives::default();
    let (mut number, mut too_long) = (1, false);
    loop {
        let mut done = 0;
        for line in whole_lines(window.text(), number, window.is_part()) {
            (done, number) = (line.next, line.number + 1);
            // The rest of a line that was told already.
            if !std::mem::take(&mut too_long) {
                object(line, &columns, &mut narratives, parts)?;
            }
        }
        window.done(done);
        if !window.is_part() {
            break;
        }
        if window.text().len() >= LONGEST {
            if !std::mem::replace(&mut too_long, true) {
                parts.problems.push(longer(number));
            }
            // A `\r` stays: it may be half of the line end.
            window.done(window.text().trim_end_matches('\r').len());
        }
        window.more()?;
    }
    parts.problems.extend(narratives.marked.tell(mark_within));
    let told = |((taken, left), both): (&(String, String), &Lines)| rivals(taken, left, both);
    parts.problems.extend(narratives.rivals.iter().filter_map(told));
    if !parts.incidents.is_empty() && !narratives.found {
        no_narratives(&columns, &narratives, parts);
    }
    Ok(())
}

fn object(
    line: Line<'_>,
    columns: &Columns,
    narratives: &mut Narratives,
    parts: &mut Parts,
) -> Result<(), Stop> {
    // Files put behind each other have a mark where each begins.
    let text = line.text.trim_start_matches(MARK);
    if text.len() < line.text.len() {
        narratives.marked.add(line.number);
    }
    if text.trim().is_empty() {
        return Ok(());
    }
    match serde_json::from_str::<Object>(text) {
        Ok(object) => {
            narratives.latest.clear();
            let incident = incident(object, line.number, columns, narratives, parts);
            parts.add(incident, &narratives.latest)?;
        }
        Err(error) => parts.problems.push(broken(&error, line.number)),
    }
    Ok(())
}

fn longer(line: usize) -> Problem {
    let message = format!("is longer than {}: the line is not read", size(LONGEST));
    Problem::warning(ProblemCode::TooLong, message)
        .at_line(line)
        .help("every line must be one whole object, and the objects must not stand in one list")
}

fn no_narratives(columns: &Columns, narratives: &Narratives, parts: &mut Parts) {
    let wanted = columns.narrative();
    let message = format!("no line has a field `{wanted}` with the narrative: nothing of the file is taken");
    let names: Vec<&str> = narratives.others.iter().map(String::as_str).collect();
    let help = match nearest(wanted, names.iter().copied()) {
        Some(near) => {
            format!("did you mean `{near}`? Say so in the study file: `columns: {{narrative: {near}}}`")
        }
        None => format!(
            "say in the study file which field holds it: `columns: {{narrative: FIELD}}`; there are {}",
            crate::corpus::sources::some_of(&narratives.others.iter().cloned().collect::<Vec<_>>())
        ),
    };
    parts.problems.push(Problem::warning(ProblemCode::MissingColumn, message).help(help));
    parts.take_none();
}

/// Whether any object had a narrative, and what fields there were else.
#[derive(Default)]
struct Narratives {
    found: bool,
    others: BTreeSet<String>,
    /// The narrative of the object that is being read.
    latest: String,
    /// Lines with a byte-order mark before them.
    marked: Lines,
    /// Fields that may be meant by the same, and the lines in which both hold something.
    rivals: BTreeMap<(String, String), Lines>,
}

pub(super) fn broken(error: &serde_json::Error, line: usize) -> Problem {
    let why = error.to_string();
    let why = why.split(" at line ").next().unwrap_or_default();
    let message = format!("is no JSON object (column {}): {why}; the line is not read", error.column());
    Problem::warning(ProblemCode::BrokenLine, message)
        .at_line(line)
        .help("every line must be one whole object: {\"id\": \"...\", \"narrative\": \"...\"}")
}

fn incident(
    object: Object,
    line: usize,
    columns: &Columns,
    narratives: &mut Narratives,
    parts: &mut Parts,
) -> RawIncident {
    let mut incident = RawIncident { line, narrative_line: line, ..RawIncident::default() };
    let fields = fields(object);
    let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
    let (targets, rivals) = columns.targets(&names);
    let is_filled = |at: usize| raw(fields[at].1.clone()).is_some();
    for pair in rivals.iter().filter(|pair| is_filled(pair.taken) && is_filled(pair.left)) {
        let names = (names[pair.taken].to_string(), names[pair.left].to_string());
        narratives.rivals.entry(names).or_default().add(line);
    }
    for ((name, value), mut targets) in fields.into_iter().zip(targets) {
        if !narratives.found && !targets.contains(&Column::Narrative) && narratives.others.len() < 100 {
            narratives.others.insert(name.clone());
        }
        let last = targets.pop();
        for target in targets {
            put(&mut incident, target, value.clone(), line, narratives, parts);
        }
        if let Some(target) = last {
            put(&mut incident, target, value, line, narratives, parts);
        }
    }
    incident
}

fn put(
    incident: &mut RawIncident,
    target: Column,
    value: Value,
    line: usize,
    narratives: &mut Narratives,
    parts: &mut Parts,
) {
    match target {
        Column::Narrative => {
            narratives.found = true;
            narratives.latest = scalar(value);
        }
        Column::Id => incident.id = raw(value).map(|value| value.joined()),
        Column::Lang => incident.lang = raw(value).map(|value| value.joined()),
        Column::Attribute(name) => {
            let place = parts.names.place(&name);
            let Some(value) = raw(value) else { return };
            match incident.cells.iter_mut().find(|cell| cell.0 == place) {
                Some(earlier) => {
                    let message = format!("`{name}` stands twice in one object: the second one is taken");
                    parts.problems.push(
                        Problem::warning(ProblemCode::RepeatedAttribute, message)
                            .at_line(line)
                            .help("give one of the two another name"),
                    );
                    earlier.2 = value;
                }
                None => incident.cells.push(Cell(place, line as u32, value)),
            }
        }
    }
}

/// The fields of an object, those of objects in it by `a.b`.
pub(super) fn fields(object: Object) -> Vec<(String, Value)> {
    let mut fields = Vec::with_capacity(object.0.len());
    for (name, value) in object.0 {
        flatten(name, value, &mut fields);
    }
    fields
}

/// Objects in objects become `a.b`.
fn flatten(name: String, value: Value, fields: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(inner) => {
            for (key, value) in inner {
                flatten(format!("{name}.{key}"), value, fields);
            }
        }
        value => fields.push((name, value)),
    }
}

/// Lists of plain values are lists; what holds more stays the JSON that it is.
pub(super) fn raw(value: Value) -> Option<RawValue> {
    match value {
        Value::Null => None,
        Value::Array(values) if values.iter().all(|value| !value.is_array() && !value.is_object()) => {
            RawValue::list(values.into_iter().map(scalar))
        }
        value => RawValue::text(&scalar(value)),
    }
}

fn scalar(value: Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// An object with its fields as they stand, repeated ones too.
pub(super) struct Object(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Object;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
                let mut fields = Vec::with_capacity(map.size_hint().unwrap_or(16));
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Object(fields))
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

#[cfg(test)]
#[path = "json_lines_tests.rs"]
mod tests;
