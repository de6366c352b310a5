//! A table of statements and scores, read for a comparison.

use crate::cli::{Context, Exit, Failure, complain};
use keerpunt::analysis::ranking::statements::{Scored, Statements, statements};
use keerpunt::corpus::{Beside, BesideRow, RawValue, beside};
use keerpunt::diagnostic::nearest;
use keerpunt::report::printable;
use keerpunt::text::Language;
use std::collections::HashMap;
use std::path::Path;

/// Cells that are told one by one.
const SHOWN: usize = 10;

const SHAPES: &str =
    "a row for each statement: `statement,clients,staff`; or a row for each score: `statement,group,score`";

/// How the table has its scores.
enum Shape {
    /// A column for each group.
    Columns([usize; 2]),
    /// A column that names the group, and one with the score.
    Rows { group: usize, score: usize },
}

/// Reads statements with the scores of two groups; `groups` are columns or values of the column `group`.
///
/// # Errors
/// The file is no such table.
pub fn read(
    file: &Path,
    groups: Option<[String; 2]>,
    context: &Context,
) -> Result<(Statements, Exit), Failure> {
    context.reads_file(file);
    let wanted = ["statement", "group", "score"];
    let table = beside(file, file, 1, &wanted, &Language::new("en")).map_err(|problem| {
        let what = problem.message.split(": ").next().unwrap_or_default().to_string();
        Failure::usage(format!("{} {what}", file.display()), SHAPES)
    })?;
    let statement = column(&table, "statement").ok_or_else(|| {
        let names = table.names.join(", ");
        Failure::usage(format!("{} has no column `statement`; it has: {names}", file.display()), SHAPES)
    })?;
    let shape = shape(&table, statement, groups.as_ref(), file)?;
    let mut read = Read { file, order: Vec::new(), places: HashMap::new(), told: 0 };
    let names = match shape {
        Shape::Columns(columns) => {
            for row in &table.rows {
                let Some(text) = cell(row, statement) else { continue };
                for (side, column) in columns.iter().enumerate() {
                    read.score(row, text, side, cell(row, *column));
                }
            }
            columns.map(|column| table.names[column].clone())
        }
        Shape::Rows { group, score } => {
            let names = group_names(&table, group, groups, file)?;
            for row in &table.rows {
                let (Some(text), Some(name)) = (cell(row, statement), cell(row, group)) else { continue };
                if let Some(side) = names.iter().position(|one| one == name) {
                    read.score(row, text, side, cell(row, score));
                }
            }
            names
        }
    };
    if read.told > SHOWN {
        complain(&format!("... and {} more cells that hold no number", read.told - SHOWN));
    }
    let exit = if read.told > 0 || !table.problems.is_empty() { Exit::DoneWithFaults } else { Exit::Done };
    let made = statements(names, read.order);
    match made.rows.len() {
        0 => Err(Failure::usage(
            format!("no statement of {} has a score of both groups", file.display()),
            SHAPES,
        )),
        _ => Ok((made, exit)),
    }
}

/// What was read so far.
struct Read<'a> {
    file: &'a Path,
    order: Vec<Scored>,
    places: HashMap<String, usize>,
    told: usize,
}

impl Read<'_> {
    fn score(&mut self, row: &BesideRow, statement: &str, side: usize, text: Option<&str>) {
        let place = *self.places.entry(statement.to_string()).or_insert_with(|| {
            self.order.push(Scored { statement: statement.to_string(), scores: [Vec::new(), Vec::new()] });
            self.order.len() - 1
        });
        let Some(text) = text else { return };
        match number(text) {
            Some(score) => self.order[place].scores[side].push(score),
            None => {
                self.told += 1;
                if self.told <= SHOWN {
                    let (file, line) = (self.file.display(), row.line);
                    complain(&printable(&format!(
                        "error: {file}:{line}: `{text}` is no number: not counted"
                    )));
                }
            }
        }
    }
}

/// A score as people write it, with a point or a comma.
fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let written = if text.contains('.') { text.to_string() } else { text.replacen(',', ".", 1) };
    written.parse().ok().filter(|number: &f64| number.is_finite())
}

fn column(table: &Beside, name: &str) -> Option<usize> {
    table.names.iter().position(|one| one.trim().eq_ignore_ascii_case(name))
}

fn cell(row: &BesideRow, column: usize) -> Option<&str> {
    let cell = row.cells.iter().find(|cell| cell.0 as usize == column)?;
    match &cell.2 {
        RawValue::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
        _ => None,
    }
}

fn shape(
    table: &Beside,
    statement: usize,
    groups: Option<&[String; 2]>,
    file: &Path,
) -> Result<Shape, Failure> {
    if let (Some(group), Some(score)) = (column(table, "group"), column(table, "score")) {
        return Ok(Shape::Rows { group, score });
    }
    let find = |name: &String| {
        table.names.iter().position(|one| one.trim() == name).ok_or_else(|| {
            let near = nearest(name, table.names.iter().map(String::as_str));
            let meant = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
            let help = format!("{meant}the columns are: {}", table.names.join(", "));
            Failure::usage(format!("{} has no column `{name}`", file.display()), help)
        })
    };
    match groups {
        Some([first, second]) => Ok(Shape::Columns([find(first)?, find(second)?])),
        None => {
            let others: Vec<usize> = (0..table.names.len()).filter(|at| *at != statement).collect();
            match others[..] {
                [first, second] => Ok(Shape::Columns([first, second])),
                _ => Err(Failure::usage(
                    format!("nobody said which columns of {} are the two groups", file.display()),
                    format!("say --groups A,B; the columns are: {}", table.names.join(", ")),
                )),
            }
        }
    }
}

/// The two groups of a table with a row for each score.
fn group_names(
    table: &Beside,
    group: usize,
    groups: Option<[String; 2]>,
    file: &Path,
) -> Result<[String; 2], Failure> {
    let mut there: Vec<String> = Vec::new();
    for name in table.rows.iter().filter_map(|row| cell(row, group)) {
        if !there.iter().any(|known| known == name) {
            there.push(name.to_string());
        }
    }
    let names = there.join(", ");
    match (groups, &there[..]) {
        (Some(groups), _) => match groups.iter().find(|name| !there.contains(name)) {
            None => Ok(groups),
            Some(name) => Err(Failure::usage(
                format!("no row of {} has the group `{name}`", file.display()),
                format!("the groups are: {names}"),
            )),
        },
        (None, [first, second]) => Ok([first.clone(), second.clone()]),
        (None, _) => Err(Failure::usage(
            format!("{} has not two groups but {}", file.display(), there.len()),
            format!("say which two with --groups A,B; the groups are: {names}"),
        )),
    }
}
