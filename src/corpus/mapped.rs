//! A file of text mapped into memory: the one place that needs `unsafe`.
//!
//! A large corpus is not held in memory; the system takes up the pages that are being read, and may
//! drop them again. Two things must hold for that, and no type can say them:
//!
//! - *The file does not change while it is mapped.* Only files of the program's own are mapped:
//!   unnamed temporary ones, and texts of the index, which are written once, under a new name, and
//!   removed but never written again.
//! - *Its bytes are UTF-8.* They are all looked at when it is mapped.
#![allow(unsafe_code)]

use memmap2::Mmap;
use std::fs::File;
use std::io;
use std::ops::Range;

/// Bytes that are looked at before their memory is given back.
const PIECE: usize = 4 << 20;

/// The text of a file that never changes.
#[derive(Debug)]
pub(super) struct Mapped(Mmap);

impl Mapped {
    /// Maps a whole file.
    ///
    /// # Errors
    /// It cannot be mapped, or its bytes are no text.
    pub fn of(file: &File) -> io::Result<Self> {
        // SAFETY: the callers map only files that nobody writes any more, see above.
        let map = unsafe { Mmap::map(file)? };
        let mapped = Self(map);
        let mut at = 0;
        while at < mapped.0.len() {
            let end = mapped.0.len().min(at + PIECE);
            at += match std::str::from_utf8(&mapped.0[at..end]) {
                Ok(text) => text.len(),
                // A letter across the end of the piece.
                Err(error) if error.error_len().is_none() && end < mapped.0.len() => error.valid_up_to(),
                Err(_) => return Err(io::Error::from(io::ErrorKind::InvalidData)),
            };
            mapped.give_back(0..at);
        }
        Ok(mapped)
    }

    /// All of it.
    pub fn text(&self) -> &str {
        // SAFETY: every byte was looked at when the file was mapped, and the file does not change.
        unsafe { std::str::from_utf8_unchecked(&self.0) }
    }

    /// Lets the system take back the memory of a stretch; whoever reads it again has it from the file.
    pub fn give_back(&self, stretch: Range<usize>) {
        #[cfg(unix)]
        if !stretch.is_empty() && stretch.end <= self.0.len() {
            // SAFETY: the map is of a file and only read, so what is dropped is read from the file again.
            let advised = unsafe {
                self.0.unchecked_advise_range(
                    memmap2::UncheckedAdvice::DontNeed,
                    stretch.start,
                    stretch.end - stretch.start,
                )
            };
            // Advice that is not taken costs nothing but memory.
            drop(advised);
        }
        #[cfg(not(unix))]
        drop(stretch);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn mapped(bytes: &[u8]) -> io::Result<Mapped> {
        let mut file = tempfile::tempfile()?;
        file.write_all(bytes)?;
        Mapped::of(&file)
    }

    #[test]
    fn a_text_longer_than_a_piece_is_the_same_after_its_memory_was_given_back() {
        // Three bytes a letter, so that letters lie across the ends of pieces.
        let text = "€".repeat(PIECE);
        let mapped = mapped(text.as_bytes()).unwrap();
        assert!(mapped.text() == text);
        mapped.give_back(5..text.len() - 1);
        assert!(mapped.text() == text);
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert!(mapped(b"a\xff").is_err());
        assert!(mapped("a€".as_bytes().split_last().unwrap().1).is_err());
        let mut late = vec![b'a'; PIECE + 7];
        late[PIECE + 3] = 0xc3;
        assert!(mapped(&late).is_err());
    }

    #[test]
    fn an_empty_file_is_an_empty_text() {
        assert_eq!(mapped(b"").unwrap().text(), "");
    }
}
