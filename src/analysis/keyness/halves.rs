//! Which two values are the halves.

use super::Question;
use crate::analysis::Error;
use crate::analysis::comparison::place;

/// The places of the two values among all.
///
/// # Errors
/// One that was named is none, or nobody said which two of several.
pub(super) fn chosen(question: &Question, values: &[(String, Option<String>)]) -> Result<[usize; 2], Error> {
    match &question.compare {
        Some([one, other]) => {
            let (first, second) = (place(one, values)?, place(other, values)?);
            let same = || Error::NotTwoValues {
                name: question.by.name.clone(),
                values: vec![values[first].0.clone()],
            };
            if first == second { Err(same()) } else { Ok([first, second]) }
        }
        None if values.len() == 2 || (question.of_outcome && values.len() > 2) => Ok([0, 1]),
        None => Err(Error::NotTwoValues {
            name: question.by.name.clone(),
            values: values.iter().map(|(value, _)| value.clone()).collect(),
        }),
    }
}
