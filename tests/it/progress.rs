//! The bar on a terminal: what it tells, and where there is none.

#![cfg(unix)]

use crate::folder::{Folder, Run};
use crate::large;
use std::process::{Command, Stdio};

/// What the program writes to a terminal a hundred columns wide, and with which status it ends.
fn on_a_terminal(folder: &Folder, arguments: &str) -> (String, Option<i32>) {
    let program = folder.command(&[]);
    let mut command = Command::new("script");
    // A terminal of `script` is as wide as the one it stands in; here there is none.
    let line = format!("stty cols 100; {} {arguments}", program.get_program().to_str().unwrap());
    command.args(["-q", "-e", "-c", &line, "/dev/null"]).current_dir(folder.path("")).stdin(Stdio::null());
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let run = Run::of(command.env("TERM", "xterm").output().unwrap());
    (run.stdout, run.status)
}

/// The lines that were drawn one over the other, every number a `#`, equal ones once.
fn drawn(screen: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in screen.split(['\r', '\n']) {
        let (mut text, mut in_escape) = (String::new(), false);
        for sign in line.chars() {
            match sign {
                '\u{1b}' => in_escape = true,
                _ if in_escape => in_escape = !sign.is_ascii_alphabetic(),
                '█' | '░' => {
                    if !text.ends_with('█') {
                        text.push('█');
                    }
                }
                '0'..='9' | ',' if text.ends_with('#') && (sign != ',') => {}
                '0'..='9' => text.push('#'),
                _ => text.push(sign),
            }
        }
        let text = text.replace("#,#", "#").replace("# min # s", "# s");
        if !text.trim().is_empty() && lines.last() != Some(&text) {
            lines.push(text);
        }
    }
    lines
}

#[test]
fn on_a_terminal_the_bar_tells_bytes_incidents_speed_and_time_left() {
    let folder = large::study(80_000);
    let (screen, status) = on_a_terminal(&folder, "index");
    assert_eq!(status, Some(0), "{screen}");
    let lines = drawn(&screen);
    let shown = |line: &str| lines.iter().any(|one| one == line);
    assert!(shown("indexing █ # of # MB, # incidents, # MB a second, # s left"), "{lines:#?}");
    // What stays on the screen is the account, on lines of its own.
    let first = lines.iter().rposition(|line| line.starts_with("indexing")).unwrap() + 1;
    assert!(lines[first..].iter().any(|line| line.contains("# incidents in # file")), "{lines:#?}");
}

#[test]
fn coding_a_large_corpus_shows_how_far_it_is() {
    let folder = large::study(80_000);
    let (screen, status) = on_a_terminal(&folder, "crosstab --no-index");
    assert_eq!(status, Some(0), "{screen}");
    let lines = drawn(&screen);
    let shown = |line: &str| lines.iter().any(|one| one == line);
    assert!(shown("reading █ # of # MB, # MB a second, # s left"), "{lines:#?}");
    assert!(shown("coding █ # of # incidents, # a second, # s left"), "{lines:#?}");
}

#[test]
fn quiet_runs_and_those_whose_errors_go_to_a_file_show_no_bar() {
    let folder = large::study(80_000);
    let (screen, _) = on_a_terminal(&folder, "index --quiet");
    assert!(!screen.contains("indexing"), "{screen}");
    let run = folder.run(&["index", "--rebuild"]).expect(0);
    assert_eq!(run.stderr, "");
}
