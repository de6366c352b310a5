//! A framework matrix: incidents or respondents by codes, each cell with passages or summaries.

use super::crosstab::extend;
use super::provenance::{Provenance, some};
use super::sheet::{Entry, Field, Row, WhenNarrow};
use super::{Sheet, counted, one_line, terminal};
use crate::analysis::Unit;
use crate::analysis::matrix::{Cell, Matrix, Passage, Row as Line};
use crate::corpus::Incident;
use crate::span::CharIndex;
use serde_json::{Value, json};

/// What a cell does where the terminal is narrow.
const CELL: WhenNarrow = WhenNarrow::Wraps { least: 18, most: 34 };
/// A title over a cell is never wider.
const WIDEST_TITLE: usize = 34;
/// Columns from which a terminal is the wrong place to read a matrix.
const MANY: usize = 8;

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cells {
    /// Passages.
    Quotes,
    /// What the researchers wrote.
    Summaries,
    /// Both, summaries first.
    Both,
    /// The number of passages.
    Counts,
}

/// How a matrix is shown.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// What stands in a cell.
    pub cells: Cells,
    /// Passages in a cell; what is beyond is counted.
    pub quotes: usize,
    /// The attribute beside each row, usually the outcome.
    pub beside: Option<&'a str>,
}

/// The matrix for people and spreadsheets.
pub fn sheet(table: &Matrix<'_>, shown: Shown<'_>, provenance: &Provenance<'_>) -> Sheet {
    let mut sheet = body(table, shown);
    sheet.heading = provenance.heading(&format!("framework matrix · {}s by codes", table.unit));
    sheet.heading.push(counted::line(&table.counted, Some(table.unit), provenance));
    sheet.heading.push(legend(table, shown));
    if let Some(read) = table.counted.read.filter(|read| *read < table.counted.incidents) {
        let unread = some(table.counted.incidents - read, "incident");
        sheet.notes.push(format!("{unread} not read: in no row, and may hold these codes."));
    }
    if table.remarks_without_cell > 0 && matches!(shown.cells, Cells::Summaries | Cells::Both) {
        sheet.notes.push(format!(
            "{} on passages without any of these codes: in no cell.",
            some(table.remarks_without_cell, "memo")
        ));
    }
    sheet.notes.extend(counted::notes(&table.counted, provenance));
    if table.columns.len() > MANY && shown.cells != Cells::Counts {
        sheet.notes.push(
            "Wide: easier to read as --output matrix.html or matrix.csv, with fewer codes, --level 1, or --cells counts."
                .into(),
        );
    }
    sheet
}

fn legend(table: &Matrix<'_>, shown: Shown<'_>) -> String {
    let summaries = "what the researchers wrote: memos on incident and code, memos on passages with the code, notes of codings";
    match shown.cells {
        Cells::Counts => {
            format!("cells: passages with the code, of {}", some(table.rows.len(), &table.unit.to_string()))
        }
        Cells::Summaries => format!("cells: {summaries}"),
        Cells::Quotes => format!("cells: passages with the code, at most {}", shown.quotes),
        Cells::Both => format!("cells: {summaries}; then passages with the code, at most {}", shown.quotes),
    }
}

/// Fields and rows alone.
pub fn body(table: &Matrix<'_>, shown: Shown<'_>) -> Sheet {
    let people = table.unit == Unit::Respondent;
    let name = if people { "respondent" } else { "incident" };
    let mut sheet = Sheet { fields: vec![Field::text(name, name)], ..Sheet::default() };
    let other = if people { "incidents" } else { "respondent" };
    if people || table.counted.respondents.is_some() {
        let field = Field::text(other, other);
        sheet.fields.push(if people {
            field.when_narrow(CELL)
        } else {
            field.when_narrow(WhenNarrow::Goes { rank: 1 })
        });
    }
    if let Some(beside) = shown.beside {
        sheet.fields.push(Field::text(beside, beside));
    }
    for (at, column) in table.columns.iter().enumerate() {
        sheet.groups.push(terminal::cut(&column.code, WIDEST_TITLE));
        let title = column.label.clone().unwrap_or_default();
        let field = match shown.cells {
            Cells::Counts => Field::number(&column.code, "n"),
            _ => Field::text(&column.code, title).when_narrow(CELL),
        };
        sheet.fields.push(field.under(at));
    }
    sheet.rows = table.rows.iter().map(|row| sheet_row(table, row, shown)).collect();
    sheet
}

fn sheet_row(table: &Matrix<'_>, row: &Line<'_>, shown: Shown<'_>) -> Row {
    let respondent = respondent(row).unwrap_or_default();
    let ids: Vec<&str> = row.incidents.iter().map(|one| one.id.as_str()).collect();
    let mut entries = Vec::with_capacity(table.columns.len() + 3);
    if table.unit == Unit::Respondent {
        let name = if respondent.is_empty() { "(nobody named)" } else { respondent };
        entries.push(Entry { shown: name.to_string(), exact: respondent.to_string() });
        entries.push(Entry { shown: ids.join(", "), exact: ids.join(";") });
    } else {
        entries.push(Entry::text(ids.join(", ")));
        if table.counted.respondents.is_some() {
            entries.push(Entry::text(respondent));
        }
    }
    if let Some(beside) = shown.beside {
        let mut values: Vec<String> = Vec::new();
        for value in row.incidents.iter().filter_map(|one| one.attribute(beside)) {
            let text = value.text().into_owned();
            if !values.contains(&text) {
                values.push(text);
            }
        }
        entries.push(Entry::text(values.join("; ")));
    }
    for at in 0..table.columns.len() {
        let cell = row.cells.get(&at);
        entries.push(match shown.cells {
            _ if cell.is_none() && table.columns[at].rows.is_none() => Entry::none(),
            Cells::Counts => Entry::count(cell.map_or(0, |cell| cell.passages.len())),
            _ => Entry::text(cell.map(|cell| text(cell, row, shown)).unwrap_or_default()),
        });
    }
    Row { entries, strong: false }
}

/// What stands in a cell, a line each.
fn text(cell: &Cell<'_>, row: &Line<'_>, shown: Shown<'_>) -> String {
    let several = row.incidents.len() > 1;
    let of = |incident: &str| if several { format!(" [{incident}]") } else { String::new() };
    let mut lines: Vec<String> = Vec::new();
    if matches!(shown.cells, Cells::Summaries | Cells::Both) {
        let summary = |one: &crate::analysis::matrix::Summary<'_>| {
            format!("{} ({}){}", one_line(&one.text), one.coder, of(one.incident))
        };
        lines.extend(cell.summaries.iter().map(summary));
    }
    if matches!(shown.cells, Cells::Quotes | Cells::Both) {
        let quote = |one: &Passage<'_>| format!("{}{}", quoted(one), of(&one.incident.id));
        lines.extend(cell.passages.iter().take(shown.quotes).map(quote));
        let more = cell.passages.len().saturating_sub(shown.quotes);
        if more > 0 {
            lines.push(format!("+{more} more"));
        }
    }
    lines.join("\n")
}

fn quoted(passage: &Passage<'_>) -> String {
    match (passage.span, passage.lost) {
        (Some(span), _) => format!("“{}”", one_line(span.of(&passage.incident.narrative))),
        (None, true) => "(a passage that is not found any more)".into(),
        (None, false) => "(the whole incident)".into(),
    }
}

fn respondent<'a>(row: &Line<'a>) -> Option<&'a str> {
    let first: &'a Incident = row.incidents.first()?;
    first.respondent.as_deref()
}

/// The matrix for programs, schema `keerpunt.matrix/1`: every passage and summary; cells without any are left out.
pub fn json(table: &Matrix<'_>, shown: Shown<'_>, provenance: &Provenance<'_>) -> Value {
    let mut document = provenance.json("keerpunt.matrix/1");
    extend(&mut document, counted::json(&table.counted));
    let columns =
        table.columns.iter().map(|one| json!({"code": one.code, "label": one.label, "rows": one.rows}));
    let cell = |(at, cell): (&usize, &Cell<'_>)| {
        let summaries = cell.summaries.iter();
        json!({
            "code": table.columns[*at].code,
            "passages": cell.passages.iter().map(json_passage).collect::<Vec<_>>(),
            "summaries": summaries
                .map(|one| json!({"incident": one.incident, "coder": one.coder, "text": one.text}))
                .collect::<Vec<_>>(),
        })
    };
    let row = |row: &Line<'_>| {
        let values = row.incidents.iter().map(|one| {
            shown.beside.and_then(|name| one.attribute(name)).map(|value| value.text().into_owned())
        });
        json!({
            "incidents": row.incidents.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(),
            "respondent": respondent(row),
            "values": values.collect::<Vec<_>>(),
            "cells": row.cells.iter().map(cell).collect::<Vec<_>>(),
        })
    };
    extend(
        &mut document,
        json!({
            "unit": table.unit,
            "beside": shown.beside,
            "remarks_without_cell": table.remarks_without_cell,
            "columns": columns.collect::<Vec<_>>(),
            "rows": table.rows.iter().map(row).collect::<Vec<_>>(),
        }),
    );
    document
}

fn json_passage(passage: &Passage<'_>) -> Value {
    let narrative = &passage.incident.narrative;
    let chars = passage.span.map(|span| CharIndex::new(narrative).chars(span));
    json!({
        "incident": passage.incident.id,
        "start": chars.map(|(start, _)| start),
        "end": chars.map(|(_, end)| end),
        "quote": passage.span.map(|span| span.of(narrative)),
        "lost": passage.lost,
    })
}
