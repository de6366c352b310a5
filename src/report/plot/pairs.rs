//! Codes that stand together, as a heat map or a network draws them.

use super::scale::Scale;
use super::{Undrawable, caption};
use crate::analysis::cooccurrence::{Cell, Order, Pair, Ranked, Wanted};
use crate::analysis::{Cooccurrence, Unit};
use crate::report::cooccurrence::{legend, name_of, not_wanted, outside_counts, same_words};
use crate::report::tables::cut_at;
use crate::report::{Provenance, counted};

/// Pairs of codes, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairs {
    /// What it is.
    pub title: String,
    /// What was counted and from whom, and what is left out.
    pub lines: Vec<String>,
    /// In what two codes stand together.
    pub unit: Unit,
    /// What makes a pair strong.
    pub order: Order,
    /// Names of the codes, in the order of the codebook.
    pub codes: Vec<String>,
    /// The whole, or one a value.
    pub panels: Vec<Panel>,
    /// Classes of the numbers of all panels.
    pub scale: Scale,
}

/// The pairs of the whole, or of one value.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// What sets it apart from other panels.
    pub title: Option<String>,
    /// Units with each code.
    pub counts: Vec<usize>,
    /// Pairs that stand together.
    pub links: Vec<Link>,
}

/// Two codes that stand together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// Place of the first among [`Pairs::codes`]; before that of the second.
    pub first: usize,
    /// Place of the second.
    pub second: usize,
    /// Units with both.
    pub both: usize,
    /// What makes the pair strong.
    pub value: f64,
}

impl Pairs {
    /// Of the pairs that are wanted; `lines` says how the drawing is called in its legend.
    ///
    /// # Errors
    /// No pair is left.
    pub fn of(
        table: &Cooccurrence,
        wanted: &Wanted,
        marks: &str,
        provenance: &Provenance<'_>,
    ) -> Result<Self, Undrawable> {
        let ranked = table.ranked(wanted);
        let mut drawn: Vec<usize> = ranked
            .pairs
            .iter()
            .filter(|pair| pair.whole.both > 0)
            .flat_map(|pair| [pair.first, pair.second])
            .collect();
        drawn.sort_unstable();
        drawn.dedup();
        if drawn.is_empty() {
            return Err(Undrawable::NoPair);
        }
        let panels = panels(table, &ranked, &drawn, wanted);
        let links = || panels.iter().flat_map(|panel| &panel.links);
        let highest = links().map(|link| link.value).fold(0.0, f64::max);
        let by = table.columns.as_ref().map(|columns| format!(" by {}{}", columns.by, cut_at(&columns.cuts)));
        let title = format!("codes that stand together{}", by.unwrap_or_default());
        let codes = drawn.iter().map(|at| {
            let member = &table.codes[*at];
            member.label.clone().unwrap_or_else(|| member.code.clone())
        });
        Ok(Self {
            title: provenance.heading(&title).swap_remove(0),
            lines: lines(table, &ranked, wanted, marks, provenance),
            unit: table.unit,
            order: wanted.order,
            codes: codes.collect(),
            scale: Scale::of(wanted.order, highest),
            panels,
        })
    }

    /// A number as it stands in a cell.
    pub fn number(&self, link: &Link) -> String {
        match self.order {
            Order::Together => link.both.to_string(),
            Order::Lift => format!("{:.1}", link.value),
            Order::C | Order::Phi => {
                let text = format!("{:.2}", link.value);
                let text = text.replacen("0.", ".", 1);
                match text.strip_prefix('-') {
                    Some(".00") => ".00".to_string(),
                    Some(rest) => format!("−{rest}"),
                    None => text,
                }
            }
        }
    }

    /// What the numbers are called.
    pub fn of_numbers(&self) -> String {
        match self.order {
            Order::Together => format!("{} with both", self.unit.plural()),
            order => name_of(order).to_string(),
        }
    }

    /// Every number in words, for who does not see the drawing.
    pub fn told(&self, kind: &str) -> String {
        let mut text = format!("{kind} of {} codes. {}", self.codes.len(), self.lines.join(" "));
        for panel in &self.panels {
            text += &panel.title.as_ref().map(|title| format!(" {title}:")).unwrap_or_default();
            for (at, code) in self.codes.iter().enumerate() {
                let with: Vec<String> = panel
                    .links
                    .iter()
                    .filter(|link| link.second == at)
                    .map(|link| self.link_told(link))
                    .collect();
                let with =
                    if with.is_empty() { String::new() } else { format!(", with {}", with.join("; ")) };
                text += &format!(" {code} {}{with}.", panel.counts[at]);
            }
        }
        text
    }

    fn link_told(&self, link: &Link) -> String {
        let other = &self.codes[link.first];
        match self.order {
            Order::Together => format!("{other} {}", link.both),
            order => format!("{other} {} ({} {:.2})", link.both, name_of(order), link.value),
        }
    }
}

fn panels(table: &Cooccurrence, ranked: &Ranked<'_>, drawn: &[usize], wanted: &Wanted) -> Vec<Panel> {
    let Some(columns) = &table.columns else {
        let counts = drawn.iter().map(|at| table.codes[*at].count).collect();
        return vec![panel(None, counts, ranked, drawn, wanted, |pair| Some(&pair.whole))];
    };
    let one = |(at, column): (usize, &crate::analysis::Column)| {
        let name = column.label.as_ref().unwrap_or(&column.value);
        let base = column.base.map(|base| format!(" (N = {base})")).unwrap_or_default();
        let counts = drawn.iter().map(|code| table.count_in(*code, at)).collect();
        panel(Some(format!("{name}{base}")), counts, ranked, drawn, wanted, |pair| pair.cells.get(at))
    };
    columns.columns.iter().enumerate().map(one).collect()
}

fn panel<'a>(
    title: Option<String>,
    counts: Vec<usize>,
    ranked: &Ranked<'a>,
    drawn: &[usize],
    wanted: &Wanted,
    cell: impl Fn(&'a Pair) -> Option<&'a Cell>,
) -> Panel {
    let place = |code: usize| drawn.binary_search(&code).ok();
    let link = |pair: &&'a Pair| {
        let cell = cell(pair).filter(|cell| cell.both >= wanted.fewest.max(1))?;
        let (first, second) = (place(pair.first)?, place(pair.second)?);
        Some(Link { first, second, both: cell.both, value: wanted.order.of(cell)? })
    };
    Panel { title, counts, links: ranked.pairs.iter().filter_map(link).collect() }
}

fn lines(
    table: &Cooccurrence,
    ranked: &Ranked<'_>,
    wanted: &Wanted,
    marks: &str,
    provenance: &Provenance<'_>,
) -> Vec<String> {
    let mut lines = legend(table, wanted.order, marks);
    lines.push(counted::line(&table.counted, Some(table.unit), provenance));
    lines.extend(not_wanted(ranked, wanted));
    lines.extend(same_words(&ranked.pairs));
    lines.extend(outside_counts(table));
    lines.extend(counted::notes(&table.counted, provenance));
    lines.iter().map(|line| caption::begun(line)).collect()
}
