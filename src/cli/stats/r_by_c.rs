//! Tables of counts of any size: percentages, independence, strength, residuals.

use super::Topic;
use super::answer::{Answer, Mistake, input};
use keerpunt::statistics::Counts;
use keerpunt::statistics::association::{self, ChiSquare};
use keerpunt::statistics::counts::percent;
use keerpunt::statistics::freeman_halton::{Effort, Exact, freeman_halton};
use serde::Deserialize;
use serde_json::{Value, json};

pub const TOPICS: &[Topic] = &[Topic { name: "crosstab_rxc", compute: r_by_c }];

#[derive(Debug, Deserialize)]
struct Input {
    table: Vec<Vec<u64>>,
}

fn r_by_c(value: Value) -> Result<Answer, Mistake> {
    let help = r#"{"table": [[3, 1, 4], [1, 5, 9]]}: rows of counts, all of the same length"#;
    let Input { table } = input(value, help)?;
    let counts = Counts::new(table).ok_or_else(|| Mistake::new("the rows differ in length", help))?;
    let mut answer = Answer::default();
    describe(&counts, &mut answer);
    associate(&counts, &mut answer);
    exact(&counts, &mut answer);
    Ok(answer)
}

/// Margins, percentages and expected counts.
pub fn describe(counts: &Counts, answer: &mut Answer) {
    let (rows, columns) = counts.reduced_shape();
    answer.count("n", counts.total());
    answer.value("row_totals", json!(counts.row_totals()));
    answer.value("col_totals", json!(counts.column_totals()));
    answer.grid("row_pct", &counts.each(|count, row, _, _| percent(count, row)));
    answer.grid("col_pct", &counts.each(|count, _, column, _| percent(count, column)));
    answer.grid("total_pct", &counts.each(|count, _, _, total| percent(count, total)));
    answer.grid("expected", &counts.expected());
    answer.value("reduced_shape", json!([rows, columns]));
}

/// Tests of independence, strength and residuals.
pub fn associate(counts: &Counts, answer: &mut Answer) {
    let (chi2, g) = (association::pearson(counts), association::likelihood_ratio(counts));
    answer.value("df", json!(counts.degrees_of_freedom()));
    chi_square("chi2", chi2, answer);
    chi_square("g", g, answer);
    answer.number("cramers_v", association::cramers_v(counts));
    answer.number("cramers_v_bc", association::cramers_v_corrected(counts));
    answer.number("contingency_c", association::contingency_coefficient(counts));
    for (name, residuals) in [
        ("pearson_residuals", association::pearson_residuals(counts)),
        ("adj_std_residuals", association::adjusted_residuals(counts)),
    ] {
        match residuals {
            Some(rows) => answer.grid(name, &rows),
            None => answer.value(name, Value::Null),
        }
    }
}

/// A statistic and its tail.
pub fn chi_square(name: &str, statistic: Option<ChiSquare>, answer: &mut Answer) {
    answer.number(name, statistic.map(|statistic| statistic.value));
    answer.number(&format!("{name}_p"), statistic.map(|statistic| statistic.p));
}

/// The exact test; where there are too many tables to count, what random ones tell, by a name of its own.
fn exact(counts: &Counts, answer: &mut Answer) {
    match freeman_halton(counts, Effort::default()) {
        Exact::Enumerated(p) => answer.number("fisher_p", p),
        Exact::Sampled(estimate) => {
            answer.number("fisher_p", None);
            answer.number("fisher_p_monte_carlo", estimate.p);
            answer.number("fisher_p_monte_carlo_se", estimate.standard_error);
            answer.count("fisher_p_monte_carlo_samples", estimate.samples);
            answer.count("fisher_p_monte_carlo_seed", estimate.seed);
        }
    }
}
