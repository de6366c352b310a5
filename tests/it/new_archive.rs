//! `keerpunt new --from TABLE`: columns shown, their parts proposed, a study that runs.

use crate::archive_counts::data;
use crate::folder::{Folder, Run};
use serde_json::json;
use std::fmt::Write as _;

const REPORTS: &str = "Report No;Date;State;Factors;Severity;What happened;Reporter\n";

/// Forty reports, as somebody's database writes them.
fn reports() -> String {
    let mut table = REPORTS.to_string();
    for at in 1..=40 {
        let factors = ["Radio;", "Heat;Radio;", "", "Heat (dry, windy);"][at % 4];
        let (severity, state) = (["minor", "serious"][at % 2], ["CA", "OR", "AZ"][at % 3]);
        let (day, year, who) = (12 + at % 12, 2000 + at % 20, at % 7);
        let _ = writeln!(
            table,
            "R{at:03};03/{day}/{year};{state};\"{factors}\";{severity};\"The crew walked to the line, and \
             after {at} minutes the radio was silent.\";P{who}"
        );
    }
    table
}

fn study_file(folder: &Folder, study: &str) -> String {
    std::fs::read_to_string(folder.path(study).join("keerpunt.yaml")).unwrap()
}

#[track_caller]
fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

/// A line of what is shown, by its first word, blanks levelled.
#[track_caller]
fn line(run: &Run, begin: &str) -> String {
    let line = run.stdout.lines().find(|line| line.trim_start().starts_with(begin));
    let line = line.unwrap_or_else(|| panic!("{begin}\n{}", run.stdout));
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_table_is_shown_and_becomes_a_study_that_runs() {
    let folder = Folder::new().file("reports.csv", reports());
    let run = folder.run(&["new", "study", "--from", "reports.csv"]).expect(0);
    assert_eq!(line(&run, "reports.csv:"), "reports.csv: 40 rows, 7 columns (UTF-8, parted by `;`)");
    assert_eq!(line(&run, "Report No "), "Report No text 40 40 R001 | R002 | R003");
    assert_eq!(line(&run, "Date "), "Date date 40 40 03/13/2001 | 03/14/2002 | 03/15/2003");
    assert_eq!(
        line(&run, "Factors "),
        "Factors text, list with ; 30 3 Heat;Radio; | Heat (dry, windy); | Radio;"
    );
    assert_eq!(line(&run, "outcome "), "outcome Severity: minor (20), serious (20)");
    assert_eq!(line(&run, "respondent "), "respondent Reporter");
    assert_eq!(line(&run, "codes "), "codes Factors: 3 codes");
    has(&run.stdout, &["cd study\n", "keerpunt crosstab\n", "The archive stays where it is."]);
    let file = study_file(&folder, "study");
    has(
        &file,
        &[
            "- path: \"../reports.csv\"   # 40 rows",
            "id: Report No   # every row has another one",
            "narrative: What happened",
            "outcome: Severity",
            "respondent: Reporter",
            "- {column: Factors, separator: \";\", coder: archive}   # 3 codes: Radio (20), Heat (10), Heat (dry, windy) (10)",
            "language: en",
        ],
    );
    let table = folder.run_in("study", &["crosstab", "--format", "json"]).expect(0);
    assert!(table.stderr.is_empty(), "{}", table.stderr);
    let table = table.json();
    assert_eq!(
        (&table["from"], &table["read"], &table["respondents"]),
        (&json!("codings"), &json!(30), &json!(7))
    );
    let rows: Vec<_> =
        table["rows"].as_array().unwrap().iter().map(|row| (&row["code"], &row["total"])).collect();
    assert_eq!(
        rows,
        [
            (&json!("Radio"), &json!(20)),
            (&json!("Heat"), &json!(10)),
            (&json!("Heat (dry, windy)"), &json!(10))
        ]
    );
    let years =
        folder.run_in("study", &["crosstab", "--by", "Date", "--bins", "2005", "--format", "json"]).expect(0);
    assert_eq!(years.json()["columns"][0]["value"], "<2005");
    let check = folder.run_in("study", &["codebook", "check"]).expect(0);
    assert!(check.stdout.contains("3 codes"), "{}", check.stdout);
}

#[test]
fn what_is_not_decided_stands_as_a_remark_and_the_study_runs() {
    let mut table = "id,text,Kind,Damage A,Damage B\n".to_string();
    for at in 1..=30 {
        let _ = writeln!(table, "{at},The report of day {at} says little.,{},{},{}", at % 9, at % 2, at % 3);
    }
    let folder = Folder::new().file("a.csv", table);
    let run = folder.run(&["new", "s", "--from", "a.csv"]).expect(0);
    has(&line(&run, "outcome "), &["not decided; perhaps Damage A, or Damage B"]);
    has(&line(&run, "respondent "), &["not decided"]);
    has(&run.stdout, &["keerpunt crosstab --by 'Damage A'\n"]);
    let file = study_file(&folder, "s");
    has(&file, &["# outcome: Damage A   # 2 values", "# respondent: COLUMN", "# codes: {column: COLUMN"]);
    folder.run_in("s", &["crosstab", "--by", "Damage A"]).expect(0);
    assert!(folder.run_in("s", &["crosstab"]).expect(2).stderr.contains("which attribute is the outcome"));
}

#[test]
fn codes_in_numbered_columns_are_seen() {
    let mut numbered = "id,text,Code 1,Code 2,Item 1,Item 2\n".to_string();
    for at in 1..=20 {
        let (one, two) = (["a", "b", ""][at % 3], ["b", "", "c", "a"][at % 4]);
        let _ = writeln!(numbered, "n{at},He said that it was {at} o'clock by then.,{one},{two},x{at},y");
    }
    let folder = Folder::new().file("n.csv", numbered);
    folder.run(&["new", "s", "--from", "n.csv"]).expect(0);
    has(&study_file(&folder, "s"), &["- {columns: \"Code *\", coder: archive}   # 3 codes"]);
    let table = folder.run_in("s", &["frequencies", "--format", "json"]).expect(0).json();
    assert_eq!(table["rows"].as_array().unwrap().len(), 3);
}

#[test]
fn codes_with_a_column_each_are_seen() {
    let mut table = "id,text,old,Waiting,Kind staff,Food,Noise,Parking,note\n".to_string();
    for at in 1..=20 {
        let mark = |every: usize| if at % every == 0 { "1" } else { "" };
        let _ = writeln!(
            table,
            "n{at},They told me that it was {at} o'clock.,{},{},{},{},,{},see {at}",
            at % 2 + 1,
            mark(2),
            mark(3),
            mark(4),
            mark(5)
        );
    }
    let folder = Folder::new().file("n.csv", table);
    let run = folder.run(&["new", "s", "--from", "n.csv"]).expect(0);
    has(&run.stdout, &["1 column holds nothing: Noise"]);
    has(
        &study_file(&folder, "s"),
        &["- {one_hot: \"Waiting..Parking\", coder: archive}   # 5 codes: Waiting (10)"],
    );
}

#[test]
fn a_folder_of_tables_with_the_same_columns_is_one() {
    let folder = Folder::new();
    for year in 2019..=2021 {
        let table = format!("id,narrative\n{year}-1,\"We waited a long time, and nobody came.\"\n");
        folder.write(&format!("archive/REPORTS_{year}.csv"), table);
    }
    let run = folder.run(&["new", "s", "--from", "archive"]).expect(0);
    has(&run.stdout, &["archive: 3 rows, 2 columns"]);
    has(&study_file(&folder, "s"), &["- path: \"../archive/REPORTS_{year}.csv\""]);
    let table =
        folder.run_in("s", &["search", "waited", "--by", "year", "--format", "json"]).expect(0).json();
    assert_eq!(table["by"]["values"].as_array().unwrap().len(), 3);
    let tables: Vec<String> = (2019..=2021).map(|year| format!("archive/REPORTS_{year}.csv")).collect();
    let [first, second, third] = &tables[..] else { unreachable!() };
    folder.run(&["new", "all", "--from", first, second, third]).expect(0);
    assert_eq!(study_file(&folder, "all").replace("title: all", "title: s"), study_file(&folder, "s"));
    let run = folder.run(&["new", "two", "--from", first, third]).expect(2);
    has(&run.stderr, &["several files are one archive only where they are all the tables of one folder"]);
    folder.write("archive/other.csv", "key;story\n1;x\n");
    let run = folder.run(&["new", "s2", "--from", "archive"]).expect(2);
    has(
        &run.stderr,
        &["other.csv cannot be taken for an archive: most of its columns are not those of the first"],
    );
}

#[test]
fn what_is_no_archive_is_refused_and_nothing_is_made() {
    let folder = Folder::new()
        .file("a.xlsx", "x")
        .file("empty.csv", "id,text\n")
        .file("codes.csv", "id,code\n1,a\n2,b\n");
    for (table, told) in [
        ("a.xlsx", "Save as, CSV UTF-8"),
        ("empty.csv", "it holds no rows"),
        ("codes.csv", "no column of codes.csv holds texts"),
        ("none.csv", "neither a folder nor a file"),
    ] {
        let run = folder.run(&["new", "s", "--from", table]).expect(2);
        has(&run.stderr, &[told]);
        assert!(!folder.path("s").exists(), "{table}");
    }
    let run = folder.run(&["new", "s", "--from", "codes.csv", "--separator", "comma"]).expect(2);
    has(&run.stderr, &["--separator"]);
}

#[test]
fn a_codebook_that_is_there_stays_and_a_study_is_never_overwritten() {
    let folder = Folder::new().file("s/codebook.yaml", "mine").file("reports.csv", reports());
    folder.run(&["new", "s", "--from", "reports.csv"]).expect(0);
    assert_eq!(std::fs::read_to_string(folder.path("s/codebook.yaml")).unwrap(), "mine");
    let run = folder.run(&["new", "s", "--from", "reports.csv"]).expect(2);
    has(&run.stderr, &["is a study already"]);
}

#[test]
fn signs_of_the_terminal_and_of_yaml_in_names_and_values_do_no_harm() {
    let mut table = "id,\"te: xt # \"\"a\"\"\",\"outcome\"\n".to_string();
    for at in 1..=10 {
        let value = ["ok: \u{1b}[31mred # x", "no"][at % 2];
        let _ = writeln!(table, "{at},\"It was {at} o'clock, \u{1b}[31mand I left.\",\"{value}\"");
    }
    let folder = Folder::new().file("a.csv", table);
    let run = folder.run(&["new", "s", "--from", "a.csv"]).expect(0);
    assert!(!run.stdout.contains('\u{1b}'), "{}", run.stdout);
    assert!(!study_file(&folder, "s").contains('\u{1b}'));
    let table = folder.run_in("s", &["crosstab", "--format", "json"]).expect(0).json();
    assert_eq!(table["incidents"], 10);
    assert_eq!(table["columns"].as_array().unwrap().len(), 2);
}

/// A real table, and what is proposed of it.
struct Archive {
    path: &'static str,
    incidents: usize,
    id: &'static str,
    narrative: &'static str,
    outcome: &'static str,
    respondent: &'static str,
    codes: &'static str,
    /// What makes a table of it.
    table: &'static [&'static str],
}

const NOBODY: &str = "not decided: no column is called after who told it";
const NO_OUTCOME: &str = "not decided: no column is called after how it ended";

/// One in JSON Lines, with the names that this program gives.
const fn lines(path: &'static str, incidents: usize, outcome: &'static str, codes: &'static str) -> Archive {
    let table = &["crosstab"];
    Archive { path, incidents, id: "id", narrative: "narrative", outcome, respondent: NOBODY, codes, table }
}

const ARCHIVES: &[Archive] = &[
    lines(
        "aiid/aiid.jsonl",
        1367,
        "outcome: no_harm (94), harm (72), issue (18), near_miss (14)",
        "codes: 87 codes",
    ),
    lines("asrs/asrs.jsonl", 1166, "outcome: other_event (800), nmac (366)", "codes: 40 codes"),
    lines(
        "moties_nl/moties_nl.jsonl",
        8041,
        "outcome: aangenomen (4185), verworpen (2557)",
        "codes: 11 codes",
    ),
    lines("nasa_spans/nasa_spans.jsonl", 651, "outcome: near_miss_report (179)", "codes: 5 codes"),
    lines("ntsb_20k/ntsb_20k.jsonl", 20000, "outcome: nonfatal (15228), fatal (3974)", "codes: 40 codes"),
    lines(
        "osha_construction/osha_construction.jsonl",
        4470,
        "outcome: nonfatal_title (2675)",
        "codes: 11 codes",
    ),
    lines(
        "osha_construction/osha_tagged1000.jsonl",
        1000,
        "outcome: nonfatal_title (574)",
        "codes: 11 codes",
    ),
    lines("safenet/safenet.jsonl", 2394, "outcome: no_human_factors (1426)", "codes: 12 codes"),
    lines("wetten_szw_nl/wetten_szw_nl.jsonl", 967, "outcome: noemt_geen_werkgever (821)", "codes: 4 codes"),
    lines("dutch_language/dutch_language.jsonl", 4617, "outcome: wiki (3303), news (1314)", "no column"),
    Archive {
        respondent: "respondent",
        ..lines(
            "nhs_feedback/nhs_feedback.jsonl",
            7908,
            "outcome: positive (3829), negative (1625)",
            "codes: 46 codes",
        )
    },
    Archive {
        path: "asrs/original/asrs_acas_926.csv",
        incidents: 926,
        id: "ACN",
        narrative: "Report 1 / Narrative",
        outcome: "not decided; perhaps Events / Result",
        respondent: NOBODY,
        codes: "Assessments / Contributing Factors / Situations: 14 codes",
        table: &["crosstab", "--by", "Environment / Flight Conditions"],
    },
    Archive {
        path: "asrs/original/asrs_drone_50.csv",
        incidents: 50,
        id: "ACN",
        narrative: "Report 1 / Narrative",
        outcome: "not decided; perhaps Events / Result",
        respondent: NOBODY,
        codes: "Assessments / Contributing Factors / Situations: 9 codes",
        table: &["crosstab", "--by", "Environment / Flight Conditions"],
    },
    Archive {
        path: "asrs/original/asrs_uav_190.csv",
        incidents: 190,
        id: "ACN",
        narrative: "Report 1 / Narrative",
        outcome: "not decided; perhaps Events / Result",
        respondent: NOBODY,
        codes: "Assessments / Contributing Factors / Situations: 12 codes",
        table: &["crosstab", "--by", "Environment / Flight Conditions"],
    },
    Archive {
        path: "nhs_feedback/original/v6framework_230831.csv",
        incidents: 7908,
        id: "Comment ID",
        narrative: "FFT answer",
        outcome: "Comment sentiment: 1 (2417), 2 (1412), 4 (1368), 3 (725), ...",
        respondent: "Respondent ID",
        codes: "Not assigned to Positive experience & gratitude: 50 codes",
        table: &["crosstab"],
    },
    Archive {
        path: "safenet/original",
        incidents: 2383,
        id: "ID",
        narrative: "Narrative",
        outcome: NO_OUTCOME,
        respondent: NOBODY,
        codes: "Contributing Factors: 6 codes",
        table: &["crosstab", "--by", "Event Start Date", "--bins", "2005,2010"],
    },
    Archive {
        path: "aiid/original/incidents.csv",
        incidents: 1367,
        id: "incident_id",
        narrative: "description",
        outcome: NO_OUTCOME,
        respondent: NOBODY,
        codes: "no column is called after codes",
        table: &["crosstab", "--by", "date", "--bins", "2020"],
    },
    lines(
        "safenet/flavours/safenet_utf8_lf.csv",
        2394,
        "outcome: no_human_factors (1426)",
        "factors: 12 codes",
    ),
    lines(
        "safenet/flavours/safenet_cp1252.csv",
        2394,
        "outcome: no_human_factors (1426)",
        "factors: 12 codes",
    ),
    lines(
        "safenet/flavours/safenet_utf16.tsv",
        2394,
        "outcome: no_human_factors (1426)",
        "factors: 12 codes",
    ),
    lines(
        "safenet/flavours/safenet_utf8_bom_crlf_semicolon.csv",
        2394,
        "outcome: no_human_factors (1426)",
        "factors: 12 codes",
    ),
];

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn every_public_archive_becomes_a_study_with_the_right_columns() {
    for archive in ARCHIVES {
        let folder = Folder::new();
        let from = data().join(archive.path);
        let run = folder.run(&["new", "s", "--from", from.to_str().unwrap()]).expect(0);
        let (_, proposed) = run.stdout.split_once("\nproposed:\n").expect("a proposal");
        for (role, column) in [
            ("id", archive.id),
            ("narrative", archive.narrative),
            ("outcome", archive.outcome),
            ("respondent", archive.respondent),
            ("codes", archive.codes),
        ] {
            let line = proposed.lines().find_map(|line| line.trim_start().strip_prefix(role)).unwrap().trim();
            assert!(line.starts_with(column), "{}: {role}: {line}", archive.path);
        }
        // Two quotation marks of this one are not doubled, and that is told at every run.
        let status = i32::from(archive.path.ends_with("drone_50.csv"));
        let index = folder.run_in("s", &["index", "--format", "json"]).expect(status);
        assert_eq!(index.json()["incidents"], archive.incidents, "{}: {}", archive.path, index.stderr);
        let table =
            folder.run_in("s", &[archive.table, &["--format", "json"]].concat()).expect(status).json();
        assert!(table["columns"].as_array().unwrap().len() >= 2, "{}", archive.path);
    }
}

#[test]
fn one_hot_columns_with_points_in_their_names_make_a_study_that_runs() {
    let names: Vec<String> = (0..8).map(|at| format!("Delay..cause.{at}.")).collect();
    let mut table = format!("id,story,{}\n", names.join(","));
    for row in 0..40 {
        let cells: Vec<String> = (0..8).map(|at| (u8::from((row + at) % 3 == 0)).to_string()).collect();
        let _ = writeln!(
            table,
            "{row},It was a long day number {row} and nothing in the office worked as it should,{}",
            cells.join(",")
        );
    }
    let folder = Folder::new().file("reports.csv", &table);
    folder.run(&["new", "study", "--from", "reports.csv"]).expect(0);
    let counted =
        folder.run_in("study", &["frequencies", "--from", "coder:archive", "--format", "json"]).expect(0);
    assert_eq!(counted.json()["rows"].as_array().unwrap().len(), 8, "{}", counted.stderr);
    // What somebody writes by hand is cut where the header says.
    let by_hand = "keerpunt: 1\nlanguage: en\ncorpus:\n  - path: reports.csv\n    columns: {narrative: story}\n    \
                   codes: {one_hot: \"Delay..cause.2...Delay..cause.4.\", coder: an}\n";
    folder.write("keerpunt.yaml", by_hand);
    let counted = folder.run(&["frequencies", "--from", "codings", "--format", "json"]).expect(0);
    assert_eq!(counted.json()["rows"].as_array().unwrap().len(), 3, "{}", counted.stderr);
}

#[test]
fn an_id_that_repeats_in_late_rows_is_none() {
    let mut table = String::from("id,story\n");
    for row in 0..110_000 {
        let id = if row < 105_000 { row } else { row - 3_000 };
        let _ = writeln!(table, "{id},It was day number {row} and nothing worked as it should");
    }
    let folder = Folder::new().file("reports.csv", table);
    let run = folder.run(&["new", "study", "--from", "reports.csv"]).expect(0);
    has(&run.stdout, &["no column has another value in every row"]);
    assert!(!study_file(&folder, "study").contains("id: id"), "{}", study_file(&folder, "study"));
}
