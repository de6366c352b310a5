//! The text of an incident: a stretch of the text that all incidents of its file share.
//!
//! A small text is in memory, a large one in a mapped file, so that a corpus of some gigabytes
//! needs memory for its incidents and not for their texts.

use super::mapped::Mapped;
use std::fmt;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::ops::{Deref, Range};
use std::sync::Arc;

/// A text of more bytes than this is mapped: 64 MiB. Smaller ones are in memory, because a file
/// on a share that goes away must not take a command with it.
const MAPPED_FROM: u64 = 64 << 20;

/// The narratives of a file or of many, one behind the other.
#[derive(Debug, Clone)]
pub struct Texts(Arc<Held>);

#[derive(Debug)]
enum Held {
    Memory(Box<str>),
    Mapped(Mapped),
}

impl Texts {
    /// Those in memory.
    pub fn in_memory(text: String) -> Self {
        Self(Arc::new(Held::Memory(text.into_boxed_str())))
    }

    /// Those of a file that nobody writes any more, whatever its size.
    ///
    /// # Errors
    /// It cannot be mapped or holds bytes that are no text.
    pub(super) fn mapped(file: &File) -> io::Result<Self> {
        Ok(Self(Arc::new(Held::Mapped(Mapped::of(file)?))))
    }

    /// Those of a file of the program's own that is never written again.
    ///
    /// # Errors
    /// It cannot be read or holds bytes that are no text.
    pub fn of_file(mut file: File) -> io::Result<Self> {
        if file.metadata()?.len() >= MAPPED_FROM {
            return Self::mapped(&file);
        }
        let mut text = String::new();
        file.seek(SeekFrom::Start(0))?;
        file.read_to_string(&mut text)?;
        Ok(Self::in_memory(text))
    }

    /// All of them.
    pub fn text(&self) -> &str {
        match &*self.0 {
            Held::Memory(text) => text,
            Held::Mapped(mapped) => mapped.text(),
        }
    }

    /// Lets the system have the memory of a stretch back until it is read again.
    pub fn give_back(&self, stretch: Range<usize>) {
        if let Held::Mapped(mapped) = &*self.0 {
            mapped.give_back(stretch);
        }
    }

    /// One narrative, by its bytes; empty where that is no stretch of the text.
    pub fn narrative(&self, bytes: Range<usize>) -> Narrative {
        match self.text().get(bytes.clone()) {
            None | Some("") => Narrative::default(),
            Some(text) => {
                let is_blank = text.trim_start().is_empty();
                Narrative(Some(Place { texts: self.clone(), start: bytes.start, end: bytes.end, is_blank }))
            }
        }
    }

    /// The narratives of so many bytes each, from byte `start` on.
    pub fn narratives(&self, start: usize, lengths: impl IntoIterator<Item = usize>) -> Vec<Narrative> {
        let mut at = start;
        let next = |length| {
            let from = at;
            at += length;
            self.narrative(from..at)
        };
        let lengths = lengths.into_iter();
        let mut narratives: Vec<Narrative> = Vec::with_capacity(lengths.size_hint().0);
        for narrative in lengths.map(next) {
            narratives.push(narrative);
            // To see where each begins and ends is to read it.
            if narratives.len().is_multiple_of(Narrative::AT_A_TIME) {
                Narrative::give_back(&narratives[narratives.len() - Narrative::AT_A_TIME..]);
            }
        }
        narratives
    }
}

/// The text of an incident, as it was read. It is used as a `&str`.
#[derive(Clone, Default)]
pub struct Narrative(Option<Place>);

#[derive(Clone)]
struct Place {
    texts: Texts,
    start: usize,
    end: usize,
    is_blank: bool,
}

impl Narrative {
    /// So many are read before [`Narrative::give_back`] is worth its call.
    pub const AT_A_TIME: usize = 1024;

    /// The text.
    pub fn as_str(&self) -> &str {
        self.0.as_ref().map_or("", |place| &place.texts.text()[place.start..place.end])
    }

    /// How long it is, in bytes; known without the text being read.
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |place| place.end - place.start)
    }

    /// True where it has no text at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// True where nobody told anything: it holds no sign but blanks.
    pub fn is_blank(&self) -> bool {
        self.0.as_ref().is_none_or(|place| place.is_blank)
    }

    /// Lets the system have back the memory of narratives that stand one behind the other in
    /// mapped files, as all of a file do: they were read, and what comes next is of others.
    pub fn give_back<'a>(narratives: impl IntoIterator<Item = &'a Narrative>) {
        let mut stretch: Option<(&Texts, Range<usize>)> = None;
        for place in narratives.into_iter().filter_map(|narrative| narrative.0.as_ref()) {
            match &mut stretch {
                Some((texts, bytes)) if Arc::ptr_eq(&texts.0, &place.texts.0) => {
                    bytes.start = bytes.start.min(place.start);
                    bytes.end = bytes.end.max(place.end);
                }
                _ => {
                    if let Some((texts, bytes)) = stretch.replace((&place.texts, place.start..place.end)) {
                        texts.give_back(bytes);
                    }
                }
            }
        }
        if let Some((texts, bytes)) = stretch {
            texts.give_back(bytes);
        }
    }
}

impl Deref for Narrative {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl From<&str> for Narrative {
    fn from(text: &str) -> Self {
        Texts::in_memory(text.to_string()).narrative(0..text.len())
    }
}

impl PartialEq for Narrative {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl PartialEq<&str> for Narrative {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Debug for Narrative {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn in_a_file(text: &str) -> Texts {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        Texts::mapped(&file).unwrap()
    }

    #[test]
    fn narratives_are_the_same_in_memory_and_in_a_file() {
        let text = "Één verhaal.Nog een.";
        for texts in [Texts::in_memory(text.into()), in_a_file(text)] {
            let found = texts.narratives(0, ["Één verhaal.".len(), 0, "Nog een.".len()]);
            assert_eq!(found, ["Één verhaal.".into(), "".into(), Narrative::from("Nog een.")]);
            Narrative::give_back(&found);
            assert_eq!(&*found[2], "Nog een.");
        }
    }

    #[test]
    fn what_is_no_stretch_of_the_text_is_an_empty_narrative() {
        let texts = Texts::in_memory("é".into());
        assert_eq!(texts.narratives(0, [1, 1, 9]), [Narrative::default(), "".into(), "".into()]);
    }
}
