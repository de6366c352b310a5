//! Colours and shapes. Lightness falls or rises with the order, so that grey print keeps it.

/// Text and axes.
pub const INK: &str = "#1a1a1a";
/// What is said beside.
pub const GREY: &str = "#4d4d4d";
/// Lines that guide the eye.
pub const GUIDE: &str = "#d4d4d4";
/// The shade of every second row.
pub const BAND: &str = "#f4f4f4";

/// The form of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// ●
    Circle,
    /// ■
    Square,
    /// ▲
    Triangle,
    /// ◆
    Diamond,
}

/// How one series is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Series {
    /// Of its mark.
    pub shape: Shape,
    /// The mark is full, not hollow.
    pub filled: bool,
    /// Of mark and line.
    pub colour: &'static str,
    /// Its mark in the terminal.
    pub sign: char,
}

/// The series in their order: each differs from the others in shape or filling, and neighbours in
/// lightness too (L* 23, 52, 41, 58).
const SERIES: [Series; 4] = [
    Series { shape: Shape::Circle, filled: true, colour: "#12385f", sign: '●' },
    Series { shape: Shape::Square, filled: false, colour: "#cc5a1e", sign: '□' },
    Series { shape: Shape::Triangle, filled: true, colour: "#1f6b4f", sign: '▲' },
    Series { shape: Shape::Diamond, filled: false, colour: "#9a8415", sign: '◇' },
];

/// So many series are told apart in one panel.
pub const MOST: usize = SERIES.len();

/// How series number `at` is drawn.
pub fn series(at: usize) -> Series {
    SERIES[at % MOST]
}

/// From weak to strong: each darker than the one before by 11 L* or more, so that grey print keeps the order.
pub const RAMP: [&str; 5] = ["#d6e3f0", "#a9c4de", "#6f9bc4", "#3a6a99", "#12385f"];

/// What is written on a shade of [`RAMP`].
pub fn on_ramp(at: usize) -> &'static str {
    if at < 3 { INK } else { "#ffffff" }
}
