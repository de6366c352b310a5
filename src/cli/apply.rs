//! `keerpunt apply`: rules to suggestions, over the study or as a filter.

use super::opened::{self, Opened, codebook_of};
use super::output::{separator_without_csv, write_json};
use super::question::{Where, selection};
use super::separator::Separator;
use super::{Context, Exit, Failure, Output, Which, here};
use clap::ValueEnum;
use keerpunt::analysis::{Mark, Selection};
use keerpunt::codebook::Codebook;
use keerpunt::matcher::{Matcher, SuggestionRef};
use keerpunt::report::suggestions::{Line, Summary, line, sheet, summary};
use keerpunt::report::{json, terminal};
use keerpunt::span::CharIndex;
use keerpunt::study::{self, AdHoc, Study};
use keerpunt::text::Language;
use serde::Deserialize;
use serde_json::json;
use std::io::{self, BufRead, Write};

/// Applies the codebook's rules and gives every suggestion, with the words that fired.
///
/// With --stdin it is a filter: a line in is {"id", "narrative", "lang"?}, a line out is a
/// suggestion; the study is asked only for its codebook, language and speakers.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The codes, each with all below it; without any, every code.
    #[arg(value_name = "CODE")]
    codes: Vec<String>,
    #[command(flatten)]
    conditions: Where,
    /// Read narratives from standard input, JSON Lines in and out.
    #[arg(long, conflicts_with_all = ["corpus", "conditions", "frozen", "no_index"])]
    stdin: bool,
    #[command(flatten)]
    which: Which,
    /// How results are written; without it a summary, or with --stdin `jsonl`.
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Output")]
    format: Option<SuggestionFormat>,
    /// Write results to FILE, readable by its owner only, instead of standard output.
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    output: Option<std::path::PathBuf>,
    /// Write CSV that a spreadsheet opens with a double click: what stands between its columns.
    /// Text that a spreadsheet would compute (it begins with = + - @) gets an apostrophe before it.
    /// Without it CSV is for programs: commas, decimal points, no byte-order mark, every text as it is.
    #[arg(long, value_enum, value_name = "SEPARATOR", help_heading = "Output", conflicts_with = "stdin")]
    separator: Option<Separator>,
}

/// A format that suggestions are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SuggestionFormat {
    /// How many of each code.
    Table,
    /// A line a suggestion.
    Jsonl,
    /// One document.
    Json,
    /// A row a suggestion.
    Csv,
}

/// Applies the rules, and writes what they suggest.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let output = Output { separator: arguments.separator, ..Output::to(arguments.output.as_deref()) };
    if arguments.stdin {
        return filter(arguments, &output, context);
    }
    let format = arguments.format()?;
    let opened = Opened::open(&arguments.which, context)?;
    let codes = selection(&opened.codebook, &arguments.codes)?;
    let conditions = opened.conditions(&arguments.conditions, context)?;
    let after = arguments.which.arguments();
    let (material, provenance) = (opened.material(), opened.provenance(&after));
    let chosen = || {
        let all = material.incidents.iter().enumerate();
        all.filter(|(_, incident)| conditions.iter().all(|condition| condition.holds(incident)))
    };
    output.write(context, |screen, to| {
        if format == SuggestionFormat::Table {
            let counts =
                count(&opened.codebook, &codes, chosen().map(|(place, _)| opened.suggestions.of(place)));
            return terminal::write(&summary(&counts, &provenance, opened.language()), screen, to);
        }
        let mut lines = Vec::new();
        for (place, incident) in chosen() {
            if opened.suggestions.count(place) == 0 {
                continue;
            }
            // A mapped text is looked at whenever it is asked for: once an incident.
            let narrative = incident.narrative.as_str();
            let chars = CharIndex::new(narrative);
            for one in opened.suggestions.of(place).filter(|one| codes.has(one.code)) {
                let line = line(&opened.codebook, &incident.id, narrative, &chars, &Mark::from(one));
                match format {
                    SuggestionFormat::Jsonl => write_line(&line, to)?,
                    _ => lines.push(line),
                }
            }
        }
        match format {
            SuggestionFormat::Csv => output.write_csv(&sheet(&lines), to),
            SuggestionFormat::Json => {
                let mut document = provenance.json("keerpunt.apply/1");
                document["suggestions"] = json!(lines);
                write_json(&document, to)
            }
            SuggestionFormat::Table | SuggestionFormat::Jsonl => Ok(()),
        }
    })?;
    Ok(opened.exit)
}

impl Arguments {
    /// The format that was asked for, in words or by the ending of the file.
    fn format(&self) -> Result<SuggestionFormat, Failure> {
        let ending = self.output.as_ref().and_then(|file| file.extension()?.to_str());
        match (self.format, ending.map(str::to_lowercase).as_deref()) {
            (None | Some(SuggestionFormat::Csv), _) if self.separator.is_some() => Ok(SuggestionFormat::Csv),
            (Some(_), _) if self.separator.is_some() => Err(separator_without_csv()),
            (Some(format), _) => Ok(format),
            (None, Some("jsonl" | "ndjson")) => Ok(SuggestionFormat::Jsonl),
            (None, Some("json")) => Ok(SuggestionFormat::Json),
            (None, Some("csv")) => Ok(SuggestionFormat::Csv),
            (None, Some("txt")) => Ok(SuggestionFormat::Table),
            (None, None) if self.output.is_none() => Ok(SuggestionFormat::Table),
            (None, _) => Err(Failure::usage(
                "the ending of the file names no format",
                "end it with .txt, .jsonl, .json or .csv, or say --format table|jsonl|json|csv",
            )),
        }
    }
}

fn write_line(line: &Line<'_>, to: &mut dyn Write) -> io::Result<()> {
    json::write(line, to)?;
    writeln!(to)
}

/// How many suggestions of each code there are.
fn count<'a, L: Iterator<Item = SuggestionRef<'a>>>(
    codebook: &Codebook,
    codes: &Selection,
    found: impl Iterator<Item = L>,
) -> Summary {
    let mut summary = Summary { incidents: 0, codes: vec![(0, 0, 0); codebook.codes.len()] };
    for suggestions in found {
        summary.incidents += 1;
        let mut last = None;
        // Suggestions come in the order of their codes, so an incident is counted once a code.
        for one in suggestions.filter(|one| codes.has(one.code)) {
            let counts = &mut summary.codes[one.code];
            counts.0 += 1;
            counts.1 += usize::from(last != Some(one.code));
            counts.2 += usize::from(one.negated);
            last = Some(one.code);
        }
    }
    summary
}

/// One narrative that comes in.
#[derive(Deserialize)]
struct Incoming {
    id: String,
    narrative: String,
    lang: Option<String>,
}

/// Reads narratives line by line and writes what is suggested for each before the next is read.
fn filter(arguments: &Arguments, output: &super::Output, context: &Context) -> Result<Exit, Failure> {
    if !matches!(arguments.format, None | Some(SuggestionFormat::Jsonl)) {
        return Err(Failure::usage("--stdin writes JSON Lines only", "leave --format out"));
    }
    let here = here()?;
    let which = &arguments.which;
    let study = match (&which.study, &which.codebook) {
        // A codebook is enough for a filter.
        (None, Some(_)) => match Study::find(&here) {
            Err(study::Error::NoStudy { .. }) => Study::without_file(AdHoc::default(), &here),
            found => found?,
        },
        _ => opened::study(which, context)?,
    };
    let codebook = codebook_of(&study, which, context)?;
    let language = study.language();
    let speakers = &study.settings.collection.speakers;
    let codes = selection(&codebook, &arguments.codes)?;
    let matcher = Matcher::new(&codebook, speakers);
    let (mut exit, mut unread) = (Exit::Done, None);
    let mut content = |to: &mut dyn Write| {
        let mut input = io::stdin().lock();
        let (mut bytes, mut number) = (Vec::new(), 0);
        loop {
            bytes.clear();
            number += 1;
            match input.read_until(b'\n', &mut bytes) {
                Ok(0) => return Ok(()),
                Ok(_) => {}
                Err(error) => {
                    let kind = error.kind();
                    unread = Some(error);
                    return Err(kind.into());
                }
            }
            if bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            match serde_json::from_slice::<Incoming>(&bytes) {
                Ok(one) => {
                    let language = one.lang.as_deref().map_or_else(|| language.clone(), Language::new);
                    write_suggestions(&matcher, &codes, &one, &language, to)?;
                }
                Err(error) => {
                    exit = Exit::DoneWithFaults;
                    context.say(format!(
                        "error: line {number} of standard input is not read: {error}\n  help: a line is \
                         {{\"id\": \"...\", \"narrative\": \"...\"}}, with \"lang\" where it differs"
                    ));
                }
            }
        }
    };
    let written = output.write(context, |_, to| content(to));
    match unread {
        Some(error) => Err(Failure::machine("standard input cannot be read", &error, "give it JSON Lines")),
        None => written.map(|()| exit),
    }
}

fn write_suggestions(
    matcher: &Matcher<'_>,
    codes: &Selection,
    one: &Incoming,
    language: &Language,
    to: &mut dyn Write,
) -> io::Result<()> {
    let found = matcher.suggest(&one.narrative, language);
    let chars = CharIndex::new(&one.narrative);
    for suggestion in found.iter().filter(|suggestion| codes.has(suggestion.code)) {
        write_line(
            &line(
                matcher.codebook(),
                &one.id,
                &one.narrative,
                &chars,
                &Mark::from(SuggestionRef::from(suggestion)),
            ),
            to,
        )?;
    }
    to.flush()
}
