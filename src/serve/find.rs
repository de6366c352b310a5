//! Searching the stories: the language of `keerpunt search`, kept while the files stay as they are.

use super::desk::View;
use super::refusal::{Kind, Refusal};
use super::snapshot::Snapshot;
use crate::codebook::Scope;
use crate::diagnostic::Diagnostic;
use crate::index::Search;
use crate::index::offers::Offer;
use crate::index::search::{Found, Ground, Hit};
use crate::text::Language;
use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

/// How many searches are kept.
const KEPT: usize = 8;

/// What the latest searches found.
#[derive(Default)]
pub struct Finds {
    kept: Mutex<VecDeque<(String, Arc<Vec<Found>>)>>,
}

impl Finds {
    fn known(&self, query: &str) -> Option<Arc<Vec<Found>>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(one, _)| one == query).map(|(_, found)| found.clone())
    }

    fn keep(&self, query: &str, found: &Arc<Vec<Found>>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.truncate(KEPT - 1);
        kept.push_front((query.to_string(), found.clone()));
    }
}

impl View {
    /// The incidents that hold a search in what is shown of them, in corpus order, each with its hits.
    ///
    /// # Errors
    /// The search has mistakes, or asks for what is hidden.
    pub fn find(&self, query: &str) -> Result<Arc<Vec<Found>>, Refusal> {
        let hidden = self.snapshot.outcome().filter(|_| self.blind);
        let found = self.snapshot.find(query, hidden)?;
        if !self.ending_hidden {
            return Ok(found);
        }
        let shown = found.iter().filter_map(|one| {
            let hits = one.hits.iter().filter(|hit| self.reaches(one.incident, hit.span));
            let hits: Vec<Hit> = hits.copied().collect();
            let told = one.hits.is_empty() || !hits.is_empty();
            told.then_some(Found { incident: one.incident, hits })
        });
        Ok(Arc::new(shown.collect()))
    }
}

impl Snapshot {
    /// The incidents that hold a search, in corpus order, each with its hits; `hidden` is an
    /// attribute that may not be asked for.
    ///
    /// # Errors
    /// The search has mistakes, or asks for what is hidden.
    fn find(&self, query: &str, hidden: Option<&str>) -> Result<Arc<Vec<Found>>, Refusal> {
        let search = self.read(query)?;
        if let Some(hidden) = hidden
            && search.query.fields().iter().any(|test| test.name == hidden)
        {
            let what = format!("`{hidden}` is hidden while you code blind");
            return Err(Refusal::new(Kind::Forbidden, what, "search without it, or end blind coding first"));
        }
        if let Some(found) = self.finds.known(query) {
            return Ok(found);
        }
        let found = Arc::new(self.run(&search));
        self.finds.keep(query, &found);
        Ok(found)
    }

    /// What else to try where a search found nothing, each with the hits and incidents it finds.
    pub fn offers(&self, query: &str) -> Vec<(Offer, usize, usize)> {
        let Ok(search) = self.read(query) else { return Vec::new() };
        let offers = search.offers(query, &self.languages(), |part| self.run(part).is_empty());
        let found = offers.into_iter().filter_map(|offer| {
            let found = self.run(&self.read(&offer.query).ok()?);
            let hits = found.iter().map(|one| one.hits.len()).sum();
            (!found.is_empty()).then_some((offer, hits, found.len()))
        });
        found.collect()
    }

    fn read(&self, query: &str) -> Result<Search, Refusal> {
        let languages = self.languages();
        let only = match &languages[..] {
            [one] => Some(one),
            _ => None,
        };
        let search = Search::read(query, only).map_err(|mistakes| refused(&mistakes))?;
        let search = search.meant(&self.study.vocabulary(&self.loaded));
        let search = search.map_err(|mistakes| refused(&mistakes))?;
        let without_order = search.without_order(self.incidents());
        if !without_order.is_empty() {
            return Err(refused(&without_order));
        }
        match search.unknown_codes(&self.codebook) {
            unknown if unknown.is_empty() => Ok(search),
            unknown => Err(refused(&unknown)),
        }
    }

    fn run(&self, search: &Search) -> Vec<Found> {
        let ground = Ground {
            incidents: self.incidents(),
            speakers: &self.study.settings.collection.speakers,
            codebook: Some(&self.codebook),
            unit: Scope::Incident,
            within: Scope::Sentence,
        };
        let needs = search.needs(ground.codebook, &self.languages());
        // An index that cannot be read costs time, nothing else.
        let worth = self.loaded.index.as_ref().and_then(|index| index.candidates(&needs).ok());
        search.run(&ground, worth.as_ref(), &|_| true)
    }

    /// The languages of the incidents.
    fn languages(&self) -> Vec<Language> {
        let languages: BTreeSet<&Language> = self.incidents().iter().map(|one| &one.language).collect();
        languages.into_iter().cloned().collect()
    }
}

/// The mistakes of a search, in words: the page shows the search beside them.
fn refused(mistakes: &[Diagnostic]) -> Refusal {
    let told: Vec<&str> = mistakes.iter().map(|one| one.message.as_str()).collect();
    let help: Vec<&str> = mistakes.iter().flat_map(|one| &one.help).map(String::as_str).collect();
    Refusal::new(Kind::Unclear, told.join("; "), help.join("; "))
}
