//! Crisp-set qualitative comparative analysis.

use super::Topic;
use super::answer::{Answer, Mistake, input};
use keerpunt::statistics::qca::{
    Case, MOST_CONDITIONS, MOST_MODELS, Model, Outcome, Row, Solution, TooLarge, TruthTable, solve,
};
use serde::Deserialize;
use serde_json::{Value, json};

pub const TOPICS: &[Topic] = &[Topic { name: "qca", compute: qca }];

#[derive(Debug, Deserialize)]
struct Input {
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
    conditions: Vec<String>,
    outcome: String,
    incl_cut: f64,
    n_cut: usize,
}

fn qca(value: Value) -> Result<Answer, Mistake> {
    let help = r#"{"columns": ["CASE", "A", "B", "OUT"], "rows": [["c1", 1, 0, 1]], "conditions": ["A", "B"], "outcome": "OUT", "incl_cut": 1, "n_cut": 1}; `~OUT` asks for its absence"#;
    let Input { columns, rows, conditions, outcome, incl_cut, n_cut } = input(value, help)?;
    if conditions.is_empty() || conditions.len() > MOST_CONDITIONS {
        return Err(Mistake::new(
            format!("there are {} conditions; 1 to {MOST_CONDITIONS} can be solved", conditions.len()),
            help,
        ));
    }
    let column = |name: &str| {
        columns
            .iter()
            .position(|column| column == name)
            .ok_or_else(|| Mistake::new(format!("there is no column `{name}`"), help))
    };
    let (wanted, absent) = match outcome.strip_prefix('~') {
        Some(name) => (column(name)?, true),
        None => (column(&outcome)?, false),
    };
    let places = conditions.iter().map(|name| column(name)).collect::<Result<Vec<_>, _>>()?;
    let set = |row: &[Value], at: usize| match row.get(at).and_then(Value::as_f64) {
        Some(1.0) => Ok(true),
        Some(0.0) => Ok(false),
        _ => Err(Mistake::new("a condition or outcome is neither 0 nor 1", help)),
    };
    let mut cases = Vec::with_capacity(rows.len());
    for row in &rows {
        let mut combination = 0;
        for place in &places {
            combination = combination << 1 | u32::from(set(row, *place)?);
        }
        let name =
            row.first().map_or(String::new(), |name| name.as_str().map_or(name.to_string(), str::to_string));
        cases.push(Case { name, conditions: combination, outcome: set(row, wanted)? != absent });
    }
    let table = TruthTable::of(&cases, conditions.len(), incl_cut, n_cut);
    let mut answer = Answer::default();
    answer.value("truth_table", table.rows.iter().map(|one| row(one, conditions.len())).collect());
    answer.count("n_remainders", table.remainders());
    let contradictory = table.rows.iter().filter(|row| row.is_contradictory());
    answer.value("contradictory_rows", contradictory.map(|row| json!(row.conditions + 1)).collect());
    let too_large = |TooLarge| Mistake::new(TooLarge.to_string(), "take fewer conditions");
    let complex = solve(&table, &cases, &conditions, false).map_err(too_large)?;
    let parsimonious = solve(&table, &cases, &conditions, true).map_err(too_large)?;
    for solution in [&complex, &parsimonious].into_iter().flatten() {
        if solution.models.is_empty() {
            let told = format!(
                "more than {MOST_MODELS} models of {} terms fit equally well: too many to list",
                solution.shortest
            );
            return Err(Mistake::new(told, "take fewer conditions"));
        }
    }
    answer.value("complex", json!(complex.as_ref().map(solution)));
    answer.value("parsimonious", json!(parsimonious.as_ref().map(solution)));
    Ok(answer)
}

fn row(row: &Row, conditions: usize) -> Value {
    let bits: Vec<u32> = (0..conditions).rev().map(|bit| row.conditions >> bit & 1).collect();
    let outcome = match row.outcome {
        Outcome::Present => json!(1),
        Outcome::Absent => json!(0),
        Outcome::Unknown => json!("?"),
    };
    json!({
        "row": row.conditions + 1,
        "conditions": bits,
        "OUT": outcome,
        "n": row.cases.len(),
        "consistency": row.consistency,
        "cases": row.cases,
        "contradictory": row.is_contradictory(),
    })
}

fn solution(solution: &Solution) -> Value {
    json!({
        "prime_implicants": solution.primes,
        "essential": solution.essential,
        "n_models": solution.models.len(),
        "models": solution.models.iter().map(model).collect::<Vec<_>>(),
    })
}

fn model(model: &Model) -> Value {
    let terms: Vec<Value> = model
        .terms
        .iter()
        .map(|term| {
            json!({
                "term": term.term,
                "n_cases": term.cases,
                "consistency": term.consistency,
                "raw_coverage": term.raw_coverage,
                "unique_coverage": term.unique_coverage,
            })
        })
        .collect();
    json!({"terms": terms, "solution_consistency": model.consistency, "solution_coverage": model.coverage})
}
