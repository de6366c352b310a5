//! What parts several values in the cells of a column, where something does.

use super::column::ordered;
use crate::corpus::Kind;
use crate::corpus::list;
use std::collections::{HashMap, HashSet};

/// What may part values, in the order in which it is tried.
const SEPARATORS: [&str; 5] = [";", "||", "|", "\n", ","];
/// A longer member is prose.
const LONG_MEMBER: usize = 80;

/// What parts the values of the cells, and the values: none where cells hold one value each.
///
/// `cells` are different cells with how often each stands there. They are lists where several rows
/// hold the separator, the same members come back, and what stands behind one also stands first.
pub(super) fn detect(cells: &[(String, usize)], kind: Kind) -> Option<(String, Vec<(String, usize)>)> {
    if kind != Kind::Text {
        return None;
    }
    SEPARATORS.iter().find_map(|separator| {
        let members = members(cells, separator)?;
        Some(((*separator).to_string(), members))
    })
}

fn members(cells: &[(String, usize)], separator: &str) -> Option<Vec<(String, usize)>> {
    let (mut rows, mut parted, mut ended, mut all, mut behind) = (0, 0, 0, 0, 0);
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut first: HashSet<&str> = HashSet::new();
    let mut later: HashMap<&str, usize> = HashMap::new();
    for (cell, count) in cells {
        let parts: Vec<&str> = list::filled(cell, separator).collect();
        rows += count;
        parted += count * usize::from(parts.len() > 1);
        ended += count * usize::from(cell.ends_with(separator));
        all += count * parts.len();
        first.extend(parts.first());
        for part in parts.iter().skip(1) {
            *later.entry(*part).or_default() += count;
            behind += count;
        }
        let distinct: HashSet<&str> = parts.into_iter().collect();
        for part in distinct {
            if part.chars().count() > LONG_MEMBER {
                return None;
            }
            *counts.entry(part.to_string()).or_default() += count;
        }
    }
    // Cells that all end with it are lists even where each holds one value.
    let always = ended * 10 >= rows * 9 && rows > 0;
    if counts.is_empty() || (parted * 50 < rows.max(1) && !always) || parted == 0 {
        return None;
    }
    // Members must come back; a comma is also a sign inside names and sentences.
    let often = if separator == "," { 5 } else { 2 };
    let also_first: usize =
        later.iter().filter(|(part, _)| first.contains(*part)).map(|(_, count)| count).sum();
    (all >= often * counts.len() && also_first * 4 >= behind).then(|| ordered(Some(counts)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detected(cells: &[(&str, usize)]) -> Option<(String, Vec<String>)> {
        let cells: Vec<(String, usize)> =
            cells.iter().map(|(cell, count)| (cell.to_string(), *count)).collect();
        let (separator, members) = detect(&cells, Kind::Text)?;
        Some((separator, members.into_iter().map(|(member, _)| member).collect()))
    }

    #[test]
    fn what_parts_values_is_found() {
        assert_eq!(
            detected(&[("Radio;Heat;", 4), ("Radio;", 9), ("Heat;", 3)]),
            Some((";".into(), vec!["Radio".into(), "Heat".into()]))
        );
        assert_eq!(
            detected(&[("a (b, c), d", 20), ("d", 30), ("d, a (b, c)", 10)]),
            Some((",".into(), vec!["d".into(), "a (b, c)".into()]))
        );
        assert_eq!(detected(&[("x || y", 8), ("y", 9), ("x", 2)]).map(|found| found.0), Some("||".into()));
    }

    #[test]
    fn places_names_and_sentences_are_no_lists() {
        assert_eq!(detected(&[("Anchorage, AK", 50), ("Fairbanks, AK", 20), ("Miami, FL", 30)]), None);
        assert_eq!(detected(&[("Jansen, P.", 5), ("Bakker, A.", 6)]), None);
        assert_eq!(detected(&[("It was late; we went home", 1), ("Nobody came; nothing was said", 1)]), None);
        assert_eq!(detected(&[("north", 5), ("south", 6)]), None);
    }
}
