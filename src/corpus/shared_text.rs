//! A text that many incidents share: the names of attributes, and most of their values.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Borrow;
use std::cell::RefCell;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

/// Texts of more bytes are seldom said twice and not looked for among the latest.
const LONG: usize = 64;

/// So many of the latest texts are known to a thread.
const LATEST: usize = 4096;

thread_local! {
    /// The latest text of each remainder of its hash.
    static KNOWN: RefCell<Vec<Option<SharedText>>> = const { RefCell::new(Vec::new()) };
}

/// A text, in memory once where it is said often: a million cells `yes` need no million texts.
/// It is used as a `&str`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SharedText(Arc<str>);

impl SharedText {
    /// The text, shared with an equal one where this thread made one lately.
    pub fn new(text: &str) -> Self {
        if text.len() > LONG {
            return Self(text.into());
        }
        let mut hash = DefaultHasher::new();
        text.hash(&mut hash);
        let place = hash.finish() as usize % LATEST;
        KNOWN.with_borrow_mut(|known| {
            if known.is_empty() {
                known.resize(LATEST, None);
            }
            match &mut known[place] {
                Some(same) if *same == text => same.clone(),
                other => other.insert(Self(text.into())).clone(),
            }
        })
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for SharedText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for SharedText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for SharedText {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<&str> for SharedText {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<&String> for SharedText {
    fn from(text: &String) -> Self {
        Self::new(text)
    }
}

impl From<String> for SharedText {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

impl PartialEq<str> for SharedText {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for SharedText {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

impl PartialEq<String> for SharedText {
    fn eq(&self, other: &String) -> bool {
        &*self.0 == other.as_str()
    }
}

impl fmt::Display for SharedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&*self.0, f)
    }
}

impl fmt::Debug for SharedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

impl Serialize for SharedText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for SharedText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl serde::de::Visitor<'_> for Text {
            type Value = SharedText;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_str<E>(self, text: &str) -> Result<SharedText, E> {
                Ok(SharedText::new(text))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_are_one_in_memory_and_others_are_not() {
        let (one, same, other) = (SharedText::new("ja"), SharedText::new("ja"), SharedText::new("nee"));
        assert!(Arc::ptr_eq(&one.0, &same.0));
        assert!(one == same && one != other);
        let long = "x".repeat(LONG + 1);
        assert_eq!(SharedText::new(&long), SharedText::new(&long));
    }

    #[test]
    fn a_text_stays_what_it_is_however_many_others_come() {
        let all: Vec<SharedText> = (0..3 * LATEST).map(|number| number.to_string().into()).collect();
        assert!(all.iter().enumerate().all(|(number, text)| *text == number.to_string()));
    }
}
