//! What questions about a study may speak of besides words.

use super::{Loaded, Study};
use crate::index::meant::Vocabulary;

impl Study {
    /// The names of its attributes, found and declared, and the spellings of its outcome.
    pub fn vocabulary<'a>(&'a self, loaded: &'a Loaded) -> Vocabulary<'a> {
        let collection = &self.settings.collection;
        let outcome = collection.outcome.as_ref().map(|outcome| {
            let values = outcome.values.iter().map(|value| {
                let means = value.means.iter().map(String::as_str).collect();
                (value.value.as_str(), means)
            });
            (outcome.attribute.as_str(), values.collect())
        });
        let mut attributes: Vec<&str> =
            loaded.corpus.attributes.iter().map(|one| one.name.as_str()).collect();
        let declared = collection.attributes.iter().map(|one| one.name.as_str());
        let named = collection.outcome.iter().map(|outcome| outcome.attribute.as_str());
        for name in declared.chain(named) {
            if !attributes.contains(&name) {
                attributes.push(name);
            }
        }
        Vocabulary { attributes, outcome }
    }
}
