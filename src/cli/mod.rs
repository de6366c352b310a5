//! The command line: lists the verbs, hands over, and turns an error into an exit status.

mod account;
mod agreement;
mod alike;
mod apply;
mod case;
mod code;
mod codebook;
mod coders;
mod codings;
mod compare;
mod cooccur;
mod crosstab;
mod desk;
mod destination;
mod evaluate;
mod exit;
mod explain;
mod frequencies;
mod from;
mod help;
mod import;
mod index;
mod interrupted;
mod judges;
mod keyness;
mod left_out;
mod log;
mod matrix;
mod memo;
mod memory;
mod negative;
mod new;
mod new_incident;
mod opened;
mod output;
mod participation;
mod peer;
mod plot_output;
mod progress;
mod qca;
mod question;
mod quotes;
mod read;
mod review;
mod sample;
mod saturation;
mod search;
mod separator;
mod serve;
mod share;
mod stats;
mod suggest;
mod table_output;
mod undo;
mod whereabouts;
mod which;
mod who;

pub use exit::{Exit, Failure, here, shown};
pub use output::{Format, Output};
pub use plot_output::PlotOutput;
pub use table_output::{TableFormat, TableOutput};
pub use which::Which;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use keerpunt::index::Stage;
use keerpunt::report::printable_styled;
use keerpunt::study::Study;
use std::cell::RefCell;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Critical incidents coded, counted and opened again.
#[derive(Debug, Parser)]
#[command(name = "keerpunt", version, disable_help_subcommand = true, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    context: Context,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// What holds for every verb.
#[derive(Debug, Clone, clap::Args)]
pub struct Context {
    /// Say nothing on standard error but errors.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// What the run reads, so that its results are never written over it.
    #[arg(skip)]
    reads: RefCell<Reads>,
}

/// What a run reads.
#[derive(Debug, Clone, Default)]
struct Reads {
    study: Option<Study>,
    files: Vec<PathBuf>,
    /// The index of the study was brought up to date.
    indexed: bool,
}

impl Context {
    /// One that says nothing but errors.
    pub fn silent() -> Self {
        Self { quiet: true, reads: RefCell::default() }
    }

    /// Takes down the study that the run reads.
    pub fn reads_study(&self, study: &Study) {
        self.reads.borrow_mut().study = Some(study.clone());
    }

    /// Takes down that the run brought the index of its study up to date.
    pub fn indexed(&self) {
        self.reads.borrow_mut().indexed = true;
    }

    /// Does what the index needs now and then, once the results are told: nobody waits for it.
    fn tend(&self) {
        let reads = self.reads.borrow();
        if let Some(study) = reads.study.as_ref().filter(|_| reads.indexed) {
            interrupted::doing(Stage::Kept);
            study.tend_index();
        }
    }

    /// Takes down a file that the run reads beside the study.
    pub fn reads_file(&self, file: &Path) {
        self.reads.borrow_mut().files.push(file.to_path_buf());
    }

    /// Tells the user something beside the results.
    pub fn say(&self, line: impl AsRef<str>) {
        if !self.quiet {
            complain(line.as_ref());
        }
    }
}

/// Writes to standard error; nothing that a file, a path or an argument holds reaches the terminal as a command.
pub fn complain(text: &str) {
    // Where standard error takes nothing (a full disk), there is nowhere to say so; the results go on.
    let _ = writeln!(anstream::stderr(), "{}", printable_styled(text.trim_end()));
}

/// One verb, one file; in the order of the work.
#[derive(Debug, Subcommand)]
enum Verb {
    New(new::Arguments),
    Index(index::Arguments),
    Search(search::Arguments),
    Quotes(quotes::Arguments),
    Codebook(codebook::Arguments),
    Apply(apply::Arguments),
    Evaluate(evaluate::Arguments),
    Code(code::Arguments),
    Review(review::Arguments),
    Serve(serve::Arguments),
    Suggest(suggest::Arguments),
    Read(read::Arguments),
    Memo(memo::Arguments),
    Undo(undo::Arguments),
    Codings(codings::Arguments),
    Log(log::Arguments),
    Import(import::Arguments),
    Sample(sample::Arguments),
    Case(case::Arguments),
    NewIncident(new_incident::Arguments),
    Crosstab(crosstab::Arguments),
    Frequencies(frequencies::Arguments),
    Participation(participation::Arguments),
    Saturation(saturation::Arguments),
    Negative(negative::Arguments),
    Matrix(matrix::Arguments),
    Cooccur(cooccur::Arguments),
    Agreement(agreement::Arguments),
    Keyness(keyness::Arguments),
    Qca(qca::Arguments),
    Compare(compare::Arguments),
    Stats(stats::Arguments),
    Explain(explain::Arguments),
}

/// Reads the arguments, runs the verb, returns its exit status.
pub fn main() -> ExitCode {
    let arguments = help::asked(std::env::args_os().collect());
    let matches = help::grouped(Cli::command()).try_get_matches_from(arguments);
    let cli = match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() => {
            complain(&error.render().ansi().to_string());
            return ExitCode::from(2);
        }
        // Help and the version, for standard output.
        Err(error) => {
            return match error.print() {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => Failure::from(error).report(),
            };
        }
    };
    let context = &cli.context;
    interrupted::listen(context.quiet);
    let result: Result<Exit, Failure> = match &cli.verb {
        None => whereabouts::run(context),
        Some(verb) => match verb {
            Verb::New(arguments) => new::run(arguments, context),
            Verb::Index(arguments) => index::run(arguments, context),
            Verb::Search(arguments) => search::run(arguments, context),
            Verb::Quotes(arguments) => quotes::run(arguments, context),
            Verb::Codebook(arguments) => codebook::run(arguments, context),
            Verb::Apply(arguments) => apply::run(arguments, context),
            Verb::Evaluate(arguments) => evaluate::run(arguments, context),
            Verb::Code(arguments) => code::run(arguments, context),
            Verb::Review(arguments) => review::run(arguments, context),
            Verb::Serve(arguments) => serve::run(arguments, context),
            Verb::Suggest(arguments) => suggest::run(arguments, context),
            Verb::Read(arguments) => read::run(arguments, context),
            Verb::Memo(arguments) => memo::run(arguments, context),
            Verb::Undo(arguments) => undo::run(arguments, context),
            Verb::Codings(arguments) => codings::run(arguments, context),
            Verb::Log(arguments) => log::run(arguments, context),
            Verb::Import(arguments) => import::run(arguments, context),
            Verb::Sample(arguments) => sample::run(arguments, context),
            Verb::Case(arguments) => case::run(arguments, context),
            Verb::NewIncident(arguments) => new_incident::run(arguments, context),
            Verb::Crosstab(arguments) => crosstab::run(arguments, context),
            Verb::Frequencies(arguments) => frequencies::run(arguments, context),
            Verb::Participation(arguments) => participation::run(arguments, context),
            Verb::Saturation(arguments) => saturation::run(arguments, context),
            Verb::Negative(arguments) => negative::run(arguments, context),
            Verb::Matrix(arguments) => matrix::run(arguments, context),
            Verb::Cooccur(arguments) => cooccur::run(arguments, context),
            Verb::Agreement(arguments) => agreement::run(arguments, context),
            Verb::Keyness(arguments) => keyness::run(arguments, context),
            Verb::Qca(arguments) => qca::run(arguments, context),
            Verb::Compare(arguments) => compare::run(arguments, context),
            Verb::Stats(arguments) => stats::run(arguments, context),
            Verb::Explain(arguments) => explain::run(arguments, context),
        },
    };
    match result {
        Ok(exit) => {
            context.tend();
            exit.into()
        }
        Err(failure) => failure.report(),
    }
}
