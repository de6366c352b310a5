//! A table of codes beside the corpus, each row laid on its incident.

use super::header::{Header, Missing, cell};
use super::ids::Ids;
use super::row::{RowReader, Target};
use super::told::{Told, backwards, help_for};
use super::{ByCoder, Known};
use crate::coding::archive::{ArchiveCodes, CoderName, CodesFile};
use crate::corpus::{Beside, Collection, Corpus, Problem, ProblemCode, beside};
use crate::span::CharIndex;
use std::path::{Path, PathBuf};

/// One table of codes, and what it speaks of.
pub(super) struct Table<'a> {
    pub codes: &'a ArchiveCodes,
    pub collection: &'a Collection,
    pub corpus: &'a Corpus,
}

/// What came of reading it.
#[derive(Default)]
pub(super) struct Read {
    pub problems: Vec<Problem>,
    pub notes: Vec<String>,
}

impl Table<'_> {
    /// Adds what its rows say to what is known of the incidents; `of_entry` says which of them it
    /// may speak of.
    pub fn read(
        &self,
        of_entry: impl Fn(usize) -> bool,
        incidents: &mut [ByCoder],
        known: &mut Known,
    ) -> Read {
        let Some(file) = &self.codes.file else { return Read::default() };
        let path = self.collection.root.join(&file.file);
        let name = path.strip_prefix(&self.collection.root).unwrap_or(&path).to_path_buf();
        let table = match beside(&path, &name, file.header, &[&file.id], &self.collection.language) {
            Ok(table) => table,
            Err(problem) => return Read { problems: vec![problem], notes: Vec::new() },
        };
        let mut told = Told::default();
        let mut read = Read { problems: Vec::new(), notes: table.notes.clone() };
        match self.readers(file, &table, &name) {
            Err(problems) => read.problems = problems,
            Ok((id, reader)) => {
                reader.offer(known);
                self.rows(&table, id, &reader, &of_entry, incidents, known, &mut told);
                read.problems = told.finish(&name);
            }
        }
        read.problems.splice(0..0, table.problems);
        read
    }

    /// The column with the ids, and what reads the others.
    fn readers<'t>(
        &'t self,
        file: &CodesFile,
        table: &'t Beside,
        name: &'t Path,
    ) -> Result<(u32, RowReader<'t>), Vec<Problem>> {
        let header = Header { names: &table.names, renamed: &[] };
        let mut missing = Missing::default();
        let id = header.wanted(&file.id, &mut missing);
        let reader = RowReader::of(self.codes, name, header, &mut missing);
        let names: Vec<&str> = table.names.iter().map(String::as_str).collect();
        let mut problems: Vec<Problem> = missing.backwards.iter().map(backwards).collect();
        problems.extend(missing.columns.iter().map(|column| {
            let message = format!(
                "there is no column `{column}`, which `codes:` of the study names: no incident has codes from it"
            );
            let help = match (&self.codes.coder, help_for(column, &names)) {
                (CoderName::InColumn(coder), help) if coder == column && !help.starts_with("did you") => {
                    format!("where one coder gave all of them, write `coder: {{name: {coder}}}`")
                }
                (_, help) if help.starts_with("did you") => help,
                _ => format!("its columns are {}", names.join(", ")),
            };
            Problem::warning(ProblemCode::MissingColumn, message).help(help)
        }));
        match id {
            Some(id) if problems.is_empty() => Ok((id, reader)),
            _ => Err(problems.into_iter().map(|problem| problem.in_file(PathBuf::from(name))).collect()),
        }
    }

    #[allow(clippy::too_many_arguments, reason = "each is lent by another owner")]
    fn rows(
        &self,
        table: &Beside,
        id: u32,
        reader: &RowReader<'_>,
        of_entry: &impl Fn(usize) -> bool,
        incidents: &mut [ByCoder],
        known: &mut Known,
        told: &mut Told,
    ) {
        let all = &self.corpus.incidents;
        let ids = Ids::of(all, of_entry);
        let mut last: Option<(usize, CharIndex<'_>)> = None;
        for row in &table.rows {
            let Some(written) = cell(&row.cells, id).map(|cell| cell.2.joined()) else {
                told.without_id(row.line);
                continue;
            };
            let Some(at) = ids.find(&written) else {
                let looks_up = told.looks_up(ProblemCode::CodingWithoutIncident);
                let near = looks_up.then(|| ids.nearest(&written)).flatten();
                let help = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "is the column with the ids the right one, and the corpus whole?".to_string(),
                };
                let message = format!("no incident is called `{written}`: its codes are not counted");
                told.say(row.line, ProblemCode::CodingWithoutIncident, message, &help);
                continue;
            };
            let incident = &all[at];
            let index = match last.take() {
                Some((same, index)) if same == at => index,
                _ => CharIndex::new(if reader.has_places() { &incident.narrative } else { "" }),
            };
            let target = Target { id: &incident.id, narrative: &incident.narrative, index: &index };
            reader.read(&row.cells, row.line, target, &mut incidents[at], known, told);
            last = Some((at, index));
        }
    }
}
