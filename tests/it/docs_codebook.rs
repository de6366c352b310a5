//! Every example of docs/codebook.md runs and does what the page says.
//!
//! Fenced blocks carry what they are: `pattern LANG` holds lines `pattern => text with [hits]`,
//! `pattern refused` patterns that are mistakes, `yaml codebook` a codebook without a fault or warning
//! whose exemplars hold, `suggested LANG` lines `code => text with [stretches]` for the codebook above it.

use crate::folder::{Folder, Run};
use serde_json::{Value, json};
use std::io::Write as _;
use std::process::Stdio;

const PAGE: &str = include_str!("../../docs/codebook.md");

/// A fenced block: what its fence says, the line of the page it begins on, and what it holds.
struct Block<'p> {
    kind: &'p str,
    line: usize,
    lines: Vec<&'p str>,
}

fn blocks() -> Vec<Block<'static>> {
    let mut blocks: Vec<Block<'static>> = Vec::new();
    let mut open = false;
    for (number, line) in PAGE.lines().enumerate() {
        match (line.strip_prefix("```"), open) {
            (Some(kind), false) => {
                blocks.push(Block { kind, line: number + 1, lines: Vec::new() });
                open = true;
            }
            (Some(_), true) => open = false,
            (None, true) => blocks.last_mut().unwrap().lines.push(line),
            (None, false) => {}
        }
    }
    assert!(!open, "the last block is not closed");
    blocks
}

/// What stands on both sides of `=>`: the text without its brackets, and the stretches in them.
fn example(line: &str) -> (&str, String, Vec<(usize, usize)>) {
    let (left, marked) =
        line.split_once(" => ").unwrap_or_else(|| panic!("no ` => ` in this example: {line}"));
    let (mut text, mut starts, mut stretches) = (String::new(), Vec::new(), Vec::new());
    let mut length = 0;
    for c in marked.chars() {
        match c {
            '[' => starts.push(length),
            ']' => stretches.push((starts.pop().expect("a bracket opens before it closes"), length)),
            _ => {
                text.push(c);
                length += 1;
            }
        }
    }
    assert!(starts.is_empty(), "a bracket is not closed: {line}");
    (left.trim(), text, stretches)
}

/// Runs the program on a text in standard input.
fn run(folder: &Folder, arguments: &[&str], input: &str) -> Run {
    let mut child = folder
        .command(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses the pattern ends without reading the text.
    let written = child.stdin.take().unwrap().write_all(input.as_bytes());
    assert!(written.is_ok() || !child.wait().unwrap().success());
    Run::of(child.wait_with_output().unwrap())
}

fn stretches(found: &[Value]) -> Vec<(usize, usize)> {
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let mut stretches: Vec<(usize, usize)> =
        found.iter().map(|one| (number(&one["start"]), number(&one["end"]))).collect();
    stretches.sort_unstable();
    stretches
}

#[test]
fn every_pattern_of_the_page_finds_what_stands_in_brackets() {
    let folder = Folder::new();
    let mut tried = 0;
    for block in blocks().iter().filter(|block| block.kind.starts_with("pattern ")) {
        let language = block.kind.trim_start_matches("pattern ");
        if language == "refused" {
            continue;
        }
        for line in &block.lines {
            let (pattern, text, expected) = example(line);
            let arguments = ["codebook", "try", pattern, "--lang", language, "--format", "json"];
            let answer = run(&folder, &arguments, &text).expect(0).json();
            assert_eq!(stretches(answer["hits"].as_array().unwrap()), expected, "{line}");
            tried += 1;
        }
    }
    assert!(tried > 40, "only {tried} examples were found on the page");
}

#[test]
fn every_pattern_that_the_page_calls_a_mistake_is_refused_with_help() {
    let folder = Folder::new();
    let refused: Vec<&str> = blocks()
        .iter()
        .filter(|block| block.kind == "pattern refused")
        .flat_map(|block| block.lines.clone())
        .collect();
    assert!(refused.len() > 5);
    for pattern in refused {
        let answer = run(&folder, &["codebook", "try", pattern, "--lang", "nl"], "werk").expect(2);
        assert!(answer.stderr.contains("help:"), "{pattern}\n{}", answer.stderr);
    }
}

#[test]
fn every_codebook_of_the_page_is_without_fault_and_warning_and_its_exemplars_hold() {
    let books: Vec<Block<'_>> = blocks().into_iter().filter(|block| block.kind == "yaml codebook").collect();
    assert!(books.len() > 5);
    for block in books {
        let folder = Folder::new().file("book.yaml", block.lines.join("\n"));
        let check = folder.run(&["codebook", "check", "book.yaml"]).expect(0);
        let told = format!("{}{}", check.stdout, check.stderr);
        assert!(!told.contains("warning["), "line {}:\n{told}", block.line);
        folder.run(&["codebook", "test", "book.yaml"]).expect(0);
    }
}

#[test]
fn the_codebooks_of_the_page_suggest_what_stands_in_brackets() {
    let mut book = String::new();
    let mut tried = 0;
    for block in blocks() {
        if block.kind == "yaml codebook" {
            book = block.lines.join("\n");
        }
        let Some(language) = block.kind.strip_prefix("suggested ") else { continue };
        let folder = Folder::new().file("book.yaml", &book);
        for line in block.lines {
            let (code, text, expected) = example(line);
            let input = json!({"id": "example", "narrative": text, "lang": language}).to_string();
            let answer =
                run(&folder, &["apply", code, "--stdin", "--codebook", "book.yaml"], &input).expect(0);
            let suggestions: Vec<Value> = answer
                .stdout
                .lines()
                .map(|line| serde_json::from_str(line).unwrap())
                .filter(|one: &Value| one["negated"] == false)
                .collect();
            assert_eq!(stretches(&suggestions), expected, "{line}\n{}", answer.stdout);
            tried += 1;
        }
    }
    assert!(tried > 10, "only {tried} examples were found on the page");
}

#[test]
fn every_fenced_block_of_the_page_is_of_a_kind_that_is_run() {
    for block in blocks() {
        let known = matches!(
            block.kind,
            "pattern nl"
                | "pattern en"
                | "pattern refused"
                | "yaml codebook"
                | "suggested nl"
                | "suggested en"
        );
        assert!(known, "line {}: ```{} is run by no test", block.line, block.kind);
    }
}
