//! The incidents of a corpus: columns, of which incidents are made when somebody asks for them.

use super::register::Register;
use super::{Incident, Narrative};
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// The incidents of a corpus, in order. It is used as a `&[Incident]`, which is made when it is first
/// used so; what can be said of the columns alone costs less.
#[derive(Clone, Default)]
pub struct Incidents {
    register: Arc<Register>,
    made: OnceLock<Vec<Incident>>,
}

impl Incidents {
    pub(super) fn of(register: Register) -> Self {
        Self { register: Arc::new(register), made: OnceLock::new() }
    }

    pub(super) fn register(&self) -> &Register {
        &self.register
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.register.len()
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Each of them, made one by one and not held.
    pub fn one_by_one(&self) -> impl Iterator<Item = Incident> {
        self.register.incidents()
    }

    /// How many bytes all narratives have together.
    pub fn text_length(&self) -> usize {
        self.register.text_length()
    }

    /// How many have a narrative without any sign but blanks.
    pub fn without_text(&self) -> usize {
        (0..self.len()).filter(|at| self.register.is_blank(*at)).count()
    }

    /// The narrative of one of them.
    pub fn narrative(&self, at: usize) -> Narrative {
        self.register.narrative(at)
    }
}

impl Deref for Incidents {
    type Target = [Incident];

    fn deref(&self) -> &[Incident] {
        self.made.get_or_init(|| {
            let mut all = Vec::with_capacity(self.len());
            all.extend(self.register.incidents());
            all
        })
    }
}

impl<'a> IntoIterator for &'a Incidents {
    type Item = &'a Incident;
    type IntoIter = std::slice::Iter<'a, Incident>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for Incidents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
