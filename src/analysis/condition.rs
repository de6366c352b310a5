//! Which incidents a question is about: `outcome=success`, `year>=2014`, `state=CA,OR`.

use super::Error;
use super::point::Point;
use super::wanted::Wanted;
use crate::corpus::{Incident, Number, Value};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// How a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// One of the values is one of these.
    Is,
    /// None of the values is one of these.
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

    /// True where it asks whether a value is one of several, false where it asks for more or less.
    pub fn is_of_values(self) -> bool {
        matches!(self, Comparison::Is | Comparison::IsNot)
    }
}

/// One condition on an attribute. An empty value stands for "no value":
/// `year=` is true of incidents without a year, `year!=` of those with one.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The attribute's name; `id` and `lang` are known for every incident.
    pub attribute: String,
    /// How it is compared.
    pub comparison: Comparison,
    /// With what; one, but for `=` and `!=`. Empty where no value is asked for.
    wanted: Vec<Wanted>,
}

impl Condition {
    /// The condition that `attribute` has `value`.
    pub fn is(attribute: impl Into<String>, value: impl Into<String>) -> Self {
        Self { attribute: attribute.into(), comparison: Comparison::Is, wanted: Vec::new() }
            .with([value.into()])
    }

    /// The same about these values.
    pub fn with(mut self, values: impl IntoIterator<Item = String>) -> Self {
        self.wanted = values.into_iter().filter(|value| !value.trim().is_empty()).map(Wanted::of).collect();
        self
    }

    /// What is asked for, value by value.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.wanted.iter().map(|wanted| wanted.text.as_str())
    }

    /// True where the incident fulfils it. Of several values one is enough, but for `!=`.
    /// An incident without a value is less and more than nothing.
    pub fn holds(&self, incident: &Incident) -> bool {
        let values = incident.values(&self.attribute);
        let is = || values.iter().any(|value| self.wanted.iter().any(|wanted| wanted.is(value)));
        match self.comparison {
            Comparison::Is if self.wanted.is_empty() => values.is_empty(),
            Comparison::IsNot if self.wanted.is_empty() => !values.is_empty(),
            Comparison::Is => is(),
            Comparison::IsNot => !is(),
            Comparison::AtLeast => self.any(&values, Ordering::is_ge),
            Comparison::AtMost => self.any(&values, Ordering::is_le),
            Comparison::More => self.any(&values, Ordering::is_gt),
            Comparison::Less => self.any(&values, Ordering::is_lt),
        }
    }

    /// True where `value` can be more or less than what is asked.
    pub fn compares(&self, value: &Value) -> bool {
        self.wanted.iter().any(|wanted| wanted.order(value).is_some())
    }

    fn any(&self, values: &[Value], fits: fn(Ordering) -> bool) -> bool {
        let wanted = || self.wanted.iter();
        values.iter().any(|value| wanted().any(|wanted| wanted.order(value).is_some_and(fits)))
    }
}

impl Condition {
    /// Reads a condition. A value that some incident has (`held`, given attribute and value) is one
    /// value, whatever commas it holds; else commas part several.
    ///
    /// # Errors
    /// It is none, or compares with what has no order.
    pub fn read(text: &str, held: impl Fn(&str, &str) -> bool) -> Result<Self, Error> {
        let at = text.find(['!', '=', '<', '>']).filter(|at| *at > 0);
        let not = || Error::NotACondition(text.to_string());
        let (name, rest) = text.split_at(at.ok_or_else(not)?);
        let (sign, comparison) =
            Comparison::SIGNS.iter().find(|(sign, _)| rest.starts_with(sign)).ok_or_else(not)?;
        let value = rest[sign.len()..].trim();
        let condition =
            Self { attribute: name.trim().to_string(), comparison: *comparison, wanted: Vec::new() };
        if comparison.is_of_values() {
            let whole = value.contains(',') && held(&condition.attribute, value);
            return Ok(condition.with(if whole { vec![value.to_string()] } else { parted(value) }));
        }
        match Point::read(value) {
            Some(_) => Ok(condition.with([value.to_string()])),
            None if matches!(Number::read(value), Some(Number::Two { .. })) => {
                Err(Error::TwoNumbers(value.to_string(), text.to_string()))
            }
            None => Err(Error::NoPoint(value.to_string(), text.to_string())),
        }
    }
}

impl FromStr for Condition {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::read(text, |_, _| false)
    }
}

/// Values parted by commas; a comma between double quotation marks parts none.
fn parted(text: &str) -> Vec<String> {
    let mut values = vec![String::new()];
    let mut quoted = false;
    for sign in text.chars() {
        match sign {
            '"' => quoted = !quoted,
            ',' if !quoted => values.push(String::new()),
            sign => values.iter_mut().last().into_iter().for_each(|last| last.push(sign)),
        }
    }
    // A mark that is never closed is a sign like any other.
    if quoted { vec![text.to_string()] } else { values }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.attribute, self.comparison.sign())?;
        let several = self.wanted.len() > 1;
        for (at, wanted) in self.wanted.iter().enumerate() {
            if at > 0 {
                f.write_str(",")?;
            }
            match several && wanted.text.contains(',') {
                true => write!(f, "\"{}\"", wanted.text)?,
                false => f.write_str(&wanted.text)?,
            }
        }
        Ok(())
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
        for text in ["outcome=success", "year>=2014", "year<2014", "a!=b=c", "a=", "a=b,c", "a=\"b, c\",d"] {
            assert_eq!(text.parse::<Condition>().unwrap().to_string(), text);
        }
        for text in ["outcome", "=success", "", "a!b", "year>=", "year<long ago", "cost>1,200"] {
            assert!(text.parse::<Condition>().is_err(), "{text}");
        }
    }

    fn case() -> Incident {
        let mut one = incident("a", "Tekst.", &[("outcome", "success"), ("score", "4")], None);
        let text = |text: &str| Value::Text(text.into());
        one.attributes.push(("year".into(), Value::WholeNumber(2014)));
        one.attributes.push(("size".into(), Value::Decimal(1.5)));
        one.attributes.push(("day".into(), Value::Date { year: 2014, month: 3, day: 2 }));
        one.attributes.push(("who".into(), Value::List(vec![text("an"), text("bo")])));
        one.attributes.push(("term".into(), text("2013-2014")));
        one
    }

    #[test]
    fn conditions_that_hold() {
        for yes in [
            "outcome=success",
            "year=2014",
            "year=2014.0",
            "year>=2014",
            "year>999",
            "year<10000",
            "year=2010-2014",
            "year=2013,2014",
            "year!=2010-2013",
            "year=>=2014",
            "year=<2015",
            "size>=1,5",
            "size=1.5 to <2",
            "score=4",
            "score!=4.0",
            "term!=2013",
            "day>=2014",
            "day<=2014",
            "day=2014",
            "day=2010-2014",
            "day=2014-03",
            "day>=2-3-2014",
            "day<3-3-2014",
            "day=2014-01 to <2014-04",
            "term=2013-2014",
            "who=an",
            "who=bo",
            "who=cy,bo",
            "who!=cy",
            "sector=",
            "sector!=zorg",
            "year!=",
            "id=a",
            "lang=nl",
        ] {
            assert!(holds(yes, &case()), "{yes}");
        }
    }

    #[test]
    fn conditions_that_do_not_hold() {
        for no in [
            "outcome=Success",
            "outcome!=success",
            "year>2014",
            "year=2010-2013",
            "year=<2014",
            "size=1 to <1.5",
            "score>3",
            "score=4.0",
            "score=1-9",
            "score=<5",
            "term=2013-2015",
            "day>2014",
            "day<2014",
            "day>=3-3-2014",
            "term=2014",
            "who!=an",
            "who!=an,cy",
            "sector=zorg",
            "sector>3",
            "outcome>3",
            "year=",
        ] {
            assert!(!holds(no, &case()), "{no}");
        }
    }
}
