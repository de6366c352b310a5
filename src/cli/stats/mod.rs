//! `keerpunt stats`: the calculator. Cases in, statistics out, a JSON line each; one file a kind of case.
//!
//! The names of topics, inputs and quantities are those of `tests/fixtures/stats/README.md`.

mod adjust;
mod agreement;
mod answer;
mod clustered;
mod cooccurrence;
mod incidents;
mod keyness;
mod paired;
mod qca;
mod r_by_c;
mod ranks;
mod strata;
mod two_by_two;
mod unitizing;

use super::{Context, Exit, Failure, Output, complain};
use answer::{Answer, Mistake};
use keerpunt::diagnostic::nearest;
use keerpunt::files;
use keerpunt::report::{json, printable};
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

/// Computes statistics from counts, to check the program's numbers against another program's.
///
/// A line in is {"id", "topic", "input"}, a line out {"id", "result"}: `null` is undefined,
/// "Infinity" truly infinite. What every topic takes and gives stands in
/// tests/fixtures/stats/README.md of the source.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Cases, JSON Lines; without it, or with `-`, standard input.
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Write results to FILE, readable by its owner only, instead of standard output.
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
}

/// A kind of case.
struct Topic {
    /// Its name in a case.
    name: &'static str,
    /// From the `input` of a case to its quantities.
    compute: fn(Value) -> Result<Answer, Mistake>,
}

/// Every kind of case, file by file.
const TOPICS: &[&[Topic]] = &[
    adjust::TOPICS,
    agreement::TOPICS,
    clustered::TOPICS,
    cooccurrence::TOPICS,
    incidents::TOPICS,
    keyness::TOPICS,
    paired::TOPICS,
    qca::TOPICS,
    r_by_c::TOPICS,
    ranks::TOPICS,
    strata::TOPICS,
    two_by_two::TOPICS,
    unitizing::TOPICS,
];

/// A line that is read.
#[derive(Debug, Deserialize)]
struct Case {
    id: Value,
    topic: String,
    input: Value,
}

/// The longest line that is read, in bytes.
const LONGEST: u64 = 64 << 20;

/// Answers every case; a line that cannot be answered is named, and the rest goes on.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let file = arguments.file.as_deref().filter(|file| *file != Path::new("-"));
    let (name, lines): (String, Box<dyn BufRead>) = match file {
        None => ("standard input".to_string(), Box::new(io::stdin().lock())),
        Some(file) => {
            context.reads_file(file);
            let opened = files::open_named(file).and_then(|open| match open.metadata()?.is_dir() {
                true => Err(io::Error::from(io::ErrorKind::IsADirectory)),
                false => Ok(open),
            });
            let opened = opened.map_err(|error| {
                Failure::usage(
                    format!("{} cannot be read: {error}", file.display()),
                    "name a file of JSON Lines",
                )
            })?;
            (file.display().to_string(), Box::new(BufReader::new(opened)))
        }
    };
    let output = Output::to(arguments.output.as_deref());
    let mut exit = Exit::Done;
    let mut unread = None;
    let written = output.write(context, |_, to| {
        exit = answer_all(&name, lines, &mut unread, to)?;
        Ok(())
    });
    match unread {
        Some(error) => {
            Err(Failure::machine(format!("{name} cannot be read"), &error, "name a file of JSON Lines"))
        }
        None => written.map(|()| exit),
    }
}

/// Answers line by line; an error of reading goes into `unread` too, which tells it from one of writing.
fn answer_all(
    name: &str,
    mut lines: Box<dyn BufRead>,
    unread: &mut Option<io::Error>,
    to: &mut dyn Write,
) -> io::Result<Exit> {
    let mut exit = Exit::Done;
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let read = match (&mut lines).take(LONGEST + 1).read_until(b'\n', &mut line) {
            Ok(read) if read as u64 > LONGEST => {
                Err(io::Error::other(format!("line {number} is longer than 64 MB")))
            }
            read => read,
        };
        match read {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) => return Err(unread_of(error, unread)),
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        match answered(&line) {
            Ok(answer) => {
                json::write(&answer, to)?;
                writeln!(to)?;
            }
            Err(Mistake { what, help }) => {
                exit = Exit::DoneWithFaults;
                complain(&printable(&format!("error: {name}:{number}: {what}\n  help: {help}")));
            }
        }
    }
    Ok(exit)
}

/// The same error once more, kept in `unread`.
fn unread_of(error: io::Error, unread: &mut Option<io::Error>) -> io::Error {
    let kind = error.kind();
    *unread = Some(error);
    kind.into()
}

fn answered(line: &[u8]) -> Result<Value, Mistake> {
    let case: Case = serde_json::from_slice(line).map_err(|error| {
        Mistake::new(
            error.to_string(),
            r#"a line is a JSON object {"id": ..., "topic": "...", "input": {...}}"#,
        )
    })?;
    let topics = || TOPICS.iter().copied().flatten();
    let Some(topic) = topics().find(|topic| topic.name == case.topic) else {
        let mut names: Vec<&str> = topics().map(|topic| topic.name).collect();
        names.sort_unstable();
        let near = nearest(&case.topic, names.iter().copied());
        let meant = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
        return Err(Mistake::new(
            format!("there is no topic `{}`", case.topic),
            format!("{meant}the topics are: {}", names.join(", ")),
        ));
    };
    let answer = (topic.compute)(case.input).map_err(|mut mistake| {
        mistake.what = format!("the input of `{}`: {}", topic.name, mistake.what);
        mistake
    })?;
    Ok(json!({"id": case.id, "result": answer.into_value()}))
}
