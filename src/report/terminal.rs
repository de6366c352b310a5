//! A table in the terminal: no boxes, numbers right, as wide as the screen allows.
//!
//! Where it does not fit, texts become shorter, then fields go in the order
//! their table wants, then the groups stand in several blocks below each other.

use super::broken::{broken, widest_line};
use super::sheet::{Align, Row, WhenNarrow};
use super::{Sheet, one_line};
use comfy_table::{
    Attribute, Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets,
};
use std::io::{self, Write};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What the place that is written to can do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Screen {
    /// Its columns; without, lines may be as long as they like.
    pub width: Option<usize>,
    /// It shows bold and colours.
    pub colour: bool,
}

/// The columns of the terminal behind standard output, where there is one.
pub fn terminal_width() -> Option<usize> {
    Table::new().width().map(usize::from).filter(|width| *width > 0)
}

/// Blanks before a field, before the first field of a group, and before a field without group.
const GAP: usize = 2;
const WIDE_GAP: usize = 4;

/// Writes one table with the lines above and below it.
///
/// # Errors
/// The place it is written to fails.
pub fn write(sheet: &Sheet, screen: Screen, to: &mut dyn Write) -> io::Result<()> {
    let width = screen.width.unwrap_or(usize::MAX);
    for line in &sheet.heading {
        write_wrapped(&one_line(line), width, to)?;
    }
    if !sheet.heading.is_empty() {
        writeln!(to)?;
    }
    for (at, block) in blocks(sheet, width).iter().enumerate() {
        if at > 0 {
            writeln!(to)?;
        }
        write_block(sheet, block, screen, to)?;
    }
    if !sheet.notes.is_empty() {
        writeln!(to)?;
    }
    for note in &sheet.notes {
        write_wrapped(&one_line(note), width, to)?;
    }
    Ok(())
}

/// A field that is shown, with its place and room.
#[derive(Debug, Clone, Copy)]
struct Shown {
    field: usize,
    gap: usize,
    width: usize,
}

type Block = Vec<Shown>;

fn blocks(sheet: &Sheet, width: usize) -> Vec<Block> {
    let mut fields: Vec<usize> = (0..sheet.fields.len()).filter(|at| !sheet.fields[*at].only_data).collect();
    loop {
        let mut block = laid_out(sheet, &fields);
        if total(&block) <= width || shrink(sheet, &mut block, width) {
            return vec![block];
        }
        let ranks = fields.iter().filter_map(|at| rank(sheet, *at));
        let Some(first) = ranks.min() else { break };
        fields.retain(|at| rank(sheet, *at) != Some(first));
    }
    let (lead, grouped): (Vec<usize>, Vec<usize>) =
        fields.into_iter().partition(|at| sheet.fields[*at].group.is_none());
    let mut blocks: Vec<Block> = Vec::new();
    let mut taken = lead.clone();
    for group in 0..sheet.groups.len() {
        let members = grouped.iter().copied().filter(|at| sheet.fields[*at].group == Some(group));
        let mut wider = taken.clone();
        wider.extend(members);
        if taken.len() > lead.len() && total(&laid_out(sheet, &wider)) > width {
            blocks.push(laid_out(sheet, &taken));
            wider.retain(|at| lead.contains(at) || sheet.fields[*at].group == Some(group));
        }
        taken = wider;
    }
    blocks.push(laid_out(sheet, &taken));
    blocks
}

fn rank(sheet: &Sheet, field: usize) -> Option<u8> {
    match sheet.fields[field].when_narrow {
        WhenNarrow::Stays | WhenNarrow::Wraps { .. } => None,
        WhenNarrow::Goes { rank } | WhenNarrow::Shrinks { rank, .. } => Some(rank),
    }
}

/// The fields with the room they like to have.
fn laid_out(sheet: &Sheet, fields: &[usize]) -> Block {
    let mut block: Block = Vec::with_capacity(fields.len());
    for (at, field) in fields.iter().copied().enumerate() {
        let group = sheet.fields[field].group;
        let begins = at > 0 && group.is_some() && group != sheet.fields[fields[at - 1]].group;
        let gap = match at {
            0 => 0,
            _ if begins => WIDE_GAP,
            _ => GAP,
        };
        let wide = if sheet.fields[field].wraps() { widest_line } else { UnicodeWidthStr::width };
        let entries = sheet.rows.iter().map(|row| wide(row.entries[field].shown.as_str()));
        let widest = entries.chain([sheet.fields[field].title.width()]).max().unwrap_or(0);
        let width = match sheet.fields[field].when_narrow {
            WhenNarrow::Shrinks { most, .. } | WhenNarrow::Wraps { most, .. } => widest.min(most),
            _ => widest,
        };
        block.push(Shown { field, gap, width });
    }
    // A title over a group may be wider than what stands below it.
    for (group, title) in sheet.groups.iter().enumerate() {
        let of_group = |shown: &Shown| sheet.fields[shown.field].group == Some(group);
        if let Some(first) = block.iter().position(of_group) {
            let room: usize =
                block.iter().filter(|shown| of_group(shown)).map(|shown| shown.gap + shown.width).sum();
            let room = room - block[first].gap;
            block[first].width += title.width().saturating_sub(room);
        }
    }
    block
}

fn total(block: &[Shown]) -> usize {
    block.iter().map(|shown| shown.gap + shown.width).sum()
}

/// Takes from the texts that may shrink, the widest first; false where that is not enough.
fn shrink(sheet: &Sheet, block: &mut Block, width: usize) -> bool {
    let mut over = total(block).saturating_sub(width);
    while over > 0 {
        let spare = |shown: &Shown| match sheet.fields[shown.field].when_narrow {
            WhenNarrow::Shrinks { least, .. } | WhenNarrow::Wraps { least, .. } => {
                shown.width.saturating_sub(least)
            }
            _ => 0,
        };
        let widest = block.iter_mut().max_by_key(|shown| spare(shown)).filter(|shown| spare(shown) > 0);
        let Some(widest) = widest else { return false };
        widest.width -= 1;
        over -= 1;
    }
    true
}

fn write_block(sheet: &Sheet, block: &Block, screen: Screen, to: &mut dyn Write) -> io::Result<()> {
    if block.is_empty() {
        return Ok(());
    }
    let groups = group_line(sheet, block);
    if !groups.is_empty() {
        writeln!(to, "{groups}")?;
    }
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled).force_no_tty();
    if screen.colour {
        table.enforce_styling();
    }
    let wraps = |shown: &Shown| sheet.fields[shown.field].wraps();
    let cell = |text: &str, shown: &Shown, strong: bool| {
        let cell = Cell::new(match wraps(shown) {
            true => text.lines().flat_map(|line| broken(line, shown.width)).collect::<Vec<_>>().join("\n"),
            false => cut(&one_line_with_indent(text), shown.width),
        });
        if strong && screen.colour { cell.add_attribute(Attribute::Bold) } else { cell }
    };
    table.add_row(block.iter().map(|shown| cell(&sheet.fields[shown.field].title, shown, false)));
    // A row of several lines stands apart from its neighbours.
    let several = |row: &Row| {
        let lines = |shown: &Shown| {
            let lines = row.entries[shown.field].shown.lines();
            lines.map(|line| broken(line, shown.width).len()).sum::<usize>()
        };
        block.iter().any(|shown| wraps(shown) && lines(shown) > 1)
    };
    let mut before = None;
    for row in &sheet.rows {
        let long = several(row);
        if before.is_some_and(|before| before || long) {
            table.add_row(block.iter().map(|_| Cell::new("")));
        }
        before = Some(long);
        table.add_row(block.iter().map(|shown| cell(&row.entries[shown.field].shown, shown, row.strong)));
    }
    for (shown, column) in block.iter().zip(table.column_iter_mut()) {
        let room = u16::try_from(shown.gap + shown.width).unwrap_or(u16::MAX);
        column.set_padding((shown.gap as u16, 0));
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(room)));
        column.set_cell_alignment(match sheet.fields[shown.field].align {
            Align::Left => CellAlignment::Left,
            Align::Right => CellAlignment::Right,
        });
    }
    for line in table.lines() {
        writeln!(to, "{}", line.trim_end())?;
    }
    Ok(())
}

/// The titles of the groups, each ending where its last field ends; over a single field of text it begins
/// with it.
fn group_line(sheet: &Sheet, block: &Block) -> String {
    let mut line = String::new();
    let mut end = 0;
    for (at, shown) in block.iter().enumerate() {
        end += shown.gap + shown.width;
        let group = sheet.fields[shown.field].group;
        let next = block.get(at + 1).and_then(|next| sheet.fields[next.field].group);
        if let Some(group) = group.filter(|group| next != Some(*group)) {
            let title = one_line(&sheet.groups[group]);
            let before = at.checked_sub(1).and_then(|at| sheet.fields[block[at].field].group);
            let alone = before != Some(group) && sheet.fields[shown.field].align == Align::Left;
            let begins = if alone { end - shown.width } else { end.saturating_sub(title.width()) };
            line += &" ".repeat(begins.saturating_sub(line.width()));
            line += &title;
        }
    }
    line
}

/// One line that keeps its indentation.
fn one_line_with_indent(text: &str) -> String {
    let indent = text.len() - text.trim_start_matches(' ').len();
    " ".repeat(indent) + &one_line(text)
}

/// The beginning of `text` in at most `room` columns.
pub fn cut(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_string();
    }
    let mut kept = String::new();
    for grapheme in text.graphemes(true) {
        if kept.width() + grapheme.width() + 1 > room {
            break;
        }
        kept += grapheme;
    }
    kept.truncate(kept.trim_end().len());
    kept + "…"
}

/// Writes `text` in lines of at most `width` columns, broken at blanks.
///
/// # Errors
/// The place it is written to fails.
pub fn write_wrapped(text: &str, width: usize, to: &mut dyn Write) -> io::Result<()> {
    write_indented(text, "", width, to)
}

/// The same, each line behind `indent`.
///
/// # Errors
/// The place it is written to fails.
pub fn write_indented(text: &str, indent: &str, width: usize, to: &mut dyn Write) -> io::Result<()> {
    let room = width.saturating_sub(indent.width()).max(20);
    let (mut line, mut used) = (String::new(), 0);
    for word in text.split(' ') {
        let wide = seen_width(word);
        if used > 0 && used + 1 + wide > room {
            writeln!(to, "{indent}{line}")?;
            (line, used) = (String::new(), 0);
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        line += word;
        used += wide;
    }
    writeln!(to, "{indent}{line}")
}

/// The columns a word takes, not counting the signs that dress it.
fn seen_width(word: &str) -> usize {
    anstream::adapter::strip_str(word).to_string().width()
}

#[cfg(test)]
#[path = "terminal_tests.rs"]
mod tests;
