//! Drawings of tables: as SVG for papers and slides, as text for the terminal. One drawing a file.
//!
//! A drawing is the same on every machine: fixed decimals, generic fonts, text as text. Series differ
//! in shape and lightness before they differ in colour, so that grey print loses nothing.

mod axis;
mod caption;
mod curve;
mod curve_svg;
mod curve_text;
mod dots;
mod dots_svg;
mod dots_text;
mod heat;
mod heat_svg;
mod heat_text;
mod ink;
mod letters;
mod network;
mod network_svg;
mod network_text;
mod pairs;
mod ring;
mod scale;
mod shares;
mod svg;
mod undrawable;
mod words;
mod words_svg;
mod words_text;

pub use curve::SaturationCurve;
pub use dots::Dots;
pub use heat::Heat;
pub use network::{MOST as MOST_LINES, Network};
pub use shares::{Share, Shares};
pub use undrawable::Undrawable;
pub use words::KeyWords;

/// Something that can be drawn.
pub trait Plot {
    /// As an SVG document, `width` millimetres wide and as high as it needs.
    fn svg(&self, width: f64) -> Document;

    /// As lines of text, at most `columns` columns of a terminal wide where that can be done.
    fn text(&self, columns: usize) -> String;

    /// What makes it lower, for whom it is too high.
    fn lower(&self) -> &'static str {
        "fewer codes or --level 1"
    }
}

/// An SVG document.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The document.
    pub text: String,
    /// How high the drawing is, in millimetres.
    pub height: f64,
}

/// Points of a printer in a millimetre; drawings reckon in points.
const POINTS: f64 = 72.0 / 25.4;
