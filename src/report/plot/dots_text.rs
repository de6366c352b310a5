//! The dot plot as lines of text.

use super::dots::{Dot, Dots, Panel};
use super::ink::series;
use super::{axis, caption};
use crate::report::one_line;
use crate::report::terminal::cut;
use unicode_width::UnicodeWidthStr;

/// Labels take no more.
const WIDEST: usize = 40;
/// A plot is not narrower.
const NARROWEST: usize = 20;

/// Draws it at most `columns` columns wide.
pub fn drawn(dots: &Dots, columns: usize) -> String {
    let mut said = vec![dots.title.clone()];
    said.extend(dots.lines.iter().cloned());
    said.push(dots.legend());
    let mut text = caption::text(&said, columns);
    for panel in &dots.panels {
        text.push('\n');
        text += &panel_drawn(dots, panel, columns);
    }
    text
}

fn panel_drawn(dots: &Dots, panel: &Panel, columns: usize) -> String {
    let labels: Vec<String> =
        dots.rows.iter().map(|row| format!("{}{}", "  ".repeat(row.depth), one_line(&row.text))).collect();
    let counts = panel.points.iter().flatten().flatten().map(|dot| dot.count.to_string().len());
    let counts = counts.max().unwrap_or(1);
    let widest = labels.iter().map(|label| label.width()).max().unwrap_or(0);
    let fixed = counts + 5;
    let label = widest.min(WIDEST).min(columns.saturating_sub(fixed + NARROWEST).max(8));
    // The last label of the scale reaches beyond its tick.
    let room = columns.saturating_sub(label + fixed + 4).clamp(NARROWEST, 81);
    let axis = axis::percent(dots.highest(), if room >= 50 { 5 } else { 4 }).on(0.0, room as f64 - 1.0);
    let mut text = String::new();
    if let Some(title) = &panel.title {
        text += &format!("{}\n", one_line(title));
    }
    for (at, head) in panel.series.iter().enumerate() {
        text += &format!("{} {} (n = {})\n", series(at).sign, one_line(&head.name), head.base);
    }
    let indent = " ".repeat(label + fixed);
    text += &format!("{indent}{}\n", axis.scale(room, " %"));
    for (at, name) in labels.iter().enumerate() {
        let name = cut(name, label);
        for (place, dot) in panel.points[at].iter().enumerate() {
            let shown = if place == 0 { name.as_str() } else { "" };
            let blank = " ".repeat(label - shown.width());
            let sign = series(place).sign;
            let (count, line) = match dot {
                Some(dot) => (dot.count.to_string(), line(dot, &axis, room, sign, dots.line)),
                None => ("-".to_string(), String::new()),
            };
            text += format!("{shown}{blank}  {sign} {count:>counts$} {line}").trim_end();
            text.push('\n');
        }
    }
    text
}

fn line(dot: &Dot, axis: &axis::Axis, room: usize, sign: char, line: Option<f64>) -> String {
    let place = |value: f64| (axis.at(value).round() as usize).min(room - 1);
    let (low, middle, high) = (place(dot.low), place(dot.percent), place(dot.high));
    let mut signs = vec![' '; room];
    axis.ticks.iter().for_each(|tick| signs[place(*tick)] = '·');
    if let Some(line) = line {
        signs[place(line)] = '┊';
    }
    signs[low..=high].fill('─');
    signs[low] = '├';
    signs[high] = '┤';
    signs[middle] = sign;
    signs.into_iter().collect()
}
