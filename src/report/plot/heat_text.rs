//! The heat map as lines of text.

use super::caption;
use super::pairs::{Pairs, Panel};
use super::scale::Class;
use crate::report::one_line;
use crate::report::terminal::cut;
use unicode_width::UnicodeWidthStr;

/// Labels take no more, and no less where there is a choice.
const WIDEST: usize = 32;
const NARROWEST: usize = 10;
const SHADES: [char; 5] = ['·', '░', '▒', '▓', '█'];
const BELOW: char = '−';

/// Draws it at most `columns` columns wide, where codes are not too many for that.
pub fn drawn(pairs: &Pairs, columns: usize) -> String {
    let mut said = vec![pairs.title.clone()];
    said.extend(pairs.lines.iter().cloned());
    let mut text = caption::text(&said, columns);
    let classes: Vec<String> = pairs
        .scale
        .classes()
        .into_iter()
        .map(|(class, name)| format!("{} {name}", sign(pairs, class)))
        .collect();
    text.push('\n');
    text += &caption::text(&[format!("{}: {}", pairs.of_numbers(), classes.join("   "))], columns);
    for panel in &pairs.panels {
        text.push('\n');
        text += &panel_drawn(pairs, panel, columns);
    }
    text
}

fn sign(pairs: &Pairs, class: Class) -> char {
    match class {
        Class::At(class) => SHADES[pairs.scale.shade(class)],
        Class::Below => BELOW,
    }
}

fn panel_drawn(pairs: &Pairs, panel: &Panel, columns: usize) -> String {
    let codes = pairs.codes.len();
    let number = codes.to_string().len();
    let counts = panel.counts.iter().map(|count| count.to_string().len()).max().unwrap_or(1).max(2);
    let fixed = number + counts + 5;
    let wide = if columns.saturating_sub(fixed + WIDEST) >= 2 * codes { 2 } else { 1 };
    let widest = pairs.codes.iter().map(|code| one_line(code).width()).max().unwrap_or(0);
    let least = widest.min(NARROWEST);
    let label = widest.min(WIDEST).min(columns.saturating_sub(fixed + wide * codes).max(least));
    let mut text = String::new();
    if let Some(title) = &panel.title {
        text += &format!("{}\n", one_line(title));
    }
    text += &format!("{}{:>counts$}\n", " ".repeat(number + 1 + label + 2), "n1");
    let mut cells = vec![vec![' '; codes]; codes];
    for link in &panel.links {
        cells[link.second][link.first] = sign(pairs, pairs.scale.class(link.value));
    }
    for (at, name) in pairs.codes.iter().enumerate() {
        let name = cut(&one_line(name), label);
        let blank = " ".repeat(label - name.width());
        let row: String = cells[at][..at].iter().flat_map(|sign| std::iter::repeat_n(*sign, wide)).collect();
        let place = at + 1;
        text += &format!("{place:>number$} {name}{blank}  {:>counts$}  {row}{place}\n", panel.counts[at]);
    }
    text
}
