//! `keerpunt serve`: the page for reading, coding and reviewing, in a browser of this machine.

use super::desk::{Desk, InStudy};
use super::who::Who;
use super::{Context, Exit, Failure, interrupted};
use keerpunt::serve::{Blind, Port, Server, Setting, StartError};
use std::io::Write;
use std::process::{Command, Stdio};

/// Opens a page in your browser for reading, coding and reviewing: on this machine alone, and
/// without the network.
///
/// The page writes the same journal as `keerpunt code` and `keerpunt review`; both may be used side
/// by side, and several coders of one machine each start their own. Ctrl-C ends it; everything that
/// the page said was kept is on the disk. The address holds a token that is made for this run:
/// who has it can read the study, so give it to nobody.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The port to listen on; 0 takes any that is free. Without it 4717, or the next free one.
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Do not open a browser; the address is printed all the same.
    #[arg(long)]
    no_open: bool,
    /// Show, and keep nothing: for showing the study to others.
    #[arg(long, conflicts_with = "coder")]
    read_only: bool,
    /// Blind coding: the outcome and what other coders did stay hidden, and the page cannot show
    /// them. Without it the page can hide and show them.
    #[arg(long)]
    blind: bool,
    #[command(flatten)]
    who: Who,
    #[command(flatten)]
    place: InStudy,
}

/// Prints the address, opens it, and answers until Ctrl-C.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let coder = match arguments.read_only {
        true => None,
        false => Some(arguments.who.coder(context)?),
    };
    let Desk { study, loaded, codebook, exit } = Desk::open(&arguments.place, context)?;
    let blind = if arguments.blind { Blind::Always } else { Blind::No };
    let setting = Setting { study, loaded, codebook, coder, blind };
    let port = arguments.port.map_or(Port::Usual, Port::This);
    let server = Server::start(setting, port).map_err(|error| failure(&error))?;
    let mut out = std::io::stdout();
    writeln!(out, "{}", server.address())?;
    out.flush()?;
    context.say("open this address in a browser of this machine; Ctrl-C ends it");
    if !arguments.no_open && !open(&server.address_once()) {
        context.say("note: no browser could be started from here");
    }
    interrupted::keeps("every coding that was given is kept");
    server
        .run()
        .map_err(|error| Failure::machine("the page can no longer be served", &error, "start it again"))?;
    Ok(exit)
}

fn failure(error: &StartError) -> Failure {
    match error {
        StartError::Taken(_) => Failure::Machine(format!(
            "error: {error}\n  help: leave --port out, or take another with --port N"
        )),
        StartError::Io(_) => Failure::Machine(format!("error: {error}")),
    }
}

/// Starts the user's browser; false where none can be started.
fn open(address: &str) -> bool {
    let (program, before): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("rundll32", &["url.dll,FileProtocolHandler"]),
        _ => ("xdg-open", &[]),
    };
    let mut command = Command::new(program);
    command.args(before).arg(address);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else { return false };
    // Who starts a browser ends at once; nobody else would take note of it.
    std::thread::spawn(move || child.wait());
    true
}
