//! `keerpunt evaluate`: rules against hand coding.

use super::from::From;
use super::opened::Opened;
use super::output::write_json;
use super::peer::peer;
use super::question::Where;
use super::{Context, Exit, Failure, Format, Output, Which, complain};
use keerpunt::analysis::{Gold, Reference, Trap, evaluate};
use keerpunt::coding::People;
use keerpunt::report::evaluation::Against;
use keerpunt::report::{evaluation, markdown, printable, terminal};
use keerpunt::study::{Marked, NoGold, read_marked};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// Of each list so many are shown where nobody says how many.
const SHOWN: usize = 100;
/// Lines that cannot be used before the rest is counted.
const PROBLEMS: usize = 20;

/// Measures the rules against what people coded: precision, recall, F1, misses, false alarms.
///
/// Against a file: JSON Lines, each {"incident" or "file", "code", "quote"}, with "start" and "end" in
/// code points where the quote stands several times, and without a passage where the whole incident
/// was coded; a table (.csv, .tsv) with these columns; what `codings --format json` writes; or a
/// journal. Only incidents that a line names take part. Against coders (--against): the
/// incidents that they read. A code of the codebook meets the coders' code of the same name, and
/// those that it names as its `archive_codes`, each with all below it. Only codes without codes
/// below them take part.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// What people coded: JSON Lines, a table, the list of `codings`, or a journal.
    #[arg(long, value_name = "FILE", required_unless_present = "against")]
    gold: Option<PathBuf>,
    /// Whose codings the rules are measured against: codings, all-agree, or coder:NAME.
    #[arg(long, value_name = "WHOSE", conflicts_with_all = ["gold", "traps"])]
    against: Option<From>,
    /// Passages that look like a code and are none, JSON Lines.
    #[arg(long, value_name = "FILE")]
    traps: Option<PathBuf>,
    #[command(flatten)]
    conditions: Where,
    /// Leave out the lists of misses, false alarms and traps.
    #[arg(long)]
    scores_only: bool,
    /// Show at most so many of each list in table and md; 0 shows all. Without it 100.
    #[arg(long, value_name = "N", default_value_t = SHOWN, hide_default_value = true)]
    limit: usize,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    output: Output,
}

/// Measures, and writes the scores and the lists.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    arguments.gold.iter().chain(&arguments.traps).for_each(|file| context.reads_file(file));
    let opened = Opened::open(&arguments.which, context)?;
    let mut exit = opened.exit;
    let gold_file = marked(arguments.gold.as_deref(), &opened)?;
    let mut trap_file = marked(arguments.traps.as_deref(), &opened)?;
    let mut traps = trap_file.traps();
    let files = [(&arguments.gold, &gold_file), (&arguments.traps, &trap_file)];
    for (file, marked) in files.iter().filter_map(|(file, marked)| Some((file.as_ref()?, marked))) {
        if tell_problems(file, marked)? {
            exit = Exit::DoneWithFaults;
        }
    }
    let mut gold = gold_file.gold();
    if gold_file.whole() > 0 {
        context.say(format!(
            "note: {} a whole incident, so incidents are scored and passages are not",
            match gold_file.whole() {
                1 => "1 line codes".to_string(),
                several => format!("{several} lines code"),
            }
        ));
    }
    let conditions = opened.conditions(&arguments.conditions, context)?;
    let in_scope =
        |incident: usize| conditions.iter().all(|condition| condition.holds(&opened.incidents()[incident]));
    traps.retain(|trap| in_scope(trap.incident));
    let (against, read, codes) = match &arguments.against {
        None => (Against::Files, read_of(&gold_file, &gold, &traps, &opened, &in_scope), None),
        Some(whose) => {
            let peer = peer(&opened.study, &opened.loaded, &opened.codebook, whose, context)?;
            gold = peer.gold;
            if gold.iter().any(|one| one.span.is_none()) {
                gold.iter_mut().for_each(|one| one.span = None);
            }
            gold.dedup();
            let mut read = peer.read;
            (0..read.len()).for_each(|incident| read[incident] &= in_scope(incident));
            let People { from, coders, .. } = peer.people;
            let against =
                Against::Coders { from, names: coders, without_counterpart: peer.without_counterpart };
            (against, Some(read), Some(peer.codes))
        }
    };
    gold.retain(|one| in_scope(one.incident));
    let after = arguments.which.arguments();
    let (material, provenance) = (opened.material(), opened.provenance(&after));
    let reference = Reference { gold: &gold, traps: &traps, read: read.as_deref(), codes: codes.as_deref() };
    let evaluation = evaluate(&material, &opened.suggestions, &reference);
    let scores = || evaluation::scores(&evaluation, &against, &material, &provenance);
    let lists = || match arguments.scores_only {
        true => Vec::new(),
        false => evaluation::lists(&evaluation, &material, (arguments.limit > 0).then_some(arguments.limit)),
    };
    arguments.output.write(context, |screen, to| match format {
        Format::Json => write_json(&evaluation::json(&evaluation, &against, &material, &provenance), to),
        Format::Csv => arguments.output.write_csv(&scores(), to),
        Format::Table => {
            terminal::write(&scores(), screen, to)?;
            for list in lists() {
                writeln!(to)?;
                terminal::write(&list, screen, to)?;
            }
            Ok(())
        }
        Format::Md => {
            markdown::write(&scores(), to)?;
            for list in lists() {
                writeln!(to)?;
                markdown::write(&list, to)?;
            }
            Ok(())
        }
    })?;
    Ok(exit)
}

/// What a file says of the corpus; nothing without a file.
fn marked(file: Option<&Path>, opened: &Opened) -> Result<Marked, Failure> {
    let Some(file) = file else { return Ok(Marked::default()) };
    read_marked(file, opened.root(), opened.incidents(), &opened.codebook)
        .map_err(|error| Failure::usage(format!("{} {error}", file.display()), NoGold::HELP))
}

/// Names the lines that are not used; true where there are some.
fn tell_problems(file: &Path, marked: &Marked) -> Result<bool, Failure> {
    for (line, problem) in marked.problems.iter().take(PROBLEMS) {
        complain(&printable(&format!("error: {}:{line}: {problem}", file.display())));
    }
    if marked.problems.len() > PROBLEMS {
        complain(&format!("... and {} more lines", marked.problems.len() - PROBLEMS));
    }
    if marked.marks.is_empty() && marked.read.is_empty() {
        return Err(Failure::usage(format!("no line of {} can be used", file.display()), NoGold::HELP));
    }
    if !marked.problems.is_empty() {
        complain("  help: lines that are not used are in no score");
    }
    Ok(!marked.problems.is_empty())
}

/// The incidents that take part, where the file says of some only that they were read.
fn read_of(
    marked: &Marked,
    gold: &[Gold],
    traps: &[Trap],
    opened: &Opened,
    in_scope: &impl Fn(usize) -> bool,
) -> Option<Vec<bool>> {
    if marked.read.is_empty() {
        return None;
    }
    let named: HashSet<usize> = gold.iter().map(|one| one.incident).collect();
    let trapped: HashSet<usize> = traps.iter().map(|one| one.incident).collect();
    let takes_part = |at: usize| marked.read.contains(&at) || named.contains(&at) || trapped.contains(&at);
    Some((0..opened.incidents().len()).map(|at| takes_part(at) && in_scope(at)).collect())
}
