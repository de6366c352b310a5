//! The study file for a table: what is proposed, each with its reason; what is not decided as a remark.

use super::codes::{Found, Place};
use super::roles::MOST_OUTCOMES;
use super::{Proposal, brief, counted, scalar};
use keerpunt::corpus::{Kind, LookedColumn, Number};
use keerpunt::report::provenance::some;
use std::fmt::Write as _;

/// Codes that are named in a remark.
const NAMED: usize = 4;
/// Members of a list that is declared as one.
const MOST_MEMBERS: usize = 400;

/// The study file.
pub(super) fn text(proposal: &Proposal<'_>) -> String {
    let mut text = String::new();
    head(&mut text, proposal);
    entry(&mut text, proposal);
    text += "\ncodebook: codebook.yaml\n";
    outcome(&mut text, proposal);
    respondent(&mut text, proposal);
    attributes(&mut text, proposal);
    text
}

fn head(text: &mut String, proposal: &Proposal<'_>) {
    let Proposal { name, title, language, how, look, .. } = proposal;
    let name = brief(name, 80);
    let columns = match look.whole {
        true => "the columns".to_string(),
        false => format!("the first {}", some(look.rows, "row")),
    };
    let _ = write!(
        text,
        "# A folder with a file of this name is a study: run any command inside it.\n\
         # What stands behind a # is a remark. All this was proposed from {columns} of {name}:\n\
         # look at each line, and mend what is not so.\n\
         keerpunt: 1                  # the version of this format\n\
         title: {}\n\
         # aim: What makes ... succeed?         printed on every report\n\
         # criterion: ...                       what makes a report count as a critical incident\n\
         language: {language}                 # {how}\n",
        scalar(title)
    );
}

fn entry(text: &mut String, proposal: &Proposal<'_>) {
    let Proposal { path, look, roles, .. } = proposal;
    let rows = if look.whole { some(look.rows, "row") } else { format!("over {}", some(look.rows, "row")) };
    let _ = write!(text, "\ncorpus:\n  - path: {}   # {rows}; the archive stays where it is\n", scalar(path));
    if look.header > 1 {
        let _ = writeln!(text, "    header: {}   # rows of names, joined with ` / `", look.header);
    }
    *text += "    columns:\n";
    match roles.id {
        Some(column) => {
            let every = if look.whole { "every row" } else { "every row that was looked at" };
            let _ = write!(text, "      id: {}   # {every} has another one", scalar(&column.name));
            *text += &others("; so have", &roles.other_ids);
        }
        None => *text += "      # id: COLUMN   # no column has another value in every row: rows are numbered",
    }
    text.push('\n');
    if let Some(column) = roles.narrative {
        let mean = column.mean_length();
        let _ = write!(text, "      narrative: {}   # {mean} characters on average", scalar(&column.name));
        *text += &others("; other texts:", &roles.other_texts);
        text.push('\n');
    }
    if let Some(column) = roles.outcome.filter(|column| column.name != "outcome") {
        let _ = writeln!(text, "      outcome: {}   # called after how it ended", scalar(&column.name));
    }
    match roles.respondent {
        Some(column) if column.name == "respondent" => {}
        Some(column) => {
            let name = scalar(&column.name);
            let _ = writeln!(
                text,
                "      respondent: {name}   # called after who told it; {} different",
                different(column, look.whole)
            );
        }
        None => *text += "      # respondent: COLUMN   # no column is called after who told it\n",
    }
    codes(text, proposal);
}

/// How many values differ; there may be more in rows that were not looked at.
pub(super) fn different(column: &LookedColumn, whole: bool) -> String {
    match (column.more, whole) {
        (true, _) => format!("over {}", column.different),
        (false, false) => format!("at least {}", column.different),
        (false, true) => column.different.to_string(),
    }
}

fn others(what: &str, columns: &[&LookedColumn]) -> String {
    let names: Vec<String> =
        columns.iter().take(NAMED).map(|column| format!("`{}`", brief(&column.name, 50))).collect();
    if names.is_empty() { String::new() } else { format!("{what} {}", names.join(", ")) }
}

fn codes(text: &mut String, proposal: &Proposal<'_>) {
    let [first, rest @ ..] = proposal.codes.as_slice() else {
        *text += "    # codes: {column: COLUMN, separator: \";\", coder: NAME}   # no column is called after codes that people gave\n";
        return;
    };
    *text += "    codes:   # what the archive's people gave; a blank cell means that nobody coded the row,\n\
             \x20            # unless you add `blank: none`; put the name of who coded in place of `archive`\n";
    let _ = writeln!(text, "      - {}   # {}", place(first), told(first));
    for other in rest {
        let _ = writeln!(text, "      # - {}   # {}", place(other), told(other));
    }
}

/// One member of `codes:`.
pub(super) fn place(found: &Found) -> String {
    match &found.place {
        Place::Column { name, separator: None } => format!("{{column: {}, coder: archive}}", scalar(name)),
        Place::Column { name, separator: Some(separator) } => {
            format!("{{column: {}, separator: {}, coder: archive}}", scalar(name), quoted(separator))
        }
        Place::Columns { beginning } => {
            format!("{{columns: {}, coder: archive}}", scalar(&format!("{beginning}*")))
        }
        Place::OneHot { names } => format!("{{one_hot: {}, coder: archive}}", one_hot(names)),
        Place::Spans { field } => format!("{{spans: {}, coder: archive}}", scalar(field)),
    }
}

/// `FIRST..LAST`; each by itself where a name holds `..` too, as those of R do.
fn one_hot(names: &[String]) -> String {
    match names {
        [first, .., last] if !names.iter().any(|name| name.contains("..")) => {
            quoted(&format!("{first}..{last}"))
        }
        _ => format!("[{}]", names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")),
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn told(found: &Found) -> String {
    match (&found.place, found.codes.is_empty()) {
        (Place::Spans { .. }, _) => "stretches of the narrative".to_string(),
        (_, true) => "codes".to_string(),
        (_, false) => format!("{}: {}", some(found.codes.len(), "code"), counted(&found.codes, NAMED)),
    }
}

fn outcome(text: &mut String, proposal: &Proposal<'_>) {
    let roles = &proposal.roles;
    if let Some(column) = roles.outcome {
        *text += "\noutcome:\n  attribute: outcome\n  values:                    # in the order they are printed; several that mean the same:\n\
                  \x20                            # write  success: [good, fair]  in place of two lines\n";
        let mut values = column.values.clone();
        if column.kind != Kind::Text {
            let number = |value: &str| Number::read(value).map(Number::decimal).unwrap_or_default();
            values.sort_by(|left, right| number(&left.0).total_cmp(&number(&right.0)));
        }
        for (value, count) in &values {
            let _ = writeln!(text, "    - {}   # {}", scalar(value), some(*count, "row"));
        }
        return;
    }
    *text += "\n# Not decided: no column is called after how it ended, or several are.\n";
    if roles.outcomes.is_empty() {
        *text += "# outcome: COLUMN             # with values: outcome: {attribute: COLUMN, values: [success, failure]}\n";
        return;
    }
    let mut in_groups = false;
    for column in &roles.outcomes {
        let values = column.list.as_ref().map_or(&column.values, |list| &list.members);
        let number = some(values.len(), "value");
        if values.len() <= MOST_OUTCOMES || in_groups {
            let name = scalar(&column.name);
            let _ = writeln!(text, "# outcome: {name}   # {number}: {}", counted(values, NAMED));
            continue;
        }
        // Many values want to be put together; whoever does it finds them all here.
        in_groups = true;
        let all: Vec<String> = values.iter().map(|(value, _)| scalar(value)).collect();
        let _ = write!(
            text,
            "# outcome:\n#   attribute: {}   # {number}: {}\n\
             #   several: first           # a row with several values is in the first group that it fits\n\
             #   values:                  # groups that you name, and each value in one of them\n\
             #     group_1: [{}]\n\
             #     group_2: \"*\"           # all values that stand in no other group\n",
            scalar(&column.name),
            counted(values, NAMED),
            all.join(", ")
        );
    }
}

fn respondent(text: &mut String, proposal: &Proposal<'_>) {
    *text += match proposal.roles.respondent {
        Some(_) => "\nrespondent: respondent       # the attribute that says who told it\n",
        None => "\n# respondent: respondent     # the attribute that says who told it\n",
    };
}

fn attributes(text: &mut String, proposal: &Proposal<'_>) {
    let mut lines = String::new();
    for column in &proposal.look.columns {
        let Some(list) = &column.list else { continue };
        let Some(separator) = &list.separator else { continue };
        if proposal.roles.takes(column) || list.members.len() > MOST_MEMBERS {
            continue;
        }
        let values = format!("{}: {}", some(list.members.len(), "value"), counted(&list.members, NAMED));
        let _ = writeln!(lines, "  {}: {{list: {}}}   # {values}", scalar(&column.name), quoted(separator));
    }
    if !lines.is_empty() {
        *text +=
            "\nattributes:                  # several values in one cell; all other types are inferred\n";
        *text += &lines;
    }
}
