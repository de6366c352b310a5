//! How often each code occurs.

use super::crosstab::{LABEL, RESPONDENTS, extend};
use super::provenance::Provenance;
use super::sheet::{Entry, Field, Row, WhenNarrow};
use super::{Repeated, Sheet, counted};
use crate::analysis::frequencies::Row as Line;
use crate::analysis::{Condition, Frequencies, Tables, Unit};
use serde_json::{Value, json};

/// What the words do where the terminal is narrow; they are an extra, so they go before labels.
const WORDS: WhenNarrow = WhenNarrow::Shrinks { least: 16, most: 70, rank: 0 };

/// The table for people and spreadsheets.
pub fn sheet(table: &Frequencies, provenance: &Provenance<'_>) -> Sheet {
    whole(table, provenance, "frequencies of codes", None)
}

impl Repeated for Frequencies {
    fn data(&self, provenance: &Provenance<'_>) -> Sheet {
        sheet(self, provenance)
    }

    fn json(&self, provenance: &Provenance<'_>) -> Value {
        json(self, provenance)
    }

    fn sheets_within(tables: &Tables<Self>, provenance: &Provenance<'_>) -> Vec<Sheet> {
        super::tables::sheets(tables, "frequencies of codes", provenance, |table, title, within| {
            whole(table, provenance, title, within)
        })
    }

    fn data_within(tables: &Tables<Self>) -> Sheet {
        let words = tables.tables.iter().any(|part| has_words(&part.table));
        super::tables::joined(tables, |table| body(table, words))
    }

    fn json_within(tables: &Tables<Self>, provenance: &Provenance<'_>) -> Value {
        // Each as for programs by itself, without what all share.
        super::tables::json(tables, provenance.json("keerpunt.frequencies-within/1"), content)
    }
}

/// A table with all that is said of it, `within` a value or not.
fn whole(table: &Frequencies, provenance: &Provenance<'_>, title: &str, within: Option<Condition>) -> Sheet {
    let mut sheet = body(table, has_words(table));
    sheet.heading = provenance.heading(title);
    sheet.heading.push(counted::line(&table.counted, Some(table.unit), provenance));
    sheet.heading.push(legend(table));
    sheet.notes = counted::notes(&table.counted, provenance);
    let fullest = table.rows.iter().filter(|row| !row.group).max_by_key(|row| row.count);
    let code = fullest.map_or("CODE", |row| &row.code);
    let conditions: Vec<Condition> = table.counted.conditions.iter().cloned().chain(within).collect();
    sheet.notes.push(format!("Open a row: {}", provenance.opening(code, &conditions)));
    sheet
}

fn legend(table: &Frequencies) -> String {
    let mut legend = match (table.unit, table.base) {
        (Unit::Segment, _) | (_, None) => "n = distinct stretches with the code".to_string(),
        (unit, Some(base)) => format!("n = {} with the code, % of {base}", unit.plural()),
    };
    if table.counted.respondents.is_some() {
        legend += ", r = respondents who told them";
    }
    if has_segments(table) {
        legend += match table.counted.read {
            Some(_) => ", s = distinct stretches coded",
            None => ", s = distinct stretches suggested",
        };
    }
    legend
}

fn has_words(table: &Frequencies) -> bool {
    table.rows.iter().any(|row| !row.words.is_empty())
}

fn has_segments(table: &Frequencies) -> bool {
    table.rows.iter().any(|row| row.segments.is_some())
}

/// Fields and rows alone.
fn body(table: &Frequencies, with_words: bool) -> Sheet {
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
    if table.counted.respondents.is_some() {
        fields.push(Field::number("respondents", "r").when_narrow(RESPONDENTS));
    }
    if has_segments(table) {
        fields.push(Field::number("segments", "s").when_narrow(RESPONDENTS));
    }
    if with_words {
        fields.push(Field::text("words", "words that fired most").when_narrow(WORDS));
    }
    let least = table.rows.iter().map(|row| row.level).min().unwrap_or(1);
    let rows = table.rows.iter().map(|row| sheet_row(table, row, least, with_words)).collect();
    Sheet { fields, rows, ..Sheet::default() }
}

fn sheet_row(table: &Frequencies, row: &Line, least: usize, with_words: bool) -> Row {
    let words: Vec<String> = row.words.iter().map(|(text, count)| format!("{text} {count}")).collect();
    let mut entries = vec![
        Entry { shown: format!("{}{}", "  ".repeat(row.level - least), row.code), exact: row.code.clone() },
        Entry::text(row.label.clone().unwrap_or_default()),
        Entry::count(row.level),
        Entry::text(row.group.to_string()),
        Entry::text(table.unit.to_string()),
        Entry::count_or_none(row.count),
        Entry::count_or_none(table.base),
        Entry::percent(row.percent),
        Entry::count_or_none(row.incidents),
    ];
    if table.counted.respondents.is_some() {
        entries.push(Entry::count_or_none(row.respondents));
    }
    if has_segments(table) {
        entries.push(Entry::count_or_none(row.segments));
    }
    if with_words {
        entries.push(Entry { shown: words.join(", "), exact: words.join("; ") });
    }
    Row { entries, strong: row.group }
}

/// The table for programs, schema `keerpunt.frequencies/1`.
pub fn json(table: &Frequencies, provenance: &Provenance<'_>) -> Value {
    let mut document = provenance.json("keerpunt.frequencies/1");
    extend(&mut document, content(table));
    document
}

fn content(table: &Frequencies) -> Value {
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
    let mut content = json!({"unit": table.unit});
    extend(&mut content, counted::json(&table.counted));
    let own = json!({
        "base": table.base,
        "rows": table.rows.iter().map(row).collect::<Vec<_>>(),
    });
    extend(&mut content, own);
    content
}
