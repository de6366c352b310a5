//! Where an entry of a corpus would read a new story.

use super::{covers::would_read, pattern, sources};
use crate::corpus::format::{Ending, Format, by_ending};
use crate::corpus::{Collection, Entry};
use std::fs;
use std::path::{Path, PathBuf};

/// Where a new text file belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// The file; it need not be free.
    pub path: PathBuf,
    /// Attributes that its path says, so that the text need not.
    pub said: Vec<String>,
}

/// Why an entry has no room for a new text file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoRoom {
    /// It names one file, such as a table.
    #[error("`{0}` is one file")]
    OneFile(String),
    /// The path holds an attribute that has no value.
    #[error("the path `{path}` needs a value of `{attribute}`")]
    Attribute {
        /// As the study has it.
        path: String,
        /// The attribute.
        attribute: String,
    },
    /// Which folder is meant cannot be told, or only files that are no texts are read there.
    #[error("`{0}` says no folder for a new text")]
    Undecided(String),
}

/// The file of a new story called `name` (without ending) below an entry; `values` are its
/// attributes, for a path with names in braces.
///
/// # Errors
/// The entry cannot hold it.
pub fn room(
    collection: &Collection,
    entry: &Entry,
    name: &str,
    values: &[(String, String)],
) -> Result<Room, NoRoom> {
    let written = || entry.path.trim().to_string();
    let place = pattern::place(&collection.root, entry).map_err(|_| NoRoom::Undecided(written()))?;
    let base = fs::canonicalize(&place.base).unwrap_or(place.base);
    let ending = ending(collection, entry);
    let Some(pattern) = &place.pattern else {
        if base.is_file() || base.extension().is_some() && !base.is_dir() {
            return Err(NoRoom::OneFile(written()));
        }
        return Ok(Room { path: base.join(format!("{name}.{ending}")), said: Vec::new() });
    };
    let parts: Vec<&str> =
        entry.path.trim().split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    let first = parts.iter().position(|part| part.contains(['*', '?', '{', '['])).unwrap_or_default();
    let parts = &parts[first..];
    let mut path = base.clone();
    for (at, part) in parts.iter().enumerate() {
        let part =
            filled(part, values).map_err(|attribute| NoRoom::Attribute { path: written(), attribute })?;
        let part = chosen(&part).ok_or_else(|| NoRoom::Undecided(written()))?;
        match (part.as_str(), at + 1 == parts.len()) {
            ("**", false) => {}
            ("**", true) => path.push(format!("{name}.{ending}")),
            (part, false) if part.contains('*') => return Err(NoRoom::Undecided(written())),
            (part, false) => path.push(part),
            (part, true) => {
                let file = part.replacen('*', name, 1).replace('*', "");
                path.push(if is_text(Path::new(part)) { file } else { format!("{file}.{ending}") });
            }
        }
    }
    let below = path.strip_prefix(&base).map(pattern::with_slashes).unwrap_or_default();
    let said = pattern.attributes(&below).unwrap_or_default().into_iter().map(|(name, _)| name).collect();
    match would_read(collection, entry, &path) {
        true => Ok(Room { path, said }),
        false => Err(NoRoom::Undecided(written())),
    }
}

/// A part of a path with the first of every choice between brackets; none where nobody can choose.
fn chosen(part: &str) -> Option<String> {
    let mut chosen = String::new();
    let mut signs = part.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '?' => return None,
            '[' => {
                let first = signs.next().filter(|first| !matches!(first, '!' | '^' | ']'))?;
                chosen.push(first);
                signs.by_ref().find(|sign| *sign == ']')?;
            }
            plain => chosen.push(plain),
        }
    }
    Some(chosen)
}

/// A part of a path with values in the place of names in braces.
fn filled(part: &str, values: &[(String, String)]) -> Result<String, String> {
    let mut filled = String::new();
    let mut rest = part;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        let value = values.iter().find(|(one, _)| one == name.trim()).map(|(_, value)| value.trim());
        // A value that would lead to another folder fits no single part of a path.
        let value = value.filter(|value| !value.is_empty() && !value.contains(['/', '\\']));
        filled += before;
        filled += value.ok_or_else(|| name.trim().to_string())?;
        rest = after;
    }
    Ok(filled + rest)
}

/// The ending that most texts of the entry have; Markdown where it has none.
fn ending(collection: &Collection, entry: &Entry) -> &'static str {
    let only = Collection { entries: vec![entry.clone()], ..collection.clone() };
    let files = sources(&only).files;
    let count = |format: Format| files.iter().filter(|file| file.format == format).count();
    if count(Format::Text) > count(Format::Markdown) { "txt" } else { "md" }
}

fn is_text(path: &Path) -> bool {
    matches!(by_ending(path), Ending::Read(Format::Text | Format::Markdown))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, Speakers};

    fn collection(root: &Path) -> Collection {
        Collection {
            root: root.to_path_buf(),
            entries: Vec::new(),
            language: Language::new("en"),
            outcome: None,
            respondent: None,
            attributes: Vec::new(),
            speakers: Speakers::default(),
            beside: Vec::new(),
        }
    }

    #[test]
    fn a_new_story_goes_where_its_entry_reads() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let root = root.as_path();
        std::fs::create_dir_all(root.join("texts")).unwrap();
        std::fs::write(root.join("texts/a.txt"), "A story.").unwrap();
        std::fs::write(root.join("table.csv"), "id,narrative\n").unwrap();
        let collection = collection(root);
        let values = [("outcome".to_string(), "success".to_string())];
        let at = |path: &str| {
            let entry = Entry { path: path.to_string(), ..Entry::default() };
            let room = room(&collection, &entry, "r1", &values)?;
            Ok((room.path.strip_prefix(root).unwrap().to_string_lossy().into_owned(), room.said))
        };
        let plain = |path: &str| Ok((path.to_string(), Vec::<String>::new()));
        assert_eq!(at("texts"), plain("texts/r1.txt"));
        assert_eq!(at("other"), plain("other/r1.md"));
        assert_eq!(at("texts/*.txt"), plain("texts/r1.txt"));
        assert_eq!(at("texts/**/*.md"), plain("texts/r1.md"));
        assert_eq!(at("texts/*.[tT][xX]t"), plain("texts/r1.txt"));
        assert_eq!(at("in/{outcome}/*.txt"), Ok(("in/success/r1.txt".into(), vec!["outcome".into()])));
        assert_eq!(at("table.csv"), Err(NoRoom::OneFile("table.csv".into())));
        assert_eq!(at("*/x/*.txt"), Err(NoRoom::Undecided("*/x/*.txt".into())));
        assert_eq!(at("tables/*.csv"), Err(NoRoom::Undecided("tables/*.csv".into())));
        let needs = NoRoom::Attribute { path: "in/{year}/*.txt".into(), attribute: "year".into() };
        assert_eq!(at("in/{year}/*.txt"), Err(needs));
    }
}
