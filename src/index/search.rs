//! A search asked of a corpus: which incidents hold it, and by which hits.

use super::derive::needs_of_pattern;
use super::query::Facts;
use super::query::{FieldTest, Query};
use super::{Bits, Needs};
use crate::codebook::{Codebook, Pattern, Scope};
use crate::corpus::{Incident, Value};
use crate::diagnostic::Diagnostic;
use crate::matcher::{Finder, Matcher};
use crate::span::Span;
use crate::text::{Language, Layout, Speakers};
use rayon::prelude::*;

/// A search as it was read, its patterns too.
#[derive(Debug, Clone)]
pub struct Search {
    /// Operators, fields and stretches of pattern.
    pub query: Query,
    /// The patterns in it, from left to right.
    pub patterns: Vec<Pattern>,
}

/// What a search is asked of.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The corpus.
    pub incidents: &'a [Incident],
    /// Who speaks in transcripts.
    pub speakers: &'a Speakers,
    /// What a `code:` stands for.
    pub codebook: Option<&'a Codebook>,
    /// Where operators meet.
    pub unit: Scope,
    /// What a pattern does not cross.
    pub within: Scope,
}

/// An incident that holds a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its place in the corpus.
    pub incident: usize,
    /// The hits by which it holds; none where only attributes were asked for.
    pub hits: Vec<Hit>,
}

/// One hit of a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Where it stands, in bytes of the narrative.
    pub span: Span,
    /// It begins in a turn that rules do not read.
    pub unread: bool,
}

impl Search {
    /// Reads a search. `language` is that of the corpus, where it has only one.
    ///
    /// # Errors
    /// Every mistake in its patterns, or the first in what joins them; spans count bytes of `source`.
    pub fn read(source: &str, language: Option<&Language>) -> Result<Self, Vec<Diagnostic>> {
        let query = Query::parse(source).map_err(|mistake| vec![*mistake])?;
        let mut patterns = Vec::new();
        let mut mistakes = Vec::new();
        for words in query.words() {
            match Pattern::parse_search(&words.pattern, &words.exact, language) {
                Ok(pattern) => patterns.push(pattern),
                Err(found) => mistakes.extend(found.into_iter().map(|mut mistake| {
                    let moved =
                        |span: Span| Span::new(span.start + words.span.start, span.end + words.span.start);
                    mistake.span = mistake.span.map(moved);
                    mistake
                })),
            }
        }
        if mistakes.is_empty() { Ok(Self { query, patterns }) } else { Err(mistakes) }
    }

    /// What an incident needs to hold it. `languages` are those of the corpus.
    pub fn needs(&self, codebook: Option<&Codebook>, languages: &[Language]) -> Needs {
        let mut patterns = self.patterns.iter();
        needs_of_query(&self.query, &mut || match patterns.next() {
            Some(pattern) => needs_of_pattern(pattern, codebook, languages),
            None => Needs::Anything,
        })
    }

    /// The incidents that hold it, in corpus order; of those that `worth` lists, where it is given.
    pub fn run(
        &self,
        ground: &Ground<'_>,
        worth: Option<&Bits>,
        keep: &(dyn Fn(&Incident) -> bool + Sync),
    ) -> Vec<Found> {
        let runner = Runner::new(self, ground);
        let places: Vec<usize> = match worth {
            Some(worth) => worth.iter().collect(),
            None => (0..ground.incidents.len()).collect(),
        };
        let found = places.into_par_iter().filter_map(|place| {
            let incident = &ground.incidents[place];
            let hits = keep(incident).then(|| runner.hits(incident)).flatten()?;
            Some(Found { incident: place, hits })
        });
        found.collect()
    }
}

/// `next` gives the needs of the patterns, from left to right.
fn needs_of_query(query: &Query, next: &mut dyn FnMut() -> Needs) -> Needs {
    match query {
        Query::And(parts) => {
            Needs::each(parts.iter().map(|part| needs_of_query(part, next)).collect::<Vec<_>>())
        }
        Query::Or(parts) => {
            Needs::one_of(parts.iter().map(|part| needs_of_query(part, next)).collect::<Vec<_>>())
        }
        Query::Not(part) => {
            needs_of_query(part, next);
            Needs::Anything
        }
        Query::Words(_) => next(),
        Query::Field(_) => Needs::Anything,
    }
}

/// Finds the hits of one pattern.
enum Source<'a> {
    Words(Finder<'a>),
    /// The place of a code.
    Code(Option<usize>),
}

struct Runner<'a> {
    query: &'a Query,
    sources: Vec<Source<'a>>,
    ground: &'a Ground<'a>,
    matcher: Option<Matcher<'a>>,
    /// Every turn is read: the same labels, nobody excluded.
    all_turns: Speakers,
}

impl<'a> Runner<'a> {
    fn new(search: &'a Search, ground: &'a Ground<'a>) -> Self {
        let source = |pattern: &'a Pattern| match pattern.code_reference() {
            Some(id) => Source::Code(ground.codebook.and_then(|book| book.position(id))),
            None => Source::Words(Finder::new(pattern, ground.speakers)),
        };
        let sources: Vec<Source<'_>> = search.patterns.iter().map(source).collect();
        let codes = sources.iter().any(|source| matches!(source, Source::Code(_)));
        let matcher = ground.codebook.filter(|_| codes).map(|book| Matcher::new(book, ground.speakers));
        let include = [ground.speakers.exclude.clone(), ground.speakers.include.clone()].concat();
        let all_turns = Speakers { exclude: Vec::new(), include };
        Self { query: &search.query, sources, ground, matcher, all_turns }
    }

    /// The hits by which `incident` holds the search.
    fn hits(&self, incident: &Incident) -> Option<Vec<Hit>> {
        let narrative = &incident.narrative;
        let suggestions = self
            .matcher
            .as_ref()
            .map_or_else(Vec::new, |matcher| matcher.suggest(narrative, &incident.language));
        let hits: Vec<Vec<Span>> = self
            .sources
            .iter()
            .map(|source| match source {
                Source::Words(finder) => {
                    finder.hits_everywhere(narrative, &incident.language, self.ground.within)
                }
                Source::Code(code) => {
                    let within = |suggested: usize| match (self.ground.codebook, code) {
                        (Some(book), Some(code)) => book.is_within(suggested, *code),
                        _ => false,
                    };
                    let counted = suggestions.iter().filter(|one| !one.negated && within(one.code));
                    let mut spans: Vec<Span> = counted.map(|one| one.span).collect();
                    spans.sort_unstable();
                    spans
                }
            })
            .collect();
        let passes = |test: &FieldTest| test.passes(value_of(incident, &test.name).as_ref());
        let facts = Facts { hits: &hits, passes: &passes };
        let mut held: Option<Vec<Span>> = None;
        for stretch in self.stretches(incident) {
            if let Some(hits) = self.query.holds(&facts, stretch) {
                held.get_or_insert_default().extend(hits);
            }
        }
        let mut held = held?;
        held.sort_unstable();
        held.dedup();
        Some(self.with_turns(incident, held))
    }

    /// The stretches in which operators meet.
    fn stretches(&self, incident: &Incident) -> Vec<Span> {
        if self.ground.unit == Scope::Incident {
            return vec![Span::new(0, incident.narrative.len())];
        }
        let layout = Layout::new(&incident.narrative, &incident.language, &self.all_turns);
        let stretches =
            if self.ground.unit == Scope::Sentence { layout.sentences } else { layout.paragraphs };
        // The number of an item lies in no stretch, but belongs to the one behind it.
        let mut start = 0;
        let whole = stretches.into_iter().map(|stretch| {
            let end = stretch.span.end.max(start);
            let whole = Span::new(start, end);
            start = end;
            whole
        });
        whole.filter(|span| !span.is_empty()).collect()
    }

    fn with_turns(&self, incident: &Incident, spans: Vec<Span>) -> Vec<Hit> {
        if spans.is_empty() || self.ground.speakers.exclude.is_empty() {
            return spans.into_iter().map(|span| Hit { span, unread: false }).collect();
        }
        let read = Layout::new(&incident.narrative, &incident.language, self.ground.speakers).pieces;
        let is_read = |at: usize| {
            let next = read.partition_point(|piece| piece.end <= at);
            read.get(next).is_some_and(|piece| piece.start <= at)
        };
        spans.into_iter().map(|span| Hit { span, unread: !is_read(span.start) }).collect()
    }
}

/// The value of an attribute by its name, case aside; `id`, `lang` are known for every incident.
pub fn value_of(incident: &Incident, name: &str) -> Option<Value> {
    if name.eq_ignore_ascii_case("id") {
        return Some(Value::Text(incident.id.as_str().into()));
    }
    if name.eq_ignore_ascii_case("lang") {
        return Some(Value::Text(incident.language.tag().into()));
    }
    let own = incident.attributes.iter().find(|(known, _)| known.to_lowercase() == name.to_lowercase());
    own.map(|(_, value)| value.clone())
}
