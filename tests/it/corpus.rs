//! What is read of a corpus, and what is said of the rest, whatever the files are like.

use crate::folder::{Folder, Run};
use keerpunt::corpus::ProblemCode;
use serde_json::Value;
use std::fs;

const BOOK: &str = "codebook: b\nversion: 1\ncodes:\n  - {id: call, label: Call, definition: Calls., rules: [{any: [\"belde*\"]}]}\n";
const OUTCOME: &str = "outcome: {attribute: outcome, values: {success: [geslaagd], failure: [mislukt]}}\n";

/// A study of `corpus`, written as in a study file.
fn study(corpus: &str) -> Folder {
    let text = format!("keerpunt: 1\nlanguage: nl\ncodebook: book.yaml\n{OUTCOME}corpus: {corpus}\n");
    Folder::new().file("keerpunt.yaml", text).file("book.yaml", BOOK)
}

/// What `keerpunt index` tells, where it must end with `status`.
fn index(folder: &Folder, status: i32) -> Value {
    folder.run(&["index", "--format", "json"]).expect(status).json()
}

/// The code of every problem that is no note, with the place it stands in.
fn problems(account: &Value) -> Vec<(String, String)> {
    let all = account["problems"].as_array().unwrap().iter();
    all.filter(|one| one["severity"] != "note")
        .map(|one| {
            assert!(one["help"].is_string(), "{one} says what to do");
            let file = one["file"].as_str().unwrap_or_default();
            let line = one["line"].as_u64().map(|line| format!(":{line}")).unwrap_or_default();
            (one["code"].as_str().unwrap().to_string(), format!("{file}{line}"))
        })
        .collect()
}

fn pair(code: &str, place: &str) -> (String, String) {
    (code.to_string(), place.to_string())
}

/// Counts of code `call` by outcome: success, failure.
fn calls(folder: &Folder, status: i32) -> (u64, u64) {
    let table = folder.run(&["crosstab", "--format", "json"]).expect(status).json();
    let cells = &table["rows"][0]["cells"];
    (cells[0]["count"].as_u64().unwrap(), cells[1]["count"].as_u64().unwrap())
}

#[test]
fn formats_mix_in_one_folder() {
    let folder = study("stories")
        .file("stories/a.txt", "---\noutcome: geslaagd\n---\nZij belde.\r\n")
        .file("stories/b.md", "### incident: b1\noutcome: Mislukt\n\nHij belde.\n### incident: b2\noutcome: success\n\nNiets.\n")
        .file("stories/c.csv", "id;text;outcome\nc1;\"Wij\nbelden niet; ik belde\";geslaagd\n")
        .file("stories/d.tsv", "id\tnarrative\toutcome\nd1\tHij belde, en belde.\tfailure\n")
        .file("stories/deep/e.jsonl", "{\"id\": \"e1\", \"text\": \"Ze belde.\", \"outcome\": \"failure\", \"tags\": [\"x\"]}\n");
    let account = index(&folder, 0);
    assert_eq!((&account["incidents"], &account["read"]), (&6.into(), &5.into()));
    assert_eq!(calls(&folder, 0), (2, 3));
}

#[test]
fn a_table_counts_the_same_whatever_its_encoding_delimiter_and_line_ends() {
    let rows = [
        ("id", "text", "outcome"),
        ("1", "Eén cliënt belde „naïef” op", "geslaagd"),
        ("2", "Zoë belde", "mislukt"),
        ("3", "Coördinatie", "mislukt"),
    ];
    let table = |delimiter: &str, end: &str| -> String {
        rows.iter()
            .map(|(id, text, outcome)| format!("{id}{delimiter}\"{text}\"{delimiter}{outcome}{end}"))
            .collect()
    };
    let semicolons = table(";", "\r\n");
    let latin = semicolons.chars().map(|c| match c {
        '„' => 0x84,
        '”' => 0x94,
        other => u8::try_from(u32::from(other)).unwrap(),
    });
    let utf16 = "\u{FEFF}".to_string() + &table("\t", "\r\n");
    let flavours: [(&str, Vec<u8>); 5] = [
        ("a.csv", table(",", "\n").into_bytes()),
        ("a.csv", ["\u{FEFF}", &table(";", "\r\n")].concat().into_bytes()),
        ("a.csv", latin.collect()),
        ("a.tsv", utf16.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("a.csv", utf16.encode_utf16().flat_map(u16::to_be_bytes).collect()),
    ];
    let mut seen: Vec<String> = Vec::new();
    for (name, bytes) in flavours {
        let folder = study("stories").file(&format!("stories/{name}"), bytes);
        seen.push(folder.run(&["apply", "--format", "jsonl"]).expect(0).stdout);
        assert_eq!(calls(&folder, 0), (1, 1));
    }
    assert!(seen[0].contains("Eén cliënt belde „naïef” op"), "{}", seen[0]);
    assert!(seen.iter().all(|one| *one == seen[0]), "{seen:#?}");
}

#[test]
fn a_table_of_a_thousand_columns_is_read_whole() {
    let names: String = (0..1000).map(|column| format!(",c{column}")).collect();
    let row = |id: &str, outcome: &str| {
        let cells: String = (0..1000).map(|column| format!(",{}", column % 7)).collect();
        format!("{id},Ik belde.,{outcome}{cells}\n")
    };
    let table = format!("id,text,outcome{names}\n{}{}", row("a", "success"), row("b", "failure"));
    let folder = study("a.csv").file("a.csv", table);
    assert_eq!(calls(&folder, 0), (1, 1));
    let by_last = folder.run(&["crosstab", "--by", "c999", "--format", "json"]).expect(0).json();
    assert_eq!(
        (&by_last["columns"][0]["value"], &by_last["columns"][0]["incidents"]),
        (&"5".into(), &2.into())
    );
}

#[test]
fn cells_may_hold_line_breaks_and_rows_know_their_line() {
    let table = "id,text,outcome\r\n1,\"Eerst.\r\n\r\nIk belde.\r\n\",success\r\n2,Hij belde.,geslagd\r\n";
    let folder = study("a.csv").file("a.csv", table);
    assert_eq!(problems(&index(&folder, 1)), [pair("other-outcome", "a.csv:6")]);
    let found = folder.run(&["apply", "--format", "jsonl"]).stdout;
    assert!(found.contains("\"quote\":\"Ik belde.\""), "{found}");
}

#[test]
fn duplicate_ids_name_both_places_and_both_incidents_count() {
    let folder = study("[a.csv, b.txt]")
        .file("a.csv", "id,text,outcome\n1,Ik belde.,success\n1,Hij belde.,success\n")
        .file("b.txt", "---\nid: 1\noutcome: success\n---\nWij belden, zij belde.");
    let account = index(&folder, 1);
    assert_eq!(problems(&account), [pair("duplicate-id", "a.csv:3"), pair("duplicate-id", "b.txt:1")]);
    assert!(account["problems"][0]["help"].as_str().unwrap().contains("a.csv:2"));
    assert_eq!(calls(&folder, 1), (3, 0));
}

#[test]
fn empty_narratives_are_incidents_without_being_in_the_base() {
    let folder =
        study("a.csv").file("a.csv", "id,text,outcome\n1,Ik belde.,success\n2,,success\n3,  ,failure\n");
    let account = index(&folder, 0);
    assert_eq!((&account["incidents"], &account["without_text"]), (&3.into(), &2.into()));
    let table = folder.run(&["crosstab", "--format", "json"]).expect(0).json();
    assert_eq!(
        (&table["columns"][0]["incidents"], &table["columns"][1]["incidents"]),
        (&1.into(), &0.into())
    );
}

#[test]
fn a_narrative_of_fifty_megabytes_is_read_to_its_end() {
    let line = "Zo ging het die ochtend op het kantoor, en niemand zei iets.\n";
    let mut text = line.repeat(50_000_000 / line.len() + 1);
    text.push_str("Toen belde ik.");
    let folder = study("big.txt").file("big.txt", &text);
    let run = folder.run(&["apply", "--no-index", "--format", "jsonl"]).expect(0);
    let found: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((&found["quote"], &found["end"]), (&"Toen belde ik.".into(), &text.chars().count().into()));
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_counted() {
    let folder = study("stories")
        .file("stories/good.txt", "---\noutcome: success\n---\nIk belde.")
        .file("stories/nul.txt", b"een\n\0twee")
        .file("stories/half.txt", [&b"\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\n\xE9 "[..], b"x"].concat())
        .file("stories/word.docx", "PK")
        .file("stories/lines.jsonl", "{\"id\": \"j\", \"text\": \"belde\"}\nno json\n")
        .file("stories/no.csv", "id,tekst\n1,Een heel verhaal.\n")
        .file("stories/.hidden.txt", "Ik belde.")
        .file("stories/README.md", "Ik belde.")
        .file("stories/~$word.docx", "x");
    let account = index(&folder, 1);
    let expected = [
        pair("other-format", "stories/word.docx"),
        pair("undecodable", "stories/half.txt:2"),
        pair("broken-line", "stories/lines.jsonl:2"),
        pair("missing-column", "stories/no.csv"),
        pair("no-text", "stories/nul.txt:2"),
    ];
    assert_eq!(problems(&account), expected);
    assert_eq!(
        (&account["read"], &account["skipped"], &account["incidents"]),
        (&2.into(), &4.into(), &2.into())
    );
    assert_eq!(calls(&folder, 1), (1, 0));
}

#[test]
fn a_study_of_nothing_cannot_be_used() {
    let run = study("stories").run(&["crosstab"]).expect(2);
    assert!(run.stderr.contains("`stories` is not there") && run.stderr.contains("help:"), "{}", run.stderr);
    let folder = study("[stories, other]").file("other/a.txt", "---\noutcome: success\n---\nIk belde.");
    assert_eq!(calls(&folder, 1), (1, 0));
    let run = Folder::new().file("a.csv", "id,verhaal\n1,Ik belde.\n").file("book.yaml", BOOK);
    let run = run.run(&[
        "crosstab",
        "--corpus",
        "a.csv",
        "--codebook",
        "book.yaml",
        "--by",
        "id",
        "--text",
        "verhal",
    ]);
    assert!(run.expect(2).stderr.contains("did you mean `verhaal`?"));
}

#[test]
fn an_outcome_that_fits_no_spelling_is_reported_refused_or_left_alone() {
    let text = |other: &str| {
        let outcome =
            format!("outcome: {{attribute: outcome, values: [success, failure], other: {other}}}\n");
        let study = format!("keerpunt: 1\ncorpus: s\ncodebook: book.yaml\n{outcome}");
        Folder::new()
            .file("keerpunt.yaml", study)
            .file("book.yaml", BOOK)
            .file("s/a.txt", "---\noutcome: sucess\n---\nIk belde.")
            .file("s/b.txt", "---\noutcome: SUCCESS\n---\nIk belde.")
    };
    for (other, status) in [("report", 1), ("error", 2), ("ignore", 0)] {
        let run = text(other).run(&["crosstab", "--format", "csv"]).expect(status);
        assert_eq!(run.stderr.contains("s/a.txt:2"), status > 0, "{other}: {}", run.stderr);
        assert_eq!(run.stderr.contains("did you mean `success`?"), status > 0, "{other}: {}", run.stderr);
    }
}

#[test]
fn attributes_come_from_path_table_head_and_lines_and_the_later_wins() {
    let text = "keerpunt: 1\ncodebook: book.yaml\nrespondent: who\ncorpus:\n  - path: \"talks/{outcome}/*.txt\"\n    attributes: {file: talks.csv, id: talk}\n";
    let folder = Folder::new()
        .file("keerpunt.yaml", text)
        .file("book.yaml", BOOK)
        .file(
            "talks/success/an.txt",
            "### incident: an-1\n\nIk belde.\n### incident: an-2\noutcome: failure\n\nIk belde.\n",
        )
        .file("talks/failure/bo.txt", "Ik belde.")
        .file("talks.csv", b"talk;who;town\r\nan.txt;A\xEBl;Dal\r\nbo;Bo;Dal\r\ncy;Cy;Berg\r\n");
    let account = index(&folder, 1);
    assert_eq!(problems(&account), [pair("row-without-narrative", "talks.csv:4")]);
    let table = folder.run(&["crosstab", "--by", "outcome", "--format", "json"]).expect(1).json();
    let column = |at: usize| {
        (table["columns"][at]["value"].as_str().unwrap(), table["columns"][at]["incidents"].as_u64())
    };
    assert_eq!((column(0), column(1)), (("failure", Some(2)), ("success", Some(1))));
    assert_eq!(table["respondents"], 2);
    let who = folder.run(&["apply", "--format", "jsonl"]).stdout;
    assert_eq!(who.lines().count(), 3, "{who}");
    let by = folder.run(&["crosstab", "--by", "who", "--format", "csv"]).stdout;
    assert!(by.contains("Aël"), "{by}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_breaks_off_while_it_is_read_is_named() {
    let folder = study("stories").file("stories/a.txt", "---\noutcome: success\n---\nIk belde.");
    // Its first byte is of no page of memory: even root cannot read it.
    std::os::unix::fs::symlink("/proc/self/mem", folder.path("stories/b.txt")).unwrap();
    assert_eq!(problems(&index(&folder, 1)), [pair("unreadable-file", "stories/b.txt")]);
    assert_eq!(calls(&folder, 1), (1, 0));
}

#[test]
fn files_that_vanish_meanwhile_spoil_nothing() {
    let folder = study("stories");
    for at in 0..600 {
        folder.write(&format!("stories/{at:03}.txt"), "---\noutcome: success\n---\nIk belde.");
    }
    let child =
        folder.command(&["index", "--format", "json"]).stdout(std::process::Stdio::piped()).spawn().unwrap();
    for at in (1..600).rev() {
        fs::remove_file(folder.path(&format!("stories/{at:03}.txt"))).unwrap();
    }
    let run = Run::of(child.wait_with_output().unwrap());
    let account = run.json();
    let named = problems(&account);
    assert_eq!(run.status, Some(i32::from(!named.is_empty())));
    assert!(named.iter().all(|(code, _)| code == "unreadable-file"), "{named:?}");
    assert_eq!(account["skipped"], named.len());
    let after = index(&folder, 0);
    assert_eq!((&after["incidents"], &after["problems"]), (&1.into(), &serde_json::json!([])));
}

#[cfg(unix)]
#[test]
fn a_folder_or_file_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let folder = study("stories")
        .file("stories/a.txt", "---\noutcome: success\n---\nIk belde.")
        .file("stories/shut/b.txt", "Ik belde.")
        .file("stories/c.txt", "Ik belde.");
    let mode = |name: &str, mode: u32| {
        fs::set_permissions(folder.path(name), fs::Permissions::from_mode(mode)).unwrap()
    };
    mode("", 0o755);
    // Where the study is somebody else's the index is made in the user's own folder.
    fs::create_dir_all(folder.path("home/cache")).unwrap();
    mode("home", 0o755);
    mode("home/cache", 0o777);
    mode("stories/shut", 0o000);
    mode("stories/c.txt", 0o000);
    let mut command = folder.command(&["index", "--format", "json"]);
    // Nothing is closed to root, so as root the program runs as nobody.
    if fs::read(folder.path("stories/c.txt")).is_ok() {
        command.uid(65534).gid(65534);
    }
    let run = Run::of(command.output().unwrap());
    mode("stories/shut", 0o755);
    let account = run.expect(1).json();
    let expected = [pair("unreadable-folder", "stories/shut"), pair("unreadable-file", "stories/c.txt")];
    assert_eq!(problems(&account), expected);
    assert_eq!((&account["incidents"], &account["skipped"]), (&1.into(), &1.into()));
}

#[test]
fn narratives_told_twice_are_counted_said_and_never_dropped() {
    let table = "id,text,outcome\n1,Ik belde.,success\n2,Ik belde.,failure\n3,Ik belde!,success\n4,Ik belde.,success\n5,,success\n6,,success\n";
    let folder = study("a.csv").file("a.csv", table);
    let account = index(&folder, 0);
    let note = "1 narrative is told word for word more than once, by 3 incidents; each of them counts";
    assert!(account["notes"].as_array().unwrap().contains(&note.into()), "{account}");
    assert_eq!(calls(&folder, 0), (3, 1));
}

#[test]
fn a_lone_quotation_mark_says_where_it_opened_and_swallows_nothing() {
    let folder = study("a.csv").file(
        "a.csv",
        "id,text,outcome\n1,\"Ik belde.,success\n2,Hij belde.,failure\n3,Zij belde.,success\n",
    );
    assert_eq!(problems(&index(&folder, 1)), [pair("stray-quote", "a.csv:2")]);
    assert_eq!(calls(&folder, 1), (2, 1));
}

#[test]
fn files_put_behind_each_other_with_their_marks_are_read_row_by_row() {
    let mark = "\u{FEFF}";
    let folder = study("[a.csv, b.jsonl]")
        .file("a.csv", format!("{mark}id,text,outcome\r\n1,Ik belde.,success\r\n{mark}\"2\",Hij belde.,failure\n3,Zij\u{A0}belde.,success\r"))
        .file("b.jsonl", format!("{mark}{{\"id\": \"4\", \"text\": \"belde\", \"outcome\": \"success\"}}\r\n{mark}{{\"id\": \"5\", \"text\": \"belde\", \"outcome\": \"failure\"}}\n"));
    let account = index(&folder, 0);
    let places: Vec<&Value> =
        account["problems"].as_array().unwrap().iter().map(|one| &one["line"]).collect();
    assert_eq!(places, [3, 2]);
    assert!(account["problems"].to_string().contains("mark-within"), "{account}");
    assert_eq!(calls(&folder, 0), (3, 2));
    let found = folder.run(&["apply", "--format", "jsonl"]).stdout;
    assert!(found.contains("\"incident\":\"2\""), "{found}");
}

#[test]
fn a_narrative_over_the_limit_is_named_and_its_incident_stays() {
    let line = "Zo ging het die ochtend op het kantoor, en niemand zei daar iets van.\n";
    let long = line.repeat((257 << 20) / line.len());
    let text = format!(
        "### incident: a\noutcome: success\n\n{long}### incident: b\noutcome: success\n\nIk belde.\n"
    );
    let folder = study("big.txt").file("big.txt", text);
    let account = index(&folder, 1);
    assert_eq!(problems(&account), [pair("too-long", "big.txt:4")]);
    assert_eq!((&account["incidents"], &account["without_text"]), (&2.into(), &1.into()));
}

#[test]
fn every_code_is_explained_and_every_explained_code_is_given() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/corpus.md")).unwrap();
    let rows =
        page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` |").map(|(code, _)| code));
    let explained: Vec<&str> = rows.filter(|code| !code.starts_with('.')).collect();
    assert_eq!(explained, ProblemCode::ALL.map(ProblemCode::name));
}

#[test]
fn id_is_the_incident_s_own_whatever_column_is_called_so() {
    let folder = study("\n  - path: r.csv\n    columns: {id: nr}\n");
    folder.write("r.csv", "id,nr,narrative\n2,1,They handed over the zebra.\n1,2,Nobody saw the bus.\n");
    let found = |query: &str| {
        let run = folder.run(&["search", query, "--format", "json"]).expect(0).json();
        run["hits"]
            .as_array()
            .unwrap()
            .iter()
            .map(|hit| hit["incident"].as_str().unwrap().to_string())
            .collect()
    };
    let own: Vec<String> = found("id:1");
    assert_eq!(own, ["1"]);
    let other: Vec<String> = found("\"id (2)\":1");
    assert_eq!(other, ["2"]);
}

#[test]
fn a_date_that_could_be_two_days_is_none_where_both_ways_of_writing_occur() {
    let folder = study("r.csv\nattributes: {day: {type: date}}");
    folder.write(
        "r.csv",
        "id,narrative,day\n1,One.,13/02/2022\n2,Two.,02/13/2022\n3,Three.,01/02/2022\n4,Four.,2022-02-01\n",
    );
    let account = index(&folder, 1);
    let told: Vec<String> = account["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["message"].as_str().unwrap().to_string())
        .collect();
    assert_eq!(
        told,
        [
            "`02/13/2022` is no date (`day`)",
            "`01/02/2022` could be two dates: `day` holds days before months and months before days"
        ]
    );
}
