//! A framework matrix: what each incident, or respondent, says of each code, and what the researcher
//! makes of it.

use super::categories::Categories;
use super::{Condition, Counted, Error, Material, Scope, Selection, Unit};
use crate::coding::{On, Remark};
use crate::corpus::Incident;
use crate::span::Span;
use std::collections::{BTreeMap, HashMap};

/// What is asked of the material.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    /// The columns.
    pub codes: Selection,
    /// Which incidents.
    pub conditions: Vec<Condition>,
    /// Codes deeper than this level count as the code above them.
    pub level: Option<usize>,
    /// Whether a row is an incident or all that a respondent told.
    pub by_respondent: bool,
    /// Columns without a cell are left out.
    pub hide_zero: bool,
    /// What people wrote about passages and codes.
    pub remarks: &'a [Remark],
}

/// A framework matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix<'a> {
    /// What it was made from.
    pub counted: Counted,
    /// What a row is.
    pub unit: Unit,
    /// The codes, in their order.
    pub columns: Vec<Column>,
    /// The rows, in corpus order; a respondent at the first incident.
    pub rows: Vec<Row<'a>>,
    /// Remarks of passages that touch no code asked for: in no cell.
    pub remarks_without_cell: usize,
}

/// One code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Full id.
    pub code: String,
    /// Name that people read.
    pub label: Option<String>,
    /// Rows with the code; `None` where no rule looks for it.
    pub rows: Option<usize>,
}

/// One incident, or all that a respondent told.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<'a> {
    /// The incidents, in corpus order; one where a row is an incident.
    pub incidents: Vec<&'a Incident>,
    /// What is in it, by place in [`Matrix::columns`]; a code that is not there has no cell.
    pub cells: BTreeMap<usize, Cell<'a>>,
}

/// One code in one row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell<'a> {
    /// The passages, in their order.
    pub passages: Vec<Passage<'a>>,
    /// What the researchers wrote, in the order of the incidents.
    pub summaries: Vec<Summary<'a>>,
}

/// A passage with the code.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Passage<'a> {
    /// Where it stands.
    pub incident: &'a Incident,
    /// The stretch, in bytes; none where the whole incident was coded.
    pub span: Option<Span>,
    /// Given to a stretch that is not found any more.
    pub lost: bool,
}

/// What a researcher wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary<'a> {
    /// Of which incident, by its id.
    pub incident: &'a str,
    /// Who.
    pub coder: String,
    /// The text, Markdown.
    pub text: String,
}

/// Lays out what each row says of each code.
///
/// # Errors
/// Respondents are asked for, and the study does not say who told what.
pub fn matrix<'a>(material: &Material<'a>, question: &Question<'_>) -> Result<Matrix<'a>, Error> {
    if question.by_respondent && !material.respondents {
        return Err(Error::NoRespondents);
    }
    let scope = Scope::of(material, &question.conditions);
    let categories = Categories::of(material, &scope, &question.codes, question.level);
    let mut remarks: HashMap<usize, Vec<&Remark>> = HashMap::new();
    question.remarks.iter().for_each(|one| remarks.entry(one.incident).or_default().push(one));
    let mut rows: Vec<Row<'a>> = Vec::new();
    let mut told: HashMap<u32, usize> = HashMap::new();
    let mut remarks_without_cell = 0;
    for (at, place) in scope.incidents.iter().enumerate() {
        let incident = &material.incidents[*place];
        let known = question.by_respondent.then(|| told.get(&scope.tellers[at]).copied()).flatten();
        let row = known.unwrap_or_else(|| {
            told.insert(scope.tellers[at], rows.len());
            rows.push(Row { incidents: Vec::new(), cells: BTreeMap::new() });
            rows.len() - 1
        });
        rows[row].incidents.push(incident);
        let cells = &mut rows[row].cells;
        let marks: Vec<(usize, Option<Span>, bool)> =
            categories.marks(material, *place).map(|(column, mark)| (column, mark.span, mark.lost)).collect();
        let mut seen: Vec<(usize, Option<Span>, bool)> = marks.clone();
        seen.sort_unstable();
        seen.dedup();
        for (column, span, lost) in seen {
            cells.entry(column).or_default().passages.push(Passage { incident, span, lost });
        }
        for remark in remarks.get(place).into_iter().flatten() {
            let columns = columns_of(material, &categories, &marks, remark);
            remarks_without_cell += usize::from(columns.is_empty());
            for column in columns {
                cells.entry(column).or_default().summaries.push(Summary {
                    incident: &incident.id,
                    coder: remark.coder.clone(),
                    text: remark.text.clone(),
                });
            }
        }
    }
    let codes = &material.codebook.codes;
    let column = |(at, code): (usize, &usize)| Column {
        code: codes[*code].id.clone(),
        label: material.label(*code),
        rows: material.is_sought(*code).then(|| {
            let has = |row: &&Row<'_>| row.cells.get(&at).is_some_and(|cell| !cell.passages.is_empty());
            rows.iter().filter(has).count()
        }),
    };
    let columns: Vec<Column> = categories.list.iter().enumerate().map(column).collect();
    let unit = if question.by_respondent { Unit::Respondent } else { Unit::Incident };
    let mut matrix = Matrix {
        counted: Counted::of(material, &scope, &question.conditions, question.codes.codes(), unit),
        unit,
        columns,
        rows,
        remarks_without_cell,
    };
    if question.hide_zero {
        matrix.drop_empty_columns();
    }
    Ok(matrix)
}

/// The columns that a remark is about: its code's, or those of the passages that it touches.
fn columns_of(
    material: &Material<'_>,
    categories: &Categories,
    marks: &[(usize, Option<Span>, bool)],
    remark: &Remark,
) -> Vec<usize> {
    let mut columns: Vec<usize> = match &remark.on {
        On::Code(code) => {
            let code = material.codebook.position(code);
            code.and_then(|code| categories.place(code)).into_iter().collect()
        }
        On::Stretch(stretch) => marks
            .iter()
            .filter(|(_, span, _)| span.is_some_and(|span| span.overlaps(*stretch)))
            .map(|(column, ..)| *column)
            .collect(),
    };
    columns.sort_unstable();
    columns.dedup();
    columns
}

impl Matrix<'_> {
    fn drop_empty_columns(&mut self) {
        let used = |at: &usize| self.rows.iter().any(|row| row.cells.contains_key(at));
        let kept: Vec<usize> = (0..self.columns.len()).filter(used).collect();
        let place: HashMap<usize, usize> = kept.iter().enumerate().map(|(to, from)| (*from, to)).collect();
        self.columns = kept.iter().map(|at| self.columns[*at].clone()).collect();
        for row in &mut self.rows {
            let cells = std::mem::take(&mut row.cells);
            row.cells = cells.into_iter().map(|(at, cell)| (place[&at], cell)).collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::material::example::{Owned, incident, suggestion};

    fn small() -> Owned {
        let case = |id: &str, who: &str, codes: &[usize]| {
            let found = codes.iter().map(|code| suggestion(*code, 0, 3)).collect();
            (incident(id, "Een zin.", &[], Some(who)), found)
        };
        Owned::new(&["a", "b", "c"], vec![case("1", "P", &[0, 1]), case("2", "Q", &[]), case("3", "P", &[0])])
    }

    fn remark(incident: usize, on: On) -> Remark {
        Remark { incident, on, coder: "An".into(), text: "Zo.".into() }
    }

    #[test]
    fn a_cell_holds_passages_and_what_was_written_of_them() {
        let owned = small();
        let remarks = [
            remark(0, On::Stretch(Span::new(2, 5))),
            remark(1, On::Code("c".into())),
            remark(2, On::Stretch(Span::new(4, 6))),
        ];
        let mut question = Question {
            codes: Selection::of(&owned.codebook, &[]).unwrap(),
            conditions: Vec::new(),
            level: None,
            by_respondent: false,
            hide_zero: false,
            remarks: &remarks,
        };
        let material = owned.material();
        let table = matrix(&material, &question).unwrap();
        assert_eq!((table.rows.len(), table.columns.len(), table.remarks_without_cell), (3, 3, 1));
        let cell = |row: usize, column: usize| table.rows[row].cells.get(&column);
        assert_eq!(cell(0, 0).map(|one| (one.passages.len(), one.summaries.len())), Some((1, 1)));
        assert_eq!(cell(0, 1).map(|one| one.summaries.len()), Some(1));
        assert_eq!(cell(1, 2).map(|one| (one.passages.len(), one.summaries.len())), Some((0, 1)));
        assert_eq!((cell(2, 0).map(|one| one.summaries.len()), cell(2, 1)), (Some(0), None));
        assert_eq!(table.columns.iter().map(|one| one.rows).collect::<Vec<_>>(), [2, 1, 0].map(Some));
        question.by_respondent = true;
        question.hide_zero = true;
        question.remarks = &[];
        let table = matrix(&material, &question).unwrap();
        assert_eq!((table.rows.len(), table.columns.len()), (2, 2));
        assert_eq!(table.rows[0].cells[&0].passages.len(), 2);
        assert_eq!(table.rows[0].incidents.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["1", "3"]);
    }
}
