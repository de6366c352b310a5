//! Statistics that stand beside no row of a table, a row each: what CSV writes below the table.

use super::figures;
use super::sheet::{Entry, Field, Row, Sheet};
use crate::analysis::{Caution, Statistic};

/// One statistic in long form.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Further {
    /// Its name in files.
    pub statistic: String,
    /// What it is of: a code, all codes, a list.
    pub of: String,
    /// Its value; empty where it is undefined.
    pub value: Entry,
    /// Where its interval begins and ends.
    pub limits: [Entry; 2],
    /// Its standard error.
    pub standard_error: Entry,
    /// How many units, respondents or things it was computed from.
    pub n: Option<usize>,
    /// How it is computed.
    pub method: String,
    /// What to be careful of, or why there is no value.
    pub caution: String,
}

impl Further {
    /// A number that is no statistic with a measure of its own.
    pub fn number(statistic: &str, of: &str, value: Option<f64>, n: Option<usize>, method: &str) -> Self {
        Self {
            statistic: statistic.to_string(),
            of: of.to_string(),
            value: figures::data(value),
            n,
            method: method.to_string(),
            ..Self::default()
        }
    }

    /// A number of things.
    pub fn count(statistic: &str, of: &str, value: usize, method: &str) -> Self {
        Self { value: Entry::count(value), ..Self::number(statistic, of, None, None, method) }
    }

    /// What has no value, with the reason.
    pub fn without(statistic: &str, of: &str, why: String) -> Self {
        Self { caution: why, ..Self::number(statistic, of, None, None, "") }
    }

    /// The same with cautions.
    pub fn careful(self, cautions: &[Caution]) -> Self {
        let codes: Vec<&str> = cautions.iter().map(|caution| caution.code()).collect();
        Self { caution: codes.join(";"), ..self }
    }
}

/// A line a statistic.
pub(super) fn lines(of: &str, statistics: &[Statistic], cautions: &[Caution]) -> Vec<Further> {
    let line = |one: &Statistic| {
        let [low, high] = [one.interval.map(|both| both.low), one.interval.map(|both| both.high)];
        Further {
            limits: [figures::data(low), figures::data(high)],
            standard_error: figures::data(one.standard_error),
            ..Further::number(one.measure.name(), of, one.value, Some(one.n), one.measure.method())
        }
        .careful(cautions)
    };
    statistics.iter().map(line).collect()
}

/// The lines as a table; nothing where there are none.
pub(super) fn sheet(lines: Vec<Further>) -> Option<Sheet> {
    let fields = vec![
        Field::text("statistic", "statistic"),
        Field::text("of", "of"),
        Field::number("value", "value"),
        Field::number("low", "low"),
        Field::number("high", "high"),
        Field::number("standard_error", "standard error"),
        Field::number("n", "n"),
        Field::text("method", "method"),
        Field::text("caution", "caution"),
    ];
    let row = |line: Further| {
        let [low, high] = line.limits;
        let entries = vec![
            Entry::text(line.statistic),
            Entry::text(line.of),
            line.value,
            low,
            high,
            line.standard_error,
            Entry::count_or_none(line.n),
            Entry::text(line.method),
            Entry::text(line.caution),
        ];
        Row { entries, strong: false }
    };
    let rows: Vec<Row> = lines.into_iter().map(row).collect();
    (!rows.is_empty()).then(|| Sheet { fields, rows, ..Sheet::default() })
}
