//! Bytes in memory or in a mapped file, so that what grows with the corpus needs no memory of the program's.

use super::mapped::Mapped;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::sync::Arc;

/// A file of more bytes than this is mapped: 64 MiB. Smaller ones are in memory, because a file
/// on a share that goes away must not take a command with it.
const MAPPED_FROM: u64 = 64 << 20;

/// Bytes that nobody changes any more.
#[derive(Debug, Clone)]
pub(super) struct Bytes(Arc<Held>);

#[derive(Debug)]
enum Held {
    Memory(Box<[u8]>),
    Mapped(Mapped),
}

impl Default for Bytes {
    fn default() -> Self {
        Self::in_memory(Vec::new())
    }
}

impl Bytes {
    /// Those in memory.
    pub fn in_memory(bytes: Vec<u8>) -> Self {
        Self(Arc::new(Held::Memory(bytes.into_boxed_slice())))
    }

    /// Those of a file that nobody writes any more, whatever its size.
    ///
    /// # Errors
    /// It cannot be mapped.
    pub fn mapped(file: &File) -> io::Result<Self> {
        Ok(Self(Arc::new(Held::Mapped(Mapped::of(file)?))))
    }

    /// Those of a file of the program's own that is never written again.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn of_file(mut file: File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        if length >= MAPPED_FROM {
            return Self::mapped(&file);
        }
        let mut bytes = Vec::with_capacity(length as usize);
        file.seek(SeekFrom::Start(0))?;
        file.read_to_end(&mut bytes)?;
        Ok(Self::in_memory(bytes))
    }

    /// All of them.
    pub fn get(&self) -> &[u8] {
        match &*self.0 {
            Held::Memory(bytes) => bytes,
            Held::Mapped(mapped) => mapped.bytes(),
        }
    }

    /// True where they are in a mapped file, and read only when somebody looks at them.
    pub fn is_mapped(&self) -> bool {
        matches!(&*self.0, Held::Mapped(_))
    }

    /// True where both are the very same bytes, not only equal ones.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Lets the system have the memory of a stretch back until it is read again.
    pub fn give_back(&self, stretch: Range<usize>) {
        if let Held::Mapped(mapped) = &*self.0 {
            mapped.give_back(stretch);
        }
    }
}
