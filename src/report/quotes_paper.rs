//! Passages as a table for a paper or a page: what was said, by whom, in which incident.

use super::quotes::{Quotes, marked, shown};
use super::sheet::{Entry, Field, Row};
use super::{Provenance, Sheet};

/// A row a passage, in the order that was asked for; words that fired stand in brackets. Negated ones say so.
pub fn sheet(quotes: &Quotes<'_>, provenance: &Provenance<'_>) -> Sheet {
    let told = quotes.passages.respondents.is_some();
    let mut fields = vec![
        Field::text("code", "code"),
        Field::text("quote", "passage"),
        Field::text("incident", "incident"),
    ];
    fields.extend(quotes.beside.map(|name| Field::text(name, name)));
    fields.extend(told.then(|| Field::text("respondent", "told by")));
    let rows = quotes.ordered().into_iter().map(|(passage, around)| {
        let incident = passage.incident;
        let (stretch, more) = shown(passage, around);
        let negated = if passage.mark.negated { " (negated: not counted)" } else { "" };
        let text = marked(passage, stretch, str::to_string, false);
        let mut entries = vec![
            Entry::text(&provenance.codebook.codes[passage.mark.code].id),
            Entry::text(format!("{text}{more}{negated}")),
            Entry::text(&incident.id),
        ];
        entries.extend(quotes.beside.map(|_| Entry::text(quotes.beside_of(incident).unwrap_or_default())));
        entries.extend(told.then(|| Entry::text(incident.respondent.as_deref().unwrap_or_default())));
        Row { entries, strong: false }
    });
    Sheet { heading: quotes.heading(provenance), fields, rows: rows.collect(), ..Sheet::default() }
}
