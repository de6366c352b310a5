//! Written values as what the study means by them: outcome, declared values, types.

use super::AttributeInfo;
use super::written::Written;
use crate::corpus::list;
use crate::corpus::number::{Marks, Number};
use crate::corpus::parse::{Guess, date, month_first, parse_among};
use crate::corpus::raw::RawValue;
use crate::corpus::sources::some_of;
use crate::corpus::{
    Collection, Declared, DeclaredValue, Kind, OtherOutcome, Outcome, Problem, ProblemCode, SeveralOutcomes,
    Value,
};
use crate::diagnostic::{Severity, nearest};
use crate::text::Localised;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Values of one attribute that are told one by one.
const SHOWN: usize = 20;

/// What each attribute means, and the values that fit none of it.
pub(super) struct Meanings {
    names: Vec<String>,
    of: Vec<Meaning>,
    misfits: Vec<Misfit>,
    known: HashMap<(u32, ProblemCode, String), usize>,
}

struct Meaning {
    kind: Kind,
    /// What stands between its thousands, and before its decimals.
    marks: Marks,
    /// Its dates are written month/day/year.
    month_first: bool,
    /// Some are written so and some day/month/year: what could be either is none.
    mixes_dates: bool,
    separator: Option<String>,
    /// Spellings, without case and outer blanks, and what they mean.
    spellings: HashMap<String, String>,
    /// What a value does that is no spelling.
    other: Other,
    /// Of several values the first of these is taken; empty where all are.
    ranks: Vec<String>,
    several: bool,
}

enum Other {
    /// Nothing: every value is allowed.
    Fine,
    /// It means this value.
    Means(String),
    /// It is named.
    Named(ProblemCode, Severity),
}

/// What of a value does not fit.
pub(super) type Misfits = Vec<(ProblemCode, Severity, String)>;

/// One value that does not fit, and where it stands.
struct Misfit {
    name: u32,
    code: ProblemCode,
    severity: Severity,
    value: String,
    count: usize,
    first: (PathBuf, Option<usize>),
    places: Vec<String>,
}

fn level(text: &str) -> String {
    text.trim().to_lowercase()
}

impl Meanings {
    /// Looks through all values of the attributes that nobody declared a type for.
    pub fn of(collection: &Collection, names: &[String], written: &Written) -> Self {
        let mut of: Vec<Meaning> = names.iter().map(|name| Meaning::of(collection, name)).collect();
        let mut guesses: Vec<Option<Guess>> =
            names.iter().map(|name| is_free(collection, name).then(Guess::default)).collect();
        for (name, (meaning, guess)) in of.iter_mut().zip(&mut guesses).enumerate() {
            let is_list = |value: &RawValue| matches!(value, RawValue::List(_));
            meaning.several |= meaning.ranks.is_empty() && written.of(name).iter().any(is_list);
            let numbers = matches!(meaning.kind, Kind::WholeNumber | Kind::Decimal);
            if guess.is_none() && !numbers {
                continue;
            }
            let Meaning { separator, marks, kind, .. } = meaning;
            let mut see = |text: &str| match guess {
                Some(guess) => guess.see(text),
                None => marks.see(text, *kind == Kind::WholeNumber),
            };
            for text in written.of(name).iter().flat_map(RawValue::each) {
                match separator {
                    Some(separator) => list::filled(text, separator).for_each(&mut see),
                    None => see(text),
                }
            }
        }
        for (meaning, guess) in of.iter_mut().zip(&guesses) {
            let Some(guess) = guess else { continue };
            meaning.month_first = guess.is_month_first();
            meaning.mixes_dates = guess.mixes_dates();
            meaning.marks = guess.marks();
            // What is declared to be a date stays one; how it is written is seen.
            if meaning.kind != Kind::Date {
                meaning.kind = guess.kind();
            }
        }
        Self { names: names.to_vec(), of, misfits: Vec::new(), known: HashMap::new() }
    }

    /// What a value of the attribute `name` means, and what of it does not fit, which stays as written.
    pub fn read(&self, name: usize, value: &RawValue) -> (Value, Misfits) {
        let meaning = &self.of[name];
        let mut misfits = Misfits::new();
        let value = match (value, &meaning.separator) {
            (RawValue::Text(text), None) => meaning.single(text, &mut misfits),
            (RawValue::Text(text), Some(separator)) => Value::List(
                list::filled(text, separator).map(|part| meaning.single(part, &mut misfits)).collect(),
            ),
            (RawValue::List(texts), separator) => Value::List(
                texts
                    .iter()
                    .flat_map(|text| match separator {
                        Some(separator) => list::filled(text, separator).collect::<Vec<_>>(),
                        None => vec![text.as_str()],
                    })
                    .map(|part| meaning.single(part, &mut misfits))
                    .collect(),
            ),
        };
        (meaning.first(value), misfits)
    }

    /// Notes that some of a value does not fit, at this place.
    pub fn note(&mut self, name: u32, misfits: &Misfits, file: &Path, line: Option<usize>) {
        for (code, severity, text) in misfits {
            self.note_one((name, *code, text.clone()), *severity, file, line);
        }
    }

    fn note_one(
        &mut self,
        key: (u32, ProblemCode, String),
        severity: Severity,
        file: &Path,
        line: Option<usize>,
    ) {
        let at = match self.known.get(&key) {
            Some(at) => *at,
            None => {
                let (name, code, value) = key.clone();
                let first = (file.to_path_buf(), line);
                self.misfits.push(Misfit {
                    name,
                    code,
                    severity,
                    value,
                    count: 0,
                    first,
                    places: Vec::new(),
                });
                self.known.insert(key, self.misfits.len() - 1);
                self.misfits.len() - 1
            }
        };
        let misfit = &mut self.misfits[at];
        misfit.count += 1;
        // One more than is shown, so that the rest is counted.
        if misfit.places.len() < 6 {
            misfit.places.push(match line {
                Some(line) => format!("{}:{line}", file.display()),
                None => file.display().to_string(),
            });
        }
    }

    /// The attributes of the corpus, and a problem for each value that fits none of what is declared.
    pub fn finish(self, collection: &Collection) -> (Vec<AttributeInfo>, Vec<Problem>) {
        let mut told: HashMap<(u32, ProblemCode), usize> = HashMap::new();
        let mut problems = Vec::new();
        let mut rest: Vec<(u32, ProblemCode, Severity, usize)> = Vec::new();
        for misfit in &self.misfits {
            let count = told.entry((misfit.name, misfit.code)).or_default();
            *count += 1;
            if *count <= SHOWN {
                problems.push(self.tell(misfit, collection));
                continue;
            }
            match rest.iter_mut().find(|(name, code, ..)| (*name, *code) == (misfit.name, misfit.code)) {
                Some((.., more)) => *more += 1,
                None => rest.push((misfit.name, misfit.code, misfit.severity, 1)),
            }
        }
        for (name, code, severity, more) in rest {
            let message = format!(
                "{more} more values of `{}` fit none of what the study says",
                self.names[name as usize]
            );
            problems.push(Problem::new(severity, code, message));
        }
        let mut attributes: Vec<AttributeInfo> =
            self.names.iter().zip(&self.of).map(|(name, meaning)| info(collection, name, meaning)).collect();
        let unseen = collection.outcome.iter().map(|outcome| &outcome.attribute);
        for name in unseen.chain(collection.attributes.iter().map(|one| &one.name)) {
            if !attributes.iter().any(|known| known.name == *name) {
                attributes.push(info(collection, name, &Meaning::of(collection, name)));
            }
        }
        (attributes, problems)
    }

    fn tell(&self, misfit: &Misfit, collection: &Collection) -> Problem {
        let name = &self.names[misfit.name as usize];
        let (value, meaning) = (&misfit.value, &self.of[misfit.name as usize]);
        let wrong = match misfit.code {
            ProblemCode::WrongType if could_be_two(value) => {
                format!("`{value}` could be two numbers (`{name}`)")
            }
            ProblemCode::WrongType if meaning.mixes_dates && could_be_two_days(value) => format!(
                "`{value}` could be two dates: `{name}` holds days before months and months before days"
            ),
            ProblemCode::WrongType => {
                format!("`{value}` is no {} (`{name}`)", kind_name(self.of[misfit.name as usize].kind))
            }
            ProblemCode::OtherOutcome => format!("the outcome `{value}` fits no spelling of the study"),
            _ => format!("`{value}` is no declared value of `{name}`"),
        };
        let message = if misfit.count == 1 {
            wrong
        } else {
            format!("{wrong}; {} incidents: {}", misfit.count, places(misfit))
        };
        let help = help(misfit, name, collection, &self.of[misfit.name as usize]);
        let mut problem =
            Problem::new(misfit.severity, misfit.code, message).in_file(&misfit.first.0).help(help);
        problem.line = misfit.first.1;
        problem
    }
}

fn places(misfit: &Misfit) -> String {
    let shown = misfit.places.len().min(5);
    let more = misfit.count - shown;
    let shown = misfit.places[..shown].join(", ");
    if more == 0 { shown } else { format!("{shown} and {more} more") }
}

fn help(misfit: &Misfit, name: &str, collection: &Collection, meaning: &Meaning) -> String {
    if misfit.code == ProblemCode::WrongType {
        return match meaning.kind {
            Kind::Date => "write it as 2014-03-31 or 31-3-2014, or leave it blank".to_string(),
            Kind::YesNo => "write yes or no, or leave it blank".to_string(),
            _ => match Number::read(&misfit.value) {
                Some(Number::Two { decimal, thousands, .. }) => {
                    format!("write {thousands} or {decimal}; no other value says what the mark stands for")
                }
                _ => format!("mend it, leave it blank, or declare `{name}` as text in the study file"),
            },
        };
    }
    let (values, field) = match &collection.outcome {
        Some(outcome) if outcome.attribute == name => (spellings(outcome), "under `means` of its outcome"),
        _ => (
            declared(collection, name)
                .map(|one| one.values.iter().map(|value| value.value.clone()).collect())
                .unwrap_or_default(),
            "to its `values`",
        ),
    };
    let neither = match misfit.code {
        ProblemCode::OtherOutcome => {
            "; where such values are no side of the comparison, say `other: ignore` below `outcome`"
        }
        _ => "",
    };
    // One number is no misspelling of another.
    let near = match Number::read(&misfit.value) {
        Some(_) => None,
        None => nearest(&misfit.value, values.iter().map(String::as_str)),
    };
    match near {
        Some(near) => format!("did you mean `{near}`? Else add it in the study file {field}{neither}"),
        None => {
            format!("there are {}; add it in the study file {field}, or mend it{neither}", some_of(&values))
        }
    }
}

fn could_be_two_days(value: &str) -> bool {
    date(value).is_some_and(|found| found.ambiguous)
}

fn could_be_two(value: &str) -> bool {
    matches!(Number::read(value), Some(Number::Two { .. }))
}

fn spellings(outcome: &Outcome) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let values = outcome.values.iter().map(|value| &value.value);
    for spelling in values.chain(outcome.values.iter().flat_map(|value| &value.means)) {
        if !all.contains(spelling) {
            all.push(spelling.clone());
        }
    }
    all
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::WholeNumber => "whole number",
        Kind::Decimal => "number",
        Kind::Date => "date",
        Kind::YesNo => "yes or no",
    }
}

fn declared<'a>(collection: &'a Collection, name: &str) -> Option<&'a Declared> {
    collection.attributes.iter().find(|one| one.name == name)
}

/// True where the type, or how a date is written, is to be inferred: not for ids of people, outcomes,
/// and what else is declared.
fn is_free(collection: &Collection, name: &str) -> bool {
    let is_outcome = collection.outcome.as_ref().is_some_and(|outcome| outcome.attribute == name);
    let is_respondent = collection.respondent.as_deref() == Some(name);
    let settled = |kind: Option<Kind>| kind.is_some_and(|kind| kind != Kind::Date);
    let is_declared =
        declared(collection, name).is_some_and(|one| settled(one.kind) || !one.values.is_empty());
    !is_outcome && !is_respondent && !is_declared
}

impl Meaning {
    fn of(collection: &Collection, name: &str) -> Self {
        let declared = declared(collection, name);
        let separator = declared.and_then(|one| one.list.clone());
        let mut meaning = Self {
            kind: Kind::Text,
            marks: Marks::default(),
            month_first: false,
            mixes_dates: false,
            ranks: Vec::new(),
            several: separator.is_some(),
            separator,
            spellings: HashMap::new(),
            other: Other::Fine,
        };
        if let Some(outcome) = collection.outcome.as_ref().filter(|outcome| outcome.attribute == name) {
            for value in &outcome.values {
                for spelling in std::iter::once(&value.value).chain(&value.means) {
                    meaning.spellings.entry(level(spelling)).or_insert_with(|| value.value.clone());
                }
            }
            // The value itself always means itself, whatever another value lists.
            meaning
                .spellings
                .extend(outcome.values.iter().map(|value| (level(&value.value), value.value.clone())));
            if outcome.several == SeveralOutcomes::First {
                meaning.ranks = outcome.values.iter().map(|value| value.value.clone()).collect();
                meaning.several &= meaning.ranks.is_empty();
            }
            if let Some(rest) = outcome.values.iter().find(|value| value.is_rest()) {
                meaning.other = Other::Means(rest.value.clone());
            } else if !outcome.values.is_empty() {
                meaning.other = match outcome.other {
                    OtherOutcome::Report => Other::Named(ProblemCode::OtherOutcome, Severity::Warning),
                    OtherOutcome::Error => Other::Named(ProblemCode::OtherOutcome, Severity::Fault),
                    OtherOutcome::Ignore => Other::Fine,
                };
            }
        } else if let Some(one) = declared {
            meaning.kind =
                one.kind.filter(|_| collection.respondent.as_deref() != Some(name)).unwrap_or(Kind::Text);
            meaning.spellings =
                one.values.iter().map(|value| (level(&value.value), value.value.clone())).collect();
            if !one.values.is_empty() {
                meaning.other = Other::Named(ProblemCode::UnknownValue, Severity::Warning);
            }
        }
        meaning
    }

    /// Of several values the one that stands first in the study, where one is wanted.
    fn first(&self, value: Value) -> Value {
        let Value::List(values) = &value else { return value };
        let has = |rank: &&String| values.iter().any(|one| one.text() == rank.as_str());
        match self.ranks.iter().find(has) {
            Some(first) => Value::Text(first.into()),
            None => value,
        }
    }

    fn single(&self, text: &str, misfits: &mut Misfits) -> Value {
        let text = text.trim();
        let text = if self.spellings.is_empty() {
            text
        } else {
            match (self.spellings.get(&level(text)), &self.other) {
                (Some(value), _) => value,
                (None, Other::Named(code, severity)) => {
                    misfits.push((*code, *severity, text.to_string()));
                    text
                }
                (None, Other::Means(value)) => value,
                (None, Other::Fine) => text,
            }
        };
        let day = || month_first(text).map(|found| found.value);
        let two_days = self.mixes_dates && self.kind == Kind::Date && could_be_two_days(text);
        let value = match two_days {
            true => None,
            false if self.month_first => day(),
            false => parse_among(text, self.kind, self.marks),
        };
        value.unwrap_or_else(|| {
            misfits.push((ProblemCode::WrongType, Severity::Warning, text.to_string()));
            Value::Text(text.into())
        })
    }
}

fn info(collection: &Collection, name: &str, meaning: &Meaning) -> AttributeInfo {
    let declared = declared(collection, name);
    let outcome =
        collection.outcome.as_ref().filter(|outcome| outcome.attribute == name && !outcome.values.is_empty());
    let values = match outcome {
        Some(outcome) => outcome
            .values
            .iter()
            .map(|one| DeclaredValue { value: one.value.clone(), label: one.label.clone() })
            .collect(),
        None => declared.map(|one| one.values.clone()).unwrap_or_default(),
    };
    let label = declared.map_or_else(Localised::default, |one| one.label.clone());
    AttributeInfo { name: name.to_string(), label, kind: meaning.kind, values, several: meaning.several }
}
