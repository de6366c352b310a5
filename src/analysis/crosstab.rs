//! Codes by outcome, by any attribute, or by each other.

use super::columns::Grouping;
use super::comparison::{Clusters, Comparing, Decided, OfRow, Tested, decide};
use super::counting::{Aspect, Count, Tally, percent};
use super::order::in_order;
use super::{
    By, Column, Condition, Counted, Error, Material, Point, Scope, Selection, Tables, Unit, Variable,
};
use crate::codebook::{Polarity, Valence};

/// What is asked of the material.
#[derive(Debug, Clone)]
pub struct Question {
    /// The rows.
    pub codes: Selection,
    /// The columns.
    pub by: By,
    /// Which incidents.
    pub conditions: Vec<Condition>,
    /// What is counted.
    pub unit: Unit,
    /// Rows deeper than this level are left out; their counts stay in the rows above.
    pub level: Option<usize>,
    /// Rows without a count are left out.
    pub hide_zero: bool,
    /// Cells list their incidents.
    pub ids: bool,
    /// What is asked about the columns.
    pub comparing: Comparing,
}

/// A table of codes by something.
#[derive(Debug, Clone, PartialEq)]
pub struct Crosstab {
    /// What is counted.
    pub unit: Unit,
    /// What the columns are.
    pub by: String,
    /// The cut points of the columns, where bins of values stand in place of the values.
    pub cuts: Vec<Point>,
    /// What it was made from.
    pub counted: Counted,
    /// Incidents without a value (or, codes by codes, without any of the codes): in no column.
    pub without_value: usize,
    /// Incidents whose value is none of the declared ones: in no column.
    pub other: usize,
    /// Incidents that stand in more than one column.
    pub in_several: usize,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Which columns were compared, and why none were.
    pub tested: Tested,
}

/// One code of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Full id.
    pub code: String,
    /// Only the suggestions of this valence; such rows stand below the row of their code.
    pub valence: Option<Valence>,
    /// Name that people read.
    pub label: Option<String>,
    /// 1 for a code without a parent; a row of a valence is one deeper than its code.
    pub level: usize,
    /// Holds codes.
    pub group: bool,
    /// Units with the code in any column, each once; `None` where no rule looks for it.
    pub total: Option<usize>,
    /// One a column.
    pub cells: Vec<Cell>,
    /// What statistics say of it.
    pub compared: OfRow,
}

/// One code in one column.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Units with the code; `None` where no rule looks for it.
    pub count: Option<usize>,
    /// Their share of the column's base, unrounded; `None` where there is no base, or no rule looks for the
    /// code.
    pub percent: Option<f64>,
    /// Who told them; `None` where the study does not say, or no rule looks for the code.
    pub respondents: Option<usize>,
    /// The ids of their incidents, where they were asked for.
    pub incidents: Option<Vec<String>>,
}

impl Row {
    /// False where no rule looks for the code: nothing is known of it.
    pub fn is_sought(&self) -> bool {
        self.total.is_some()
    }

    /// Some unit has the code.
    fn has_any(&self) -> bool {
        self.total.is_some_and(|total| total > 0)
    }
}

/// The same table once for every value of an attribute.
pub type Crosstabs = Tables<Crosstab>;

/// Counts codes in columns.
///
/// # Errors
/// The question cannot be asked of this material.
pub fn crosstab(material: &Material<'_>, question: &Question) -> Result<Crosstab, Error> {
    question.check(material)?;
    let scope = Scope::of(material, &question.conditions);
    let columns = Columns::of(material, &scope, &question.by);
    let decided = question.decide(&columns)?;
    Ok(table(material, question, &scope, &columns, &decided))
}

/// Counts codes in columns, once for every value of `within`; every table has the same columns.
///
/// # Errors
/// The question cannot be asked of this material.
pub fn crosstabs(
    material: &Material<'_>,
    question: &Question,
    within: &Variable,
) -> Result<Crosstabs, Error> {
    question.check(material)?;
    let scope = Scope::of(material, &question.conditions);
    let columns = Columns::of(material, &scope, &question.by);
    let decided = question.decide(&columns)?;
    Ok(Tables::of(material, &scope, within, |part| {
        table(material, question, part, &columns.over(material, part), &decided)
    }))
}

impl Question {
    fn check(&self, material: &Material<'_>) -> Result<(), Error> {
        if self.unit == Unit::Respondent && !material.respondents {
            return Err(Error::NoRespondents);
        }
        if self.unit == Unit::Segment && self.by == By::Codes {
            return Err(Error::SegmentsByCodes);
        }
        self.unit.check(material)
    }

    /// The codes of rows and columns.
    fn all_codes(&self, material: &Material<'_>) -> Vec<usize> {
        match self.by {
            By::Attribute(_) => self.codes.codes().collect(),
            By::Codes => (0..material.codebook.codes.len()).collect(),
        }
    }

    /// Which columns are to be compared.
    fn decide(&self, columns: &Columns) -> Result<Decided, Error> {
        let values = match columns {
            Columns::Values(grouping) => grouping.slots.values.as_slice(),
            Columns::Codes(_) => &[],
        };
        decide(&self.comparing, &self.by, self.unit, values)
    }
}

/// What the columns of a table are made of.
enum Columns {
    Values(Grouping),
    /// Places in the codebook.
    Codes(Vec<usize>),
}

impl Columns {
    fn of(material: &Material<'_>, scope: &Scope, by: &By) -> Self {
        match by {
            By::Attribute(variable) => Columns::Values(Grouping::by_attribute(material, scope, variable)),
            By::Codes => {
                let codebook = material.codebook;
                let column = |code: &usize| codebook.is_leaf(*code) && material.is_sought(*code);
                Columns::Codes((0..codebook.codes.len()).filter(column).collect())
            }
        }
    }

    /// The same columns over a part of the scope.
    fn over(&self, material: &Material<'_>, part: &Scope) -> Self {
        match self {
            Columns::Codes(codes) => Columns::Codes(codes.clone()),
            Columns::Values(all) => Columns::Values(all.over(material, part)),
        }
    }
}

/// Which columns each unit stands in.
struct Placed<'a> {
    columns: &'a Columns,
    count: &'a Count,
    /// Codes by codes: the columns of each unit.
    of_unit: Vec<Vec<u32>>,
}

impl<'a> Placed<'a> {
    fn new(columns: &'a Columns, count: &'a Count) -> Self {
        let mut of_unit = Vec::new();
        if let Columns::Codes(codes) = columns {
            of_unit = vec![Vec::new(); count.incident_of.len()];
            for (column, code) in codes.iter().enumerate() {
                for unit in count.units_with(*code, Aspect::Whole) {
                    of_unit[*unit as usize].push(column as u32);
                }
            }
        }
        Self { columns, count, of_unit }
    }

    fn width(&self) -> usize {
        match self.columns {
            Columns::Values(grouping) => grouping.slots.values.len(),
            Columns::Codes(codes) => codes.len(),
        }
    }

    fn columns_of(&self, unit: u32) -> &[u32] {
        match self.columns {
            Columns::Values(grouping) => &grouping.of[self.count.incident_of[unit as usize] as usize],
            Columns::Codes(_) => &self.of_unit[unit as usize],
        }
    }

    /// The tally of each column over `units`, and that of all units in any column.
    fn tallies(&self, units: impl Iterator<Item = u32>) -> (Vec<Tally>, Tally) {
        let (mut tallies, mut total) = (vec![Tally::default(); self.width()], Tally::default());
        for unit in units {
            let incident = self.count.incident_of[unit as usize];
            let columns = self.columns_of(unit);
            for column in columns {
                tallies[*column as usize].add(incident);
            }
            if !columns.is_empty() {
                total.add(incident);
            }
        }
        (tallies, total)
    }
}

fn table(
    material: &Material<'_>,
    question: &Question,
    scope: &Scope,
    columns: &Columns,
    decided: &Decided,
) -> Crosstab {
    let count = Count::new(material, scope, question.unit);
    let placed = Placed::new(columns, &count);
    let (whole, inside) = placed.tallies(0..count.incident_of.len() as u32);
    let named = |column: usize| match columns {
        Columns::Values(grouping) => grouping.slots.values[column].clone(),
        Columns::Codes(codes) => {
            (material.codebook.codes[codes[column]].id.clone(), material.label(codes[column]))
        }
    };
    let members = match columns {
        Columns::Values(grouping) => grouping.members(),
        Columns::Codes(_) => whole.iter().map(|tally| tally.incidents.clone()).collect(),
    };
    let heads: Vec<Column> = whole
        .iter()
        .zip(members)
        .enumerate()
        .map(|(at, (tally, members))| {
            let (value, label) = named(at);
            let unread = match columns {
                Columns::Values(grouping) => grouping.unread[at].len(),
                Columns::Codes(_) => 0,
            };
            Column {
                value,
                label,
                incidents: members.len() + unread,
                unread: if material.found.is_codings() { unread } else { members.len() },
                respondents: material.respondents.then(|| scope.respondents(members.iter().copied())),
                base: tally.base(question.unit, scope),
            }
        })
        .collect();
    let mut maker = Rows { material, question, scope, placed: &placed, columns: &heads, clusters: None };
    let mut tested = maker.compare(decided);
    let rows = maker.all(&mut tested);
    let (without_value, other, in_several) = match columns {
        Columns::Values(grouping) => (grouping.without_value, grouping.other, grouping.in_several),
        Columns::Codes(_) => (scope.incidents.len() - inside.incidents.len(), 0, 0),
    };
    Crosstab {
        unit: question.unit,
        by: question.by.name().to_string(),
        cuts: match &question.by {
            By::Attribute(variable) => variable.cuts(),
            By::Codes => Vec::new(),
        },
        counted: Counted::of(
            material,
            scope,
            &question.conditions,
            question.all_codes(material).into_iter(),
            question.unit,
        ),
        without_value,
        other,
        in_several,
        columns: heads,
        rows,
        tested,
    }
}

/// Makes the rows of one table.
struct Rows<'a> {
    material: &'a Material<'a>,
    question: &'a Question,
    scope: &'a Scope,
    placed: &'a Placed<'a>,
    columns: &'a [Column],
    /// How units hang together, where they do.
    clusters: Option<Clusters>,
}

impl Rows<'_> {
    fn all(&self, tested: &mut Tested) -> Vec<Row> {
        let codes = &self.material.codebook.codes;
        let shown = |code: &usize| self.question.level.is_none_or(|level| codes[*code].level <= level);
        let mut rows = Vec::new();
        let mut order: Vec<usize> = self.question.codes.codes().filter(shown).collect();
        let total = |code| self.row(code, Aspect::Whole).total.unwrap_or(0);
        order = in_order(self.material, order, total);
        for code in order {
            rows.push((code, self.row(code, Aspect::Whole)));
            if codes[code].polarity == Polarity::Either {
                let both =
                    [Valence::Enacted, Valence::Lacking].map(|valence| self.row(code, Aspect::Of(valence)));
                if both.iter().all(Row::has_any) {
                    rows.extend(both.map(|row| (code, row)));
                }
            }
        }
        if self.question.hide_zero {
            rows.retain(|(_, row)| row.has_any());
        }
        if let Tested::Done(compared) = tested {
            self.test(&mut rows, compared);
        }
        rows.into_iter().map(|(_, row)| row).collect()
    }

    fn row(&self, code: usize, aspect: Aspect) -> Row {
        let entry = &self.material.codebook.codes[code];
        let units = self.placed.count.units_with(code, aspect);
        let (tallies, total) = self.placed.tallies(units.iter().copied());
        let sought = self.material.is_sought(code);
        let valence = match aspect {
            Aspect::Whole => None,
            Aspect::Of(valence) => Some(valence),
        };
        Row {
            code: entry.id.clone(),
            valence,
            label: self.material.label(code),
            level: entry.level + usize::from(valence.is_some()),
            group: entry.group && valence.is_none(),
            total: sought.then(|| total.number(self.question.unit, self.scope)),
            cells: tallies
                .iter()
                .zip(self.columns)
                .map(|(tally, column)| self.cell(tally, column, sought))
                .collect(),
            compared: OfRow::default(),
        }
    }

    fn cell(&self, tally: &Tally, column: &Column, sought: bool) -> Cell {
        let count = tally.number(self.question.unit, self.scope);
        let id = |at: &u32| self.material.incidents[self.scope.incidents[*at as usize]].id.clone();
        Cell {
            count: sought.then_some(count),
            percent: percent(count, column.base.filter(|_| sought)),
            respondents: (sought && self.material.respondents).then(|| tally.respondents(self.scope)),
            incidents: self.question.ids.then(|| tally.incidents.iter().map(id).collect()),
        }
    }
}

mod tested;

#[cfg(test)]
#[path = "crosstab_tests.rs"]
mod tests;
