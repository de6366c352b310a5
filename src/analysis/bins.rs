//! Cut points: values on a scale gathered into few columns.

use super::point::Point;
use crate::corpus::{Number, Value};
use std::borrow::Cow;

/// What the values of an attribute are, where they have an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Whole numbers.
    Whole,
    /// Numbers.
    Decimal,
    /// Days.
    Date,
}

impl Scale {
    /// The scale of these values; none where not one of them is a number or a day.
    pub fn of<'a>(held: impl Iterator<Item = Cow<'a, [Value]>>) -> Option<Self> {
        let mut scale = None;
        for values in held {
            for value in values.iter() {
                let own = match value {
                    Value::Date { .. } => return Some(Scale::Date),
                    Value::WholeNumber(_) => Scale::Whole,
                    Value::Decimal(_) => Scale::Decimal,
                    Value::Text(_) | Value::YesNo(_) | Value::List(_) => continue,
                };
                scale = if scale == Some(Scale::Decimal) { scale } else { Some(own) };
            }
        }
        scale
    }
}

/// Cut points in rising order, and what stands between them is called.
#[derive(Debug, Clone, PartialEq)]
pub struct Bins {
    cuts: Vec<Point>,
    labels: Vec<String>,
}

/// Why cut points cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadBins {
    /// No cut point.
    #[error("there is no cut point")]
    Empty,
    /// Neither a number nor a date, whichever the attribute holds.
    #[error("`{0}` is no cut point here")]
    NoPoint(String),
    /// A number that could be two: as written, with thousands, with decimals.
    #[error("`{0}` could be {1} or {2}")]
    TwoNumbers(String, String, String),
    /// A cut point that is not above the one before it.
    #[error("cut points must rise, and `{1}` stands behind `{0}`")]
    NotRising(String, String),
}

impl BadBins {
    /// Why `part` is no cut point.
    fn of(part: &str) -> Self {
        match Number::read(part) {
            Some(Number::Two { decimal, thousands, .. }) => {
                Self::TwoNumbers(part.to_string(), thousands.to_string(), decimal.to_string())
            }
            _ => Self::NoPoint(part.to_string()),
        }
    }
}

impl Bins {
    /// Reads `2010,2015`; a `;` parts them too, where decimals have a comma. Each cut point is the
    /// first value of its bin.
    ///
    /// # Errors
    /// The first cut point that is none, or that does not rise.
    pub fn read(text: &str, scale: Scale) -> Result<Self, BadBins> {
        let sign = if text.contains(';') { ';' } else { ',' };
        let mut cuts: Vec<Point> = Vec::new();
        for part in text.split(sign).map(str::trim).filter(|part| !part.is_empty()) {
            let fits = |point: &Point| match scale {
                Scale::Whole | Scale::Decimal => point.number().is_some(),
                Scale::Date => point.first_day().is_some(),
            };
            let point = Point::read(part).filter(fits).ok_or_else(|| BadBins::of(part))?;
            if let Some(last) = cuts.last()
                && !rises(last, &point, scale)
            {
                return Err(BadBins::NotRising(last.to_string(), point.to_string()));
            }
            cuts.push(point);
        }
        if cuts.is_empty() {
            return Err(BadBins::Empty);
        }
        let mut labels = vec![format!("<{}", cuts[0])];
        labels.extend(cuts.windows(2).map(|pair| between(&pair[0], &pair[1], scale)));
        labels.extend(cuts.last().map(|last| format!(">={last}")));
        Ok(Self { cuts, labels })
    }

    /// The cut points.
    pub fn cuts(&self) -> &[Point] {
        &self.cuts
    }

    /// What the bins are called, one more than there are cut points. A condition `attribute=LABEL`
    /// is true of the values in that bin.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// The bin that a value lies in; none where it has no place on the scale.
    pub fn place(&self, value: &Value) -> Option<usize> {
        let mut above = 0;
        for cut in &self.cuts {
            above += usize::from(cut.order(value)?.is_ge());
        }
        Some(above)
    }
}

fn rises(left: &Point, right: &Point, scale: Scale) -> bool {
    match scale {
        Scale::Date => left.first_day() < right.first_day(),
        Scale::Whole | Scale::Decimal => left.number() < right.number(),
    }
}

/// `2010-2014`, or where values may lie between two whole numbers `2010 to <2015`.
fn between(from: &Point, below: &Point, scale: Scale) -> String {
    let whole = |point: &Point| match scale {
        Scale::Date => point.year().map(i64::from),
        Scale::Whole => point.number().filter(|number| number.fract() == 0.0).map(|number| number as i64),
        Scale::Decimal => None,
    };
    match (whole(from), whole(below)) {
        (Some(first), Some(below)) if first == below - 1 => first.to_string(),
        (Some(first), Some(below)) if first < 0 => format!("{first} to {}", below - 1),
        (Some(first), Some(below)) => format!("{first}-{}", below - 1),
        _ => format!("{from} to <{below}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &str, scale: Scale) -> Vec<String> {
        Bins::read(text, scale).unwrap().labels().to_vec()
    }

    #[test]
    fn bins_are_called_by_what_is_in_them() {
        assert_eq!(labels("2010,2015", Scale::Whole), ["<2010", "2010-2014", ">=2015"]);
        assert_eq!(labels("2010, 2011", Scale::Whole), ["<2010", "2010", ">=2011"]);
        assert_eq!(labels("-5,0", Scale::Whole), ["<-5", "-5 to -1", ">=0"]);
        assert_eq!(labels("2010,2015", Scale::Decimal), ["<2010", "2010 to <2015", ">=2015"]);
        assert_eq!(labels("1,5;2", Scale::Decimal), ["<1.5", "1.5 to <2", ">=2"]);
        assert_eq!(labels("2010,2015", Scale::Date), ["<2010", "2010-2014", ">=2015"]);
        assert_eq!(
            labels("2014-07,1-1-2015", Scale::Date),
            ["<2014-07", "2014-07 to <2015-01-01", ">=2015-01-01"]
        );
    }

    #[test]
    fn a_cut_point_is_the_first_value_of_its_bin() {
        let bins = Bins::read("2010,2015", Scale::Date).unwrap();
        let day = |year, month, day| bins.place(&Value::Date { year, month, day });
        assert_eq!(day(2009, 12, 31), Some(0));
        assert_eq!(day(2010, 1, 1), Some(1));
        assert_eq!(day(2014, 12, 31), Some(1));
        assert_eq!(day(2015, 1, 1), Some(2));
        assert_eq!(bins.place(&Value::Text("unknown".into())), None);
    }

    #[test]
    fn cut_points_that_are_none_are_refused() {
        assert_eq!(
            Bins::read("2015,2010", Scale::Whole),
            Err(BadBins::NotRising("2015".into(), "2010".into()))
        );
        assert_eq!(
            Bins::read("2010,2010", Scale::Whole),
            Err(BadBins::NotRising("2010".into(), "2010".into()))
        );
        assert_eq!(Bins::read("a", Scale::Whole), Err(BadBins::NoPoint("a".into())));
        assert_eq!(Bins::read("2014-03", Scale::Whole), Err(BadBins::NoPoint("2014-03".into())));
        assert_eq!(Bins::read(" ,", Scale::Whole), Err(BadBins::Empty));
        let two = BadBins::TwoNumbers("1,200".into(), "1200".into(), "1.2".into());
        assert_eq!(Bins::read("1,200;5", Scale::Whole), Err(two));
    }

    #[test]
    fn a_scale_is_what_the_values_have_in_common() {
        let of = |values: Vec<Value>| Scale::of(std::iter::once(Cow::Owned(values)));
        assert_eq!(of(vec![Value::WholeNumber(1), Value::Decimal(0.5)]), Some(Scale::Decimal));
        assert_eq!(of(vec![Value::WholeNumber(3), Value::Text("1.5".into())]), Some(Scale::Whole));
        assert_eq!(of(vec![Value::Date { year: 2014, month: 3, day: 2 }]), Some(Scale::Date));
        assert_eq!(of(vec![Value::Text("3".into()), Value::YesNo(true)]), None);
    }
}
