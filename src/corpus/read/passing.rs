//! A file that tells how far it was read.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// Told of so many more bytes of a file that went by; of fewer than none where its reader goes back.
pub type Passed<'a> = &'a (dyn Fn(i64) + Sync);

/// A file whose bytes are told as they go by.
pub(super) struct Passing<'a> {
    file: File,
    at: u64,
    passed: Passed<'a>,
}

impl<'a> Passing<'a> {
    /// One that stands at its beginning.
    pub fn of(file: File, passed: Passed<'a>) -> Self {
        Self { file, at: 0, passed }
    }
}

impl Read for Passing<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(bytes)?;
        self.at += read as u64;
        (self.passed)(read as i64);
        Ok(read)
    }
}

impl Seek for Passing<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = self.file.seek(to)?;
        (self.passed)(at as i64 - self.at as i64);
        self.at = at;
        Ok(at)
    }
}
