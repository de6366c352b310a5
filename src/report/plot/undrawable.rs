//! Why a table cannot be drawn.

/// Why a table cannot be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Undrawable {
    /// Columns are codes.
    #[error("codes by codes are no shares of a column")]
    Codes,
    /// Segments are counted.
    #[error("segments have no base, so that there is no share to draw")]
    Segments,
    /// No units to take a share of, or no code.
    #[error("there is nothing to draw: no column with incidents, or no code")]
    Nothing,
    /// No unit has any of the codes.
    #[error("there is nothing to draw: none of the codes was found")]
    NoCode,
    /// No two codes stand together.
    #[error("there is nothing to draw: no two codes stand together so often")]
    NoPair,
    /// No word is used by enough incidents.
    #[error("there is nothing to draw: no word is used by enough incidents")]
    NoWord,
}

impl Undrawable {
    /// What to do about it.
    pub fn help(self) -> &'static str {
        match self {
            Undrawable::Codes => "leave out --by codes; `keerpunt cooccur --plot` draws codes by codes",
            Undrawable::Segments => "count incidents, paragraphs, sentences or respondents",
            Undrawable::NoWord => "a smaller --min-incidents shows more words",
            Undrawable::Nothing | Undrawable::NoCode | Undrawable::NoPair => {
                "look at the table without --plot"
            }
        }
    }
}
