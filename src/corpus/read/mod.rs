//! One file into incidents as they were written; a reader for each format.

mod beside;
mod cells;
mod columns;
mod damage;
mod front_matter;
mod json_lines;
mod lines;
pub(super) mod look;
mod marker;
mod odd_quotes;
mod passing;
mod quoted;
mod sheet;
mod spool;
mod table;
mod text_file;
mod window;

pub use beside::{Beside, BesideRow, beside};
pub(super) use cells::Rows;
pub use passing::Passed;
pub(super) use sheet::Sheet;
pub use sheet::levelled;
pub use table::Lines;

use super::decode::{Pieces, Stop, decoded};
use super::format::Format;
use super::raw::{FileRead, Names, RawIncident, Shared};
use super::{Collection, Entry, Problem, ProblemCode, SourceFile};
use crate::span::line_ends;
use damage::Damage;
use passing::Passing;
use spool::Spool;
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::Path;
use window::Window;

/// Reads one file. What is read rests on its bytes and [`SourceFile::recipe`] alone.
///
/// The file goes by in pieces: besides what is made of it, only some megabytes of it are in
/// memory, or as much as its longest row. Narratives of more than some megabytes are put into an
/// unnamed file in the folder `spool`, or held in memory where none can be written there. `passed` is
/// told of the bytes as they go by.
pub fn read(source: &SourceFile, collection: &Collection, spool: &Path, passed: Passed<'_>) -> FileRead {
    let default = Entry::default();
    let entry = collection.entries.get(source.entry).unwrap_or(&default);
    let read = |pieces: &mut Pieces<'_>| parts(pieces, source.format, entry, collection, spool);
    let opened = File::open(&source.path).map_err(Stop::Io);
    let mut read =
        match opened.and_then(|file| decoded(&mut Passing::of(file, passed), &collection.language, read)) {
            Ok((parts, encoding)) => parts.finished(encoding).unwrap_or_else(|error| failed(&error)),
            Err(Stop::Problem(problem)) => skipped(problem),
            Err(Stop::Io(error)) => failed(&error),
            Err(Stop::NotUtf8) => FileRead { unopened: true, ..skipped(changed()) },
        };
    for problem in &mut read.problems {
        problem.file.get_or_insert_with(|| source.name.clone());
    }
    read
}

fn parts(
    pieces: &mut Pieces<'_>,
    format: Format,
    entry: &Entry,
    collection: &Collection,
    spool: &Path,
) -> Result<Parts, Stop> {
    let mut parts = Parts::new(spool);
    parts.on_one_line = format == Format::JsonLines;
    let window = Window::open(pieces)?;
    match format {
        Format::Text | Format::Markdown => text_file::read(window, entry, &collection.speakers, &mut parts)?,
        Format::JsonLines => json_lines::read(window, entry, &mut parts)?,
        Format::Csv => table::read(window, entry, false, &mut parts)?,
        Format::Tsv => table::read(window, entry, true, &mut parts)?,
    }
    Ok(parts)
}

/// What a reader gathers.
struct Parts {
    names: Names,
    shared: Shared,
    incidents: Vec<RawIncident>,
    narratives: Spool,
    with_markup: usize,
    damage: Damage,
    /// A narrative stands on one line of the file, whatever lines it has itself.
    on_one_line: bool,
    delimiter: Option<char>,
    problems: Vec<Problem>,
    skipped: bool,
}

impl Parts {
    fn new(spool: &Path) -> Self {
        Self {
            names: Names::default(),
            shared: Shared::default(),
            incidents: Vec::new(),
            narratives: Spool::new(spool),
            with_markup: 0,
            damage: Damage::default(),
            on_one_line: false,
            delimiter: None,
            problems: Vec::new(),
            skipped: false,
        }
    }

    /// Adds an incident with its narrative.
    fn add(&mut self, mut incident: RawIncident, narrative: &str) -> Result<(), Stop> {
        self.with_markup += usize::from(has_markup(narrative));
        self.damage.look(narrative, |at| match self.on_one_line {
            true => incident.line,
            false => incident.narrative_line + line_ends(&narrative[..at]),
        });
        self.narratives.add(narrative);
        // There may be millions.
        incident.cells.shrink_to_fit();
        self.incidents.push(incident);
        Ok(())
    }

    /// Takes no incident after all.
    fn take_none(&mut self) {
        self.incidents.clear();
        self.narratives.clear();
        self.with_markup = 0;
        self.damage = Damage::default();
        self.skipped = true;
    }

    fn finished(self, encoding: &str) -> io::Result<FileRead> {
        let Self { names, shared, mut incidents, narratives, with_markup, delimiter, skipped, .. } = self;
        let problems = self.problems.into_iter().chain(self.damage.tell()).collect();
        for (incident, narrative) in incidents.iter_mut().zip(narratives.finish()?) {
            incident.narrative = narrative;
        }
        Ok(FileRead {
            names: names.into_vec(),
            with_markup,
            shared,
            incidents,
            encoding: encoding.to_string(),
            delimiter,
            problems,
            unopened: false,
            skipped,
        })
    }
}

/// So many bytes as people say it.
fn size(bytes: usize) -> String {
    match bytes >> 20 {
        0 => format!("{} KiB", bytes.div_ceil(1 << 10)),
        mebi if mebi < 10_000 => format!("{mebi} MiB"),
        mebi => format!("{} GiB", mebi >> 10),
    }
}

fn changed() -> Problem {
    Problem::warning(ProblemCode::UnreadableFile, "changed while it was read")
        .help("run again when the file is at rest")
}

fn skipped(problem: Problem) -> FileRead {
    FileRead { problems: vec![problem], skipped: true, ..FileRead::default() }
}

fn failed(error: &io::Error) -> FileRead {
    FileRead { unopened: true, ..skipped(unopened(error)) }
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
