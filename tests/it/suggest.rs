//! Learning from what people coded: the order, its reasons, what becomes of verdicts, and how it is measured.

use crate::folder::Folder;
use serde_json::{Value, json};

/// Forty read stories, ten of them of the code in words that no rule has; ten that nobody read.
fn study() -> Folder {
    let mut folder = Folder::new()
        .file("keerpunt.yaml", "keerpunt: 1\nlanguage: en\ncorpus: stories\ncodebook: b.yaml\n")
        .file(
            "b.yaml",
            "codebook: b\nversion: 1\ncodes:\n  - {id: kindness, label: Kindness, rules: [{any: [kind]}]}\n  - {id: rare}\n",
        );
    let mut given = String::new();
    for number in 0..40 {
        let text = match number % 4 {
            0 => format!("He came in at {number}. She took plenty of time to listen. Then he left."),
            1 => format!("The form had page {number}. They sent the papers to another office."),
            2 => format!("It was busy on day {number}. Nobody in the office had time."),
            _ => format!("A letter came at {number}. She wrote the letter in the office."),
        };
        folder = folder.file(&format!("stories/r{number:02}.txt"), text);
        let line = match number % 4 {
            0 => {
                json!({"incident": format!("r{number:02}"), "code": "kindness", "quote": "She took plenty of time to listen."})
            }
            _ => json!({"incident": format!("r{number:02}")}),
        };
        given += &format!("{line}\n");
    }
    for number in 0..10 {
        let text = match number {
            3 => "At first he was cross. He took plenty of time to listen to us. It helped.",
            7 => "A kind letter came. They were sent to the office.",
            _ => "They sent the letter to the office. Nobody was there.",
        };
        folder = folder.file(&format!("stories/u{number}.txt"), text);
    }
    let folder = folder.file("given.jsonl", given);
    folder.run(&["import", "codings", "given.jsonl", "--coder", "an"]).expect(0);
    folder
}

fn suggest(folder: &Folder, more: &[&str]) -> Value {
    folder.run(&[&["suggest", "kindness", "--format", "json"], more].concat()).expect(0).json()
}

#[test]
fn a_story_in_plain_words_comes_up_with_its_words_as_the_reason() {
    let folder = study();
    let told = suggest(&folder, &[]);
    assert_eq!((&told["coded"], &told["read"], &told["unit"]), (&json!(10), &json!(40), &json!("sentence")));
    let passages = told["passages"].as_array().unwrap();
    let first = &passages[0];
    assert_eq!((&first["incident"], &first["rule"]), (&json!("u3"), &json!(false)));
    assert_eq!(first["quote"], "He took plenty of time to listen to us.");
    assert_eq!((&first["start"], &first["end"]), (&json!(23), &json!(62)));
    let because = first["because"].as_array().unwrap();
    assert!(because.iter().any(|word| word.as_str().unwrap().contains("listen")), "{because:?}");
    assert!(
        passages.iter().all(|one| one["incident"].as_str().unwrap().starts_with('u')),
        "read is not asked again"
    );
    let all = suggest(&folder, &["--limit", "50"])["passages"].as_array().unwrap().clone();
    let ruled = all.iter().find(|one| one["quote"] == "A kind letter came.").unwrap();
    assert_eq!(ruled["rule"], true);
    let beyond = suggest(&folder, &["--beyond-rules"]);
    assert!(beyond["passages"].as_array().unwrap().iter().all(|one| one["rule"] == false));
    assert_eq!(told, suggest(&folder, &[]), "the same words give the same order");
    assert_eq!(suggest(&folder, &["--limit", "1"])["passages"], json!([first]));
    let table = folder.run(&["suggest", "kindness"]).expect(0).stdout;
    assert!(
        table.contains("a model's order, nobody's judgement") && table.contains("take the order as a hint"),
        "{table}"
    );
    let whole = suggest(&folder, &["--unit", "incident", "--where", "id=u3"]);
    assert_eq!((&whole["unit"], whole["passages"].as_array().unwrap().len()), (&json!("incident"), 1));
}

#[test]
fn what_is_accepted_or_rejected_is_kept_and_not_suggested_again() {
    let folder = study();
    let passages = suggest(&folder, &[])["passages"].as_array().unwrap().clone();
    let key = |at: usize| passages[at]["key"].as_str().unwrap().to_string();
    let (yes, no) = (key(0), key(1));
    let run =
        folder.run(&["suggest", "kindness", "--accept", &yes, "--reject", &no, "--coder", "bo"]).expect(0);
    assert!(
        run.stdout.contains("accepted kindness in u3") && run.stdout.contains("rejected kindness"),
        "{}",
        run.stdout
    );
    let listed = folder.run(&["codings", "--coder", "bo", "--format", "json"]).expect(0).json();
    assert_eq!(listed["codings"][0]["quote"], "He took plenty of time to listen to us.");
    let again = suggest(&folder, &[]);
    assert!(again["passages"].as_array().unwrap().iter().all(|one| one["key"] != yes && one["key"] != no));
    assert_eq!(again["coded"], 11);
    let run = folder.run(&["suggest", "kindness", "--accept", &yes, "--coder", "bo"]).expect(2);
    assert!(run.stderr.contains("no passage that waits"), "{}", run.stderr);
    let left = again["passages"][0]["key"].as_str().unwrap();
    let run =
        folder.run(&["suggest", "kindness", "--accept", left, "--reject", left, "--coder", "bo"]).expect(2);
    assert!(run.stderr.contains("both accepted and rejected"), "{}", run.stderr);
}

#[test]
fn a_models_codings_are_its_own_and_counted_only_where_it_is_named() {
    let folder = study();
    let run = folder.run(&["suggest", "kindness", "--limit", "2", "--write", "words"]).expect(0);
    assert!(run.stderr.contains("2 written as codings of the model words"), "{}", run.stderr);
    let people = folder.run(&["frequencies", "--format", "json"]).expect(0).json();
    assert_eq!(people["coders"], json!(["an"]));
    let model = folder.run(&["frequencies", "--from", "coder:words", "--format", "json"]).expect(0).json();
    assert_eq!(model["coders"], json!(["words"]));
    let listed = folder.run(&["codings", "--coder", "words", "--format", "json"]).expect(0).json();
    let kinds: Vec<&Value> = listed["codings"].as_array().unwrap().iter().map(|one| &one["kind"]).collect();
    assert_eq!(kinds, ["model", "model"]);
    assert_eq!(suggest(&folder, &[])["coded"], 10, "nothing is learnt from a model");
}

#[test]
fn the_order_is_measured_on_stories_it_was_not_learnt_from() {
    let folder = study();
    let told = folder.run(&["suggest", "--measure", "--format", "json"]).expect(0).json();
    let code = &told["codes"][0];
    assert_eq!((&code["code"], &code["learnt"]["precision_at_10"]), (&json!("kindness"), &json!(1.0)));
    assert_eq!((&code["rules"]["recall_at_50"], &code["beyond_rules"]["coded"]), (&json!(0.0), &json!(10)));
    assert_eq!(told["too_few"], json!(["rare"]));
    let gold = folder
        .run(&["suggest", "--measure", "kindness", "--gold", "given.jsonl", "--from", "codings"])
        .expect(2);
    assert!(gold.stderr.contains("cannot be used with"), "{}", gold.stderr);
    let gold = folder
        .run(&["suggest", "--measure", "kindness", "--gold", "given.jsonl", "--format", "csv"])
        .expect(0)
        .stdout;
    assert!(gold.starts_with("code,unit,coded,passages,coded_beyond_rules,rules_precision_at_10"), "{gold}");
}

#[test]
fn what_is_too_little_to_learn_from_is_told() {
    let folder = study();
    let run = folder.run(&["suggest", "rare"]).expect(2);
    assert!(
        run.stderr.contains("0 passages have the code")
            && run.stderr.contains("give `rare` to more passages"),
        "{}",
        run.stderr
    );
    let run = folder.run(&["suggest"]).expect(2);
    assert!(run.stderr.contains("name it"), "{}", run.stderr);
    let run = folder.run(&["suggest", "kindnes"]).expect(2);
    assert!(run.stderr.contains("did you mean `kindness`?"), "{}", run.stderr);
}
