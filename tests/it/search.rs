//! `keerpunt search`: passages, incidents, counts; the same with the index and without.

use crate::folder::{Folder, Run};
use serde_json::{Value, json};

const STUDY: &str = "keerpunt: 1
language: nl
corpus: corpus
outcome: {attribute: outcome, values: [success, less_success]}
respondent: who
speakers: {exclude: [I], include: [R]}
";

fn study(narratives: &[(&str, &str, &str)]) -> Folder {
    let mut folder = Folder::new().file("keerpunt.yaml", STUDY);
    for (at, (id, front, text)) in narratives.iter().enumerate() {
        let content = format!("---\nwho: R{}\n{front}\n---\n{text}\n", at % 3);
        folder = folder.file(&format!("corpus/{id}.md"), content);
    }
    folder
}

fn small() -> Folder {
    study(&[
        ("a", "outcome: success\nyear: 2014", "Eén baan — geen baantje. De coach belde."),
        ("b", "outcome: less_success\nyear: 2015", "De werkgever zocht.\n\nToen kwam er een baan."),
        (
            "c",
            "outcome: success\nyear: 2016",
            "I: Kreeg hij een baan?\nR: Nee, de coach belde niet.\nHij \u{1b}[31m wachtte.",
        ),
        ("d", "outcome: less_success", "Niets van dat alles."),
    ])
}

fn search(folder: &Folder, arguments: &[&str]) -> Run {
    folder.run(&[&["search"], arguments].concat())
}

fn found(folder: &Folder, arguments: &[&str]) -> Value {
    search(folder, &[arguments, &["--format", "json"]].concat()).expect(0).json()
}

/// The incidents with a hit and what was hit.
fn hits(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let document = found(folder, arguments);
    let hit =
        |hit: &Value| format!("{} {}", hit["incident"].as_str().unwrap(), hit["text"].as_str().unwrap());
    document["hits"].as_array().unwrap().iter().map(hit).collect()
}

#[test]
fn a_hit_has_its_place_its_context_and_the_attributes_of_its_incident() {
    let document = found(&small(), &["\"baan\"", "--where", "year=2014"]);
    assert_eq!(document["total"], 1);
    let hit = &document["hits"][0];
    assert_eq!((&hit["incident"], &hit["start"], &hit["end"]), (&json!("a"), &json!(4), &json!(8)));
    assert_eq!((&hit["left"], &hit["text"]), (&json!("Eén "), &json!("baan")));
    assert!(hit["right"].as_str().unwrap().starts_with(" — geen baantje."));
    assert_eq!(hit["attributes"], json!({"who": "R0", "outcome": "success", "year": 2014}));
}

#[test]
fn a_bare_word_finds_its_inflections_and_quotation_marks_exact_forms() {
    let folder = small();
    assert_eq!(hits(&folder, &["baan"]), ["a baan", "a baantje", "b baan", "c baan"]);
    assert_eq!(hits(&folder, &["\"baan\""]), ["a baan", "b baan", "c baan"]);
    assert_eq!(hits(&folder, &["baan*"]), ["a baan", "a baantje", "b baan", "c baan"]);
}

#[test]
fn the_dutch_cases_of_a_search_are_found_and_no_others() {
    for (id, query, text, expected) in [
        ("T02", "*dienstverlening*", "De werkgeversdienstverlening was net gereorganiseerd.", true),
        ("T05", "baan", "Hij kreeg een baantje in de kas.", true),
        ("T06", "baan", "De banaan was voor de pauze.", false),
        ("T31", "wet", "Wij weten het niet.", false),
        ("T32", "regel", "De regeling was gunstig.", false),
        ("T33", "gesprekken", "We hadden een goed gesprekje bij de koffie.", true),
        ("T34", "werkgever", "De werkgeefster lachte.", false),
    ] {
        let folder = study(&[("a", "outcome: success", text)]);
        assert_eq!(!hits(&folder, &[query]).is_empty(), expected, "{id}");
    }
}

#[test]
fn a_bare_word_that_finds_nothing_offers_longer_words_with_their_count() {
    let folder = study(&[
        ("a", "outcome: success", "De werkgeversdienstverlening was nieuw. Goede dienstverleners!"),
        ("b", "outcome: success", "Onze werkgeversdienstverlening."),
    ]);
    let run = search(&folder, &["dienstverlening"]).expect(0);
    let help = "'*dienstverlening*' finds 2 passages in 2 incidents";
    assert!(run.stderr.contains(help), "{}", run.stderr);
    assert!(run.stdout.contains("0 passages in 0 of 2 incidents"), "{}", run.stdout);
    let quiet = search(&folder, &["dienstverlening", "--quiet"]).expect(0);
    assert_eq!((quiet.stdout, quiet.stderr.as_str()), (run.stdout, ""));
}

#[test]
fn a_row_that_finds_nothing_offers_and() {
    let run = search(&small(), &["coach baan"]).expect(0);
    assert!(run.stderr.contains("'coach AND baan' finds 5 passages in 2 incidents"), "{}", run.stderr);
}

#[test]
fn operators_meet_in_the_incident_or_in_a_smaller_unit() {
    let folder = small();
    let incidents = |arguments: &[&str]| -> Vec<String> {
        let mut found = hits(&folder, arguments);
        found.iter_mut().for_each(|hit| hit.truncate(1));
        found.dedup();
        found
    };
    assert_eq!(incidents(&["werkgever AND baan"]), ["b"]);
    assert!(incidents(&["werkgever AND baan", "--unit", "paragraph"]).is_empty());
    assert_eq!(incidents(&["baan AND \"geen\"", "--unit", "sentence"]), ["a"]);
    assert_eq!(incidents(&["baan NOT coach"]), ["b"]);
    assert_eq!(incidents(&["(werkgever OR alles) AND outcome:less_success"]), ["b", "d"]);
    assert_eq!(incidents(&["baan year:[2015 TO 2016]"]), ["b", "c"]);
    assert_eq!(incidents(&["outcome:success"]), ["a", "c"]);
    assert_eq!(incidents(&["coach belde"]), ["a", "c"]);
}

#[test]
fn passages_stand_under_each_other_and_nothing_reaches_the_terminal() {
    let folder = small();
    let run = search(&folder, &["baan"]).expect(0);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines[0], "search: baan");
    assert_eq!(lines[1], "4 passages in 3 of 4 incidents · told by 3 respondents");
    let columns: Vec<_> = lines.iter().filter_map(|line| line.chars().position(|c| c == '[')).collect();
    assert_eq!(columns.len(), 4);
    assert!(columns.iter().all(|column| *column == columns[0]), "{}", run.stdout);
    assert!(lines.iter().any(|line| line.starts_with("c ×") && line.contains("[baan]")), "{}", run.stdout);
    assert!(run.stdout.contains("× = in a turn that rules do not read."));
    let shown = search(&folder, &["wachtte"]).expect(0).stdout;
    assert!(shown.contains("␛[31m [wachtte]") && !shown.contains('\u{1b}'), "{shown}");
    assert_eq!(found(&folder, &["baan"])["hits"][3]["unread"], true);
}

#[test]
fn counts_by_an_attribute_have_their_base() {
    let folder = small();
    let document = found(&folder, &["baan", "--by", "outcome"]);
    let value = |at: usize| document["by"]["values"][at].clone();
    assert_eq!(
        value(0),
        json!({"value": "success", "label": null, "incidents": 2, "found": 2, "percent": 100.0, "passages": 3})
    );
    assert_eq!(value(1)["percent"], 50.0);
    let table = search(&folder, &["baan", "--by", "outcome"]).expect(0).stdout;
    assert!(table.contains("Open a row: keerpunt search baan --where outcome=success"), "{table}");
    let csv = search(&folder, &["baan", "--by", "year", "--format", "csv"]).expect(0).stdout;
    assert_eq!(csv.lines().next(), Some("value,label,found,incidents,percent,passages"));
    assert!(
        search(&folder, &["baan", "--by", "outcom"]).expect(2).stderr.contains("did you mean `outcome`?")
    );
}

#[test]
fn counts_by_bins_open_with_the_conditions_they_were_made_with() {
    let folder = small();
    let asked =
        ["baan", "--by", "year", "--bins", "2015", "--where", "outcome=success", "--unit", "sentence"];
    let document = found(&folder, &asked);
    assert_eq!(document["by"]["bins"], json!([2015]));
    let rows: Vec<_> = document["by"]["values"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["value"].as_str().unwrap(), &row["found"], &row["incidents"], &row["passages"]))
        .collect();
    assert_eq!(
        rows,
        [("<2015", &json!(1), &json!(1), &json!(2)), (">=2015", &json!(1), &json!(1), &json!(1))]
    );
    let table = search(&folder, &asked).expect(0).stdout;
    assert!(table.contains("by year, cut at 2015"), "{table}");
    let opening = "Open a row: keerpunt search baan --where outcome=success --where 'year=";
    assert!(table.contains(opening) && table.contains("--unit sentence"), "{table}");
    for (format, bin) in [("csv", "<2015"), ("md", "<2015"), ("html", "&lt;2015"), ("latex", "2015")] {
        let text = search(&folder, &[&asked[..], &["--format", format]].concat()).expect(0).stdout;
        assert!(text.contains(bin), "{format}: {text}");
    }
    let run = search(&folder, &["baan", "--by", "outcome", "--bins", "1"]).expect(2);
    assert!(run.stderr.contains("neither numbers nor dates"), "{}", run.stderr);
    let run = search(&folder, &["baan", "--bins", "1"]).expect(2);
    assert!(run.stderr.contains("--by"), "{}", run.stderr);
}

#[test]
fn incidents_are_listed_once() {
    let table = search(&small(), &["baan", "--incidents"]).expect(0).stdout;
    let rows: Vec<&str> =
        table.lines().filter(|line| line.contains("baan") && line.contains("success")).collect();
    assert_eq!(rows.len(), 3, "{table}");
    assert!(rows[0].contains("Eén [baan] — geen baantje"), "{table}");
}

#[test]
fn a_search_is_explained_with_the_words_it_joins() {
    let folder = small();
    let run = search(&folder, &["baan AND co*", "--explain"]).expect(0);
    for part in [
        "all of:",
        "a word with the same stem as `baan`, alone or as a part of one with hyphens",
        "a word that begins with `co`",
        "baan~ finds: baan 3, baantje 1",
        "co* finds: coach 2",
    ] {
        assert!(run.stdout.contains(part), "{part}\n{}", run.stdout);
    }
    let document = found(&folder, &["baan", "--explain"]);
    assert_eq!(document["explain"]["words"][0]["forms"][0], json!({"text": "baan", "count": 3}));
}

#[test]
fn the_index_changes_no_result() {
    let folder = small();
    for query in ["baan", "*aa*", "/b.an/", "baan NOT coach", "outcome:success", "coach ..3.. niet", "één"]
    {
        let with = found(&folder, &[query]);
        assert_eq!(with, found(&folder, &[query, "--no-index"]), "{query}");
        assert_eq!(with, found(&folder, &[query, "--frozen"]), "{query}");
    }
    assert!(folder.path(".keerpunt").exists());
}

#[test]
fn a_limit_shows_less_and_counts_all() {
    let folder = small();
    let document = found(&folder, &["baan", "--limit", "2"]);
    assert_eq!((document["hits"].as_array().unwrap().len(), &document["total"]), (2, &json!(4)));
    let table = search(&folder, &["baan", "--limit", "1"]).expect(0).stdout;
    assert!(table.contains("The first 1 of 4 passages are shown; --limit 0 shows all."), "{table}");
}

#[test]
fn tables_of_passages_go_to_other_programs() {
    let folder = small();
    let csv = search(&folder, &["werkgever", "--format", "csv"]).expect(0).stdout;
    assert_eq!(
        csv,
        "incident,start,end,left,text,right,unread,who,outcome,year\r\n\
         b,3,12,De ,werkgever,\" zocht.\n\nToen kwam er een baan.\n\",false,R1,less_success,2015\r\n"
    );
    let markdown = search(&folder, &["werkgever", "--format", "md"]).expect(0).stdout;
    assert!(markdown.contains("| b | De | werkgever | zocht. Toen kwam er een baan. |"), "{markdown}");
}

#[test]
fn a_search_that_cannot_be_read_is_refused_with_its_column() {
    let folder = small();
    let run = search(&folder, &["één AND (werk"]).expect(2);
    assert!(run.stderr.contains("search:1:9"), "{}", run.stderr);
    let run = search(&folder, &["baan AND * AND x*~"]).expect(2);
    assert!(run.stderr.contains("search:1:10") && run.stderr.contains("search:1:16"), "{}", run.stderr);
    let run = search(&folder, &["outcom:success"]).expect(2);
    assert!(
        run.stderr.contains("did you mean `outcome`?") && run.stderr.contains("search:1:1"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_spelling_of_the_outcome_is_its_value_and_an_unknown_value_is_told() {
    let folder = small();
    let values = "{success: [gelukt], less_success: {means: [mislukt]}}";
    folder.write("keerpunt.yaml", STUDY.replace("[success, less_success]", values));
    assert_eq!(hits(&folder, &["Outcome:Mislukt baan"]), ["b baan"]);
    let run = search(&folder, &["outcome:succes baan"]).expect(0);
    assert!(run.stderr.contains("did you mean `outcome=success`?"), "{}", run.stderr);
}

#[test]
fn a_code_is_found_where_its_rules_suggest_it() {
    let folder = small().file(
        "book.yaml",
        "codebook: b\nversion: 1\ncodes:\n  - id: work\n    definition: x\n    rules: [{any: [baan*]}]\n",
    );
    folder.write("keerpunt.yaml", format!("{STUDY}codebook: book.yaml\n"));
    assert_eq!(hits(&folder, &["code:work AND coach"]).first().unwrap(), "a Eén baan — geen baantje.");
    let run = search(&folder, &["code:wrk"]).expect(2);
    assert!(run.stderr.contains("did you mean `work`?"), "{}", run.stderr);
}

#[test]
fn operators_of_another_language_are_words_and_the_ones_that_work_are_offered() {
    let run = crate::stories::study().run(&["search", "exception OF book"]).expect(1);
    assert!(run.stderr.contains("'exception OR book' finds"), "{}", run.stderr);
    assert!(run.stderr.contains("AND, OR and NOT"), "{}", run.stderr);
}

#[test]
fn words_that_a_stem_leaves_out_are_said_with_what_finds_them_too() {
    let folder = study(&[
        ("a", "outcome: success", "De coach luistert. Hij luisterde lang, en zij luisterde ook."),
        ("b", "outcome: success", "Er is geluisterd. Luisteren helpt; zij belde en hij belt."),
    ]);
    let told = "note: not joined by luisteren~: luisterde (2), geluisterd (1); \
                write (luisteren~|luisterde|geluisterd) to find them too\n";
    for run in [search(&folder, &["luisteren"]), search(&folder, &["luisteren~", "--no-index"])] {
        assert_eq!(run.expect(0).stderr, told);
    }
    let wide = search(&folder, &["luisteren", "--where", "id=a"]).expect(0).stderr;
    assert!(wide.contains("luisterde (2); write luister* to find them too"), "{wide}");
    assert_eq!(search(&folder, &["bellen"]).expect(0).stderr, "");
    for query in ["(luisteren~|luisterde|geluisterd)", "\"luisteren\"", "luister* OR geluisterd"] {
        assert_eq!(search(&folder, &[query]).expect(0).stderr, "", "{query}");
    }
    assert_eq!(hits(&folder, &["(luisteren~|luisterde|geluisterd)"]).len(), 5);
}

#[test]
fn half_a_gap_is_refused_and_not_taken_for_a_word() {
    let folder = small();
    for query in ["de ..5 belde", "de ..woorden belde", "de .. belde", "de 5.. belde"] {
        let run = search(&folder, &[query]).expect(2);
        assert!(run.stderr.contains("pattern-not-a-gap") && run.stderr.contains("`..5..`"), "{}", run.stderr);
    }
    assert_eq!(hits(&folder, &[r"coach \.. belde"]), ["a coach belde", "c coach belde"]);
    assert_eq!(hits(&folder, &["coach ... belde"]).len(), 2);
}
