//! Tables of two by two: everything that compares two groups.

use super::Topic;
use super::answer::{Answer, Mistake, input};
use super::r_by_c::{associate, chi_square, describe};
use keerpunt::statistics::multiple::{benjamini_hochberg, holm};
use keerpunt::statistics::two_by_two::conditional_odds::conditional;
use keerpunt::statistics::two_by_two::fisher::Fisher;
use keerpunt::statistics::two_by_two::{odds_ratio, phi, risk_difference as rd, risk_ratio};
use keerpunt::statistics::{Counts, Interval, TwoByTwo, association, proportion};
use serde::Deserialize;
use serde_json::{Value, json};

pub const TOPICS: &[Topic] = &[
    Topic { name: "crosstab_2x2", compute: two_by_two },
    Topic { name: "per_code_tests", compute: per_code_tests },
];

/// The level of an interval where a case does not say it.
fn usual_level() -> f64 {
    0.95
}

#[derive(Debug, Deserialize)]
struct Input {
    table: [[u64; 2]; 2],
    #[serde(default = "usual_level")]
    conf_level: f64,
}

fn two_by_two(value: Value) -> Result<Answer, Mistake> {
    let help = r#"{"table": [[3, 1], [1, 3]], "conf_level": 0.95}: two groups, with and without the event"#;
    let Input { table: [[a, b], [c, d]], conf_level: level } = input(value, help)?;
    if !(level > 0.0 && level < 1.0) {
        return Err(Mistake::new(format!("{level} is no confidence level"), help));
    }
    let table = TwoByTwo { a, b, c, d };
    let counts = Counts::from(table);
    let mut answer = Answer::default();
    describe(&counts, &mut answer);
    associate(&counts, &mut answer);
    chi_square("chi2_yates", association::yates(&counts), &mut answer);
    answer.number("phi", phi::phi(&table));
    answer.number("yules_q", phi::yules_q(&table));
    exact(&table, level, &mut answer);
    odds(&table, level, &mut answer);
    risks(&table, level, &mut answer);
    proportions(&table, level, &mut answer);
    Ok(answer)
}

fn exact(table: &TwoByTwo, level: f64, answer: &mut Answer) {
    let fisher = Fisher::of(table);
    answer.number("fisher_p", fisher.two_sided);
    answer.number("fisher_p_less", fisher.less);
    answer.number("fisher_p_greater", fisher.greater);
    answer.number("fisher_p_central", fisher.central());
    answer.number("fisher_p_blaker", fisher.blaker);
    // Of the only table that its margins allow, half is no chance of anything.
    let several = !table.has_an_empty_margin();
    answer.number("table_prob", several.then_some(fisher.table));
    answer.number("midp_minlike", several.then(|| fisher.midp_minimum_likelihood()));
    answer.number("midp_central", several.then(|| fisher.midp_central()));
    let fitted = conditional(table, level);
    answer.number("or_cmle", fitted.map(|fitted| fitted.estimate));
    limits("or_exact_ci", fitted.map(|fitted| fitted.exact), answer);
}

fn odds(table: &TwoByTwo, level: f64, answer: &mut Answer) {
    let sample = odds_ratio::sample(table, level);
    answer.number("odds_ratio", sample.map(|odds| odds.value));
    limits("or_ci", sample.and_then(|odds| odds.woolf), answer);
    answer.number("log_or_se", sample.and_then(|odds| odds.log_se));
    let haldane = odds_ratio::haldane_anscombe(table, level);
    answer.number("or_haldane", haldane.value);
    limits("or_haldane_ci", haldane.woolf, answer);
}

fn risks(table: &TwoByTwo, level: f64, answer: &mut Answer) {
    answer.number("risk_difference", rd::risk_difference(table));
    limits("rd_newcombe", rd::newcombe(table, level), answer);
    limits("rd_agresti_caffo", rd::agresti_caffo(table, level), answer);
    limits("rd_wald", rd::wald(table, level), answer);
    limits("rd_mn", rd::miettinen_nurminen(table, level), answer);
    let sample = risk_ratio::sample(table, level);
    answer.number("risk_ratio", sample.map(|ratio| ratio.value));
    limits("rr_katz", sample.and_then(|ratio| ratio.katz), answer);
    let haldane = risk_ratio::haldane(table, level);
    answer.number("rr_haldane", haldane.map(|ratio| ratio.value));
    limits("rr_haldane_ci", haldane.and_then(|ratio| ratio.katz), answer);
}

fn proportions(table: &TwoByTwo, level: f64, answer: &mut Answer) {
    for (row, (x, n)) in [table.a, table.c].into_iter().zip(table.groups()).enumerate() {
        for (name, interval) in [
            ("wilson", proportion::wilson(x, n, level)),
            ("clopper_pearson", proportion::clopper_pearson(x, n, level)),
            ("wilson_cc", proportion::wilson_with_continuity(x, n, level)),
        ] {
            let pair = interval.map(|interval| [interval.low, interval.high]);
            answer.value(&format!("{name}_row{}", row + 1), json!(pair));
        }
    }
}

/// The limits of an interval, `NAME_low` and `NAME_high`.
pub fn limits(name: &str, interval: Option<Interval>, answer: &mut Answer) {
    answer.number(&format!("{name}_low"), interval.map(|interval| interval.low));
    answer.number(&format!("{name}_high"), interval.map(|interval| interval.high));
}

#[derive(Debug, Deserialize)]
struct Codes {
    n_success: u64,
    n_failure: u64,
    codes: Vec<Code>,
}

#[derive(Debug, Deserialize)]
struct Code {
    code: String,
    success_with: u64,
    failure_with: u64,
}

fn per_code_tests(value: Value) -> Result<Answer, Mistake> {
    let help = r#"{"n_success": 40, "n_failure": 35, "codes": [{"code": "a", "success_with": 7, "failure_with": 1}]}"#;
    let input: Codes = input(value, help)?;
    let sizes = [input.n_success, input.n_failure];
    let test = |code: &Code| {
        let table = TwoByTwo::of_groups([code.success_with, code.failure_with], sizes);
        let more = || Mistake::new(format!("more incidents have `{}` than there are", code.code), help);
        table.map(|table| Some(Fisher::of(&table).two_sided)).ok_or_else(more)
    };
    let p: Vec<Option<f64>> = input.codes.iter().map(test).collect::<Result<_, _>>()?;
    let mut answer = Answer::default();
    answer.numbers("fisher_p", &p);
    answer.numbers("holm", &holm(&p));
    answer.numbers("bh", &benjamini_hochberg(&p));
    Ok(answer)
}
