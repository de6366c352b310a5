//! A language by its tag: `nl`, `en`, `de`.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A language, by its lower-case tag without region (`nl`, `en`, `de`, `fr`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Language(String);

impl Language {
    /// The language of a tag; region and case are dropped (`nl-BE` is `nl`).
    pub fn new(tag: &str) -> Self {
        let tag = tag.trim().to_lowercase();
        Self(tag.split(['-', '_']).next().unwrap_or_default().to_string())
    }

    /// The tag.
    pub fn tag(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
