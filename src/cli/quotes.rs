//! `keerpunt quotes`: the passages behind a code or a cell.

use super::from::FromWhom;
use super::opened::{Opened, codebook_of};
use super::output::write_json;
use super::question::{ValenceName, Where, selection};
use super::{Context, Exit, Failure, TableFormat, TableOutput, Which};
use clap::ValueEnum;
use keerpunt::analysis::passages::Question;
use keerpunt::analysis::{Passage, passages};
use keerpunt::codebook::Valence;
use keerpunt::report::quotes::{self, Order, Quotes};
use keerpunt::report::{html, latex, quotes_paper};
use keerpunt::span::Span;
use keerpunt::text;

/// Shows the passages behind a code or a cell: where they stand, who told them, which words fired
/// or who coded them.
///
/// Words that fired stand in brackets (bold where the terminal can). Negated passages are shown
/// and marked; no table counts them. In html and latex they are a table, for a page or a paper.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The codes, each with all below it; without any, every code.
    #[arg(value_name = "CODE")]
    codes: Vec<String>,
    #[command(flatten)]
    conditions: Where,
    #[command(flatten)]
    from: FromWhom,
    /// Only incidents that also have this code or one below it: the other code of a cell.
    #[arg(long, value_name = "CODE")]
    with: Vec<String>,
    /// Only passages that say the conduct was there, or was missing.
    #[arg(long, value_enum)]
    valence: Option<ValenceName>,
    /// What is shown around each passage.
    #[arg(long, value_enum, default_value_t)]
    context: Around,
    /// In which order.
    #[arg(long, value_enum, default_value_t)]
    order: OrderName,
    /// The attribute shown beside each passage; without it the outcome.
    #[arg(long, value_name = "ATTRIBUTE")]
    beside: Option<String>,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    output: TableOutput,
}

/// What is shown around a passage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Around {
    /// The passage alone.
    #[default]
    None,
    /// The paragraphs it touches.
    Paragraph,
    /// The whole narrative.
    Incident,
}

/// In which order passages stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum OrderName {
    /// Under their codes.
    #[default]
    Code,
    /// Under their files.
    File,
}

/// Finds the passages, and writes them.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    let opened = opened(arguments, context)?;
    let conditions = opened.conditions(&arguments.conditions, context)?;
    let with = match arguments.with.as_slice() {
        [] => None,
        ids => Some(selection(&opened.codebook, ids)?),
    };
    let question = Question {
        codes: selection(&opened.codebook, &arguments.codes)?,
        conditions,
        with,
        valence: arguments.valence.map(Valence::from),
    };
    let beside = match &arguments.beside {
        Some(name) => Some(opened.variable(name, None)?.name),
        None => opened.outcome().map(str::to_string),
    };
    let after = arguments.which.arguments();
    let (material, provenance) = (opened.material(), opened.provenance(&after));
    let found = passages(&material, &question);
    let around = found.list.iter().map(|passage| around(passage, arguments.context, &opened)).collect();
    let quotes = Quotes {
        passages: &found,
        conditions: &question.conditions,
        codes: &arguments.codes,
        beside: beside.as_deref(),
        order: match arguments.order {
            OrderName::Code => Order::ByCode,
            OrderName::File => Order::ByFile,
        },
        around,
        language: opened.language(),
    };
    let output = arguments.output.place();
    let paper = || [quotes_paper::sheet(&quotes, &provenance)];
    output.write(context, |screen, to| match format {
        TableFormat::Table => quotes::write(&quotes, &provenance, screen, to),
        TableFormat::Md => quotes::write_markdown(&quotes, &provenance, to),
        TableFormat::Csv => output.write_csv(&quotes::sheet(&quotes, &provenance), to),
        TableFormat::Json => write_json(&quotes::json(&quotes, &provenance), to),
        TableFormat::Html => html::write(&paper(), to),
        TableFormat::Latex => latex::write(&paper(), to),
    })?;
    Ok(opened.exit)
}

/// The codings where somebody gave some, else the suggestions. A code that only the codebook knows
/// asks for suggestions, where nobody said from whom.
fn opened(arguments: &Arguments, context: &Context) -> Result<Opened, Failure> {
    let opened = Opened::judged(&arguments.which, &arguments.from, &arguments.conditions, context)?;
    let given = opened.judged.is_some() && arguments.from.from.is_none();
    if !given || selection(&opened.codebook, &arguments.codes).is_ok() {
        return Ok(opened);
    }
    let silent = Context::silent();
    match codebook_of(&opened.study, &arguments.which, &silent) {
        Ok(codebook) if selection(&codebook, &arguments.codes).is_ok() => {
            context.say("note: people gave no such code; these are the suggestions of the rules");
            Ok(opened.into_suggestions(codebook, &silent))
        }
        _ => Ok(opened),
    }
}

fn around(passage: &Passage<'_>, wanted: Around, opened: &Opened) -> Span {
    let own = passage.span();
    let incident = passage.incident;
    match wanted {
        Around::None => own,
        Around::Incident => Span::new(0, incident.narrative.len()),
        Around::Paragraph => text::paragraphs(&incident.narrative, &incident.language, opened.speakers())
            .into_iter()
            .filter(|paragraph| paragraph.overlaps(own))
            .fold(own, Span::join),
    }
}
