//! What is said of quotation marks in a table that do not pair.

use super::cells::{Quotes, Row};
use super::table::Lines;
use crate::corpus::{Problem, ProblemCode};

/// The rows of a table whose quotation marks do not pair.
#[derive(Debug, Default)]
pub(super) struct OddQuotes {
    unclosed: Lines,
    stray: Lines,
    over_lines: Lines,
}

impl OddQuotes {
    /// Notes a row, where there is anything odd about it.
    pub fn see(&mut self, row: &Row<'_>) {
        match row.quotes {
            Quotes::Paired => {}
            Quotes::Unclosed => self.unclosed.add(row.line),
            Quotes::Stray => self.stray.add(row.line),
            Quotes::StrayOverLines(last) => self.over_lines.add_stretch(row.line, last),
        }
    }

    /// What is to be said of them.
    pub fn tell(&self) -> impl Iterator<Item = Problem> {
        let odd = |message: String, help: &str| Problem::warning(ProblemCode::StrayQuote, message).help(help);
        let unclosed = self.unclosed.tell(|rows| {
            let message = format!(
                "{rows} a quotation mark that opens a cell and is never closed: it is taken for a plain sign"
            );
            odd(message, "close it, or double every quotation mark inside a cell")
        });
        let stray = self.stray.tell(|rows| {
            let message =
                format!("{rows} a quotation mark inside a quoted cell that is not doubled: it was kept");
            odd(
                message,
                "double every quotation mark inside a cell, or save the table again from a spreadsheet",
            )
        });
        let over_lines = self.over_lines.tell(|rows| {
            let message = format!(
                "{rows} a quoted cell over several lines with a quotation mark in it that is not doubled: all \
                 these lines were read as one row, and may be several"
            );
            odd(
                message,
                "see what stands on them: where they are several rows, double each quotation mark and put \
                 one before and one behind its cell; where they are one, double the mark",
            )
        });
        [unclosed, stray, over_lines].into_iter().flatten()
    }
}
