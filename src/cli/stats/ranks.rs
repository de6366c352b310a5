//! Rankings and groups compared by ranks.

use super::Topic;
use super::answer::{Answer, Mistake, input};
use keerpunt::statistics::ranks::mann_whitney::{MannWhitney, exact, tied};
use keerpunt::statistics::ranks::{kendall, midranks, spearman};
use serde::Deserialize;
use serde_json::Value;

pub const TOPICS: &[Topic] = &[
    Topic { name: "rank_correlation", compute: correlation },
    Topic { name: "mann_whitney", compute: groups },
];

#[derive(Debug, Deserialize)]
struct Input {
    x: Vec<f64>,
    y: Vec<f64>,
}

fn correlation(value: Value) -> Result<Answer, Mistake> {
    let help = r#"{"x": [1, 2, 3], "y": [2, 1, 3]}: two numbers for each thing that is ranked"#;
    let Input { x, y } = input(value, help)?;
    if x.len() != y.len() {
        return Err(Mistake::new("the lists differ in length", help));
    }
    let mut answer = Answer::default();
    answer.number("spearman_rho", spearman::rho(&x, &y));
    answer.number("spearman_t_p", spearman::t_test(&x, &y));
    answer.number("spearman_exact_p", spearman::exact(&x, &y));
    answer.number("spearman_perm_p", spearman::permutation(&x, &y));
    answer.number("kendall_tau_b", kendall::tau_b(&x, &y));
    answer.number("kendall_z", kendall::z(&x, &y));
    answer.number("kendall_asym_p", kendall::asymptotic(&x, &y));
    answer.number("kendall_exact_p", kendall::exact(&x, &y));
    let ranks = |list: &[f64]| midranks(list).into_iter().map(Some).collect::<Vec<_>>();
    answer.numbers("ranks_x", &ranks(&x));
    answer.numbers("ranks_y", &ranks(&y));
    Ok(answer)
}

fn groups(value: Value) -> Result<Answer, Mistake> {
    let help = r#"{"x": [1, 2, 3], "y": [2, 4]}: the numbers of two groups"#;
    let Input { x, y } = input(value, help)?;
    let Some(test) = MannWhitney::of(&x, &y) else {
        return Err(Mistake::new("a group is empty", help));
    };
    let exact = exact(&x, &y);
    let untied = exact.filter(|_| !tied(&x, &y));
    let mut answer = Answer::default();
    answer.number("U1", test.u1);
    answer.number("U2", test.u2);
    answer.number("rank_biserial", test.rank_biserial());
    answer.number("prob_superiority", test.superiority());
    answer.number("z", test.z());
    answer.number("sigma", test.sigma);
    answer.number("asym_p", test.asymptotic());
    answer.number("asym_cc_p", test.asymptotic_corrected());
    answer.number("exact_p", untied.map(|exact| exact.two_sided));
    answer.number("exact_p_greater", untied.map(|exact| exact.greater));
    answer.number("perm_p_two_sided", exact.map(|exact| exact.permutation));
    Ok(answer)
}
