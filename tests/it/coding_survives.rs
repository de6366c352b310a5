//! Nothing a person decided is ever lost: kills, full disks, closed folders, merges by git.

use crate::folder::{Folder, Run};
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

const CALLS: usize = 40;

fn study() -> Folder {
    let codebook = "codebook: b\nversion: 1\ncodes:\n  - id: call\n    rules: [{any: [\"called\"]}]\n";
    let story = "He called them. ".repeat(CALLS);
    Folder::new()
        .file("keerpunt.yaml", "keerpunt: 1\nlanguage: en\ncorpus: [{path: stories}]\ncodebook: b.yaml\n")
        .file("b.yaml", codebook)
        .file("stories/i1.txt", story)
}

fn accepted(folder: &Folder, coder: &str) -> usize {
    let run = folder.run(&["codings", "--coder", coder, "--format", "json"]).expect(0);
    run.json()["codings"].as_array().unwrap().len()
}

/// Accepts suggestions until it is killed after `millis`; gives how many the program said it kept.
fn session_killed(folder: &Folder, coder: &str, millis: u64) -> usize {
    let mut command = folder.command(&["review", "--coder", coder]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    std::thread::scope(|scope| {
        let said = scope.spawn(move || {
            output.lines().map_while(Result::ok).filter(|line| line.contains("> accepted call in i1")).count()
        });
        // A pipe to a killed program breaks: that is what is being tested.
        let _ = input.write_all("a\n".repeat(CALLS).as_bytes());
        std::thread::sleep(Duration::from_millis(millis));
        let _ = child.kill();
        child.wait().unwrap();
        drop(input);
        said.join().unwrap()
    })
}

#[test]
fn what_was_acknowledged_is_there_after_two_hundred_kills_and_nothing_is_there_twice() {
    let folder = study();
    folder.run(&["index"]).expect(0);
    let work = |coder: &'static str, offset: u64| {
        let folder = &folder;
        move || {
            let (mut said, mut whole) = (0, 0);
            for turn in 0..100u64 {
                said += session_killed(folder, coder, 5 + (turn * 37 + offset) % 90);
                // What is there once all is judged starts again, so that every turn writes.
                if turn % 5 == 4 {
                    let there = accepted(folder, coder);
                    assert!(there >= said, "{coder}: {said} were acknowledged and {there} are there");
                    assert!(there <= CALLS, "{coder}: {there} of {CALLS}: something is there twice");
                    whole += usize::from(there > 0);
                    if there >= CALLS / 2 {
                        // Nothing but this line takes a journal away; the other coder's run may just be reading it.
                        fs::remove_file(folder.path(&format!("codings/{coder}.jsonl"))).unwrap();
                        said = 0;
                    }
                }
            }
            assert!(whole > 0, "the program was never given the time to write");
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(work("an", 0));
        scope.spawn(work("bo", 50));
    });
}

#[cfg(unix)]
#[test]
fn a_full_disk_takes_nothing_and_says_so() {
    let folder = study();
    folder.run(&["code", "i1", "call", "--span", "0..2", "--coder", "an"]).expect(0);
    let journal = folder.path("codings/an.jsonl");
    let program = assert_cmd::cargo::cargo_bin!("keerpunt");
    // Entries of about 500 bytes, and a limit of one block of 512 or 1024: some fit, then none.
    let mut refused = 0;
    for at in 1..8 {
        let before = fs::read(&journal).unwrap();
        let line = format!(
            "trap '' XFSZ; ulimit -f 2; exec '{}' code i1 call --span {at}..{} --coder an",
            program.display(),
            at + 3
        );
        let run =
            Run::of(Command::new("sh").args(["-c", &line]).current_dir(folder.path("")).output().unwrap());
        let after = fs::read(&journal).unwrap();
        if run.status == Some(0) {
            assert!(after.len() > before.len());
        } else {
            assert_eq!((run.status, after), (Some(3), before), "{}", run.stderr);
            assert!(run.stderr.contains("nothing was kept"), "{}", run.stderr);
            refused += 1;
        }
    }
    assert!(refused > 0, "the limit never bit");
    let there = accepted(&folder, "an");
    folder.run(&["code", "i1", "call", "--span", "90..95", "--coder", "an"]).expect(0);
    assert_eq!(accepted(&folder, "an"), there + 1);
}

#[test]
fn a_torn_line_is_named_set_aside_and_blocks_nothing() {
    let folder = study();
    folder.run(&["code", "i1", "call", "--span", "0..2", "--coder", "an"]).expect(0);
    let mut text = fs::read_to_string(folder.path("codings/an.jsonl")).unwrap();
    text.push_str("{\"id\":\"019a");
    folder.write("codings/an.jsonl", &text);
    let run = folder.run(&["codings", "--format", "json"]).expect(1);
    assert!(run.stderr.contains("not written to its end"), "{}", run.stderr);
    assert_eq!(run.json()["codings"].as_array().unwrap().len(), 1);
    let run = folder.run(&["code", "i1", "call", "--span", "3..5", "--coder", "an"]);
    assert!(run.stderr.contains("set aside in codings/an.torn"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(folder.path("codings/an.torn")).unwrap(), "{\"id\":\"019a\n");
    assert_eq!(accepted(&folder, "an"), 2);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_told_and_reading_goes_on() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let folder = study();
    folder.run(&["code", "i1", "call", "--span", "0..2", "--coder", "an"]).expect(0);
    let mode = |bits| fs::set_permissions(folder.path("codings"), fs::Permissions::from_mode(bits)).unwrap();
    mode(0o555);
    fs::set_permissions(folder.path(""), fs::Permissions::from_mode(0o755)).unwrap();
    let probe = folder.path("codings/probe");
    let as_root = fs::write(&probe, "").is_ok();
    let _ = fs::remove_file(&probe);
    let run = |arguments: &[&str]| {
        let mut command = folder.command(arguments);
        // Nothing is closed to root, so as root the program runs as nobody.
        if as_root {
            command.uid(65534).gid(65534);
        }
        Run::of(command.output().unwrap())
    };
    let refused = run(&["code", "i1", "call", "--span", "3..5", "--coder", "bo"]);
    let listed = run(&["codings", "--format", "json"]);
    mode(0o755);
    let refused = refused.expect(3);
    assert!(refused.stderr.contains("nothing was kept"), "{}", refused.stderr);
    assert_eq!(listed.json()["codings"].as_array().unwrap().len(), 1);
}

#[test]
fn journals_merged_by_git_hold_what_both_wrote() {
    let git = |folder: &Folder, arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]);
        command.args(arguments).current_dir(folder.path("")).env("HOME", folder.path("home"));
        command.output().map(Run::of)
    };
    let folder = study();
    let Ok(begun) = git(&folder, &["init", "-q", "-b", "main"]) else {
        panic!("this test needs git");
    };
    begun.expect(0);
    let code = |coder: &str, span: &str| {
        folder.run(&["code", "i1", "call", "--span", span, "--coder", coder]).expect(0);
    };
    let commit = |what: &str| {
        git(&folder, &["add", "-A", "codings", "stories", "b.yaml", "keerpunt.yaml"]).unwrap().expect(0);
        git(&folder, &["commit", "-q", "-m", what]).unwrap().expect(0);
    };
    code("an", "0..2");
    commit("begin");
    git(&folder, &["checkout", "-q", "-b", "bo"]).unwrap().expect(0);
    code("bo", "3..9");
    code("an", "4..8");
    commit("bo, and an at another machine");
    git(&folder, &["checkout", "-q", "main"]).unwrap().expect(0);
    code("an", "10..14");
    commit("an");
    // Two machines of one coder wrote the end of one file: git cannot decide.
    assert_eq!(git(&folder, &["merge", "-q", "bo"]).unwrap().status, Some(1));
    let run = folder.run(&["codings", "--format", "json"]).expect(1);
    assert!(run.stderr.contains("git could not merge the journal"), "{}", run.stderr);
    let count = |value: &Value| value["codings"].as_array().unwrap().len();
    assert_eq!(count(&run.json()), 4);
    git(&folder, &["merge", "--abort"]).unwrap().expect(0);
    folder.write(".gitattributes", "codings/*.jsonl merge=union\n");
    git(&folder, &["merge", "-q", "-m", "both", "bo"]).unwrap().expect(0);
    assert_eq!(count(&folder.run(&["codings", "--format", "json"]).expect(0).json()), 4);
}
