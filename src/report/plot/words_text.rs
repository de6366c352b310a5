//! Key words as lines of text.

use super::axis::{self, Axis};
use super::caption;
use super::ink::series;
use super::words::{KeyWords, Row};
use crate::report::one_line;
use crate::report::terminal::cut;
use unicode_width::UnicodeWidthStr;

/// Words take no more.
const WIDEST: usize = 30;
/// Each side of the middle has at least so many columns, and no more than so many.
const SIDE: [usize; 2] = [8, 30];

/// Draws it at most `columns` columns wide.
pub fn drawn(plot: &KeyWords, columns: usize) -> String {
    let mut said = vec![plot.title.clone()];
    said.extend(plot.said());
    let mut text = caption::text(&said, columns);
    let rows = || plot.words.iter().flatten();
    let widest = rows().map(|row| label(row).width()).max().unwrap_or(0);
    let counts =
        [0, 1].map(|half| rows().map(|row| row.incidents[half].to_string().len()).max().unwrap_or(1).max(3));
    let fixed = counts[0] + counts[1] + 8;
    let words = widest.min(WIDEST).min(columns.saturating_sub(fixed + 2 * SIDE[0] + 1).max(8));
    let side = (columns.saturating_sub(words + fixed + 1) / 2).clamp(SIDE[0], SIDE[1]);
    let half = axis::round(0.0, plot.highest().max(1.0), 2).on(0.0, side as f64);
    text.push('\n');
    for (at, (name, incidents)) in plot.halves.iter().enumerate() {
        text += &format!("{} more in {} ({incidents} incidents)\n", series(at).sign, one_line(name));
    }
    let signs = [0, 1].map(|at| format!("n {}", series(at).sign));
    let [wide, wider] = counts;
    let head = format!("{}  {:>wide$} {:>wider$}\n", " ".repeat(words), signs[0], signs[1]);
    text += &head;
    for half_at in [0, 1] {
        for row in &plot.words[half_at] {
            let name = cut(&label(row), words);
            let blank = " ".repeat(words - name.width());
            let [one, other] = row.incidents;
            let line = line(row, half_at, &half, side);
            let counted = format!("{name}{blank}  {one:>wide$} {other:>wider$}  ");
            text += &format!("{counted}{}", line.trim_end());
            text.push('\n');
        }
    }
    let indent = " ".repeat(words + counts[0] + counts[1] + 5);
    let mut ticks: Vec<f64> = half.ticks[1..].iter().rev().map(|tick| -tick).collect();
    ticks.extend(&half.ticks);
    let axis = Axis { ticks, from: 0.0, to: 2.0 * side as f64 };
    text += &format!("{indent}{}\n{indent}log ratio\n", axis.scale(2 * side + 1, ""));
    text
}

fn label(row: &Row) -> String {
    format!("{}{}", one_line(&row.text), row.marks)
}

fn line(row: &Row, half: usize, axis: &Axis, side: usize) -> String {
    let long = (axis.at(row.log_ratio.abs()).round() as usize).min(side);
    let mut signs = vec![' '; 2 * side + 1];
    let stroke = if row.alone { '╌' } else { '─' };
    let end = if row.log_ratio < 0.0 { side - long } else { side + long };
    signs[end.min(side)..=end.max(side)].fill(stroke);
    signs[side] = '│';
    signs[end] = series(half).sign;
    signs.into_iter().collect()
}
