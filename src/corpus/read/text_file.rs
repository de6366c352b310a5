//! A text file: one narrative, or several with marker lines between them.

use super::lines::{Line, lines_from};
use super::marker::{MARKER, Marker, Meaning, key_value};
use super::{Parts, front_matter};
use crate::corpus::raw::{Cell, RawIncident, RawValue};
use crate::corpus::{Entry, Problem, ProblemCode};
use crate::text::Speakers;

pub(super) fn read(text: &str, entry: &Entry, speakers: &Speakers, parts: &mut Parts) {
    let marker = match Marker::of(entry) {
        Ok(marker) => marker,
        Err(problem) => {
            parts.problems.push(problem);
            parts.skipped = true;
            return;
        }
    };
    let (start, line) = front_matter::read(text, parts);
    let heads = heads(text, start, line, &marker, parts);
    let Some(first) = heads.first() else {
        let narrative = text[start..].to_string();
        parts.incidents.push(RawIncident {
            narrative,
            line: 1,
            narrative_line: line,
            ..RawIncident::default()
        });
        return;
    };
    before_first(&text[start..first.line.start], line, parts);
    for (at, head) in heads.iter().enumerate() {
        let end = heads.get(at + 1).map_or(text.len(), |next| next.line.start);
        let incident = below(&text[..end], head, speakers, parts);
        parts.incidents.push(incident);
    }
}

/// A marker line, and the id it names.
struct Head<'a> {
    line: Line<'a>,
    id: Option<String>,
}

fn heads<'a>(text: &'a str, start: usize, line: usize, marker: &Marker, parts: &mut Parts) -> Vec<Head<'a>> {
    let mut heads = Vec::new();
    for line in lines_from(text, start, line) {
        match marker.meaning(line.text) {
            Meaning::Marker(id) => heads.push(Head { line, id }),
            Meaning::Nearly => {
                let message =
                    format!("`{}` is nearly a line between incidents, but read as text", line.text.trim());
                let help = format!(
                    "write `### incident: ID`, or say in the study file how the lines look: `split: \"{MARKER}\"`"
                );
                parts
                    .problems
                    .push(Problem::warning(ProblemCode::NearMarker, message).at_line(line.number).help(help));
            }
            Meaning::Text => {}
        }
    }
    heads
}

fn before_first(text: &str, first_line: usize, parts: &mut Parts) {
    let lines = lines_from(text, 0, first_line).filter(|line| !line.is_blank());
    let (mut first, mut count) = (None, 0usize);
    for line in lines {
        first.get_or_insert(line.number);
        count += 1;
    }
    let Some(first) = first else { return };
    let (lines, stand, belong) =
        if count == 1 { ("line", "stands", "belongs") } else { ("lines", "stand", "belong") };
    let message = format!("{count} {lines} of text {stand} before the first incident and {belong} to none");
    parts.problems.push(
        Problem::note(ProblemCode::BeforeMarker, message)
            .at_line(first)
            .help("what is a story needs a marker line above it; what is said of all incidents goes between two lines of `---` at the head"),
    );
}

/// The incident below a marker; `text` ends where it ends.
fn below(text: &str, head: &Head<'_>, speakers: &Speakers, parts: &mut Parts) -> RawIncident {
    let mut incident = RawIncident { id: head.id.clone(), line: head.line.number, ..RawIncident::default() };
    let (mut start, mut line_number) = (head.line.next, head.line.number + 1);
    for line in lines_from(text, start, line_number) {
        if line.is_blank() {
            (start, line_number) = (line.next, line.number + 1);
            break;
        }
        let Some((name, value)) = key_value(line, speakers) else { break };
        (start, line_number) = (line.next, line.number + 1);
        let Some(value) = RawValue::text(value) else {
            parts.names.place(name);
            continue;
        };
        match name {
            "id" => incident.id = Some(value.joined()),
            "lang" => incident.lang = Some(value.joined()),
            _ => attribute(&mut incident, name, line.number, value, parts),
        }
    }
    incident.narrative = text[start..].to_string();
    incident.narrative_line = line_number;
    incident
}

fn attribute(incident: &mut RawIncident, name: &str, line: usize, value: RawValue, parts: &mut Parts) {
    let place = parts.names.place(name);
    if let Some(earlier) = incident.cells.iter_mut().find(|cell| cell.0 == place) {
        let message =
            format!("`{name}` stands twice: `{}` gives way to `{}`", earlier.2.joined(), value.joined());
        parts.problems.push(Problem::warning(ProblemCode::RepeatedAttribute, message).at_line(line).help(
            "leave one of the two, or make it one line with a separator that the study file names as `list`",
        ));
        *earlier = Cell(place, line as u32, value);
        return;
    }
    incident.cells.push(Cell(place, line as u32, value));
}

#[cfg(test)]
#[path = "text_file_tests.rs"]
mod tests;
