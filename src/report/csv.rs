//! Comma-separated values (RFC 4180): a row of names, then the rows, exact and without remarks; what stands
//! beside no row follows after an empty line.

use super::Sheet;
use super::sheet::{Align, Field};
use std::borrow::Cow;
use std::io::{self, Write};

/// For whom a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// Programs: commas, decimal points, no byte-order mark.
    #[default]
    Program,
    /// Spreadsheets where a decimal has a point: commas and a byte-order mark.
    Comma,
    /// Spreadsheets where a decimal has a comma: semicolons, decimal commas, a byte-order mark.
    Semicolon,
    /// Spreadsheets that take tabs: decimal points and a byte-order mark.
    Tab,
}

impl Style {
    /// What stands between two columns.
    pub fn delimiter(self) -> u8 {
        match self {
            Style::Program | Style::Comma => b',',
            Style::Semicolon => b';',
            Style::Tab => b'\t',
        }
    }

    /// A number as this style has it; other text as it is.
    fn number(self, exact: &str) -> Cow<'_, str> {
        match self {
            Style::Semicolon if is_decimal(exact) => Cow::Owned(exact.replace('.', ",")),
            _ => Cow::Borrowed(exact),
        }
    }

    /// Text that a spreadsheet does not take for a formula: an apostrophe stands before it.
    fn safe(self, text: Cow<'_, str>) -> Cow<'_, str> {
        match self {
            Style::Program => text,
            _ if text.starts_with(COMPUTED) => Cow::Owned(format!("'{text}")),
            _ => text,
        }
    }
}

/// Text that begins so is computed by a spreadsheet, or runs a command.
const COMPUTED: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Digits, a point and digits, with or without a minus before.
fn is_decimal(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    unsigned.split_once('.').is_some_and(|(whole, rest)| digits(whole) && digits(rest))
}

/// Writes one table, and those that belong to it below, each after an empty line and with names of its own.
/// Names and numbers are exact; a number that there is none of is empty.
///
/// # Errors
/// The place it is written to fails.
pub fn write(sheet: &Sheet, style: Style, to: &mut dyn Write) -> io::Result<()> {
    if style != Style::Program {
        // Spreadsheets take a file without it for Windows-1252.
        to.write_all("\u{feff}".as_bytes())?;
    }
    write_alone(sheet, style, to)?;
    for further in &sheet.further {
        to.write_all(b"\r\n")?;
        write_alone(further, style, to)?;
    }
    Ok(())
}

/// Writes the fields and rows of one table.
fn write_alone(sheet: &Sheet, style: Style, to: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(style.delimiter())
        .terminator(csv::Terminator::CRLF)
        .from_writer(to);
    let kept: Vec<usize> = (0..sheet.fields.len()).filter(|at| !sheet.fields[*at].only_shown).collect();
    let names = kept.iter().map(|at| style.safe(Cow::Borrowed(&sheet.fields[*at].name)));
    let names: Vec<Cow<'_, str>> = names.collect();
    writer.write_record(names.iter().map(|name| name.as_bytes())).map_err(machine)?;
    for row in &sheet.rows {
        let cell = |at: &usize| {
            let exact = row.entries[*at].exact.as_str();
            let cell = if may_count(&sheet.fields[*at]) { style.number(exact) } else { Cow::Borrowed(exact) };
            if exact.parse::<f64>().is_ok() { cell } else { style.safe(cell) }
        };
        let cells: Vec<Cow<'_, str>> = kept.iter().map(cell).collect();
        writer.write_record(cells.iter().map(|cell| cell.as_bytes())).map_err(machine)?;
    }
    writer.flush()
}

/// True for fields of numbers, and those that only files have; ids and codes are text, even `1.10`.
fn may_count(field: &Field) -> bool {
    field.align == Align::Right || field.only_data
}

/// The error below the format's own; the records are of one length, so there is no other.
fn machine(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sheet::{Entry, Row};
    use super::*;

    fn written(style: Style) -> String {
        let entries = ["1.10", "2.5", "-0.25", "2014-01-02"].map(Entry::text).to_vec();
        let sheet = Sheet {
            fields: vec![
                Field::text("id", "id"),
                Field::number("share", "share"),
                Field::data("low"),
                Field::data("date"),
            ],
            rows: vec![Row { entries, strong: false }],
            ..Sheet::default()
        };
        let mut bytes = Vec::new();
        write(&sheet, style, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn decimals_get_a_comma_where_semicolons_part_columns_but_ids_and_dates_stay() {
        let spreadsheet = written(Style::Semicolon);
        assert_eq!(spreadsheet, "\u{feff}id;share;low;date\r\n1.10;2,5;-0,25;2014-01-02\r\n");
    }

    #[test]
    fn spreadsheets_compute_nothing_that_a_text_says_and_numbers_stay_numbers() {
        let cells = ["=1+1", "-0.5", "-2+3", "@SUM(A1)", "+4", "- Really?", "a=b"].map(Entry::text).to_vec();
        let fields = ["=id", "b", "c", "d", "e", "f", "g"].map(|name| Field::text(name, name)).to_vec();
        let sheet = Sheet { fields, rows: vec![Row { entries: cells, strong: false }], ..Sheet::default() };
        let text = |style| {
            let mut bytes = Vec::new();
            write(&sheet, style, &mut bytes).unwrap();
            String::from_utf8(bytes).unwrap()
        };
        let spreadsheet = text(Style::Semicolon);
        assert!(spreadsheet.contains("'=id;b;c"), "{spreadsheet}");
        assert!(spreadsheet.ends_with("\n'=1+1;-0.5;'-2+3;'@SUM(A1);+4;'- Really?;a=b\r\n"), "{spreadsheet}");
        assert!(text(Style::Program).ends_with("\n=1+1,-0.5,-2+3,@SUM(A1),+4,- Really?,a=b\r\n"));
    }

    #[test]
    fn programs_get_no_mark_and_other_spreadsheets_their_sign() {
        assert_eq!(written(Style::Program), "id,share,low,date\r\n1.10,2.5,-0.25,2014-01-02\r\n");
        assert!(written(Style::Comma).starts_with("\u{feff}id,share"));
        assert!(written(Style::Tab).ends_with("1.10\t2.5\t-0.25\t2014-01-02\r\n"));
    }
}
