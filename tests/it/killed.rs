//! A command killed at any moment: the next one gives what a fresh study gives, and nothing piles up.

#![cfg(unix)]

use crate::folder::Folder;
use crate::large;
use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

const REPORTS: usize = 1_200;

/// Every suggestion over the index, and every one without it.
#[track_caller]
fn assert_like_a_fresh_study(folder: &Folder) {
    let with = folder.run(&["apply", "--format", "jsonl"]).expect(0);
    let without = folder.run(&["apply", "--format", "jsonl", "--no-index"]).expect(0);
    assert!(!with.stdout.is_empty() && with.stdout == without.stdout);
    assert!(with.stderr.lines().count() <= 1, "{}", with.stderr);
    let again = folder.run(&["index", "--format", "json"]).expect(0).json();
    assert_eq!(again["notices"], serde_json::json!([]));
    let fresh = Folder::new();
    for name in ["keerpunt.yaml", "book.yaml"] {
        fresh.write(name, fs::read(folder.path(name)).unwrap());
    }
    for file in fs::read_dir(folder.path("")).unwrap().map(|file| file.unwrap()) {
        let name = file.file_name().into_string().unwrap();
        if name.starts_with("reports") {
            fresh.write(&name, fs::read(file.path()).unwrap());
        }
    }
    assert_eq!(fresh.run(&["apply", "--format", "jsonl"]).expect(0).stdout, with.stdout);
    let (own, new) = (folder.bytes_in(".keerpunt"), fresh.bytes_in(".keerpunt"));
    assert!(own < 4 * new, "{own} bytes, where a fresh study has {new}");
}

/// Starts the program, and kills it after a share of the time that it takes; true where it was still at work.
fn killed(folder: &Folder, arguments: &[&str], after: Duration) -> bool {
    let mut running = folder.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(after);
    let at_work = running.try_wait().unwrap().is_none();
    let _ = running.kill();
    running.wait().unwrap();
    at_work
}

fn duration(run: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    run();
    begun.elapsed()
}

#[test]
fn killed_while_the_first_index_is_made() {
    let folder = large::study(REPORTS);
    let whole = duration(|| drop(folder.run(&["index"]).expect(0)));
    let mut at_work = 0;
    for round in 1..7 {
        fs::remove_dir_all(folder.path(".keerpunt")).unwrap();
        at_work += usize::from(killed(&folder, &["index"], whole * round / 7));
        assert_like_a_fresh_study(&folder);
    }
    assert!(at_work > 2, "{at_work}");
}

#[test]
fn killed_while_the_index_is_brought_up_to_date() {
    let folder = large::study(REPORTS);
    folder.run(&["index"]).expect(0);
    let change = |round: usize| {
        folder.write("reports-a.csv", large::table((0..REPORTS).map(|number| 10_000 + number * (round + 1))));
        match round % 2 {
            0 => folder.write("reports-b.csv", large::table(5_000..5_100)),
            _ => fs::remove_file(folder.path("reports-b.csv")).unwrap(),
        }
    };
    change(0);
    let whole = duration(|| drop(folder.run(&["index"]).expect(0)));
    let mut at_work = 0;
    for round in 1..8 {
        change(round);
        at_work += usize::from(killed(&folder, &["index"], whole * round as u32 / 8));
        assert_like_a_fresh_study(&folder);
    }
    assert!(at_work > 2, "{at_work}");
}

#[test]
fn killed_while_the_pieces_of_the_index_are_gathered() {
    let folder = large::study(REPORTS);
    let grow = |round: usize| {
        for number in 0..4 {
            let first = 10_000 + 1_000 * round + 100 * number;
            folder.write(&format!("reports-{round}-{number}.csv"), large::table(first..first + 100));
            folder.run(&["index"]).expect(0);
        }
    };
    grow(0);
    let whole = duration(|| drop(folder.run(&["index", "--optimize"]).expect(0)));
    let mut at_work = 0;
    for round in 1..6 {
        grow(round);
        at_work += usize::from(killed(&folder, &["index", "--optimize"], whole * round as u32 / 6));
        assert_like_a_fresh_study(&folder);
    }
    assert!(at_work > 1, "{at_work}");
}
