//! Words that one body of text uses more.

use super::Topic;
use super::answer::{Answer, Mistake, input};
use keerpunt::statistics::keyness::Keyness;
use keerpunt::statistics::tails;
use serde::Deserialize;
use serde_json::{Value, json};
use std::cmp::Ordering;

pub const TOPICS: &[Topic] = &[Topic { name: "keyness", compute: keyness }];

#[derive(Debug, Deserialize)]
struct Input {
    freq_1: u64,
    freq_2: u64,
    tokens_1: u64,
    tokens_2: u64,
}

fn keyness(value: Value) -> Result<Answer, Mistake> {
    let help = r#"{"freq_1": 52, "freq_2": 57, "tokens_1": 50000, "tokens_2": 75000}"#;
    let Input { freq_1, freq_2, tokens_1, tokens_2 } = input(value, help)?;
    if freq_1 > tokens_1 || freq_2 > tokens_2 {
        return Err(Mistake::new("a word occurs more often than there are words", help));
    }
    let word = Keyness { frequencies: [freq_1, freq_2], tokens: [tokens_1, tokens_2] };
    let mut answer = Answer::default();
    let p = |statistic: Option<f64>| statistic.map(|x| tails::chi_squared(x, 1));
    let expected = word.expected();
    answer.number("e1", expected.map(|[first, _]| first));
    answer.number("e2", expected.map(|[_, second]| second));
    answer.number("ll", word.log_likelihood());
    answer.number("ll_p", p(word.log_likelihood()));
    let more = word.first_against_second();
    let sign = more.map(|more| match more {
        Ordering::Greater => "+",
        Ordering::Less => "-",
        Ordering::Equal => "=",
    });
    answer.value("sign", json!(sign));
    let four = word.log_likelihood_four_cells();
    answer.number("ll4", four);
    answer.number("ll4_p", p(four));
    let sign = more.map(|more| if more == Ordering::Less { -1.0 } else { 1.0 });
    answer.number("ll4_signed", four.zip(sign).map(|(ll, sign)| ll * sign));
    answer.number("ll4_williams", word.log_likelihood_williams());
    answer.number("chi2", word.chi_square());
    answer.number("chi2_p", p(word.chi_square()));
    answer.number("fisher_p", word.fisher());
    answer.number("log_ratio", word.log_ratio());
    answer.number("log_ratio_adj", word.log_ratio_adjusted());
    answer.number("pct_diff", word.percent_difference());
    answer.number("relative_risk", word.relative_risk());
    answer.number("odds_ratio", word.odds_ratio());
    answer.number("bic", word.bayes_factor());
    answer.number("ell", word.effect_size());
    let [first, second] = word.per_ten_thousand();
    answer.number("per_10k_1", first);
    answer.number("per_10k_2", second);
    Ok(answer)
}
