//! A table of incidents: one row each.

use super::cells::{Row, Rows};
use super::columns::{Column, Columns, Rivals, rivals};
use super::odd_quotes::OddQuotes;
use super::sheet::Sheet;
use super::window::{LONGEST, Window};
use super::{Parts, size};
use crate::corpus::decode::Stop;
use crate::corpus::raw::{Cell, RawIncident, RawValue};
use crate::corpus::sources::some_of;
use crate::corpus::{Entry, Problem, ProblemCode};
use std::borrow::Cow;

/// Rows by which the column with the longest texts is found.
const SAMPLE: usize = 50;

pub(super) fn read(
    mut window: Window<'_, '_>,
    entry: &Entry,
    is_tsv: bool,
    parts: &mut Parts,
) -> Result<(), Stop> {
    let columns = Columns::of(entry);
    let wanted: Vec<&str> = columns.named().chain(["id", "narrative", "text"]).collect();
    let header = entry.header.unwrap_or(1).max(1);
    let open =
        |window: &Window<'_, '_>| Sheet::of_part(window.text(), window.is_part(), is_tsv, header, &wanted);
    let mut sheet = open(&window);
    while sheet.is_none() && window.is_part() && window.text().len() < LONGEST {
        window.more()?;
        sheet = open(&window);
    }
    let Some(sheet) = sheet else {
        skip(empty(window.text(), header), parts);
        return Ok(());
    };
    parts.delimiter = (sheet.names.len() > 1).then_some(sheet.delimiter);
    let names: Vec<&str> = sheet.names.iter().map(String::as_str).collect();
    let (targets, rivals) = columns.targets(&names);
    if !targets.iter().flatten().any(|target| *target == Column::Narrative) {
        skip(no_narrative(&columns, &sheet, window.text()), parts);
        return Ok(());
    }
    for missing in columns.named().filter(|name| sheet.column(name).is_none()) {
        let message = format!("there is no column `{missing}`, which the study file names");
        let help = sheet.help_for(missing);
        parts.problems.push(Problem::warning(ProblemCode::MissingColumn, message).help(help));
    }
    let mut table = Table::new(targets, rivals, &sheet, parts);
    let mut place = sheet.below;
    loop {
        let mut rows = Rows::new(window.text(), place, sheet.delimiter as u8).of_part(window.is_part());
        rows.by_ref().try_for_each(|row| table.row(row))?;
        place = rows.next_place();
        window.done(std::mem::take(&mut place.at));
        if !window.is_part() {
            break;
        }
        if window.text().len() >= LONGEST {
            table.parts.problems.push(too_long(place.line));
            break;
        }
        window.more()?;
    }
    table.finish(&names);
    Ok(())
}

fn too_long(line: usize) -> Problem {
    let message = format!("the row is longer than {}: from here on nothing is read", size(LONGEST));
    Problem::warning(ProblemCode::TooLong, message)
        .at_line(line)
        .help("is it a table? Its rows end with a line end; cut it in several files where one is missing")
}

fn skip(problem: Problem, parts: &mut Parts) {
    parts.problems.push(problem);
    parts.skipped = true;
}

fn empty(text: &str, header: usize) -> Problem {
    let message = match (text.trim().is_empty(), header) {
        (true, _) => "is empty".to_string(),
        (_, 1) => "holds no row".to_string(),
        (_, rows) => format!("has fewer than the {rows} header rows that the study file names"),
    };
    Problem::warning(ProblemCode::EmptyTable, message)
        .help("a table needs a row with the names of its columns, and a row for each incident")
}

fn no_narrative(columns: &Columns, sheet: &Sheet, text: &str) -> Problem {
    let named = columns.names_narrative().then(|| columns.narrative());
    let (message, near) = match named {
        Some(name) => {
            (format!("there is no column `{name}` with the narratives"), Some(sheet.help_for(name)))
        }
        None => ("no column is called `narrative` or `text`".to_string(), None),
    };
    let near = near.filter(|help| help.starts_with("did you"));
    let help = near.unwrap_or_else(|| match longest(sheet, text) {
        Some(name) => format!(
            "the longest texts stand in `{name}`; if these are the stories, write `columns: {{narrative: {name}}}` \
             in the study file, or `--text {name}` where there is none"
        ),
        None => "say which column holds the stories: `columns: {narrative: COLUMN}` in the study file, or \
                 `--text COLUMN` where there is none"
            .to_string(),
    });
    Problem::warning(ProblemCode::MissingColumn, format!("{message}: nothing of the file is taken"))
        .help(help)
}

/// The column with the longest texts.
fn longest<'s>(sheet: &'s Sheet, text: &str) -> Option<&'s str> {
    let mut lengths = vec![0usize; sheet.names.len()];
    for row in sheet.rows(text).take(SAMPLE) {
        for (length, cell) in lengths.iter_mut().zip(&row.cells) {
            *length += cell.len();
        }
    }
    let (length, column) = lengths.into_iter().enumerate().map(|(column, length)| (length, column)).max()?;
    (length > 0).then(|| sheet.names[column].as_str())
}

/// Rows on their way to incidents.
struct Table<'p> {
    /// What each column holds; attributes by their place among the names.
    targets: Vec<Vec<Target>>,
    /// Columns that may be meant by the same, and the rows in which both hold something.
    rivals: Vec<(Rivals, Lines)>,
    columns: usize,
    narrative: usize,
    parts: &'p mut Parts,
    long: Lines,
    short: Lines,
    torn: Lines,
    quotes: OddQuotes,
    marked: Lines,
    blank: usize,
}

enum Target {
    Id,
    Narrative,
    Lang,
    Attribute(u32),
    /// An attribute without a name, which is one only where some cell holds something.
    Unnamed(String),
}

impl<'p> Table<'p> {
    fn new(targets: Vec<Vec<Column>>, rivals: Vec<Rivals>, sheet: &Sheet, parts: &'p mut Parts) -> Self {
        let narrative = targets.iter().position(|of| of.contains(&Column::Narrative)).unwrap_or_default();
        let targets = targets
            .into_iter()
            .zip(&sheet.named)
            .map(|(of, named)| {
                let target = |column| match column {
                    Column::Id => Target::Id,
                    Column::Narrative => Target::Narrative,
                    Column::Lang => Target::Lang,
                    Column::Attribute(name) if *named => Target::Attribute(parts.names.place(&name)),
                    Column::Attribute(name) => Target::Unnamed(name),
                };
                of.into_iter().map(target).collect()
            })
            .collect();
        let columns = sheet.names.len();
        let none = Lines::default;
        Self {
            targets,
            rivals: rivals.into_iter().map(|rivals| (rivals, Lines::default())).collect(),
            columns,
            narrative,
            parts,
            long: none(),
            short: none(),
            torn: none(),
            quotes: OddQuotes::default(),
            marked: none(),
            blank: 0,
        }
    }

    fn row(&mut self, row: Row<'_>) -> Result<(), Stop> {
        if row.marked {
            self.marked.add(row.line);
        }
        if row.is_blank() {
            self.blank += 1;
            return Ok(());
        }
        self.quotes.see(&row);
        if row.cells.len() <= self.narrative {
            self.torn.add(row.line);
        } else if row.cells.len() < self.columns {
            self.short.add(row.line);
        } else if row.cells.iter().skip(self.columns).any(|cell| !cell.trim().is_empty()) {
            self.long.add(row.line);
        }
        let is_filled = |at: usize| row.cells.get(at).is_some_and(|cell| !cell.trim().is_empty());
        for (rivals, both) in &mut self.rivals {
            if is_filled(rivals.taken) && is_filled(rivals.left) {
                both.add(row.line);
            }
        }
        let mut narrative = Cow::Borrowed("");
        let mut incident = RawIncident { line: row.line, narrative_line: row.line, ..RawIncident::default() };
        for ((cell, line), targets) in row.cells.into_iter().zip(row.lines).zip(&self.targets) {
            if cell.trim().is_empty() {
                continue;
            }
            for target in targets {
                let text = || cell.trim().to_string();
                match target {
                    Target::Id => incident.id = Some(text()),
                    Target::Lang => incident.lang = Some(text()),
                    Target::Narrative => {
                        incident.narrative_line = line;
                        narrative = cell.clone();
                    }
                    Target::Attribute(place) => {
                        incident.cells.push(Cell(*place, line as u32, RawValue::Text(cell.trim().into())))
                    }
                    Target::Unnamed(name) => {
                        let place = self.parts.names.place(name);
                        incident.cells.push(Cell(place, line as u32, RawValue::Text(cell.trim().into())));
                    }
                }
            }
        }
        self.parts.add(incident, &narrative)
    }

    fn finish(self, names: &[&str]) {
        let problems = &mut self.parts.problems;
        let columns = self.columns;
        // They are often what tears the rows.
        problems.extend(self.quotes.tell());
        let told = |(pair, both): &(Rivals, Lines)| rivals(names[pair.taken], names[pair.left], both);
        problems.extend(self.rivals.iter().filter_map(told));
        problems.extend(self.torn.tell(|rows| {
            let help = "is a line break in the cell above not between quotation marks?";
            Problem::warning(
                ProblemCode::UnevenRow,
                format!("{rows} so few cells that no narrative is among them"),
            )
            .help(help)
        }));
        problems.extend(self.short.tell(|rows| {
            let message = format!(
                "{rows} fewer cells than the {columns} of the header: the missing ones are taken for empty"
            );
            Problem::note(ProblemCode::UnevenRow, message)
        }));
        problems.extend(self.long.tell(|rows| {
            let help = "does a cell hold the delimiter, and no quotation marks around it?";
            let message =
                format!("{rows} more cells than the {columns} of the header: the last ones are not read");
            Problem::warning(ProblemCode::UnevenRow, message).help(help)
        }));
        problems.extend(self.marked.tell(mark_within));
        if self.blank > 0 {
            let rows = if self.blank == 1 {
                "1 empty row".to_string()
            } else {
                format!("{} empty rows", self.blank)
            };
            problems.push(Problem::note(ProblemCode::UnevenRow, format!("{rows} passed over")));
        }
        if self.parts.incidents.is_empty() {
            skip(empty("header", 1), self.parts);
        }
    }
}

/// Told of rows with a byte-order mark before them.
pub(super) fn mark_within(rows: &str) -> Problem {
    let message = format!("{rows} a byte-order mark before them, which was passed over");
    Problem::note(ProblemCode::MarkWithin, message)
        .help("were several files put behind each other? Then see whether a header stands among the rows")
}

/// Lines that have the same thing to be said of.
#[derive(Debug, Default)]
pub struct Lines {
    /// The first and last line of each stretch.
    first: Vec<(usize, usize)>,
    count: usize,
}

impl Lines {
    /// One more line, from 1.
    pub fn add(&mut self, line: usize) {
        self.add_stretch(line, line);
    }

    /// One more row, which goes from one line to another, from 1.
    pub fn add_stretch(&mut self, first: usize, last: usize) {
        if self.first.len() < 6 {
            self.first.push((first, last));
        }
        self.count += 1;
    }

    /// The problem of these lines; `message` is given `3 rows (lines 4, 5, 9) have`.
    pub fn tell(&self, message: impl FnOnce(&str) -> Problem) -> Option<Problem> {
        let (first, last) = *self.first.first()?;
        let rows = match (self.count, last > first) {
            (1, false) => "the row has".to_string(),
            (1, true) => format!("the row (lines {first}-{last}) has"),
            _ => {
                let name = |(first, last): &(usize, usize)| match last > first {
                    true => format!("{first}-{last}"),
                    false => first.to_string(),
                };
                let mut names: Vec<String> = self.first.iter().map(name).collect();
                // `some_of` counts what is left out, so the list must be as long as the lines.
                names.resize(self.count, String::new());
                format!("{} rows (lines {}) have", self.count, some_of(&names))
            }
        };
        Some(message(&rows).at_line(first))
    }
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
