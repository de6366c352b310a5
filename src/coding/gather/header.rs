//! Which columns of a table the study means by the names it writes.

use crate::coding::archive::{ArchiveCodes, CodesPlace, ColumnRange, OneHot};
use crate::corpus::{Cell, levelled};
use std::collections::BTreeSet;

/// The names of a table's columns.
#[derive(Clone, Copy)]
pub(super) struct Header<'a> {
    /// Its columns in order, as attributes are called.
    pub names: &'a [String],
    /// Columns that became an attribute of another name: `(attribute, column)`.
    pub renamed: &'a [(String, String)],
}

/// The columns in which codes stand, by their place in the header.
pub(super) enum Columns {
    /// Their cells are codes.
    Cells(Vec<u32>),
    /// Their headers are codes, by the place of the column.
    OneHot(Vec<u32>),
    /// Their cells are lists of stretches.
    Spans(Vec<u32>),
}

/// What the study names and a table does not have.
#[derive(Debug, Default)]
pub(super) struct Missing {
    /// Columns.
    pub columns: BTreeSet<String>,
    /// Ranges whose last column stands before the first.
    pub backwards: BTreeSet<(String, String)>,
}

impl<'a> Header<'a> {
    /// The place of the column called `name`: by its own header, or by the attribute it became.
    pub fn place(&self, name: &str) -> Option<u32> {
        let name = levelled(name);
        let by_header = || {
            let attribute = &self.renamed.iter().find(|(_, column)| levelled(column) == name)?.0;
            self.names.iter().position(|one| one == attribute)
        };
        let place = self.names.iter().position(|one| *one == name).or_else(by_header);
        place.map(|place| place as u32)
    }

    /// The same; a name that no column has is noted.
    pub fn wanted(&self, name: &str, missing: &mut Missing) -> Option<u32> {
        let place = self.place(name);
        if place.is_none() {
            missing.columns.insert(name.to_string());
        }
        place
    }

    /// The columns in which the codes stand.
    pub fn columns(&self, codes: &ArchiveCodes, missing: &mut Missing) -> Columns {
        match &codes.place {
            CodesPlace::Column(name) => Columns::Cells(self.wanted(name, missing).into_iter().collect()),
            CodesPlace::Columns(names) => Columns::Cells(self.named(names, missing)),
            CodesPlace::OneHot(OneHot::Named(names)) => Columns::OneHot(self.named(names, missing)),
            CodesPlace::OneHot(OneHot::Range(range)) => Columns::OneHot(self.range(range, missing)),
            CodesPlace::Spans(name) => Columns::Spans(self.wanted(name, missing).into_iter().collect()),
        }
    }

    /// The columns of a range: cut where both of its ends are columns.
    fn range(&self, range: &ColumnRange, missing: &mut Missing) -> Vec<u32> {
        let found =
            range.cuts().find_map(|(from, to)| Some((from, to, self.place(from).zip(self.place(to))?)));
        if let Some((from, to, (first, last))) = found {
            if first > last {
                missing.backwards.insert((from.to_string(), to.to_string()));
            }
            return (first..=last).collect();
        }
        let beginning = range.beginning().map(|beginning| self.beginning(beginning)).unwrap_or_default();
        if beginning.is_empty() {
            // The cut of which one end at least is there says best what is not.
            let half = |(from, to): &(&str, &str)| self.place(from).is_some() || self.place(to).is_some();
            let cut = range.cuts().find(half).or_else(|| range.cuts().next());
            for name in cut.into_iter().flat_map(|(from, to)| [from, to]) {
                self.wanted(name, missing);
            }
        }
        beginning
    }

    fn named(&self, names: &[String], missing: &mut Missing) -> Vec<u32> {
        let mut places = Vec::new();
        for name in names {
            let found = match (self.place(name), name.strip_suffix('*')) {
                (Some(place), _) => vec![place],
                (None, Some(beginning)) => self.beginning(beginning),
                (None, None) => Vec::new(),
            };
            if found.is_empty() {
                missing.columns.insert(name.clone());
            }
            places.extend(found.into_iter().filter(|place| !places.contains(place)).collect::<Vec<_>>());
        }
        places
    }

    fn beginning(&self, beginning: &str) -> Vec<u32> {
        let begins = |name: &str| name.starts_with(beginning);
        let renamed: Vec<&String> = self
            .renamed
            .iter()
            .filter(|(_, column)| begins(&levelled(column)))
            .map(|(attribute, _)| attribute)
            .collect();
        let fits = |name: &String| begins(name) || renamed.contains(&name);
        (0..self.names.len() as u32).filter(|place| fits(&self.names[*place as usize])).collect()
    }
}

/// The cell of a column in a row.
pub(super) fn cell(cells: &[Cell], place: u32) -> Option<&Cell> {
    cells.iter().find(|cell| cell.0 == place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coding::archive::{Blank, CoderName};

    fn columns(place: CodesPlace) -> (Vec<u32>, Vec<String>) {
        let names = ["id", "Code 1", "who", "Code 2", "result"].map(str::to_string);
        let renamed = [("result".to_string(), "Code\n 3".to_string())];
        let header = Header { names: &names, renamed: &renamed };
        let coder = CoderName::Named("an".into());
        let codes = ArchiveCodes {
            place,
            file: None,
            separator: None,
            coder,
            kind: Default::default(),
            blank: Blank::NotCoded,
            group: None,
            level_separator: None,
        };
        let mut missing = Missing::default();
        let (Columns::Cells(places) | Columns::OneHot(places) | Columns::Spans(places)) =
            header.columns(&codes, &mut missing);
        (places, missing.columns.into_iter().collect())
    }

    #[test]
    fn columns_are_found_by_header_beginning_and_range() {
        let named = |names: &[&str]| CodesPlace::Columns(names.iter().map(ToString::to_string).collect());
        assert_eq!(columns(CodesPlace::Column("Code 3".into())).0, [4]);
        assert_eq!(columns(named(&["Code *", "Code 2"])).0, [1, 3, 4]);
        let range = |from: &str, to: &str| {
            CodesPlace::OneHot(OneHot::Range(ColumnRange::of(&format!("{from}..{to}")).unwrap()))
        };
        assert_eq!(columns(range("Code 1", "Code  2")).0, [1, 2, 3]);
        assert_eq!(columns(range("Code 2", "Code 1")).0, [] as [u32; 0]);
        assert_eq!(columns(range("Code 1", "Code 9")), (Vec::new(), vec!["Code 9".to_string()]));
        assert_eq!(columns(named(&["Kode *"])).1, ["Kode *"]);
        assert_eq!(columns(range("Code 1", "Code*")), (Vec::new(), vec!["Code*".to_string()]));
        assert_eq!(ColumnRange::of("a.."), None);
    }

    #[test]
    fn a_range_is_cut_where_its_ends_are_columns() {
        let names = ["id", "Delay..cause.0.", "Delay..cause.1.", "Delay..cause.2."].map(str::to_string);
        let header = Header { names: &names, renamed: &[] };
        let read = |text: &str| {
            let mut missing = Missing::default();
            let places = header.range(&ColumnRange::of(text).unwrap(), &mut missing);
            (places, missing.columns.into_iter().collect::<Vec<_>>())
        };
        assert_eq!(read("Delay..cause.0...Delay..cause.2."), (vec![1, 2, 3], vec![]));
        assert_eq!(read("Delay..cause.1. .. Delay..cause.2."), (vec![2, 3], vec![]));
        assert_eq!(read("Delay..*"), (vec![1, 2, 3], vec![]));
        assert_eq!(read("Delay..cause.1...Delay..cause.9."), (vec![], vec!["Delay..cause.9.".to_string()]));
    }
}
