//! What the model knows of a passage: its words and pairs of neighbours, each once.

use crate::corpus::Incident;
use crate::span::Span;
use crate::text::key::{Key, Marks};
use crate::text::{Language, Layout, Reading, Speakers, Stemmer};
use std::collections::BTreeMap;

/// What is ranked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Grain {
    /// Sentences that rules read.
    #[default]
    Sentence,
    /// Paragraphs that rules read.
    Paragraph,
    /// Whole incidents.
    Incident,
}

impl Grain {
    /// Its name in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Paragraph => "paragraph",
            Self::Incident => "incident",
        }
    }
}

/// A passage with its terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Where it stands, in bytes of the narrative.
    pub span: Span,
    /// Its words and pairs of neighbours, as they are compared, each once with where it first stands.
    pub terms: BTreeMap<String, Span>,
}

/// Cuts narratives into passages.
pub struct Texts<'a> {
    speakers: &'a Speakers,
    stemmers: BTreeMap<Language, Option<Stemmer>>,
    grain: Grain,
}

/// A passage of fewer words says too little.
const FEWEST: usize = 3;

impl<'a> Texts<'a> {
    /// One for narratives in the languages of `incidents`.
    pub fn new(incidents: &[Incident], speakers: &'a Speakers, grain: Grain) -> Self {
        let mut stemmers = BTreeMap::new();
        for incident in incidents {
            if !stemmers.contains_key(&incident.language) {
                stemmers.insert(incident.language.clone(), Stemmer::of(&incident.language));
            }
        }
        Self { speakers, stemmers, grain }
    }

    /// What is ranked.
    pub fn grain(&self) -> Grain {
        self.grain
    }

    /// True where incidents are ranked as a whole.
    pub fn is_whole(&self) -> bool {
        self.grain == Grain::Incident
    }

    /// The passages of an incident, in order; those of fewer than three words are left out.
    pub fn units(&self, incident: &Incident) -> Vec<Unit> {
        let narrative: &str = &incident.narrative;
        let reading = Reading::new(narrative, &incident.language, self.speakers);
        let Layout { sentences, paragraphs, pieces, .. } = &reading.layout;
        let spans: Vec<Span> = match self.grain {
            Grain::Sentence => sentences.iter().map(|one| one.span).collect(),
            Grain::Paragraph => paragraphs.iter().map(|one| one.span).collect(),
            Grain::Incident if pieces.is_empty() => Vec::new(),
            Grain::Incident => vec![Span::new(0, narrative.len())],
        };
        let unit = |span: Span| {
            let terms = self.terms(incident, &reading, span);
            (terms.len() >= FEWEST).then_some(Unit { span, terms })
        };
        spans.into_iter().filter(|span| !span.is_empty()).filter_map(unit).collect()
    }

    /// The words and pairs of a stretch; what an excluded speaker says is none of it.
    fn terms(&self, incident: &Incident, reading: &Reading, span: Span) -> BTreeMap<String, Span> {
        let stemmer = self.stemmers.get(&incident.language).and_then(Option::as_ref);
        let marks = Marks::of(&incident.language);
        let mut terms: BTreeMap<String, Span> = BTreeMap::new();
        for sentence in reading.layout.sentences.iter().filter(|one| one.span.overlaps(span)) {
            let mut before: Option<(String, Span)> = None;
            for token in &reading.tokens[reading.tokens_of(sentence)] {
                let key = Key::new(token.of(&incident.narrative), marks).text;
                let key = stemmer.map_or_else(|| key.clone(), |stemmer| stemmer.stem(&key));
                if let Some((left, at)) = before {
                    terms.entry(format!("{left} {key}")).or_insert(Span::new(at.start, token.end));
                }
                terms.entry(key.clone()).or_insert(*token);
                before = Some((key, *token));
            }
        }
        terms
    }
}
