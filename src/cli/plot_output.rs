//! Where a drawing of a table goes.

use super::destination::{self, Lines};
use super::output::screen;
use super::{Context, Failure, TableOutput};
use keerpunt::report::plot::{Plot, Undrawable};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Columns of a text drawing that no terminal limits.
const COLUMNS: usize = 100;

/// Millimetres of type on a page of A4.
const PAGE: f64 = 250.0;

/// Where a drawing goes.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Output")]
pub struct PlotOutput {
    /// Draw the table too: into FILE.svg for papers and slides, into FILE.txt as text; `-` shows the
    /// drawing as text in place of the table.
    #[arg(long, value_name = "FILE")]
    plot: Option<PathBuf>,
    /// How wide an SVG is, in millimetres: 85 is one column of a journal, 175 its page.
    #[arg(long, value_name = "MM", requires = "plot", default_value_t = 175,
          value_parser = clap::value_parser!(u16).range(60..=1000))]
    plot_width: u16,
}

/// What is drawn where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way<'a> {
    Svg(&'a Path),
    Text(&'a Path),
    Shown,
}

impl PlotOutput {
    /// Refuses what cannot be drawn into, before anything is counted.
    ///
    /// # Errors
    /// The ending of the file names no kind of drawing.
    pub fn check(&self) -> Result<(), Failure> {
        self.way().map(|_| ())
    }

    /// The drawing stands where the table would.
    pub fn stands_alone(&self, output: &TableOutput) -> bool {
        matches!(self.way(), Ok(Some(Way::Shown))) && output.output.is_none()
    }

    fn way(&self) -> Result<Option<Way<'_>>, Failure> {
        let Some(file) = &self.plot else { return Ok(None) };
        let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            None if file.as_os_str() == "-" => Ok(Some(Way::Shown)),
            Some("svg") => Ok(Some(Way::Svg(file))),
            Some("txt") => Ok(Some(Way::Text(file))),
            _ => Err(Failure::usage(
                format!("the ending of {} names no kind of drawing", file.display()),
                "end it with .svg or .txt, or write `--plot -` to see it as text; Inkscape and browsers turn SVG \
                 into PDF or PNG",
            )),
        }
    }

    /// Draws, where a drawing was asked for.
    ///
    /// # Errors
    /// It cannot be drawn, or the place cannot be written.
    pub fn write<P: Plot>(
        &self,
        context: &Context,
        drawing: impl FnOnce() -> Result<P, Undrawable>,
    ) -> Result<(), Failure> {
        let Some(way) = self.way()? else { return Ok(()) };
        let drawing = drawing().map_err(|why| Failure::usage(format!("--plot: {why}"), why.help()))?;
        let (file, text) = match way {
            Way::Svg(file) => {
                let document = drawing.svg(f64::from(self.plot_width));
                if document.height > PAGE {
                    context.say(format!(
                        "note: the drawing is {:.0} mm high, more than a page; {} make it lower",
                        document.height,
                        drawing.lower()
                    ));
                }
                (file, document.text)
            }
            Way::Text(file) => (file, drawing.text(COLUMNS)),
            Way::Shown => {
                let text = drawing.text(screen().width.unwrap_or(COLUMNS));
                return Ok(std::io::stdout().lock().write_all(text.as_bytes())?);
            }
        };
        destination::write(file, Lines::Text, context, |to| to.write_all(text.as_bytes()))
    }
}
