//! Stems, for `word~`: Snowball's current algorithms, with exceptions that split false friends.

use super::Language;

/// Gives every inflection of a word one name, in one language.
#[derive(Clone)]
pub struct Stemmer {
    snowball: frostem::Stemmer,
}

impl Stemmer {
    /// The stemmer of `language`; `None` where there is none.
    pub fn of(language: &Language) -> Option<Self> {
        let snowball = frostem::Stemmer::try_from_name(language.tag()).ok()?;
        Some(Self { snowball })
    }

    /// The stem of a key.
    pub fn stem(&self, key: &str) -> String {
        self.snowball.stem(key).into_owned()
    }
}
