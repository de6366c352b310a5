//! Incidents and codes that a line of a delivered file names.

use crate::codebook::Codebook;
use crate::corpus::Incident;
use crate::diagnostic::nearest;
use std::collections::HashMap;

/// The place of the incident with this id; `places` is that of each.
///
/// # Errors
/// There is none: which is the nearest.
pub fn incident(id: &str, incidents: &[Incident], places: &HashMap<&str, usize>) -> Result<usize, String> {
    places.get(id).copied().ok_or_else(|| {
        // In corpus order: of equally near ids the first is meant, on every run.
        let near = nearest(id, incidents.iter().map(|one| one.id.as_str()));
        format!("no incident is called `{id}`{}", meant(near))
    })
}

/// The place of the code with this full id.
///
/// # Errors
/// There is none: which is the nearest.
pub fn code(id: &str, codebook: &Codebook) -> Result<usize, String> {
    codebook.position(id).ok_or_else(|| {
        let near = nearest(id, codebook.codes.iter().map(|code| code.id.as_str()));
        format!("the codebook has no code `{id}`{}", meant(near))
    })
}

/// True for the code `above` and every code below it, by their full ids.
pub fn is_within(code: &str, above: &str) -> bool {
    code.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn meant(near: Option<&str>) -> String {
    near.map_or(String::new(), |near| format!("; did you mean `{near}`?"))
}
