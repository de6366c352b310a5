//! The saturation curve as SVG.

use super::axis::{self, Axis};
use super::curve::SaturationCurve;
use super::ink::{GREY, GUIDE, INK, Shape, series};
use super::letters::{width, wrapped};
use super::svg::{Anchor, Point, Stroke, Svg, Type};
use super::{Document, POINTS, caption};

const MARGIN: f64 = 4.0;
const SIZE: f64 = 7.0;
const SMALL: f64 = 6.0;
/// From one line of the legend to the next.
const LINE: f64 = 9.5;
/// A sign of the legend takes so much.
const SIGN: f64 = 20.0;
const RADIUS: f64 = 1.9;
/// More steps than this have no mark each.
const MARKED: usize = 40;
/// Above the plot: the marks of base and run.
const ABOVE: f64 = 19.0;

/// What a line of the legend stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Known,
    Expected,
    Base,
    Stop,
}

/// Draws it `millimetres` wide.
pub fn drawn(curve: &SaturationCurve, millimetres: f64) -> Document {
    let whole = millimetres * POINTS;
    let mut svg = Svg::new(whole);
    let mut top = legend(curve, &mut svg, whole);
    let high = (whole * 0.5).clamp(110.0, 230.0);
    let codes = axis::whole(curve.codes as usize, (high / 26.0) as usize);
    let widest = codes.ticks.iter().map(|tick| width(&codes.label(*tick), SMALL, false)).fold(0.0, f64::max);
    let left = MARGIN + SIZE + 4.0 + widest + 3.0;
    let right = whole - MARGIN - 8.0;
    top += ABOVE;
    let across = axis::whole(curve.units, ((right - left) / 40.0) as usize).on(left, right);
    let up = codes.on(top + high, top);
    frame(&mut svg, &across, &up);
    bounds(curve, &mut svg, &across, &up);
    lines(curve, &mut svg, &across, &up);
    let middle = (left + right) / 2.0;
    let mut y = top + high + SMALL + 3.0 + SIZE + 3.0;
    svg.text((middle, y), &format!("{}s", curve.unit), Type::of(SIZE).anchored(Anchor::Middle));
    svg.upright((MARGIN + SIZE, top + high / 2.0), "codes", Type::of(SIZE).anchored(Anchor::Middle));
    y = caption::write(&mut svg, &curve.said(), MARGIN, whole - 2.0 * MARGIN, y + 4.0);
    svg.finish(y + MARGIN, &curve.title, &curve.told())
}

/// Lines that say what is drawn how; beside each other where there is room.
fn legend(curve: &SaturationCurve, svg: &mut Svg, whole: f64) -> f64 {
    let mut entries = vec![(Sign::Known, curve.of_known()), (Sign::Expected, curve.of_expected())];
    entries.extend(curve.of_base().map(|base| (Sign::Base, base)));
    if curve.base.is_some_and(|base| base.at.is_some()) {
        entries.extend(curve.of_stop().map(|stop| (Sign::Stop, stop)));
    }
    let (mut x, mut y) = (MARGIN, MARGIN + SIZE);
    for (sign, text) in entries {
        let shown = wrapped(&text, whole - 2.0 * MARGIN - SIGN, SIZE, false, 3);
        let widest = shown.iter().map(|line| width(line, SIZE, false)).fold(0.0, f64::max);
        let wide = SIGN + widest + 8.0;
        if x > MARGIN && x + wide > whole {
            x = MARGIN;
            y += LINE;
        }
        let (from, to) = ((x, y - 2.4), (x + SIGN - 5.0, y - 2.4));
        let middle = ((from.0 + to.0) / 2.0, from.1);
        match sign {
            Sign::Known => {
                svg.line(from, to, stroke_of_known());
                svg.mark(series(0), middle, RADIUS);
            }
            Sign::Expected => svg.dashes(&[from, to], stroke_of_expected()),
            Sign::Base => svg.mark(mark_of_base(), middle, RADIUS + 0.4),
            Sign::Stop => svg.mark(mark_of_stop(), middle, RADIUS + 0.4),
        }
        for (line, shown) in shown.iter().enumerate() {
            svg.text((x + SIGN, y + line as f64 * SIZE * 1.15), shown, Type::of(SIZE));
        }
        y += (shown.len() as f64 - 1.0) * SIZE * 1.15;
        x += wide;
    }
    y
}

fn frame(svg: &mut Svg, across: &Axis, up: &Axis) {
    let guide = Stroke { colour: GUIDE, width: 0.5 };
    for tick in &up.ticks {
        let y = up.at(*tick);
        svg.line((across.from, y), (across.to, y), guide);
        svg.text((across.from - 3.0, y + 2.1), &up.label(*tick), Type::of(SMALL).anchored(Anchor::End));
    }
    let edge = Stroke { colour: INK, width: 0.6 };
    svg.line((across.from, up.to), (across.from, up.from), edge);
    svg.line((across.from, up.from), (across.to, up.from), edge);
    for tick in &across.ticks {
        let x = across.at(*tick);
        svg.line((x, up.from), (x, up.from + 2.0), edge);
        let style = Type::of(SMALL).anchored(Anchor::Middle);
        svg.text((x, up.from + SMALL + 3.0), &across.label(*tick), style);
    }
}

/// Where the base ends, and the first run with little enough.
fn bounds(curve: &SaturationCurve, svg: &mut Svg, across: &Axis, up: &Axis) {
    let Some(base) = curve.base else { return };
    let stroke = Stroke { colour: GREY, width: 0.6 };
    let x = across.at(base.stop.base as f64);
    svg.line((x, up.from), (x, up.to - 6.0), stroke);
    svg.mark(mark_of_base(), (x, up.to - 6.0), RADIUS + 0.4);
    if let Some(at) = base.at {
        let x = across.at(at as f64);
        svg.line((x, up.from), (x, up.to - 11.5), stroke);
        svg.mark(mark_of_stop(), (x, up.to - 11.5), RADIUS + 0.4);
    }
}

fn lines(curve: &SaturationCurve, svg: &mut Svg, across: &Axis, up: &Axis) {
    let place = |at: usize, codes: f64| (across.at(at as f64), up.at(codes));
    let expected: Vec<Point> = curve.expected.iter().map(|(at, codes)| place(*at, *codes)).collect();
    svg.dashes(&expected, stroke_of_expected());
    let mut steps: Vec<Point> = Vec::with_capacity(2 * curve.known.len() + 1);
    for (at, known) in &curve.known {
        let point = place(*at, *known as f64);
        steps.extend(steps.last().map(|before| (point.0, before.1)));
        steps.push(point);
    }
    steps.push(place(curve.units, curve.codes as f64));
    svg.path(&steps, Some(stroke_of_known()), None);
    if curve.known.len() <= MARKED {
        curve
            .known
            .iter()
            .for_each(|(at, known)| svg.mark(series(0), place(*at, *known as f64), RADIUS * 0.8));
    }
}

fn stroke_of_known() -> Stroke {
    Stroke { colour: series(0).colour, width: 1.2 }
}

fn stroke_of_expected() -> Stroke {
    Stroke { colour: series(1).colour, width: 1.1 }
}

fn mark_of_base() -> super::ink::Series {
    super::ink::Series { colour: INK, filled: false, shape: Shape::Triangle, ..series(0) }
}

fn mark_of_stop() -> super::ink::Series {
    super::ink::Series { colour: INK, filled: true, shape: Shape::Diamond, ..series(0) }
}
