//! Comma-separated values (RFC 4180): a row of names, then the rows, exact and without remarks.

use super::Sheet;
use std::io::{self, Write};

/// Writes one table. Names and numbers are exact; a number that there is none of is empty.
///
/// # Errors
/// The place it is written to fails.
pub fn write(sheet: &Sheet, to: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(to);
    let kept: Vec<usize> = (0..sheet.fields.len()).filter(|at| !sheet.fields[*at].only_shown).collect();
    writer.write_record(kept.iter().map(|at| &sheet.fields[*at].name)).map_err(machine)?;
    for row in &sheet.rows {
        writer.write_record(kept.iter().map(|at| &row.entries[*at].exact)).map_err(machine)?;
    }
    writer.flush()
}

/// The error below the format's own; the records are of one length, so there is no other.
fn machine(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
