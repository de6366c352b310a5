//! What was compiled, for each language when it is first met, and the desks to work at.

use super::compiled::Compiled;
use crate::text::Language;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// What was compiled for each language met so far. `D` is what one thread works with.
pub(super) struct Tongues<D> {
    known: RwLock<BTreeMap<Language, Arc<Tongue<D>>>>,
}

struct Tongue<D> {
    compiled: Compiled,
    /// Desks that no thread works at.
    free: Mutex<Vec<D>>,
}

impl<D> Default for Tongues<D> {
    fn default() -> Self {
        Self { known: RwLock::new(BTreeMap::new()) }
    }
}

impl<D> Tongues<D> {
    /// Does `work` with what is compiled for `language` and a desk of its own.
    pub(super) fn with<R>(
        &self,
        language: &Language,
        compile: impl FnOnce() -> Compiled,
        desk: impl FnOnce(&Compiled) -> D,
        work: impl FnOnce(&Compiled, &mut D) -> R,
    ) -> R {
        let tongue = self.tongue(language, compile);
        // A desk left by a thread that broke off is not put back, so none is half-used.
        let free = tongue.free.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut own = free.unwrap_or_else(|| desk(&tongue.compiled));
        let result = work(&tongue.compiled, &mut own);
        tongue.free.lock().unwrap_or_else(PoisonError::into_inner).push(own);
        result
    }

    fn tongue(&self, language: &Language, compile: impl FnOnce() -> Compiled) -> Arc<Tongue<D>> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(tongue) = known.get(language) {
            return tongue.clone();
        }
        drop(known);
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        let tongue = known
            .entry(language.clone())
            .or_insert_with(|| Arc::new(Tongue { compiled: compile(), free: Mutex::new(Vec::new()) }));
        tongue.clone()
    }
}
