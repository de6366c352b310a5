//! A truth table and its solutions for programs, schema `keerpunt.qca/1`; names are those of `keerpunt stats`.

use crate::analysis::Qca;
use crate::analysis::qca::{Factor, Row, Solved};
use crate::report::counted;
use crate::report::crosstab::extend;
use crate::report::provenance::Provenance;
use crate::statistics::qca::{Count, Model, Outcome, Term};
use serde_json::{Value, json};

/// All of it.
pub fn json(table: &Qca, provenance: &Provenance<'_>) -> Value {
    let mut document = provenance.json("keerpunt.qca/1");
    extend(&mut document, counted::json(&table.counted));
    let factor = |one: &Factor| {
        let [present, absent] = [true, false].map(|there| table.held(one, there));
        json!({
            "condition": one.name(),
            "code": one.code,
            "valence": one.valence.map(crate::codebook::Valence::name),
            "label": one.label,
            "n": present.cases,
            "n_with_outcome": present.with_outcome,
            "necessity": present.necessity,
            "necessity_of_absence": absent.necessity,
        })
    };
    let whole = json!({
        "unit": "incident",
        "outcome": table.outcome.to_string(),
        "cases": table.cases,
        "with_outcome": table.with_outcome,
        "without_value": table.outside,
        "incl_cut": table.consistency,
        "n_cut": table.frequency,
        "conditions": table.factors.iter().map(factor).collect::<Vec<_>>(),
        "possible": table.possible,
        "observed": table.rows.len(),
        "n_remainders": table.remainders(),
        "n_below_frequency": table.below_frequency(),
        "assumed_for_both": table.assumed_for_both,
        "contradictory_rows": table.contradictory().map(|row| row.number).collect::<Vec<_>>(),
        "cases_against": table.against,
        "as_few_by_chance": table.as_few_by_chance,
        "truth_table": table.rows.iter().map(json_row).collect::<Vec<_>>(),
        "complex": solved(table, &table.complex),
        "parsimonious": solved(table, &table.parsimonious),
    });
    extend(&mut document, whole);
    document
}

fn json_row(row: &Row) -> Value {
    let out = match row.outcome {
        Outcome::Present => json!(1),
        Outcome::Absent => json!(0),
        Outcome::Unknown => json!("?"),
    };
    json!({
        "row": row.number,
        "conditions": row.present.iter().map(|there| u8::from(*there)).collect::<Vec<_>>(),
        "OUT": out,
        "n": row.size(),
        "n_with_outcome": row.cases[0].len(),
        "consistency": row.consistency(),
        "pri": row.consistency(),
        "respondents": row.respondents,
        "cases_with_outcome": row.cases[0],
        "cases_without_outcome": row.cases[1],
        "contradictory": row.is_contradictory(),
    })
}

/// `null` where no row leads to the outcome.
fn solved(table: &Qca, solved: &Solved) -> Value {
    match solved {
        Solved::NothingLeads => Value::Null,
        Solved::TooLarge => json!({"too_large": true}),
        Solved::Found(solution) => json!({
            "prime_implicants": solution.primes,
            "essential": solution.essential,
            "shortest": solution.shortest,
            "n_models": match solution.count {
                Count::All(count) | Count::AtLeast(count) => count,
            },
            "n_models_at_least": matches!(solution.count, Count::AtLeast(_)),
            "models": solution.models.iter().map(|one| model(table, one)).collect::<Vec<_>>(),
        }),
    }
}

fn model(table: &Qca, model: &Model) -> Value {
    let term = |term: &Term| {
        let factors = table.factors_of(term.implicant).into_iter();
        let factors: Vec<Value> = factors
            .map(|(at, there)| json!({"condition": table.factors[at].name(), "present": there}))
            .collect();
        json!({
            "term": term.term,
            "conditions": factors,
            "n_cases": term.cases,
            "consistency": term.consistency,
            "pri": term.consistency,
            "raw_coverage": term.raw_coverage,
            "unique_coverage": term.unique_coverage,
        })
    };
    json!({
        "terms": model.terms.iter().map(term).collect::<Vec<_>>(),
        "solution_consistency": model.consistency,
        "solution_pri": model.consistency,
        "solution_coverage": model.coverage,
    })
}
