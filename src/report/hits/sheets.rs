//! What a search found as tables: passages, incidents, counts by an attribute.

use super::{Hits, Shown};
use crate::analysis::{Condition, Spread};
use crate::corpus::Incident;
use crate::report::provenance::{shell, some};
use crate::report::sheet::{Align, Entry, Field, Row, WhenNarrow};
use crate::report::tables::cut_at;
use crate::report::{Sheet, one_line};

/// Characters shown on both sides of an incident's first passage.
const NEAR: usize = 40;

/// Passages in context, a row each.
pub fn sheet(hits: &Hits<'_>) -> Sheet {
    let names = attribute_names(hits);
    let mut fields = vec![
        Field::text("incident", "incident"),
        Field::data("start"),
        Field::data("end"),
        Field { align: Align::Right, ..Field::text("left", "before") },
        Field::text("text", "passage"),
        Field::text("right", "after"),
        Field::data("unread"),
    ];
    fields.extend(names.iter().map(|name| Field::data(*name)));
    let rows = hits.shown().into_iter().map(|shown| {
        let (start, end) = shown.places.unzip();
        let (left, right) = shown.around(hits.context);
        let entry = |text: &str| Entry { shown: one_line(text), exact: text.to_string() };
        let mut entries = vec![
            Entry::text(&shown.incident.id),
            Entry::text(start.map(|at| at.to_string()).unwrap_or_default()),
            Entry::text(end.map(|at| at.to_string()).unwrap_or_default()),
            entry(left),
            entry(shown.text()),
            entry(right),
            Entry::text(shown.unread.to_string()),
        ];
        entries.extend(values(shown.incident, &names));
        Row { entries, strong: false }
    });
    let mut heading = hits.heading();
    heading.extend(hits.explanation());
    let notes = hits.notes(hits.lines(), "passage");
    Sheet { heading, groups: Vec::new(), fields, rows: rows.collect(), notes, ..Sheet::default() }
}

/// Incidents that hold the search, a row each.
pub fn incidents(hits: &Hits<'_>) -> Sheet {
    let names = attribute_names(hits);
    let mut fields = vec![Field::text("incident", "incident"), Field::number("passages", "passages")];
    fields.extend(hits.beside.map(|name| Field::text(format!("{name} shown"), name)));
    fields.push(Field::text("text", "first passage").when_narrow(WhenNarrow::Shrinks {
        least: 20,
        most: 100,
        rank: 0,
    }));
    fields.extend(names.iter().map(|name| Field::data(*name)));
    let rows = hits.found.iter().take(hits.limit.unwrap_or(usize::MAX)).map(|found| {
        let incident = found.incident;
        let span = found.hits.first().map(|(span, _)| *span);
        let first = Shown { incident, span, places: None, unread: false };
        let (left, right) = first.around(NEAR);
        let text = first.text();
        let bracketed = if text.is_empty() { String::new() } else { format!("[{text}]") };
        let mut entries = vec![Entry::text(&incident.id), Entry::count(found.hits.len())];
        entries.extend(hits.beside.map(|name| value(incident, name)));
        let cut = |there: bool| if there { "…" } else { "" };
        let end = span.map_or(0, |span| span.end) + right.len();
        let before = cut(span.is_some_and(|span| left.len() < span.start));
        let after = cut(end < incident.narrative.trim_end().len());
        let shown = one_line(&format!("{before}{left}{bracketed}{right}{after}"));
        entries.push(Entry { shown, exact: text.to_string() });
        entries.extend(values(incident, &names));
        Row { entries, strong: false }
    });
    let mut heading = hits.heading();
    heading.extend(hits.explanation());
    let notes = hits.notes(hits.found.len(), "incident");
    Sheet { heading, groups: Vec::new(), fields, rows: rows.collect(), notes, ..Sheet::default() }
}

/// Counts by an attribute.
pub fn counts(hits: &Hits<'_>, spread: &Spread) -> Sheet {
    let mut heading = hits.heading();
    heading.extend((!spread.cuts.is_empty()).then(|| format!("by {}{}", spread.by, cut_at(&spread.cuts))));
    heading.push("n = incidents found, % of those with that value, p = passages in them".to_string());
    heading.extend(hits.explanation());
    let fields = vec![
        Field::text("value", &spread.by),
        Field::data("label"),
        Field::number("found", "n"),
        Field::number("incidents", "of"),
        Field::number("percent", "%"),
        Field::number("passages", "p"),
    ];
    let rows = spread.rows.iter().map(|row| Row {
        entries: vec![
            Entry { shown: row.label.clone().unwrap_or_else(|| row.value.clone()), exact: row.value.clone() },
            Entry::text(row.label.clone().unwrap_or_default()),
            Entry::count(row.found),
            Entry::count(row.incidents),
            Entry::percent(row.percent),
            Entry::count(row.hits),
        ],
        strong: false,
    });
    let mut notes = Vec::new();
    for (row, what) in [(&spread.without_value, "without a value"), (&spread.other, "with another value")] {
        if row.incidents > 0 {
            notes.push(format!(
                "{} {what} of {}: in no row; {} of them found.",
                some(row.incidents, "incident"),
                spread.by,
                row.found
            ));
        }
    }
    if let Some(most) = spread.rows.iter().filter(|row| row.found > 0).max_by_key(|row| row.found) {
        let mut command = format!("keerpunt search {}", shell(hits.query));
        let conditions = hits.conditions.iter().cloned().chain([Condition::is(&spread.by, &most.value)]);
        for condition in conditions {
            command += &format!(" --where {}", shell(&condition.to_string()));
        }
        notes.push(format!("Open a row: {command}{}", hits.arguments));
    }
    Sheet { heading, groups: Vec::new(), fields, rows: rows.collect(), notes, ..Sheet::default() }
}

/// Every attribute of what was found, in the order they are met; names of the sheet's own fields aside.
fn attribute_names<'a>(hits: &Hits<'a>) -> Vec<&'a str> {
    let own = ["incident", "start", "end", "left", "text", "right", "unread", "passages"];
    let mut names: Vec<&str> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for found in &hits.found {
        for (name, _) in found.incident.attributes.iter() {
            if !own.contains(&name.as_str()) && seen.insert(name.as_str()) {
                names.push(name);
            }
        }
    }
    names
}

fn values(incident: &Incident, names: &[&str]) -> Vec<Entry> {
    names.iter().map(|name| value(incident, name)).collect()
}

fn value(incident: &Incident, name: &str) -> Entry {
    Entry::text(incident.attribute(name).map(|value| value.text().into_owned()).unwrap_or_default())
}
