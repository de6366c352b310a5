//! `keerpunt agreement`: coders on the same units, code by code, and what they differ on.

use super::coders::Coders;
use super::judges::Judges;
use super::question::{Where, failure, selection};
use super::{Context, Exit, Failure, TableFormat, TableOutput, Which};
use clap::ValueEnum;
use keerpunt::analysis::agreement;
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
    /// List the passages on which coders differ: who gave the code, who did not. In csv the list stands
    /// in place of the table.
    #[arg(long)]
    disagreements: bool,
    /// Leave out rows deeper than LEVEL; what was given there stays in the rows above.
    #[arg(long, value_name = "LEVEL", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..))]
    level: Option<usize>,
    /// Leave out codes that nobody gave.
    #[arg(long)]
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
}

impl From<UnitName> for Grain {
    fn from(name: UnitName) -> Grain {
        match name {
            UnitName::Incident => Grain::Incident,
            UnitName::Paragraph => Grain::Paragraph,
            UnitName::Sentence => Grain::Sentence,
            UnitName::Character => Grain::Character,
        }
    }
}

/// Compares, and writes the table.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    let judges = Judges::of(&arguments.which, &arguments.coders, context)?;
    let opened = &judges.opened;
    let question = Question {
        codes: selection(&opened.codebook, &arguments.codes)?,
        conditions: opened.conditions(&arguments.conditions, context)?,
        grain: arguments.unit.into(),
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
        std::iter::once(sheet()).chain(more).collect()
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

/// No incident was judged by two.
pub fn nothing_shared(compared: &[report::agreement::Compared], read: &[usize]) -> Failure {
    let each: Vec<String> =
        compared.iter().zip(read).map(|(one, read)| format!("{} {read}", one.name)).collect();
    Failure::usage(
        format!("no two of these coders judged the same incident (judged by {})", each.join(", by ")),
        "let two code the same incidents (`keerpunt read INCIDENT` says that one was read and has no code), or ask about others with --where and --coders",
    )
}
