//! Tests of an attribute: a value, a range, or any value at all.

use super::mistake;
use crate::corpus::{Number, Value};
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use std::cmp::Ordering;
use std::fmt;

/// `name:value`.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldTest {
    /// The attribute as written; case does not count.
    pub name: String,
    /// Where the name stands in the search, in bytes.
    pub span: Span,
    /// What its value must be.
    pub test: ValueTest,
}

/// What a value must be.
#[derive(Debug, Clone, PartialEq)]
pub enum ValueTest {
    /// There is one.
    Filled,
    /// This one; case does not count.
    Equals(String),
    /// Between these, both included.
    Between(Bound, Bound),
}

/// One end of a range.
#[derive(Debug, Clone, PartialEq)]
pub enum Bound {
    /// No end: `*`.
    Open,
    /// A number, compared with numbers.
    Number(f64, String),
    /// A day, or the month or year that a day must lie in.
    Date {
        /// Year.
        year: i32,
        /// Month, where it was written.
        month: Option<u8>,
        /// Day, where it was written.
        day: Option<u8>,
    },
}

impl FieldTest {
    /// Reads the test whose name and value stand at these places of a search.
    pub(super) fn read(source: &str, name: Span, value: Span, quoted: bool) -> Result<Self, Box<Diagnostic>> {
        let text = value.of(source);
        let test = match text {
            "*" if !quoted => ValueTest::Filled,
            range if !quoted && range.starts_with('[') => range_of(range, value)?,
            text => ValueTest::Equals(text.trim().to_string()),
        };
        Ok(Self { name: name.of(source).trim().to_string(), span: name, test })
    }

    /// True where `value`, or a member of it, can lie within or outside of the range that is asked
    /// for; always where none is.
    pub fn compares(&self, value: &Value) -> bool {
        let ValueTest::Between(low, high) = &self.test else { return true };
        value.each().iter().any(|value| low.order(value).is_some() && high.order(value).is_some())
    }

    /// True where `value`, or a member of it, passes.
    pub fn passes(&self, value: Option<&Value>) -> bool {
        let Some(value) = value else { return false };
        let mut each = value.each().iter();
        match &self.test {
            ValueTest::Filled => true,
            ValueTest::Equals(text) => each.any(|value| same(value, text)),
            ValueTest::Between(low, high) => each.any(|value| {
                low.order(value).is_some_and(|order| order != Ordering::Less)
                    && high.order(value).is_some_and(|order| order != Ordering::Greater)
            }),
        }
    }
}

fn same(value: &Value, text: &str) -> bool {
    if value.text().to_lowercase() == text.to_lowercase() {
        return true;
    }
    match (value, number(text)) {
        (Value::WholeNumber(left), Some(right)) => *left as f64 == right,
        (Value::Decimal(left), Some(right)) => *left == right,
        (Value::Date { .. }, _) => {
            date(text).is_some_and(|bound| bound.order(value) == Some(Ordering::Equal))
        }
        _ => false,
    }
}

fn range_of(text: &str, span: Span) -> Result<ValueTest, Box<Diagnostic>> {
    let inside = text.trim_start_matches('[').trim_end_matches(']');
    let ends: Option<(Bound, Bound)> =
        inside.split_once(" TO ").and_then(|(low, high)| Some((bound(low)?, bound(high)?)));
    ends.map(|(low, high)| ValueTest::Between(low, high)).ok_or_else(|| {
        mistake(
            "search-range",
            span,
            "this is no range",
            "a range has two ends: numbers, dates or `*`",
            "write `[2014 TO 2016]`, `[2014-03-01 TO *]`",
        )
    })
}

fn bound(text: &str) -> Option<Bound> {
    let text = text.trim();
    if text == "*" {
        return Some(Bound::Open);
    }
    match number(text) {
        Some(number) => Some(Bound::Number(number, text.to_string())),
        None => date(text),
    }
}

fn number(text: &str) -> Option<f64> {
    Number::read(text).and_then(Number::alone)
}

/// `2014`, `2014-03` or `2014-03-21`.
fn date(text: &str) -> Option<Bound> {
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month = parts.next().map(str::parse).transpose().ok()?;
    let day = parts.next().map(str::parse).transpose().ok()?;
    let possible =
        month.is_none_or(|month| (1..=12).contains(&month)) && day.is_none_or(|day| (1..=31).contains(&day));
    (parts.next().is_none() && possible).then_some(Bound::Date { year, month, day })
}

impl Bound {
    /// Where `value` lies seen from this end: a day inside a year is equal to that year. Text has no
    /// order, whatever it looks like.
    fn order(&self, value: &Value) -> Option<Ordering> {
        match (self, value) {
            (Bound::Open, _) => Some(Ordering::Equal),
            (Bound::Number(bound, _), Value::WholeNumber(number)) => (*number as f64).partial_cmp(bound),
            (Bound::Number(bound, _), Value::Decimal(number)) => number.partial_cmp(bound),
            (Bound::Number(_, written), Value::Date { .. }) => date(written)?.order(value),
            (Bound::Date { year, month, day }, Value::Date { year: y, month: m, day: d }) => {
                let months = month.map_or(Ordering::Equal, |month| m.cmp(&month));
                let days = day.map_or(Ordering::Equal, |day| d.cmp(&day));
                Some(y.cmp(year).then(months).then(days))
            }
            _ => None,
        }
    }
}

impl fmt::Display for FieldTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.test {
            ValueTest::Filled => write!(f, "{}:*", self.name),
            ValueTest::Equals(text) => write!(f, "{}:{text}", self.name),
            ValueTest::Between(low, high) => write!(f, "{}:[{low} TO {high}]", self.name),
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bound::Open => f.write_str("*"),
            Bound::Number(_, written) => f.write_str(written),
            Bound::Date { year, month, day } => {
                write!(f, "{year:04}")?;
                month.iter().chain(day).try_for_each(|part| write!(f, "-{part:02}"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::query::Query;

    fn passes(test: &str, value: &Value) -> bool {
        let Ok(Query::Field(test)) = Query::parse(test) else { panic!("{test}") };
        test.passes(Some(value))
    }

    #[test]
    fn values_are_compared_without_case_and_numbers_by_size() {
        assert!(passes("outcome:SUCCESS", &Value::Text("success".into())));
        assert!(passes("year:2014", &Value::WholeNumber(2014)));
        assert!(passes("size:1,5", &Value::Decimal(1.5)));
        assert!(!passes("outcome:suc", &Value::Text("success".into())));
        assert!(passes("tags:b", &Value::List(vec![Value::Text("a".into()), Value::Text("B".into())])));
        assert!(passes("tags:*", &Value::Text("x".into())));
    }

    #[test]
    fn text_lies_in_no_range_whatever_it_looks_like() {
        let Ok(Query::Field(test)) = Query::parse("age:[30 TO 40]") else { panic!() };
        let text = Value::Text("35".into());
        assert!(!test.compares(&text) && !test.passes(Some(&text)));
        let list = Value::List(vec![text, Value::WholeNumber(50)]);
        assert!(test.compares(&list) && !test.passes(Some(&list)));
    }

    #[test]
    fn ranges_hold_their_ends() {
        for (year, inside) in [(2013, false), (2014, true), (2016, true), (2017, false)] {
            assert_eq!(passes("year:[2014 TO 2016]", &Value::WholeNumber(year)), inside);
            let day = Value::Date { year: year as i32, month: 12, day: 31 };
            assert_eq!(passes("day:[2014 TO 2016]", &day), inside);
        }
        let march = Value::Date { year: 2014, month: 3, day: 2 };
        assert!(passes("day:[2014-03 TO *]", &march) && passes("day:2014-03-02", &march));
        assert!(!passes("day:[2014-03-03 TO *]", &march) && !passes("day:[* TO 2014-02]", &march));
    }
}
