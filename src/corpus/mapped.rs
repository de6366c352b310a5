//! A file mapped into memory: the one place that needs `unsafe`.
//!
//! A large corpus is not held in memory; the system takes up the pages that are being read, and may
//! drop them again. One thing must hold for that, and no type can say it: *the file does not change
//! while it is mapped.* Only files of the program's own are mapped: unnamed temporary ones, and files
//! of the index, which are written once, under a new name, and removed but never written again.
#![allow(unsafe_code)]

use memmap2::Mmap;
use std::fs::File;
use std::io;
use std::ops::Range;

/// The bytes of a file that never changes.
#[derive(Debug)]
pub(super) struct Mapped(Mmap);

impl Mapped {
    /// Maps a whole file; nothing of it is read yet.
    ///
    /// # Errors
    /// It cannot be mapped.
    pub fn of(file: &File) -> io::Result<Self> {
        // SAFETY: the callers map only files that nobody writes any more, see above.
        Ok(Self(unsafe { Mmap::map(file)? }))
    }

    /// All of it.
    pub fn bytes(&self) -> &[u8] {
        &self.0
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

    #[test]
    fn bytes_are_the_same_after_their_memory_was_given_back() {
        let bytes: Vec<u8> = (0..1_000_000).map(|number: u32| number as u8).collect();
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&bytes).unwrap();
        let mapped = Mapped::of(&file).unwrap();
        assert!(mapped.bytes() == bytes);
        mapped.give_back(5..bytes.len() - 1);
        assert!(mapped.bytes() == bytes);
    }

    #[test]
    fn an_empty_file_is_mapped_too() {
        assert_eq!(Mapped::of(&tempfile::tempfile().unwrap()).unwrap().bytes(), b"");
    }
}
