//! Which columns are compared, or why none are.

use super::{Comparing, Detail, Refusal, has_base};
use crate::analysis::{By, Error, Unit};

/// What is to be compared, or why it cannot be; `None` where nothing was asked.
pub type Decided = Option<Result<(Detail, Vec<usize>), Refusal>>;

/// Decides by what the columns are (each a value and its label). Whether anybody stands in several of them is seen later.
///
/// # Errors
/// A column to compare is none of the table's.
pub fn decide(
    asked: &Comparing,
    by: &By,
    unit: Unit,
    columns: &[(String, Option<String>)],
) -> Result<Decided, Error> {
    let Some(detail) = Some(asked.detail.unwrap_or_default()).filter(|detail| *detail != Detail::None) else {
        return Ok(None);
    };
    if *by == By::Codes {
        return Ok(Some(Err(Refusal::Codes)));
    }
    if !has_base(unit) {
        return Ok(Some(Err(Refusal::Segments)));
    }
    let chosen = match &asked.columns {
        Some(pair) => pair.iter().map(|name| place(name, columns)).collect::<Result<Vec<usize>, Error>>()?,
        None if asked.of_outcome => (0..columns.len().min(2)).collect(),
        None => (0..columns.len()).collect(),
    };
    Ok(Some(if chosen.len() < 2 { Err(Refusal::NotTwoColumns) } else { Ok((detail, chosen)) }))
}

/// The place of the column that is called so, by its value or label.
///
/// # Errors
/// No column is.
pub fn place(name: &str, columns: &[(String, Option<String>)]) -> Result<usize, Error> {
    let same = |label: &String| label.to_lowercase() == name.to_lowercase();
    let is = |(value, label): &(String, Option<String>)| value == name || label.as_ref().is_some_and(same);
    columns.iter().position(is).ok_or_else(|| {
        let values = columns.iter().map(|(value, _)| value.clone()).collect();
        Error::NoSuchColumn { name: name.to_string(), values }
    })
}
