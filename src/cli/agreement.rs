//! `keerpunt agreement`: coders on the same units, code by code, and what they differ on.

use super::coders::Coders;
use super::judges::Judges;
use super::question::{Where, at_least_one, failure, selection};
use super::{Context, Exit, Failure, TableFormat, TableOutput, Which};
use clap::ValueEnum;
use keerpunt::analysis::agreement;
use keerpunt::analysis::agreement::placement::{self, Placed};
use keerpunt::analysis::agreement::{Grain, Question};
use keerpunt::report;
use keerpunt::report::Sheet;

/// Compares coders on the incidents that two of them or more read.
///
/// Coders are people who coded here, those of an archive, models, and the rules of the codebook. A
/// coder counts only in incidents that this coder read; a code only where two of them could give it.
/// No coefficient is called good or bad: which one fits depends on how rare a code is, so several stand
/// side by side, with positive agreement for rare codes.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The codes to show, each with all below it; without any, every code.
    #[arg(value_name = "CODE")]
    codes: Vec<String>,
    #[command(flatten)]
    coders: Coders,
    #[command(flatten)]
    conditions: Where,
    /// By which units coders are compared.
    #[arg(long, value_enum, default_value_t)]
    unit: UnitName,
    /// Where coders placed incidents, or passages, that each placed in one code: the table of one coder's
    /// codes by another's, and how many match. What a coder placed in several of the codes is not
    /// compared. CODES name the categories; of a group those below it.
    #[arg(long)]
    confusion: bool,
    /// Beside --confusion: what a coder read and placed in none of the codes is a category of its own.
    #[arg(long, requires = "confusion")]
    with_none: bool,
    /// List the passages on which coders differ: who gave the code, who did not. In csv the list stands
    /// in place of the table.
    #[arg(long, conflicts_with = "confusion")]
    disagreements: bool,
    /// Leave out rows deeper than LEVEL; what was given there stays in the rows above.
    #[arg(long, value_name = "LEVEL", value_parser = at_least_one())]
    level: Option<usize>,
    /// Leave out codes that nobody gave.
    #[arg(long, conflicts_with = "confusion")]
    hide_zero: bool,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    output: TableOutput,
}

/// By which units coders are compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum UnitName {
    /// Incidents with the code.
    #[default]
    Incident,
    /// Paragraphs that a passage with the code touches.
    Paragraph,
    /// Sentences that a passage with the code touches.
    Sentence,
    /// Characters of passages with the code: do they begin and end alike?
    Character,
    /// Passages that coders marked alike; with --confusion alone.
    Passage,
}

impl UnitName {
    fn grain(self) -> Result<Grain, Failure> {
        match self {
            UnitName::Incident => Ok(Grain::Incident),
            UnitName::Paragraph => Ok(Grain::Paragraph),
            UnitName::Sentence => Ok(Grain::Sentence),
            UnitName::Character => Ok(Grain::Character),
            UnitName::Passage => Err(Failure::usage(
                "a passage that only one coder marked is no unit of the other",
                "compare by sentence or character, or where passages were placed: --confusion --unit passage",
            )),
        }
    }

    fn placed(self) -> Result<Placed, Failure> {
        match self {
            UnitName::Incident => Ok(Placed::Incident),
            UnitName::Passage => Ok(Placed::Passage),
            UnitName::Paragraph | UnitName::Sentence | UnitName::Character => Err(Failure::usage(
                "incidents and passages are placed in codes, nothing else",
                "say --unit incident or --unit passage beside --confusion",
            )),
        }
    }
}

/// Compares, and writes the table.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    let judges = Judges::of(&arguments.which, &arguments.coders, context)?;
    if arguments.confusion {
        return confusion(arguments, format, &judges, context);
    }
    let opened = &judges.opened;
    let question = Question {
        codes: selection(&opened.codebook, &arguments.codes)?,
        conditions: opened.conditions(&arguments.conditions, context)?,
        grain: arguments.unit.grain()?,
        level: arguments.level,
        hide_zero: arguments.hide_zero,
    };
    let after = format!("{}{}", arguments.coders.arguments(), arguments.which.arguments());
    let (material, raters, compared) = (judges.material(), judges.raters(), judges.compared());
    let (table, list) =
        agreement::agreement(&material, &raters, judges.foreign, &question).map_err(failure)?;
    if table.shared == 0 {
        return Err(nothing_shared(&compared, &table.read));
    }
    let people = judges.people();
    let provenance = report::Provenance { people: Some(&people), ..opened.provenance(&after) };
    let sheet = || report::agreement::sheet(&table, &compared, &provenance);
    let differing = || report::agreement::differing(&list, &compared, &material);
    let sheets = || -> Vec<Sheet> {
        let more = arguments.disagreements.then(&differing);
        [sheet(), report::agreement::intervals(&table)].into_iter().chain(more).collect()
    };
    let in_csv = || if arguments.disagreements { differing() } else { sheet() };
    if format == TableFormat::Csv && arguments.disagreements {
        context.say("note: csv has the list of passages alone; without --disagreements it has the table");
    }
    let asked = arguments.disagreements.then_some(&list[..]);
    let json = || report::agreement::json(&table, &compared, asked, &material, &provenance);
    arguments.output.write(context, format, sheets, in_csv, json)?;
    Ok(opened.exit)
}

/// Compares where coders placed things, and writes the tables.
fn confusion(
    arguments: &Arguments,
    format: TableFormat,
    judges: &Judges,
    context: &Context,
) -> Result<Exit, Failure> {
    let opened = &judges.opened;
    let question = placement::Question {
        codes: selection(&opened.codebook, &arguments.codes)?,
        conditions: opened.conditions(&arguments.conditions, context)?,
        placed: arguments.unit.placed()?,
        level: arguments.level,
        with_none: arguments.with_none,
    };
    let after = format!("{}{}", arguments.coders.arguments(), arguments.which.arguments());
    let (raters, compared, people) = (judges.raters(), judges.compared(), judges.people());
    let table = placement::placement(&judges.material(), &raters, judges.foreign, &question);
    if table.shared == 0 {
        return Err(nothing_shared(&compared, &table.read));
    }
    let provenance = report::Provenance { people: Some(&people), ..opened.provenance(&after) };
    arguments.output.write(
        context,
        format,
        || report::agreement::placement::sheets(&table, &compared, &provenance),
        || report::agreement::placement::data(&table, &compared),
        || report::agreement::placement::json(&table, &compared, &provenance),
    )?;
    Ok(opened.exit)
}

/// No incident was judged by two.
fn nothing_shared(compared: &[report::agreement::Compared], read: &[usize]) -> Failure {
    let each: Vec<String> =
        compared.iter().zip(read).map(|(one, read)| format!("{} {read}", one.name)).collect();
    Failure::usage(
        format!("no two of these coders judged the same incident (judged by {})", each.join(", by ")),
        "let two code the same incidents (`keerpunt read INCIDENT` says that one was read and has no code), or ask about others with --where and --coders",
    )
}
