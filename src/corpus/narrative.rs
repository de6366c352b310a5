//! The text of an incident: a stretch of the text that all incidents of its file share.
//!
//! A small text is in memory, a large one in a mapped file, so that a corpus of some gigabytes
//! needs memory for its incidents and not for their texts.

use super::bytes::Bytes;
use std::fmt;
use std::fs::File;
use std::io;
use std::ops::{Deref, Range};

/// The narratives of a file or of many, one behind the other.
#[derive(Debug, Clone)]
pub struct Texts(Bytes);

impl Texts {
    /// True where both are the very same texts, not only equal ones.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.0.is_same(&other.0)
    }

    /// Those in memory.
    pub fn in_memory(text: String) -> Self {
        Self(Bytes::in_memory(text.into_bytes()))
    }

    /// Those that stand in `bytes`.
    pub(super) fn of_bytes(bytes: Bytes) -> Self {
        Self(bytes)
    }

    /// Those of a file of the program's own that is never written again. A large one is mapped:
    /// nothing of it is read before somebody reads a narrative.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn of_file(file: File) -> io::Result<Self> {
        Bytes::of_file(file).map(Self)
    }

    /// All of them.
    pub fn bytes(&self) -> &[u8] {
        self.0.get()
    }

    /// True where they are in a mapped file.
    pub fn is_mapped(&self) -> bool {
        self.0.is_mapped()
    }

    /// Lets the system have the memory of a stretch back until it is read again.
    pub fn give_back(&self, stretch: Range<usize>) {
        self.0.give_back(stretch);
    }

    /// One narrative, by its bytes; empty where these are no text.
    pub fn narrative(&self, bytes: Range<usize>) -> Narrative {
        match self.text(&bytes) {
            "" => Narrative::default(),
            text => self.unread(bytes, text.trim_start().is_empty()),
        }
    }

    /// One narrative that is not read yet, by its bytes; `is_blank` where it holds no sign but blanks.
    pub(super) fn unread(&self, bytes: Range<usize>, is_blank: bool) -> Narrative {
        let Range { start, end } = bytes;
        Narrative((start < end).then(|| Place { texts: self.clone(), start, end, is_blank }))
    }

    fn text(&self, bytes: &Range<usize>) -> &str {
        let text = self.bytes().get(bytes.clone()).and_then(|bytes| std::str::from_utf8(bytes).ok());
        text.unwrap_or_default()
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

    /// The text; empty where the disk lost what stood there.
    pub fn as_str(&self) -> &str {
        self.0.as_ref().map_or("", |place| place.texts.text(&(place.start..place.end)))
    }

    /// How long it is, in bytes; known without the text being read.
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |place| place.end - place.start)
    }

    /// The texts that it stands in and its bytes there; none where it has no text at all.
    pub(super) fn place(&self) -> Option<(&Texts, Range<usize>)> {
        self.0.as_ref().map(|place| (&place.texts, place.start..place.end))
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
                Some((texts, bytes)) if texts.is_same(&place.texts) => {
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
        Texts::of_bytes(Bytes::mapped(&file).unwrap())
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
