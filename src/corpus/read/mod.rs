//! One file into incidents as they were written; a reader for each format.

mod beside;
mod cells;
mod columns;
mod front_matter;
mod json_lines;
mod lines;
pub(super) mod look;
mod marker;
mod sheet;
mod table;
mod text_file;

pub use beside::{Beside, BesideRow, beside};
pub(super) use sheet::Sheet;
pub use sheet::levelled;
pub use table::Lines;

use super::decode::decode;
use super::format::Format;
use super::raw::{FileRead, Names, RawIncident, Shared};
use super::{Collection, Entry, Problem, ProblemCode, SourceFile};
use std::fs;
use std::io::{self, ErrorKind};

/// Reads one file. What is read rests on its bytes and [`SourceFile::recipe`] alone.
///
/// The whole file is held in memory while it is read.
pub fn read(source: &SourceFile, collection: &Collection) -> FileRead {
    let mut read = match fs::read(&source.path) {
        Ok(bytes) => text(bytes, source, collection),
        Err(error) => FileRead { unopened: true, ..skipped(unopened(&error)) },
    };
    for problem in &mut read.problems {
        problem.file.get_or_insert_with(|| source.name.clone());
    }
    read
}

fn text(bytes: Vec<u8>, source: &SourceFile, collection: &Collection) -> FileRead {
    let decoded = match decode(bytes, &collection.language) {
        Ok(decoded) => decoded,
        Err(problem) => return skipped(problem),
    };
    let default = Entry::default();
    let entry = collection.entries.get(source.entry).unwrap_or(&default);
    let mut parts = Parts::default();
    match source.format {
        Format::Text | Format::Markdown => {
            text_file::read(&decoded.text, entry, &collection.speakers, &mut parts)
        }
        Format::JsonLines => json_lines::read(&decoded.text, entry, &mut parts),
        Format::Csv => table::read(&decoded.text, entry, false, &mut parts),
        Format::Tsv => table::read(&decoded.text, entry, true, &mut parts),
    }
    let Parts { names, shared, incidents, delimiter, problems, skipped } = parts;
    let encoding = decoded.encoding.to_string();
    let with_markup = incidents.iter().filter(|incident| has_markup(&incident.narrative)).count();
    let names = names.into_vec();
    FileRead {
        names,
        shared,
        incidents,
        encoding,
        delimiter,
        with_markup,
        problems,
        unopened: false,
        skipped,
    }
}

/// What a reader gathers.
#[derive(Default)]
struct Parts {
    names: Names,
    shared: Shared,
    incidents: Vec<RawIncident>,
    delimiter: Option<char>,
    problems: Vec<Problem>,
    skipped: bool,
}

fn skipped(problem: Problem) -> FileRead {
    FileRead { problems: vec![problem], skipped: true, ..FileRead::default() }
}

fn unopened(error: &io::Error) -> Problem {
    let (message, help) = match error.kind() {
        ErrorKind::NotFound => (
            "is gone: it was there when the corpus was looked through".to_string(),
            "run again when the folder is at rest",
        ),
        ErrorKind::PermissionDenied => (
            "may not be opened: permission denied".to_string(),
            "ask for the right to read it, or take it out of the corpus",
        ),
        ErrorKind::IsADirectory => ("is a folder by now".to_string(), "run again when the folder is at rest"),
        _ => (
            format!("cannot be read: {error}"),
            "see whether the disk or the network share is there, then run again",
        ),
    };
    Problem::warning(ProblemCode::UnreadableFile, message).help(help)
}

/// True where a text has an HTML tag or entity.
fn has_markup(text: &str) -> bool {
    let begins =
        |sign: char, fits: fn(&str) -> bool| text.match_indices(sign).any(|(at, _)| fits(&text[at + 1..]));
    begins('<', |rest| {
        let name = rest.strip_prefix('/').unwrap_or(rest);
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let close =
            || name[length..].bytes().take(200).find(|byte| matches!(byte, b'>' | b'<')) == Some(b'>');
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && length <= 10 && close()
    }) || begins('&', |rest| {
        let name = rest.strip_prefix('#').unwrap_or(rest);
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        (2..=8).contains(&length) && name.as_bytes().get(length) == Some(&b';')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_known_from_prose() {
        for text in ["a<br/>b", "<p class=\"x\">", "R&amp;D", "&#39;", "</div>"] {
            assert!(has_markup(text), "{text}");
        }
        for text in ["a < b", "R&D; en", "x<y en z", "<- zie >", "AT&T"] {
            assert!(!has_markup(text), "{text}");
        }
    }
}
