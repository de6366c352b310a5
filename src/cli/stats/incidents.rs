//! Participation and saturation: categories of incidents that participants told.

use super::Topic;
use super::answer::{Answer, Mistake, input};
use keerpunt::statistics::saturation::{Curve, Occurrences};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

pub const TOPICS: &[Topic] = &[Topic { name: "cit", compute: incidents }];

/// The participation that a category needs to stand by itself (Borgen and Amundson; Butterfield et
/// al. 2009).
const LINE: f64 = 0.25;
/// Guest, Namey and Chen (2020): the base, the run, and how little is new.
const BASE: usize = 4;
const RUN: usize = 2;
const LITTLE: f64 = 0.05;

#[derive(Debug, Deserialize)]
struct Input {
    /// A participant, and the categories of one incident.
    rows: Vec<(Value, Vec<String>)>,
}

fn incidents(value: Value) -> Result<Answer, Mistake> {
    let help = r#"{"columns": ["participant", "categories"], "rows": [["P1", ["A", "B"]], ["P2", []]]}"#;
    let Input { rows } = input(value, help)?;
    let participants: BTreeSet<String> = rows.iter().map(|(who, _)| who.to_string()).collect();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut counts: Vec<u64> = Vec::new();
    let mut tellers: Vec<BTreeSet<String>> = Vec::new();
    let mut coded: Vec<Vec<usize>> = Vec::with_capacity(rows.len());
    for (who, categories) in &rows {
        let own: BTreeSet<&String> = categories.iter().collect();
        let mut incident = Vec::new();
        for category in own {
            let next = places.len();
            let place = *places.entry(category).or_insert(next);
            if place == next {
                counts.push(0);
                tellers.push(BTreeSet::new());
            }
            counts[place] += 1;
            tellers[place].insert(who.to_string());
            incident.push(place);
        }
        coded.push(incident);
    }
    let each = |of: &dyn Fn(usize) -> Value| -> Value {
        Value::Object(
            places.iter().map(|(name, place)| (name.to_string(), of(*place))).collect::<Map<_, _>>(),
        )
    };
    let rate = |place: usize| tellers[place].len() as f64 / participants.len() as f64;
    let mut answer = Answer::default();
    answer.count("n_incidents", rows.len());
    answer.count("n_participants", participants.len());
    answer.count("n_categories", counts.len());
    answer.count("n_coded_incidents", coded.iter().filter(|one| !one.is_empty()).count());
    answer.value("incidents_per_category", each(&|place| json!(counts[place])));
    answer.value("participants_per_category", each(&|place| json!(tellers[place].len())));
    answer.value("participation_rate", each(&|place| json!(rate(place))));
    answer.value("meets_25_percent", each(&|place| json!(rate(place) >= LINE)));
    curve(&Curve::of(&coded), &mut answer);
    richness(&Occurrences { counts, incidents: rows.len() as u64 }, &mut answer);
    Ok(answer)
}

fn curve(curve: &Curve, answer: &mut Answer) {
    let last = curve.last_with_new();
    answer.value("new_categories_by_incident", json!(curve.new));
    answer.value("cumulative_categories", json!(curve.cumulative()));
    answer.value("last_incident_with_new_category", json!(last));
    answer.value("incidents_since_last_new", json!(last.map(|last| curve.new.len() - last)));
    answer.value("incidents_to_95_percent", json!(curve.reaches(0.95)));
    answer.number("share_of_categories_after_two_thirds", curve.after_two_thirds());
    answer.value("guest2020_base4_run2_newinfo", json!(curve.new_information(BASE, RUN)));
    let saturated = curve.saturated(BASE, RUN, LITTLE);
    answer.value("guest2020_first_index_at_or_below_5pct", json!(saturated));
}

fn richness(seen: &Occurrences, answer: &mut Answer) {
    answer.count("f1", seen.exactly(1));
    answer.count("f2", seen.exactly(2));
    answer.count("n_code_applications", seen.applications());
    answer.number("goods_coverage", seen.goods_coverage());
    answer.number("chao1_bc", seen.chao1());
    answer.number("chao1_classic", seen.chao1_classic());
    answer.number("chao1_se", seen.chao1_standard_error());
    answer.number("chao_jost_coverage", seen.chao_jost_coverage());
    answer.number("chao2", seen.chao2());
    answer.number("jack1", seen.jackknife());
    let curve = seen.rarefaction();
    answer.value("specaccum", json!(curve.iter().map(|point| point.expected).collect::<Vec<_>>()));
    answer.value("specaccum_sd", json!(curve.iter().map(|point| point.standard_error).collect::<Vec<_>>()));
}
