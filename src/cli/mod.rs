//! The command line: lists the verbs, hands over, and turns an error into an exit status.

mod exit;

pub use exit::{Exit, Failure};

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Critical incidents coded, counted and opened again.
#[derive(Debug, Parser)]
#[command(name = "keerpunt", version, disable_help_subcommand = false)]
pub struct Cli {
    /// Says nothing but results and errors.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// One verb, one file.
#[derive(Debug, Subcommand)]
enum Verb {}

/// Reads the arguments, runs the verb, returns its exit status.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let result: Result<Exit, Failure> = match cli.verb {
        None => Ok(Exit::Done),
        Some(verb) => match verb {},
    };
    match result {
        Ok(exit) => exit.into(),
        Err(failure) => failure.report(),
    }
}
