//! The quantities of one case by name, and what is wrong with a case.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// Quantities by name, in the order they were given.
#[derive(Debug, Default)]
pub struct Answer(Map<String, Value>);

impl Answer {
    /// A number; `None` is undefined.
    pub fn number(&mut self, name: &str, number: impl Into<Option<f64>>) {
        self.value(name, written(number.into()));
    }

    /// A whole number.
    pub fn count(&mut self, name: &str, count: impl TryInto<u64>) {
        self.value(name, json!(count.try_into().ok()));
    }

    /// A list of numbers.
    pub fn numbers(&mut self, name: &str, numbers: &[Option<f64>]) {
        self.value(name, list(numbers));
    }

    /// A table of numbers, row by row.
    pub fn grid(&mut self, name: &str, rows: &[Vec<Option<f64>>]) {
        self.value(name, rows.iter().map(|row| list(row)).collect());
    }

    /// Anything else.
    pub fn value(&mut self, name: &str, value: Value) {
        self.0.insert(name.to_string(), value);
    }

    /// As it is written.
    pub fn into_value(self) -> Value {
        Value::Object(self.0)
    }
}

/// A number as every program can read it: JSON knows neither infinity nor "undefined".
pub fn written(number: Option<f64>) -> Value {
    match number {
        Some(number) if number == f64::INFINITY => json!("Infinity"),
        Some(number) if number == f64::NEG_INFINITY => json!("-Infinity"),
        Some(number) if !number.is_nan() => json!(number),
        Some(_) | None => Value::Null,
    }
}

fn list(numbers: &[Option<f64>]) -> Value {
    numbers.iter().copied().map(written).collect()
}

/// Why a case cannot be answered.
#[derive(Debug, PartialEq, Eq)]
pub struct Mistake {
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub help: String,
}

impl Mistake {
    /// What is wrong, and what to do.
    pub fn new(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self { what: what.into(), help: help.into() }
    }
}

/// The input of a case as its topic wants it; `help` says how that is written.
///
/// # Errors
/// It is something else.
pub fn input<T: DeserializeOwned>(value: Value, help: &str) -> Result<T, Mistake> {
    serde_json::from_value(value).map_err(|error| Mistake::new(error.to_string(), help))
}
