//! Stems of keys. Which words must not meet is data of the program, so its stemmer serves.

use keerpunt::text::{Language, Stemmer};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

thread_local! {
    /// One a language: making one reads the program's lists.
    static STEMS: RefCell<HashMap<String, Rc<Stems>>> = RefCell::default();
}

pub struct Stems {
    stemmer: Option<Stemmer>,
    /// Those that were asked for.
    known: RefCell<HashMap<String, String>>,
}

impl Stems {
    pub fn of(language: &str) -> Rc<Self> {
        let new = || Self { stemmer: Stemmer::of(&Language::new(language)), known: RefCell::default() };
        STEMS.with_borrow_mut(|stems| {
            stems.entry(language.to_string()).or_insert_with(|| Rc::new(new())).clone()
        })
    }

    pub fn are_known(&self) -> bool {
        self.stemmer.is_some()
    }

    /// The stem of a key; in a language without stemmer the key itself.
    pub fn stem(&self, key: &str) -> String {
        if let Some(stem) = self.known.borrow().get(key) {
            return stem.clone();
        }
        let stem = self.stemmer.as_ref().map_or_else(|| key.to_string(), |stemmer| stemmer.stem(key));
        self.known.borrow_mut().insert(key.to_string(), stem.clone());
        stem
    }
}
