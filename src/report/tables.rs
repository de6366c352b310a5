//! What tables by an attribute have in common: its bins, who stands in none, one table for each value.

use super::Sheet;
use super::crosstab::extend;
use super::provenance::{Provenance, some};
use super::sheet::{Entry, Field};
use crate::analysis::{Column, Condition, Part, Point, Tables};
use serde_json::{Value, json};

/// Cut points for programs; null where there are none. Numbers and years are numbers.
pub(super) fn bins(cuts: &[Point]) -> Value {
    let cut = |point: &Point| match point.number() {
        Some(number) if number.fract() == 0.0 => json!(number as i64),
        Some(number) => json!(number),
        None => json!(point.to_string()),
    };
    if cuts.is_empty() { Value::Null } else { cuts.iter().map(cut).collect() }
}

/// Cut points for people, behind the name of the attribute.
pub(super) fn cut_at(cuts: &[Point]) -> String {
    match cuts {
        [] => String::new(),
        cuts => {
            let cuts: Vec<String> = cuts.iter().map(ToString::to_string).collect();
            format!(", cut at {}", cuts.join(" and "))
        }
    }
}

/// Who told the incidents of each column, beside the bases over the columns; `None` where the study does
/// not say.
pub(super) fn tellers(columns: &[Column]) -> Option<String> {
    let one = |column: &Column| {
        let name = column.label.as_ref().unwrap_or(&column.value);
        Some(format!("{name} {}", column.respondents?))
    };
    let each: Vec<String> = columns.iter().filter_map(one).collect();
    (!each.is_empty()).then(|| format!("respondents of the columns: {}", each.join(", ")))
}

/// A sheet for every value, below each other, called by `title` and the value; `whole` makes one of them.
pub(super) fn sheets<T>(
    tables: &Tables<T>,
    title: &str,
    provenance: &Provenance<'_>,
    whole: impl Fn(&T, &str, Option<Condition>) -> Sheet,
) -> Vec<Sheet> {
    let one = |part: &Part<T>| {
        let value = part.label.as_ref().unwrap_or(&part.value);
        let title = format!("{title} · {} = {value}", tables.within);
        whole(&part.table, &title, Some(Condition::is(&tables.within, &part.value)))
    };
    let mut sheets: Vec<Sheet> = tables.tables.iter().map(one).collect();
    finish(tables, &mut sheets, || provenance.heading(&format!("{title} within {}", tables.within)));
    sheets
}

/// Puts below the last sheet who is in no table or in several; without a table a sheet of its own.
pub(super) fn finish<T>(tables: &Tables<T>, sheets: &mut Vec<Sheet>, empty: impl FnOnce() -> Vec<String>) {
    let mut notes = outside(&tables.within, &tables.cuts, tables.without_value, tables.other, "table");
    notes.extend(several(&tables.within, tables.in_several, "tables"));
    if sheets.is_empty() {
        sheets.push(Sheet { heading: empty(), ..Sheet::default() });
    }
    if let Some(last) = sheets.last_mut() {
        last.notes.extend(notes);
    }
}

/// All tables as one, with a field for the value they are within.
pub(super) fn joined<T>(tables: &Tables<T>, body: impl Fn(&T) -> Sheet) -> Sheet {
    let mut all = Sheet::default();
    for part in &tables.tables {
        let sheet = body(&part.table);
        if all.fields.is_empty() {
            all.fields = sheet.fields;
            all.fields.insert(0, Field::text(format!("within_{}", tables.within), &tables.within));
        }
        all.rows.extend(sheet.rows.into_iter().map(|mut row| {
            row.entries.insert(0, Entry::text(&part.value));
            row
        }));
    }
    all
}

/// The tables for programs, behind the first fields of `document`; each without what all share.
pub(super) fn json<T>(tables: &Tables<T>, mut document: Value, content: impl Fn(&T) -> Value) -> Value {
    let parts: Vec<Value> = tables
        .tables
        .iter()
        .map(|part| {
            let mut one = json!({"value": part.value, "label": part.label});
            extend(&mut one, content(&part.table));
            one
        })
        .collect();
    let whole = json!({
        "within": tables.within,
        "within_bins": bins(&tables.cuts),
        "without_value": tables.without_value,
        "other": tables.other,
        "in_several": tables.in_several,
        "tables": parts,
    });
    extend(&mut document, whole);
    document
}

/// Incidents that stand in no column or table.
pub(super) fn outside(
    attribute: &str,
    cuts: &[Point],
    without_value: usize,
    other: usize,
    of: &str,
) -> Vec<String> {
    let mut notes = Vec::new();
    if without_value > 0 {
        notes
            .push(format!("{} without a value of {attribute}: in no {of}.", some(without_value, "incident")));
    }
    if other > 0 {
        let incidents = some(other, "incident");
        notes.push(match cuts {
            [] => format!("{incidents} with another value of {attribute} than those declared: in no {of}."),
            _ => format!("{incidents} with a value of {attribute} that cannot be compared: in no {of}."),
        });
    }
    notes
}

/// Incidents that stand in more than one column or table.
pub(super) fn several(attribute: &str, in_several: usize, of: &str) -> Option<String> {
    let line = || {
        format!("{} with several values of {attribute}: in each of their {of}.", some(in_several, "incident"))
    };
    (in_several > 0).then(line)
}
