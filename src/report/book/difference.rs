//! What a new version of a codebook changes, as tables and for programs.

use crate::analysis::Turnover;
use crate::codebook::Codebook;
use crate::codebook::difference::{Change, Fate};
use crate::report::provenance::some;
use crate::report::sheet::{Entry, Field, Row, Sheet, WhenNarrow};
use crate::report::{one_line, printable};
use serde_json::{Value, json};

/// Two versions of a codebook and what lies between them.
#[derive(Debug, Clone, Copy)]
pub struct Difference<'a> {
    /// The version before.
    pub old: &'a Codebook,
    /// The version now.
    pub new: &'a Codebook,
    /// What became of every code.
    pub changes: &'a [Change],
    /// What the rules suggest more and less, a change each, and in how many incidents that was
    /// looked for; none without a corpus.
    pub turnover: Option<(&'a [Turnover], usize)>,
}

impl Difference<'_> {
    /// The changes that are any, with what the rules suggest more and less.
    fn changed(&self) -> impl Iterator<Item = (&Change, Option<Turnover>)> {
        let turnover = |at: usize| self.turnover.map(|(turnover, _)| turnover[at]);
        let changes = self.changes.iter().enumerate().map(move |(at, change)| (change, turnover(at)));
        changes.filter(|(change, turnover)| {
            !change.is_none() || turnover.is_some_and(|one| one != Turnover::default())
        })
    }

    /// A table of the codes, and one of what reads otherwise.
    pub fn sheets(&self) -> Vec<Sheet> {
        let codes = self.codes();
        let texts = self.texts();
        if texts.rows.is_empty() { vec![codes] } else { vec![codes, texts] }
    }

    /// A row for each code that changed.
    pub fn codes(&self) -> Sheet {
        let row = |(change, turnover): (&Change, Option<Turnover>)| {
            let before: Vec<&str> =
                change.formerly.iter().filter(|id| **id != change.code).map(String::as_str).collect();
            let parts: Vec<&str> = change.parts().into_iter().map(|part| part.name()).collect();
            let entries = vec![
                Entry::text(printable(&change.code)),
                Entry::text(change.fate.name()),
                Entry::text(printable(&before.join(", "))),
                Entry::text(parts.join(", ")),
                Entry::text(if change.changes_meaning() { "yes" } else { "" }),
                Entry::count_or_none(turnover.map(|one| one.gained)),
                Entry::count_or_none(turnover.map(|one| one.lost)),
            ];
            Row { entries, strong: false }
        };
        let mut fields = vec![
            Field::text("code", "code"),
            Field::text("fate", "what"),
            Field::text("formerly", "formerly"),
            Field::text("reworded", "reads otherwise").when_narrow(WhenNarrow::Wraps { least: 16, most: 44 }),
            Field::text("look_again", "look again"),
            Field::number("gained", "gained"),
            Field::number("lost", "lost"),
        ];
        let mut rows: Vec<Row> = self.changed().map(row).collect();
        if self.turnover.is_none() {
            fields.truncate(5);
            rows.iter_mut().for_each(|row| row.entries.truncate(5));
        }
        let name = |book: &Codebook| printable(&format!("{} {}", book.id, book.version)).into_owned();
        let mut heading = vec![format!("What changed from {} to {}", name(self.old), name(self.new))];
        if let Some((_, incidents)) = self.turnover {
            heading.push(format!(
                "gained, lost: stretches that only one of the two versions suggests (negated ones left out), in {}",
                some(incidents, "incident")
            ));
        }
        Sheet { heading, fields, rows, notes: self.notes(), ..Sheet::default() }
    }

    fn notes(&self) -> Vec<String> {
        let same = self.changes.len() - self.changed().count();
        let mut notes = vec![format!(
            "{} as {} before.",
            some(same, "code"),
            if same == 1 { "it was" } else { "they were" }
        )];
        if self.changes.iter().any(Change::changes_meaning) {
            notes.push(
                "look again: its definition, use_when, not_when, polarity or group changed, so codings given before \
                 have to be looked at again; keerpunt codebook migrate lists them."
                    .to_string(),
            );
        }
        let gone = self.changes.iter().filter(|one| one.fate == Fate::Removed).count();
        let fresh = self.changes.iter().filter(|one| one.fate == Fate::Added).count();
        if gone > 0 && fresh > 0 {
            notes.push(
                "A code that was renamed, merged or split says so itself, in the new version: `formerly: [ID]`.".to_string(),
            );
        }
        notes
    }

    /// A row for each text that reads otherwise.
    fn texts(&self) -> Sheet {
        let rows = self.changes.iter().flat_map(|change| {
            change.reworded.iter().map(|one| Row {
                entries: vec![
                    Entry::text(printable(&change.code)),
                    Entry::text(one.part.name()),
                    Entry { shown: one_line(&one.was), exact: one.was.clone() },
                    Entry { shown: one_line(&one.is), exact: one.is.clone() },
                ],
                strong: false,
            })
        });
        let wraps = WhenNarrow::Wraps { least: 20, most: 60 };
        let fields = vec![
            Field::text("code", "code"),
            Field::text("part", "part"),
            Field::text("was", "was").when_narrow(wraps),
            Field::text("is", "is").when_narrow(wraps),
        ];
        Sheet { fields, rows: rows.collect(), ..Sheet::default() }
    }

    /// Everything, for programs.
    pub fn json(&self) -> Value {
        let book = |book: &Codebook| json!({"id": book.id, "version": book.version, "hash": book.hash});
        let changes: Vec<Value> = self
            .changed()
            .map(|(change, turnover)| {
                let mut value = json!(change);
                value["look_again"] = json!(change.changes_meaning());
                value["suggestions"] =
                    json!(turnover.map(|one| json!({"gained": one.gained, "lost": one.lost})));
                value
            })
            .collect();
        json!({
            "schema": "keerpunt.codebook-diff/1",
            "old": book(self.old),
            "new": book(self.new),
            "incidents": self.turnover.map(|(_, incidents)| incidents),
            "unchanged": self.changes.len() - changes.len(),
            "changes": changes,
        })
    }
}
