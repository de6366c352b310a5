//! `--from`: whose judgement a table shows.

use super::Failure;
use keerpunt::analysis::Condition;
use keerpunt::coding::Choice;
pub use keerpunt::coding::Whose as From;
use keerpunt::coding::journal::Kind;
use keerpunt::study::{Loaded, Study};

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
        let codings = loaded.codings();
        let choice = match &self.from {
            Some(whose) => whose.clone(),
            None if named => From::Suggestions,
            None => {
                let incidents = &loaded.corpus.incidents;
                let asked = |at: usize| conditions.iter().all(|condition| condition.holds(&incidents[at]));
                // Where there is no codebook, nothing else can be counted.
                codings.usual(study.settings.codebook.is_none(), asked)
            }
        };
        let From::People(choice) = choice else { return Ok(None) };
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
