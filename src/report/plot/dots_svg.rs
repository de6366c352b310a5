//! The dot plot as SVG.

use super::axis::{self, Axis};
use super::caption;
use super::dots::{Dots, Panel};
use super::ink::{BAND, GUIDE, INK, series};
use super::letters::{cut, cut_before, width, wrapped};
use super::svg::{Anchor, Stroke, Svg, Type};
use super::{Document, POINTS};

const MARGIN: f64 = 4.0;
const SIZE: f64 = 7.0;
const SMALL: f64 = 6.0;
/// From one line of a label to the next.
const LINE: f64 = 8.0;
/// From one series of a row to the next.
const STEP: f64 = 4.3;
/// Above and below what stands in a row.
const AIR: f64 = 2.2;
const RADIUS: f64 = 1.9;
const INDENT: f64 = 6.0;
/// Below a label no panel is narrower.
const NARROWEST: f64 = 64.0;
/// Between labels and panel, and between panels: half a tick's label on either side.
const GAP: f64 = 13.0;
/// Right of the last panel: half a tick's label.
const EDGE: f64 = 6.0;
/// A plot that is higher has its axis above it too.
const HIGH: f64 = 340.0;
const GUIDES: Stroke = Stroke { colour: GUIDE, width: 0.5 };

/// Where everything stands, but for how high it is.
struct Layout {
    width: f64,
    label: f64,
    /// Of the counts of each series; only where there is one panel.
    counts: Vec<f64>,
    panel: f64,
    in_line: usize,
    /// The label of each row in lines, and how high the row is.
    rows: Vec<(Vec<String>, f64)>,
    /// Ticks of every panel.
    axis: Axis,
    /// All panels have the same series, which the legend tells.
    legend: bool,
}

impl Layout {
    fn of(dots: &Dots, width: f64) -> Self {
        let indent = |depth: usize| depth as f64 * INDENT;
        let label = |row: &super::dots::Label| indent(row.depth) + self::width(&row.text, SIZE, row.strong);
        let widest = dots.rows.iter().map(label).fold(0.0, f64::max);
        let label = widest.min(width * 0.4);
        let counts: Vec<f64> = match dots.panels.as_slice() {
            [panel] => (0..panel.series.len()).map(|at| counts_width(panel, at)).collect(),
            _ => Vec::new(),
        };
        let room = width - 2.0 * MARGIN - label - counts.iter().sum::<f64>() - EDGE;
        let in_line = ((room / (NARROWEST + GAP)).floor() as usize).clamp(1, dots.panels.len());
        let panel = room / in_line as f64 - GAP;
        let most = dots.panels.iter().map(|panel| panel.series.len()).max().unwrap_or(1) as f64;
        let rows = dots
            .rows
            .iter()
            .map(|row| {
                let lines = wrapped(&row.text, label - indent(row.depth), SIZE, row.strong, 2);
                let high = (lines.len() as f64 * LINE).max(most * STEP + 1.0) + AIR;
                (lines, high)
            })
            .collect();
        let steps = ((panel / 22.0) as usize).clamp(2, 5);
        let legend = dots.panels.iter().any(|panel| panel.series.len() > 1);
        Self {
            width,
            label,
            counts,
            panel,
            in_line,
            rows,
            axis: axis::percent(dots.highest(), steps),
            legend,
        }
    }

    fn rows_high(&self) -> f64 {
        self.rows.iter().map(|(_, high)| high).sum()
    }
}

fn counts_width(panel: &Panel, at: usize) -> f64 {
    let counts = panel.points.iter().filter_map(|row| row[at]).map(|dot| dot.count.to_string());
    counts.map(|count| width(&count, SIZE, false)).fold(9.0, f64::max) + 5.0
}

/// Draws it `millimetres` wide.
pub fn drawn(dots: &Dots, millimetres: f64) -> Document {
    let layout = Layout::of(dots, millimetres * POINTS);
    let mut svg = Svg::new(layout.width);
    let mut y = MARGIN;
    if layout.legend {
        y = legend(dots, &layout, &mut svg, y);
    }
    for (at, panels) in dots.panels.chunks(layout.in_line).enumerate() {
        y += if at > 0 { LINE } else { 0.0 };
        y = panels_beside(dots, &layout, panels, &mut svg, y);
    }
    let about = format!("% of {}", dots.of);
    let middle = MARGIN + layout.label + GAP + (layout.panel + GAP) * layout.in_line as f64 / 2.0 - GAP / 2.0;
    let half = width(&about, SIZE, false) / 2.0;
    // Under a narrow panel it reaches to the left, but not out of the drawing.
    let middle = middle.min(layout.width - MARGIN - half).max(MARGIN + half);
    svg.text((middle, y + SIZE), &about, Type::of(SIZE).anchored(Anchor::Middle));
    y += SIZE + 5.0;
    let mut said = vec![dots.legend()];
    said.extend(dots.lines.iter().cloned());
    y = caption::write(&mut svg, &said, MARGIN, layout.width - 2.0 * MARGIN, y);
    svg.finish(y + MARGIN, &dots.title, &dots.told())
}

/// Mark and name of each series; as many beside each other as there is room for.
fn legend(dots: &Dots, layout: &Layout, svg: &mut Svg, top: f64) -> f64 {
    let fullest = dots.panels.iter().max_by_key(|panel| panel.series.len());
    let heads = fullest.map(|panel| panel.series.as_slice()).unwrap_or_default();
    let (mut x, mut y) = (MARGIN, top + SIZE);
    for (at, head) in heads.iter().enumerate() {
        let room = layout.width - 2.0 * MARGIN - 10.0;
        let text = match dots.panels.len() {
            1 => cut_before(&head.name, &format!("(n = {})", head.base), room, SIZE),
            _ => cut(&head.name, room, SIZE, false),
        };
        let wide = 10.0 + width(&text, SIZE, false) + 8.0;
        if x > MARGIN && x + wide > layout.width {
            x = MARGIN;
            y += LINE + 1.5;
        }
        svg.mark(series(at), (x + 3.0, y - 2.4), RADIUS + 0.4);
        svg.text((x + 9.0, y), &text, Type::of(SIZE));
        x += wide;
    }
    y + 5.0
}

/// One line of panels with the labels before it.
fn panels_beside(dots: &Dots, layout: &Layout, panels: &[Panel], svg: &mut Svg, top: f64) -> f64 {
    let left = |at: usize| MARGIN + layout.label + GAP + at as f64 * (layout.panel + GAP);
    let mut y = top;
    if panels.iter().any(|panel| panel.title.is_some()) {
        y = titles(layout, panels, svg, y, left);
    }
    let high = layout.rows_high();
    if high > HIGH {
        y += SIZE + 2.0;
        (0..panels.len()).for_each(|at| ticks(layout, svg, left(at), y - 2.5));
    }
    if !layout.counts.is_empty() {
        y = head_of_counts(layout, svg, y.max(top + 9.0));
    }
    let bottom = y + high;
    let end =
        if panels.len() < layout.in_line { left(panels.len()) - GAP + EDGE } else { layout.width - MARGIN };
    bands(layout, svg, y, end);
    for at in 0..panels.len() {
        let axis = layout.axis.on(left(at), left(at) + layout.panel);
        for tick in &axis.ticks {
            svg.line((axis.at(*tick), y), (axis.at(*tick), bottom), GUIDES);
        }
        let zero = Stroke { colour: INK, width: 0.6 };
        svg.line((axis.from, y), (axis.from, bottom), zero);
        svg.line((axis.from, bottom), (axis.to, bottom), zero);
        if let Some(line) = dots.line {
            let x = axis.at(line);
            svg.dashes(&[(x, y), (x, bottom)], Stroke { colour: INK, width: 0.6 });
        }
        ticks(layout, svg, left(at), bottom + SIZE + 1.5);
    }
    let mut row_top = y;
    for (at, (lines, high)) in layout.rows.iter().enumerate() {
        let middle = row_top + high / 2.0;
        label(dots, svg, at, lines, middle);
        for (place, panel) in panels.iter().enumerate() {
            let axis = layout.axis.on(left(place), left(place) + layout.panel);
            row(layout, panel, at, &axis, svg, middle);
        }
        row_top += high;
    }
    bottom + SIZE + 4.0
}

/// Every second row stands on a shade that leads the eye from its label to its marks.
fn bands(layout: &Layout, svg: &mut Svg, top: f64, end: f64) {
    let mut y = top;
    for (at, (_, high)) in layout.rows.iter().enumerate() {
        if at % 2 == 1 {
            svg.rectangle((MARGIN, y), (end - MARGIN, *high), BAND);
        }
        y += high;
    }
}

fn label(dots: &Dots, svg: &mut Svg, at: usize, lines: &[String], middle: f64) {
    let row = &dots.rows[at];
    let style = Type::of(SIZE).strong(row.strong);
    let x = MARGIN + row.depth as f64 * INDENT;
    let first = middle + 2.5 - (lines.len() as f64 - 1.0) * LINE / 2.0;
    let was_cut = lines.last().is_some_and(|line| line.ends_with('…')) && !row.text.ends_with('…');
    for (line, text) in lines.iter().enumerate() {
        let y = first + line as f64 * LINE;
        svg.text_with_more((x, y), text, style, was_cut.then_some(row.text.as_str()));
    }
}

/// Marks with their intervals, one below the other, and the counts.
fn row(layout: &Layout, panel: &Panel, at: usize, axis: &Axis, svg: &mut Svg, middle: f64) {
    let several = panel.series.len() as f64;
    for (place, dot) in panel.points[at].iter().enumerate() {
        let Some(dot) = dot else { continue };
        let (drawn, y) = (series(place), middle + (place as f64 - (several - 1.0) / 2.0) * STEP);
        let stroke = Stroke { colour: drawn.colour, width: 0.9 };
        svg.line((axis.at(dot.low), y), (axis.at(dot.high), y), stroke);
        svg.mark(drawn, (axis.at(dot.percent), y), RADIUS);
        if !layout.counts.is_empty() {
            let right = axis.to + EDGE + layout.counts[..=place].iter().sum::<f64>();
            let style = Type::of(SIZE).anchored(Anchor::End);
            svg.text((right, middle + 2.5), &dot.count.to_string(), style);
        }
    }
}

/// The mark of each series over its counts.
fn head_of_counts(layout: &Layout, svg: &mut Svg, y: f64) -> f64 {
    let left = MARGIN + layout.label + GAP + layout.panel + EDGE;
    for at in 0..layout.counts.len() {
        let right = left + layout.counts[..=at].iter().sum::<f64>();
        if layout.counts.len() > 1 {
            svg.mark(series(at), (right - 2.0, y - 4.8), RADIUS);
            svg.text((right - 5.2, y - 2.5), "n", Type::of(SMALL).anchored(Anchor::End));
        } else {
            svg.text((right, y - 2.5), "n", Type::of(SMALL).anchored(Anchor::End));
        }
    }
    y
}

fn titles(layout: &Layout, panels: &[Panel], svg: &mut Svg, top: f64, left: impl Fn(usize) -> f64) -> f64 {
    let titles: Vec<Vec<String>> = panels
        .iter()
        .map(|panel| {
            let title = panel.title.as_deref().unwrap_or_default();
            let bases: Vec<String> = panel.series.iter().map(|head| head.base.to_string()).collect();
            let mut lines = wrapped(title, layout.panel + GAP / 2.0, SIZE, true, 2);
            lines.push(cut(&format!("n = {}", bases.join(", ")), layout.panel + GAP, SMALL, false));
            lines
        })
        .collect();
    let most = titles.iter().map(Vec::len).max().unwrap_or(0);
    for (at, lines) in titles.iter().enumerate() {
        for (line, text) in lines.iter().enumerate() {
            let y = top + SIZE + (most - lines.len() + line) as f64 * LINE;
            let last = line + 1 == lines.len();
            let style = if last { Type::of(SMALL) } else { Type::of(SIZE).strong(true) };
            svg.text((left(at), y), text, style);
        }
    }
    top + most as f64 * LINE + 4.0
}

fn ticks(layout: &Layout, svg: &mut Svg, left: f64, y: f64) {
    let axis = layout.axis.on(left, left + layout.panel);
    for tick in &axis.ticks {
        let style = Type::of(SMALL).anchored(Anchor::Middle);
        svg.text((axis.at(*tick), y), &axis.label(*tick), style);
    }
}
