//! What people coded by hand, and traps, from a file with a line each.
//!
//! A line names its incident by `incident`, or by `file` with places counted
//! from the first character after the front matter of that file.

mod written;

pub use written::NoGold;

use crate::analysis::{Gold, Trap};
use crate::codebook::Codebook;
use crate::coding::{Told, named};
use crate::corpus::Incident;
use crate::files;
use crate::span::{CharIndex, Span};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::{Component, Path, PathBuf};
use written::Written;

/// What a file of gold passages or traps holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    /// What could be placed.
    pub marks: Vec<MarkedLine>,
    /// Incidents of which a line says that they were read, by their place in the corpus.
    pub read: BTreeSet<usize>,
    /// The lines that could not be used: line number, from 1, and what is wrong.
    pub problems: Vec<(usize, String)>,
}

/// One line that could be placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedLine {
    /// Where it stands in its file, from 1.
    pub line: usize,
    /// Place of the incident in the corpus.
    pub incident: usize,
    /// Place in the codebook.
    pub code: usize,
    /// The stretch, in bytes; none where the whole incident was coded.
    pub span: Option<Span>,
    /// Why it is none of the code, in a file of traps.
    pub why_not: String,
}

impl Marked {
    /// The lines as gold. Where one of them is about a whole incident all are, for passages can only
    /// be measured where every line is one.
    pub fn gold(&self) -> Vec<Gold> {
        let passages = self.marks.iter().all(|one| one.span.is_some());
        let mut seen = HashSet::new();
        self.marks
            .iter()
            .filter(|one| passages || seen.insert((one.incident, one.code)))
            .map(|one| Gold { incident: one.incident, code: one.code, span: one.span.filter(|_| passages) })
            .collect()
    }

    /// How many lines are about a whole incident.
    pub fn whole(&self) -> usize {
        self.marks.iter().filter(|one| one.span.is_none()).count()
    }

    /// The lines as traps; one without a passage becomes a problem.
    pub fn traps(&mut self) -> Vec<Trap> {
        let mut traps = Vec::new();
        for one in &self.marks {
            match one.span {
                Some(span) => traps.push(Trap {
                    incident: one.incident,
                    code: one.code,
                    span,
                    why_not: one.why_not.clone(),
                }),
                None => {
                    let what = "a trap is a passage: it needs a `quote`, or `start` and `end`";
                    self.problems.push((one.line, what.to_string()));
                }
            }
        }
        traps
    }
}

/// Reads `file` against a corpus whose files are named from `root`.
///
/// # Errors
/// It cannot be read, or is none of the forms that codings are read from.
pub fn read_marked(
    file: &Path,
    root: &Path,
    incidents: &[Incident],
    codebook: &Codebook,
) -> Result<Marked, NoGold> {
    let lines = written::lines(file)?;
    let folder = file.parent().unwrap_or(Path::new(""));
    let mut reader =
        Reader { folder, root, incidents, codebook, by_id: HashMap::new(), by_file: HashMap::new() };
    for (place, incident) in incidents.iter().enumerate() {
        reader.by_id.insert(&incident.id, place);
        reader.by_file.entry(&incident.origin.file).or_default().push(place);
    }
    let mut marked = Marked::default();
    for (line, written) in lines {
        match written.and_then(|written| reader.line(line, &written)) {
            Ok(Line::Coded(mark)) => marked.marks.push(mark),
            Ok(Line::Read(incident)) => _ = marked.read.insert(incident),
            Err(problem) => marked.problems.push((line, problem)),
        }
    }
    Ok(marked)
}

/// What a line says.
enum Line {
    Coded(MarkedLine),
    /// That an incident was read.
    Read(usize),
}

/// What a line is read against.
struct Reader<'a> {
    folder: &'a Path,
    root: &'a Path,
    incidents: &'a [Incident],
    codebook: &'a Codebook,
    by_id: HashMap<&'a str, usize>,
    by_file: HashMap<&'a Path, Vec<usize>>,
}

impl Reader<'_> {
    fn line(&self, line: usize, written: &Written) -> Result<Line, String> {
        let code = written.code.as_deref().map(|code| named::code(code, self.codebook)).transpose()?;
        let (incident, span) = match (&written.incident, &written.file) {
            (Some(id), _) => {
                let place = named::incident(id, self.incidents, &self.by_id)?;
                (place, self.standing(place, written, 0)?)
            }
            (None, Some(file)) => self.in_file(file, written)?,
            (None, None) => return Err("it names no `incident` and no `file`".to_string()),
        };
        match (code, span) {
            (Some(code), span) => {
                let why_not = written.why_not.clone();
                Ok(Line::Coded(MarkedLine { line, incident, code, span, why_not }))
            }
            (None, None) => Ok(Line::Read(incident)),
            (None, Some(_)) => Err("it has a passage and no `code`".to_string()),
        }
    }

    /// The stretch of a line in one incident whose narrative begins `before` code points into the
    /// file's text; none where the whole is meant.
    fn standing(&self, incident: usize, written: &Written, before: usize) -> Result<Option<Span>, String> {
        let Incident { narrative, id, .. } = &self.incidents[incident];
        if let Some(anchor) = &written.anchor {
            let span = anchor.find(narrative).span();
            return span.map(Some).ok_or_else(|| format!("its text is not found any more in `{id}`"));
        }
        let moved = |at: Option<usize>| match at.map(|at| at.checked_sub(before)) {
            Some(None) => Err(format!("{} lies before `{id}`", at.unwrap_or_default())),
            at => Ok(at.flatten()),
        };
        let told =
            Told { start: moved(written.start)?, end: moved(written.end)?, quote: written.quote.as_deref() };
        told.find(narrative, &CharIndex::new(narrative), id)
    }

    fn in_file(&self, file: &str, written: &Written) -> Result<(usize, Option<Span>), String> {
        let name = self.corpus_file(file)?;
        let members = &self.by_file[name];
        let begins = self.begins(name, members);
        let mut found = Vec::new();
        let mut why = None;
        for (place, before) in members.iter().zip(begins) {
            match self.standing(*place, written, before) {
                Ok(span) => found.push((*place, span)),
                Err(problem) => why = why.or(Some(problem)),
            }
        }
        match found.as_slice() {
            [] => Err(why.unwrap_or_else(|| format!("no incident was read from {file}"))),
            [only] => Ok(*only),
            // A place in the file lies in one incident, whatever stands at the same place of another.
            [first, ..] if written.start.is_some() => Ok(*first),
            _ => Err(format!("{file} holds several incidents it may mean: name one by `incident`")),
        }
    }

    /// The corpus file that a line means: the one below the gold file's folder,
    /// else the only one that shares the longest end of its path.
    fn corpus_file(&self, file: &str) -> Result<&Path, String> {
        let below = fs::canonicalize(self.folder.join(file)).ok();
        let same = |name: &&&Path| below.is_some() && fs::canonicalize(self.root.join(name)).ok() == below;
        let asked = parts(Path::new(file));
        let mut files: Vec<&Path> = self.by_file.keys().copied().collect();
        files.sort_unstable();
        if let Some(name) = files.iter().find(same) {
            return Ok(name);
        }
        let shared = |name: &Path| {
            let parts = parts(name);
            asked.iter().rev().zip(parts.iter().rev()).take_while(|(left, right)| left == right).count()
        };
        let longest = files.iter().map(|name| shared(name)).max().filter(|longest| *longest > 0);
        let longest = longest.ok_or_else(|| format!("no file of the corpus is called `{file}`"))?;
        let mut found = files.into_iter().filter(|name| shared(name) == longest);
        let first = found.next().ok_or_else(|| format!("no file of the corpus is called `{file}`"))?;
        match found.next() {
            None => Ok(first),
            Some(second) => Err(format!(
                "`{file}` may be {} or {}: name more of its path",
                first.display(),
                second.display()
            )),
        }
    }

    /// Where in a file's text, after its front matter, each narrative begins, in code points.
    fn begins(&self, file: &Path, members: &[usize]) -> Vec<usize> {
        let text = files::read(&self.root.join(file)).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let text = text.unwrap_or_default();
        let body = after_front_matter(text.trim_start_matches('\u{feff}'));
        let mut from = 0;
        members
            .iter()
            .map(|place| {
                let narrative = &self.incidents[*place].narrative;
                let Some(at) = body[from..].find(narrative.as_str()) else { return 0 };
                let before = body[..from + at].chars().count();
                from += at + narrative.len();
                before
            })
            .collect()
    }
}

fn parts(path: &Path) -> Vec<PathBuf> {
    let named = |part: Component<'_>| match part {
        Component::Normal(name) => Some(PathBuf::from(name)),
        _ => None,
    };
    path.components().filter_map(named).collect()
}

/// The text from the first character after the line that closes the front matter.
fn after_front_matter(text: &str) -> &str {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else { return text };
    let mut at = first.len();
    for line in lines {
        at += line.len();
        if line.trim_end() == "---" {
            return &text[at..];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::material::example::{codebook, incident};

    const TEXT: &str = "---\nid: een\n---\nÉén zin. Nog een zin.\n";

    /// A corpus of one file in a fresh folder, and what a gold file below `gold/` says of it.
    fn read(lines: &str) -> Marked {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("gold/narratives")).unwrap();
        fs::create_dir_all(root.path().join("corpus")).unwrap();
        fs::write(root.path().join("corpus/een.md"), TEXT).unwrap();
        fs::write(root.path().join("corpus/twee.md"), "Eerst.\n### incident: b\nDan.\n").unwrap();
        let mut one = incident("een", "Één zin. Nog een zin.\n", &[], None);
        one.origin.file = std::path::Path::new("corpus/een.md").into();
        let mut rest = [incident("a", "Eerst.\n", &[], None), incident("b", "Dan.\n", &[], None)];
        rest.iter_mut()
            .for_each(|incident| incident.origin.file = std::path::Path::new("corpus/twee.md").into());
        let [a, b] = rest;
        let file = root.path().join("gold/gold.jsonl");
        fs::write(&file, lines).unwrap();
        read_marked(&file, root.path(), &[one, a, b], &codebook(&["x", "x.y"])).unwrap()
    }

    #[test]
    fn a_line_finds_its_incident_by_name_or_by_file() {
        let marked = read(
            r#"{"incident": "een", "code": "x.y", "quote": "Nog", "start": 9, "end": 12}
               {"file": "narratives/een.md", "code": "x", "quote": "Één zin.", "start": 0, "end": 8, "evidence": "inference"}

               {"file": "twee.md", "code": "x", "quote": "Dan.", "start": 23, "end": 27}"#,
        );
        assert_eq!(marked.problems, []);
        let found: Vec<_> =
            marked.marks.iter().map(|one| (one.incident, one.code, one.span.unwrap())).collect();
        assert_eq!(found, [(0, 1, Span::new(11, 14)), (0, 0, Span::new(0, 10)), (2, 0, Span::new(0, 4))]);
    }

    #[test]
    fn every_line_that_cannot_be_used_is_named() {
        let marked = read(
            r#"{"incident": "een", "code": "x.y", "quote": "Niet", "start": 9, "end": 13}
{"incident": "een", "code": "x.z", "quote": "Nog", "start": 9, "end": 12}
{"incident": "zeven", "code": "x", "start": 9, "end": 12}
{"file": "zeven.md", "code": "x", "start": 9, "end": 12}
{"incident": "een", "code": "x", "start": 90, "end": 120}
{"code": "x", "start": 9, "end": 12}
{"#,
        );
        let lines: Vec<usize> = marked.problems.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 2, 3, 4, 5, 6, 7]);
        assert!(marked.problems[0].1.contains("does not stand at 9..13"), "{:?}", marked.problems[0]);
        assert!(marked.problems[1].1.contains("did you mean `x.y`?"), "{:?}", marked.problems[1]);
    }
}
