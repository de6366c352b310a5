//! Words of a question, read against what the study knows: codes, conditions, units.

use super::Failure;
use super::codebook::code_named;
use clap::ValueEnum;
use keerpunt::analysis::{BadBins, Bins, Comparison, Condition, Error, Scale, Selection, Unit, Variable};
use keerpunt::codebook::{Codebook, Valence};
use keerpunt::corpus::{Incident, Number, Value};
use keerpunt::diagnostic::nearest;
use keerpunt::index::meant::Spellings;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Attributes that a help names.
const NAMED: usize = 20;

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

/// Whole stories, one by one or by who told them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Teller {
    /// Each incident.
    #[default]
    Incident,
    /// All incidents of a respondent together.
    Respondent,
}

/// What a coding of an `either` code says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ValenceName {
    /// The conduct was there.
    Enacted,
    /// The conduct was missing.
    Lacking,
}

impl From<ValenceName> for Valence {
    fn from(name: ValenceName) -> Valence {
        match name {
            ValenceName::Enacted => Valence::Enacted,
            ValenceName::Lacking => Valence::Lacking,
        }
    }
}

/// Which incidents a question is about.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Where {
    /// Only incidents that fulfil a condition: `outcome=success`, `state=CA,OR` (one of these),
    /// `sector!=care`, `year>=2014`, `date<2014-07`, `sector=` (no value). Several: all of them.
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
    #[arg(long, value_name = "LEVEL", value_parser = at_least_one())]
    pub level: Option<usize>,
    /// Leave out rows without a count.
    #[arg(long)]
    pub hide_zero: bool,
}

/// Which codes a table is about, from which incidents, where it says itself what is counted.
#[derive(Debug, Clone, clap::Args)]
pub struct Codes {
    /// The codes to show, each with all below it; without any, the whole codebook.
    #[arg(value_name = "CODE")]
    pub codes: Vec<String>,
    #[command(flatten)]
    pub conditions: Where,
    /// Take codes deeper than LEVEL together under the code above them.
    #[arg(long, value_name = "LEVEL", value_parser = at_least_one())]
    pub level: Option<usize>,
}

/// A whole number from 1.
pub fn at_least_one() -> clap::builder::RangedU64ValueParser<usize> {
    clap::builder::RangedU64ValueParser::new().range(1..)
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
        let held = |attribute: &str, value: &str| {
            let has = |one: &Incident| one.values(attribute).iter().any(|held| held.text() == value);
            self.incidents.iter().any(has)
        };
        let condition = Condition::read(text, held).map_err(failure)?;
        self.attribute(&condition.attribute)?;
        if !condition.comparison.is_of_values() {
            self.has_order(&condition)?;
        }
        match &self.outcome {
            Some((name, values)) if *name == condition.attribute => {
                let meant = |asked: &str| {
                    let asked = asked.to_lowercase();
                    let same = |one: &str| one.trim().to_lowercase() == asked;
                    values.iter().find(|(value, means)| same(value) || means.iter().any(|one| same(one)))
                };
                let values: Vec<String> = condition
                    .values()
                    .map(|asked| meant(asked).map_or(asked, |(value, _)| value).to_string())
                    .collect();
                Ok(condition.with(values))
            }
            _ => Ok(condition),
        }
    }

    /// Refuses more or less of an attribute that has no order.
    fn has_order(&self, condition: &Condition) -> Result<(), Failure> {
        let held = || self.incidents.iter().map(|incident| incident.values(&condition.attribute));
        let compared = |values: Cow<'_, [Value]>| values.iter().any(|value| condition.compares(value));
        if held().any(compared) || !held().any(|values| !values.is_empty()) {
            return Ok(());
        }
        let name = &condition.attribute;
        Err(Failure::usage(
            format!("{condition}: nothing in `{name}` can be more or less than that"),
            self.holding(name),
        ))
    }

    /// What an attribute holds, in a line.
    fn holding(&self, name: &str) -> String {
        let values = self.values(name);
        let shown: Vec<&str> = values.iter().take(3).map(String::as_str).collect();
        let more = if values.len() > shown.len() { ", ..." } else { "" };
        match shown.as_slice() {
            [] => format!("no incident has a value of `{name}`"),
            shown => format!("`{name}` holds {}{more}{}", shown.join(", "), self.numbers_in_text(name)),
        }
    }

    /// What to do about text that is meant to be numbers, where some of it reads as one.
    fn numbers_in_text(&self, name: &str) -> String {
        let (mut all, mut numbers, mut fractions) = (0, 0, false);
        for incident in self.incidents {
            for value in incident.values(name).iter() {
                let Value::Text(text) = value else { continue };
                let number = Number::read(text);
                all += 1;
                numbers += usize::from(number.is_some());
                fractions |= matches!(number, Some(Number::One(number)) if number.fract() != 0.0);
            }
        }
        if numbers == 0 || ["id", "lang"].contains(&name) {
            return String::new();
        }
        let kind = if fractions { "decimal" } else { "whole_number" };
        format!(
            ", as text: {numbers} of {all} read as numbers. To count them as numbers, write `{name}: {{type: {kind}}}` under `attributes:` of the study file; what is none is then named"
        )
    }

    /// Every value of an attribute, as text, in order.
    fn values(&self, name: &str) -> BTreeSet<String> {
        let held = self.incidents.iter().map(|incident| incident.values(name));
        held.flat_map(|values| values.iter().map(|one| one.text().into_owned()).collect::<Vec<_>>()).collect()
    }

    /// The attribute with its values gathered into bins, where cut points are given.
    ///
    /// # Errors
    /// Its values have no order, or the cut points are none or do not rise.
    pub fn binned(&self, variable: Variable, cuts: Option<&str>) -> Result<Variable, Failure> {
        let Some(cuts) = cuts else { return Ok(variable) };
        let name = variable.name.clone();
        let held = self.incidents.iter().map(|incident| incident.values(&name));
        let Some(scale) = Scale::of(held) else {
            return Err(Failure::usage(
                format!("`{name}` has no cut points: its values are neither numbers nor dates"),
                self.holding(&name),
            ));
        };
        let bins = Bins::read(cuts, scale).map_err(|bad| {
            let help = match (&bad, scale) {
                (BadBins::NotRising(..), _) => "write them from small to large, each once",
                (BadBins::TwoNumbers(..), _) => "write thousands without a mark, decimals with a point",
                (_, Scale::Date) => "write years, months or days: 2010,2015 or 2014-07,2015-01-01",
                (_, Scale::Whole | Scale::Decimal) => {
                    "write numbers: 2010,2015 makes <2010, 2010-2014, >=2015"
                }
            };
            Failure::usage(format!("--bins {cuts}: {bad}"), help)
        })?;
        Ok(Variable { bins: Some(bins), ..variable })
    }

    /// Refuses a name that is no attribute.
    ///
    /// # Errors
    /// With the nearest name there is.
    pub fn attribute(&self, name: &str) -> Result<(), Failure> {
        if ["id", "lang"].contains(&name) || self.attributes.contains(&name) {
            return Ok(());
        }
        let help = match (nearest(name, self.attributes.iter().copied()), &self.outcome) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, Some((outcome, _))) if name == "outcome" => format!("the outcome is called `{outcome}`"),
            (None, _) if self.attributes.is_empty() => "the incidents have no attributes".to_string(),
            (None, _) => format!("the attributes are: {}", some_of(&self.attributes)),
        };
        Err(Failure::usage(format!("no incident has an attribute `{name}`"), help))
    }

    /// A line for each value that is asked for and that no incident has.
    pub fn empty_conditions(&self, conditions: &[Condition]) -> Vec<String> {
        let asked = conditions.iter().flat_map(|condition| match condition.comparison {
            Comparison::IsNot => Vec::new(),
            Comparison::Is => {
                condition.values().map(|value| Condition::is(&condition.attribute, value)).collect()
            }
            _ => vec![condition.clone()],
        });
        asked
            .filter(|condition| !self.incidents.iter().any(|incident| condition.holds(incident)))
            .map(|condition| self.nobody_has(&condition))
            .collect()
    }

    fn nobody_has(&self, condition: &Condition) -> String {
        let (name, values) = (&condition.attribute, self.values(&condition.attribute));
        if !condition.comparison.is_of_values() {
            let held = self.incidents.iter().map(|incident| incident.values(name));
            let mut values: Vec<Value> = held.flat_map(Cow::into_owned).collect();
            values.retain(|value| condition.compares(value));
            values.sort_by(Value::order);
            let ends = values.first().zip(values.last());
            let ends = ends.map(|(first, last)| format!("from {} to {}", first.text(), last.text()));
            let ends = ends.unwrap_or_else(|| "nowhere".to_string());
            return format!("note: no incident has {condition}; the values of `{name}` go {ends}");
        }
        let near = condition.values().find_map(|asked| nearest(asked, values.iter().map(String::as_str)));
        let help = match near {
            Some(near) => format!("did you mean `{name}={near}`?"),
            None if values.len() <= 12 => {
                let values: Vec<&str> = values.iter().map(String::as_str).collect();
                format!("its values are: {}", values.join(", "))
            }
            None => format!("`{name}` has {} values", values.len()),
        };
        format!("note: no incident has {condition}; {help}")
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

/// Names as a help has them: the first, and how many more.
pub fn some_of(names: &[&str]) -> String {
    match names.len().saturating_sub(NAMED) {
        0 => names.join(", "),
        more => format!("{} and {more} more", names[..NAMED].join(", ")),
    }
}

/// A question that cannot be answered, with what to do.
pub fn failure(error: Error) -> Failure {
    let columns;
    let help = match &error {
        Error::NoSuchColumn { name, values } => {
            let near = nearest(name, values.iter().map(String::as_str));
            let meant = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
            columns = format!("{meant}the columns are: {}", values.join(", "));
            &columns
        }
        Error::NotTwoValues { name, values } => {
            let some: Vec<&str> = values.iter().map(String::as_str).collect();
            columns = format!("say which two: --by {name} --compare A,B; the values are: {}", some_of(&some));
            &columns
        }
        Error::InBothHalves(_) => "compare an attribute that has one value an incident",
        Error::ConditionsBeyond { .. } => "every further condition doubles the combinations; leave some out",
        Error::ConditionsOfFewCases { cases, .. } => {
            columns = format!(
                "take {} or fewer, so that 2 to the power of their number is no more than the incidents; or \
                 solve it all the same, mostly from assumptions: --despite-few-cases",
                cases.max(&1).ilog2()
            );
            &columns
        }
        Error::OutcomeSame { .. } => "choose incidents with and without the outcome",
        Error::NoSuchGroup { name, values, .. } => {
            let near = nearest(name, values.iter().map(String::as_str));
            let meant = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
            columns = format!("{meant}its values are: {}; `*` stands for all others", values.join(", "));
            &columns
        }
        Error::OneGroup { .. } => "say another attribute with --by, or ask about more incidents",
        Error::UnknownCode(_) => "`keerpunt codebook show` lists the codes",
        Error::NoRespondents => {
            "say it in keerpunt.yaml (`respondent: ATTRIBUTE`), or with --respondent where there is no study"
        }
        Error::SegmentsByCodes => {
            "stretches of two codes are never one segment; count sentences, paragraphs or incidents"
        }
        Error::NoStretches(_) => "count incidents or respondents, or say --from suggestions",
        Error::WholeIncidents { .. } => "compare them by incident, or name coders who coded passages",
        Error::NotACondition(_) => {
            "write it as attribute=value; also != >= <= > <, and several values with commas: state=CA,OR"
        }
        Error::NoPoint(..) => {
            "more and less are of numbers and dates: year>=2014, date<2014-07, date>=2-3-2014"
        }
        Error::TwoNumbers(..) => "write thousands without a mark, decimals with a point: 1200, or 1.2",
    };
    Failure::usage(error.to_string(), help)
}

/// The two columns that are named, divided by a comma.
///
/// # Errors
/// They are not two.
pub fn two_of(pair: &str) -> Result<[String; 2], Failure> {
    match pair.split(',').map(str::trim).collect::<Vec<_>>()[..] {
        [first, second] if !first.is_empty() && !second.is_empty() && first != second => {
            Ok([first.to_string(), second.to_string()])
        }
        _ => Err(Failure::usage(
            format!("`{pair}` does not name two columns"),
            "write the values of two columns with a comma between: --compare success,less_success",
        )),
    }
}
