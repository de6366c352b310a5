//! The study as it was read: its narratives, its codebook and what the rules suggest.

use super::count::MOST_COLUMNS;
use super::find::Finds;
use super::refusal::{Kind, Refusal};
use crate::codebook::{self, Codebook};
use crate::coding::places;
use crate::corpus::Incident;
use crate::diagnostic::{WIDTH, render_within};
use crate::index::Upkeep;
use crate::matcher::Suggestions;
use crate::study::{Loaded, Study, suggestions};
use crate::text::{self, Language};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// Everything that only changes when a file of the study other than a journal does.
pub struct Snapshot {
    /// The study.
    pub study: Study,
    /// Its corpus, as it was read.
    pub loaded: Loaded,
    /// Its codes; empty where it names no codebook.
    pub codebook: Codebook,
    /// What the rules suggest for each incident.
    pub suggestions: Suggestions,
    /// The attributes with few enough values for the columns of a table on the page.
    pub columns: Vec<String>,
    /// What the latest searches found in it.
    pub finds: Finds,
    /// For each incident where its last paragraph begins; found when it is to be hidden.
    endings: OnceLock<Vec<usize>>,
    places: HashMap<String, usize>,
}

impl Snapshot {
    /// What was read, with what the rules suggest for it.
    pub fn new(study: Study, loaded: Loaded, codebook: Option<Codebook>) -> Self {
        let codebook = codebook.unwrap_or_default();
        let speakers = &study.settings.collection.speakers;
        let incidents = &loaded.corpus.incidents;
        let suggestions = suggestions(incidents, &codebook, speakers, loaded.index.as_ref(), &|_, _| {});
        let places = places(incidents).into_iter().map(|(id, place)| (id.to_string(), place)).collect();
        let columns = columns(&loaded);
        Self {
            study,
            loaded,
            codebook,
            suggestions,
            columns,
            finds: Finds::default(),
            endings: OnceLock::new(),
            places,
        }
    }

    /// The same study read again from its files.
    ///
    /// # Errors
    /// The study file or the codebook has mistakes, or nothing of the corpus can be read.
    pub fn again(&self) -> Result<Self, Refusal> {
        let file = self.study.file().unwrap_or(self.study.root());
        let mut study = Study::open(file).map_err(|error| unusable(error.to_string()))?;
        study.memory = self.study.memory;
        let codebook = match &study.settings.codebook {
            None => None,
            Some(path) => {
                let name = path.strip_prefix(study.root()).unwrap_or(path).display();
                let read = codebook::read_file(path, study.language())
                    .map_err(|error| unusable(format!("{name} cannot be read: {error}")))?;
                if read.codebook.is_none() {
                    return Err(unusable(render_within(&read.diagnostics, &read.source, false, WIDTH)));
                }
                read.codebook
            }
        };
        let loaded = study.load(Upkeep::UpToDate, &|_| {});
        if loaded.corpus.incidents.is_empty() && !self.incidents().is_empty() {
            return Err(unusable("no incident can be read any more".to_string()));
        }
        Ok(Self::new(study, loaded, codebook))
    }

    /// The incidents, in corpus order.
    pub fn incidents(&self) -> &[Incident] {
        &self.loaded.corpus.incidents
    }

    /// The place of the incident with this id.
    ///
    /// # Errors
    /// There is none.
    pub fn place(&self, id: &str) -> Result<usize, Refusal> {
        self.places.get(id).copied().ok_or_else(|| {
            Refusal::new(Kind::NotThere, format!("no incident is called `{id}`"), "choose one from the list")
        })
    }

    /// Where the last paragraph of an incident begins, in bytes; the end of its narrative where it has
    /// only one.
    pub fn ending(&self, place: usize) -> usize {
        let speakers = &self.study.settings.collection.speakers;
        let ending = |incident: &Incident| {
            let paragraphs = text::paragraphs(&incident.narrative, &incident.language, speakers);
            let last = paragraphs.last().filter(|_| paragraphs.len() > 1);
            last.map_or(incident.narrative.len(), |last| last.start)
        };
        self.endings.get_or_init(|| self.incidents().par_iter().map(ending).collect())[place]
    }

    /// The attribute that says how an incident ended.
    pub fn outcome(&self) -> Option<&str> {
        self.study.settings.collection.outcome.as_ref().map(|outcome| outcome.attribute.as_str())
    }

    /// The study's language.
    pub fn language(&self) -> &Language {
        self.study.language()
    }
}

/// The attributes that have from one to [`MOST_COLUMNS`] values, declared ones among them.
fn columns(loaded: &Loaded) -> Vec<String> {
    let few = |name: &str| {
        let mut values: HashSet<String> = HashSet::new();
        let mut incidents = loaded.corpus.incidents.iter();
        let too_many = incidents.any(|incident| {
            values.extend(incident.values(name).iter().map(|value| value.text().into_owned()));
            values.len() > MOST_COLUMNS
        });
        !too_many && !values.is_empty()
    };
    let names = loaded.corpus.attributes.iter().map(|one| one.name.as_str());
    names.filter(|name| few(name)).map(str::to_string).collect()
}

fn unusable(what: String) -> Refusal {
    Refusal::new(Kind::Unclear, what, "mend the file; until then the page shows what was read before")
}
