//! `keerpunt agreement`: coders on the same units, and what they differ on.

use crate::folder::Folder;
use serde_json::{Value, json};

const BOOK: &str = "codebook: b\nversion: 1.0.0\ncodes:\n  - id: help\n    group: true\n    label: Helping\n    codes:\n      - id: call\n        rules: [{any: [\"called\"]}]\n      - id: visit\n        rules: [{any: [\"visited\"]}]\n  - id: rest\n    label: Resting\n";

const STUDY: &str = "keerpunt: 1\nlanguage: en\ncorpus:\n  - path: reports.csv\n    columns: {id: id, narrative: text}\ncodebook: b.yaml\nrespondent: who\n";

const REPORTS: &str = "id,text,who,kind\n\
    a,She called. They slept.,r1,x\n\
    b,He visited. He called.,r1,x\n\
    c,Nobody came.,r2,y\n\
    d,They visited. They slept.,r3,y\n\
    e,Nobody read this.,r4,y\n";

fn study() -> Folder {
    Folder::new().file("keerpunt.yaml", STUDY).file("b.yaml", BOOK).file("reports.csv", REPORTS)
}

fn by(folder: &Folder, coder: &str, arguments: &[&str]) {
    folder.run(&[arguments, &["--coder", coder]].concat()).expect(0);
}

/// An and Bo read a, b, c; only An read d.
fn coded() -> Folder {
    let folder = study();
    by(&folder, "an", &["code", "a", "call", "--quote", "She called"]);
    by(&folder, "an", &["code", "b", "visit", "--quote", "He visited"]);
    by(&folder, "an", &["code", "d", "visit", "--quote", "They visited"]);
    by(&folder, "an", &["read", "c"]);
    by(&folder, "bo", &["code", "a", "call", "--quote", "called"]);
    by(&folder, "bo", &["code", "b", "call", "--quote", "He called"]);
    by(&folder, "bo", &["code", "c", "rest", "--quote", "Nobody came"]);
    folder
}

fn asked(folder: &Folder, more: &[&str]) -> Value {
    folder.run(&[&["agreement", "--format", "json"], more].concat()).expect(0).json()
}

fn row<'a>(table: &'a Value, code: &str) -> &'a Value {
    table["rows"].as_array().unwrap().iter().find(|row| row["code"] == code).expect(code)
}

fn near(value: &Value, wanted: f64) -> bool {
    (value.as_f64().unwrap() - wanted).abs() < 1e-9
}

#[test]
fn coders_are_compared_on_the_incidents_that_both_read() {
    let table = asked(&coded(), &[]);
    assert_eq!(table["schema"], "keerpunt.agreement/1");
    assert_eq!((&table["shared"], &table["incidents"]), (&json!(3), &json!(5)));
    let judged = |at: usize| (&table["compared"][at]["name"], &table["compared"][at]["judged"]);
    assert_eq!((judged(0), judged(1)), ((&json!("an"), &json!(4)), (&json!("bo"), &json!(3))));
    // a: both; b: Bo alone; c: neither. d was read by An alone and is in no number.
    let call = row(&table, "help.call");
    assert_eq!((&call["n_pairable_units"], &call["given"]), (&json!(3), &json!([1, 2])));
    assert_eq!((&call["given_by_all"], &call["differing"]), (&json!(1), &json!(1)));
    let told = &call["statistics"];
    // Agreement 2/3; kappa: chance (1*2 + 2*1)/9; alpha: three yes and three no of six.
    assert!(near(&told["percent_agreement"], 2.0 / 3.0), "{told}");
    assert!(near(&told["cohen_kappa"], (2.0 / 3.0 - 4.0 / 9.0) / (5.0 / 9.0)), "{told}");
    assert!(near(&told["alpha_nominal"], 1.0 - 2.0 / (2.0 * 9.0 / 5.0)), "{told}");
    assert!(near(&told["positive_agreement"], 2.0 / 3.0), "{told}");
    assert!(near(&told["gwet_ac1"], (2.0 / 3.0 - 0.5) / 0.5), "{told}");
    for name in
        ["alpha_nominal_se", "cohen_kappa_se_fce", "positive_agreement_se_jackknife", "gwet_ac1_ci_low"]
    {
        assert!(told[name].is_number(), "{name}: {told}");
    }
    // The group was given to a and b by both, in other words.
    assert_eq!(row(&table, "help")["differing"], 0);
    assert_eq!(table["overall"]["codes"], 3);
    assert_eq!(table["overall"]["n_pairable_units"], 9);
}

#[test]
fn what_nobody_varies_in_has_no_agreement_beyond_chance_and_says_so() {
    let folder = coded();
    let table = asked(&folder, &["--where", "kind=x"]);
    let rest = row(&table, "rest");
    assert_eq!(
        (&rest["statistics"]["percent_agreement"], &rest["statistics"]["alpha_nominal"]),
        (&json!(1.0), &Value::Null)
    );
    assert!(rest["cautions"].as_array().unwrap().contains(&json!("no-variation")), "{rest}");
    // One respondent told both.
    assert!(rest["cautions"].as_array().unwrap().contains(&json!("dependent-incidents")), "{rest}");
    let codes: Vec<Value> = asked(&folder, &["--where", "kind=x", "--hide-zero"])["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["code"].clone())
        .collect();
    assert_eq!(codes, ["help", "help.call", "help.visit"]);
}

#[test]
fn rules_are_a_coder_only_of_codes_that_have_rules() {
    let folder = coded();
    let table = asked(&folder, &["--coders", "an,rules"]);
    assert_eq!(table["compared"][1]["kind"], "rules");
    // The rules judge every incident with text: only those that An read are shared.
    assert_eq!((&table["shared"], &table["compared"][1]["judged"]), (&json!(4), &json!(5)));
    assert_eq!(row(&table, "help.visit")["given"], json!([2, 2]));
    assert_eq!(row(&table, "help.call")["given"], json!([1, 2]));
    assert!(table["rows"].as_array().unwrap().iter().all(|row| row["code"] != "rest"));
    assert_eq!(table["of_one_coder"], 1);
    // With three, a code of two of them counts for these two.
    let three = asked(&folder, &["--coders", "people,rules"]);
    assert_eq!(row(&three, "rest")["given"], json!([0, 1, null]));
    assert_eq!(row(&three, "help.call")["given"].as_array().unwrap().len(), 3);
    assert!(row(&three, "help.call")["statistics"]["fleiss_kappa"].is_number());
    assert!(row(&three, "help.call")["statistics"].get("cohen_kappa").is_none());
}

#[test]
fn passages_are_compared_by_sentence_and_by_character() {
    let folder = coded();
    let sentences = asked(&folder, &["--unit", "sentence"]);
    let call = row(&sentences, "help.call");
    assert_eq!(
        (&call["n_pairable_units"], &call["given"], &call["given_by_all"]),
        (&json!(5), &json!([1, 2]), &json!(1))
    );
    assert!(call["statistics"]["alpha_nominal_se_jackknife"].is_number(), "{call}");
    let characters = asked(&folder, &["--unit", "character"]);
    let call = row(&characters, "help.call");
    // `She called` and `called`, then `He called` of Bo alone.
    assert_eq!((&call["given"], &call["given_by_all"]), (&json!([10, 15]), &json!(6)));
    assert!(near(&call["statistics"]["holsti"], 12.0 / 25.0), "{call}");
    assert!(near(&call["statistics"]["jaccard"], 6.0 / 19.0), "{call}");
    for name in ["kappa_characters", "binary_char_alpha", "u_alpha_nominal_krippendorff2016"] {
        assert!(call["statistics"][name].is_number(), "{name}: {call}");
    }
    assert!(characters["overall"]["statistics"]["char_alpha_nominal"].is_number());
    by(&folder, "bo", &["code", "a", "rest", "--quote", "She called"]);
    let overlapping = asked(&folder, &["--unit", "character"]);
    assert_eq!(overlapping["overall"]["overlapping"], 1);
    assert!(overlapping["overall"]["statistics"]["char_alpha_nominal"].is_null());
    by(&folder, "bo", &["code", "a", "rest"]);
    let whole = folder.run(&["agreement", "--unit", "sentence"]).expect(2);
    assert!(whole.stderr.contains("bo gave codes to whole incidents"), "{}", whole.stderr);
}

#[test]
fn the_passages_on_which_coders_differ_are_listed_with_who_gave_them() {
    let folder = coded();
    let table = asked(&folder, &["--disagreements"]);
    let list = table["disagreements"].as_array().unwrap();
    let told = |one: &Value| {
        json!([one["code"], one["incident"], one["gave"], one["did_not"], one["quote"], one["start"]])
    };
    let told: Vec<Value> = list.iter().map(told).collect();
    let wanted = [
        json!(["help.call", "b", ["bo"], ["an"], "He called", 12]),
        json!(["help.visit", "b", ["an"], ["bo"], "He visited", 0]),
        json!(["rest", "c", ["bo"], ["an"], "Nobody came", 0]),
    ];
    assert_eq!(told, wanted);
    assert!(asked(&folder, &[]).get("disagreements").is_none());
    let shown = folder.run(&["agreement", "--disagreements"]).expect(0).stdout;
    assert!(
        shown.contains("What they differ on: 3 passages in 2 incidents") && shown.contains("He called"),
        "{shown}"
    );
    let csv = folder.run(&["agreement", "--disagreements", "--format", "csv"]).expect(0).stdout;
    assert!(csv.starts_with("code,incident,gave,did_not,instead,place,quote,start,end\r\n"), "{csv}");
}

#[test]
fn a_disagreement_tells_what_was_given_instead() {
    let folder = study();
    by(&folder, "an", &["code", "b", "visit", "--quote", "He visited. He called"]);
    by(&folder, "bo", &["code", "b", "call", "--quote", "He called"]);
    by(&folder, "an", &["code", "c", "call"]);
    by(&folder, "bo", &["code", "c", "visit"]);
    by(&folder, "an", &["code", "d", "rest"]);
    by(&folder, "bo", &["code", "d", "visit", "--quote", "They visited"]);
    let table = asked(&folder, &["--disagreements"]);
    let list = table["disagreements"].as_array().unwrap();
    let told: Vec<Value> =
        list.iter().map(|one| json!([one["code"], one["incident"], one["instead"]])).collect();
    let wanted = [
        json!(["help.call", "b", ["help.visit"]]),
        json!(["help.call", "c", ["help.visit"]]),
        json!(["help.visit", "b", ["help.call"]]),
        json!(["help.visit", "c", ["help.call"]]),
        // A whole incident and a passage of it are not the same place.
        json!(["help.visit", "d", []]),
        json!(["rest", "d", []]),
    ];
    assert_eq!(told, wanted);
}

#[test]
fn a_model_is_compared_when_it_is_named_and_marked_as_one() {
    let folder = coded();
    let lines = "{\"incident\": \"a\", \"code\": \"help.call\"}\n{\"incident\": \"b\", \"code\": \"rest\"}\n";
    folder.run_with(&["import", "codings", "-", "--coder", "gpt", "--kind", "model"], lines).expect(0);
    assert_eq!(asked(&folder, &[])["coders"], json!(["an", "bo"]));
    assert_eq!(asked(&folder, &["--coders", "all"])["coders"], json!(["an", "bo", "gpt"]));
    let shown = folder.run(&["agreement", "--coders", "an,gpt"]).expect(0).stdout;
    assert!(shown.contains("gpt (model) judged 2; two or more judged 2 of 5 incidents"), "{shown}");
}

#[test]
fn whoever_cannot_be_compared_is_told_what_to_do() {
    let folder = study();
    let said = |arguments: &[&str], wanted: &str| {
        let run = folder.run(&[&["agreement"], arguments].concat()).expect(2);
        assert!(run.stderr.contains(wanted) && run.stderr.contains("help:"), "{}", run.stderr);
    };
    said(&[], "nobody has coded an incident");
    by(&folder, "an", &["read", "a"]);
    said(&[], "an would be compared with nobody");
    by(&folder, "bo", &["read", "b"]);
    said(&[], "no two of these coders judged the same incident (judged by an 1, by bo 1)");
    said(&["--coders", "an,boo"], "did you mean `bo`?");
    said(&["--coders", "an"], "say which with --coders A,B");
}

#[test]
fn the_table_is_written_in_every_format() {
    let folder = coded();
    for (format, wanted) in [
        ("table", "gave it"),
        ("md", "| &nbsp;&nbsp;help.call |"),
        ("html", "<table"),
        ("latex", "\\toprule"),
        ("csv", "n_pairable_units,incidents,given_an,given_bo,given_by_all,differing,percent_agreement"),
    ] {
        let run = folder.run(&["agreement", "--format", format]).expect(0);
        assert!(run.stdout.contains(wanted), "{format}: {}", run.stdout);
    }
    let shown = folder.run(&["agreement"]).expect(0).stdout;
    assert!(shown.contains("an judged 4, bo judged 3; two or more judged 3 of 5 incidents"), "{shown}");
    for verdict in ["good", "excellent", "substantial", "moderate", "poor", "fair"] {
        assert!(!shown.contains(verdict), "{shown}");
    }
}

/// An and Bo placed five reports in one of two codes each; a third coder only some.
fn placed() -> Folder {
    let codes = "id,code,coder\n\
        a,mood/angry,an\nb,mood/angry,an\nc,mood/calm,an\nd,mood/calm,an\ne,mood/calm,an\n\
        a,mood/angry,bo\nb,mood/calm,bo\nc,mood/calm,bo\nd,mood/calm,bo\ne,mood/calm,bo\ne,mood/angry,bo\n\
        a,mood/angry,cy\nc,place/north,cy\n";
    let study = STUDY.replace(
        "narrative: text}\n",
        "narrative: text}\n    codes: {file: codes.csv, id: id, code: code, coder: coder, level_separator: \"/\"}\n",
    );
    Folder::new()
        .file("keerpunt.yaml", study.replace("codebook: b.yaml\n", ""))
        .file("reports.csv", REPORTS)
        .file("codes.csv", codes)
}

#[test]
fn where_two_coders_placed_incidents_stands_in_a_table_with_how_many_match() {
    let folder = placed();
    let asked = |more: &[&str]| asked(&folder, &[&["--confusion", "mood"], more].concat());
    let table = asked(&["--coders", "an,bo"]);
    assert_eq!(table["schema"], "keerpunt.placement/1");
    let codes: Vec<&Value> = table["categories"].as_array().unwrap().iter().map(|one| &one["code"]).collect();
    assert_eq!(codes, [&json!("mood/calm"), &json!("mood/angry")]);
    // Bo placed e in both codes: it is not compared.
    assert_eq!(table["compared"][1]["in_several"], 1);
    let pair = &table["pairs"][0];
    assert_eq!(
        (&pair["table"], &pair["alike"], &pair["n_pairable_units"]),
        (&json!([[2, 0], [1, 1]]), &json!(3), &json!(4))
    );
    assert!(near(&pair["statistics"]["percent_agreement"], 0.75));
    // Chance: (2 of 4)(3 of 4) + (2 of 4)(1 of 4).
    assert!(near(&pair["statistics"]["cohen_kappa"], 0.5), "{pair}");
    // Cy read c and placed it in neither.
    let three = asked(&[]);
    assert_eq!(three["pairs"].as_array().unwrap().len(), 3);
    assert_eq!(
        (&three["compared"][2]["in_none"], &three["pairs"][1]["n_pairable_units"]),
        (&json!(1), &json!(1))
    );
    let with_none = asked(&["--with-none"]);
    assert_eq!(
        (&with_none["categories"][2]["code"], &with_none["pairs"][1]["n_pairable_units"]),
        (&Value::Null, &json!(2))
    );
    let shown = folder.run(&["agreement", "--confusion", "mood"]).expect(0).stdout;
    for wanted in
        ["an by bo: 3 of 4 incidents match (75 %)", "not compared: 1 by bo", "not compared: 1 by cy"]
    {
        assert!(shown.contains(wanted), "{wanted}: {shown}");
    }
    let csv = folder
        .run(&["agreement", "--confusion", "mood", "--coders", "an,bo", "--format", "csv"])
        .expect(0)
        .stdout;
    assert!(csv.contains("an,bo,mood/angry,mood/calm,incident,1,4\r\n"), "{csv}");
}

#[test]
fn passages_that_coders_marked_alike_are_placed_too_and_other_units_are_not() {
    let folder = study();
    for (coder, codes) in [("an", ["call", "visit", "rest"]), ("bo", ["call", "rest", "rest"])] {
        for (quote, code) in ["She called", "He visited", "Nobody came"].iter().zip(codes) {
            let incident =
                ["a", "b", "c"][["S", "H", "N"].iter().position(|one| quote.starts_with(one)).unwrap()];
            by(&folder, coder, &["code", incident, code, "--quote", quote]);
        }
    }
    by(&folder, "bo", &["code", "b", "call", "--quote", "He called"]);
    let table = asked(&folder, &["--confusion", "--unit", "passage"]);
    let pair = &table["pairs"][0];
    assert_eq!((&pair["alike"], &pair["n_pairable_units"]), (&json!(2), &json!(3)));
    assert!(pair["statistics"]["alpha_nominal_se_jackknife"].is_number(), "{pair}");
    assert_eq!(table["compared"][0]["in_none"], 1);
    for (arguments, wanted) in [
        (&["--confusion", "--unit", "sentence"][..], "--unit passage"),
        (&["--unit", "passage"][..], "--confusion"),
    ] {
        let run = folder.run(&[&["agreement"], arguments].concat()).expect(2);
        assert!(run.stderr.contains(wanted), "{}", run.stderr);
    }
}

#[test]
fn every_coefficient_stands_with_its_interval_in_a_second_table() {
    let shown = coded().command(&["agreement"]).env("COLUMNS", "250").output().unwrap();
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains("each coefficient with its 95 % interval"), "{shown}");
    for title in ["AC1", "κ Cohen", "κ Fleiss", "Brennan-Prediger", "prevalence"] {
        assert!(shown.split("each coefficient").nth(1).unwrap().contains(title), "{title}: {shown}");
    }
}

#[test]
fn who_is_known_only_where_codes_were_given_is_told() {
    let given = REPORTS.replace("who,kind", "who,kind,given").replace(",x\n", ",x,call\n");
    let given = given.replace(",y\n", ",y,\n");
    let archive = "columns: {id: id, narrative: text}\n    codes: {column: given, coder: gpt, kind: model}\n";
    let folder = Folder::new()
        .file("keerpunt.yaml", STUDY.replace("columns: {id: id, narrative: text}\n", archive))
        .file("b.yaml", BOOK.replace("id: call\n", "id: call\n        archive_codes: [call]\n"))
        .file("reports.csv", given);
    by(&folder, "an", &["code", "a", "call", "--quote", "She called"]);
    by(&folder, "an", &["read", "b"]);
    let table = asked(&folder, &["--coders", "an,gpt"]);
    let always: Vec<(&Value, &Value)> = table["compared"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (&one["name"], &one["always_coded"]))
        .collect();
    assert!(always.contains(&(&json!("gpt"), &json!(true))), "{always:?}");
    assert!(always.contains(&(&json!("an"), &json!(false))), "{always:?}");
    let shown = folder.run(&["agreement", "--coders", "an,gpt"]).expect(0).stdout;
    assert!(shown.contains("gpt (model) gave a code in each of the 2 incidents"), "{shown}");
}
