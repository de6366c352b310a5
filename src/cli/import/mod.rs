//! `keerpunt import`: takes in what other programs and people made.

mod codings;
pub(in crate::cli) mod keep;
mod placement;

use super::{Context, Exit, Failure};

/// Takes in what other programs and people made.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    Codings(codings::Arguments),
    Placement(placement::Arguments),
}

/// Takes it in.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    match &arguments.what {
        What::Codings(arguments) => codings::run(arguments, context),
        What::Placement(arguments) => placement::run(arguments, context),
    }
}
