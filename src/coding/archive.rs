//! Codes that an archive brings: where they stand, and who gave them.

use super::journal::Kind;

/// One `codes:` of a corpus entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveCodes {
    /// Where the codes stand.
    pub place: CodesPlace,
    /// A table of their own beside the corpus, where they don't stand in it.
    pub file: Option<CodesFile>,
    /// What separates several codes of one cell.
    pub separator: Option<String>,
    /// Who gave them.
    pub coder: CoderName,
    /// Whether people gave them, or a program did.
    pub kind: Kind,
    /// What an empty cell says.
    pub blank: Blank,
    /// The code that all of them stand below.
    pub group: Option<String>,
    /// What separates the levels of a code; without one codes are flat.
    pub level_separator: Option<String>,
}

/// Where the codes of an archive stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodesPlace {
    /// In the cells of one column.
    Column(String),
    /// In the cells of the columns with these names; one that ends in `*` stands for all that begin so.
    Columns(Vec<String>),
    /// The headers of these columns are codes; a cell says whether one was given.
    OneHot(OneHot),
    /// A list of stretches in a field of JSON Lines.
    Spans(String),
}

/// The columns whose headers are codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OneHot {
    /// Every column from the first to the last, in the order of the header.
    Range(ColumnRange),
    /// Those with these names; one that ends in `*` stands for all that begin so.
    Named(Vec<String>),
}

/// `FIRST..LAST`, of which only a header can tell where it is cut: names may hold `..` too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnRange {
    written: String,
}

impl ColumnRange {
    /// The range of a text; none where it can be cut nowhere.
    pub fn of(written: &str) -> Option<Self> {
        let range = Self { written: written.trim().to_string() };
        let can_be_cut = range.cuts().next().is_some();
        can_be_cut.then_some(range)
    }

    /// The first and the last column, for each place where the text can be cut; never none.
    pub fn cuts(&self) -> impl Iterator<Item = (&str, &str)> {
        let text = self.written.as_str();
        let places = text.char_indices().map(|(at, _)| at).filter(|at| text[*at..].starts_with(".."));
        places
            .map(|at| (text[..at].trim(), text[at + 2..].trim()))
            .filter(|(first, last)| !first.is_empty() && !last.is_empty())
    }

    /// What all columns begin with, where the text is `BEGINNING*`.
    pub fn beginning(&self) -> Option<&str> {
        self.written.strip_suffix('*')
    }
}

/// A table of codes beside the corpus: a row a coding, or a row an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodesFile {
    /// The file, below the study's folder unless absolute.
    pub file: String,
    /// The column with the incident's id.
    pub id: String,
    /// How many header rows it has.
    pub header: usize,
    /// The columns with the first code point of the stretch and the one behind its last.
    pub stretch: Option<(String, String)>,
    /// The column with the text of the stretch.
    pub quote: Option<String>,
}

/// Who gave the codes of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CoderName {
    /// One coder of this name.
    Named(String),
    /// The coder that stands in this column.
    InColumn(String),
    /// Every span says it itself.
    InSpans,
}

/// What an empty cell of an archive's codes says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Blank {
    /// Nobody coded the incident.
    #[default]
    NotCoded,
    /// Somebody read it and gave no code.
    NoCode,
}
