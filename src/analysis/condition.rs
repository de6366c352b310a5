//! Which incidents a question is about: `outcome=success`, `year>=2014`.

use super::Error;
use crate::corpus::{Incident, Value};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// How a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// One of the values is this one.
    Is,
    /// None of the values is this one.
    IsNot,
    /// One of the values is this one or more.
    AtLeast,
    /// One of the values is this one or less.
    AtMost,
    /// One of the values is more.
    More,
    /// One of the values is less.
    Less,
}

impl Comparison {
    /// Longer signs first, so that `>=` is not read as `>`.
    const SIGNS: [(&'static str, Comparison); 6] = [
        ("!=", Comparison::IsNot),
        (">=", Comparison::AtLeast),
        ("<=", Comparison::AtMost),
        ("=", Comparison::Is),
        (">", Comparison::More),
        ("<", Comparison::Less),
    ];

    fn sign(self) -> &'static str {
        Self::SIGNS.iter().find(|(_, comparison)| *comparison == self).map_or("=", |(sign, _)| sign)
    }
}

/// One condition on an attribute. An empty value stands for "no value":
/// `year=` is true of incidents without a year, `year!=` of those with one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The attribute's name; `id` and `lang` are known for every incident.
    pub attribute: String,
    /// How it is compared.
    pub comparison: Comparison,
    /// With what, as written.
    pub value: String,
}

impl Condition {
    /// The condition that `attribute` has `value`.
    pub fn is(attribute: impl Into<String>, value: impl Into<String>) -> Self {
        Self { attribute: attribute.into(), comparison: Comparison::Is, value: value.into() }
    }

    /// True where the incident fulfils it. Of several values one is enough, but for `!=`.
    /// An incident without a value is less and more than nothing.
    pub fn holds(&self, incident: &Incident) -> bool {
        let values = incident.values(&self.attribute);
        if self.value.is_empty() {
            return match self.comparison {
                Comparison::Is => values.is_empty(),
                Comparison::IsNot => !values.is_empty(),
                _ => false,
            };
        }
        let asked = Asked::of(&self.value);
        let any = |wanted: &[Ordering]| {
            values.iter().any(|value| asked.compare(value).is_some_and(|order| wanted.contains(&order)))
        };
        match self.comparison {
            Comparison::Is => values.iter().any(|value| asked.is(value)),
            Comparison::IsNot => !values.iter().any(|value| asked.is(value)),
            Comparison::AtLeast => any(&[Ordering::Greater, Ordering::Equal]),
            Comparison::AtMost => any(&[Ordering::Less, Ordering::Equal]),
            Comparison::More => any(&[Ordering::Greater]),
            Comparison::Less => any(&[Ordering::Less]),
        }
    }
}

/// The value of a condition, as text and as a number where it is one.
struct Asked<'a> {
    text: &'a str,
    number: Option<Value>,
}

impl<'a> Asked<'a> {
    fn of(text: &'a str) -> Self {
        Self {
            text,
            number: text.trim().parse().ok().filter(|number: &f64| number.is_finite()).map(Value::Decimal),
        }
    }

    fn is(&self, value: &Value) -> bool {
        self.text == value.text() || (is_number(value) && self.compare(value) == Some(Ordering::Equal))
    }

    /// How `value` stands to what was asked; `None` where a number meets a text.
    fn compare(&self, value: &Value) -> Option<Ordering> {
        match &self.number {
            Some(number) if is_number(value) => Some(value.order(number)),
            _ if is_number(value) => None,
            _ => Some(value.text().as_ref().cmp(self.text)),
        }
    }
}

fn is_number(value: &Value) -> bool {
    matches!(value, Value::WholeNumber(_) | Value::Decimal(_))
}

impl FromStr for Condition {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let at = text.find(['!', '=', '<', '>']).filter(|at| *at > 0);
        let not = || Error::NotACondition(text.to_string());
        let (name, rest) = text.split_at(at.ok_or_else(not)?);
        let (sign, comparison) =
            Comparison::SIGNS.iter().find(|(sign, _)| rest.starts_with(sign)).ok_or_else(not)?;
        let value = rest[sign.len()..].trim();
        Ok(Condition {
            attribute: name.trim().to_string(),
            comparison: *comparison,
            value: value.to_string(),
        })
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.attribute, self.comparison.sign(), self.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::material::example::incident;

    fn holds(condition: &str, incident: &Incident) -> bool {
        condition.parse::<Condition>().unwrap().holds(incident)
    }

    #[test]
    fn a_condition_is_read_as_it_is_written() {
        for text in ["outcome=success", "year>=2014", "year<2014", "a!=b=c", "a="] {
            assert_eq!(text.parse::<Condition>().unwrap().to_string(), text);
        }
        for text in ["outcome", "=success", "", "a!b"] {
            assert!(text.parse::<Condition>().is_err(), "{text}");
        }
    }

    #[test]
    fn numbers_are_compared_as_numbers_and_lists_by_any_member() {
        let mut one = incident("a", "Tekst.", &[("outcome", "success")], None);
        one.attributes.push(("year".into(), Value::WholeNumber(2014)));
        one.attributes
            .push(("who".into(), Value::List(vec![Value::Text("an".into()), Value::Text("bo".into())])));
        for yes in [
            "outcome=success",
            "year=2014",
            "year=2014.0",
            "year>=2014",
            "year>999",
            "year<10000",
            "who=an",
            "who=bo",
            "who!=cy",
            "sector=",
            "sector!=zorg",
            "year!=",
            "id=a",
            "lang=nl",
        ] {
            assert!(holds(yes, &one), "{yes}");
        }
        for no in [
            "outcome=Success",
            "outcome!=success",
            "year>2014",
            "who!=an",
            "sector=zorg",
            "sector>a",
            "year=",
            "year>a",
        ] {
            assert!(!holds(no, &one), "{no}");
        }
    }
}
