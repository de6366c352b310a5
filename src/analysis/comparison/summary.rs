//! The same table within several values of an attribute: what its parts have in common.

use super::{LEVEL, Refusal};
use crate::analysis::crosstab::{Crosstab, Row};
use crate::analysis::statistic::{Measure, Statistic, find};
use crate::analysis::{Column, Crosstabs, Part};
use crate::codebook::Valence;
use crate::statistics::TwoByTwo;
use crate::statistics::multiple::{benjamini_hochberg, holm};
use crate::statistics::strata::exact::ExactStrata;
use crate::statistics::strata::homogeneity::breslow_day;
use crate::statistics::strata::{informative, mantel_haenszel as mh};

/// Cochran, Mantel and Haenszel over the tables.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// The two columns compared.
    pub columns: [Column; 2],
    /// How many tables there are.
    pub strata: usize,
    /// Units of some table hang together, and the tests take them as independent.
    pub dependent: bool,
    /// A row for each code.
    pub rows: Vec<SummaryRow>,
}

/// One code over all tables.
#[derive(Debug, Clone, PartialEq)]
pub struct SummaryRow {
    /// Full id.
    pub code: String,
    /// Only this valence.
    pub valence: Option<Valence>,
    /// Name that people read.
    pub label: Option<String>,
    /// As in the tables.
    pub level: usize,
    /// Holds codes.
    pub group: bool,
    /// What the tables have in common.
    pub statistics: Vec<Statistic>,
}

/// The summary of tables that compare the same two columns; why not, where it cannot be given.
/// `None` where the tables compare nothing, or more than two columns.
pub fn summary(tables: &Crosstabs) -> Option<Result<Summary, Refusal>> {
    let in_several = tables.in_several;
    let tables = &tables.tables;
    let compared = tables.iter().find_map(|part| part.table.tested.done())?;
    let [first, second] = compared.columns[..] else { return None };
    if in_several > 0 {
        return Some(Err(Refusal::InSeveral(in_several)));
    }
    let mut rows: Vec<SummaryRow> = Vec::new();
    let mut strata: Vec<Vec<TwoByTwo>> = Vec::new();
    let bases =
        |part: &Part<Crosstab>| [first, second].map(|at| part.table.columns[at].base.unwrap_or(0) as u64);
    let nothing = |part: &Part<Crosstab>| {
        let [n1, n2] = bases(part);
        TwoByTwo { a: 0, b: n1, c: 0, d: n2 }
    };
    for (at, part) in tables.iter().enumerate() {
        let mut next = 0;
        for row in part.table.rows.iter().filter(|row| row.is_sought()) {
            let known = rows.iter().position(|one| one.code == row.code && one.valence == row.valence);
            let place = known.unwrap_or_else(|| {
                // A row that the tables before leave out stands where it stands in this one.
                rows.insert(next, named(row));
                // A row that a table leaves out has no counts there.
                strata.insert(next, tables.iter().map(nothing).collect());
                next
            });
            next = place + 1;
            let with = [first, second].map(|column| row.cells[column].count.unwrap_or(0) as u64);
            if let Some(table) = TwoByTwo::of_groups(with, bases(part)) {
                strata[place][at] = table;
            }
        }
    }
    rows.iter_mut().zip(&strata).for_each(|(row, strata)| row.statistics = statistics(strata));
    correct(&mut rows);
    let column = |at: usize| {
        let sum = |of: fn(&Column) -> usize| tables.iter().map(|part| of(&part.table.columns[at])).sum();
        let base = tables.iter().map(|part| part.table.columns[at].base).sum();
        Column {
            incidents: sum(|one| one.incidents),
            unread: sum(|one| one.unread),
            respondents: None,
            base,
            ..tables[0].table.columns[at].clone()
        }
    };
    Some(Ok(Summary {
        columns: [column(first), column(second)],
        strata: tables.len(),
        dependent: tables
            .iter()
            .any(|part| part.table.tested.done().is_some_and(|one| one.dependence.is_some())),
        rows,
    }))
}

fn named(row: &Row) -> SummaryRow {
    SummaryRow {
        code: row.code.clone(),
        valence: row.valence,
        label: row.label.clone(),
        level: row.level,
        group: row.group,
        statistics: Vec::new(),
    }
}

fn statistics(strata: &[TwoByTwo]) -> Vec<Statistic> {
    let n = strata.iter().map(TwoByTwo::total).sum::<u64>() as usize;
    let plain = |measure, value| Statistic::plain(measure, value, n);
    let test = mh::cmh(strata).map(|test| test.plain);
    let odds = mh::odds_ratio(strata, LEVEL);
    // Without a table that tells anything there is nothing to test.
    let exact = ExactStrata::of(strata).filter(|_| informative(strata) > 0);
    let same = breslow_day(strata).map(|test| test.tarone);
    vec![
        plain(Measure::CommonRiskDifference, mh::risk_difference(strata)),
        Statistic {
            measure: Measure::CommonOddsRatio,
            value: odds.map(|odds| odds.value),
            standard_error: None,
            interval: odds.and_then(|odds| odds.interval),
            n,
        },
        plain(Measure::CommonRiskRatio, mh::risk_ratio(strata)),
        plain(Measure::Cmh, test.map(|test| test.value)),
        plain(Measure::CmhP, test.map(|test| test.p)),
        plain(Measure::StrataExactP, exact.map(|exact| exact.two_sided())),
        plain(Measure::BreslowDay, same.map(|test| test.value)),
        plain(Measure::BreslowDayP, same.map(|test| test.p)),
        plain(Measure::InformativeStrata, Some(informative(strata) as f64)),
    ]
}

/// Corrects the exact p over strata, where there is none that of Cochran, Mantel and Haenszel; leaves,
/// groups and valences each by themselves.
fn correct(rows: &mut [SummaryRow]) {
    for family in [(false, false), (true, false), (false, true)] {
        let of = |row: &SummaryRow| (row.group, row.valence.is_some());
        let places: Vec<usize> = (0..rows.len()).filter(|at| of(&rows[*at]) == family).collect();
        let p = |at: &usize| {
            let of = |measure| find(&rows[*at].statistics, measure).and_then(|one| one.value);
            of(Measure::CmhP).and_then(|cmh| of(Measure::StrataExactP).or(Some(cmh)))
        };
        let p: Vec<Option<f64>> = places.iter().map(p).collect();
        for (measure, corrected) in
            [(Measure::Holm, holm(&p)), (Measure::BenjaminiHochberg, benjamini_hochberg(&p))]
        {
            for (at, value) in places.iter().zip(corrected) {
                let n = rows[*at].statistics[0].n;
                rows[*at].statistics.push(Statistic::plain(measure, value, n));
            }
        }
    }
}
