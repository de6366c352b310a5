//! `keerpunt import codings`: codings of a model or of another program.

use super::keep::{Taken, keep};
use crate::cli::desk::{Desk, InStudy};
use crate::cli::output::write_json;
use crate::cli::{Context, Exit, Failure, Format, Output, shown};
use clap::ValueEnum;
use keerpunt::coding::import::{Delivery, delivery};
use keerpunt::coding::journal::{Coder, Kind};
use keerpunt::files;
use keerpunt::report::printable;
use keerpunt::report::provenance::some;
use serde_json::{Value, json};
use std::io::{self, Read};
use std::path::PathBuf;

/// Takes in codings as JSON Lines, each verified against the text.
///
/// A line has `incident` and `code` (or `codes`), and for a passage `quote`, or `start` and `end` in
/// code points; `valence` and `note` if you like. A line without a code says that the incident was
/// read. What does not stand in the text is refused and named; the other lines are taken. What a
/// coder gave already is not given twice.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The file; `-` for standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Who gave these codings; without it each line says its own `coder`.
    #[arg(long, value_name = "NAME")]
    coder: Option<String>,
    /// A person or a model. Models are measured like people, and never counted among them.
    #[arg(long, value_enum, default_value_t)]
    kind: KindName,
    /// Verify and tell, and keep nothing.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    place: InStudy,
    #[command(flatten)]
    output: Output,
}

/// Who delivers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum KindName {
    /// A person.
    #[default]
    Person,
    /// A program: trained, or a language model.
    Model,
}

/// Verifies the lines, keeps those that hold, and tells of the others.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format_of_text("what is told of an import")?;
    let kind = match arguments.kind {
        KindName::Person => Kind::Person,
        KindName::Model => Kind::Model,
    };
    context.reads_file(&arguments.file);
    let text = text(arguments)?;
    let desk = Desk::open(&arguments.place, context)?;
    let Some(codebook) = &desk.codebook else {
        let help = "add `codebook: FILE` to keerpunt.yaml";
        return Err(Failure::usage("the study has no codebook, so there are no codes to give", help));
    };
    let mut delivery = delivery(&text, arguments.coder.as_deref(), desk.incidents(), codebook);
    let mut taken = Vec::new();
    for (name, dids) in std::mem::take(&mut delivery.by_coder) {
        let coder = Coder::new(&name, kind).map_err(|error| {
            Failure::usage(format!("`{}`: {error}", printable(&name)), "name the coder otherwise")
        })?;
        taken.push(keep(&desk, coder, dids, arguments.dry_run)?);
    }
    for refused in &delivery.refused {
        context.say(printable(&format!("line {}: {}", refused.line, refused.why)));
    }
    let told = arguments.output.write(context, |_, to| match format {
        Format::Json => write_json(&as_json(&taken, &delivery), to),
        Format::Table | Format::Csv | Format::Md => {
            for one in &taken {
                let already =
                    if one.already > 0 { format!(", {} there already", one.already) } else { String::new() };
                let would = if arguments.dry_run { "would be " } else { "" };
                writeln!(
                    to,
                    "{} ({}): {} {would}taken in, {} marked as read{already}",
                    printable(&one.coder.name),
                    one.coder.kind,
                    some(one.codings, "coding"),
                    some(one.read, "incident"),
                )?;
            }
            writeln!(to, "{} refused of {}", delivery.refused.len(), some(delivery.lines, "line"))
        }
    });
    told.map_err(|failure| if arguments.dry_run { failure } else { Failure::after_keeping(failure) })?;
    Ok(if delivery.refused.is_empty() { desk.exit } else { Exit::DoneWithFaults })
}

fn text(arguments: &Arguments) -> Result<String, Failure> {
    let bytes = if arguments.file.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        files::read_named(&arguments.file)
    };
    let file = shown(&arguments.file);
    let bytes = bytes.map_err(|error| {
        Failure::usage(format!("{} cannot be read: {error}", file.display()), "name a file that is there")
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::usage(
            format!("{} is no UTF-8 (byte {at})", file.display()),
            "JSON Lines are UTF-8: save it so",
        )
    })
}

fn as_json(taken: &[Taken], delivery: &Delivery) -> Value {
    let coders: Vec<Value> = taken
        .iter()
        .map(|one| {
            json!({
                "coder": one.coder.name, "kind": one.coder.kind, "codings": one.codings,
                "read": one.read, "already": one.already,
            })
        })
        .collect();
    let refused: Vec<Value> =
        delivery.refused.iter().map(|one| json!({"line": one.line, "why": one.why})).collect();
    json!({"schema": "keerpunt.import-codings/1", "lines": delivery.lines, "coders": coders, "refused": refused})
}
