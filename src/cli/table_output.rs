//! Where tables go, in every format that tables have.

use super::output::separator_without_csv;
use super::separator::Separator;
use super::{Context, Failure, Format, Output, PlotOutput};
use clap::ValueEnum;
use keerpunt::report::plot::{Dots, Shares};
use keerpunt::report::provenance::Provenance;
use keerpunt::report::{Made, Repeated, Sheet, html, latex};
use serde_json::Value;
use std::path::PathBuf;

/// A format that tables are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// For people, as wide as the terminal.
    Table,
    /// Comma-separated values, unrounded; what stands beside no row follows below, after an empty line.
    Csv,
    /// For programs.
    Json,
    /// Markdown.
    Md,
    /// A web page that stands alone.
    Html,
    /// LaTeX, with the package booktabs.
    Latex,
}

/// Where a table goes.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Output")]
pub struct TableOutput {
    /// How the table is written; without it the ending of --output decides, else `table`.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<TableFormat>,
    /// Write the table to FILE, readable by its owner only, instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write CSV that a spreadsheet opens with a double click: what stands between its columns.
    /// Text that a spreadsheet would compute (it begins with = + - @) gets an apostrophe before it.
    /// Without it CSV is for programs: commas, decimal points, no byte-order mark, every text as it is.
    #[arg(long, value_enum, value_name = "SEPARATOR")]
    pub separator: Option<Separator>,
}

impl TableOutput {
    /// The format that was asked for, in words or by the ending of the file.
    ///
    /// # Errors
    /// The ending is unknown and nobody said the format, or a separator was said and another format.
    pub fn format(&self) -> Result<TableFormat, Failure> {
        match (self.format, self.separator) {
            (None | Some(TableFormat::Csv), Some(_)) => return Ok(TableFormat::Csv),
            (Some(_), Some(_)) => return Err(separator_without_csv()),
            (Some(format), None) => return Ok(format),
            (None, None) => {}
        }
        let Some(file) = &self.output else { return Ok(TableFormat::Table) };
        let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("csv") => Ok(TableFormat::Csv),
            Some("json") => Ok(TableFormat::Json),
            Some("md") => Ok(TableFormat::Md),
            Some("txt") => Ok(TableFormat::Table),
            Some("html" | "htm") => Ok(TableFormat::Html),
            Some("tex") => Ok(TableFormat::Latex),
            _ => Err(Failure::usage(
                format!("the ending of {} names no format", file.display()),
                "end it with .txt, .csv, .json, .md, .html or .tex, or say --format table|csv|json|md|html|latex",
            )),
        }
    }

    /// Where it goes, whatever its format.
    pub fn place(&self) -> Output {
        Output { separator: self.separator, ..Output::to(self.output.as_deref()) }
    }

    /// Writes a table that was made once, or once for every value of an attribute.
    ///
    /// # Errors
    /// The place cannot be written.
    pub fn write_made<T: Repeated>(
        &self,
        context: &Context,
        format: TableFormat,
        made: &Made<T>,
        provenance: &Provenance<'_>,
    ) -> Result<(), Failure> {
        let (sheets, data) = (|| made.sheets(provenance), || made.data(provenance));
        self.write(context, format, sheets, data, || made.json(provenance))
    }

    /// Draws the shares of such a table where a drawing was asked for, and writes the table unless the
    /// drawing stands in its place.
    ///
    /// # Errors
    /// It cannot be drawn, or a place cannot be written.
    pub fn write_shares<T: Repeated + Shares>(
        &self,
        context: &Context,
        format: TableFormat,
        plot: &PlotOutput,
        made: &Made<T>,
        provenance: &Provenance<'_>,
    ) -> Result<(), Failure> {
        plot.write(context, || match made {
            Made::Once(table) => Dots::of_shares(table, provenance),
            Made::Within(tables) => Dots::of_shares_within(tables, provenance),
        })?;
        if plot.stands_alone(self) {
            return Ok(());
        }
        self.write_made(context, format, made, provenance)
    }

    /// Writes tables: `sheets` for people, `data` for spreadsheets, `json` for programs.
    ///
    /// # Errors
    /// The place cannot be written.
    pub fn write(
        &self,
        context: &Context,
        format: TableFormat,
        sheets: impl FnOnce() -> Vec<Sheet>,
        data: impl FnOnce() -> Sheet,
        json: impl FnOnce() -> Value,
    ) -> Result<(), Failure> {
        let output = self.place();
        let format = match format {
            TableFormat::Html => return output.write(context, |_, to| html::write(&sheets(), to)),
            TableFormat::Latex => return output.write(context, |_, to| latex::write(&sheets(), to)),
            TableFormat::Table => Format::Table,
            TableFormat::Csv => Format::Csv,
            TableFormat::Json => Format::Json,
            TableFormat::Md => Format::Md,
        };
        output.write_tables(context, format, sheets, data, json)
    }
}
