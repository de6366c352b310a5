//! `docs/cli.md` is what the program says of itself: every verb's help, checked.
//!
//! `KEERPUNT_BLESS=1 cargo test --test it docs_cli` writes it anew.

use crate::folder::Folder;
use regex::Regex;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

const HEAD: &str = "\
# The command line

What `keerpunt --help` and `keerpunt VERB --help` print; a test keeps this page so. Results go to
standard output, everything else to standard error. The exit status is 0 when done, 1 when done but
something could not be read or a check found faults, 2 for wrong use or a study, codebook or pattern
that cannot be used, 3 for the machine (disk, permission).
";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The help of a command, named by its words.
fn help(words: &[String]) -> String {
    let mut arguments: Vec<&str> = words.iter().map(String::as_str).collect();
    arguments.push("--help");
    let help = Folder::new().run(&arguments).expect(0).stdout;
    help.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// The commands that the help of a command lists: `  name  what it does` under a title.
fn commands_in(help: &str) -> Vec<String> {
    let listed = Regex::new(r"^  ([a-z][a-z-]*)  +\S").unwrap();
    let before_options = help.lines().take_while(|line| !line.starts_with("Options:"));
    let named = before_options.filter_map(|line| Some(listed.captures(line)?[1].to_string()));
    named.filter(|name| name != "help").collect()
}

/// Every command with its help, in the order of the program's own list.
fn commands() -> Vec<(Vec<String>, String)> {
    let mut open = vec![Vec::new()];
    let mut found = Vec::new();
    while let Some(words) = open.pop() {
        let text = help(&words);
        let below = commands_in(&text);
        open.extend(below.into_iter().rev().map(|name| [words.clone(), vec![name]].concat()));
        found.push((words, text));
    }
    found
}

fn page(commands: &[(Vec<String>, String)]) -> String {
    let mut page = HEAD.to_string();
    for (words, text) in commands {
        let name = [&["keerpunt".to_string()], words.as_slice()].concat().join(" ");
        let _ = write!(page, "\n## `{name}`\n\n```text\n{text}\n```\n");
    }
    page
}

#[test]
fn the_reference_of_the_command_line_is_what_the_program_prints() {
    let commands = commands();
    assert!(commands.len() > 10, "the verbs were not found in the help: {commands:?}");
    let (page, file) = (page(&commands), root().join("docs/cli.md"));
    if std::env::var_os("KEERPUNT_BLESS").is_some() {
        fs::write(&file, &page).unwrap();
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        kept == page,
        "docs/cli.md is not what the program prints; `KEERPUNT_BLESS=1 cargo test --test it docs_cli` writes it anew"
    );
}

#[test]
fn every_flag_of_every_verb_is_used_in_some_test() {
    let flag = Regex::new(r"(?m)^ {2,6}(?:-\w, )?(--[a-z-]+)").unwrap();
    let mut tests = String::new();
    for file in test_files(&root().join("tests/it")) {
        if !file.ends_with("docs_cli.rs") {
            tests.push_str(&fs::read_to_string(file).unwrap());
        }
    }
    let mut unused = BTreeSet::new();
    for (words, text) in commands() {
        for flag in flag.captures_iter(&text).map(|found| found[1].to_string()) {
            let used = Regex::new(&format!(r"{flag}(?:[^a-z-]|$)")).unwrap().is_match(&tests);
            if !used && flag != "--help" {
                unused.insert(format!("keerpunt {} {flag}", words.join(" ")));
            }
        }
    }
    assert!(unused.is_empty(), "no test uses\n{}", unused.into_iter().collect::<Vec<_>>().join("\n"));
}

fn test_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(test_files(&path));
        } else {
            files.push(path);
        }
    }
    files
}
