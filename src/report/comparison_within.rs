//! What the tables within several values of an attribute have in common.

use super::Sheet;
use super::crosstab::{LABEL, lead};
use super::figures;
use super::provenance::some;
use super::sheet::{Entry, Field, Row, WhenNarrow};
use crate::analysis::comparison::summary::{Summary, SummaryRow};
use crate::analysis::statistic::find;
use crate::analysis::{Measure, Refusal};
use serde_json::{Value, json};

/// A summary, or why there is none.
pub type Summed = Result<Summary, Refusal>;

/// The summary for people; a line with the reason where it cannot be given.
pub(super) fn sheet(summary: Option<&Summed>, within: &str) -> Option<Sheet> {
    match summary? {
        Ok(summary) => Some(of(summary, within)),
        Err(why) => {
            let reason = super::comparison::reason(why, within);
            Some(Sheet {
                heading: vec![format!("The tables are not summed up: {reason}.")],
                ..Sheet::default()
            })
        }
    }
}

fn of(summary: &Summary, within: &str) -> Sheet {
    let [first, second] =
        summary.columns.each_ref().map(|column| column.label.as_deref().unwrap_or(&column.value));
    let mut sheet = Sheet {
        heading: vec![
            format!("within {within}: what its {} tables have in common", summary.strata),
            format!(
                "{first} against {second}, Mantel and Haenszel: common difference in points, common odds ratio; p = \
                 Cochran, Mantel and Haenszel; exact p = conditional on every table, Holm = that corrected for {}; \
                 homogeneity = p of Breslow, Day and Tarone; tables = how many tell anything",
                some(tests(summary), "code")
            ),
        ],
        fields: vec![Field::text("code", "code"), Field::text("label", "").when_narrow(LABEL)],
        ..Sheet::default()
    };
    for (name, title, rank) in [
        ("rd_mh", "difference", 7),
        ("or_mh", "OR", 4),
        ("or_mh_ci", "95 %", 4),
        ("cmh_p", "p", 3),
        ("exact_p", "exact p", 6),
        ("holm", "Holm", 5),
        ("homogeneity", "homogeneity", 2),
        ("tables", "tables", 3),
    ] {
        sheet.fields.push(Field::number(name, title).when_narrow(WhenNarrow::Goes { rank }));
    }
    let least = summary.rows.iter().map(|row| row.level).min().unwrap_or(1);
    sheet.rows = summary.rows.iter().map(|row| entries(row, least)).collect();
    sheet.notes = notes(summary);
    sheet
}

/// How many codes without codes below them have a corrected p.
fn tests(summary: &Summary) -> usize {
    let leaves = summary.rows.iter().filter(|row| !row.group && row.valence.is_none());
    let corrected =
        |row: &&SummaryRow| find(&row.statistics, Measure::Holm).is_some_and(|p| p.value.is_some());
    leaves.filter(corrected).count()
}

/// What not to trust.
fn notes(summary: &Summary) -> Vec<String> {
    let mut notes = Vec::new();
    let ratios = summary.rows.iter().filter_map(|row| find(&row.statistics, Measure::CommonOddsRatio)?.value);
    if ratios.clone().any(|ratio| ratio == 0.0 || ratio.is_infinite()) {
        notes.push(
            "An odds ratio of 0 or ∞ has an empty cell in every table that tells anything: it has no interval, and \
             the exact p says what there is to say (empty-cell)."
                .to_string(),
        );
    }
    notes.push("p is for large numbers: where few tables tell anything, or their counts are small, trust the exact p.".into());
    if summary.dependent {
        notes.push(
            "Every p here takes incidents as independent, though respondents told several: --stats full without \
             --within compares within and between them, --where one value at a time (dependent-incidents)."
                .to_string(),
        );
    }
    notes
}

fn entries(row: &SummaryRow, least: usize) -> Row {
    let value = |measure| find(&row.statistics, measure).and_then(|one| one.value);
    let label = if row.valence.is_some() { "" } else { row.label.as_deref().unwrap_or_default() };
    let entries = vec![
        Entry::text(lead(&row.code, row.valence.map(crate::codebook::Valence::name), row.level - least)),
        Entry::text(label),
        figures::points(value(Measure::CommonRiskDifference)),
        figures::ratio(value(Measure::CommonOddsRatio)),
        figures::ratio_interval(find(&row.statistics, Measure::CommonOddsRatio).and_then(|one| one.interval)),
        figures::p(value(Measure::CmhP)),
        figures::p(value(Measure::StrataExactP)),
        figures::p(value(Measure::Holm)),
        figures::p(value(Measure::BreslowDayP)),
        figures::whole(value(Measure::InformativeStrata)),
    ];
    Row { entries, strong: row.group }
}

/// The summary for programs; `null` where the tables compare nothing.
pub(super) fn json(summary: Option<&Summed>, within: &str) -> Value {
    match summary {
        None => Value::Null,
        Some(Err(why)) => json!({"reason": super::comparison::reason(why, within)}),
        Some(Ok(summary)) => json!({
            "reason": null,
            "columns": summary.columns.iter().map(|column| &column.value).collect::<Vec<_>>(),
            "strata": summary.strata,
            "dependent": summary.dependent,
            "rows": summary.rows.iter().map(row_json).collect::<Vec<_>>(),
        }),
    }
}

fn row_json(row: &SummaryRow) -> Value {
    json!({
        "code": row.code,
        "valence": row.valence,
        "label": row.label,
        "level": row.level,
        "group": row.group,
        "statistics": figures::json(&row.statistics),
    })
}
