//! What a search found, for programs; places in code points.

use super::{Hits, Shown};
use crate::analysis::Spread;
use crate::analysis::spread::Row;
use crate::corpus::Incident;
use crate::report::tables::bins;
use serde_json::{Map, Value, json};

/// Everything for programs; places in code points.
pub fn json(hits: &Hits<'_>, spread: Option<&Spread>) -> Value {
    let hit = |shown: Shown<'_>| {
        let (start, end) = shown.places.unzip();
        let (left, right) = shown.around(hits.context);
        json!({
            "incident": shown.incident.id,
            "start": start,
            "end": end,
            "text": shown.text(),
            "left": left,
            "right": right,
            "unread": shown.unread,
            "attributes": attributes(shown.incident),
        })
    };
    let mut document = json!({
        "schema": "keerpunt.search/1",
        "study": hits.study,
        "query": hits.query,
        "where": hits.conditions.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "unit": hits.unit,
        "searched": hits.searched,
        "incidents": hits.found.len(),
        "respondents": hits.respondents,
        "total": hits.total(),
        "hits": hits.shown().into_iter().map(hit).collect::<Vec<_>>(),
    });
    if let Some(spread) = spread {
        let row = |row: &Row| {
            json!({
                "value": row.value, "label": row.label, "incidents": row.incidents,
                "found": row.found, "percent": row.percent, "passages": row.hits,
            })
        };
        document["by"] = json!({
            "attribute": spread.by,
            "bins": bins(&spread.cuts),
            "values": spread.rows.iter().map(row).collect::<Vec<_>>(),
            "without_value": {"incidents": spread.without_value.incidents, "found": spread.without_value.found},
            "other": {"incidents": spread.other.incidents, "found": spread.other.found},
        });
    }
    if let Some(explained) = &hits.explained {
        let forms = |forms: &[(String, usize)]| -> Vec<Value> {
            forms.iter().map(|(text, count)| json!({"text": text, "count": count})).collect()
        };
        let words = explained.words.iter().map(|(word, found)| json!({"word": word, "forms": forms(found)}));
        document["explain"] = json!({"read": explained.read, "words": words.collect::<Vec<_>>()});
    }
    document
}

fn attributes(incident: &Incident) -> Value {
    let each = incident.attributes.iter();
    Value::Object(each.map(|(name, value)| (name.to_string(), of_value(value))).collect::<Map<_, _>>())
}

fn of_value(value: &crate::corpus::Value) -> Value {
    use crate::corpus::Value as Held;
    match value {
        Held::WholeNumber(number) => json!(number),
        Held::Decimal(number) => json!(number),
        Held::YesNo(yes) => json!(yes),
        Held::List(values) => values.iter().map(of_value).collect(),
        Held::Text(_) | Held::Date { .. } => json!(value.text()),
    }
}
