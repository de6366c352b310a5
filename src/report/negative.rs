//! Negative cases: which outcome each code goes with, and the incidents that speak against it.

use super::crosstab::{LABEL, RESPONDENTS, extend};
use super::provenance::Provenance;
use super::sheet::{Entry, Field, Row, WhenNarrow};
use super::tables::{outside, several};
use super::{Sheet, counted, figures};
use crate::analysis::negative::{Case, Negative, Row as Line, WithoutCode};
use crate::analysis::{Condition, Unit};
use crate::span::{CharIndex, Span};
use serde_json::{Value, json};
use std::slice;

/// What a passage does where the terminal is narrow.
const PASSAGES: WhenNarrow = WhenNarrow::Wraps { least: 24, most: 90 };
const PLACE: WhenNarrow = WhenNarrow::Goes { rank: 2 };
/// Code points of a narrative that are shown where no passage is.
const BEGINNING: usize = 200;

/// How negative cases are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// Incidents with an outcome and none of its codes, in place of those with a code and the other outcome.
    pub reverse: bool,
    /// Cases that are listed of each code for people; `None`: all.
    pub most: Option<usize>,
}

/// The tables for people: a line a code, then the cases.
pub fn sheets(table: &Negative<'_>, shown: Shown, provenance: &Provenance<'_>) -> Vec<Sheet> {
    let (mut first, mut cases) = match shown.reverse {
        false => (codes(table), listed(table, shown.most)),
        true => (without(table), listed_without(table, shown.most)),
    };
    let what = if shown.reverse { "outcomes without their codes" } else { "negative cases" };
    first.heading = provenance.heading(&format!("{what} · by {}", table.by));
    first.heading.push(counted::line(&table.counted, Some(Unit::Incident), provenance));
    first.heading.extend(legend(table, shown.reverse));
    first.notes.extend(outside(&table.by, &[], table.without_value, table.other, "column"));
    first.notes.extend(several(&table.by, table.in_several, "columns"));
    if let Some(designed) = provenance.designed(&table.by) {
        first.notes.push(designed + " Compare percentages, not how many cases speak against a code.");
    }
    first.notes.extend(counted::notes(&table.counted, provenance));
    let mut lists = table.rows.iter().filter(|row| !row.cases.is_empty());
    let open = match (shown.reverse, lists.next()) {
        (false, Some(row)) => Some((row.code.as_str(), &row.cases[0])),
        _ => None,
    };
    if let Some((code, case)) = open {
        let command = provenance.opening(code, &[Condition::is("id", case.incident.id.as_str())]);
        cases.notes.push(format!("Open a case: {command}"));
    }
    if cases.rows.is_empty() { vec![first] } else { vec![first, cases] }
}

fn legend(table: &Negative<'_>, reverse: bool) -> Vec<String> {
    if reverse {
        return vec![format!(
            "n = incidents with the {} and none of the codes that go with it, % of all with that {}",
            table.by, table.by
        )];
    }
    let goes = match table.expected {
        true => "goes with = the value that was expected of every code".to_string(),
        false => {
            format!("goes with = the {} where the largest share of the incidents has the code", table.by)
        }
    };
    vec![
        format!("n = incidents with the code, % of those with that {}", table.by),
        format!(
            "{goes}; difference = that share less the share elsewhere, in points, Newcombe's 95 % interval"
        ),
        "against = negative cases: incidents with the code and another value, of all with the code".into(),
    ]
}

/// A line a code.
fn codes(table: &Negative<'_>) -> Sheet {
    let mut sheet = Sheet {
        fields: vec![Field::text("code", "code"), Field::text("label", "").when_narrow(LABEL)],
        ..Sheet::default()
    };
    for (at, column) in table.columns.iter().enumerate() {
        sheet.groups.push(format!("{} {}", title(table, at), column.base));
        sheet.fields.push(Field::number(format!("{}_n", column.value), "n").under(at));
        sheet.fields.push(Field::number(format!("{}_percent", column.value), "%").under(at));
    }
    sheet.fields.push(Field::text("goes_with", "goes with"));
    sheet.fields.push(Field::number("difference", "difference").when_narrow(WhenNarrow::Goes { rank: 4 }));
    sheet.fields.push(Field::number("interval", "95 %").when_narrow(WhenNarrow::Goes { rank: 3 }));
    sheet.fields.push(Field::text("cautions", ""));
    sheet.fields.push(Field::number("cases", "against"));
    sheet.fields.push(Field::number("base", "of"));
    if table.counted.respondents.is_some() {
        sheet.fields.push(Field::number("respondents", "r").when_narrow(RESPONDENTS));
    }
    sheet.rows = table.rows.iter().map(|row| code_row(table, row)).collect();
    if table.rows.iter().any(|row| !row.cautions.is_empty()) {
        sheet.notes.push(
            "¹ the interval holds 0: which outcome the code goes with is uncertain, and so are its negative cases (weak-lean)."
                .into(),
        );
    }
    if table.dependent {
        sheet.notes.push(
            "Respondents told several of these incidents; intervals take incidents as independent (dependent-incidents)."
                .into(),
        );
    }
    let tied: Vec<&str> = table
        .rows
        .iter()
        .filter(|row| row.goes_with.is_none() && row.base > 0)
        .map(|row| row.code.as_str())
        .collect();
    if !tied.is_empty() {
        sheet.notes.push(format!(
            "As large a share in two columns, so no case can speak against them (--expect VALUE says what was expected): {}.",
            tied.join(", ")
        ));
    }
    sheet
}

fn code_row(table: &Negative<'_>, row: &Line<'_>) -> Row {
    let mut entries = vec![Entry::text(&row.code), Entry::text(row.label.clone().unwrap_or_default())];
    for (count, percent) in row.counts.iter().zip(&row.percents) {
        entries.push(Entry::count(*count));
        entries.push(Entry::percent(*percent));
    }
    let goes_with = row.goes_with;
    entries.push(goes_with.map_or_else(Entry::none, |value| Entry {
        shown: title(table, value).to_string(),
        exact: table.columns[value].value.clone(),
    }));
    entries.push(figures::points(row.difference.value));
    entries.push(figures::points_interval(row.difference.interval));
    entries.push(Entry::text(if row.cautions.is_empty() { "" } else { "¹" }));
    entries.push(goes_with.map_or_else(Entry::none, |_| Entry::count(row.cases.len())));
    entries.push(Entry::count(row.base));
    if table.counted.respondents.is_some() {
        entries.push(goes_with.and(row.respondents).map_or_else(Entry::none, Entry::count));
    }
    Row { entries, strong: false }
}

/// A line a value, with the incidents that have none of its codes.
fn without(table: &Negative<'_>) -> Sheet {
    let mut fields = vec![
        Field::text("value", table.by.as_str()),
        Field::number("cases", "n"),
        Field::number("base", "of"),
        Field::number("percent", "%"),
    ];
    if table.counted.respondents.is_some() {
        fields.push(Field::number("respondents", "r").when_narrow(RESPONDENTS));
    }
    fields.push(Field::text("codes", "codes that go with it").when_narrow(PASSAGES));
    let row = |bare: &WithoutCode<'_>| {
        let base = table.columns[bare.value].base;
        let percent = (base > 0).then(|| bare.cases.len() as f64 * 100.0 / base as f64);
        let mut entries = vec![
            Entry::text(title(table, bare.value)),
            Entry::count(bare.cases.len()),
            Entry::count(base),
            Entry::percent(percent),
        ];
        if table.counted.respondents.is_some() {
            entries.push(Entry::count_or_none(bare.respondents));
        }
        entries.push(Entry::text(bare.codes.join(", ")));
        Row { entries, strong: false }
    };
    let rows: Vec<Row> = table.without_code.iter().map(row).collect();
    let notes = match rows.as_slice() {
        [] => vec!["No code goes with a value, so no value lacks its codes.".to_string()],
        _ => Vec::new(),
    };
    Sheet { fields, rows, notes, ..Sheet::default() }
}

/// The cases for people, under their codes.
fn listed(table: &Negative<'_>, most: Option<usize>) -> Sheet {
    let mut sheet = Sheet { fields: case_fields(table, "code", "passages"), ..Sheet::default() };
    let mut left = Vec::new();
    for row in &table.rows {
        let shown = most.unwrap_or(usize::MAX).min(row.cases.len());
        sheet.rows.extend(row.cases[..shown].iter().map(|case| case_row(table, &row.code, case)));
        left.push((row.code.clone(), row.cases.len() - shown));
    }
    sheet.notes.extend(more(&left));
    sheet
}

/// The incidents without a code for people, under their values.
fn listed_without(table: &Negative<'_>, most: Option<usize>) -> Sheet {
    let mut sheet = Sheet { fields: case_fields(table, "lacks", "beginning"), ..Sheet::default() };
    let mut left = Vec::new();
    for bare in &table.without_code {
        let shown = most.unwrap_or(usize::MAX).min(bare.cases.len());
        let name = format!("codes of {}", title(table, bare.value));
        sheet.rows.extend(bare.cases[..shown].iter().map(|case| case_row(table, &name, case)));
        left.push((name, bare.cases.len() - shown));
    }
    sheet.notes.extend(more(&left));
    sheet
}

/// How many cases are not listed.
fn more(left: &[(String, usize)]) -> Option<String> {
    let left: Vec<String> =
        left.iter().filter(|(_, more)| *more > 0).map(|(name, more)| format!("{name} {more}")).collect();
    (!left.is_empty()).then(|| format!("More cases that are not listed (--limit): {}.", left.join(", ")))
}

fn case_fields(table: &Negative<'_>, first: &str, text: &str) -> Vec<Field> {
    let mut fields = vec![
        Field::text(first, first),
        Field::text("incident", "incident"),
        Field::text("value", table.by.as_str()),
    ];
    if table.counted.respondents.is_some() {
        fields.push(Field::text("respondent", "respondent").when_narrow(PLACE));
    }
    fields.push(Field::text(text, text).when_narrow(PASSAGES));
    fields
}

fn case_row(table: &Negative<'_>, first: &str, case: &Case<'_>) -> Row {
    let values: Vec<&str> = case.values.iter().map(|at| title(table, *at)).collect();
    let mut entries =
        vec![Entry::text(first), Entry::text(case.incident.id.as_str()), Entry::text(values.join(", "))];
    if table.counted.respondents.is_some() {
        entries.push(Entry::text(case.incident.respondent.as_deref().unwrap_or_default()));
    }
    entries.push(Entry::text(passages(case)));
    Row { entries, strong: false }
}

/// The passages of a case, a line each; the beginning of the incident where it has none.
fn passages(case: &Case<'_>) -> String {
    let narrative: &str = &case.incident.narrative;
    if case.passages.is_empty() {
        let end = narrative.char_indices().map(|(at, _)| at).nth(BEGINNING);
        return match end {
            Some(end) => format!("{}…", super::one_line(&narrative[..end])),
            None => super::one_line(narrative),
        };
    }
    let quote = |span: &Span| super::one_line(span.of(narrative));
    case.passages.iter().map(quote).collect::<Vec<_>>().join("\n")
}

/// Every case, for spreadsheets; a code without a case has a row of its own.
pub fn data(table: &Negative<'_>, shown: Shown) -> Sheet {
    let names = ["code", "label", "goes_with"].map(|name| Field::text(name, name));
    let mut fields: Vec<Field> = names.into();
    fields.extend(["cases", "base"].map(|name| Field::number(name, name)));
    fields.extend(["incident", "value", "respondent", "file"].map(|name| Field::text(name, name)));
    fields.push(Field::number("line", "line"));
    fields.push(Field::text("passages", "passages"));
    let value = |at: usize| table.columns[at].value.as_str();
    let row = |lead: &[String], case: Option<&Case<'_>>| {
        let mut entries: Vec<Entry> = lead.iter().map(Entry::text).collect();
        entries.extend(match case {
            None => vec![Entry::text(""); 6],
            Some(case) => {
                let values: Vec<&str> = case.values.iter().map(|at| value(*at)).collect();
                let first = case.passages.first().map_or(0, |span| span.start);
                vec![
                    Entry::text(case.incident.id.as_str()),
                    Entry::text(values.join(";")),
                    Entry::text(case.incident.respondent.as_deref().unwrap_or_default()),
                    Entry::text(case.incident.origin.file.to_string_lossy()),
                    Entry::count(case.incident.line_of(first)),
                    Entry::text(passages(case)),
                ]
            }
        });
        Row { entries, strong: false }
    };
    let mut rows = Vec::new();
    let mut add = |lead: [String; 5], cases: &[Case<'_>]| match cases {
        [] => rows.push(row(&lead, None)),
        cases => rows.extend(cases.iter().map(|case| row(&lead, Some(case)))),
    };
    let count = |cases: &[Case<'_>]| cases.len().to_string();
    if shown.reverse {
        for bare in &table.without_code {
            let base = table.columns[bare.value].base.to_string();
            let lead = [
                bare.codes.join(";"),
                String::new(),
                value(bare.value).to_string(),
                count(&bare.cases),
                base,
            ];
            add(lead, &bare.cases);
        }
    } else {
        for line in &table.rows {
            let label = line.label.clone().unwrap_or_default();
            let goes_with = line.goes_with.map(value).unwrap_or_default().to_string();
            add(
                [line.code.clone(), label, goes_with, count(&line.cases), line.base.to_string()],
                &line.cases,
            );
        }
    }
    Sheet { fields, rows, ..Sheet::default() }
}

/// Codes and cases for programs, schema `keerpunt.negative/1`.
pub fn json(table: &Negative<'_>, provenance: &Provenance<'_>) -> Value {
    let mut document = provenance.json("keerpunt.negative/1");
    extend(&mut document, counted::json(&table.counted));
    let value = |at: usize| table.columns[at].value.as_str();
    let columns = table
        .columns
        .iter()
        .map(|column| json!({"value": column.value, "label": column.label, "base": column.base}));
    let row = |row: &Line<'_>| {
        let cells = row.counts.iter().zip(&row.percents).enumerate();
        let mut cautions: Vec<&str> = row.cautions.iter().map(|caution| caution.code()).collect();
        cautions.extend(table.dependent.then_some("dependent-incidents"));
        json!({
            "code": row.code,
            "label": row.label,
            "cells": cells
                .map(|(at, (count, percent))| json!({"value": value(at), "count": count, "percent": percent}))
                .collect::<Vec<_>>(),
            "goes_with": row.goes_with.map(value),
            "statistics": figures::json(slice::from_ref(&row.difference)),
            "cautions": cautions,
            "n_cases": row.cases.len(),
            "base": row.base,
            "respondents": row.respondents,
            "cases": row.cases.iter().map(|case| json_case(table, case)).collect::<Vec<_>>(),
        })
    };
    let bare = |bare: &WithoutCode<'_>| {
        json!({
            "value": value(bare.value),
            "codes": bare.codes,
            "n_cases": bare.cases.len(),
            "base": table.columns[bare.value].base,
            "respondents": bare.respondents,
            "cases": bare.cases.iter().map(|case| json_case(table, case)).collect::<Vec<_>>(),
        })
    };
    extend(
        &mut document,
        json!({
            "unit": Unit::Incident,
            "by": table.by,
            "expected": table.expected,
            "without_value": table.without_value,
            "other": table.other,
            "in_several": table.in_several,
            "columns": columns.collect::<Vec<_>>(),
            "rows": table.rows.iter().map(row).collect::<Vec<_>>(),
            "without_code": table.without_code.iter().map(bare).collect::<Vec<_>>(),
        }),
    );
    document
}

fn json_case(table: &Negative<'_>, case: &Case<'_>) -> Value {
    let incident = case.incident;
    let chars = CharIndex::new(&incident.narrative);
    let passage = |span: &Span| {
        let (start, end) = chars.chars(*span);
        json!({"start": start, "end": end, "quote": span.of(&incident.narrative)})
    };
    json!({
        "incident": incident.id,
        "values": case.values.iter().map(|at| table.columns[*at].value.as_str()).collect::<Vec<_>>(),
        "respondent": incident.respondent.as_deref(),
        "file": incident.origin.file.to_string_lossy(),
        "passages": case.passages.iter().map(passage).collect::<Vec<_>>(),
    })
}

/// What people call a value.
fn title<'a>(table: &'a Negative<'_>, column: usize) -> &'a str {
    let column = &table.columns[column];
    column.label.as_deref().unwrap_or(&column.value)
}
