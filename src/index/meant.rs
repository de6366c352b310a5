//! A search as the study means it: names of attributes, spellings of the outcome, codes.

use super::query::{FieldTest, ValueTest};
use super::search::{Search, value_of};
use crate::codebook::Codebook;
use crate::corpus::{Incident, Number, Value};
use crate::diagnostic::{Diagnostic, nearest};
use crate::span::Span;

/// A declared value, and what means it.
pub type Spellings<'a> = (&'a str, Vec<&'a str>);

/// What a search may speak of besides words.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary<'a> {
    /// Names of attributes, declared and found.
    pub attributes: Vec<&'a str>,
    /// The outcome's name, and the spellings of its values.
    pub outcome: Option<(&'a str, Vec<Spellings<'a>>)>,
}

impl Search {
    /// The search as meant: attributes are called as the study calls them, spellings of the outcome
    /// are its values.
    ///
    /// # Errors
    /// Attributes that no incident has.
    pub fn meant(mut self, vocabulary: &Vocabulary<'_>) -> Result<Self, Vec<Diagnostic>> {
        let mut mistakes = Vec::new();
        self.query.each_field(&mut |test| {
            let same = |name: &&str| name.to_lowercase() == test.name.to_lowercase();
            match ["id", "lang"].into_iter().chain(vocabulary.attributes.iter().copied()).find(same) {
                Some(name) => test.name = name.to_string(),
                None => mistakes.push(unknown_attribute(test, vocabulary)),
            }
            if let ValueTest::Equals(value) = &mut test.test
                && let Some(meant) = vocabulary.outcome_meant(&test.name, value)
            {
                *value = meant.to_string();
            }
        });
        if mistakes.is_empty() { Ok(self) } else { Err(mistakes) }
    }

    /// A mistake for each range of an attribute of which no value can lie in one, because all are text.
    pub fn without_order(&self, incidents: &[Incident]) -> Vec<Diagnostic> {
        let is_range = |test: &&FieldTest| matches!(test.test, ValueTest::Between(..));
        let tests = self.query.fields().into_iter().filter(is_range);
        let held = |test: &FieldTest| incidents.iter().filter_map(|one| value_of(one, &test.name)).collect();
        let each = tests.map(|test| (test, held(test)));
        each.filter(|(test, values): &(_, Vec<Value>)| {
            !values.is_empty() && !values.iter().any(|value| test.compares(value))
        })
        .map(|(test, values)| no_order(test, &values))
        .collect()
    }

    /// True where it names a code.
    pub fn names_codes(&self) -> bool {
        !self.codes().is_empty()
    }

    /// The codes that it names and the codebook does not have; a mistake each.
    pub fn unknown_codes(&self, codebook: &Codebook) -> Vec<Diagnostic> {
        let mut unknown = self.codes();
        unknown.retain(|(id, _)| codebook.position(id).is_none());
        let mistake = |(id, span): (&str, Span)| {
            let message = format!("the codebook `{}` has no code `{id}`", codebook.id);
            let help = match nearest(id, codebook.codes.iter().map(|code| code.id.as_str())) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`keerpunt codebook show` lists the codes".to_string(),
            };
            Diagnostic::fault("search-unknown-code", message).at(span).label("unknown code").help(help)
        };
        unknown.into_iter().map(mistake).collect()
    }

    /// The codes that it names, each with its place.
    fn codes(&self) -> Vec<(&str, Span)> {
        let named = self.patterns.iter().zip(self.query.words());
        named.filter_map(|(pattern, words)| Some((pattern.code_reference()?, words.span))).collect()
    }
}

impl Vocabulary<'_> {
    /// The value of the outcome that a spelling means.
    fn outcome_meant(&self, name: &str, spelling: &str) -> Option<&str> {
        let (outcome, values) = self.outcome.as_ref()?;
        let spelling = spelling.to_lowercase();
        let means = |means: &[&str]| means.iter().any(|one| one.trim().to_lowercase() == spelling);
        let (value, _) = values.iter().find(|(_, spellings)| *outcome == name && means(spellings))?;
        Some(value)
    }
}

fn no_order(test: &FieldTest, values: &[Value]) -> Diagnostic {
    let name = &test.name;
    let message = format!("nothing in `{name}` can lie in a range of this kind");
    let diagnostic = Diagnostic::fault("search-no-order", message).at(test.span);
    let texts: Vec<&Value> = values.iter().flat_map(Value::each).collect();
    let numbers: Vec<Number> = texts.iter().filter_map(|value| Number::read(&value.text())).collect();
    let all_text = texts.iter().all(|value| matches!(value, Value::Text(_)));
    let help = if all_text && !numbers.is_empty() && !["id", "lang"].contains(&name.as_str()) {
        let has_fractions = |number: &Number| matches!(number, Number::One(number) if number.fract() != 0.0);
        let kind = if numbers.iter().any(has_fractions) { "decimal" } else { "whole_number" };
        format!(
            "it is text, of which {} of {} values read as numbers: write `{name}: {{type: {kind}}}` under \
             `attributes:` of the study file, and what is none is named",
            numbers.len(),
            texts.len()
        )
    } else {
        let first = texts.first().map(|value| value.text().into_owned()).unwrap_or_default();
        format!("only numbers and dates lie between others, and `{name}` holds such as `{first}`")
    };
    diagnostic.label("a range").help(help)
}

fn unknown_attribute(test: &FieldTest, vocabulary: &Vocabulary<'_>) -> Diagnostic {
    let message = format!("no incident has an attribute `{}`", test.name);
    let diagnostic = Diagnostic::fault("search-unknown-attribute", message).at(test.span);
    let diagnostic = diagnostic.label("unknown attribute");
    let diagnostic = match nearest(&test.name, vocabulary.attributes.iter().copied()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic,
    };
    diagnostic.help("to find it as text put a blank behind the colon")
}
