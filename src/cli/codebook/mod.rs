//! `keerpunt codebook`: the codebook by itself; lists its sub-verbs and hands over.

mod book;
mod check;
mod diff;
mod explain;
mod migrate;
mod schema;
mod show;
mod test;
mod try_pattern;

pub use book::code_named;

use super::{Context, Exit, Failure};
use clap::{Subcommand, ValueEnum};

/// Checks, tests, tries, shows and explains a codebook, and brings codings from one version to the next.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

/// One sub-verb, one file; in the order of the work.
#[derive(Debug, Subcommand)]
enum Verb {
    Check(check::Arguments),
    Test(test::Arguments),
    Try(try_pattern::Arguments),
    Show(show::Arguments),
    Explain(explain::Arguments),
    Diff(diff::Arguments),
    Migrate(migrate::Arguments),
    Schema(schema::Arguments),
}

/// How a sub-verb tells what it found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Shape {
    /// For people.
    #[default]
    Table,
    /// For programs.
    Json,
}

/// `1 code`, `2 codes`.
fn counted(number: usize, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}

/// Runs the sub-verb.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    match &arguments.verb {
        Verb::Check(arguments) => check::run(arguments, context),
        Verb::Test(arguments) => test::run(arguments, context),
        Verb::Try(arguments) => try_pattern::run(arguments, context),
        Verb::Show(arguments) => show::run(arguments, context),
        Verb::Explain(arguments) => explain::run(arguments, context),
        Verb::Diff(arguments) => diff::run(arguments, context),
        Verb::Migrate(arguments) => migrate::run(arguments, context),
        Verb::Schema(arguments) => schema::run(arguments),
    }
}
