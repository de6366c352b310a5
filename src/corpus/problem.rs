//! What of a corpus could not be read or taken as it stands, and what to do about it.

use crate::diagnostic::Severity;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::PathBuf;

/// One thing of a corpus that was not read, or not as it stands.
///
/// A [`Severity::Fault`] keeps the study from being used (exit status 2), a
/// [`Severity::Warning`] says that something was left out or needs mending (1),
/// a [`Severity::Note`] is only worth knowing (0).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What kind of thing it is.
    pub code: ProblemCode,
    /// How bad it is.
    pub severity: Severity,
    /// The file, as it is called below the study's folder.
    pub file: Option<PathBuf>,
    /// The line in it, from 1.
    pub line: Option<usize>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Problem {
    /// A problem without a place; the builder methods add what is known.
    pub fn new(severity: Severity, code: ProblemCode, message: impl Into<String>) -> Self {
        Self { code, severity, file: None, line: None, message: message.into(), help: None }
    }

    /// Something was left out or needs mending.
    pub fn warning(code: ProblemCode, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// Worth knowing.
    pub fn note(code: ProblemCode, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    /// The file it stands in.
    pub fn in_file(mut self, file: impl Into<PathBuf>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// The line it stands on.
    pub fn at_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// What to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The kinds of problems; each has a stable kebab-case name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemCode {
    /// An entry of the corpus names nothing that is there.
    MissingPath,
    /// An entry matches no file that can be read.
    NothingMatches,
    /// The path of an entry cannot be understood.
    BadPath,
    /// A folder that is closed to us.
    UnreadableFolder,
    /// A file that is closed to us, or gone.
    UnreadableFile,
    /// A link that leads nowhere.
    BrokenLink,
    /// A link to a folder that it lies in.
    LinkLoop,
    /// A file that two entries, or two links, lead to.
    SameFile,
    /// A file of a format that is not read.
    OtherFormat,
    /// A file with signs that no text has.
    NoText,
    /// Bytes that fit no encoding.
    Undecodable,
    /// The attributes at the head of a text cannot be read.
    FrontMatter,
    /// The line between incidents cannot be understood.
    BadMarker,
    /// A line that is nearly the line between incidents.
    NearMarker,
    /// Text before the first marker.
    BeforeMarker,
    /// A line below a marker that may be an attribute or the beginning of the story.
    StoryOrAttribute,
    /// One attribute given twice in one place.
    RepeatedAttribute,
    /// A column that is named but not there.
    MissingColumn,
    /// Two columns that may both be the id, the language or the narrative.
    AlikeColumns,
    /// A table without rows.
    EmptyTable,
    /// A row with more or fewer cells than the header.
    UnevenRow,
    /// Quotation marks that do not pair.
    StrayQuote,
    /// A line that is no JSON object.
    BrokenLine,
    /// A row, a line or a narrative that is longer than any may be.
    TooLong,
    /// Byte-order marks elsewhere than at the head of a file.
    MarkWithin,
    /// Narratives with U+FFFD, where an earlier conversion lost characters.
    LostCharacters,
    /// Narratives with control characters.
    ControlCharacters,
    /// An attribute table that cannot be read.
    AttributeTable,
    /// A row of an attribute table that belongs to no narrative.
    RowWithoutNarrative,
    /// A narrative that an attribute table has no row for.
    NarrativeWithoutRow,
    /// One id, two incidents or rows.
    DuplicateId,
    /// An attribute whose name is nearly one that the study names.
    NearAttribute,
    /// A value that is not among the declared ones.
    UnknownValue,
    /// A value that is not of its declared type.
    WrongType,
    /// An outcome that fits no spelling.
    OtherOutcome,
    /// A table of codes that cannot be read, or rows in it without an id.
    CodesFile,
    /// A row of a table of codes whose incident is not there.
    CodingWithoutIncident,
    /// Codes of an archive that name nobody who gave them.
    CodingWithoutCoder,
    /// A coder that is a person in one place and a model in another.
    PersonAndModel,
    /// A stretch of an archive's codes that is none of the narrative, or whose quote stands elsewhere.
    BadStretch,
    /// A cell of a one-hot column that says neither yes nor no.
    UnknownMark,
    /// A line of a journal that is no entry.
    DamagedEntry,
    /// A last line of a journal that was not written to its end.
    TornEntry,
    /// Two entries of journals with one id that differ.
    EntryTwice,
    /// A journal in which an unfinished merge left its marks.
    ConflictMarks,
    /// A journal that a newer program wrote.
    NewerJournal,
    /// An entry that speaks of one which is not there.
    LooseEntry,
}

impl ProblemCode {
    /// All of them.
    pub const ALL: [Self; 47] = [
        Self::MissingPath,
        Self::NothingMatches,
        Self::BadPath,
        Self::UnreadableFolder,
        Self::UnreadableFile,
        Self::BrokenLink,
        Self::LinkLoop,
        Self::SameFile,
        Self::OtherFormat,
        Self::NoText,
        Self::Undecodable,
        Self::FrontMatter,
        Self::BadMarker,
        Self::NearMarker,
        Self::BeforeMarker,
        Self::StoryOrAttribute,
        Self::RepeatedAttribute,
        Self::MissingColumn,
        Self::AlikeColumns,
        Self::EmptyTable,
        Self::UnevenRow,
        Self::StrayQuote,
        Self::BrokenLine,
        Self::TooLong,
        Self::MarkWithin,
        Self::LostCharacters,
        Self::ControlCharacters,
        Self::AttributeTable,
        Self::RowWithoutNarrative,
        Self::NarrativeWithoutRow,
        Self::DuplicateId,
        Self::NearAttribute,
        Self::UnknownValue,
        Self::WrongType,
        Self::OtherOutcome,
        Self::CodesFile,
        Self::CodingWithoutIncident,
        Self::CodingWithoutCoder,
        Self::PersonAndModel,
        Self::BadStretch,
        Self::UnknownMark,
        Self::DamagedEntry,
        Self::TornEntry,
        Self::EntryTwice,
        Self::ConflictMarks,
        Self::NewerJournal,
        Self::LooseEntry,
    ];

    /// Its stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::MissingPath => "missing-path",
            Self::NothingMatches => "nothing-matches",
            Self::BadPath => "bad-path",
            Self::UnreadableFolder => "unreadable-folder",
            Self::UnreadableFile => "unreadable-file",
            Self::BrokenLink => "broken-link",
            Self::LinkLoop => "link-loop",
            Self::SameFile => "same-file",
            Self::OtherFormat => "other-format",
            Self::NoText => "no-text",
            Self::Undecodable => "undecodable",
            Self::FrontMatter => "front-matter",
            Self::BadMarker => "bad-marker",
            Self::NearMarker => "near-marker",
            Self::BeforeMarker => "before-marker",
            Self::StoryOrAttribute => "story-or-attribute",
            Self::RepeatedAttribute => "repeated-attribute",
            Self::MissingColumn => "missing-column",
            Self::AlikeColumns => "alike-columns",
            Self::EmptyTable => "empty-table",
            Self::UnevenRow => "uneven-row",
            Self::StrayQuote => "stray-quote",
            Self::BrokenLine => "broken-line",
            Self::TooLong => "too-long",
            Self::MarkWithin => "mark-within",
            Self::LostCharacters => "lost-characters",
            Self::ControlCharacters => "control-characters",
            Self::AttributeTable => "attribute-table",
            Self::RowWithoutNarrative => "row-without-narrative",
            Self::NarrativeWithoutRow => "narrative-without-row",
            Self::DuplicateId => "duplicate-id",
            Self::NearAttribute => "near-attribute",
            Self::UnknownValue => "unknown-value",
            Self::WrongType => "wrong-type",
            Self::OtherOutcome => "other-outcome",
            Self::CodesFile => "codes-file",
            Self::CodingWithoutIncident => "coding-without-incident",
            Self::CodingWithoutCoder => "coding-without-coder",
            Self::PersonAndModel => "person-and-model",
            Self::BadStretch => "bad-stretch",
            Self::UnknownMark => "unknown-mark",
            Self::DamagedEntry => "damaged-entry",
            Self::TornEntry => "torn-entry",
            Self::EntryTwice => "entry-twice",
            Self::ConflictMarks => "conflict-marks",
            Self::NewerJournal => "newer-journal",
            Self::LooseEntry => "loose-entry",
        }
    }
}

impl fmt::Display for ProblemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
