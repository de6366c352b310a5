//! Do coders agree?

use super::Topic;
use super::answer::{Answer, Mistake, input};
use keerpunt::statistics::agreement::coefficients::{
    brennan_prediger, conger_kappa, fleiss_kappa, gwet_ac, percent_agreement,
};
use keerpunt::statistics::agreement::krippendorff::{
    Metric, alpha, alpha_estimate, alpha_estimate_of_counts,
};
use keerpunt::statistics::agreement::two_coders::{Coefficient, Pair};
use keerpunt::statistics::agreement::weights::weights;
use keerpunt::statistics::agreement::{Estimate, Ratings, Weighting};
use serde::Deserialize;
use serde_json::Value;

pub const TOPICS: &[Topic] = &[Topic { name: "agreement", compute: agreement }];

const LEVEL: f64 = 0.95;

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Input {
    Ratings { ratings_units_by_coders: Vec<Vec<Value>>, categories: Vec<Value> },
    Table { table_coder1_rows_coder2_cols: Vec<Vec<f64>> },
    Counts { counts_units_by_categories: Vec<Vec<f64>> },
}

fn agreement(value: Value) -> Result<Answer, Mistake> {
    let help = r#"{"ratings_units_by_coders": [["a", "b"], ["a", null]], "categories": ["a", "b"]}, or "table_coder1_rows_coder2_cols", or "counts_units_by_categories""#;
    let mut answer = Answer::default();
    let read = input(value, help).map_err(|_| Mistake::new("it is none of the three forms", help))?;
    match read {
        Input::Ratings { ratings_units_by_coders, categories } => {
            ratings(&ratings_units_by_coders, &categories, help, &mut answer)?;
        }
        Input::Table { table_coder1_rows_coder2_cols: table } => {
            if table.iter().any(|row| row.len() != table.len() || row.iter().any(|count| *count < 0.0)) {
                return Err(Mistake::new("the table is not square, or a count is below 0", help));
            }
            let ranks: Vec<f64> = (0..table.len()).map(|rank| rank as f64).collect();
            of_table(&table, &ranks, &mut answer);
        }
        Input::Counts { counts_units_by_categories: counts } => {
            let width = counts.first().map_or(0, Vec::len);
            if counts.iter().any(|unit| unit.len() != width || unit.iter().any(|count| *count < 0.0)) {
                return Err(Mistake::new("units differ in length, or a count is below 0", help));
            }
            let ranks: Vec<f64> = (0..width).map(|rank| rank as f64).collect();
            let identity = weights(Weighting::Identity, &ranks);
            of_counts(&counts, &identity, "", "gwet_ac1", &mut answer);
            let raw = percent_agreement(&counts, &identity);
            answer.number("percent_agreement_se", raw.and_then(|one| one.standard_error));
            estimate("alpha_nominal", alpha_estimate_of_counts(&counts, &identity), &mut answer);
        }
    }
    Ok(answer)
}

/// The value of a coefficient, with its standard error and interval.
fn estimate(name: &str, estimate: Option<Estimate>, answer: &mut Answer) {
    answer.number(name, estimate.map(|one| one.value));
    answer.number(&format!("{name}_se"), estimate.and_then(|one| one.standard_error));
    let interval = estimate.and_then(|one| one.interval(LEVEL));
    match interval {
        Some(interval) => answer.numbers(&format!("{name}_ci"), &[Some(interval.low), Some(interval.high)]),
        None => answer.number(&format!("{name}_ci"), None),
    }
}

fn of_counts(counts: &[Vec<f64>], weights: &[Vec<f64>], suffix: &str, gwet: &str, answer: &mut Answer) {
    answer.number(
        &format!("percent_agreement{suffix}"),
        percent_agreement(counts, weights).map(|one| one.value),
    );
    estimate(&format!("fleiss_kappa{suffix}"), fleiss_kappa(counts, weights), answer);
    estimate(&format!("{gwet}{suffix}"), gwet_ac(counts, weights), answer);
    estimate(&format!("brennan_prediger{suffix}"), brennan_prediger(counts, weights), answer);
}

fn ratings(
    units: &[Vec<Value>],
    categories: &[Value],
    help: &str,
    answer: &mut Answer,
) -> Result<(), Mistake> {
    let width = units.iter().map(Vec::len).max().unwrap_or(0);
    let place = |value: &Value| match value {
        Value::Null => Ok(None),
        value => match categories.iter().position(|category| category == value) {
            Some(place) => Ok(Some(place)),
            None => Err(Mistake::new(format!("{value} is none of the categories"), help)),
        },
    };
    let mut rows = Vec::with_capacity(units.len());
    for unit in units {
        let mut row = unit.iter().map(place).collect::<Result<Vec<_>, _>>()?;
        row.resize(width, None);
        rows.push(row);
    }
    let ratings = Ratings { units: rows, categories: categories.len() };
    let counts = ratings.counts();
    let numbers: Option<Vec<f64>> = categories.iter().map(Value::as_f64).collect();
    let values = numbers.clone().unwrap_or_else(|| (0..categories.len()).map(|rank| rank as f64).collect());
    answer.count("n_units", ratings.units.len());
    answer.count("n_pairable_units", ratings.pairable());
    let identity = weights(Weighting::Identity, &values);
    of_counts(&counts, &identity, "", "gwet_ac1", answer);
    estimate("conger_kappa", conger_kappa(&ratings, &identity), answer);
    estimate("alpha_nominal", alpha_estimate(&counts, &identity), answer);
    answer.number("alpha_nominal", alpha(&counts, &values, Metric::Nominal));
    if numbers.is_some() {
        for (weighting, suffix) in [(Weighting::Linear, "_linear"), (Weighting::Quadratic, "_quadratic")] {
            let weights = weights(weighting, &values);
            of_counts(&counts, &weights, suffix, "gwet_ac2", answer);
            estimate(&format!("conger_kappa{suffix}"), conger_kappa(&ratings, &weights), answer);
        }
        let quadratic = weights(Weighting::Quadratic, &values);
        estimate("alpha_interval", alpha_estimate(&counts, &quadratic), answer);
        for (name, metric) in [
            ("alpha_ordinal", Metric::Ordinal),
            ("alpha_interval", Metric::Interval),
            ("alpha_ratio", Metric::Ratio),
        ] {
            answer.number(name, alpha(&counts, &values, metric));
        }
    }
    if let Some(pair) = ratings.table().as_deref().and_then(Pair::of) {
        cohen(&pair, &values, answer);
        answer.number("scott_pi", pair.scott_pi(&identity).map(|one| one.value));
        for (weighting, suffix) in [(Weighting::Linear, "_linear"), (Weighting::Quadratic, "_quadratic")] {
            let ranks: Vec<f64> = (0..values.len()).map(|rank| rank as f64).collect();
            let kappa = pair.cohen_kappa(&weights(weighting, &ranks));
            answer.number(&format!("cohen_kappa{suffix}"), kappa.map(|one| one.value));
        }
    }
    Ok(())
}

/// Cohen's kappa with its errors and limits.
fn cohen(pair: &Pair, values: &[f64], answer: &mut Answer) {
    let kappa = pair.cohen_kappa(&weights(Weighting::Identity, values));
    answer.number("cohen_kappa", kappa.map(|one| one.value));
    answer.number("cohen_kappa_se_fce", kappa.map(|one| one.standard_error));
    answer.number("cohen_kappa_se0", pair.cohen_kappa_null_error());
    match kappa.map(|one| one.wald(LEVEL)) {
        Some(wald) => answer.numbers("cohen_kappa_ci_wald", &[Some(wald.low), Some(wald.high)]),
        None => answer.number("cohen_kappa_ci_wald", None),
    }
    answer.number("pabak", pair.pabak());
    answer.number("kappa_max", pair.cohen_kappa_max());
}

fn of_table(table: &[Vec<f64>], ranks: &[f64], answer: &mut Answer) {
    let Some(pair) = Pair::of(table) else { return };
    cohen(&pair, ranks, answer);
    let schemes = [
        (Weighting::Identity, "", "gwet_ac1"),
        (Weighting::Linear, "_linear", "gwet_ac2"),
        (Weighting::Quadratic, "_quadratic", "gwet_ac2"),
    ];
    for (weighting, suffix, gwet) in schemes {
        let weights = weights(weighting, ranks);
        let kappa = pair.cohen_kappa(&weights);
        let all: [(&str, Option<Coefficient>); 6] = [
            ("percent_agreement", Some(pair.percent_agreement(&weights))),
            ("cohen_kappa", kappa),
            ("scott_pi", pair.scott_pi(&weights)),
            (gwet, pair.gwet_ac(&weights)),
            ("brennan_prediger", pair.brennan_prediger(&weights)),
            ("krippendorff_alpha", pair.krippendorff_alpha(&weights)),
        ];
        for (name, coefficient) in all {
            answer.number(&format!("{name}{suffix}"), coefficient.map(|one| one.value));
            answer.number(&format!("{name}{suffix}_se_gwet"), coefficient.map(|one| one.standard_error));
        }
        answer.number(&format!("cohen_kappa{suffix}_se_fce"), kappa.map(|one| one.standard_error));
    }
}
