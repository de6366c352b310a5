//! A file that results go to: never one that the study needs, whole or not at all, and told.

use super::{Context, Failure, interrupted};
use keerpunt::report::printable;
use keerpunt::report::provenance::some;
use keerpunt::study::{FILE, Study};
use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Links that lead to links; more go round in a circle.
const MOST_LINKS: usize = 40;

/// What the lines of a file are, to say how many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// Rows of a table below a row of names.
    Rows,
    /// Each a document of its own.
    Each,
    /// Text: nobody counts them.
    Text,
}

/// Writes `content` to `file` once it is whole, and tells so. A link is followed; what is no file,
/// such as a device or a named pipe, is not replaced: `content` goes straight to it.
///
/// # Errors
/// The file is one that the study or this run needs, or it cannot be written.
pub fn write(
    file: &Path,
    lines: Lines,
    context: &Context,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    refuse(file, context)?;
    let target = followed(file);
    refuse(&target, context)?;
    let there = fs::metadata(file).ok();
    let is_other = there.as_ref().is_some_and(|there| !there.is_file() && !there.is_dir());
    let records = match is_other {
        true => straight(file, lines, content),
        false => in_place_of(&target, lines, content),
    };
    let records = records.map_err(|error| cannot_write(file, &error))?;
    let what = if there.is_some() && !is_other { "replaced" } else { "written" };
    let many = match lines {
        Lines::Rows => format!(" ({})", some(records.saturating_sub(1), "row")),
        Lines::Each => format!(" ({})", some(records, "line")),
        Lines::Text => String::new(),
    };
    context.say(printable(&format!("{what}: {}{many}", file.display())));
    Ok(())
}

/// Refuses a file that results would destroy.
fn refuse(file: &Path, context: &Context) -> Result<(), Failure> {
    let reads = context.reads.borrow();
    let folder = folder_of(file);
    // Results may be put into a study that is not the one they are about.
    let around = Study::find(folder).ok();
    let own = reads.study.iter().chain(&around).find_map(|study| study.owns(file)).or_else(|| {
        let read = reads.files.iter().any(|other| same(other, file));
        read.then(|| "a file that this very command reads".to_string())
    });
    let own = own.or_else(|| (file.file_name()? == FILE).then(|| format!("a study file ({FILE})")));
    match own {
        Some(own) => Err(Failure::usage(
            format!("results are not written to {}: it is {own}", file.display()),
            "nothing was written; name another file with --output, in a folder that the corpus does not read",
        )),
        None => Ok(()),
    }
}

fn same(one: &Path, other: &Path) -> bool {
    fs::canonicalize(one).ok().is_some_and(|one| fs::canonicalize(other).ok() == Some(one))
}

fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// What a link leads to, be it not there yet; else the file itself.
fn followed(file: &Path) -> PathBuf {
    if let Ok(real) = fs::canonicalize(file) {
        return real;
    }
    let mut target = file.to_path_buf();
    for _ in 0..MOST_LINKS {
        let Ok(next) = fs::read_link(&target) else { break };
        target = folder_of(&target).join(next);
    }
    target
}

/// A new file beside `file`, its owner's alone, takes its place once it is whole. Gives how many
/// records were written.
fn in_place_of(
    file: &Path,
    lines: Lines,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<usize> {
    let new = interrupted::begin(|| tempfile::NamedTempFile::new_in(folder_of(file)));
    // The name that it would have had tells nobody anything.
    let mut new = new.map_err(|error| io::Error::from(error.kind()))?;
    let records = counted(new.as_file_mut(), lines, content)?;
    new.as_file().sync_all()?;
    interrupted::finish(new, |new| new.persist(file).map(drop).map_err(|error| error.error))?;
    Ok(records)
}

/// Writes to what is there and stays there: a device, a named pipe. Gives how many records were written.
fn straight(
    file: &Path,
    lines: Lines,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<usize> {
    counted(OpenOptions::new().write(true).open(file)?, lines, content)
}

fn counted(
    to: impl Write,
    lines: Lines,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<usize> {
    let mut to = Counting { to: BufWriter::new(to), lines, quoted: false, records: 0 };
    content(&mut to)?;
    to.flush()?;
    Ok(to.records)
}

/// Counts line ends on their way; of a table those that stand between quotation marks are none of them.
struct Counting<W> {
    to: W,
    lines: Lines,
    quoted: bool,
    records: usize,
}

impl<W: Write> Write for Counting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        for byte in &bytes[..written] {
            match byte {
                b'"' if self.lines == Lines::Rows => self.quoted = !self.quoted,
                b'\n' if !self.quoted => self.records += 1,
                _ => {}
            }
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

fn cannot_write(file: &Path, error: &io::Error) -> Failure {
    let what = printable(&format!("error: {} cannot be written: {error}", file.display())).into_owned();
    Failure::Machine(format!("{what}\n  help: name another file with --output, or make room for it"))
}
