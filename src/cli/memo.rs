//! `keerpunt memo`: a remark on an incident, a passage, a code, both, or the study.

use super::code::Passage;
use super::desk::{Desk, InStudy};
use super::who::Who;
use super::{Context, Exit, Failure};
use keerpunt::coding::journal::{Did, MemoOn};
use keerpunt::report::printable;
use std::io::Write;

/// Keeps a remark in Markdown: on an incident, a passage of it, a code, what an incident says of a
/// code, or the whole study.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The incident's id, then the text; with --on-study the text alone, with --code either.
    #[arg(value_name = "INCIDENT TEXT", required = true, num_args = 1..=2)]
    words: Vec<String>,
    #[command(flatten)]
    passage: Passage,
    /// On this code; with an incident's id on what that incident says of it, which `matrix --cells
    /// summaries` shows.
    #[arg(long, value_name = "CODE", conflicts_with_all = ["on_study", "quote", "span"])]
    code: Option<String>,
    /// On the whole study.
    #[arg(long, conflicts_with_all = ["quote", "span"])]
    on_study: bool,
    #[command(flatten)]
    who: Who,
    #[command(flatten)]
    place: InStudy,
}

/// Keeps the memo.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let desk = Desk::open(&arguments.place, context)?;
    let apart = arguments.code.is_some() || arguments.on_study;
    let (on, text) = match (arguments.words.as_slice(), apart) {
        ([id, text], true) if let Some(code) = &arguments.code => {
            let incident = desk.incident(id)?.id.clone();
            (MemoOn::Cell { incident, code: desk.code_or_group(code)? }, text)
        }
        ([text], true) => {
            let on = match &arguments.code {
                Some(code) => MemoOn::Code(desk.code_or_group(code)?),
                None => MemoOn::Study,
            };
            (on, text)
        }
        ([id, text], false) => {
            let incident = desk.incident(id)?;
            let on = match arguments.passage.find(incident)? {
                Some(at) => MemoOn::Passage { incident: incident.id.clone(), at },
                None => MemoOn::Incident(incident.id.clone()),
            };
            (on, text)
        }
        ([_], false) => {
            return Err(Failure::usage(
                "a memo on an incident needs its id and a text",
                "keerpunt memo INCIDENT \"TEXT\"",
            ));
        }
        _ => {
            return Err(Failure::usage(
                "a memo on the study has a text and no incident",
                "leave the incident out, or --on-study",
            ));
        }
    };
    if text.trim().is_empty() {
        return Err(Failure::usage(
            "a memo needs a text",
            "write it behind the incident's id, between quotes",
        ));
    }
    let mut pen = desk.pen(&arguments.who, context)?;
    desk.write(&mut pen, vec![Did::Memo { on, of: None, text: text.clone() }])?;
    writeln!(std::io::stdout(), "memo kept for {}", printable(&pen.coder().name))
        .map_err(Failure::after_keeping)?;
    Ok(desk.exit)
}
