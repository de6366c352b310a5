//! HTML: one document that stands alone and prints well; headers say which cells they are for.

use super::sheet::{Align, NOTHING, Row};
use super::{Sheet, one_line};
use std::io::{self, Write};

const STYLE: &str = "\
body { font: 15px/1.4 system-ui, sans-serif; margin: 2em; color: #111; background: #fff; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: 0.8em 0 0.6em; }
caption { text-align: left; padding-bottom: 0.6em; }
th, td { padding: 0.15em 0.6em; text-align: left; vertical-align: baseline; white-space: nowrap; }
thead tr:first-child > * { border-top: 2px solid #111; }
thead tr:last-child > * { border-bottom: 1px solid #111; }
thead th { font-weight: normal; vertical-align: bottom; }
thead th[scope=colgroup] { text-align: center; white-space: normal; }
thead th[scope=colgroup] > span { display: block; border-bottom: 1px solid #777; }
tbody tr:last-child > * { border-bottom: 2px solid #111; }
tbody th { font-weight: normal; }
tr.strong th { font-weight: bold; }
.right { text-align: right; }
.begins { padding-left: 1.4em; }
td.text { white-space: normal; min-width: 14em; max-width: 34em; }
p { margin: 0.2em 0; max-width: 60em; }
@media print { @page { margin: 12mm; } body { margin: 0; font-size: 8pt; } th, td { padding: 0.1em 0.35em; } tr { break-inside: avoid; } }
";

/// Writes tables below each other as one document.
///
/// # Errors
/// The place it is written to fails.
pub fn write(sheets: &[Sheet], to: &mut dyn Write) -> io::Result<()> {
    let title = sheets.iter().find_map(|sheet| sheet.heading.first()).map(|line| escaped(line));
    writeln!(to, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(to, "<meta name=\"viewport\" content=\"width=device-width\">")?;
    writeln!(to, "<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>", title.unwrap_or_default())?;
    for sheet in sheets {
        write_sheet(sheet, to)?;
    }
    writeln!(to, "</body>\n</html>")
}

fn write_sheet(sheet: &Sheet, to: &mut dyn Write) -> io::Result<()> {
    let shown: Vec<usize> = (0..sheet.fields.len()).filter(|at| !sheet.fields[*at].only_data).collect();
    let mut heading = sheet.heading.iter().map(|line| escaped(line));
    let title = heading.next().map(|title| format!("<p><strong>{title}</strong></p>")).unwrap_or_default();
    let lines: String = heading.map(|line| format!("\n<p>{line}</p>")).collect();
    if shown.is_empty() {
        writeln!(to, "{title}{lines}")?;
    } else {
        let classes = classes(sheet, &shown);
        writeln!(to, "<table>\n<caption>{title}{lines}</caption>\n<thead>")?;
        write_head(sheet, &shown, &classes, to)?;
        writeln!(to, "</thead>\n<tbody>")?;
        for row in &sheet.rows {
            write_row(sheet, row, &shown, &classes, to)?;
        }
        writeln!(to, "</tbody>\n</table>")?;
    }
    for note in &sheet.notes {
        writeln!(to, "<p>{}</p>", escaped(note))?;
    }
    Ok(())
}

fn write_head(sheet: &Sheet, shown: &[usize], classes: &[String], to: &mut dyn Write) -> io::Result<()> {
    if !sheet.groups.is_empty() {
        write!(to, "<tr>")?;
        for (group, span) in super::sheet::groups_of(sheet, shown) {
            match group {
                Some(group) => {
                    let title = escaped(&sheet.groups[group]);
                    write!(to, "<th scope=\"colgroup\" colspan=\"{span}\"><span>{title}</span></th>")?;
                }
                None => write!(to, "<td colspan=\"{span}\"></td>")?,
            }
        }
        writeln!(to, "</tr>")?;
    }
    write!(to, "<tr>")?;
    for (at, class) in shown.iter().zip(classes) {
        let title = escaped(&sheet.fields[*at].title);
        write!(to, "<th scope=\"col\"{class}>{title}</th>")?;
    }
    writeln!(to, "</tr>")
}

fn write_row(
    sheet: &Sheet,
    row: &Row,
    shown: &[usize],
    classes: &[String],
    to: &mut dyn Write,
) -> io::Result<()> {
    write!(to, "<tr{}>", if row.strong { " class=\"strong\"" } else { "" })?;
    for (place, (at, class)) in shown.iter().zip(classes).enumerate() {
        let text = &row.entries[*at].shown;
        let depth = text.len() - text.trim_start_matches(' ').len();
        let indent = match depth {
            0 => String::new(),
            depth => format!(" style=\"padding-left: {}em\"", 0.6 + depth as f64 * 0.5),
        };
        let text = match text.as_str() {
            NOTHING => "–".to_string(),
            text if sheet.fields[*at].wraps() => text.lines().map(escaped).collect::<Vec<_>>().join("<br>"),
            text => escaped(text),
        };
        match place {
            0 => write!(to, "<th scope=\"row\"{indent}>{text}</th>")?,
            _ => write!(to, "<td{class}>{text}</td>")?,
        }
    }
    writeln!(to, "</tr>")
}

/// Longer texts are broken into lines.
const LONG: usize = 40;

/// The attribute `class` of each field that is shown, with the blank before it.
fn classes(sheet: &Sheet, shown: &[usize]) -> Vec<String> {
    let mut all = Vec::with_capacity(shown.len());
    let mut before = None;
    for at in shown {
        let group = sheet.fields[*at].group;
        let long = |row: &Row| row.entries[*at].shown.chars().count() > LONG;
        let mut classes = Vec::new();
        match sheet.fields[*at].align {
            Align::Right => classes.push("right"),
            Align::Left if sheet.rows.iter().any(long) => classes.push("text"),
            Align::Left => {}
        }
        if group.is_some() && group != before {
            classes.push("begins");
        }
        before = group;
        all.push(match classes.join(" ") {
            none if none.is_empty() => none,
            some => format!(" class=\"{some}\""),
        });
    }
    all
}

/// One line in which no sign means anything to HTML or XML.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // No document of XML may hold these two.
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}
