//! LaTeX: tables for a paper, with the rules of the package booktabs.

use super::sheet::{Align, NOTHING, Row, groups_of};
use super::{Sheet, one_line};
use std::io::{self, Write};

/// Writes tables below each other, each ready to be taken in with `\input`.
///
/// # Errors
/// The place it is written to fails.
pub fn write(sheets: &[Sheet], to: &mut dyn Write) -> io::Result<()> {
    writeln!(
        to,
        "% Wants \\usepackage{{array,booktabs,longtable,pdflscape}}, and UTF-8, which LaTeX reads of itself since 2018."
    )?;
    for sheet in sheets {
        writeln!(to)?;
        write_sheet(sheet, to)?;
    }
    Ok(())
}

/// More rows than this do not fit on a page.
const PAGE: usize = 40;
/// Letters of \footnotesize that a page is wide, with `BETWEEN` for each gap between two columns.
const UPRIGHT: usize = 92;
/// Letters of \scriptsize that a page is wide when it lies on its side.
const ACROSS: usize = 168;
const BETWEEN: usize = 2;
/// Texts that are longer may be broken into lines.
const LONG: usize = 28;

/// How a table lies on its page.
struct Layout {
    shown: Vec<usize>,
    /// What LaTeX calls the columns.
    columns: String,
    /// Letters that each column takes.
    widths: Vec<usize>,
    across: bool,
    paged: bool,
}

impl Layout {
    fn of(sheet: &Sheet) -> Self {
        let shown: Vec<usize> = (0..sheet.fields.len()).filter(|at| !sheet.fields[*at].only_data).collect();
        let letters = |text: &str| text.chars().count();
        let widest = |at: &usize| {
            let entries = sheet.rows.iter().map(|row| letters(&row.entries[*at].shown));
            entries.chain([letters(&sheet.fields[*at].title)]).max().unwrap_or(0)
        };
        let mut widths: Vec<usize> = shown.iter().map(widest).collect();
        let gaps = shown.len().saturating_sub(1) * BETWEEN;
        let breaks = |place: usize| sheet.fields[shown[place]].align == Align::Left && place > 0;
        let (fixed, long): (Vec<usize>, Vec<usize>) =
            (0..shown.len()).partition(|place| !breaks(*place) || widths[*place] <= LONG);
        let fixed: usize = fixed.into_iter().map(|place| widths[place]).sum::<usize>() + gaps;
        let wanted: usize = long.iter().map(|place| widths[*place].min(2 * LONG)).sum();
        let across = fixed + wanted > UPRIGHT;
        let page = if across { ACROSS } else { UPRIGHT };
        let each = page.saturating_sub(fixed) / long.len().max(1);
        let mut broken = vec![false; shown.len()];
        for place in long {
            let room = each.max(LONG);
            broken[place] = widths[place] > room;
            widths[place] = widths[place].min(room);
        }
        let column = |(place, at): (usize, &usize)| match sheet.fields[*at].align {
            Align::Right => "r".to_string(),
            Align::Left if broken[place] => {
                let room = widths[place] as f64 / 2.0;
                format!(">{{\\raggedright\\arraybackslash}}p{{{room}em}}")
            }
            Align::Left => "l".to_string(),
        };
        let columns = shown.iter().enumerate().map(column).collect::<String>();
        Self {
            columns: format!("@{{}}{columns}@{{}}"),
            widths,
            across,
            paged: sheet.rows.len() > PAGE,
            shown,
        }
    }

    fn size(&self) -> &'static str {
        if self.across { "\\scriptsize" } else { "\\footnotesize" }
    }
}

fn write_sheet(sheet: &Sheet, to: &mut dyn Write) -> io::Result<()> {
    let layout = Layout::of(sheet);
    let mut heading = sheet.heading.iter().map(|line| escaped(line));
    let caption = heading.next().unwrap_or_default();
    let lines: Vec<String> = heading.chain(sheet.notes.iter().map(|line| escaped(line))).collect();
    if layout.shown.is_empty() {
        writeln!(to, "\\par\\noindent {caption}")?;
        return write_lines(&lines, to);
    }
    if layout.across {
        writeln!(to, "\\begin{{landscape}}")?;
    }
    if layout.paged {
        let (size, columns) = (layout.size(), &layout.columns);
        writeln!(to, "{{{size}\\setlength{{\\tabcolsep}}{{3pt}}\\setlength{{\\LTcapwidth}}{{\\linewidth}}")?;
        writeln!(to, "\\begin{{longtable}}[l]{{{columns}}}")?;
        let caption =
            if caption.is_empty() { String::new() } else { format!("\\caption{{{caption}}} \\\\\n") };
        writeln!(to, "{caption}\\toprule")?;
        write_head(sheet, &layout, to)?;
        writeln!(to, "\\midrule\n\\endfirsthead\n\\toprule")?;
        write_head(sheet, &layout, to)?;
        writeln!(to, "\\midrule\n\\endhead")?;
        write_rows(sheet, &layout, to)?;
        writeln!(to, "\\bottomrule\n\\end{{longtable}}")?;
    } else {
        writeln!(
            to,
            "\\begin{{table}}\n{}\\setlength{{\\tabcolsep}}{{3pt}}\\setlength{{\\belowcaptionskip}}{{4pt}}",
            layout.size()
        )?;
        if !caption.is_empty() {
            writeln!(to, "\\caption{{{caption}}}")?;
        }
        writeln!(to, "\\begin{{tabular}}{{{}}}\n\\toprule", layout.columns)?;
        write_head(sheet, &layout, to)?;
        writeln!(to, "\\midrule")?;
        write_rows(sheet, &layout, to)?;
        writeln!(to, "\\bottomrule\n\\end{{tabular}}")?;
    }
    write_lines(&lines, to)?;
    writeln!(to, "{}", if layout.paged { "\\par}" } else { "\\end{table}" })?;
    if layout.across {
        writeln!(to, "\\end{{landscape}}")?;
    }
    Ok(())
}

fn write_lines(lines: &[String], to: &mut dyn Write) -> io::Result<()> {
    if !lines.is_empty() {
        writeln!(to, "\\par\\smallskip")?;
    }
    lines.iter().try_for_each(|line| writeln!(to, "\\par\\noindent {line}"))
}

fn write_rows(sheet: &Sheet, layout: &Layout, to: &mut dyn Write) -> io::Result<()> {
    for row in &sheet.rows {
        let entries: Vec<String> = layout.shown.iter().map(|at| entry(row, *at)).collect();
        writeln!(to, "{} \\\\", entries.join(" & "))?;
    }
    Ok(())
}

fn write_head(sheet: &Sheet, layout: &Layout, to: &mut dyn Write) -> io::Result<()> {
    if !sheet.groups.is_empty() {
        let (mut titles, mut rules, mut column) = (Vec::new(), String::new(), 1);
        for (group, span) in groups_of(sheet, &layout.shown) {
            match group {
                Some(group) => {
                    let room = layout.widths[column - 1..column - 1 + span].iter().sum::<usize>();
                    let title = over(&sheet.groups[group], room + span * BETWEEN);
                    titles.push(format!("\\multicolumn{{{span}}}{{c}}{{{title}}}"));
                    rules += &format!("\\cmidrule(lr){{{column}-{}}}", column + span - 1);
                }
                None => titles.extend(vec![String::new(); span]),
            }
            column += span;
        }
        writeln!(to, "{} \\\\\n{rules}", titles.join(" & "))?;
    }
    let titles: Vec<String> = layout.shown.iter().map(|at| escaped(&sheet.fields[*at].title)).collect();
    writeln!(to, "{} \\\\", titles.join(" & "))
}

/// A title in as many lines as keep it from being wider than `room` letters, where it has blanks.
fn over(title: &str, room: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in title.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_string()),
        }
    }
    let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
    match lines.as_slice() {
        [line] => line.clone(),
        lines => format!("\\shortstack{{{}}}", lines.join("\\\\")),
    }
}

fn entry(row: &Row, at: usize) -> String {
    let shown = &row.entries[at].shown;
    let text = shown.trim_start_matches(' ');
    let depth = shown.len() - text.len();
    let text = if text == NOTHING { "--".to_string() } else { escaped(text) };
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
