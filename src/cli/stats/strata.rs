//! The same comparison within many strata.

use super::Topic;
use super::answer::{Answer, Mistake, input};
use super::r_by_c::chi_square;
use super::two_by_two::limits;
use keerpunt::statistics::TwoByTwo;
use keerpunt::statistics::strata::exact::ExactStrata;
use keerpunt::statistics::strata::homogeneity::breslow_day;
use keerpunt::statistics::strata::{collapsed, informative, mantel_haenszel as mh};
use serde::Deserialize;
use serde_json::{Value, json};

pub const TOPICS: &[Topic] = &[Topic { name: "cmh", compute: cmh }];

const LEVEL: f64 = 0.95;

#[derive(Debug, Deserialize)]
struct Input {
    strata: Vec<[[u64; 2]; 2]>,
}

fn cmh(value: Value) -> Result<Answer, Mistake> {
    let help = r#"{"strata": [[[3, 2], [1, 4]], [[5, 1], [2, 2]]]}: a table of two groups for each stratum"#;
    let Input { strata } = input(value, help)?;
    let table = |[[a, b], [c, d]]: [[u64; 2]; 2]| TwoByTwo { a, b, c, d };
    let strata: Vec<TwoByTwo> = strata.into_iter().map(table).collect();
    let mut answer = Answer::default();
    within(&strata, &mut answer);
    let common = mh::odds_ratio(&strata, LEVEL);
    limits("or_mh_ci", common.and_then(|common| common.interval), &mut answer);
    let exact = ExactStrata::of(&strata);
    for name in ["exact_p", "perm_p_two_sided"] {
        answer.number(name, exact.as_ref().map(ExactStrata::two_sided));
    }
    answer.number("perm_p_greater", exact.as_ref().map(ExactStrata::greater));
    answer.number("perm_p_less", exact.as_ref().map(ExactStrata::less));
    let fitted = exact.and_then(|exact| exact.odds_ratio(LEVEL));
    answer.number("or_cmle", fitted.map(|fitted| fitted.estimate));
    limits("or_exact_ci", fitted.map(|fitted| fitted.exact), &mut answer);
    answer.number("rd_mh", mh::risk_difference(&strata));
    answer.number("rr_mh", mh::risk_ratio(&strata));
    let homogeneity = breslow_day(&strata);
    chi_square("breslow_day", homogeneity.map(|test| test.breslow_day), &mut answer);
    chi_square("breslow_day_tarone", homogeneity.map(|test| test.tarone), &mut answer);
    answer.value("homogeneity_df", json!(homogeneity.map(|test| test.breslow_day.df)));
    answer.count("n_informative_strata", informative(&strata));
    let all = collapsed(&strata);
    answer.value("collapsed_table", json!([[all.a, all.b], [all.c, all.d]]));
    Ok(answer)
}

/// The test and the common odds ratio.
pub fn within(strata: &[TwoByTwo], answer: &mut Answer) {
    let test = mh::cmh(strata);
    chi_square("cmh", test.map(|test| test.plain), answer);
    chi_square("cmh_cc", test.map(|test| test.corrected), answer);
    answer.number("or_mh", mh::odds_ratio(strata, LEVEL).map(|common| common.value));
}
