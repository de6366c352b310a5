//! `--from`: whose judgement a table shows.

use super::Failure;
use keerpunt::analysis::Condition;
use keerpunt::coding::journal::Kind;
use keerpunt::coding::{Choice, Reading};
use keerpunt::corpus::Incident;
use keerpunt::study::{Loaded, Study};
use std::str::FromStr;

/// Whose judgement a table shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// What the rules of the codebook suggest.
    Suggestions,
    /// What people gave.
    People(Choice),
}

impl FromStr for From {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match (text, text.strip_prefix("coder:")) {
            ("suggestions", _) => Ok(From::Suggestions),
            ("codings", _) => Ok(From::People(Choice::Anybody)),
            ("all-agree", _) => Ok(From::People(Choice::AllAgree)),
            (_, Some(name)) if !name.trim().is_empty() => {
                Ok(From::People(Choice::Coder(name.trim().to_string())))
            }
            _ => Err("say suggestions, codings, all-agree or coder:NAME".to_string()),
        }
    }
}

/// The flag, the same for every table.
#[derive(Debug, Clone, clap::Args)]
pub struct FromWhom {
    /// Whose judgement is counted: suggestions, codings (a code counts when any coder of the
    /// incident gave it), all-agree, or coder:NAME. Without it codings where somebody read an
    /// incident that is asked for and no --codebook is named, else suggestions.
    #[arg(long, value_name = "WHOSE")]
    pub from: Option<From>,
}

impl FromWhom {
    /// Whose codings are to be counted; none where suggestions are.
    ///
    /// # Errors
    /// Codings are asked for that nobody gave.
    pub fn choice(
        &self,
        study: &Study,
        loaded: &Loaded,
        conditions: &[Condition],
        named: bool,
    ) -> Result<Option<Choice>, Failure> {
        let codings = &loaded.codings;
        let choice = match &self.from {
            Some(From::Suggestions) => return Ok(None),
            Some(From::People(choice)) => choice.clone(),
            None => {
                let person = |reading: &Reading| codings.coders[reading.coder].kind == Kind::Person;
                let read_in_scope = |(incident, readings): (&Incident, &Vec<Reading>)| {
                    readings.iter().any(person)
                        && conditions.iter().all(|condition| condition.holds(incident))
                };
                let mut pairs = loaded.corpus.incidents.iter().zip(&codings.incidents);
                // Where there is no codebook, nothing else can be counted.
                let alone = study.settings.codebook.is_none() && !codings.coders.is_empty();
                if named || !(alone || pairs.any(read_in_scope)) {
                    return Ok(None);
                }
                Choice::Anybody
            }
        };
        if codings.coders.is_empty() {
            let help = match study.settings.archive_codes.is_empty() {
                true => {
                    "people code with `keerpunt code` and `keerpunt review`; the archive's own codes are read where `codes:` in keerpunt.yaml says where they stand"
                }
                false => "no cell that `codes:` in keerpunt.yaml names holds a code",
            };
            return Err(Failure::usage("nobody has coded an incident", help));
        }
        if !matches!(choice, Choice::Coder(_)) && codings.coders.iter().all(|coder| coder.kind == Kind::Model)
        {
            let names: Vec<&str> = codings.coders.iter().map(|coder| coder.name.as_str()).collect();
            let help = format!("a model counts when it is named: --from coder:{}", names.join(", coder:"));
            return Err(Failure::usage("no person has coded an incident", help));
        }
        Ok(Some(choice))
    }
}
