//! The files at one place, and what stood in the way.

use super::pattern::{PathPattern, Place, with_slashes, without_ending};
use super::{Own, some_of};
use crate::corpus::format::{Ending, Format, by_ending, is_passed_over};
use crate::corpus::{Problem, ProblemCode};
use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A file that an entry names.
pub(super) struct Found {
    pub path: PathBuf,
    pub name: PathBuf,
    /// Below the first folder of the entry.
    pub below: PathBuf,
    /// With every link followed.
    pub real: PathBuf,
    pub format: Format,
    pub attributes: Vec<(String, String)>,
    pub called: String,
}

/// The files at `place`, in no order.
///
/// What stood in the way goes to `problems`; files that there is no reader for are counted in `left_out`.
pub(super) fn files(
    place: &Place,
    own: &Own,
    problems: &mut Vec<Problem>,
    left_out: &mut usize,
) -> Vec<Found> {
    match fs::metadata(&place.base) {
        Ok(known) if known.is_dir() => {}
        Ok(known) => return single(place, known.is_file(), problems, left_out),
        Err(error) => {
            problems.push(missing(place, error.kind()));
            return Vec::new();
        }
    }
    let mut walk =
        Walk { place, own, folders: HashMap::new(), others: Others::default(), problems: Vec::new() };
    let found = walk.run();
    let nothing = found.is_empty() && walk.problems.is_empty() && walk.others.is_empty();
    problems.append(&mut walk.problems);
    *left_out += walk.others.count();
    walk.others.tell(problems);
    if nothing {
        problems.push(nothing_matches(place));
    }
    found
}

/// An entry that names one file: it is read whatever it is called, if its format is.
fn single(place: &Place, is_file: bool, problems: &mut Vec<Problem>, left_out: &mut usize) -> Vec<Found> {
    let below = PathBuf::from(place.base.file_name().unwrap_or_default());
    let mut others = Others::default();
    let format = match by_ending(&below) {
        _ if !is_file => {
            others.devices.push(place.name.clone());
            None
        }
        Ending::Read(format) => Some(format),
        // Somebody asked for this very file, so it is no matter of course that it is left out.
        Ending::NoNarratives => {
            others.add(&place.name, Ending::Unknown);
            None
        }
        ending => {
            others.add(&place.name, ending);
            None
        }
    };
    *left_out += others.count();
    others.tell(problems);
    let Some(format) = format else { return Vec::new() };
    let called = without_ending(&with_slashes(&below)).to_string();
    let real = fs::canonicalize(&place.base).unwrap_or_else(|_| place.base.clone());
    let (path, name) = (place.base.clone(), place.name.clone());
    vec![Found { path, name, below, real, format, attributes: Vec::new(), called }]
}

fn missing(place: &Place, kind: ErrorKind) -> Problem {
    let written = &place.written;
    match kind {
        ErrorKind::PermissionDenied => Problem::warning(
            ProblemCode::UnreadableFolder,
            format!("`{written}` may not be opened: permission denied"),
        )
        .help("ask for the right to read it, or take the entry out of `corpus`"),
        _ if place.base.symlink_metadata().is_ok() => {
            Problem::warning(ProblemCode::BrokenLink, format!("`{written}` is a link that leads nowhere"))
                .help("mend the link, or take the entry out of `corpus`")
        }
        _ => Problem::warning(ProblemCode::MissingPath, format!("`{written}` is not there"))
            .help(format!("looked for {}; paths are read from the study's folder", place.base.display())),
    }
}

fn nothing_matches(place: &Place) -> Problem {
    let message = match place.pattern {
        Some(_) => format!("`{}` matches no file", place.written),
        None => format!("`{}` holds no file that can be read", place.written),
    };
    Problem::warning(ProblemCode::NothingMatches, message)
        .help("narratives are read from .txt, .md, .csv, .tsv and .jsonl files")
}

struct Walk<'a> {
    place: &'a Place,
    own: &'a Own,
    /// Folders with every link followed, so that files need not be asked one by one.
    folders: HashMap<PathBuf, PathBuf>,
    others: Others,
    problems: Vec<Problem>,
}

impl Walk<'_> {
    fn run(&mut self) -> Vec<Found> {
        let mut found = Vec::new();
        let entries = WalkDir::new(&self.place.base).follow_links(true).sort_by_file_name();
        for entry in entries.into_iter().filter_entry(|entry| entry.depth() == 0 || !passed_over(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_file() => found.extend(self.file(&entry)),
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => self.device(&entry),
                Err(error) => {
                    let problem = self.obstacle(&error);
                    self.problems.extend(problem);
                }
            }
        }
        found
    }

    fn file(&mut self, entry: &DirEntry) -> Option<Found> {
        let path = entry.path().to_path_buf();
        let below = path.strip_prefix(&self.place.base).unwrap_or(&path).to_path_buf();
        let slashed = with_slashes(&below);
        let attributes = match &self.place.pattern {
            Some(pattern) => pattern.attributes(&slashed)?,
            None => Vec::new(),
        };
        let real = self.real(entry);
        if self.own.holds(&real) {
            return None;
        }
        let name = self.place.name.join(&below);
        let format = match by_ending(&path) {
            Ending::Read(format) => format,
            ending => {
                self.others.add(&name, ending);
                return None;
            }
        };
        let called = without_ending(&slashed).to_string();
        Some(Found { path, name, below, real, format, attributes, called })
    }

    /// A pipe or a socket: opening it might wait for ever.
    fn device(&mut self, entry: &DirEntry) {
        let below = entry.path().strip_prefix(&self.place.base).unwrap_or(entry.path());
        let asked = |pattern: &PathPattern| pattern.attributes(&with_slashes(below)).is_some();
        if self.place.pattern.as_ref().is_none_or(asked) {
            self.others.devices.push(self.place.name.join(below));
        }
    }

    fn real(&mut self, entry: &DirEntry) -> PathBuf {
        let path = entry.path();
        let followed = || fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        if entry.path_is_symlink() {
            return followed();
        }
        let Some((folder, name)) = path.parent().zip(path.file_name()) else { return followed() };
        let known = self
            .folders
            .entry(folder.to_path_buf())
            .or_insert_with(|| fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf()));
        known.join(name)
    }

    /// What is told of something that could not be walked into; nothing where the pattern does not ask for it.
    fn obstacle(&self, error: &walkdir::Error) -> Option<Problem> {
        let path = error.path().unwrap_or(&self.place.base);
        if path.file_name().is_some_and(is_hidden) {
            return None;
        }
        let name = self.place.name.join(path.strip_prefix(&self.place.base).unwrap_or(path));
        let shown = if name.as_os_str().is_empty() { Path::new(".") } else { &name };
        if let Some(above) = error.loop_ancestor() {
            let above = self.place.name.join(above.strip_prefix(&self.place.base).unwrap_or(above));
            let message = format!("the link {} leads back to {}", shown.display(), above.display());
            return Some(
                Problem::note(ProblemCode::LinkLoop, message)
                    .in_file(&name)
                    .help("what is in that folder is read once; the link can go"),
            );
        }
        let kind = error.io_error().map_or(ErrorKind::Other, std::io::Error::kind);
        let link = path.symlink_metadata().is_ok_and(|known| known.file_type().is_symlink());
        let problem = match kind {
            ErrorKind::NotFound if link => Problem::warning(
                ProblemCode::BrokenLink,
                format!("the link {} leads nowhere", shown.display()),
            )
            .help("mend the link or take it away"),
            ErrorKind::PermissionDenied => Problem::warning(
                ProblemCode::UnreadableFolder,
                format!("{} may not be opened: permission denied", shown.display()),
            )
            .help("ask for the right to read it, or take it out of the corpus"),
            _ => {
                let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                Problem::warning(
                    ProblemCode::UnreadableFolder,
                    format!("{} cannot be read: {why}", shown.display()),
                )
                .help("see whether the disk or the network share is there, then run again")
            }
        };
        Some(problem.in_file(name))
    }
}

fn is_hidden(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with('.')
}

fn passed_over(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    if entry.file_type().is_dir() { is_hidden(name) } else { is_passed_over(&name.to_string_lossy()) }
}

/// Files that are not read, by what is told of them.
#[derive(Default)]
struct Others {
    not_yet: Vec<(PathBuf, &'static str)>,
    unknown: Vec<PathBuf>,
    no_narratives: Vec<PathBuf>,
    devices: Vec<PathBuf>,
}

impl Others {
    fn add(&mut self, name: &Path, ending: Ending) {
        match ending {
            Ending::NotYet(help) => self.not_yet.push((name.to_path_buf(), help)),
            Ending::NoNarratives => self.no_narratives.push(name.to_path_buf()),
            Ending::Unknown => self.unknown.push(name.to_path_buf()),
            Ending::Read(_) => {}
        }
    }

    fn is_empty(&self) -> bool {
        self.count() == 0
    }

    fn count(&self) -> usize {
        self.not_yet.len() + self.unknown.len() + self.no_narratives.len() + self.devices.len()
    }

    fn tell(&self, problems: &mut Vec<Problem>) {
        for (name, help) in &self.not_yet {
            let ending = name.extension().unwrap_or_default().to_string_lossy().to_lowercase();
            let message = format!("cannot read .{ending} yet");
            problems.push(Problem::warning(ProblemCode::OtherFormat, message).in_file(name).help(*help));
        }
        for name in &self.unknown {
            let message = match name.extension() {
                Some(ending) => format!("cannot read .{}", ending.to_string_lossy()),
                None => "has no ending that says what it is".to_string(),
            };
            problems.push(
                Problem::warning(ProblemCode::OtherFormat, message)
                    .in_file(name)
                    .help("where it is plain text, give it the ending .txt; else take it out of the corpus"),
            );
        }
        for name in &self.devices {
            problems.push(
                Problem::warning(ProblemCode::OtherFormat, "is no file but a pipe, a socket or a device")
                    .in_file(name)
                    .help("save what it gives in a file"),
            );
        }
        if !self.no_narratives.is_empty() {
            let mut names: Vec<String> =
                self.no_narratives.iter().map(|name| name.display().to_string()).collect();
            names.sort();
            let count = names.len();
            let (files, hold) = if count == 1 { ("file", "holds") } else { ("files", "hold") };
            let message = format!(
                "{count} {files} in the corpus {hold} no narratives by the ending: {}",
                some_of(&names)
            );
            problems.push(Problem::note(ProblemCode::OtherFormat, message));
        }
    }
}
