//! Markdown: a table that a report or a wiki takes as it is.

use super::sheet::Align;
use super::{Sheet, one_line};
use std::io::{self, Write};

/// Writes one table with the lines above and below it.
///
/// # Errors
/// The place it is written to fails.
pub fn write(sheet: &Sheet, to: &mut dyn Write) -> io::Result<()> {
    let shown: Vec<usize> = (0..sheet.fields.len()).filter(|at| !sheet.fields[*at].only_data).collect();
    for (at, line) in sheet.heading.iter().enumerate() {
        if at == 0 {
            writeln!(to, "**{}**  ", escaped(line))?;
        } else {
            writeln!(to, "{}  ", escaped(line))?;
        }
    }
    writeln!(to)?;
    let titles = shown.iter().map(|at| {
        let field = &sheet.fields[*at];
        match field.group {
            Some(_) if field.title.is_empty() => String::new(),
            Some(group) => escaped(&format!("{} {}", sheet.groups[group], field.title)),
            None => escaped(&field.title),
        }
    });
    writeln!(to, "| {} |", titles.collect::<Vec<_>>().join(" | "))?;
    let rules = shown.iter().map(|at| match sheet.fields[*at].align {
        Align::Left => "---",
        Align::Right => "---:",
    });
    writeln!(to, "| {} |", rules.collect::<Vec<_>>().join(" | "))?;
    for row in &sheet.rows {
        let entries = shown.iter().map(|at| {
            let shown = &row.entries[*at].shown;
            let text = shown.trim_start();
            // Leading blanks are the level of a code; Markdown would drop them.
            let text_in = match sheet.fields[*at].wraps() {
                true => text.lines().map(escaped).collect::<Vec<_>>().join("<br>"),
                false => escaped(text),
            };
            format!("{}{text_in}", "&nbsp;".repeat(shown.len() - text.len()))
        });
        writeln!(to, "| {} |", entries.collect::<Vec<_>>().join(" | "))?;
    }
    if !sheet.notes.is_empty() {
        writeln!(to)?;
    }
    for note in &sheet.notes {
        writeln!(to, "{}  ", escaped(note))?;
    }
    Ok(())
}

/// One line in which no sign means anything to Markdown.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        if matches!(c, '\\' | '|' | '*' | '`' | '[' | ']' | '<' | '>' | '#' | '~' | '&') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
