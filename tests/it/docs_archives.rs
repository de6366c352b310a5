//! `docs/archives.md` can be walked: every command runs, and shows what the page shows.
//!
//! With `KEERPUNT_BLESS=1` blocks without an ellipsis are written anew.

use crate::archive_counts::data;
use crate::folder::Folder;
use std::fs;
use std::path::{Path, PathBuf};

/// One fenced block of the page.
struct Block {
    /// What stands behind the fence.
    info: String,
    /// The line of the page behind the fence, from 0.
    line: usize,
    lines: Vec<String>,
}

fn page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/archives.md")
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<(usize, Block)> = None;
    for (number, line) in text.lines().enumerate() {
        let indent = line.len() - line.trim_start().len();
        match (&mut open, line.trim_start().strip_prefix("```")) {
            (None, Some(info)) => {
                let block = Block { info: info.to_string(), line: number + 1, lines: Vec::new() };
                open = Some((indent, block));
            }
            (Some(_), Some(_)) => blocks.extend(open.take().map(|(_, block)| block)),
            (Some((indent, block)), None) => block.lines.push(line.get(*indent..).unwrap_or("").to_string()),
            (None, None) => {}
        }
    }
    blocks
}

/// The words of a command, as a shell parts them.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for sign in command.chars() {
        match sign {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            sign => words.last_mut().unwrap().push(sign),
        }
    }
    words
}

/// Every line that is shown is printed, in this order; between two ellipses lines may be left out.
#[track_caller]
fn is_printed(command: &str, shown: &[String], printed: &str) {
    let mut rest = printed.lines().map(str::trim_end).peekable();
    let mut may_skip = false;
    for line in shown.iter().map(|line| line.trim_end()) {
        if line == "..." {
            may_skip = true;
            continue;
        }
        while may_skip && rest.peek().is_some_and(|next| *next != line) {
            rest.next();
        }
        assert_eq!(rest.next(), Some(line), "\n$ {command}\n{printed}");
        may_skip = false;
    }
    assert!(may_skip || shown.is_empty() || rest.next().is_none(), "more is printed\n$ {command}\n{printed}");
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn the_way_from_an_unknown_table_to_a_table_of_codes_can_be_walked() {
    let archive = "asrs_acas_926.csv";
    let folder = Folder::new().file(archive, fs::read(data().join("asrs/original").join(archive)).unwrap());
    let bless = std::env::var_os("KEERPUNT_BLESS").is_some();
    let text = fs::read_to_string(page()).unwrap();
    let mut anew: Vec<String> = text.lines().map(str::to_string).collect();
    let mut here = String::new();
    let mut commands = 0;
    for block in blocks(&text) {
        let body = block.lines.join("\n") + "\n";
        if let Some(file) = block.info.strip_prefix("yaml add to ") {
            let before = fs::read_to_string(folder.path(file)).unwrap();
            folder.write(file, before + "\n" + &body);
        } else if let Some(file) = block.info.strip_prefix("yaml in ") {
            folder.write(file, body);
        } else if block.info == "yaml" {
            let made = fs::read_to_string(folder.path("asrs/keerpunt.yaml")).unwrap();
            assert!(made.contains(&body), "{body}\n{made}");
        } else {
            assert_eq!(block.info, "console", "{body}");
            let mut written = Vec::new();
            for part in block.lines.chunk_by(|_, next| !next.starts_with("$ ")) {
                let (command, shown) = part.split_first().unwrap();
                let command = command.strip_prefix("$ ").expect("a command before its output");
                written.push(format!("$ {command}"));
                if let Some(below) = command.strip_prefix("cd ") {
                    here = below.to_string();
                    continue;
                }
                let words = words(command);
                assert_eq!(words[0], "keerpunt");
                let arguments: Vec<&str> = words[1..].iter().map(String::as_str).collect();
                let run = folder.run_in(&here, &arguments).expect(0);
                let quiet = run.stderr.lines().all(|line| line.starts_with("written: "));
                assert!(quiet, "$ {command}\n{}", run.stderr);
                commands += 1;
                if bless && !shown.iter().any(|line| line == "...") && !shown.is_empty() {
                    written.extend(run.stdout.lines().map(|line| line.trim_end().to_string()));
                } else {
                    if !shown.is_empty() {
                        is_printed(command, shown, &run.stdout);
                    }
                    written.extend(shown.iter().cloned());
                }
            }
            anew[block.line] = written.join("\n");
            anew[block.line + 1..block.line + block.lines.len()].iter_mut().for_each(|line| line.push('\0'));
        }
    }
    assert!(commands >= 10, "{commands} commands");
    if bless {
        anew.retain(|line| !line.ends_with('\0'));
        fs::write(page(), anew.join("\n") + "\n").unwrap();
    }
}
