//! `keerpunt codebook schema`: the structure of a codebook, for editors.

use crate::cli::output::write_json;
use crate::cli::{Exit, Failure};
use std::io;

/// Prints the JSON Schema of a codebook, so that an editor can complete and check it.
///
/// Most editors with YAML support take it after
/// `# yaml-language-server: $schema=codebook.schema.json` on the first line.
#[derive(Debug, clap::Args)]
pub struct Arguments {}

/// Prints the schema.
pub fn run(_: &Arguments) -> Result<Exit, Failure> {
    write_json(&keerpunt::codebook::schema(), &mut io::stdout().lock())?;
    Ok(Exit::Done)
}
