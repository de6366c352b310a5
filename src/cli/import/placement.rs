//! `keerpunt import placement`: what an independent judge filled in.

use super::keep::keep;
use crate::cli::desk::{Desk, InStudy};
use crate::cli::output::write_json;
use crate::cli::who::named;
use crate::cli::{Context, Exit, Failure, Format, Output, shown};
use keerpunt::coding::placement::{Placed, Placement, items, placement};
use keerpunt::corpus::{BesideRow, beside};
use keerpunt::report::printable;
use keerpunt::report::provenance::some;
use keerpunt::statistics::proportion::wilson;
use serde_json::json;
use std::path::PathBuf;

/// The confidence level of the interval of the match.
const LEVEL: f64 = 0.95;

/// Takes in a table of `keerpunt sample` that a judge filled in, and tells how many match.
///
/// The columns `item` and `code` count, and `remark` where there is one; a code is written by its
/// id, the last part of it or its label, several with `;` between them. A passage matches where the
/// judge gave it a code that the coders gave it. The answers are kept as the judge's own codings.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The table: .csv, .tsv or .jsonl.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Who judged.
    #[arg(long, value_name = "NAME")]
    coder: String,
    /// Count the match and keep nothing.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    place: InStudy,
    #[command(flatten)]
    output: Output,
}

/// Reads the table, keeps what the judge gave, tells the match.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format_of_text("what is told of a placement")?;
    context.reads_file(&arguments.file);
    let desk = Desk::open(&arguments.place, context)?;
    let Some(codebook) = &desk.codebook else {
        let help = "add `codebook: FILE` to keerpunt.yaml";
        return Err(Failure::usage("the study has no codebook, so there are no codes to place in", help));
    };
    let judge = named(&arguments.coder)?;
    let language = &desk.study.settings.collection.language;
    let file = shown(&arguments.file);
    let table = beside(&arguments.file, &file, 1, &["item", "code"], language).map_err(|problem| {
        let what =
            problem.message.strip_suffix(": no incident has codes from it").unwrap_or(&problem.message);
        Failure::usage(
            format!("{} {what}", file.display()),
            "name the table that keerpunt sample writes, filled in: .csv, .tsv or .jsonl",
        )
    })?;
    let column = |name: &str| table.names.iter().position(|one| one.trim().eq_ignore_ascii_case(name));
    let (Some(item), Some(code)) = (column("item"), column("code")) else {
        let what = format!("{} has no columns `item` and `code`", file.display());
        return Err(Failure::usage(what, "fill in the table that keerpunt sample writes"));
    };
    let remark = column("remark");
    let cell = |row: &BesideRow, at: usize| {
        row.cells.iter().find(|cell| cell.0 as usize == at).map(|cell| cell.2.joined()).unwrap_or_default()
    };
    let rows: Vec<(usize, String, String, Option<String>)> = table
        .rows
        .iter()
        .map(|row| {
            let remark = remark.map(|at| cell(row, at)).filter(|text| !text.is_empty());
            (row.line, cell(row, item), cell(row, code), remark)
        })
        .collect();
    let placed: Vec<Placed<'_>> = rows
        .iter()
        .map(|(line, key, codes, note)| Placed { line: *line, key, codes, note: note.as_deref() })
        .collect();
    let others = items(&desk.loaded.shelf.standings, desk.incidents(), |coder, _| coder != judge.name);
    let mut placement = placement(&placed, &others, desk.incidents(), codebook);
    for (line, why) in &placement.refused {
        context.say(printable(&format!("line {line}: {why}")));
    }
    let dids = std::mem::take(&mut placement.dids);
    keep(&desk, judge, dids, arguments.dry_run)?;
    let match_of = wilson(placement.matched as u64, placement.placed as u64, LEVEL);
    let told = arguments.output.write(context, |_, to| match format {
        Format::Json => write_json(
            &json!({
                "schema": "keerpunt.placement/1", "judge": arguments.coder, "rows": rows.len(),
                "placed": placement.placed, "matched": placement.matched, "blank": placement.blank,
                "match": share(&placement), "low": match_of.map(|of| of.low), "high": match_of.map(|of| of.high),
                "refused": placement.refused.iter().map(|(line, why)| json!({"line": line, "why": why})).collect::<Vec<_>>(),
            }),
            to,
        ),
        Format::Table | Format::Csv | Format::Md => {
            let of = |share: f64| format!("{:.0} %", 100.0 * share);
            let within = match (share(&placement), match_of) {
                (Some(share), Some(interval)) => {
                    format!(" ({}, 95 % interval {} to {})", of(share), of(interval.low), of(interval.high))
                }
                _ => String::new(),
            };
            writeln!(
                to,
                "{} of {} placed by {}; {} of {} in a code that the coders gave{within}",
                placement.placed,
                some(rows.len(), "passage"),
                printable(&arguments.coder),
                placement.matched,
                placement.placed,
            )?;
            let left = placement.blank + placement.refused.len();
            if left > 0 {
                writeln!(to, "{} left blank, {} refused", placement.blank, placement.refused.len())?;
            }
            Ok(())
        }
    });
    told.map_err(|failure| if arguments.dry_run { failure } else { Failure::after_keeping(failure) })?;
    Ok(if placement.refused.is_empty() { desk.exit } else { Exit::DoneWithFaults })
}

fn share(placement: &Placement) -> Option<f64> {
    (placement.placed > 0).then(|| placement.matched as f64 / placement.placed as f64)
}
