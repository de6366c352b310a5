//! Whose judgement a question is about, as people say it.

use super::codings::{Codings, Reading};
use super::journal::Kind;
use super::judged::Choice;
use std::str::FromStr;

/// Whose judgement is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// What the rules of the codebook suggest.
    Suggestions,
    /// What people gave.
    People(Choice),
}

impl FromStr for Whose {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match (text, text.strip_prefix("coder:")) {
            ("suggestions", _) => Ok(Self::Suggestions),
            ("codings", _) => Ok(Self::People(Choice::Anybody)),
            ("all-agree", _) => Ok(Self::People(Choice::AllAgree)),
            (_, Some(name)) if !name.trim().is_empty() => {
                Ok(Self::People(Choice::Coder(name.trim().to_string())))
            }
            _ => Err("say suggestions, codings, all-agree or coder:NAME".to_string()),
        }
    }
}

impl Codings {
    /// Whose judgement is counted where nobody says it: codings where a person read one of the
    /// incidents that are asked for (`asked` by their places) or where there is nothing else to
    /// count (`alone`), else suggestions.
    pub fn usual(&self, alone: bool, asked: impl Fn(usize) -> bool) -> Whose {
        let person = |reading: &Reading| self.coders[reading.coder].kind == Kind::Person;
        let mut read = self.incidents.iter().enumerate();
        let alone = alone && !self.coders.is_empty();
        match alone || read.any(|(place, readings)| readings.iter().any(person) && asked(place)) {
            true => Whose::People(Choice::Anybody),
            false => Whose::Suggestions,
        }
    }
}
