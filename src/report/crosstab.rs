//! A crosstab, and a crosstab for every value of an attribute.

use super::Repeated;
use super::comparison_within::Summed;
use super::provenance::{Provenance, some};
use super::sheet::{Entry, Field, Row, WhenNarrow};
use super::tables::{bins, cut_at, finish, outside, several, tellers};
use super::{
    Sheet, comparison, comparison_full, comparison_further, comparison_within, counted, figures, further,
};
use crate::analysis::comparison::summary::summary;
use crate::analysis::crosstab::{Cell, Row as Line};
use crate::analysis::{Column, Condition, Crosstab, Crosstabs, Detail, Unit};
use crate::codebook::Valence;
use serde_json::{Map, Value, json};

/// A title over a column is never wider.
const WIDEST_TITLE: usize = 28;
/// What the label of a code does where the terminal is narrow.
pub(super) const LABEL: WhenNarrow = WhenNarrow::Shrinks { least: 12, most: 40, rank: 6 };
/// Respondents go first.
pub(super) const RESPONDENTS: WhenNarrow = WhenNarrow::Goes { rank: 5 };

/// The table for people and spreadsheets.
pub fn sheet(table: &Crosstab, provenance: &Provenance<'_>) -> Sheet {
    let mut sheet = body(table);
    sheet.heading = provenance.heading(&format!("codes by {}{}", table.by, cut_at(&table.cuts)));
    sheet.heading.push(head(table, provenance));
    sheet.heading.push(legend(table));
    sheet.heading.extend(of_columns(table));
    sheet.heading.extend(comparison::legend(table));
    sheet.notes = notes(table, provenance);
    if provenance.hints {
        sheet.notes.push(format!("Open a cell: {}", opening(table, provenance, None)));
        sheet.notes.extend(comparison::explained(table));
    }
    sheet
}

/// The table, and below it those for which it has no room.
pub fn with_more(table: &Crosstab, provenance: &Provenance<'_>) -> Vec<Sheet> {
    let mut sheets = vec![sheet(table, provenance)];
    sheets.extend(comparison_full::sheets(table));
    sheets
}

/// A table for every value of an attribute, below each other, and what they have in common.
pub fn sheets(tables: &Crosstabs, summary: Option<&Summed>, provenance: &Provenance<'_>) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = tables
        .tables
        .iter()
        .flat_map(|part| {
            let mut sheet = body(&part.table);
            let title = format!(
                "codes by {}{} · {} = {}",
                part.table.by,
                cut_at(&part.table.cuts),
                tables.within,
                title(&part.value, &part.label)
            );
            sheet.heading = provenance.heading(&title);
            let table = &part.table;
            sheet.heading.push(head(table, provenance));
            sheet.heading.push(legend(table));
            sheet.heading.extend(of_columns(table));
            sheet.heading.extend(comparison::legend(table));
            sheet.notes = notes(table, provenance);
            let within = Condition::is(&tables.within, &part.value);
            if provenance.hints {
                sheet.notes.push(format!("Open a cell: {}", opening(table, provenance, Some(within))));
            }
            [vec![sheet], comparison_full::sheets(table)].concat()
        })
        .collect();
    let empty = || provenance.heading(&format!("codes within {}", tables.within));
    finish(tables, &mut sheets, empty);
    sheets.extend(comparison_within::sheet(summary, &tables.within));
    sheets
}

impl Repeated for Crosstab {
    fn sheets(&self, provenance: &Provenance<'_>) -> Vec<Sheet> {
        with_more(self, provenance)
    }

    fn data(&self, provenance: &Provenance<'_>) -> Sheet {
        let further = further::sheet(comparison_further::of_table(self));
        Sheet { further: Vec::from_iter(further), ..sheet(self, provenance) }
    }

    fn json(&self, provenance: &Provenance<'_>) -> Value {
        json(self, provenance)
    }

    fn sheets_within(tables: &Crosstabs, provenance: &Provenance<'_>) -> Vec<Sheet> {
        sheets(tables, summary(tables).as_ref(), provenance)
    }

    fn data_within(tables: &Crosstabs) -> Sheet {
        let further = further::sheet(comparison_further::of_tables(tables, summary(tables).as_ref()));
        Sheet { further: Vec::from_iter(further), ..joined(tables) }
    }

    fn json_within(tables: &Crosstabs, provenance: &Provenance<'_>) -> Value {
        json_of_all(tables, summary(tables).as_ref(), provenance)
    }
}

/// All tables as one, with a field for the value they are within.
pub fn joined(tables: &Crosstabs) -> Sheet {
    super::tables::joined(tables, body)
}

/// The table for programs, schema `keerpunt.crosstab/1`.
pub fn json(table: &Crosstab, provenance: &Provenance<'_>) -> Value {
    let mut document = provenance.json("keerpunt.crosstab/1");
    extend(&mut document, content(table));
    document
}

/// The tables for programs, schema `keerpunt.crosstabs/1`: each as in [`json`], without what all share.
pub fn json_of_all(tables: &Crosstabs, summary: Option<&Summed>, provenance: &Provenance<'_>) -> Value {
    let mut document = super::tables::json(tables, provenance.json("keerpunt.crosstabs/1"), content);
    document["summary"] = comparison_within::json(summary, &tables.within);
    document
}

fn content(table: &Crosstab) -> Value {
    let column = |column: &Column| {
        json!({
            "value": column.value,
            "label": column.label,
            "incidents": column.incidents,
            "respondents": column.respondents,
            "unread": column.unread,
            "base": column.base,
        })
    };
    let mut content = json!({"unit": table.unit, "by": table.by});
    extend(&mut content, counted::json(&table.counted));
    let own = json!({
        "without_value": table.without_value,
        "other": table.other,
        "in_several": table.in_several,
        "bins": bins(&table.cuts),
        "columns": table.columns.iter().map(column).collect::<Vec<_>>(),
        "comparison": comparison::table_json(table),
        "rows": table.rows.iter().map(|row| json_row(table, row)).collect::<Vec<_>>(),
    });
    extend(&mut content, own);
    content
}

fn json_row(table: &Crosstab, row: &Line) -> Value {
    let cells = row.cells.iter().zip(&table.columns).enumerate();
    let cells = cells.map(|(at, (cell, column))| {
        let mut fields = json_cell(cell, &column.value);
        if let Some(interval) = row.compared.intervals.get(at) {
            fields["wilson"] = json!(interval.map(|interval| [interval.low, interval.high]));
            fields["adj_std_residual"] = json!(row.compared.residuals.get(at).copied().flatten());
        }
        fields
    });
    let mut fields = Map::new();
    fields.insert("code".into(), json!(row.code));
    if let Some(valence) = row.valence {
        fields.insert("valence".into(), json!(valence));
    }
    fields.insert("label".into(), json!(row.label));
    fields.insert("level".into(), json!(row.level));
    fields.insert("group".into(), json!(row.group));
    fields.insert("total".into(), json!(row.total));
    fields.insert("cells".into(), cells.collect());
    if table.tested.done().is_some() {
        let (statistics, cautions) = comparison::row_json(&row.compared);
        fields.insert("statistics".into(), statistics);
        fields.insert("cautions".into(), cautions);
    }
    Value::Object(fields)
}

fn json_cell(cell: &Cell, value: &str) -> Value {
    let mut fields = json!({
        "value": value,
        "count": cell.count,
        "percent": cell.percent,
        "respondents": cell.respondents,
    });
    if let Some(incidents) = &cell.incidents {
        fields["incidents"] = json!(incidents);
    }
    fields
}

/// Puts the fields of `more` behind those of `document`.
pub(super) fn extend(document: &mut Value, more: Value) {
    if let (Value::Object(document), Value::Object(more)) = (document, more) {
        document.extend(more);
    }
}

/// What stands over a column: its name, and how many its percentages are of.
pub(super) fn column_head(column: &Column) -> String {
    let base = column.base.map(|base| format!(" {base}")).unwrap_or_default();
    let name = super::terminal::cut(&title(&column.value, &column.label), WIDEST_TITLE);
    format!("{name}{base}")
}

/// Fields and rows alone.
fn body(table: &Crosstab) -> Sheet {
    let mut sheet = Sheet::default();
    let least = table.rows.iter().map(|row| row.level).min().unwrap_or(1);
    sheet.fields = vec![
        Field::text("code", "code"),
        Field::data("valence"),
        Field::text("label", "").when_narrow(LABEL),
        Field::data("level"),
        Field::data("group"),
        Field::data("unit"),
        Field::data("total"),
    ];
    let percent = table.unit != Unit::Segment;
    for (at, column) in table.columns.iter().enumerate() {
        sheet.groups.push(column_head(column));
        let field = |part: &str| format!("{}_{part}", column.value);
        sheet.fields.push(Field::number(field("n"), "n").under(at));
        if percent {
            sheet.fields.push(Field::data(field("base")));
            sheet.fields.push(Field::number(field("percent"), "%").under(at));
        }
        if shows_respondents(table) {
            sheet.fields.push(Field::number(field("respondents"), "r").under(at).when_narrow(RESPONDENTS));
        }
        if cells_have_ids(table) {
            sheet.fields.push(Field::data(field("incidents")));
        }
        if in_full(table) {
            for part in ["wilson_low", "wilson_high", "adj_std_residual"] {
                sheet.fields.push(Field::data(field(part)));
            }
        }
    }
    comparison::fields(&table.tested, &mut sheet);
    for row in &table.rows {
        sheet.rows.push(sheet_row(table, row, least));
    }
    sheet
}

fn sheet_row(table: &Crosstab, row: &Line, least: usize) -> Row {
    let shown = lead(&row.code, row.valence.map(Valence::name), row.level - least);
    let label = Entry {
        shown: if row.valence.is_some() { String::new() } else { row.label.clone().unwrap_or_default() },
        exact: row.label.clone().unwrap_or_default(),
    };
    let mut entries = vec![
        Entry { shown, exact: row.code.clone() },
        Entry::text(row.valence.map(Valence::name).unwrap_or_default()),
        label,
        Entry::count(row.level),
        Entry::text(row.group.to_string()),
        Entry::text(table.unit.to_string()),
        Entry::count_or_none(row.total),
    ];
    for (at, (cell, column)) in row.cells.iter().zip(&table.columns).enumerate() {
        entries.push(Entry::count_or_none(cell.count));
        if table.unit != Unit::Segment {
            entries.push(Entry::count_or_none(column.base));
            entries.push(Entry::percent(cell.percent));
        }
        if shows_respondents(table) {
            entries.push(Entry::count_or_none(cell.respondents));
        }
        if let Some(incidents) = &cell.incidents {
            entries.push(Entry::text(incidents.join(";")));
        }
        if in_full(table) {
            let interval = row.compared.intervals.get(at).copied().flatten();
            entries.push(figures::data(interval.map(|interval| interval.low)));
            entries.push(figures::data(interval.map(|interval| interval.high)));
            entries.push(figures::data(row.compared.residuals.get(at).copied().flatten()));
        }
    }
    entries.extend(comparison::entries(&table.tested, &row.compared));
    Row { entries, strong: row.group }
}

/// What stands in the first field of a row, `depth` levels below the first.
pub(super) fn lead(code: &str, valence: Option<&str>, depth: usize) -> String {
    format!("{}{}", "  ".repeat(depth), valence.unwrap_or(code))
}

fn in_full(table: &Crosstab) -> bool {
    table.tested.done().is_some_and(|compared| compared.detail == Detail::Full)
}

/// Beside counted respondents their number would stand twice.
fn shows_respondents(table: &Crosstab) -> bool {
    table.counted.respondents.is_some() && table.unit != Unit::Respondent
}

/// Who told what stands in each column, where that is not its base.
fn of_columns(table: &Crosstab) -> Option<String> {
    shows_respondents(table).then(|| tellers(&table.columns)).flatten()
}

fn cells_have_ids(table: &Crosstab) -> bool {
    table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.incidents.is_some())
}

pub(super) fn title(value: &str, label: &Option<String>) -> String {
    label.clone().unwrap_or_else(|| value.to_string())
}

pub(super) fn head(table: &Crosstab, provenance: &Provenance<'_>) -> String {
    counted::line(&table.counted, Some(table.unit), provenance)
}

fn legend(table: &Crosstab) -> String {
    let mut legend = match table.unit {
        Unit::Segment => "n = distinct stretches with the code".to_string(),
        unit => {
            let read = if table.counted.read.is_some() { " read" } else { "" };
            let (plural, read) = match unit {
                Unit::Respondent if table.counted.read.is_some() => {
                    (unit.plural(), " of whom an incident was read")
                }
                unit => (unit.plural(), read),
            };
            format!("n = {plural} with the code, % of the {plural}{read} in that column")
        }
    };
    if shows_respondents(table) {
        legend += ", r = respondents who told them";
    }
    legend
}

fn notes(table: &Crosstab, provenance: &Provenance<'_>) -> Vec<String> {
    let mut notes = left_out(table);
    notes.extend(comparison::notes(table));
    notes.extend(provenance.designed(&table.by));
    notes.extend(counted::notes(&table.counted, provenance));
    notes
}

/// Who stands in no column, or in several.
pub(super) fn left_out(table: &Crosstab) -> Vec<String> {
    let mut notes = if table.by == "codes" {
        let without = table.without_value;
        (without > 0)
            .then(|| format!("{} with none of these codes: in no column.", some(without, "incident")))
            .into_iter()
            .collect()
    } else {
        outside(&table.by, &table.cuts, table.without_value, table.other, "column")
    };
    notes.extend(several(&table.by, table.in_several, "columns"));
    notes
}

/// How the fullest cell of the deepest rows is opened.
fn opening(table: &Crosstab, provenance: &Provenance<'_>, within: Option<Condition>) -> String {
    let mut fullest: Option<(usize, &str, &str)> = None;
    for row in table.rows.iter().filter(|row| !row.group) {
        for (cell, column) in row.cells.iter().zip(&table.columns) {
            // Two codes that are one and the same show nothing.
            let itself = row.code == column.value;
            let count = cell.count.unwrap_or(0);
            if !itself && count > fullest.map_or(0, |(most, _, _)| most) {
                fullest = Some((count, &row.code, &column.value));
            }
        }
    }
    let (code, value) = fullest.map_or(("CODE", "VALUE"), |(_, code, value)| (code, value));
    let mut conditions = table.counted.conditions.clone();
    conditions.extend(within);
    if table.by == "codes" {
        return provenance.opening(code, &conditions) + &format!(" --with {value}");
    }
    let shown = Condition::is(&table.by, value);
    if !conditions.contains(&shown) {
        conditions.push(shown);
    }
    provenance.opening(code, &conditions)
}

#[cfg(test)]
#[path = "crosstab_tests.rs"]
mod tests;
