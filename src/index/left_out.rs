//! Frequent words of the corpus that a search's `word~` does not join, though they begin as its stem does.

use super::keys::{exact, fold};
use super::search::{Ground, Search};
use super::{Bits, Index, Needs};
use crate::corpus::Incident;
use crate::matcher::near::{Counts, LeftOut, Near};
use crate::text::Language;
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

impl Search {
    /// The words that its `word~` leave out, over the incidents that `keep` keeps, for each language.
    pub fn left_out(
        &self,
        ground: &Ground<'_>,
        index: Option<&Index>,
        languages: &[Language],
        keep: &(dyn Fn(&Incident) -> bool + Sync),
    ) -> Vec<LeftOut> {
        let near = |language| (language, Arc::new(Near::new(&self.patterns, language)));
        let near: HashMap<&Language, Arc<Near>> = languages.iter().map(near).collect();
        let worth = index.and_then(|index| worth(&near, index));
        let is_worth = |place: &usize| worth.as_ref().is_none_or(|worth| worth.contains(*place));
        let places: Vec<usize> = (0..ground.incidents.len()).filter(is_worth).collect();
        let mut found = Vec::new();
        for language in languages {
            let Some(near) = near.get(language).filter(|near| !near.beginnings().is_empty()) else {
                continue;
            };
            let of_language = |incident: &&Incident| incident.language == *language && keep(incident);
            let counts = places.par_iter().map(|place| &ground.incidents[*place]).filter(of_language).fold(
                Counts::new,
                |mut counts, incident| {
                    near.count(&incident.narrative, &mut counts);
                    counts
                },
            );
            let counts = counts.reduce(Counts::new, |mut all, counts| {
                counts.into_iter().for_each(|(form, count)| *all.entry(form).or_default() += count);
                all
            });
            found.extend(near.left_out(&counts));
        }
        found
    }
}

/// The incidents that may hold a word near one of these; none where the index cannot be read.
fn worth(near: &HashMap<&Language, Arc<Near>>, index: &Index) -> Option<Bits> {
    let needs = near.values().flat_map(|near| {
        near.beginnings().into_iter().map(|letters| {
            let near = Arc::clone(near);
            Needs::Passing { prefix: fold(&letters), passes: Arc::new(move |key| near.may_count(exact(key))) }
        })
    });
    index.candidates(&Needs::one_of(needs)).ok()
}
