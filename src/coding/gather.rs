//! Reads the codes that an archive's people gave from the cells they stand in.

use super::archive::{ArchiveCodes, Blank, CoderName, CodesPlace};
use super::codings::{Codings, Mark, Reading};
use super::journal::{Coder, Kind};
use crate::corpus::{FileRead, RawIncident, RawValue, SourceFile};
use std::collections::{BTreeMap, BTreeSet};

/// The codes of each narrative of each file, by coder.
#[derive(Debug, Default)]
pub struct Gathered {
    files: Vec<Vec<BTreeMap<String, BTreeSet<Mark>>>>,
    levels: BTreeMap<String, String>,
    /// Columns that are named, and that no file of their entry has.
    pub missing: Vec<String>,
}

/// Reads the codes of an archive; `files` and `reads` are pairs, and each of `codes` goes with the
/// entry that it belongs to.
pub fn gather(codes: &[(usize, ArchiveCodes)], files: &[SourceFile], reads: &[FileRead]) -> Gathered {
    let codes: Vec<&(usize, ArchiveCodes)> = codes.iter().filter(|(_, one)| one.is_read()).collect();
    let mut gathered = Gathered::default();
    if codes.is_empty() {
        return gathered;
    }
    let mut found: BTreeSet<&str> = BTreeSet::new();
    for (file, read) in files.iter().zip(reads) {
        let own: Vec<(&ArchiveCodes, Vec<u32>)> = codes
            .iter()
            .filter(|(entry, _)| *entry == file.entry)
            .map(|(_, one)| (one, columns(one, &read.names, &mut found)))
            .collect();
        let levels = &mut gathered.levels;
        let incidents = read.incidents.iter().map(|incident| {
            let mut by_coder: BTreeMap<String, BTreeSet<Mark>> = BTreeMap::new();
            for (codes, columns) in &own {
                if let Some((coder, given)) = given(codes, columns, read, incident) {
                    if let Some(separator) = &codes.level_separator {
                        given.iter().for_each(|code| note_levels(code, separator, levels));
                    }
                    by_coder.entry(coder).or_default().extend(given.into_iter().map(Mark::whole));
                }
            }
            by_coder
        });
        gathered.files.push(incidents.collect());
    }
    let named = codes.iter().flat_map(|(_, one)| wanted(one));
    gathered.missing = named.filter(|name| !found.contains(name)).map(str::to_string).collect();
    gathered
}

impl Gathered {
    /// The same in corpus order: `places` says for each incident its file and its number there.
    pub fn arrange(self, places: &[(usize, usize)]) -> Codings {
        let at = |(file, number): &(usize, usize)| self.files.get(*file).and_then(|file| file.get(*number));
        let names: BTreeSet<&String> = places.iter().filter_map(at).flat_map(BTreeMap::keys).collect();
        let names: Vec<&String> = names.into_iter().collect();
        let reading = |(name, marks): (&String, &BTreeSet<Mark>)| Reading {
            coder: names.binary_search(&name).unwrap_or_default(),
            marks: marks.clone(),
        };
        let incidents = places
            .iter()
            .map(|place| at(place).map(|by_coder| by_coder.iter().map(reading).collect()).unwrap_or_default())
            .collect();
        let coders = names.iter().map(|name| Coder { name: (*name).clone(), kind: Kind::Person }).collect();
        Codings { incidents, levels: self.levels, coders, journals: false }
    }
}

/// Notes what separates the levels of a code, and of those above it.
fn note_levels(code: &str, separator: &str, levels: &mut BTreeMap<String, String>) {
    let mut rest = code;
    while !levels.contains_key(rest) {
        levels.insert(rest.to_string(), separator.to_string());
        match rest.rsplit_once(separator) {
            Some((above, _)) => rest = above.trim_end(),
            None => return,
        }
    }
}

/// The columns as the study names them.
fn wanted(codes: &ArchiveCodes) -> impl Iterator<Item = &str> {
    let names: Vec<&str> = match &codes.place {
        CodesPlace::Column(name) => vec![name],
        CodesPlace::Columns(names) => names.iter().map(String::as_str).collect(),
        CodesPlace::OneHot { .. } | CodesPlace::Spans(_) => Vec::new(),
    };
    names.into_iter()
}

fn columns<'a>(codes: &'a ArchiveCodes, names: &[String], found: &mut BTreeSet<&'a str>) -> Vec<u32> {
    let mut places = Vec::new();
    for name in wanted(codes) {
        for (place, column) in names.iter().enumerate() {
            let fits = match name.strip_suffix('*') {
                Some(beginning) => column.starts_with(beginning),
                None => column == name,
            };
            if fits {
                found.insert(name);
                places.push(place as u32);
            }
        }
    }
    places
}

/// Who read the incident and what they gave; none where nobody did.
fn given(
    codes: &ArchiveCodes,
    columns: &[u32],
    read: &FileRead,
    incident: &RawIncident,
) -> Option<(String, BTreeSet<String>)> {
    let coder = match &codes.coder {
        CoderName::Named(name) => name.clone(),
        CoderName::InColumn(column) => {
            let place = read.names.iter().position(|name| name == column)?;
            incident.cells.iter().find(|cell| cell.0 as usize == place)?.2.joined()
        }
    };
    let cells = incident.cells.iter().filter(|cell| columns.contains(&cell.0));
    let given: BTreeSet<String> =
        cells.flat_map(|cell| cut_value(&cell.2, codes.separator.as_deref())).collect();
    (!given.is_empty() || codes.blank == Blank::NoCode).then_some((coder, given))
}

fn cut_value(value: &RawValue, separator: Option<&str>) -> Vec<String> {
    match (value, separator) {
        (RawValue::Text(text), Some(separator)) => cut(text, separator),
        (value, _) => value.each().iter().flat_map(|text| named(text)).collect(),
    }
}

/// The codes of a cell. A separator inside brackets does not separate, unless they do not close.
fn cut(text: &str, separator: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let (mut depth, mut from, mut at) = (0usize, 0, 0);
    while let Some(sign) = text[at..].chars().next() {
        if depth == 0 && text[at..].starts_with(separator) {
            parts.push(&text[from..at]);
            at += separator.len();
            from = at;
            continue;
        }
        let rest = &text[at + sign.len_utf8()..];
        match sign {
            '(' if rest.contains(')') => depth += 1,
            '[' if rest.contains(']') => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += sign.len_utf8();
    }
    parts.push(&text[from..]);
    parts.into_iter().flat_map(named).collect()
}

fn named(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_separator_inside_brackets_does_not_separate() {
        assert_eq!(cut("Fall (roof, wall), Heat; , Cold ", ","), ["Fall (roof, wall)", "Heat;", "Cold"]);
        assert_eq!(cut("A || B||C||", "||"), ["A", "B", "C"]);
        assert_eq!(cut("A (open; B; C", ";"), ["A (open", "B", "C"]);
        assert_eq!(cut("a) ; b", ";"), ["a)", "b"]);
        assert!(cut(" ; ", ";").is_empty());
    }
}
