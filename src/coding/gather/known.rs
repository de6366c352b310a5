//! What is learnt of codes and coders while rows are read.

use crate::coding::archive::{ArchiveCodes, CodesPlace};
use crate::coding::kinds::Kinds;
use std::collections::{BTreeMap, BTreeSet};

/// What stands between a group and its codes where the study does not say.
const GROUP_SEPARATOR: &str = "/";
/// Signs that mostly part codes where they stand in a cell of codes.
const USUAL_SEPARATORS: [&str; 3] = ["||", ";", "|"];
/// One cell in so many must hold such a sign before it is said.
const FEW: usize = 5;

/// What is learnt of codes and coders while rows are read.
#[derive(Default)]
pub(super) struct Known {
    /// The code above each code that has one.
    pub above: BTreeMap<String, String>,
    /// Codes that have a column of their own.
    pub offered: BTreeSet<String>,
    /// Who gave codes, and whether that is a person.
    pub kinds: Kinds,
    /// Codes of columns without a separator: how many there are, and how many hold each usual one.
    whole: BTreeMap<String, (usize, [usize; 3])>,
}

impl Known {
    /// The full name of a code that `codes` bring; what lies above it is noted.
    pub fn name(&mut self, code: &str, codes: &ArchiveCodes) -> String {
        if let (CodesPlace::Column(column), None) = (&codes.place, &codes.separator) {
            self.cell(column, code);
        }
        let Some(group) = &codes.group else {
            self.levels(code, codes.level_separator.as_deref());
            return code.to_string();
        };
        let separator = codes.level_separator.as_deref().unwrap_or(GROUP_SEPARATOR);
        let name = format!("{group}{separator}{code}");
        match &codes.level_separator {
            Some(separator) => self.levels(&name, Some(separator)),
            None if !self.above.contains_key(&name) => {
                self.above.insert(name.clone(), group.clone());
            }
            None => {}
        }
        name
    }

    /// What looks as if it was meant otherwise, though it may be right: a sentence each.
    pub fn remarks(&self) -> Vec<String> {
        let remark = |(column, (all, with)): (&String, &(usize, [usize; 3]))| {
            let at = with.iter().position(|count| *count > 1 && *count * FEW >= *all)?;
            let (sign, count) = (USUAL_SEPARATORS[at], with[at]);
            Some(format!(
                "{count} of {all} codes in the column `{column}` hold `{sign}`: where it parts several codes, \
                 add `separator: \"{sign}\"` to `codes:`"
            ))
        };
        self.whole.iter().filter_map(remark).collect()
    }

    fn cell(&mut self, column: &str, code: &str) {
        if !self.whole.contains_key(column) {
            self.whole.insert(column.to_string(), (0, [0; 3]));
        }
        let Some((all, with)) = self.whole.get_mut(column) else { return };
        *all += 1;
        let found = USUAL_SEPARATORS.iter().position(|sign| code.contains(sign));
        found.into_iter().for_each(|at| with[at] += 1);
    }

    fn levels(&mut self, code: &str, separator: Option<&str>) {
        let Some(separator) = separator else { return };
        let mut rest = code;
        while !self.above.contains_key(rest) {
            let Some((above, below)) = rest.rsplit_once(separator) else { return };
            let above = above.trim_end();
            if above.is_empty() || below.trim().is_empty() {
                return;
            }
            self.above.insert(rest.to_string(), above.to_string());
            rest = above;
        }
    }
}
