//! Lines below markers that were read as attributes, and may be the beginning of a story.

use super::near::known;
use crate::corpus::raw::FileRead;
use crate::corpus::{Collection, Format, Problem, ProblemCode, SourceFile};
use std::collections::{HashMap, HashSet};

/// What ends a sentence, with the marks that may stand behind it.
const ENDS: [char; 10] = ['.', '!', '?', '…', '"', '”', '’', '»', ')', '*'];

/// One problem for all attributes that a single incident has, from a line below its marker that
/// reads like a sentence: `Then she said: I am off.`
pub(super) fn lone_keys(
    collection: &Collection,
    files: &[SourceFile],
    reads: &[FileRead],
) -> Option<Problem> {
    let mut elsewhere: HashSet<&str> = known(collection).into_iter().collect();
    elsewhere.extend(files.iter().flat_map(|file| &file.attributes).map(|(name, _)| name.as_str()));
    // By name how many incidents have it; in order of first appearance.
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut like: Vec<(&str, &SourceFile, u32)> = Vec::new();
    for (file, read) in files.iter().zip(reads) {
        let name = |place: u32| read.names[place as usize].as_str();
        if !matches!(file.format, Format::Text | Format::Markdown) {
            elsewhere.extend(read.names.iter().map(String::as_str));
            continue;
        }
        elsewhere.extend(read.shared.cells.iter().map(|cell| name(cell.0)));
        for cell in read.incidents.iter().flat_map(|incident| &incident.cells) {
            *counts.entry(name(cell.0)).or_default() += 1;
            if name(cell.0).contains(' ') || cell.2.joined().ends_with(ENDS) {
                like.push((name(cell.0), file, cell.1));
            }
        }
    }
    like.retain(|(name, ..)| counts[name] == 1 && !elsewhere.contains(name));
    let (name, file, line) = *like.first()?;
    let more = match like.len() - 1 {
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
    Some(problem.in_file(&file.name).at_line(line as usize).help(help))
}
