//! `keerpunt keyness`: words that one half of the incidents uses more than the other.

use super::opened::{known, load, study, variable};
use super::progress::Bar;
use super::question::{Where, at_least_one, failure, some_of, two_of};
use super::{Context, Exit, Failure, PlotOutput, TableOutput, Which};
use clap::ValueEnum;
use keerpunt::analysis::keyness::{LONGEST, LeaveOut, Order, Question};
use keerpunt::analysis::{Material, keywords};
use keerpunt::files;
use keerpunt::report;
use keerpunt::report::keyness::Asked;
use keerpunt::report::plot::KeyWords;
use keerpunt::study::FILE;
use keerpunt::text::words::spell;
use std::collections::HashSet;
use std::io;
use std::path::Path;

/// Finds the words that successes are told with and failures are not, or the other way round.
///
/// No codebook is asked: this reads the narratives themselves, and may show words that rules miss.
/// Beside how often a word occurs stands how many incidents use it, and how many people: a word that
/// one person likes is no finding.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    conditions: Where,
    /// The attribute whose two values are compared; without it the outcome.
    #[arg(long, value_name = "ATTRIBUTE")]
    by: Option<String>,
    /// Cut points of a --by that holds numbers or dates: `2015` makes <2015 and >=2015.
    #[arg(long, value_name = "CUTS", requires = "by", allow_hyphen_values = true)]
    bins: Option<String>,
    /// Compare these two values; without it the first two of the outcome, or both of another attribute.
    #[arg(long, value_name = "A,B")]
    compare: Option<String>,
    /// Phrases of up to N words too, at most 3.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=LONGEST as u64))]
    phrases: usize,
    /// Leave out words that fewer incidents use.
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = at_least_one())]
    min_incidents: usize,
    /// How many words of each half are shown.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = at_least_one())]
    words: usize,
    /// What puts words in order.
    #[arg(long, value_enum, default_value_t)]
    order: OrderName,
    /// Words that are not shown by themselves: `language` for those that only hold sentences together
    /// in the narrative's language (nl, en, de, fr, es), `none`, or a file with words.
    #[arg(long, value_name = "WHICH", default_value = "language")]
    stop_words: String,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    output: TableOutput,
    #[command(flatten)]
    plot: PlotOutput,
}

/// What puts words in order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum OrderName {
    /// The log-likelihood of occurrences.
    #[default]
    G2,
    /// How many times as often one half uses it.
    LogRatio,
    /// The exact test of the incidents that use it.
    Incidents,
}

impl From<OrderName> for Order {
    fn from(name: OrderName) -> Order {
        match name {
            OrderName::G2 => Order::LogLikelihood,
            OrderName::LogRatio => Order::LogRatio,
            OrderName::Incidents => Order::Incidents,
        }
    }
}

/// Counts, and writes the table.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    arguments.plot.check()?;
    if arguments.which.codebook.is_some() {
        return Err(Failure::usage("keyness reads narratives, no codebook", "leave --codebook out"));
    }
    let leave_out = arguments.leave_out(context)?;
    let compare = arguments.compare.as_deref().map(two_of).transpose()?;
    let study = study(&arguments.which, context)?;
    let bar = Bar::new(context);
    let (loaded, exit) = load(&study, &arguments.which, context, &bar)?;
    drop(bar);
    let known = known(&study, &loaded);
    let conditions = arguments.conditions.read(&known)?;
    known.empty_conditions(&conditions).iter().for_each(|line| context.say(line));
    let outcome = study.settings.collection.outcome.as_ref().map(|outcome| outcome.attribute.as_str());
    let Some(name) = arguments.by.as_deref().or(outcome) else {
        let help =
            format!("say it with --by, or in {FILE}; the attributes are: {}", some_of(&known.attributes));
        return Err(Failure::usage("nobody said which attribute is the outcome", help));
    };
    let question = Question {
        conditions,
        by: variable(&study, &known, name, arguments.bins.as_deref())?,
        compare,
        of_outcome: Some(name) == outcome,
        longest: arguments.phrases,
        fewest: arguments.min_incidents,
        leave_out,
    };
    let collection = &study.settings.collection;
    let material = Material::of_texts(
        &loaded.corpus.incidents,
        &collection.speakers,
        collection.respondent.is_some(),
        study.language(),
    );
    let table = keywords(&material, &question).map_err(failure)?;
    let after = arguments.which.arguments();
    let asked = Asked {
        study: study.title(),
        aim: study.aim(),
        design: study.design(&loaded.corpus.incidents),
        arguments: &after,
        order: arguments.order.into(),
        most: arguments.words,
        left_out: match &question.leave_out {
            LeaveOut::Nothing => None,
            LeaveOut::FunctionWords => Some("words that only hold sentences together"),
            LeaveOut::These(_) => Some(&arguments.stop_words),
        },
    };
    arguments.plot.write(context, || KeyWords::of(&table, &asked))?;
    if arguments.plot.stands_alone(&arguments.output) {
        return Ok(exit);
    }
    arguments.output.write(
        context,
        format,
        || report::keyness::sheets(&table, &asked),
        || report::keyness::data(&table, &asked),
        || report::keyness::json(&table, &asked),
    )?;
    Ok(exit)
}

impl Arguments {
    fn leave_out(&self, context: &Context) -> Result<LeaveOut, Failure> {
        match self.stop_words.as_str() {
            "language" => Ok(LeaveOut::FunctionWords),
            "none" => Ok(LeaveOut::Nothing),
            file => {
                let path = Path::new(file);
                context.reads_file(path);
                let text = files::open_named(path).and_then(io::read_to_string).map_err(|error| {
                    Failure::usage(
                        format!("the words of {file} cannot be read: {error}"),
                        "say --stop-words language, none, or a file with words",
                    )
                })?;
                Ok(LeaveOut::These(words_of(&text)))
            }
        }
    }
}

/// The words of a list; `#` stands before a remark.
fn words_of(text: &str) -> HashSet<String> {
    let mut spelled = String::new();
    let mut all = HashSet::new();
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default());
    for word in lines.flat_map(str::split_whitespace) {
        if spell(word, &mut spelled) {
            all.insert(spelled.clone());
        }
    }
    all
}
