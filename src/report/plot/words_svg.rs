//! Key words as SVG: one half to the right of the middle, the other to the left.

use super::axis::{self, Axis};
use super::ink::{BAND, GUIDE, INK, series};
use super::letters::{cut_before, width, wrapped};
use super::svg::{Anchor, Stroke, Svg, Type};
use super::words::{KeyWords, Row};
use super::{Document, POINTS, caption};

const MARGIN: f64 = 4.0;
const SIZE: f64 = 7.0;
const SMALL: f64 = 6.0;
const ROW: f64 = 9.6;
/// From one line of a phrase to the next.
const LINE: f64 = 7.6;
const RADIUS: f64 = 1.9;
/// Between the words and the drawing: half a tick's label.
const GAP: f64 = 8.0;
/// No word takes a larger share of the width.
const WORDS: f64 = 0.34;

/// Where everything stands, from left to right.
struct Layout {
    width: f64,
    words: f64,
    axis: Axis,
    /// Right edges of the counts of each half, and of G².
    columns: [f64; 3],
}

impl Layout {
    fn of(plot: &KeyWords, width: f64) -> Self {
        let rows = || plot.words.iter().flatten();
        let of_word = |row: &Row| self::width(&format!("{}{}", row.text, row.marks), SIZE, false);
        let words = rows().map(of_word).fold(0.0, f64::max).min(width * WORDS) + 0.5;
        let widest = |texts: &mut dyn Iterator<Item = String>| {
            texts.map(|text| self::width(&text, SIZE, false)).fold(9.0, f64::max)
        };
        let counts = [0, 1].map(|half| widest(&mut rows().map(|row| row.incidents[half].to_string())) + 5.0);
        let g2 = widest(&mut rows().map(g2)) + 6.0;
        let right = width - MARGIN;
        let columns = [right - g2 - counts[1], right - g2, right];
        let from = MARGIN + words + GAP;
        let to = columns[0] - counts[0] - GAP;
        let steps = (((to - from) / 24.0) as usize).clamp(2, 8) / 2 * 2;
        let half = axis::round(0.0, plot.highest().max(1.0), steps / 2);
        // The same on both sides, so that lengths compare.
        let mut ticks: Vec<f64> = half.ticks[1..].iter().rev().map(|tick| -tick).collect();
        ticks.extend(half.ticks);
        Self { width, words, axis: Axis { ticks, from, to }, columns }
    }
}

impl Layout {
    /// The word in one line or two; its marks have room behind either.
    fn label(&self, row: &Row) -> Vec<String> {
        wrapped(&row.text, self.words - width(&row.marks, SIZE, false), SIZE, false, 2)
    }

    fn high(&self, row: &Row) -> f64 {
        ROW + (self.label(row).len() as f64 - 1.0) * LINE
    }
}

fn g2(row: &Row) -> String {
    row.g2.map(|g2| format!("{g2:.1}")).unwrap_or_default()
}

/// Draws it `millimetres` wide.
pub fn drawn(plot: &KeyWords, millimetres: f64) -> Document {
    let layout = Layout::of(plot, millimetres * POINTS);
    let mut svg = Svg::new(layout.width);
    let mut y = legend(plot, &layout, &mut svg);
    y += SMALL + 8.0;
    heads(&layout, &mut svg, y - 3.0);
    let top = y;
    let drawn: Vec<usize> = [0, 1].into_iter().filter(|half| !plot.words[*half].is_empty()).collect();
    let high: f64 = plot.words.iter().flatten().map(|row| layout.high(row)).sum();
    let bottom = top + high + (drawn.len() as f64 - 1.0) * ROW / 2.0;
    guides(&layout, &mut svg, top, bottom);
    for half in drawn {
        for (at, row) in plot.words[half].iter().enumerate() {
            let high = layout.high(row);
            if at % 2 == 1 {
                band(&layout, &mut svg, y, high);
            }
            row_drawn(&layout, &mut svg, half, row, y + high / 2.0);
            y += high;
        }
        y += ROW / 2.0;
    }
    y = bottom + SIZE + 1.5;
    for tick in &layout.axis.ticks {
        let style = Type::of(SMALL).anchored(Anchor::Middle);
        svg.text((layout.axis.at(*tick), y), &layout.axis.label(*tick), style);
    }
    y += SIZE + 3.0;
    let middle = layout.axis.at(0.0);
    svg.text((middle, y), "log ratio", Type::of(SIZE).anchored(Anchor::Middle));
    y = caption::write(&mut svg, &plot.said(), MARGIN, layout.width - 2.0 * MARGIN, y + 5.0);
    svg.finish(y + MARGIN, &plot.title, &plot.told())
}

/// Mark and name of each half; below each other where there is no room.
fn legend(plot: &KeyWords, layout: &Layout, svg: &mut Svg) -> f64 {
    let (mut x, mut y) = (MARGIN, MARGIN + SIZE);
    for (half, (name, incidents)) in plot.halves.iter().enumerate() {
        let room = layout.width - 2.0 * MARGIN - 10.0;
        let text = cut_before(&format!("more in {name}"), &format!("({incidents} incidents)"), room, SIZE);
        let wide = 10.0 + width(&text, SIZE, false) + 8.0;
        if x > MARGIN && x + wide > layout.width {
            x = MARGIN;
            y += SIZE + 2.5;
        }
        svg.mark(series(half), (x + 3.0, y - 2.4), RADIUS + 0.4);
        svg.text((x + 9.0, y), &text, Type::of(SIZE));
        x += wide;
    }
    y
}

/// What stands in the columns at the right.
fn heads(layout: &Layout, svg: &mut Svg, y: f64) {
    let style = Type::of(SMALL).anchored(Anchor::End);
    for half in [0, 1] {
        let right = layout.columns[half];
        svg.mark(series(half), (right - 2.0, y - 2.2), RADIUS);
        svg.text((right - 5.2, y), "n", style);
    }
    svg.text((layout.columns[2], y), "G²", style);
}

fn guides(layout: &Layout, svg: &mut Svg, top: f64, bottom: f64) {
    for tick in &layout.axis.ticks {
        let x = layout.axis.at(*tick);
        let stroke = match *tick == 0.0 {
            true => Stroke { colour: INK, width: 0.6 },
            false => Stroke { colour: GUIDE, width: 0.5 },
        };
        svg.line((x, top), (x, bottom), stroke);
    }
}

/// A shade that leads the eye from the word to its numbers, with gaps where guides stand.
fn band(layout: &Layout, svg: &mut Svg, y: f64, high: f64) {
    svg.rectangle((MARGIN, y), (layout.axis.from - MARGIN - 3.0, high), BAND);
    let left = layout.axis.to + 3.0;
    svg.rectangle((left, y), (layout.width - MARGIN - left, high), BAND);
}

fn row_drawn(layout: &Layout, svg: &mut Svg, half: usize, row: &Row, y: f64) {
    let base = y + 2.5;
    let lines = layout.label(row);
    let was_cut = lines.last().is_some_and(|line| line.ends_with('…'));
    let first = base - (lines.len() as f64 - 1.0) * LINE / 2.0;
    for (at, line) in lines.iter().enumerate() {
        let last = at + 1 == lines.len();
        let text = if last { format!("{line}{}", row.marks) } else { line.clone() };
        let whole = was_cut.then_some(row.text.as_str());
        svg.text_with_more((MARGIN, first + at as f64 * LINE), &text, Type::of(SIZE), whole);
    }
    let (from, to) = ((layout.axis.at(0.0), y), (layout.axis.at(row.log_ratio), y));
    let drawn = series(half);
    let stroke = Stroke { colour: drawn.colour, width: 1.4 };
    match row.alone {
        true => svg.dashes(&[from, to], stroke),
        false => svg.line(from, to, stroke),
    }
    svg.mark(drawn, to, RADIUS);
    let style = Type::of(SIZE).anchored(Anchor::End);
    for at in [0, 1] {
        svg.text((layout.columns[at], base), &row.incidents[at].to_string(), style);
    }
    svg.text((layout.columns[2], base), &g2(row), style);
}
