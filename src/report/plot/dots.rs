//! Codes by columns as dots: the share of each column that has the code, with its interval.

use super::{Document, Plot, Undrawable, caption, dots_svg, dots_text, ink};
use crate::analysis::comparison::share_interval;
use crate::analysis::crosstab::Row;
use crate::analysis::{Column, Crosstab, Crosstabs, Unit};
use crate::codebook::Valence;
use crate::report::Provenance;
use crate::report::crosstab::{head, left_out, title};
use crate::report::provenance::{not_known, remarks};
use crate::report::tables::cut_at;

/// A dot plot of a crosstab, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Dots {
    /// What it is.
    pub(super) title: String,
    /// What was counted and from whom, and who is left out.
    pub(super) lines: Vec<String>,
    /// What is counted.
    pub(super) unit: Unit,
    /// What the shares are of, as people say it.
    pub(super) of: String,
    /// A share, in percent, from which a code stands by itself.
    pub(super) line: Option<f64>,
    /// The codes.
    pub(super) rows: Vec<Label>,
    /// One or several beside each other.
    pub(super) panels: Vec<Panel>,
}

/// What stands before a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    /// Id and valence of the code: what makes it the same row in several tables.
    pub key: (String, Option<Valence>),
    /// What people read.
    pub text: String,
    /// How deep it stands below the first.
    pub depth: usize,
    /// It holds others.
    pub strong: bool,
}

/// Series over the rows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Panel {
    /// What sets it apart from other panels.
    pub title: Option<String>,
    /// Its series.
    pub series: Vec<Head>,
    /// For each row, for each series.
    pub points: Vec<Vec<Option<Dot>>>,
}

/// One series.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Head {
    /// What people read.
    pub name: String,
    /// What its shares are of.
    pub base: usize,
}

/// One share in percent, with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Dot {
    /// Units with the code.
    pub count: usize,
    /// Of the base.
    pub percent: f64,
    /// Lower limit, in percent.
    pub low: f64,
    /// Upper limit, in percent.
    pub high: f64,
}

impl Dots {
    /// Of one table.
    ///
    /// # Errors
    /// Its cells are no shares.
    pub fn of(table: &Crosstab, provenance: &Provenance<'_>) -> Result<Self, Undrawable> {
        let name = format!("codes by {}{}", table.by, cut_at(&table.cuts));
        let mut dots = Self::begun(&name, table, provenance)?;
        let columns = drawn(table);
        if columns.len() > ink::MOST {
            dots.panels = columns.iter().map(|at| panel(None, table, &[*at], &dots.rows)).collect();
        } else {
            dots.panels = vec![panel(None, table, &columns, &dots.rows)];
        }
        dots.checked()
    }

    /// Of a table for every value of an attribute.
    ///
    /// # Errors
    /// Their cells are no shares.
    pub fn within(tables: &Crosstabs, provenance: &Provenance<'_>) -> Result<Self, Undrawable> {
        let first = tables.tables.first().ok_or(Undrawable::Nothing)?;
        let name = format!("codes by {} within {}{}", first.table.by, tables.within, cut_at(&tables.cuts));
        let mut dots = Self::begun(&name, &first.table, provenance)?;
        for part in &tables.tables[1..] {
            for label in labels(&part.table) {
                if dots.rows.iter().all(|row| row.key != label.key) {
                    dots.rows.push(label);
                }
            }
        }
        dots.lines = tables
            .tables
            .iter()
            .map(|part| format!("{}: {}", title(&part.value, &part.label), head(&part.table, provenance)))
            .collect();
        for part in &tables.tables {
            let columns = drawn(&part.table);
            let name = title(&part.value, &part.label);
            if columns.len() > ink::MOST {
                let one = |at: &usize| panel(Some(&name), &part.table, &[*at], &dots.rows);
                dots.panels.extend(columns.iter().map(one));
            } else if !columns.is_empty() {
                dots.panels.push(panel(Some(&name), &part.table, &columns, &dots.rows));
            }
        }
        dots.checked()
    }

    fn begun(name: &str, table: &Crosstab, provenance: &Provenance<'_>) -> Result<Self, Undrawable> {
        if table.by == "codes" {
            return Err(Undrawable::Codes);
        }
        if table.unit == Unit::Segment {
            return Err(Undrawable::Segments);
        }
        let mut lines = vec![caption::begun(&head(table, provenance))];
        lines.extend(left_out(table));
        lines.extend(not_known(&table.counted.unknown));
        lines.extend(remarks(
            table.counted.without_text,
            table.counted.own_respondent,
            table.counted.respondents,
        ));
        let title = provenance.heading(name).swap_remove(0);
        let of = format!("the {} in the column", table.unit.plural());
        let (unit, rows) = (table.unit, labels(table));
        Ok(Self { title, lines, unit, of, line: None, rows, panels: Vec::new() })
    }

    pub(super) fn checked(self) -> Result<Self, Undrawable> {
        let drawn = self.panels.iter().any(|panel| !panel.series.is_empty());
        if drawn && !self.rows.is_empty() { Ok(self) } else { Err(Undrawable::Nothing) }
    }

    /// What marks and lines are, in a sentence.
    pub(super) fn legend(&self) -> String {
        let (of, units) = (&self.of, self.unit.plural());
        let line = self.line.map(|line| format!(" Dashes: {line} %.")).unwrap_or_default();
        format!(
            "Mark: share of {of} that have the code; line: Wilson's 95 % interval, which takes {units} as \
             independent.{line}"
        )
    }

    /// The largest limit of any interval, in percent.
    pub(super) fn highest(&self) -> f64 {
        let dots = self.panels.iter().flat_map(|panel| panel.points.iter().flatten().flatten());
        dots.map(|dot| dot.high).fold(self.line.unwrap_or(0.0), f64::max)
    }

    /// Every number in words, for who does not see the drawing.
    pub(super) fn told(&self) -> String {
        let mut text =
            format!("Dot plot of {} codes. {} {}", self.rows.len(), self.legend(), self.lines.join(" "));
        for (at, row) in self.rows.iter().enumerate() {
            let mut parts = Vec::new();
            for panel in &self.panels {
                for (head, dot) in panel.series.iter().zip(&panel.points[at]) {
                    let Some(dot) = dot else { continue };
                    let of = panel.title.as_deref().filter(|title| *title != head.name);
                    let of = of.map(|title| format!("{title}, ")).unwrap_or_default();
                    parts.push(format!(
                        "{of}{} {} of {} ({:.0} %, {:.0} to {:.0})",
                        head.name, dot.count, head.base, dot.percent, dot.low, dot.high
                    ));
                }
            }
            text += &format!(" {}: {}.", row.text, parts.join("; "));
        }
        text
    }
}

impl Plot for Dots {
    fn svg(&self, width: f64) -> Document {
        dots_svg::drawn(self, width)
    }

    fn text(&self, columns: usize) -> String {
        dots_text::drawn(self, columns)
    }
}

/// The columns that hold anything.
fn drawn(table: &Crosstab) -> Vec<usize> {
    (0..table.columns.len()).filter(|at| table.columns[*at].base.is_some_and(|base| base > 0)).collect()
}

fn labels(table: &Crosstab) -> Vec<Label> {
    let least = table.rows.iter().map(|row| row.level).min().unwrap_or(1);
    // Where all are groups, none holds another that is shown.
    let all_groups = table.rows.iter().all(|row| row.group);
    let label = |row: &Row| Label {
        key: (row.code.clone(), row.valence),
        text: match row.valence {
            Some(valence) => valence.name().to_string(),
            None => row.label.clone().unwrap_or_else(|| row.code.clone()),
        },
        depth: row.level - least,
        strong: row.group && !all_groups,
    };
    table.rows.iter().filter(|row| row.is_sought()).map(label).collect()
}

fn panel(name: Option<&str>, table: &Crosstab, columns: &[usize], rows: &[Label]) -> Panel {
    let head =
        |column: &Column| Head { name: title(&column.value, &column.label), base: column.base.unwrap_or(0) };
    let series: Vec<Head> = columns.iter().map(|at| head(&table.columns[*at])).collect();
    let title = match (name, columns) {
        (None, [_]) => Some(series[0].name.clone()),
        (Some(name), [_]) if table.columns.len() > ink::MOST => Some(format!("{name}, {}", series[0].name)),
        (name, _) => name.map(ToString::to_string),
    };
    let dots = |label: &Label| {
        let row =
            table.rows.iter().find(|row| (row.code.as_str(), row.valence) == (&label.key.0, label.key.1));
        columns
            .iter()
            .map(|at| row.and_then(|row| dot(row.cells[*at].count?, table.columns[*at].base?)))
            .collect()
    };
    Panel { title, points: rows.iter().map(dots).collect(), series }
}

pub(super) fn dot(count: usize, base: usize) -> Option<Dot> {
    let interval = share_interval(count, base)?;
    let percent = count as f64 * 100.0 / base as f64;
    Some(Dot { count, percent, low: interval.low * 100.0, high: interval.high * 100.0 })
}
