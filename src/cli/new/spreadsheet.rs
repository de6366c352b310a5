//! A table that a spreadsheet opens well and gives back unharmed.

use keerpunt::corpus::Incident;

/// The columns, in the order in which they are filled in.
const COLUMNS: [&str; 3] = ["incident", "outcome", "respondent"];
/// Spreadsheets take a file without it for Windows-1252.
const BYTE_ORDER_MARK: &str = "\u{feff}";
/// Short names of months, Dutch and English: with a number beside them they are a day to a spreadsheet.
const MONTHS: [&str; 15] =
    ["jan", "feb", "mar", "mrt", "apr", "may", "mei", "jun", "jul", "aug", "sep", "oct", "okt", "nov", "dec"];

/// The values of the outcome in a study for texts, each with the spellings that mean it.
pub(super) const OUTCOMES: [(&str, &[&str]); 2] = [
    (
        "success",
        &["successful", "successes", "succesvol", "succes", "geslaagd", "gelukt", "positief", "positive"],
    ),
    (
        "less_success",
        &[
            "less success",
            "less successful",
            "failure",
            "failures",
            "failed",
            "minder succesvol",
            "minder succes",
            "minder geslaagd",
            "niet geslaagd",
            "mislukt",
            "negatief",
            "negative",
        ],
    ),
];

/// A row for each incident; what its text says already, or the name of its folder, is filled in.
pub(super) fn table(incidents: &[Incident], separator: u8) -> Result<Vec<u8>, csv::Error> {
    let by_file = incidents.iter().any(|incident| would_change(&incident.id));
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    writer.write_record(COLUMNS)?;
    for incident in incidents {
        let id = if by_file { with_ending(incident) } else { incident.id.clone() };
        let known =
            |name| incident.attribute(name).map(|value| value.text().into_owned()).unwrap_or_default();
        let outcome = Some(known("outcome")).filter(|said| !said.is_empty());
        let outcome = outcome.or_else(|| outcome_of_folder(incident)).unwrap_or_default();
        writer.write_record([id, outcome, known("respondent")])?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// The outcome that a folder around the incident's file is called after.
pub(super) fn outcome_of_folder(incident: &Incident) -> Option<String> {
    let folders = incident.origin.file.parent()?;
    folders.iter().rev().find_map(|folder| {
        let name = folder.to_string_lossy().trim().to_lowercase().replace(['_', '-'], " ");
        let means = |(value, spellings): &&(&str, &[&str])| {
            value.replace('_', " ") == name || spellings.contains(&name.as_str())
        };
        OUTCOMES.iter().find(means).map(|(value, _)| value.to_string())
    })
}

/// True where a spreadsheet takes an id for a number, a day or a formula, and saves another text
/// than it was given: `007` becomes `7`, `1-2` the first of February.
pub(super) fn would_change(id: &str) -> bool {
    let lower = id.to_lowercase();
    let number = |c: char| c.is_ascii_digit() || " .,-+/:e%€$".contains(c);
    let month = || {
        let letters: String = lower.chars().filter(|c| c.is_alphabetic()).collect();
        let rest = |c: char| c.is_alphabetic() || c.is_ascii_digit() || " .-/".contains(c);
        lower.contains(|c: char| c.is_ascii_digit())
            && lower.chars().all(rest)
            && MONTHS.iter().any(|month| letters.starts_with(month))
    };
    lower.starts_with(['=', '+', '-', '@'])
        || lower.chars().all(number)
        || month()
        || ["true", "false", "waar", "onwaar"].contains(&lower.as_str())
}

/// The incident's id with the ending of its file, where it is named after its file.
fn with_ending(incident: &Incident) -> String {
    let file = incident.origin.file.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    match file.rsplit_once('.') {
        Some((stem, ending)) if stem == incident.id || stem.ends_with(&format!("/{}", incident.id)) => {
            format!("{}.{ending}", incident.id)
        }
        _ => incident.id.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::would_change;

    #[test]
    fn ids_that_a_spreadsheet_would_change_are_known() {
        for id in ["007", "1", "1-2", "2024-01-05", "1e5", "mei 3", "3-mrt", "=a", "-x", "TRUE", "1.10", ""] {
            assert!(would_change(id), "{id}");
        }
        for id in ["interview 7", "R01", "gesprek-1", "nl-01", "a", "meidoorn", "01 anna"] {
            assert!(!would_change(id), "{id}");
        }
    }
}
