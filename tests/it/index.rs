//! `keerpunt index`: the account of what was read, and an index that repairs itself.

use crate::folder::{Folder, Run};
use std::fs;
use std::process::Stdio;
use std::time::Duration;

const STUDY: &str = "keerpunt: 1\ncorpus: stories\nlanguage: en\ncodebook: book.yaml\n";
const BOOK: &str = "codebook: b\nversion: 1\ncodes:\n  - {id: call, label: Call, definition: Calls., rules: [{any: [\"call*\"]}]}\n";

/// A study of `number` stories, some of which a rule finds.
fn study(number: usize) -> Folder {
    let folder = Folder::new().file("keerpunt.yaml", STUDY).file("book.yaml", BOOK);
    for at in 0..number {
        folder.write(&format!("stories/{at:04}.txt"), story(at));
    }
    folder
}

fn story(at: usize) -> String {
    let end = if at.is_multiple_of(3) { "I called her." } else { "I waited." };
    let words: Vec<String> = (0..200).map(|word| format!("word{}", (at * 7 + word * 13) % 5000)).collect();
    format!("{}. {end}\n", words.join(" "))
}

fn account(folder: &Folder, arguments: &[&str]) -> serde_json::Value {
    folder.run(&[&["index", "--format", "json"], arguments].concat()).expect(0).json()
}

fn notices(account: &serde_json::Value) -> Vec<String> {
    account["notices"].as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_string()).collect()
}

#[test]
fn only_what_changed_is_read_again_and_the_account_says_so() {
    let folder = study(4);
    let first = account(&folder, &[]);
    assert_eq!((&first["incidents"], &first["added"]), (&4.into(), &4.into()));
    let second = account(&folder, &[]);
    assert_eq!((&second["unchanged"], &second["added"]), (&4.into(), &0.into()));
    folder.write("stories/0001.txt", "Another text, longer than it was or shorter.\n");
    folder.write("stories/9999.txt", "A new one.\n");
    fs::remove_file(folder.path("stories/0002.txt")).unwrap();
    let third = account(&folder, &[]);
    assert_eq!((&third["changed"], &third["added"], &third["unchanged"]), (&1.into(), &1.into(), &2.into()));
    assert_eq!(third["removed"], serde_json::json!(["stories/0002.txt"]));
    let text = folder.run(&["index"]).expect(0).stdout;
    assert!(text.contains("4 incidents in 4 files") && text.contains("4 files unchanged"), "{text}");
}

#[test]
fn what_is_skipped_is_named_with_the_reason_and_what_to_do() {
    let folder = study(2);
    folder.write("stories/zero.txt", b"a\0b");
    folder.write("stories/word.docx", "x");
    let run = folder.run(&["index"]).expect(1);
    assert!(run.stdout.contains("stories/zero.txt"), "{}", run.stdout);
    assert!(run.stdout.contains("stories/word.docx: cannot read .docx yet"), "{}", run.stdout);
    let json = folder.run(&["index", "--format", "json"]).expect(1).json();
    assert_eq!((&json["skipped"], &json["read"], &json["incidents"]), (&2.into(), &2.into(), &2.into()));
    let problems = json["problems"].as_array().unwrap();
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(problems.iter().all(|one| one["help"].is_string() && one["file"].is_string()), "{problems:?}");
}

#[test]
fn the_cache_is_private_and_passed_over_by_git() {
    let folder = study(1);
    account(&folder, &[]);
    assert_eq!(fs::read_to_string(folder.path(".keerpunt/.gitignore")).unwrap(), "*\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(folder.path(".keerpunt")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}

#[test]
fn an_index_made_anew_reads_every_file() {
    let folder = study(3);
    account(&folder, &[]);
    let again = account(&folder, &["--rebuild"]);
    assert_eq!((&again["added"], notices(&again)), (&3.into(), vec![]));
}

#[test]
fn a_damaged_or_older_index_is_made_anew_with_one_line_that_says_so() {
    let folder = study(3);
    account(&folder, &[]);
    let manifest = folder.path(".keerpunt/index/manifest.jsonl");
    for (damage, says) in [("{\"keerpunt_index\": 0}\n", "another version"), ("{", "damaged")] {
        fs::write(&manifest, damage).unwrap();
        let run = folder.run(&["index"]).expect(0);
        assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
        assert!(run.stderr.contains("made anew") && run.stderr.contains(says), "{}", run.stderr);
        assert!(folder.run(&["index"]).expect(0).stderr.is_empty());
    }
}

#[test]
fn whatever_lies_in_the_cache_the_next_command_is_right_and_the_one_after_it_silent() {
    let folder = study(6);
    account(&folder, &[]);
    let right = folder.run(&["apply", "--format", "jsonl"]).expect(0).stdout;
    let index = folder.path(".keerpunt/index");
    let manifest = index.join("manifest.jsonl");
    let format = |raise: i64| {
        let text = fs::read_to_string(&manifest).unwrap();
        let (first, rest) = text.split_once('\n').unwrap();
        let mut header: serde_json::Value = serde_json::from_str(first).unwrap();
        header["keerpunt_index"] = (header["keerpunt_index"].as_i64().unwrap() + raise).into();
        fs::write(&manifest, format!("{header}\n{rest}")).unwrap();
    };
    let model = || {
        let text = fs::read_to_string(&manifest).unwrap();
        fs::write(&manifest, text.replacen("\"model\":\"", "\"model\":\"of old ", 1)).unwrap();
    };
    let in_place_of = |path: &std::path::Path| {
        fs::remove_dir_all(path).or_else(|_| fs::remove_file(path)).unwrap();
        fs::write(path, "a file of somebody else").unwrap();
    };
    let folder_for = |path: &std::path::Path| {
        fs::remove_file(path).unwrap();
        fs::create_dir_all(path.join("deep")).unwrap();
    };
    let damages: [(&str, &dyn Fn()); 8] = [
        ("of the version before", &|| format(-1)),
        ("of the next version", &|| format(1)),
        // A header that was changed by hand is no longer whole.
        ("of another text model", &model),
        ("a file for the folder of the index", &|| in_place_of(&index)),
        ("a file for the folder of the terms", &|| in_place_of(&index.join("terms"))),
        ("a folder for the manifest", &|| folder_for(&manifest)),
        ("a folder for a list of segments", &|| folder_for(&index.join("terms/meta.json"))),
        ("no manifest", &|| fs::remove_file(&manifest).unwrap()),
    ];
    for (what, damage) in damages {
        damage();
        let run = folder.run(&["apply", "--format", "jsonl"]).expect(0);
        assert_eq!(run.stdout, right, "{what}");
        assert!(run.stderr.starts_with("note: the index was made anew: "), "{what}: {}", run.stderr);
        assert_eq!(run.stderr.lines().count(), 1, "{what}: {}", run.stderr);
        let next = account(&folder, &[]);
        assert_eq!((&next["unchanged"], notices(&next)), (&6.into(), vec![]), "{what}");
    }
}

#[test]
fn files_that_nobody_knows_are_swept_out_of_the_index() {
    let folder = study(6);
    account(&folder, &[]);
    let names = ["reads-999.jsonl", "texts-999.txt", ".tmpXyz123", "terms/0123456789abcdef.term", "old.bin"];
    for name in names {
        folder.write(&format!(".keerpunt/index/{name}"), "left by an ended run");
    }
    folder.run(&["apply", "--frozen"]).expect(0);
    assert!(names.iter().all(|name| folder.path(&format!(".keerpunt/index/{name}")).exists()));
    assert_eq!(account(&folder, &[])["unchanged"], 6);
    assert!(!names.iter().any(|name| folder.path(&format!(".keerpunt/index/{name}")).exists()));
}

#[test]
fn a_run_killed_at_any_moment_leaves_what_the_next_one_repairs() {
    let folder = study(200);
    for round in 0..9 {
        if round % 3 == 0 {
            let _ = fs::remove_dir_all(folder.path(".keerpunt"));
        } else {
            for at in (round..200).step_by(5) {
                folder.write(&format!("stories/{at:04}.txt"), story(at + round * 1000));
            }
        }
        let mut running = folder.command(&["index"]).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(23 * round as u64));
        let _ = running.kill();
        running.wait().unwrap();
        assert_same_with_and_without_index(&folder);
        let healed = account(&folder, &[]);
        assert_eq!(healed["unchanged"], 200, "{:?}", notices(&healed));
    }
}

#[test]
fn commands_at_once_on_one_study_neither_fail_nor_corrupt() {
    let folder = study(150);
    for round in 0..3 {
        folder.write("stories/0000.txt", story(round + 5000));
        let running: Vec<_> = (0..4)
            .map(|_| {
                let mut command = folder.command(&["index", "--format", "json"]);
                command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
            })
            .collect();
        for one in running {
            let run = Run::of(one.wait_with_output().unwrap()).expect(0);
            assert_eq!(run.json()["incidents"], 150);
        }
        assert_same_with_and_without_index(&folder);
        assert_eq!(account(&folder, &[])["unchanged"], 150);
    }
}

#[test]
fn deleting_the_cache_changes_no_result() {
    let folder = study(30);
    let before = folder.run(&["apply", "--format", "jsonl"]).expect(0).stdout;
    assert_eq!(before.lines().count(), 10);
    fs::remove_dir_all(folder.path(".keerpunt")).unwrap();
    assert_eq!(folder.run(&["apply", "--format", "jsonl"]).expect(0).stdout, before);
}

#[test]
fn frozen_and_no_index_write_nothing_and_find_the_same() {
    let folder = study(9);
    for way in ["--frozen", "--no-index"] {
        let run = folder.run(&["apply", "--format", "jsonl", way]).expect(0);
        assert_eq!(run.stdout.lines().count(), 3, "{way}");
        assert!(!folder.path(".keerpunt").exists(), "{way}");
    }
    account(&folder, &[]);
    folder.write("stories/0001.txt", "I called, but later.\n");
    let run = folder.run(&["apply", "--format", "jsonl", "--frozen"]).expect(0);
    assert!(run.stderr.contains("1 file behind"), "{}", run.stderr);
    assert_eq!(run.stdout.lines().count(), 4);
    assert_eq!(account(&folder, &[])["changed"], 1);
}

#[track_caller]
fn assert_same_with_and_without_index(folder: &Folder) {
    let with = folder.run(&["apply", "--format", "jsonl"]).expect(0);
    let without = folder.run(&["apply", "--format", "jsonl", "--no-index"]).expect(0);
    assert!(!with.stdout.is_empty());
    assert_eq!(with.stdout, without.stdout);
    assert!(with.stderr.lines().count() <= 1, "{}", with.stderr);
}

/// Runs the program where the largest file it may write has 10 KiB: to it the disk is full.
#[cfg(unix)]
fn limited(folder: &Folder, arguments: &str) -> Run {
    let program = folder.command(&[]).get_program().to_owned();
    let command = folder.command(&[]);
    let script = format!("trap '' XFSZ; ulimit -f 20; exec \"$0\" {arguments}");
    let environment: Vec<_> =
        command.get_envs().filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned()))).collect();
    let mut command = std::process::Command::new("sh");
    command.args(["-c", &script]).arg(program).envs(environment).current_dir(folder.path(""));
    Run::of(command.output().unwrap())
}

/// The largest file that the program may write is smaller than what it keeps: to it the disk is full.
#[cfg(unix)]
#[test]
fn a_full_disk_costs_the_index_and_nothing_else() {
    let folder = study(300);
    let whole = folder.run(&["apply", "--format", "jsonl", "--no-index"]).expect(0).stdout;
    let run = limited(&folder, "apply --format jsonl").expect(0);
    assert!(run.stdout == whole, "{} of {} lines", run.stdout.lines().count(), whole.lines().count());
    assert!(run.stderr.contains("could not be written"), "{}", run.stderr);
    let kept: u64 = sizes(&folder.path(".keerpunt"));
    assert!(kept < 20_000, "{kept} bytes were left behind");
    assert_same_with_and_without_index(&folder);
}

#[cfg(unix)]
#[test]
fn index_fails_where_it_could_not_write_what_it_is_for() {
    let folder = study(300);
    let run = limited(&folder, "index").expect(3);
    assert!(run.stdout.contains("300 incidents in 300 files"), "{}", run.stdout);
    assert!(
        run.stderr.starts_with("error: the index in ") && run.stderr.contains("  help: "),
        "{}",
        run.stderr
    );
    assert!(!run.stderr.contains("note:"), "{}", run.stderr);
    // An index that was there stays, where only what is new could not be written.
    account(&folder, &[]);
    let before = folder.run(&["apply", "--format", "jsonl"]).expect(0).stdout;
    folder.write("stories/0300.txt", story(0).repeat(40));
    let size = sizes(&folder.path(".keerpunt"));
    limited(&folder, "index").expect(3);
    // The list of files that tantivy manages may name more of them.
    assert!(sizes(&folder.path(".keerpunt")) < size + 1_000);
    fs::remove_file(folder.path("stories/0300.txt")).unwrap();
    assert_eq!(folder.run(&["apply", "--format", "jsonl"]).expect(0).stdout, before);
    assert_same_with_and_without_index(&folder);
}

#[test]
fn an_index_of_many_pieces_is_gathered_and_the_gain_is_told() {
    let folder = study(20);
    account(&folder, &[]);
    for at in 20..25 {
        folder.write(&format!("stories/{at:04}.txt"), story(at));
        account(&folder, &[]);
    }
    let before = folder.run(&["apply", "--format", "jsonl"]).expect(0).stdout;
    let json = account(&folder, &["--optimize"]);
    let [old, new] = ["before", "after"].map(|when| json["optimized"][when].clone());
    assert_eq!((&new["segments"], &new["packs"]), (&1.into(), &1.into()), "{json}");
    assert!(old["segments"].as_u64() > Some(5) && old["packs"] == 6, "{json}");
    assert!(new["bytes"].as_u64() < old["bytes"].as_u64(), "{json}");
    assert_eq!(folder.run(&["apply", "--format", "jsonl"]).expect(0).stdout, before);
    let run = folder.run(&["index", "--optimize"]).expect(0);
    assert!(
        run.stderr.starts_with("optimized: nothing to gather in 1 segment and 1 pack of "),
        "{}",
        run.stderr
    );
}

#[test]
fn small_pieces_do_not_pile_up_from_command_to_command() {
    let folder = study(3);
    for at in 3..40 {
        folder.write(&format!("stories/{at:04}.txt"), story(at));
        folder.run(&["apply", "--format", "jsonl"]).expect(0);
    }
    let names = |below: &str| fs::read_dir(folder.path(below)).unwrap().map(|file| file.unwrap().file_name());
    let packs = names(".keerpunt/index").filter(|name| name.to_string_lossy().starts_with("texts-")).count();
    let segments =
        names(".keerpunt/index/terms").filter(|name| name.to_string_lossy().ends_with(".term")).count();
    assert!(packs < 18 && segments < 18, "{packs} packs, {segments} segments");
    assert_same_with_and_without_index(&folder);
    // What was told not to write does not gather either.
    let before = names(".keerpunt/index").count();
    folder.run(&["apply", "--frozen"]).expect(0);
    assert_eq!(names(".keerpunt/index").count(), before);
}

#[cfg(unix)]
fn sizes(folder: &std::path::Path) -> u64 {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries
        .map(|entry| match entry.file_type().unwrap().is_dir() {
            true => sizes(&entry.path()),
            false => entry.metadata().unwrap().len(),
        })
        .sum()
}

#[test]
fn the_attributes_of_the_incidents_are_listed_with_types_and_values() {
    let table = "id;text;day;state;score\n1;One.;2-3-2014;CA;1,5\n2;Two.;13-4-2015;OR;\n3;Three.;;CA;2\n";
    let study = "keerpunt: 1\ncorpus: a.csv\n";
    let folder = Folder::new().file("keerpunt.yaml", study).file("a.csv", table);
    let json = folder.run(&["index", "--attributes", "--format", "json"]).expect(0).json();
    let one = |at: usize| json["attributes"][at].clone();
    assert_eq!(
        (one(0)["name"].clone(), one(0)["type"].clone(), one(0)["incidents"].clone()),
        ("day".into(), "date".into(), 2.into())
    );
    assert_eq!((one(0)["least"].clone(), one(0)["last"].clone()), ("2014-03-02".into(), "2015-04-13".into()));
    assert_eq!(one(1)["values"][0], serde_json::json!({"value": "CA", "incidents": 2}));
    assert_eq!(one(2)["type"], "decimal");
    let printed = folder.run(&["index", "--attributes"]).expect(0).stdout;
    assert!(printed.contains("CA 2, OR 1"), "{printed}");
    let csv = folder.run(&["index", "--attributes", "--format", "csv"]).expect(0).stdout;
    assert_eq!(csv.lines().next(), Some("attribute,type,several,incidents,different,values"));
}
