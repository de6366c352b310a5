//! The columns of a corpus on their way: they grow in files, not in memory.

use super::draft::{Place, Said};
use super::written::Written;
use crate::corpus::Narrative;
use crate::corpus::SharedText;
use crate::corpus::column::{Column, Ends, Number, Stretch};
use crate::corpus::growing::Growing;
use crate::corpus::register::{BLANK, Columns, Run};
use crate::text::Language;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::path::Path;

/// Bytes of a column that are held in memory: 4 MiB.
const HELD: usize = 4 << 20;

/// Bytes at either end of a narrative by which it is told from others of its length.
const ENDS: usize = 48;

/// What an incident is besides its attributes.
pub(super) struct One<'a> {
    pub id: &'a str,
    pub lang: Option<&'a SharedText>,
    pub narrative: &'a Narrative,
    pub line: usize,
    pub narrative_line: usize,
}

/// Incidents that become columns.
pub(super) struct Making {
    ids: Growing,
    id_ends: Grown,
    text_ends: Grown,
    manner: Growing,
    lines: Growing,
    narrative_lines: Growing,
    cell_ends: Grown,
    cells: Growing,
    cell_places: Growing,
    looks: Growing,
    count: usize,
    runs: Vec<Run>,
    /// Where the last narrative ended in its texts.
    run_end: usize,
    languages: Vec<Language>,
    known_languages: HashMap<SharedText, u32>,
}

/// The columns when all incidents are in.
pub(super) struct Made {
    pub columns: Columns,
    pub runs: Vec<Run>,
    pub languages: Vec<Language>,
    pub cell_ends: Ends,
    /// Two numbers a cell: its name, and its value among those of the name.
    pub cells: Column<u32>,
    /// Two numbers a cell that say where it stands.
    cell_places: Column<u32>,
    /// What a narrative looks like: the same for equal ones, seldom for others.
    pub looks: Column<u64>,
}

/// Ends of things that stand one behind the other.
struct Grown {
    ends: Growing,
    end: u64,
}

impl Grown {
    fn push(&mut self, length: usize) {
        self.end += length as u64;
        self.ends.push(&self.end.to_le_bytes());
    }

    fn finish(self) -> io::Result<Ends> {
        column(self.ends).map(Ends)
    }
}

/// The numbers that were put out.
pub(super) fn column<N: Number>(growing: Growing) -> io::Result<Column<N>> {
    Ok(Column::of(Stretch::all(growing.finish()?)))
}

/// Texts that become a column, as the ids are.
pub(super) struct Texted {
    text: Growing,
    ends: Grown,
}

impl Texted {
    pub fn new(spool: &Path) -> Self {
        let growing = || Growing::new(spool, HELD);
        Self { text: growing(), ends: Grown { ends: growing(), end: 0 } }
    }

    pub fn push(&mut self, text: &str) {
        self.text.push(text.as_bytes());
        self.ends.push(text.len());
    }

    pub fn finish(self) -> io::Result<(Stretch, Ends)> {
        Ok((Stretch::all(self.text.finish()?), self.ends.finish()?))
    }
}

impl Making {
    /// None yet; `spool` is the folder for unnamed files, `language` that of incidents that say none.
    pub fn new(spool: &Path, language: &Language) -> Self {
        let growing = || Growing::new(spool, HELD);
        let grown = || Grown { ends: growing(), end: 0 };
        Self {
            ids: growing(),
            id_ends: grown(),
            text_ends: grown(),
            manner: growing(),
            lines: growing(),
            narrative_lines: growing(),
            cell_ends: grown(),
            cells: growing(),
            cell_places: growing(),
            looks: growing(),
            count: 0,
            runs: Vec::new(),
            run_end: 0,
            languages: vec![language.clone()],
            known_languages: HashMap::new(),
        }
    }

    /// Adds the next incident.
    pub fn add(&mut self, one: &One<'_>, said: Vec<Said>, written: &mut Written) {
        self.ids.push(one.id.as_bytes());
        self.id_ends.push(one.id.len());
        self.run(one.narrative);
        self.text_ends.push(one.narrative.len());
        let blank = if one.narrative.is_blank() { BLANK } else { 0 };
        let language = one.lang.map_or(0, |tag| self.language(tag));
        self.manner.push(&(language | blank).to_le_bytes());
        self.lines.push(&(one.line as u32).to_le_bytes());
        self.narrative_lines.push(&(one.narrative_line as u32).to_le_bytes());
        self.cell_ends.push(said.len());
        for Said { name, value, place } in said {
            self.cells.push(&name.to_le_bytes());
            self.cells.push(&written.place(name, value).to_le_bytes());
            place.to_numbers().iter().for_each(|number| self.cell_places.push(&number.to_le_bytes()));
        }
        self.looks.push(&look(one.narrative).to_le_bytes());
        self.count += 1;
    }

    /// Notes where a narrative stands: behind the one before it, or where another run of them begins.
    fn run(&mut self, narrative: &Narrative) {
        let Some((texts, bytes)) = narrative.place() else { return };
        let goes_on = self.runs.last().is_some_and(|run| run.texts.is_same(texts));
        if !goes_on || self.run_end != bytes.start {
            self.runs.push(Run { first: self.count, texts: texts.clone(), start: bytes.start });
        }
        self.run_end = bytes.end;
    }

    fn language(&mut self, tag: &SharedText) -> u32 {
        if let Some(known) = self.known_languages.get(tag) {
            return *known;
        }
        let language = Language::new(tag);
        let place = self.languages.iter().position(|one| *one == language).unwrap_or_else(|| {
            self.languages.push(language);
            self.languages.len() - 1
        });
        self.known_languages.insert(tag.clone(), place as u32);
        place as u32
    }

    /// All of them.
    ///
    /// # Errors
    /// What was put into a file cannot be read again.
    pub fn finish(self) -> io::Result<Made> {
        let columns = Columns {
            ids: Stretch::all(self.ids.finish()?),
            id_ends: self.id_ends.finish()?,
            text_ends: self.text_ends.finish()?,
            manner: column(self.manner)?,
            lines: column(self.lines)?,
            narrative_lines: column(self.narrative_lines)?,
        };
        Ok(Made {
            columns,
            runs: self.runs,
            languages: self.languages,
            cell_ends: self.cell_ends.finish()?,
            cells: column(self.cells)?,
            cell_places: column(self.cell_places)?,
            looks: column(self.looks)?,
        })
    }
}

impl Made {
    /// Each cell of each incident, in order: the number of the incident, name and value, and where
    /// that was said.
    pub fn cells(&self) -> impl Iterator<Item = (usize, (u32, u32), Place)> {
        let ends = self.cell_ends.0.iter().enumerate();
        let incidents = ends.scan(0, |before, (at, end)| Some((at, end - std::mem::replace(before, end))));
        let incidents = incidents.flat_map(|(at, cells)| std::iter::repeat_n(at, cells as usize));
        incidents
            .zip(pairs(&self.cells))
            .zip(pairs(&self.cell_places))
            .map(|((at, cell), (kind, line))| (at, cell, Place::of_numbers(kind, line)))
    }
}

fn pairs(column: &Column<u32>) -> impl Iterator<Item = (u32, u32)> {
    let mut numbers = column.iter();
    std::iter::from_fn(move || Some((numbers.next()?, numbers.next()?)))
}

/// A narrative is rarely as long as another one with the same ends, so that few are compared whole.
fn look(narrative: &Narrative) -> u64 {
    let bytes = narrative.as_bytes();
    let end = bytes.len().min(ENDS);
    let mut hash = DefaultHasher::new();
    (bytes.len(), &bytes[..end], &bytes[bytes.len() - end..]).hash(&mut hash);
    hash.finish()
}
