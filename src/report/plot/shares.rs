//! One share a code, as dots: how often codes occur, and who tells them.

use super::dots::{Dots, Head, Label, Panel, dot};
use super::{Undrawable, caption};
use crate::analysis::{Frequencies, Participation, Tables, Unit};
use crate::report::Provenance;
use crate::report::tables::{cut_at, outside, several};
use crate::report::{counted, participation};

/// A table with one share a code.
pub trait Shares {
    /// What it is.
    const NAME: &'static str;

    /// What is counted.
    fn unit(&self) -> Unit;

    /// What the shares are of; `None` where there are only counts.
    fn base(&self) -> Option<usize>;

    /// The codes, with how many units have each.
    fn codes(&self) -> Vec<Share<'_>>;

    /// A share, in percent, from which a code stands by itself.
    fn line(&self) -> Option<f64> {
        None
    }

    /// What was counted and from whom; below it who is left out.
    fn said(&self, provenance: &Provenance<'_>) -> (String, Vec<String>);
}

/// How many units have one code.
#[derive(Debug, Clone, Copy)]
pub struct Share<'a> {
    code: &'a str,
    label: Option<&'a str>,
    level: usize,
    group: bool,
    count: usize,
}

impl Shares for Frequencies {
    const NAME: &'static str = "frequencies of codes";

    fn unit(&self) -> Unit {
        self.unit
    }

    fn base(&self) -> Option<usize> {
        self.base.filter(|_| self.unit != Unit::Segment)
    }

    fn codes(&self) -> Vec<Share<'_>> {
        self.rows
            .iter()
            // Of a code that nobody looked for there is no share.
            .filter_map(|row| {
                Some(Share {
                    code: &row.code,
                    label: row.label.as_deref(),
                    level: row.level,
                    group: row.group,
                    count: row.count?,
                })
            })
            .collect()
    }

    fn said(&self, provenance: &Provenance<'_>) -> (String, Vec<String>) {
        (counted::line(&self.counted, Some(self.unit), provenance), counted::notes(&self.counted, provenance))
    }
}

impl Shares for Participation {
    const NAME: &'static str = participation::TITLE;

    fn unit(&self) -> Unit {
        Unit::Respondent
    }

    fn base(&self) -> Option<usize> {
        Some(self.respondents)
    }

    fn codes(&self) -> Vec<Share<'_>> {
        self.rows
            .iter()
            // Of a code that nobody looked for there is no share.
            .filter_map(|row| {
                Some(Share {
                    code: &row.code,
                    label: row.label.as_deref(),
                    level: row.level,
                    group: row.group,
                    count: row.respondents?,
                })
            })
            .collect()
    }

    fn line(&self) -> Option<f64> {
        Some(self.line)
    }

    fn said(&self, provenance: &Provenance<'_>) -> (String, Vec<String>) {
        let mut lines = participation::outside_rates(self);
        lines.extend(counted::notes(&self.counted, provenance));
        (counted::line(&self.counted, Some(Unit::Respondent), provenance), lines)
    }
}

impl Dots {
    /// Of a table with one share a code.
    ///
    /// # Errors
    /// There are only counts; there is no code.
    pub fn of_shares<T: Shares>(table: &T, provenance: &Provenance<'_>) -> Result<Self, Undrawable> {
        let base = table.base().ok_or(Undrawable::Segments)?;
        if base == 0 {
            return Err(Undrawable::Nothing);
        }
        let units = table.unit().plural();
        let (first, lines) = table.said(provenance);
        let mut dots = Self::empty(table, provenance.heading(T::NAME).swap_remove(0));
        dots.of = format!("all {base} {units}");
        dots.lines.push(caption::begun(&first));
        dots.lines.extend(lines);
        dots.add(table, None, Head { name: units.to_string(), base });
        dots.checked()
    }

    /// Of such a table for every value of an attribute.
    ///
    /// # Errors
    /// There are only counts; there is no code, or no value.
    pub fn of_shares_within<T: Shares>(
        tables: &Tables<T>,
        provenance: &Provenance<'_>,
    ) -> Result<Self, Undrawable> {
        let first = &tables.tables.first().ok_or(Undrawable::Nothing)?.table;
        let name = format!("{} within {}{}", T::NAME, tables.within, cut_at(&tables.cuts));
        let mut dots = Self::empty(first, provenance.heading(&name).swap_remove(0));
        dots.of = format!("the {} of the value", first.unit().plural());
        let mut below: Vec<String> = Vec::new();
        for part in &tables.tables {
            let value = part.label.as_ref().unwrap_or(&part.value);
            let (first, lines) = part.table.said(provenance);
            dots.lines.push(format!("{value}: {first}"));
            let new: Vec<String> = lines.into_iter().filter(|line| !below.contains(line)).collect();
            below.extend(new);
            let base = part.table.base().ok_or(Undrawable::Segments)?;
            if base > 0 {
                dots.add(&part.table, Some(value), Head { name: value.clone(), base });
            }
        }
        dots.lines.extend(below);
        dots.lines.extend(outside(&tables.within, &tables.cuts, tables.without_value, tables.other, "panel"));
        dots.lines.extend(several(&tables.within, tables.in_several, "panels"));
        dots.checked()
    }

    fn empty<T: Shares>(table: &T, title: String) -> Self {
        let (unit, line) = (table.unit(), table.line());
        Self { title, lines: Vec::new(), unit, of: String::new(), line, rows: Vec::new(), panels: Vec::new() }
    }

    /// One panel more; codes that no panel had get a row behind the others.
    fn add<T: Shares>(&mut self, table: &T, title: Option<&String>, head: Head) {
        let codes = table.codes();
        let least = codes.iter().map(|one| one.level).min().unwrap_or(1);
        let all_groups = codes.iter().all(|one| one.group);
        for one in &codes {
            let key = (one.code.to_string(), None);
            if self.rows.iter().all(|row| row.key != key) {
                let text = one.label.unwrap_or(one.code).to_string();
                let strong = one.group && !all_groups;
                self.rows.push(Label { key, text, depth: one.level - least, strong });
                let nothing = |panel: &mut Panel| panel.points.push(vec![None]);
                self.panels.iter_mut().for_each(nothing);
            }
        }
        let points = self.rows.iter().map(|row| {
            let one = codes.iter().find(|one| one.code == row.key.0);
            vec![one.and_then(|one| dot(one.count, head.base))]
        });
        let points = points.collect();
        self.panels.push(Panel { title: title.cloned(), series: vec![head], points });
    }
}
