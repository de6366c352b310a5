//! The network as SVG: a ring of codes with their labels outside it, so that none stands on a line.

use super::ink::{GREY, INK, Series, Shape, series};
use super::letters::{cut, width, wrapped};
use super::network::Network;
use super::pairs::{Link, Panel};
use super::ring::places;
use super::scale::Class;
use super::svg::{Anchor, Point, Stroke, Svg, Type};
use super::{Document, POINTS, caption};

const MARGIN: f64 = 4.0;
const SIZE: f64 = 7.0;
/// From one line of a label to the next.
const LINE: f64 = 7.6;
/// Between the labels of two codes.
const AIR: f64 = 3.4;
/// The smallest and the largest circle.
const RADII: [f64; 2] = [1.4, 4.4];
/// Between a circle and its label.
const GAP: f64 = 3.0;
/// No ring is wider, and labels beside it take at most such a share of the width on each side.
const WIDEST: f64 = 260.0;
const LABELS: f64 = 0.31;
/// From weak to strong.
const WIDTHS: [f64; 5] = [0.5, 0.9, 1.4, 2.0, 2.8];
/// Lighter for weak lines, but never too light to be seen.
const SHADES: [&str; 5] = ["#a3b8cc", "#86a5c2", "#5f88b0", "#376696", "#12385f"];
/// Rarer together than chance has it.
const BELOW: Stroke = Stroke { colour: GREY, width: 0.5 };

/// Draws it `millimetres` wide.
pub fn drawn(network: &Network, millimetres: f64) -> Document {
    let whole = millimetres * POINTS;
    let mut svg = Svg::new(whole);
    let mut y = legend(network, &mut svg, whole);
    for panel in &network.pairs.panels {
        y = ring_drawn(network, panel, &mut svg, whole, y + 6.0);
    }
    y = caption::write(&mut svg, &network.said(), MARGIN, whole - 2.0 * MARGIN, y + 4.0);
    svg.finish(y + MARGIN, &network.pairs.title, &network.pairs.told("Network"))
}

/// Each kind of line with its numbers; beside each other where there is room.
fn legend(network: &Network, svg: &mut Svg, whole: f64) -> f64 {
    let (mut x, mut y) = (MARGIN, MARGIN + SIZE);
    let of_numbers = network.pairs.of_numbers();
    svg.text((x, y), &of_numbers, Type::of(SIZE));
    x += width(&of_numbers, SIZE, false) + 8.0;
    for (class, text) in network.pairs.scale.classes() {
        let wide = 18.0 + width(&text, SIZE, false) + 8.0;
        if x > MARGIN && x + wide > whole {
            x = MARGIN;
            y += LINE + 1.5;
        }
        let (from, to) = ((x, y - 2.4), (x + 14.0, y - 2.4));
        line(network, svg, class, from, ((from.0 + to.0) / 2.0, from.1), to);
        svg.text((x + 18.0, y), &text, Type::of(SIZE));
        x += wide;
    }
    y
}

fn line(network: &Network, svg: &mut Svg, class: Class, from: Point, control: Point, to: Point) {
    let stroke = match class {
        Class::Below => BELOW,
        Class::At(class) => {
            let shade = network.pairs.scale.shade(class);
            Stroke { colour: SHADES[shade], width: WIDTHS[shade] }
        }
    };
    svg.curve(from, control, to, stroke, class == Class::Below);
}

/// A code on the ring.
struct Node {
    at: Point,
    radius: f64,
    /// To the right of the middle.
    right: bool,
    code: usize,
}

fn ring_drawn(network: &Network, panel: &Panel, svg: &mut Svg, whole: f64, top: f64) -> f64 {
    let mut y = top;
    if let Some(title) = &panel.title {
        y += SIZE;
        let title = cut(title, whole - 2.0 * MARGIN, SIZE, true);
        svg.text((whole / 2.0, y), &title, Type::of(SIZE).strong(true).anchored(Anchor::Middle));
        y += 5.0;
    }
    let codes = network.ring.len();
    let names: Vec<(&str, usize)> =
        network.ring.iter().map(|code| (network.pairs.codes[*code].as_str(), panel.counts[*code])).collect();
    // Rings below each other are equally wide.
    let widest = network
        .pairs
        .panels
        .iter()
        .flat_map(|panel| network.pairs.codes.iter().zip(&panel.counts))
        .map(|(name, count)| width(&format!("{name} ({count})"), SIZE, false))
        .fold(0.0, f64::max);
    let beside = widest.min(whole * LABELS) + GAP + RADII[1];
    let few = 60.0 + 12.0 * codes as f64;
    let half = (whole / 2.0 - MARGIN - beside).min(WIDEST / 2.0).min(few);
    let middle = whole / 2.0;
    let room = |node_x: f64, right: bool| {
        let edge = if right { whole - MARGIN - node_x } else { node_x - MARGIN };
        edge - GAP - RADII[1]
    };
    let places = places(codes);
    let labels: Vec<Vec<String>> = places
        .iter()
        .zip(&names)
        .map(|(place, (name, count))| {
            let x = middle + place.across * half;
            named(name, *count, room(x, place.across > 0.0))
        })
        .collect();
    let lines = labels.iter().map(Vec::len).max().unwrap_or(1) as f64;
    let step = (lines * LINE + AIR).max(2.0 * RADII[1] + 1.0);
    let high = (codes.div_ceil(2) as f64 * step).max(half.min(90.0));
    let most = panel.counts.iter().copied().max().unwrap_or(1).max(1) as f64;
    let nodes: Vec<Node> = places
        .iter()
        .zip(&network.ring)
        .map(|(place, code)| Node {
            at: (middle + place.across * half, y + place.down * high),
            radius: RADII[0] + (RADII[1] - RADII[0]) * (panel.counts[*code] as f64 / most).sqrt(),
            right: place.across > 0.0,
            code: *code,
        })
        .collect();
    links(network, panel, svg, &nodes, (middle, y + high / 2.0));
    for (node, lines) in nodes.iter().zip(&labels) {
        node_drawn(network, svg, node, lines);
    }
    y + high
}

/// Lines bend towards the middle, so that neighbours do not lie on the ring between them; strong ones last.
fn links(network: &Network, panel: &Panel, svg: &mut Svg, nodes: &[Node], centre: Point) {
    let mut of_code: Vec<Option<&Node>> = vec![None; nodes.len()];
    nodes.iter().for_each(|node| of_code[node.code] = Some(node));
    let mut links: Vec<&Link> = panel.links.iter().collect();
    links.sort_by(|one, other| one.value.total_cmp(&other.value));
    for link in links {
        let (Some(one), Some(other)) = (of_code[link.first], of_code[link.second]) else { continue };
        let control = control(one, other, centre);
        line(network, svg, network.pairs.scale.class(link.value), one.at, control, other.at);
    }
}

/// Towards where a line bends: on one side of the ring it makes a bow as deep as it is long, from side to side
/// it bends a little to the middle.
fn control(one: &Node, other: &Node, centre: Point) -> Point {
    let ((x1, y1), (x2, y2)) = (one.at, other.at);
    let between = ((x1 + x2) / 2.0, (y1 + y2) / 2.0);
    if one.right == other.right {
        let inner = if one.right { x1.min(x2) } else { x1.max(x2) };
        let depth = (6.0 + 0.6 * (y1 - y2).abs()).min(1.7 * (inner - centre.0).abs());
        return (if one.right { inner - depth } else { inner + depth }, between.1);
    }
    let bent = |between: f64, centre: f64| between + (centre - between) * 0.3;
    (bent(between.0, centre.0), bent(between.1, centre.1))
}

/// The name and behind it the count in brackets, in at most two lines; where there is no room the name is cut.
fn named(name: &str, count: usize, room: f64) -> Vec<String> {
    let count = format!("({count})");
    let mut lines = wrapped(name, room, SIZE, false, 2);
    let behind = lines.last().map(|last| format!("{last} {count}")).unwrap_or_default();
    if width(&behind, SIZE, false) <= room {
        lines.pop();
        lines.push(behind);
    } else if lines.len() < 2 {
        lines.push(count);
    } else if let Some(last) = lines.last_mut() {
        *last =
            format!("{} {count}", cut(last, room - width(&format!(" {count}"), SIZE, false), SIZE, false));
    }
    lines
}

fn node_drawn(network: &Network, svg: &mut Svg, node: &Node, lines: &[String]) {
    let mark = Series { shape: Shape::Circle, filled: true, colour: INK, ..series(0) };
    svg.halo(node.at, node.radius + 1.3);
    svg.mark(mark, node.at, node.radius);
    let (anchor, x) = match node.right {
        true => (Anchor::Start, node.at.0 + RADII[1] + GAP),
        false => (Anchor::End, node.at.0 - RADII[1] - GAP),
    };
    let first = node.at.1 + 2.5 - (lines.len() as f64 - 1.0) * LINE / 2.0;
    let name = &network.pairs.codes[node.code];
    let was_cut = lines.last().is_some_and(|line| line.contains('…')) && !name.contains('…');
    for (line, text) in lines.iter().enumerate() {
        let at = (x, first + line as f64 * LINE);
        svg.text_with_more(at, text, Type::of(SIZE).anchored(anchor), was_cut.then_some(name.as_str()));
    }
}
