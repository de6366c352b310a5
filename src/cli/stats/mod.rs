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
use keerpunt::report::printable;
use serde::Deserialize;
use serde_json::{Value, json};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
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

/// Answers every case; a line that cannot be answered is named, and the rest goes on.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let file = arguments.file.as_deref().filter(|file| *file != Path::new("-"));
    let (name, lines): (String, Box<dyn BufRead>) = match file {
        None => ("standard input".to_string(), Box::new(io::stdin().lock())),
        Some(file) => {
            context.reads_file(file);
            let opened = File::open(file).and_then(|open| match open.metadata()?.is_dir() {
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
    output.write(context, |_, to| {
        exit = answer_all(&name, lines, to)?;
        Ok(())
    })?;
    Ok(exit)
}

fn answer_all(name: &str, mut lines: Box<dyn BufRead>, to: &mut dyn Write) -> io::Result<Exit> {
    let mut exit = Exit::Done;
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if lines.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        match answered(&line) {
            Ok(answer) => {
                serde_json::to_writer(&mut *to, &answer)?;
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
