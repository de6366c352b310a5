//! LaTeX: tables for a paper, with the rules of the package booktabs.

use super::sheet::{Align, Row, groups_of};
use super::{Sheet, one_line};
use std::io::{self, Write};

/// Writes tables below each other, each ready to be taken in with `\input`.
///
/// # Errors
/// The place it is written to fails.
pub fn write(sheets: &[Sheet], to: &mut dyn Write) -> io::Result<()> {
    writeln!(
        to,
        "% Wants \\usepackage{{booktabs,longtable}}, and UTF-8, which LaTeX reads of itself since 2018."
    )?;
    for sheet in sheets {
        writeln!(to)?;
        write_sheet(sheet, to)?;
    }
    Ok(())
}

/// More rows than this do not fit on a page.
const PAGE: usize = 40;

fn write_sheet(sheet: &Sheet, to: &mut dyn Write) -> io::Result<()> {
    let shown: Vec<usize> = (0..sheet.fields.len()).filter(|at| !sheet.fields[*at].only_data).collect();
    let mut heading = sheet.heading.iter().map(|line| escaped(line));
    let caption = heading.next().unwrap_or_default();
    let lines: Vec<String> = heading.chain(sheet.notes.iter().map(|line| escaped(line))).collect();
    let align = |at: &usize| match sheet.fields[*at].align {
        Align::Left => 'l',
        Align::Right => 'r',
    };
    let columns = format!("@{{}}{}@{{}}", shown.iter().map(align).collect::<String>());
    let paged = sheet.rows.len() > PAGE;
    if shown.is_empty() {
        writeln!(to, "\\par {caption}")?;
    } else if paged {
        writeln!(
            to,
            "{{\\footnotesize\n\\begin{{longtable}}{{{columns}}}\n\\caption{{{caption}}} \\\\\n\\toprule"
        )?;
        write_head(sheet, &shown, to)?;
        writeln!(to, "\\midrule\n\\endhead")?;
        write_rows(sheet, &shown, to)?;
        writeln!(to, "\\bottomrule\n\\end{{longtable}}")?;
    } else {
        writeln!(to, "\\begin{{table}}\n\\footnotesize\n\\caption{{{caption}}}")?;
        writeln!(to, "\\begin{{tabular}}{{{columns}}}\n\\toprule")?;
        write_head(sheet, &shown, to)?;
        writeln!(to, "\\midrule")?;
        write_rows(sheet, &shown, to)?;
        writeln!(to, "\\bottomrule\n\\end{{tabular}}")?;
    }
    for line in lines {
        writeln!(to, "\\par {line}")?;
    }
    match (shown.is_empty(), paged) {
        (true, _) => Ok(()),
        (_, true) => writeln!(to, "}}"),
        (_, false) => writeln!(to, "\\end{{table}}"),
    }
}

fn write_rows(sheet: &Sheet, shown: &[usize], to: &mut dyn Write) -> io::Result<()> {
    for row in &sheet.rows {
        let entries: Vec<String> = shown.iter().map(|at| entry(row, *at)).collect();
        writeln!(to, "{} \\\\", entries.join(" & "))?;
    }
    Ok(())
}

fn write_head(sheet: &Sheet, shown: &[usize], to: &mut dyn Write) -> io::Result<()> {
    if !sheet.groups.is_empty() {
        let (mut titles, mut rules, mut column) = (Vec::new(), String::new(), 1);
        for (group, span) in groups_of(sheet, shown) {
            match group {
                Some(group) => {
                    titles.push(format!("\\multicolumn{{{span}}}{{c}}{{{}}}", escaped(&sheet.groups[group])));
                    rules += &format!("\\cmidrule(lr){{{column}-{}}}", column + span - 1);
                }
                None => titles.extend(vec![String::new(); span]),
            }
            column += span;
        }
        writeln!(to, "{} \\\\\n{rules}", titles.join(" & "))?;
    }
    let titles: Vec<String> = shown.iter().map(|at| escaped(&sheet.fields[*at].title)).collect();
    writeln!(to, "{} \\\\", titles.join(" & "))
}

fn entry(row: &Row, at: usize) -> String {
    let shown = &row.entries[at].shown;
    let text = shown.trim_start_matches(' ');
    let depth = shown.len() - text.len();
    let text = escaped(text);
    match (at, depth) {
        (0, 0) if row.strong => format!("\\textbf{{{text}}}"),
        (0, depth) if depth > 0 => format!("\\hspace*{{{}em}}{text}", depth as f64 * 0.5),
        _ => text,
    }
}

/// One line in which no sign means anything to LaTeX, and signs that not every font has are spelt out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            // Two of them would become a dash.
            '-' if escaped.ends_with('-') => escaped.push_str("{}-"),
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' | '}' | '$' | '&' | '#' | '_' | '%' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '^' => escaped.push_str("\\textasciicircum{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '<' => escaped.push_str("$<$"),
            '>' => escaped.push_str("$>$"),
            '|' => escaped.push_str("\\textbar{}"),
            '−' => escaped.push_str("$-$"),
            '±' => escaped.push_str("$\\pm$"),
            '∞' => escaped.push_str("$\\infty$"),
            '·' => escaped.push_str("$\\cdot$"),
            '½' => escaped.push_str("$\\frac{1}{2}$"),
            '¹' => escaped.push_str("\\textsuperscript{1}"),
            '²' => escaped.push_str("\\textsuperscript{2}"),
            '³' => escaped.push_str("\\textsuperscript{3}"),
            '…' => escaped.push_str("\\ldots{}"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_of_a_text_is_taken_for_a_command() {
        assert_eq!(
            escaped("5% of {a_b} & \\c < ½ --by"),
            "5\\% of \\{a\\_b\\} \\& \\textbackslash{}c $<$ $\\frac{1}{2}$ -{}-by"
        );
    }
}
