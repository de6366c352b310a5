//! One row of a table into what a coder gave in its incident.

use super::cells::{codes, is_given};
use super::header::{Columns, Header, Missing, cell};
use super::told::Told;
use super::{ByCoder, Known, spans};
use crate::coding::Mark;
use crate::coding::archive::{ArchiveCodes, Blank, CoderName};
use crate::coding::passage;
use crate::corpus::{self, Cell, Kind, ProblemCode, Value};
use crate::span::{CharIndex, Span};
use std::path::Path;

/// Reads the codes that one table brings, row by row.
pub(super) struct RowReader<'a> {
    codes: &'a ArchiveCodes,
    /// The table's name.
    file: &'a Path,
    header: Header<'a>,
    columns: Columns,
    /// The column that says who gave them; the outer `None` where no column does.
    coder: Option<Option<u32>>,
    stretch: Option<(u32, u32)>,
    quote: Option<u32>,
}

/// The narrative that a row speaks of.
#[derive(Clone, Copy)]
pub(super) struct Target<'a> {
    pub id: &'a str,
    pub narrative: &'a str,
    pub index: &'a CharIndex<'a>,
}

/// What one row says of its incident, before it is known who says it.
#[derive(Default)]
struct Said {
    codes: Vec<String>,
    /// Something was filled in, be it that no code was given.
    filled: bool,
    /// Something stands there that says neither yes nor no, such as `NA`.
    unclear: bool,
}

impl<'a> RowReader<'a> {
    /// The columns of `codes` in a table; those that are not there are noted.
    pub fn of(codes: &'a ArchiveCodes, file: &'a Path, header: Header<'a>, missing: &mut Missing) -> Self {
        let columns = header.columns(codes, missing);
        let coder = match &codes.coder {
            CoderName::InColumn(name) => Some(header.wanted(name, missing)),
            CoderName::Named(_) | CoderName::InSpans => None,
        };
        let table = codes.file.as_ref();
        let mut wanted = |name: &String| header.wanted(name, missing);
        let stretch = table.and_then(|table| table.stretch.as_ref());
        let stretch = stretch.and_then(|(start, end)| wanted(start).zip(wanted(end)));
        let quote = table.and_then(|table| table.quote.as_ref()).and_then(wanted);
        Self { codes, file, header, columns, coder, stretch, quote }
    }

    /// True where codes of its rows could have a place in the narrative.
    pub fn has_places(&self) -> bool {
        self.stretch.is_some() || self.quote.is_some() || matches!(self.columns, Columns::Spans(_))
    }

    /// Notes the codes that have a column of their own, be it that nobody gave them.
    pub fn offer(&self, known: &mut Known) {
        if let Columns::OneHot(places) = &self.columns {
            for place in places {
                let name = known.name(&self.header.names[*place as usize], self.codes);
                known.offered.insert(name);
            }
        }
    }

    /// Adds what a row says to what is known of its incident.
    pub fn read(
        &self,
        cells: &[Cell],
        line: usize,
        target: Target<'_>,
        into: &mut ByCoder,
        known: &mut Known,
        told: &mut Told,
    ) {
        let coder = self.coder(cells);
        if let Columns::Spans(places) = &self.columns {
            // JSON Lines have no value where a list is empty; a cell that spells one out says the same.
            let found = places.iter().filter_map(|place| cell(cells, *place));
            let found: Vec<&Cell> = found.filter(|cell| !spans::is_empty(&cell.2)).collect();
            if found.is_empty() {
                return self.nothing(coder, line, into, known);
            }
            for one in found {
                let named = coder.as_deref();
                for (coder, mut mark) in spans::read(&one.2, one.1 as usize, target, named, told) {
                    known.kinds.see(&coder, self.codes.kind, self.file, line);
                    mark.code = known.name(&mark.code, self.codes);
                    into.entry(coder).or_default().insert(mark);
                }
            }
            return;
        }
        let said = self.said(cells, told);
        if said.codes.is_empty() && !said.filled {
            // Who wrote that the answer is missing did not say that there is no code.
            if !said.unclear {
                self.nothing(coder, line, into, known);
            }
            return;
        }
        let Some(coder) = coder else { return told.without_coder(line) };
        let span = match self.span(cells, target) {
            Ok(span) => span,
            Err(message) => {
                let help = "places are counted in Unicode code points of the narrative as it is kept, \
                            from 0, and `end` is the one behind the last";
                let message = format!("{message}: the coding is not counted");
                return told.say(line, ProblemCode::BadStretch, message, help);
            }
        };
        known.kinds.see(&coder, self.codes.kind, self.file, line);
        let given = into.entry(coder).or_default();
        for code in said.codes {
            given.insert(Mark { span, ..Mark::whole(known.name(&code, self.codes)) });
        }
    }

    /// No cell holds anything.
    fn nothing(&self, coder: Option<String>, line: usize, into: &mut ByCoder, known: &mut Known) {
        if let (Blank::NoCode, Some(coder)) = (self.codes.blank, coder) {
            known.kinds.see(&coder, self.codes.kind, self.file, line);
            into.entry(coder).or_default();
        }
    }

    fn coder(&self, cells: &[Cell]) -> Option<String> {
        match (&self.codes.coder, self.coder) {
            (CoderName::Named(name), _) => Some(name.clone()),
            (_, Some(Some(place))) => cell(cells, place).map(|cell| cell.2.joined()),
            _ => None,
        }
    }

    fn said(&self, cells: &[Cell], told: &mut Told) -> Said {
        let mut said = Said::default();
        match &self.columns {
            Columns::Cells(places) => {
                let separator = self.codes.separator.as_deref();
                let own = cells.iter().filter(|cell| places.contains(&cell.0));
                said.codes.extend(own.flat_map(|cell| codes(&cell.2, separator)));
            }
            Columns::OneHot(places) => {
                for Cell(place, line, value) in cells.iter().filter(|cell| places.contains(&cell.0)) {
                    let (text, name) = (value.joined(), &self.header.names[*place as usize]);
                    match is_given(&text) {
                        Some(true) => said.codes.push(name.clone()),
                        Some(false) => said.filled = true,
                        None => {
                            said.unclear = true;
                            told.mark(name, &text, *line as usize);
                        }
                    }
                }
            }
            Columns::Spans(_) => {}
        }
        said
    }

    /// The stretch that a row speaks of, or what is wrong with it.
    fn span(&self, cells: &[Cell], target: Target<'_>) -> Result<Option<Span>, String> {
        if self.stretch.is_none() && self.quote.is_none() {
            return Ok(None);
        }
        let text = |place: u32| cell(cells, place).map(|cell| cell.2.joined());
        let quote = self.quote.and_then(text);
        let number = |place: u32| {
            let read =
                |text: String| whole(&text).ok_or_else(|| format!("`{text}` is no number of code points"));
            text(place).map(read).transpose()
        };
        let (start, end) = match self.stretch {
            Some((start, end)) => (number(start)?, number(end)?),
            None => (None, None),
        };
        let told = passage::Told { start, end, quote: quote.as_deref() };
        told.find(target.narrative, target.index, target.id)
    }
}

/// A whole number, with a fraction of nothing too, as statistics programs write it.
fn whole(text: &str) -> Option<usize> {
    match corpus::parse(text, Kind::WholeNumber) {
        Some(Value::WholeNumber(number)) => usize::try_from(number).ok(),
        _ => None,
    }
}
