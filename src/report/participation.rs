//! Participation: how many of the respondents tell each code, and which codes reach the line.

use super::crosstab::{LABEL, extend, lead};
use super::provenance::{Provenance, some};
use super::sheet::{Entry, Field, Row, WhenNarrow};
use super::{Repeated, Sheet, counted, figures};
use crate::analysis::participation::Row as Line;
use crate::analysis::{Condition, Participation, Tables, Unit};
use serde_json::{Map, Value, json};

pub(super) const TITLE: &str = "participation";
/// Incidents stand beside respondents, and go first.
const INCIDENTS: WhenNarrow = WhenNarrow::Goes { rank: 1 };

/// The table for people and spreadsheets.
pub fn sheet(table: &Participation, provenance: &Provenance<'_>) -> Sheet {
    whole(table, provenance, TITLE, None)
}

impl Repeated for Participation {
    fn data(&self, provenance: &Provenance<'_>) -> Sheet {
        sheet(self, provenance)
    }

    fn json(&self, provenance: &Provenance<'_>) -> Value {
        json(self, provenance)
    }

    fn sheets_within(tables: &Tables<Self>, provenance: &Provenance<'_>) -> Vec<Sheet> {
        super::tables::sheets(tables, TITLE, provenance, |table, title, within| {
            whole(table, provenance, title, within)
        })
    }

    fn data_within(tables: &Tables<Self>) -> Sheet {
        super::tables::joined(tables, body)
    }

    fn json_within(tables: &Tables<Self>, provenance: &Provenance<'_>) -> Value {
        // Each as for programs by itself, without what all share.
        super::tables::json(tables, provenance.json("keerpunt.participation-within/1"), content)
    }
}

fn whole(
    table: &Participation,
    provenance: &Provenance<'_>,
    title: &str,
    within: Option<Condition>,
) -> Sheet {
    let mut sheet = body(table);
    sheet.heading = provenance.heading(title);
    sheet.heading.push(counted::line(&table.counted, Some(Unit::Respondent), provenance));
    sheet.heading.push(format!(
        "n = respondents who tell the code, % of all {} with Wilson's 95 % interval; i = incidents with the code, % of {}",
        some(table.respondents, "respondent"),
        some(table.counted.base(), "incident"),
    ));
    sheet.heading.push(format!("line = the rate reaches {} %", table.line));
    sheet.notes = notes(table);
    sheet.notes.extend(counted::notes(&table.counted, provenance));
    let fullest = table.leaves().max_by_key(|row| row.respondents).map_or("CODE", |row| &row.code);
    let conditions: Vec<Condition> = table.counted.conditions.iter().cloned().chain(within).collect();
    sheet.notes.push(format!("Open a row: {}", provenance.opening(fullest, &conditions)));
    sheet
}

fn notes(table: &Participation) -> Vec<String> {
    let line = table.line;
    let (reached, below): (Vec<&Line>, Vec<&Line>) =
        table.leaves().filter(|row| row.reaches.is_some()).partition(|row| row.reaches == Some(true));
    let ids = |rows: &[&Line]| match rows {
        [] => "none".to_string(),
        rows => rows.iter().map(|row| row.code.as_str()).collect::<Vec<_>>().join(", "),
    };
    let mut notes = Vec::new();
    if table.respondents > 0 {
        notes.push(format!(
            "{} of {} reach the line of {line} %: {}.",
            reached.len(),
            some(reached.len() + below.len(), "code"),
            ids(&reached)
        ));
        notes.push(format!("Below the line: {}.", ids(&below)));
    }
    notes.extend(outside_rates(table));
    notes
}

/// Who is in no rate.
pub(super) fn outside_rates(table: &Participation) -> Vec<String> {
    let mut notes = Vec::new();
    if table.outside > 0 {
        let why = if table.counted.read.is_some() { "were read" } else { "have text" };
        notes.push(format!(
            "{} none of whose incidents {why}: in no rate.",
            some(table.outside, "respondent")
        ));
    }
    notes
}

/// Fields and rows alone.
fn body(table: &Participation) -> Sheet {
    let fields = vec![
        Field::text("code", "code"),
        Field::text("label", "").when_narrow(LABEL),
        Field::data("level"),
        Field::data("group"),
        Field::number("participants", "n"),
        Field::data("base"),
        Field::data("participation_rate"),
        Field::number("percent", "%").only_shown(),
        Field::number("interval", "95 %").only_shown(),
        Field::data("wilson_low"),
        Field::data("wilson_high"),
        Field::text("meets_line", "line"),
        Field::data("line"),
        Field::number("incidents", "i").when_narrow(INCIDENTS),
        Field::data("incidents_base"),
        Field::number("incidents_percent", "%").when_narrow(INCIDENTS),
    ];
    let least = table.rows.iter().map(|row| row.level).min().unwrap_or(1);
    let rows = table.rows.iter().map(|row| sheet_row(table, row, least)).collect();
    Sheet { fields, rows, ..Sheet::default() }
}

fn sheet_row(table: &Participation, row: &Line, least: usize) -> Row {
    let interval = row.rate.interval;
    let reaches = match row.reaches {
        Some(true) => Entry { shown: "reached".into(), exact: "true".into() },
        Some(false) => Entry { shown: "below".into(), exact: "false".into() },
        None => Entry::none(),
    };
    let entries = vec![
        Entry { shown: lead(&row.code, None, row.level - least), exact: row.code.clone() },
        Entry::text(row.label.clone().unwrap_or_default()),
        Entry::count(row.level),
        Entry::text(row.group.to_string()),
        Entry::count_or_none(row.respondents),
        Entry::count(table.respondents),
        figures::data(row.rate.value),
        Entry::percent(row.rate.value.map(|rate| rate * 100.0)),
        figures::share_interval(interval),
        figures::data(interval.map(|one| one.low)),
        figures::data(interval.map(|one| one.high)),
        reaches,
        Entry::text(table.line.to_string()),
        Entry::count_or_none(row.incidents),
        Entry::count(table.counted.base()),
        Entry::percent(row.percent),
    ];
    Row { entries, strong: row.group }
}

/// The table for programs, schema `keerpunt.participation/1`.
pub fn json(table: &Participation, provenance: &Provenance<'_>) -> Value {
    let mut document = provenance.json("keerpunt.participation/1");
    extend(&mut document, content(table));
    document
}

fn content(table: &Participation) -> Value {
    let by_code = |of: &dyn Fn(&Line) -> Value| -> Value {
        let told = table.leaves().filter(|row| row.respondents.is_some_and(|told| told > 0));
        Value::Object(told.map(|row| (row.code.clone(), of(row))).collect::<Map<_, _>>())
    };
    let mut document = counted::json(&table.counted);
    extend(
        &mut document,
        json!({
            "line": table.line,
            "n_incidents": table.counted.base(),
            "n_participants": table.respondents,
            "n_categories": table.categories,
            "n_coded_incidents": table.coded,
            "respondents_not_counted": table.outside,
            "incidents_per_category": by_code(&|row| json!(row.incidents)),
            "participants_per_category": by_code(&|row| json!(row.respondents)),
            "participation_rate": by_code(&|row| json!(row.rate.value)),
            "meets_line": by_code(&|row| json!(row.reaches)),
            "rows": table.rows.iter().map(|row| json_row(table, row)).collect::<Vec<_>>(),
        }),
    );
    if table.line == crate::analysis::participation::LINE {
        document["meets_25_percent"] = document["meets_line"].clone();
    }
    document
}

fn json_row(table: &Participation, row: &Line) -> Value {
    json!({
        "code": row.code,
        "label": row.label,
        "level": row.level,
        "group": row.group,
        "participants": row.respondents,
        "base": table.respondents,
        "meets_line": row.reaches,
        "incidents": row.incidents,
        "incidents_base": table.counted.base(),
        "incidents_percent": row.percent,
        "statistics": figures::json(std::slice::from_ref(&row.rate)),
    })
}
