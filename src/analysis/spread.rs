//! How hits spread over the values of an attribute.

use super::Variable;
use super::columns::found;
use super::counting::percent;
use crate::corpus::Incident;
use std::collections::HashMap;

/// How the hits of a search spread over the values of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    /// The attribute.
    pub by: String,
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
    let names = if by.declared.is_empty() {
        found(searched.iter().map(|(incident, _)| incident.values(&by.name)))
    } else {
        by.declared.iter().map(|known| (known.value.clone(), known.label.clone())).collect()
    };
    let mut rows: Vec<Row> =
        names.into_iter().map(|(value, label)| Row { value, label, ..Row::default() }).collect();
    let places: HashMap<String, usize> =
        rows.iter().enumerate().map(|(at, row)| (row.value.clone(), at)).collect();
    let (mut without_value, mut other) = (Row::default(), Row::default());
    for (incident, hits) in searched {
        let values = incident.values(&by.name);
        let mut at: Vec<usize> =
            values.iter().filter_map(|value| places.get(value.text().as_ref()).copied()).collect();
        at.sort_unstable();
        at.dedup();
        at.iter().for_each(|at| rows[*at].add(*hits));
        if at.is_empty() {
            if values.is_empty() { without_value.add(*hits) } else { other.add(*hits) }
        }
    }
    rows.iter_mut().chain([&mut without_value, &mut other]).for_each(|row| {
        row.percent = percent(row.found, Some(row.incidents));
    });
    Spread { by: by.name.clone(), rows, without_value, other }
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
        let variable = Variable { name: "outcome".into(), declared };
        let table = spread(&searched, &variable);
        assert_eq!(
            counts(&table),
            [own("yes", 2, 1, 2), own("no", 1, 1, 0), own("", 1, 1, 1), own("", 1, 0, 0)]
        );
        assert_eq!(table.rows[0].percent, Some(50.0));
        let variable = Variable { name: "outcome".into(), declared: Vec::new() };
        let values: Vec<String> =
            spread(&searched, &variable).rows.into_iter().map(|row| row.value).collect();
        assert_eq!(values, ["no", "odd", "yes"]);
    }
}
