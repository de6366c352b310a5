//! What is known of each incident, in columns: a corpus of millions of incidents is some numbers each.

use super::attributes::{Attributes, Dictionary};
use super::column::{Column, Ends, Stretch};
use super::narrative::{Narrative, Texts};
use super::{Incident, Origin, Places, SharedText};
use crate::text::Language;
use std::path::Path;
use std::sync::Arc;

/// The incidents of a corpus, in columns by their numbers.
#[derive(Debug, Default)]
pub(super) struct Register {
    pub places: Places,
    /// The names of the files.
    pub files: Vec<Arc<Path>>,
    pub columns: Columns,
    /// Where the narratives stand, in order of their incidents.
    pub runs: Vec<Run>,
    /// The languages of narratives, by the numbers of their column.
    pub languages: Vec<Language>,
    pub known: Arc<Dictionary>,
    /// The attribute that says who told an incident, by its place among the names, and each of its
    /// values as text.
    pub respondent: Option<usize>,
    pub respondents: Vec<SharedText>,
}

/// What is as long as the corpus.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub ids: Stretch,
    pub id_ends: Ends,
    /// Where the narratives end, had all of the corpus one text.
    pub text_ends: Ends,
    /// What an incident's narrative is, see [`BLANK`], and the number of its language.
    pub manner: Column<u32>,
    pub lines: Column<u32>,
    pub narrative_lines: Column<u32>,
}

impl Columns {
    /// The id of an incident.
    pub fn id(&self, at: usize) -> &str {
        let bytes = self.ids.get().get(self.id_ends.range(at));
        bytes.and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

/// Of the number that says the manner of an incident: its narrative holds no sign but blanks.
pub(super) const BLANK: u32 = 1 << 31;

/// Narratives that stand one behind the other in the same texts.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// The first of its incidents.
    pub first: usize,
    pub texts: Texts,
    /// Where the first narrative begins there.
    pub start: usize,
}

impl Register {
    /// How many incidents there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// True where nobody told anything: the narrative holds no sign but blanks.
    pub fn is_blank(&self, at: usize) -> bool {
        self.columns.manner.get(at).is_some_and(|manner| manner & BLANK != 0)
    }

    /// How many bytes all narratives have.
    pub fn text_length(&self) -> usize {
        self.columns.text_ends.range(self.len().saturating_sub(1)).end
    }

    /// The narrative of an incident.
    pub fn narrative(&self, at: usize) -> Narrative {
        let run = self.runs.partition_point(|run| run.first <= at).checked_sub(1);
        run.map(|run| self.narrative_in(&self.runs[run], at)).unwrap_or_default()
    }

    fn narrative_in(&self, run: &Run, at: usize) -> Narrative {
        let before = self.columns.text_ends.range(run.first).start;
        let within = self.columns.text_ends.range(at);
        let start = run.start + (within.start - before);
        run.texts.unread(start..start + within.len(), self.is_blank(at))
    }

    /// The incidents, in order; made one by one.
    pub fn incidents(&self) -> impl Iterator<Item = Incident> {
        let mut runs = self.runs.iter().peekable();
        let mut run = runs.next();
        self.places.iter().enumerate().map(move |(at, (file, _))| {
            while let Some(next) = runs.next_if(|next| next.first <= at) {
                run = Some(next);
            }
            let narrative = run.map(|run| self.narrative_in(run, at)).unwrap_or_default();
            self.incident(at, file, narrative)
        })
    }

    fn incident(&self, at: usize, file: usize, narrative: Narrative) -> Incident {
        let columns = &self.columns;
        let line = |column: &Column<u32>| column.get(at).unwrap_or_default() as usize;
        let language = (columns.manner.get(at).unwrap_or_default() & !BLANK) as usize;
        let told = self.respondent.and_then(|name| self.known.cells(at).find(|cell| cell.0 == name));
        Incident {
            id: columns.id(at).to_string(),
            narrative,
            language: self.languages.get(language).cloned().unwrap_or_else(|| Language::new("")),
            attributes: Attributes::of(&self.known, at),
            respondent: told.and_then(|(_, value)| self.respondents.get(value).cloned()),
            origin: Origin {
                file: Arc::clone(&self.files[file]),
                line: line(&columns.lines),
                narrative_line: line(&columns.narrative_lines),
            },
        }
    }
}
