//! The attributes of a corpus: types, how often they are filled, their values.

use super::Sheet;
use super::provenance::some;
use super::sheet::{Entry, Field, Row, WhenNarrow};
use crate::analysis::attributes::Attribute;
use crate::corpus::Kind;
use serde_json::{Value, json};

/// Values that people are shown.
const SHOWN: usize = 4;
/// Characters of one of them.
const LONG: usize = 40;

/// The table for people and spreadsheets.
pub fn sheet(study: Option<&str>, incidents: usize, attributes: &[Attribute]) -> Sheet {
    let rows = attributes.iter().map(|one| Row {
        entries: vec![
            Entry::text(&one.name),
            Entry::text(kind(one.kind)),
            Entry::text(if one.several { "yes" } else { "no" }),
            Entry::count(one.incidents),
            Entry::count(one.different),
            Entry { shown: shown(one), exact: exact(one) },
        ],
        strong: false,
    });
    let name = study.map(|study| format!("{study} · ")).unwrap_or_default();
    Sheet {
        heading: vec![
            format!("{name}attributes of {}", some(incidents, "incident")),
            "n = incidents with a value, v = different values".to_string(),
        ],
        fields: vec![
            Field::text("attribute", "attribute").when_narrow(WhenNarrow::Shrinks {
                least: 16,
                most: 56,
                rank: 3,
            }),
            Field::text("type", "type"),
            Field::text("several", "several"),
            Field::number("incidents", "n"),
            Field::number("different", "v"),
            Field::text("values", "values").when_narrow(WhenNarrow::Shrinks {
                least: 16,
                most: 120,
                rank: 2,
            }),
        ],
        rows: rows.collect(),
        notes: Vec::new(),
        ..Sheet::default()
    }
}

fn shown(one: &Attribute) -> String {
    if let (Some((least, last)), true) = (&one.ends, one.different > SHOWN) {
        return format!("{least} to {last}");
    }
    let cut = |value: &str| match value.char_indices().nth(LONG) {
        Some((at, _)) => format!("{}…", value[..at].trim_end()),
        None => value.to_string(),
    };
    // What every incident has differently says nothing when it is counted.
    let counted = one.values.first().is_some_and(|(_, count)| *count > 1);
    let each = one.values.iter().take(SHOWN).map(|(value, count)| match counted {
        true => format!("{} {count}", cut(value)),
        false => cut(value),
    });
    let more = if one.different > SHOWN { ", ..." } else { "" };
    each.collect::<Vec<_>>().join(", ") + more
}

fn exact(one: &Attribute) -> String {
    one.values.iter().map(|(value, count)| format!("{value} {count}")).collect::<Vec<_>>().join("; ")
}

/// The attributes for programs, schema `keerpunt.attributes/1`.
pub fn json(study: Option<&str>, incidents: usize, attributes: &[Attribute]) -> Value {
    let one = |one: &Attribute| {
        let values: Vec<Value> =
            one.values.iter().map(|(value, count)| json!({"value": value, "incidents": count})).collect();
        json!({
            "name": one.name,
            "type": kind(one.kind),
            "several": one.several,
            "incidents": one.incidents,
            "different": one.different,
            "least": one.ends.as_ref().map(|(least, _)| least),
            "last": one.ends.as_ref().map(|(_, last)| last),
            "values": values,
        })
    };
    json!({
        "schema": "keerpunt.attributes/1",
        "study": study,
        "incidents": incidents,
        "attributes": attributes.iter().map(one).collect::<Vec<_>>(),
    })
}

/// A type as a study file has it.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::WholeNumber => "whole_number",
        Kind::Decimal => "decimal",
        Kind::Date => "date",
        Kind::YesNo => "yes_no",
    }
}
