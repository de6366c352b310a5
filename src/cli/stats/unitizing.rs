//! Stretches that coders marked, and texts cut into pieces.

use super::Topic;
use super::answer::{Answer, Mistake, input};
use keerpunt::statistics::unitizing::Marked;
use keerpunt::statistics::unitizing::characters::{Overlap, Text};
use keerpunt::statistics::unitizing::segmentation::Segmentations;
use serde::Deserialize;
use serde_json::{Map, Value, json};

pub const TOPICS: &[Topic] =
    &[Topic { name: "unitizing", compute: unitizing }, Topic { name: "segmentation", compute: segmentation }];

#[derive(Debug, Deserialize)]
struct Input {
    length: u64,
    coders: Vec<Vec<(u64, u64, String)>>,
}

fn unitizing(value: Value) -> Result<Answer, Mistake> {
    let help =
        r#"{"length": 100, "coders": [[[10, 30, "A"]], [[12, 34, "A"]]]}: start, end (half open), code"#;
    let Input { length, coders } = input(value, help)?;
    let mut names: Vec<&String> = coders.iter().flatten().map(|(_, _, name)| name).collect();
    names.sort();
    names.dedup();
    let place = |name: &String| names.binary_search(&name).unwrap_or_default();
    let marked: Vec<Vec<Marked>> = coders
        .iter()
        .map(|own| {
            let one = |(start, end, name): &(u64, u64, String)| Marked {
                start: *start,
                end: *end,
                category: place(name),
            };
            own.iter().map(one).collect()
        })
        .collect();
    for own in &marked {
        let mut sorted = own.clone();
        sorted.sort();
        let outside = sorted.iter().any(|one| one.start >= one.end || one.end > length);
        if outside || sorted.windows(2).any(|pair| pair[1].start < pair[0].end) {
            return Err(Mistake::new(
                "a stretch is empty, lies outside the text, or overlaps another of its coder",
                help,
            ));
        }
    }
    let text = Text { length, coders: &marked, categories: names.len() };
    let mut answer = Answer::default();
    answer.number("u_alpha_nominal_krippendorff2016", text.u_alpha());
    answer.number("char_alpha_nominal", text.character_alpha());
    let each = names.iter().enumerate().filter_map(|(place, name)| {
        text.of_category(place).map(|overlap| ((*name).clone(), of_category(&overlap)))
    });
    answer.value("per_code", Value::Object(each.collect::<Map<_, _>>()));
    Ok(answer)
}

fn of_category(overlap: &Overlap) -> Value {
    json!({
        "both": overlap.both,
        "only_first": overlap.only_first,
        "only_second": overlap.only_second,
        "neither": overlap.neither,
        "percent_agreement": overlap.percent_agreement(),
        "holsti": overlap.holsti(),
        "jaccard": overlap.jaccard(),
        "kappa_characters": overlap.kappa(),
        "binary_char_alpha": overlap.alpha(),
    })
}

#[derive(Debug, Deserialize)]
struct Masses {
    masses_reference: Vec<u64>,
    masses_hypothesis: Vec<u64>,
}

fn segmentation(value: Value) -> Result<Answer, Mistake> {
    let help =
        r#"{"masses_reference": [5, 5, 10], "masses_hypothesis": [6, 4, 10]}: the lengths of the pieces"#;
    let Masses { masses_reference, masses_hypothesis } = input(value, help)?;
    let Some(both) = Segmentations::of(&masses_reference, &masses_hypothesis) else {
        return Err(Mistake::new("a piece is empty, or the two texts differ in length", help));
    };
    let mut answer = Answer::default();
    answer.number("boundary_similarity", both.boundary_similarity());
    answer.number("segmentation_similarity", both.segmentation_similarity());
    answer.number("window_diff", both.window_diff());
    answer.number("pk", both.pk());
    answer.number("exact_boundary_precision", both.precision());
    answer.number("exact_boundary_recall", both.recall());
    Ok(answer)
}
