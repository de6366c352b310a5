//! A point on a scale, as people write it: a number, or a year, a month or a day.

use crate::corpus::{Kind, Number, Value, parse};
use std::cmp::Ordering;
use std::fmt;

/// What values are compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    written: String,
    number: Option<f64>,
    date: Option<Date>,
}

/// A day, or all days of a month or a year.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Date {
    year: i32,
    month: Option<u8>,
    day: Option<u8>,
}

impl Point {
    /// The point that `text` stands for; none where it is neither a number nor a date. A number of
    /// four digits may be a year. Days are `2014-03-02` or, as people write them, `2-3-2014`. A number
    /// that could be two is none.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let point = Self {
            written: text.to_string(),
            number: Number::read(text).and_then(Number::alone),
            date: Date::read(text),
        };
        (point.number.is_some() || point.date.is_some()).then_some(point)
    }

    /// How `value` stands to it; none where the two cannot be compared. A day in a year is equal to
    /// that year. Text has no order, whatever it looks like: `737-800` and `007` are names.
    pub fn order(&self, value: &Value) -> Option<Ordering> {
        let numbers = |value: f64| self.number.map(|point| value.total_cmp(&point));
        match value {
            Value::WholeNumber(value) => numbers(*value as f64),
            Value::Decimal(value) => numbers(*value),
            Value::Date { year, month, day } => self.date.map(|point| point.order(*year, *month, *day)),
            Value::Text(_) | Value::YesNo(_) | Value::List(_) => None,
        }
    }

    /// The number, where it is one.
    pub fn number(&self) -> Option<f64> {
        self.number
    }

    /// The year alone, where it is one.
    pub(super) fn year(&self) -> Option<i32> {
        self.date.filter(|date| date.month.is_none()).map(|date| date.year)
    }

    /// The first day of it, where it is a date.
    pub(super) fn first_day(&self) -> Option<(i32, u8, u8)> {
        self.date.map(|date| (date.year, date.month.unwrap_or(1), date.day.unwrap_or(1)))
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.date {
            Some(Date { year, month: Some(month), day: Some(day) }) => {
                write!(f, "{year:04}-{month:02}-{day:02}")
            }
            // A comma would part what is meant to be one value of a condition.
            None if let Some(number) = self.number => write!(f, "{number}"),
            _ => f.write_str(&self.written),
        }
    }
}

impl Date {
    fn read(text: &str) -> Option<Self> {
        if let Some(Value::Date { year, month, day }) = parse(text, Kind::Date) {
            return Some(Self { year, month: Some(month), day: Some(day) });
        }
        let (year, month) = match text.split_once('-') {
            Some((year, month)) => (year, Some(month.parse().ok().filter(|month| (1..=12).contains(month))?)),
            None => (text, None),
        };
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let year = is_year.then(|| year.parse().ok()).flatten()?;
        Some(Self { year, month, day: None })
    }

    fn order(self, year: i32, month: u8, day: u8) -> Ordering {
        let months = self.month.map_or(Ordering::Equal, |own| month.cmp(&own));
        let days = self.day.map_or(Ordering::Equal, |own| day.cmp(&own));
        year.cmp(&self.year).then(months).then(days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(text: &str, value: &Value) -> Option<Ordering> {
        Point::read(text).unwrap().order(value)
    }

    #[test]
    fn numbers_and_days_are_compared_each_with_their_like() {
        assert_eq!(order("2014", &Value::WholeNumber(2015)), Some(Ordering::Greater));
        assert_eq!(order("1,5", &Value::Decimal(1.5)), Some(Ordering::Equal));
        assert_eq!(order("10", &Value::Text("9".into())), None);
        let march = Value::Date { year: 2014, month: 3, day: 2 };
        for (text, wanted) in [
            ("2014", Ordering::Equal),
            ("2015", Ordering::Less),
            ("2014-03", Ordering::Equal),
            ("2014-02", Ordering::Greater),
            ("2-3-2014", Ordering::Equal),
            ("2014-03-03", Ordering::Less),
            ("1/3/2014", Ordering::Greater),
        ] {
            assert_eq!(order(text, &march), Some(wanted), "{text}");
        }
        assert_eq!(order("1.5", &march), None);
        assert_eq!(order("2014-03", &Value::WholeNumber(2014)), None);
    }

    #[test]
    fn words_are_no_points() {
        for text in ["", "march", "nan", "inf", "2014-13", "20-2014", "1,200"] {
            assert!(Point::read(text).is_none(), "{text}");
        }
        for (written, shown) in
            [("2-3-2014", "2014-03-02"), ("1,5", "1.5"), ("1,234,567", "1234567"), ("2014", "2014")]
        {
            assert_eq!(Point::read(written).unwrap().to_string(), shown);
        }
    }
}
