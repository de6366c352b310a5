//! Where results go and in which format.

use super::destination::{self, Lines};
use super::separator::Separator;
use super::{Context, Failure};
use clap::ValueEnum;
use keerpunt::report::{Screen, Sheet, csv, json, markdown, printable, terminal, terminal_width};
use serde_json::Value;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// A format that results are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, as wide as the terminal.
    Table,
    /// Comma-separated values, unrounded.
    Csv,
    /// For programs.
    Json,
    /// Markdown.
    Md,
}

/// Where results go.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Output")]
pub struct Output {
    /// How results are written; without it the ending of --output decides, else `table`.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// Write results to FILE, readable by its owner only, instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write CSV that a spreadsheet opens with a double click: what stands between its columns.
    /// Text that a spreadsheet would compute (it begins with = + - @) gets an apostrophe before it.
    /// Without it CSV is for programs: commas, decimal points, no byte-order mark, every text as it is.
    #[arg(long, value_enum, value_name = "SEPARATOR")]
    pub separator: Option<Separator>,
}

impl Output {
    /// Output in a format of the verb's own, to a file or to standard output.
    pub fn to(file: Option<&Path>) -> Self {
        Self { format: None, output: file.map(Path::to_path_buf), separator: None }
    }

    /// The format that was asked for, in words or by the ending of the file.
    ///
    /// # Errors
    /// The ending is unknown and nobody said the format, or a separator was said and another format.
    pub fn format(&self) -> Result<Format, Failure> {
        match (self.format, self.separator) {
            (None | Some(Format::Csv), Some(_)) => return Ok(Format::Csv),
            (Some(_), Some(_)) => return Err(separator_without_csv()),
            (Some(format), None) => return Ok(format),
            (None, None) => {}
        }
        let Some(file) = &self.output else { return Ok(Format::Table) };
        let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("csv") => Ok(Format::Csv),
            Some("json") => Ok(Format::Json),
            Some("md") => Ok(Format::Md),
            Some("txt") => Ok(Format::Table),
            _ => Err(Failure::usage(
                format!("the ending of {} names no format", file.display()),
                "end it with .txt, .csv, .json or .md, or say --format table|csv|json|md",
            )),
        }
    }

    /// The same for a verb whose result is no table.
    ///
    /// # Errors
    /// As [`Output::format`], or it was to be CSV.
    pub fn format_of_text(&self, what: &str) -> Result<Format, Failure> {
        match self.format()? {
            Format::Csv => Err(Failure::usage(
                format!("{what} is no table, so there is no CSV of it"),
                "take --format table, md or json",
            )),
            format => Ok(format),
        }
    }

    /// Writes a table as CSV, for programs or for the spreadsheet that was asked for.
    ///
    /// # Errors
    /// The place it is written to fails.
    pub fn write_csv(&self, sheet: &Sheet, to: &mut dyn Write) -> io::Result<()> {
        let style = self.separator.map(Separator::style).unwrap_or_default();
        if self.output.is_some() || !io::stdout().is_terminal() {
            return csv::write(sheet, style, to);
        }
        // Files and pipes get every sign as it is; a terminal would obey some of them.
        let mut exact = Vec::new();
        csv::write(sheet, style, &mut exact)?;
        to.write_all(printable(&String::from_utf8_lossy(&exact)).as_bytes())
    }

    /// What the lines of the file are, by the format or the ending.
    fn lines(&self, file: &Path) -> Lines {
        let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match (self.format, ending.as_deref()) {
            _ if self.separator.is_some() => Lines::Rows,
            (Some(Format::Csv), _) | (None, Some("csv")) => Lines::Rows,
            (None, Some("jsonl" | "ndjson")) => Lines::Each,
            _ => Lines::Text,
        }
    }

    /// Writes results: to the file, whole or not at all and told on standard error, or to standard output.
    ///
    /// # Errors
    /// The place cannot be written, or is a file that the study needs.
    pub fn write(
        &self,
        context: &Context,
        content: impl FnOnce(Screen, &mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        match &self.output {
            Some(file) => {
                destination::write(file, self.lines(file), context, |to| content(Screen::default(), to))
            }
            None => {
                let mut to = BufWriter::new(io::stdout().lock());
                content(screen(), &mut to)?;
                to.flush()?;
                Ok(())
            }
        }
    }

    /// Writes tables in the format that was asked for: `sheets` for people, `data` for
    /// spreadsheets, `json` for programs.
    ///
    /// # Errors
    /// The place cannot be written.
    pub fn write_tables(
        &self,
        context: &Context,
        format: Format,
        sheets: impl FnOnce() -> Vec<Sheet>,
        data: impl FnOnce() -> Sheet,
        json: impl FnOnce() -> Value,
    ) -> Result<(), Failure> {
        self.write(context, |screen, to| match format {
            Format::Json => write_json(&json(), to),
            Format::Csv => self.write_csv(&data(), to),
            Format::Table => between(&sheets(), to, |sheet, to| terminal::write(sheet, screen, to)),
            Format::Md => between(&sheets(), to, markdown::write),
        })
    }
}

/// A separator was said, and a format without one.
pub fn separator_without_csv() -> Failure {
    Failure::usage("--separator is for CSV alone", "leave it out, or say --format csv")
}

/// Writes each sheet, with an empty line between two.
fn between(
    sheets: &[Sheet],
    to: &mut dyn Write,
    one: impl Fn(&Sheet, &mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    for (at, sheet) in sheets.iter().enumerate() {
        if at > 0 {
            writeln!(to)?;
        }
        one(sheet, to)?;
    }
    Ok(())
}

/// Writes a JSON document with a line end.
///
/// # Errors
/// The place it is written to fails.
pub fn write_json(document: &Value, to: &mut dyn Write) -> io::Result<()> {
    json::write_pretty(document, to)?;
    writeln!(to)
}

/// What standard output can do. `COLUMNS` says how wide it is where it is no terminal.
pub fn screen() -> Screen {
    let stdout = io::stdout();
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let width = if stdout.is_terminal() { terminal_width().or(told) } else { told };
    let colour = anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never;
    Screen { width: width.filter(|width| *width >= 20), colour }
}

/// What standard error can do.
pub fn screen_of_errors() -> Screen {
    let stderr = io::stderr();
    let colour = anstream::AutoStream::choice(&stderr) != anstream::ColorChoice::Never;
    let width = if stderr.is_terminal() { terminal_width() } else { None };
    Screen { width: width.filter(|width| *width >= 20), colour }
}
