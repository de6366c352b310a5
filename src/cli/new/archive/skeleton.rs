//! A codebook to begin with: the codes that stand in an archive, for definitions and rules to be written.

use super::codes::Place;
use super::shown::ends;
use super::{Proposal, brief, scalar};
use keerpunt::report::provenance::some;
use std::collections::HashSet;
use std::fmt::Write as _;

/// Codes that are put in it; more is no beginning.
const MOST: usize = 60;

/// The codebook; none where no codes were found.
pub(super) fn text(proposal: &Proposal<'_>) -> Option<String> {
    let found = proposal.codes.iter().find(|found| !found.codes.is_empty())?;
    let place = match &found.place {
        Place::Column { name, .. } | Place::Spans { field: name } => format!("`{}`", brief(name, 60)),
        Place::Columns { beginning } => format!("`{}*`", brief(beginning, 60)),
        Place::OneHot { names } => ends(names),
    };
    let all = found.codes.len();
    let which = match all > MOST {
        true => format!("the {MOST} most frequent of the {all} codes"),
        false => format!("the {}", some(all, "code")),
    };
    let mut text = format!(
        "# A codebook to begin with: {which} that stand in {place},\n\
         # the most frequent first. For each write what it is, for people, and rules, by which the\n\
         # program suggests it:\n\
         #     definition: Somebody could not reach another by radio.\n\
         #     rules: [{{any: [\"radio*\", \"(no|bad) reception\"]}}]\n\
         #   keerpunt codebook check            finds mistakes in this file\n\
         #   keerpunt codebook try \"radio*\"     tries a pattern on a text that you type\n\
         # What the archive's people gave is counted without it: keerpunt crosstab --from coder:archive\n\
         # Rules are measured against it by `archive_codes`: keerpunt evaluate --against coder:archive\n\
         codebook: archive-codes\n\
         version: 0.1.0\n\
         title: Codes of the archive\n\
         codes:\n"
    );
    let codes: Vec<&str> = found.codes.iter().take(MOST).map(|(code, _)| code.as_str()).collect();
    let mut ids = ids(&codes).into_iter();
    for (code, count) in found.codes.iter().take(MOST) {
        let id = ids.next().unwrap_or_default();
        let name = scalar(code);
        let given = format!("given in {}", some(*count, "row"));
        let _ = writeln!(
            text,
            "  - id: {}   # {given}\n    label: {name}\n    archive_codes: [{name}]",
            scalar(&id)
        );
    }
    Some(text)
}

/// An id for each code. Either all are spelled as the archive spells them or none is: a table has the
/// rows of the codebook as soon as one of its codes was given, and then every code should be among them.
fn ids(codes: &[&str]) -> Vec<String> {
    let made = |ending: &str| -> Vec<String> {
        let mut taken = HashSet::new();
        codes.iter().map(|code| unique(&(slug(code) + ending), &mut taken)).collect()
    };
    let plain = made("");
    let alike = codes.iter().zip(&plain).filter(|(code, id)| *code == id).count();
    if alike == 0 || alike == codes.len() { plain } else { made("_rule") }
}

/// A code's name as an id: small letters and digits, everything else a line below.
fn slug(code: &str) -> String {
    let letters =
        code.chars().map(|sign| if sign.is_alphanumeric() { sign } else { ' ' }).collect::<String>();
    let words: Vec<String> = letters.split_whitespace().map(str::to_lowercase).collect();
    if words.is_empty() { "code".to_string() } else { words.join("_") }
}

fn unique(id: &str, taken: &mut HashSet<String>) -> String {
    let numbered = |number: usize| if number == 1 { id.to_string() } else { format!("{id}_{number}") };
    let mut number = 1;
    while !taken.insert(numbered(number)) {
        number += 1;
    }
    numbered(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_a_name_and_stands_once() {
        let mut taken = HashSet::new();
        assert_eq!(unique(&slug("hf/Risk Assessment"), &mut taken), "hf_risk_assessment");
        assert_eq!(unique(&slug("hf Risk-Assessment"), &mut taken), "hf_risk_assessment_2");
        assert_eq!(unique(&slug("!?"), &mut taken), "code");
        assert_eq!(ids(&["Fatigue", "Work load"]), ["fatigue", "work_load"]);
        assert_eq!(ids(&["falls", "traffic"]), ["falls", "traffic"]);
        assert_eq!(ids(&["falls", "struck by"]), ["falls_rule", "struck_by_rule"]);
    }
}
