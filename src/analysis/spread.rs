//! How hits spread over the values of an attribute.

use super::counting::percent;
use super::slots::Slots;
use super::{Point, Variable};
use crate::corpus::Incident;

/// How the hits of a search spread over the values of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    /// The attribute.
    pub by: String,
    /// Its cut points, where bins of values stand in place of the values.
    pub cuts: Vec<Point>,
    /// Its values in their order: declared, or by number, date, text.
    pub rows: Vec<Row>,
    /// Incidents without a value of it: in no row.
    pub without_value: Row,
    /// Incidents with none of the declared values: in no other row.
    pub other: Row,
}

/// One value.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// The value; empty for those in no row.
    pub value: String,
    /// What people read in its place.
    pub label: Option<String>,
    /// Incidents that were searched.
    pub incidents: usize,
    /// Those among them that hold the search.
    pub found: usize,
    /// Their share, unrounded; `None` where none was searched.
    pub percent: Option<f64>,
    /// Hits in them.
    pub hits: usize,
}

/// Counts hits by value; an incident with several values counts in each of their rows.
///
/// `searched` are the incidents that were searched, each with its number of hits where it was found.
pub fn spread(searched: &[(&Incident, Option<usize>)], by: &Variable) -> Spread {
    let slots = Slots::of(by, searched.iter().map(|(incident, _)| incident.values(&by.name)));
    let row = |(value, label): &(String, Option<String>)| Row {
        value: value.clone(),
        label: label.clone(),
        ..Row::default()
    };
    let mut rows: Vec<Row> = slots.values.iter().map(row).collect();
    let (mut without_value, mut other) = (Row::default(), Row::default());
    for (incident, hits) in searched {
        let values = incident.values(&by.name);
        let at = slots.places(&values);
        at.iter().for_each(|at| rows[*at as usize].add(*hits));
        if at.is_empty() {
            if values.is_empty() { without_value.add(*hits) } else { other.add(*hits) }
        }
    }
    rows.iter_mut().chain([&mut without_value, &mut other]).for_each(|row| {
        row.percent = percent(row.found, Some(row.incidents));
    });
    Spread { by: by.name.clone(), cuts: by.cuts(), rows, without_value, other }
}

impl Row {
    fn add(&mut self, hits: Option<usize>) {
        self.incidents += 1;
        self.found += usize::from(hits.is_some());
        self.hits += hits.unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::material::DeclaredValue;
    use crate::analysis::material::example::incident;

    #[test]
    fn hits_are_counted_by_value() {
        let of = |outcome: &str| {
            let attributes: &[(&str, &str)] = if outcome.is_empty() { &[] } else { &[("outcome", outcome)] };
            incident("x", "Tekst.", attributes, None)
        };
        let (yes, no, none, odd) = (of("yes"), of("no"), of(""), of("odd"));
        let searched = [(&yes, Some(2)), (&yes, None), (&no, Some(0)), (&none, Some(1)), (&odd, None)];
        let declared = ["yes", "no"].map(|value| DeclaredValue { value: value.into(), label: None }).to_vec();
        let counts = |spread: &Spread| -> Vec<(String, usize, usize, usize)> {
            let all = spread.rows.iter().chain([&spread.without_value, &spread.other]);
            all.map(|row| (row.value.clone(), row.incidents, row.found, row.hits)).collect()
        };
        let own = |value: &str, incidents, found, hits| (value.to_string(), incidents, found, hits);
        let variable = Variable { name: "outcome".into(), declared, bins: None };
        let table = spread(&searched, &variable);
        assert_eq!(
            counts(&table),
            [own("yes", 2, 1, 2), own("no", 1, 1, 0), own("", 1, 1, 1), own("", 1, 0, 0)]
        );
        assert_eq!(table.rows[0].percent, Some(50.0));
        let variable = Variable { name: "outcome".into(), declared: Vec::new(), bins: None };
        let values: Vec<String> =
            spread(&searched, &variable).rows.into_iter().map(|row| row.value).collect();
        assert_eq!(values, ["no", "odd", "yes"]);
    }
}
