//! A journal read: its entries, and what in the file is not as this program writes it.

use super::FORMAT;
use super::coder::Coder;
use super::entry::{Did, Entry};
use super::standing::undone;
use crate::corpus::{Problem, ProblemCode};
use std::collections::HashMap;
use std::path::Path;
use uuid::Uuid;

/// One file of a coder.
#[derive(Debug, Clone, Default)]
pub struct Journal {
    /// Whose, as the first entry says; none in a file without one.
    pub coder: Option<Coder>,
    /// The version of the format, as the first entry says.
    pub format: Option<u32>,
    /// The entries, each once, by id.
    pub entries: Vec<Entry>,
    /// What is not as it should be.
    pub problems: Vec<Problem>,
    /// Where a line begins that was not written to its end, in bytes.
    pub torn: Option<usize>,
    /// True where the last line holds an entry and lacks its line end.
    pub unended: bool,
}

impl Journal {
    /// The latest entry that still holds, among those of this kind.
    pub fn latest(&self, kind: impl Fn(&Did) -> bool) -> Option<&Entry> {
        let gone = undone(self.entries.iter());
        self.entries.iter().rev().find(|entry| kind(&entry.did) && !gone.contains(&entry.id))
    }
}

/// The lines that `git merge` leaves where it cannot decide.
const MARKERS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// Reads a journal; `file` is what messages call it.
///
/// Nothing that can be understood is left out: both sides of an unfinished merge count, entries
/// that stand there twice count once, and a damaged line costs only itself.
pub fn read(bytes: &[u8], file: &Path) -> Journal {
    let mut reader = Reader { file, journal: Journal::default(), seen: HashMap::new(), markers: Vec::new() };
    let mut from = 0;
    for (number, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        reader.line(number + 1, from, line);
        from += line.len();
    }
    reader.finish()
}

struct Reader<'a> {
    file: &'a Path,
    journal: Journal,
    /// Where an id stands in the entries, and on which line.
    seen: HashMap<Uuid, (usize, usize)>,
    markers: Vec<usize>,
}

impl Reader<'_> {
    fn line(&mut self, number: usize, from: usize, line: &[u8]) {
        let ended = line.ends_with(b"\n");
        let text = line.trim_ascii();
        if text.is_empty() {
            return;
        }
        if std::str::from_utf8(text).is_ok_and(|text| MARKERS.iter().any(|marker| is_marker(text, marker))) {
            self.markers.push(number);
            return;
        }
        // Two files put behind one another may share a line where the first lacked its line end.
        let values = serde_json::Deserializer::from_slice(text).into_iter::<Entry>();
        match values.collect::<Result<Vec<Entry>, _>>() {
            Ok(entries) => {
                self.journal.unended = !ended;
                entries.into_iter().for_each(|entry| self.entry(number, entry));
            }
            Err(_) if !ended => self.journal.torn = Some(from),
            Err(error) => {
                let what = match text.iter().all(|byte| *byte == 0) {
                    true => "holds only zeros, as a crash of the machine leaves them".to_string(),
                    false => format!("is no entry of a journal ({error})"),
                };
                self.warn(
                    ProblemCode::DamagedEntry,
                    number,
                    format!("line {number} of the journal {what}"),
                )
                .help = Some("the other lines are used; mend the line from a backup, or take it out".into());
            }
        }
    }

    fn entry(&mut self, number: usize, entry: Entry) {
        if let Did::Begin { keerpunt, who } = &entry.did {
            let journal = &mut self.journal;
            journal.format = journal.format.max(Some(*keerpunt));
            journal.coder.get_or_insert_with(|| who.clone());
        }
        match self.seen.get(&entry.id) {
            None => {
                self.seen.insert(entry.id, (self.journal.entries.len(), number));
                self.journal.entries.push(entry);
            }
            Some(&(at, first)) if self.journal.entries[at] != entry => {
                let message = format!("lines {first} and {number} of the journal have one id and differ");
                self.warn(ProblemCode::EntryTwice, number, message).help =
                    Some("the first is used; keep the right one and take the other out".into());
            }
            Some(_) => {}
        }
    }

    fn warn(&mut self, code: ProblemCode, line: usize, message: String) -> &mut Problem {
        let problem = Problem::warning(code, message).in_file(self.file).at_line(line);
        self.journal.problems.push(problem);
        let last = self.journal.problems.len() - 1;
        &mut self.journal.problems[last]
    }

    fn finish(mut self) -> Journal {
        if let Some(&first) = self.markers.first() {
            let message = "git could not merge the journal and left its marks in it".to_string();
            self.warn(ProblemCode::ConflictMarks, first, message).help = Some(
                "the entries of both sides are used; take out the lines that begin with <<<<<<<, ======= and >>>>>>>, and commit".into(),
            );
        }
        if let Some(from) = self.journal.torn {
            let message = format!("the last line was not written to its end (it begins at byte {from})");
            let help = "all before it is used; it is set aside at that coder's next entry";
            let problem = Problem::warning(ProblemCode::TornEntry, message).in_file(self.file).help(help);
            self.journal.problems.push(problem);
        }
        if let Some(format) = self.journal.format.filter(|format| *format > FORMAT) {
            let message = format!(
                "a newer version of keerpunt wrote this journal (format {format}; this program knows {FORMAT})"
            );
            let help = "what it understands is used, and nothing is written to it; get the newer version";
            let problem = Problem::warning(ProblemCode::NewerJournal, message).in_file(self.file).help(help);
            self.journal.problems.push(problem);
        }
        self.journal.entries.sort_by_key(|entry| entry.id);
        self.journal
    }
}

fn is_marker(line: &str, marker: &str) -> bool {
    line.strip_prefix(marker).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}
