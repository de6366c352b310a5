//! Agreement of coders for programs.

use super::{Compared, Told, differing};
use crate::analysis::agreement::{Disagreement, ErrorMethod, Row as Line};
use crate::analysis::{Agreement, Material, Measure, Statistic};
use crate::report::crosstab::extend;
use crate::report::figures;
use crate::report::provenance::Provenance;
use serde_json::{Map, Value, json};

/// The table for programs, schema `keerpunt.agreement/1`; with the passages on which coders differ
/// where these are asked for.
pub fn json(
    table: &Agreement,
    coders: &[Compared],
    list: Option<&[Disagreement]>,
    material: &Material<'_>,
    provenance: &Provenance<'_>,
) -> Value {
    let mut document = provenance.json("keerpunt.agreement/1");
    let raters: Vec<Value> = coders
        .iter()
        .zip(table.read.iter().zip(&table.always_coded))
        .map(|(one, (read, always))| {
            json!({"name": one.name, "kind": one.kind, "judged": read, "always_coded": always})
        })
        .collect();
    let row = |row: &Line| {
        let mut one = json!({"code": row.code, "label": row.label, "level": row.level, "group": row.group});
        extend(&mut one, content(table, Told::of(row)));
        one
    };
    let overall = &table.overall;
    let mut all = json!({"codes": overall.codes, "overlapping": overall.overlapping});
    extend(&mut all, content(table, Told::overall(overall)));
    let whole = json!({
        "compared": raters,
        "unit": table.grain,
        "where": table.conditions.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "incidents": table.incidents,
        "shared": table.shared,
        "respondents": table.respondents,
        "of_one_coder": table.of_one_coder,
        "rows": table.rows.iter().map(row).collect::<Vec<_>>(),
        "overall": all,
    });
    extend(&mut document, whole);
    if let Some(list) = list {
        extend(&mut document, json!({"disagreements": differing::json(list, coders, material)}));
    }
    document
}

/// Each coefficient by its name, with its error and interval by the names of their method.
pub(super) fn coefficients(
    statistics: &[Statistic],
    method_of: impl Fn(Measure) -> Option<ErrorMethod>,
) -> Map<String, Value> {
    let mut fields = Map::new();
    for one in statistics {
        let name = one.measure.name();
        fields.insert(name.to_string(), figures::written(one.value, false));
        if let Some(method) = method_of(one.measure) {
            let (error, interval) = method.endings();
            fields.insert(format!("{name}{error}"), figures::written(one.standard_error, false));
            let limits = [one.interval.map(|one| one.low), one.interval.map(|one| one.high)];
            for (limit, value) in ["low", "high"].iter().zip(limits) {
                fields.insert(format!("{name}{interval}_{limit}"), figures::written(value, false));
            }
        }
    }
    fields
}

fn content(table: &Agreement, told: Told<'_>) -> Value {
    let Told { counts, statistics, cautions, .. } = told;
    json!({
        "n_pairable_units": counts.pairable,
        "incidents": counts.incidents,
        "given": counts.given,
        "given_by_all": counts.all,
        "differing": counts.differing,
        "statistics": coefficients(statistics, |measure| told.method(measure, table.grain)),
        "cautions": cautions.iter().map(|caution| caution.code()).collect::<Vec<_>>(),
    })
}
