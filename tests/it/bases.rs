//! No table gives a percentage without what it is a percentage of: every table verb, every format.

use crate::folder::{Folder, Run};
use serde_json::Value;
use std::path::Path;

/// Every way to make a table with percentages.
const TABLES: [&[&str]; 17] = [
    &["frequencies"],
    &["frequencies", "--unit", "respondent"],
    &["frequencies", "--where", "outcome=success"],
    &["crosstab"],
    &["crosstab", "--stats", "full"],
    &["crosstab", "--stats", "none", "--unit", "sentence"],
    &["crosstab", "--by", "perspective"],
    &["crosstab", "connect", "--by", "codes"],
    &["cooccur"],
    &["cooccur", "--by", "outcome", "--unit", "paragraph"],
    &["participation"],
    &["keyness"],
    &["keyness", "--by", "perspective", "--compare", "client,professional"],
    &["compare", "--by", "perspective"],
    &["compare", "--by", "outcome", "--unit", "respondent"],
    &["negative"],
    &["negative", "--reverse"],
];

fn sample(arguments: &[&str], format: &str) -> Run {
    let mut command = Folder::new().command(arguments);
    command.args(["--no-index", "--format", format]).env("COLUMNS", "220");
    Run::of(command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR"))).output().unwrap()).expect(0)
}

/// True where the percentage is that of a count among `counts` over `base`.
fn holds(percent: f64, counts: &[f64], base: f64) -> bool {
    counts.iter().any(|count| (percent - count * 100.0 / base).abs() < 1e-6)
}

#[test]
fn every_percentage_in_a_file_has_its_count_and_its_base_in_the_same_row() {
    for arguments in TABLES {
        let csv = sample(arguments, "csv").stdout;
        // What stands beside no row follows after an empty line.
        let table = csv.split_once("\r\n\r\n").map_or(csv.as_str(), |(table, _)| table);
        let mut lines = csv::Reader::from_reader(table.as_bytes());
        let head: Vec<String> = lines.headers().unwrap().iter().map(String::from).collect();
        let place = |name: String| head.iter().position(|one| *one == name);
        let mut columns = Vec::new();
        for (at, name) in head.iter().enumerate() {
            // `percent`, `success_percent`, `incidents_percent`; of Enhanced CIT's rate, the rate itself.
            if let Some(of) = name.strip_suffix("percent") {
                let base = ["base", "n"]
                    .into_iter()
                    .find_map(|base| place(format!("{of}{base}")).filter(|base| *base != at));
                let base = base.unwrap_or_else(|| panic!("{arguments:?}: {name} has no base: {head:?}"));
                let counts = ["n", "n12", "incidents", "cases"]
                    .into_iter()
                    .filter_map(|count| place(format!("{of}{count}")));
                let counts: Vec<usize> = counts.chain(place(of.trim_end_matches('_').to_string())).collect();
                columns.push((at, counts, base, 1.0));
            } else if name == "participation_rate" {
                columns.push((
                    at,
                    vec![place("participants".into()).unwrap()],
                    place("base".into()).unwrap(),
                    100.0,
                ));
            }
        }
        let mut checked = 0;
        for line in lines.records() {
            let line = line.unwrap();
            let number = |at: usize| line[at].parse::<f64>().ok();
            for (at, counts, base, times) in &columns {
                let Some(percent) = number(*at) else { continue };
                let counts: Vec<f64> = counts.iter().filter_map(|at| number(*at)).collect();
                let base = number(*base).unwrap_or_else(|| panic!("{arguments:?}: {line:?}"));
                assert!(holds(percent * times, &counts, base), "{arguments:?} {}: {line:?}", head[*at]);
                checked += 1;
            }
        }
        // The file of negative cases has a row for each case, with how many there are of how many.
        assert!(
            checked > 10 || arguments[0] == "negative",
            "{arguments:?}: {checked} percentages in {head:?}"
        );
    }
}

/// Every percentage below, with its object and the bases that the document gives at its side.
fn percentages(value: &Value, document: &Value, found: &mut Vec<(f64, Vec<f64>, Vec<f64>)>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| percentages(one, document, found)),
        Value::Object(fields) => {
            let numbers = |names: &[&str]| -> Vec<f64> {
                names.iter().filter_map(|name| fields.get(*name)?.as_f64()).collect()
            };
            let column = |list: &str, of: &Value| -> Option<f64> {
                document[list].as_array()?.iter().find(|column| column["value"] == *of)?["base"].as_f64()
            };
            for (name, percent) in fields {
                let Some(percent) = percent.as_f64() else { continue };
                let place = |at: usize, list: &str| document[list][at]["incidents"].as_f64();
                let (counts, bases) = match name.as_str() {
                    "percent" => {
                        let own = column("columns", fields.get("value").unwrap_or(&Value::Null));
                        let mut bases = numbers(&["base", "n"]);
                        bases.extend(own.or_else(|| document["base"].as_f64()));
                        (numbers(&["count", "n12"]), bases)
                    }
                    "incidents_percent" => {
                        (numbers(&["incidents"]), document["n_incidents"].as_f64().into_iter().collect())
                    }
                    "percent_1" => (numbers(&["incidents_1"]), place(0, "halves").into_iter().collect()),
                    "percent_2" => (numbers(&["incidents_2"]), place(1, "halves").into_iter().collect()),
                    _ => continue,
                };
                found.push((percent, counts, bases));
            }
            if let Some(percents) = fields.get("percents").and_then(Value::as_array) {
                for (at, percent) in percents.iter().enumerate() {
                    let base = document["groups"][at]["base"].as_f64();
                    found.push((
                        percent.as_f64().unwrap(),
                        fields["counts"][at].as_f64().into_iter().collect(),
                        base.into_iter().collect(),
                    ));
                }
            }
            fields.values().for_each(|one| percentages(one, document, found));
        }
        _ => {}
    }
}

#[test]
fn every_percentage_in_json_has_its_count_and_its_base() {
    for arguments in TABLES {
        let document = sample(arguments, "json").json();
        let mut found = Vec::new();
        percentages(&document, &document, &mut found);
        assert!(found.len() > 10, "{arguments:?}: {}", found.len());
        for (percent, counts, bases) in found {
            let right = bases.iter().any(|base| holds(percent, &counts, *base));
            assert!(right, "{arguments:?}: {percent} % of {counts:?} over {bases:?}");
        }
    }
}

#[test]
fn every_column_of_percentages_that_people_read_says_of_how_many() {
    for arguments in TABLES {
        let shown = sample(arguments, "md").stdout;
        // The heading may say it once for the table: `% of 50`, `% of all 32 respondents`.
        let of_all = |line: &str| {
            line.split("% of ")
                .skip(1)
                .any(|rest| rest.trim_start_matches("all ").starts_with(|sign: char| sign.is_ascii_digit()))
        };
        let whole = shown.lines().filter(|line| !line.starts_with('|')).any(of_all);
        let heads: Vec<Vec<&str>> = shown
            .lines()
            .zip(shown.lines().skip(1))
            .filter(|(_, below)| below.starts_with("| -") || below.starts_with("| :"))
            .map(|(head, _)| head.trim_matches('|').split('|').map(str::trim).collect())
            .collect();
        assert!(!heads.is_empty(), "{arguments:?}: {shown}");
        let (mut seen, mut groups) = (0, Vec::new());
        for head in heads {
            for (at, title) in head.iter().enumerate().filter(|(_, title)| title.ends_with('%')) {
                // An interval is of the same base as the share before it.
                if title.ends_with("95 %") {
                    continue;
                }
                seen += 1;
                let group = title.trim_end_matches('%').trim_end();
                let in_group = group.ends_with(|sign: char| sign.is_ascii_digit());
                let beside = head.contains(&"of") && at > 0;
                assert!(in_group || beside || whole, "{arguments:?}: `{title}` of how many?\n{shown}");
                let count = head[..at]
                    .last()
                    .is_some_and(|before| ["n", "i", "of"].iter().any(|count| before.ends_with(count)));
                assert!(count, "{arguments:?}: `{title}` has no count before it: {head:?}");
                if in_group {
                    groups.push(group.to_string());
                }
            }
        }
        for format in ["table", "html", "latex"].into_iter().filter(|_| !groups.is_empty()) {
            let text = sample(arguments, format).stdout.replace("<span>", " ").replace("\\\\", " ");
            for group in &groups {
                let ends = [group.split_whitespace().next(), group.split_whitespace().last()];
                let there = ends.iter().flatten().all(|word| text.contains(word));
                assert!(there, "{arguments:?} {format}: {group}");
            }
        }
        // Pairs of codes have percentages beside their counts only by columns.
        assert!(seen > 0 || arguments == ["cooccur"], "{arguments:?}: no percentages in\n{shown}");
    }
}
