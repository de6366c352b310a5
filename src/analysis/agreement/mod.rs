//! Do coders agree: people, models and rules on the same units, code by code and over all codes.

mod asked;
mod cut;
mod disagreement;
mod measured;
pub mod placement;
mod rater;

pub use disagreement::Disagreement;
pub use measured::{ErrorMethod, measures};
pub use rater::{Rater, RaterKind, Scheme};

use super::{Caution, Condition, Error, Material, Measure, Selection, Statistic};
use asked::Asked;
use serde::Serialize;
use std::fmt;

/// The units on which coders are compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Grain {
    /// Incidents with the code.
    #[default]
    Incident,
    /// Paragraphs that a passage with the code touches.
    Paragraph,
    /// Sentences that a passage with the code touches.
    Sentence,
    /// Characters (code points) of passages with the code.
    Character,
}

impl Grain {
    /// Its name for several.
    pub fn plural(self) -> &'static str {
        match self {
            Grain::Incident => "incidents",
            Grain::Paragraph => "paragraphs",
            Grain::Sentence => "sentences",
            Grain::Character => "characters",
        }
    }
}

impl fmt::Display for Grain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Grain::Incident => "incident",
            Grain::Paragraph => "paragraph",
            Grain::Sentence => "sentence",
            Grain::Character => "character",
        })
    }
}

/// What is asked of coders.
#[derive(Debug, Clone)]
pub struct Question {
    /// The rows.
    pub codes: Selection,
    /// Which incidents.
    pub conditions: Vec<Condition>,
    /// By which units coders are compared.
    pub grain: Grain,
    /// Rows deeper than this level are left out; what was given there stays in the rows above.
    pub level: Option<usize>,
    /// Rows that nobody gave are left out.
    pub hide_zero: bool,
}

/// How far coders agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// By which units.
    pub grain: Grain,
    /// Which incidents, condition by condition.
    pub conditions: Vec<Condition>,
    /// Incidents that fulfil the conditions.
    pub incidents: usize,
    /// Those among them that two coders or more judged: the rest is in no number.
    pub shared: usize,
    /// Who told these; `None` where the study does not say.
    pub respondents: Option<usize>,
    /// For each coder how many of the incidents it judged.
    pub read: Vec<usize>,
    /// For each coder whether it gave a code in every incident that it is known to have judged, though there
    /// are others: where it found nothing is then not told. Only of models and coders of an archive.
    pub always_coded: Vec<bool>,
    /// The measures of a row, in their order.
    pub measures: Vec<Measure>,
    /// One a code that two coders or more could give.
    pub rows: Vec<Row>,
    /// All codes without codes below them together.
    pub overall: Overall,
    /// Codes of the question that only one coder could give.
    pub of_one_coder: usize,
}

/// Agreement on one code.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The code, by its place in the codebook.
    pub place: usize,
    /// Full id.
    pub code: String,
    /// Name that people read.
    pub label: Option<String>,
    /// 1 for a code without a parent.
    pub level: usize,
    /// Holds codes.
    pub group: bool,
    /// What was said, in numbers.
    pub counts: Tally,
    /// The coefficients.
    pub statistics: Vec<Statistic>,
    /// When not to trust them.
    pub cautions: Vec<Caution>,
}

/// What coders said of one code, or of several, in units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Units that two coders or more judged.
    pub pairable: u64,
    /// Incidents that they lie in.
    pub incidents: usize,
    /// For each coder the units to which it gave the code; `None` where it could not give it.
    pub given: Vec<Option<u64>>,
    /// Units to which all who judged them gave the code.
    pub all: u64,
    /// Units on which somebody gave it and somebody did not.
    pub differing: u64,
}

/// Agreement on all codes without codes below them together.
#[derive(Debug, Clone, PartialEq)]
pub struct Overall {
    /// How many codes.
    pub codes: usize,
    /// What was said: a judgement of one code on one unit counts one.
    pub counts: Tally,
    /// The coefficients.
    pub statistics: Vec<Statistic>,
    /// When not to trust them.
    pub cautions: Vec<Caution>,
    /// Incidents in which passages of one coder overlap, so that a character has no single code.
    pub overlapping: usize,
}

/// Compares coders. The codes are those of `material`; `foreign` is the place of the first that stands
/// in no codebook.
///
/// # Errors
/// Somebody gave codes to whole incidents, and something smaller is asked for.
pub fn agreement(
    material: &Material<'_>,
    raters: &[Rater<'_>],
    foreign: usize,
    question: &Question,
) -> Result<(Agreement, Vec<Disagreement>), Error> {
    if question.grain != Grain::Incident
        && let Some(whole) = raters.iter().find(|rater| rater.found.has_whole())
    {
        return Err(Error::WholeIncidents { coder: whole.name.clone(), unit: question.grain });
    }
    let asked = Asked::new(material, raters, foreign, question);
    let rows: Vec<Row> = asked.order().into_iter().filter_map(|code| asked.row(code)).collect();
    let disagreements = asked.disagreements(&rows);
    let cautions = asked.dependence();
    let mut agreement = Agreement {
        grain: question.grain,
        conditions: question.conditions.clone(),
        incidents: asked.incidents,
        shared: asked.cuts.len(),
        respondents: material.respondents.then(|| asked.tellers().0),
        read: asked.read.clone(),
        always_coded: asked.always_coded.clone(),
        measures: measures(question.grain, raters.len()),
        overall: asked.overall(),
        of_one_coder: question.codes.codes().filter(|code| asked.raters_of(*code).len() < 2).count(),
        rows,
    };
    for row in &mut agreement.rows {
        row.cautions.extend(cautions);
    }
    agreement.overall.cautions.extend(cautions);
    Ok((agreement, disagreements))
}
