//! A text of any size, of which as much is in memory as is being looked at.

use crate::corpus::decode::{PIECE, Pieces, Stop};

/// What is longer than this is no row, no line and no narrative that anybody told: 256 MiB.
pub(in crate::corpus) const LONGEST: usize = 1 << 28;

/// The text from where the reader stands.
pub(super) struct Window<'p, 'b> {
    pieces: &'p mut Pieces<'b>,
    text: String,
    /// What is done with.
    at: usize,
    is_part: bool,
}

impl<'p, 'b> Window<'p, 'b> {
    /// The head of a text.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn open(pieces: &'p mut Pieces<'b>) -> Result<Self, Stop> {
        let mut text = String::new();
        let is_part = pieces.add_to(&mut text)?;
        Ok(Self { pieces, text, at: 0, is_part })
    }

    /// What is here of it.
    pub fn text(&self) -> &str {
        &self.text[self.at..]
    }

    /// True where more follows than is here.
    pub fn is_part(&self) -> bool {
        self.is_part
    }

    /// Goes on behind so many bytes.
    pub fn done(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// Gets more of the text, as much again as is here: what did not fit is looked through
    /// a few times, however long it is.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn more(&mut self) -> Result<(), Stop> {
        self.text.drain(..self.at);
        self.at = 0;
        let wanted = PIECE.max(self.text.len() * 2);
        while self.is_part && self.text.len() < wanted {
            self.is_part = self.pieces.add_to(&mut self.text)?;
        }
        Ok(())
    }
}
