//! HTML: one document that stands alone and prints well; headers say which cells they are for.

use super::sheet::Align;
use super::{Sheet, one_line};
use std::io::{self, Write};

const STYLE: &str = "\
body { font: 15px/1.4 system-ui, sans-serif; margin: 2em; color: #111; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: 0.8em 0; }
caption { text-align: left; font-weight: bold; padding-bottom: 0.4em; }
th, td { padding: 0.15em 0.6em; text-align: left; vertical-align: baseline; white-space: nowrap; }
thead th { border-bottom: 1px solid #111; font-weight: normal; }
thead tr:first-child th { border-top: 2px solid #111; }
thead th[scope=colgroup] { text-align: center; }
tbody tr:last-child > * { border-bottom: 2px solid #111; }
tbody th { font-weight: normal; }
tr.strong th { font-weight: bold; }
.right { text-align: right; }
p { margin: 0.2em 0; max-width: 60em; }
@media print { body { margin: 0; font-size: 9pt; } }
";

/// Writes tables below each other as one document.
///
/// # Errors
/// The place it is written to fails.
pub fn write(sheets: &[Sheet], to: &mut dyn Write) -> io::Result<()> {
    let title = sheets.iter().find_map(|sheet| sheet.heading.first()).map(|line| escaped(line));
    writeln!(to, "<!doctype html>\n<html>\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(to, "<meta name=\"viewport\" content=\"width=device-width\">")?;
    writeln!(to, "<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>", title.unwrap_or_default())?;
    for sheet in sheets {
        write_sheet(sheet, to)?;
    }
    writeln!(to, "</body>\n</html>")
}

fn write_sheet(sheet: &Sheet, to: &mut dyn Write) -> io::Result<()> {
    let shown: Vec<usize> = (0..sheet.fields.len()).filter(|at| !sheet.fields[*at].only_data).collect();
    let mut heading = sheet.heading.iter();
    let caption = heading.next().map(|line| escaped(line)).unwrap_or_default();
    if shown.is_empty() {
        writeln!(to, "<p><strong>{caption}</strong></p>")?;
    }
    for line in heading {
        writeln!(to, "<p>{}</p>", escaped(line))?;
    }
    if !shown.is_empty() {
        writeln!(to, "<table>\n<caption>{caption}</caption>\n<thead>")?;
        write_head(sheet, &shown, to)?;
        writeln!(to, "</thead>\n<tbody>")?;
        for row in &sheet.rows {
            write_row(sheet, &shown, row, to)?;
        }
        writeln!(to, "</tbody>\n</table>")?;
    }
    for note in &sheet.notes {
        writeln!(to, "<p>{}</p>", escaped(note))?;
    }
    Ok(())
}

fn write_head(sheet: &Sheet, shown: &[usize], to: &mut dyn Write) -> io::Result<()> {
    if !sheet.groups.is_empty() {
        write!(to, "<tr>")?;
        for (group, span) in super::sheet::groups_of(sheet, shown) {
            match group {
                Some(group) => {
                    let title = escaped(&sheet.groups[group]);
                    write!(to, "<th scope=\"colgroup\" colspan=\"{span}\">{title}</th>")?;
                }
                None => write!(to, "<td colspan=\"{span}\"></td>")?,
            }
        }
        writeln!(to, "</tr>")?;
    }
    write!(to, "<tr>")?;
    for at in shown {
        let title = escaped(&sheet.fields[*at].title);
        write!(to, "<th scope=\"col\"{}>{title}</th>", class(sheet, *at))?;
    }
    writeln!(to, "</tr>")
}

fn write_row(sheet: &Sheet, shown: &[usize], row: &super::sheet::Row, to: &mut dyn Write) -> io::Result<()> {
    write!(to, "<tr{}>", if row.strong { " class=\"strong\"" } else { "" })?;
    for (place, at) in shown.iter().enumerate() {
        let text = &row.entries[*at].shown;
        let depth = text.len() - text.trim_start_matches(' ').len();
        let indent = match depth {
            0 => String::new(),
            depth => format!(" style=\"padding-left: {}em\"", 0.6 + depth as f64 * 0.5),
        };
        match place {
            0 => write!(to, "<th scope=\"row\"{indent}>{}</th>", escaped(text))?,
            _ => write!(to, "<td{}>{}</td>", class(sheet, *at), escaped(text))?,
        }
    }
    writeln!(to, "</tr>")
}

fn class(sheet: &Sheet, field: usize) -> &'static str {
    match sheet.fields[field].align {
        Align::Left => "",
        Align::Right => " class=\"right\"",
    }
}

/// One line in which no sign means anything to HTML.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    escaped
}
