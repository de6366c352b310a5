//! CSV for spreadsheets: what a double click expects in a country.

use clap::ValueEnum;
use keerpunt::report::csv::Style;

/// What stands between the columns of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Separator {
    /// `,`: where a decimal has a point.
    #[value(alias = ",")]
    Comma,
    /// `;`: where a decimal has a comma, which the numbers then have too (Dutch, German, French, ...).
    #[value(alias = ";")]
    Semicolon,
    /// A tab, and decimals with a point.
    #[value(alias = "\t")]
    Tab,
}

impl Separator {
    /// How tables are then written.
    pub fn style(self) -> Style {
        match self {
            Separator::Comma => Style::Comma,
            Separator::Semicolon => Style::Semicolon,
            Separator::Tab => Style::Tab,
        }
    }
}
