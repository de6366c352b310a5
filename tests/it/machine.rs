//! What the machine does to a run: output that cannot be written, files that are none, a clock that ran ahead.

#![cfg(unix)]

use crate::coding_by_hand::study;
use crate::folder::{Folder, Run};
use std::fs::{self, OpenOptions};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Runs with a standard output or standard error that is full.
fn full(folder: &Folder, arguments: &[&str], stdout: bool) -> Run {
    let full = || Stdio::from(OpenOptions::new().write(true).open("/dev/full").unwrap());
    let mut command = folder.command(arguments);
    match stdout {
        true => command.stdout(full()),
        false => command.stderr(full()),
    };
    Run::of(command.output().unwrap())
}

/// Runs to the end, or fails the test where that takes too long.
#[track_caller]
fn ends(folder: &Folder, arguments: &[&str]) -> Run {
    let mut child = folder.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > Duration::from_secs(60) {
            child.kill().unwrap();
            panic!("{arguments:?} waits");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Run::of(child.wait_with_output().unwrap())
}

fn pipe(folder: &Folder, name: &str) {
    let _ = fs::remove_file(folder.path(name));
    fs::create_dir_all(folder.path(name).parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(folder.path(name)).status().unwrap().success());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_error_changes_nothing_but_what_is_told() {
    let folder = study();
    full(&folder, &["nosuchverb"], false).expect(2);
    full(&folder, &["code", "i1", "nosuchcode", "--coder", "An"], false).expect(2);
    let run = full(&folder, &["frequencies", "--from", "suggestions", "-o", "t.csv"], false).expect(0);
    assert_eq!(run.stdout, "");
    assert!(fs::read_to_string(folder.path("t.csv")).unwrap().contains("network.call"));
    full(&folder, &["code", "i1", "call", "--coder", "An"], false).expect(0);
    full(&folder, &["memo", "i1", "tea", "--coder", "An"], false).expect(0);
    assert_eq!(fs::read_to_string(folder.path("codings/an.jsonl")).unwrap().lines().count(), 3);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_output_is_named_and_what_was_kept_is_said_to_be_kept() {
    let folder = study();
    for arguments in [["memo", "i1", "tea"].as_slice(), &["code", "i1", "call"], &["read", "i2"], &["undo"]] {
        let run = full(&folder, &[arguments, &["--coder", "An"]].concat(), true).expect(3);
        assert!(
            run.stderr.contains("error: kept, but standard output cannot be written: No space left"),
            "{arguments:?}: {}",
            run.stderr
        );
        assert!(run.stderr.contains("help: do not repeat it"), "{}", run.stderr);
    }
    for arguments in
        [["frequencies", "--from", "suggestions"].as_slice(), &["--version"], &["codebook", "schema"]]
    {
        let run = full(&folder, arguments, true).expect(3);
        assert!(
            run.stderr.contains("error: standard output cannot be written: No space left"),
            "{}",
            run.stderr
        );
        assert!(run.stderr.contains("help: make room where it goes"), "{}", run.stderr);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn csv_on_a_terminal_shows_signs_that_a_file_and_a_pipe_keep() {
    let folder = study().file("stories/i3.txt", "She called \u{1b}]0;owned\u{7} them.\u{9b}2J\u{202e}\n");
    let arguments = ["codings", "--format", "csv"];
    folder
        .run(&[
            "code",
            "i3",
            "call",
            "--quote",
            "called \u{1b}]0;owned\u{7} them.\u{9b}2J\u{202e}",
            "--coder",
            "An",
        ])
        .expect(0);
    let piped = folder.run(&arguments).expect(0).stdout;
    assert!(piped.contains("\u{1b}]0;owned\u{7}"), "{piped}");
    let program = folder.command(&[]).get_program().to_string_lossy().into_owned();
    let on_terminal = format!("'{program}' {}", arguments.join(" "));
    let shown = Command::new("script")
        .args(["-qec", &on_terminal, "/dev/null"])
        .current_dir(folder.path(""))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let shown = Run::of(shown).expect(0).stdout;
    assert!(shown.contains("called ␛]0;owned␇ them.\u{FFFD}2J\u{FFFD}"), "{shown:?}");
    assert!(!shown.contains("\u{1b}]0") && !shown.contains('\u{9b}'), "{shown:?}");
    let json = folder.run(&["codings", "--format", "json"]).expect(0);
    assert!(json.stdout.contains(r"called \u001b]0;owned\u0007 them.\u009b2J\u202e"), "{}", json.stdout);
    assert_eq!(json.json()["codings"][0]["quote"], "called \u{1b}]0;owned\u{7} them.\u{9b}2J\u{202e}");
}

#[test]
fn a_clock_that_once_ran_ahead_sets_no_later_time() {
    let folder = study();
    folder.run(&["read", "i1", "--coder", "An"]).expect(0);
    let journal = folder.path("codings/an.jsonl");
    let lines = fs::read_to_string(&journal).unwrap();
    let last = lines.lines().last().unwrap();
    let id = serde_json::from_str::<serde_json::Value>(last).unwrap()["id"].as_str().unwrap().to_string();
    fs::write(&journal, lines.replace(&id, "03b7e2a1-6c00-7000-8000-000000000001")).unwrap();
    folder.run(&["read", "i2", "--coder", "An"]).expect(0);
    let lines = fs::read_to_string(&journal).unwrap();
    let times: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let [.., before, after] = times.as_slice() else { panic!("{lines}") };
    assert!(before["id"].as_str() < after["id"].as_str(), "{lines}");
    assert_eq!(before["time"].as_str().unwrap()[..4], after["time"].as_str().unwrap()[..4]);
    assert_eq!(folder.run(&["codings", "--format", "json"]).expect(0).stderr, "");
}

#[test]
fn a_pipe_in_a_study_is_named_and_not_waited_for() {
    let folder = study();
    folder.run(&["code", "i1", "call", "--coder", "An"]).expect(0);
    pipe(&folder, "codings/bo.jsonl");
    let run = ends(&folder, &["codings"]);
    assert!(run.stdout.contains("network.call"), "{}", run.stdout);
    let told = "the journal cannot be read: it is no file but a pipe, a socket or a device";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    let run = ends(&folder, &["code", "i1", "call", "--coder", "Bo"]).expect(3);
    assert!(run.stderr.contains("it is no file but a pipe"), "{}", run.stderr);
    fs::remove_file(folder.path("codings/bo.jsonl")).unwrap();

    pipe(&folder, ".keerpunt/index.lock");
    let run = ends(&folder, &["search", "called"]).expect(0);
    assert!(run.stdout.contains("called"), "{}", run.stdout);

    pipe(&folder, "skills.yaml");
    let run = ends(&folder, &["frequencies"]).expect(2);
    assert!(run.stderr.contains("skills.yaml cannot be read: it is no file but a pipe"), "{}", run.stderr);
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_without_an_end_is_refused_where_a_command_names_it_and_a_pipe_is_read() {
    let folder = study();
    for arguments in [
        ["import", "codings", "/dev/zero", "--coder", "M"].as_slice(),
        &["evaluate", "--gold", "/dev/zero"],
        &["stats", "/dev/urandom"],
    ] {
        let run = ends(&folder, arguments).expect(2);
        assert!(
            run.stderr.contains("cannot be read: it is no file but a device"),
            "{arguments:?}: {}",
            run.stderr
        );
    }
    let line = "{\"incident\": \"i1\", \"code\": \"network.call\"}\n";
    let run = folder.run_with(&["import", "codings", "/dev/stdin", "--coder", "M"], line).expect(0);
    assert!(run.stdout.contains("1 coding taken in"), "{}", run.stdout);
}

#[test]
fn no_journal_is_made_at_the_end_of_a_link() {
    let folder = study();
    fs::create_dir(folder.path("codings")).unwrap();
    std::os::unix::fs::symlink("../victim", folder.path("codings/an.jsonl")).unwrap();
    let run = folder.run(&["code", "i1", "call", "--coder", "An"]).expect(3);
    assert!(run.stderr.contains("it is a link to a file that is not there"), "{}", run.stderr);
    assert!(!folder.path("victim").exists());
}

#[test]
fn what_is_not_there_is_said_not_to_be_there() {
    let folder = study();
    let run = folder.run(&["import", "placement", "nowhere", "--coder", "M"]).expect(2);
    assert!(run.stderr.contains("error: nowhere is not there\n  help: name the table"), "{}", run.stderr);
    let run = folder.run(&["frequencies", "--study", "nowhere"]).expect(2);
    assert!(run.stderr.contains("help: name a folder that holds a keerpunt.yaml"), "{}", run.stderr);
    let run = folder.run(&["frequencies", "-o", "nowhere/t.csv"]).expect(3);
    assert!(!run.stderr.contains(".tmp"), "{}", run.stderr);
}
