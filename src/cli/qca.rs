//! `keerpunt qca`: which combinations of codes go with an outcome.

use super::codebook::code_named;
use super::from::FromWhom;
use super::opened::Opened;
use super::question::{Where, at_least_one, failure};
use super::share::{Share, above_zero};
use super::{Context, Exit, Failure, TableOutput, Which};
use keerpunt::analysis::qca::Question;
use keerpunt::analysis::{Condition, Variable, qca};
use keerpunt::codebook::{Polarity, Valence};
use keerpunt::diagnostic::nearest;
use keerpunt::report;

/// Finds the combinations of codes that go with an outcome (crisp-set QCA).
///
/// Single codes may say little where conduct works together: each incident is a combination of what
/// it has and has not, and the combinations that lead to the outcome are written as shortly as they
/// can be. Choose few conditions, for reasons, before you look: three or four for thirty incidents.
/// Contradictory combinations come first, for they are what to read. Every shortest model is shown.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The codes that are conditions, with commas between; CODE:enacted or CODE:lacking is one
    /// valence alone. May be given several times.
    #[arg(long = "conditions", value_name = "CODES", required = true)]
    factors: Vec<String>,
    /// The outcome: a value of the study's outcome, or ATTRIBUTE=VALUE. Without it the outcome's first
    /// value.
    #[arg(long, value_name = "VALUE")]
    outcome: Option<String>,
    /// A combination leads to the outcome from this share of its incidents on: 80% or 0.8.
    #[arg(long, value_name = "SHARE", default_value = "0.8", value_parser = above_zero)]
    consistency: Share,
    /// A combination of fewer incidents says nothing.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = at_least_one())]
    frequency: usize,
    /// List the incidents of each combination.
    #[arg(long)]
    cases: bool,
    /// Solve it although there are more combinations than incidents.
    #[arg(long)]
    despite_few_cases: bool,
    #[command(flatten)]
    conditions: Where,
    #[command(flatten)]
    from: FromWhom,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    output: TableOutput,
}

/// Makes the truth table, and writes it with its solutions.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    let asked = &arguments.conditions;
    let opened = Opened::judged(&arguments.which, &arguments.from, asked, context)?;
    let factors = arguments.factors_meant(&opened)?;
    let (outcome, of) = arguments.outcome(&opened)?;
    let question = Question {
        factors,
        outcome,
        of,
        conditions: opened.conditions(asked, context)?,
        consistency: arguments.consistency.0,
        frequency: arguments.frequency,
        despite_few_cases: arguments.despite_few_cases,
    };
    let after = arguments.which.arguments();
    let (material, provenance) = (opened.material(), opened.provenance(&after));
    let table = qca(&material, &question).map_err(failure)?;
    arguments.output.write(
        context,
        format,
        || report::qca::sheets(&table, arguments.cases, &provenance),
        || report::qca::data(&table),
        || report::qca::json(&table, &provenance),
    )?;
    Ok(opened.exit)
}

impl Arguments {
    /// The codes, each once.
    fn factors_meant(&self, opened: &Opened) -> Result<Vec<(usize, Option<Valence>)>, Failure> {
        let mut factors = Vec::new();
        for names in &self.factors {
            // A code of an archive may have commas in its name.
            let whole = factor(opened, names.trim());
            let parts: Vec<&str> = match whole {
                Ok(_) => vec![names.trim()],
                Err(_) => names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect(),
            };
            for name in parts {
                let factor = factor(opened, name)?;
                if factors.contains(&factor) {
                    return Err(Failure::usage(
                        format!("`{name}` is named twice"),
                        "name each condition once",
                    ));
                }
                factors.push(factor);
            }
        }
        if factors.is_empty() {
            return Err(Failure::usage("no condition is named", "name codes: --conditions a,b,c"));
        }
        Ok(factors)
    }

    /// The outcome as a condition, with the attribute it speaks of.
    fn outcome(&self, opened: &Opened) -> Result<(Condition, Variable), Failure> {
        let asked = self.outcome.as_deref();
        if let Some(text) = asked.filter(|text| text.contains(['=', '<', '>'])) {
            let read =
                opened.conditions(&Where { conditions: vec![text.to_string()] }, &Context::silent())?;
            let condition = read.into_iter().next().ok_or_else(no_outcome)?;
            let of = opened.variable(&condition.attribute, None)?;
            return Ok((condition, of));
        }
        let attribute = opened.outcome().ok_or_else(no_outcome)?;
        let of = opened.variable(attribute, None)?;
        let value = match asked {
            Some(value) => value,
            None => of.declared.first().map(|one| one.value.as_str()).ok_or_else(no_outcome)?,
        };
        let text = format!("{attribute}={value}");
        let read = opened.conditions(&Where { conditions: vec![text] }, &Context::silent())?;
        let condition = read.into_iter().next().ok_or_else(no_outcome)?;
        let values: Vec<&str> = of.declared.iter().map(|one| one.value.as_str()).collect();
        let unknown = condition.values().find(|value| !values.is_empty() && !values.contains(value));
        match unknown.map(str::to_string) {
            Some(unknown) => {
                let near = nearest(&unknown, values.iter().copied());
                let near = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
                Err(Failure::usage(
                    format!("`{attribute}` has no value `{unknown}`"),
                    format!("{near}its values are: {}", values.join(", ")),
                ))
            }
            None => Ok((condition, of)),
        }
    }
}

fn no_outcome() -> Failure {
    Failure::usage("nobody said what the outcome is", "say it: --outcome ATTRIBUTE=VALUE")
}

/// A code, with a valence where one is named behind it.
fn factor(opened: &Opened, name: &str) -> Result<(usize, Option<Valence>), Failure> {
    let book = &opened.codebook;
    let (code, valence) = match name.rsplit_once(':') {
        _ if book.position(name).is_some() => (name, None),
        Some((code, "enacted")) => (code, Some(Valence::Enacted)),
        Some((code, "lacking")) => (code, Some(Valence::Lacking)),
        _ => (name, None),
    };
    let place = code_named(book, code)?;
    let id = &book.codes[place].id;
    if valence.is_some() && book.codes[place].polarity != Polarity::Either {
        return Err(Failure::usage(
            format!("`{id}` has no valence"),
            "only a code with `polarity: either` is enacted or lacking",
        ));
    }
    let material = opened.material();
    let sought = match valence {
        None => material.is_sought(place),
        Some(valence) => material.is_sought_as(place, valence),
    };
    // Nobody looked for it: it would be absent everywhere.
    if !sought {
        return Err(Failure::usage(
            format!("no rule looks for `{name}`, so nobody knows where it is absent"),
            "take a code with rules, or what people gave: --from codings",
        ));
    }
    Ok((place, valence))
}
