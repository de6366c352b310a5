//! A language by its tag: `nl`, `en`, `de`.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::sync::Arc;

/// A language, by its lower-case tag without region (`nl`, `en`, `de`, `fr`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(Arc<str>);

impl Language {
    /// The language of a tag; region and case are dropped (`nl-BE` is `nl`).
    pub fn new(tag: &str) -> Self {
        let tag = tag.trim().to_lowercase();
        Self(tag.split(['-', '_']).next().unwrap_or_default().into())
    }

    /// The tag.
    pub fn tag(&self) -> &str {
        &self.0
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|tag| Self::new(&tag))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
