//! A text file: one narrative, or several with marker lines between them.

use super::lines::{Line, whole_lines};
use super::marker::{MARKER, Marker, Meaning, key_value, may_be_said};
use super::window::{LONGEST, Window};
use super::{Parts, front_matter, size};
use crate::corpus::decode::Stop;
use crate::corpus::raw::{Cell, RawIncident, RawValue};
use crate::corpus::{Entry, Problem, ProblemCode};
use crate::text::Speakers;

/// Reads the incidents of a text, line by line.
pub(super) fn read(
    mut window: Window<'_, '_>,
    entry: &Entry,
    speakers: &Speakers,
    parts: &mut Parts,
) -> Result<(), Stop> {
    let marker = match Marker::of(entry) {
        Ok(marker) => marker,
        Err(problem) => {
            parts.problems.push(problem);
            parts.skipped = true;
            return Ok(());
        }
    };
    let (start, mut number) = front_matter::read(window.text(), parts);
    window.done(start);
    let mut reading = Reading::new(number, speakers, parts);
    loop {
        let mut done = 0;
        for line in whole_lines(window.text(), number, window.is_part()) {
            (done, number) = (line.next, line.number + 1);
            let written = &window.text()[line.start..line.next];
            match marker.meaning(line.text) {
                Meaning::Marker(id) => reading.begin(line.number, id)?,
                meaning => reading.line(line, written, meaning == Meaning::Nearly),
            }
        }
        window.done(done);
        if !window.is_part() {
            break;
        }
        if window.text().len() >= LONGEST {
            // A line without end, which no incident may be: it is only counted.
            let length = window.text().trim_end_matches('\r').len();
            reading.text(&window.text()[..length]);
            window.done(length);
        }
        window.more()?;
    }
    reading.end()
}

/// What is read of a text so far.
struct Reading<'p> {
    parts: &'p mut Parts,
    speakers: &'p Speakers,
    /// The incident that lines go to; before the first marker it may be none.
    incident: RawIncident,
    narrative: String,
    /// Bytes of its narrative, those that were too many to be kept too.
    length: usize,
    at: Stand,
    /// The lines `key: value` below the marker, until it is known where the story begins.
    head: Vec<KeyLine>,
    /// Such lines that were read as text: the first, and how many there are.
    read_as_text: Option<(KeyLine, usize)>,
}

/// A line `key: value` below a marker.
struct KeyLine {
    number: usize,
    name: String,
    value: String,
    /// With its line end.
    written: String,
}

/// Where in a text the next line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stand {
    /// Before the first marker: the first line that is not blank, and how many there are.
    Before { first: usize, lines: usize },
    /// Among the attributes below a marker.
    Head,
    /// In a narrative.
    Story,
}

impl<'p> Reading<'p> {
    fn new(line: usize, speakers: &'p Speakers, parts: &'p mut Parts) -> Self {
        let incident = RawIncident { line: 1, narrative_line: line, ..RawIncident::default() };
        Self {
            parts,
            speakers,
            incident,
            narrative: String::new(),
            length: 0,
            at: Stand::Before { first: 0, lines: 0 },
            head: Vec::new(),
            read_as_text: None,
        }
    }

    /// A marker line.
    fn begin(&mut self, line: usize, id: Option<String>) -> Result<(), Stop> {
        match self.at {
            Stand::Before { first, lines } => self.before_first(first, lines),
            Stand::Head | Stand::Story => self.keep()?,
        }
        self.incident = RawIncident { id, line, narrative_line: line + 1, ..RawIncident::default() };
        self.narrative.clear();
        self.length = 0;
        self.at = Stand::Head;
        Ok(())
    }

    /// A line that is no marker, and how it is written with its line end.
    fn line(&mut self, line: Line<'_>, written: &str, is_nearly: bool) {
        if is_nearly {
            self.parts.problems.push(nearly(line));
        }
        match &mut self.at {
            Stand::Before { first, lines } if !line.is_blank() => {
                *lines += 1;
                if *lines == 1 {
                    *first = line.number;
                }
            }
            Stand::Before { .. } | Stand::Story => {}
            Stand::Head if line.is_blank() => {
                let head = std::mem::take(&mut self.head);
                head.into_iter().for_each(|line| self.said(line));
                self.at = Stand::Story;
                self.incident.narrative_line = line.number + 1;
                return;
            }
            Stand::Head => match key_value(line, self.speakers) {
                Some((name, value)) => {
                    let (name, value, written) = (name.to_string(), value.to_string(), written.to_string());
                    return self.head.push(KeyLine { number: line.number, name, value, written });
                }
                None => {
                    self.incident.narrative_line = line.number;
                    self.begin_story();
                }
            },
        }
        self.text(written);
    }

    /// Text follows at once on the lines below the marker: the last of them are text too, where
    /// stories begin so.
    fn begin_story(&mut self) {
        self.at = Stand::Story;
        let mut head = std::mem::take(&mut self.head);
        let said = head.iter().rposition(|line| !may_be_said(&line.name)).map_or(0, |last| last + 1);
        let text = head.split_off(said);
        head.into_iter().for_each(|line| self.said(line));
        if let Some(first) = text.first() {
            self.incident.narrative_line = first.number;
        }
        for line in text {
            self.text(&line.written);
            self.read_as_text.get_or_insert((line, 0)).1 += 1;
        }
    }

    /// Text of the narrative.
    fn text(&mut self, text: &str) {
        self.length += text.len();
        if self.length <= LONGEST {
            self.narrative.push_str(text);
        } else {
            self.narrative = String::new();
        }
    }

    /// A line of the head says an attribute.
    fn said(&mut self, KeyLine { number, name, value, .. }: KeyLine) {
        self.incident.narrative_line = number + 1;
        let Some(value) = RawValue::text(&value) else {
            self.parts.names.place(&name);
            return;
        };
        match name.as_str() {
            "id" => self.incident.id = Some(value.joined()),
            "lang" => self.incident.lang = Some(value.joined()),
            _ => attribute(&mut self.incident, &name, number, value, self.parts),
        }
    }

    fn keep(&mut self) -> Result<(), Stop> {
        if self.at == Stand::Head {
            self.begin_story();
        }
        let incident = std::mem::take(&mut self.incident);
        if self.length > LONGEST {
            self.parts.problems.push(too_long(self.length, incident.narrative_line));
        }
        let added = self.parts.add(incident, &self.narrative);
        self.narrative.clear();
        added
    }

    fn end(mut self) -> Result<(), Stop> {
        self.keep()?;
        self.parts.problems.extend(self.read_as_text.map(|(first, count)| beginning(&first, count)));
        Ok(())
    }

    fn before_first(&mut self, first: usize, lines: usize) {
        if lines == 0 {
            return;
        }
        let (what, stand, belong) =
            if lines == 1 { ("line", "stands", "belongs") } else { ("lines", "stand", "belong") };
        let message =
            format!("{lines} {what} of text {stand} before the first incident and {belong} to none");
        self.parts.problems.push(
            Problem::note(ProblemCode::BeforeMarker, message)
                .at_line(first)
                .help("what is a story needs a marker line above it; what is said of all incidents goes between two lines of `---` at the head"),
        );
    }
}

fn nearly(line: Line<'_>) -> Problem {
    let message = format!("`{}` is nearly a line between incidents, but read as text", line.text.trim());
    let help = format!(
        "write `### incident: ID`, or say in the study file how the lines look: `split: \"{MARKER}\"`"
    );
    Problem::warning(ProblemCode::NearMarker, message).at_line(line.number).help(help)
}

/// Told of lines below a marker that were read as text, with nothing between them and the story.
fn beginning(first: &KeyLine, count: usize) -> Problem {
    let more = match count - 1 {
        0 => String::new(),
        1 => ", and 1 more line".to_string(),
        more => format!(", and {more} more lines"),
    };
    let message = format!(
        "`{}: ...` was read as the beginning of the story{more}: no blank line stands below it",
        first.name
    );
    Problem::note(ProblemCode::StoryOrAttribute, message)
        .at_line(first.number)
        .help("where it is an attribute, put a blank line between the attributes and the story")
}

fn too_long(bytes: usize, line: usize) -> Problem {
    let (length, most) = (size(bytes), size(LONGEST));
    let message =
        format!("a narrative of {length} is longer than the {most} that one may be: it is not read");
    Problem::warning(ProblemCode::TooLong, message).at_line(line).help(
        "are there several incidents in it? A marker line above each, or a file for each, tells them apart",
    )
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
