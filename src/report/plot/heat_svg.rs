//! The heat map as SVG: half a matrix, whose codes have numbers.

use super::ink::{GUIDE, INK, RAMP, on_ramp};
use super::letters::{cut, width, wrapped};
use super::pairs::{Pairs, Panel};
use super::scale::Class;
use super::svg::{Anchor, Stroke, Svg, Type};
use super::{Document, POINTS, caption};

const MARGIN: f64 = 4.0;
const SIZE: f64 = 7.0;
const SMALL: f64 = 6.0;
/// Smaller numbers cannot be read in print.
const SMALLEST: f64 = 5.0;
/// From one line of a label to the next.
const LINE: f64 = 8.0;
/// No cell is wider, and panels stand beside each other only where cells stay this wide.
const WIDEST: f64 = 24.0;
const COMFORTABLE: f64 = 11.0;
/// Between two panels.
const GAP: f64 = 12.0;
/// A number of a code, before its label and on the diagonal.
const NUMBER: f64 = 11.0;
/// The last number of the diagonal reaches beyond a narrow cell.
const EDGE: f64 = 5.0;
/// Labels take at most such a share of the width.
const LABELS: [f64; 4] = [0.36, 0.32, 0.28, 0.24];
const HOLLOW: Stroke = Stroke { colour: INK, width: 0.5 };

/// Where everything stands, but for how high it is.
struct Layout {
    width: f64,
    label: f64,
    /// Room of the number of units with a code.
    count: f64,
    cell: f64,
    in_line: usize,
    /// The label of each code in lines, and how high its row is.
    rows: Vec<(Vec<String>, f64)>,
    /// Height of the numbers in cells; `None` where they have no room.
    numbers: Option<f64>,
}

impl Layout {
    /// Labels give way to numbers in the cells, where that is enough for these.
    fn of(pairs: &Pairs, width: f64) -> Self {
        let widest = pairs.codes.iter().map(|code| self::width(code, SIZE, false)).fold(0.0, f64::max);
        let with = |share: &f64| Self::with_label(pairs, width, widest.min(width * share));
        let narrower = LABELS[1..].iter().map(with).find(|layout| layout.numbers.is_some());
        let widest = with(&LABELS[0]);
        if widest.numbers.is_some() { widest } else { narrower.unwrap_or(widest) }
    }

    fn with_label(pairs: &Pairs, width: f64, label: f64) -> Self {
        let codes = pairs.codes.len() as f64;
        let counts = pairs.panels.iter().flat_map(|panel| &panel.counts);
        let count =
            counts.map(|count| self::width(&count.to_string(), SIZE, false)).fold(9.0, f64::max) + 4.0;
        let room = width - 2.0 * MARGIN - NUMBER - label - EDGE;
        let fit = |panels: usize| (room + GAP) / panels as f64 - GAP - count - 2.0;
        let beside = |panels: &usize| fit(*panels) / codes >= COMFORTABLE;
        let in_line = (1..=pairs.panels.len()).rev().find(beside).unwrap_or(1);
        let cell = (fit(in_line) / codes).min(WIDEST);
        let links = || pairs.panels.iter().flat_map(|panel| &panel.links);
        let of_size =
            |size: &f64| links().all(|link| self::width(&pairs.number(link), *size, false) <= cell - 1.0);
        let numbers = [SIZE, SMALL, 5.5, SMALLEST].into_iter().find(of_size);
        let rows = pairs.codes.iter().map(|code| {
            let lines = wrapped(code, label, SIZE, false, 2);
            let high = (lines.len() as f64 * LINE + 2.0).max(cell.min(14.0));
            (lines, high)
        });
        Self { width, label, count, cell, in_line, rows: rows.collect(), numbers }
    }

    /// Where the cells of a panel begin.
    fn left(&self, at: usize) -> f64 {
        let panel = self.count + 2.0 + self.cell * self.rows.len() as f64 + GAP;
        MARGIN + NUMBER + self.label + at as f64 * panel + self.count + 2.0
    }
}

/// Draws it `millimetres` wide.
pub fn drawn(pairs: &Pairs, millimetres: f64) -> Document {
    let layout = Layout::of(pairs, millimetres * POINTS);
    let mut svg = Svg::new(layout.width);
    let mut y = legend(pairs, &layout, &mut svg, MARGIN) + 4.0;
    for (at, panels) in pairs.panels.chunks(layout.in_line).enumerate() {
        y += if at > 0 { LINE } else { 0.0 };
        y = panels_beside(pairs, &layout, panels, &mut svg, y);
    }
    let mut said = pairs.lines.clone();
    if layout.numbers.is_none() {
        said.insert(0, "Numbers have no room in the cells: the table has them.".to_string());
    }
    y = caption::write(&mut svg, &said, MARGIN, layout.width - 2.0 * MARGIN, y + 2.0);
    svg.finish(y + MARGIN, &pairs.title, &pairs.told("Heat map"))
}

/// Each shade with its numbers; beside each other where there is room.
fn legend(pairs: &Pairs, layout: &Layout, svg: &mut Svg, top: f64) -> f64 {
    let (mut x, mut y) = (MARGIN, top + SIZE);
    let of_numbers = pairs.of_numbers();
    svg.text((x, y), &of_numbers, Type::of(SIZE));
    x += width(&of_numbers, SIZE, false) + 8.0;
    for (class, text) in pairs.scale.classes() {
        let wide = 12.0 + width(&text, SIZE, false) + 7.0;
        if x > MARGIN && x + wide > layout.width {
            x = MARGIN;
            y += LINE + 1.5;
        }
        cell(pairs, svg, class, (x, y - 6.5), (9.0, 8.0));
        svg.text((x + 12.0, y), &text, Type::of(SIZE));
        x += wide;
    }
    y
}

fn cell(pairs: &Pairs, svg: &mut Svg, class: Class, at: (f64, f64), size: (f64, f64)) {
    match class {
        Class::At(class) => svg.rectangle(at, size, RAMP[pairs.scale.shade(class)]),
        Class::Below => {
            let (x, y, inset) = (at.0, at.1, 0.5);
            let (right, bottom) = (x + size.0 - inset, y + size.1 - inset);
            let (x, y) = (x + inset, y + inset);
            svg.path(&[(x, y), (right, y), (right, bottom), (x, bottom)], Some(HOLLOW), Some("#ffffff"));
        }
    }
}

/// One line of panels with the codes before it.
fn panels_beside(pairs: &Pairs, layout: &Layout, panels: &[Panel], svg: &mut Svg, top: f64) -> f64 {
    let mut y = top + SIZE + 2.0;
    if panels.iter().any(|panel| panel.title.is_some()) {
        for (at, panel) in panels.iter().enumerate() {
            let title = panel.title.as_deref().unwrap_or_default();
            let room = layout.cell * layout.rows.len() as f64 + layout.count;
            let x = layout.left(at) - layout.count + 2.0;
            svg.text((x, top + SIZE), &cut(title, room, SIZE, true), Type::of(SIZE).strong(true));
        }
        y += LINE + 1.0;
    }
    let tops: Vec<f64> = layout
        .rows
        .iter()
        .scan(y, |next, (_, high)| {
            *next += high;
            Some(*next - high)
        })
        .collect();
    let bottom = y + layout.rows.iter().map(|(_, high)| high).sum::<f64>();
    for at in 0..panels.len() {
        svg.text((layout.left(at) - 3.0, y - 2.5), "n1", Type::of(SMALL).anchored(Anchor::End));
    }
    for (at, (lines, high)) in layout.rows.iter().enumerate() {
        let middle = tops[at] + high / 2.0;
        let end = layout.left(panels.len() - 1) + layout.cell * at as f64;
        let guide = Stroke { colour: GUIDE, width: 0.4 };
        svg.line((MARGIN, tops[at] + high), (end.max(layout.left(0)), tops[at] + high), guide);
        label(pairs, layout, svg, at, lines, middle);
        for (place, panel) in panels.iter().enumerate() {
            let x = layout.left(place);
            let count = panel.counts[at].to_string();
            svg.text((x - 3.0, middle + 2.5), &count, Type::of(SIZE).anchored(Anchor::End));
            let number = Type::of(SMALL).strong(true);
            svg.text((x + layout.cell * at as f64 + 1.5, middle + 2.2), &(at + 1).to_string(), number);
        }
    }
    for (place, panel) in panels.iter().enumerate() {
        for link in &panel.links {
            let (x, y) = (layout.left(place) + layout.cell * link.first as f64, tops[link.second]);
            let high = layout.rows[link.second].1;
            let class = pairs.scale.class(link.value);
            cell(pairs, svg, class, (x + 0.3, y + 0.3), (layout.cell - 0.6, high - 0.6));
            let Some(size) = layout.numbers else { continue };
            let colour = match class {
                Class::At(class) => on_ramp(pairs.scale.shade(class)),
                Class::Below => INK,
            };
            let style = Type { colour, ..Type::of(size).anchored(Anchor::Middle) };
            let at = (x + layout.cell / 2.0, y + high / 2.0 + size * 0.36);
            svg.text(at, &pairs.number(link), style);
        }
    }
    bottom + 3.0
}

fn label(pairs: &Pairs, layout: &Layout, svg: &mut Svg, at: usize, lines: &[String], middle: f64) {
    let first = middle + 2.5 - (lines.len() as f64 - 1.0) * LINE / 2.0;
    let number = Type::of(SMALL).strong(true).anchored(Anchor::End);
    svg.text((MARGIN + NUMBER - 3.0, first - 0.3), &(at + 1).to_string(), number);
    let name = &pairs.codes[at];
    let was_cut = lines.last().is_some_and(|line| line.ends_with('…')) && !name.ends_with('…');
    for (line, text) in lines.iter().enumerate() {
        let text = cut(text, layout.label + 1.0, SIZE, false);
        let place = (MARGIN + NUMBER, first + line as f64 * LINE);
        svg.text_with_more(place, &text, Type::of(SIZE), was_cut.then_some(name.as_str()));
    }
}
