//! Writes SVG: lines, shapes and text with fixed decimals, and what a screen reader says.

use super::ink::{GREY, INK, Series, Shape};
use super::{Document, POINTS};
use crate::report::html::escaped;
use std::fmt::Write as _;

/// Where something stands: points from the left and from the top.
pub type Point = (f64, f64);

/// A drawing under way; all lengths are points of a printer.
pub struct Svg {
    width: f64,
    body: String,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Stroke {
    /// Its colour.
    pub colour: &'static str,
    /// How thick.
    pub width: f64,
}

/// On which side of its point a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// To the right of the point.
    Start,
    /// Around it.
    Middle,
    /// To the left.
    End,
}

/// How a text is written.
#[derive(Debug, Clone, Copy)]
pub struct Type {
    /// Height of the letters.
    pub size: f64,
    /// On which side of the point.
    pub anchor: Anchor,
    /// Strong.
    pub bold: bool,
    /// Its colour.
    pub colour: &'static str,
}

impl Type {
    /// Plain text of this size, to the right of its point.
    pub const fn of(size: f64) -> Self {
        Self { size, anchor: Anchor::Start, bold: false, colour: INK }
    }

    /// The same on another side.
    pub const fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// The same, strong or not.
    pub const fn strong(self, bold: bool) -> Self {
        Self { bold, ..self }
    }

    /// The same in grey.
    pub const fn grey(self) -> Self {
        Self { colour: GREY, ..self }
    }
}

impl Svg {
    /// A drawing so many points wide.
    pub fn new(width: f64) -> Self {
        Self { width, body: String::new() }
    }

    /// A straight line.
    pub fn line(&mut self, from: Point, to: Point, stroke: Stroke) {
        let (x1, y1, x2, y2) = (number(from.0), number(from.1), number(to.0), number(to.1));
        let Stroke { colour, width } = stroke;
        let width = number(width);
        let _ = writeln!(
            self.body,
            r#"<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}" stroke-width="{width}"/>"#
        );
    }

    /// A line through points, or where `fill` is given the area inside them.
    pub fn path(&mut self, points: &[Point], stroke: Option<Stroke>, fill: Option<&str>) {
        let d = joined(points);
        let (fill, close) = fill.map_or(("none", ""), |fill| (fill, "Z"));
        let stroke = stroke.map_or(String::new(), |Stroke { colour, width }| {
            format!(r#" stroke="{colour}" stroke-width="{}" stroke-linejoin="round""#, number(width))
        });
        let _ = writeln!(self.body, r#"<path d="{d}{close}" fill="{fill}"{stroke}/>"#);
    }

    /// A line of dashes through points.
    pub fn dashes(&mut self, points: &[Point], stroke: Stroke) {
        let d = joined(points);
        let Stroke { colour, width } = stroke;
        let width = number(width);
        let _ = writeln!(
            self.body,
            r#"<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-dasharray="3.2 1.8"/>"#
        );
    }

    /// A curve that bends towards `control`.
    pub fn curve(&mut self, from: Point, control: Point, to: Point, stroke: Stroke, dashes: bool) {
        let [x1, y1, x2, y2, x3, y3] = [from.0, from.1, control.0, control.1, to.0, to.1].map(number);
        let Stroke { colour, width } = stroke;
        let width = number(width);
        let dashes = if dashes { r#" stroke-dasharray="2.4 1.6""# } else { "" };
        let _ = writeln!(
            self.body,
            r#"<path d="M{x1} {y1}Q{x2} {y2} {x3} {y3}" fill="none" stroke="{colour}" stroke-width="{width}"{dashes}/>"#
        );
    }

    /// A filled rectangle.
    pub fn rectangle(&mut self, at: Point, size: (f64, f64), fill: &str) {
        let (x, y, width, height) = (number(at.0), number(at.1), number(size.0), number(size.1));
        let _ =
            writeln!(self.body, r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}"/>"#);
    }

    /// A white circle that keeps a mark free of the lines behind it.
    pub fn halo(&mut self, at: Point, radius: f64) {
        let (x, y, r) = (number(at.0), number(at.1), number(radius));
        let _ = writeln!(self.body, r##"<circle cx="{x}" cy="{y}" r="{r}" fill="#ffffff"/>"##);
    }

    /// The mark of a series, `radius` from its middle to its edge; shapes look equally large.
    pub fn mark(&mut self, series: Series, at: Point, radius: f64) {
        let (x, y) = at;
        let fill = if series.filled { series.colour } else { "#ffffff" };
        let colour = series.colour;
        if series.shape == Shape::Circle {
            let (x, y, r) = (number(x), number(y), number(radius));
            let _ = writeln!(
                self.body,
                r#"<circle cx="{x}" cy="{y}" r="{r}" fill="{fill}" stroke="{colour}" stroke-width="0.9"/>"#
            );
            return;
        }
        let (r, high) = (radius * 0.92, radius * 1.25);
        let corners = match series.shape {
            Shape::Square => vec![(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)],
            Shape::Triangle => {
                vec![(x, y - high), (x + high, y + radius * 0.85), (x - high, y + radius * 0.85)]
            }
            Shape::Diamond | Shape::Circle => {
                vec![(x, y - high), (x + high, y), (x, y + high), (x - high, y)]
            }
        };
        self.path(&corners, Some(Stroke { colour, width: 0.9 }), Some(fill));
    }

    /// A line of text whose letters stand on the point.
    pub fn text(&mut self, at: Point, text: &str, style: Type) {
        self.text_with_more(at, text, style, None);
    }

    /// The same; `whole` is what it says uncut, where it was cut.
    pub fn text_with_more(&mut self, at: Point, text: &str, style: Type, whole: Option<&str>) {
        let anchor = match style.anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        let bold = if style.bold { r#" font-weight="bold""# } else { "" };
        let colour = if style.colour == INK { String::new() } else { format!(r#" fill="{}""#, style.colour) };
        let (x, y, size) = (number(at.0), number(at.1), number(style.size));
        let title = whole.map_or(String::new(), |whole| format!("<title>{}</title>", escaped(whole)));
        let _ = writeln!(
            self.body,
            r#"<text x="{x}" y="{y}" font-size="{size}"{anchor}{bold}{colour}>{title}{}</text>"#,
            escaped(text)
        );
    }

    /// A line of text from below to above, around the point.
    pub fn upright(&mut self, at: Point, text: &str, style: Type) {
        let (x, y) = (number(at.0), number(at.1));
        let _ = writeln!(self.body, r#"<g transform="translate({x} {y}) rotate(-90)">"#);
        self.text((0.0, 0.0), text, style);
        self.body.push_str("</g>\n");
    }

    /// The document: `title` names it, `described` tells it to who does not see it.
    pub fn finish(self, height: f64, title: &str, described: &str) -> Document {
        let (wide, high) = (number(self.width / POINTS), number(height / POINTS));
        let (width, points) = (number(self.width), number(height));
        let text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" \
             width=\"{wide}mm\" height=\"{high}mm\" viewBox=\"0 0 {width} {points}\" role=\"img\" \
             aria-labelledby=\"title described\" font-family=\"Helvetica, Arial, sans-serif\" fill=\"{INK}\">\n\
             <title id=\"title\">{}</title>\n<desc id=\"described\">{}</desc>\n\
             <rect width=\"{width}\" height=\"{points}\" fill=\"#ffffff\"/>\n{}</svg>\n",
            escaped(title),
            escaped(described),
            self.body,
        );
        Document { text, height: height / POINTS }
    }
}

/// The description of a line through points.
fn joined(points: &[Point]) -> String {
    let mut d = String::new();
    for (at, (x, y)) in points.iter().enumerate() {
        let _ = write!(d, "{}{} {}", if at == 0 { "M" } else { "L" }, number(*x), number(*y));
    }
    d
}

/// Two decimals at most, the same on every machine.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_string() } else { text.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_fixed_decimals_and_texts_no_markup() {
        assert_eq!(number(1.0 / 3.0), "0.33");
        assert_eq!(number(-0.001), "0");
        assert_eq!(number(120.5), "120.5");
        assert_eq!(escaped("a <b> & \u{1b}[31m\nc"), "a &lt;b&gt; &amp; ␛[31m c");
    }
}
