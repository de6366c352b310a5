//! Two codes in the same units.

use super::Topic;
use super::answer::{Answer, Mistake, input};
use keerpunt::statistics::cooccurrence::Together;
use serde::Deserialize;
use serde_json::{Value, json};

pub const TOPICS: &[Topic] = &[Topic { name: "cooccurrence", compute: cooccurrence }];

#[derive(Debug, Deserialize)]
struct Input {
    n12: u64,
    n1: u64,
    n2: u64,
    n: u64,
}

fn cooccurrence(value: Value) -> Result<Answer, Mistake> {
    let help = r#"{"n12": 5, "n1": 10, "n2": 8, "n": 40}: units with both codes, with each, and all"#;
    let Input { n12, n1, n2, n } = input(value, help)?;
    let pair = Together { both: n12, first: n1, second: n2, units: n };
    let Some(table) = pair.table() else {
        return Err(Mistake::new("the counts contradict each other", help));
    };
    let mut answer = Answer::default();
    answer.value("table", json!([[table.a, table.b], [table.c, table.d]]));
    answer.number("jaccard", pair.jaccard());
    answer.number("c_coefficient", pair.jaccard());
    answer.number("dice", pair.dice());
    answer.number("overlap", pair.overlap());
    answer.number("lift", pair.lift());
    answer.number("phi", pair.phi());
    answer.number("support", pair.support());
    let [one, other] = pair.confidence();
    answer.number("confidence_1_to_2", one);
    answer.number("confidence_2_to_1", other);
    answer.number("pmi_log2", pair.pointwise_information());
    answer.number("cosine", pair.cosine());
    answer.number("fisher_p", pair.fisher());
    Ok(answer)
}
