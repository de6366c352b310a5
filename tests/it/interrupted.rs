//! Ctrl-C and SIGTERM: the end comes at once, is told, and leaves a usable study.

#![cfg(unix)]

use crate::folder::{Folder, Run};
use crate::large;
use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

fn started(folder: &Folder, arguments: &[&str]) -> Child {
    folder.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn send(signal: &str, child: &Child) {
    let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

/// Sends a signal and waits; the end has to come within a second.
fn ended(signal: &str, child: Child) -> Run {
    send(signal, &child);
    let begun = Instant::now();
    let run = Run::of(child.wait_with_output().unwrap());
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    run
}

/// Names of all that is in the study's folder, besides the index.
fn names(folder: &Folder) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder.path(""))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != ".keerpunt" && name != "home")
        .collect();
    names.sort();
    names
}

#[track_caller]
fn assert_same_with_and_without_index(folder: &Folder) {
    let with = folder.run(&["crosstab", "--format", "json"]).expect(0);
    let without = folder.run(&["crosstab", "--format", "json", "--no-index"]).expect(0);
    assert!(with.stdout == without.stdout);
}

#[test]
fn ctrl_c_while_the_first_index_is_made_leaves_none_and_says_so() {
    let folder = large::study(80_000);
    let child = started(&folder, &["index"]);
    std::thread::sleep(Duration::from_millis(700));
    let run = ended("-INT", child).expect(130);
    assert_eq!(run.stderr, "interrupted: there is no index yet; the next command makes it\n");
    assert_eq!(run.stdout, "");
    let next = folder.run(&["index", "--format", "json"]).expect(0);
    assert_eq!(next.json()["incidents"], 80_000);
    assert_same_with_and_without_index(&folder);
}

#[test]
fn ctrl_c_while_the_index_is_brought_up_to_date_leaves_the_old_one() {
    let folder = large::study(200);
    folder.run(&["index"]).expect(0);
    folder.write("reports-new.csv", large::table(1_000..81_000));
    let child = started(&folder, &["crosstab", "--output", "table.csv"]);
    std::thread::sleep(Duration::from_millis(700));
    let run = ended("-TERM", child).expect(143);
    assert_eq!(
        run.stderr,
        "interrupted: the index is as it was before; the next command brings it up to date\n"
    );
    assert_eq!(names(&folder), ["book.yaml", "keerpunt.yaml", "reports-new.csv", "reports.csv"]);
    fs::remove_file(folder.path("reports-new.csv")).unwrap();
    // What was there before is used as it was, and what the interrupted run left is gone.
    let next = folder.run(&["index", "--format", "json"]).expect(0).json();
    assert_eq!((&next["unchanged"], &next["notices"]), (&1.into(), &serde_json::json!([])));
    assert!(folder.bytes_in(".keerpunt") < 3_000_000);
}

#[test]
fn a_quiet_run_ends_without_a_word() {
    let folder = large::study(80_000);
    let child = started(&folder, &["apply", "--format", "jsonl", "--quiet"]);
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(ended("-INT", child).expect(130).stderr, "");
}

#[test]
fn whenever_the_signal_comes_the_next_command_gives_the_same_table_and_no_half_file_is_left() {
    let folder = large::study(2_000);
    let mut interrupted = 0;
    for round in 0..14_u64 {
        if round % 4 == 0 {
            let _ = fs::remove_dir_all(folder.path(".keerpunt"));
        }
        folder.write("reports.csv", large::table((0..2_000).map(|number| number + round as usize)));
        let child = started(&folder, &["apply", "--output", "found.jsonl"]);
        std::thread::sleep(Duration::from_millis(round * 97 % 900));
        let run = ended(if round % 2 == 0 { "-INT" } else { "-TERM" }, child);
        let names = names(&folder);
        match run.status {
            Some(130 | 143) => {
                interrupted += 1;
                assert!(
                    run.stderr.starts_with("interrupted: ") && run.stderr.lines().count() == 1,
                    "{run:?}"
                );
                assert_eq!(names, ["book.yaml", "keerpunt.yaml", "reports.csv"]);
            }
            // The signal came before the program listened, or when it was done.
            None | Some(0) => {}
            other => panic!("{other:?}: {run:?}"),
        }
        assert_same_with_and_without_index(&folder);
        let _ = fs::remove_file(folder.path("found.jsonl"));
    }
    assert!(interrupted > 3, "{interrupted}");
}

#[test]
fn serve_goes_on_until_it_is_ended_and_then_says_that_codings_are_kept() {
    use std::io::{BufRead as _, BufReader};
    let folder = large::study(20);
    let mut child = started(&folder, &["serve", "--read-only", "--no-open", "--port", "0"]);
    let mut address = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
    assert!(address.starts_with("http://"), "{address}");
    let run = ended("-INT", child).expect(130);
    assert!(run.stderr.ends_with("\nended: every coding that was given is kept\n"), "{}", run.stderr);
}
