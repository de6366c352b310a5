//! The curve of saturation: codes known after each incident, against as many random ones.

use super::{Document, Plot, Undrawable, caption, curve_svg, curve_text};
use crate::analysis::saturation::Stop;
use crate::analysis::{Saturation, Unit};
use crate::report::provenance::some;
use crate::report::saturation::{notes, title};
use crate::report::{Provenance, counted};

/// A curve of expected codes has no more corners than this.
const CORNERS: usize = 160;
/// So many of them are told in words.
const TOLD: usize = 10;

/// A saturation curve, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct SaturationCurve {
    /// What it is.
    pub(super) title: String,
    /// What was counted and from whom, and who is left out.
    lines: Vec<String>,
    /// Incidents or respondents.
    pub(super) unit: Unit,
    /// How many of them.
    pub(super) units: usize,
    /// Codes known after the last.
    pub(super) codes: u64,
    /// The units that brought something new, from 1, with the codes known after each.
    pub(super) known: Vec<(usize, u64)>,
    /// Codes expected in so many random units, in order.
    pub(super) expected: Vec<(usize, f64)>,
    /// The base and the first run with little enough, where there are enough units.
    pub(super) base: Option<Base>,
}

/// When little enough was new.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Base {
    /// What was asked.
    pub stop: Stop,
    /// Codes of the base.
    pub codes: u64,
    /// The unit, from 1, that ends the first run with little enough.
    pub at: Option<usize>,
}

impl SaturationCurve {
    /// Of a table.
    ///
    /// # Errors
    /// No unit has any of the codes.
    pub fn of(table: &Saturation, provenance: &Provenance<'_>) -> Result<Self, Undrawable> {
        let units = table.steps.len();
        let Some(last) = table.steps.last().filter(|last| last.known > 0) else {
            return Err(Undrawable::NoCode);
        };
        let mut lines = vec![caption::begun(&counted::line(&table.counted, Some(table.unit), provenance))];
        lines.extend(notes(table));
        lines.extend(counted::notes(&table.counted, provenance));
        let steps = || table.steps.iter().enumerate().map(|(at, step)| (at + 1, step));
        let stopped = &table.stopped;
        Ok(Self {
            title: provenance.heading(&title(table)).swap_remove(0),
            lines,
            unit: table.unit,
            units,
            codes: last.known,
            known: steps()
                .filter(|(_, step)| !step.new.is_empty())
                .map(|(at, step)| (at, step.known))
                .collect(),
            expected: corners(units).into_iter().map(|at| (at, table.steps[at - 1].expected)).collect(),
            base: stopped.base.map(|codes| Base { stop: stopped.stop, codes, at: stopped.at }),
        })
    }

    /// Codes expected in so many random units, between those that were computed along a line.
    pub(super) fn expected_in(&self, units: f64) -> f64 {
        let behind = self.expected.partition_point(|(at, _)| (*at as f64) < units);
        let Some(after) = self.expected.get(behind) else {
            return self.expected.last().map_or(0.0, |last| last.1);
        };
        let before = self.expected[behind.saturating_sub(1)];
        let wide = after.0.saturating_sub(before.0).max(1) as f64;
        before.1 + (units - before.0 as f64) / wide * (after.1 - before.1)
    }

    /// Codes known after so many units.
    pub(super) fn known_after(&self, units: f64) -> Option<u64> {
        let behind = self.known.partition_point(|(at, _)| *at as f64 <= units + 1e-9);
        Some(self.known.get(behind.checked_sub(1)?)?.1)
    }

    /// What the full line is.
    pub(super) fn of_known(&self) -> String {
        format!("codes known, {}s in their order", self.unit)
    }

    /// What the dashes are.
    pub(super) fn of_expected(&self) -> String {
        format!("codes expected in as many random {}s of these", self.unit)
    }

    /// What the base is, where there is one.
    pub(super) fn of_base(&self) -> Option<String> {
        let base = self.base?;
        let units = match base.stop.base {
            1 => format!("first {}", self.unit),
            number => format!("first {number} {}s", self.unit),
        };
        Some(format!("base: {units}, {}", some(base.codes as usize, "code")))
    }

    /// Where the first run with little enough ends, or that there is none.
    pub(super) fn of_stop(&self) -> Option<String> {
        let base = self.base?;
        let Stop { run, threshold, .. } = base.stop;
        Some(match base.at {
            Some(at) => format!(
                "{} {at} ends the first run of {run} that brings at most {threshold} % of the base",
                self.unit
            ),
            None => format!("no run of {run} brings at most {threshold} % of the base"),
        })
    }

    /// How it is read, and what was counted.
    pub(super) fn said(&self) -> Vec<String> {
        let mut said = vec![format!(
            "Dashes: exact rarefaction, which does not depend on the order of the {}s.",
            self.unit
        )];
        match (self.base, self.of_stop()) {
            (Some(Base { at: None, .. }), Some(stop)) => said.push(format!("Base and run: {stop}.")),
            (None, _) => said.push(format!("Too few {}s for a base and a run.", self.unit)),
            _ => {}
        }
        said.extend(self.lines.iter().cloned());
        said
    }

    /// Every number in words, for who does not see the drawing.
    pub(super) fn told(&self) -> String {
        let unit = self.unit;
        let new: Vec<String> =
            self.known.iter().map(|(at, known)| format!("{known} after {unit} {at}")).collect();
        let few = corners_of(self.expected.len(), TOLD);
        let expected: Vec<String> = few
            .into_iter()
            .map(|at| self.expected[at - 1])
            .map(|(at, expected)| format!("{expected:.1} in {at}"))
            .collect();
        let marks: Vec<String> = self.of_base().into_iter().chain(self.of_stop()).collect();
        format!(
            "Curve of {} over {}. Known: {}. Expected: {}. {}. {}",
            some(self.codes as usize, "code"),
            some(self.units, &unit.to_string()),
            new.join(", "),
            expected.join(", "),
            marks.join("; "),
            self.said().join(" ")
        )
    }
}

impl Plot for SaturationCurve {
    fn svg(&self, width: f64) -> Document {
        curve_svg::drawn(self, width)
    }

    fn text(&self, columns: usize) -> String {
        curve_text::drawn(self, columns)
    }
}

/// The units at which a smooth curve over so many is drawn: all, or as many as the eye needs, close to each
/// other where the curve bends.
fn corners(units: usize) -> Vec<usize> {
    corners_of(units, CORNERS)
}

fn corners_of(units: usize, most: usize) -> Vec<usize> {
    if units <= most {
        return (1..=units).collect();
    }
    let place = |at: usize| {
        let share = at as f64 / (most - 1) as f64;
        1 + (share * share * (units - 1) as f64).round() as usize
    };
    let mut all: Vec<usize> = (0..most).map(place).collect();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_go_from_the_first_to_the_last_without_doubles() {
        assert_eq!(corners_of(3, 10), [1, 2, 3]);
        let many = corners(1_000_000);
        assert_eq!((many[0], many[many.len() - 1]), (1, 1_000_000));
        assert!(many.len() <= CORNERS && many.windows(2).all(|pair| pair[0] < pair[1]), "{many:?}");
    }
}
