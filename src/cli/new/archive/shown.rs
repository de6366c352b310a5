//! What a user is shown of a table: its columns, what is proposed, what to do next.

use super::codes::Place;
use super::roles::MOST_OUTCOMES;
use super::{Proposal, brief, counted, go_there};
use keerpunt::corpus::LookedColumn;
use keerpunt::report::provenance::{shell, some};
use keerpunt::report::sheet::{Entry, Field, Row, WhenNarrow};
use keerpunt::report::{Sheet, attributes};
use std::path::Path;

/// Characters of one value.
const VALUE: usize = 36;
/// Values of a column.
const VALUES: usize = 3;

/// Every column with its type and its first values.
pub(super) fn sheet(proposal: &Proposal<'_>) -> Sheet {
    let look = proposal.look;
    let (full, blank): (Vec<&LookedColumn>, Vec<&LookedColumn>) =
        look.columns.iter().partition(|column| column.filled > 0);
    let mut head = format!("{}: {}", proposal.name, some(look.rows, "row"));
    if !look.whole {
        head = format!("{}: the first {}", proposal.name, some(look.rows, "row"));
    }
    head += &format!(", {} ({}", some(look.columns.len(), "column"), look.encoding);
    match look.delimiter {
        Some('\t') => head += ", parted by tabs",
        Some(sign) => head += &format!(", parted by `{sign}`"),
        None => {}
    }
    if look.header > 1 {
        head += &format!(", {} rows of names", look.header);
    }
    let rows = full.iter().map(|column| {
        let more = if column.more { "over " } else { "" };
        let values: Vec<String> = column.first.iter().take(VALUES).map(|value| brief(value, VALUE)).collect();
        let entries = vec![
            Entry::text(&column.name),
            Entry::text(kind(column)),
            Entry::count(column.filled),
            Entry::text(format!("{more}{}", column.different)),
            Entry::text(values.join(" | ")),
        ];
        Row { entries, strong: proposal.roles.takes(column) }
    });
    let notes = (!blank.is_empty()).then(|| {
        let names: Vec<String> = blank.iter().map(|column| brief(&column.name, 60)).collect();
        let stand = if names.len() == 1 { "column holds" } else { "columns hold" };
        format!("{} {stand} nothing: {}", names.len(), names.join(", "))
    });
    Sheet {
        heading: vec![head + ")"],
        fields: vec![
            Field::text("column", "column").when_narrow(WhenNarrow::Shrinks { least: 16, most: 56, rank: 3 }),
            Field::text("type", "type"),
            Field::number("filled", "filled"),
            Field::number("different", "different"),
            Field::text("first", "first values").when_narrow(WhenNarrow::Shrinks {
                least: 16,
                most: 120,
                rank: 2,
            }),
        ],
        rows: rows.collect(),
        notes: notes.into_iter().collect(),
        ..Sheet::default()
    }
}

fn kind(column: &LookedColumn) -> String {
    let kind = attributes::kind(column.kind);
    match &column.list {
        Some(list) => match &list.separator {
            Some(separator) => format!("{kind}, list with {}", separator.replace('\n', "line breaks")),
            None => format!("{kind}, list"),
        },
        None => kind.to_string(),
    }
}

/// What is proposed, a line each.
pub(super) fn proposed(proposal: &Proposal<'_>) -> String {
    let roles = &proposal.roles;
    let name = |column: Option<&LookedColumn>, otherwise: &str| match column {
        Some(column) => brief(&column.name, 60),
        None => otherwise.to_string(),
    };
    let outcome = match (roles.outcome, roles.outcomes.as_slice()) {
        (Some(column), _) => format!("{}: {}", brief(&column.name, 60), counted(&column.values, 4)),
        (None, []) => "not decided: no column is called after how it ended".to_string(),
        (None, columns) => {
            let names: Vec<String> = columns.iter().take(4).map(|column| brief(&column.name, 60)).collect();
            format!("not decided; perhaps {}", names.join(", or "))
        }
    };
    let codes = match proposal.codes.first() {
        None => "no column is called after codes that people gave".to_string(),
        Some(found) => {
            let place = match &found.place {
                Place::Column { name, .. } => brief(name, 60),
                Place::Columns { beginning } => format!("{}*", brief(beginning, 60)),
                Place::OneHot { names } => ends(names),
                Place::Spans { field } => format!("{}, stretches of the narrative", brief(field, 60)),
            };
            let number = if found.codes.is_empty() {
                String::new()
            } else {
                format!(": {}", some(found.codes.len(), "code"))
            };
            let more = match proposal.codes.len() - 1 {
                0 => String::new(),
                1 => "; another place stands behind a #".to_string(),
                more => format!("; {more} other places stand behind a #"),
            };
            format!("{place}{number}{more}")
        }
    };
    format!(
        "\nproposed:\n  id          {}\n  narrative   {}\n  outcome     {outcome}\n  respondent  {}\n  codes       {codes}\n  language    {}, {}\n",
        name(roles.id, "no column has another value in every row: rows are numbered"),
        name(roles.narrative, "-"),
        name(roles.respondent, "not decided: no column is called after who told it"),
        proposal.language,
        proposal.how,
    )
}

/// The first and the last of some columns.
pub(super) fn ends(names: &[String]) -> String {
    let [first, .., last] = names else { return names.concat() };
    format!("{} to {}", brief(first, 40), brief(last, 40))
}

/// What was made, and the next sensible commands.
pub(super) fn next(dir: &Path, proposal: &Proposal<'_>) -> String {
    let roles = &proposal.roles;
    let study = dir.join("keerpunt.yaml");
    let mut text = format!(
        "\n{} is a study now:\n  \
         keerpunt.yaml   what was proposed, with the reasons; what is not decided stands behind a #\n  \
         codebook.yaml   codes to begin with\n\
         The archive stays where it is.\n\nnext:\n",
        dir.display()
    );
    let mut steps = vec![format!("look through {}, and mend what is not so", study.display())];
    steps.extend(go_there(dir));
    steps.push(match (roles.outcome, roles.outcomes.first()) {
        (Some(_), _) => "keerpunt crosstab".to_string(),
        (None, Some(column)) if (1..=MOST_OUTCOMES).contains(&column.values.len()) => {
            format!("keerpunt crosstab --by {}", shell(&column.name))
        }
        (None, _) => "keerpunt frequencies".to_string(),
    });
    for (number, step) in steps.iter().enumerate() {
        text += &format!("  {}. {step}\n", number + 1);
    }
    text
}
