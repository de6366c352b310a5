//! Pairs that changed.

use super::Topic;
use super::answer::{Answer, Mistake, input};
use super::r_by_c::chi_square;
use super::two_by_two::limits;
use keerpunt::statistics::paired::Changed;
use serde::Deserialize;
use serde_json::Value;

pub const TOPICS: &[Topic] = &[Topic { name: "mcnemar", compute: mcnemar }];

#[derive(Debug, Deserialize)]
struct Input {
    table_paired: [[u64; 2]; 2],
}

fn mcnemar(value: Value) -> Result<Answer, Mistake> {
    let help = r#"{"table_paired": [[10, 2], [7, 5]]}: rows the first of a pair, columns the second"#;
    let Input { table_paired: [[_, only_first], [only_second, _]] } = input(value, help)?;
    let changed = Changed { only_first, only_second };
    let mut answer = Answer::default();
    chi_square("mcnemar", changed.mcnemar(), &mut answer);
    chi_square("mcnemar_cc", changed.mcnemar_corrected(), &mut answer);
    answer.number("exact_p", changed.exact());
    answer.number("midp", changed.midp());
    answer.number("or_paired", changed.odds_ratio());
    limits("or_paired_ci", changed.odds_ratio_interval(0.95), &mut answer);
    Ok(answer)
}
