//! What became of each coding under a new version of the codebook.

use crate::cli::log::short;
use keerpunt::codebook::difference::Part;
use keerpunt::coding::journal::{Id, Version};
use keerpunt::coding::migrate::{Due, Step};
use keerpunt::report::provenance::some;
use keerpunt::report::sheet::{Entry, Field, Row, WhenNarrow};
use keerpunt::report::{Sheet, one_line, printable};
use serde_json::{Value, json};

/// Everything that is told.
pub struct Told {
    /// Whose journal was written.
    pub coder: String,
    /// The new version.
    pub version: Version,
    /// A coding each.
    pub rows: Vec<One>,
    /// Other coders, and for how many of their codings something has to be done.
    pub others: Vec<(String, usize)>,
    /// Versions under which codings were given and whose text nobody named.
    pub unknown: Vec<String>,
    /// Memos and rejections that were brought along.
    pub notes: usize,
    /// Nothing was written.
    pub dry_run: bool,
}

/// What became of one coding.
pub struct One {
    id: Id,
    coder: String,
    incident: String,
    quote: Option<String>,
    was: String,
    is: Option<String>,
    what: What,
    reworded: Vec<Part>,
    among: Vec<String>,
    waits: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Renamed,
    Judged,
    Choose,
    LookAgain,
    Gone,
}

impl What {
    fn name(self) -> &'static str {
        match self {
            Self::Renamed => "renamed",
            Self::Judged => "judged",
            Self::Choose => "choose",
            Self::LookAgain => "look_again",
            Self::Gone => "gone",
        }
    }
}

/// What became of a coding; `judged` is the code that its coder chose just now.
pub fn row(coder: &str, due: &Due<'_>, judged: Option<String>) -> One {
    let given = &due.kept.given;
    let (what, is, reworded, among) = match (&due.step, judged) {
        (_, Some(code)) => (What::Judged, Some(code), Vec::new(), Vec::new()),
        (Step::Rename { to, reworded }, None) => {
            (What::Renamed, Some(to.clone()), reworded.clone(), Vec::new())
        }
        (Step::Choose(among), None) => (What::Choose, None, Vec::new(), among.clone()),
        (Step::LookAgain(parts), None) => {
            (What::LookAgain, Some(given.code.clone()), parts.clone(), Vec::new())
        }
        (Step::Gone, None) => (What::Gone, None, Vec::new(), Vec::new()),
    };
    One {
        id: due.id,
        coder: coder.to_string(),
        incident: given.incident.clone(),
        quote: given.at.as_ref().map(|at| at.quote.clone()),
        was: given.code.clone(),
        is,
        what,
        reworded,
        among,
        waits: false,
    }
}

impl One {
    /// The same of another coder: nothing is done before that coder does it.
    pub fn of_another(self) -> Self {
        Self { waits: true, ..self }
    }

    /// What is to be read in the table.
    fn said(&self) -> String {
        let parts = self.reworded.iter().map(|part| part.name()).collect::<Vec<_>>().join(", ");
        let said = match self.what {
            What::Renamed if parts.is_empty() => "renamed".to_string(),
            What::Renamed => format!("renamed; look again: {parts}"),
            What::Judged => "as you judged".to_string(),
            What::Choose => format!("choose: {}", self.among.join(" or ")),
            What::LookAgain => format!("look again: {parts}"),
            What::Gone => "no code stands for it".to_string(),
        };
        if self.waits { format!("waits for {}: {said}", self.coder) } else { said }
    }

    /// Its coder has to judge.
    fn asks(&self) -> bool {
        !self.waits && (!self.reworded.is_empty() || matches!(self.what, What::Choose | What::Gone))
    }

    fn done(&self) -> bool {
        !self.waits && matches!(self.what, What::Renamed | What::Judged)
    }
}

impl Told {
    /// A row for each coding for which something has to be done.
    pub fn sheet(&self) -> Sheet {
        let row = |one: &One| {
            let quote = match &one.quote {
                Some(quote) => Entry { shown: one_line(quote), exact: quote.clone() },
                None => Entry { shown: "(whole incident)".to_string(), exact: String::new() },
            };
            let entries = vec![
                Entry::text(short(one.id)),
                Entry::text(printable(&one.coder)),
                Entry::text(one_line(&one.incident)),
                quote,
                Entry::text(printable(&one.was)),
                Entry::text(printable(one.is.as_deref().unwrap_or_default())),
                Entry::text(printable(&one.said())),
            ];
            Row { entries, strong: false }
        };
        let fields = vec![
            Field::text("entry", "entry"),
            Field::text("coder", "coder").when_narrow(WhenNarrow::Goes { rank: 1 }),
            Field::text("incident", "incident"),
            Field::text("quote", "passage").when_narrow(WhenNarrow::Shrinks { least: 12, most: 40, rank: 2 }),
            Field::text("was", "was"),
            Field::text("is", "is"),
            Field::text("what", "what").when_narrow(WhenNarrow::Wraps { least: 16, most: 60 }),
        ];
        let heading = vec![
            printable(&format!("Codings under {} {}", self.version.id, self.version.version)).into_owned(),
        ];
        Sheet {
            heading,
            fields,
            rows: self.rows.iter().map(row).collect(),
            notes: self.notes(),
            ..Sheet::default()
        }
    }

    fn notes(&self) -> Vec<String> {
        let done = self.rows.iter().filter(|one| one.done()).count();
        let asks = self.rows.iter().filter(|one| one.asks()).count();
        let would = if self.dry_run { "would be changed" } else { "changed" };
        let mut notes = vec![format!("{} of {} {would}, {asks} to judge.", some(done, "coding"), self.coder)];
        if self.notes > 0 {
            let brought = if self.dry_run { "would go along" } else { "went along" };
            notes.push(format!("{} of yours {brought}.", some(self.notes, "memo or rejection")));
        }
        if asks > 0 {
            notes.push(
                "Judge: --give ENTRY=CODE says which code a coding has now, --keep ENTRY that it holds by the new text; \
                 keerpunt undo ENTRY takes one back."
                    .to_string(),
            );
        }
        for (coder, count) in &self.others {
            notes.push(
                printable(&format!(
                    "{} of {coder}: that coder does the same in person.",
                    some(*count, "coding")
                ))
                .into_owned(),
            );
        }
        if !self.unknown.is_empty() {
            notes.push(format!(
                "Codings given under {} cannot be held against what their codes meant then: name those versions with --from.",
                printable(&self.unknown.join(", "))
            ));
        }
        notes
    }

    /// Everything, for programs.
    pub fn json(&self) -> Value {
        let one = |one: &One| {
            json!({
                "id": one.id, "coder": one.coder, "incident": one.incident, "quote": one.quote,
                "was": one.was, "is": one.is, "what": one.what.name(), "reworded": one.reworded,
                "among": one.among, "done": one.done() && !self.dry_run,
            })
        };
        json!({
            "schema": "keerpunt.codebook-migrate/1",
            "codebook": self.version,
            "dry_run": self.dry_run,
            "codings": self.rows.iter().map(one).collect::<Vec<_>>(),
            "brought_along": self.notes,
            "unknown_versions": self.unknown,
        })
    }
}
