//! What is wrong with an archive's codes, each kind told often enough and not more.

use super::header::{Header, Missing};
use super::joined::columns_of;
use crate::corpus::{Collection, FileRead, Format, Lines, Problem, ProblemCode, SourceFile};
use crate::diagnostic::nearest;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Problems of one kind in one file that are kept one by one; the others are counted.
const KEPT: usize = 1000;
/// For so many of them it is looked up what was meant, which takes time.
const LOOKED_UP: usize = 20;

/// What is wrong with the codes of one table.
#[derive(Default)]
pub(super) struct Told {
    problems: Vec<Problem>,
    /// How many there are of each kind.
    said: BTreeMap<ProblemCode, usize>,
    without_coder: Lines,
    without_id: Lines,
    /// Cells that say neither yes nor no, by column and text.
    marks: BTreeMap<(String, String), Lines>,
}

impl Told {
    /// One thing that is wrong.
    pub fn say(&mut self, line: usize, code: ProblemCode, message: String, help: &str) {
        let said = self.said.entry(code).or_default();
        *said += 1;
        if *said > KEPT {
            return;
        }
        self.problems.push(Problem::warning(code, message).at_line(line).help(help));
    }

    /// True where it pays to look up what was meant by one more of this kind.
    pub fn looks_up(&self, code: ProblemCode) -> bool {
        self.said.get(&code).is_none_or(|said| *said < LOOKED_UP)
    }

    /// A row has codes and nobody gave them.
    pub fn without_coder(&mut self, line: usize) {
        self.without_coder.add(line);
    }

    /// A row has no id.
    pub fn without_id(&mut self, line: usize) {
        self.without_id.add(line);
    }

    /// A cell of a one-hot column says neither yes nor no.
    pub fn mark(&mut self, column: &str, text: &str, line: usize) {
        self.marks.entry((column.to_string(), text.to_string())).or_default().add(line);
    }

    /// All of it, as problems of this file.
    pub fn finish(self, file: &Path) -> Vec<Problem> {
        let mut problems = self.problems;
        let lines = [
            self.without_id.tell(|rows| {
                let message = format!("{rows} no id, so nobody knows which incident is meant");
                Problem::warning(ProblemCode::CodesFile, message).help("fill in the id, or take the row away")
            }),
            self.without_coder.tell(|rows| {
                let message = format!("{rows} codes and no coder: they are not counted");
                Problem::warning(ProblemCode::CodingWithoutCoder, message)
                    .help("fill in who gave them, or name one for all: `coder: NAME`")
            }),
        ];
        problems.extend(lines.into_iter().flatten());
        let odd = self.marks.len().saturating_sub(KEPT);
        for ((column, text), lines) in self.marks.into_iter().take(KEPT) {
            problems.extend(lines.tell(|rows| {
                let message = format!(
                    "{rows} `{text}` under `{column}`, which says neither yes nor no: no code is taken from it"
                );
                Problem::warning(ProblemCode::UnknownMark, message)
                    .help("write 1, x, yes or true where the code was given, 0 or nothing where it was not")
            }));
        }
        let more = self.said.into_iter().filter_map(|(code, said)| Some((code, said.checked_sub(KEPT)?)));
        let more =
            more.filter(|(_, more)| *more > 0).chain((odd > 0).then_some((ProblemCode::UnknownMark, odd)));
        problems.extend(more.map(|(code, count)| {
            Problem::warning(code, format!("{count} more of the kind"))
                .help("is the right file or column named in the study file?")
        }));
        problems.iter_mut().for_each(|problem| problem.file = Some(file.to_path_buf()));
        problems
    }
}

/// Columns that the study names, and files that do not have them.
#[derive(Default)]
pub(super) struct Sought {
    /// For each entry and name the files without it.
    absent: BTreeMap<(usize, String), Vec<usize>>,
    /// For each entry the files that were looked through.
    files: BTreeMap<usize, usize>,
    backwards: BTreeSet<(String, String)>,
}

impl Sought {
    /// Notes what file number `at` does not have.
    pub fn note(&mut self, entry: usize, at: usize, missing: Missing) {
        *self.files.entry(entry).or_default() += 1;
        for name in missing.columns {
            self.absent.entry((entry, name)).or_default().push(at);
        }
        self.backwards.extend(missing.backwards);
    }

    /// A column that no file of its entry has is told once; one that some tables lack, for these.
    pub fn finish(self, collection: &Collection, files: &[SourceFile], reads: &[FileRead]) -> Vec<Problem> {
        let mut problems: Vec<Problem> = self.backwards.iter().map(backwards).collect();
        let names: Vec<&str> = reads.iter().flat_map(|read| &read.names).map(String::as_str).collect();
        let nowhere: BTreeMap<&String, usize> = self
            .absent
            .iter()
            .filter(|((entry, _), absent)| self.files[entry] == absent.len())
            .map(|((entry, name), _)| (name, *entry))
            .collect();
        problems.extend(nowhere.iter().map(|(name, entry)| {
            let message =
                format!("`codes:` of the study names a column `{name}`, and no incident has a value there");
            let help = in_the_table(name, *entry, collection).unwrap_or_else(|| help_for(name, &names));
            Problem::warning(ProblemCode::MissingColumn, message).help(help)
        }));
        for ((_, name), absent) in self.absent.iter().filter(|((_, name), _)| !nowhere.contains_key(name)) {
            let is_table = |at: &&usize| matches!(files[**at].format, Format::Csv | Format::Tsv);
            problems.extend(absent.iter().filter(is_table).map(|at| {
                let names: Vec<&str> = reads[*at].names.iter().map(String::as_str).collect();
                let message = format!(
                    "there is no column `{name}`, which `codes:` of the study names: no codes are taken from it here"
                );
                Problem::warning(ProblemCode::MissingColumn, message)
                    .in_file(&files[*at].name)
                    .help(help_for(name, &names))
            }));
        }
        problems
    }
}

/// What to do about a column that the attribute table of the entry has, and the corpus has not.
fn in_the_table(name: &str, entry: usize, collection: &Collection) -> Option<String> {
    let table = collection.entries[entry].table.as_ref()?;
    let columns = columns_of(&table.file, &table.id, collection)?;
    let header = Header { names: &columns, renamed: &[] };
    header.place(name)?;
    Some(format!(
        "the attribute table {} has it: name columns of one table in each of `codes:`, the corpus or that one",
        table.file
    ))
}

/// What to do about a column that is not there.
pub(super) fn help_for(name: &str, names: &[&str]) -> String {
    match nearest(name, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "name a column of the corpus as its header spells it".to_string(),
    }
}

/// A range whose last column stands before its first.
pub(super) fn backwards((from, to): &(String, String)) -> Problem {
    let message = format!("the column `{to}` stands before `{from}`: the range holds no column");
    Problem::warning(ProblemCode::MissingColumn, message).help(format!("write `one_hot: \"{to}..{from}\"`"))
}
