//! LaTeX: tables for a paper, with the rules of the package booktabs.

mod parts;

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
    for part in sheets.iter().flat_map(parts::parts) {
        writeln!(to)?;
        write_sheet(&part, to)?;
    }
    Ok(())
}

/// More rows than this do not fit on a page.
const PAGE: usize = 40;
/// How a table may lie on its page, the first that it fits in is taken. Half ems of the type are about the
/// letters of a line; a page of LaTeX's own classes is 345 pt wide, and 550 pt when it lies on its side.
const PLACES: [Place; 3] = [
    Place { size: "\\footnotesize", across: false, page: 81.0, gap: 1.5 },
    Place { size: "\\scriptsize", across: true, page: 137.0, gap: 1.6 },
    Place { size: "\\tiny", across: true, page: 160.0, gap: 1.8 },
];
/// Texts that are longer may be broken into lines.
const LONG: f64 = 28.0;
/// They are never narrower.
const LEAST: f64 = 16.0;

/// A size of type, and the room that it has.
#[derive(Clone, Copy)]
struct Place {
    size: &'static str,
    /// The page lies on its side.
    across: bool,
    /// Half ems that the page is wide.
    page: f64,
    /// Half ems between two columns.
    gap: f64,
}

/// How a table lies on its page.
struct Layout {
    shown: Vec<usize>,
    /// What LaTeX calls the columns.
    columns: String,
    /// Half ems that each column takes.
    widths: Vec<f64>,
    place: Place,
    /// No type is small enough.
    too_wide: bool,
    paged: bool,
}

impl Layout {
    fn of(sheet: &Sheet) -> Self {
        let shown: Vec<usize> = (0..sheet.fields.len()).filter(|at| !sheet.fields[*at].only_data).collect();
        let mut widths: Vec<f64> = shown.iter().map(|at| widest(sheet, *at)).collect();
        let least = under_titles(sheet, &shown, &mut widths);
        let breaks = |column: usize| sheet.fields[shown[column]].align == Align::Left && column > 0;
        let (fixed, long): (Vec<usize>, Vec<usize>) =
            (0..shown.len()).partition(|column| !breaks(*column) || widths[*column] <= LONG);
        let fixed: f64 = fixed.into_iter().map(|column| widths[column]).sum();
        // Larger type is worth shorter lines.
        let wanted = |place: &Place| -> f64 {
            let room = if place.across { LONG } else { 2.0 * LONG };
            long.iter().map(|column| widths[*column].min(room)).sum()
        };
        let beside = |place: &Place| fixed + shown.len().saturating_sub(1) as f64 * place.gap;
        let [.., smallest] = PLACES;
        let place =
            PLACES.into_iter().find(|place| beside(place) + wanted(place) <= place.page).unwrap_or(smallest);
        let each = ((place.page - beside(&place)) / long.len().max(1) as f64).max(LEAST);
        let mut broken = vec![false; shown.len()];
        for column in long {
            let room = each.max(least[column]);
            broken[column] = widths[column] > room;
            widths[column] = widths[column].min(room);
        }
        let column = |(column, at): (usize, &usize)| match sheet.fields[*at].align {
            Align::Right => "r".to_string(),
            Align::Left if broken[column] => {
                format!(">{{\\raggedright\\arraybackslash}}p{{{:.1}em}}", (widths[column] - 0.2) / 2.0)
            }
            Align::Left => "l".to_string(),
        };
        let columns = shown.iter().enumerate().map(column).collect::<String>();
        let whole: f64 = widths.iter().sum::<f64>() + shown.len().saturating_sub(1) as f64 * place.gap;
        Self {
            columns: format!("@{{}}{columns}@{{}}"),
            too_wide: whole > place.page + 0.1,
            widths,
            place,
            paged: sheet.rows.len() > PAGE,
            shown,
        }
    }
}

/// Widens columns whose common title has a word that is wider than they are; gives what each column cannot be
/// narrower than, for the words of its titles.
fn under_titles(sheet: &Sheet, shown: &[usize], widths: &mut [f64]) -> Vec<f64> {
    let mut least: Vec<f64> = shown.iter().map(|at| widest_word(&sheet.fields[*at].title)).collect();
    let mut first = 0;
    for (group, span) in groups_of(sheet, shown) {
        if let Some(group) = group {
            let word = widest_word(&sheet.groups[group]);
            let last = first + span - 1;
            let between = (span - 1) as f64 * PLACES[0].gap;
            let has = widths[first..=last].iter().sum::<f64>() + between;
            widths[last] += (word - has).max(0.0);
            if span == 1 {
                least[last] = least[last].max(word);
            }
        }
        first += span;
    }
    least
}

/// Half ems of the widest word of a title.
fn widest_word(title: &str) -> f64 {
    title.split_whitespace().map(width).fold(0.0, f64::max)
}

/// Half ems of the widest entry of a field, or its title.
fn widest(sheet: &Sheet, at: usize) -> f64 {
    let entry = |row: &Row| {
        // Rows that hold others stand in bold.
        let bold = if at == 0 && row.strong { 1.15 } else { 1.0 };
        width(&row.entries[at].shown) * bold
    };
    sheet.rows.iter().map(entry).fold(width(&sheet.fields[at].title), f64::max)
}

/// Half ems that a text takes, by the widths of LaTeX's own type, rather too many than too few.
fn width(text: &str) -> f64 {
    text.chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '!' => 0.6,
            ' ' | 'f' | 'r' | 's' | 't' | '-' | '(' | ')' | 'I' => 0.8,
            'm' | 'w' | 'M' | 'W' | '@' | '%' | '&' | '−' | '+' | '±' | '<' | '>' | '=' | '~' => 1.7,
            '∞' | '…' => 2.0,
            c if c.is_uppercase() => 1.5,
            'b' | 'd' | 'h' | 'k' | 'n' | 'p' | 'q' | 'u' | 'v' | 'x' | 'y' => 1.12,
            c if c.is_ascii() => 1.0,
            _ => 1.2,
        })
        .sum()
}

fn write_sheet(sheet: &Sheet, to: &mut dyn Write) -> io::Result<()> {
    let layout = Layout::of(sheet);
    let mut heading = sheet.heading.iter().map(|line| escaped(line));
    let caption = heading.next().unwrap_or_default();
    let lines: Vec<String> = heading.chain(sheet.notes.iter().map(|line| escaped(line))).collect();
    if layout.shown.is_empty() {
        writeln!(to, "{{\\par\\noindent {caption}")?;
        write_lines(&lines, to)?;
        return writeln!(to, "\\par}}");
    }
    if layout.too_wide {
        writeln!(
            to,
            "% Wider than any page, though one column stands beside its rows: --format csv has room for all."
        )?;
    }
    if layout.place.across {
        writeln!(to, "\\begin{{landscape}}")?;
    }
    if layout.paged {
        let (size, columns) = (layout.place.size, &layout.columns);
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
            layout.place.size
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
    if layout.place.across {
        writeln!(to, "\\end{{landscape}}")?;
    }
    Ok(())
}

fn write_lines(lines: &[String], to: &mut dyn Write) -> io::Result<()> {
    if !lines.is_empty() {
        // Ids of codes are not parted: lines of them would stand out.
        writeln!(to, "\\par\\smallskip\\raggedright")?;
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
                    let room = layout.widths[column - 1..column - 1 + span].iter().sum::<f64>();
                    let gaps = span as f64 * layout.place.gap;
                    let title = over(&sheet.groups[group], room + gaps);
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

/// A title in as many lines as keep it from being wider than `room` half ems, where it has blanks.
fn over(title: &str, room: f64) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in title.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line) + 1.0 + width(word) <= room => {
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
    use super::super::sheet::{Entry, Field};
    use super::*;

    /// A text that is long enough to be broken beside so many numbers.
    fn beside(numbers: usize) -> Layout {
        let mut fields = vec![Field::text("code", "code"), Field::text("meaning", "meaning")];
        fields.extend((0..numbers).map(|at| Field::number(at.to_string(), "n")));
        let mut entries =
            vec![Entry::text("connect.dialogue"), Entry::text("of these codes known ".repeat(8))];
        entries.extend(vec![Entry::text("12345"); numbers]);
        Layout::of(&Sheet { fields, rows: vec![Row { entries, strong: false }], ..Sheet::default() })
    }

    #[test]
    fn a_table_is_turned_and_set_smaller_until_it_fits() {
        let sizes = [1, 6, 15, 40].map(|numbers| {
            let layout = beside(numbers);
            (layout.place.size, layout.place.across, layout.too_wide)
        });
        let [upright, across, tiny, none] = sizes;
        assert_eq!(upright, ("\\footnotesize", false, false));
        assert_eq!(across, ("\\scriptsize", true, false));
        assert_eq!(tiny, ("\\tiny", true, false));
        assert_eq!(none, ("\\tiny", true, true));
        for numbers in [1, 6, 15] {
            let Layout { widths, place, columns, .. } = beside(numbers);
            let whole = widths.iter().sum::<f64>() + (widths.len() - 1) as f64 * place.gap;
            assert!(
                whole <= place.page + 0.1 && columns.contains("raggedright"),
                "{numbers}: {whole} {columns}"
            );
        }
    }

    #[test]
    fn a_title_over_narrow_columns_takes_its_room() {
        let under = |title: &str| {
            let fields = vec![
                Field::text("code", "code"),
                Field::number("n", "n").under(0),
                Field::number("p", "%").under(0),
            ];
            let entries = ["a", "1", "2"].map(Entry::text).to_vec();
            let rows = vec![Row { entries, strong: false }];
            Layout::of(&Sheet { groups: vec![title.into()], fields, rows, ..Sheet::default() }).widths
        };
        assert_eq!(under("a b c d e f g h"), under(""));
        let widths = under("regulations_advice 12");
        assert!((widths[1] + widths[2] + 1.5 - width("regulations_advice")).abs() < 1e-9, "{widths:?}");
    }

    #[test]
    fn no_sign_of_a_text_is_taken_for_a_command() {
        assert_eq!(
            escaped("5% of {a_b} & \\c < ½ --by"),
            "5\\% of \\{a\\_b\\} \\& \\textbackslash{}c $<$ $\\frac{1}{2}$ -{}-by"
        );
    }
}
