//! Lines below markers that were read as attributes, and may be the beginning of a story.

use super::near::known;
use crate::corpus::raw::{FileRead, RawIncident};
use crate::corpus::{Collection, Format, Problem, ProblemCode, SourceFile};
use std::collections::{HashMap, HashSet};

/// What ends a sentence, with the marks that may stand behind it.
const ENDS: [char; 10] = ['.', '!', '?', '…', '"', '”', '’', '»', ')', '*'];

/// Attributes below markers, gathered file by file.
pub(super) struct LoneKeys {
    /// Names that stand elsewhere too.
    elsewhere: HashSet<String>,
    /// What is known of the others.
    counts: HashMap<String, Key>,
    seen: usize,
}

/// What is known of an attribute from lines below markers.
struct Key {
    incidents: usize,
    /// The first of its lines that reads like a sentence: how many lines came before, its file, its line.
    like: Option<(usize, usize, u32)>,
}

impl LoneKeys {
    /// None yet.
    pub fn of(collection: &Collection, files: &[SourceFile]) -> Self {
        let mut elsewhere: HashSet<String> = known(collection).into_iter().map(str::to_string).collect();
        elsewhere.extend(files.iter().flat_map(|file| &file.attributes).map(|(name, _)| name.clone()));
        Self { elsewhere, counts: HashMap::new(), seen: 0 }
    }

    /// A file without its incidents.
    pub fn file(&mut self, file: &SourceFile, read: &FileRead) {
        if is_text(file) {
            let names = read.shared.cells.iter().map(|cell| read.names[cell.0 as usize].clone());
            self.elsewhere.extend(names);
        } else {
            self.elsewhere.extend(read.names.iter().cloned());
        }
    }

    /// One incident of the file `source` of the corpus.
    pub fn incident(&mut self, source: usize, file: &SourceFile, read: &FileRead, incident: &RawIncident) {
        if !is_text(file) {
            return;
        }
        for cell in &incident.cells {
            let name = &read.names[cell.0 as usize];
            let reads_so = name.contains(' ') || cell.2.joined().ends_with(ENDS);
            let like = reads_so.then_some((self.seen, source, cell.1));
            self.seen += 1;
            match self.counts.get_mut(name) {
                Some(key) => {
                    key.incidents += 1;
                    key.like = key.like.or(like);
                }
                None => drop(self.counts.insert(name.clone(), Key { incidents: 1, like })),
            }
        }
    }

    /// One problem for all attributes that a single incident has, from a line below its marker that
    /// reads like a sentence: `Then she said: I am off.`
    pub fn finish(self, files: &[SourceFile]) -> Option<Problem> {
        let alone =
            self.counts.iter().filter(|(name, key)| key.incidents == 1 && !self.elsewhere.contains(*name));
        let mut like: Vec<((usize, usize, u32), &str)> =
            alone.filter_map(|(name, key)| Some((key.like?, name.as_str()))).collect();
        like.sort_unstable();
        let ((_, source, line), name) = *like.first()?;
        Some(problem(name, &files[source], line, like.len() - 1))
    }
}

fn is_text(file: &SourceFile) -> bool {
    matches!(file.format, Format::Text | Format::Markdown)
}

fn problem(name: &str, file: &SourceFile, line: u32, more: usize) -> Problem {
    let more = match more {
        0 => String::new(),
        1 => ", and so was 1 more line".to_string(),
        more => format!(", and so were {more} more lines"),
    };
    let message = format!("`{name}: ...` was read as an attribute, which no other incident has{more}");
    let help = format!(
        "where it begins the story, put a blank line between the marker and the story; where it is an \
         attribute, name it in the study file: `attributes: {{{name}: {{}}}}`"
    );
    let problem = Problem::note(ProblemCode::StoryOrAttribute, message);
    problem.in_file(&file.name).at_line(line as usize).help(help)
}
