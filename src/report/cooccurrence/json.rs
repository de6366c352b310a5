//! Pairs of codes for programs, schema `keerpunt.cooccur/1`.

use super::name_of;
use crate::analysis::cooccurrence::{Cell, Member, Pair, Wanted};
use crate::analysis::{Column, Cooccurrence};
use crate::report::counted;
use crate::report::crosstab::extend;
use crate::report::figures;
use crate::report::provenance::Provenance;
use crate::report::tables::bins;
use serde_json::{Value, json};

/// The pairs that are wanted, the strongest first, with the codes they are of.
pub fn json(table: &Cooccurrence, wanted: &Wanted, provenance: &Provenance<'_>) -> Value {
    let mut document = provenance.json("keerpunt.cooccur/1");
    extend(&mut document, counted::json(&table.counted));
    let ranked = table.ranked(wanted);
    let code = |one: &Member| json!({"code": one.code, "label": one.label, "n": one.count});
    let columns = table.columns.as_ref();
    let column = |column: &Column| {
        json!({
            "value": column.value,
            "label": column.label,
            "incidents": column.incidents,
            "respondents": column.respondents,
            "unread": column.unread,
            "n": column.base,
        })
    };
    let whole = json!({
        "unit": table.unit,
        "n": table.units,
        "order": name_of(wanted.order),
        "min": wanted.fewest,
        "by": columns.map(|columns| &columns.by),
        "bins": columns.map_or(Value::Null, |columns| bins(&columns.cuts)),
        "without_value": columns.map(|columns| columns.without_value),
        "other": columns.map(|columns| columns.other),
        "in_several": columns.map(|columns| columns.in_several),
        "columns": columns.map(|columns| columns.columns.iter().map(column).collect::<Vec<_>>()),
        "codes": table.codes.iter().map(code).collect::<Vec<_>>(),
        "groups_themselves": table.above,
        "left_out": {
            "rarer": ranked.rarer,
            "never": ranked.never,
            "same_words": ranked.of_the_codebook,
            "weaker": ranked.weaker,
        },
        "pairs": ranked.pairs.iter().map(|pair| json_pair(table, pair)).collect::<Vec<_>>(),
    });
    extend(&mut document, whole);
    document
}

fn json_pair(table: &Cooccurrence, pair: &Pair) -> Value {
    let mut fields = json!({
        "code_1": table.codes[pair.first].code,
        "code_2": table.codes[pair.second].code,
        "same_words": pair.same_words,
    });
    extend(&mut fields, json_cell(&pair.whole));
    if let Some(columns) = &table.columns {
        let cell = |(cell, column): (&Cell, &Column)| {
            let mut fields = json!({"value": column.value});
            extend(&mut fields, json_cell(cell));
            fields
        };
        fields["cells"] = pair.cells.iter().zip(&columns.columns).map(cell).collect();
    }
    fields
}

fn json_cell(cell: &Cell) -> Value {
    let cautions: Vec<&str> = cell.cautions.iter().map(|caution| caution.code()).collect();
    json!({
        "n12": cell.both,
        "n1": cell.first,
        "n2": cell.second,
        "n": cell.units,
        "percent": cell.percent(),
        "incidents": cell.incidents,
        "respondents": cell.respondents,
        "statistics": figures::json(&cell.statistics),
        "cautions": cautions,
    })
}
