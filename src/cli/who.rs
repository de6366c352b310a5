//! Who codes: asked once per person and machine.

use super::{Context, Failure};
use keerpunt::coding::journal::{Coder, Kind};
use keerpunt::study::user_folders;
use std::env;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

/// Who codes.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Coder")]
pub struct Who {
    /// Your name as tables are to show it. Without it KEERPUNT_CODER says it, else what you
    /// answered when the program first asked on this machine.
    #[arg(long, value_name = "NAME")]
    pub coder: Option<String>,
}

impl Who {
    /// The coder. Asks for the name where nobody said it and somebody sits at the terminal, and
    /// remembers the answer.
    ///
    /// # Errors
    /// Nobody said it and nobody can be asked, or no coder can be called so.
    pub fn coder(&self, context: &Context) -> Result<Coder, Failure> {
        let told =
            self.coder.clone().or_else(|| env::var("KEERPUNT_CODER").ok().filter(|name| !name.is_empty()));
        match told.or_else(remembered) {
            Some(name) => named(&name),
            None if io::stdin().is_terminal() && io::stderr().is_terminal() => ask(context),
            None => Err(Failure::usage(
                "nobody said who codes",
                "say --coder \"Your Name\", or set KEERPUNT_CODER; in a terminal the program asks once",
            )),
        }
    }
}

/// A coder of this name.
///
/// # Errors
/// No coder can be called so.
pub fn named(name: &str) -> Result<Coder, Failure> {
    Coder::new(name, Kind::Person)
        .map_err(|error| Failure::usage(error.to_string(), "say --coder with a name that people know you by"))
}

fn ask(context: &Context) -> Result<Coder, Failure> {
    let mut line = String::new();
    let asked = write!(io::stderr(), "Who codes? Your name, as tables will show it: ")
        .and_then(|()| io::stderr().flush())
        .and_then(|()| io::stdin().read_line(&mut line));
    asked.map_err(|error| Failure::machine("the terminal does not answer", &error, "say --coder NAME"))?;
    let coder = named(&line)?;
    match place() {
        Some(place) => {
            let folder = place.parent().map(fs::create_dir_all).transpose();
            let kept = folder.and_then(|_| fs::write(&place, format!("{}\n", coder.name)));
            match kept {
                Ok(()) => context.say(format!("remembered in {}", place.display())),
                Err(error) => context
                    .say(format!("note: not remembered, {} cannot be written: {error}", place.display())),
            }
        }
        None => context.say("note: not remembered: this system names no folder for your settings"),
    }
    Ok(coder)
}

fn remembered() -> Option<String> {
    let name = fs::read_to_string(place()?).ok()?;
    Some(name.trim().to_string()).filter(|name| !name.is_empty())
}

/// Where the answer is kept: among the user's settings, never in the study.
fn place() -> Option<PathBuf> {
    Some(user_folders::settings()?.join("keerpunt").join("coder"))
}
