//! The saturation curve as lines of text.

use super::axis::{self, Axis};
use super::caption;
use super::curve::SaturationCurve;

/// Lines between the smallest and the largest number of codes.
const HIGH: usize = 15;
const NARROWEST: usize = 20;
const WIDEST: usize = 81;
const KNOWN: char = '●';
const EXPECTED: char = '○';
const BASE: char = '┊';
const STOP: char = '│';

/// Draws it at most `columns` columns wide.
pub fn drawn(curve: &SaturationCurve, columns: usize) -> String {
    let mut said = vec![curve.title.clone()];
    said.extend(curve.said());
    let mut text = caption::text(&said, columns);
    let mut signs =
        vec![format!("{KNOWN} {}", curve.of_known()), format!("{EXPECTED} {}", curve.of_expected())];
    signs.extend(curve.of_base().map(|base| format!("{BASE} {base}")));
    if curve.base.is_some_and(|base| base.at.is_some()) {
        signs.extend(curve.of_stop().map(|stop| format!("{STOP} {stop}")));
    }
    text.push('\n');
    text += &caption::text(&signs, columns);
    text.push('\n');
    let up = axis::whole(curve.codes as usize, 5).on(HIGH as f64, 0.0);
    let label = up.ticks.iter().map(|tick| up.label(*tick).len()).max().unwrap_or(1);
    let room = columns.saturating_sub(label + 4).clamp(NARROWEST, WIDEST);
    let across = axis::whole(curve.units, if room >= 50 { 5 } else { 3 }).on(0.0, room as f64 - 1.0);
    let signs = plane(curve, &across, &up, room);
    for (line, signs) in signs.into_iter().enumerate() {
        let tick = up.ticks.iter().find(|tick| up.at(**tick).round() as usize == line);
        let name = tick.map(|tick| up.label(*tick)).unwrap_or_default();
        let edge = if tick.is_some() { '┤' } else { '│' };
        let signs: String = signs.into_iter().collect();
        text += format!("{name:>label$} {edge}{signs}").trim_end();
        text.push('\n');
    }
    text += &format!("{} {}\n", " ".repeat(label + 1), across.scale(room, ""));
    text += &format!("{} {}s\n", " ".repeat(label + 1), curve.unit);
    text
}

/// The drawing, line by line from above.
fn plane(curve: &SaturationCurve, across: &Axis, up: &Axis, room: usize) -> Vec<Vec<char>> {
    let mut plane = vec![vec![' '; room]; HIGH + 1];
    let column = |at: f64| (across.at(at).round() as usize).min(room - 1);
    let line = |codes: f64| (up.at(codes).round() as usize).min(HIGH);
    plane[HIGH].fill('─');
    let mut upright = |at: usize, sign: char| {
        let column = column(at as f64);
        plane.iter_mut().take(HIGH).for_each(|line| line[column] = sign);
    };
    if let Some(base) = curve.base {
        upright(base.stop.base, BASE);
        if let Some(at) = base.at {
            upright(at, STOP);
        }
    }
    let high = across.ticks[across.ticks.len() - 1];
    let (first, last) = (column(1.0), column(curve.units as f64));
    let columns = (first..=last).map(|place| {
        let unit = place as f64 / (room as f64 - 1.0) * high;
        let unit = unit.clamp(1.0, curve.units as f64);
        (place, line(curve.expected_in(unit)), curve.known_after(unit).map(|known| line(known as f64)))
    });
    for (place, expected, known) in columns {
        plane[expected][place] = EXPECTED;
        if let Some(known) = known {
            plane[known][place] = KNOWN;
        }
    }
    plane
}
