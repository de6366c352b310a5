//! How often each code occurs.

use super::Sheet;
use super::crosstab::{LABEL, NO_CODINGS, RESPONDENTS, extend};
use super::provenance::{Provenance, counted, remarks};
use super::sheet::{Entry, Field, Row, WhenNarrow};
use crate::analysis::frequencies::Row as Line;
use crate::analysis::{Frequencies, Unit};
use serde_json::{Value, json};

/// What the words do where the terminal is narrow; they are an extra, so they go before labels.
const WORDS: WhenNarrow = WhenNarrow::Shrinks { least: 16, most: 70, rank: 0 };

/// The table for people and spreadsheets.
pub fn sheet(table: &Frequencies, provenance: &Provenance<'_>) -> Sheet {
    let mut heading = provenance.heading("frequencies of codes");
    let (incidents, respondents) = (table.incidents, table.respondents);
    let unit = Some(table.unit);
    heading.push(counted(provenance.people, table.read, incidents, respondents, &table.conditions, unit));
    let mut legend = match (table.unit, table.base) {
        (Unit::Segment, _) | (_, None) => "n = distinct stretches suggested for the code".to_string(),
        (unit, Some(base)) => format!("n = {} with the code, % of {base}", unit.plural()),
    };
    if table.respondents.is_some() {
        legend += ", r = respondents who told them";
    }
    if table.read.is_none() {
        legend += ", s = distinct stretches suggested";
    }
    heading.push(legend);
    let mut fields = vec![
        Field::text("code", "code"),
        Field::text("label", "").when_narrow(LABEL),
        Field::data("level"),
        Field::data("group"),
        Field::data("unit"),
        Field::number("n", "n"),
        Field::data("base"),
        Field::number("percent", "%"),
        Field::data("incidents"),
    ];
    if table.respondents.is_some() {
        fields.push(Field::number("respondents", "r").when_narrow(RESPONDENTS));
    }
    if table.read.is_none() {
        fields.push(Field::number("segments", "s").when_narrow(RESPONDENTS));
    }
    if table.rows.iter().any(|row| !row.words.is_empty()) {
        fields.push(Field::text("words", "words that fired most").when_narrow(WORDS));
    }
    let least = table.rows.iter().map(|row| row.level).min().unwrap_or(1);
    let with_words = fields.iter().any(|field| field.name == "words");
    let rows = table.rows.iter().map(|row| sheet_row(table, row, least, with_words)).collect();
    let mut notes = remarks(table.without_text, table.own_respondent, table.respondents);
    if table.read.is_some() {
        return Sheet { heading, groups: Vec::new(), fields, rows, notes };
    }
    notes.push(NO_CODINGS.to_string());
    let fullest = table.rows.iter().filter(|row| !row.group).max_by_key(|row| row.count);
    let code = fullest.map_or("CODE", |row| &row.code);
    notes.push(format!("Open a row: {}", provenance.opening(code, &table.conditions)));
    Sheet { heading, groups: Vec::new(), fields, rows, notes }
}

fn sheet_row(table: &Frequencies, row: &Line, least: usize, with_words: bool) -> Row {
    let words: Vec<String> = row.words.iter().map(|(text, count)| format!("{text} {count}")).collect();
    let mut entries = vec![
        Entry { shown: format!("{}{}", "  ".repeat(row.level - least), row.code), exact: row.code.clone() },
        Entry::text(row.label.clone().unwrap_or_default()),
        Entry::count(row.level),
        Entry::text(row.group.to_string()),
        Entry::text(table.unit.to_string()),
        Entry::count(row.count),
        Entry::count_or_none(table.base),
        Entry::percent(row.percent),
        Entry::count(row.incidents),
    ];
    if table.respondents.is_some() {
        entries.push(Entry::count_or_none(row.respondents));
    }
    if let Some(segments) = row.segments {
        entries.push(Entry::count(segments));
    }
    if with_words {
        entries.push(Entry { shown: words.join(", "), exact: words.join("; ") });
    }
    Row { entries, strong: row.group }
}

/// The table for programs, schema `keerpunt.frequencies/1`.
pub fn json(table: &Frequencies, provenance: &Provenance<'_>) -> Value {
    let row = |row: &Line| {
        let words: Vec<Value> =
            row.words.iter().map(|(text, count)| json!({"text": text, "count": count})).collect();
        json!({
            "code": row.code,
            "label": row.label,
            "level": row.level,
            "group": row.group,
            "count": row.count,
            "percent": row.percent,
            "incidents": row.incidents,
            "respondents": row.respondents,
            "segments": row.segments,
            "words": words,
        })
    };
    let mut document = provenance.json("keerpunt.frequencies/1");
    let content = json!({
        "unit": table.unit,
        "where": table.conditions.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "incidents": table.incidents,
        "respondents": table.respondents,
        "read": table.read.unwrap_or(0),
        "without_text": table.without_text,
        "own_respondent": table.own_respondent,
        "base": table.base,
        "rows": table.rows.iter().map(row).collect::<Vec<_>>(),
    });
    extend(&mut document, content);
    document
}
