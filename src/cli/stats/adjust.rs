//! p-values of several tests, corrected for there being several.

use super::Topic;
use super::answer::{Answer, Mistake, input};
use keerpunt::statistics::multiple::{benjamini_hochberg, benjamini_yekutieli, bonferroni, hochberg, holm};
use serde::Deserialize;
use serde_json::Value;

pub const TOPICS: &[Topic] = &[Topic { name: "p_adjust", compute: p_adjust }];

#[derive(Debug, Deserialize)]
struct Values {
    p: Vec<Option<f64>>,
}

fn p_adjust(value: Value) -> Result<Answer, Mistake> {
    let help = r#"{"p": [0.01, 0.2, null]}: numbers from 0 to 1, null where a test could not be done"#;
    let Values { p } = input(value, help)?;
    if let Some(wrong) = p.iter().flatten().find(|p| !(0.0..=1.0).contains(*p)) {
        return Err(Mistake::new(format!("{wrong} is no p-value"), help));
    }
    let mut answer = Answer::default();
    answer.numbers("holm", &holm(&p));
    answer.numbers("bh", &benjamini_hochberg(&p));
    answer.numbers("bonferroni", &bonferroni(&p));
    answer.numbers("hochberg", &hochberg(&p));
    answer.numbers("by", &benjamini_yekutieli(&p));
    Ok(answer)
}
