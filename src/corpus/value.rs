//! The value of an attribute, as text or as what its type makes of it.

use super::SharedText;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::cmp::Ordering;

/// One value of an attribute. `Display`-like text comes from [`Value::text`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Value {
    /// Text as written, blanks at the ends removed.
    Text(SharedText),
    /// A whole number.
    WholeNumber(i64),
    /// A decimal number; a comma or a point was read.
    Decimal(f64),
    /// A calendar day, year-month-day.
    Date {
        /// Year.
        year: i32,
        /// Month, from 1.
        month: u8,
        /// Day, from 1.
        day: u8,
    },
    /// Yes or no.
    YesNo(bool),
    /// Several values of one attribute.
    List(Vec<Value>),
}

impl Value {
    /// The value as a table shows it. Lists join theirs with `; `.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Value::Text(text) => Cow::Borrowed(text),
            Value::WholeNumber(number) => Cow::Owned(number.to_string()),
            Value::Decimal(number) => Cow::Owned(number.to_string()),
            Value::Date { year, month, day } => Cow::Owned(format!("{year:04}-{month:02}-{day:02}")),
            Value::YesNo(true) => Cow::Borrowed("yes"),
            Value::YesNo(false) => Cow::Borrowed("no"),
            Value::List(values) => Cow::Owned(
                values.iter().map(|value| value.text().into_owned()).collect::<Vec<_>>().join("; "),
            ),
        }
    }

    /// Each single value: the members of a list, else the value itself.
    pub fn each(&self) -> &[Value] {
        match self {
            Value::List(values) => values,
            single => std::slice::from_ref(single),
        }
    }

    /// Numbers by size, days by date, no before yes, the rest by text.
    pub fn order(&self, other: &Value) -> Ordering {
        match (self.number(), other.number()) {
            (Some(left), Some(right)) => left.total_cmp(&right),
            _ => self.text().cmp(&other.text()),
        }
    }

    fn number(&self) -> Option<f64> {
        match self {
            Value::WholeNumber(number) => Some(*number as f64),
            Value::Decimal(number) => Some(*number),
            _ => None,
        }
    }
}
