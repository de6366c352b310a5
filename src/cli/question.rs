//! Words of a question, read against what the study knows: codes, conditions, units.

use super::Failure;
use super::codebook::code_named;
use clap::ValueEnum;
use keerpunt::analysis::{Condition, Error, Selection, Unit};
use keerpunt::codebook::Codebook;
use keerpunt::corpus::Incident;
use keerpunt::diagnostic::nearest;
use std::collections::BTreeSet;

/// What is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum UnitName {
    /// Incidents with the code.
    #[default]
    Incident,
    /// Paragraphs that a coded stretch touches.
    Paragraph,
    /// Sentences that a coded stretch touches.
    Sentence,
    /// Distinct coded stretches; counts only.
    Segment,
    /// Respondents with the code in one of their incidents.
    Respondent,
}

impl From<UnitName> for Unit {
    fn from(name: UnitName) -> Unit {
        match name {
            UnitName::Incident => Unit::Incident,
            UnitName::Paragraph => Unit::Paragraph,
            UnitName::Sentence => Unit::Sentence,
            UnitName::Segment => Unit::Segment,
            UnitName::Respondent => Unit::Respondent,
        }
    }
}

/// Which incidents a question is about.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Where {
    /// Only incidents that fulfil a condition: `outcome=success`, `year>=2014`, `sector!=care`,
    /// `sector=` (no value). Several: all of them.
    #[arg(long = "where", value_name = "CONDITION")]
    pub conditions: Vec<String>,
}

impl Where {
    /// The conditions as meant.
    ///
    /// # Errors
    /// A condition that is none, or about an attribute that no incident has and nobody declares.
    pub fn read(&self, known: &Known<'_>) -> Result<Vec<Condition>, Failure> {
        self.conditions.iter().map(|text| known.condition(text)).collect()
    }
}

/// A declared value, and what means it.
pub type Spellings<'a> = (&'a str, Vec<&'a str>);

/// Which codes are the rows of a table, from which incidents, and what is counted.
#[derive(Debug, Clone, clap::Args)]
pub struct Rows {
    /// The codes to show, each with all below it; without any, the whole codebook.
    #[arg(value_name = "CODE")]
    pub codes: Vec<String>,
    #[command(flatten)]
    pub conditions: Where,
    /// What is counted.
    #[arg(long, value_enum, default_value_t)]
    pub unit: UnitName,
    /// Leave out rows deeper than LEVEL; their counts stay in the rows above.
    #[arg(long, value_name = "LEVEL", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..))]
    pub level: Option<usize>,
    /// Leave out rows without a count.
    #[arg(long)]
    pub hide_zero: bool,
}

/// What a question may speak of.
pub struct Known<'a> {
    /// The incidents.
    pub incidents: &'a [Incident],
    /// Names of attributes, declared and found.
    pub attributes: Vec<&'a str>,
    /// The outcome's name, and the spellings of its values.
    pub outcome: Option<(&'a str, Vec<Spellings<'a>>)>,
}

impl Known<'_> {
    fn condition(&self, text: &str) -> Result<Condition, Failure> {
        let mut condition: Condition = text.parse().map_err(failure)?;
        self.attribute(&condition.attribute)?;
        if let Some((name, values)) = &self.outcome
            && *name == condition.attribute
        {
            let asked = condition.value.trim().to_lowercase();
            let meant = values.iter().find(|(value, means)| {
                value.to_lowercase() == asked || means.iter().any(|one| one.trim().to_lowercase() == asked)
            });
            if let Some((value, _)) = meant {
                condition.value = (*value).to_string();
            }
        }
        Ok(condition)
    }

    /// Refuses a name that is no attribute.
    ///
    /// # Errors
    /// With the nearest name there is.
    pub fn attribute(&self, name: &str) -> Result<(), Failure> {
        if ["id", "lang"].contains(&name) || self.attributes.contains(&name) {
            return Ok(());
        }
        let help = match nearest(name, self.attributes.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if self.attributes.is_empty() => "the incidents have no attributes".to_string(),
            None => format!("the attributes are: {}", self.attributes.join(", ")),
        };
        Err(Failure::usage(format!("no incident has an attribute `{name}`"), help))
    }

    /// A line for each condition that no incident fulfils because nobody has its value.
    pub fn empty_conditions(&self, conditions: &[Condition]) -> Vec<String> {
        let asked = |condition: &&Condition| {
            condition.comparison == keerpunt::analysis::Comparison::Is
                && !condition.value.is_empty()
                && !self.incidents.iter().any(|incident| condition.holds(incident))
        };
        let line = |condition: &Condition| {
            let values: BTreeSet<String> = self
                .incidents
                .iter()
                .filter_map(|incident| incident.attribute(&condition.attribute))
                .flat_map(|value| value.each().iter().map(|one| one.text().into_owned()))
                .collect();
            let near = nearest(&condition.value, values.iter().map(String::as_str));
            let help = match near {
                Some(near) => format!("did you mean `{}={near}`?", condition.attribute),
                None if values.len() <= 12 => {
                    let values: Vec<&str> = values.iter().map(String::as_str).collect();
                    format!("its values are: {}", values.join(", "))
                }
                None => format!("`{}` has {} values", condition.attribute, values.len()),
            };
            format!("note: no incident has {condition}; {help}")
        };
        conditions.iter().filter(asked).map(line).collect()
    }
}

/// The codes that were asked for, each by its full id or by its last part where only one code has it.
///
/// # Errors
/// No code, or several, are called so.
pub fn selection(codebook: &Codebook, names: &[String]) -> Result<Selection, Failure> {
    let id = |name: &String| code_named(codebook, name).map(|place| codebook.codes[place].id.clone());
    let ids = names.iter().map(id).collect::<Result<Vec<_>, _>>()?;
    Selection::of(codebook, &ids).map_err(failure)
}

/// A question that cannot be answered, with what to do.
pub fn failure(error: Error) -> Failure {
    let help = match &error {
        Error::UnknownCode(_) => "`keerpunt codebook show` lists the codes",
        Error::NoRespondents => {
            "say it in keerpunt.yaml (`respondent: ATTRIBUTE`), or with --respondent where there is no study"
        }
        Error::SegmentsByCodes => {
            "stretches of two codes are never one segment; count sentences, paragraphs or incidents"
        }
        Error::NoStretches(_) => "count incidents or respondents, or say --from suggestions",
        Error::NotACondition(_) => "write it as attribute=value; also != >= <= > <",
    };
    Failure::usage(error.to_string(), help)
}
