//! What stands below a drawing: what was counted, from whom, and how to read it.

use super::letters::wrapped;
use super::svg::{Svg, Type};
use crate::report::one_line;
use crate::report::terminal::write_wrapped;

/// Height of its letters, in points.
pub const SIZE: f64 = 6.0;
/// No line of it is broken into more.
const MOST: usize = 6;

/// Writes the lines below `top`, broken where they have no room; gives where the last stands.
pub fn write(svg: &mut Svg, lines: &[String], left: f64, room: f64, top: f64) -> f64 {
    let mut y = top;
    for part in lines.iter().flat_map(|line| wrapped(line, room, SIZE, false, MOST)) {
        y += SIZE + 1.2;
        svg.text((left, y), &part, Type::of(SIZE).grey());
    }
    y
}

/// The line as a sentence begins; a symbol at its head, such as `c`, stays what it is.
pub fn begun(line: &str) -> String {
    if line.split(' ').next().is_some_and(|word| word.chars().count() < 2) {
        return line.to_string();
    }
    let mut signs = line.chars();
    signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default()
}

/// What [`write`] does, for the terminal, at most `columns` columns wide.
pub fn text(lines: &[String], columns: usize) -> String {
    let mut text = Vec::new();
    for line in lines {
        // Writing to memory does not fail.
        let _ = write_wrapped(&one_line(line), columns, &mut text);
    }
    String::from_utf8_lossy(&text).into_owned()
}
