//! What is known of the incidents: each attribute with its type, how often it is filled, its values.

use crate::corpus::{AttributeInfo, Incident, Kind, Value};
use std::collections::BTreeMap;

/// One attribute of a corpus.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// Its type, declared or inferred.
    pub kind: Kind,
    /// Incidents may have several values of it.
    pub several: bool,
    /// Incidents with a value.
    pub incidents: usize,
    /// Different values.
    pub different: usize,
    /// The smallest and the largest, of numbers and days.
    pub ends: Option<(String, String)>,
    /// The values that most incidents have, with their number, then as text; at most as many as were asked for.
    pub values: Vec<(String, usize)>,
}

/// Every attribute, in the order in which they are known, with at most `most` values.
pub fn attributes(incidents: &[Incident], known: &[AttributeInfo], most: usize) -> Vec<Attribute> {
    known.iter().map(|info| attribute(incidents, info, most)).collect()
}

fn attribute(incidents: &[Incident], info: &AttributeInfo, most: usize) -> Attribute {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut ends: Option<(&Value, &Value)> = None;
    let mut filled = 0;
    for value in incidents.iter().filter_map(|incident| incident.attribute(&info.name)) {
        filled += 1;
        let mut own: Vec<String> = value.each().iter().map(|one| one.text().into_owned()).collect();
        own.sort_unstable();
        own.dedup();
        own.into_iter().for_each(|text| *counts.entry(text).or_default() += 1);
        for one in value.each().iter().filter(|one| has_ends(one)) {
            ends = Some(match ends {
                None => (one, one),
                Some((least, last)) => (
                    if one.order(least).is_lt() { one } else { least },
                    if one.order(last).is_gt() { one } else { last },
                ),
            });
        }
    }
    let different = counts.len();
    let mut values: Vec<(String, usize)> = counts.into_iter().collect();
    values.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    values.truncate(most);
    Attribute {
        name: info.name.clone(),
        kind: info.kind,
        several: info.several,
        incidents: filled,
        different,
        ends: ends.map(|(least, last)| (least.text().into_owned(), last.text().into_owned())),
        values,
    }
}

fn has_ends(value: &Value) -> bool {
    matches!(value, Value::WholeNumber(_) | Value::Decimal(_) | Value::Date { .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::material::example::incident;
    use crate::text::Localised;

    #[test]
    fn an_attribute_has_its_values_and_its_ends() {
        let with = |id: &str, attribute: &str, value: Value| {
            let mut one = incident(id, "Text.", &[], None);
            one.attributes.push((attribute.into(), value));
            one
        };
        let who =
            |names: &[&str]| Value::List(names.iter().map(|name| Value::Text((*name).into())).collect());
        let incidents = [
            with("a", "year", Value::WholeNumber(2014)),
            with("b", "year", Value::WholeNumber(999)),
            with("c", "who", who(&["an", "bo", "an"])),
            with("d", "who", who(&["bo"])),
        ];
        let info = |name: &str, kind, several| AttributeInfo {
            name: name.into(),
            label: Localised::default(),
            kind,
            values: Vec::new(),
            several,
        };
        let known = [info("year", Kind::WholeNumber, false), info("who", Kind::Text, true)];
        let told = attributes(&incidents, &known, 1);
        assert_eq!((told[0].incidents, told[0].different), (2, 2));
        assert_eq!(told[0].ends, Some(("999".into(), "2014".into())));
        assert_eq!((told[1].incidents, told[1].different, &told[1].ends), (2, 2, &None));
        assert_eq!(told[1].values, [("bo".to_string(), 2)]);
    }
}
